# SPDX-License-Identifier: MIT
"""The pharmacy gave another strength: what was counted is of the old one, and somebody is asked."""

from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.person import Drug, Person, Pump, Route, Supply
from tests.journeys.words import find, press, see, type_into, visible_text

pytestmark = pytest.mark.gui

COUNT_AGAIN = "The strength was changed since. Count again."
LIQUID = Person(
    name="Kim",
    route=Route.ORAL,
    drug=Drug.BACLOFEN,
    formulation="oral solution",
    concentration_mg_per_ml=Decimal(1),
    supply=Supply(units_left=Decimal(240), counted_on=date(2026, 5, 20)),
)


def type_anew(window, name, text):
    find(window, name).clear()
    type_into(window, name, text)


def questions(window):
    view = window.services.overview.today(window.person_id)
    return [(one.id, one.confirmed is None) for one in view.prompts]


def test_a_new_strength_asks_the_prescriber_and_makes_no_more_of_the_old_bottle(open_window):
    window = open_window(person=LIQUID)
    assert ("P-CONC", True) not in questions(window)
    window.show_page("profile")
    type_anew(window, "profile.concentration_mg_per_ml", "5")
    press(window, "profile.save")
    assert ("P-CONC", True) in questions(window)
    change = window.services.book.record(window.person_id).changes[-1]
    assert (change.before, change.after) == (Decimal(1), Decimal(5))
    press(window, "nav.history")  # the newer profile stands there, not once more what it replaced
    assert "strength" not in visible_text(window)


def test_a_new_strength_in_the_pump_asks_too(open_window):
    strong = Pump(concentration_mcg_per_ml=Decimal(2000))
    window = open_window(
        person=Person(name="Lee", route=Route.ITB, drug=Drug.BACLOFEN, pump=strong)
    )
    window.show_page("profile")
    type_anew(window, "profile.pump.concentration_mcg_per_ml", "500")
    press(window, "profile.save")
    assert ("P-CONC", True) in questions(window)


def test_today_asks_to_count_again_until_somebody_did(open_window):
    window = open_window(person="practice-oral")
    assert is_gone_from(window, COUNT_AGAIN)
    window.show_page("profile")
    type_anew(window, "profile.formulation", "tablets 20 mg")
    press(window, "profile.save")
    press(window, "nav.today")
    see(window, COUNT_AGAIN)
    window.show_page("profile")
    type_anew(window, "profile.supply.units_left", "60")
    press(window, "profile.save")
    press(window, "nav.today")
    assert is_gone_from(window, COUNT_AGAIN)


def is_gone_from(window, words):
    return words not in " ".join(visible_text(window).split())
