# SPDX-License-Identifier: MIT
"""What a caregiver can read about a sign or a topic: plain words with their sources."""

import re
from collections.abc import Sequence
from dataclasses import replace

from caregiver_app.domain.form import Form
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.history.search import holds, wanted_words
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute

TOPICS, QUICK = "topics", "quick"
"""The groups of texts about no single sign, and about what every check-in asks."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePicture:
    """A picture of a screen or sheet by the name of its file, and what is to be seen on it."""

    file: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceText:
    """One text: what to look at, how to check, what counts, what to tell; then when to call.

    `call` may be empty. `sources` are titles with their years, never addresses; a chapter about
    the program itself has none, but may have pictures, which stand under its title.
    """

    id: str
    title: str
    paragraphs: tuple[str, ...]
    call: str
    sources: tuple[str, ...]
    pictures: tuple[ReferencePicture, ...] = ()

    @property
    def call_sentences(self) -> tuple[str, ...]:
        """Return when to call, sentence by sentence."""
        return tuple(_SENTENCE_END.split(self.call)) if self.call else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceGroup:
    """Texts that stand together: the topics, the quick questions, or one group of the form.

    `title` is that of the form, blank for the first two.
    """

    id: str
    title: str
    texts: tuple[ReferenceText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Every text of one language; `topics` are those that are about no single sign."""

    texts: tuple[ReferenceText, ...]
    topics: tuple[str, ...]

    def text(self, id: str) -> ReferenceText:  # noqa: A002 - the name it has everywhere
        """Return a text by its id; KeyError when there is none."""
        for text in self.texts:
            if text.id == id:
                return text
        raise KeyError(id)


def what_to_expect(drug: Drug, route: PlanRoute) -> str:
    """Return the id of the text about the time after a step of this drug by this route."""
    if drug is Drug.CLONAZEPAM:
        return "what_to_expect_clonazepam"
    return "what_to_expect_pump" if route is PlanRoute.ITB else "what_to_expect_baclofen_by_mouth"


def grouped(reference: Reference, form: Form) -> tuple[ReferenceGroup, ...]:
    """Return every text once: the topics first, then signs where the check-in asks for them."""
    names: dict[str, str] = {}
    for question in form.questions:
        if question.about:
            names.setdefault(question.about, question.group or QUICK)
    titles = {TOPICS: "", QUICK: "", **{group.id: group.title for group in form.groups}}
    found = (
        ReferenceGroup(
            id=group,
            title=title,
            texts=tuple(
                reference.text(name)
                for name in (reference.topics if group == TOPICS else names)
                if group == TOPICS or names[name] == group
            ),
        )
        for group, title in titles.items()
    )
    return tuple(group for group in found if group.texts)


def searched(groups: Sequence[ReferenceGroup], text: str) -> tuple[ReferenceGroup, ...]:
    """Return the texts that hold every word of a search, in title or text, in their groups.

    What has them in its title comes first, within its group and by the groups.
    """
    words = wanted_words(text)
    if not words:
        return tuple(group for group in groups if group.texts)

    def is_below(one: ReferenceText) -> bool:
        return not holds(one.title, words)

    found = [
        replace(
            group,
            texts=tuple(sorted((t for t in group.texts if holds(_all_of(t), words)), key=is_below)),
        )
        for group in groups
    ]
    found.sort(key=lambda group: all(map(is_below, group.texts)))
    return tuple(group for group in found if group.texts)


def _all_of(text: ReferenceText) -> str:
    return " ".join((text.title, *text.paragraphs, text.call))
