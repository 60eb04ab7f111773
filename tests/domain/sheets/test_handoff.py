# SPDX-License-Identifier: MIT
"""What is chosen for the one-page sheet."""

from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import Fall, PumpAlarm
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.falls import ANOTHER
from caregiver_app.domain.happened import HAPPENED
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.sheets.handoff import select_handoff
from tests.report.records import NOW, check_in, moment, plain_record, record, rules, seizures


def chosen(assessment: Assessment | None = None, now: Moment = NOW, **changes: object):
    return select_handoff(record(**changes), assessment, now, rules())


def judged(*ids: str, action: Action = Action.CALL_PRESCRIBER) -> Assessment:
    found = tuple(
        Finding(
            id=name,
            level=Level.EMERGENCY if name[0] == "E" else Level.URGENT,
            message="Call.",
            because=f"{name} holds.",
            source="our choice",
        )
        for name in ids
    )
    return Assessment(rule_set="t", level=Level.URGENT, rules=found, action=action)


def sign(sheet, name: str):
    return next(s for s in (*sheet.vitals, *sheet.tone) if s.field == name)


def test_blanks_alone_are_nothing_that_was_recorded():
    person = chosen(sex=" ", language="\t", diagnosis=" \n ", past_withdrawal=" two ").person
    assert (person.sex, person.language, person.diagnosis) == (None, None, None)
    assert person.past_withdrawal == " two "


@pytest.mark.parametrize(("another", "falls"), [(None, 1), (True, 2)])
def test_a_fall_that_was_tapped_and_then_answered_is_one(another, falls):
    tap = check_in(1, 3, fall=None, more={HAPPENED: "fall"})
    answer = check_in(2, 2, fall="head", more={} if another is None else {ANOTHER: another})
    sheet = chosen(check_ins=[tap, answer])
    assert (sheet.falls_7d, sheet.head_hit) == (falls, True)
    assert [event.fall for event in sheet.tapped] == [Fall.HEAD if falls == 1 else None]


def test_reasons_come_worst_first():
    sheet = chosen(judged("U05", "E07", "U02"))
    assert [reason.finding.id for reason in sheet.reasons] == ["E07", "U02", "U05"]


def test_thoughts_of_self_harm_are_private_with_the_action_that_names_them():
    sheet = chosen(judged("U18", "U05", action=Action.CALL_988))
    assert [reason.finding.id for reason in sheet.reasons] == ["U05"]
    assert sheet.kept_private
    assert sheet.action is None


def test_a_plan_or_attempt_is_not_private():
    sheet = chosen(judged("E17", "U18", action=Action.CALL_911))
    assert {reason.finding.id for reason in sheet.reasons} == {"E17", "U18"}
    assert not sheet.kept_private


def test_the_worst_of_72_hours_keeps_its_time():
    sheet = chosen(check_ins=[check_in(1, 80, hr=190), check_in(2, 40, hr=130), check_in(3, 1)])
    worst = sign(sheet, "hr").worst
    assert (worst.value, worst.at.text) == (130, moment(40))


LOW = {"temp_c": Decimal("34.5"), "hr": 42, "sbp": 84, "dbp": 50, "rr": 6}
MIDDLE = {"temp_c": Decimal("36.8"), "hr": 80, "sbp": 120, "dbp": 80, "rr": 16}
HIGH = {"temp_c": Decimal("40.1"), "hr": 140, "sbp": 230, "dbp": 110, "rr": 30}
VALUES = {
    "hr": (42, 80, 140),
    "rr": (6, 16, 30),
    "bp": ((84, 50), (120, 80), (230, 110)),
    "temp_c": (Decimal("34.5"), Decimal("36.8"), Decimal("40.1")),
}


