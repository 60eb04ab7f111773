# SPDX-License-Identifier: MIT
"""Who this is, on the sheet for the next caregiver: nothing is cut without being counted."""

import re

import pytest

from tests.report.other_records import shift
from tests.report.reading import PAPERS, text_of
from tests.report.records import moment, record


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("count", [3, 13, 60])
def test_allergies_and_conditions_that_have_no_room_are_counted(count, paper):
    allergies = [f"allergy{n:02d} hives" for n in range(count)]
    conditions = [f"known{n:02d} since childhood" for n in range(count)]
    sheet = shift(record(allergies=allergies, conditions=conditions, diagnosis="MS"), paper)
    text = text_of(sheet)
    shown, known = (len(re.findall(name + r"\d\d", text)) for name in ("allergy", "known"))
    assert (f"{count - shown} more" in text) is (shown < count)
    assert ("allergies in full" in sheet.left_off) is (shown < count)
    assert (f"{count - known} conditions" in sheet.left_off) is (known < count)
    assert "Diagnosis: MS" in text
    assert shown >= min(count, 3)


def test_all_that_was_not_answered_is_named():
    quiet = {"id": "q", "at": moment(1), "mode": "quick", "recorder": "daughter"}
    text = text_of(shift(record(check_ins=[quiet], dob=None)))
    assert "breathing, stiffness, doses taken, date of birth" in text
