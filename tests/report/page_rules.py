# SPDX-License-Identifier: MIT
"""What holds for every sheet whatever stands in the record, read from the finished file."""

import re
from collections.abc import Iterator

from caregiver_app.domain.record import Record
from caregiver_app.report.drawing.plain_text import printable
from caregiver_app.services.handing_over.handoff import HandoffService, Sheet, sheet_from_record
from caregiver_app.system.clock import FixedClock
from tests.report.any_record import Case
from tests.report.page_boxes import Box, Drawn
from tests.report.records import rules

MARGIN, EDGE = 32.9, 19.5
LEAST_SIZE = 9.0
MOST_BYTES = 150 * 1024
REQUIRED = (
    "DO NOT STOP SUDDENLY",
    "Recorded by family or caregiver \u2013 not verified by a clinician",
    "Page 1 of 1",
    "Last check-in:",
    "Usual",
    "not recorded",
)
BLOCKS = (
    "Printed",
    "Born",
    "Weight",
    "Language",
    "Dose now",
    "Last dose",
    "Last cut",
    "Temperature",
    "Pulse a minute",
    "Blood pressure",
    "Breaths a minute",
    "Oxygen",
    "Alertness",
    "Worst in 72 h",
    "Stiffness",
    "Spasms (PSFS)",
    "Confusion",
    "Hallucination",
    "Tremor",
    "Itch / rash",
    "Allergies",
    "Prescriber",
    "Decides for them",
    "Seizures",
    "Kidney",
    "Sedating medicines",
    "Alcohol:",
    "pioid",
    "lood thinner",
    "Rule set",
    "not shown",
)
"""Ranks 1 to 14 by their labels."""
PUMP_BLOCKS = (
    "INTRATHECAL PUMP IN PLACE",
    "Reservoir",
    "Strength",
    "Alarm",
    "Last refill",
    "Low reserv",
    "MRI",
    "Pump clinic",
)
FORBIDDEN = re.compile(
    r"\b(safe|ok|okay|fine|all clear|rule out|no emergency|you should take|flumazenil"
    r"|increase the dose|reduce the dose|take an extra|give an extra|restart at|skip)\b",
    re.I,
)
_COUNT = re.compile(r"(\d+) items? not shown(:?)")


class _Book:
    """One person's record, as the sheet asks for it."""

    def __init__(self, case: Case) -> None:
        self.id, self.colour, self._record = "p", case.colour, case.record

    def record(self, _person_id: str) -> Record:
        return self._record

    def people(self) -> "list[_Book]":
        return [self]


def sheet_of(case: Case) -> Sheet:
    """Return the sheet; with a clock that is behind, as the window makes it."""
    if not case.is_behind:
        return sheet_from_record(rules(), case.record, case.now, case.paper)
    clock = FixedClock(case.now.utc, "America/New_York")
    return HandoffService(_Book(case), rules(), clock).sheet("p", case.paper)


def problems(case: Case, sheet: Sheet, page: Drawn) -> list[str]:
    """Return in words what is wrong with a sheet and its page; nothing when all holds."""
    found = [*faults(page), *_missing(case, page.text), *_said(sheet, page.text)]
    if len(sheet.pdf) > MOST_BYTES:
        found.append(f"{len(sheet.pdf)} bytes")
    return found


def faults(page: Drawn) -> list[str]:
    """Return in words which marks stand where they may not."""
    return [*_outside(page), *_small(page), *_on_each_other(page), *_struck(page)]


def _outside(page: Drawn) -> Iterator[str]:
    for box in page.boxes:
        across = box.x0 >= MARGIN and box.x1 <= page.width - MARGIN
        if not across or box.low < EDGE or box.top > page.height - EDGE:
            yield f"outside the margins: {box}"
    for x, y in page.corners:
        if not MARGIN <= x <= page.width - MARGIN or not EDGE <= y <= page.height - EDGE:
            yield f"a line outside the margins: {x:.1f}, {y:.1f}"


def _small(page: Drawn) -> Iterator[str]:
    return (f"smaller than 9 pt: {box}" for box in page.boxes if box.size < LEAST_SIZE - 0.01)


def _on_each_other(page: Drawn) -> Iterator[str]:
    inked = sorted((b for b in page.boxes if b.text.strip()), key=lambda box: -box.top)
    for place, box in enumerate(inked):
        for other in inked[place + 1 :]:
            if other.top <= box.low:
                break
            if _share_ink(box, other):
                yield f"on each other: {box} {other}"


def _share_ink(one: Box, two: Box) -> bool:
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    return across > 0.8 and min(one.top, two.top) - max(one.low, two.low) > 0.5


def _struck(page: Drawn) -> Iterator[str]:
    """Yield the words that a line runs through: two blocks stand on each other."""
    for box in page.boxes:
        for x0, x1, y in page.rules:
            across = min(box.x1, x1) - max(box.x0, x0)
            if across > 0.8 and box.base + 0.1 * box.size < y < box.base + 0.6 * box.size:
                yield f"a line through {box} at {y:.1f}"


def _missing(case: Case, text: str) -> Iterator[str]:
    person = case.record.person
    blocks = (*REQUIRED, *BLOCKS, *(PUMP_BLOCKS if person.has_pump else ("by mouth",)))
    yield from (f"not on the page: {words}" for words in blocks if words not in text)
    name = " ".join(printable(person.name[:80]).split())
    if name.isascii() and name not in text and name.replace(" ", "") not in text.replace(" ", ""):
        yield f"the name is cut: {name}"
    if found := FORBIDDEN.search(text):
        yield f"a word that may not be there: {found.group()}"


def _said(sheet: Sheet, text: str) -> Iterator[str]:
    counts = _COUNT.findall(text)
    if len(counts) != 1 or int(counts[0][0]) != len(sheet.left_off):
        yield f"{counts} said to be left off, it were {sheet.left_off}"
    if "(more in the record)" in text and not sheet.left_off:
        yield "a text was cut and the foot counts nothing"
