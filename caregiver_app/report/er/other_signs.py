# SPDX-License-Identifier: MIT
"""Every sign that the table has no row for: what is there, what was, and what else was told."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import chain, islice

from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.check_in import Breathing, CheckIn, Grade, Sweating
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.tapped import Tapped
from caregiver_app.domain.sheets.told_lately import Before
from caregiver_app.domain.usual_mark import is_marked
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    Words,
    break_lines,
    fixed,
    line_width,
    plain,
    said,
    strong,
)
from caregiver_app.report.drawing.lists import joined, listed, room_of, shortened
from caregiver_app.report.drawing.phrases import (
    any_text,
    hours_ago,
    not_recorded,
    seconds_text,
    short_stamp,
    sign_value,
    yes_no,
)
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.er.fact_rows import LABEL, Fact
from caregiver_app.report.er.situation import shown_reasons

_MOST_LISTED = 40
_MOST_TAPPED, _NOTE = 3, 300.0
"""Events that are told, and the points that the note of one may take."""
_LEAST_SIGNS = 0.35
"""Part of a line that what was told in words has at the least."""


def other_signs(
    sheet: Handoff, width: float, lines: int, *, with_absent: bool = True
) -> Fact | None:
    """Return every other sign: what is there first, with its value, and how long ago it was.

    All of it has so many lines at the most; with none there is nothing at all. What was told in
    words has what is left of them, and what is normal is told where that leaves room.
    """
    last = sheet.last
    if last is None or not lines:
        return None
    there, absent = _present(sheet, last)
    absent = absent if with_absent else []
    signs = (*_alarming(sheet, last), *there, *_graded_before(sheet), *marks(sheet))
    events, unsaid = _happened(sheet)
    line = width - LABEL
    known = joined([*events, *(plain(text) for text in signs)], ", ")
    room = max(room_of(lines, line) - line_width(known, BODY), line * _LEAST_SIGNS)
    some, untold = _told(sheet, last, room)
    words = joined([known, some], ", ")
    none = plain(_("Normal or none: {signs}").format(signs=", ".join(absent)))
    whole = joined([words, none], ". ")
    if absent and (not words or len(break_lines(whole, BODY, line).lines) <= lines):
        words = whole
    gone = (*unsaid, *untold)
    fact = Fact(_("Other signs"), words, gone, least_lines=lines, most_lines=lines)
    return fact if words else None


def _told(sheet: Handoff, last: CheckIn, room: float) -> tuple[Words, tuple[str, ...]]:
    """Return the signs told in words, then other answers, and how many of each have no room."""
    extra, before = list(_extra(sheet)), sheet.lately.other_signs
    texts = chain(last.other_signs, (_with_age(one, sheet) for one in before), extra)
    shown = [said(text) for text in islice(texts, _MOST_LISTED)]
    count = len(last.other_signs) + len(before) + len(extra)
    words, more = listed(shown, room, hidden=count - len(shown))
    answers = min(more, len(extra))
    signs = more - answers
    gone = (
        ngettext("{n} other sign", "{n} other signs", signs).format(n=signs) * bool(signs),
        ngettext("{n} other answer", "{n} other answers", answers).format(n=answers)
        * bool(answers),
    )
    return words, tuple(filter(None, gone))


def _with_age(before: Before, sheet: Handoff) -> str:
    return f"{before.value} ({hours_ago(before.at, sheet.now)})"


def _happened(sheet: Handoff) -> tuple[list[Words], tuple[str, ...]]:
    """Return what was tapped in 72 h and has no other row, and how much of it is not told."""
    events = [event for event in sheet.tapped if not _is_fall_told(event)]
    words = [_event(event, sheet) for event in events[:_MOST_TAPPED]]
    more = len(events) - len(words)
    if not more:
        return words, ()
    over = ngettext("{n} more event", "{n} more events", more).format(n=more)
    return [*words, strong(over)], (over,)


def _is_fall_told(event: Tapped) -> bool:
    """Say whether it is a fall of which somebody said how it went: falls have a row."""
    return event.kind is Happening.FALL and event.fall is not None


def _event(event: Tapped, sheet: Handoff) -> Words:
    """Return a spasm storm, a fall or something else, with its time."""
    when = short_stamp(event.at, sheet.now)
    if event.kind is Happening.SPASMS:
        return strong(_("spasm storm {when}, {length}").format(when=when, length=_length(event)))
    if event.kind is Happening.FALL:
        return strong(_("fall {when}, how it went: {gap}").format(when=when, gap=not_recorded()))
    told = strong(_("something else {when}").format(when=when))
    if not (event.note and event.note.strip()):
        return told
    return told + strong(": ") + shortened(said(event.note, Weight.STRONG), _NOTE)


def _length(event: Tapped) -> str:
    if event.seconds is not None:
        return seconds_text(event.seconds)
    if event.running:
        return _("end not written down")
    return _("length: {gap}").format(gap=not_recorded())


_WORRIED = "WORRY"


def _alarming(sheet: Handoff, last: CheckIn) -> Iterator[str]:
    """Yield the signs that are there; a worry that stands among the reasons is said once.

    Then those that were there before and were not asked about since, each with its age.
    """
    words = {
        "passed_out": _("passed out"),
        "chest_pain": _("chest pain"),
        "stroke_signs": _("stroke signs"),
        "severe_headache": _("severe headache"),
        "vision_change": _("vision change"),
        "weak_numb": _("weak or numb"),
        "stiff_sudden": _("sudden stiffness"),
        "floppy": _("floppy muscles"),
        "dizzy": _("dizzy"),
        "tingling": _("tingling"),
        "flushing": _("flushed skin"),
        "worried": _("caregiver is worried"),
    }
    said_above = {reason.finding.id for reason in shown_reasons(sheet)}
    for name, text in words.items():
        if getattr(last, name) and not (name == "worried" and _WORRIED in said_above):
            yield text
    for name, text in words.items():
        before = sheet.lately.signs.get(name)
        if before is not None:
            yield fixed(f"{text} {hours_ago(before.at, sheet.now)}")


_NORMAL = (Breathing.NORMAL, Sweating.NONE, Grade.NONE, 0)


def _graded() -> dict[str, str]:
    return {
        "breathing": _("breathing"),
        "sweating": _("sweating"),
        "nausea": _("nausea"),
        "agitation": _("agitation"),
        "anxiety": _("anxiety"),
        "sleep_h": _("slept"),
    }


def _present(sheet: Handoff, last: CheckIn) -> tuple[list[str], list[str]]:
    """Return the signs that are there with their values, and the names of those that are not."""
    there, absent = [], []
    for name, label in _graded().items():
        value = getattr(last, name)
        if value is None:
            continue
        if value in _NORMAL and name != "sleep_h":
            absent.append(label)
        else:
            there.append(fixed(f"{label} {sign_value(name, value)}{_against(sheet, name, value)}"))
    return there, absent


def _graded_before(sheet: Handoff) -> Iterator[str]:
    """Yield such signs that were there before and were not asked about since, with their age."""
    for name, label in _graded().items():
        before = sheet.lately.signs.get(name)
        if before is not None and isinstance(before.value, Decimal | int | StrEnum):
            value = f"{sign_value(name, before.value)}{_against(sheet, name, before.value)}"
            yield fixed(f"{label} {value} {hours_ago(before.at, sheet.now)}")


def _against(sheet: Handoff, name: str, value: object) -> str:
    """Return how a value stands against what is usual, in brackets; empty when that is unknown."""
    usual = getattr(sheet.person.usual, name, None)
    if usual is None:
        return ""
    if usual == value:
        return " " + _("(as usual)")
    return " " + _("(usual {value})").format(value=sign_value(name, usual))


def _extra(sheet: Handoff) -> Iterator[str]:
    """Yield the other answers in the words of the form: a yes is the label alone."""
    for told in sheet.more:
        value = any_text(told.value)
        if told.of_ten:
            value = _("{value}/10").format(value=value)
        elif told.unit:
            value = f"{value} {told.unit}"
        words = told.label if value == yes_no(True) else f"{told.label}: {value}"
        yield words if told.at is None else f"{words} ({hours_ago(told.at, sheet.now)})"


def marks(sheet: Handoff) -> Iterator[str]:
    """Yield how the newest check-in came about, where that changes what it is worth."""
    if sheet.last is not None and is_marked(sheet.last):
        yield _("signs recorded as usual in one press")
    if sheet.last is not None and written_later(sheet.last) is not None:
        yield _("check-in written down later")
