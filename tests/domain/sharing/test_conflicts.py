# SPDX-License-Identifier: MIT
"""What two computers wrote apart is asked about where only a person can say what holds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sharing.conflicts import StandingDose, conflicts
from caregiver_app.domain.sharing.log_order import Knowledge
from caregiver_app.domain.sharing.shared_part import Seen
from tests.domain.sharing.test_log_order import entry

HOUR = timedelta(hours=1)


def asked(entries, seen=(), doses=()):
    """Return what is asked about entries of two computers, of which `seen` knew one another."""
    found = conflicts(entries, doses, (), Knowledge(seen, ()), "baclofen", HOUR, HOUR)
    return [one.kind for one in found]


def change(device, field, after, target="c1"):
    said = {"target": target, "field": field, "before": None, "after": after}
    return replace(entry(device, 1, 5), kind=EntryKind.CHANGE, payload=said)


def given(device, minute):
    said = {"status": "taken", "mg": "10", "at": "2026-05-21T08:00:00-04:00"}
    made = replace(entry(device, 1, minute), payload=said)
    return StandingDose(entry=made, payload=said)


@pytest.mark.parametrize(
    ("field", "target", "kinds"),
    [
        ("hr", "c1", [ConflictKind.CORRECTIONS]),
        ("on_shift", "p", []),
        ("watch_items.1", "c1", []),
        ("raw.temp_c", "c1", []),
    ],
)
def test_an_answer_corrected_on_two_computers_is_asked_about_and_a_shift_is_not(
    field, target, kinds
):
    both = [change("a", field, "Ana", target), change("b", field, "Luis", target)]
    assert asked(both) == kinds


def test_two_doses_at_one_time_are_asked_about_unless_who_wrote_the_second_knew_the_first():
    doses = (given("a", 5), given("b", 10))
    both = [dose.entry for dose in doses]
    assert asked(both, doses=doses) == [ConflictKind.DOUBLE_DOSE]
    assert asked(both, [Seen("b", 1, "a", 1)], doses) == []
