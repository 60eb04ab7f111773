# SPDX-License-Identifier: MIT
"""A stretch of time by the steps of a plan: what was planned, what was given, and the signs.

Counts of what somebody wrote down; nothing is filled in, and a planned dose that nobody wrote
about is counted as just that.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta, tzinfo
from decimal import Decimal
from itertools import pairwise

from caregiver_app.domain.charts.trends import LONGEST_JOIN
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.dosing.days_off import without_days_off
from caregiver_app.domain.dosing.dose_clock import drug_of, mg_of
from caregiver_app.domain.dosing.newest_entries import all_that_happened, without_replaced
from caregiver_app.domain.dosing.slots import (
    Slot,
    due_of,
    entry_for,
    slot_of_entries,
    slots_between,
)
from caregiver_app.domain.dosing.told_missed import told_missed
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import kind_of
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, elapsed
from caregiver_app.domain.person import Person
from caregiver_app.domain.plan import (
    PlanRoute,
    Step,
    TaperPlan,
    moves,
)
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.doses_told import ToldDose, not_in_log, told_doses
from caregiver_app.domain.sheets.handoff_signs import (
    DEVICE,
    Reading,
    Value,
    both_ends,
    earlier,
    readings_of,
    size_of,
)
from caregiver_app.domain.sheets.level_counts import checks_in, level_counts, press_counts
from caregiver_app.domain.sheets.outer_limits import TWO_ENDED, Outer
from caregiver_app.domain.sheets.step_spans import StepSpan

SIGNS = ("stiffness", "psfs", "temp_c", "hr", "bp", "sleep_h")
_DAY = timedelta(days=1)
_NEAR = timedelta(hours=3)
"""Planned doses so far outside a span may still have an entry inside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseCounts:
    """What became of the planned doses of a span, and what else was written down.

    `planned` counts those that are due for long enough, None when the plan names no times; then
    `by` counts every entry, and as missed the `told_missed`: planned doses that only a check-in
    told of. `unwritten` are the others without an entry. `besides` are entries
    that stand for no planned dose, extra ones apart, `besides_kept` of them kept down.
    `other_amount` are kept doses of another mg than planned. `told` is what a check-in tells and
    the log lacks.
    """

    planned: int | None
    by: Mapping[DoseStatus, int]
    told_missed: int
    unwritten: int
    besides: int
    besides_kept: int
    other_amount: int
    told: tuple[ToldDose, ...]

    @property
    def kept(self) -> int:
        """Return how many stayed down."""
        return sum(self.by[status] for status in KEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignSummary:
    """One sign in a span: the middle one of its values and the worst one, both as recorded.

    Of an even number of values the middle one is the higher of the two; the first of two readings
    and what a device could not show as a number are none of them. The worst is the highest
    stiffness and PSFS, the least sleep, and of the others what `both_ends` says, with the value
    at the other end.
    """

    field: str
    count: int
    middle: Reading | None
    worst: Reading | None
    other_end: Reading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A time without any check-in."""

    start: Moment
    length: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStory:
    """One step within the period. The shares are percentages; `doses` is None for a pump.

    `levels` are those of the check-ins, `pressed` of what the other entries found themselves.
    """

    span: StepSpan
    share_of_start: Decimal | None
    share_of_before: Decimal | None
    doses: DoseCounts | None
    check_ins: int
    signs: tuple[SignSummary, ...]
    holes: tuple[Hole, ...]
    levels: Mapping[Level, int]
    pressed: Mapping[Level, int]


def share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return a percentage, None when it cannot be told."""
    return part / whole * 100 if part is not None and whole else None


def amount_before(plan: TaperPlan, step: Step, off: int = 0) -> Decimal | None:
    """Return the daily amount that held before a step began; None for one that never did.

    Up to `off` days of 0 mg in a row between two doses are none.
    """
    begun = (
        move
        for move in moves(without_days_off(plan, off))
        if move.step == step and not move.is_back
    )
    return next((move.before for move in begun), None)


def step_story(
    record: Record,
    span: StepSpan,
    due_by: Moment,
    zone: tzinfo,
    found: Sequence[Hole],
    outer: Mapping[str, Outer],
    pressed: Mapping[str, Level],
    off: int = 0,
) -> StepStory:
    """Return everything that is told about one span.

    `due_by`: a planned dose without an entry counts up to here, later ones may still be given.
    `found` are the holes of the whole period; each belongs to the span in which it begins.
    `outer` are the limits of the rule set for this person, `pressed` what `own_levels` says.
    """
    within = [c for c in record.check_ins if span.holds(c.at)]
    before = amount_before(span.plan, span.step, off) if span.step else None
    by_mouth = span.plan.route is PlanRoute.ORAL
    return StepStory(
        span=span,
        share_of_start=share(span.per_day, span.plan.start_per_day),
        share_of_before=share(span.per_day, before),
        doses=dose_counts(record, span, due_by, zone) if by_mouth else None,
        check_ins=checks_in(within),
        signs=sign_summaries(record.person, within, outer),
        holes=tuple(hole for hole in found if span.holds(hole.start)),
        levels=level_counts(within),
        pressed=press_counts(within, pressed),
    )


# ---- doses


def dose_counts(record: Record, span: StepSpan, due_by: Moment, zone: tzinfo) -> DoseCounts:
    """Return what became of the doses of one drug by mouth between the edges of a span."""
    around = _entries(record, span, without_replaced)
    mine = [dose for dose in around if _is_within(dose, span)]
    first, last = span.start.utc - _NEAR, span.end.utc + _NEAR
    slots = list(slots_between(record, span.plan.drug, first, last, zone))
    near = _near_of(around)
    found = [(slot, entry_for(slot, near(slot))) for slot in slots]
    used = {entry.id for _slot, entry in found if entry}
    # One from the end of the day before, given after midnight, is of the span before.
    pairs = [
        (slot, entry)
        for slot, entry in found
        if span.holds(slot.due) and (entry or slot.due <= due_by)
    ]
    extra = [dose for dose in mine if dose.status is DoseStatus.EXTRA]
    happened = _entries(record, span, all_that_happened)
    again = [dose for dose in happened if dose not in around and _is_within(dose, span)]
    logged = ([entry for _slot, entry in pairs if entry] + extra if slots else mine) + again
    loose = [d for d in mine if d.id not in used and d.status is not DoseStatus.EXTRA]
    silent = {slot.due for slot, entry in pairs if entry is None}
    edges = earlier(span.start, _NEAR), span.end
    told = told_missed(record, span.plan.drug, *edges) if logged and silent else ()
    missed = sum(one.slot.due in silent for one in told)
    by = {status: sum(dose.status is status for dose in logged) for status in DoseStatus}
    return DoseCounts(
        planned=len(pairs) if slots else None,
        by=by | {DoseStatus.MISSED: by[DoseStatus.MISSED] + missed},
        told_missed=missed,
        unwritten=len(silent) - missed,
        besides=len(loose) if slots else 0,
        besides_kept=sum(d.status in KEPT for d in loose) if slots else 0,
        other_amount=sum(_differs(slot, entry, record.person) for slot, entry in pairs),
        told=not_in_log(_told_in(record, span), around, len(silent) if logged else 0),
    )


def _told_in(record: Record, span: StepSpan) -> tuple[ToldDose, ...]:
    """Return what check-ins tell of the doses of a span: they ask about the drug stepped down."""
    if span.plan.drug is not record.person.drug:
        return ()
    return told_doses([c for c in record.check_ins if span.holds(c.at)])


def _near_of(doses: Sequence[DoseEvent]) -> Callable[[Slot], list[DoseEvent]]:
    """Return what gives the entries that may stand for a slot, in the order of the log.

    Looking through the whole log for each slot would take seconds for a year. Wall clocks are at
    most 26 hours apart anywhere, so an entry of another place is at most two days away.
    """
    by_day: dict[date, list[int]] = {}
    for place, dose in enumerate(doses):
        due = due_of(dose)
        if due is not None:  # pragma: no branch - those without a time were left out before
            by_day.setdefault(due.utc.date(), []).append(place)

    def near(slot: Slot) -> list[DoseEvent]:
        day = slot.due.utc.date()
        around = (by_day.get(day + days * _DAY, ()) for days in range(-2, 3))
        return [doses[place] for place in sorted(p for places in around for p in places)]

    return near


def total(counts: Sequence[DoseCounts]) -> DoseCounts:
    """Return the counts of several spans as one; planned doses of a span without times add none."""
    planned = [count.planned for count in counts if count.planned is not None]
    told = {one.status: one for count in counts for one in count.told}
    return DoseCounts(
        planned=sum(planned) if planned else None,
        by={status: sum(count.by[status] for count in counts) for status in DoseStatus},
        told_missed=sum(count.told_missed for count in counts),
        unwritten=sum(count.unwritten for count in counts),
        besides=sum(count.besides for count in counts),
        besides_kept=sum(count.besides_kept for count in counts),
        other_amount=sum(count.other_amount for count in counts),
        told=tuple(told.values()),
    )


def _entries(
    record: Record, span: StepSpan, standing: Callable[..., Iterator[DoseEvent]]
) -> list[DoseEvent]:
    """Return the entries that stand of a span and of a day around it, in the order of the log."""
    start, end, drug = span.start.utc - _DAY, span.end.utc + _DAY, span.plan.drug
    newest_first = (
        dose
        for dose in reversed(record.doses)
        if dose.when is not None
        and start <= dose.when.utc <= end
        and drug_of(dose, record.person) is drug
    )
    return [*standing(newest_first, slot_of_entries(record, drug))][::-1]


def _is_within(dose: DoseEvent, span: StepSpan) -> bool:
    due = dose.scheduled_for or dose.at
    return due is not None and span.holds(due)


def _differs(slot: Slot, entry: DoseEvent | None, person: Person) -> bool:
    if entry is None or entry.status not in KEPT or slot.mg is None:
        return False
    given = mg_of(entry, person)
    return given is not None and given != slot.mg


# ---- signs


def sign_summaries(
    person: Person, check_ins: Sequence[CheckIn], outer: Mapping[str, Outer]
) -> tuple[SignSummary, ...]:
    """Return the middle and the worst value of every sign that is followed by steps."""
    return tuple(sign_summary(person, name, check_ins, outer.get(name)) for name in SIGNS)


def sign_summary(
    person: Person, name: str, check_ins: Sequence[CheckIn], outer: Outer | None
) -> SignSummary:
    """Return the middle and the worst value of one sign; `outer` are its limits."""
    readings = [r for one in check_ins for r in readings_of(one, name) if _says_top(r.value)]
    ordered = sorted((r for r in readings if not r.is_first and _size(r).is_finite()), key=_size)
    worst, other_end = max(readings, key=_badness(name), default=None), None
    if name in TWO_ENDED:
        usual = getattr(person.usual, "sbp" if name == "bp" else name)
        worst, other_end = both_ends(readings, usual, outer)
    return SignSummary(
        field=name,
        count=len(ordered),
        middle=ordered[len(ordered) // 2] if ordered else None,
        worst=worst,
        other_end=other_end,
    )


def _says_top(value: Value) -> bool:
    """Say whether a value is one of the column: of a pressure the bottom alone is only as HI."""
    return not isinstance(value, tuple) or value[0] is not None or value[1] in DEVICE


def _size(reading: Reading) -> Decimal:
    return size_of(reading.value)


def _badness(name: str) -> Callable[[Reading], tuple[Decimal, Moment]]:
    """Return how bad a reading is; of two that are as bad the newer one counts."""
    sense = -1 if name == "sleep_h" else 1
    return lambda reading: (sense * _size(reading), reading.at)


# ---- holes


def holes(record: Record, start: Moment, end: Moment) -> Iterator[Hole]:
    """Yield the times without a check-in that are longer than any two points are joined over.

    The whole record tells when the first one was made: nothing before that is a hole.
    """
    times = [c.at for c in record.check_ins if c.at <= end and kind_of(c) is None]
    if not times:
        return
    within = [at for at in times if at >= start]
    for one, two in pairwise([max(start, min(times)), *within, end]):
        length = elapsed(one.local, two.local)
        if length > LONGEST_JOIN:
            yield Hole(start=one, length=length)
