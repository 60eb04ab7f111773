# SPDX-License-Identifier: MIT
"""The end of the sheet: lines to write on, references, who recorded it (ranks 21 to 23)."""

from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Pump
from caregiver_app.domain.sheets.handoff import WEEK, Handoff
from caregiver_app.domain.sheets.handoff_signs import earlier
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    SMALL,
    Block,
    Page,
    Words,
    break_lines,
    line_width,
    plain,
    said,
    space,
    strong,
)
from caregiver_app.report.drawing.lists import has_cut, listed, room_of, shortened
from caregiver_app.report.drawing.phrases import day_text, not_recorded
from caregiver_app.report.drawing.plain_text import whole
from caregiver_app.report.drawing.words import _, ngettext

NOTE_LINE = 18.0
_REFERENCE = 0.2
_APART = 12.0
_MEDTRONIC = ("medtronic", "synchromed")


def note_lines(width: float, left: float, count: int) -> Block:
    """Return empty lines for whoever reads this next."""
    label = break_lines(strong(_("ED notes, time seen")), BODY, 110)
    start = left + 104

    def draw(page: Page, top: float) -> None:
        page.lines(label, left, top + 4)
        for place in range(1, count + 1):
            page.rule(start, left + width, top + place * NOTE_LINE - 1, 0.7, 0.4)

    return Block(count * NOTE_LINE, draw)


def reference(sheet: Handoff, width: float, left: float, *, short: bool = False) -> Block:
    """Return the grey lines for clinicians: literature by name and year, no medicine advice.

    All of it is about baclofen.
    """
    if Drug.BACLOFEN not in sheet.drugs:
        return space(0)
    text = _(
        "For clinicians: no specific antidote listed for baclofen (Lioresal label)."
        " Withdrawal reviews: Coffey 2002 Arch PMR 83:735; Saulino 2016 Neuromodulation 19:632;"
        " Meythaler 2003{series}; Ross 2011 Neurocrit Care 14:103."
    )
    text = text.format(series="" if short else _(" (cyproheptadine series)"))
    if not short:
        alike = _(
            "May resemble sepsis, autonomic dysreflexia, malignant hyperthermia, NMS, serotonin"
            " syndrome."
        )
        text = f"{alike} {text}"
    if sheet.person.has_pump:
        text += " " + _line_of_the_maker(sheet.person.pump)
    lines = break_lines(plain(text), SMALL, width)

    def draw(page: Page, top: float) -> None:
        page.canvas.setFillGray(_REFERENCE)
        page.lines(lines, left, top)
        page.canvas.setFillGray(0)

    return Block(lines.height, draw)


def _line_of_the_maker(pump: Pump | None) -> str:
    """Return whom clinicians ring about the pump: a maker is named only where it is written down.

    Whoever rings the wrong one loses the first call of the night.
    """
    told = f"{pump.maker or ''} {pump.model or ''}".casefold() if pump else ""
    if any(name in told for name in _MEDTRONIC):
        return _("Medtronic 24-h clinician line: see patient card.")
    return _("Pump maker's clinician line: see patient card.")


