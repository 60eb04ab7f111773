# SPDX-License-Identifier: MIT
"""The week of doses beside the plan tells every amount, in whatever unit it was written."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.dose_entry import Asked, Caution, PlannedDose
from caregiver_app.domain.dosing.planned_and_given import is_as_planned, planned_and_given
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from caregiver_app.ui.look.theme import apply_theme, load_theme
from caregiver_app.ui.widgets.doses.dose_entry_words import caution_words
from caregiver_app.ui.widgets.doses.dose_entry_words import planned_words as offered_words
from caregiver_app.ui.widgets.plan.doses_given import (
    DosesGivenCard,
    besides_words,
    nothing_words,
    planned_words,
)
from tests.domain.pretend import NOW, dose, person, plan


def today(entry, per_ml=None):
    who = person(concentration_mg_per_ml=per_ml)
    record = Record(person=who, plans=(plan("06:00"),), doses=(entry,))
    return planned_and_given(record, Drug.BACLOFEN, NOW, 1)[0]


@pytest.mark.parametrize(
    ("amount", "per_ml", "said", "as_planned"),
    [
        ({"ml": Decimal(2)}, Decimal(5), "6:00 AM: given", True),
        ({"ml": Decimal(10)}, Decimal(5), "given, 10 mL, 50 mg, planned 10 mg", False),
        ({"ml": Decimal(10)}, None, "given, 10 mL, planned 10 mg", False),
        ({"tablets": "2 tablets"}, None, "given, 2 tablets, planned 10 mg", False),
        ({}, None, "6:00 AM: given", True),
    ],
)
def test_an_amount_in_ml_or_tablets_is_held_against_the_plan(amount, per_ml, said, as_planned):
    entry = replace(dose(6), mg=None, **amount)
    (one,) = today(entry, per_ml).planned
    assert planned_words(one).replace("\u00a0", " ").endswith(said)
    assert is_as_planned(one) is as_planned


def test_a_question_about_a_dose_shows_the_ml_that_were_typed():
    other = replace(dose(6), mg=Decimal(8), ml=Decimal(4))
    asked = Asked(caution=Caution.DOUBLE, other=other, apart=timedelta(minutes=5))
    assert "4 mL, 8 mg, given" in caution_words(asked, NOW).replace("\u00a0", " ")


def test_an_extra_dose_in_tablets_says_how_many():
    (extra,) = today(replace(dose(2, DoseStatus.EXTRA), tablets="1/2 tablet")).besides
    assert "1/2 tablet" in besides_words(extra)


def test_a_dose_given_on_another_day_than_planned_names_that_day():
    due = dose(6).scheduled_for
    reach = timedelta(hours=2)
    for hours, said in ((6, "given 6:00 AM"), (150, "given Mon 4 May, 6:00 AM")):
        one = PlannedDose(
            drug=Drug.BACLOFEN,
            due=due,
            mg=None,
            reach=reach,
            entry=replace(dose(6), at=dose(hours).at),
        )
        assert offered_words(one, NOW).replace("\u00a0", " ").endswith(said)


def week(*doses, typed=0, times=("06:00", "14:00")):
    """Return three days of a plan that was typed in so many hours ago, newest first."""
    record = Record(person=person(), plans=(plan(*times),), doses=doses)
    return planned_and_given(record, Drug.BACLOFEN, NOW, 3, dose(typed).at)


def test_what_was_planned_before_the_plan_was_typed_in_is_not_called_unwritten():
    now, yesterday, before = week()
    assert [day.planned for day in (now, yesterday, before)] == [(), (), ()]
    assert nothing_words(now).replace("\u00a0", " ") == "next at 2:00 PM"
    assert nothing_words(yesterday) == nothing_words(before) == "before the plan was typed in"
    assert [len(day.planned) for day in week(typed=8)] == [1, 0, 0]
    assert nothing_words(week(typed=8, times=())[0]) == "no dose planned or written"


def test_why_nothing_stands_in_a_line_has_the_room_of_all_doses_of_another_day(qapp, qtbot):
    theme = load_theme("light", 1.0)
    apply_theme(qapp, theme)  # words are as wide as they are in the program
    card = DosesGivenCard(theme)
    qtbot.addWidget(card)
    now, _yesterday, before = week(dose(2), dose(6), times=("02:00", "04:00", "06:00"), typed=9)
    assert len(now.planned) == 2
    card.show_days((now, before))
    card.resize(520, 300)
    card.show()
    words = "before the plan was typed in"
    (line,) = [one for one in card.findChildren(QLabel) if one.text() == words]
    assert line.height() < 2 * line.fontMetrics().height()


def test_what_was_written_of_a_dose_before_the_plan_was_typed_in_is_told():
    now, yesterday, _before = week(dose(22))
    assert [planned_words(one)[-5:] for one in yesterday.planned] == ["given"]
    # From then on somebody wrote doses down: one without an entry was not written.
    assert [planned_words(one)[-11:] for one in now.planned] == ["not written"]


def test_the_question_about_a_dose_twice_in_the_log_can_be_answered_with_yes():
    missed = replace(dose(6, DoseStatus.MISSED), at=None, mg=None, recorder="Ana")
    asked = Asked(caution=Caution.WRITTEN_BEFORE, other=missed)
    words = caution_words(asked, NOW).replace("\u00a0", " ")
    assert words == (
        "This dose is already written down: missed, 6:00 AM, Ana. Write this down too?"
    )
    double = Asked(caution=Caution.DOUBLE, other=dose(6), apart=timedelta(minutes=11))
    assert caution_words(double, NOW).endswith("Was this one given too?")
