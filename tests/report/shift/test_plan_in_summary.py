# SPDX-License-Identifier: MIT
"""Plans of an odd shape: the summary of the sheet and the code for a phone tell them as the ER."""

import pytest

from caregiver_app.report.drawing.qr_code import RecordMark, code_text
from tests.report.drawing.test_qr_code import of_now
from tests.report.other_records import shift
from tests.report.reading import text_of
from tests.report.records import moment, plain_record, record


def told(*steps, **plan):
    return record(plans=[{**plain_record()["plans"][0], "id": "p", "steps": list(steps), **plan}])


def test_a_plan_that_ended_is_told_as_ended_and_not_as_a_dose_of_nothing():
    over = told({"from": "2026-05-15", "mg_per_day": 0}, finished=True)
    text = text_of(shift(over))
    assert "baclofen by mouth: 0 mg/day, plan finished on 2026-05-15." in text
    assert "step 1 of 1" not in text


def test_a_cut_that_was_taken_back_says_when():
    back = {"status": "stepped_back", "go_back_to": "60 mg", "status_at": moment(72)}
    steps = ({"from": "2026-05-01", "mg_per_day": 60}, {"from": "2026-05-12", "mg_per_day": 55})
    text = text_of(shift(told(steps[0], {**steps[1], **back})))
    assert "60 to 55 mg/day, taken back 2026-05-18." in text
    assert "taken back" not in text_of(shift(told(*steps)))


@pytest.mark.parametrize(("day", "is_told"), [("2026-05-21", True), ("2026-05-22", False)])
def test_the_code_says_that_a_step_behind_a_hold_is_not_confirmed(day, is_told):
    held = {"status": "held", "status_by": "Dr. Lee", "status_at": moment(72)}
    step = {"from": "2026-05-01", "mg_per_day": 60, **held}
    words = code_text(
        of_now(told(step, {"from": day, "mg_per_day": 55})), RecordMark(id="x", sha256="0" * 64)
    )
    assert ("60 mg/day, held, next step NOT confirmed" in words) is is_told


def test_a_liquid_has_its_product_and_strength_beside_its_doses():
    """4 mL of another bottle are another dose."""
    liquid = {"product_name": "Fleqsuvy", "concentration_mg_per_ml": 5}
    assert "baclofen by mouth, Fleqsuvy 5 mg/mL: 55 mg/day" in text_of(shift(record(**liquid)))
    unnamed = record(concentration_mg_per_ml=5)
    assert "baclofen by mouth, 5 mg/mL: 55 mg/day" in text_of(shift(unnamed))
    assert "baclofen by mouth: 55 mg/day" in text_of(shift(record()))
