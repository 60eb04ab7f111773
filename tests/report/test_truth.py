# SPDX-License-Identifier: MIT
"""Each number on a sheet comes from the record, and each value of it stands in its row.

`test_any_record.py` looks for the numbers of any record.
"""

from decimal import Decimal

import pytest

from caregiver_app.domain.happened import HAPPENED, SECONDS
from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.clinic_steps import amount_before
from caregiver_app.domain.sheets.handoff import Audience, select_handoff
from caregiver_app.report.er.sheet import render
from caregiver_app.report.er.signs import sign_table
from caregiver_app.services.handing_over.handoff import sheet_from_record
from tests.report.other_records import clinic
from tests.report.page_boxes import drawn
from tests.report.reading import PAPERS, assert_tidy, printed, text_of
from tests.report.records import NOW, check_in, moment, plain_record, practice, record, rules
from tests.report.traced import Traced

pytestmark = pytest.mark.gui

PEOPLE = ("oral", "pump", "both", "child")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", PEOPLE)
def test_no_number_of_a_practice_sheet_is_made_up(name, paper):
    one = practice(name)
    now = one.last_check_in.at
    assert Traced(one, now).untraced(text_of(printed(one, paper, now))) == []


@pytest.mark.parametrize("wrong", ["97 %", "2026-01-03", "07:41", "5 h ago", "99.9 °F (37.7 °C)"])
def test_a_number_that_is_made_up_is_noticed(wrong):
    one = record()
    now = one.last_check_in.at
    text = text_of(printed(one, now=now))
    assert Traced(one, now).untraced(f"{text} {wrong}") != []


@pytest.mark.parametrize(
    ("answers", "row"),
    [
        ({"temp_c": Decimal("39.6")}, "Temperature 103.3 °F (39.6 °C) 98.1 °F (36.7 °C) now"),
        ({"hr": 131}, "Pulse a minute 131 72 now"),
        ({"sbp": 194, "dbp": 114}, "Blood pressure 194/114 mmHg 120/76 mmHg now"),
        ({"rr": 30}, "Breaths a minute 30 not recorded now"),
        ({"spo2": 88}, "Oxygen (SpO2) 88 % not recorded now"),
        ({"alertness": "hard_to_wake"}, "Alertness hard to wake not recorded now"),
        ({"stiffness": 9}, "Stiffness 9/10 3/10 10:44"),
        ({"psfs": 4}, "Spasms (PSFS) 4/4 not recorded"),
        ({"orientation": "very_confused"}, "Confusion very confused not recorded 10:44"),
        ({"tremor": "severe"}, "Tremor severe not recorded 10:44"),
        ({"itching": "severe", "rash": False}, "Itch / rash severe / no not recorded 10:44"),
        ({"hr": None}, "Pulse a minute not recorded 72"),
        ({"not_taken": {"hr": "device_low"}, "hr": None}, "Pulse a minute device showed LO 72"),
    ],
)
def test_each_sign_stands_in_its_row_with_its_usual_value(answers, row):
    one = record(check_ins=[check_in(1, 30), check_in(2, 1, **answers)])
    assert row in text_of(printed(one))


def test_values_of_an_old_check_in_are_not_called_now():
    text = text_of(printed(record(check_ins=[check_in(1, 9)])))
    assert "Last, 02:44 Usual" in text
    assert "Now, 02:44" not in text


NIGHT = {"orientation": "very_confused", "stiffness": 9, "psfs": 4, "hallucination": "yes"}


@pytest.mark.parametrize(
    "row",
    [
        "Stiffness 3/10 3/10 9/10, 11 h ago",
        "Spasms (PSFS) not recorded not recorded 4/4, 11 h ago",
        "Confusion normal for them not recorded very confused, 11 h ago",
        "Hallucination no not recorded yes, 11 h ago",
        "Tremor none not recorded no worse recorded",
        "Pulse a minute 72 72 42, 11 h ago",
    ],
)
def test_what_was_bad_last_night_stands_beside_what_is_as_usual_now(row):
    night = check_in(1, 11.5, hr=42, **NIGHT)
    one = record(check_ins=[night, check_in(2, 0.5, psfs=None, tremor="none")])
    assert row in text_of(printed(one))


def test_a_sign_that_is_better_than_it_was_has_its_beginning_and_its_worst():
    days = [check_in(1, 30), *(check_in(k, 20 - 5 * k, stiffness=s) for k, s in ((2, 9), (3, 6)))]
    assert "Stiffness 6/10 3/10 01:44; 9/10, 10 h ago" in text_of(printed(record(check_ins=days)))


