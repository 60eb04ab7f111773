# SPDX-License-Identifier: MIT
"""The dose clock: last dose kept down, doses missed in a row, hours since; one for each drug.

All hours are true elapsed time; slots are wall times in the zone of the person.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.doses import KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.moments import Moment, is_zone
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.plan import (
    PlanRoute,
    Step,
    TaperPlan,
    plan_in_force,
    step_on,
    steps_in_order,
)
from caregiver_app.domain.record import Record

# An entry is taken for a slot when it was due this close to it (the widest gap that two
# planned doses of one day cannot both claim).
_SAME_SLOT = timedelta(hours=2)
# How far back slots are looked at: past this the answer is "many" whatever the number.
_LONGEST_LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDose:
    """A dose that was taken and stayed down; mg is None when nobody wrote it down."""

    at: Moment
    mg: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One planned dose: when it is due and how many mg the step in force says, when it does."""

    due: Moment
    mg: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseClock:
    """What is known about the doses by mouth of one drug at one moment.

    `missed_in_row` is None when neither the caregiver nor the log can say.
    """

    drug: Drug
    last_kept: KeptDose | None
    hours: Decimal | None
    missed_in_row: int | None
    longest_gap: timedelta | None
    once_a_day: bool


def is_over(plan: TaperPlan, day: date) -> bool:
    """Say whether the plan ended with the drug stopped on purpose and its last date has come."""
    steps = steps_in_order(plan)
    return bool(plan.finished) and bool(steps) and steps[-1].from_ <= day


def drugs_by_mouth(record: Record, day: date) -> tuple[Drug, ...]:
    """Return the drugs that have a dose clock: a plan by mouth in force and not over.

    Without any plan by mouth of the person's drug it has one while the route is oral or both.
    """
    found = []
    for drug in Drug:
        plan = plan_in_force(record.plans, drug, PlanRoute.ORAL, day)
        person = record.person
        if plan is None:
            running = drug is person.drug and person.takes_by_mouth
        else:
            running = not is_over(plan, day)
        if running:
            found.append(drug)
    return tuple(found)


def zone_of(person: Person, now: Moment) -> tzinfo:
    """Return the zone planned wall times are read in: the moment's, the person's, its offset."""
    for name in (now.zone, person.zone):
        if name and is_zone(name):
            return ZoneInfo(name)
    return timezone(now.local.utcoffset() or timedelta(0))


def drug_of(dose: DoseEvent, person: Person) -> Drug:
    """Return the drug of a dose; one without a name is the drug being stepped down."""
    return dose.drug or person.drug


def slots_between(
    record: Record, drug: Drug, start: datetime, end: datetime, zone: tzinfo
) -> Iterator[Slot]:
    """Yield the planned doses with start < due <= end, the newest first.

    A wall time that a clock change skips is due at the instant the clocks jump to.
    """
    day = end.astimezone(zone).date()
    while datetime.combine(day, time(23, 59), zone).astimezone(UTC) > start:
        plan = plan_in_force(record.plans, drug, PlanRoute.ORAL, day)
        step = step_on(plan, day) if plan else None
        for wall, mg in sorted(_doses_of_day(plan, step), reverse=True):
            local = datetime.combine(day, wall, zone)
            instant = local.astimezone(UTC)
            if start < instant <= end:
                shown = instant.astimezone(zone)
                fixed = timezone(shown.utcoffset() or timedelta(0))
                yield Slot(due=Moment(shown.astimezone(fixed), getattr(zone, "key", None)), mg=mg)
        day -= timedelta(days=1)


def entry_for(slot: Slot, doses: tuple[DoseEvent, ...]) -> DoseEvent | None:
    """Return the newest log entry for a planned dose, or None when nobody wrote one."""
    for dose in reversed(doses):
        due = dose.scheduled_for or dose.at
        if due is None or dose.status is DoseStatus.EXTRA:
            continue
        if abs(due.utc - slot.due.utc) < _SAME_SLOT:
            return dose
    return None


def last_kept_dose(record: Record, draft: Draft | None, now: Moment, drug: Drug) -> KeptDose | None:
    """Return the last dose that stayed down; the check-in's own answer wins over the log."""
    logged = _last_kept_in_log(record, now, drug)
    if draft is None or draft.last_kept_dose_at is None or drug is not record.person.drug:
        return logged
    same = logged is not None and logged.at == draft.last_kept_dose_at
    return KeptDose(at=draft.last_kept_dose_at, mg=logged.mg if logged and same else None)


def missed_in_row(
    record: Record, draft: Draft | None, now: Moment, drug: Drug, late: timedelta
) -> int | None:
    """Return how many planned doses in a row were not kept, counted back from now.

    The check-in's own answer wins; then its last kept dose; then the log once it has begun.
    """
    own = draft is not None and drug is record.person.drug
    if draft is not None and own and draft.doses_missed_in_row is not None:
        return draft.doses_missed_in_row
    zone = zone_of(record.person, now)
    due_by = now.utc - late
    if draft is not None and own and draft.last_kept_dose_at is not None:
        start = max(draft.last_kept_dose_at.utc + _SAME_SLOT, now.utc - _LONGEST_LOOK_BACK)
        return sum(1 for _slot in slots_between(record, drug, start, due_by, zone))
    return _missed_in_log(record, now, drug, due_by, zone)


