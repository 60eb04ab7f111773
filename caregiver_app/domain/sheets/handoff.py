# SPDX-License-Identifier: MIT
"""What the one-page sheet says: the record sorted into ranked blocks, as values without words.

Nothing here is rounded or worded, and what was not recorded stays None: the page prints
"not recorded" for it. What does not fit is decided by the page, in the order of the ranks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.charts.trends import Trends, trends
from caregiver_app.domain.check_in import (
    CheckIn,
)
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.events import REMOVED
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import (
    Happening,
    events_since_asked,
    is_begun,
    kind_of,
    last_asked,
)
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.moments import Moment, elapsed
from caregiver_app.domain.person import (
    ContactRole,
    Drug,
    Medicine,
    MedicineGroup,
    Person,
)
from caregiver_app.domain.plan_prescribers import with_prescribers
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.sign_notes import sign_notes
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sheets.as_needed import SEDATING_GROUPS
from caregiver_app.domain.sheets.dose_rise import Rise, rises_of
from caregiver_app.domain.sheets.falls_of_week import falls, falls_since, head_hit
from caregiver_app.domain.sheets.handoff_doses import DoseNow, doses_now
from caregiver_app.domain.sheets.handoff_signs import (
    THREE_DAYS,
    TONE,
    VITALS,
    Sign,
    earlier,
    recent,
    sign_of,
)
from caregiver_app.domain.sheets.last_doses import LastDose, dose_log, last_doses
from caregiver_app.domain.sheets.outer_limits import Outer, outer_limits
from caregiver_app.domain.sheets.seizures_told import Seizures, seizures_told
from caregiver_app.domain.sheets.sheet_reasons import Reason, sheet_reasons
from caregiver_app.domain.sheets.taken_now import listed_drugs
from caregiver_app.domain.sheets.tapped import Tapped, tapped
from caregiver_app.domain.sheets.told_lately import ToldLately, told_lately
from caregiver_app.domain.sheets.told_together import told_together
from caregiver_app.domain.sheets.weight_now import WeightNow, weight_now
from caregiver_app.domain.timing.past_emergency import PastEmergency, open_before, past_emergency
from caregiver_app.domain.timing.told_until import newest_told

if TYPE_CHECKING:
    from caregiver_app.domain.sheets.corrected import Corrected
    from caregiver_app.domain.sheets.handoff_more import Told
    from caregiver_app.domain.sheets.pump_now import PumpNow

STALE_AFTER = timedelta(hours=6)
WEEK = timedelta(days=7)
CHILD_BEFORE = 16
CHARTS = ("temp_c", "hr", "stiffness", "sbp")


class Audience(StrEnum):
    """Whom a sheet is for. All get the same facts; its heading says for whom it was made."""

    ER = "er"
    CLINIC = "clinic"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """Everything the sheet may say, ranked by its field order (rank 1 first).

    `kept_private`: a reason is left out because it is about self-harm. `tells_self_harm`: somebody
    chose to have such reasons on the page. `kept_back` are the actions whose who and note are left
    out for such a reason. `before` is an EMERGENCY of the last hours that a quieter check-in came
    after, answered or not, or what nobody answered beside one of now. `notes_left_out`: what the
    record has of own words that somebody chose to leave out. `taken_out` counts the entries removed
    in 7 days, or since `taken_out_since`;
    `alerts_out` are the warnings among all that ever were, where the record is at hand that still
    has them. `falls_since` is when falls were first asked about, None where that was longer ago
    than the days they are counted over. `came_after` is how long ago a press or time alone last
    found something that the newest check-in had not asked about. `code` are the first digits of the
    hash of the newest entry, a blank where there is none. `by_each_plan` is what is taken by each
    plan of which nobody has decided which one holds. `waits` says that nobody was reached yet
    about an alert of before, so that no hours are told to wait. `no_rule` are the sentences about
    signs that somebody told of and no rule has.
    """

    audience: Audience = Audience.ER
    now: Moment
    until: Moment
    person: Person
    age: int | None
    is_child: bool
    weight: WeightNow | None
    drugs: tuple[Drug, ...]
    ended: tuple[Drug, ...]
    level: Level | None
    action: Action | None
    reasons: tuple[Reason, ...]
    before: PastEmergency | None = None
    corrected: "Corrected | None" = None
    kept_private: bool
    tells_self_harm: bool = False
    kept_back: frozenset[str] = frozenset()
    notes_left_out: tuple[str, ...] = ()
    asked_for: tuple[str, ...]
    last: CheckIn | None
    lately: ToldLately
    last_age: timedelta | None
    came_after: timedelta | None = None
    begun_at: Moment | None = None
    nobody_asked: bool = False
    stale: bool
    clock_is_behind: bool
    one_is_ahead: bool
    by_time: bool = False
    no_rule: tuple[str, ...] = ()
    waits: bool = False
    doses: tuple[DoseNow, ...]
    rises: tuple[Rise, ...] = ()
    last_doses: tuple[LastDose, ...]
    dose_log: tuple[DoseEvent, ...]
    pump: "PumpNow | None"
    vitals: tuple[Sign, ...]
    tone: tuple[Sign, ...]
    outer: Mapping[str, Outer] = field(default_factory=dict)
    more: "tuple[Told, ...]" = ()
    seizures: Seizures | None
    sedating: tuple[Medicine, ...] | None
    blood_thinners: tuple[Medicine, ...] | None
    tapped: tuple[Tapped, ...]
    taken_out: int
    taken_out_since: Moment | None = None
    alerts_out: tuple[tuple[Moment, Level], ...] = ()
    falls_7d: int | None
    falls_since: Moment | None
    head_hit: bool | None
    recorders: tuple[str, ...]
    charts: Trends
    rule_set: str
    code: str = ""
    rules_reviewed: bool
    missing: tuple[str, ...]
    not_decided: tuple[ConflictKind, ...] = ()
    by_each_plan: tuple[DoseNow, ...] = ()


def select_handoff(
    record: Record,
    assessment: Assessment | None,
    now: Moment,
    rule_set: RuleSet,
    *,
    tells_self_harm: bool = False,
) -> Handoff:
    """Sort a record into the sheet as it would be printed at `now`.

    `assessment` is that of the newest check-in at or before `now`, with what was told at one
    press since then (`told_together`). What lies after `now` is not printed, except when the
    computer's clock is behind the newest check-in: then everything counts and `clock_is_behind`
    says so; no dose has an age, and the newest time of the record is `until`, which is now else.
    `one_is_ahead`: some other check-in has a later time, by a clock that was wrong. `by_time`: the
    level was reached by time alone, and perhaps nobody saw it. `begun_at`: it is that of answers
    that are typed since then and not saved. `nobody_asked`: there is no check-in; `last` is
    what was told at one press or is begun.
    """
    record = _without_blanks(record)
    whole, record = record, with_prescribers(told_together(record))
    person, last = record.person, record.last_check_in
    behind = last is not None and last.at > now
    # Where the clocks differed another one may be the last by time.
    ahead = not behind and record.order.is_mixed and any(one.at > now for one in record.check_ins)
    age = person.age_on(now.day)
    reasons, private = sheet_reasons(
        whole, assessment, rule_set, tells_self_harm=tells_self_harm, now=now
    )
    until = newest_told(record, now)
    doses = doses_now(record, until, rule_set.days_off)
    drugs, ended = _drugs(record, doses, now, rule_set)
    given = last_doses(record, until, drugs, rule_set)
    outer = outer_limits(rule_set, age)
    before = _before(whole, assessment, now, rule_set)
    return Handoff(
        now=now,
        until=until,
        person=person,
        age=age,
        is_child=age is not None and age < CHILD_BEFORE,
        weight=(weight := weight_now(record, until)),
        drugs=drugs,
        ended=ended,
        level=assessment.level if assessment and last else None,
        action=_action(assessment, private),
        reasons=reasons,
        corrected=_corrected(whole, before),
        before=before,
        kept_private=private,
        tells_self_harm=tells_self_harm,
        asked_for=assessment.missing if assessment else (),
        last=last,
        lately=told_lately(record, until),
        last_age=None if last is None or behind else elapsed(last.at.local, now.local),
        came_after=_came_after(whole, last, now),
        stale=last is not None and elapsed(last.at.local, now.local) > STALE_AFTER,
        clock_is_behind=behind,
        one_is_ahead=ahead,
        by_time=_is_by_time(whole, assessment),
        no_rule=sign_notes(rule_set, record, until, assessment.level if assessment else None),
        begun_at=next((one.at for one in events_since_asked(whole) if is_begun(one)), None),
        nobody_asked=last is not None and last_asked(whole) is None,
        doses=doses,
        rises=rises_of(record, doses, until, rule_set),
        last_doses=tuple(replace(dose, ago=None) for dose in given) if behind else given,
        dose_log=dose_log(record, until),
        pump=_pump(record, whole, until) if person.has_pump else None,
        vitals=tuple(sign_of(record, until, name, outer.get(name)) for name in VITALS),
        tone=tuple(sign_of(record, until, name) for name in TONE),
        outer=outer,
        seizures=seizures_told(whole, rule_set.minutes("told_twice.same_seizure_minutes")),
        sedating=_of_groups(person, SEDATING_GROUPS),
        blood_thinners=_of_groups(person, frozenset({MedicineGroup.ANTICOAGULANT})),
        tapped=tapped(recent(whole, until, THREE_DAYS)),
        taken_out=taken_out(whole, earlier(now, WEEK)),
        falls_7d=falls(whole, until),
        falls_since=falls_since(whole, until),
        head_hit=head_hit(whole, until),
        recorders=_recorders(whole, until),
        charts=trends(record, CHARTS, earlier(until, THREE_DAYS), until, off=rule_set.days_off),
        rule_set=rule_set.version,
        rules_reviewed=bool(rule_set.reviewed_by),
        missing=_missing(person, weight),
    )


def _without_blanks(record: Record) -> Record:
    """Return the record with nothing where a text about the person holds blanks alone."""
    names = (name for name in Person.__dataclass_fields__ if name != "name")
    texts = ((name, getattr(record.person, name)) for name in names)
    blank: dict[str, Any] = {
        name: None for name, text in texts if isinstance(text, str) and not text.strip()
    }
    return replace(record, person=replace(record.person, **blank)) if blank else record


def _corrected(record: Record, before: PastEmergency | None) -> "Corrected | None":
    """Return what was corrected in the newest check-in, else in what found the EMERGENCY before."""
    if not record.changes:
        return None
    from caregiver_app.domain.sheets.corrected import corrected, corrected_before

    return corrected(record) or corrected_before(record, before.told if before else ())


def _before(
    record: Record, assessment: Assessment | None, now: Moment, rule_set: RuleSet
) -> PastEmergency | None:
    """Return an EMERGENCY that is not the level of now any more, while a sheet tells of it.

    A quick check-in that is calm asked nothing about a wish to die, and whoever reads the page
    needs what was seen, whether somebody was called or not. Beside another EMERGENCY it is what
    nobody answered yet.
    """
    in_sight = rule_set.hours("in_sight.sheet_hours")
    if assessment is not None and assessment.level is Level.EMERGENCY:
        return open_before(record, now, in_sight, assessment)
    return past_emergency(record, now, in_sight)


def _came_after(record: Record, last: CheckIn | None, now: Moment) -> timedelta | None:
    events = events_since_asked(record, now)
    newest = next((one.at for one in events if one.assessment and one.assessment.rules), None)
    if last is None or newest is None or newest <= last.at:
        return None
    return elapsed(newest.local, now.local)


def _is_by_time(record: Record, assessment: Assessment | None) -> bool:
    level = assessment.level if assessment else None
    events = (one for one in events_since_asked(record) if kind_of(one) is Happening.TIME)
    return any(one.assessment is not None and one.assessment.level is level for one in events)


def _pump(told: Record, whole: Record, now: Moment) -> "PumpNow":
    """Return the pump as it stands; a sound keeps the time at which it was heard."""
    # Most people have none, and in an emergency every module costs time.
    from caregiver_app.domain.sheets.pump_alarms import alarm_answered, alarm_heard, last_answer
    from caregiver_app.domain.sheets.pump_now import pump_now

    alarm, heard = alarm_heard(whole)
    before, said = alarm_answered(whole, now), last_answer(whole)
    pump = replace(pump_now(told, now), alarm=alarm, alarm_first=heard)
    return replace(pump, alarm_answered=before, last_answer=said)


def _action(assessment: Assessment | None, private: bool) -> Action | None:
    if assessment is None or (private and assessment.action is Action.CALL_988):
        return None
    return assessment.action


def _drugs(
    record: Record, doses: Sequence[DoseNow], now: Moment, rule_set: RuleSet
) -> tuple[tuple[Drug, ...], tuple[Drug, ...]]:
    """Return the drugs of the banner, and which of them ended.

    By the plans in force, the pump and the list of medicines. One that ended stands there for some
    days beside another, and alone always: to stop is the danger.
    """
    person = record.person
    running = {dose.drug for dose in doses if not dose.finished}
    over = {dose.drug for dose in doses} - running
    running |= listed_drugs(person, rule_set)
    if person.has_pump:
        running.add(Drug.BACLOFEN)
    if person.drug not in over:
        running.add(person.drug)
    lately = now.day - timedelta(days=float(rule_set.numbers["in_sight.finished_days"]))
    since = {drug: [d.since for d in doses if d.drug is drug and d.since] for drug in over}
    ended = {
        drug
        for drug in over - running
        if not running or max(since[drug], default=now.day) >= lately
    }
    return (
        tuple(drug for drug in Drug if drug in running | ended),
        tuple(drug for drug in Drug if drug in ended),
    )


def _of_groups(person: Person, groups: frozenset[MedicineGroup]) -> tuple[Medicine, ...] | None:
    if person.medicines is None:
        return None
    return tuple(m for m in person.medicines if groups & set(m.groups))


def taken_out(record: Record, since: Moment) -> int:
    """Return how many entries were taken out of the record since a time and are still out."""
    lately = [c for c in record.changes if c.at >= since]
    if not lately:
        return 0
    return sum({c.target: c.after is True for c in lately if c.field == REMOVED}.values())


def _recorders(record: Record, now: Moment) -> tuple[str, ...]:
    """Return who wrote the check-ins of 72 h, the newest first, else who wrote the last one."""
    written = recent(record, now, THREE_DAYS) or list(record.check_ins[-1:])
    return tuple(dict.fromkeys(c.recorder for c in reversed(written) if c.recorder))


def _missing(person: Person, weight: WeightNow | None) -> tuple[str, ...]:
    """Return the facts of the profile that the ER asks for and nobody recorded."""
    gaps = {
        "dob": person.dob,
        "sex": person.sex,
        "weight_kg": weight,
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
