# SPDX-License-Identifier: MIT
"""What happens so seldom that no story tells of it: clocks that went back, plans of tomorrow."""

import pytest

from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.sharing.profile_units import put_back, taken_apart
from caregiver_app.domain.sheets.paper import holds_from, next_change
from caregiver_app.domain.standing_alerts import Alert, StandingAlerts
from caregiver_app.domain.there_by import there_by
from tests.domain.test_told_order import written

NOON = Moment.parse("2026-05-21T12:00:00-04:00")
PERSON = {"name": "X", "route": "oral", "drug": "baclofen"}


@pytest.mark.parametrize("later", [(), (30,)])
def test_of_a_clock_that_went_back_the_earliest_note_before_the_flag_counts(later):
    flag, check_in = written("a", 1, 10, Level.EMERGENCY)
    begun_first, _told = written("b", 1, 12, Level.NO_FLAGS, about=0)
    gone_back, _told = written("b", 2, 5, Level.NO_FLAGS)
    rest = [written("b", 3, minute, Level.NO_FLAGS)[0] for minute in later]
    entries = [flag, begun_first, gone_back, *rest]
    found = there_by(
        [(check_in, flag)], entries, lambda device, _flag: 1 if device == "b" else None
    )
    assert found == {check_in.id: gone_back.recorded_at}


def test_of_alerts_put_in_later_had_and_not_had_the_one_that_somebody_had_not_still_stands():
    looked, _told = written("b", 1, 10, Level.NO_FLAGS)
    put_in_later = written("a", 1, 20, Level.WATCH, about=2)
    had = written("a", 2, 4, Level.WATCH)
    had_not = written("a", 3, 5, Level.WATCH)
    number_of = {("b", "a1"): 9, ("b", "a2"): 1, ("a", "b1"): 1}
    standing = StandingAlerts(lambda device, entry: number_of.get((device, entry.id)))
    for place, (entry, check_in) in enumerate((put_in_later, had, had_not)):
        standing.add(Alert(check_in, entry, Level.WATCH, place))
    assert standing.first_hidden_from(looked, Level.NO_FLAGS) is had_not[1]


def test_who_gave_a_usual_value_that_was_replaced_is_not_told_of_the_new_one():
    older = {"usual": {"stiffness": 3}, "usual_from": {"stiffness": "a nurse"}}
    newer = {"usual": {"stiffness": 4}}
    assert put_back(taken_apart(newer), [older, newer]) == newer
    assert put_back(taken_apart(older), [older, newer]) == older


def test_a_plan_that_is_dated_tomorrow_is_no_dose_of_today_on_paper():
    plan = {"drug": "baclofen", "route": "oral", "start_mg_per_day": 60, "steps": []}
    told = {"person": PERSON, "plans": [{**plan, "written_on": "2026-05-22"}]}
    record = from_plain(Record, told)
    assert (holds_from(record, NOON), next_change(record, NOON.day)) == ({}, None)


def standing_of(number_of, *minutes, level=Level.WATCH):
    """Return alerts of one computer at these minutes, and their check-ins."""
    standing = StandingAlerts(lambda device, entry: number_of.get((device, entry.id)))
    pairs = [written("a", n, minute, level) for n, minute in enumerate(minutes, 1)]
    for place, (entry, check_in) in enumerate(pairs):
        standing.add(Alert(check_in, entry, level, place))
    return standing, [check_in for _entry, check_in in pairs]


def test_a_calm_check_in_ends_the_alerts_that_its_computer_had_and_no_other():
    standing, (_one, _two, had_not) = standing_of({("b", "a1"): 1, ("b", "a2"): 1}, 1, 2, 3)
    looked, _told = written("b", 1, 10, Level.NO_FLAGS)
    standing.end_for(looked)
    for device in "bc":
        later, _told = written(device, 2, 20, Level.NO_FLAGS)
        assert standing.first_hidden_from(later, Level.NO_FLAGS) is had_not
    knows_all, _told = written("d", 1, 30, Level.NO_FLAGS)
    everything = {("d", "a3"): 1}
    standing, _told = standing_of({("b", "a1"): 1, **everything}, 1, 2, 3)
    standing.end_for(knows_all)
    assert standing.first_hidden_from(looked, Level.NO_FLAGS) is None


def test_what_a_computer_had_at_its_third_check_in_it_had_not_at_its_first():
    standing, (first, second) = standing_of({("b", "a1"): 2}, 1, 2)
    third, early = (written("b", n, 10 + n, Level.NO_FLAGS)[0] for n in (3, 1))
    assert standing.first_hidden_from(third, Level.NO_FLAGS) is second
    assert standing.first_hidden_from(third, Level.NO_FLAGS) is second
    assert standing.first_hidden_from(early, Level.NO_FLAGS) is first
