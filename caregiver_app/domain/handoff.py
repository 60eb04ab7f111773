# SPDX-License-Identifier: MIT
"""What the one-page sheet says: the record sorted into ranked blocks, as values without words.

Nothing here is rounded or worded, and what was not recorded stays None: the page prints
"not recorded" for it. What does not fit is decided by the page, in the order of the ranks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import (
    Alertness,
    CheckIn,
    Draft,
    Fall,
    Grade,
    Hallucination,
    Missing,
    Orientation,
    PumpAlarm,
    Seizure,
)
from caregiver_app.domain.dose_clock import last_kept_dose, missed_in_row
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.moments import Moment, elapsed
from caregiver_app.domain.person import (
    ContactRole,
    Drug,
    Medicine,
    MedicineGroup,
    MedicineStatus,
    Person,
)
from caregiver_app.domain.plan import (
    Cut,
    PlanRoute,
    StepDose,
    TaperPlan,
    last_cut,
    plan_in_force,
    step_number,
    step_on,
)
from caregiver_app.domain.pump_state import pump_state, refill_overdue
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.trends import Trends, trends

THREE_DAYS = timedelta(hours=72)
STALE_AFTER = timedelta(hours=6)
WEEK = timedelta(days=7)
CHILD_BEFORE = 16
CHARTS = ("temp_c", "hr", "stiffness", "sbp")
VITALS = ("temp_c", "hr", "bp", "rr", "spo2", "alertness")
TONE = ("stiffness", "psfs", "orientation", "hallucination", "tremor", "itching")
_SLOT_LATE = "dose_clock.slot_late_hours"
_PRIVATE = frozenset({"E17", "U18"})

Pressure = tuple[int | None, int | None]
Value = Decimal | int | StrEnum | Pressure


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value and when it was taken. Pressures are (top, bottom)."""

    value: Value
    at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One line of the table: now, usual, the worst of 72 h, and since when it is not as usual.

    `why_missing` is the reason that was given for no value now.
    """

    field: str
    now: Reading | None
    usual: Value | None
    worst: Reading | None
    began: Moment | None
    why_missing: Missing | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the level is what it is: the finding, and the first check-in of the run that has it."""

    finding: Finding
    since: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseNow:
    """The step in force of one plan, by drug and route; None is not recorded."""

    drug: Drug
    route: PlanRoute
    per_day: Decimal | None
    unit: str
    start_per_day: Decimal | None
    schedule: tuple[StepDose, ...]
    step: tuple[int, int] | None
    since: date | None
    cut: Cut | None
    days_since_cut: int | None
    finished: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDose:
    """The last dose by mouth that stayed down, and what went wrong in 72 h.

    `counts` holds every status of the dose log in 72 h, or None when nothing was logged.
    """

    drug: Drug
    at: Moment | None
    mg: Decimal | None
    ago: timedelta | None
    missed_in_row: int | None
    vomited: Reading | None
    counts: dict[DoseStatus, int] | None
    restarted_after_gap: bool
    extra: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpNow:
    """The pump with the dates in force after its events."""

    dose_mcg_per_day: Decimal | None
    last_refill: date | None
    low_reservoir_date: date | None
    empty_date: date | None
    refill_appointment: date | None
    refill_overdue_days: int | None
    alarm: PumpAlarm | None
    alarm_first: Moment | None
    last_mri: Moment | None
    mri_unchecked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seizures:
    """How many in the record, the first, the longest and the last three; None: never asked."""

    count: int
    since: Moment
    first: Seizure | None
    longest: Seizure | None
    last_three: tuple[Seizure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """Everything the sheet may say, ranked by its field order (rank 1 first)."""

    now: Moment
    person: Person
    age: int | None
    is_child: bool
    drugs: tuple[Drug, ...]
    finished: bool
    level: Level | None
    action: Action | None
    reasons: tuple[Reason, ...]
    kept_private: bool
    asked_for: tuple[str, ...]
    last: CheckIn | None
    last_age: timedelta | None
    stale: bool
    clock_is_behind: bool
    doses: tuple[DoseNow, ...]
    last_doses: tuple[LastDose, ...]
    dose_log: tuple[DoseEvent, ...]
    pump: PumpNow | None
    vitals: tuple[Sign, ...]
    tone: tuple[Sign, ...]
    seizures: Seizures | None
    sedating: tuple[Medicine, ...] | None
    blood_thinners: tuple[Medicine, ...] | None
    falls_7d: int | None
    head_hit: bool | None
    recorders: tuple[str, ...]
    charts: Trends
    rule_set: str
    rules_reviewed: bool
    missing: tuple[str, ...]


def select_handoff(
    record: Record, assessment: Assessment | None, now: Moment, rule_set: RuleSet
) -> Handoff:
    """Sort a record into the sheet as it would be printed at `now`.

    `assessment` is that of the newest check-in at or before `now`. What lies after `now` is not
    printed, except when the computer's clock is behind the newest check-in: then everything
    counts and `clock_is_behind` says so.
    """
    person, last = record.person, record.last_check_in
    behind = last is not None and last.at > now
    age = person.age_on(now.day)
    reasons, private = _reasons(record, assessment)
    doses = _doses_now(record, now)
    drugs = _drugs(record)
    return Handoff(
        now=now,
        person=person,
        age=age,
        is_child=age is not None and age < CHILD_BEFORE,
        drugs=drugs,
        finished=bool(doses) and all(dose.finished for dose in doses),
        level=assessment.level if assessment and last else None,
        action=_action(assessment, private),
        reasons=reasons,
        kept_private=private,
        asked_for=assessment.missing if assessment else (),
        last=last,
        last_age=None if last is None or behind else elapsed(last.at.local, now.local),
        stale=last is not None and elapsed(last.at.local, now.local) > STALE_AFTER,
        clock_is_behind=behind,
        doses=doses,
        last_doses=_last_doses(record, now, drugs, rule_set),
        dose_log=_dose_log(record, now),
        pump=_pump_now(record, now) if person.has_pump else None,
        vitals=tuple(_sign(record, now, name) for name in VITALS),
        tone=tuple(_sign(record, now, name) for name in TONE),
        seizures=_seizures(record),
        sedating=_of_groups(person, _SEDATING),
        blood_thinners=_of_groups(person, frozenset({MedicineGroup.ANTICOAGULANT})),
        falls_7d=_falls(record, now),
        head_hit=_head_hit(record, now),
        recorders=_recorders(record, now),
        charts=trends(record, CHARTS, _earlier(now, THREE_DAYS), now),
        rule_set=rule_set.version,
        rules_reviewed=bool(rule_set.reviewed_by),
        missing=_missing(person),
    )


_SEDATING = frozenset(
    {
        MedicineGroup.SEDATING,
        MedicineGroup.OPIOID,
        MedicineGroup.BENZODIAZEPINE,
        MedicineGroup.ANTIPSYCHOTIC,
    }
)


def _earlier(now: Moment, by: timedelta) -> Moment:
    return Moment(now.local - by, now.zone)


def _recent(record: Record, now: Moment, window: timedelta) -> list[CheckIn]:
    start = _earlier(now, window)
    return [check_in for check_in in record.check_ins if check_in.at >= start]


def _reasons(record: Record, assessment: Assessment | None) -> tuple[tuple[Reason, ...], bool]:
    """Return the findings to print; thoughts of self-harm stay private unless E17 fired."""
    last = record.last_check_in
    if assessment is None or last is None:
        return (), False
    fired = {finding.id for finding in assessment.rules}
    hidden = frozenset() if "E17" in fired else _PRIVATE
    shown = sorted(
        (f for f in assessment.rules if f.id not in hidden), key=lambda f: (-f.level, f.id)
    )
    reasons = tuple(Reason(finding=f, since=_since(record, f.id, last)) for f in shown)
    return reasons, bool(fired & hidden)


def _since(record: Record, rule: str, last: CheckIn) -> Moment:
    since = last.at
    for check_in in reversed(record.check_ins[:-1]):
        stored = check_in.assessment
        if stored is None or rule not in {finding.id for finding in stored.rules}:
            break
        since = check_in.at
    return since


def _action(assessment: Assessment | None, private: bool) -> Action | None:
    if assessment is None or (private and assessment.action is Action.CALL_988):
        return None
    return assessment.action


def _drugs(record: Record) -> tuple[Drug, ...]:
    person = record.person
    named = {medicine.name.casefold() for medicine in _taken(person)}
    baclofen = (
        person.drug is Drug.BACLOFEN
        or person.has_pump
        or any(plan.drug is Drug.BACLOFEN and not plan.finished for plan in record.plans)
        or any(Drug.BACLOFEN.value in name for name in named)
    )
    clonazepam = (
        person.drug is Drug.CLONAZEPAM
        or any(plan.drug is Drug.CLONAZEPAM and not plan.finished for plan in record.plans)
        or any("clonazepam" in name or "klonopin" in name for name in named)
    )
    found = ((Drug.BACLOFEN, baclofen), (Drug.CLONAZEPAM, clonazepam))
    return tuple(drug for drug, is_taken in found if is_taken)


def _taken(person: Person) -> tuple[Medicine, ...]:
    return tuple(m for m in person.medicines or () if m.status is not MedicineStatus.HELD)


def _of_groups(person: Person, groups: frozenset[MedicineGroup]) -> tuple[Medicine, ...] | None:
    if person.medicines is None:
        return None
    return tuple(m for m in person.medicines if groups & set(m.groups))


def _doses_now(record: Record, now: Moment) -> tuple[DoseNow, ...]:
    pairs = dict.fromkeys((plan.drug, plan.route) for plan in record.plans)
    plans = (plan_in_force(record.plans, drug, route, now.day) for drug, route in pairs)
    doses = [_dose_now(plan, now.day) for plan in plans if plan]
    first = record.person.drug
    return tuple(sorted(doses, key=lambda d: (d.drug is not first, d.route is PlanRoute.ORAL)))


def _dose_now(plan: TaperPlan, day: date) -> DoseNow:
    step, cut = step_on(plan, day), last_cut(plan, day)
    schedule = step.doses if step else ()
    if not schedule:
        schedule = tuple(StepDose(time=time, mg=None) for time in plan.dose_times)
    return DoseNow(
        drug=plan.drug,
        route=plan.route,
        per_day=step.per_day if step else plan.start_per_day,
        unit=plan.unit,
        start_per_day=plan.start_per_day,
        schedule=schedule,
        step=step_number(plan, day),
        since=step.from_ if step else None,
        cut=cut,
        days_since_cut=(day - cut.on).days if cut else None,
        finished=bool(plan.finished) and (step is None or not step.per_day),
    )


def _last_doses(
    record: Record, now: Moment, drugs: tuple[Drug, ...], rule_set: RuleSet
) -> tuple[LastDose, ...]:
    person = record.person
    by_mouth = {plan.drug for plan in record.plans if plan.route is PlanRoute.ORAL}
    by_mouth |= {event.drug or person.drug for event in record.doses}
    if person.takes_by_mouth:
        by_mouth.add(person.drug)
    wanted = sorted(by_mouth, key=lambda drug: drug is not person.drug)
    late = timedelta(hours=int(rule_set.numbers.get(_SLOT_LATE, Decimal(2))))
    return tuple(_last_dose(record, now, drug, late) for drug in wanted if drug in drugs)


def _last_dose(record: Record, now: Moment, drug: Drug, late: timedelta) -> LastDose:
    last = record.last_check_in if drug is record.person.drug else None
    logged = tuple(e for e in record.doses if (e.drug or record.person.drug) is drug and e.when)
    # An entry written after the check-in knows more than the check-in did.
    answer = None if last and any(e.when and last.at < e.when <= now for e in logged) else last
    kept = last_kept_dose(record, answer, now, drug) or last_kept_dose(record, last, now, drug)
    return LastDose(
        drug=drug,
        at=kept.at if kept else None,
        mg=kept.mg if kept else None,
        ago=elapsed(kept.at.local, now.local) if kept else None,
        missed_in_row=missed_in_row(record, answer, now, drug, late),
        vomited=_vomited(record, now) if last else None,
        counts=_counts(logged, now),
        restarted_after_gap=bool(last and last.restart_after_gap),
        extra=bool(last and last.extra_dose),
    )


def _vomited(record: Record, now: Moment) -> Reading | None:
    """Return the newest answer of 72 h to how many doses came up in the 24 h before it."""
    for check_in in reversed(_recent(record, now, THREE_DAYS)):
        if check_in.vomited_doses_24h is not None:
            return Reading(value=check_in.vomited_doses_24h, at=check_in.at)
    return None


def _counts(logged: tuple[DoseEvent, ...], now: Moment) -> dict[DoseStatus, int] | None:
    start = _earlier(now, THREE_DAYS)
    recent = [event for event in logged if event.when and start <= event.when <= now]
    if not recent:
        return None
    return {status: sum(e.status is status for e in recent) for status in DoseStatus}


def _dose_log(record: Record, now: Moment) -> tuple[DoseEvent, ...]:
    start = _earlier(now, THREE_DAYS)
    recent = [event for event in record.doses if event.when and start <= event.when <= now]
    return tuple(sorted(recent, key=lambda e: e.when or now, reverse=True))


def _pump_now(record: Record, now: Moment) -> PumpNow:
    pump, last, events = record.person.pump, record.last_check_in, record.pump_events
    state = pump_state(record, last, now)
    change = next((e for e in reversed(events) if e.dose_mcg_per_day is not None), None)
    planned = next((d.per_day for d in _doses_now(record, now) if d.route is PlanRoute.ITB), None)
    low = state.low_reservoir_date
    overdue = refill_overdue(state, last or Draft(), now.day)
    alarm, heard = _alarm(record)
    return PumpNow(
        dose_mcg_per_day=_first(
            change.dose_mcg_per_day if change else None,
            planned,
            pump.dose_mcg_per_day if pump else None,
        ),
        last_refill=state.last_refill,
        low_reservoir_date=low,
        empty_date=state.empty_date,
        refill_appointment=state.refill_appointment,
        refill_overdue_days=(now.day - low).days if low and overdue else None,
        alarm=alarm,
        alarm_first=heard,
        last_mri=next((e.at for e in reversed(events) if e.kind is PumpEventKind.MRI), None),
        mri_unchecked=state.mri_unchecked,
    )


def _first(*values: Decimal | None) -> Decimal | None:
    return next((value for value in values if value is not None), None)


_LOUDNESS = (PumpAlarm.TWO_TONE, PumpAlarm.SINGLE, PumpAlarm.UNSURE)


def _alarm(record: Record) -> tuple[PumpAlarm | None, Moment | None]:
    """Return the worst alarm since the last pump check, and when it was first heard."""
    silenced = [
        e.at
        for e in record.pump_events
        if e.kind in (PumpEventKind.REFILL, PumpEventKind.CHECK, PumpEventKind.PROCEDURE)
    ]
    after = max(silenced, default=None)
    heard = [(c.at, c.pump_alarm) for c in record.check_ins if c.pump_alarm is not None]
    heard += [
        (e.at, e.tone or PumpAlarm.UNSURE)
        for e in record.pump_events
        if e.kind is PumpEventKind.ALARM
    ]
    heard = [(at, tone) for at, tone in heard if after is None or at > after]
    for tone in _LOUDNESS:
        times = [at for at, sound in heard if sound is tone]
        if times:
            return tone, min(times)
    return (PumpAlarm.NONE, None) if heard else (None, None)


_ORDER: dict[str, tuple[StrEnum, ...]] = {
    "alertness": tuple(Alertness),
    "orientation": tuple(Orientation),
    "hallucination": tuple(Hallucination),
    "tremor": tuple(Grade),
    "itching": tuple(Grade),
}
_FALLS_ARE_WORSE = frozenset({"spo2"})


def _value(check_in: CheckIn, name: str) -> Value | None:
    if name == "bp":
        pair = (check_in.sbp, check_in.dbp)
        return None if pair == (None, None) else pair
    found: Value | None = getattr(check_in, name)
    return found


def _usual(person: Person, name: str) -> Value | None:
    if name == "bp":
        pair = (person.usual.sbp, person.usual.dbp)
        return None if pair == (None, None) else pair
    found: Value | None = getattr(person.usual, name, None)
    return found


def _badness(name: str, usual: Value | None) -> Callable[[Value], Decimal]:
    """Return how bad a value is; larger is worse, and as usual is 0 or less."""
    if name in _ORDER:
        order = _ORDER[name]
        base = order.index(usual) if isinstance(usual, StrEnum) and usual in order else 0
        return lambda value: Decimal(order.index(value) - base)
    normal = _number(usual)
    if name in _FALLS_ARE_WORSE:
        return lambda value: (normal if normal is not None else Decimal(100)) - _known(value)
    if name in ("stiffness", "psfs"):
        return lambda value: _known(value) - (normal or Decimal(0))
    return lambda value: abs(_known(value) - normal) if normal is not None else _known(value)


def _number(value: Value | None) -> Decimal | None:
    if isinstance(value, tuple):
        value = value[0] if value[0] is not None else value[1]
    return None if value is None or isinstance(value, StrEnum) else Decimal(value)


def _known(value: Value) -> Decimal:
    return _number(value) or Decimal(0)


def _sign(record: Record, now: Moment, name: str) -> Sign:
    last, usual = record.last_check_in, _usual(record.person, name)
    value = _value(last, name) if last else None
    bad = _badness(name, usual)
    recent = [
        Reading(value=found, at=check_in.at)
        for check_in in _recent(record, now, THREE_DAYS)
        if (found := _value(check_in, name)) is not None
    ]
    worst = max(recent, key=lambda reading: (bad(reading.value), reading.at), default=None)
    return Sign(
        field=name,
        now=Reading(value=value, at=last.at) if last and value is not None else None,
        usual=usual,
        worst=worst,
        began=_began(record, name, bad) if value is not None and bad(value) > 0 else None,
        why_missing=last.not_taken.get("sbp" if name == "bp" else name) if last else None,
    )


def _began(record: Record, name: str, bad: Callable[[Value], Decimal]) -> Moment | None:
    """Return the first check-in of the unbroken run that is worse than usual, newest backwards."""
    began = None
    for check_in in reversed(record.check_ins):
        value = _value(check_in, name)
        if value is None:
            continue
        if bad(value) <= 0:
            break
        began = check_in.at
    return began


def _seizures(record: Record) -> Seizures | None:
    asked = [c for c in record.check_ins if c.seizures is not None]
    if not asked:
        return None
    known = sorted((s for c in asked for s in c.seizures or ()), key=lambda s: s.start)
    timed = [s for s in known if s.duration_s is not None]
    return Seizures(
        count=len(known),
        since=min([asked[0].at, *(s.start for s in known[:1])]),
        first=known[0] if known else None,
        longest=max(timed, key=lambda s: s.duration_s or 0, default=None),
        last_three=tuple(reversed(known[-3:])),
    )


def _falls(record: Record, now: Moment) -> int | None:
    answers = [c.fall for c in _recent(record, now, WEEK) if c.fall is not None]
    return sum(fall is not Fall.NONE for fall in answers) if answers else None


def _head_hit(record: Record, now: Moment) -> bool | None:
    answers = [c.fall for c in _recent(record, now, WEEK) if c.fall is not None]
    return Fall.HEAD in answers if answers else None


def _recorders(record: Record, now: Moment) -> tuple[str, ...]:
    """Return who wrote the check-ins of 72 h, the newest first, else who wrote the last one."""
    recent = _recent(record, now, THREE_DAYS) or list(record.check_ins[-1:])
    return tuple(dict.fromkeys(c.recorder for c in reversed(recent) if c.recorder))


def _missing(person: Person) -> tuple[str, ...]:
    """Return the facts of the profile that the ER asks for and nobody recorded."""
    gaps = {
        "dob": person.dob,
        "sex": person.sex,
        "weight_kg": person.weight_kg,
        "language": person.language,
        "allergies": person.allergies,
        "medicines": person.medicines,
        "kidney": person.kidney.egfr if person.kidney.ckd is None else True,
        "diagnosis": person.diagnosis,
        "advance_directive": person.advance_directive,
        "prescriber": person.contacts_of(ContactRole.PRESCRIBER) or None,
        "decision_maker": person.contacts_of(ContactRole.DECISION_MAKER) or None,
        "pump": person.pump if person.has_pump else True,
    }
    return tuple(name for name, value in gaps.items() if value is None)
