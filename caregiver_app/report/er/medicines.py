# SPDX-License-Identifier: MIT
"""The list of all medicines (rank 20)."""

from collections.abc import Sequence

from caregiver_app.domain.person import Medicine, MedicineStatus
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    Words,
    break_lines,
    line_width,
    plain,
    said,
)
from caregiver_app.report.drawing.phrases import not_recorded
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.er.fact_rows import LABEL, Fact

MOST_MEDICINES = 40


def medicine_words(medicine: Medicine) -> Words:
    """Return a medicine with its dose as on the label, and whether it is held."""
    words = said(medicine.name, Weight.STRONG)
    if medicine.dose_text:
        words += plain(" ") + said(medicine.dose_text)
    if medicine.status is MedicineStatus.HELD:
        words += plain(" " + _("(held)"))
    return words


def all_medicines(sheet: Handoff, width: float, lines: int) -> Fact:
    """Return every medicine with its dose as on the label, as many as fit on so many lines."""
    label = _("All medicines")
    medicines = sheet.person.medicines
    if medicines is None:
        return Fact(label, plain(not_recorded()))
    words = _listed(medicines[:MOST_MEDICINES])
    if not words:
        return Fact(label, plain(_("no other medicines")))
    room = width - LABEL
    shown = _how_many(medicines, room * lines)
    while shown < len(medicines) or len(break_lines(words, BODY, room).lines) > lines:
        shown -= 1
        text = _("List on phone or app; {n} more").format(n=len(medicines) - shown)
        words = _listed(medicines[:shown]) + plain((". " if shown else "") + text)
        if len(break_lines(words, BODY, room).lines) <= lines or not shown:
            break
    more = len(medicines) - shown
    over = ngettext("{n} medicine", "{n} medicines", more).format(n=more)
    return Fact(label, words, (over,) * bool(more))


def _how_many(medicines: Sequence[Medicine], room: float) -> int:
    """Return how many can fit at the most; the rest need not be measured in lines."""
    count = 0
    for medicine in medicines:
        room -= line_width(medicine_words(medicine), BODY)
        if room < 0:
            return count + 1
        count += 1
    return count


def _listed(medicines: Sequence[Medicine]) -> Words:
    words: Words = ()
    for medicine in medicines:
        words += (plain(", ") if words else ()) + medicine_words(medicine)
    return words
