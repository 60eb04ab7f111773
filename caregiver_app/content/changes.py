# SPDX-License-Identifier: MIT
"""Read the numbers and words of "What changed"; anything unexpected stops the start."""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from caregiver_app.content.loader import content_folder, words_file
from caregiver_app.content.tables import Table, finished
from caregiver_app.content.told_twice import load_told_twice
from caregiver_app.domain.changed.change_lines import (
    ChangeKind,
    Changes,
    Limit,
    SignWords,
    number_places,
)
from caregiver_app.domain.changed.change_terms import (
    MEASURED,
    ONLY_NAMED,
    SENTENCES,
    STATES,
    TERMS,
    answers_needed,
)

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_HOURS = ("look_back", "gap", "steady_hole")


def load_changes(language: str | None = None, folder: Path | None = None) -> Changes:
    """Return the numbers and words; raise ContentError naming the file and the key."""
    folder = folder or content_folder()
    words = Table.read(folder, words_file(language, "changes"))
    numbers = Table.read(folder, "changes.toml")
    times = numbers.table("times")
    _source(times)
    changes = Changes(
        language=words.text("language"),
        reviewed_by=words.text("reviewed_by"),
        numbers_reviewed_by=numbers.text("reviewed_by"),
        **{name: _hours(times, f"{name}_hours") for name in _HOURS},
        swing=_above_nought(times, "swing"),
        gaps_named=_whole(times, "gaps_named"),
        same_seizure=load_told_twice(folder).same_seizure,
        days_off=_whole(Table.read(folder, "rules.toml").table("dose_clock"), "days_off"),
        limits=_limits(numbers.table("limits")),
        kinds={ChangeKind(k): t for k, t in _texts(words.table("kinds"), set(ChangeKind)).items()},
        sentences=_sentences(words.table("sentences")),
        terms=_texts(words.table("terms"), set(TERMS)),
        signs=_signs(words.table("signs")),
    )
    for left in (times, numbers, words):
        left.done()
    return changes


def _limits(table: Table) -> dict[str, Limit]:
    limits = {sign: finished(table.table(sign), _limit) for sign in MEASURED}
    table.done()
    return limits


def _limit(table: Table) -> Limit:
    return Limit(
        up=_above_nought(table, "up"),
        down=_above_nought(table, "down"),
        before=_above_nought(table, "before"),
        source=_source(table),
    )


def _source(table: Table) -> str:
    source = table.text("source")
    if not source.strip():
        raise table.wrong("source", "a number needs its source")
    return source


def _hours(table: Table, key: str) -> timedelta:
    return timedelta(hours=float(_above_nought(table, key)))


def _above_nought(table: Table, key: str) -> Decimal:
    number = table.decimal(key)
    if number <= 0:
        raise table.wrong(key, "must be more than nought")
    return number


def _whole(table: Table, key: str) -> int:
    number = _above_nought(table, key)
    if number != number.to_integral_value():
        raise table.wrong(key, "must be a whole number")
    return int(number)


def _texts(table: Table, needed: set[str]) -> dict[str, str]:
    """Take exactly these keys as texts that are not empty."""
    texts = {str(key): _filled(table, key) for key in sorted(needed)}
    table.done()
    return texts


def _filled(table: Table, key: str) -> str:
    text = table.text(key)
    if not text.strip():
        raise table.wrong(key, "must not be empty")
    return text


def _sentences(table: Table) -> dict[str, str]:
    texts = {key: _with_places(table, key, places) for key, places in SENTENCES.items()}
    table.done()
    return texts


def _with_places(table: Table, key: str, places: frozenset[str]) -> str:
    text = _filled(table, key)
    stray = _PLACEHOLDER.sub("", text)
    if set(_PLACEHOLDER.findall(text)) != places or "{" in stray or "}" in stray:
        needed = ", ".join(sorted(places)) or "none"
        raise table.wrong(key, f"the placeholders must be: {needed}")
    return text


def _signs(table: Table) -> dict[str, SignWords]:
    signs = {sign: _sign(sign, table.table(sign)) for sign in (*MEASURED, *STATES, *ONLY_NAMED)}
    table.done()
    return signs


def _sign(sign: str, table: Table) -> SignWords:
    places = number_places(sign)
    measured = sign in MEASURED
    answers = answers_needed(sign)
    words = SignWords(
        name=_filled(table, "name"),
        short=_filled(table, "short"),
        value=_with_places(table, "value", places) if measured else "",
        again=_with_places(table, "again", places) if measured else "",
        answers=_texts(table.table("answers"), set(answers)) if answers else {},
    )
    table.done()
    return words
