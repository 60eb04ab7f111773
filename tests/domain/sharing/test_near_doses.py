# SPDX-License-Identifier: MIT
"""What a family can rely on where two computers noted doses: each pair is found, no other one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.dosing.planned_times import SAME_SLOT
from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sharing.conflicts import StandingDose, _near, are_too_many
from caregiver_app.domain.sharing.log_order import Knowledge
from caregiver_app.domain.sharing.shared_part import Seen

MANY = 3_000


def dose(device, number, minute, drug=None):
    at = Moment.parse(
        f"2026-05-{1 + minute // 1440:02}T{minute // 60 % 24:02}:{minute % 60:02}:00Z"
    )
    payload = {"at": at.text, "status": "taken"} | ({"drug": drug} if drug else {})
    entry = Entry(
        id=f"{device}{number}", person_id="p", kind=EntryKind.DOSE, author=None, observer=None,
        effective_at=at, payload=payload, follows=None, seq=0, device=device, device_seq=number,
        recorded_at=at, previous_hash="", hash="",
    )  # fmt: skip
    return StandingDose(entry=entry, payload=payload)


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.integers(0, 200), st.sampled_from([None, "other"])),
        max_size=12,
    )
)
def test_every_pair_of_two_computers_near_in_time_is_found_and_no_other(drawn):
    doses = [
        dose(device, place, minute, drug) for place, (device, minute, drug) in enumerate(drawn)
    ]
    wanted = {
        (one.entry.id, two.entry.id)
        for place, one in enumerate(doses)
        for two in doses[place + 1 :]
        if one.entry.device != two.entry.device
        and one.payload.get("drug") == two.payload.get("drug")
        and abs(one.entry.effective_at.utc - two.entry.effective_at.utc) < SAME_SLOT
    }
    assert {(one.entry.id, two.entry.id) for one, two in _near(doses, "baclofen")} == wanted


def test_thousands_of_doses_of_one_time_do_not_hold_the_window():
    own = [dose("A", number, 0) for number in range(MANY)]
    assert len(list(_near([*own, dose("B", 1, 5)], "baclofen"))) == MANY  # not MANY * MANY / 2
    both = [*own, *(dose("B", number, 5) for number in range(MANY))]
    assert are_too_many(both, "baclofen", MANY)
    assert not are_too_many([*own, dose("B", 1, 5)], "baclofen", MANY)


@pytest.mark.parametrize("number", range(1, 8))
def test_what_a_computer_once_had_it_has_from_then_on(number):
    marks = [Seen("A", 2, "B", 5), Seen("A", 4, "B", 3), Seen("A", 6, "B", 9)]
    theirs = [dose("B", place, 0).entry for place in range(1, 11)]
    had = [Knowledge(marks).had(dose("A", number, 0).entry, other) for other in theirs]
    known = max((m.other_seq for m in marks if m.device_seq <= number), default=0)
    assert had == [other.device_seq <= known for other in theirs]
    assert all(before >= after for before, after in pairwise(had))
