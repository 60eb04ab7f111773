# SPDX-License-Identifier: MIT
"""What is written of care they do not want stands where the next caregiver and a crew look."""

import pytest

from caregiver_app.report.paper.fridge_sheet import fridge_sheet
from caregiver_app.report.paper.wallet_card import wallet_card
from tests.report.carry import carried
from tests.report.other_records import shift
from tests.report.reading import PAPERS, text_of
from tests.report.records import check_in, record
from tests.report.test_carried_pages import tidy

PAPERS_SAY = "DNR, hospice at home: call hospice, not 911"


def fridge(told, paper="letter"):
    return fridge_sheet(carried(told), paper)


def card(told, paper="letter"):
    return wallet_card(carried(told), paper)


PAGES = {"shift": shift, "fridge": fridge, "card": card}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("page", PAGES)
def test_it_stands_on_the_page_and_nothing_stands_where_nobody_wrote_of_it(page, paper):
    sheet = PAGES[page](record(advance_directive=PAPERS_SAY, check_ins=[check_in(1, 1)]), paper)
    tidy(sheet)
    assert f"Code status: {PAPERS_SAY}" in text_of(sheet)
    assert "Code status" not in text_of(PAGES[page](record(check_ins=[check_in(1, 1)]), paper))


@pytest.mark.parametrize("page", PAGES)
def test_a_long_one_is_cut_and_says_so(page):
    long = record(advance_directive="no tube and " * 60, diagnosis="word " * 60)
    sheet = PAGES[page](long)
    tidy(sheet)
    assert "Code status: no tube and no tube" in text_of(sheet)
    assert "(more in the record)" in text_of(sheet)
