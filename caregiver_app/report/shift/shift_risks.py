# SPDX-License-Identifier: MIT
"""What turns a fall, a fever or a sleepy hour into a call: a line for the next caregiver."""

from collections.abc import Iterator, Sequence

from caregiver_app.domain.person import Medicine, MedicineGroup
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.drawing.layout import (
    BODY,
    Block,
    Words,
    break_lines,
    plain,
    said,
    strong,
)
from caregiver_app.report.drawing.lists import joined, listed, room_of, shortened
from caregiver_app.report.drawing.words import _, ngettext

_MOST_NAMED = 40
_DAYS, _LABELS = 90.0, 240.0
"""Points that the days of dialysis may have, and that the labels take at the most."""


def risk_line(sheet: Handoff, most: int, width: float, left: float) -> Block:
    """Return the risks in so many lines, with 0 none of them; no height when none is recorded."""
    words, untold = _risks(sheet, room_of(max(most, 1), width) - _LABELS)
    if not words or not most:
        nothing = _("what makes it more dangerous")
        return Block(0.0, lambda _page, _top: None, (nothing,) * bool(words))
    lines = break_lines(words, BODY, width, most=most)
    cut = (_("what makes it more dangerous, in full"),) * lines.was_cut
    return Block(lines.height, lambda page, top: page.lines(lines, left, top), (*untold, *cut))


def _risks(sheet: Handoff, room: float) -> tuple[Words, tuple[str, ...]]:
    """Return the line, empty when nothing of it is recorded, and what has no room in it.

    What changes whom to call comes first: the seizure plan (E01), blood thinners (E18), what
    makes sleepy (U15), the kidneys (U15). The names of medicines share `room` points.
    """
    person = sheet.person
    parts = []
    if person.seizure_plan:
        parts.append(strong(_("Has a seizure plan")))
    if person.pregnant:
        parts.append(strong(_("Pregnant")))
    medicines = tuple(_medicines(sheet, room))
    parts += [words for words, _more in medicines]
    parts += _kidneys(sheet)
    more = sum(more for _words, more in medicines)
    count = ngettext("{n} medicine that matters", "{n} medicines that matter", more)
    words = joined(parts, ". ")
    return (words + plain(".") if words else ()), (count.format(n=more),) * bool(more)


def _medicines(sheet: Handoff, room: float) -> Iterator[tuple[Words, int]]:
    sedating = sheet.sedating or ()
    opioids = [one for one in sedating if MedicineGroup.OPIOID in one.groups]
    others = [one for one in sedating if one not in opioids]
    lists = (
        (_("Blood thinner:"), sheet.blood_thinners or ()),
        (_("Opioid:"), opioids),
        (_("Makes sleepy:"), others),
    )
    told = [(label, found) for label, found in lists if found]
    for label, found in told:
        words, more = _named(found, room / len(told))
        yield strong(label + " ") + words, more


def _named(found: Sequence[Medicine], room: float) -> tuple[Words, int]:
    names = [said(one.name) for one in found[:_MOST_NAMED]]
    return listed(names, room, hidden=len(found) - len(names))


def _kidneys(sheet: Handoff) -> Iterator[Words]:
    facts = sheet.person.kidney
    if facts.dialysis:
        days = shortened(said(facts.dialysis_days), _DAYS) if facts.dialysis_days else ()
        yield strong(_("On dialysis")) + (plain(" (") + days + plain(")") if days else ())
    elif facts.ckd:
        yield strong(_("Kidney disease"))
