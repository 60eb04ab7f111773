# SPDX-License-Identifier: MIT
"""What nobody checked is hatched on the grid of a day, and stays a gap beside anything else."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QColor

from caregiver_app.content.form import load_form
from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn, Missing
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.history.day_grid import day_grid
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.widgets.history.day_grid import DayGridView
from caregiver_app.ui.widgets.history.day_grid_words import GridWords
from tests.domain.pretend import person

pytestmark = pytest.mark.gui

NEW_YORK = "America/New_York"
GAP = timedelta(hours=10)
LATER = Moment.parse("2026-12-24T12:00:00-05:00", NEW_YORK)


def at(hour: int, day: int = 20) -> Moment:
    return Moment.parse(f"2026-05-{day}T{hour:02}:05:00-04:00", NEW_YORK)


def check_in(hour: int, day: int = 20, **answers) -> CheckIn:
    judged = Assessment(rule_set="1", level=Level.WATCH)
    return CheckIn(id=f"{day}-{hour}", at=at(hour, day), assessment=judged, **answers)


def shown(qtbot, name: str, *check_ins: CheckIn, doses=(), day=date(2026, 5, 20)):
    """Return the grid of a day on the screen, and its picture."""
    view = DayGridView(load_theme(name, 1.0))
    qtbot.addWidget(view)
    view.resize(700, 400)
    record = Record(person=person(), check_ins=check_ins, doses=doses)
    grid = day_grid(record, day, ZoneInfo(NEW_YORK), LATER, GAP)
    view.show_day(grid, GridWords(record.person, load_form(), "F"), every=False)
    view.show()
    return view, view.grab().toImage()


def hatched(view, image, row: int, place: int) -> bool:
    """Say whether the ink of the hatch is in a cell, clear of its edges."""
    box = view.cell_rect(row, place).adjusted(5, 4, -5, -4).toRect()
    ink = view._theme.colour("gap_hatch")
    return any(near(image.pixelColor(x, y), ink) for x in range(box.left(), box.right())
               for y in range(box.top(), box.bottom()))  # fmt: skip


def near(one: QColor, other: QColor) -> bool:
    pairs = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return all(abs(a - b) < 24 for a, b in pairs)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_gap_is_hatched_from_its_first_to_its_last_hour_and_nowhere_else(qtbot, name):
    view, image = shown(qtbot, name, check_in(20, 19), check_in(9), check_in(21))
    level = [hatched(view, image, 0, place) for place in range(12)]
    assert level == [True] * 4 + [False] + [True] * 5 + [False] + [True]
    pulse = [hatched(view, image, 4, place) for place in range(12)]
    assert pulse == level


def test_doses_in_a_gap_leave_it_a_gap_and_are_not_hatched(qtbot):
    given = DoseEvent(id="d", at=at(6), status=DoseStatus.TAKEN)
    view, image = shown(qtbot, "light", check_in(20, 19), check_in(9), doses=(given,))
    assert [hatched(view, image, row, 3) for row in (0, 1, 2)] == [True, False, True]


def test_short_times_between_check_ins_are_no_gap(qtbot):
    view, image = shown(qtbot, "light", *(check_in(hour) for hour in (0, 8, 16, 23)))
    assert not any(hatched(view, image, 0, place) for place in range(12))


def test_every_cell_says_what_it_holds_and_what_it_does_not(qtbot):
    told = check_in(9, sbp=126, dbp=78, hr=80, not_taken={"spo2": Missing.DEVICE_LOW})
    view, _image = shown(qtbot, "light", check_in(20, 19), told, check_in(9, hr=80))
    record = Record(person=person(), check_ins=(told,))
    grid = day_grid(record, date(2026, 5, 20), ZoneInfo(NEW_YORK), LATER, GAP)
    words = GridWords(record.person, load_form(), "F")
    said = {row.id: words.sentence(grid.columns[4], row) for row in words.rows(grid)}
    assert said["sbp"] == "8\u00a0AM to 10\u00a0AM. Blood pressure: 126/78 (9:05\u00a0AM)"
    assert said["spo2"] == "8\u00a0AM to 10\u00a0AM. Oxygen: device shows LO (9:05\u00a0AM)"
    assert said["temp_c"] == "8\u00a0AM to 10\u00a0AM. Temperature: not recorded"
    assert view.has_several


def test_a_dose_that_did_not_stay_down_is_struck_and_said(qtbot):
    lost = DoseEvent(id="d", at=at(6), mg=None, ml=None, status=DoseStatus.VOMITED)
    record = Record(person=person(), doses=(lost,))
    grid = day_grid(record, date(2026, 5, 20), ZoneInfo(NEW_YORK), LATER, GAP)
    words = GridWords(record.person, load_form(), "F")
    row = next(row for row in words.rows(grid) if row.drug is not None)
    assert words.cell(grid.columns[3], row).is_struck
    assert "Dose vomited amount not recorded (6:05\u00a0AM)" in words.sentence(grid.columns[3], row)
    doubted = replace(lost, mg=Decimal(10), status=DoseStatus.UNSURE)
    grid = day_grid(replace(record, doses=(doubted,)), grid.day, ZoneInfo(NEW_YORK), LATER, GAP)
    cell = words.cell(grid.columns[3], row)
    assert (cell.text, cell.is_struck) == ("10?", False)  # nobody knows that it was not given


def test_an_hour_that_came_twice_is_named_and_a_long_day_has_another_column(qtbot):
    day = date(2026, 11, 1)
    twice = Moment.parse("2026-11-01T01:30:00-05:00", NEW_YORK)
    late = CheckIn(id="c", at=twice, hr=90)
    view, _image = shown(qtbot, "light", late, day=day)
    assert len(view._grid.columns) == 13
    view.choose(view._grid.place_of(late))
    assert view.reading().startswith("1\u00a0AM to 2\u00a0AM, for the second time. Level")


def test_every_sign_of_a_day_has_a_row_of_its_own_under_the_one_before(qtbot):
    view, _image = shown(qtbot, "light", check_in(9, sleep_h=Decimal(3)))
    few = view.sizeHint().height()
    words = GridWords(person(), load_form(), "F")
    view.show_day(view._grid, words, every=True)
    boxes = [view.cell_rect(row, 0) for row in range(len(view._rows))]
    assert [box.top() for box in boxes[1:]] == [box.bottom() for box in boxes[:-1]]
    assert view.sizeHint().height() == round(boxes[-1].bottom()) + 2 > few
    view.resize(120, 400)  # names that no longer stand beside their units take two lines
    narrow = [view.cell_rect(row, 0) for row in range(len(view._rows))]
    assert narrow[-1].bottom() > boxes[-1].bottom()
