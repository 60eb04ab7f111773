# SPDX-License-Identifier: MIT
"""People and histories drawn by chance: every age edge, drug, route, plan, log, pump and past."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from caregiver_app.domain.check_in import (
    Alertness,
    CheckIn,
    Draft,
    Fall,
    Grade,
    Mode,
    PumpAlarm,
    Sweating,
)
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEvent, PumpEventKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, moment_in_zone
from caregiver_app.domain.person import (
    Drug,
    Kidney,
    Medicine,
    MedicineGroup,
    MedicineStatus,
    Person,
    Pump,
    Route,
    Supply,
    UsualValues,
)
from caregiver_app.domain.plan import PlanRoute, Step, StepDose, TaperPlan
from caregiver_app.domain.record import Record
from tests.domain.pretend import CONTACTS, calm, check_in

ZONES = ("America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", None)
# Ordinary days, and the nights on which the clocks change in one of the zones.
TIMES = (
    *("2026-05-10T16:00+00:00", "2026-01-03T04:59+00:00", "2026-08-20T23:30+00:00"),
    *("2026-03-08T08:10+00:00", "2026-03-29T01:30+00:00", "2026-11-01T06:20+00:00"),
    *("2026-10-25T02:00+00:00", "2026-04-04T15:00+00:00", "2028-02-29T12:00+00:00"),
)
AGES = (0, 1, 2, 3, 5, 6, 9, 10, 11, 12, 15, 16, 17, 45, 82)
TIMETABLES = (
    (),
    ("08:00",),
    ("08:00", "20:00"),
    ("06:00", "14:00", "22:00"),
    ("00:00", "06:00", "12:00", "18:00"),
    ("02:30", "08:00", "09:00"),
)


@dataclass(frozen=True, slots=True)
class Whose:
    """A person with a record, and the moment at which they are looked at."""

    record: Record
    now: Moment

    @property
    def person(self) -> Person:
        """Return whose record it is."""
        return self.record.person

    def ago(self, hours: float) -> Moment:
        """Return the moment so many true hours before now."""
        return earlier(self.now, hours)


def earlier(now: Moment, hours: float) -> Moment:
    """Return the moment so many true hours before another, as it reads on the wall there."""
    instant = now.utc - timedelta(hours=hours)
    if now.zone is not None:
        return moment_in_zone(instant, now.zone)
    return Moment(instant.astimezone(now.local.tzinfo))


def anybody(chance: Random) -> Whose:
    """Draw somebody, all that is known of them, and a moment."""
    zone = chance.choice(ZONES)
    instant = Moment.parse(chance.choice(TIMES).replace("+", ":00+")).utc
    now = moment_in_zone(instant, zone) if zone else Moment(instant)
    who = a_person(chance, now)
    record = Record(
        person=who,
        plans=some_plans(chance, who, now),
        check_ins=earlier_check_ins(chance, who, now),
        doses=dose_log(chance, now),
        pump_events=pump_events(chance, now),
        actions=confirmations(chance, now),
    )
    return Whose(record, now)


def a_person(chance: Random, now: Moment) -> Person:
    route, drug = chance.choice((*Route, Route.ORAL)), chance.choice((*Drug, Drug.BACLOFEN))
    born = a_birthday(chance, now.day)
    return Person(
        name="A. Person",
        dob=born,
        route=route,
        drug=drug,
        zone=chance.choice((now.zone, None)),
        usual=usual_values(chance, child=born is not None and now.day.year - born.year < 18),
        sci_t6_or_above=chance.choice((True, False, None)),
        spo2_target_88_92=chance.choice((True, None, None)),
        seizure_plan=chance.choice((True, None)),
        kidney=chance.choice(
            (Kidney(), Kidney(ckd=True), Kidney(dialysis=True), Kidney(egfr=Decimal(60)))
        ),
        medicines=medicines(chance),
        concentration_mg_per_ml=chance.choice((None, None, Decimal(5))),
        contacts=chance.choice((CONTACTS, ())),
        pump=a_pump(chance, now.day) if route is not Route.ORAL or chance.random() < 0.1 else None,
        supply=chance.choice((None, None, Supply(units_left=Decimal(chance.randint(0, 60))))),
    )


def a_birthday(chance: Random, today: date) -> date | None:
    """Draw a date of birth, often today's date, or a day to either side of it."""
    if chance.random() < 0.05:
        return None
    years, off = chance.choice(AGES), chance.choice((-1, 0, 0, 1, 100))
    first = date(today.year - years, today.month, min(today.day, 28))
    return min(first + timedelta(days=off), today)


