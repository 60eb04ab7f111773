# SPDX-License-Identifier: MIT
"""Names in scripts that the bundled typeface has not."""

import hashlib
import subprocess
import sys

import pytest

from caregiver_app.report.drawing import shaped_text
from caregiver_app.report.drawing.fonts import Weight
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


def test_letters_of_several_fonts_are_drawn_in_an_order_that_does_not_hang_on_chance(qapp):
    mixed = "one بيت two שלום three 王小明 four कृष्ण five"
    glyphs, _words = shaped_text._laid_out(mixed, Weight.REGULAR)
    assert len({name.partition(".")[0] for _x, _y, name, _orders in glyphs}) > 3
    assert list(glyphs) == sorted(glyphs)


PROGRAM = """
import sys
from tests.report.drawing.test_shaped_text import digest
from tests.report.reading import printed
from tests.report.records import record

printed(record())
print('PySide6' in sys.modules)
print(digest())
"""


def digest() -> str:
    """Return the sum of a page in letters of five fonts."""
    name = "Omar محمد שלום 王小明 कृष्ण"
    return hashlib.sha256(printed(record(name=name)).pdf).hexdigest()


@pytest.fixture(scope="module")
def of_another_process() -> list[str]:
    """Return what a new process tells: whether it has Qt, and the sum of its page."""
    told = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)
    return told.stdout.decode().split()


def test_a_latin_record_never_loads_qt(of_another_process):
    assert of_another_process[0] == "False"


def test_another_process_gives_the_same_bytes_whatever_was_printed_before(qapp, of_another_process):
    printed(record(name="فاطمة Q W X"))
    assert of_another_process[1] == digest()
