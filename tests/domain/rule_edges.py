# SPDX-License-Identifier: MIT
"""More cases for every rule: what is missing, and the one that counts among several."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from caregiver_app.domain.check_in import Fall, Grade, Missing, PumpAlarm
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEventKind
from caregiver_app.domain.person import Drug, Kidney, Pump, Route, Supply, UsualValues
from caregiver_app.domain.plan import PlanRoute, Step
from tests.domain.pretend import ago, check_in, dose, person, plan, pump_event, pump_person, usual
from tests.domain.rule_cases import (
    CLONAZEPAM,
    DATED,
    DROWSY,
    HEAD,
    HOT,
    NOT_TOLD,
    PLANNED,
    TEA,
    THREE_GROUPS,
    THREE_TIMES,
    TWO_GROUPS,
    Case,
    c,
    case,
    confirmed,
)

MISSED, LATE, EXTRA = DoseStatus.MISSED, DoseStatus.LATE, DoseStatus.EXTRA
VOMITED = DoseStatus.VOMITED
TWO_DRUGS = {"plans": (*THREE_TIMES["plans"], plan("10:00", "22:00", drug=Drug.CLONAZEPAM))}
MISSED_ONE = {"doses_missed_in_row": 1, "last_kept_dose_at": None}
SIX_TIMES = plan("00:00", "04:00", "08:00", "12:00", "16:00", "20:00")
TWICE, ONCE = plan("08:00", "20:00"), plan("08:00")
AT_NIGHT = plan("20:00", drug=Drug.CLONAZEPAM)
HALF_WRITTEN = (dose(28), dose(16, MISSED))
NO_TIMES = replace(
    AT_NIGHT, dose_times=(), steps=(Step(from_=date(2026, 4, 1), mg_per_day=c("1")),)
)
OFF_TODAY = replace(
    ONCE,
    steps=(
        *ONCE.steps,
        Step(from_=date(2026, 5, 10), mg_per_day=c("0")),
        replace(ONCE.steps[0], from_=date(2026, 5, 11)),
    ),
)
TOLD_KEPT = check_in(20, last_kept_dose_at=ago(24))
TOLD_WITH_MISS = check_in(20, doses_missed_in_row=1, last_kept_dose_at=ago(24))
ALL_KEPT = check_in(26, last_kept_dose_at=None)
NO_TIME = DoseEvent(id="no time", status=DoseStatus.EXTRA, mg=Decimal(99))
MISSED_NO_TIME = DoseEvent(id="no time", status=MISSED)
OF_PUMP = plan(route=PlanRoute.ITB, steps=())
UNKNOWN = person(medicines=None, kidney=Kidney(), usual=UsualValues())
SPOKE = (ActionTaken(id="s", at=ago(1), kind=ActionKind.SPOKE),)
TURNED = PumpEventKind.DOSE_CHANGE
PUMP_400 = pump_person(pump=Pump(dose_mcg_per_day=c("400")))
CALM_PULSE = person(usual=usual(hr=60))


def mcg(hours_ago: float, amount: str):
    """Return that the clinic set the pump to so many mcg a day."""
    return pump_event(hours_ago, TURNED, dose_mcg_per_day=c(amount))


def began_again(hours_ago: float, *check_ins, again: str = "10"):
    """Return a record in which a dose was kept so many hours ago, the first for three days."""
    before = dose(hours_ago + 72, mg=c("10"))
    return {"doses": (before, dose(hours_ago, mg=c(again))), "check_ins": check_ins}


def a_day(mg: str, day: int, *, written: bool = False, on: int | None = None, **changes):
    """Return a version of the plan: so many mg a day from a day of May on, written then or not."""
    may = date(2026, 5, day)
    steps = (Step(from_=may, mg_per_day=c(mg)),)
    wrote = date(2026, 5, on or day) if written else None
    return plan(steps=steps, start_mg_per_day=None, written_on=wrote, **changes)


AS_WRITTEN = plan(steps=(Step(from_=date(2026, 5, 9), as_written="?"),), start_mg_per_day=None)

FIRES: dict[str, list[Case]] = {
    "E10": [case(**TEA, muscle_pain=True, temp_c=None)],
    "E13": [
        case(**DROWSY, temp_c=None, spo2=93),
        # A check-in between the extra dose and the sleepiness changes nothing.
        case(record={"doses": (dose(3, EXTRA),), "check_ins": (check_in(2),)}, **DROWSY),
        case(record={"doses": (dose(24, EXTRA),), "check_ins": (check_in(2),)}, **DROWSY),
        case(record={"check_ins": (check_in(24, extra_dose=True), check_in(2))}, **DROWSY),
        case(record={"check_ins": (check_in(40), check_in(20, extra_dose=True))}, **DROWSY),
        case(record={"doses": (dose(2, EXTRA),), "check_ins": (check_in(2),)}, **DROWSY),
        case(
            record={"doses": (dose(3, EXTRA),), "check_ins": (check_in(2),)},
            **DROWSY,
            extra_dose=False,
        ),
        # Nobody has looked since: however long ago, it is the first that is known of it.
        case(record={"doses": (dose(30, EXTRA),), "check_ins": (check_in(40),)}, **DROWSY),
    ],
    "E18": [case(UNKNOWN, **HEAD, vomiting_count=2)],
    "E21": [
        case(record={"doses": (NO_TIME, dose(24))}, **NOT_TOLD, **TWO_GROUPS),
        # A log that holds nothing but misses counts from its first entry.
        case(record={"doses": (NO_TIME, dose(24, MISSED))}, **NOT_TOLD, **TWO_GROUPS),
        case(record={"doses": (MISSED_NO_TIME, dose(24, MISSED))}, **NOT_TOLD, **TWO_GROUPS),
        # A check-in told of a dose that was kept before the first miss of the log.
        case(record={"doses": (dose(24, MISSED),),
                     "check_ins": (replace(TOLD_WITH_MISS, last_kept_dose_at=ago(30)),)},
             **NOT_TOLD, **TWO_GROUPS),
        case(record={"doses": (dose(24), dose(23.8, VOMITED, scheduled_for=ago(24)),
                               dose(3, MISSED))}, **MISSED_ONE, **TWO_GROUPS),
        case(record={"doses": (dose(99, MISSED), dose(24, MISSED)), "check_ins": (ALL_KEPT,)},
             **NOT_TOLD, **TWO_GROUPS),
        # This check-in tells of a miss, an earlier one of the last kept dose.
        case(record={"check_ins": (TOLD_KEPT, check_in(3, **NOT_TOLD))}, **MISSED_ONE,
             **TWO_GROUPS),
        case(record={"check_ins": (TOLD_WITH_MISS,)}, **MISSED_ONE, **TWO_GROUPS),
        case(record={"check_ins": (check_in(24, doses_missed_in_row=None,
                                            last_kept_dose_at=ago(24)),)},
             **MISSED_ONE, **TWO_GROUPS),
        case(record={"check_ins": (check_in(14 * 24, last_kept_dose_at=ago(340)),)},
             **MISSED_ONE, **TWO_GROUPS),
    ],
    "U07": [
        case(record={"doses": (NO_TIME, dose(14))}, **NOT_TOLD),
        case(record={"doses": (dose(14, MISSED),)}, **NOT_TOLD),
        case(record={"doses": (dose(18, MISSED, drug=Drug.CLONAZEPAM),),
                     "plans": (plan("12:00"), plan("12:00", "22:00", drug=Drug.CLONAZEPAM))}),
        case(record={"check_ins": (TOLD_KEPT,)}, **MISSED_ONE),
        case(record={**THREE_TIMES, "doses": (dose(22),)}, **NOT_TOLD),
        case(record=TWO_DRUGS, doses_missed_in_row=2, last_kept_dose_at=ago(30)),
        case(record={**TWO_DRUGS, "doses": (dose(40, drug=Drug.CLONAZEPAM),)}),
        # What nobody wrote down: two in a row before the hours are over, one by the hours, several.
        *(
            case(record={"plans": (*plans, *beside), "doses": (dose(hours),)}, **NOT_TOLD)
            for plans, hours in (((SIX_TIMES,), 11), ((TWICE,), 16), ((SIX_TIMES,), 20))
            for beside in ((), (AT_NIGHT,))
        ),
        *(
            case(record={"plans": (TWICE, *b), "doses": HALF_WRITTEN}, **NOT_TOLD)
            for b in ((), (AT_NIGHT,))
        ),
        case(record={"plans": (ONCE, NO_TIMES), "doses": (dose(30, drug=Drug.CLONAZEPAM),)}),
        *(
            case(record={"plans": (OFF_TODAY, *b), "doses": (dose(28),)}, **NOT_TOLD, **TWO_GROUPS)
            for b in ((), (AT_NIGHT,))
        ),
    ],
    "E19": [case(chest_pain=True, stroke_signs=False)],
    "U15": [
        # What it was set to before is not known: it may be more.
        case(pump_person(pump=None), {"pump_events": (mcg(2, "420"),)}, **DROWSY),
        case(
            record={"plans": (plan("08:00", first=date(2026, 5, 10), start_mg_per_day=c("5")),)},
            **DROWSY,
        ),
        case(PUMP_400, {"pump_events": (mcg(99, "390"), pump_event(80, PumpEventKind.CHECK),
                                        mcg(1, "395"))}, **DROWSY),
        # A check-in between the restart, or the increase, and the sleepiness changes nothing.
        case(record=began_again(4, check_in(2)), **DROWSY),
        case(record=began_again(4, check_in(2)), **DROWSY, restart_after_gap=False),
        case(record=began_again(24, check_in(2)), **DROWSY),
        case(pump_person(route=Route.BOTH), began_again(72, check_in(2)), **DROWSY),
        case(record={"check_ins": (check_in(24, restart_after_gap=True), check_in(2))}, **DROWSY),
        case(pump_person(), {"check_ins": (check_in(72, restart_after_gap=True),)}, **DROWSY),
        case(record={"check_ins": (check_in(72, recent_increase=True), check_in(2))}, **DROWSY),
        # A new version of the plan that begins with more a day than the one before it planned.
        case(record={"plans": (a_day("50", 1), a_day("60", 9, written=True))}, **DROWSY),
        case(record={"plans": (a_day("50", 1), a_day("60", 9))}, **DROWSY),
        case(record={"plans": (a_day("50", 1), a_day("60", 7))}, **DROWSY),
        case(record={"plans": (a_day("50", 1), a_day("60", 1, written=True, on=8))}, **DROWSY),
        case(record={"plans": (a_day("50", 1), a_day("60", 10, written=True))}, **DROWSY),
        case(record={"plans": (a_day("60", 1), a_day("50", 9), a_day("60", 10))}, **DROWSY),
        # Of two medicines only the second one has a plan.
        case(
            record={"plans": (plan("08:00", first=date(2026, 5, 10), start_mg_per_day=c("5"),
                                   drug=Drug.CLONAZEPAM),)},
            **DROWSY,
        ),
        # The dose of the very minute of the check-in before; a check-in of long ago.
        case(record=began_again(4, check_in(4)), **DROWSY),
        case(record={"check_ins": (check_in(100), check_in(2, restart_after_gap=True))}, **DROWSY),
    ],
    "U16": [
        case(
            record={"check_ins": (check_in(200, fall=Fall.HEAD), check_in(9, fall=Fall.INJURY))},
            fall=Fall.NO_INJURY,
        ),
    ],
    "U17": [
        case(record={**THREE_TIMES, "doses": (dose(4, LATE, scheduled_for=ago(6), mg=c("15")),)}),
        case(record={"plans": (OF_PUMP,), "doses": (dose(6, mg=c("10")),)}),
        case(record={**THREE_TIMES, "doses": (dose(6, mg=c("15")),), "actions": SPOKE}),
        case(record={**THREE_TIMES, "doses": (NO_TIME, dose(6, mg=c("15")))}),
        case(record={**THREE_TIMES, "doses": (dose(9, mg=c("10")),)}),
        case(record={**THREE_TIMES, "doses": (dose(6.5, mg=c("10")), dose(6, mg=c("10")))}),
        # The time names its zone, so that of the entry does not matter.
        case(record={**THREE_TIMES, "doses": (dose(6, zone="Asia/Tokyo", mg=c("15")),)}),
    ],
    "U21": [
        case(record={"doses": (NO_TIME, dose(52, mg=c("10")), dose(4, mg=c("10")))}),
        case(record={"doses": (dose(52, mg=c("10")), dose(4, mg=c("10")), dose(1, mg=c("10")))}),
    ],
    "W05": [
        # What nobody wrote down after a dose beside the plan alone: nobody knows since when.
        *(
            case(record={"plans": (plan("09:00"), *b), "doses": (dose(8, EXTRA),)}, **NOT_TOLD)
            for b in ((), (AT_NIGHT,))
        ),
        case(
            record={
                "plans": (plan("08:00"), plan("10:00", "22:00", drug=Drug.CLONAZEPAM)),
                "doses": (dose(14, drug=Drug.CLONAZEPAM),),
            },
        ),
    ],
    "W07": [
        case(CALM_PULSE, {"check_ins": (check_in(9, hr=86), check_in(4, hr=None))}, hr=74),
        case(CALM_PULSE, {"check_ins": (check_in(9, hr=60), check_in(4, hr=86))}, hr=74),
    ],
    "W13": [
        case(
            person(supply=Supply(refill_by=date(2026, 7, 1), units_left=c("20"))), THREE_TIMES
        ),
        case(
            person(supply=Supply(units_left=c("20"))),
            {"plans": (plan("06:00", "14:00", "22:00",
                            steps=(Step(from_=date(2026, 4, 1), mg_per_day=c("30")),)),)},
        ),
        # Two tablets of 10 mg at each of two doses.
        case(
            person(supply=Supply(units_left=c("27")), formulation="tablets 10 mg"),
            {"plans": (plan("08:00", "20:00",
                            steps=(Step(from_=date(2026, 4, 1), mg_per_day=c("40")),)),)},
        ),
    ],
    "T3": [
        case(
            record={
                "check_ins": (
                    check_in(22, temp_c=c("38.0")),
                    check_in(20, temp_c=c("37.2")),
                    check_in(9, temp_c=c("37.5")),
                )
            },
            temp_c=c("37.8"),
        ),
        case(
            record={
                "check_ins": (
                    check_in(30, temp_c=c("38.0")),
                    check_in(20, temp_c=c("37.2")),
                    check_in(9, temp_c=c("37.5")),
                    check_in(4, temp_c=None),
                )
            },
            temp_c=c("37.8"),
        ),
    ],
    "T4": [
        case(
            record={
                "check_ins": (
                    check_in(40, **THREE_GROUPS),
                    check_in(24, tingling=True),
                    check_in(9, **TWO_GROUPS),
                )
            },
            **THREE_GROUPS,
        ),
    ],
}  # fmt: skip

TOMORROW = date(2026, 5, 11)
NO_LOW_DATE = pump_person(pump=Pump(empty_date=date(2026, 5, 9)))
NEAR = pump_person(pump=Pump(low_reservoir_date=date(2026, 5, 20)))

JUST_NOT: dict[str, list[Case]] = {
    "E01": [case(PLANNED, seizures=None)],
    "E07": [case(temp_c=None)],
    "E08": [case(**HOT, stiffness=None), case(temp_c=None, stiffness=9)],
    "E09": [case(stiffness=None)],
    "E10": [case(**TEA, temp_c=None, stiffness=None, psfs=None, seizures=None)],
    "E11": [
        case(temp_c=None, hr=None, rr=None, sbp=None, spo2=None),
        case(person(0, spo2_target_88_92=True), spo2=80),
        case(person(usual=usual(sbp=100)), sbp=90, alertness=None),
    ],
    "E12": [case(sbp=None, dbp=None, chest_pain=True)],
    "E13": [
        case(**DROWSY, temp_c=None, hr=None, rr=None, sbp=None, spo2=None),
        case(record={"doses": (NO_TIME,)}, **DROWSY),
        case(record={"doses": (dose(24.1, EXTRA),), "check_ins": (check_in(2),)}, **DROWSY),
        case(record={"check_ins": (check_in(24.1, extra_dose=True),)}, **DROWSY),
        case(record={"doses": (dose(3, MISSED),), "check_ins": (check_in(2),)}, **DROWSY),
    ],
    "E21": [
        case(record={"doses": (dose(23.9, MISSED),)}, **NOT_TOLD, **TWO_GROUPS),
        case(record={"doses": (dose(30, EXTRA),)}, **NOT_TOLD, **TWO_GROUPS),
        # Whoever says that none was missed says that one was kept.
        case(record={"doses": (dose(30, MISSED),)}, last_kept_dose_at=None, **TWO_GROUPS),
        case(record={"doses": (dose(99, MISSED), dose(20, MISSED)), "check_ins": (ALL_KEPT,)},
             **NOT_TOLD, **TWO_GROUPS),
        case(record={"check_ins": (TOLD_KEPT,)}, **NOT_TOLD, **TWO_GROUPS),
        case(record={"check_ins": (TOLD_KEPT,)}, last_kept_dose_at=None, **TWO_GROUPS),
        case(record={"check_ins": (TOLD_KEPT,)}, **{**MISSED_ONE, "last_kept_dose_at": ago(20)},
             **TWO_GROUPS),
        case(record={"check_ins": (TOLD_KEPT, check_in(3, last_kept_dose_at=None))},
             **MISSED_ONE, **TWO_GROUPS),
        case(person(drug=Drug.CLONAZEPAM), {"check_ins": (TOLD_KEPT,)}, **MISSED_ONE,
             **TWO_GROUPS),
        case(record={"check_ins": (check_in(14 * 24 + 0.1, last_kept_dose_at=ago(340)),)},
             **MISSED_ONE, **TWO_GROUPS),
        # A miss written down with the check-in that told of none belongs to that one.
        case(record={"doses": (dose(26, MISSED),), "check_ins": (ALL_KEPT,)}, **NOT_TOLD,
             **TWO_GROUPS),
        # A time that was still to come when it was told is no dose that was kept.
        *(
            case(record={"check_ins": (check_in(26, doses_missed_in_row=missed,
                                                last_kept_dose_at=ago(25)),)},
                 **MISSED_ONE, **TWO_GROUPS)
            for missed in (0, 1)
        ),
    ],
    "E18": [case(UNKNOWN, **HEAD, vomiting_count=None, alertness=None, orientation=None)],
    "E20": [case(agitation=None)],
    "U01": [case(temp_c=None)],
    "U04": [case(person(0, spo2_target_88_92=True), spo2=85)],
    "U05": [case(stiffness=None, psfs=None)],
    "U08": [case(record={"doses": (NO_TIME, NO_TIME)})],
    "U13": [
        case(record={"doses": (NO_TIME,)}),
        # What was logged for the moment of the check-in before belonged to that one.
        case(record={"doses": (dose(6, EXTRA),), "check_ins": (check_in(6),)}),
    ],
    "U15": [
        case(UNKNOWN, **DROWSY),
        # A plan that is written tomorrow is not in force.
        case(
            record={
                "plans": (plan("08:00", first=date(2026, 5, 9), start_mg_per_day=c("5"),
                               written_on=TOMORROW),)
            },
            **DROWSY,
        ),
        case(PUMP_400, {"pump_events": (mcg(2, "400"),)}, **DROWSY),
        case(PUMP_400, {"pump_events": (mcg(99, "420"), mcg(1, "410"))}, **DROWSY),
        case(PUMP_400, {"pump_events": (mcg(2, "390"),)}, **DROWSY),
        case(
            record={"plans": (plan("08:00", first=date(2026, 5, 11), start_mg_per_day=c("5")),)},
            **DROWSY,
        ),
        case(record=began_again(24.1, check_in(2)), **DROWSY),
        case(pump_person(route=Route.BOTH), began_again(72.1, check_in(2)), **DROWSY),
        case(record=began_again(4, check_in(2), again="5"), **DROWSY),
        case(record={"check_ins": (check_in(24.1, restart_after_gap=True),)}, **DROWSY),
        case(pump_person(), {"check_ins": (check_in(72.1, restart_after_gap=True),)}, **DROWSY),
        case(record={"check_ins": (check_in(72.1, recent_increase=True),)}, **DROWSY),
        case(record={"plans": (a_day("50", 1), a_day("60", 6))}, **DROWSY),
        case(record={"plans": (a_day("60", 1), a_day("60", 9))}, **DROWSY),
        case(record={"plans": (a_day("60", 1), a_day("50", 9))}, **DROWSY),
        case(record={"plans": (a_day("50", 1, drug=Drug.CLONAZEPAM), a_day("60", 9))}, **DROWSY),
        case(record={"plans": (a_day("50", 1, route=PlanRoute.ITB), a_day("60", 9))}, **DROWSY),
        case(record={"plans": (a_day("50", 11), a_day("60", 9))}, **DROWSY),
        case(record={"plans": (a_day("50", 1), AS_WRITTEN)}, **DROWSY),
    ],
    "U16": [
        case(record={"check_ins": (check_in(24), check_in(9, fall=None))}, fall=Fall.NO_INJURY),
    ],
    "U17": [
        case(
            record={
                "plans": (*THREE_TIMES["plans"], plan("08:00", drug=Drug.CLONAZEPAM)),
                "doses": (dose(6, mg=c("10")),),
            }
        ),
        case(record={**THREE_TIMES, "doses": (dose(4, LATE, scheduled_for=ago(6), mg=c("10")),)}),
        case(record={**THREE_TIMES, "doses": (dose(6, mg=c("15")),), "actions": confirmed(6)}),
        case(
            record={
                **THREE_TIMES,
                "doses": (dose(6, mg=c("15")),),
                "actions": (*confirmed(30), *confirmed(1), *SPOKE),
            }
        ),
    ],
    "U19": [case(pump_person(), stiffness=5, dizzy=True)],
    "U22": [
        case(
            record={"check_ins": (check_in(48, None), check_in(24, None), check_in(12, None))},
            worried=True,
        ),
        # Nobody has judged those before; a refill that is near is all that they had.
        case(NEAR, {"check_ins": (check_in(48), check_in(24), check_in(12))}, worried=True),
    ],
    "W04": [
        case(pump_person(route=Route.BOTH)),
        case(pump_person()),
        # A stronger pump rule fires: the alarm, the refill or the scan is what matters now.
        case(pump_person(), pump_alarm=PumpAlarm.SINGLE, nausea=Grade.SEVERE),
        case(pump_person(), pump_alarm=PumpAlarm.TWO_TONE, nausea=Grade.SEVERE),
        case(pump_person(), mri_unchecked=True, sleep_h=c("3")),
        case(DATED, sleep_h=c("3")),
        case(NO_LOW_DATE, refill_confirmed_missed=True, sleep_h=c("3")),
    ],
    "W05": [
        case(pump_person(), vomited_doses_24h=1),
        case(pump_person(), {"doses": (dose(4, MISSED),)}),
        case(
            record={**THREE_TIMES, "doses": (dose(4, MISSED, drug=Drug.CLONAZEPAM),)},
        ),
        case(CLONAZEPAM, vomited_doses_24h=None, doses_missed_in_row=None),
    ],
    "W07": [case(CALM_PULSE, {"check_ins": (check_in(4, hr=86),)}, hr=None)],
    "W08": [case(person(0, spo2_target_88_92=True, usual=usual(spo2=None)), spo2=86)],
    "W09": [case(person(usual=usual(sbp=105)), sbp=None)],
    "W13": [
        case(
            pump_person(
                pump=Pump(
                    low_reservoir_date=date(2026, 5, 12), refill_appointment=date(2026, 5, 10)
                )
            )
        ),
        case(person(supply=Supply(refill_by=date(2026, 5, 17))), THREE_TIMES),
        case(
            person(supply=Supply(units_left=c("1")), concentration_mg_per_ml=c("5")),
            {"plans": (plan("06:00", steps=(Step(from_=date(2026, 4, 1), as_written="?"),)),)},
        ),
        case(person(supply=Supply(units_left=c("1"))), {"plans": (plan(),)}),
        # The plan stops on purpose before the medicine is used up.
        case(
            person(supply=Supply(units_left=c("6"))),
            {"plans": (plan("08:00", "20:00", finished=True,
                            steps=(Step(from_=date(2026, 4, 1), mg_per_day=c("20")),
                                   Step(from_=TOMORROW, mg_per_day=c("0")))),)},
        ),
        case(
            person(supply=Supply(units_left=c("20"))),
            {"plans": (plan("08:00"), plan("06:00", "14:00", "22:00", written_on=TOMORROW))},
        ),
        # The step names one dose a day, whatever the plan said of the times before.
        case(
            person(supply=Supply(units_left=c("20"))),
            {"plans": (replace(plan("08:00"), dose_times=("06:00", "14:00", "22:00")),)},
        ),
    ],
    "T3": [
        case(
            record={"check_ins": (check_in(9, temp_c=c("37.5")), check_in(4, temp_c=None))},
            temp_c=c("37.8"),
        ),
        case(
            record={"check_ins": (check_in(20, temp_c=c("37.6")), check_in(9, temp_c=c("37.5")))},
            temp_c=c("37.8"),
        ),
        case(
            record={"check_ins": (check_in(20, temp_c=c("37.2")), check_in(9, temp_c=c("37.5")))},
            temp_c=None,
            not_taken={"temp_c": Missing.DEVICE_HIGH},
        ),
    ],
    "T4": [
        case(
            record={"check_ins": (check_in(24, **TWO_GROUPS), check_in(9, **TWO_GROUPS))},
            **THREE_GROUPS,
        ),
        case(
            record={"check_ins": (check_in(24, tingling=True), check_in(9, itching=Grade.MILD))},
            **THREE_GROUPS,
        ),
    ],
}  # fmt: skip
