# SPDX-License-Identifier: MIT
"""The worst record that can be still gives one page, and what never goes stands on it."""

import re
from functools import cache

import pytest

from caregiver_app.domain.person import Drug
from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.report.er.sheet import render
from caregiver_app.report.paper.fridge_sheet import fridge_sheet
from caregiver_app.report.paper.wallet_card import CARD, wallet_card
from caregiver_app.services.handing_over.handoff import Sheet, sheet_from_record
from tests.report.any_text import HOSTILE, WORDS
from tests.report.carry import carried
from tests.report.hostile import hostile
from tests.report.page_boxes import drawn
from tests.report.page_rules import MOST_BYTES, faults
from tests.report.paper.test_paper_log import log, of
from tests.report.reading import PAPERS
from tests.report.records import NOW, rules

pytestmark = pytest.mark.gui

TEXTS = {
    "words": "many words ",
    "wide": "W",
    "han": "\u8840",
    "arabic": WORDS["arabic"] + " ",
    "devanagari": WORDS["devanagari"] + " ",
    "widest": "\ufdfa",
    "all scripts": " ".join(WORDS.values()) + " ",
    "hostile": " ".join(HOSTILE),
}
DECIMALS = ("", "123456789" * 3)
# Every text and every sheet at each run, one with the other in the long one.
EVERY_SHEET = pytest.mark.parametrize(
    ("audience", "text"),
    [
        pytest.param(
            audience,
            text,
            id=f"{name}-{audience}",
            marks=() if number % len(Audience) == place else pytest.mark.long,
        )
        for number, (name, text) in enumerate(TEXTS.items())
        for place, audience in enumerate(Audience)
    ],
)
EVERY = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
# Every text each time, on Letter and A4 by turns; on the other one in the long run.
EVERY_ON_PAPER = pytest.mark.parametrize(
    ("paper", "text"),
    [
        pytest.param(
            paper,
            text,
            id=f"{name}-{paper}",
            marks=() if number % len(PAPERS) == place else pytest.mark.long,
        )
        for number, (name, text) in enumerate(TEXTS.items())
        for place, paper in enumerate(PAPERS)
    ],
)
ALWAYS = (
    "ON BACLOFEN AND CLONAZEPAM \u2013 DO NOT STOP SUDDENLY",
    "INTRATHECAL PUMP IN PLACE",
    "CHILD",
    "EMERGENCY",
    "Page 1 of 1",
    "Last check-in:",
    "Recorded by family or caregiver \u2013 not verified by a clinician",
)
RANKED = (
    "Dose now",
    "Last dose kept down",
    "Last cut",
    "Reservoir",
    "Usual",
    "Worst in 72 h",
    "Spasms (PSFS)",
    "Allergies (60)",
    "Prescriber",
    "Pump clinic",
    "Decides for them",
)


@cache
def worst(text: str, decimals: str = ""):
    return hostile(text, decimals)


def sheet(text: str, decimals: str, paper: str, audience: Audience) -> Sheet:
    return sheet_from_record(rules(), worst(text, decimals), NOW, paper, audience)


@EVERY_SHEET
def test_the_worst_record_gives_one_tidy_page_for_everybody(qapp, audience, text):
    # Every text on both papers, and every sheet, but not all three together: `dev.py sheets` does.
    turn = (list(Audience).index(audience) + len(text)) % len(PAPERS)
    made = sheet(text, DECIMALS[turn], PAPERS[turn], audience)
    page = drawn(made.pdf)
    assert not faults(page)
    assert [words for words in ALWAYS[4:] if words not in page.text] == []
    assert len(made.pdf) <= MOST_BYTES


@EVERY
def test_what_never_goes_stands_on_the_sheet_of_the_worst_record(qapp, text):
    made = sheet(text, "", "a4", Audience.ER)
    page = drawn(made.pdf).text
    assert [words for words in (*ALWAYS, *RANKED) if words not in page] == []
    assert re.search(r"Seizures \d+ since 20", page)
    for dose in ("clonazepam by INTRATHECAL PUMP", "baclofen", "clonazepam"):
        assert dose in page
    assert page.count("mcg/day") >= 2
    assert len(re.findall(r"\d+ items? not shown", page)) == 1


@EVERY_ON_PAPER
def test_the_pages_to_carry_and_the_log_hold_the_worst_record_too(qapp, paper, text):
    one = worst(text)
    for made in (fridge_sheet(carried(one), paper), log(of(one, *Drug), paper)):
        assert not faults(drawn(made.pdf))
    card = drawn(wallet_card(carried(one), paper).pdf)
    assert [fault for fault in faults(card) if "smaller than 9" not in fault] == []
    assert min(box.size for box in card.boxes) >= CARD - 0.01


@pytest.mark.parametrize("text", ["many words ", "\ufdfa"])
def test_a_page_too_small_for_all_of_it_says_what_has_no_room(qapp, text):
    told = carried(worst(text)).sheet
    made = render(told, rules(), "letter sideways")
    page = drawn(made.pdf)
    assert not faults(page)
    assert [words for words in ALWAYS if words not in page.text and words != "EMERGENCY"] == []
    assert "no room here. See the record." in page.text
    for name in made.left_off:
        if f"{name[:1].upper()}{name[1:]}: no room here" in page.text:
            return
    raise AssertionError(made.left_off)
