# SPDX-License-Identifier: MIT
"""Read what the sheets for the clinic and the next caregiver say; a mistake stops the start."""

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from caregiver_app.content.loader import content_folder, words_file
from caregiver_app.content.tables import Table
from caregiver_app.domain.rules.engine import ALL_RULES
from caregiver_app.domain.sheets.sheet_content import DO_NEXT, SHIFT_WORDS, SheetContent

_PLACEHOLDER = re.compile(r"\{(\w*)\}")


def load_sheets(language: str | None = None, folder: Path | None = None) -> SheetContent:
    """Return choices and words; raise ContentError naming the file and the key."""
    folder = folder or content_folder()
    words = Table.read(folder, words_file(language, "sheets"))
    choices = Table.read(folder, "sheets.toml")
    clinic, what_if = choices.table("clinic"), choices.table("what_if")
    for table in (clinic, what_if):
        if not table.text("source").strip():
            raise table.wrong("source", "a choice needs its source")
    content = SheetContent(
        language=words.text("language"),
        reviewed_by=words.text("reviewed_by"),
        choices_reviewed_by=choices.text("reviewed_by"),
        period=timedelta(days=_whole(clinic, "period_days")),
        steps_ahead=_whole(clinic, "steps_ahead"),
        what_if_first=_rules(what_if, "first"),
        what_if_pump=_rules(what_if, "pump"),
        what_if_by_mouth=_rules(what_if, "by_mouth"),
        what_if_then=_rules(what_if, "then"),
        do_next=_sentences(words.table("do_next"), DO_NEXT),
        shift=_sentences(words.table("shift"), dict.fromkeys(SHIFT_WORDS, frozenset())),
    )
    for left in (clinic, what_if, choices, words):
        left.done()
    return content


def _whole(table: Table, key: str) -> int:
    number = table.decimal(key)
    if number < 1 or number != number.to_integral_value():
        raise table.wrong(key, "must be a whole number above nought")
    return int(number)


def _rules(table: Table, key: str) -> tuple[str, ...]:
    """Take ids of rules; one that no rule has would leave a hole on the page."""
    names = table.texts(key)
    for name in names:
        if name not in ALL_RULES:
            raise table.wrong(key, f"there is no rule {name!r}")
    if not names:
        raise table.wrong(key, "must name a rule")
    return names


def _sentences(table: Table, needed: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Take exactly these sentences, each with exactly its placeholders."""
    texts = {}
    for key, places in needed.items():
        text = table.text(key)
        stray = _PLACEHOLDER.sub("", text)
        if not text.strip():
            raise table.wrong(key, "must not be empty")
        if set(_PLACEHOLDER.findall(text)) != places or "{" in stray or "}" in stray:
            wanted = ", ".join(sorted(places)) or "none"
            raise table.wrong(key, f"the placeholders must be: {wanted}")
        texts[key] = text
    table.done()
    return texts
