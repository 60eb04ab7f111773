# SPDX-License-Identifier: MIT
"""People and answers that the tests of the rules start from: all is as usual until a test says."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import (
    Alertness,
    Breathing,
    CheckIn,
    Draft,
    Fall,
    Grade,
    Hallucination,
    Orientation,
    PumpAlarm,
    SelfHarm,
    Sweating,
    Urine,
)
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import (
    Contact,
    ContactRole,
    Drug,
    Kidney,
    Person,
    Pump,
    Route,
    UsualValues,
)
from caregiver_app.domain.plan import PlanRoute, Step, StepDose, TaperPlan
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import evaluate

RULES = load_rule_set()
ZONE = "America/New_York"
NOW = Moment.parse("2026-05-10T12:00:00-04:00", ZONE)
TODAY = date(2026, 5, 10)
USUAL = UsualValues(
    temp_c=Decimal("36.7"),
    hr=72,
    sbp=122,
    dbp=76,
    rr=14,
    spo2=98,
    stiffness=3,
    psfs=1,
    anxiety=2,
    agitation=0,
    sweating=Sweating.NONE,
    tremor=Grade.NONE,
    alertness=Alertness.AWAKE,
)
CONTACTS = (
    Contact(role=ContactRole.PRESCRIBER, name="Dr. A", phone="555-0100"),
    Contact(role=ContactRole.PUMP_CLINIC, name="Pump clinic", phone="555-0101"),
)


def person(age: int | None = 45, **changes) -> Person:
    """Return somebody who takes baclofen by mouth, with every usual value recorded."""
    start = Person(
        name="A. Person",
        dob=None if age is None else date(TODAY.year - age, 1, 1),
        route=Route.ORAL,
        drug=Drug.BACLOFEN,
        usual=USUAL,
        kidney=Kidney(ckd=False, dialysis=False),
        medicines=(),
        contacts=CONTACTS,
        zone=ZONE,
    )
    return replace(start, **changes)


def pump_person(age: int = 45, **changes) -> Person:
    """Return somebody with a pump whose dates are far ahead."""
    pump = Pump(low_reservoir_date=date(2026, 8, 1), empty_date=date(2026, 8, 9))
    return person(age, **{"route": Route.ITB, "pump": pump, **changes})


def usual(**changes) -> UsualValues:
    """Return the usual values with some of them changed."""
    return replace(USUAL, **changes)


def calm(**changes) -> Draft:
    """Return a full check-in at which everything is as usual and every question is answered."""
    start = Draft(
        temp_c=Decimal("36.7"),
        hr=72,
        sbp=122,
        dbp=76,
        rr=14,
        spo2=98,
        stiffness=3,
        psfs=1,
        anxiety=2,
        agitation=0,
        mood=3,
        sweating=Sweating.NONE,
        tremor=Grade.NONE,
        alertness=Alertness.AWAKE,
        orientation=Orientation.NORMAL,
        hallucination=Hallucination.NO,
        breathing=Breathing.NORMAL,
        seizures=(),
        itching=Grade.NONE,
        rash=False,
        nausea=Grade.NONE,
        urine=Urine.NORMAL,
        fall=Fall.NONE,
        self_harm=SelfHarm.NONE,
        sleep_h=Decimal(7),
        vomiting_count=0,
        doses_missed_in_row=0,
        last_kept_dose_at=ago(4),
        pump_alarm=PumpAlarm.NONE,
        worried=False,
    )
    return replace(start, **changes)


def ago(hours: float, now: Moment = NOW) -> Moment:
    """Return the moment so many true hours before now."""
    return Moment(now.local - timedelta(hours=hours), now.zone)


def judge(draft: Draft, who: Person | None = None, now: Moment = NOW, **record) -> Assessment:
    """Judge a check-in of somebody, with the rest of the record as given."""
    return evaluate(RULES, Record(person=who or person(), **record), draft, now)


def fired(assessment: Assessment) -> set[str]:
    """Return the ids of the rules that fired."""
    return {finding.id for finding in assessment.rules}


def check_in(hours_ago: float, level: Level | None = None, rule: str = "W04", **answers) -> CheckIn:
    """Return an earlier check-in, judged as `level` by one rule when one is given."""
    draft = calm(**answers)
    values = {name: getattr(draft, name) for name in Draft.__dataclass_fields__}
    findings = (Finding(id=rule, level=level, message="", because="", source=""),) if level else ()
    stored = Assessment(rule_set="test", level=level, rules=findings) if level is not None else None
    return CheckIn(id=f"c{hours_ago}", at=ago(hours_ago), assessment=stored, **values)


def dose(hours_ago: float, status: DoseStatus = DoseStatus.TAKEN, **changes) -> DoseEvent:
    """Return a log entry for a dose that was due, and given, so many hours ago."""
    at = ago(hours_ago)
    start = DoseEvent(id=f"d{hours_ago}{status}", scheduled_for=at, at=at, status=status)
    return replace(start, **changes)


def pump_event(hours_ago: float, kind: PumpEventKind, **changes) -> PumpEvent:
    """Return something that happened to the pump so many hours ago."""
    return PumpEvent(id=f"p{hours_ago}{kind}", at=ago(hours_ago), kind=kind, **changes)


def plan(*times: str, mg: str = "10", first: date = date(2026, 4, 1), **changes) -> TaperPlan:
    """Return a plan by mouth of one step: the same mg at each of these times."""
    doses = tuple(StepDose(time=time, mg=Decimal(mg)) for time in times)
    start = TaperPlan(
        drug=Drug.BACLOFEN,
        route=PlanRoute.ORAL,
        start_mg_per_day=Decimal(mg) * len(times),
        dose_times=times,
        steps=(Step(from_=first, mg_per_day=Decimal(mg) * len(times), doses=doses),),
    )
    return replace(start, **changes)
