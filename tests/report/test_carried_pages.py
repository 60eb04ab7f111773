# SPDX-License-Identifier: MIT
"""The wallet card and the sheet for the fridge, read back from the file."""

import io
import re
from dataclasses import replace

import pdfplumber
import pytest

from caregiver_app.content.form import load_form
from caregiver_app.domain.moments import Moment
from caregiver_app.report.er.sheet import Rendered
from caregiver_app.report.paper.fridge_sheet import fridge_sheet
from caregiver_app.report.paper.wallet_card import CARD, HEIGHT, WIDTH, wallet_card
from tests.report.any_record import any_case
from tests.report.carry import NAMES, carried
from tests.report.page_boxes import drawn
from tests.report.page_rules import faults
from tests.report.reading import PAPERS, text_of
from tests.report.records import fullest, plain_record, practice, record
from tests.test_architecture import FORBIDDEN

PAGES = {"card": wallet_card, "fridge": fridge_sheet}
BOTH = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


def tidy(sheet: Rendered) -> None:
    """Check a page; only the card may be smaller than 9 pt, and never under 8."""
    page = drawn(sheet.pdf)
    is_card = "Wallet card" in page.text
    found = [fault for fault in faults(page) if not is_card or "smaller than 9" not in fault]
    assert found == []
    assert min(box.size for box in page.boxes) >= (CARD if is_card else 9) - 0.01


def cards(sheet: Rendered) -> list[dict]:
    """Return the edges to cut along."""
    with pdfplumber.open(io.BytesIO(sheet.pdf)) as file:
        rects = file.pages[0].rects
        return [r for r in rects if abs(r["width"] - 2 * WIDTH) < 2 and r["height"] > 100]


@BOTH
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["oral", "pump", "both", "child"])
def test_a_carried_page_of_a_practice_person_is_one_tidy_marked_page(page, paper, name):
    of = practice(name)
    sheet = page(carried(of, of.last_check_in.at), paper)
    tidy(sheet)
    text = text_of(sheet)
    assert "NOT A REAL PERSON" in text
    assert "DO NOT STOP SUDDENLY" in text
    assert "Recorded by family or caregiver \u2013 not verified by a clinician" in text
    assert "Page 1 of 1" in text


@BOTH
@pytest.mark.parametrize("paper", PAPERS)
def test_the_fullest_record_is_one_tidy_page_with_every_dose_and_the_first_numbers(page, paper):
    sheet = page(carried(fullest()), paper)
    tidy(sheet)
    text = text_of(sheet)
    for words in ("350 mcg/day", "baclofen 55 mg/day by mouth", "clonazepam 55 mg/day by mouth"):
        assert words in text
    assert "INTRATHECAL PUMP" in text
    assert text.count("+1 313 555 0188 9999") >= 3
    assert "(more in the record)" in text


@BOTH
@pytest.mark.parametrize("text", ["W" * 300, "نص طويل جدا ", "很长的文字", "x "])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_longest_texts_of_any_script_still_give_one_tidy_page(qapp, page, text, paper):
    tidy(page(carried(fullest(text)), paper))


@BOTH
def test_what_is_cut_is_cut_with_a_word_about_it(page):
    long = [{"role": "prescriber", "name": "N" * 90, "phone": "5" * 90}]
    text = text_of(page(carried(record(contacts=long, allergies=["a" * 90], name="Q" * 90))))
    copies = text.count("DO NOT STOP SUDDENLY")
    assert text.count("(more in the record)") == 4 * copies


@pytest.mark.parametrize(
    "first", [0, *(pytest.param(first, marks=pytest.mark.long) for first in range(10, 60, 10))]
)
def test_any_record_gives_one_tidy_page(qapp, first):
    for number in range(first, first + 10):
        case = any_case(number)
        told = carried(case.record, case.now)
        for page in PAGES.values():
            tidy(page(told, case.paper))


@BOTH
def test_who_what_dose_and_whom_to_ring_stand_on_it(page):
    text = text_of(page(carried(record())))
    for words in ("Test Person", "1960-02-01", "55 mg/day", "baclofen by mouth", "latex"):
        assert words in text
    assert "555-0101" in text
    assert "Do not stop or skip baclofen on your own." in text


@BOTH
def test_every_red_flag_of_the_form_and_the_fever_are_on_it(page):
    text = text_of(page(carried(record())))
    assert "Any of these: Call 911 now" in text
    for tile in load_form().tiles:
        assert tile.label in text
    assert "102.3 °F (39.1 °C)" in text
    assert "two-tone" not in text
    child = practice("child")
    assert "104.0 °F (40.0 °C)" in text_of(page(carried(child, child.last_check_in.at)))