def foot(
    sheet: Handoff, width: float, left: float, left_off: tuple[str, ...], *, short: bool
) -> Block:
    """Return who recorded this, by which rules, and by name what is not shown."""
    who = strong(_("Recorded by family or caregiver \u2013 not verified by a clinician"))
    rules = _("Rule set {version}").format(version=sheet.rule_set)
    if not sheet.rules_reviewed:
        rules += ", " + _("rules not yet reviewed by a clinician")
    rules += _taken_out(sheet)
    names = _recorders(sheet)[: 1 if short else None]
    recorder = plain(_("Recorder:") + " ") + said(whole(", ".join(names)) or not_recorded())
    mark = plain(_("PRACTICE"), Weight.STRONG) if sheet.person.is_practice else ()
    mark_width = line_width(mark, BODY) + _APART * bool(mark)
    first = break_lines(who, BODY, width - mark_width)
    rules = f". {rules}."
    kept_free = line_width(plain(rules), SMALL)
    recorder = shortened(recorder, room_of(1 if short else 2, width) - kept_free, SMALL)
    chosen = tuple(map(_own_words, sheet.notes_left_out))
    left_off = (*chosen, *left_off)
    others = _("the other recorders")
    cut = (others,) * (has_cut(recorder) and others not in left_off)
    gone = _not_shown((*left_off, *cut), width)
    second = break_lines(recorder + plain(rules), SMALL, width)
    beside = line_width(gone, SMALL) <= width - mark_width - first.width - _APART
    last = break_lines(gone, SMALL, width)

    def draw(page: Page, top: float) -> None:
        page.rule(left, left + width, top, 1.2)
        page.lines(first, left, top + 2.5)
        if beside:
            page.lines(last, 0, top + 3, right_of=left + width - mark_width)
        page.lines(break_lines(mark, BODY, width), 0, top + 2.5, right_of=left + width)
        top += 2.5 + first.height
        page.lines(second, left, top)
        if not beside:
            page.lines(last, left, top + second.height)

    below = 0.0 if beside else last.height
    return Block(first.height + second.height + below + 4, draw, (*chosen, *cut))


def _recorders(sheet: Handoff) -> list[str]:
    """Return who recorded it, the newest first, with who saw that where it was somebody else."""
    names, last = list(sheet.recorders), sheet.last
    if last is None or not last.observer or last.observer == last.recorder:
        return names
    seen = _("seen by {name}").format(name=last.observer)
    if not names or names[0] != last.recorder:
        return [seen, *names]
    return [f"{names[0]} ({seen})", *names[1:]]


def brief_foot(sheet: Handoff, width: float, left: float, left_off: tuple[str, ...]) -> Block:
    """Return the foot with one recorder on one line; that there are others is named."""
    others = (_("the other recorders"),) * (len(sheet.recorders) > 1)
    block = foot(sheet, width, left, (*left_off, *others), short=True)
    return Block(block.height, block.draw, (*others, *block.left_off))


def _taken_out(sheet: Handoff) -> str:
    """Return how many entries were removed: what they said stands in the record alone."""
    count, since = sheet.taken_out, sheet.taken_out_since
    if not count:
        return ""
    if since is None:
        text = ngettext(
            "{n} entry was taken out in 7 days, see the record",
            "{n} entries were taken out in 7 days, see the record",
            count,
        )
        return ". " + text.format(n=count) + _alerts_out(sheet, earlier(sheet.now, WEEK))
    text = ngettext(
        "{n} entry was taken out since {day}, see the record",
        "{n} entries were taken out since {day}, see the record",
        count,
    )
    return ". " + text.format(n=count, day=day_text(since.day)) + _alerts_out(sheet, since)


def _alerts_out(sheet: Handoff, since: Moment) -> str:
    """Return which warnings are among what was removed: an EMERGENCY is not to vanish unseen."""
    found = [level for at, level in sheet.alerts_out if at >= since]
    levels = [level for level in (Level.EMERGENCY, Level.URGENT) if level in found]
    if not levels:
        return ""
    return " (" + ", ".join(f"{found.count(level)} {level.name}" for level in levels) + ")"


def _own_words(name: str) -> str:
    """Return what of the caregiver's own words somebody left out."""
    return {
        "hallucination_what": _("what they see or hear in words, by choice"),
        "muscle_pain_where": _("where it hurts, by choice"),
        "visit_type": _("the kind of visit, by choice"),
    }.get(name) or _("the caregiver's notes, by choice")


def _not_shown(left_off: tuple[str, ...], width: float) -> Words:
    """Return how many things are not on the page, and which, on two lines at the most."""
    count = len(left_off)
    shown = ngettext("{n} item not shown", "{n} items not shown", count).format(n=count)
    if not left_off:
        return strong(f"{shown}.")
    start = strong(f"{shown}: ")
    room = room_of(2, width) - line_width(start, SMALL)
    names, _more = listed([plain(name) for name in left_off], room, "; ", SMALL)
    return start + names + plain(".")