@pytest.mark.parametrize("name", VALUES)
def test_a_low_reading_is_the_worst_though_nobody_recorded_what_is_usual(name):
    low, middle, high = VALUES[name]
    days = [check_in(1, 24, **LOW), check_in(2, 1, **MIDDLE)]
    found = sign(chosen(usual=None, check_ins=days), name)
    assert (found.worst.value, found.other_end) == (low, None)
    within = sign(chosen(usual=None, check_ins=[check_in(1, 1, **MIDDLE)]), name)
    assert (within.worst.value, within.other_end) == (middle, None)
    both = sign(chosen(usual=None, check_ins=[*days, check_in(3, 0.5, **HIGH)]), name)
    assert (both.worst.value, both.other_end.value) == (high, low)


@pytest.mark.parametrize("name", ["hr", "bp", "temp_c"])
def test_a_value_beyond_a_limit_is_told_beside_one_that_is_further_from_usual(name):
    low, _middle, high = VALUES[name]
    days = [check_in(1, 24, **LOW), check_in(2, 9, **HIGH), check_in(3, 1)]
    found = sign(chosen(check_ins=days), name)
    assert {found.worst.value, found.other_end.value} == {low, high}
    assert sign(chosen(check_ins=days[1:]), name).other_end is None


def test_without_limits_for_a_baby_both_ends_are_told():
    days = [check_in(1, 24, hr=100), check_in(2, 1, hr=150)]
    found = sign(chosen(dob="2026-01-03", usual=None, check_ins=days), "hr")
    assert (found.worst.value, found.other_end.value) == (150, 100)


@pytest.mark.parametrize(("dob", "low"), [("2020-05-01", 81), ("2010-01-01", 98)])
def test_a_low_pressure_is_one_by_the_limits_of_the_age(dob, low):
    days = [check_in(1, 24, sbp=low, dbp=50), check_in(2, 1, sbp=130, dbp=80)]
    assert sign(chosen(dob=dob, usual=None, check_ins=days), "bp").worst.value == (low, 50)
    higher = [check_in(1, 24, sbp=low + 9, dbp=50), days[1]]
    assert sign(chosen(dob=dob, usual=None, check_ins=higher), "bp").worst.value == (130, 80)


def test_oxygen_is_worst_when_it_is_low_and_pressure_is_a_pair():
    sheet = chosen(check_ins=[check_in(1, 9, spo2=91, sbp=180), check_in(2, 1, spo2=97)])
    assert sign(sheet, "spo2").worst.value == 91
    assert sign(sheet, "bp").worst.value == (180, 76)


@pytest.mark.parametrize(
    ("first", "name", "value"),
    [
        ({"hr": 140}, "hr", 140),
        ({"sbp": 190, "dbp": 100}, "bp", (190, 100)),
        ({"sbp": 190}, "bp", (190, None)),
        ({"hr": 140}, "bp", None),
    ],
)
def test_the_first_of_two_readings_is_told_beside_the_one_that_counts(first, name, value):
    found = sign(chosen(check_ins=[check_in(1, 1, first_reading=first)]), name)
    assert (found.first.value if found.first else None) == value
    assert found.now.value == (72 if name == "hr" else (120, 76))
    if value is not None:
        assert (found.worst.value, found.worst.is_first) == (value, True)


@pytest.mark.parametrize(("earlier", "beside"), [(150, 150), (90, None)])
def test_a_device_that_shows_only_hi_leaves_the_worst_number_in_sight(earlier, beside):
    high = check_in(2, 1, hr=None, not_taken={"hr": "device_high"})
    found = sign(chosen(check_ins=[check_in(1, 5, hr=earlier), high]), "hr")
    assert found.worst.value == "device_high"
    unknown = sign(chosen(usual=None, check_ins=[check_in(1, 5, hr=earlier), high]), "hr")
    assert unknown.worst.value == "device_high"
    assert (found.other_end.value if found.other_end else None) == beside


def test_a_sign_began_with_the_first_check_in_of_its_run():
    stiff = [check_in(k, 30 - 5 * k, stiffness=3 if k == 1 else 6) for k in range(5)]
    assert sign(chosen(check_ins=stiff), "stiffness").began.text == moment(20)
    assert sign(chosen(), "stiffness").began is None


def test_a_scale_whose_usual_nobody_recorded_has_no_beginning():
    days = [check_in(1, 20, stiffness=3), check_in(2, 1, stiffness=6)]
    assert sign(chosen(usual=None, check_ins=days), "stiffness").began is None


