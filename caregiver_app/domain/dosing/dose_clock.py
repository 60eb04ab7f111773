# SPDX-License-Identifier: MIT
"""The dose clock: last dose kept down, doses missed in a row, hours since; one for each drug.

All hours are true elapsed time; slots are wall times in the zone of the person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.doses import KEPT, NOT_KEPT, DoseEvent
from caregiver_app.domain.dosing.days_off import gap_over_days_off
from caregiver_app.domain.dosing.dose_told import (
    first_not_kept,
    from_log,
    kept_as_told_before,
    told_kept,
)
from caregiver_app.domain.dosing.newest_entries import without_replaced
from caregiver_app.domain.dosing.planned_times import SAME_SLOT, doses_of_day, gaps
from caregiver_app.domain.dosing.slots import (
    due_of,
    entry_for,
    log_begun,
    slot_of_entries,
    slots_between,
    zone_of,
)
from caregiver_app.domain.earlier import of_kind
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.plan import PlanRoute, TaperPlan, step_on, steps_in_order
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.record import Record

# How far back slots are looked at: past this the answer is "many" whatever the number.
_LONGEST_LOOK_BACK = timedelta(days=14)
# What is left of a strength that does not come out even, like 10 mg in 3 mL.
_MG_DECIMALS = 4
# Finer than any syringe for the mouth is marked.
_ML_STEP = Decimal("0.01")
# The log is in the order of the giving; a dose can be given this much later than it was due.
_LATEST_GIVING = timedelta(days=1)
_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDose:
    """A dose that was taken and stayed down; mg is None when nobody wrote it down.

    `ml` is what was written in their place, of a liquid whose strength is not on record.
    """

    at: Moment
    mg: Decimal | None = None
    ml: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseClock:
    """What is known about the doses by mouth of one drug at one moment.

    `none_since` is from when on none was kept: the last kept dose, else the first entry of a log
    that holds none. `missed_in_row` is None when neither the caregiver nor the log can say.
    `off_until` is when the next dose is due where the plan itself holds days of 0 mg since the
    last kept one.
    """

    drug: Drug
    last_kept: KeptDose | None
    none_since: Moment | None
    hours: Decimal | None
    missed_in_row: int | None
    longest_gap: timedelta | None
    once_a_day: bool
    off_until: datetime | None = None


def is_over(plan: TaperPlan, day: date) -> bool:
    """Say whether the plan ended with the drug stopped on purpose and its last date has come."""
    steps = steps_in_order(plan)
    return bool(plan.finished) and bool(steps) and step_on(plan, day) is steps[-1]


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


def drug_of(dose: DoseEvent, person: Person) -> Drug:
    """Return the drug of a dose; one without a name is the drug being stepped down."""
    return dose.drug or person.drug


def doses_of(record: Record, drug: Drug) -> Sequence[DoseEvent]:
    """Return the whole log of one drug, in the order of the record."""
    return of_kind(record.doses, drug, lambda dose: drug_of(dose, record.person))


def kept_doses(
    record: Record, drug: Drug, until: Moment | None = None
) -> Iterator[tuple[Moment, DoseEvent]]:
    """Yield the doses of one drug that stayed down and when each was given, the newest first.

    Of several entries for one planned dose the newest tells whether it did; what is later than
    `until` has not been written yet.
    """
    newest_first = (
        dose
        for dose in reversed(doses_of(record, drug))
        if until is None or (dose.when is not None and dose.when <= until)
    )
    for dose in without_replaced(newest_first, slot_of_entries(record, drug)):
        if dose.status in KEPT and dose.when is not None:
            yield dose.when, dose


def mg_of(dose: DoseEvent, person: Person) -> Decimal | None:
    """Return the mg of a dose, from its mL and the concentration when only those are written."""
    per_ml = person.concentration_mg_per_ml
    if dose.mg is not None or dose.ml is None or per_ml is None:
        return dose.mg
    # The concentration in the profile is that of the drug being stepped down.
    return dose.ml * per_ml if drug_of(dose, person) is person.drug else None


def amount_given(at: Moment, dose: DoseEvent, person: Person) -> KeptDose:
    """Return when and how much was given: in mg, else in the mL that stand alone."""
    mg = mg_of(dose, person)
    return KeptDose(at=at, mg=mg, ml=dose.ml if mg is None else None)


def ml_of(mg: Decimal | None, drug: Drug, person: Person) -> Decimal | None:
    """Return the mL of a planned dose of a liquid whose strength is on record.

    None for what does not come out even: nothing is rounded for anybody who draws it up.
    """
    per_ml = person.concentration_mg_per_ml
    if mg is None or not per_ml or drug is not person.drug:
        return None
    ml = (mg / per_ml).quantize(_ML_STEP)
    return ml if ml * per_ml == mg else None


def with_mg(dose: DoseEvent, person: Person) -> DoseEvent:
    """Return a dose written in mL with its mg beside them, where the strength is known.

    Both are kept, and so the strength of that day: a later bottle must not change what was given.
    """
    return replace(dose, mg=mg_of(dose, person))


def with_corrected_mg(before: DoseEvent, after: DoseEvent, person: Person) -> DoseEvent:
    """Return a corrected dose with the mg of mL that are others, by the strength it was given in.

    That is the strength the dose tells by its own mg and mL, else the one on record. A dose whose
    amount is not corrected stays as it is.
    """
    if after.ml is None or after.mg is not None or (after.ml, after.mg) == (before.ml, before.mg):
        return after
    if before.mg is None or not before.ml:
        return with_mg(after, person)
    mg = after.ml * before.mg / before.ml
    rounded = round(mg, _MG_DECIMALS)
    return replace(after, mg=mg if mg == rounded else rounded)


def last_kept_dose(record: Record, draft: Draft | None, now: Moment, drug: Drug) -> KeptDose | None:
    """Return the last dose that stayed down; the check-in's own answer wins over the log."""
    told = _told_kept(record, draft, now, drug)
    for at, dose in kept_doses(record, drug, until=now):
        if told is None or at == told:
            return amount_given(at, dose, record.person)
        if at < told:
            break
    return KeptDose(at=told) if told is not None else None


