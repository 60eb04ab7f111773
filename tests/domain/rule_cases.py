# SPDX-License-Identifier: MIT
"""For every rule: what makes it fire, and what is just not enough. Typed from the reference."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from caregiver_app.domain.check_in import (
    Alertness,
    Breathing,
    Fall,
    Grade,
    Hallucination,
    Missing,
    Orientation,
    PumpAlarm,
    Seizure,
    SelfHarm,
    Sweating,
    Urine,
)
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.dose_told import OR_MORE
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEventKind
from caregiver_app.domain.falls import ANOTHER as ANOTHER_FALL
from caregiver_app.domain.happened import HAPPENED
from caregiver_app.domain.levels import Level
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
)
from caregiver_app.domain.plan import Step, StepDose, StepStatus, TaperPlan
from tests.domain.pretend import ago, check_in, dose, person, plan, pump_event, pump_person, usual


@dataclass(frozen=True, slots=True)
class Case:
    """One check-in: whose, what was answered, what the record held."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    who: Person = field(default_factory=person)
    record: Mapping[str, Any] = field(default_factory=dict)


def case(who: Person | None = None, record: Mapping[str, Any] | None = None, **answers) -> Case:
    return Case(answers, who or person(), record or {})


def c(text: str) -> Decimal:
    return Decimal(text)


def seizure(**changes) -> Seizure:
    return replace(Seizure(start=ago(1), duration_s=299, recovered=True), **changes)


def medicine(group: MedicineGroup, status: MedicineStatus | None = None) -> tuple[Medicine, ...]:
    return (Medicine(name="something", groups=(group,), status=status),)


def refilled(**dates) -> tuple:
    return (pump_event(48, PumpEventKind.REFILL, **dates),)


def confirmed(hours_ago: float) -> tuple[ActionTaken, ...]:
    return (ActionTaken(id="a", at=ago(hours_ago), kind=ActionKind.CONFIRMED_PLAN),)


HOT, COLD = {"temp_c": c("38.0")}, {"temp_c": c("36.0")}
DROWSY = {"alertness": Alertness.DROWSY}
TEA = {"urine": Urine.TEA_COLA}
ITCH, TINGLE = {"itching": Grade.MILD}, {"tingling": True}
TWO_GROUPS = {"stiffness": 5, "tingling": True}
THREE_GROUPS = {**TWO_GROUPS, "dizzy": True}
HEAD = {"fall": Fall.HEAD}
TAPPED_FALL = check_in(1, fall=None, more={HAPPENED: "fall"})
HIGH = {"sbp": 180}
KNOWN_PUMP = pump_person(pump=Pump(dose_mcg_per_day=Decimal(430)))
EMPTY_FIRST = Pump(low_reservoir_date=date(2026, 6, 9), empty_date=date(2026, 5, 9))
EMPTY = pump_person(pump=Pump(empty_date=date(2026, 5, 9)))
DATED = pump_person(pump=Pump(low_reservoir_date=date(2026, 5, 9), empty_date=date(2026, 5, 9)))
DUE_TODAY = pump_person(pump=Pump(low_reservoir_date=date(2026, 5, 10)))
PLANNED = person(seizure_plan=True)
T4_INJURY = person(sci_t6_or_above=True, usual=usual(sbp=115))
T4_UNKNOWN = person(sci_t6_or_above=True, usual=usual(sbp=None))
MISSED, VOMITED, EXTRA = DoseStatus.MISSED, DoseStatus.VOMITED, DoseStatus.EXTRA


def gone_back(hours_ago: float | None) -> TaperPlan:
    """Return 10 mg at 8:00, and 5 mg since 5 May, which was taken back so many hours ago."""
    older, newer = (plan("08:00", mg=mg).steps[0] for mg in ("10", "5"))
    said = None if hours_ago is None else ago(hours_ago)
    back = {"status": StepStatus.STEPPED_BACK, "status_at": said, "from_": date(2026, 5, 5)}
    return plan("08:00", steps=(older, replace(newer, **back)))


ONLY_DOSES = {
    "plans": (plan(steps=(replace(plan("06:00", "14:00", "22:00").steps[0], mg_per_day=None),)),)
}
DOSES_OF_ONE_DAY = (("06:00", "5"), ("14:00", "5"), ("22:00", "0"))
THREE_TIMES = {"plans": (plan("06:00", "14:00", "22:00"),)}
TWO_AND_NOTHING = {
    "plans": (
        plan(
            steps=(
                replace(
                    plan("06:00", "14:00", "22:00").steps[0],
                    doses=tuple(StepDose(time=t, mg=c(mg)) for t, mg in DOSES_OF_ONE_DAY),
                ),
            )
        ),
    )
}
LEAST = {"doses_missed_in_row": OR_MORE}
TWO_BY_MOUTH = (plan("08:00"), plan("20:00", drug=Drug.CLONAZEPAM))
NOT_TOLD = {"doses_missed_in_row": None, "last_kept_dose_at": None}
CLONAZEPAM = person(drug=Drug.CLONAZEPAM)
A_LONG_RUN = {"check_ins": tuple(check_in(hours, Level.WATCH) for hours in range(120, 0, -1))}
A_RUN = {"check_ins": (check_in(24, Level.WATCH), check_in(12, Level.WATCH))}

