# SPDX-License-Identifier: MIT
"""All doses of the day at one look on Today."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from caregiver_app.domain.dosing.todays_doses import DoseState
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.widgets.today.day_doses import DoseMark, draw_state
from tests.journeys.words import find, press, see


def test_the_doses_of_the_day_are_told_in_order_and_lead_to_what_is_known_of_them(open_window):
    window = open_window(person="practice-oral")
    marks = window.findChildren(DoseMark)
    told = [mark.accessibleName().replace("\u00a0", " ") for mark in marks]
    assert told[0] == "7:00 AM, 15 mg: not written down, baclofen"
    assert told[1] == "3:00 PM, 15 mg: in 1 hour 20 minutes, baclofen"
    assert all(mark.height() >= 44 for mark in marks)
    doses, planned = window.services.doses, marks[0].shown.dose
    doses.log(window.person_id, doses.as_planned(planned, planned.due, None))
    window.open_person(window.person_id)
    assert marks[0].accessibleName().endswith("given 7:00\u00a0AM, baclofen")
    QTest.keyClick(marks[0], Qt.Key.Key_Space)
    assert window.page_name == "history"
    window.show_page("today")
    QTest.keyClick(marks[2], Qt.Key.Key_Space)
    assert window.page_name == "log_dose"


def test_what_today_calls_late_is_called_late_where_it_is_written_down(open_window):
    window = open_window(person="practice-oral")
    assert find(window, "doses.other.baclofen").text() == "Late, missed or other"
    press(window, "doses.other.baclofen")
    see(window, "given just now", "given late, or at another time", "missed")


def test_no_two_states_of_a_dose_look_alike_without_their_colour(qapp):
    theme, seen = load_theme("light", 1.0), set()
    for state in DoseState:
        picture = QImage(20, 20, QImage.Format.Format_Grayscale8)
        picture.fill(255)
        painter = QPainter(picture)
        draw_state(painter, theme, QRectF(2, 2, 16, 16), state)
        painter.end()
        seen.add(bytes(picture.constBits()))
    assert len(seen) == len(DoseState)