def test_where_no_line_is_left_every_worst_value_stays_on_its_one_line():
    night = check_in(1, 11.5, hr=38, **{**NIGHT, "psfs": 2})
    days = [night, check_in(2, 9, hr=190), check_in(3, 1, stiffness=6, hr=None)]
    sheet = select_handoff(record(check_ins=days), None, NOW, rules())
    calm = select_handoff(record(), None, NOW, rules())
    lines = sign_table(calm, 369, 33).height
    assert sign_table(sheet, 369, 33).height > lines
    assert sign_table(sheet, 369, 33, bare=True).height == pytest.approx(lines)


def test_as_usual_is_said_of_nobody_whose_usual_state_is_not_recorded():
    text = text_of(printed(record(usual=None, check_ins=[check_in(1, 9), check_in(2, 1)])))
    assert "Stiffness 3/10 not recorded no worse recorded" in text
    assert "as usual" not in text


def test_legs_that_are_looser_than_usual_are_not_called_as_usual():
    text = text_of(printed(record(check_ins=[check_in(1, 1, stiffness=1)])))
    assert "Stiffness 1/10 3/10 less than usual" in text


def test_the_values_of_an_old_check_in_are_nowhere_called_now():
    text = text_of(printed(record(check_ins=[check_in(1, 48)])))
    assert "Tone and mind Last Usual" in text
    assert "Pulse a minute 72 72 the last" in text
    assert " now " not in text[text.index("Vital signs") : text.index("Seizures")]
    ahead = from_plain(Record, plain_record(check_ins=[check_in(1, 9), check_in(2, -28)]))
    selected = select_handoff(ahead, None, NOW, rules())
    behind = drawn(render(selected, rules()).pdf).text
    assert "Vital signs Last, 2026-05-22 15:44" in behind
    assert "Last dose kept down age not sure 2026-05-22 13:44" in behind


def test_a_value_that_was_corrected_stands_beside_the_level_that_it_made():
    change = {"id": "x", "at": moment(0.5), "target": "c2", "field": "temp_c"}
    change |= {"before": 40, "after": 37}
    plain = {**plain_record(check_ins=[check_in(1, 9), check_in(2, 1)]), "changes": [change]}
    one = from_plain(Record, plain)
    for audience in (Audience.ER, Audience.CLINIC, Audience.SHIFT):
        text = text_of(sheet_from_record(rules(), one, NOW, "letter", audience))
        assert "Corrected 11:14. Before that: Temperature 104.0 °F (40.0 °C)." in text


def test_the_time_of_a_reason_that_lasts_is_called_a_beginning():
    days = [check_in(1, 9, hr=140), check_in(2, 1, hr=151)]
    assert "Limit 131. since 02:44" in text_of(printed(record(check_ins=days)))
    assert "Limit 131. 10:44" in text_of(printed(record(check_ins=days[1:])))


def test_an_age_below_an_hour_is_told_in_minutes():
    days = [check_in(1, 0.35, hr=131), check_in(2, 0.1)]
    assert "Pulse a minute 72 72 131, 21 min ago" in text_of(printed(record(check_ins=days)))


def test_without_planned_times_nobody_knows_that_no_dose_was_missed():
    doses = [{"id": "d", "at": moment(35), "mg": 10, "status": "taken"}]
    given = {"last_kept_dose_at": None, "doses_missed_in_row": None}
    plain = {**plain_record(plans=[], check_ins=[check_in(1, 1, **given)]), "doses": doses}
    text = text_of(printed(from_plain(Record, plain)))
    assert "No dose missed since" not in text
    assert "Missed doses: not recorded" in text


def test_what_a_check_in_said_of_doses_holds_until_then_and_no_longer():
    text = text_of(printed(record(check_ins=[check_in(1, 48)])))
    assert "No dose missed since" not in text
    assert "6 doses in a row not written down" in text
    fresh = text_of(printed(record(check_ins=[check_in(1, 1, last_kept_dose_at=moment(5))])))
    assert "No dose missed since." in fresh


def test_the_doses_of_72_hours_are_all_told_whatever_became_of_them():
    became = ("taken", "partly", "refused", "unsure", "unsure", "missed", "vomited", "extra")
    doses = [
        {"id": f"d{n}", "at": moment(60 - 6 * n), "mg": 20, "status": status}
        for n, status in enumerate(became)
    ]
    told = "kept 1, missed 2, vomited 1, extra 1, partly 1, not sure 2, not written down"
    young = text_of(printed(record(check_ins=[check_in(1, 1)], doses=doses)))
    assert f"Since Mon 18: {told}" in young
    before = {"id": "d9", "at": moment(80), "mg": 20, "status": "missed"}
    assert f"In 72 h: {told}" in text_of(
        printed(record(check_ins=[check_in(1, 1)], doses=[before, *doses]))
    )


