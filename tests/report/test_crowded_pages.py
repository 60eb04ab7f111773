# SPDX-License-Identifier: MIT
"""What matters stands whole on a page with much on it, and nothing on it is cut in silence."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff import select_handoff
from caregiver_app.report.er.sheet import SIDE
from caregiver_app.report.er.side_column import side_column
from caregiver_app.report.er.squeeze import Squeeze
from caregiver_app.services.handing_over.handoff import Sheet
from tests.report.other_records import action, clinic, dose, shift, worst
from tests.report.page_boxes import drawn
from tests.report.page_rules import faults
from tests.report.reading import PAPERS, printed, text_of
from tests.report.records import NOW, check_in, moment, plain_record, record, rules, seizures

DIAZEPAM = {"name": "Diazepam", "dose_text": "5 mg rectal", "at": moment(20)}
TIMES = [{"time": time, "mg": mg} for time, mg in (("06:00", 15), ("14:00", 15), ("22:00", 20))]
STEPS = [
    {"from": "2026-05-10", "mg_per_day": 60},
    {"from": "2026-05-19", "mg_per_day": 50, "doses": TIMES},
]
PUMP = [{"from": "2026-05-10", "mcg_per_day": 350}]
PLANS = [
    {"drug": "baclofen", "route": "oral", "start_mg_per_day": 80, "steps": STEPS},
    {"drug": "baclofen", "route": "itb", "start_mcg_per_day": 400, "steps": PUMP},
    {"drug": "clonazepam", "route": "oral", "start_mg_per_day": 2, "steps": STEPS[1:]},
]
TRAMADOL = {"new_medicine": "Tramadol 50 mg", "sedating_medicine": True}
BAD = {"temp_c": Decimal("38.9"), "hr": 126, "sbp": 178, "dbp": 104, "rr": 26, "spo2": 91}
CHECKS = [
    check_in(1, 60, other_signs=["metallic taste"], more=TRAMADOL),
    check_in(2, 40, temp_c=Decimal("38.4"), vomited_doses_24h=1, prn_taken=[DIAZEPAM]),
    check_in(3, 22, temp_c=Decimal("34.9"), orientation="muddled", seizures=seizures(2)),
    check_in(4, 10, extra_dose=True, hallucination="yes", note="Saw spiders. " * 8),
    check_in(
        5,
        2,
        urine="tea_cola",
        alertness="drowsy",
        stiffness=7,
        pump_alarm="two_tone",
        worried=True,
        **BAD,
    ),
]
LOG = [dose(45.7), dose(37.7, "vomited"), dose(29.7, "late"), dose(13.7, "missed")]
GROUPS = {"Oxycodone": "opioid", "Apixaban": "anticoagulant", "Gabapentin": "sedating"}


def night() -> Record:
    """Return a bad night of somebody who has a pump, two drugs by mouth and a rescue medicine."""
    person = {
        "route": "both",
        "pump": {"maker": "Medtronic", "model": "SynchroMed II"},
        "sci_t6_or_above": True,
        "conditions": ["epilepsy", "kidney disease stage 3"],
        "allergies": ["penicillin (hives)", "latex"],
        "diagnosis": "spinal cord injury T5, with spasms of both legs since 2019",
        "advance_directive": "Full code. A living will is in the blue folder by the door.",
        "past_withdrawal": "ICU 2023 after a missed refill",
        "medicines": [{"name": n, "dose_text": "5 mg", "groups": [g]} for n, g in GROUPS.items()],
    }
    done = [action(9, "spoke", "c4", who="Dr. Lee", note="Hold the step.")]
    lists = {"plans": PLANS, "check_ins": CHECKS, "doses": LOG}
    return from_plain(Record, {**plain_record(**person, **lists), "actions": done})


def tidy(sheet: Sheet) -> str:
    page = drawn(sheet.pdf)
    assert faults(page) == []
    assert "(more in the record)" not in page.text or sheet.left_off
    return page.text


@pytest.mark.parametrize("paper", PAPERS)
def test_a_new_medicine_and_what_was_told_in_words_keep_their_ages(paper):
    text = tidy(printed(night(), paper))
    told = "metallic taste (60 h ago), new medicine: Tramadol 50 mg (60 h ago), sleepy medicine"
    assert f"{told} (60 h ago)" in text
    assert "Diazepam 5 mg rectal, 2026-05-20 15:44" in text


@pytest.mark.parametrize("paper", PAPERS)
def test_the_clinic_reads_what_is_not_known_of_a_plan_and_no_cut_in_its_place(paper):
    text = tidy(clinic(night(), paper))
    assert text.count("Day of writing, review: not recorded.") == 3
    assert "extra: told" in text
    assert "Diazepam 5 mg rectal, 2026-05-20 15:44" in text


@pytest.mark.parametrize("paper", PAPERS)
def test_the_next_caregiver_reads_what_was_given_and_what_to_do_first(paper):
    text = tidy(shift(night(), paper))
    assert "Diazepam 5 mg rectal, 2026-05-20 15:44" in text
    assert "Do next Call 911 now." in text


def test_a_head_of_a_plan_that_is_cut_is_named():
    plan = {**PLANS[0], "prescriber": "Dr. Lee of a clinic with a long name " * 4}
    plans = [{**plan, "id": f"p{k}"} for k in range(2)]
    crowded = from_plain(Record, plain_record(plans=plans, check_ins=CHECKS))
    sheet = clinic(crowded)
    text = text_of(sheet)
    head = text[text.index("Plan as written") :].split("Step From")[0]
    assert ("(more in the record)" in head) == ("the head of a plan in full" in sheet.left_off)


def test_of_the_dates_of_a_pump_that_have_passed_the_low_reservoir_alone_takes_two_lines():
    passed = ("low_reservoir_date", "empty_date", "replace_by", "refill_appointment")
    pump = dict.fromkeys(passed, "2026-05-01")
    calm = select_handoff(record(route="both", pump=pump), None, NOW, rules())
    roomy, _kidney = side_column(calm, SIDE, 33, 190)
    brief, _kidney = side_column(calm, SIDE, 33, 190, Squeeze.BARE)
    assert roomy.height - brief.height > 30


@pytest.mark.parametrize("paper", PAPERS)
def test_the_fullest_page_for_the_next_caregiver_tells_when_each_dose_is_due(paper):
    hourly = [f"{hour:02}:59" for hour in range(24)]
    plans = [{**plan, "dose_times": hourly, "steps": STEPS[:1]} for plan in (PLANS[0], PLANS[2])]
    log = [dose(26, drug=plan["drug"]) for plan in plans]
    plain = plain_record(plans=plans, doses=log, check_ins=[])
    crowded = replace(worst(), plans=from_plain(Record, plain).plans)
    sheet = shift(replace(crowded, doses=from_plain(Record, plain).doses), paper)
    text = tidy(sheet)
    for drug in ("baclofen", "clonazepam"):
        assert f"Next planned dose of {drug}: 11:59" in text
        assert f"{drug} 2026-05-21 11:59" in text[text.index("Next dose") :]
    assert "things to do" in " ".join(sheet.left_off)
    assert "Next dose in full" not in sheet.left_off
