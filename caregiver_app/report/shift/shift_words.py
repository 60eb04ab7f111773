# SPDX-License-Identifier: MIT
"""The sentences of the sheet for the next caregiver: what to do next, and what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain

from caregiver_app.domain.changed.change_lines import ChangeLine, Changes, sentence
from caregiver_app.domain.check_in import Mode
from caregiver_app.domain.dosing.dose_clock import ml_of
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.plan import amount_of
from caregiver_app.domain.sheets.sheet_content import ShiftContent
from caregiver_app.domain.sheets.shift_handoff import ShiftHandoff
from caregiver_app.domain.shift.watch_items import Listed, WatchItem
from caregiver_app.domain.timing.follow_up import FollowUp
from caregiver_app.domain.timing.past_emergency import ANSWERS
from caregiver_app.report.drawing.layout import Words, fixed, plain, said, strong
from caregiver_app.report.drawing.phrases import (
    amount,
    day_text,
    drug_text,
    duration,
    given_amount,
    left_over,
    short_stamp,
    stamp,
    with_whole_end,
)
from caregiver_app.report.drawing.words import _
from caregiver_app.report.er.action_words import action_words

_RINGING = frozenset({ActionKind.CALLED, ActionKind.NO_ANSWER})
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do next; what `stays` stands on the fullest page too.

    That is when a dose is due, and a look that is late.
    """

    words: Words
    stays: bool = False


@dataclass(frozen=True, slots=True)
class PaperTimes:
    """Days and times inside a sentence as a sheet writes them; `now` is when it is printed."""

    now: Moment

    def when(self, moment: Moment) -> str:
        """Return "at 14:10" for the day of printing, else "on 2026-11-20 14:10"."""
        if moment.day == self.now.day:
            return fixed(_("at {time}").format(time=short_stamp(moment, self.now)))
        return fixed(_("on {time}").format(time=stamp(moment, self.now)))

    def point(self, moment: Moment) -> str:
        """Return "14:10" or "2026-11-20 14:10"."""
        return short_stamp(moment, self.now)

    def day(self, day: date) -> str:
        """Return "2026-11-20"."""
        return day_text(day)

    def length(self, length: timedelta) -> str:
        """Return "11 h 0 min"."""
        return duration(length)


def milligrams(mg: Decimal | None) -> str:
    """Return the mg of one dose, or that nobody wrote them down."""
    return given_amount(mg, None)


def planned_dose(mg: Decimal | None, drug: Drug, person: Person) -> str:
    """Return one planned dose, of a liquid with the mL that whoever gives it measures."""
    ml = ml_of(mg, drug, person)
    if ml is None:
        return milligrams(mg)
    return fixed(_("{mg} ({ml})").format(mg=milligrams(mg), ml=amount(ml, "mL")))


def changed_words(changes: Changes, line: ChangeLine, now: Moment) -> Words:
    """Return one line of what changed, its kind first."""
    told = with_whole_end(sentence(changes, line, PaperTimes(now)))
    return strong(changes.kinds[line.kind] + ": ") + plain(told)


def do_next(sheet: ShiftHandoff, content: ShiftContent) -> list[ToDo]:
    """Return what to do next, the most pressing first."""
    asked = dict.fromkeys(prompt.message for prompt in sheet.questions)
    is_late = sheet.handoff.last is not None and sheet.check.late_by is not None
    after = (
        (item_words(item, sheet.handoff.now) for item in sheet.items),
        _supplies(sheet, content),
        map(said, asked),
        _ahead(sheet, content),
    )
    return [
        *map(ToDo, _about_alert(sheet, content)),
        *(ToDo(words, stays=is_late and n == 0) for n, words in enumerate(_check(sheet, content))),
        *map(ToDo, _unwritten(sheet, content)),
        *(ToDo(words, stays=True) for words in _next_doses(sheet, content)),
        *map(ToDo, chain(*after)),
    ]


def item_words(item: WatchItem, now: Moment) -> Words:
    """Return what to watch or to do, as it was typed, with who added it and when."""
    label = _("To do:") if item.listed is Listed.TO_DO else _("Watch:")
    words = strong(f"{label} ") + said(item.text)
    added = fixed(stamp(item.added_at, now))
    if not item.added_by:
        return words + plain(f" ({added})")
    return words + plain(" (") + said(item.added_by) + plain(f", {added})")


def _about_alert(sheet: ShiftHandoff, content: ShiftContent) -> Iterator[Words]:
    alert, words = sheet.follow, content.sheets.do_next
    before = sheet.handoff.before
    is_open = alert is not None and alert.level is Level.EMERGENCY
    if before is not None and not before.answers and not is_open:
        yield strong(words["before"].format(time=PaperTimes(sheet.handoff.now).point(before.at)))
    if alert is None:
        return
    if alert.answered:
        told = sheet.handoff
        last = [action for action in alert.actions if action.kind in ANSWERS][-1]
        number = content.rule_set.emergency_numbers["emergency"]
        yield plain(words["answered"] + " ") + action_words(last, told, told.now.day, number)
        return
    if alert.level is Level.EMERGENCY:
        lines = content.rule_set.wording.action_lines
        call = lines.get(alert.assessment.action or Action.CALL_911, "")
        numbers = content.rule_set.emergency_numbers
        yield strong(words["emergency"].format(call=call.format_map(numbers)))
    yield from _waiting(alert, sheet, content)


