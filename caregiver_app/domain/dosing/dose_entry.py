# SPDX-License-Identifier: MIT
"""Writing down one dose: which planned dose it may be, and what to ask before it is kept.

Nothing here stops anything: what was given is written down, whatever is asked about it.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.doses import KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import (
    doses_of,
    drug_of,
    drugs_by_mouth,
    mg_of,
    ml_of,
)
from caregiver_app.domain.dosing.planned_times import SAME_SLOT, doses_of_day, gaps
from caregiver_app.domain.dosing.slots import Slot, entry_for, slot_near, slots_between, zone_of
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import last_answering_doses
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, step_on
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.record import Record

GIVEN = frozenset(
    {
        DoseStatus.TAKEN,
        DoseStatus.LATE,
        DoseStatus.EXTRA,
        DoseStatus.PARTLY,
        DoseStatus.VOMITED,
    }
)
"""Of these doses at least a part was swallowed, whatever became of it."""

_BACK = timedelta(hours=24)
_AHEAD = timedelta(hours=24)
_TENFOLD = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseEntryNumbers:
    """The times and parts that decide what is asked; each is a design choice.

    A dose is `late` so long after its time. Two of one drug less than `double` apart may be the
    same one written twice; less than `too_soon_part` of the shortest planned gap apart, or than
    `too_soon` where no times are planned, is soon. Given more than `ahead` before or `behind` after
    its planned time, the day may be a slip. Answers of a check-in at most `carry` old are
    held to what the dose log says now. Time `alone` makes an alert of a line at most so old.
    """

    late: timedelta
    double: timedelta
    too_soon_part: Decimal
    too_soon: timedelta
    ahead: timedelta
    behind: timedelta
    carry: timedelta
    alone: timedelta
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDose:
    """One planned dose with what is written down about it; mg is None when no plan says it.

    `ml` is the same of a liquid whose strength is on record, where it comes out even.
    """

    drug: Drug
    due: Moment
    mg: Decimal | None
    reach: timedelta
    entry: DoseEvent | None
    ml: Decimal | None = None

    @property
    def is_open(self) -> bool:
        """Say whether nobody has written anything down about it."""
        return self.entry is None

    def is_near(self, now: Moment) -> bool:
        """Say whether a dose given now would be taken for this one."""
        return abs(self.due.utc - now.utc) < self.reach


class Caution(StrEnum):
    """What is asked about a dose before it is kept."""

    FAR_OFF = "far_off"
    SAME_DOSE = "same_dose"
    WRITTEN_BEFORE = "written_before"
    NOT_DUE_YET = "not_due_yet"
    DOUBLE = "double"
    TOO_SOON = "too_soon"
    TENFOLD = "tenfold"
    OTHER_AMOUNT = "other_amount"
    CAME_UP = "came_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question about a dose: with the other dose and how far apart, or the planned mg.

    Of one far off its time, or not due yet, `due` is when it was planned; `apart` is negative when
    it was given first, and how long it is still to go.
    """

    caution: Caution
    other: DoseEvent | None = None
    apart: timedelta | None = None
    due: Moment | None = None
    planned: Decimal | None = None


def planned_doses(record: Record, now: Moment) -> tuple[PlannedDose, ...]:
    """Return the planned doses of the last 24 hours and the next one of each drug, by time."""
    found: list[PlannedDose] = []
    for drug in drugs_by_mouth(record, now.day):
        behind = _planned(record, drug, now, -_BACK)
        ahead = [dose for dose in _planned(record, drug, now, _AHEAD) if dose.is_open]
        near = [dose for dose in ahead if dose.is_near(now)]
        found += [*behind, *(near or ahead[:1])]
    return tuple(sorted(found, key=lambda dose: (dose.due, dose.drug)))


