# SPDX-License-Identifier: MIT
"""Other people's words on paper."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caregiver_app.report.drawing.fonts import Weight, face, text_width
from caregiver_app.report.drawing.plain_text import printable


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("10\u202emg", "10\ufffdmg"),
        ("a\x00b\x1bc", "a\ufffdb\ufffdc"),
        ("bad\ud800half", "bad\ufffdhalf"),
        ("\U0001f600", "[grinning face]"),
        ("<b>bold</b> &amp;", "<b>bold</b> &amp;"),
        ("5 °C, ½ tablet, Ñandú", "5 °C, ½ tablet, Ñandú"),
    ],
)
def test_words_are_cleaned_where_it_can_be_seen(typed, shown):
    assert printable(typed) == shown


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_control_or_direction_character_survives(typed):
    for character in printable(typed):
        assert character.isprintable() or character in "\u200c\u200d\u00a0"


def test_widths_agree_with_the_writer_of_the_file():
    font = face(Weight.STRONG)
    assert text_width("Dose 5 mg", Weight.STRONG, 10) == pytest.approx(
        font.stringWidth("Dose 5 mg", 10)
    )
