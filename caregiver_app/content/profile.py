# SPDX-License-Identifier: MIT
"""Read the questions about a person and their words."""

from pathlib import Path

from caregiver_app.content.loader import content_folder, words_file
from caregiver_app.content.tables import Table, finished
from caregiver_app.domain.people.profile import (
    AskedOf,
    Profile,
    ProfileGroup,
    ProfileKind,
    ProfileQuestion,
)
from caregiver_app.domain.person import MedicineGroup

_KINDS = {kind.value: kind for kind in ProfileKind}
_ASKED_OF = {asked.value: asked for asked in AskedOf}
_LIST_WORDS = ("none_known", "some", "not_known", "hint")


def load_profile(language: str | None = None, folder: Path | None = None) -> Profile:
    """Return the questions about a person; raise ContentError naming file and key."""
    folder = folder or content_folder()
    words = Table.read(folder, words_file(language, "profile"))
    words.text("language")
    words.text("reviewed_by")
    titles, prompts, lists = (words.table(name) for name in ("groups", "questions", "list"))
    does = words.table("medicine_groups")
    list_words = {name: lists.text(name) for name in _LIST_WORDS}
    medicines = {group: does.text(group.value) for group in MedicineGroup}
    profile = finished(
        Table.read(folder, "profile.toml"),
        lambda table: Profile(
            groups=_groups(table, titles, prompts), list_words=list_words, medicine_groups=medicines
        ),
    )
    for left in (words, titles, prompts, lists, does):
        left.done()
    return profile


def _groups(table: Table, titles: Table, prompts: Table) -> tuple[ProfileGroup, ...]:
    names = table.texts("groups")
    questions = [
        finished(one, lambda t: _question(t, prompts, names)) for one in table.tables("question")
    ]
    return tuple(
        ProfileGroup(
            id=name,
            title=titles.text(name),
            questions=tuple(question for question in questions if question.group == name),
        )
        for name in names
    )


def _question(table: Table, prompts: Table, groups: tuple[str, ...]) -> ProfileQuestion:
    field, kind = table.text("field"), table.one_of("kind", _KINDS)
    is_number = kind is ProfileKind.NUMBER
    question = ProfileQuestion(
        field=field,
        group=table.one_of("group", {name: name for name in groups}),
        kind=kind,
        prompt=prompts.text(field),
        source=table.text("source"),
        asked_of=table.one_of("for", _ASKED_OF) if table.has("for") else AskedOf.ALL,
        low=table.decimal("low") if is_number else None,
        high=table.decimal("high") if is_number else None,
        decimals=table.whole("decimals") if is_number else 0,
        unit=table.text("unit") if is_number else "",
    )
    if question.low is not None and question.high is not None and question.low >= question.high:
        raise table.wrong("high", "must be above low")
    if not question.source.strip():
        raise table.wrong("source", "must not be blank")
    return question