def newest_kept(record: Record, now: Moment, drug: Drug) -> KeptDose | None:
    """Return the last dose known to have stayed down: what every page and sheet tells.

    The log's, or for the drug that check-ins ask about what somebody last said in one: it wins
    over all that the log had by then, and a kept dose that was given after it wins over it.
    """
    kept = last_kept_dose(record, None, now, drug)
    if drug is not record.person.drug:
        return kept
    told = told_kept(record, now, long_ago=kept is None)
    if told is None or (kept is not None and kept.at > told.at):
        return kept
    return last_kept_dose(record, told, now, drug)


def missed_in_row(
    record: Record, draft: Draft | None, now: Moment, drug: Drug, late: timedelta
) -> int | None:
    """Return how many planned doses in a row were not kept since the last one that was.

    The check-in's own number wins. Else it counts from the last kept dose that the check-in, or
    the log, names: the planned doses that are `late` overdue or written down as not kept, or the
    entries of doses not kept, whichever are more (after a flight the two differ, and a plan may
    name no times). None when neither the caregiver nor the log can say.
    """
    own = draft is not None and drug is record.person.drug
    if draft is not None and own and draft.doses_missed_in_row is not None:
        return draft.doses_missed_in_row
    row = row_of_log(record, draft, now, drug, late)
    return row[0] if row is not None else None


def row_of_log(
    record: Record, draft: Draft | None, now: Moment, drug: Drug, late: timedelta
) -> tuple[int, int] | None:
    """Return how many in a row were not kept by the log, and of how many of them it says nothing.

    See `missed_in_row`; of what it says nothing of nobody told that it was missed.
    """
    zone = zone_of(record.person, now)
    start = _not_kept_from(record, draft, now, drug, zone)
    if start is None:
        return None
    log = _log_of(record, drug, start, now)
    dues = [(due.utc, d) for d in log if (due := due_of(d)) is not None]
    after = [(due, d) for due, d in dues if due > start and d.status in NOT_KEPT]
    before = [d for due, d in dues if due <= start and d.status in KEPT]
    entries = [d for _due, d in after]
    slots = [
        entry
        for slot in slots_between(record, drug, start, now.utc, zone)
        if (entry := entry_for(slot, entries)) is not None
        or (slot.due.utc <= now.utc - late and not any(map(slot.is_of_elsewhere, before)))
    ]
    return max(len(slots), len({due for due, _d in after})), slots.count(None)


def longest_planned_gap(plan: TaperPlan | None, day: date) -> timedelta | None:
    """Return the longest gap between two planned doses round the clock, None when unknown."""
    step = step_on(plan, day) if plan else None
    return max(gaps([wall for wall, _mg in doses_of_day(plan, step)]), default=None)


def dose_clock(
    record: Record,
    draft: Draft | None,
    now: Moment,
    drug: Drug,
    late: timedelta,
    days_off: int = 0,
) -> DoseClock:
    """Return the dose clock of one drug at one moment.

    Up to so many `days_off` in a row the plan itself may give nothing between two doses.
    """
    plan = plan_in_force(record.plans, drug, PlanRoute.ORAL, now.day)
    step = step_on(plan, now.day) if plan else None
    own, kept = drug is record.person.drug, last_kept_dose(record, draft, now, drug)
    logged = kept.at if kept is not None else None
    told = kept_as_told_before(record, draft, now, logged) if own else None
    kept = KeptDose(at=told) if told is not None else kept
    log, gap = doses_of(record, drug), longest_planned_gap(plan, now.day)
    off = gap_over_days_off(record, drug, kept.at, now, days_off) if kept else None
    long = [span for span in (gap, off[0] if off is not None else None) if span is not None]
    return DoseClock(
        drug=drug,
        last_kept=kept,
        none_since=kept.at if kept else first_not_kept(log, record, draft, now, own=own),
        hours=hours_between(kept.at, now) if kept else None,
        missed_in_row=missed_in_row(record, draft, now, drug, late),
        longest_gap=max(long, default=None),
        once_a_day=len(doses_of_day(plan, step)) == 1 or (off is not None and off[0] >= _DAY),
        off_until=off[1] if off is not None else None,
    )


