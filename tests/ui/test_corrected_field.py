# SPDX-License-Identifier: MIT
"""Opening a stored answer to correct it changes nothing, whatever kind of answer it is."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QPushButton

from caregiver_app.content.form import load_form
from caregiver_app.domain.check_in import AsNeeded, Missing, Seizure
from caregiver_app.domain.history.corrections import differences
from caregiver_app.domain.record import Record
from caregiver_app.system.clock import FixedClock
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.widgets.fields.full_field import AskedOf
from caregiver_app.ui.widgets.history.corrected_field import CorrectedField, can_be_corrected
from tests.domain.pretend import NOW, ago, check_in, person

pytestmark = pytest.mark.gui

FORM = load_form()
QUESTIONS = [question for question in FORM.questions if can_be_corrected(question)]
FULL = check_in(
    2,
    temp_c=Decimal("37.3"),
    raw={"temp_c": "99.1", "hr": "72", "weight_kg": "150", "more.fluids_ml": "2"},
    entered_unit={"temp_c": "F", "weight_kg": "lb", "more.fluids_ml": "cups"},
    weight_kg=Decimal("68.0"),
    first_reading={"sbp": Decimal(190), "dbp": Decimal(99)},
    bp_repeat=True,
    seizures=(Seizure(start=ago(3), duration_s=70, kind="whole body", recovered=True),),
    prn_taken=(AsNeeded(name="senna", dose_text="one tablet", at=ago(5)),),
    other_signs=("chills",),
    note="Legs stiff.\nAte well.",
    more={"pain": Decimal(3), "fluids_ml": Decimal(480), "stiffness_left_leg": Decimal(4)},
)
BARE = replace(
    check_in(3, seizures=None, hr=None, spo2=None, last_kept_dose_at=None, alertness=None),
    not_taken={"hr": Missing.DEVICE_LOW, "alertness": Missing.COULD_NOT},
)


@pytest.fixture
def opened(qtbot):
    """Return a function that opens a stored answer for correction."""
    asked = AskedOf(
        theme=load_theme("light", 1.0),
        record=Record(person=person(), check_ins=(FULL,)),
        now=NOW,
        unit="F",
        child=False,
        clock=FixedClock(datetime(2026, 5, 10, 16, 0, tzinfo=UTC), "America/New_York"),
        ask_help=lambda _about: None,
    )

    def open_it(question, stored):
        field = CorrectedField(asked, FORM, question, stored)
        qtbot.addWidget(field)
        return field

    return open_it


@pytest.mark.parametrize("stored", [FULL, BARE], ids=["full", "bare"])
def test_no_answer_is_another_one_before_somebody_changed_it(opened, stored):
    changed = {
        question.id: differences(stored, opened(question, stored).corrected())
        for question in QUESTIONS
    }
    assert {name: values for name, values in changed.items() if values} == {}
    assert all(opened(question, stored).problem() == "" for question in QUESTIONS)


def test_every_answer_but_doses_can_be_corrected():
    left = {question.id for question in FORM.questions} - {q.id for q in QUESTIONS}
    assert left == {"dbp", "doses"}  # the bottom pressure stands beside the top one


def test_a_pressure_is_corrected_as_a_pair_and_its_first_reading_is_kept(opened):
    field = opened(FORM.question("sbp"), FULL)
    edit = field._panel.field("sbp").edit
    edit.setText("130")
    edit.textEdited.emit("130")
    values = differences(FULL, field.corrected())
    assert values["sbp"] == (122, 130)
    assert not any(name.startswith("first_reading") for name in values)


def test_one_sign_that_is_there_leaves_the_other_denied_signs_alone(opened):
    denied = replace(
        BARE, seizures=(), passed_out=False, chest_pain=False, stroke_signs=False,
        stiff_sudden=False,
    )  # fmt: skip
    field = opened(FORM.question("chest_pain"), denied)
    field._field._on_picked("true")
    assert set(differences(denied, field.corrected())) == {"chest_pain"}


def test_a_seizure_added_to_an_old_check_in_begins_at_its_time_and_not_today(opened):
    field = opened(FORM.question("seizures"), BARE)
    field.findChild(QPushButton, "seizures.add").click()
    assert [seizure.start for seizure in field.corrected().seizures] == [BARE.at]
    assert field.problem() == ""
