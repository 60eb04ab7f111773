# SPDX-License-Identifier: MIT
"""What Today and the person bar show, worked out from the record at this moment."""

from collections.abc import Collection
from datetime import timedelta
from decimal import Decimal

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.changed.change_lines import Changes
from caregiver_app.domain.changed.what_changed import before_last_cut, last_day, what_changed
from caregiver_app.domain.check_in import CheckIn, asked
from caregiver_app.domain.dosing.days_off import dose_after_day_off
from caregiver_app.domain.dosing.dose_clock import doses_of, drugs_by_mouth, newest_kept
from caregiver_app.domain.dosing.plan_time import last_cut_told
from caregiver_app.domain.dosing.slots import at_home, entry_for, slots_between, zone_of
from caregiver_app.domain.dosing.supply import supply_end
from caregiver_app.domain.happened import last_asked, last_telling
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.ages import age_told
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.plan import Cut, PlanRoute, Step, TaperPlan, step_number
from caregiver_app.domain.plan_prescribers import with_prescribers
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.prompts.plan_prompts import PromptContent, plan_prompts
from caregiver_app.domain.pump.pump_cuts import pump_cuts
from caregiver_app.domain.pump.pump_dose import pump_amount
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import at_of, evaluate
from caregiver_app.domain.rules.notes import limit_notes
from caregiver_app.domain.rules.sign_notes import sign_notes
from caregiver_app.domain.sheets.corrected import corrected_before
from caregiver_app.domain.sheets.handoff_doses import step_not_confirmed
from caregiver_app.domain.shift.shifts import last_shift
from caregiver_app.domain.timing.cadence import next_check, recommended
from caregiver_app.domain.timing.phases import phases
from caregiver_app.domain.timing.time_rules import TimeRules
from caregiver_app.domain.timing.told_until import told_until
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.looking_back.views import (
    DoseLine,
    LastCheckIn,
    Of,
    PersonLine,
    TodayView,
)
from caregiver_app.system.clock import Clock, here_and_now

_STRIP = timedelta(hours=72)
_NEXT_DOSE_LOOK_AHEAD = timedelta(hours=48)
_DAY = timedelta(hours=24)
_CLOCKS_DIFFER = timedelta(minutes=5)


class OverviewService:
    """Read one person's record for the screens that show it; writes nothing."""

    def __init__(
        self,
        book: RecordBook,
        rule_set: RuleSet,
        times: TimeRules,
        changes: Changes,
        prompts: PromptContent,
        clock: Clock,
    ) -> None:
        self._book = book
        self._rule_set = rule_set
        self._times = times
        self._changes = changes
        self._prompts = prompts
        self._clock = clock

    def person_line(self, person_id: str) -> PersonLine:
        """Return what the person bar shows."""
        record, now = self._book.record(person_id), here_and_now(self._clock)
        person = record.person
        card = next(card for card in self._book.people() if card.id == person_id)
        plan = main_plan(record, now)
        cut, of = newest_cut(record, plan, now, self._rule_set.days_off)
        return PersonLine(
            person_id=person_id,
            name=person.name,
            dob=person.dob,
            age=age_told(person.dob, now.day),
            colour=card.colour,
            practice=person.is_practice,
            route=person.route,
            drug=person.drug,
            dose_now=dose_now(record, plan, now),
            dose_unit=(plan.route if plan else plan_route(person)).unit,
            step=step_number(plan, now.day) if plan else None,
            is_held=plan is not None and step_not_confirmed(plan, now.day) is not None,
            last_cut=cut,
            days_since_cut=(now.day - cut.on).days if cut else None,
            has_plan=plan is not None,
            cut_of=of,
            beside=_beside(record, plan, now),
            again=_again(record, now, self._rule_set.days_off),
        )

    def today(self, person_id: str, me: Collection[str] = ()) -> TodayView:
        """Return everything the start screen shows; `me` are the names of who looks at it."""
        record, now = self._book.record(person_id), here_and_now(self._clock)
        last, cut = _newest(record, now), before_last_cut(record, now, self._rule_set.days_off)
        shift = last_shift(record, now, me)
        check = next_check(self._times, record, now)
        return TodayView(
            now=now,
            last=self._last(record, last, now) if last is not None else None,
            kept=kept_doses(record, now),
            doses_to=_doses_ahead(record, now),
            at_home=at_home(record.person, now),
            next_dose=next_dose(record, now, self._rule_set.days_off),
            supply=supply_end(record, now.day),
            next_check=check,
            why_then=self._times.words.reasons[check.reason],
            advice=recommended(self._times, record, now),
            phases=phases(self._times, record, now),
            since_cut=what_changed(self._changes, record, now, cut) if cut else None,
            last_shift=what_changed(self._changes, record, now, shift) if shift else None,
            last_day=what_changed(self._changes, record, now, last_day(now)),
            prompts=plan_prompts(self._prompts, record, now),
            notes=limit_notes(self._rule_set, record.person, now.day),
            signs=sign_notes(self._rule_set, record, now, self._level(record, last)),
            strip=tuple(
                (check_in.at, self._assessment(record, check_in).level)
                for check_in in record.check_ins
                if check_in.at.utc > now.utc - _STRIP
            ),
            contacts=with_prescribers(record).person.contacts,
            has_plan=bool(record.plans),
        )

    def _level(self, record: Record, last: CheckIn | None) -> Level | None:
        """Return the level of the newest check-in, or None while there is none."""
        return None if last is None else self._assessment(record, last).level

    def _last(self, record: Record, last: CheckIn, now: Moment) -> LastCheckIn:
        assessment, corrected = self._assessment(record, last), corrected_before(record, (last,))
        return LastCheckIn(
            id=last.id,
            at=last.at,
            age=max(now.utc - last.at.utc, timedelta(0)),
            recorder=last.recorder,
            assessment=assessment,
            lacks=_lacks(record, last, now),
            unanswered=assessment.missing if asked(last) else (),
            written_at=written_later(last),
            corrected_at=corrected.at if corrected is not None else None,
        )

    def _assessment(self, record: Record, check_in: CheckIn) -> Assessment:
        # Every check-in in the log has the judgement it was saved with.
        if check_in.assessment is not None:
            return check_in.assessment
        return evaluate(self._rule_set, record, check_in, at_of(check_in))