FIRES: dict[str, list[Case]] = {
    "E01": [
        case(seizures=(seizure(),)),
        case(PLANNED, seizures=(seizure(duration_s=300),)),
        case(PLANNED, seizures=(seizure(duration_s=None),)),
        case(PLANNED, seizures=(seizure(recovered=None),)),
        case(PLANNED, seizures=(seizure(recovered=False),)),
        case(PLANNED, seizures=(seizure(different=True),)),
        case(PLANNED, seizures=(seizure(injury=True),)),
        case(PLANNED, seizures=(seizure(), seizure())),
    ],
    "E02": [case(alertness=Alertness.CANNOT_WAKE), case(passed_out=True)],
    "E03": [case(alertness=Alertness.HARD_TO_WAKE)],
    "E04": [case(hallucination=Hallucination.YES)],
    "E05": [case(orientation=Orientation.VERY_CONFUSED)],
    "E06": [case(breathing=Breathing.TROUBLE), case(breathing=Breathing.SLOW_OR_SHALLOW)],
    "E07": [
        case(temp_c=c("39.1")),
        case(person(15), temp_c=c("40.0")),
        case(pump_person(8), temp_c=c("39.1")),
        case(person(15, route=Route.BOTH), temp_c=c("39.1")),
    ],
    "E08": [
        case(**HOT, stiffness=5),
        case(**HOT, stiff_sudden=True),
        case(**HOT, orientation=Orientation.MUDDLED),
        case(**HOT, orientation=Orientation.VERY_CONFUSED),
        case(**HOT, hr=111),
        case(person(8), **HOT, hr=130),
        case(**HOT, sweating=Sweating.SOAKING),
        case(person(usual=usual(stiffness=None)), **HOT, stiffness=5),
    ],
    "E09": [case(stiff_sudden=True), case(person(usual=usual(stiffness=4)), stiffness=8)],
    "E10": [
        case(**TEA, stiffness=5),
        case(**TEA, psfs=2),
        case(**TEA, **HOT),
        case(**TEA, muscle_pain=True),
        case(**TEA, seizures=(seizure(),)),
        case(**TEA, seizures=(seizure(), seizure())),
        case(**TEA, temp_c=None, not_taken={"temp_c": Missing.DEVICE_HIGH}),
    ],
    "E11": [
        case(hr=131),
        case(rr=25),
        case(spo2=91),
        case(sbp=90),
        case(temp_c=c("35.0")),
        case(hr=None, not_taken={"hr": Missing.DEVICE_LOW}),
    ],
    "E12": [
        case(**HIGH, chest_pain=True),
        case(dbp=120, breathing=Breathing.TROUBLE),
        case(**HIGH, breathing=Breathing.SLOW_OR_SHALLOW),
        case(**HIGH, severe_headache=True),
        case(**HIGH, vision_change=True),
        case(**HIGH, weak_numb=True),
        case(person(8), **HIGH, orientation=Orientation.MUDDLED),
        case(T4_INJURY, sbp=150, flushing=True),
        case(replace(T4_INJURY, usual=usual(sbp=100)), sbp=140, severe_headache=True),
        case(T4_UNKNOWN, sbp=150, sweating=Sweating.SOME),
        case(replace(T4_INJURY, usual=usual(sbp=135)), sbp=155, sweating=Sweating.SOME),
        case(
            replace(T4_INJURY, usual=usual(sbp=115, sweating=Sweating.SOME)),
            sbp=150,
            sweating=Sweating.SOME,
        ),
    ],
    "E13": [
        case(**DROWSY, rr=11),
        case(person(14), **DROWSY, rr=12),
        case(person(0), **DROWSY, rr=11, hr=None, sbp=None),
        case(**DROWSY, spo2=93),
        case(person(spo2_target_88_92=True), **DROWSY, spo2=93),
        case(person(usual=usual(hr=60)), **DROWSY, hr=50),
        case(person(usual=usual(hr=None)), **DROWSY, hr=50),
        case(**DROWSY, sbp=100),
        case(person(usual=usual(sbp=None)), **DROWSY, sbp=100),
        case(**DROWSY, **COLD),
        case(**DROWSY, floppy=True),
        case(**DROWSY, extra_dose=True),
        case(record={"doses": (dose(2, EXTRA),)}, **DROWSY),
    ],
    "E14": [
        case(pump_person(), pump_alarm=PumpAlarm.TWO_TONE),
        case(DATED, refill_confirmed_missed=True),
        case(DATED, {"check_ins": (check_in(9, refill_confirmed_missed=True), check_in(2))}),
        case(
            pump_person(),
            {"pump_events": (pump_event(3, PumpEventKind.ALARM, tone=PumpAlarm.TWO_TONE),)},
        ),
    ],
    "E15": [
        case(pump_person(), pump_alarm=PumpAlarm.UNSURE, **ITCH),
        case(pump_person(), pump_alarm=PumpAlarm.SINGLE, dizzy=True),
        case(pump_person(), pump_alarm=PumpAlarm.TWO_TONE, anxiety=5),
        case(DATED, sweating=Sweating.SOME),
        case(EMPTY, sweating=Sweating.SOME),
        case(pump_person(), mri_unchecked=True, **TINGLE),
        case(pump_person(), {"check_ins": (check_in(9, mri_unchecked=True),)}, **TINGLE),
    ],
    "E16": [case(pump_person(), **TWO_GROUPS), case(person(route=Route.BOTH), **TWO_GROUPS)],
    "E17": [case(self_harm=SelfHarm.PLAN_OR_ATTEMPT)],
    "E18": [
        case(person(medicines=medicine(MedicineGroup.ANTICOAGULANT, MedicineStatus.HELD)), **HEAD),
        case(**HEAD, **DROWSY),
        case(**HEAD, orientation=Orientation.MUDDLED),
        case(**HEAD, vomiting_count=1),
        case(**HEAD, severe_headache=True),
    ],
    "E19": [case(chest_pain=True), case(stroke_signs=True)],
    "E20": [case(agitation=3), case(person(usual=usual(agitation=3)), agitation=3)],
    "E21": [
        case(last_kept_dose_at=ago(24), doses_missed_in_row=None, **TWO_GROUPS),
        case(record={"doses": (dose(24),)}, **NOT_TOLD, **TWO_GROUPS),
    ],
    "U01": [case(**HOT), case(temp_c=c("39.0")), case(person(15), temp_c=c("39.9"))],
    "U02": [case(hr=111), case(person(usual=usual(hr=71)), hr=101)],
    "U03": [
        case(**HIGH),
        case(dbp=120),
        case(person(8), dbp=120),
        case(sbp=100),
        case(T4_INJURY, sbp=135, flushing=True),
        case(sbp=220, dbp=120),
    ],
    "U04": [case(rr=21), case(spo2=93)],
    "U05": [case(stiffness=6), case(psfs=3), case(person(usual=usual(psfs=None)), psfs=2)],
    "U06": [
        case(orientation=Orientation.MUDDLED),
        case(hallucination=Hallucination.UNSURE),
        case(agitation=2),
    ],
    "U07": [
        case(
            record={"plans": (plan("00:00", "06:00", "12:00", "18:00"),)}, last_kept_dose_at=ago(12)
        ),
        case(doses_missed_in_row=2),
        case(doses_missed_in_row=2, raw=LEAST),
        case(doses_missed_in_row=2, raw=LEAST, record={"plans": TWO_BY_MOUTH}),
        case(last_kept_dose_at=ago(14)),  # no plan: a gap of 10 h is assumed
        case(record={"plans": (plan("08:00", "20:00"),)}, last_kept_dose_at=ago(16)),
        case(record={"plans": (plan("06:00", "10:00", "14:00"),)}, last_kept_dose_at=ago(20)),
        case(record={"plans": (plan("08:00"),)}, last_kept_dose_at=ago(28)),
        case(record={"plans": (plan("08:00", "09:00"),)}, last_kept_dose_at=ago(24)),
        case(record={"doses": (dose(20), dose(10, MISSED), dose(4, VOMITED))}, **NOT_TOLD),
    ],
    "U08": [
        case(cannot_keep_fluids=True),
        case(vomited_doses_24h=2),
        case(record={"doses": (dose(24, VOMITED), dose(6, VOMITED))}),
    ],
    "U09": [
        case(pump_person(), pump_alarm=PumpAlarm.SINGLE),
        case(pump_person(), pump_alarm=PumpAlarm.UNSURE),
        case(pump_person(), {"pump_events": (pump_event(3, PumpEventKind.ALARM),)}),
    ],
    "U10": [case(DATED), case(EMPTY), case(pump_person(pump=EMPTY_FIRST))],
    "U11": [
        case(pump_person(), mri_unchecked=True),
        case(pump_person(), {"check_ins": (check_in(90, mri_unchecked=True), check_in(5))}),
        case(pump_person(), {"pump_events": (pump_event(90, PumpEventKind.MRI),)}),
    ],
    "U12": [case(**TEA), case(urine=Urine.NONE_12H)],
    "U13": [case(extra_dose=True), case(record={"doses": (dose(2, EXTRA),)})],
    "U15": [
        case(record={"plans": (gone_back(71),)}, **DROWSY),
        case(person(kidney=Kidney(ckd=True)), **DROWSY),
        case(person(kidney=Kidney(dialysis=True)), **DROWSY),
        case(person(kidney=Kidney(egfr=c("59.9"))), **DROWSY),
        case(person(medicines=medicine(MedicineGroup.SEDATING)), **DROWSY),
        case(person(medicines=medicine(MedicineGroup.OPIOID)), **DROWSY),
        case(person(medicines=medicine(MedicineGroup.BENZODIAZEPINE)), **DROWSY),
        case(person(medicines=medicine(MedicineGroup.ANTIPSYCHOTIC)), **DROWSY),
        case(**DROWSY, restart_after_gap=True),
        case(**DROWSY, recent_increase=True),
        case(
            record={"plans": (plan("08:00", first=date(2026, 5, 7), start_mg_per_day=c("5")),)},
            **DROWSY,
        ),
        case(
            pump_person(pump=Pump(dose_mcg_per_day=c("400"))),
            {
                "pump_events": (
                    pump_event(72, PumpEventKind.DOSE_CHANGE, dose_mcg_per_day=c("420")),
                )
            },
            **DROWSY,
        ),
        case(KNOWN_PUMP, {"pump_events": (pump_event(72, PumpEventKind.DOSE_CHANGE),)}, **DROWSY),
    ],
    "U16": [
        case(**HEAD),
        case(fall=Fall.INJURY),
        case(record={"check_ins": (check_in(7 * 24 - 1, fall=Fall.NO_INJURY),)}, fall=Fall.HEAD),
        case(record={"check_ins": (TAPPED_FALL,)}, fall=Fall.NO_INJURY, more={ANOTHER_FALL: True}),
        case(record={"check_ins": (TAPPED_FALL,)}, fall=None, more={HAPPENED: "fall"}),
        case(
            record={"check_ins": (check_in(167.9, fall=Fall.NO_INJURY),)},
            fall=Fall.NO_INJURY,
        ),
    ],
    "U17": [
        case(record={**THREE_TIMES, "doses": (dose(24, mg=c("31")),)}),
        case(record={**THREE_TIMES, "doses": (dose(6, mg=c("15")),)}),
        case(record={**THREE_TIMES, "doses": (dose(5.5, scheduled_for=None, mg=c("5")),)}),
        case(record={**THREE_TIMES, "doses": (dose(6, mg=c("10"), drug=Drug.CLONAZEPAM),)}),
        case(
            person(concentration_mg_per_ml=c("5")), {**THREE_TIMES, "doses": (dose(6, ml=c("10")),)}
        ),
        case(record={**THREE_TIMES, "doses": (dose(9, mg=c("31")),)}),
        case(
            record={
                "plans": (
                    plan("06:00", steps=(Step(from_=date(2026, 4, 1), mg_per_day=c("10")),)),
                ),
                "doses": (dose(6, mg=c("5")),),
            }
        ),
        case(
            record={
                "plans": (
                    plan(finished=True, steps=(Step(from_=date(2026, 5, 1), mg_per_day=c("0")),)),
                ),
                "doses": (dose(6, mg=c("5")),),
            }
        ),
        case(record={**THREE_TIMES, "doses": (dose(6, mg=c("15")),), "actions": confirmed(6.1)}),
        case(
            record={
                "plans": (
                    plan("06:00", steps=(Step(from_=date(2026, 4, 1), mcg_per_day=c("10000")),)),
                ),
                "doses": (dose(6, mg=c("11")),),
            }
        ),
        case(record={"plans": (gone_back(28),), "doses": (dose(4, mg=c("5")),)}),
        case(record={"plans": (gone_back(None),), "doses": (dose(4, mg=c("7")),)}),
    ],
    "U18": [case(self_harm=SelfHarm.THOUGHTS)],
    "U19": [
        case(pump_person(), stiffness=5),
        case(pump_person(), psfs=2),
        case(pump_person(), **ITCH),
        case(pump_person(), itching=Grade.SEVERE, rash=None),
        case(pump_person(), tremor=Grade.MILD),
        case(pump_person(), sleep_h=c("4"), **TINGLE),
    ],
    "U20": [case(**THREE_GROUPS), case(person(route=Route.BOTH), **THREE_GROUPS)],
    "U21": [
        case(restart_after_gap=True),
        case(record={"doses": (dose(52, mg=c("10")), dose(4, mg=c("10")))}),
        case(record={"doses": (dose(52), dose(4, mg=c("10")))}),
    ],
    "U22": [case(record=A_RUN, worried=True), case(record=A_LONG_RUN, worried=True)],
    "W04": [
        case(**HOT),
        case(sleep_h=c("4")),
        case(vomiting_count=1),
        case(nausea=Grade.SEVERE),
        case(**TWO_GROUPS),
        case(person(usual=usual(sweating=None)), sweating=Sweating.SOME),
        case(person(usual=usual(tremor=None)), tremor=Grade.SEVERE),
        case(person(usual=usual(anxiety=None)), anxiety=5),
        case(person(usual=usual(agitation=None)), agitation=1),
        case(pump_person(), anxiety=5),
        case(pump_person(), sweating=Sweating.SOME),
        case(pump_person(), dizzy=True),
        case(pump_person(), sleep_h=c("4")),
        case(pump_person(), nausea=Grade.SEVERE),
    ],
    "W05": [
        case(record={"plans": (plan("10:00", "22:00"),), "doses": (dose(14),)}, **NOT_TOLD),
        case(doses_missed_in_row=1),
        case(vomited_doses_24h=1),
        case(record={"doses": (dose(12), dose(4, MISSED))}),
        case(record={"doses": (dose(12), dose(4, DoseStatus.UNSURE))}, **NOT_TOLD),
        case(
            CLONAZEPAM,
            {
                "plans": (plan("08:00"), plan("10:00", "22:00", drug=Drug.CLONAZEPAM)),
                "doses": (dose(14, drug=Drug.CLONAZEPAM), dose(2, MISSED, drug=Drug.CLONAZEPAM)),
            },
            **NOT_TOLD,
        ),
    ],
    "W07": [
        case(hr=101),
        case(person(usual=usual(hr=71)), hr=91),
        case(person(usual=usual(hr=56)), hr=50),
        case(person(usual=usual(hr=60)), {"check_ins": (check_in(4, hr=86),)}, hr=74),
        case(person(8, usual=usual(hr=80)), {"check_ins": (check_in(4, hr=98),)}, hr=102),
    ],
    "W08": [case(spo2=95)],
    "W09": [case(person(usual=usual(sbp=105)), sbp=95)],
    "W10": [case(fall=Fall.NO_INJURY)],
    "W13": [
        case(pump_person(pump=Pump(low_reservoir_date=date(2026, 5, 24)))),
        case(pump_person(pump=Pump(empty_date=date(2026, 5, 24)))),
        case(DUE_TODAY),
        case(
            pump_person(
                pump=Pump(
                    low_reservoir_date=date(2026, 5, 12), refill_appointment=date(2026, 5, 13)
                )
            )
        ),
        case(person(supply=Supply(refill_by=date(2026, 5, 16)))),
        case(person(supply=Supply(units_left=c("20"), counted_on=date(2026, 5, 10))), THREE_TIMES),
        case(person(supply=Supply(units_left=c("29"), counted_on=date(2026, 5, 7))), THREE_TIMES),
        case(person(supply=Supply(units_left=c("20"))), THREE_TIMES),
        case(person(supply=Supply(units_left=c("0")))),
        case(
            person(supply=Supply(units_left=c("41.9")), concentration_mg_per_ml=c("5")), THREE_TIMES
        ),
        case(
            person(supply=Supply(units_left=c("41.9")), concentration_mg_per_ml=c("5")),
            ONLY_DOSES,
        ),
    ],
    "W15": [case(rr=10), case(rr=9)],
    "W16": [case(**DROWSY), case(person(usual=usual(alertness=None)), **DROWSY)],
    "WORRY": [case(worried=True)],
    "T3": [
        case(
            record={"check_ins": (check_in(24, temp_c=c("37.2")), check_in(9, temp_c=c("37.5")))},
            temp_c=c("37.8"),
        ),
    ],
    "T4": [
        case(
            record={"check_ins": (check_in(24, tingling=True), check_in(9, **TWO_GROUPS))},
            **THREE_GROUPS,
        ),
    ],
}

