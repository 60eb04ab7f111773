# SPDX-License-Identifier: MIT
"""What is usual, typed, shown and worked out: to the last digit, and never over what is typed."""

from decimal import Decimal

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from caregiver_app.content.form import load_form
from caregiver_app.domain.person import UsualValues
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.widgets.people.usual_values import UsualValuesField

pytestmark = pytest.mark.gui
KNOWN = UsualValues(temp_c=Decimal("36.6"), hr=64, sbp=122, dbp=78, spo2=97, rr=14, stiffness=3)


@pytest.fixture
def usual(qtbot):
    """Return the seven fields in °F."""
    field = UsualValuesField(load_theme("light", 1.0), load_form(), "F")
    qtbot.addWidget(field)
    field.resize(900, 500)
    field.show()
    return field


def line(usual, name: str) -> QLineEdit:
    return usual.findChild(QLineEdit, f"usual.{name}")


def retype(usual, name: str, text: str) -> None:
    line(usual, name).clear()
    QTest.keyClicks(line(usual, name), text)


def test_blank_fields_are_not_recorded(usual):
    assert usual.values() == UsualValues()
    assert usual.first_wrong() is None


def test_what_is_shown_is_kept_to_its_last_digit_until_somebody_types(usual):
    usual.show_values(KNOWN, "F")
    assert line(usual, "temp_c").text() == "97.9"  # which is 36.61 °C again
    assert usual.values() == KNOWN
    retype(usual, "temp_c", "98.6")
    assert usual.values().temp_c == Decimal("37.0")
    retype(usual, "hr", "70")
    assert usual.values().hr == 70
    usual.show_values(UsualValues(), "F")
    assert usual.values() == UsualValues()


def test_what_is_worked_out_fills_blank_fields_alone(usual):
    retype(usual, "hr", "70")
    usual.fill(KNOWN, "F")
    assert (usual.values().hr, usual.values().rr) == (70, 14)
    usual.clear()
    usual.fill(UsualValues(rr=13), "F")
    assert usual.values() == UsualValues(rr=13)


@pytest.mark.parametrize(("top", "bottom", "is_wrong"), [(122, 122, True), (122, 78, False)])
@pytest.mark.parametrize("way", ["typed", "filled"])
def test_a_pressure_that_cannot_be_is_named_at_once(usual, top, bottom, is_wrong, way):
    if way == "typed":
        retype(usual, "sbp", str(top))
        retype(usual, "dbp", str(bottom))
    else:
        usual.fill(UsualValues(sbp=top, dbp=bottom), "F")
    is_told = usual._fields["dbp"].reading().is_wrong
    assert is_told is is_wrong
    assert usual.first_wrong() is (usual._fields["dbp"] if is_wrong else None)
    retype(usual, "dbp", "70")
    assert usual.first_wrong() is None


def test_a_number_that_cannot_be_is_the_first_wrong_one_and_every_change_is_told(usual, qtbot):
    with qtbot.waitSignal(usual.changed):
        retype(usual, "hr", "999")
    assert usual.first_wrong() is usual._fields["hr"]


@pytest.mark.parametrize("columns", [1, 2, 4, 3])
def test_however_many_stand_in_a_row_none_is_lost_or_on_another(usual, columns):
    usual.arrange(columns)
    usual.layout().activate()
    tops = {f.edit.mapTo(usual, f.edit.rect().topLeft()).toTuple() for f in usual._fields.values()}
    assert len(tops) == 7
    assert len({x for x, _y in tops}) == columns
