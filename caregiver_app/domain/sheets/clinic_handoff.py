# SPDX-License-Identifier: MIT
"""What the clinic sheet says: the time since the last visit by steps, alerts and questions.

Selected from the record without words; what does not fit is decided by the page.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.charts.trends import Trends, trends
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.dosing.dose_days import DoseDays, dose_days
from caregiver_app.domain.dosing.plan_time import last_cut_told
from caregiver_app.domain.dosing.slots import zone_of
from caregiver_app.domain.events import ActionKind, PumpEvent
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.plan import (
    PlanRoute,
    TaperPlan,
    amount_of,
    step_on,
)
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.prompts.plan_prompts import PlanPrompt
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.alert_story import AlertStory, alerts_between, without_private
from caregiver_app.domain.sheets.as_needed import (
    GivenAsNeeded,
    by_medicine,
    given_as_needed,
)
from caregiver_app.domain.sheets.clinic_steps import (
    Hole,
    SignSummary,
    StepStory,
    amount_before,
    holes,
    sign_summaries,
    step_story,
)
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.level_counts import (
    checks_in,
    level_counts,
    own_levels,
    press_counts,
)
from caregiver_app.domain.sheets.outer_limits import Outer
from caregiver_app.domain.sheets.step_spans import step_spans
from caregiver_app.domain.usual_mark import is_marked

CHARTS = ("stiffness", "hr", "temp_c")
_DOSES_BEFORE = timedelta(days=2)
_BEFORE_FIRST = timedelta(hours=2)


class PeriodFrom(StrEnum):
    """Why the period begins where it does."""

    CHOSEN = "chosen"
    REVIEW = "review"
    CUT = "cut"
    DAYS = "days"
    RECORD = "record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The time a clinic sheet is about, from the start of a day up to the printing.

    It begins with the first entry of the record when that is later.

    `days` are calendar days from the first to the last. `review` is the newest day on which a
    plan in force was reviewed or confirmed, None when none is recorded.
    """

    start: Moment
    end: Moment
    begins: PeriodFrom
    days: int
    review: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAhead:
    """A dose to come as it was written, with days of 0 mg between or without.

    `before` is the daily amount that holds before it, None where nobody knows.
    """

    numbers: tuple[int, int]
    from_: date
    per_day: Decimal | None
    before: Decimal | None
    days_off: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStory:
    """One plan in force: the steps of the period, and those to come as they were written.

    `earlier` counts the steps before the period, `later` those after the ones in `ahead`.
    """

    plan: TaperPlan
    stories: tuple[StepStory, ...]
    ahead: tuple[StepAhead, ...]
    earlier: int
    later: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePeriod:
    """The signs of all check-ins of the period, whatever the step.

    `as_usual` counts the check-ins with signs stated by the one press, `written_later` those that
    were not written down when they were made. `levels` are those of the check-ins, `pressed` of
    what the other entries found themselves.
    """

    check_ins: int
    as_usual: int
    written_later: int
    signs: tuple[SignSummary, ...]
    holes: tuple[Hole, ...]
    levels: Mapping[Level, int]
    pressed: Mapping[Level, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicHandoff:
    """Everything the clinic sheet may say; `handoff` holds who it is about, and the level now.

    `as_needed` is the newest of each medicine that was given as needed in the period.
    """

    handoff: Handoff
    period: Period
    plans: tuple[PlanStory, ...]
    whole: WholePeriod
    charts: Trends
    alerts: tuple[AlertStory, ...]
    pump_events: tuple[PumpEvent, ...]
    questions: tuple[PlanPrompt, ...]
    confirmed: int
    recorders: tuple[str, ...]
    as_needed: tuple[GivenAsNeeded, ...]


def clinic_period(record: Record, now: Moment, least: timedelta, chosen: int | None) -> Period:
    """Return the time since the last visit.

    It reaches back to the last review or confirmation of a plan in force, to the last cut, and
    at least as far as `least`, whichever is longest: a page of three days would show no trend.
    A `chosen` number of days wins over all of them. Nothing before the first entry of the record
    counts: nobody was writing anything down yet.
    """
    zone = zone_of(record.person, now)
    today = now.utc.astimezone(zone).date()
    review = _last_review(record, today)
    found = {PeriodFrom.DAYS: today - least}
    if chosen is not None:
        found = {PeriodFrom.CHOSEN: today - timedelta(days=chosen)}
    else:
        cut = _last_cut(record, today)
        found |= {PeriodFrom.REVIEW: review} if review else {}
        found |= {PeriodFrom.CUT: cut} if cut else {}
    first = min(found.values())
    start = at_place(datetime.combine(first, time(0), zone), zone)
    begun = _first_entry(record)
    if begun is not None and start < begun <= now:
        # A dose stands for a planned one that was due a little before it was given.
        start = at_place(max(start.utc, begun.utc - _BEFORE_FIRST), zone)
        first = start.day
        found = {PeriodFrom.RECORD: first}
    return Period(
        start=start,
        end=now,
        begins=next(why for why in PeriodFrom if found.get(why) == first),
        days=(today - first).days,
        review=review,
    )


def _first_entry(record: Record) -> Moment | None:
    """Return when the first thing was written down about them, plans apart."""
    times: list[Moment | None] = [check_in.at for check_in in record.check_ins[:1]]
    times += [dose.scheduled_for or dose.at for dose in record.doses[:1] if dose.when]
    times += [event.at for event in record.pump_events[:1]]
    return min((at for at in times if at is not None), default=None)


def plans_in_force(record: Record, day: date) -> tuple[TaperPlan, ...]:
    """Return the newest plan of each drug and route, the drug being stepped down first."""
    pairs = dict.fromkeys((plan.drug, plan.route) for plan in record.plans)
    found = (plan_in_force(record.plans, drug, route, day) for drug, route in pairs)
    plans = [plan for plan in found if plan is not None]
    first = record.person.drug
    return tuple(sorted(plans, key=lambda p: (p.drug is not first, p.route is PlanRoute.ORAL)))


def _last_review(record: Record, today: date) -> date | None:
    """Return the newest day before today on which a plan was reviewed or confirmed."""
    plans = plans_in_force(record, today)
    ids = {plan.id for plan in plans if plan.id is not None}
    days = {plan.review_on for plan in plans if plan.review_on}
    days |= {
        action.at.day
        for action in record.actions
        if action.kind is ActionKind.CONFIRMED_PLAN and action.about in ids
    }
    return max((day for day in days if day < today), default=None)


def _last_cut(record: Record, today: date) -> date | None:
    plans = plans_in_force(record, today)
    cuts = (last_cut_told(record.plans, plan.drug, plan.route, today) for plan in plans)
    return max((cut.on for cut in cuts if cut), default=None)


def select_clinic(
    record: Record,
    handoff: Handoff,
    period: Period,
    prompts: Sequence[PlanPrompt],
    late: timedelta,
    steps_ahead: int,
    off: int = 0,
) -> ClinicHandoff:
    """Sort a record into the clinic sheet; `handoff` is the same record at the same moment.

    Every check-in of the period needs its judgement. `late`: how long after its time a planned
    dose without an entry counts. `steps_ahead`: how many steps to come are shown. `off`: how many
    days of 0 mg in a row a plan may hold between two doses.
    """
    zone = zone_of(record.person, period.end)
    alerts = tuple(
        without_private(alert, tells=handoff.tells_self_harm)
        for alert in alerts_between(record, period.start, period.end)
    )
    found = tuple(holes(record, period.start, period.end))
    record = _cropped(record, period)
    within = record.check_ins
    pressed = own_levels(record)
    return ClinicHandoff(
        handoff=handoff,
        period=period,
        plans=tuple(
            _plan_story(
                record,
                plan,
                _Reading(
                    period=period,
                    late=late,
                    zone=zone,
                    holes=found,
                    ahead=steps_ahead,
                    outer=handoff.outer,
                    pressed=pressed,
                    off=off,
                ),
            )
            for plan in plans_in_force(record, period.end.day)
        ),
        whole=WholePeriod(
            check_ins=checks_in(within),
            as_usual=sum(map(is_marked, within)),
            written_later=sum(written_later(check_in) is not None for check_in in within),
            signs=sign_summaries(record.person, within, handoff.outer),
            holes=found,
            levels=level_counts(within),
            pressed=press_counts(within, pressed),
        ),
        charts=trends(record, CHARTS, period.start, period.end),
        alerts=alerts,
        pump_events=tuple(e for e in record.pump_events if period.start <= e.at <= period.end),
        questions=tuple(prompt for prompt in prompts if prompt.confirmed is None),
        confirmed=sum(prompt.confirmed is not None for prompt in prompts),
        recorders=tuple(dict.fromkeys(c.recorder for c in reversed(within) if c.recorder)),
        as_needed=by_medicine(given_as_needed(within)),
    )


def _cropped(record: Record, period: Period) -> Record:
    """Return the record with the check-ins of the period, and the doses of a little longer."""
    first = _first_of(record.check_ins, period.start)
    within = tuple(c for c in record.check_ins[first:] if c.at <= period.end)
    doses = []
    for dose in reversed(record.doses):
        if dose.when is not None and dose.when.utc < period.start.utc - _DOSES_BEFORE:
            break
        doses.append(dose)
    return replace(record, check_ins=within, doses=tuple(reversed(doses)))


def _first_of(check_ins: Sequence[CheckIn], start: Moment) -> int:
    return bisect_left(check_ins, start.utc, key=lambda check_in: check_in.at.utc)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """How the plans of a period are read, see `select_clinic` and `step_story`."""

    period: Period
    late: timedelta
    zone: tzinfo
    holes: Sequence[Hole]
    ahead: int
    outer: Mapping[str, Outer]
    pressed: Mapping[str, Level]
    off: int


def _plan_story(record: Record, plan: TaperPlan, how: _Reading) -> PlanStory:
    start, end, zone, off = how.period.start, how.period.end, how.zone, how.off
    spans = step_spans(record, plan.drug, plan.route, start, end, zone, off)
    due_by = Moment(end.local - how.late, end.zone)
    groups = dose_days(plan, off)
    coming = [left for group in groups if (left := group.after(end.day)) is not None]
    in_force = step_on(plan, start.day)
    before = [g for g in groups if g.steps[0].from_ < start.day and in_force not in g.steps]
    return PlanStory(
        plan=plan,
        stories=tuple(
            step_story(record, span, due_by, zone, how.holes, how.outer, how.pressed, off)
            for span in spans
        ),
        ahead=tuple(_ahead(plan, group, off) for group in coming[: how.ahead]),
        earlier=sum(step.from_ < start.day for group in before for step in group.steps),
        later=sum(len(group.steps) for group in coming[how.ahead :]),
    )


def _ahead(plan: TaperPlan, group: DoseDays, off: int) -> StepAhead:
    return StepAhead(
        numbers=group.numbers,
        from_=group.steps[0].from_,
        per_day=amount_of(group.dose, plan.route),
        before=amount_before(plan, group.dose, off),
        days_off=group.days_off,
    )
