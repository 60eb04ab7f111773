# SPDX-License-Identifier: MIT
"""The next caregiver reads what turns a fall or a sleepy hour into a call, and a look that is late.

A blood thinner makes a hit on the head an emergency (E18), an opioid or failing kidneys make
sleepiness one (U15), and a seizure plan says whom to call (E01).
"""

import pytest

from caregiver_app.report.shift import shift_lists
from tests.report.other_records import busy, shift, worst
from tests.report.reading import PAPERS, assert_tidy, text_of
from tests.report.records import check_in, record

MEDICINES = [
    {"name": "Warfarin", "groups": ["anticoagulant"]},
    {"name": "Oxycodone", "groups": ["opioid"]},
    {"name": "Haldol", "groups": ["antipsychotic"]},
]
KIDNEYS = {"dialysis": True, "dialysis_days": "Mon Wed Fri"}
TOLD = {
    "seizure_plan": True,
    "pregnant": True,
    "medicines": MEDICINES,
    "kidney": KIDNEYS,
}


@pytest.mark.parametrize("paper", PAPERS)
def test_the_risks_stand_under_the_summary(paper):
    sheet = shift(record(**TOLD, check_ins=[check_in(1, 1)]), paper)
    assert_tidy(sheet)
    text = text_of(sheet)
    assert "Has a seizure plan. Pregnant. " in text
    assert "Blood thinner: Warfarin. Opioid: Oxycodone. Makes sleepy: Haldol." in text
    assert "On dialysis (Mon Wed Fri)." in text


def test_nothing_stands_where_nothing_of_it_is_recorded():
    text = text_of(shift(record(medicines=[], check_ins=[check_in(1, 1)])))
    for words in ("seizure plan", "Pregnant", "Blood thinner", "Makes sleepy", "dialysis"):
        assert words not in text


def test_on_the_fullest_page_they_give_way_and_are_named_at_the_foot():
    sheet = shift(worst())
    assert_tidy(sheet)
    assert "Blood thinner:" in text_of(sheet) or "what makes it more dangerous" in sheet.left_off


def test_a_look_that_is_late_stays_on_the_fullest_page(monkeypatch):
    told = []
    real = shift_lists.do_next
    monkeypatch.setattr(shift_lists, "do_next", lambda *of: told.append(real(*of)) or told[-1])
    text = text_of(shift(busy()))
    assert "Do it now." in text
    late = [item for item in told[0] if "Do it now." in "".join(run.text for run in item.words)]
    assert [item.stays for item in late] == [True]
