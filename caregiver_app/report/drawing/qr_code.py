# SPDX-License-Identifier: MIT
"""A QR code whose text any phone shows offline: which record, what dose, the latest vital signs.

It only repeats what stands in words on the same page, and it never holds a name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.check_in import Missing
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plan import PlanRoute, amount_of
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.handoff_doses import DoseNow
from caregiver_app.domain.sheets.handoff_signs import Half, Sign, Value
from caregiver_app.domain.units import fahrenheit, tenth
from caregiver_app.report.drawing.layout import SMALL, Block, Page, break_lines, plain
from caregiver_app.report.drawing.phrases import number, oxygen_target
from caregiver_app.report.drawing.words import _

MODULE = 1.134
"""The edge of one dark square in points: 0.40 mm, what a phone still reads from paper."""
QUIET = 4
"""White squares around the code; without them a phone does not find it."""
GUTTER = 8.0
_HASH_SHOWN = 16
_GAP = "not recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMark:
    """Which record a page was printed from: its id, and the SHA-256 of its export as hex."""

    id: str
    sha256: str


def code_text(sheet: Handoff, mark: RecordMark) -> str:
    """Return the words of the code: only ASCII, units spelled, "not recorded" for gaps."""
    return "\n".join(_lines(sheet, mark))


def _lines(sheet: Handoff, mark: RecordMark) -> Iterator[str]:
    now = sheet.now
    if sheet.person.is_practice:
        yield "PRACTICE PERSON"
    yield "Caregiver Checklist, not verified by a clinician"
    yield f"{_stamp(now)} {now.local:%z}"
    yield f"id {mark.id}"
    yield f"hash {mark.sha256[:_HASH_SHOWN]}"
    yield from _doses(sheet)
    for dose in sheet.last_doses:
        liquid = f"mg {_GAP}" if dose.ml is None else f"{number(dose.ml)} mL, strength {_GAP}"
        given = liquid if dose.mg is None else f"{number(dose.mg)} mg"
        at = f"{_stamp(dose.at, now)} {given}" if dose.at else _GAP
        which = f" {dose.drug.value}" if len(sheet.last_doses) > 1 else ""
        yield f"last dose{which} {at}"
    yield from _vitals(sheet)


def _doses(sheet: Handoff) -> Iterator[str]:
    for dose in sheet.doses:
        way = _WAYS[dose.route]
        yield f"{dose.drug.value} {way} {_per_day(sheet, dose)}"
    if not sheet.doses:
        way = _WAYS[PlanRoute.ITB if sheet.person.has_pump else PlanRoute.ORAL]
        pump = sheet.pump.dose_mcg_per_day if sheet.pump else None
        told = f"dose {_GAP}" if pump is None else f"{number(pump)} mcg/day"
        yield f"{sheet.person.drug.value} {way} {told}"


def _per_day(sheet: Handoff, dose: DoseNow) -> str:
    """Return the dose of a day as the page has it: none today, or that nobody decided."""
    each = [d for d in sheet.by_each_plan if (d.drug, d.route) == (dose.drug, dose.route)]
    amounts = dict.fromkeys(_amount(one.per_day, one) for one in each)
    if len(amounts) > 1:
        return f"NOT decided: {' or '.join(amounts)}"
    if dose.finished:
        return "plan finished"
    if dose.again is not None:
        then = _amount(amount_of(dose.again, dose.route), dose)
        return f"none today, then {then} {dose.again.from_.isoformat()}"
    waits = "" if dose.not_confirmed is None else ", held, next step NOT confirmed"
    if not (sheet.pump and dose.route is PlanRoute.ITB):
        return _amount(dose.per_day, dose) + waits
    told = _amount(sheet.pump.dose_mcg_per_day, dose) + waits
    return f"{told}, NOT decided" if ConflictKind.PUMP_NOTES in sheet.not_decided else told


def _amount(value: Decimal | None, dose: DoseNow) -> str:
    return f"dose {_GAP}" if value is None else f"{number(value)} {dose.unit}/day"


def _vitals(sheet: Handoff) -> Iterator[str]:
    """Yield the time of the last check-in, its vital signs, and which of them it lacks."""
    if sheet.last is None:
        yield f"check-in {_GAP}"
        return
    at = _stamp(sheet.last.at, sheet.now)
    if written := written_later(sheet.last):
        at += f", written {_stamp(written, sheet.now)}"
    yield f"check-in {_GAP}, told {at}" if sheet.nobody_asked else f"check-in {at}"
    signs = [sign for sign in sheet.vitals if sign.field in _SHORT]
    told = {sign.field: _now(sign) for sign in signs}
    gaps = [_SHORT[name] for name, words in told.items() if not words]
    taken = [words for words in told.values() if words]
    if taken:
        yield ", ".join(taken)
    if sheet.person.spo2_target_88_92:
        yield f"SpO2 {oxygen_target(sheet.person)}".replace("\u00a0", " ")
    if gaps:
        yield f"{_GAP}: {', '.join(gaps)}"


_WAYS = {PlanRoute.ORAL: "by mouth", PlanRoute.ITB: "INTRATHECAL PUMP"}
_SHOWN = {Missing.DEVICE_LOW: "LO", Missing.DEVICE_HIGH: "HI"}
_SHORT = {"temp_c": "T", "hr": "HR", "bp": "BP", "rr": "RR", "spo2": "SpO2"}


def _now(sign: Sign) -> str:
    """Return a sign with its value, LO or HI where the device showed that; a blank without one."""
    if sign.now is None:
        shown = _SHOWN.get(sign.why_missing) if sign.why_missing else None
        return f"{_SHORT[sign.field]} {shown}" if shown else ""
    return _sign(sign.field, sign.now.value) + (" on O2" if sign.now.on_oxygen else "")


def _half(half: Half) -> str:
    if isinstance(half, Missing):
        return _SHOWN.get(half, "?")
    return "?" if half is None else str(half)


def _sign(field: str, value: Value) -> str:
    if isinstance(value, tuple):
        top, bottom = map(_half, value)
        return f"{_SHORT[field]} {top}/{bottom}"
    if field == "temp_c" and isinstance(value, Decimal):
        return f"T {fahrenheit(value)} F {tenth(value)} C"
    return f"{_SHORT[field]} {value}" + (" %" if field == "spo2" else "")


def _stamp(moment: Moment, now: Moment | None = None) -> str:
    """Return the date and time; the offset where it is not that of the page."""
    text = f"{moment.local:%Y-%m-%d %H:%M}"
    same = now is None or moment.local.utcoffset() == now.local.utcoffset()
    return text if same else f"{text} {moment.local:%z}"


@lru_cache(maxsize=1)
def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the code as rows of dark squares without the quiet edge; it survives 15 % damage.

    The last one is kept, because a page that does not fit is measured again with the same code.
    """
    import segno

    code = segno.make(text, error="m", micro=False, boost_error=False, encoding="utf-8")
    return tuple(tuple(bool(square) for square in row) for row in code.matrix)


def code_block(text: str, right: float) -> tuple[Block, float]:
    """Return the code with its caption, ending at `right`, and the width that it takes away."""
    rows = matrix(text)
    side = (len(rows) + 2 * QUIET) * MODULE
    left = right - side
    caption = break_lines(plain(_("Facts for a phone")), SMALL, side)

    def draw(page: Page, top: float) -> None:
        _draw(page, rows, left + QUIET * MODULE, top + QUIET * MODULE)
        page.lines(caption, left + QUIET * MODULE, top + side)

    return Block(side + caption.height, draw), side + GUTTER


def _draw(page: Page, rows: tuple[tuple[bool, ...], ...], x: float, top: float) -> None:
    """Fill every run of dark squares of a row as one rectangle, all of them in one path."""
    path = page.canvas.beginPath()
    for down, row in enumerate(rows):
        y = page.height - top - (down + 1) * MODULE
        for start, length in _runs(row):
            path.rect(x + start * MODULE, y, length * MODULE, MODULE)
    page.canvas.setFillGray(0)
    page.canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for place, is_dark in enumerate((*row, False)):
        if is_dark and start is None:
            start = place
        elif not is_dark and start is not None:
            yield start, place - start
            start = None