def test_a_value_that_was_not_taken_says_why_and_is_never_normal():
    gone = check_in(1, 1, hr=None, not_taken={"hr": "refused"})
    hr = sign(chosen(check_ins=[gone]), "hr")
    assert (hr.now, hr.worst, hr.why_missing.value) == (None, None, "refused")


def test_the_last_dose_is_that_of_the_newest_check_in():
    last = chosen().last_doses[0]
    assert (last.at.text, last.ago, last.missed_in_row) == (moment(3), timedelta(hours=3), 0)
    assert last.counts is None


def test_a_dose_logged_after_the_check_in_wins():
    dose = {"id": "d", "at": moment(0.5), "mg": 15, "status": "taken"}
    last = chosen(doses=[dose]).last_doses[0]
    assert (last.at.text, last.mg) == (moment(0.5), Decimal(15))
    assert last.counts[DoseStatus.TAKEN] == 1


def test_dose_now_has_step_cut_and_start():
    dose = chosen().doses[0]
    assert (dose.per_day, dose.unit, dose.step) == (Decimal(55), "mg", (2, 2))
    assert (dose.start_per_day, dose.days_since_cut, dose.finished) == (Decimal(60), 1, False)


def test_an_amount_in_the_other_unit_is_read_in_that_of_the_route_and_kept_as_written():
    steps = [{"from": "2026-05-20", "mg_per_day": Decimal("0.42")}]
    plan = {"drug": "baclofen", "route": "itb", "start_mcg_per_day": 400, "steps": steps}
    sheet = chosen(route="itb", plans=[plan])
    dose = sheet.doses[0]
    assert (dose.per_day, dose.unit, dose.cut) == (420, "mcg", None)
    assert (dose.as_written.value, dose.as_written.unit) == (Decimal("0.42"), "mg")
    assert sheet.pump.dose_mcg_per_day == 420


def test_the_last_cut_is_told_by_the_version_that_reaches_back_to_it():
    old = plain_record()["plans"][0]
    ahead = [{"from": "2026-06-20", "mg_per_day": 50}]
    new = {**old, "start_mg_per_day": 55, "steps": ahead, "written_on": NOW.day.isoformat()}
    dose = chosen(plans=[old, new]).doses[0]
    assert (dose.per_day, dose.cut.after, dose.days_since_cut) == (55, 55, 1)
    reaching = {**new, "steps": [{"from": "2026-05-19", "mg_per_day": 55}, *ahead]}
    assert chosen(plans=[old, reaching]).doses[0].cut is None


def test_a_step_that_was_taken_back_is_not_the_dose_now():
    plan = plain_record()["plans"][0]
    back = {**plan["steps"][1], "status": "stepped_back", "status_at": moment(3)}
    dose = chosen(plans=[{**plan, "steps": [plan["steps"][0], back]}]).doses[0]
    assert (dose.per_day, dose.step) == (60, (1, 2))
    assert (dose.cut.after, dose.days_since_cut) == (55, 1)


def test_clonazepam_is_found_in_plans_and_in_the_medicine_list():
    named = chosen(medicines=[{"name": "Clonazepam 0.5", "status": "taken"}])
    held = chosen(medicines=[{"name": "clonazepam", "status": "held"}])
    assert named.drugs == (Drug.BACLOFEN, Drug.CLONAZEPAM)
    assert held.drugs == (Drug.BACLOFEN,)


def test_that_nobody_wrote_down_the_medicines_is_not_that_there_is_none_that_sedates():
    unknown, none = chosen(medicines=None), chosen(medicines=[])
    assert (unknown.sedating, unknown.blood_thinners) == (None, None)
    assert (none.sedating, none.blood_thinners) == ((), ())
    opioid = {"name": "Oxycodone", "status": "taken", "groups": ["opioid"]}
    assert [one.name for one in chosen(medicines=[opioid]).sedating] == ["Oxycodone"]