def hours_between(earlier: Moment, later: Moment) -> Decimal:
    """Return true elapsed hours, to a hundredth; for showing, limits look at the exact span."""
    seconds = Decimal((later.utc - earlier.utc) // timedelta(seconds=1))
    return (seconds / 3600).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def is_answered(record: Record, draft: Draft, now: Moment, since: Moment, drug: Drug) -> bool:
    """Say whether the dose status of a check-in is answered.

    By its own answer, or by a log entry for every dose that was planned since `since`. A plan
    without dose times gives the log nothing to be complete about.
    """
    if _is_told(record, draft, now):
        return True
    plan = plan_in_force(record.plans, drug, PlanRoute.ORAL, now.day)
    if longest_planned_gap(plan, now.day) is None:
        return False
    return is_logged(record, now, since, drug)


def is_logged(record: Record, now: Moment, since: Moment, drug: Drug) -> bool:
    """Say whether the log has an entry for every dose that was planned since `since`."""
    doses = _log_of(record, drug, since.utc, now)
    slots = slots_between(record, drug, since.utc, now.utc, zone_of(record.person, now))
    return all(entry_for(slot, doses) is not None for slot in slots)


def filled_from_log(record: Record, draft: Draft, now: Moment, late: timedelta) -> Draft:
    """Return the draft with its two dose answers taken from the log, where the log has them.

    The log has them once it names every planned dose after the last kept one that is more than
    `late` overdue. An answer the caregiver gave is never replaced.
    """
    drug = record.person.drug
    if drug not in drugs_by_mouth(record, now.day) or _is_told(record, draft, now):
        return draft
    zone = zone_of(record.person, now)
    start = _not_kept_from(record, None, now, drug, zone)
    missed = missed_in_row(record, None, now, drug, late)
    if start is None or missed is None:
        return draft
    doses = _log_of(record, drug, start, now)
    slots = slots_between(record, drug, start, now.utc - late, zone)
    if any(entry_for(slot, doses) is None for slot in slots):
        return draft
    kept = next(kept_doses(record, drug, until=now), None)
    return from_log(draft, missed, kept[0] if kept is not None else None)


def _told_kept(record: Record, draft: Draft | None, now: Moment, drug: Drug) -> Moment | None:
    """Return the last kept dose as the check-in tells it; a time to come is no answer."""
    if draft is None or drug is not record.person.drug:
        return None
    told = draft.last_kept_dose_at
    return told if told is not None and told <= now else None


def _is_told(record: Record, draft: Draft, now: Moment) -> bool:
    told = _told_kept(record, draft, now, record.person.drug)
    return draft.doses_missed_in_row is not None or told is not None


def _not_kept_from(
    record: Record, draft: Draft | None, now: Moment, drug: Drug, zone: tzinfo
) -> datetime | None:
    """Return the instant after which planned doses count as not kept until they are."""
    earliest = now.utc - _LONGEST_LOOK_BACK
    log = [d for d in _log_of(record, drug, earliest, now) if d.status in KEPT]
    told = _told_kept(record, draft, now, drug)
    if told is None and drug is record.person.drug:
        told = kept_as_told_before(record, draft, now, _when(log))
    if told is not None:
        log = [dose for dose in log if dose.when == told]
    # A late dose stands for the time it was due, whenever it was given.
    dues = [due.utc for dose in log if (due := due_of(dose))]
    known = dues or ([told.utc] if told is not None else [])
    if known:
        return max(_end_of_slot(record, drug, max(known), zone), earliest)
    begun = log_begun(doses_of(record, drug), now)
    # Planned doses from before the first entry were never going to be in the log.
    return max(begun.utc - SAME_SLOT, earliest) if begun is not None else None


def _when(log: Sequence[DoseEvent]) -> Moment | None:
    return max((dose.when for dose in log if dose.when is not None), default=None)


def _end_of_slot(record: Record, drug: Drug, kept: datetime, zone: tzinfo) -> datetime:
    """Return the planned time that a kept dose stands for, if it was given ahead of one."""
    ahead = slots_between(record, drug, kept, kept + SAME_SLOT, zone)
    early = [slot.due.utc for slot in ahead if slot.due.utc - kept < slot.reach]
    on_time = any(slots_between(record, drug, kept - timedelta(microseconds=1), kept, zone))
    return early[0] if early and not on_time else kept


def _log_of(record: Record, drug: Drug, start: datetime, now: Moment) -> list[DoseEvent]:
    """Return the log of one drug up to now for doses that were due after `start`.

    Of several entries for one planned dose it holds none that a newer one takes back.
    """
    found = []
    for dose in reversed(doses_of(record, drug)):
        if dose.when is None or dose.when.utc < start - _LATEST_GIVING:
            break
        if dose.when <= now:
            found.append(dose)
    return [*without_replaced(found, slot_of_entries(record, drug))][::-1]
