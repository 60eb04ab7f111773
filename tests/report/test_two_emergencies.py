# SPDX-License-Identifier: MIT
"""A graver sign makes no other one better: an open EMERGENCY stays on the page beside a new one."""

import pytest

from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from tests.report.other_records import action, shift
from tests.report.reading import PAPERS, assert_tidy, printed, text_of
from tests.report.records import check_in, moment, plain_record

LOW = check_in(1, 8, spo2=87)
AFTER = check_in(2, 7, spo2=None)
MIXED_UP = check_in(3, 1, orientation="very_confused")
TOLD = "EMERGENCY at 03:44: Oxygen is 87 %."
NOBODY = "Nobody wrote down who was called."


def of(*check_ins, **lists):
    return from_plain(Record, {**plain_record(check_ins=list(check_ins)), **lists})


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("page", [printed, shift], ids=["er", "shift"])
def test_what_nobody_answered_stands_beside_the_emergency_of_now(page, paper):
    sheet = page(of(LOW, AFTER, MIXED_UP), paper)
    assert_tidy(sheet)
    text = text_of(sheet)
    assert TOLD in text
    assert NOBODY in text
    assert "1. Very confused" in text


@pytest.mark.parametrize(
    "story",
    [
        (LOW, check_in(2, 1, spo2=86, orientation="very_confused")),
        (LOW, check_in(2, 1, spo2=87)),
    ],
)
def test_one_sign_is_told_once_by_its_newest_number(story):
    assert "EMERGENCY at" not in text_of(printed(of(*story)))


def test_what_found_it_and_was_corrected_since_is_told_so_after_a_calm_check_in():
    typed = {
        "id": "x",
        "at": moment(7.5),
        "target": "c1",
        "field": "spo2",
        "before": 87,
        "after": 97,
    }
    low = {"id": "E07", "level": "EMERGENCY", "message": "", "because": "Oxygen is 87 %."}
    judged = {"rule_set": "2026.1", "level": "EMERGENCY", "rules": [low | {"source": ""}]}
    wrong = LOW | {"spo2": 97, "assessment": judged}
    text = text_of(printed(of(wrong, check_in(2, 1), changes=[typed])))
    assert TOLD in text
    assert "Corrected 04:14. Before that: Oxygen (SpO2) 87 %." in text


@pytest.mark.parametrize(("hours_ago", "stands"), [(7.5, False), (0.5, False), (9.5, True)])
def test_an_answer_ends_it_and_a_call_before_it_does_not(hours_ago, stands):
    spoke = action(hours_ago, "spoke", None, who="Dr. Lee")
    text = text_of(printed(of(LOW, AFTER, MIXED_UP, actions=[spoke])))
    assert (TOLD in text) is stands