JUST_NOT: dict[str, list[Case]] = {
    "E01": [case(seizures=()), case(seizures=None)],
    "E02": [case(alertness=Alertness.HARD_TO_WAKE), case(passed_out=False)],
    "E03": [case(**DROWSY), case(alertness=Alertness.CANNOT_WAKE)],
    "E04": [case(hallucination=Hallucination.UNSURE)],
    "E05": [case(orientation=Orientation.MUDDLED)],
    "E06": [case(breathing=Breathing.NORMAL), case(breathing=None)],
    "E07": [
        case(temp_c=c("39.0")),
        case(person(15), temp_c=c("39.9")),
        case(pump_person(15), temp_c=c("39.0")),
    ],
    "E08": [
        case(temp_c=c("37.9"), stiffness=5, stiff_sudden=True, hr=111),
        case(**HOT, stiffness=4, psfs=4, sweating=Sweating.SOME, hr=110),
        case(person(usual=usual(hr=60)), **HOT, hr=105),  # urgent only against what is usual
        case(person(8), **HOT, hr=129),
    ],
    "E09": [
        case(stiffness=7),
        case(person(usual=usual(stiffness=5)), stiffness=8),
    ],
    "E10": [
        case(**TEA, stiffness=4, temp_c=c("37.9"), psfs=1, muscle_pain=False),
        case(urine=Urine.DARK_YELLOW, muscle_pain=True),
    ],
    "E11": [case(hr=130, rr=24, spo2=92, sbp=91, temp_c=c("35.1")), case(sbp=219)],
    "E12": [
        case(replace(T4_INJURY, usual=usual(sbp=100)), sbp=139, severe_headache=True),
        case(sbp=179, dbp=119, chest_pain=True, severe_headache=True),
        case(**HIGH),
        case(T4_INJURY, sbp=149, flushing=True),
        case(T4_INJURY, sbp=170),
        case(T4_UNKNOWN, sbp=149, flushing=True),
        case(person(usual=usual(sbp=115)), sbp=170, flushing=True),
        case(replace(T4_INJURY, usual=usual(sbp=135)), sbp=154, flushing=True),
    ],
    "E13": [
        case(**DROWSY, rr=12),
        case(person(14), **DROWSY, rr=13),
        case(**DROWSY, spo2=94),
        case(person(usual=usual(hr=59)), **DROWSY, hr=50),
        case(**DROWSY, hr=51),
        case(**DROWSY, sbp=101),
        case(person(usual=usual(sbp=105)), **DROWSY, sbp=96),
        case(person(14), **DROWSY, sbp=100, hr=80),
        case(**DROWSY, temp_c=c("36.1")),
        case(person(usual=usual(alertness=Alertness.DROWSY)), **DROWSY, floppy=True),
        case(floppy=True),
        case(record={"doses": (dose(2, EXTRA),)}, **DROWSY, extra_dose=False),
    ],
    "E14": [
        case(pump_person(), pump_alarm=PumpAlarm.SINGLE),
        case(pump_alarm=PumpAlarm.TWO_TONE),
        case(
            pump_person(pump=Pump(empty_date=date(2026, 5, 10))),
            refill_confirmed_missed=True,
        ),
        case(DATED),
        case(DATED, {"check_ins": (check_in(9, refill_confirmed_missed=True),)}, refill_done=True),
        case(
            DATED,
            {"check_ins": (check_in(9, refill_confirmed_missed=True),)},
            refill_confirmed_missed=False,
        ),
        case(
            pump_person(),
            {
                "pump_events": (
                    pump_event(3, PumpEventKind.ALARM, tone=PumpAlarm.TWO_TONE),
                    pump_event(1, PumpEventKind.CHECK),
                )
            },
        ),
    ],
    "E15": [
        case(pump_person(), pump_alarm=PumpAlarm.UNSURE),
        case(pump_person(), pump_alarm=PumpAlarm.UNSURE, sleep_h=c("4"), vomiting_count=1),
        case(pump_person(), **ITCH),
        case(pump_person(), pump_alarm=PumpAlarm.UNSURE, itching=Grade.SEVERE, rash=True),
        case(pump_alarm=PumpAlarm.UNSURE, **ITCH),
    ],
    "E16": [case(pump_person(), stiffness=5, sleep_h=c("4")), case(**TWO_GROUPS)],
    "E17": [case(self_harm=SelfHarm.THOUGHTS)],
    "E18": [case(**HEAD), case(fall=Fall.INJURY, **DROWSY)],
    "E19": [case(chest_pain=False, stroke_signs=False)],
    "E20": [case(agitation=2)],
    "E21": [
        case(last_kept_dose_at=ago(23.99), doses_missed_in_row=None, **TWO_GROUPS),
        case(last_kept_dose_at=ago(30), doses_missed_in_row=None, tingling=True),
        case(CLONAZEPAM, last_kept_dose_at=ago(30), doses_missed_in_row=None, **TWO_GROUPS),
        case(pump_person(), last_kept_dose_at=ago(30), doses_missed_in_row=None, **TWO_GROUPS),
        case(
            record={"plans": (plan("08:00", first=date(2026, 5, 10), finished=True),)},
            last_kept_dose_at=ago(30),
            **TWO_GROUPS,
        ),
    ],
    "U01": [case(temp_c=c("37.9")), case(temp_c=c("39.1")), case(person(15), temp_c=c("40.0"))],
    "U02": [
        case(person(usual=usual(hr=90)), hr=110),
        case(person(usual=usual(hr=71)), hr=100),
        case(hr=131),
    ],
    "U03": [
        case(sbp=179, dbp=119),
        case(sbp=220),
        case(**HIGH, chest_pain=True),
        case(T4_INJURY, sbp=134, flushing=True),
        case(T4_INJURY, sbp=135),
        case(T4_INJURY, sbp=150, flushing=True),
        case(T4_UNKNOWN, sbp=140, flushing=True),
        case(sbp=103),
    ],
    "U04": [case(rr=20), case(rr=25), case(spo2=94), case(spo2=91)],
    "U05": [case(stiffness=5), case(psfs=2)],
    "U06": [
        case(orientation=Orientation.VERY_CONFUSED),
        case(hallucination=Hallucination.YES),
        case(agitation=1),
        case(agitation=3),
        case(person(usual=usual(agitation=2)), agitation=2),
    ],
    "U07": [
        case(
            record={"plans": (plan("00:00", "06:00", "12:00", "18:00"),)},
            last_kept_dose_at=ago(11.99),
        ),
        case(record={"plans": (plan("08:00", "09:00"),)}, last_kept_dose_at=ago(23.99)),
        case(doses_missed_in_row=1, last_kept_dose_at=ago(13.99)),
        case(record={"plans": (plan("08:00", "20:00"),)}, last_kept_dose_at=ago(15.99)),
        case(record={"plans": (plan("08:00"),)}, last_kept_dose_at=ago(27.99)),
        case(
            CLONAZEPAM,
            {"plans": (plan("08:00", "09:00", drug=Drug.CLONAZEPAM),)},
            last_kept_dose_at=ago(26),
        ),
        case(pump_person(), last_kept_dose_at=ago(90), doses_missed_in_row=5),
        case(
            record={"plans": (plan("08:00", first=date(2026, 5, 10), finished=True),)},
            last_kept_dose_at=ago(90),
            doses_missed_in_row=9,
        ),
    ],
    "U08": [
        case(vomited_doses_24h=1),
        case(record={"doses": (dose(24.1, VOMITED), dose(6, VOMITED))}),
        case(record={"doses": (dose(23, VOMITED), dose(6, VOMITED))}, vomited_doses_24h=1),
    ],
    "U09": [
        case(pump_person(), pump_alarm=PumpAlarm.NONE),
        case(pump_alarm=PumpAlarm.SINGLE),
        case(pump_person(), {"pump_events": (pump_event(25, PumpEventKind.ALARM),)}),
        case(
            pump_person(),
            {"pump_events": (pump_event(3, PumpEventKind.ALARM),), "check_ins": (check_in(2),)},
        ),
    ],
    "U10": [
        case(DUE_TODAY),
        case(pump_person(pump=Pump(empty_date=date(2026, 5, 10)))),
        case(DATED, refill_done=True),
        case(EMPTY, refill_done=True),
        case(DATED, {"pump_events": refilled()}),
        case(DATED, {"pump_events": refilled(low_reservoir_date=date(2026, 8, 1))}),
        case(),
    ],
    "U11": [
        case(pump_person()),
        case(mri_unchecked=True),
        case(pump_person(), {"check_ins": (check_in(9, mri_unchecked=True),)}, mri_unchecked=False),
        case(
            pump_person(),
            {"pump_events": (pump_event(90, PumpEventKind.MRI),)},
            mri_unchecked=False,
        ),
        case(
            pump_person(),
            {
                "pump_events": (
                    pump_event(90, PumpEventKind.MRI),
                    pump_event(80, PumpEventKind.CHECK),
                )
            },
        ),
    ],
    "U12": [
        case(urine=Urine.DARK_YELLOW),
        case(urine=Urine.PAINFUL),
        case(**TEA, muscle_pain=True),
    ],
    "U13": [
        case(extra_dose=False),
        case(record={"doses": (dose(2, EXTRA),)}, extra_dose=False),
        case(record={"doses": (dose(2, EXTRA),), "check_ins": (check_in(1),)}),
    ],
    "U15": [
        case(**DROWSY),
        case(person(kidney=Kidney(egfr=c("60"))), **DROWSY),
        case(person(kidney=Kidney(ckd=True))),
        case(person(medicines=medicine(MedicineGroup.OPIOID, MedicineStatus.HELD)), **DROWSY),
        case(person(medicines=medicine(MedicineGroup.BETA_BLOCKER)), **DROWSY),
        case(
            record={"plans": (plan("08:00", first=date(2026, 5, 6), start_mg_per_day=c("5")),)},
            **DROWSY,
        ),
        case(record={"plans": (plan("08:00", first=date(2026, 5, 9)),)}, **DROWSY),
        case(record={"plans": (gone_back(99),)}, **DROWSY),
        case(
            pump_person(pump=Pump(dose_mcg_per_day=c("400"))),
            {
                "pump_events": (
                    pump_event(72.1, PumpEventKind.DOSE_CHANGE, dose_mcg_per_day=c("420")),
                    pump_event(2, PumpEventKind.CHECK),
                    pump_event(1, PumpEventKind.DOSE_CHANGE, dose_mcg_per_day=c("410")),
                )
            },
            **DROWSY,
        ),
        case(KNOWN_PUMP, {"pump_events": (pump_event(73, PumpEventKind.DOSE_CHANGE),)}, **DROWSY),
        case(KNOWN_PUMP, {"pump_events": (pump_event(2, PumpEventKind.CHECK),)}, **DROWSY),
        case(
            KNOWN_PUMP,
            {"pump_events": (pump_event(2, PumpEventKind.DOSE_CHANGE),)},
            **DROWSY,
            recent_increase=False,
        ),
    ],
    "U16": [
        case(fall=Fall.NO_INJURY),
        case(record={"check_ins": (check_in(168, fall=Fall.INJURY),)}, fall=Fall.NO_INJURY),
        case(record={"check_ins": (check_in(24, fall=Fall.INJURY),)}),
        case(record={"check_ins": (TAPPED_FALL,)}, fall=Fall.NO_INJURY),
        case(fall=None, more={HAPPENED: "fall"}),
        case(**HEAD, **DROWSY),
    ],
    "U17": [
        case(record={**THREE_TIMES, "doses": (dose(24.1, mg=c("31")),)}),
        case(record={**THREE_TIMES, "doses": (dose(6, mg=c("10.0")),)}),
        case(record={**THREE_TIMES, "doses": (dose(6),)}),
        case(record={**THREE_TIMES, "doses": (dose(6, mg=c("15")),), "actions": confirmed(1)}),
        case(record={**THREE_TIMES, "doses": (dose(30, mg=c("15")),)}),
        case(record={**THREE_TIMES, "doses": (dose(6, EXTRA, mg=c("15")),)}),
        case(record={"doses": (dose(6, mg=c("99")),)}),
        case(
            person(concentration_mg_per_ml=c("5")), {**THREE_TIMES, "doses": (dose(6, ml=c("2")),)}
        ),
        case(
            record={
                "plans": (
                    plan("06:00", steps=(Step(from_=date(2026, 4, 1), mg_per_day=c("10")),)),
                ),
                "doses": (dose(6, mg=c("10")),),
            }
        ),
        case(
            record={
                "plans": (plan("06:00", written_on=date(2026, 5, 10)),),
                "doses": (dose(20, mg=c("3")),),
            }
        ),
        case(record={"plans": (gone_back(28),), "doses": (dose(4, mg=c("10")),)}),
        case(record={"plans": (gone_back(3),), "doses": (dose(4, mg=c("5")),)}),
        case(record={"plans": (gone_back(3),), "doses": (dose(4, mg=c("10")),)}),
        case(record={"plans": (gone_back(None),), "doses": (dose(4, mg=c("10")),)}),
        case(record={"plans": (gone_back(None),), "doses": (dose(4, mg=c("5")),)}),
    ],
    "U18": [case(self_harm=SelfHarm.PLAN_OR_ATTEMPT), case(self_harm=SelfHarm.NONE)],
    "U19": [
        case(pump_person(), stiffness=4),
        case(pump_person(), itching=Grade.SEVERE, rash=True),
        case(pump_person(), dizzy=True),
        case(pump_person(), **TWO_GROUPS),
        case(stiffness=5),
    ],
    "U20": [case(**TWO_GROUPS), case(pump_person(), **THREE_GROUPS)],
    "U21": [
        case(record={"doses": (dose(51.9, mg=c("10")), dose(4, mg=c("10")))}),
        case(record={"doses": (dose(52, mg=c("10")), dose(4, mg=c("5")))}),
        case(record={"doses": (dose(52, mg=c("10")), dose(4, MISSED))}),
        case(record={"doses": (dose(60, drug=Drug.CLONAZEPAM), dose(4))}),
        case(record={"doses": (dose(52), dose(4))}, restart_after_gap=False),
        case(record={"doses": (dose(52), dose(4)), "check_ins": (check_in(2),)}),
        case(record={"doses": (dose(4),)}),
    ],
    "U22": [
        case(record=A_RUN),
        case(record=A_RUN, hr=111),  # it is URGENT already
        case(
            record={"check_ins": (check_in(23.9, Level.WATCH), check_in(12, Level.WATCH))},
            worried=True,
        ),
        case(record={"check_ins": (check_in(24, Level.WATCH),)}, worried=True),
        case(
            record={"check_ins": (*A_RUN["check_ins"], check_in(1, Level.INCOMPLETE))},
            worried=True,
        ),
        case(
            record={"check_ins": (*A_RUN["check_ins"], check_in(1, Level.WATCH, "W13"))},
            worried=True,
        ),
        case(person(supply=Supply(units_left=c("0"))), A_RUN),
    ],
    "W04": [
        case(person(usual=usual(stiffness=None)), stiffness=4),
        case(person(usual=usual(anxiety=None)), anxiety=4),
        case(sleep_h=c("4.1"), anxiety=4, stiffness=4, vomiting_count=0, nausea=Grade.MILD),
        case(**THREE_GROUPS),
        case(pump_person(), stiffness=5),
        case(pump_person(), **TWO_GROUPS),
        case(pump_person(), pump_alarm=PumpAlarm.SINGLE, anxiety=5),
        case(person(usual=usual(sweating=Sweating.SOME)), sweating=Sweating.SOME),
        case(person(usual=usual(tremor=Grade.MILD)), tremor=Grade.MILD),
    ],
    "W05": [
        case(record={"plans": (plan("10:01", "22:00"),), "doses": (dose(14),)}, **NOT_TOLD),
        case(),
        case(doses_missed_in_row=2),
        case(pump_person(), doses_missed_in_row=1),
        case(record={"doses": (dose(12), dose(4, EXTRA))}),
        case(record={"doses": (dose(12, MISSED), dose(11)), "check_ins": (check_in(6),)}),
        case(
            record={"plans": (plan("08:00", first=date(2026, 5, 10), finished=True),)},
            doses_missed_in_row=1,
        ),
    ],
    "W07": [
        case(hr=91),
        case(hr=111),
        case(hr=51),
        case(person(usual=usual(hr=55)), hr=50),
        case(person(usual=usual(hr=60)), {"check_ins": (check_in(4, hr=85),)}, hr=74),
        case(person(usual=usual(hr=None)), {"check_ins": (check_in(4, hr=99),)}, hr=99),
        case(person(usual=usual(hr=60)), {"check_ins": (check_in(4, hr=None),)}, hr=85),
    ],
    "W08": [case(spo2=96), case(spo2=93), case(person(usual=usual(spo2=95)), spo2=94)],
    "W09": [case(person(usual=usual(sbp=105)), sbp=96), case(person(usual=usual(sbp=106)), sbp=92)],
    "W10": [case(fall=Fall.NONE), case(fall=Fall.INJURY)],
    "W13": [
        case(pump_person(pump=Pump(low_reservoir_date=date(2026, 5, 25)))),
        case(DATED),
        case(DUE_TODAY, refill_done=True),
        case(
            pump_person(
                pump=Pump(
                    low_reservoir_date=date(2026, 5, 12), refill_appointment=date(2026, 5, 12)
                )
            )
        ),
        case(pump_person(pump=None)),
        case(person(supply=Supply(refill_by=date(2026, 5, 17)))),
        case(person(supply=Supply(units_left=c("21"))), THREE_TIMES),
        case(person(supply=Supply(units_left=c("14"))), TWO_AND_NOTHING),
        case(person(supply=Supply(units_left=c("5")))),
        case(
            person(supply=Supply(units_left=c("42")), concentration_mg_per_ml=c("5")), THREE_TIMES
        ),
        case(person(supply=Supply(units_left=c("42")), concentration_mg_per_ml=c("5"))),
        case(person(supply=Supply())),
        case(pump_person(supply=Supply(refill_by=date(2026, 5, 11)))),
    ],
    "W15": [case(rr=11), case(rr=8), case(person(14), rr=11)],
    "W16": [
        case(**DROWSY, floppy=True),
        case(person(kidney=Kidney(ckd=True)), **DROWSY),
        case(person(usual=usual(alertness=Alertness.DROWSY)), **DROWSY),
        case(alertness=Alertness.HARD_TO_WAKE),
    ],
    "WORRY": [case(worried=False), case(worried=None)],
    "T3": [
        case(
            record={"check_ins": (check_in(24.1, temp_c=c("37.2")), check_in(9, temp_c=c("37.5")))},
            temp_c=c("37.8"),
        ),
        case(
            record={"check_ins": (check_in(20, temp_c=c("37.2")), check_in(9, temp_c=c("37.5")))},
            temp_c=c("37.7"),
        ),
        case(
            record={"check_ins": (check_in(20, temp_c=c("37.8")), check_in(9, temp_c=c("37.8")))},
            temp_c=c("37.9"),
        ),
        case(record={"check_ins": (check_in(9, temp_c=c("37.2")),)}, temp_c=c("37.8")),
    ],
    "T4": [
        case(
            record={"check_ins": (check_in(24), check_in(9, **TWO_GROUPS))},
            **THREE_GROUPS,
        ),
        case(
            record={"check_ins": (check_in(24, tingling=True), check_in(9, dizzy=True))},
            **THREE_GROUPS,
        ),
        case(record={"check_ins": (check_in(9, **TWO_GROUPS),)}, **THREE_GROUPS),
        case(
            record={"check_ins": (check_in(24, **THREE_GROUPS), check_in(9, **THREE_GROUPS))},
            **THREE_GROUPS,
        ),
    ],
}
