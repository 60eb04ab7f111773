# SPDX-License-Identifier: MIT
"""Names in scripts that the bundled typeface has not."""

import subprocess
import sys

import pytest

from tests.report.reading import assert_tidy, printed, selected_text
from tests.report.records import record

pytestmark = pytest.mark.gui


def test_an_arabic_name_is_drawn_and_can_be_selected(qapp):
    sheet = printed(record(name="محمد الأحمد"))
    assert_tidy(sheet)
    assert "محمد الأحمد" in selected_text(sheet)


def test_an_arabic_name_between_latin_ones_is_read_back_letter_by_letter(qapp):
    assert "Omar محمد" in selected_text(printed(record(name="Omar محمد Lee")))


def test_digits_in_arabic_keep_their_order(qapp):
    text = selected_text(printed(record(diagnosis="ضغط الدم 132/84")))
    assert "132/84" in text


@pytest.mark.parametrize("name", ["ᚠᚢᚦ", "\U00013000\U00013001"])
def test_letters_without_a_font_leave_a_note_and_never_empty_boxes(qapp, name):
    sheet = printed(record(name=name))
    assert "[letters this computer cannot print]" in selected_text(sheet)


def test_the_same_arabic_record_gives_the_same_bytes(qapp):
    one, two = (printed(record(name="שלום محمد")) for _turn in range(2))
    assert one.pdf == two.pdf


def test_a_latin_record_never_loads_qt():
    code = (
        "import sys; from tests.report.reading import printed; from tests.report.records import"
        " record; printed(record()); assert 'PySide6' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