def test_a_dose_that_came_up_is_not_hidden_by_a_check_in_that_missed_none():
    doses = [{"id": "d", "at": moment(13), "mg": 20, "status": "vomited"}]
    one = record(check_ins=[check_in(1, 1, last_kept_dose_at=None)], doses=doses)
    text = text_of(printed(one))
    assert "Last dose kept down" in text
    assert "1 dose in a row not kept down" in text
    assert "No dose missed since" not in text


def test_a_cut_that_was_taken_back_says_so_and_the_next_is_measured_from_what_holds():
    back = {"status": "stepped_back", "status_at": moment(48)}
    steps = [
        {"from": "2026-05-08", "mg_per_day": 50, **back},
        {"from": "2026-05-22", "mg_per_day": 40},
    ]
    plan = {**plain_record()["plans"][0], "steps": steps}
    one = record(plans=[plan], check_ins=[check_in(1, 1)])
    assert "2026-05-08, taken back 2026-05-19" in text_of(printed(one))
    told = one.plans[0]
    assert amount_before(told, told.steps[1]) == 60


def _tapped(number, hours_ago, kind, **more):
    return {
        "id": f"e{number}",
        "at": moment(hours_ago),
        "mode": "quick",
        "more": {HAPPENED: kind, **more},
    }


def test_what_was_tapped_stands_on_the_page_though_no_question_asks_for_it():
    storm = _tapped(1, 3, "spasm storm", **{SECONDS: 720})
    days = [check_in(1, 5), storm, _tapped(2, 2, "fall")]
    text = text_of(printed(record(check_ins=days)))
    assert "spasm storm 08:44, 12 min 0 s" in text
    assert "fall 09:44, how it went: not recorded" in text
    assert "1 fall since" in text
    assert "head hit: not recorded" in text


def test_after_a_hold_the_held_dose_stands_and_the_next_step_is_called_not_confirmed():
    told = {"status": "held", "status_by": "Dr. Lee", "status_at": moment(72)}
    steps = [
        {"from": "2026-05-01", "mg_per_day": 60, **told},
        {"from": "2026-05-20", "mg_per_day": 55},
    ]
    plan = {**plain_record()["plans"][0], "id": "p", "steps": steps}
    warned = "Held. NOT confirmed: the next step, 2026-05-20, 55 mg/day. Ask."
    one = record(plans=[plan], check_ins=[check_in(1, 1)])
    text = text_of(printed(one))
    assert warned in text
    assert "60 mg/day baclofen by mouth" in text
    anew = record(plans=[{**plan, "written_on": "2026-05-19"}], check_ins=[check_in(1, 1)])
    assert warned not in text_of(printed(anew))
    assert "55 mg/day baclofen by mouth" in text_of(printed(anew))


def test_without_a_plan_nobody_is_told_that_no_dose_was_cut():
    days = [check_in(1, 30), check_in(2, 1)]
    without = text_of(printed(record(check_ins=days, plans=[])))
    assert "Dose cuts: not recorded." in without
    assert "No dose cut" not in without
    assert "Dose cuts: not recorded." not in text_of(printed(record(check_ins=days)))


def test_a_value_over_a_chart_that_is_older_than_the_check_in_has_its_age():
    one = record(check_ins=[check_in(1, 9, hr=88), check_in(2, 1, hr=None)])
    text = text_of(printed(one))
    assert "Pulse 88, 9 h ago" in text
    assert "Stiffness 3 " in text


@pytest.mark.parametrize("paper", PAPERS)
def test_the_ages_over_the_charts_leave_room_for_what_the_charts_are_called(paper):
    high = {"hr": 188, "sbp": 250, "dbp": 140, "temp_c": Decimal("39.9")}
    quick = dict.fromkeys(("hr", "sbp", "dbp", "temp_c", "stiffness"))
    sheet = printed(record(check_ins=[check_in(1, 71, **high), check_in(2, 1, **quick)]), paper)
    assert_tidy(sheet)
    for words in ("Temp. °F 103.8, 71 h ago", "Pulse 188, 71 h ago", "BP, top 250, 71 h ago"):
        assert words in text_of(sheet)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("drug", ["baclofen", "clonazepam"])
