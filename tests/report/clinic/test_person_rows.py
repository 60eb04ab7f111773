# SPDX-License-Identifier: MIT
"""What makes a dose or a step more dangerous for somebody stands on every clinic sheet."""

import pytest

from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from tests.report.other_records import action, bare, clinic, steps, worst
from tests.report.reading import PAPERS, assert_tidy, text_of
from tests.report.records import check_in, fullest, plain_record, record

KIDNEY = {"ckd": True, "egfr": 28, "egfr_date": "2026-04-02", "dialysis": True}
RISKS = {
    "diagnosis": "SCI C6 2019",
    "sci_t6_or_above": True,
    "seizure_plan": True,
    "pregnant": True,
    "conditions": ["epilepsy", "sleep apnea"],
    "past_withdrawal": "2021 seizure after a missed refill",
    "months_on_drug": 84,
    "advance_directive": "DNR, blue folder",
    "kidney": {**KIDNEY, "dialysis_days": "Mon Wed Fri"},
}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_clinic_reads_the_risks_as_an_er_does(paper):
    sheet = clinic(record(**RISKS), paper)
    assert_tidy(sheet)
    text = text_of(sheet)
    assert "SCI C6 2019. Cord injury T6 or above (dysreflexia). Has a seizure plan." in text
    assert "Pregnant: yes. Months on drug: 84. Past withdrawal: 2021 seizure after" in text
    assert "Also: epilepsy, sleep apnea" in text
    assert "Code status DNR, blue folder" in text


def test_without_any_of_it_the_clinic_reads_that_it_was_not_recorded_and_of_no_code_status():
    text = text_of(clinic(bare()))
    assert "Risks not recorded. Past withdrawal, months on drug: not recorded" in text
    assert "Code status" not in text


def crowded() -> Record:
    """Return somebody with the risks, many alerts, a plan of many steps, and much told."""
    seizure = {"start": "2026-05-21T08:30:00-04:00", "duration_s": 95}
    hot = {"temp_c": 39, "alertness": "drowsy", "worried": True, "sbp": 182, "dbp": 104}
    seen = [check_in(n, 40 - n, note=f"note {n} of many words " * 9, **hot) for n in range(38)]
    seen[-1] |= {"seizures": [seizure], "other_signs": ["using oxygen"]}
    done = [action(39 - n, "spoke", f"c{n}", who="Dr. Lee", note="words " * 20) for n in range(38)]
    plan = {"drug": "baclofen", "route": "oral", "start_mg_per_day": 300, "steps": steps(9)}
    plans = [plan, {**plan, "drug": "clonazepam"}]
    return from_plain(
        Record, {**plain_record(**RISKS, check_ins=seen, plans=plans), "actions": done}
    )


@pytest.mark.parametrize("paper", PAPERS)
def test_a_full_page_keeps_kidney_seizures_and_risks_and_gives_up_falls_before_them(paper):
    sheet = clinic(crowded(), paper)
    assert_tidy(sheet)
    text = text_of(sheet)
    assert "Cord injury T6 or above (dysreflexia). Has a seizure plan. Pregnant: yes." in text
    assert "eGFR 28, 2026-04-02. Disease: yes. Dialysis: yes, Mon Wed Fri" in text
    assert "Seizures 1 since 2026-05-19. Longest 1 min 35 s." in text
    assert "Code status DNR, blue folder" in text
    assert {"past withdrawal", "falls"} <= set(sheet.left_off)
    assert not {"kidney", "seizures"} & set(sheet.left_off)


@pytest.mark.parametrize("make", [worst, fullest], ids=lambda make: make.__name__)
def test_the_fullest_page_has_a_row_for_the_risks_the_kidney_and_the_seizures(make):
    text = text_of(clinic(make()))
    for words in ("Risks", "eGFR", "Seizures", "Code status"):
        assert words in text
