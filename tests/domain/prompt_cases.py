# SPDX-License-Identifier: MIT
"""For every prompt about a plan: what raises it, and what is just not enough."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import Change, PumpEventKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Contact, ContactRole, Drug, Kidney, Pump, Route
from caregiver_app.domain.plan import PlanRoute, Step, StepDose, StepStatus, TaperPlan
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, ago, dose, person, pump_event, pump_person

FIRST = date(2026, 5, 1)
BACLOFEN, CLONAZEPAM = Drug.BACLOFEN, Drug.CLONAZEPAM
ORAL, ITB = PlanRoute.ORAL, PlanRoute.ITB


def n(text: object) -> Decimal:
    return Decimal(str(text))


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def step(number: int, amount: object = None, **changes) -> Step:
    """Return a step by mouth that begins so many days after the first of May."""
    mg = None if amount is None else n(amount)
    return replace(Step(from_=day(number), mg_per_day=mg), **changes)


def plan(start: object, *steps: Step | tuple[int, object], **changes) -> TaperPlan:
    """Return a plan by mouth from a start (None: nobody wrote it) through steps (day, mg)."""
    made = TaperPlan(
        id="plan",
        drug=BACLOFEN,
        route=ORAL,
        start_mg_per_day=None if start is None else n(start),
        steps=tuple(s if isinstance(s, Step) else step(*s) for s in steps),
        prescriber="Dr. A",
    )
    return replace(made, **changes)


def pump_plan(start: object, *steps: tuple[int, object], **changes) -> TaperPlan:
    """Return a plan by pump through steps (day, mcg)."""
    made = [Step(from_=day(number), mcg_per_day=n(mcg)) for number, mcg in steps]
    mcg = None if start is None else n(start)
    return plan(None, *made, **{"route": ITB, "start_mcg_per_day": mcg, **changes})


def slow(start: object, *steps: tuple[int, object], **changes) -> TaperPlan:
    """Return a clonazepam plan."""
    return plan(start, *steps, **{"drug": CLONAZEPAM, "id": "slow", **changes})


def held(
    *, status=StepStatus.HELD, then: StepStatus | None = None, at: int = 3, **changes
) -> TaperPlan:
    """Return a plan whose first step was held three days later, before a step of two weeks on."""
    told = changes.pop("status_at", Moment.parse(f"{day(at)}T10:00:00-04:00"))
    first = step(0, 55, status=status, status_at=told)
    return plan(60, first, step(14, 50, status=then), **changes)


def record(*plans: TaperPlan, who=None, **lists) -> Record:
    return Record(person=who or person(), plans=plans, **lists)


def changed(field: str, before: object, after: object, hours_ago: float = 5, **more) -> Change:
    made = Change(id="c", at=ago(hours_ago), target="p", field=field, before=before, after=after)
    return replace(made, **more)


def child(years: int, of: TaperPlan, days_later: int = 0) -> Record:
    """Return a child who becomes so many years old some days after the first of May."""
    birthday = day(days_later).replace(year=FIRST.year - years)
    return record(of, who=person(dob=birthday))


def doses_at(*mg: str) -> tuple[StepDose, ...]:
    return tuple(StepDose(time=f"{8 + i:02}:00", mg=n(each)) for i, each in enumerate(mg))


def in_ml(mg: str | None, ml: str, strength: str | None, **changes) -> Record:
    logged = dose(4, mg=None if mg is None else n(mg), ml=n(ml), **changes)
    who = person(concentration_mg_per_ml=None if strength is None else n(strength))
    return record(HOLD, who=who, doses=(logged,))


def after_gap(hours: float, before: str | None, now: str | None, **changes) -> Record:
    amounts = [None if mg is None else n(mg) for mg in (before, now)]
    first, last = dose(hours + 2, mg=amounts[0], id="x"), dose(2, mg=amounts[1], **changes)
    return record(HOLD, doses=(first, last))


def pump_set_to(mcg: object, *events, **who) -> Record:
    setting = Pump(dose_mcg_per_day=None if mcg is None else n(mcg))
    return record(
        pump_plan(400, (0, 400)), who=pump_person(pump=setting, **who), pump_events=events
    )


def reset(mcg: object, hours_ago: float = 5):
    return pump_event(hours_ago, PumpEventKind.DOSE_CHANGE, dose_mcg_per_day=n(mcg))


def with_contact(role: ContactRole, **changes):
    return person(contacts=(Contact(role=role, **changes),))


HOLD = plan(60, (0, 60))
TOMORROWS = replace(HOLD, written_on=NOW.day + timedelta(days=1))
SLOW_HOLD = slow(1, (0, 1))
THREE = ("08:00", "14:00", "20:00")
LIQUID = person(formulation="Oral SOLUTION")
NOBODY = person(contacts=())
NAMELESS = plan(60, (0, 60), prescriber=" ")
ENDED = plan(5, (0, 5), (7, 0), prescriber=None, finished=True)
KIDNEY = person(kidney=Kidney(ckd=True))


def kidneys(**known) -> Record:
    return record(HOLD, who=person(kidney=Kidney(**known)))


WEAK = {"maker": "A", "concentration_mcg_per_ml": 500}
STRONG = {"maker": "A", "concentration_mcg_per_ml": n(2000)}

RAISES: dict[str, list[Record | TaperPlan]] = {
    "P-ABRUPT": [
        plan(100, (0, 21), (7, 0)),
        plan(100, (0, "20.01"), (7, 0)),
        plan(100, (0, 60), (7, 40), (14, 25), (21, "20.01"), (28, 0)),
        plan(60, (0, 30)),
        plan(60, (0, "29.9")),
        plan(60, (0, 40), (9, 20)),
        plan(None, (0, 60), (9, 30)),
        plan(None, (0, 0)),
        plan(None, step(0), (7, 0)),
        plan(None, step(0), (9, 60), (18, 30)),
        plan(60, (0, 60), step(9), (18, 30)),
        plan(60, step(0, 40), step(0, 30)),
        plan(60, step(0, None, doses=doses_at("10", "15"))),
        pump_plan(400, (0, 200)),
        slow(1, (0, "0.5")),
    ],
    "P-BIGCUT": [
        plan(60, step(0, 50, status=StepStatus.STEPPED_BACK), (14, 47)),
        plan(60, (0, "47.9")),
        plan(60, (0, 54), (6, "47.9")),
        plan(60, (0, 55), (2, 52), (6, "47.9")),
        plan(60, (0, 54), (3, 60), (6, 53)),
        plan(None, (0, 60), (7, 47)),
        plan(60, (0, 48), (6, "47.999")),
        pump_plan(400, (0, "319.9")),
    ],
    "P-FAST": [
        plan(60, (0, 55), (2, 50)),
        plan(60, (0, 60), (2, 55)),
        plan(60, (0, 55), (2, 60)),
        plan(60, (0, 55), step(2)),
        plan(60, step(0, 55), step(0, 54)),
        plan(60, step(0), step(0)),
        plan(60, step(0), step(2)),
        plan(60, (0, 55), (6, 50)),
        plan(60, (0, 60), (20, 55), (26, 50)),
        plan(5, (0, 0)),
        slow(1, (0, "0.95"), (2, "0.9")),
    ],
    "P-MAX80": [
        plan(60, step(0, 60, doses=doses_at("40", "40", "0.1"))),
        plan(60, step(0, 60, doses=(*doses_at("40", "40.1"), StepDose(time="22:00", mg=None)))),
        plan(90, (0, "80.01")),
        plan(81, (0, 80)),
        plan(81, (0, 81)),
        plan(None, step(0, None, doses=doses_at("30", "30", "21"))),
        child(7, plan(81, (0, 81))),
    ],
    "P-MAX60CHILD": [
        child(12, plan(50, step(0, 50, doses=doses_at("30", "30.1")))),
        child(17, plan(61, (0, 60))),
        child(17, plan(70, (0, "60.01"))),
        child(12, plan(61, (0, 61))),
        child(8, plan(61, (0, 61))),
        child(7, plan(41, (0, "40.01"))),
        child(8, plan(41, (0, 41), (7, 38)), days_later=1),
        child(18, plan(61, (0, 61)), days_later=1),
        child(18, plan(61, (0, 60), (9, 50)), days_later=1),
        child(11, plan(5, (0, 5))),
        child(11, plan(None, step(0))),
        child(1, plan(41, (0, 41), (7, 38))),
        child(12, plan(5, (0, 5), (9, 4)), days_later=1),
    ],
    "P-ITBMAX": [
        pump_plan(400, (0, 400), steps=(step(0, None, mcg_per_day=n(400), doses=doses_at("1.1")),)),
        pump_plan(None, (0, "1000.1")),
        pump_plan(1001, (0, 1000)),
        pump_plan(None, (0, "9.99")),
        pump_plan(None, (0, 0)),
        pump_plan(None, (0, "0.42")),
        pump_set_to("1000.1"),
        pump_set_to("9.9"),
        pump_set_to(400, reset(1001)),
        pump_set_to(400, reset(9)),
        pump_set_to(400, reset(9, hours_ago=0)),
        pump_set_to(400, reset(400, hours_ago=9), reset(9, hours_ago=1)),
        pump_set_to(None, reset(9), pump_event(1, PumpEventKind.CHECK)),
    ],
    "P-UNIT": [
        plan(60, step(0, None, mcg_per_day=n(60000))),
        plan(None, (0, 60), start_mcg_per_day=n(60000)),
        plan(60, step(0, 60, mcg_per_day=n(60000))),
        pump_plan(400, (0, 400), start_mg_per_day=n("0.4")),
        plan(None, (0, "0.4"), route=ITB),
        plan(None, step(0, None, doses=doses_at("0.2")), route=ITB),
        plan(60, step(0, 60, doses=doses_at("40.1", "19.9"))),
        plan(60, (0, 60), dose_times=("08:00",)),
        plan(120, (0, "120.1"), dose_times=THREE),
        plan(121, (0, 120), dose_times=THREE),
        slow(4, (0, "4.01")),
        slow("4.01", (0, 4)),
        slow(20, (0, "20.01")),
    ],
    "P-CONC": [
        record(HOLD, changes=(changed("pump", WEAK, STRONG),)),
        record(HOLD, changes=(changed("person.pump", WEAK, STRONG),)),
        record(HOLD, who=LIQUID),
        record(who=LIQUID),
        record(HOLD, who=person(formulation="Jarabe")),
        record(plan(60, (0, 60)), who=pump_person(formulation="drops")),
        in_ml(None, "5", None),
        in_ml("5", "5", None),
        record(HOLD, changes=(changed("concentration_mg_per_ml", 1, n(5)),)),
        record(HOLD, changes=(changed("person.concentration_mg_per_ml", n("1.0"), 5),)),
        record(pump_plan(400, (0, 400)), changes=(changed("pump.concentration_mcg_per_ml", 1, 2),)),
        record(HOLD, changes=(changed("concentration_mg_per_ml", 1, 5, hours_ago=0),)),
        in_ml("6.01", "5", "1"),
        in_ml("3.99", "5", "1"),
        in_ml("25", "5", "1"),
        in_ml("31", "5", "5"),
        replace(in_ml("5", "5", "1"), doses=(dose(9, mg=n(9), ml=n(5)), dose(5, mg=n(5)))),
    ],
    "P-UP": [
        plan(60, (0, 55), (7, "55.01")),
        plan(60, (0, 61)),
        plan(None, (0, 55), (7, 60)),
        pump_plan(400, (0, 380), (9, 390)),
        plan(60, step(0, 50), step(0, 55), (9, 52)),
    ],
    "P-OFF": [
        plan(60, (0, 5), (5, 0), (6, 5)),
        plan(60, (0, 5), (5, 0), (8, 5)),
        slow(1, (0, "0.5"), (5, 0), (6, "0.25")),
    ],
    "P-HELD": [
        held(written_on=None),
        held(at=14),
        held(at=14, written_on=day(14)),
        held(status=StepStatus.EXTENDED, status_at=None),
        held(written_on=day(3)),
        replace(held(), steps=(*held().steps, step(20, 45))),
    ],
    "P-BZD10": [
        slow(1, (0, "0.899")),
        slow(1, (0, "0.95"), (13, "0.899")),
        slow(2, (0, 1), (30, "0.89")),
        slow(1, (0, "0.95"), (5, 1), (13, "0.92")),
    ],
    "P-BZD25": [slow(1, (0, "0.749")), slow(1, (0, "0.9"), (13, "0.749"))],
    "P-BOTH": [
        record(plan(60, (0, 55)), slow(1, (0, "0.95"))),
        record(plan(60, (0, 55)), slow(1, (6, "0.95"))),
        record(plan(60, (6, 55)), slow(1, (0, "0.95"))),
        record(pump_plan(400, (6, 380)), slow(1, (0, "0.95"))),
    ],
    "P-CKD": [
        record(HOLD, who=KIDNEY),
        kidneys(dialysis=True),
        kidneys(egfr=n("59.9")),
        kidneys(ckd=False, egfr=n(59)),
        kidneys(ckd=True, egfr=n(90)),
        record(who=KIDNEY),
        record(HOLD, SLOW_HOLD, who=replace(KIDNEY, drug=CLONAZEPAM)),
        record(TOMORROWS, who=pump_person(kidney=KIDNEY.kidney)),
        record(ENDED, HOLD, who=KIDNEY),
    ],
    "P-REST": [
        after_gap(48, "10", "10"),
        after_gap(60, "10", "15"),
        after_gap(48, None, "10"),
        after_gap(48, "10", None),
        after_gap(48, "10", "10", status=DoseStatus.LATE),
        record(HOLD, doses=(dose(90, mg=n(9)), dose(30, mg=n(9)), dose(2, mg=n(9)))),
        record(HOLD, doses=(dose(50, drug=CLONAZEPAM), dose(26), dose(2, drug=CLONAZEPAM))),
    ],
    "P-TWICE": [
        record(HOLD, doses=(dose(2), dose(1.5))),
        record(HOLD, doses=(dose(2), dose(1.02, status=DoseStatus.LATE))),
        record(HOLD, doses=(dose(30), dose(29.5), dose(2))),
        record(HOLD, doses=(dose(3, drug=CLONAZEPAM), dose(2.5), dose(2.2, drug=CLONAZEPAM))),
    ],
    "P-NOPLAN": [
        record(),
        record(SLOW_HOLD),
        record(plan(60, step(0, 60, status=StepStatus.CANCELLED))),
        record(plan(60, step(0))),
        record(plan(60, step(0, as_written="  "))),
        record(NAMELESS, who=NOBODY),
        record(who=NOBODY),
        record(replace(HOLD, prescriber=None), who=with_contact(ContactRole.FAMILY, name="B")),
        record(NAMELESS, who=with_contact(ContactRole.PRESCRIBER, name=" ")),
        record(NAMELESS, who=with_contact(ContactRole.PRESCRIBER)),
        record(HOLD, replace(SLOW_HOLD, prescriber=None), who=NOBODY),
        record(pump_plan(400, (0, 400)), who=pump_person(route=Route.BOTH)),
        record(HOLD, who=pump_person()),
        record(replace(ENDED, steps=(step(60, 0),)), who=NOBODY),
    ],
}  # fmt: skip

QUIET: dict[str, list[Record | TaperPlan]] = {
    "P-ABRUPT": [
        plan(100, (0, 60), (7, 40), (14, 25), (21, 20), (28, 0)),
        plan(60, (0, "30.1")),
        plan(60, (0, 60), (9, 50)),
        plan(None, (0, 60)),
        plan(None, step(0), (9, 60)),
        plan(0, (0, 0)),
        pump_plan(400, (0, "200.1")),
    ],
    "P-BIGCUT": [
        plan(60, (0, 48)),
        plan(60, (0, 54), (6, 48)),
        plan(60, (0, 48), (7, 36), (14, 24)),
        plan(60, (0, 54), (7, 47)),
        plan(60, (0, 90)),
        slow(1, (0, "0.5")),
    ],
    "P-FAST": [
        plan(60, (0, 55), (3, 50), (7, 45)),
        plan(60, (0, 60), (2, 60)),
        plan(60, step(0, 55), step(0, 55)),
        plan(60, (0, 55), (7, 50)),
        plan(60, (0, 60), (1, 60)),
        plan(60, (0, 30)),
        plan(60, (0, 55), (4, 60)),
        plan(60, step(0), step(9)),
    ],
    "P-MAX80": [
        plan(60, step(0, 60, doses=doses_at("40", "40"))),
        plan(80, (0, 80)),
        plan(None, step(0)),
        slow(90, (0, 90)),
        pump_plan(900, (0, 900)),
    ],
    "P-MAX60CHILD": [
        child(18, plan(61, (0, 61))),
        child(17, plan(60, (0, 60))),
        child(12, plan(60, (0, 60))),
        record(plan(70, (0, 70)), who=person(None)),
        child(12, plan(None, step(0))),
        child(3, plan(None, (0, 0))),
        child(3, pump_plan(100, (0, 100))),
        child(3, slow("0.1", (0, "0.1"))),
    ],
    "P-ITBMAX": [
        pump_plan(1000, (0, 1000)),
        pump_plan(None, (0, 10)),
        pump_set_to(1000),
        pump_set_to(10),
        pump_set_to(None),
        pump_set_to(5000, reset(400)),
        pump_set_to(400, reset(9, hours_ago=-1)),
        pump_set_to(400, reset(9, hours_ago=9), reset(400, hours_ago=1)),
        pump_plan(400, steps=(step(0),)),
        pump_set_to(9, route=Route.ORAL),
        record(pump_plan(400, (0, 400)), who=pump_person(pump=None)),
        plan(60, (0, 5)),
    ],
    "P-UNIT": [
        plan(60, step(0, 60, doses=doses_at("40", "20"))),
        plan(40, (0, 40), dose_times=("08:00",)),
        plan(120, (0, 120), dose_times=THREE),
        plan(60, (0, 60)),
        plan(60, step(0), dose_times=THREE),
        plan(None, step(0, 60, doses=doses_at("20", "20", "20")), dose_times=("08:00",)),
        slow(4, (0, 4)),
        slow(None, step(0)),
        pump_plan(400, (0, 400)),
    ],
    "P-CONC": [
        record(HOLD, changes=(changed("pump", WEAK, {**WEAK, "model": "B"}),)),
        record(HOLD, changes=(changed("pump", None, STRONG),)),
        record(HOLD, changes=(changed("pump", {}, STRONG),)),
        record(HOLD, who=person(formulation="tablets 10 mg")),
        record(HOLD, who=replace(LIQUID, concentration_mg_per_ml=n(1))),
        record(pump_plan(400, (0, 400)), who=pump_person(formulation="intrathecal solution")),
        record(HOLD, changes=(changed("concentration_mg_per_ml", None, 5),)),
        record(HOLD, changes=(changed("concentration_mg_per_ml", 5, None),)),
        record(HOLD, changes=(changed("concentration_mg_per_ml", 5, n("5.0")),)),
        record(HOLD, changes=(changed("concentration_mg_per_ml", 5, 1, hours_ago=-1),)),
        record(HOLD, changes=(changed("weight_kg", 5, 1),)),
        in_ml("6", "5", "1"),
        in_ml("4", "5", "1"),
        in_ml("25", "5", "5"),
        in_ml(None, "5", "1"),
        in_ml("25", "5", "1", status=DoseStatus.PARTLY),
        in_ml("25", "5", "1", drug=CLONAZEPAM),
        replace(in_ml("5", "5", "1"), doses=(dose(9, mg=n(9), ml=n(1)), dose(5, mg=n(5), ml=n(5)))),
    ],
    "P-UP": [plan(60, (0, 60), (7, 55)), plan(None, step(0), (7, 55)), plan(60, step(0), (7, 60))],
    "P-OFF": [
        plan(60, (0, 5), (5, 0)),
        plan(60, (0, 5), (5, 0), (9, 5)),
        plan(60, (0, 0), (1, 5)),
        pump_plan(400, (0, 380), (5, 0), (6, 380)),
    ],
    "P-HELD": [
        plan(60, (0, 55), (14, 50)),
        held(written_on=day(4)),
        held(status=StepStatus.DONE),
        held(then=StepStatus.ACTIVE),
        held(then=StepStatus.CANCELLED),
        held(at=15),
        plan(60, (0, 55), step(14, 50, status=StepStatus.HELD)),
    ],
    "P-BZD10": [
        slow(1, (0, "0.9")),
        slow(1, (0, "0.9"), (14, "0.81")),
        slow(1, (0, "0.95"), (14, "0.86")),
        slow(1, (0, "0.95"), (13, "0.9")),
        slow(2, (0, "1.8")),
        plan(60, (0, 30)),
    ],
    "P-BZD25": [slow(1, (0, "0.75")), slow(1, (0, "0.8"), (14, "0.6")), plan(60, (0, 30))],
    "P-BOTH": [
        record(plan(60, (0, 55)), slow(1, (7, "0.95"))),
        record(plan(60, (7, 55)), slow(1, (0, "0.95"))),
        record(HOLD, slow(1, (0, "0.95"))),
        record(plan(60, (0, 55)), pump_plan(400, (0, 380))),
    ],
    "P-CKD": [
        record(HOLD),
        kidneys(),
        kidneys(ckd=False, egfr=n(60)),
        record(ENDED, who=KIDNEY),
        record(pump_plan(400, (0, 400)), who=pump_person(kidney=Kidney(ckd=True))),
        record(SLOW_HOLD, who=replace(KIDNEY, drug=CLONAZEPAM)),
    ],
    "P-REST": [
        after_gap(47.99, "10", "10"),
        after_gap(72, "10", "9.9"),
        after_gap(60, "10", "10", status=DoseStatus.VOMITED),
        after_gap(60, "10", "10", status=DoseStatus.EXTRA),
        after_gap(60, "10", "10", drug=CLONAZEPAM),
        record(HOLD, doses=(dose(50), dose(-1))),
        record(HOLD, doses=(dose(2),)),
    ],
    "P-TWICE": [
        record(HOLD, doses=(dose(3), dose(2))),
        record(HOLD, doses=(dose(2), dose(1.5, status=DoseStatus.VOMITED))),
        record(HOLD, doses=(dose(2), dose(1.5, drug=CLONAZEPAM))),
        record(HOLD, doses=(dose(73), dose(72.5))),
        record(HOLD, doses=(dose(2),)),
    ],
    "P-NOPLAN": [
        record(HOLD, who=NOBODY),
        record(NAMELESS),
        record(NAMELESS, who=with_contact(ContactRole.PRESCRIBER, phone="555-0100")),
        record(NAMELESS, who=with_contact(ContactRole.PRESCRIBER, name="Dr. B")),
        record(ENDED, who=NOBODY),
        record(plan(60, step(0, as_written="half a tablet less"))),
        record(plan(60, step(0, None, doses=doses_at("10")))),
        record(SLOW_HOLD, who=pump_person(drug=CLONAZEPAM)),
        record(pump_plan(400, (0, 400)), HOLD, who=pump_person(route=Route.BOTH)),
    ],
}  # fmt: skip