def newest_cut(
    record: Record, plan: TaperPlan | None, now: Moment, off: int
) -> tuple[Cut | None, Of | None]:
    """Return the newest cut of all that they take, and of what where `plan` is not about that.

    On one day the cut of that plan comes first, then one that was set at the pump. Up to `off`
    days of 0 mg between two doses are none.
    """
    own = (plan.drug, plan.route) if plan else None
    pump = (Drug.BACLOFEN, PlanRoute.ITB)
    told = dict.fromkeys((*((own,) if own else ()), *((p.drug, p.route) for p in record.plans)))
    found: list[tuple[Cut | None, Of]]
    found = [(last_cut_told(record.plans, of[0], of[1], now.day, off), of) for of in told]
    found[1:1] = [(cut, pump) for _at, cut in pump_cuts(record, now)]
    cuts = [(cut, of) for cut, of in found if cut is not None]
    if not cuts:
        return None, None
    cut, of = max(cuts, key=lambda one: one[0].on)
    # Without a plan of its own the bar names no dose that it could be mixed up with.
    return cut, of if own is not None and of != own else None


def _beside(record: Record, plan: TaperPlan | None, now: Moment) -> Decimal | None:
    """Return the mg a day by mouth of the drug beside a plan for the pump."""
    if plan is None or plan.route is not PlanRoute.ITB:
        return None
    by_mouth = plan_in_force(record.plans, plan.drug, PlanRoute.ORAL, now.day)
    return by_mouth.per_day_on(now.day) if by_mouth else None


def _again(record: Record, now: Moment, off: int) -> Step | None:
    """Return what is given next by mouth where the plan for it holds 0 mg for today."""
    plan = plan_in_force(record.plans, record.person.drug, PlanRoute.ORAL, now.day)
    return dose_after_day_off(plan, now.day, off) if plan is not None else None


def _lacks(record: Record, last: CheckIn, now: Moment) -> tuple[str, ...]:
    """Return what the newest check-in that asked lacks, where an older one tells how they are."""
    newest = last_asked(record, now)
    if newest is None or newest.assessment is None or newest.at <= last.at:
        return ()
    return newest.assessment.missing


def _newest(record: Record, now: Moment) -> CheckIn | None:
    """Return the check-in that tells how they are, with the time it was written down with."""
    found = last_telling(told_until(record, now)) or last_telling(record.check_ins)
    return next((one for one in record.check_ins if found and one.id == found.id), None)


def plan_route(person: Person) -> PlanRoute:
    """Return the route the person bar speaks of: the pump when there is one for this drug."""
    by_pump = person.has_pump and person.drug is Drug.BACLOFEN
    return PlanRoute.ITB if by_pump else PlanRoute.ORAL


def main_plan(record: Record, now: Moment) -> TaperPlan | None:
    """Return the plan in force for the drug that is being stepped down, by its main route."""
    person = record.person
    routes = [plan_route(person), PlanRoute.ORAL, PlanRoute.ITB]
    plans = (plan_in_force(record.plans, person.drug, route, now.day) for route in routes)
    return next((plan for plan in plans if plan is not None), None)


def dose_now(record: Record, plan: TaperPlan | None, now: Moment) -> Decimal | None:
    """Return the daily amount of the step in force, or what the pump of that drug is set to.

    Of a pump every page tells the same: what was written about it last.
    """
    if plan is None and plan_route(record.person) is not PlanRoute.ITB:
        return None
    if plan is None or plan.route is PlanRoute.ITB:
        return pump_amount(record, now)
    return plan.per_day_on(now.day)


def kept_doses(record: Record, now: Moment) -> tuple[DoseLine, ...]:
    """Return the newest dose known to have stayed down of every drug by mouth that has one."""
    drugs = dict.fromkeys((record.person.drug, *drugs_by_mouth(record, now.day)))
    found = ((drug, newest_kept(record, now, drug)) for drug in drugs)
    return tuple(
        DoseLine(drug=drug, at=kept.at, mg=kept.mg, ml=kept.ml, away=now.utc - kept.at.utc)
        for drug, kept in found
        if kept is not None
    )


def _doses_ahead(record: Record, now: Moment) -> Moment | None:
    """Return up to when doses are dated that lie ahead of now by more than clocks differ."""
    last = record.doses[-1].when if record.doses else None
    return last if last is not None and last.utc - now.utc > _CLOCKS_DIFFER else None


def next_dose(record: Record, now: Moment, off: int = 0) -> DoseLine | None:
    """Return the next planned dose by mouth that nobody has logged yet.

    It is looked for beyond up to `off` days of 0 mg that a plan holds between two doses.
    """
    ahead = now.utc + _NEXT_DOSE_LOOK_AHEAD + off * _DAY
    zone = zone_of(record.person, now)
    slots = [
        DoseLine(drug=drug, at=slot.due, mg=slot.mg, away=slot.due.utc - now.utc)
        for drug in drugs_by_mouth(record, now.day)
        for slot in slots_between(record, drug, now.utc, ahead, zone)
        if entry_for(slot, doses_of(record, drug)) is None
    ]
    return min(slots, key=lambda line: line.at, default=None)
