# SPDX-License-Identifier: MIT
"""A number is read back as it was typed, wherever it stands; °C and kg are what is kept."""

import io

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.journeys.words import find, level_says, press, see, strike, type_into, visible_text

CALM = (
    "flag.none", "alertness.awake", "orientation.normal", "breathing.normal", "stiffness.3",
    "itching.none", "rash.false", "worried.false", "pump_alarm.none",
)  # fmt: skip
pytestmark = pytest.mark.gui


def test_a_temperature_in_fahrenheit_is_the_same_on_every_page_and_sheet(open_window):
    window = open_window(person="practice-pump")
    press(window, "nav.check_in")
    for answer in CALM:
        press(window, answer)
    type_into(window, "temp_c", "102.1")
    press(window, "temp_c.second")
    see(find(window, "temp_c").parentWidget().parentWidget(), "1st: 102.1")
    type_into(window, "temp_c", "101.9")
    level_says(window, "101.9 °F (38.8 °C)")
    strike(window, Qt.Key.Key_F1)
    strike(window, Qt.Key.Key_Escape)
    press(window, "save")
    assert window.services.book.record(window.person_id).last_check_in.temp_c.as_tuple()[2] == -1
    see(window, "101.9")
    window.show_page("history")
    see(window, "101.9 °F (38.8 °C), first reading 102.1 °F (38.9 °C)")
    assert "101.8" not in visible_text(window)
    window.show_page("trends")
    heard = " ".join(part.accessibleName() for part in window.findChildren(QWidget))
    assert "101.9 °F" in heard.replace("\u00a0", " ")
    text = _sheet(window)
    assert "101.9 °F (38.8 °C)" in text
    assert "102.1" in text
    assert not {"101.8", "102.0"} & set(text.split())


def _sheet(window) -> str:
    pdf = window.services.handoff.sheet(window.person_id).pdf
    return " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())


@pytest.mark.parametrize(("typed", "celsius"), [("98.7", "37.1 °C"), ("97.2", "36.2 °C")])
def test_what_is_usual_is_read_back_as_it_was_typed(open_window, typed, celsius):
    window = open_window(person="practice-oral")
    window.show_page("profile")
    find(window, "usual.temp_c").clear()
    type_into(window, "usual.temp_c", typed)
    type_into(window, "profile.usual_by", "Dr. Fields")
    press(window, "profile.save")
    window.show_page("history")
    window.show_page("profile")
    assert find(window, "usual.temp_c").text() == typed
    window.show_page("check_in")
    see(window, f"usual {typed} °F")
    assert f"{typed} °F ({celsius})" in _sheet(window)
