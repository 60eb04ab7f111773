# SPDX-License-Identifier: MIT
"""Entries of several computers have one order, whoever puts them together."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sharing.log_order import Knowledge, in_order
from caregiver_app.domain.sharing.shared_part import Seen
from tests.tries import tries

START = Moment.parse("2026-05-21T08:00:00-04:00")


def entry(device, number, minute, name=""):
    at = Moment(START.local + timedelta(minutes=minute))
    return Entry(
        id=name or f"{device}{number}", person_id="p", kind=EntryKind.DOSE, author=None,
        observer=None, effective_at=at, payload={}, follows=None, seq=0, device=device,
        device_seq=number, recorded_at=at, previous_hash="", hash="",
    )  # fmt: skip


def names(entries):
    return [entry.id for entry in entries]


def test_one_computer_keeps_its_own_order_whatever_its_clock_did():
    own = [entry("a", 1, 60), entry("a", 2, 5), entry("a", 3, 90)]
    assert in_order(own, ()) == own


def test_what_was_written_apart_stands_by_the_time_of_writing():
    apart = [entry("a", 1, 10), entry("a", 2, 30), entry("b", 1, 20), entry("b", 2, 40)]
    for mixed in permutations(apart):
        assert names(in_order(mixed, ())) == ["a1", "b1", "a2", "b2"]


def test_what_a_computer_had_taken_in_comes_before_what_it_wrote_whatever_the_clocks_say():
    fast, slow = [entry("a", 1, 500), entry("a", 2, 510)], [entry("b", 1, 1), entry("b", 2, 2)]
    seen = [Seen("b", 2, "a", 1)]
    assert names(in_order([*fast, *slow], seen)) == ["b1", "a1", "b2", "a2"]


def test_an_entry_that_two_computers_hold_counts_once_and_where_it_was_first():
    twice = [entry("a", 1, 10, "x"), entry("a", 2, 30), entry("b", 1, 40, "x"), entry("b", 2, 50)]
    found = in_order(twice[::-1], ())
    assert names(found) == ["x", "a2", "b2"]
    assert found[0].device == "a"


def test_a_first_profile_stays_though_somebody_put_a_change_of_it_back():
    said = {"kind": EntryKind.PERSON, "payload": {"name": "A"}}
    first = replace(entry("a", 1, 1), **said)
    changed = replace(entry("b", 1, 2), **said, follows="a1")
    changed = replace(changed, payload={"name": "B"})
    back = replace(entry("b", 2, 3), **said, follows="b1")
    knew, every = [Seen("b", 1, "a", 1)], [first, changed, back]
    assert names(in_order(every, knew)) == ["a1", "b1", "b2"]
    assert names(in_order(every, ())) == ["b1", "b2"]  # who never had it read a file in


def test_marks_that_contradict_each_other_lose_nothing_and_end():
    crossed = [Seen("a", 1, "b", 1), Seen("b", 1, "c", 1), Seen("c", 1, "a", 1)]
    every = [entry(device, number, number) for device in "abc" for number in (1, 2)]
    assert sorted(names(in_order(every, crossed))) == sorted(names(every))
    assert in_order(every, crossed) == in_order(every[::-1], crossed)


MARK = st.builds(
    Seen, st.sampled_from("abc"), st.integers(1, 6), st.sampled_from("abc"), st.integers(1, 6)
).filter(lambda mark: mark.device != mark.other)


@tries(50)
@given(
    minutes=st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9)), max_size=18),
    marks=st.lists(MARK, max_size=6),
    data=st.data(),
)
def test_the_order_hangs_on_nothing_but_the_set(minutes, marks, data):
    numbers = dict.fromkeys("abc", 0)
    every = []
    for device, minute in minutes:
        numbers[device] += 1
        every.append(entry(device, numbers[device], minute))
    found = in_order(every, marks)
    mixed = data.draw(st.permutations(every))
    assert in_order(mixed, data.draw(st.permutations(marks))) == found
    assert sorted(names(found)) == sorted(names(every))
    for device in "abc":
        own = [one.device_seq for one in found if one.device == device]
        assert own == sorted(own)


def test_who_holds_a_copy_of_an_entry_knew_it():
    original, copy = entry("a", 1, 0, "x"), replace(entry("b", 1, 9, "y"), payload={"id": "x"})
    original = replace(original, payload={"id": "x"})
    later, apart = entry("b", 2, 20), entry("c", 1, 30)
    knowledge = Knowledge((), [original, copy, later, apart])
    assert knowledge.knew(later, original)
    assert not knowledge.knew(apart, original)
    assert names(in_order([copy, later, original, apart], ())) == ["x", "b2", "c1"]


def test_who_knew_what_follows_from_the_marks():
    knowledge = Knowledge([Seen("b", 2, "a", 3)])
    a3, a4, b1, b2 = entry("a", 3, 0), entry("a", 4, 0), entry("b", 1, 0), entry("b", 2, 0)
    assert knowledge.knew(b2, a3)
    assert not knowledge.knew(b2, a4)
    assert not knowledge.knew(b1, a3)
    assert knowledge.are_apart(b1, a3)
    assert knowledge.knew(a4, a3)
    assert not knowledge.are_apart(b2, a3)


def test_what_waits_for_the_disk_was_written_here_after_all_the_rest():
    waits = replace(entry("", 0, 0), device="")
    knowledge = Knowledge(())
    assert knowledge.knew(waits, entry("a", 1, 5))
    assert not knowledge.knew(entry("a", 1, 5), waits)
