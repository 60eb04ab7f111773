# SPDX-License-Identifier: MIT
"""Write docs/clinical/coverage.md from coverage.toml: `python3 docs/make_coverage.py`.

The table in TOML is what a person edits and the tests check; the page is for reading.
"""

import tomllib
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "clinical"
TABLE, PAGE = FOLDER / "coverage.toml", FOLDER / "coverage.md"

KINDS = {
    "form": ("Check-in", "a question of the check-in, by its id in `form.toml`"),
    "rule": ("Rule", "a rule of [the clinical reference](reference.md)"),
    "message": ("Message", "a sentence shown with a level, by its id in `text/en/rules.toml`"),
    "prompt": ("Prompt", "a question to confirm with the prescriber, `plan_prompts.toml`"),
    "time": ("Time", "when to look again or what to expect, `time.toml`"),
    "text": ("Text", "a page to read, `text/en/reference.toml`"),
    "number": ("Number to call", "a number of the country, `emergency_numbers.toml`"),
    "setup": ("Person", "a fact of the person's profile"),
    "plan": ("Plan", "a fact of the prescriber's written plan"),
    "dose": ("Dose log", "what became of a dose"),
    "pump_event": ("Pump log", "what happened to the pump"),
    "record": ("Record", "a field of [the portable record](../record-format.md)"),
    "trend": ("Chart", "a line over time"),
    "sheet": ("Sheet", "a fact that the one-page sheet prints"),
    "sheet_words": ("Sheet, fixed words", "words that stand on the sheet"),
}

HEAD = """\
# What was read, and where it went

**Not reviewed by a clinician.** Four public pages on stepping down from baclofen and clonazepam \
were read line by line. Each thing they say has a number here and the place in the program that \
answers it, or the reason why the program leaves it out. Being on a page makes nothing true: \
[what these pages get wrong](source-errors.md) is listed too, and the limits of the rules come \
from the sources in [the clinical reference](reference.md).

This page is written by `docs/make_coverage.py` from `coverage.toml`. Change that file.
"""


def coverage_page(table: Mapping) -> str:
    """Return the whole page as Markdown."""
    parts = [HEAD, _legend(table), *_pages(table), _others(table), _count(table)]
    return "\n".join(parts)


def _legend(table: Mapping) -> str:
    used = {_kind(name) for row in table["concept"].values() for name in row.get("covered_by", ())}
    rows = [f"| {word} | {meaning} |" for kind, (word, meaning) in KINDS.items() if kind in used]
    return "\n".join(["| where | what it is |", "|---|---|", *rows, ""])


def _pages(table: Mapping) -> Iterator[str]:
    for page, title in table["page"].items():
        rows = [
            f"| {number} | {row['concept']} | {_answer(row)} |"
            for number, row in table["concept"].items()
            if number.startswith(f"{page}-")
        ]
        head = [f"## {title}", "", "| | it says | in the program |", "|---|---|---|"]
        yield "\n".join([*head, *rows, ""])


def _answer(row: Mapping) -> str:
    """Return the places, grouped by kind in the order of the legend, and what there is to say."""
    order = list(KINDS)
    named = sorted(row.get("covered_by", ()), key=lambda name: order.index(_kind(name)))
    places = [
        f"{KINDS[kind][0]}: {', '.join(_place(name) for name in names)}"
        for kind, names in groupby(named, key=_kind)
    ]
    parts = ["; ".join(places)] if places else []
    if reason := row.get("reason"):
        parts.append(f"*{'Note' if places else 'Not here'}:* {reason}")
    return ". ".join(parts)


def _kind(name: str) -> str:
    return name.split(":", 1)[0]


def _place(name: str) -> str:
    kind, place = name.split(":", 1)
    return f"\u201c{place}\u201d" if kind == "sheet_words" else f"`{place}`"


def _others(table: Mapping) -> str:
    lines = [
        f"- {KINDS[kind][0]}: {', '.join(f'`{name}`' for name in names)}"
        for kind, names in table["from_other_sources"].items()
        if names
    ]
    head = ["## On none of the four pages", ""]
    return "\n".join([*head, "From labels, guidelines and papers, or our own:", "", *lines, ""])


def _count(table: Mapping) -> str:
    rows = table["concept"].values()
    covered = sum(bool(row.get("covered_by")) for row in rows)
    left = len(rows) - covered
    return f"{len(rows)} things: {covered} answered in the program, {left} left out with a reason\n"


if __name__ == "__main__":
    PAGE.write_text(coverage_page(tomllib.loads(TABLE.read_text("utf-8"))), encoding="utf-8")
