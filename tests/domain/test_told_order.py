# SPDX-License-Identifier: MIT
"""The order in which alerts of several computers tell is the same however many there are."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sharing.log_order import Knowledge, in_order
from caregiver_app.domain.sharing.shared_part import Seen
from caregiver_app.domain.told_order import told_order
from caregiver_app.domain.who_answered import TheirAlerts, who_answered
from tests.domain.pretend import NOW
from tests.domain.told_plainly import answers_not, told_plainly
from tests.tries import tries

DEVICES = "abc"


def written(device, number, minute, level, *, kind=EntryKind.CHECK_IN, about=None):
    """Return an entry and what it says; `about` is a minute that it is about."""
    at = Moment(NOW.local + timedelta(minutes=minute))
    effective = at if about is None else Moment(NOW.local + timedelta(minutes=about))
    entry = Entry(
        id=f"{device}{number}", person_id="p", kind=kind, author=None, observer=None,
        effective_at=effective, payload={}, seq=0, device=device, device_seq=number,
        recorded_at=at, previous_hash="", hash="",
    )  # fmt: skip
    judged = Assessment(rule_set="test", level=level)
    return entry, CheckIn(id=entry.id, at=effective, assessment=judged)


def of(pairs, seen):
    """Return check-ins by time, their entries, all entries as they count, and who had what."""
    entries = in_order([entry for entry, _told in pairs], seen)
    by_id = {entry.id: entry for entry in entries}
    check_ins = sorted((told for _entry, told in pairs), key=lambda one: one.at)
    return check_ins, by_id, entries, Knowledge(seen, entries)


NOTE = st.tuples(
    st.sampled_from(DEVICES),
    st.integers(0, 400),
    st.sampled_from(Level),
    st.one_of(st.none(), st.integers(0, 400)),
)
MARK = st.builds(
    Seen, st.sampled_from(DEVICES), st.integers(1, 9), st.sampled_from(DEVICES), st.integers(1, 9)
).filter(lambda mark: mark.device != mark.other)


def all_written(notes):
    """Return what notes become, each computer counting its own."""
    numbers = Counter[str]()
    pairs = []
    for device, minute, level, about in notes:
        numbers[device] += 1
        pairs.append(written(device, numbers[device], minute, level, about=about))
    return pairs


@tries(60)
@given(st.lists(NOTE, min_size=1, max_size=24), st.lists(MARK, max_size=8))
def test_it_is_what_comes_out_when_each_is_held_against_all_others(notes, seen):
    check_ins, by_id, entries, known = of(all_written(notes), seen)
    plain = told_plainly(check_ins, by_id, entries, known.knew)
    found = told_order(check_ins, by_id, entries, known.had_from)
    assert (dict(found.there_by), dict(found.hides_not)) == plain
    actions = [
        ActionTaken(id=f"act{one.id}", at=one.at, kind=ActionKind.SPOKE, about=one.id)
        for one in check_ins
    ]
    acted = {f"act{id_}": entry for id_, entry in by_id.items()}
    who = who_answered(check_ins, by_id, actions, acted, known.had_from)
    alerts = answers_not(check_ins, by_id, actions, acted, known.knew)
    assert {
        action.id: {one.id for one in check_ins if who.had_not(action.id, one.id)}
        for action in actions
    } == alerts
    theirs = TheirAlerts(who)
    for check_in in check_ins:
        theirs.add(check_in.id)
    assert {one.id for one in actions if not theirs.were_there_for(one.id)} == {
        action for action, unknown in alerts.items() if unknown
    }


def apart(count):
    """Two computers that never met: alerts on one, quiet check-ins on the other."""
    pairs = [written("a", n + 1, 10 * n, Level.URGENT) for n in range(count)]
    return pairs + [written("b", n + 1, 10 * n + 5, Level.NO_FLAGS) for n in range(count)], []


def behind(count):
    """Alerts on both, each of which the other one gets an hour later; none is ever over."""
    pairs = [
        written(d, n + 1, 10 * n + 5 * (d == "b"), Level.URGENT) for n in range(count) for d in "ab"
    ]
    marks = [Seen(d, n + 1, o, n - 5) for n in range(6, count) for d, o in ("ab", "ba")]
    return pairs, marks


def ahead(count):
    """The clock of one is years ahead; the other has every alert of it at once."""
    pairs = [written("a", n + 1, 10 * n + 10**6, Level.EMERGENCY) for n in range(count)]
    pairs += [written("b", n + 1, 10 * n + 5, Level.WATCH) for n in range(count)]
    return pairs, [Seen("b", n + 1, "a", n + 1) for n in range(count)]


def steps(story, count):
    """Return how often it is asked who had what."""
    check_ins, by_id, entries, known = of(*story(count))
    asked = 0

    def had_from(device, entry):
        nonlocal asked
        asked += 1
        return known.had_from(device, entry)

    told_order(check_ins, by_id, entries, had_from)
    return asked


@pytest.mark.parametrize("story", [apart, behind, ahead])
def test_twice_as_many_alerts_take_twice_as_many_steps(story):
    assert steps(story, 400) < 2.2 * steps(story, 200) < 2.2 * 200 * 20