def due_now(planned: Iterable[PlannedDose], now: Moment) -> tuple[PlannedDose, ...]:
    """Return which planned doses one given now would be, the nearest open one of each drug."""
    nearest: dict[Drug, PlannedDose] = {}
    for dose in planned:
        if dose.is_open and dose.is_near(now):
            known = nearest.get(dose.drug)
            if known is None or _apart(dose, now) < _apart(known, now):
                nearest[dose.drug] = dose
    return tuple(nearest.values())


def overdue(record: Record, planned: Iterable[PlannedDose], now: Moment) -> tuple[PlannedDose, ...]:
    """Return which planned doses are open, and too long past to be taken for one given now.

    Only those since the last check-in that asked about doses: it answers for what lay before it.
    One that lies ahead, by a clock that was wrong, answers for none.
    """
    asked = last_answering_doses(record, now)
    return tuple(
        dose
        for dose in planned
        if dose.is_open
        and dose.due < now
        and not dose.is_near(now)
        and (asked is None or dose.due > asked.at)
    )


def status_at(due: Moment, at: Moment, numbers: DoseEntryNumbers) -> DoseStatus:
    """Return whether a dose given at a time was late for the time it was planned for."""
    return DoseStatus.LATE if at.utc - due.utc > numbers.late else DoseStatus.TAKEN


def asked_about(
    record: Record, dose: DoseEvent, numbers: DoseEntryNumbers, now: Moment
) -> tuple[Asked, ...]:
    """Return what to ask about a dose before it is kept at `now`.

    Of one that was not given only whether it is due yet, and whether it stands in the log already.
    """
    if dose.status not in GIVEN:
        return (*_not_due_yet(record, dose, now), *_written_before(record, dose))
    return (
        *_off_its_time(record, dose, numbers),
        *_in_time(record, dose, numbers),
        *_in_amount(record, dose),
    )


def _off_its_time(record: Record, dose: DoseEvent, numbers: DoseEntryNumbers) -> Iterator[Asked]:
    """Ask about a time at which it may be another dose, or the day a slip.

    Late at night the next planned one is that of the morning: given for it, the dose of the
    evening stays open and that of the morning is offered to nobody.
    """
    due, at = dose.scheduled_for, dose.at
    if due is None or at is None or dose.status is DoseStatus.EXTRA:
        return
    slot = slot_near(record, drug_of(dose, record.person), due)
    ahead = slot.reach if slot is not None else numbers.ahead
    apart = at.utc - due.utc
    if apart < -ahead or apart > numbers.behind:
        yield Asked(caution=Caution.FAR_OFF, due=due, apart=apart)


def _not_due_yet(record: Record, dose: DoseEvent, now: Moment) -> Iterator[Asked]:
    """Ask about a dose that nobody can have missed yet: one given now would not be taken for it."""
    due = dose.scheduled_for
    slot = slot_near(record, drug_of(dose, record.person), due) if due is not None else None
    if due is not None and due.utc - now.utc >= (slot.reach if slot is not None else SAME_SLOT):
        yield Asked(caution=Caution.NOT_DUE_YET, due=due, apart=due.utc - now.utc)


def _written_before(record: Record, dose: DoseEvent) -> Iterator[Asked]:
    """Ask about a planned dose of which something was written down, whatever became of it."""
    due, drug = dose.scheduled_for, drug_of(dose, record.person)
    others = [d for d in doses_of(record, drug) if d.id != dose.id]
    same = [other for other in others if due is not None and _is_same(record, drug, due, other)]
    if same:
        yield Asked(caution=Caution.WRITTEN_BEFORE, other=same[-1])