def _waiting(alert: FollowUp, sheet: ShiftHandoff, content: ShiftContent) -> Iterator[Words]:
    """Yield whom to wait for, until when, and when to check again unless the check-in says it."""
    now = sheet.handoff.now
    said_of, times = content.times.words.follow_up, PaperTimes(now)
    if alert.go_to_er and alert.er_at is not None:
        waited = alert.waited // _MINUTE
        because = said_of["no_answer"].format(minutes=waited)
        yield strong(f"{said_of['go_to_er']}. ") + plain(because)
    elif alert.er_at is not None:
        rung = [action.at for action in alert.actions if action.kind in _RINGING]
        until = times.point(alert.er_at)
        if rung:
            text = said_of["waiting"].format(since=times.point(rung[0]), until=until)
        else:
            text = said_of["not_called"].format(until=until)
        yield strong(text)
    if alert.recheck_due not in (None, sheet.check.due):
        key = "recheck" if alert.recheck_due > now else "recheck_now"
        yield strong(said_of[key].format(due=times.point(alert.recheck_due)))


def _check(sheet: ShiftHandoff, content: ShiftContent) -> Iterator[Words]:
    check, words = sheet.check, content.sheets.do_next
    times = PaperTimes(sheet.handoff.now)
    if sheet.handoff.last is None:
        yield strong(words["first_check"])
        return
    key = "check" if check.late_by is None else "check_late"
    text = words[key].format(due=times.point(check.due), why=sheet.check_why)
    if check.mode is Mode.FULL:
        text += " " + words["full_now"]
    yield strong(text) if check.late_by is not None else plain(text)
    if check.mode is not Mode.FULL:
        yield plain(words["full_check"].format(due=times.point(check.full_due)))


def _unwritten(sheet: ShiftHandoff, content: ShiftContent) -> Iterator[Words]:
    words, times = content.sheets.do_next["unwritten"], PaperTimes(sheet.handoff.now)
    for dose in sheet.doses:
        drug = drug_text(dose.drug)
        for slot in dose.unwritten or ():
            yield strong(words.format(drug=drug, due=times.point(slot.due)))


def _next_doses(sheet: ShiftHandoff, content: ShiftContent) -> Iterator[Words]:
    words, times = content.sheets.do_next["dose_due"], PaperTimes(sheet.handoff.now)
    for dose in sheet.doses:
        if dose.next is not None:
            due = times.point(dose.next.due)
            planned = planned_dose(dose.next.mg, dose.drug, sheet.handoff.person)
            yield plain(words.format(drug=drug_text(dose.drug), due=due, dose=planned))


def _supplies(sheet: ShiftHandoff, content: ShiftContent) -> Iterator[Words]:
    words, supply = content.sheets.do_next, sheet.supply
    if sheet.handoff.person.has_pump:
        key = "no_refill_visit" if sheet.refill_visit is None else "refill_visit"
        yield plain(words[key].format(day=day_text(sheet.refill_visit)))
        yield plain(words["low_reservoir"].format(day=day_text(sheet.low_reservoir)))
    if supply is None:
        return
    if supply.units_left is not None:
        in_ml = sheet.handoff.person.concentration_mg_per_ml is not None
        left = left_over(supply.units_left, in_ml=in_ml)
        yield plain(words["supply_left"].format(amount=left, day=day_text(supply.counted_on)))
    if supply.refill_by is not None:
        yield plain(words["refill_by"].format(day=day_text(supply.refill_by)))


def _ahead(sheet: ShiftHandoff, content: ShiftContent) -> Iterator[Words]:
    words = content.sheets.do_next
    for coming in sheet.next_steps:
        dose = amount(amount_of(coming.step, coming.plan.route), coming.plan.unit)
        said = words["next_step_held" if coming.waits else "next_step"]
        text = said.format(day=day_text(coming.step.from_), dose=dose)
        name = f"{drug_text(coming.plan.drug)}: " if len(sheet.next_steps) > 1 else ""
        yield strong(name + text) if coming.waits else plain(name + text)
    for day in sheet.reviews[:1]:
        yield plain(words["review"].format(day=day_text(day)))


def what_if(sheet: ShiftHandoff, content: ShiftContent) -> list[Words]:
    """Return the messages of the rules that say what to do, the sign they are about in bold."""
    rule_set = content.rule_set
    numbers = {"n": "", "phone": "", **rule_set.emergency_numbers}
    found = []
    for name in content.sheets.what_if(sheet.handoff.person):
        text = rule_set.wording.messages[name].format_map(numbers)
        first, _dot, rest = text.partition(". ")
        found.append(strong(f"{first}. ") + plain(rest))
    return found
