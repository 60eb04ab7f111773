# SPDX-License-Identifier: MIT
"""What caregivers told beside the level and the doses, on the pages that are not for an ER."""

from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.handoff_signs import Reading, is_of_device
from caregiver_app.report.drawing.layout import Block, fixed, stack, strong
from caregiver_app.report.drawing.phrases import hours_ago, sign_label, sign_value
from caregiver_app.report.drawing.words import _
from caregiver_app.report.er import details, other_signs, sedatives
from caregiver_app.report.er.fact_rows import LABEL, Fact, fact_rows
from caregiver_app.report.er.side_column import mri_line

SIZES = (4, 2, 1, 0)
"""How many lines each of these facts may have, the fullest first; with none they are named."""
_ALCOHOL = 0.6


def told_rows(sheet: Handoff, lines: int, width: float, left: float) -> Block:
    """Return the rows of what was told, and by name what has no room."""
    facts = told_facts(sheet, width, lines or 1)
    if not lines:
        return Block(0, lambda _page, _top: None, tuple(_named(fact.label) for fact in facts))
    rows = stack(fact_rows(facts, width, left, lines))
    return Block(rows.height, rows.draw, rows.left_off)


def told_facts(sheet: Handoff, width: float, lines: int) -> list[Fact]:
    """Return the note, what was read besides, other signs, alcohol and an MRI, where there are."""
    signs = other_signs.other_signs(sheet, width, lines, with_absent=False)
    facts = [details.note(sheet, lines), _read_besides(sheet), signs]
    if sheet.lately.alcohol is not None:
        words = sedatives.alcohol(sheet, (width - LABEL) * _ALCOHOL)
        facts.append(Fact(_("Alcohol"), words, least_lines=1))
    if sheet.pump is not None and sheet.pump.mri_unchecked:
        facts.append(Fact(_("MRI"), strong(mri_line(sheet)), least_lines=1))
    return [fact for fact in facts if fact is not None]


def _read_besides(sheet: Handoff) -> Fact | None:
    """Return the worst values of 72 h that no other line has: no number counts beside them."""
    told = [
        _beside(sign.field, reading, sheet)
        for sign in sheet.vitals
        for reading in (sign.worst, sign.other_end)
        if reading is not None and (reading.is_first or is_of_device(reading.value))
    ]
    return Fact(_("Also measured"), strong("; ".join(told))) if told else None


def _beside(name: str, reading: Reading, sheet: Handoff) -> str:
    value = f"{sign_label(name)} {sign_value(name, reading.value)}"
    words = _("{value}, {age}")
    if reading.is_first:
        words = _("{value}, the first of two readings, {age}")
    return words.format(value=fixed(value), age=hours_ago(reading.at, sheet.now))


def _named(label: str) -> str:
    return {
        _("Caregiver's note"): _("the caregiver's note"),
        _("Other signs"): _("other signs"),
        _("Alcohol"): _("alcohol"),
        _("Also measured"): _("what was also measured"),
    }.get(label, label)