def test_the_dose_of_a_pump_stands_beside_a_plan_by_mouth(drug, paper):
    """Rank 4 of the sheet: in a suspected failure of the pump it is what an ER needs first."""
    plan = {"id": "p", "drug": drug, "route": "oral", "start_mg_per_day": 60, "steps": []}
    pump = {"dose_mcg_per_day": 400}
    event = {"id": "e", "kind": "dose_change", "at": moment(1), "dose_mcg_per_day": 300}
    plain = {
        **plain_record(route="both", drug=drug, pump=pump, plans=[plan]),
        "pump_events": [event],
    }
    one = from_plain(Record, plain)
    text = text_of(printed(one, paper))
    assert "300 mcg/day" in text
    assert "400 to 300 mcg/day" in text
    assert "60 mg/day" in text
    assert "clonazepam by INTRATHECAL" not in text


def test_the_sheet_says_whom_the_screen_said_to_call():
    for contacts in ([], [{"role": "prescriber", "name": "Dr. Lee", "phone": "555-0101"}]):
        heard = check_in(1, 1, psfs=0, pump_alarm="single")
        one = record(route="itb", plans=[], check_ins=[heard], contacts=contacts)
        assert "Caregiver told: call the pump clinic now." in text_of(printed(one))


def test_an_emergency_that_a_quieter_check_in_came_after_is_named_beside_the_level():
    story = [
        check_in(1, 9, seizures=[{"start": moment(9)}]),
        check_in(2, 8, orientation="very_confused"),
        check_in(3, 1),
    ]
    about = {"about": "c2", "who": "Dr. Lee"}
    called = {**about, "id": "a", "at": moment(7), "kind": "called"}
    silent = {**about, "id": "b", "at": moment(6), "kind": "no_answer"}
    told = "04:44 called Dr. Lee, 05:44 no answer from Dr. Lee."
    for actions, ends in (([], "Nobody wrote down who was called."), ([called, silent], told)):
        one = from_plain(Record, {**plain_record(check_ins=story), "actions": actions})
        text = text_of(printed(one))
        assert "EMERGENCY at 03:44:" in text
        assert "At 02:44: A seizure was seen." in text
        assert ends in text
    assert "EMERGENCY at" not in text_of(printed(record(check_ins=[check_in(1, 26), story[2]])))


def test_doses_of_a_medicine_that_no_plan_is_about_are_named():
    doses = [{"id": "d", "at": moment(2), "mg": 20, "status": "taken", "drug": "clonazepam"}]
    text = text_of(printed(record(check_ins=[check_in(1, 1)], doses=doses)))
    assert "Doses in 72 h: clonazepam" in text
    own = [{**doses[0], "drug": "baclofen"}]
    assert "Doses in 72 h: " not in text_of(printed(record(check_ins=[check_in(1, 1)], doses=own)))


def test_the_end_of_what_was_tapped_is_no_correction():
    seizure = {"start": moment(2), "duration_s": 60}
    tap = {**_tapped(1, 2, "seizure"), "seizures": [seizure]}
    change = {
        "id": "x",
        "at": moment(1.9),
        "target": "e1",
        "field": "seizures",
        "before": [{"start": moment(2)}],
        "after": [seizure],
    }
    one = {**plain_record(check_ins=[check_in(1, 5), tap]), "changes": [change]}
    assert "Corrected" not in text_of(printed(from_plain(Record, one)))


def test_the_page_says_that_an_entry_was_taken_out_of_the_record():
    out = {"id": "x", "at": moment(2), "target": "gone", "field": "removed", "after": True}
    back = {**out, "id": "y", "at": moment(1), "after": False}
    for changes, told in (
        ([out], True),
        ([out, back], False),
        ([{**out, "at": moment(200)}], False),
    ):
        one = {**plain_record(), "changes": changes}
        text = text_of(printed(from_plain(Record, one)))
        assert ("1 entry was taken out in 7 days, see the record" in text) is told
    asked = plain_record(check_ins=[check_in(1, 500), check_in(2, 1)])
    long_ago = from_plain(Record, {**asked, "changes": [{**out, "at": moment(200)}]})
    assert "1 entry was taken out since 2026-0" in text_of(clinic(long_ago, days=30))


def test_a_reason_that_a_file_left_blank_is_said_to_be_not_recorded():
    fired = {"id": "E13", "level": "EMERGENCY", "because": " ", "message": "Go.", "source": "S000"}
    told = {"rule_set": "2026.1", "level": "EMERGENCY", "action": "CALL_911", "rules": [fired]}
    text = text_of(printed(record(check_ins=[check_in(1, 1, assessment=told)])))
    assert "1. not recorded" in text
