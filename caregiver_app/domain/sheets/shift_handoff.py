# SPDX-License-Identifier: MIT
"""What the sheet for the next caregiver says: severity, summary, what to do, what to know.

The order is that of I-PASS: illness severity, patient summary, action list, situation awareness
and synthesis. Selected from the record without words.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from caregiver_app.domain.changed.change_lines import QUIET, ChangeLine, Changes
from caregiver_app.domain.changed.what_changed import last_day, what_changed
from caregiver_app.domain.dosing.dose_clock import doses_of, drugs_by_mouth
from caregiver_app.domain.dosing.slots import Slot, entry_for, slots_between, zone_of
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Supply
from caregiver_app.domain.plan import Step, TaperPlan, step_on, steps_in_order, waiting
from caregiver_app.domain.prompts.plan_prompts import PlanPrompt
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.last_doses import LastDose
from caregiver_app.domain.shift.shift_log import Shift, on_now, shifts
from caregiver_app.domain.shift.watch_items import WatchItem, open_items
from caregiver_app.domain.timing.cadence import NextCheck, next_check
from caregiver_app.domain.timing.follow_up import FollowUp, follow_up
from caregiver_app.domain.timing.phases import Phase, phases
from caregiver_app.domain.timing.time_rules import TimeRules

_AHEAD = timedelta(hours=48)
_BACK = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftDose:
    """The doses by mouth of one drug: the last one kept down and the next planned one.

    `unwritten` are planned doses since the last kept one, of 24 hours at most, that nobody wrote
    down or told as missed; None when there is no dose log to look at. `next` is None when the plan
    names no time.
    """

    drug: Drug
    last: LastDose | None
    next: Slot | None
    unwritten: tuple[Slot, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The next step of a plan as it was written; `waits` where one before it was held.

    Then nobody has said from when on it is to be given.
    """

    plan: TaperPlan
    step: Step
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNote:
    """What the prescriber wrote beside the step in force: when to hold it, and the step itself."""

    drug: Drug
    hold_if: str | None
    as_written: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftHandoff:
    """Everything the sheet may say; `handoff` holds who it is about, and the level now.

    `questions` are the plan prompts that nobody has confirmed. `changed` is what is different
    since 24 hours ago, without the lines that name no change. `items` are those that are open,
    `on` is who is on, and `gone` the shift that ended last while nobody is.
    """

    handoff: Handoff
    doses: tuple[ShiftDose, ...]
    follow: FollowUp | None
    check: NextCheck
    check_why: str
    phases: tuple[Phase, ...]
    changed: tuple[ChangeLine, ...]
    questions: tuple[PlanPrompt, ...]
    refill_visit: date | None
    low_reservoir: date | None
    supply: Supply | None
    next_steps: tuple[NextStep, ...]
    reviews: tuple[date, ...]
    plan_notes: tuple[PlanNote, ...]
    items: tuple[WatchItem, ...]
    on: tuple[Shift, ...]
    gone: Shift | None


def select_shift(
    record: Record,
    handoff: Handoff,
    plans: Sequence[TaperPlan],
    prompts: Sequence[PlanPrompt],
    times: TimeRules,
    changes: Changes,
) -> ShiftHandoff:
    """Sort a record into the sheet; `handoff` is the same record at the same moment.

    `plans` are those in force. Every check-in of 72 hours needs its judgement.
    """
    now = handoff.now
    check, pump = next_check(times, record, now), handoff.pump
    lines = what_changed(changes, record, now, last_day(now))
    return ShiftHandoff(
        handoff=handoff,
        doses=shift_doses(record, handoff),
        follow=follow_up(times, record, now),
        check=check,
        check_why=times.words.reasons[check.reason],
        phases=phases(times, record, now),
        changed=tuple(line for line in lines if line.kind not in QUIET),
        questions=tuple(prompt for prompt in prompts if prompt.confirmed is None),
        refill_visit=pump.refill_appointment if pump else None,
        low_reservoir=pump.low_reservoir_date if pump else None,
        supply=record.person.supply if record.person.takes_by_mouth else None,
        next_steps=tuple(_next_steps(plans, now.day)),
        reviews=tuple(
            sorted({p.review_on for p in plans if p.review_on and p.review_on >= now.day})
        ),
        plan_notes=tuple(_notes(plans, now.day)),
        items=open_items(record.changes),
        on=on_now(record.changes),
        gone=_gone(record),
    )


def _gone(record: Record) -> Shift | None:
    """Return the shift that ended last, None while somebody is on."""
    found = shifts(record.changes)
    if any(shift.end is None for shift in found):
        return None
    return max(found, key=lambda shift: (shift.end or shift.start).utc, default=None)


def shift_doses(record: Record, handoff: Handoff) -> tuple[ShiftDose, ...]:
    """Return the drugs by mouth that have a plan running, or a last dose to tell."""
    last = {dose.drug: dose for dose in handoff.last_doses}
    drugs = dict.fromkeys((*last, *drugs_by_mouth(record, handoff.until.day)))
    return tuple(_dose(record, handoff.until, drug, last.get(drug)) for drug in drugs)


def _dose(record: Record, now: Moment, drug: Drug, last: LastDose | None) -> ShiftDose:
    log, zone = doses_of(record, drug), zone_of(record.person, now)
    ahead = slots_between(record, drug, now.utc, now.utc + _AHEAD, zone)
    coming = [slot for slot in ahead if entry_for(slot, log) is None]
    running = drug in drugs_by_mouth(record, now.day)
    since = now.utc - _BACK
    if last is not None and last.at is not None:
        since = max(since, last.at.utc)
    passed = slots_between(record, drug, since, now.utc, zone) if running else ()
    told = {one.slot.due for one in last.told_missed} if last is not None else set[Moment]()
    silent = [slot for slot in passed if entry_for(slot, log) is None and slot.due.utc > since]
    open_ = [slot for slot in silent if slot.due not in told]
    return ShiftDose(
        drug=drug,
        last=last,
        next=min(coming, key=lambda slot: slot.due, default=None) if running else None,
        unwritten=tuple(reversed(open_)) if log else None,
    )


def _next_steps(plans: Sequence[TaperPlan], today: date) -> list[NextStep]:
    found = []
    for plan in plans:
        coming = [step for step in steps_in_order(plan) if step.from_ > today]
        held = waiting(plan)
        found += [NextStep(plan=plan, step=step, waits=step in held) for step in coming[:1]]
    return found


def _notes(plans: Sequence[TaperPlan], today: date) -> list[PlanNote]:
    found = []
    for plan in plans:
        step = step_on(plan, today)
        if step is not None and (step.hold_if or step.as_written):
            found.append(PlanNote(drug=plan.drug, hold_if=step.hold_if, as_written=step.as_written))
    return found
