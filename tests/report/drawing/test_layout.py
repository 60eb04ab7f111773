# SPDX-License-Identifier: MIT
"""Breaking words into lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caregiver_app.report.drawing.layout import break_lines, fixed, line_width, plain, said, strong


def shown(lines) -> list[str]:
    return ["".join(run.text for run in line) for line in lines.lines]


@settings(deadline=None)
@given(st.text(alphabet="ab ÄÖ-123", max_size=300), st.floats(60, 400))
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(text, width):
    lines = break_lines(said(text) + strong(" end"), 9.5, width)
    assert all(line_width(line, 9.5) <= width + 0.01 for line in lines.lines)
    assert "".join(shown(lines)).replace(" ", "") == (text + "end").replace(" ", "")


def test_a_value_and_its_unit_stay_on_one_line():
    lines = break_lines(plain("Dose " + fixed("15 mg")), 9.5, 35)
    assert shown(lines) == ["Dose", "15\u00a0mg"]


@pytest.mark.parametrize("dose", ["1 mg", "2.5 mL", "400 mcg", "20 units", "37.5 \u00b0C"])
def test_no_line_parts_a_number_from_its_unit_in_the_words_of_a_label(dose):
    for width in range(60, 140, 7):
        lines = break_lines(said(f"lorazepam {dose} twice a day"), 9, width).lines
        texts = [" ".join("".join(run.text for run in line).split()) for line in lines]
        assert any(dose in text for text in texts)


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_cut_says_that_there_is_more(most):
    lines = break_lines(plain("some words " * 60), 9.5, 200, most=most)
    assert len(lines.lines) == most
    assert lines.was_cut
    assert shown(lines)[-1].replace("\u00a0", " ").endswith("(more in the record)")
    assert all(line_width(line, 9.5) <= 200 for line in lines.lines)


def test_a_text_from_the_right_that_is_cut_ends_apart_from_what_says_so(qapp):
    (line,) = break_lines(said("לחץ דם 132/84 בבוקר " * 9), 9.5, 260, most=1).lines
    words, notice = line
    assert (words.is_complex, words.text.endswith(" ")) == (True, False)
    assert notice.text.replace("\u00a0", " ") == " (more in the record)"


def test_a_name_that_ends_deep_leaves_room_below_it(qapp):
    assert break_lines(said("فاطمة العلي"), 20, 400).below == 4
    assert break_lines(said("Nguyễn Thị"), 20, 400).below == 0
