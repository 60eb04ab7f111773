# SPDX-License-Identifier: MIT
"""What every screen can rely on: the record is what the log says, corrections applied."""

import pytest

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.exchange.reader import check_record
from caregiver_app.services.log.record_book import COLOURS, RecordBook

AT = Moment.parse("2026-05-20T08:00:00-04:00", "America/New_York")
PERSON = {"id": "p", "name": "A. Moreno", "route": "oral", "drug": "baclofen"}
CHECK_IN = {"id": "1", "at": AT.text, "hr": 80, "more": {"cough": True}}


@pytest.fixture
def book(log, clock):
    return RecordBook(log, clock)


def write(book, kind, payload, person="p1", **facts):
    entry = book.new_entry(person, kind, payload, AT, "daughter", **facts)
    book.append([entry])
    return entry


def change(book, field, after, target="1", name="c1"):
    payload = {"id": name, "at": AT.text, "target": target, "field": field, "after": after}
    write(book, EntryKind.CHANGE, payload)


@pytest.fixture
def one(book):
    write(book, EntryKind.PERSON, PERSON)
    write(book, EntryKind.CHECK_IN, CHECK_IN)
    return book


def test_a_new_entry_has_an_id_of_its_own_and_says_who_and_when(book):
    entry = book.new_entry("p1", EntryKind.DOSE, {"id": "1"}, AT, "aide", "nurse", "before")
    assert (entry.author, entry.observer, entry.follows) == ("aide", "nurse", "before")
    assert entry.effective_at == AT
    assert entry.id != book.new_entry("p1", EntryKind.DOSE, {"id": "1"}, AT, None).id


def test_the_record_is_read_once_and_again_after_an_entry(one):
    first = one.record("p1")
    assert one.record("p1") is first
    write(one, EntryKind.CHECK_IN, {"id": "2", "at": AT.text})
    assert len(one.record("p1").check_ins) == 2
    assert one.record("p1").check_ins[0] is first.check_ins[0]


def test_nobody_has_no_record(one):
    with pytest.raises(KeyError):
        one.record("p2")
    with pytest.raises(KeyError):
        one.plain_record("p2")


def test_a_correction_changes_what_stands_and_keeps_the_change(one):
    change(one, "hr", 90)
    change(one, "more.cough", False, name="c2")
    check_in = one.record("p1").check_ins[0]
    assert (check_in.hr, check_in.more) == (90, {"cough": False})
    assert len(one.record("p1").changes) == 2
    assert one.plain_record("p1")["check_ins"][0]["hr"] == 90
    assert one.entries("p1")[1].payload == CHECK_IN


def test_a_value_that_is_taken_back_is_not_recorded(one):
    change(one, "hr", None)
    assert one.record("p1").check_ins[0].hr is None
    assert "hr" not in one.plain_record("p1")["check_ins"][0]


def test_a_removed_check_in_is_gone_until_the_removal_is_taken_back(one):
    change(one, "removed", True)
    assert one.record("p1").check_ins == ()
    assert "check_ins" not in one.plain_record("p1")
    change(one, "removed", False, name="c2")
    assert len(one.record("p1").check_ins) == 1


def test_a_change_finds_its_target_in_the_list_that_has_the_field(one):
    write(one, EntryKind.DOSE, {"id": "1", "status": "taken"})
    change(one, "status", "vomited")
    change(one, "nothing_known", 1, name="c2")
    change(one, "hr", 1, target="nobody", name="c3")
    assert one.record("p1").doses[0].status == "vomited"
    assert one.record("p1").check_ins[0].hr == 80


def test_a_plan_without_an_id_is_named_by_its_entry(one):
    plan = {"drug": "baclofen", "route": "oral", "steps": [{"from": "2026-05-01"}]}
    entry = write(one, EntryKind.PLAN, plan)
    change(one, "prescriber", "Dr. Lee", target=entry.id)
    assert one.record("p1").plans[0].prescriber == "Dr. Lee"


def test_a_new_version_stands_in_place_of_the_one_it_follows(one):
    first = one.entries("p1")[1]
    write(one, EntryKind.CHECK_IN, CHECK_IN | {"hr": 70}, follows=first.id)
    assert [check_in.hr for check_in in one.record("p1").check_ins] == [70]


def test_what_the_format_requires_is_always_written(one):
    stored = {"rule_set": "2026.1", "level": "NO_FLAGS"}
    write(one, EntryKind.CHECK_IN, {"id": "2", "at": AT.text, "assessment": stored})
    check_record(one.plain_record("p1"))
    assert one.record("p1").check_ins[1].assessment.level is Level.NO_FLAGS


def test_people_stand_in_the_order_of_arrival_each_with_a_colour(one, log, clock):
    for number in range(2, 9):
        write(one, EntryKind.PERSON, PERSON | {"id": f"practice-{number}"}, f"p{number}")
    write(one, EntryKind.PERSON, PERSON | {"name": "A. M. Lee", "dob": "1973-06-11"}, "p1")
    cards = one.people()
    assert [card.id for card in cards] == [f"p{number}" for number in range(1, 9)]
    assert [card.colour for card in cards] == [*COLOURS, *COLOURS[:2]]
    assert [card.practice for card in cards] == [False] + [True] * 7
    assert (cards[0].name, cards[0].dob.year) == ("A. M. Lee", 1973)
    assert RecordBook(log, clock).people() == cards