def usual_values(chance: Random, *, child: bool) -> UsualValues:
    """Draw what is usual; each value is missing now and then, and none is an alarm by itself."""
    drawn = {
        "temp_c": Decimal(chance.randint(362, 373)) / 10,
        "hr": 88 if child else chance.choice((54, 55, 56, 60, 71, 72, 81, 88, 90)),
        "sbp": chance.choice((92, 95, 100, 104, 105, 106, 115, 122, 138, 158)),
        "dbp": chance.choice((60, 76, 90)),
        "rr": chance.choice((18, 20)),
        "spo2": chance.choice((96, 97, 98, 100)),
        "stiffness": chance.randint(0, 7),
        "psfs": chance.choice((0, 0, 1, 2, 3)),
        "anxiety": chance.randint(0, 7),
        "agitation": chance.choice((0, 0, 0, 1, 2)),
        "sweating": chance.choice((Sweating.NONE, Sweating.NONE, *Sweating)),
        "tremor": chance.choice((Grade.NONE, *Grade)),
        "alertness": chance.choice((Alertness.AWAKE, Alertness.AWAKE, Alertness.DROWSY)),
    }
    missing = chance.choice((0.0, 0.0, 0.2, 1.0))
    return UsualValues(**{k: v for k, v in drawn.items() if chance.random() >= missing})


def medicines(chance: Random) -> tuple[Medicine, ...] | None:
    group, status = chance.choice(tuple(MedicineGroup)), chance.choice((*MedicineStatus, None))
    return chance.choice((None, (), (Medicine(name="x", groups=(group,), status=status),)))


def a_pump(chance: Random, today: date) -> Pump:
    """Draw a pump whose dates lie around today."""
    low = today + timedelta(days=chance.choice((-5, -1, 0, 1, 13, 14, 15, 60)))
    return Pump(
        dose_mcg_per_day=Decimal(400),
        low_reservoir_date=chance.choice((low, low, None)),
        empty_date=low + timedelta(days=chance.choice((0, 4, 8))),
        refill_appointment=chance.choice((None, low, low + timedelta(days=1), today)),
    )


def some_plans(chance: Random, who: Person, now: Moment) -> tuple[TaperPlan, ...]:
    """Draw no plan, one, a newer version of it, or one for each drug."""
    drugs = chance.choice(((), (who.drug,), (who.drug,), (who.drug, who.drug), tuple(Drug)))
    return tuple(a_plan(chance, drug, now.day) for drug in drugs)


def a_plan(chance: Random, drug: Drug, today: date) -> TaperPlan:
    times, steps = chance.choice(TIMETABLES), []
    first, mg = today - timedelta(days=chance.choice((0, 2, 3, 20))), Decimal(20)
    for number in range(chance.randint(1, 4)):
        mg += chance.choice((-5, -5, 0, 5))
        doses = tuple(StepDose(time=time, mg=mg) for time in times) if chance.random() < 0.7 else ()
        day = first + timedelta(days=number * chance.choice((1, 3, 7)))
        steps.append(Step(from_=day, mg_per_day=mg * max(1, len(times)), doses=doses))
    return TaperPlan(
        drug=drug,
        route=PlanRoute.ORAL,
        start_mg_per_day=Decimal(20) * max(1, len(times)),
        dose_times=times,
        steps=tuple(steps),
        written_on=chance.choice((None, None, first, today, today + timedelta(days=1))),
        finished=chance.choice((None, None, None, True)),
    )


