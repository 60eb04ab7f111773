# SPDX-License-Identifier: MIT
"""The story of a record: everything once, the newest first, and words are found in it."""

from datetime import timedelta
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEventKind
from caregiver_app.domain.history.search import holds, wanted_words, words_of
from caregiver_app.domain.history.story import Kept, belongs, newest_first
from caregiver_app.domain.levels import Level
from caregiver_app.domain.record import Record
from tests.domain.pretend import ago, check_in, dose, person, pump_event
from tests.tries import tries

GAP = timedelta(hours=10)
HOURS = st.lists(st.integers(0, 200), max_size=12, unique=True)


def _record(some, others, events) -> Record:
    return Record(
        person=person(),
        check_ins=tuple(check_in(h) for h in sorted(some, reverse=True)),
        doses=tuple(dose(h) for h in sorted(others, reverse=True)),
        pump_events=tuple(pump_event(h, PumpEventKind.CHECK) for h in sorted(events)[::-1]),
    )


@tries(60)
@given(HOURS, HOURS, HOURS, st.none() | st.integers(0, 200))
def test_everything_is_told_once_and_the_newest_first(some, others, events, back):
    record = _record(some, others, events)
    until = None if back is None else ago(back).utc
    told = list(newest_first(record, GAP, until))
    times = [one.at.utc for one in told]
    assert times == sorted(times, reverse=True)
    facts = (*record.check_ins, *record.doses, *record.pump_events)
    wanted = [fact.id for fact in facts if until is None or (fact.at.utc < until)]
    assert sorted(one.fact.id for one in told) == sorted(wanted)


@tries(60)
@given(HOURS)
def test_a_gap_stands_exactly_where_nobody_checked_for_so_long(some):
    told = list(newest_first(_record(some, [], []), GAP))
    for one, before in zip_longest(told, told[1:]):
        long = before is not None and one.at.utc - before.at.utc >= GAP
        assert one.gap_since == (before.at if long else None)


def test_a_dose_without_any_time_is_left_out():
    timeless = dose(1, at=None, scheduled_for=None)
    record = Record(person=person(), doses=(timeless, dose(4)))
    assert [one.fact.id for one in newest_first(record, GAP)] == [dose(4).id]


@pytest.mark.parametrize(
    ("kept", "ids"),
    [
        (Kept.ALL, ["calm", "fall", "dose", "pump", "call"]),
        (Kept.CHECK_INS, ["calm"]),
        (Kept.DOSES, ["dose"]),
        (Kept.EVENTS, ["fall", "pump"]),
        (Kept.ALERTS, ["fall", "call"]),
    ],
)
def test_every_list_holds_its_own(kept, ids):
    facts = {
        "calm": check_in(1, Level.WATCH),
        "fall": check_in(2, Level.URGENT, more={"happened": "fall"}),
        "dose": dose(3, DoseStatus.MISSED),
        "pump": pump_event(4, PumpEventKind.REFILL),
        "call": ActionTaken(id="a", at=ago(5), kind=ActionKind.CALLED),
    }
    assert [name for name, fact in facts.items() if belongs(fact, kept)] == ids


def test_a_level_leaves_out_what_is_lower_and_what_has_none():
    assert belongs(check_in(1, Level.URGENT), Kept.ALL, Level.WATCH)
    assert not belongs(check_in(1, Level.NO_FLAGS), Kept.ALL, Level.WATCH)
    assert not belongs(dose(1), Kept.ALL, Level.WATCH)


@pytest.mark.parametrize("typed", ["cafe", "CAFÉ", "Café  noir", "noi", "jose", "sleepy"])
def test_accents_case_and_blanks_make_no_difference(typed):
    told = check_in(1, note="A café noir,\n SLEEPY after", recorder="José")
    assert holds(words_of(told), wanted_words(typed))


@pytest.mark.parametrize("typed", ["tea", "cafe tea"])
def test_every_word_has_to_be_there(typed):
    assert not holds(words_of(check_in(1, note="A café noir")), wanted_words(typed))
