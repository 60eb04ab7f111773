# SPDX-License-Identifier: MIT
"""What restarts the clock of a phase: cuts, missed doses, pump events, restarts, increases."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain

from caregiver_app.domain.check_in import CheckIn, PumpAlarm
from caregiver_app.domain.doses import KEPT, NOT_KEPT, DoseEvent
from caregiver_app.domain.dosing.days_off import is_more_after_days_off, steps_of_days_off
from caregiver_app.domain.dosing.dose_clock import drug_of, drugs_by_mouth, kept_doses
from caregiver_app.domain.dosing.plan_time import Begun, plan_moves
from caregiver_app.domain.dosing.planned_times import SAME_SLOT
from caregiver_app.domain.dosing.restarts import restart
from caregiver_app.domain.dosing.slots import entry_for, slots_between, zone_of
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.time_rules import RISES, PhaseStart, TimeRules, course_of
from caregiver_app.domain.timing.told_until import check_ins_until

_OF_PUMP_EVENT = {
    PumpEventKind.DOSE_CHANGE: PhaseStart.PUMP_CHANGE,
    PumpEventKind.ALARM: PhaseStart.PUMP_ALARM,
    PumpEventKind.MRI: PhaseStart.MRI,
    PumpEventKind.PROCEDURE: PhaseStart.PROCEDURE,
    PumpEventKind.REFILL: PhaseStart.REFILL,
}
_Timed = tuple[Moment, DoseEvent]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Something that restarts the clock of one drug by one route.

    `exact` is false when only the day is known; `since` is then its local start.
    """

    kind: PhaseStart
    drug: Drug
    route: PlanRoute
    since: Moment
    exact: bool = True


def starts(rules: TimeRules, record: Record, now: Moment) -> tuple[Start, ...]:
    """Return everything up to now that restarts a clock; older than the look-back only cuts."""
    cutoff = now.utc - rules.look_back
    doses = _doses_since(record, cutoff, now)
    found = chain(
        _plan_starts(rules, record, doses, now),
        _check_in_starts(record, cutoff, now),
        _pump_starts(record, cutoff, now),
        _dose_starts(record, doses),
        _restarts(rules, record, now),
        _unwritten(rules, record, doses, now),
    )
    return tuple(found)


# ---- plans


def _plan_starts(
    rules: TimeRules, record: Record, doses: Sequence[_Timed], now: Moment
) -> Iterator[Start]:
    """Yield the cuts and increases of the plans that have begun.

    A held step counts from its date, as everywhere: it is in force until it is cancelled. What
    waits behind it counts from its old date too: a cut that is watched in vain does less harm
    than one that nobody watches. To go back from a step is an increase when it was said, also
    where nobody wrote an amount. A day off that the plan holds is followed as a cut is, under a
    name of its own; the dose after it is no increase. An increase counts once more from the first
    larger dose, where that came later than its time.
    """
    for begun in plan_moves(record, now, perhaps=True):
        if begun.at > now:
            continue
        if begun.move.cut is not None:
            off = steps_of_days_off(begun.plan, rules.log.days_off)
            is_off = begun.move.step in off
            yield from _of_plan(begun, PhaseStart.DAY_OFF if is_off else PhaseStart.CUT)
        elif begun.move.is_back or (begun.move.is_rise and _is_more(rules, begun)):
            yield from _of_plan(begun, PhaseStart.INCREASE)
            yield from _first_larger(record, begun, doses)


def _first_larger(record: Record, begun: Begun, doses: Sequence[_Timed]) -> Iterator[Start]:
    """Yield the first kept dose after a rise by mouth that is more than each of the day before."""
    plan, start = begun.plan, begun.at.utc
    if plan.route is not PlanRoute.ORAL:
        return
    kept = [
        (at, dose.mg)
        for at, dose in doses
        if dose.status in KEPT and dose.mg and drug_of(dose, record.person) is plan.drug
    ]
    before = [mg for at, mg in kept if start - _DAY <= at.utc < start]
    larger = (at for at, mg in kept if at.utc >= start and before and mg > max(before))
    first = next(larger, None)
    if first is not None and first.utc - start >= SAME_SLOT:
        yield Start(kind=PhaseStart.INCREASE, drug=plan.drug, route=PlanRoute.ORAL, since=first)


def _is_more(rules: TimeRules, begun: Begun) -> bool:
    return is_more_after_days_off(begun.plan, begun.move.on, rules.log.days_off)


def _of_plan(begun: Begun, kind: PhaseStart) -> Iterator[Start]:
    plan = begun.plan
    start = Start(kind=kind, drug=plan.drug, route=plan.route, since=begun.at, exact=begun.exact)
    yield start
    if plan.route is PlanRoute.ITB and kind in RISES:
        # Any change of the pump is followed for days, also one upwards.
        yield replace(start, kind=PhaseStart.PUMP_CHANGE)


# ---- check-ins and pump events


def _check_in_starts(record: Record, cutoff: datetime, now: Moment) -> Iterator[Start]:
    person = record.person
    for check_in in reversed(check_ins_until(record, now)):
        if check_in.at.utc < cutoff:
            return
        if check_in.doses_missed_in_row or check_in.vomited_doses_24h:
            yield Start(
                kind=PhaseStart.MISSED_DOSE,
                drug=person.drug,
                route=PlanRoute.ORAL,
                since=check_in.at,
            )
        for kind in _rises_told(check_in):
            drug, route = _main(person)
            yield Start(kind=kind, drug=drug, route=route, since=check_in.at)
        for kind in _pump_told(check_in) if person.has_pump else ():
            yield _of_pump(kind, check_in.at)


