# SPDX-License-Identifier: MIT
"""What the canvas writes in one go is what stands there: letters as wide as measured, and lines."""

import io

import pdfplumber
import pytest
from reportlab import rl_config

from caregiver_app.report.drawing import fonts
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.page_canvas import PageCanvas

FILE = f"{Weight.REGULAR.value}.ttf"
TEXTS = ("Dose (5 mg)", "back\\slash", "36.7 °C, Müller, Ёлкина", "((")


def page(texts, font) -> bytes:
    canvas = PageCanvas(400, 200, "Test")
    for line, text in enumerate(texts):
        canvas.words([(text, font)], 9, 10, 180 - 20 * line)
    canvas.line(10.004, 20, 110.004, 20)
    canvas.showPage()
    return canvas.file()


@pytest.mark.parametrize("readable", [0, 1])
def test_every_letter_has_its_place_however_the_computer_is_set(monkeypatch, readable):
    monkeypatch.setattr(rl_config, "ttfAsciiReadable", readable)
    pdf = page(TEXTS, fonts.opened(f"as set {readable}", FILE))
    with pdfplumber.open(io.BytesIO(pdf)) as file:
        read = file.pages[0].extract_text_lines()
    assert tuple(line["text"] for line in read) == TEXTS
    for line in read:
        wide = fonts.text_width(line["text"], Weight.REGULAR, 9)
        assert line["x1"] - line["x0"] == pytest.approx(wide, abs=0.1)


def test_a_line_lies_within_a_hundredth_of_a_point_of_its_place():
    with pdfplumber.open(io.BytesIO(page((), fonts.face(Weight.REGULAR)))) as file:
        (line,) = file.pages[0].lines
    assert (line["x0"], line["x1"]) == pytest.approx((10.004, 110.004), abs=0.01)
