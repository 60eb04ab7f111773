# SPDX-License-Identifier: MIT
"""A check-in keeps what it said when it was saved; newer rules speak on a line of their own."""

import json

import pytest

from caregiver_app import cli
from tests.journeys.words import press, see, visible_text

pytestmark = pytest.mark.gui

TOLD = {
    "rule_set": "2025.9",
    "level": "WATCH",
    "rules": [
        {
            "id": "W04",
            "level": "WATCH",
            "message": "Something changed.",
            "because": "An older rule set said so.",
            "source": "Our choice",
        }
    ],
}


@pytest.fixture
def window(open_window, tmp_path, data_dir):
    """Return a window on a record that was judged by last year's rules."""
    check_in = {"id": "c1", "at": "2026-05-21T08:00:00-04:00", "hr": 118, "assessment": TOLD}
    record = {
        "format": "taper-record/1",
        "person": {
            "id": "rosa", "name": "Rosa Delgado", "dob": "1957-03-14",
            "route": "oral", "drug": "baclofen",
        },
        "check_ins": [check_in],
    }  # fmt: skip
    file = tmp_path / "rosa.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    arguments = ["import", str(file), "--data-dir", str(data_dir)]
    assert cli.run(arguments, self_test=lambda: 1) == 0
    window = open_window()
    window.open_person(window.services.people.people()[0].id)
    return window


def test_the_stored_judgement_stands_and_the_newer_one_has_its_own_line(window):
    press(window, "nav.history")
    see(window, "An older rule set said so.", "As stored, with rule set 2025.9.")
    see(window, "The rules in use now, 2026.1, say: URGENT", "U02: Pulse is 118.")
    stored = window.services.book.record(window.person_id).check_ins[0].assessment
    assert (stored.rule_set, stored.level.name) == ("2025.9", "WATCH")


def test_the_same_rules_are_not_told_twice(window):
    press(window, "nav.check_in")
    press(window, "stiffness.3")
    press(window, "save")
    press(window, "nav.history")
    see(window, "As stored, with rule set 2026.1.")
    assert "The rules in use now" not in visible_text(window)