def _in_time(record: Record, dose: DoseEvent, numbers: DoseEntryNumbers) -> Iterator[Asked]:
    drug = drug_of(dose, record.person)
    others = [d for d in doses_of(record, drug) if d.status in GIVEN and d.id != dose.id]
    same = [
        other
        for other in others
        if dose.scheduled_for is not None
        and dose.status is not DoseStatus.EXTRA
        and _is_same(record, drug, dose.scheduled_for, other)
    ]
    if same:
        came_up = dose.status is DoseStatus.VOMITED and same[-1].status in KEPT
        caution = Caution.CAME_UP if came_up else Caution.SAME_DOSE
        yield Asked(caution=caution, other=same[-1])
        return
    at = dose.when
    timed = [(abs(at.utc - d.when.utc), d) for d in others if at is not None and d.when is not None]
    apart, other = min(timed, key=lambda pair: pair[0], default=(None, None))
    if apart is None:
        return
    if apart < numbers.double:
        yield Asked(caution=Caution.DOUBLE, other=other, apart=apart)
    elif apart < _soon(record, drug, dose, numbers):
        yield Asked(caution=Caution.TOO_SOON, other=other, apart=apart)


def _is_same(record: Record, drug: Drug, due: Moment, other: DoseEvent) -> bool:
    """Say whether another entry stands for the planned dose that was due then."""
    if other.status is DoseStatus.EXTRA:
        return False
    slot = slot_near(record, drug, due)
    return slot.is_of(other) if slot is not None else other.scheduled_for == due


def _in_amount(record: Record, dose: DoseEvent) -> Iterator[Asked]:
    mg, planned = mg_of(dose, record.person), planned_mg(record, dose)
    if mg is None or planned is None or mg == planned:
        return
    if is_tenfold_off(mg, planned):
        yield Asked(caution=Caution.TENFOLD, planned=planned)
    elif mg > planned or dose.status in (DoseStatus.TAKEN, DoseStatus.LATE):
        yield Asked(caution=Caution.OTHER_AMOUNT, planned=planned)


def is_tenfold_off(typed: Decimal, known: Decimal) -> bool:
    """Say whether an amount is ten times another or a tenth of it, or further: a slip of a key."""
    return typed != known and (typed >= known * _TENFOLD or typed * _TENFOLD <= known)


def planned_mg(record: Record, dose: DoseEvent) -> Decimal | None:
    """Return the mg planned for a dose; of an extra one the largest planned that day."""
    when, drug = dose.when, drug_of(dose, record.person)
    if when is None:
        return None
    near = [
        slot
        for slot in _slots(record, drug, when, -_BACK, _AHEAD)
        if slot.mg is not None and (dose.status is DoseStatus.EXTRA or slot.is_of(dose))
    ]
    return max((slot.mg for slot in near if slot.mg is not None), default=None)


def _soon(record: Record, drug: Drug, dose: DoseEvent, numbers: DoseEntryNumbers) -> timedelta:
    """Return how close two doses of a drug are too close, by the plan of the day."""
    when = dose.when
    day = when.day if when is not None else None
    plan = plan_in_force(record.plans, drug, PlanRoute.ORAL, day) if day else None
    step = step_on(plan, day) if plan is not None and day is not None else None
    apart = gaps([wall for wall, _mg in doses_of_day(plan, step)])
    if not apart:
        return numbers.too_soon
    return min(apart) * float(numbers.too_soon_part)


def _planned(record: Record, drug: Drug, now: Moment, span: timedelta) -> list[PlannedDose]:
    start, end = min(span, timedelta(0)), max(span, timedelta(0))
    log = doses_of(record, drug)
    found = [
        PlannedDose(
            drug=drug,
            due=slot.due,
            mg=slot.mg,
            reach=slot.reach,
            entry=entry_for(slot, log),
            ml=ml_of(slot.mg, drug, record.person),
        )
        for slot in _slots(record, drug, now, start, end)
    ]
    return found[::-1]


def _slots(
    record: Record, drug: Drug, at: Moment, start: timedelta, end: timedelta
) -> Iterator[Slot]:
    zone = zone_of(record.person, at)
    return slots_between(record, drug, at.utc + start, at.utc + end, zone)


def _apart(dose: PlannedDose, now: Moment) -> timedelta:
    return abs(dose.due.utc - now.utc)
