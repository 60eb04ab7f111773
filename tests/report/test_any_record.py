# SPDX-License-Identifier: MIT
"""Any record at all gives one whole page: drawn from the schema, read from the finished file."""

import re
from dataclasses import replace

import pytest

from caregiver_app.report.drawing.layout import Block, Page, break_lines, plain
from caregiver_app.report.er.sheet import one_page
from tests.report.any_record import any_case
from tests.report.page_boxes import drawn
from tests.report.page_rules import faults, problems, sheet_of
from tests.report.reading import selected_text, share_ink, words_of
from tests.report.records import fullest
from tests.report.traced import Traced

pytestmark = pytest.mark.gui

RECORDS = 300
SAMPLE, TRACED = 40, 100  # every time; the others in the long run
PART = 20
READ_BACK = 6
READ_ALWAYS = 2


def some(numbers: range, always: int) -> list:
    """Return the first numbers for every run, and the others for the long one."""
    rest = (pytest.param(number, marks=pytest.mark.long) for number in numbers[always:])
    return [*numbers[:always], *rest]


@pytest.mark.parametrize("first", some(range(0, RECORDS, PART), SAMPLE // PART))
def test_any_record_gives_one_page_on_which_all_holds(qapp, first):
    """Of the first hundred each number is looked for in the record, too."""
    for number in range(first, first + PART):
        case = any_case(number)
        sheet = sheet_of(case)
        page = drawn(sheet.pdf)
        assert not problems(case, sheet, page), number
        if case.is_behind:
            assert "This computer's clock is EARLIER than the last check-in" in page.text
            assert not re.search(r"[-\u2212]\d+ (h|days?)", page.text)
        if number < TRACED:
            assert Traced(case.record, case.now).untraced(page.text) == [], number


def test_a_record_that_once_had_no_room_for_its_kidneys_keeps_all_that_is_never_dropped(qapp):
    case = any_case(2994, seed=2027)
    sheet = sheet_of(case)
    assert problems(case, sheet, drawn(sheet.pdf)) == []


def test_a_record_whose_second_weight_once_hid_the_language_keeps_that(qapp):
    case = any_case(157, seed=2030)
    sheet = sheet_of(case)
    assert problems(case, sheet, drawn(sheet.pdf)) == []


@pytest.mark.parametrize("number", [1934, 3817])
def test_a_long_word_for_the_sex_does_not_hide_the_language_on_a_full_page(qapp, number):
    case = any_case(number, seed=2041)
    sheet = sheet_of(case)
    assert not problems(case, sheet, drawn(sheet.pdf))
    assert "who they are" in sheet.left_off


@pytest.mark.parametrize("number", [79, 139, 2389])
def test_doses_that_went_up_take_the_place_of_nothing_on_a_full_page(qapp, number):
    case = any_case(number, seed=2042)
    sheet = sheet_of(case)
    assert not problems(case, sheet, drawn(sheet.pdf))


def test_among_the_records_are_some_with_a_clock_that_is_behind():
    assert all(any_case(number).is_behind for number in (5, 23, 24, 34))


@pytest.mark.parametrize("number", some(range(4, 30 * READ_BACK, 30), READ_ALWAYS))
def test_another_reader_sees_the_same_tidy_page(qapp, number):
    sheet = sheet_of(any_case(number))
    words, width, height = words_of(sheet)
    for word in words:
        assert 32 <= word["x0"] < word["x1"] <= width - 32, word
        assert 15 <= word["top"] < word["bottom"] <= height - 15, word
        assert word["size"] >= 8.99, word
    alone = sorted(words, key=lambda word: word["top"])
    for place, word in enumerate(alone):
        for other in alone[place + 1 :]:
            if other["top"] > word["bottom"]:
                break
            assert not share_ink(word, other), (word["text"], other["text"])


def test_our_own_reading_of_a_page_is_that_of_others(qapp):
    sheet = sheet_of(replace(any_case(0), record=fullest()))
    page = drawn(sheet.pdf)
    boxes = [box for box in page.boxes if box.text.strip()]
    words, width, height = words_of(sheet)
    assert min(box.x0 for box in boxes) == pytest.approx(min(w["x0"] for w in words), abs=0.1)
    assert max(box.x1 for box in boxes) == pytest.approx(max(w["x1"] for w in words), abs=0.1)
    assert {round(b.size, 1) for b in boxes} == {round(w["size"], 1) for w in words}
    assert page.text.split() == selected_text(sheet).split()
    assert (page.width, page.height) == (width, height)


@pytest.mark.parametrize(
    ("x", "top", "size", "fault"),
    [
        (100, 100, 9.5, "on each other"),
        (20, 300, 9.5, "outside the margins"),
        (540, 300, 9.5, "outside the margins"),
        (100, 780, 9.5, "outside the margins"),
        (100, 300, 8.5, "smaller than 9 pt"),
        (100, 494, 9.5, "a line through"),
    ],
)
def test_words_that_stand_wrong_are_noticed(x, top, size, fault):
    words = break_lines(plain("words of a block"), size, 500)

    def draw(page: Page, _top: float) -> None:
        page.lines(break_lines(plain("other words"), 9.5, 200), 110, 102)
        page.rule(33, 579, 500, 0.5)
        page.lines(words, x, top)

    sheet = one_page("Test", "letter", lambda _page, _room: ([Block(9, draw)], Block(0, draw), ()))
    assert any(fault in found for found in faults(drawn(sheet.pdf)))


def test_the_fullest_record_keeps_the_rules_of_the_page(qapp):
    full = replace(any_case(0), record=fullest(), paper="letter", is_behind=False)
    sheet = sheet_of(full)
    assert problems(full, sheet, drawn(sheet.pdf)) == []
