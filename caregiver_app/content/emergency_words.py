# SPDX-License-Identifier: MIT
"""Read what the emergency page tells: steps, things to bring, the words for the phone."""

import re
from collections.abc import Mapping
from pathlib import Path

from caregiver_app.content.loader import content_folder, words_file
from caregiver_app.content.tables import Table, finished
from caregiver_app.domain.first_aid import BringWhen, FirstAid, InLittleRoom, Step, Thing
from caregiver_app.domain.person import Drug, Route

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_ANY_BRACE = re.compile(r"[{}]")
_SHOWN = {shown.value: shown for shown in InLittleRoom}

SAID: Mapping[str, frozenset[str]] = {
    "where": frozenset({"address"}),
    "where_unknown": frozenset({"ask"}),
    "who": frozenset({"name", "medicine"}),
    "who_with_age": frozenset({"name", "age", "medicine"}),
    "who_unknown": frozenset({"medicine"}),
    "weight": frozenset({"weight"}),
    "weight_on": frozenset({"weight", "day"}),
    "dose": frozenset({"dose"}),
    "dose_unknown": frozenset(),
    "dose_over": frozenset(),
    "dose_of": frozenset({"medicine", "dose"}),
    "dose_of_unknown": frozenset({"medicine"}),
    "dose_of_over": frozenset({"medicine"}),
    "dose_apart": frozenset({"doses"}),
    "dose_day_off": frozenset({"day", "dose"}),
    "dose_of_day_off": frozenset({"medicine", "day", "dose"}),
    "dose_of_apart": frozenset({"medicine", "doses"}),
    "held": frozenset({"dose", "day"}),
    "went_up": frozenset({"when", "dose"}),
    "went_up_told": frozenset({"time"}),
    "last_dose": frozenset({"dose", "ago"}),
    "last_dose_unknown": frozenset(),
    "missed": frozenset({"number"}),
    "not_sure": frozenset({"number"}),
    "extra": frozenset({"dose"}),
    "extra_many": frozenset({"number", "dose"}),
    "extra_told": frozenset({"time"}),
    "pump_runs": frozenset(),
    "given": frozenset({"medicines"}),
    "allergies": frozenset({"allergies"}),
    "allergies_none": frozenset(),
    "allergies_unknown": frozenset(),
    "cord_injury": frozenset(),
    "dysreflexia": frozenset(),
    "pregnant": frozenset(),
    "also_takes": frozenset({"medicines"}),
    "papers": frozenset({"papers"}),
    "signs": frozenset({"signs"}),
    "signs_before": frozenset({"time", "signs"}),
    "signs_not_saved": frozenset({"time", "signs"}),
    "signs_corrected": frozenset({"time"}),
    "signs_unknown": frozenset(),
}
"""The sentences for the phone, and what the record puts into each; every language has these."""


def load_first_aid(language: str | None = None, folder: Path | None = None) -> FirstAid:
    """Return what the emergency page tells; raise ContentError naming the file and the key."""
    folder = folder or content_folder()
    words = Table.read(folder, words_file(language, "emergency"))
    return finished(
        Table.read(folder, "emergency.toml"),
        lambda table: finished(words, lambda w: _first_aid(table, w)),
    )


def _first_aid(table: Table, words: Table) -> FirstAid:
    steps, things = words.table("steps"), words.table("bring")
    first_aid = FirstAid(
        language=words.text("language"),
        reviewed_by=words.text("reviewed_by"),
        steps=tuple(finished(step, lambda t: _step(t, steps)) for step in table.tables("step")),
        bring=tuple(finished(item, lambda t: _thing(t, things)) for item in table.tables("bring")),
        bring_line=_text(words, "bring_line", frozenset({"things"})),
        say=finished(words.table("say"), _said),
        say_source=_source(table, "say_source"),
        ask_address=_text(words, "ask_address"),
        drugs=finished(
            words.table("drugs"), lambda t: {drug: _text(t, drug.value) for drug in Drug}
        ),
        ways=finished(words.table("ways"), _ways),
        drug_unknown=_text(words, "drug_unknown"),
        medicine_unknown=_text(words, "medicine_unknown"),
        never_stop=_text(words, "never_stop", frozenset({"drug"})),
        never_stop_source=_source(table, "never_stop_source"),
        pump_signs=_text(words, "pump_signs"),
        pump_signs_source=_source(table, "pump_signs_source"),
    )
    for left in (steps, things):
        left.done()
    return first_aid


def _step(table: Table, words: Table) -> Step:
    name = table.text("id")
    text = words.text(name)
    unknown = set(_PLACEHOLDER.findall(text)) - {"emergency", "drug"}
    if unknown or not text.strip():
        raise words.wrong(name, "needs a sentence with no other placeholder than emergency or drug")
    return Step(
        id=name,
        text=text,
        shown=table.one_of("shown", _SHOWN),
        source=_source(table, "source"),
    )


def _thing(table: Table, words: Table) -> Thing:
    name = table.text("id")
    return Thing(
        id=name,
        text=_text(words, name),
        when=table.one_of("when", {when.value: when for when in BringWhen}),
        source=_source(table, "source"),
    )


def _source(table: Table, key: str) -> str:
    source = table.text(key)
    if not source.strip():
        raise table.wrong(key, "must name a source")
    return source


def _said(table: Table) -> dict[str, str]:
    return {key: _text(table, key, needed) for key, needed in SAID.items()}


def _ways(table: Table) -> dict[Route, str]:
    return {route: _text(table, route.value, frozenset({"drug"})) for route in Route}


def _text(table: Table, key: str, needed: frozenset[str] = frozenset()) -> str:
    """Take a text that says something, with exactly these placeholders."""
    text = table.text(key)
    if not text.strip():
        raise table.wrong(key, "must say something")
    braces = _ANY_BRACE.search(_PLACEHOLDER.sub("", text))
    if braces or set(_PLACEHOLDER.findall(text)) != needed:
        raise table.wrong(key, f"the placeholders must be: {', '.join(sorted(needed)) or 'none'}")
    return text