def _rises_told(check_in: CheckIn) -> Iterator[PhaseStart]:
    if check_in.restart_after_gap:
        yield PhaseStart.RESTART
    if check_in.recent_increase:
        yield PhaseStart.INCREASE


def _pump_told(check_in: CheckIn) -> Iterator[PhaseStart]:
    if check_in.pump_alarm not in (None, PumpAlarm.NONE):
        yield PhaseStart.PUMP_ALARM
    if check_in.mri_unchecked:
        yield PhaseStart.MRI
    if check_in.refill_done:
        yield PhaseStart.REFILL
    if check_in.refill_confirmed_missed:
        yield PhaseStart.LATE_REFILL


def _main(person: Person) -> tuple[Drug, PlanRoute]:
    """Return what an answer that names no drug is about: the pump, which is followed longest."""
    if person.has_pump:
        return Drug.BACLOFEN, PlanRoute.ITB
    return person.drug, PlanRoute.ORAL


def _of_pump(kind: PhaseStart, since: Moment) -> Start:
    return Start(kind=kind, drug=Drug.BACLOFEN, route=PlanRoute.ITB, since=since)


def _pump_starts(record: Record, cutoff: datetime, now: Moment) -> Iterator[Start]:
    events = record.pump_events if record.person.has_pump else ()
    for number in range(len(events) - 1, -1, -1):
        event = events[number]
        if event.at.utc < cutoff:
            return
        if event.at <= now and event.kind in _OF_PUMP_EVENT:
            yield _of_pump(_OF_PUMP_EVENT[event.kind], event.at)
            if _may_be_more(event, events[:number], record.person):
                yield _of_pump(PhaseStart.INCREASE, event.at)


def _may_be_more(event: PumpEvent, earlier: Sequence[PumpEvent], person: Person) -> bool:
    """Say whether a pump event may have set the pump higher; unknown amounts may."""
    after = event.dose_mcg_per_day
    if after is None:
        return event.kind is PumpEventKind.DOSE_CHANGE
    told = (e.dose_mcg_per_day for e in reversed(earlier) if e.dose_mcg_per_day is not None)
    before = next(told, person.pump.dose_mcg_per_day if person.pump else None)
    return before is None or after > before


# ---- the dose log


def _doses_since(record: Record, cutoff: datetime, now: Moment) -> tuple[_Timed, ...]:
    """Return the dose log of the look-back up to now with its times, the oldest first."""
    found = []
    for dose in reversed(record.doses):
        when = dose.when
        if when is not None and when.utc < cutoff:
            break
        if when is not None and when <= now:
            found.append((when, dose))
    return tuple(reversed(found))


def _dose_starts(record: Record, doses: Sequence[_Timed]) -> Iterator[Start]:
    for at, dose in doses:
        if dose.status in NOT_KEPT:
            yield Start(
                kind=PhaseStart.MISSED_DOSE,
                drug=drug_of(dose, record.person),
                route=PlanRoute.ORAL,
                since=at,
            )


def _restarts(rules: TimeRules, record: Record, now: Moment) -> Iterator[Start]:
    """Yield the kept doses that came after a gap so long that the rules call it a restart."""
    # A check that is due does not move away while it is late: see `cadence._rows`.
    seen = check_ins_until(record, now)[-1:]
    newest = min((now.utc, *(c.at.utc for c in seen)))
    for drug in Drug:
        oldest = newest - rules.rise.until[course_of(drug, PlanRoute.ORAL)]
        for at, dose in kept_doses(record, drug, until=now):
            if at.utc < oldest:
                break
            if restart(record, dose, rules.log.restart_gap, rules.log.days_off) is not None:
                yield Start(kind=PhaseStart.RESTART, drug=drug, route=PlanRoute.ORAL, since=at)


def _unwritten(
    rules: TimeRules, record: Record, doses: Sequence[_Timed], now: Moment
) -> Iterator[Start]:
    """Yield the planned doses that nobody wrote down while the log was in use.

    One that is so late counts as missed, as for the rules; an answer at a check-in settles what
    was so late by then, and what it tells as kept. A log that nobody has written in for days says
    nothing more.
    """
    for drug in drugs_by_mouth(record, now.day):
        log = [(at, dose) for at, dose in doses if drug_of(dose, record.person) is drug]
        if not log:
            continue
        (first, _first_dose), (last, _last_dose) = log[0], log[-1]
        begun, written = first.utc, [dose for _at, dose in log]
        told = _told(record, begun, now) if drug is record.person.drug else None
        start = max(begun, _settled(rules, told)) if told is not None else begun
        end = min(now.utc - rules.log.slot_late, last.utc + rules.log.in_use)
        for slot in slots_between(record, drug, start, end, zone_of(record.person, now)):
            if entry_for(slot, written) is None:
                yield Start(
                    kind=PhaseStart.UNWRITTEN_DOSE,
                    drug=drug,
                    route=PlanRoute.ORAL,
                    since=slot.due,
                )


def _told(record: Record, since: datetime, now: Moment) -> CheckIn | None:
    """Return the check-in that last answered for the doses, not further back than `since`."""
    for check_in in reversed(check_ins_until(record, now)):
        if check_in.at.utc < since:
            return None
        if check_in.doses_missed_in_row is not None or check_in.last_kept_dose_at is not None:
            return check_in
    return None


def _settled(rules: TimeRules, told: CheckIn) -> datetime:
    """Return until when a check-in answers for the doses: one that had just come due was open."""
    kept = told.last_kept_dose_at
    late = told.at.utc - rules.log.slot_late
    return late if kept is None else min(max(late, kept.utc + SAME_SLOT), told.at.utc)
