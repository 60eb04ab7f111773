# SPDX-License-Identifier: MIT
"""What the clinic sheet says: the time since the last visit by steps, alerts and questions.

Selected from the record without words; what does not fit is decided by the page.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.charts.trends import Trends, trends
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.dosing.plan_time import last_cut_told
from caregiver_app.domain.dosing.slots import zone_of
from caregiver_app.domain.events import ActionKind, PumpEvent
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.plan import (
    PlanRoute,
    Step,
    TaperPlan,
    step_on,
    steps_in_order,
)
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.prompts.plan_prompts import PlanPrompt
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.alert_story import AlertStory, without_private
from caregiver_app.domain.sheets.as_needed import (
    GivenAsNeeded,
    by_medicine,
    given_as_needed,
)
from caregiver_app.domain.sheets.clinic_steps import (
    Hole,
    SignSummary,
    StepStory,
    checks_in,
    holes,
    level_counts,
    sign_summaries,
    step_spans,
    step_story,
)
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.outer_limits import Outer
from caregiver_app.domain.timing.past_emergency import ANSWERS
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
class PlanStory:
    """One plan in force: the steps of the period, and those to come as they were written.

    `earlier` counts the steps before the period, `later` those after the ones in `ahead`.
    """

    plan: TaperPlan
    stories: tuple[StepStory, ...]
    ahead: tuple[Step, ...]
    earlier: int
    later: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePeriod:
    """The signs of all check-ins of the period, whatever the step.

    `as_usual` counts the check-ins with signs stated by the one press, `written_later` those that
    were not written down when they were made.
    """

    check_ins: int
    as_usual: int
    written_later: int
    signs: tuple[SignSummary, ...]
    holes: tuple[Hole, ...]
    levels: Mapping[Level, int]


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
) -> ClinicHandoff:
    """Sort a record into the clinic sheet; `handoff` is the same record at the same moment.

    Every check-in of the period needs its judgement. `late`: how long after its time a planned
    dose without an entry counts. `steps_ahead`: how many steps to come are shown.
    """
    zone = zone_of(record.person, period.end)
    alerts = tuple(
        without_private(alert, tells=handoff.tells_self_harm) for alert in _alerts(record, period)
    )
    record = _cropped(record, period)
    within = record.check_ins
    found = tuple(holes(record, period.start, period.end))
    return ClinicHandoff(
        handoff=handoff,
        period=period,
        plans=tuple(
            _plan_story(record, plan, period, late, zone, found, steps_ahead, handoff.outer)
            for plan in plans_in_force(record, period.end.day)
        ),
        whole=WholePeriod(
            check_ins=checks_in(within),
            as_usual=sum(map(is_marked, within)),
            written_later=sum(written_later(check_in) is not None for check_in in within),
            signs=sign_summaries(record.person, within, handoff.outer),
            holes=found,
            levels=level_counts(within),
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


def _plan_story(
    record: Record,
    plan: TaperPlan,
    period: Period,
    late: timedelta,
    zone: tzinfo,
    found: Sequence[Hole],
    steps_ahead: int,
    outer: Mapping[str, Outer],
) -> PlanStory:
    start, end = period.start, period.end
    spans = step_spans(record, plan.drug, plan.route, start, end, zone)
    due_by = Moment(end.local - late, end.zone)
    steps = steps_in_order(plan)
    coming = [step for step in steps if step.from_ > end.day]
    in_force = step_on(plan, start.day)
    begun = [step for step in steps if step.from_ < start.day]
    return PlanStory(
        plan=plan,
        stories=tuple(step_story(record, span, due_by, zone, found, outer) for span in spans),
        ahead=tuple(coming[:steps_ahead]),
        earlier=len(begun) - (in_force in begun),
        later=len(coming[steps_ahead:]),
    )


# ---- alerts


@dataclass(slots=True)
class _Run:
    """An unbroken run of alerts as it is read, the oldest first."""

    known: frozenset[str] = frozenset()
    level: Level = Level.URGENT
    answered_at: Moment | None = None


def _alerts(record: Record, period: Period) -> Iterator[AlertStory]:
    """Yield the alerts of the period, the oldest first; a run may have begun before it."""
    run: list[tuple[CheckIn, Assessment]] = []
    for check_in in record.check_ins[_run_start(record.check_ins, period.start) :]:
        judged = check_in.assessment
        if judged is None or check_in.at > period.end:
            continue
        if judged.level >= Level.URGENT:
            run.append((check_in, judged))
        elif run:
            yield from _of_run(record, run, period)
            run = []
    yield from _of_run(record, run, period)


def _run_start(check_ins: Sequence[CheckIn], start: Moment) -> int:
    """Return where the run of alerts begins that reaches into the period."""
    place = _first_of(check_ins, start)
    while place and _is_alert_or_unjudged(check_ins[place - 1]):
        place -= 1
    return place


def _is_alert_or_unjudged(check_in: CheckIn) -> bool:
    return check_in.assessment is None or check_in.assessment.level >= Level.URGENT


def _of_run(
    record: Record, run: Sequence[tuple[CheckIn, Assessment]], period: Period
) -> Iterator[AlertStory]:
    seen = _Run()
    groups = list(_grouped(run))
    for place, group in enumerate(groups):
        rest = {c.id for later in groups[place:] for c, _judged in later}
        story = _alert(record, group, rest, seen, period.end)
        if story.last >= period.start:
            yield story


def _grouped(
    run: Sequence[tuple[CheckIn, Assessment]],
) -> Iterator[list[tuple[CheckIn, Assessment]]]:
    """Yield check-ins in a row that say the same: one level, the same alert rules."""
    group: list[tuple[CheckIn, Assessment]] = []
    for check_in, judged in run:
        if group and not _says_same(group[-1][1], judged):
            yield group
            group = []
        group.append((check_in, judged))
    if group:
        yield group


def _says_same(one: Assessment, two: Assessment) -> bool:
    return one.level is two.level and _rules(one) == _rules(two)


def _rules(judged: Assessment) -> frozenset[str]:
    return frozenset(f.id for f in judged.rules if f.level >= Level.URGENT)


def _alert(
    record: Record,
    group: Sequence[tuple[CheckIn, Assessment]],
    rest: set[str],
    seen: _Run,
    end: Moment,
) -> AlertStory:
    """Return one alert; an answer is about the check-in it names and what came before it."""
    check_in, judged = group[-1]
    first, ids, rules = group[0][0].at, {c.id for c, _judged in group}, _rules(judged)
    told = [action for action in record.actions if action.at <= end]
    answers = [
        action.at
        for action in told
        if action.kind in ANSWERS and action.about in rest and action.at >= first
    ]
    worse = judged.level > seen.level or not rules <= seen.known
    answered_at = min(answers, default=None)
    if not worse and seen.answered_at is not None:
        answered_at = seen.answered_at
    seen.known, seen.level = seen.known | rules, judged.level
    seen.answered_at = answered_at
    reasons = [f for f in judged.rules if f.level >= Level.URGENT]
    return AlertStory(
        level=judged.level,
        first=first,
        last=check_in.at,
        check_ins=len(group),
        reasons=tuple(sorted(reasons, key=lambda f: (-f.level, f.id))),
        kept_private=False,
        actions=tuple(action for action in told if action.about in ids),
        answered_at=answered_at,
    )