@BOTH
def test_a_pump_has_its_alarm_with_what_to_do(page):
    text = text_of(page(carried(practice("pump"))))
    assert "Pump sound: two-tone" in text
    assert "Go to the ER now" in text
    assert "Two new signs: stiff, itch" in text
    assert "Two new signs" not in text_of(page(carried(record())))


@BOTH
def test_it_says_for_which_day_it_holds_and_when_to_print_it_again(page):
    plan = {**plain_record()["plans"][0]}
    ahead = [*plan["steps"], {"from": "2026-06-03", "mg_per_day": 50}]
    coming = text_of(page(carried(record(plans=[{**plan, "steps": ahead}]))))
    assert "2026-06-03" in coming
    assert "Print again" in coming
    last = text_of(page(carried(record())))
    assert "2026-06-03" not in last
    assert "Print again" in last
    later = Moment.parse("2026-06-04T08:00:00-04:00")
    assert "50 mg/day" in text_of(page(carried(record(plans=[{**plan, "steps": ahead}]), later)))


@BOTH
def test_what_nobody_recorded_is_said(page):
    bare = record(contacts=[], allergies=None, plans=[], check_ins=[], dob=None)
    text = text_of(page(carried(bare)))
    assert text.count("not recorded") >= 4
    none = text_of(page(carried(record(allergies=[]))))
    assert "none known" in none


@BOTH
@pytest.mark.parametrize("name", NAMES)
def test_any_name_fits_on_it(qapp, page, name):
    sheet = page(
        carried(
            record(name=name, contacts=[{"role": "prescriber", "name": name, "phone": "555-0101"}])
        )
    )
    tidy(sheet)
    assert "555-0101" in text_of(sheet)


@BOTH
def test_it_gives_no_advice_about_a_dose_and_is_the_same_each_time(page):
    assert FORBIDDEN.search(text_of(page(carried(fullest())))) is None
    assert page(carried(record())).pdf == page(carried(record())).pdf


def test_an_ordinary_card_has_the_size_of_a_bank_card_and_comes_twice():
    found = cards(wallet_card(carried(record())))
    assert len(found) == 2
    assert all(abs(card["height"] - HEIGHT) < 1 for card in found)


def test_a_card_with_more_to_say_is_taller_and_says_so():
    sheet = wallet_card(carried(fullest()))
    assert all(card["height"] > HEIGHT for card in cards(sheet))
    assert "taller than a bank card" in text_of(sheet)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("make", [fullest, lambda: practice("both"), lambda: practice("pump")])
def test_a_card_that_is_folded_once_more_anyway_has_the_words_of_a_page(make, paper):
    sheet = wallet_card(carried(make()), paper)
    assert all(card["height"] > HEIGHT for card in cards(sheet))
    assert min(box.size for box in drawn(sheet.pdf).boxes) >= 9


def test_numbers_that_are_not_on_the_page_are_counted():
    many = [{"role": "family", "name": "N", "phone": f"555-02{k:02}"} for k in range(9)]
    assert "8 more numbers in the record" in text_of(fridge_sheet(carried(record(contacts=many))))


def test_a_fridge_sheet_too_full_for_every_reason_to_call_counts_the_rest():
    assert fridge_sheet(carried(record())).left_off == ()
    whole = replace(carried(record()), urgent=("A reason to call. " * 30,) * 8)
    crowded = fridge_sheet(whole)
    tidy(crowded)
    (told,) = crowded.left_off
    assert re.fullmatch(r"\d more reasons to call", told)
    assert f"{told}: see the program." in text_of(crowded)


def test_the_fridge_sheet_says_from_when_the_dose_holds():
    assert "This dose holds from 2026-05-20." in text_of(fridge_sheet(carried(record())))


def test_each_medicine_of_the_fridge_sheet_has_its_own_day():
    text = text_of(fridge_sheet(carried(record(route="both", pump={"dose_mcg_per_day": 400}))))
    assert "baclofen by mouth: from 2026-05-20." in text
    assert "baclofen by INTRATHECAL PUMP: since when is not recorded." in text
    assert "This dose holds from" not in text


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ({}, "stepping down from baclofen by mouth. Stopping"),
        (
            {"drug": "clonazepam", "route": "itb", "plans": []},
            "stepping down from clonazepam by mouth and baclofen from a pump under the skin.",
        ),
        ({"route": "itb", "plans": []}, "stepping down from baclofen from a pump under the skin."),
        ({"route": "both"}, "stepping down from baclofen by mouth and from a pump. Stopping"),
    ],
)
def test_the_card_names_for_each_drug_the_way_it_is_taken(person, words):
    assert words in text_of(wallet_card(carried(record(**person))))


@BOTH
def test_a_long_text_is_cut_at_a_word(page):
    allergy = "penicillin and all of its relatives, hives and a swollen throat in 2009"
    text = text_of(page(carried(record(allergies=[allergy])), "letter"))
    assert "hives and a swollen (more in the record)" in text
