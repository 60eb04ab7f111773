# SPDX-License-Identifier: MIT
"""What stands under and across the charts: dose steps, cuts, and doses that were not kept."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from itertools import pairwise

from caregiver_app.domain.charts.cut_marks import CutMark
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import NOT_KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import drug_of, mg_of
from caregiver_app.domain.dosing.dose_told import is_or_more, own_answers
from caregiver_app.domain.dosing.newest_entries import SlotOf, all_that_happened
from caregiver_app.domain.dosing.slots import due_of, slot_of_entries
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, Step, TaperPlan, step_on
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.record import Record

# An entry is in the log where the dose was given; it may be about one due before, and a newer
# entry may take it back.
_AROUND = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseSpan:
    """A stretch in which one daily amount was planned; None when nobody wrote how much."""

    start: Moment
    end: Moment
    per_day: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseStrip:
    """The planned amounts of one drug by one route, the oldest first, in the unit of the route."""

    drug: Drug
    route: PlanRoute
    spans: tuple[DoseSpan, ...]

    @property
    def unit(self) -> str:
        """Return `mg` or `mcg`."""
        return self.route.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class NotKept:
    """A dose that the log says did not stay down, at the time it was due.

    `given` is when some of it was given, None where nobody wrote a time.
    """

    at: Moment
    given: Moment | None = None
    drug: Drug
    mg: Decimal | None
    status: DoseStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraDose:
    """A dose that was given beside the plan."""

    at: Moment
    drug: Drug
    mg: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMissed:
    """A check-in that says so many doses were missed in a row, or more of them."""

    at: Moment
    count: int
    or_more: bool


# ---- steps


def dose_strips(
    record: Record, start: Moment, end: Moment, zone: tzinfo, marks: Sequence[CutMark]
) -> tuple[DoseStrip, ...]:
    """Return a strip for each drug and route that has a plan, the person's drug first.

    Each day is read in the plan that was in force then; a cut begins where it is marked.
    """
    pairs = dict.fromkeys((plan.drug, plan.route) for plan in record.plans)
    mine = record.person.drug
    strips = []
    for drug, route in sorted(pairs, key=lambda p: (p[0] is not mine, p[1] is PlanRoute.ORAL)):
        moved = {m.cut.on: m.at for m in marks if m.drug is drug and m.route is route}
        found = _spans(record, (drug, route), (start, end), zone)
        spans = tuple(_shifted(found, moved))
        if spans:
            strips.append(DoseStrip(drug=drug, route=route, spans=spans))
    return tuple(strips)


def _spans(
    record: Record, what: tuple[Drug, PlanRoute], between: tuple[Moment, Moment], zone: tzinfo
) -> list[DoseSpan]:
    """Return the amounts between two moments, from local midnight to local midnight.

    They are read on the days alone on which something can change: years have few of them.
    """
    start, end = between
    edges = [*_days_of_change(record, what, between, zone), None]
    spans: list[DoseSpan] = []
    step_before: tuple[bool, date | None] = (False, None)
    for day, following in pairwise(edges):
        plan = plan_in_force(record.plans, *what, day) if day is not None else None
        if day is None or plan is None:
            step_before = (False, None)
            continue
        begun = _begun(step_on(plan, day))
        span = DoseSpan(
            start=max(_midnight(day, zone), start),
            end=min(_midnight(following, zone), end) if following is not None else end,
            per_day=plan.per_day_on(day),
        )
        same = step_before == begun and spans and spans[-1].per_day == span.per_day
        if same:
            spans[-1] = DoseSpan(start=spans[-1].start, end=span.end, per_day=span.per_day)
        else:
            spans.append(span)
        step_before = begun
    return spans


def _begun(step: Step | None) -> tuple[bool, date | None]:
    return True, step.from_ if step is not None else None


def _days_of_change(
    record: Record, what: tuple[Drug, PlanRoute], between: tuple[Moment, Moment], zone: tzinfo
) -> list[date]:
    first, last = (moment.utc.astimezone(zone).date() for moment in between)
    days = {first}
    for plan in record.plans:
        if (plan.drug, plan.route) == what:
            days |= {day for day in _days_in(plan) if first < day <= last}
    return sorted(days)


def _days_in(plan: TaperPlan) -> Iterator[date]:
    if plan.written_on is not None:
        yield plan.written_on
    for step in plan.steps:
        yield step.from_
        if step.status_at is not None:
            yield step.status_at.day


def _midnight(day: date, zone: tzinfo) -> Moment:
    return at_place(datetime.combine(day, time(0), zone), zone)


def _shifted(spans: Sequence[DoseSpan], moved: dict[date, Moment]) -> Iterator[DoseSpan]:
    """Yield the spans with the edge of each cut at its first dose."""
    starts = [span.start for span in spans]
    for place, span in enumerate(spans[1:], 1):
        at = moved.get(span.start.day)
        if at is not None and spans[place - 1].start < at < span.end:
            starts[place] = at
    for place, span in enumerate(spans):
        touches = place + 1 < len(spans) and spans[place + 1].start == span.end
        end = starts[place + 1] if touches else span.end
        yield DoseSpan(start=starts[place], end=end, per_day=span.per_day)


# ---- doses


def not_kept(record: Record, start: Moment, end: Moment) -> tuple[NotKept, ...]:
    """Return the doses of a stretch of time that the log says were not kept, the oldest first.

    Missed, vomited, refused, partly taken or not sure; one that a newer entry takes back is not
    among them, and a planned dose that nobody wrote about is not known to be missed.
    """
    log = _entries(record, start, end)
    times = [_when(dose) for dose in log if dose.status in NOT_KEPT]
    # Only what was written near such a dose can take it back; a long log is not gone through.
    near = [dose for dose in log if _is_near(_when(dose), times)]
    found = []
    for drug in Drug:
        newest_first = (d for d in reversed(near) if drug_of(d, record.person) is drug)
        for dose in all_that_happened(newest_first, _slot_of(record)):
            due = due_of(dose)
            if dose.status in NOT_KEPT and due is not None and start <= due <= end:
                mg = mg_of(dose, record.person)
                found.append(NotKept(at=due, given=dose.at, drug=drug, mg=mg, status=dose.status))
    return tuple(sorted(found, key=lambda mark: mark.at))


def extra_doses(record: Record, start: Moment, end: Moment) -> tuple[ExtraDose, ...]:
    """Return the doses of a stretch of time that were given beside the plan, the oldest first."""
    return tuple(
        ExtraDose(at=dose.when, drug=drug_of(dose, record.person), mg=mg_of(dose, record.person))
        for dose in _entries(record, start, end)
        if dose.status is DoseStatus.EXTRA and dose.when is not None and start <= dose.when <= end
    )


def told_missed(within: Sequence[CheckIn]) -> tuple[ToldMissed, ...]:
    """Return the check-ins that say that doses were missed."""
    return tuple(
        ToldMissed(at=told.at, count=told.doses_missed_in_row, or_more=is_or_more(told))
        for told in map(own_answers, within)
        if told.doses_missed_in_row
    )


def _entries(record: Record, start: Moment, end: Moment) -> Sequence[DoseEvent]:
    first = bisect_left(record.doses, (start.utc - _AROUND).timestamp(), key=_when)
    last = bisect_left(record.doses, (end.utc + _AROUND).timestamp(), key=_when)
    return record.doses[first:last]


def _is_near(when: float, times: Sequence[float]) -> bool:
    place = bisect_left(times, when - _AROUND.total_seconds())
    return place < len(times) and times[place] <= when + _AROUND.total_seconds()


def _when(dose: DoseEvent) -> float:
    return dose.when.utc.timestamp() if dose.when is not None else float("-inf")


def _slot_of(record: Record) -> SlotOf:
    def slot_of(dose: DoseEvent) -> datetime | None:
        return slot_of_entries(record, drug_of(dose, record.person))(dose)

    return slot_of
