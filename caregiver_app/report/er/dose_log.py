# SPDX-License-Identifier: MIT
"""The doses that were logged in 72 hours: a line for each drug and day, what went wrong in bold."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.last_doses import LastDose
from caregiver_app.report.drawing.layout import (
    BODY,
    SMALL,
    Block,
    Page,
    Words,
    break_lines,
    fixed,
    plain,
    stack,
    strong,
)
from caregiver_app.report.drawing.phrases import (
    amount,
    clock_text,
    drug_text,
    hours_ago,
    in_row,
    not_recorded,
    short_stamp,
)
from caregiver_app.report.drawing.words import _

_DAY = 36.0
_MOST_A_DAY = 12
_MOST_DAYS = 5
_LONGEST_FIXED = 26


def dose_log(
    sheet: Handoff, width: float, left: float, room: float, *, tight: bool = False, lines: int = 2
) -> Block:
    """Return the log, the newest day first; a day has `lines`, or one when it is tight.

    Then the oldest days also give way until the log stands in `room` points.
    """
    log = _whole(sheet, width, left, 1 if tight else lines, _MOST_DAYS)
    for days in range(_MOST_DAYS - 1, 0, -1):
        if not tight or log.height <= room:
            break
        log = _whole(sheet, width, left, 1, days)
    return log


def _whole(sheet: Handoff, width: float, left: float, most: int, days: int) -> Block:
    events = [event for event in sheet.dose_log if event.when is not None]
    drugs = sorted({_drug(e, sheet) for e in events}, key=lambda drug: drug != sheet.person.drug)
    if not drugs:
        log_gap = plain(_("dose log: not recorded"))
        return stack([_title(_("Doses in 72 h"), width, left), _row("", [log_gap], width, left, 1)])
    parts = []
    for drug in drugs:
        title = _("Doses in 72 h")
        if drugs != _of_plans(sheet):
            title += f": {drug_text(drug)}"
        parts.append(_title(title, width, left))
        mine = [event for event in events if _drug(event, sheet) == drug]
        by_day = [(day, list(given)) for day, given in groupby(mine, key=_day)]
        for day, given in by_day[:days]:
            said = list(_said(sorted(given, key=_when), sheet))
            parts.append(_row(_day_text(day), said, width, left, most))
        older = sum(len(given) for _day, given in by_day[days:])
        if older:
            text = _("{n} doses before that").format(n=older)
            parts.append(_row("", [plain(text)], width, left, most, (_("some logged doses"),)))
    return stack(parts)


def _of_plans(sheet: Handoff) -> list[Drug]:
    """Return the only drug that the page is about, or nothing when it is about several."""
    known = {dose.drug for dose in sheet.doses} | {sheet.person.drug}
    return list(known) if len(known) == 1 else []


def _drug(event: DoseEvent, sheet: Handoff) -> Drug:
    return event.drug or sheet.person.drug


def _when(event: DoseEvent) -> Moment:
    assert event.when is not None  # noqa: S101 - those without were left out
    return event.when


def _day(event: DoseEvent) -> date:
    return _when(event).day


def _day_text(day: date) -> str:
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return fixed(f"{names[day.weekday()]} {day.day}")


def _title(text: str, width: float, left: float) -> Block:
    title = break_lines(strong(text), BODY, width)

    def draw(page: Page, top: float) -> None:
        page.rule(left, left + width, top, 0.8)
        page.lines(title, left, top + 1.0)
        page.rule(left, left + width, top + title.height + 1.9, 0.8)

    return Block(title.height + 2.3, draw)


def _row(
    day: str,
    said: Sequence[Words],
    width: float,
    left: float,
    most: int,
    left_off: tuple[str, ...] = (),
) -> Block:
    """Return one day; what does not fit into its lines is counted at their end."""
    indent = _DAY if day else 0.0
    label = break_lines(plain(day), SMALL, _DAY)
    shown = min(len(said), _MOST_A_DAY)
    lines = break_lines(_joined(said, shown), SMALL, width - indent)
    while len(lines.lines) > most and shown > 1:
        shown -= 1
        lines = break_lines(_joined(said, shown), SMALL, width - indent)

    def draw(page: Page, top: float) -> None:
        page.lines(label, left, top + 0.8)
        page.lines(lines, left + indent, top + 0.8)
        page.rule(left, left + width, top + lines.height + 1.8, 0.5, 0.6)

    cut = (_("some logged doses"),) if shown < len(said) else left_off
    return Block(lines.height + 2.0, draw, cut)


def _joined(said: Sequence[Words], shown: int) -> Words:
    words: Words = ()
    for part in said[:shown]:
        words += (plain(", ") if words else ()) + part
    more = len(said) - shown
    return words + plain(", " + fixed(_("{n} more").format(n=more))) if more else words


def _said(events: Sequence[DoseEvent], sheet: Handoff) -> Iterator[Words]:
    """Yield what was not as planned first, so that it is never cut; then equal doses together."""
    taken: dict[str, list[str]] = {}
    for event in events:
        time = clock_text(_when(event), sheet.now)
        if event.status is DoseStatus.TAKEN:
            taken.setdefault(_given(event), []).append(time)
        else:
            what = f"{_given(event)} {_status_text(event.status)} {time}"
            yield strong(_together(what))
    for given, (first, *others) in taken.items():
        yield plain(_together(f"{given} {first}"))
        yield from map(plain, others)


def _together(text: str) -> str:
    """Return a dose and its time for one line; one that is longer than the line may break."""
    text = text.strip()
    return fixed(text) if len(text) <= _LONGEST_FIXED else text


def _given(event: DoseEvent) -> str:
    """Return mg, with mL beside it for a liquid; empty when no amount was written down."""
    mg = None if event.mg is None else amount(event.mg, "mg")
    ml = None if event.ml is None else amount(event.ml, "mL")
    if mg and ml:
        return fixed(f"{mg} ({ml})")
    return mg or ml or ""


def extra_logged(dose: LastDose, now: Moment, most: int = 4) -> str:
    """Return the extra doses of 72 hours with their times, the newest first; a blank without one.

    So many have their times, the others are counted. Of several the amounts stand together too,
    where all are known: nobody has to add them up.
    """
    if not dose.extra:
        return ""
    told = [
        fixed(f"{_given(one)} {short_stamp(_when(one), now)}".strip()) for one in dose.extra[:most]
    ]
    more = len(dose.extra) - len(told)
    told += [fixed(_("{n} more").format(n=more))] if more else []
    amounts = [one.mg for one in dose.extra if one.mg is not None]
    text = _("Extra: {doses}.")
    if len(amounts) == len(dose.extra) > 1:
        text = _("Extra: {doses}. Together {mg}.")
    return text.format(doses=", ".join(told), mg=amount(sum(amounts, Decimal(0)), "mg"))


def extra_after(dose: LastDose, now: Moment) -> str:
    """Return the newest extra dose where it came after the last dose that was kept down.

    Beside "8 hours ago" nobody must have to look for what was taken two hours ago.
    """
    is_newer = dose.extra and (dose.at is None or _when(dose.extra[0]) > dose.at)
    return extra_logged(dose, now, 1) if is_newer else ""


def _status_text(status: DoseStatus) -> str:
    return {
        DoseStatus.TAKEN: _("taken"),
        DoseStatus.LATE: _("late"),
        DoseStatus.MISSED: _("missed"),
        DoseStatus.VOMITED: _("vomited"),
        DoseStatus.PARTLY: _("partly taken"),
        DoseStatus.REFUSED: _("refused"),
        DoseStatus.EXTRA: _("extra"),
        DoseStatus.UNSURE: _("not sure"),
    }[status]


def count_text(dose: LastDose, now: Moment) -> str:
    """Return what became of the doses of 72 hours, or since the log began."""
    if dose.counts is None:
        before = missed_before(dose, now)
        if dose.vomited is None:
            return before + _("Vomited doses: {n}").format(n=not_recorded())
        text = _("Vomited doses: {n}, recorded {when}")
        return before + text.format(n=dose.vomited.value, when=hours_ago(dose.vomited.at, now))
    counts = dose.counts
    kept = counts[DoseStatus.TAKEN] + counts[DoseStatus.LATE]
    text = _("In 72 h: kept {kept}, {missed}")
    begun = ""
    if dose.begun is not None:
        text = _("Since {begun}: kept {kept}, {missed}")
        same_day = dose.begun.day == now.day
        begun = clock_text(dose.begun, now) if same_day else _day_text(dose.begun.day)
    told = [text.format(begun=begun, kept=kept, missed=_missed(dose)), _vomited(dose, now)]
    extra = counts[DoseStatus.EXTRA]
    if extra or dose.extra_told is None:  # else it stands above, and no 0 beside it
        told.append(_("extra {n}").format(n=extra))
    more = (
        (_("partly {n}"), counts[DoseStatus.PARTLY]),
        (_("not sure {n}"), counts[DoseStatus.UNSURE]),
        (_("not written down {n}"), dose.unwritten),
    )
    told[1:] = map(fixed, told[1:])
    return ", ".join([*told, *(fixed(words.format(n=n)) for words, n in more if n)]) + "."


def _missed(dose: LastDose) -> str:
    """Return how many were missed or refused, and how many of them only a check-in tells of."""
    logged = dose.counts[DoseStatus.MISSED] + dose.counts[DoseStatus.REFUSED] if dose.counts else 0
    told = len(dose.told_missed)
    if not told:
        return fixed(_("missed {n}").format(n=logged))
    words = _("missed {n} ({told} of them told)") if logged else _("missed {n} (told)")
    return fixed(words.format(n=logged + told, told=told))


def missed_before(dose: LastDose, now: Moment) -> str:
    """Return which doses of 72 hours a check-in told as missed where a later one was kept.

    Those since the last kept dose are told in a row. A blank where there are none.
    """
    kept = dose.at
    told = [one.slot.due for one in dose.told_missed if kept is not None and one.slot.due < kept]
    if not told:
        return ""
    first, last = (fixed(short_stamp(due, now)) for due in (told[0], told[-1]))
    if len(told) == 1:
        return _("Told as missed before: {time}.").format(time=first) + " "
    words = _("{n} told as missed before, {first} to {last}.")
    return words.format(n=len(told), first=first, last=last) + " "


def _vomited(dose: LastDose, now: Moment) -> str:
    """Return how many came up: as the log says, or as a check-in told of more."""
    logged = dose.counts[DoseStatus.VOMITED] if dose.counts else 0
    told = dose.vomited
    if told is None or not isinstance(told.value, int) or told.value <= logged:
        return _("vomited {n}").format(n=logged)
    return _("vomited {n} (told {when})").format(n=told.value, when=hours_ago(told.at, now))


def lost_in_row(dose: LastDose) -> str:
    """Return how many doses in a row were not kept, and of how many of them that is not known."""
    row = in_row(dose.missed_in_row or 0, or_more=dose.or_more)
    if dose.unwritten_in_row and dose.unwritten_in_row == dose.missed_in_row:
        return _("{n} not written down").format(n=row)
    if dose.unsure_in_row and dose.unsure_in_row == dose.missed_in_row:
        return _("{n} not sure if kept down").format(n=row)
    text = _("{n} not kept down").format(n=row)
    if dose.unwritten_in_row:
        text = _("{n} not kept down, {unwritten} of them not written down")
        text = text.format(n=row, unwritten=dose.unwritten_in_row)
    return text + doubtful_in_row(dose)


def doubtful_in_row(dose: LastDose) -> str:
    """Return how many doses in a row nobody is sure of, or were taken in part, or a blank."""
    text = ""
    if dose.unsure_in_row:
        text += ", " + _("{n} of them not sure").format(n=dose.unsure_in_row)
    if dose.partly_in_row:
        text += ", " + _("{n} of them taken in part").format(n=dose.partly_in_row)
    return text
