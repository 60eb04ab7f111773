# SPDX-License-Identifier: MIT
"""A step of 0 mg has no times: those of the plan are of the steps before it."""

import pytest

from caregiver_app.report.paper.fridge_sheet import fridge_sheet
from caregiver_app.report.paper.wallet_card import wallet_card
from tests.report.carry import carried
from tests.report.reading import printed, text_of
from tests.report.records import plain_record, record

PAGES = {
    "er": printed,
    "fridge": lambda told: fridge_sheet(carried(told)),
    "card": lambda told: wallet_card(carried(told)),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_step_of_nothing_says_that_none_is_planned(page):
    plan = {**plain_record()["plans"][0], "dose_times": ["06:00", "22:00"]}
    nought = [*plan["steps"], {"from": "2026-05-21", "mg_per_day": 0}]
    text = text_of(page(record(plans=[{**plan, "steps": nought}])))
    assert "none planned" in text
    assert "06:00" not in text
    assert "none planned" not in text_of(page(record(plans=[plan])))