@pytest.mark.parametrize(("dob", "child"), [("2010-05-21", False), ("2010-05-22", True)])
def test_a_child_is_under_sixteen_on_the_day(dob, child):
    assert chosen(dob=dob).is_child is child


def test_the_alarm_keeps_the_time_it_was_first_heard():
    heard = [check_in(k, 9 - k, pump_alarm="two_tone") for k in range(3)]
    pump = chosen(route="itb", check_ins=heard).pump
    assert (pump.alarm, pump.alarm_first.text) == (PumpAlarm.TWO_TONE, moment(9))


def test_a_refill_that_is_past_its_date_is_overdue():
    pump = chosen(route="itb", pump={"low_reservoir_date": "2026-05-18"}).pump
    assert pump.refill_overdue_days == 3
    assert chosen().pump is None


def test_seizures_give_number_first_longest_and_the_last_three():
    found = chosen(check_ins=[check_in(1, 1, seizures=seizures(5))]).seizures
    assert (found.count, found.longest.duration_s, len(found.last_three)) == (5, 64, 3)
    assert found.last_three[0].start.text == moment(1)


def test_nobody_asked_about_seizures_is_not_none():
    assert chosen(check_ins=[check_in(1, 1, seizures=None)]).seizures is None


def test_falls_are_counted_over_seven_days():
    fell = [check_in(1, 200, fall="head"), check_in(2, 50, fall="injury"), check_in(3, 1)]
    sheet = chosen(check_ins=fell)
    assert (sheet.falls_7d, sheet.head_hit, sheet.falls_since) == (1, False, None)
    assert chosen(check_ins=[]).falls_7d is None


def test_a_young_record_says_since_when_falls_were_asked_about():
    week = chosen(check_ins=[check_in(1, 24 * 7), check_in(2, 1)])
    assert week.falls_since is None
    young = chosen(check_ins=[check_in(1, 30, fall=None), check_in(2, 20), check_in(3, 1)])
    assert young.falls_since.text == moment(20)


def test_an_old_check_in_is_stale_and_one_ahead_of_the_clock_is_said():
    assert chosen(check_ins=[check_in(1, 6.5)]).stale
    assert not chosen(check_ins=[check_in(1, 5.5)]).stale
    ahead = chosen(check_ins=[check_in(1, -2)])
    assert ahead.clock_is_behind
    assert ahead.last_age is None


def test_under_a_clock_that_is_behind_the_last_dose_is_the_last_that_was_written_down():
    given = [
        {"id": f"d{k}", "at": moment(at), "mg": 15, "status": "taken"}
        for k, at in enumerate((3, -20, -30))
    ]
    sheet = chosen(check_ins=[check_in(1, 9), check_in(2, -28)], doses=given)
    last = sheet.last_doses[0]
    assert (last.at.text, last.ago, sheet.until.text) == (moment(-30), None, moment(-30))
    assert last.counts[DoseStatus.TAKEN] == len(sheet.dose_log) == 3
    assert sheet.charts.end == sheet.until
    right = chosen(check_ins=[check_in(1, 9)], doses=given)
    assert (right.last_doses[0].at.text, right.until) == (moment(3), right.now)


def test_what_nobody_recorded_is_listed():
    missing = chosen(allergies=None).missing
    assert {"allergies", "weight_kg", "language"} <= set(missing)
    assert "allergies" not in chosen(allergies=[]).missing


def test_an_empty_record_gives_a_sheet_of_gaps():
    sheet = chosen(check_ins=[], plans=[])
    assert (sheet.level, sheet.last, sheet.doses, sheet.reasons) == (None, None, (), ())
    assert all(s.now is None for s in (*sheet.vitals, *sheet.tone))


def test_a_plan_finished_on_purpose_is_marked():
    plan = plain_record()["plans"][0]
    steps = [{"from": "2026-05-01", "mg_per_day": 5}, {"from": "2026-05-20", "mg_per_day": 0}]
    done = chosen(plans=[{**plan, "finished": True, "steps": steps}])
    assert done.ended == (Drug.BACLOFEN,)
    assert done.doses[0].finished
