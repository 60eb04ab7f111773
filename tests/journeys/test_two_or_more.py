# SPDX-License-Identifier: MIT
"""Somebody answers "two or more" doses missed: no page makes exactly two of it."""

import pytest

from caregiver_app.domain.person import Drug, Person, Route
from tests.journeys.words import find, press, see, visible_text
from tests.report.reading import text_of

pytestmark = pytest.mark.gui


def test_two_or_more_stays_two_or_more_on_every_page(open_window):
    window = open_window(person=Person(name="Rosa", route=Route.ORAL, drug=Drug.BACLOFEN))
    services, rosa = window.services, window.person_id
    press(window, "nav.check_in")
    press(window, "doses_missed_in_row.2")
    see(window, "2 or more doses in a row were missed")
    press(window, "save")
    (check_in,) = services.book.record(rosa).check_ins
    assert check_in.doses_missed_in_row == 2
    press(window, "nav.history")
    see(window, "2 or more")
    press(window, "emergency")
    said = find(window, "emergency.words").accessibleName().replace("\u00a0", " ")
    assert "Doses missed or thrown up since: 2 or more." in said
    paper = text_of(services.handoff.sheet(rosa))
    assert "2 or more doses in a row not kept down" in paper
    assert "2 doses in a row" not in paper + visible_text(window)


def test_another_answer_takes_it_back(open_window):
    window = open_window(person=Person(name="Rosa", route=Route.ORAL, drug=Drug.BACLOFEN))
    press(window, "nav.check_in")
    press(window, "doses_missed_in_row.2")
    press(window, "doses_missed_in_row.1")
    press(window, "save")
    (check_in,) = window.services.book.record(window.person_id).check_ins
    assert (check_in.doses_missed_in_row, dict(check_in.raw)) == (1, {})
