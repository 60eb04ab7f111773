# SPDX-License-Identifier: MIT
"""What was given of one drug in the last days, each dose beside the planned one it stands for."""

from collections.abc import Container, Iterator
from datetime import date, timedelta, tzinfo
from decimal import Decimal
from itertools import starmap

from caregiver_app.domain.doses import KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import drug_of, mg_of
from caregiver_app.domain.dosing.planned_times import SAME_SLOT
from caregiver_app.domain.dosing.slots import (
    Slot,
    StepOf,
    due_of,
    in_own_zone,
    nearest_slot,
    slots_of_day,
    takes_over,
    zone_of,
)
from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, Step, TaperPlan, step_on
from caregiver_app.domain.plan_versions import versions_on
from caregiver_app.domain.rules.dose_log import doses_within
from caregiver_app.domain.rules.facts import Facts

# Other entries of the same planned dose, or of the same day, may be this much older than one.
_OF_ONE_DAY = timedelta(days=2)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A dose that was given: when it was due, its mg, the planned dose and the day it counts to.

    What was due before midnight counts to the day before, however late it was given. `zone` is
    that of the wall on which the plan was read for it.
    """

    dose: DoseEvent
    due: Moment
    mg: Decimal | None
    slot: Slot | None
    day: date
    zone: tzinfo


class GivenDoses:
    """What was given of one drug in the last days, beside what was planned.

    Every judgement asks for the doses of the last day alone, mostly; nothing is worked out that
    is not asked for, and nothing twice.
    """

    def __init__(self, facts: Facts, drug: Drug, step_of: StepOf) -> None:
        span = facts.hours("U17", "hours") + _OF_ONE_DAY
        self._facts, self._drug, self._step_of = facts, drug, step_of
        self._after, self._until = facts.now.utc - span - _DAY, facts.now.utc + _DAY
        self._here = zone_of(facts.person, facts.now)
        self._entries = [
            (due, dose)
            for dose in doses_within(facts, span)
            if dose.status in KEPT
            and drug_of(dose, facts.person) is drug
            and (due := due_of(dose)) is not None
        ]
        self._planned: dict[tuple[tzinfo, date], tuple[Slot, ...]] = {}
        self._given: dict[int, Given] = {}

    def step(self, day: date) -> Step | None:
        """Return the step of a day in the plan that was in force on it."""
        return next(iter(self.steps(day)), None)

    def steps(self, day: date) -> tuple[Step, ...]:
        """Return the step of a day, and behind it those by which its earlier doses were due."""
        found: list[Step] = []
        plans = SameList(self._facts.record.plans)
        for plan in reversed(versions_on(plans, self._drug, PlanRoute.ORAL, day)):
            step = self._step_of(plan, day)
            found += [step] if step is not None else []
            if not self._has_doses_before(plan, step, day):
                break
        return tuple(found)

    def _has_doses_before(self, plan: TaperPlan, step: Step | None, day: date) -> bool:
        """Say whether doses of a day were due as the version before a plan says."""
        since = takes_over(plan, step, day, self._here) if self._step_of is step_on else None
        return since is not None and any(s.due.utc < since for s in self._of_day(self._here, day))

    def given(self, recent: Container[str]) -> Iterator[Given]:
        """Yield the doses of the drug with these ids, the newest first."""
        return (self._read(*entry) for entry in self._entries if entry[1].id in recent)

    def given_for(self, slot: Slot) -> list[Given]:
        """Return what was given for one planned dose."""
        near = (e for e in self._entries if abs(e[0].utc - slot.due.utc) < SAME_SLOT)
        return [one for one in starmap(self._read, near) if one.slot and one.slot.due == slot.due]

    def everything(self) -> Iterator[Given]:
        """Yield all that was given, the newest first."""
        return starmap(self._read, self._entries)

    def planned(self, zone: tzinfo, *days: date) -> list[Slot]:
        """Return what is due on some days on the wall of a zone."""
        # A time that a clock change skips before midnight is due on the day after its own.
        own = {day - back: None for day in days for back in (timedelta(0), _DAY)}
        return [slot for day in own for slot in self._of_day(zone, day) if slot.due.day in days]

    def _of_day(self, zone: tzinfo, day: date) -> tuple[Slot, ...]:
        if (zone, day) not in self._planned:
            read = slots_of_day(
                *(self._facts.record, self._drug, day, zone, self._step_of),
                after=self._after,
                until=self._until,
            )
            self._planned[zone, day] = tuple(read)
        return self._planned[zone, day]

    def _read(self, due: Moment, dose: DoseEvent) -> Given:
        if id(dose) not in self._given:
            self._given[id(dose)] = self._beside_the_plan(in_own_zone(due, dose), dose)
        return self._given[id(dose)]

    def _beside_the_plan(self, due: Moment, dose: DoseEvent) -> Given:
        place = zone_of(self._facts.person, due)
        slot, zone = self._slot_near(due, place), place
        if slot is None and self._here != place:
            slot = self._slot_near(due, self._here)
            zone = self._here if slot is not None else place
        return Given(
            dose=dose,
            due=due,
            mg=mg_of(dose, self._facts.person),
            slot=slot,
            day=slot.due.day if slot is not None else self._day_of(dose, due, zone),
            zone=zone,
        )

    def _slot_near(self, due: Moment, zone: tzinfo) -> Slot | None:
        edges = (due.utc + SAME_SLOT, due.utc - SAME_SLOT)
        days = {edge.astimezone(zone).date(): None for edge in edges}
        return nearest_slot((slot for day in days for slot in self._of_day(zone, day)), due)

    def _day_of(self, dose: DoseEvent, due: Moment, zone: tzinfo) -> date:
        """Return the day of a dose that is near no planned one.

        A late one that does not say when it was due, before any of its day, is of the day before.
        """
        late = dose.status is DoseStatus.LATE and dose.scheduled_for is None
        if late and not any(slot.due < due for slot in self.planned(zone, due.day)):
            return due.day - _DAY
        return due.day
