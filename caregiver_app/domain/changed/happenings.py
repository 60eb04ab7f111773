# SPDX-License-Identifier: MIT
"""What happened in a time: events, doses, gaps and steps, as lines of "What changed"."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from caregiver_app.domain.changed.change_lines import (
    Amount,
    ChangeKind,
    ChangeLine,
    Changes,
    Count,
    Place,
    Said,
    Term,
)
from caregiver_app.domain.changed.change_terms import DOSES_TOLD, PUMP_TOLD, STEPS_TOLD
from caregiver_app.domain.check_in import CheckIn, Fall, PumpAlarm
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import drugs_by_mouth
from caregiver_app.domain.dosing.dose_told import is_or_more, own_answers
from caregiver_app.domain.dosing.plan_time import Begun, plan_moves
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.falls import falls_told
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import Happening, kind_of, seconds_of
from caregiver_app.domain.moments import Moment, elapsed
from caregiver_app.domain.noted_twice import noted_twice
from caregiver_app.domain.plan import TaperPlan
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.record import Record

_DAY = timedelta(hours=24)
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_EARLY = 4
"""So many doses before a time are looked at: of two medicines, each may be given early."""
_LOUDEST: tuple[PumpAlarm, ...] = (PumpAlarm.TWO_TONE, PumpAlarm.SINGLE, PumpAlarm.UNSURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """Where the time begins: with a step down on the day of `cut`, or a day ago.

    `shift` is the end of somebody's last shift, `on` the start of the one that is told of.
    """

    at: Moment
    cut: date | None = None
    shift: bool = False
    on: bool = False

    @property
    def word(self) -> str:
        """Return how sentences about the whole time are named: cut, shift, on or day."""
        if self.cut:
            return "cut"
        return "shift" if self.shift else ("on" if self.on else "day")


def last_day(now: Moment) -> Since:
    """Return the last 24 true hours."""
    return Since(at=Moment(now.local - _DAY, now.zone))


def before_last_cut(record: Record, now: Moment, off: int = 0) -> Since | None:
    """Return the time since the newest cut of any plan in force, None when none has begun.

    A cut begins with the first planned dose of its day by mouth, and with the day by pump. Up to
    `off` days of 0 mg between two doses are none.
    """
    moves = plan_moves(record, now, off=off)
    cuts = [found for found in moves if found.move.cut and found.at <= now]
    if not cuts:
        return None
    newest = max(cuts, key=lambda found: found.at)
    return Since(at=newest.at, cut=newest.move.on)


def happenings(
    changes: Changes,
    record: Record,
    now: Moment,
    since: Since,
    inside: Sequence[CheckIn],
    last: CheckIn | None,
) -> Iterator[ChangeLine]:
    """Yield what happened; `inside` are the check-ins of the time, `last` is the one before."""
    yield from _seizures(inside, since, now, changes.same_seizure)
    yield from _told_events(inside)
    yield from _pump(record, inside, since, now)
    yield from _doses(record, inside, since, now)
    yield from _gaps(changes, *_checks(record, inside, last), now)
    yield from _steps(record, since, now, changes.days_off)


def _line(kind: ChangeKind, field: str, key: str, **values: Place) -> ChangeLine:
    return ChangeLine(kind=kind, field=field, parts=(Said(key=key, values=values),))


def _one_or_many(field: str, key: str, times: Sequence[Moment], **values: Place) -> ChangeLine:
    if len(times) == 1:
        return _line(ChangeKind.EVENT, field, f"{key}_one", when=times[0], **values)
    return _line(ChangeKind.EVENT, field, f"{key}_many", n=len(times), when=max(times), **values)


def _seizures(
    inside: Sequence[CheckIn], since: Since, now: Moment, near: timedelta
) -> Iterator[ChangeLine]:
    """Yield the seizures that began in the time; the same one told twice counts once."""
    starts = {s.start for check_in in inside for s in check_in.seizures or ()}
    begun = [start for start in starts if since.at < start <= now]
    if begun:
        told = _one_or_many("seizures", "seizure", begun)
        maybe = [
            Said(key="seizure_twice", values={"start": one, "end": other})
            for one, other in noted_twice(inside, near)
            if one in begun
        ]
        yield replace(told, parts=(*told.parts, *maybe))


def _told_events(inside: Sequence[CheckIn]) -> Iterator[ChangeLine]:
    """Yield what happened between check-ins; when it was written down is all that is known."""
    passed_out = [check_in.at for check_in in inside if check_in.passed_out]
    if passed_out:
        yield _one_or_many("passed_out", "passed_out", passed_out)
    yield from _tapped(inside)
    yield from _falls(inside)
    vomited = sum(check_in.vomiting_count or 0 for check_in in inside)
    if vomited:
        yield _line(ChangeKind.EVENT, "vomiting_count", "vomited", n=vomited)


def _falls(inside: Sequence[CheckIn]) -> Iterator[ChangeLine]:
    """Yield the falls: those of which nobody said how they went, then the others with the worst."""
    told = falls_told(inside)
    for one in told:
        if one.fall is None:
            yield _line(ChangeKind.EVENT, "fall", "fall_untold", when=one.at)
    known = [one for one in told if one.fall is not None]
    if not known:
        return
    order = tuple(Fall)
    worst = Term(f"fall_{max((one.fall for one in known if one.fall), key=order.index)}")
    if len(known) == 1:
        yield _line(ChangeKind.EVENT, "fall", "fall_one", worst=worst, when=known[0].at)
    else:
        yield _line(ChangeKind.EVENT, "fall", "fall_many", n=len(known), worst=worst)


def _tapped(inside: Sequence[CheckIn]) -> Iterator[ChangeLine]:
    """Yield the spasm storms that were tapped."""
    for one in inside:
        kind = kind_of(one)
        if kind is Happening.SPASMS:
            seconds = seconds_of(one)
            if seconds is None:
                yield _line(ChangeKind.EVENT, "", "spasms_open", when=one.at)
            else:
                length = timedelta(seconds=seconds)
                yield _line(ChangeKind.EVENT, "", "spasms_one", length=length, when=one.at)


def _pump(
    record: Record, inside: Sequence[CheckIn], since: Since, now: Moment
) -> Iterator[ChangeLine]:
    events = [event for event in record.pump_events if since.at < event.at <= now]
    heard = {c.at: c.pump_alarm for c in inside if c.pump_alarm in _LOUDEST}
    alarms = (event for event in events if event.kind is PumpEventKind.ALARM)
    heard |= {e.at: e.tone if e.tone in _LOUDEST else PumpAlarm.UNSURE for e in alarms}
    if heard:
        worst = next(tone for tone in _LOUDEST if tone in heard.values())
        yield _one_or_many("pump_alarm", "alarm", sorted(heard), tone=Term(f"alarm_{worst}"))
    for event in events:
        if event.kind in PUMP_TOLD:
            yield _line(ChangeKind.EVENT, "", f"pump_{event.kind}", when=event.at)
        elif event.kind is PumpEventKind.DOSE_CHANGE:
            yield _pump_set(event)


def _pump_set(event: PumpEvent) -> ChangeLine:
    if event.dose_mcg_per_day is None:
        return _line(ChangeKind.PLAN, "", "pump_changed", when=event.at)
    amount = Amount(number=event.dose_mcg_per_day, unit="mcg")
    return _line(ChangeKind.PLAN, "", "pump_set", amount=amount, when=event.at)


def _doses(
    record: Record, inside: Sequence[CheckIn], since: Since, now: Moment
) -> Iterator[ChangeLine]:
    """Yield one line of what was not as planned, from the log and from the check-ins.

    A step begins with its first dose: the one of that very minute is in the time.
    """
    first = bisect_left(record.doses, since.at.utc, key=_dose_instant)
    end = bisect_right(record.doses, now.utc, key=_dose_instant)
    logged = record.doses[first:end]
    parts = []
    statuses = [dose.status for dose in logged]
    counts = tuple(
        Count(number=statuses.count(status), term=f"dose_{status}")
        for status in DOSES_TOLD
        if status in statuses
    )
    if counts:
        parts.append(Said(key="doses", values={"list": counts}))
    answers = (own_answers(check_in) for check_in in reversed(inside))
    told = next((c for c in answers if c.doses_missed_in_row is not None), None)
    if told is not None and told.doses_missed_in_row:
        key = "missed_told_or_more" if is_or_more(told) else "missed_told"
        parts.append(Said(key=key, values={"n": told.doses_missed_in_row}))
    if DoseStatus.EXTRA not in statuses and any(c.extra_dose for c in inside):
        parts.append(Said(key="extra_told"))
    if parts:
        yield ChangeLine(kind=ChangeKind.DOSES, field="doses", parts=tuple(parts))
    near = record.doses[max(0, first - _EARLY) : first]
    early = any(_is_due_since(dose, since) for dose in near)
    if first and not logged and not early and drugs_by_mouth(record, now.day):
        key = f"doses_none_{since.word}"
        yield _line(ChangeKind.NOT_RECORDED, "doses", key)


def _is_due_since(dose: DoseEvent, since: Since) -> bool:
    """Say whether a dose given earlier is one that was planned for later."""
    return dose.scheduled_for is not None and dose.scheduled_for >= since.at


def _dose_instant(dose: DoseEvent) -> datetime:
    return dose.when.utc if dose.when is not None else _EARLIEST


def _checks(
    record: Record, inside: Sequence[CheckIn], last: CheckIn | None
) -> tuple[Sequence[CheckIn], CheckIn | None]:
    """Return those who checked, and the last before them: a tap, or a dose, looked at nothing."""
    if last is not None and kind_of(last) is not None:
        earlier = (c for c in reversed(record.check_ins) if c.at <= last.at and kind_of(c) is None)
        last = next(earlier, None)
    return [one for one in inside if kind_of(one) is None], last


def _gaps(
    changes: Changes, inside: Sequence[CheckIn], last: CheckIn | None, now: Moment
) -> Iterator[ChangeLine]:
    """Yield the stretches without a check-in that reach into the time, and that up to now.

    Nothing before the first check-in is a gap: nobody had begun to check.
    """
    if last is None and not inside:
        yield _line(ChangeKind.GAP, "", "gap_never")
        return
    edges = [*([last.at] if last is not None else []), *(c.at for c in inside)]
    spans = [(a, b) for a, b in pairwise(edges) if elapsed(a.local, b.local) >= changes.gap]
    if len(spans) > changes.gaps_named:
        yield _many_gaps(changes, spans)
        spans = []
    for start, end in spans:
        length = elapsed(start.local, end.local)
        yield _line(ChangeKind.GAP, "", "gap", start=start, end=end, length=length)
    quiet = elapsed(edges[-1].local, now.local)
    if quiet >= changes.gap:
        yield _line(ChangeKind.GAP, "", "gap_to_now", start=edges[-1], length=quiet)


def _many_gaps(changes: Changes, spans: Sequence[tuple[Moment, Moment]]) -> ChangeLine:
    start, end = max(spans, key=lambda span: elapsed(span[0].local, span[1].local))
    length = elapsed(start.local, end.local)
    return ChangeLine(
        kind=ChangeKind.GAP,
        field="",
        parts=(
            Said(key="gaps_many", values={"length": changes.gap, "n": len(spans)}),
            Said(key="gaps_longest", values={"start": start, "end": end, "length": length}),
        ),
    )


def _plans(record: Record, day: date) -> list[TaperPlan]:
    pairs = dict.fromkeys((plan.drug, plan.route) for plan in record.plans)
    found = (plan_in_force(record.plans, drug, route, day) for drug, route in pairs)
    return [plan for plan in found if plan is not None]


def _steps(record: Record, since: Since, now: Moment, off: int) -> Iterator[ChangeLine]:
    """Yield the steps that began, or were held or moved, in the time."""
    moves = plan_moves(record, now, off=off)
    inside = [found for found in moves if since.at <= found.at <= now]
    yield from _moved([found for found in inside if found.move.cut], "step_down")
    yield from _moved([found for found in inside if found.move.is_rise], "step_up")
    for plan in _plans(record, now.day):
        for step in plan.steps:
            told = step.status_at
            if step.status in STEPS_TOLD and told is not None and since.at < told <= now:
                yield _line(ChangeKind.PLAN, "", f"step_{step.status}", day=step.from_, when=told)


def _moved(begun: Sequence[Begun], key: str) -> Iterator[ChangeLine]:
    for one in begun:
        plan, move = one.plan, one.move
        # A cut and a rise have both.
        if move.before is not None and move.after is not None:  # pragma: no branch - as both do
            yield _line(
                ChangeKind.PLAN,
                "",
                key,
                drug=Term(f"{plan.drug}_{plan.route}"),
                before=Amount(number=move.before, unit=plan.unit),
                after=Amount(number=move.after, unit=plan.unit),
                day=move.on,
            )
