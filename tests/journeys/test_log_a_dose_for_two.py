# SPDX-License-Identifier: MIT
"""Two people, two doses half written down: each is there again, and neither is the other's."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.words import find, press, see, type_into

pytestmark = pytest.mark.gui

# Ten minutes before the dose of 10 PM.
EVENING = datetime(2026, 11, 22, 2, 50, tzinfo=UTC)


@pytest.fixture
def window(open_window, clock):
    clock.go_to(EVENING)
    return open_window(person="practice-oral")


def doses(window):
    return window.services.book.record(window.person_id).doses


def test_what_was_begun_is_there_again_after_a_look_at_somebody_else(window, clock):
    first = window.person_id
    press(window, "doses.other.baclofen")
    press(window, "dose.status.now")
    type_into(window, "dose.note", "with yoghurt")
    window.open_person(window.services.people.open_practice("practice-both"))
    press(window, "today.log_dose")
    press(window, "dose.drug.clonazepam")
    press(window, "dose.slot.extra")
    clock.go_to(EVENING + timedelta(minutes=5))
    window.open_person(first)
    press(window, "today.log_dose")
    assert find(window, "dose.note").text() == "with yoghurt"
    see(window, "15\u00a0mg baclofen, the 10:00\u00a0PM dose, given at 9:50\u00a0PM.")
    press(window, "dose.save")
    assert (doses(window)[-1].note, doses(window)[-1].at.utc) == ("with yoghurt", EVENING)
    window.open_person(window.services.people.open_practice("practice-both"))
    press(window, "today.log_dose")
    assert find(window, "dose.slot.extra").isChecked()
