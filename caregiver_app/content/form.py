# SPDX-License-Identifier: MIT
"""Read the questions of the form with their words; a sheet is printed without them."""

from collections.abc import Mapping
from pathlib import Path

from caregiver_app.content.loader import (
    content_folder,
    emergency_phones,
    filled_text,
    say_who_read,
    words_file,
)
from caregiver_app.content.tables import Table, finished
from caregiver_app.domain.check_in import Mode
from caregiver_app.domain.form import Choice, Form, Group, Limits, Question, Tile

_KINDS = ("choice", "scale", "number", "text", "many", "time", "seizures", "medicines", "doses")
_ASKED_WHEN = ("always", "oral", "pump", "clonazepam", "sci")
_SOFT_LIMITS = tuple(n for n in Limits.__dataclass_fields__ if n.startswith("soft_"))


def load_form(
    language: str | None = None, country: str | None = None, folder: Path | None = None
) -> Form:
    """Return the questions with their words; raise ContentError naming the file and the key."""
    folder = folder or content_folder()
    phones = emergency_phones(folder, country, language)
    words = Table.read(folder, words_file(language, "form"))
    say_who_read(words)
    tile_words, question_words = words.table("tiles"), words.table("questions")
    group_words = words.table("groups")
    form = finished(
        Table.read(folder, "form.toml"),
        lambda table: Form(
            tiles_prompt=words.text("tiles_prompt"),
            tiles=tuple(
                finished(tile, lambda t: _tile(t, tile_words)) for tile in table.tables("tile")
            ),
            questions=tuple(
                finished(question, lambda t: _question(t, question_words, phones))
                for question in table.tables("question")
            ),
            groups=tuple(
                Group(id=name, title=group_words.text(name)) for name in table.texts("groups")
            ),
        ),
    )
    for left in (words, tile_words, question_words, group_words):
        left.done()
    return form


def _tile(table: Table, words: Table) -> Tile:
    name = table.text("id")
    return Tile(
        id=name, label=words.text(name), field=table.text("field"), value=table.text("value")
    )


def _question(table: Table, all_words: Table, phones: Mapping[str, str]) -> Question:
    name = table.text("id")
    words = all_words.table(name)
    question = Question(
        id=name,
        kind=_one_of(table, "kind", _KINDS),
        prompt=words.text("prompt"),
        short=words.text("short"),
        help=filled_text(words, "help", phones),
        too_low=filled_text(words, "too_low", phones) if words.has("too_low") else "",
        choices=_choices(table, words, phones),
        unit=table.text("unit", ""),
        anchors=_anchors(words.table("anchors")) if words.has("anchors") else None,
        limits=finished(table.table("limits"), _limits) if table.has("limits") else None,
        asked_when=_one_of(table, "asked_when", _ASKED_WHEN, "always"),
        mode=Mode(_one_of(table, "mode", tuple(Mode), Mode.QUICK)),
        group=table.text("group", ""),
        optional=_one_of(table, "optional", ("false", "true"), "false") == "true",
        about=table.text("about", name.removeprefix("more.")),
        parts=_parts(table, words),
    )
    words.done()
    return question


def _one_of(table: Table, key: str, allowed: tuple[str, ...], default: str = "") -> str:
    """Take one of some texts; a key that is not there gives the default, when there is one."""
    if default and not table.has(key):
        return default
    return table.one_of(key, dict(zip(allowed, allowed, strict=True)))


def _choices(table: Table, words: Table, phones: Mapping[str, str]) -> tuple[Choice, ...]:
    if not table.has("choices"):
        return ()
    labels, says = words.table("choices"), words.table("says", {})
    again = table.texts("ask_again") if table.has("ask_again") else ()
    values = table.texts("choices")
    for value in again:
        if value not in values:
            raise table.wrong("ask_again", f"{value!r} is none of the choices")
    choices = tuple(
        Choice(
            value=value,
            label=labels.text(value),
            asks_again=value in again,
            says=filled_text(says, value, phones) if says.has(value) else "",
        )
        for value in values
    )
    labels.done()
    says.done()
    return choices


def _parts(table: Table, words: Table) -> dict[str, str]:
    if not table.has("parts"):
        return {}
    names = table.texts("parts")
    return finished(words.table("parts"), lambda labels: {n: labels.text(n) for n in names})


def _anchors(table: Table) -> dict[int, str]:
    for key in table.left():
        if not key.isdecimal():
            raise table.wrong(key, "must be a value of the scale")
    return {int(key): text for key, text in table.words().items()}


def _limits(table: Table) -> Limits:
    decimals = table.whole("decimals", 0)
    required = {key: table.decimal(key) for key in ("hard_low", "hard_high")}
    given = {key: table.decimal(key) for key in _SOFT_LIMITS if table.has(key)}
    return Limits(decimals=decimals, **required, **given)
