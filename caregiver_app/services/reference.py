# SPDX-License-Identifier: MIT
"""The reference texts: what a sign looks like, what to expect and when; read when first opened."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from caregiver_app.content.reference import load_reference
from caregiver_app.domain.form import Form
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.reference import (
    QUICK,
    TOPICS,
    Reference,
    ReferenceGroup,
    ReferenceText,
    grouped,
    what_to_expect,
)
from caregiver_app.services.handing_over.handoff import PAPERS, Sheet
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.system.resources import guide_picture
from caregiver_app.system.words import _, in_use

if TYPE_CHECKING:
    from caregiver_app.report.paper.reading import ReadingText

GUIDE = "guide"
"""What the ids of the pages of the guide, and of their chapters, begin with."""
_NUMBER = "911"
"""What the pages of the guide say for the number to call in an emergency."""


class ReferenceService:
    """Find a text by what it is about."""

    def __init__(self, book: RecordBook) -> None:
        self._book = book

    @cached_property
    def _reference(self) -> Reference:
        return load_reference()

    @cached_property
    def _pages(self) -> tuple[ReferenceGroup, ...]:
        from caregiver_app.content.guide import load_guide

        return load_guide()

    @property
    def _guide(self) -> tuple[ReferenceGroup, ...]:
        """Return the guide with the number to call in the country that was chosen."""
        return tuple(
            replace(page, texts=tuple(_with_number(text) for text in page.texts))
            for page in self._pages
        )

    def text(self, text_id: str) -> ReferenceText:
        """Return one text, or a chapter of the guide; raise KeyError when there is none."""
        if text_id.startswith(GUIDE):
            chapters = [text for page in self._guide for text in page.texts]
            return Reference(texts=tuple(chapters), topics=()).text(text_id)
        return self._reference.text(text_id)

    def what_to_expect(self, person_id: str) -> ReferenceText:
        """Return what to expect and when, for the medicine of a person and how it is taken.

        With a pump it is the text about the pump: signs come faster and are worse.
        """
        person = self._book.record(person_id).person
        route = PlanRoute.ITB if person.has_pump else PlanRoute.ORAL
        return self.text(what_to_expect(person.drug, route))

    def groups(self, form: Form) -> tuple[ReferenceGroup, ...]:
        """Return every text in the groups of the form that asks about it, the guide at the end."""
        titles = {TOPICS: _("Good to know"), QUICK: _("In every check-in")}
        pages = (
            _("First steps"),
            _("How to use this program"),
            _("Reminders"),
            _("For nurses and doctors"),
        )
        return (
            *(
                replace(group, title=group.title or titles[group.id])
                for group in grouped(self._reference, form)
            ),
            *(replace(page, title=title) for page, title in zip(self._guide, pages, strict=True)),
        )

    def printed(self, title: str, groups: Sequence[ReferenceGroup], paper: str, told: str) -> Sheet:
        """Return texts as pages to read, each with `told` in its foot; KeyError for the paper.

        A group without a title stands without a heading.
        """
        from caregiver_app.report.paper.reading import ReadingPart, reading_pages

        if paper not in PAPERS:
            raise ValueError(f"no such paper: {paper}")
        words = _("Page {n} of {all}. {told}")
        parts = [
            ReadingPart(title=group.title, texts=tuple(_to_read(text) for text in group.texts))
            for group in groups
        ]
        pdf = reading_pages(
            title,
            parts,
            paper,
            in_use().code,
            lambda n, pages: words.format(n=n, all=pages, told=told),
        )
        name = "all"
        if len(groups) == 1:
            texts = groups[0].texts
            name = (texts[0] if len(texts) == 1 else groups[0]).id.replace("_", "-")
        return Sheet(
            pdf=pdf, file_name=f"learn-{name}.pdf", left_off=(), missing=(), newest_at=None
        )


def _with_number(text: ReferenceText) -> ReferenceText:
    told = tuple(words.replace(_NUMBER, in_use().emergency) for words in text.paragraphs)
    return replace(text, paragraphs=told)


def sources_line(text: ReferenceText) -> str:
    """Return where a text comes from, in one sentence; a blank for one without a source."""
    if not text.sources:
        return ""
    return _("Where this comes from: {sources}.").format(sources="; ".join(text.sources))


def _to_read(text: ReferenceText) -> "ReadingText":
    from caregiver_app.report.paper.reading import ReadingText

    return ReadingText(
        title=text.title,
        paragraphs=text.paragraphs,
        call_title=_("When to call"),
        call=text.call_sentences,
        sources=sources_line(text),
        pictures=tuple((guide_picture(one.file), one.says) for one in text.pictures),
    )