def longest_planned_gap(plan: TaperPlan | None, day: date) -> timedelta | None:
    """Return the longest gap between two planned doses round the clock, None when unknown."""
    step = step_on(plan, day) if plan else None
    walls = sorted(wall for wall, _mg in _doses_of_day(plan, step))
    if not walls:
        return None
    minutes = [wall.hour * 60 + wall.minute for wall in walls]
    following = [*minutes[1:], minutes[0] + 24 * 60]
    return timedelta(minutes=max(b - a for a, b in zip(minutes, following, strict=True)))


def dose_clock(
    record: Record, draft: Draft | None, now: Moment, drug: Drug, late: timedelta
) -> DoseClock:
    """Return the dose clock of one drug at one moment."""
    plan = plan_in_force(record.plans, drug, PlanRoute.ORAL, now.day)
    step = step_on(plan, now.day) if plan else None
    kept = last_kept_dose(record, draft, now, drug)
    return DoseClock(
        drug=drug,
        last_kept=kept,
        hours=hours_between(kept.at, now) if kept else None,
        missed_in_row=missed_in_row(record, draft, now, drug, late),
        longest_gap=longest_planned_gap(plan, now.day),
        once_a_day=len(_doses_of_day(plan, step)) == 1,
    )


def hours_between(earlier: Moment, later: Moment) -> Decimal:
    """Return true elapsed hours, to a hundredth."""
    seconds = Decimal((later.utc - earlier.utc) // timedelta(seconds=1))
    return (seconds / 3600).quantize(Decimal("0.01"))


def is_answered(record: Record, draft: Draft, now: Moment, since: Moment, drug: Drug) -> bool:
    """Say whether the dose status of a check-in is answered.

    By its own answer, or by a log entry for every dose that was planned since `since`. A plan
    without dose times gives the log nothing to be complete about, so it never answers.
    """
    if _is_told(draft):
        return True
    plan = plan_in_force(record.plans, drug, PlanRoute.ORAL, now.day)
    if longest_planned_gap(plan, now.day) is None:
        return False
    doses = _log_of(record, drug)
    slots = slots_between(record, drug, since.utc, now.utc, zone_of(record.person, now))
    return all(entry_for(slot, doses) is not None for slot in slots)


def _doses_of_day(
    plan: TaperPlan | None, step: Step | None
) -> tuple[tuple[time, Decimal | None], ...]:
    if step is not None and step.doses:
        return tuple((time.fromisoformat(dose.time), dose.mg) for dose in step.doses)
    return tuple((time.fromisoformat(text), None) for text in (plan.dose_times if plan else ()))


def _log_of(record: Record, drug: Drug) -> tuple[DoseEvent, ...]:
    return tuple(dose for dose in record.doses if drug_of(dose, record.person) is drug)


def _last_kept_in_log(record: Record, now: Moment, drug: Drug) -> KeptDose | None:
    for dose in reversed(record.doses):
        at = dose.when
        if (
            dose.status in KEPT
            and at is not None
            and at <= now
            and drug_of(dose, record.person) is drug
        ):
            return KeptDose(at=at, mg=dose.mg)
    return None


def _missed_in_log(
    record: Record, now: Moment, drug: Drug, due_by: datetime, zone: tzinfo
) -> int | None:
    doses = _log_of(record, drug)
    begun = next((dose.when for dose in doses if dose.when is not None), None)
    if begun is None:
        return None
    # Planned doses from before the first entry were never going to be in the log.
    start = max(begun.utc - _SAME_SLOT, now.utc - _LONGEST_LOOK_BACK)
    missed = 0
    for slot in slots_between(record, drug, start, now.utc, zone):
        entry = entry_for(slot, doses)
        if entry is None and slot.due.utc > due_by:
            continue
        if entry is not None and entry.status in KEPT:
            return missed
        missed += 1
    return missed


def filled_from_log(record: Record, draft: Draft, now: Moment, late: timedelta) -> Draft:
    """Return the draft with its two dose answers taken from the log, where the log has them.

    The log has them once it has begun and names every dose that is more than `late` overdue.
    An answer the caregiver gave is never replaced.
    """
    drug = record.person.drug
    if drug not in drugs_by_mouth(record, now.day) or _is_told(draft):
        return draft
    doses = _log_of(record, drug)
    last = record.last_check_in
    start = last.at.utc if last is not None else now.utc - timedelta(hours=24)
    zone = zone_of(record.person, now)
    slots = list(slots_between(record, drug, start, now.utc - late, zone))
    if not doses or any(entry_for(slot, doses) is None for slot in slots):
        return draft
    kept = _last_kept_in_log(record, now, drug)
    return replace(
        draft,
        doses_missed_in_row=_missed_in_log(record, now, drug, now.utc - late, zone),
        last_kept_dose_at=kept.at if kept is not None else None,
    )


def _is_told(draft: Draft) -> bool:
    return draft.doses_missed_in_row is not None or draft.last_kept_dose_at is not None
