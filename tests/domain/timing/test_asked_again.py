# SPDX-License-Identifier: MIT
"""An URGENT is not over because a calm check-in did not ask about it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from caregiver_app.content.form import load_form
from caregiver_app.content.loader import load_rule_set
from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain import asked_again
from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import (
    Alertness,
    Breathing,
    CheckIn,
    Draft,
    Fall,
    Grade,
    Hallucination,
    Missing,
    Mode,
    Orientation,
    PumpAlarm,
    Seizure,
    SelfHarm,
    Urine,
)
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.emergency import EMERGENCY_RULES
from caregiver_app.domain.rules.engine import ALL_RULES, assess_record
from caregiver_app.domain.rules.urgent import URGENT_RULES
from caregiver_app.domain.timing.cadence import next_check
from caregiver_app.domain.timing.follow_up import FollowUp, follow_up, left_standing
from tests.domain.pretend import NOW, ago, person, pump_person, usual

TIMES = load_time_rules()
QUICK: dict[str, Any] = {
    "alertness": Alertness.AWAKE,
    "orientation": Orientation.NORMAL,
    "hallucination": Hallucination.NO,
    "seizures": (),
    "breathing": Breathing.NORMAL,
    "stiffness": 3,
    "doses_missed_in_row": 0,
}
"""What every check-in asks, by mouth, answered as on a good day."""
WHO = person(usual=usual(stiffness=3, psfs=1, spo2=98, rr=15, hr=72, sbp=120, dbp=75, anxiety=2))
SIGNS = {
    "U01": ({"temp_c": Decimal("38.2")}, {"temp_c": Decimal("36.8")}),
    "U02": ({"hr": 118}, {"hr": 62}),  # with the one before, its middle is still that of a good day
    "U03": ({"sbp": 190}, {"sbp": 122, "dbp": 76}),
    "U04": ({"rr": 22}, {"rr": 15}),
    "U05": ({"psfs": 3}, {"psfs": 1}),
    "U06": ({"agitation": 2}, {"agitation": 0}),
    "U08": ({"cannot_keep_fluids": True}, {"cannot_keep_fluids": False}),
    "U12": ({"urine": Urine.TEA_COLA}, {"urine": Urine.NORMAL}),
    "U18": ({"self_harm": SelfHarm.THOUGHTS}, {"self_harm": SelfHarm.NONE}),
    "U20": (
        {"tremor": Grade.MILD, "anxiety": 7, "nausea": Grade.SEVERE},
        {"tremor": Grade.NONE, "anxiety": 2, "nausea": Grade.NONE},
    ),
}
"""By rule: what makes it fire, and the same asked again with a quiet answer."""
ONCE = {
    "U13": {"extra_dose": True},
    "U16": {"fall": Fall.HEAD},
}


def told(hours_ago: float, **answers: Any) -> CheckIn:
    draft = {**QUICK, **answers}
    return CheckIn(id=f"c{hours_ago}", at=ago(hours_ago), **draft)


def stands(*check_ins: CheckIn, actions: tuple[ActionTaken, ...] = (), who=WHO) -> FollowUp | None:
    """Judge check-ins as they were judged when they were saved; return what stands now."""
    record = Record(person=who, check_ins=check_ins)
    judged = tuple(replace(c, assessment=a) for c, a in assess_record(load_rule_set(), record))
    return follow_up(TIMES, Record(person=who, check_ins=judged, actions=actions), NOW)


def reached(hours_ago: float, about: float) -> ActionTaken:
    return ActionTaken(id="a", at=ago(hours_ago), about=f"c{about}", kind=ActionKind.SPOKE)


@pytest.mark.parametrize("rule", SIGNS)
def test_a_calm_check_that_did_not_ask_again_ends_nothing(rule: str) -> None:
    sign, quiet = SIGNS[rule]
    found = stands(told(3, **sign), told(2))
    assert [finding.id for finding in found.assessment.rules] == [rule]
    assert (found.level, found.check_in_id, found.answered) == (Level.URGENT, "c3", False)
    assert found.go_to_er
    assert set(found.open_answers) == set(sign) == set(found.to_ask)
    assert stands(told(3, **sign), told(2, **quiet)) is None


@pytest.mark.parametrize("rule", ONCE)
def test_what_happened_once_waits_for_an_answer_of_somebody(rule: str) -> None:
    quiet = {"extra_dose": False} if rule == "U13" else {"fall": Fall.NONE}
    found = stands(told(3, **ONCE[rule]), told(2, **quiet))
    assert [finding.id for finding in found.assessment.rules] == [rule]
    assert (found.open_answers, found.to_ask) == (tuple(ONCE[rule]), ())
    assert stands(told(3, **ONCE[rule]), told(2), actions=(reached(2.5, 3),)) is None


def test_it_is_enough_that_one_of_several_checks_asked_again() -> None:
    sign = {"psfs": 3, "self_harm": SelfHarm.THOUGHTS}
    half = stands(told(5, **sign), told(4, psfs=1), told(3))
    assert [finding.id for finding in half.assessment.rules] == ["U18"]
    assert half.open_answers == ("self_harm",)
    assert stands(told(5, **sign), told(4, psfs=1), told(3, self_harm=SelfHarm.NONE)) is None


def test_numbers_that_were_usual_need_not_be_measured_again() -> None:
    usual_ones = {
        "spo2": 98,
        "rr": 15,
        "hr": 72,
        "temp_c": Decimal("36.8"),
        "psfs": 1,
        "anxiety": 2,
    }
    for sign, quiet in (({"rr": 22}, {"rr": 15}), ({"spo2": 93}, {"spo2": 98})):
        assert stands(told(3, **{**usual_ones, **sign}), told(2, **quiet)) is None
    stiff = {**usual_ones, "stiffness": 6, "sleep_h": Decimal(8)}
    assert stands(told(3, **stiff), told(2)) is None, "every check asks for the stiffness"
    three = {**usual_ones, **SIGNS["U20"][0]}
    assert set(stands(told(3, **three), told(2)).to_ask) == set(SIGNS["U20"][0])
    assert stands(told(3, **three), told(2, **SIGNS["U20"][1])) is None


def test_under_an_emergency_nothing_else_is_asked_for() -> None:
    both = {"breathing": Breathing.SLOW_OR_SHALLOW, "urine": Urine.TEA_COLA}
    found = stands(told(1, **both))
    assert (found.level, found.to_ask) == (Level.EMERGENCY, ())


def test_what_was_told_as_hi_or_lo_is_asked_again_by_a_number_or_by_that() -> None:
    high, could_not = {"dbp": Missing.DEVICE_HIGH}, {"dbp": Missing.COULD_NOT}
    by_device = stands(told(3, not_taken=high), told(2))
    assert [finding.id for finding in by_device.assessment.rules] == ["U03"]
    assert by_device.open_answers == ("dbp",)
    assert stands(told(3, not_taken=high), told(2, sbp=120, dbp=75)) is None
    assert stands(told(3, sbp=190, dbp=100), told(2, not_taken=could_not)).to_ask == ("sbp",)


def test_an_answer_ends_it_at_the_next_whole_check_whatever_that_asked() -> None:
    sign = {"urine": Urine.TEA_COLA}
    assert stands(told(3, **sign), told(2), actions=(reached(1, 3),)).answered
    assert stands(told(3, **sign), told(2), told(0.5), actions=(reached(1, 3),)) is None


def test_after_a_day_a_calm_check_ends_it() -> None:
    sign = {"urine": Urine.TEA_COLA}
    assert stands(told(25, **sign), told(24), told(1.5)) is not None
    assert stands(told(25, **sign), told(24), told(0.5)) is None


def test_an_older_alert_that_somebody_was_reached_about_does_not_come_back() -> None:
    sign = {"urine": Urine.TEA_COLA}
    assert stands(told(9, **sign), told(8), told(7), told(2), actions=(reached(8.5, 9),)) is None


def test_of_an_emergency_only_what_is_urgent_beside_it_is_left_open() -> None:
    both = {"hallucination": Hallucination.YES, "self_harm": SelfHarm.THOUGHTS}
    found = stands(told(3, **both), told(2))
    assert (found.level, found.open_answers) == (Level.URGENT, ("self_harm",))
    assert [finding.id for finding in found.assessment.rules] == ["U18"]
    assert found.assessment.action is Action.CALL_988


@pytest.mark.parametrize("seizure_plan", [None, True])
def test_a_seizure_that_nobody_was_reached_about_waits_for_an_answer(seizure_plan) -> None:
    fit = Seizure(start=ago(3.1), duration_s=60, recovered=True, different=False, injury=False)
    who = replace(WHO, seizure_plan=seizure_plan)
    course = (told(3, seizures=(fit,)), told(2))
    found = stands(*course, who=who)
    assert [f.id for f in found.assessment.rules] == ["E01"]
    assert (found.level, found.go_to_er, found.to_ask) == (Level.URGENT, True, ())
    assert stands(*course, actions=(reached(2.5, 3),), who=who) is None


EASED = (
    ({"self_harm": SelfHarm.PLAN_OR_ATTEMPT}, {"self_harm": SelfHarm.NONE}, "E17"),
    ({"temp_c": Decimal("39.5")}, {"temp_c": Decimal("36.9")}, "E07"),
    ({"spo2": 89}, {"spo2": 98}, "E11"),
    ({"chest_pain": True}, {"chest_pain": False}, "E19"),
    ({"urine": Urine.TEA_COLA, "muscle_pain": True}, {"urine": Urine.NORMAL, "muscle_pain": False},
     "E10"),
)  # fmt: skip


@pytest.mark.parametrize(("sign", "quiet", "rule"), EASED, ids=lambda one: str(one)[:3])
def test_the_worse_answer_is_not_let_go_sooner(sign, quiet, rule) -> None:
    """What was an EMERGENCY is URGENT after a calm check that did not ask again, as what was."""
    found = stands(told(3, **sign), told(2))
    (finding,) = (one for one in found.assessment.rules if one.id == rule)
    assert (found.level, finding.level) == (Level.URGENT, Level.URGENT)
    assert finding.message == TIMES.words.follow_up["eased_open"]
    assert found.go_to_er
    assert set(found.to_ask) == set(sign)
    assert found.recheck_due.utc == ago(1).utc
    assert stands(told(3, **sign), told(2, **quiet)) is None


def test_a_plan_of_self_harm_that_eased_is_called_about_as_thoughts_are() -> None:
    found = stands(told(3, self_harm=SelfHarm.PLAN_OR_ATTEMPT), told(2))
    assert found.assessment.action is Action.CALL_988


@pytest.mark.parametrize(
    ("sign", "after", "left"),
    [
        ({"urine": Urine.TEA_COLA}, {"itching": Grade.MILD, "rash": False}, ["U12"]),
        ({"urine": Urine.TEA_COLA}, {"temp_c": Decimal("38.4")}, ["U12"]),
        ({"temp_c": Decimal("38.4")}, {"itching": Grade.MILD, "temp_c": Decimal("36.8")}, []),
        ({"self_harm": SelfHarm.PLAN_OR_ATTEMPT}, {"itching": Grade.MILD, "rash": False}, ["E17"]),
    ],
    ids=["itch", "fever", "asked again", "emergency"],
)
def test_a_new_sign_does_not_hide_what_was_not_asked_again(sign, after, left) -> None:
    found = stands(told(3, **sign), told(2, **after))
    assert [f.id for f in (found.left.rules if found.left else ())] == left
    assert stands(told(3, **sign)).left is None, "nobody has looked since"


def test_a_sign_of_the_pump_is_left_open_too() -> None:
    answers = {**QUICK, "doses_missed_in_row": None, "pump_alarm": "none"}
    answers |= {"psfs": 1, "hr": 72, "temp_c": Decimal("36.8"), "sleep_h": Decimal(8)}
    early = CheckIn(id="c3", at=ago(3), **answers, tingling=True)
    calm = CheckIn(id="c2", at=ago(2), **QUICK, pump_alarm="none")
    who = pump_person(usual=usual(stiffness=3))
    assert stands(early, calm, who=who).open_answers == ("tingling",)
    assert stands(early, replace(calm, tingling=False), who=who) is None


def test_signs_that_lasted_a_day_are_not_over_by_a_check_that_never_asks_for_them() -> None:
    sign = {"tremor": Grade.MILD, "sleep_h": Decimal(3), "anxiety": 2}
    course = (told(27, **sign), told(15, **sign), told(3, **sign))
    assert {f.id for f in stands(*course).assessment.rules} == {"U22", "W04"}
    found = stands(*course, told(2))
    assert [f.id for f in found.assessment.rules] == ["U22"]
    assert found.to_ask == ("tremor", "sleep_h")
    assert stands(*course, told(2, tremor=Grade.NONE, sleep_h=Decimal(8))) is None


def test_signs_on_a_day_off_of_the_plan_are_not_over_by_a_check_that_never_asks_for_them() -> None:
    signs = Finding(id="W04", level=Level.WATCH, message="", because="New shakes.", source="")
    off = replace(signs, id="U07", level=Level.URGENT, because="No dose for 30 h. New shakes.")
    missed = replace(off, because="2 doses in a row were missed.")
    alert = told(3, tremor=Grade.MILD)
    for urgent, still in ((off, ("tremor",)), (missed, None)):
        judged = Assessment(rule_set="x", level=Level.URGENT, rules=(urgent, signs))
        calm = Assessment(rule_set="x", level=Level.NO_FLAGS)
        course = (replace(alert, assessment=judged), replace(told(2), assessment=calm))
        found = follow_up(TIMES, Record(person=WHO, check_ins=course), NOW)
        assert (found and found.open_answers) == still


def test_a_beep_that_nobody_called_about_is_not_over_by_a_quiet_minute() -> None:
    answers = {**QUICK, "doses_missed_in_row": None}
    beep = CheckIn(id="c3", at=ago(3), **answers, pump_alarm=PumpAlarm.SINGLE)
    none = CheckIn(id="c2", at=ago(2), **answers, pump_alarm=PumpAlarm.NONE)
    who = pump_person(usual=usual(stiffness=3))
    assert stands(beep, none, who=who).open_answers == ("pump_alarm",)
    assert stands(beep, none, actions=(reached(2.5, 3),), who=who) is None


def test_every_rule_that_calls_is_asked_again_or_is_read_at_every_check() -> None:
    at_each = {"U10", "U11", "U17"}
    named = {*asked_again._READS, *asked_again._ONCE, *asked_again._QUOTES}
    assert named.isdisjoint(at_each)
    calling = {rule for rule in named if rule[0] in "EU" and rule[1].isdigit()}
    assert calling | at_each == {*EMERGENCY_RULES, *URGENT_RULES}
    assert named <= set(ALL_RULES)
    fields = {name for names in asked_again._READS.values() for name in names}
    assert fields | set(asked_again._ONCE.values()) <= set(Draft.__dataclass_fields__)


def test_what_only_the_full_form_asks_is_known() -> None:
    form = load_form()
    quick = {q.id for q in form.questions if q.mode is Mode.QUICK} | {t.field for t in form.tiles}
    fields = {name for names in asked_again._READS.values() for name in names}
    assert {*fields, *asked_again._ONCE.values()} - quick == asked_again.IN_FULL_ALONE


@pytest.mark.parametrize(
    ("sign", "mode"), [({"urine": Urine.TEA_COLA}, Mode.FULL), ({"rr": 22}, Mode.QUICK)]
)
def test_the_next_check_is_the_full_one_where_only_that_can_end_the_alert(sign, mode) -> None:
    course = (told(0.5, mode=Mode.FULL, **sign),)
    record = Record(person=WHO, check_ins=course)
    judged = tuple(replace(c, assessment=a) for c, a in assess_record(load_rule_set(), record))
    check = next_check(TIMES, replace(record, check_ins=judged), NOW)
    assert (check.due.utc, check.mode) == (ago(-0.5).utc, mode)


def left(*check_ins: CheckIn, actions: tuple[ActionTaken, ...] = ()) -> Assessment | None:
    """Return what a page tells that stands of an alert, with what was found since."""
    judged = assess_record(load_rule_set(), Record(person=WHO, check_ins=check_ins))
    kept = tuple(replace(c, assessment=a) for c, a in judged)
    return left_standing(TIMES, Record(person=WHO, check_ins=kept, actions=actions), NOW)


def test_what_a_calm_check_in_left_open_stands_on_a_page_until_one_is_graver() -> None:
    tapped, calm = told(3, self_harm=SelfHarm.THOUGHTS), told(2)
    standing = left(tapped, calm)
    assert (standing.level, [f.id for f in standing.rules]) == (Level.URGENT, ["U18"])
    assert left(tapped, calm, actions=(reached(2.5, 3),)) is None
    assert left(tapped) is None
    assert [f.id for f in left(tapped, told(2, spo2=94)).rules] == ["U18", "W08"]
    assert left(tapped, told(2, alertness=Alertness.HARD_TO_WAKE)) is None
