# SPDX-License-Identifier: MIT
"""Any record at all gives one whole page: drawn from the schema, read from the finished file."""

from dataclasses import replace

import pytest

from caregiver_app.report.layout import Block, Page, break_lines, plain
from caregiver_app.report.sheet import one_page
from tests.report.any_record import any_case
from tests.report.page_boxes import drawn
from tests.report.page_rules import faults, problems, sheet_of
from tests.report.reading import assert_tidy, text_of, words_of
from tests.report.records import fullest

pytestmark = pytest.mark.gui

RECORDS = 300
PART = 30
READ_BACK = 12


@pytest.mark.parametrize("first", range(0, RECORDS, PART))
def test_any_record_gives_one_page_on_which_all_holds(qapp, first):
    for number in range(first, first + PART):
        case = any_case(number)
        assert not problems(case, sheet_of(case)), number


@pytest.mark.parametrize("number", range(4, 15 * READ_BACK, 15))
def test_another_reader_sees_the_same_tidy_page(qapp, number):
    assert_tidy(sheet_of(any_case(number)))


def test_our_own_reading_of_a_page_is_that_of_others(qapp):
    sheet = sheet_of(replace(any_case(0), record=fullest()))
    page = drawn(sheet.pdf)
    boxes = [box for box in page.boxes if box.text.strip()]
    words, width, height = words_of(sheet)
    assert min(box.x0 for box in boxes) == pytest.approx(min(w["x0"] for w in words), abs=0.1)
    assert max(box.x1 for box in boxes) == pytest.approx(max(w["x1"] for w in words), abs=0.1)
    assert {round(b.size, 1) for b in boxes} == {round(w["size"], 1) for w in words}
    assert page.text.split() == text_of(sheet).split()
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
    assert problems(full, sheet_of(full)) == []
