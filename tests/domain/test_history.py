# SPDX-License-Identifier: MIT
"""What a check-in looks back on: all that came before it, and nothing else, at no extra cost."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.earlier import Earlier, kept_apart, of_kind
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEventKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Route
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import assess_record
from caregiver_app.domain.rules.history import History, record_before, with_doses
from tests.domain.pretend import (
    NOW,
    RULES,
    ago,
    check_in,
    dose,
    fired,
    person,
    plan,
    pump_event,
    pump_person,
)

BEFORE, AFTER = 1, -1


def entries(hours: float) -> dict:
    """Return one entry of each kind, so many hours ago."""
    return {
        "check_ins": (check_in(hours),),
        "doses": (dose(hours),),
        "pump_events": (pump_event(hours, PumpEventKind.CHECK),),
        "actions": (ActionTaken(id="a", at=ago(hours), kind=ActionKind.SPOKE),),
    }


def counts(record: Record) -> list[int]:
    return [len(getattr(record, name)) for name in entries(0)]


def test_the_entries_of_this_very_moment_belong_to_it_but_not_the_check_in() -> None:
    assert counts(record_before(Record(person=person(), **entries(BEFORE)), NOW)) == [1, 1, 1, 1]
    assert counts(record_before(Record(person=person(), **entries(0)), NOW)) == [0, 1, 1, 1]
    assert counts(record_before(Record(person=person(), **entries(AFTER)), NOW)) == [0, 0, 0, 0]


def test_the_first_entries_of_a_list_read_like_a_list_of_their_own() -> None:
    first = Earlier("abcde", 3)
    assert (len(first), list(first), list(reversed(first))) == (3, ["a", "b", "c"], ["c", "b", "a"])
    assert (first[0], first[-1], first[-2:], first[::-1]) == ("a", "c", ("b", "c"), tuple("cba"))
    assert (list(Earlier(first, 2)), list(Earlier("ab", 0)), "d" in first) == (
        ["a", "b"],
        [],
        False,
    )
    with pytest.raises(IndexError):
        first[3]


def test_what_was_before_a_check_in_does_not_grow_with_what_follows_it() -> None:
    history = History(Record(person=person()))
    history.add(check_in(9))
    before = history.before(NOW)
    history.add(check_in(5))
    assert [c.id for c in before.check_ins] == ["c9"]
    assert [c.id for c in history.before(NOW).check_ins] == ["c9", "c5"]


def test_doses_written_down_later_take_their_place_in_the_order_of_time() -> None:
    log = Record(person=person(), doses=(dose(9), dose(2)))
    assert [d.id for d in with_doses(log, (dose(5), dose(12))).doses] == [
        *("d12taken", "d9taken", "d5taken", "d2taken"),
    ]
    assert with_doses(log, ()) is log


def test_entries_of_one_moment_are_judged_the_same_in_whatever_order_they_came() -> None:
    same_time = (dose(6), dose(6, DoseStatus.VOMITED), dose(6, DoseStatus.EXTRA, mg=Decimal(10)))
    scans = (pump_event(6, PumpEventKind.MRI), pump_event(6, PumpEventKind.CHECK))
    seen = {
        str(assess_record(RULES, Record(person=person(), plans=(plan("06:00"),), doses=order,
                                        pump_events=events, check_ins=(check_in(1),)))[0][1])
        for order in permutations(same_time)
        for events in permutations(scans)
    }  # fmt: skip
    assert len(seen) == 1


def test_an_entry_that_stands_twice_counts_once() -> None:
    vomited = dose(6, DoseStatus.VOMITED)
    course = (check_in(30, worried=True), check_in(1, worried=True, vomited_doses_24h=None))
    once = Record(person=person(), check_ins=course, doses=(vomited,))
    twice = replace(once, check_ins=(*course, *course), doses=(vomited, vomited))
    assert assess_record(RULES, twice) == assess_record(RULES, once)


def test_what_happened_to_the_pump_and_the_plan_is_read_in_the_order_of_time() -> None:
    checked = (pump_event(2, PumpEventKind.CHECK), pump_event(9, PumpEventKind.MRI))
    confirmed = tuple(
        ActionTaken(id=f"a{hours}", at=ago(hours), kind=ActionKind.CONFIRMED_PLAN)
        for hours in (2, 40)
    )
    mixed = Record(
        person=pump_person(route=Route.BOTH),
        plans=(plan("06:00"),),
        check_ins=(check_in(1),),
        doses=(dose(6, mg=Decimal(15)),),
        pump_events=checked,
        actions=confirmed,
    )
    assert not fired(assess_record(RULES, mixed)[0][1]) & {"U11", "U17"}


def test_a_judgement_that_a_check_in_brings_is_not_read_but_made_anew() -> None:
    brought = (check_in(30, Level.WATCH), check_in(14, Level.WATCH), check_in(1, worried=True))
    judged = assess_record(RULES, Record(person=person(), check_ins=brought))
    assert [verdict.level for _one, verdict in judged] == [
        *(Level.NO_FLAGS, Level.NO_FLAGS, Level.WATCH),
    ]


def test_a_list_that_is_kept_apart_by_kind_reads_like_one_that_is_not() -> None:
    apart = kept_apart("abcAB", str.upper)
    assert (list(apart), list(apart.first(4)), len(apart.first(4))) == (
        list("abcAB"),
        list("abcA"),
        4,
    )
    for count in range(6):
        plain = tuple("abcAB"[:count])
        for kind in "ABCD":
            assert list(of_kind(apart.first(count), kind, str.upper)) == list(
                of_kind(plain, kind, str.upper)
            )