def earlier_check_ins(chance: Random, who: Person, now: Moment) -> tuple[CheckIn, ...]:
    """Draw up to five check-ins before now, judged or not."""
    hours = sorted(chance.sample((1, 4, 6, 12, 23, 24, 25, 40, 72, 167, 168, 200), 5), reverse=True)
    return tuple(
        replace(an_earlier(chance, who, back), at=earlier(now, back))
        for back in hours[: chance.choice((0, 1, 2, 3, 5))]
    )


def an_earlier(chance: Random, who: Person, back: float) -> CheckIn:
    level = chance.choice((None, Level.NO_FLAGS, Level.WATCH, Level.WATCH, Level.URGENT))
    rule = chance.choice(("W04", "W13"))
    return check_in(
        back,
        level,
        rule,
        hr=chance.choice((None, 60, 72, 84, 100, 118)),
        temp_c=chance.choice((None, Decimal("36.7"), Decimal("37.4"), Decimal("37.7"))),
        stiffness=chance.choice((None, 3, 6)),
        dizzy=chance.choice((None, True)),
        tingling=chance.choice((None, None, True)),
        worried=chance.choice((None, True)),
        fall=chance.choice((Fall.NONE, None, Fall.NO_INJURY, Fall.INJURY)),
        alertness=who.usual.alertness,
    )


def dose_log(chance: Random, now: Moment) -> tuple[DoseEvent, ...]:
    """Draw a log of up to eight doses, most of them kept, in the order of time."""
    hours = sorted((chance.choice((*range(1, 60), 2.5, 100)) for _ in range(8)), reverse=True)
    return tuple(
        a_dose(chance, earlier(now, back), number)
        for number, back in enumerate(hours[: chance.choice((0, 0, 2, 5, 8))])
    )


def a_dose(chance: Random, at: Moment, number: int) -> DoseEvent:
    status = chance.choice((*DoseStatus, *([DoseStatus.TAKEN] * 12)))
    due = earlier(at, chance.choice((0, 0, 0, 1, 3)))
    return DoseEvent(
        id=f"d{number}",
        drug=chance.choice((None, None, *Drug)),
        scheduled_for=chance.choice((None, due, due)),
        at=at,
        zone=at.zone,
        mg=chance.choice((None, Decimal(15), Decimal(20))),
        status=status,
    )


def pump_events(chance: Random, now: Moment) -> tuple[PumpEvent, ...]:
    hours = sorted((chance.choice((1, 3, 12, 30, 71, 72, 200)) for _ in range(4)), reverse=True)
    return tuple(
        PumpEvent(
            id=f"p{number}",
            at=earlier(now, back),
            kind=chance.choice(tuple(PumpEventKind)),
            tone=chance.choice((None, *PumpAlarm)),
            dose_mcg_per_day=chance.choice((None, Decimal(390), Decimal(420))),
            low_reservoir_date=chance.choice((None, now.day + timedelta(days=30))),
        )
        for number, back in enumerate(hours[: chance.choice((0, 0, 1, 4))])
    )


def confirmations(chance: Random, now: Moment) -> tuple[ActionTaken, ...]:
    if chance.random() < 0.7:
        return ()
    at = earlier(now, chance.choice((1, 10)))
    return (ActionTaken(id="a", at=at, kind=ActionKind.CONFIRMED_PLAN),)


def as_usual(whose: Whose) -> Draft:
    """Return a full check-in at which all is as usual for this person, and every answer given."""
    who = whose.person
    known = {name: getattr(who.usual, name) for name in UsualValues.__dataclass_fields__}
    recorded = {name: value for name, value in known.items() if value is not None}
    fitting = {"rr": 20, "hr": 88, "spo2": 98, "psfs": 0, **recorded}
    told = {"mode": Mode.FULL, "last_kept_dose_at": whose.ago(4), "alertness": Alertness.AWAKE}
    no = ("extra_dose", "restart_after_gap", "recent_increase", "mri_unchecked")
    return calm(**{**fitting, **told, **dict.fromkeys(no, False)})
