# SPDX-License-Identifier: MIT
"""Other medicines: what sedates, what thins the blood (rank 12), and the whole list (rank 20)."""

from collections.abc import Iterable, Sequence

from caregiver_app.domain.person import Medicine, MedicineGroup, MedicineStatus
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    Words,
    break_lines,
    line_width,
    plain,
    said,
    strong,
)
from caregiver_app.report.drawing.lists import listed, shortened
from caregiver_app.report.drawing.phrases import any_text, not_recorded, stamp
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.er.fact_rows import LABEL, Fact

_MOST_MEDICINES = 40
_LINES = 3
_SEDATING, _NAME, _GIVEN, _ALCOHOL, _OPIOID, _THINNER = 0.55, 0.4, 0.6, 0.3, 0.4, 0.45
"""Parts of a line for each list; with their labels all of them stand on three lines."""


def sedating(sheet: Handoff, width: float) -> Fact:
    """Return other sedating medicines, as-needed ones with times, alcohol, opioids, thinners.

    Every group is named even when a list is long: each list is shortened on its own.
    """
    label, line = _("Sedating medicines"), width - LABEL
    alcohol = plain(_("Alcohol:") + " ") + shortened(_alcohol(sheet), line * _ALCOHOL)
    given, more = _as_needed(sheet, line)
    if sheet.sedating is None or sheet.blood_thinners is None:
        gap = _("Opioid, blood thinner: {gap}").format(gap=not_recorded())
        parts = [plain(_("medicines: not recorded")), given, alcohol, strong(gap)]
        return Fact(label, _sentences(parts), _over(more), least_lines=_LINES)
    opioids = [m for m in sheet.sedating if MedicineGroup.OPIOID in m.groups]
    others = [m for m in sheet.sedating if MedicineGroup.OPIOID not in m.groups]
    strongest, more_strongest = _strongest(opioids, sheet.blood_thinners, line)
    words, more_others = _medicines(others, line * _SEDATING)
    if not others and not opioids:
        words = _none()
    parts = [words, given, alcohol, *strongest]
    return Fact(
        label, _sentences(parts), _over(more + more_others + more_strongest), least_lines=_LINES
    )


def _none() -> Words:
    return plain(_("none recorded"))


def _strongest(
    opioids: Sequence[Medicine], thinners: Sequence[Medicine], line: float
) -> tuple[list[Words], int]:
    """Return opioids and blood thinners, and how many of them have no room."""
    if not opioids and not thinners:
        return [plain(_("Opioid, blood thinner:") + " ") + _none()], 0
    opioid, more_opioids = _medicines(opioids, line * _OPIOID)
    thinner, more_thinners = _medicines(thinners, line * _THINNER)
    words = [
        plain(_("Opioid:") + " ") + (opioid or _none()),
        strong(_("Blood thinner:") + " ") + (thinner or _none()),
    ]
    return words, more_opioids + more_thinners


def _over(count: int) -> tuple[str, ...]:
    text = ngettext("{n} sedating medicine", "{n} sedating medicines", count)
    return (text.format(n=count),) * bool(count)


def _alcohol(sheet: Handoff) -> Words:
    value = any_text(sheet.last.more.get("alcohol")) if sheet.last else ""
    return said(value) if value else plain(not_recorded())


def _as_needed(sheet: Handoff, line: float) -> tuple[Words, int]:
    """Return what was given as needed; a long name is shortened, its time never is."""
    items = []
    for given in (sheet.last.prn_taken if sheet.last else ())[:_MOST_MEDICINES]:
        dose = f" {given.dose_text}" if given.dose_text else ""
        at = stamp(given.at, sheet.now) if given.at else not_recorded()
        items.append(shortened(said(f"{given.name}{dose}"), line * _NAME) + plain(f", {at}"))
    words, more = listed(items, line * _GIVEN, "; ")
    return (plain(_("As needed:") + " ") + words if words else ()), more


def _medicines(medicines: Sequence[Medicine], room: float) -> tuple[Words, int]:
    items = [
        _medicine(m) + (() if m.dose_text else plain(_(" (dose not recorded)")))
        for m in medicines[:_MOST_MEDICINES]
    ]
    words, more = listed(items, room)
    return words, more + max(0, len(medicines) - _MOST_MEDICINES)


def _medicine(medicine: Medicine) -> Words:
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
    words = _listed(medicines[:_MOST_MEDICINES])
    if not words:
        return Fact(label, plain(_("no other medicines")))
    room = width - LABEL
    shown = _how_many(medicines, room * lines)
    while shown < len(medicines) or len(break_lines(words, BODY, room).lines) > lines:
        shown -= 1
        text = _("list on phone or app; {n} more").format(n=len(medicines) - shown)
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
        room -= line_width(_medicine(medicine), BODY)
        if room < 0:
            return count + 1
        count += 1
    return count


def _listed(medicines: Sequence[Medicine]) -> Words:
    words: Words = ()
    for medicine in medicines:
        words += (plain(", ") if words else ()) + _medicine(medicine)
    return words


def _sentences(parts: Iterable[Words]) -> Words:
    words: Words = ()
    for part in parts:
        words += (plain(". ") if words and part else ()) + part
    return words
