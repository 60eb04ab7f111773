# SPDX-License-Identifier: MIT
"""An EMERGENCY that nobody was called about is not wiped out by one quiet check-in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.happened import HAPPENED
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.cadence import next_check
from caregiver_app.domain.timing.follow_up import FollowUp, follow_up, in_sight
from caregiver_app.domain.timing.past_emergency import ANSWERS
from caregiver_app.domain.told_order import ToldOrder
from caregiver_app.domain.who_answered import WhoAnswered
from tests.domain.pretend import NOW, ago, person, pump_person
from tests.tries import tries

TIMES = load_time_rules()
SECOND = 1 / 3600
QUIETER = [level for level in Level if level < Level.EMERGENCY]


def check_in(hours_ago: float, level: Level, rule: str = "E02") -> CheckIn:
    """Return a check-in as it was judged; its id is how many hours ago it was."""
    found = Finding(id=rule, level=level, message="", because=f"Because {rule}.", source="")
    judged = Assessment(rule_set="test", level=level, rules=(found,))
    return CheckIn(id=f"c{hours_ago}", at=ago(hours_ago), assessment=judged)


def did(kind: ActionKind, hours_ago: float, about: float | None) -> ActionTaken:
    id_ = None if about is None else f"c{about}"
    return ActionTaken(id=f"a{kind}{hours_ago}", at=ago(hours_ago), about=id_, kind=kind)


def seen(*check_ins: CheckIn, actions=(), order=None) -> FollowUp | None:
    record = Record(person=person(), check_ins=check_ins, actions=tuple(actions))
    return in_sight(TIMES, replace(record, order=order) if order else record, NOW)


@pytest.mark.parametrize("level", QUIETER)
def test_it_stays_in_sight_whatever_quieter_check_in_comes_after(level):
    found = seen(check_in(5, Level.EMERGENCY), check_in(4, level, "W04"))
    emergency = found.before.at if found.before else found.since
    assert (emergency, found.answered) == (ago(5), False)
    assert found.level is Level.EMERGENCY


@pytest.mark.parametrize(("rule", "hours_ago"), [("E03", 5), ("E13", 3)])
def test_a_dose_that_is_pressed_after_it_gives_it_no_other_time(rule, hours_ago):
    line = replace(check_in(3, Level.EMERGENCY, rule), more={HAPPENED: "dose written down"})
    found = seen(check_in(5, Level.EMERGENCY, rule), line, check_in(1, Level.NO_FLAGS, ""))
    assert [at for at, _why in found.before.found] == [ago(hours_ago)], "one more extra dose is new"
    assert found.before.at == ago(hours_ago)


def test_a_quiet_one_still_ends_the_waiting_and_the_hourly_look():
    record = Record(
        person=person(), check_ins=(check_in(5, Level.EMERGENCY), check_in(4, Level.NO_FLAGS))
    )
    assert follow_up(TIMES, record, NOW) is None
    found = in_sight(TIMES, record, NOW)
    assert (found.is_over, found.er_at, found.go_to_er, found.recheck_due) == (
        True,
        None,
        False,
        None,
    )


def test_it_goes_out_of_sight_after_as_long_as_the_content_says():
    length = TIMES.alert.in_sight / timedelta(hours=1)
    quiet = check_in(1, Level.NO_FLAGS)
    assert seen(check_in(length, Level.EMERGENCY), quiet).before is not None
    assert seen(check_in(length + SECOND, Level.EMERGENCY), quiet) is None


@pytest.mark.parametrize("kind", list(ActionKind))
def test_only_somebody_reached_ends_it(kind):
    story = (check_in(5, Level.EMERGENCY), check_in(4, Level.NO_FLAGS), check_in(1, Level.NO_FLAGS))
    found = seen(*story, actions=[did(kind, 2, 5)])
    reached = kind in {ActionKind.SPOKE, ActionKind.WENT_TO_ER, ActionKind.CALLED_911}
    assert (found is None) is reached


def test_an_answer_stays_in_sight_until_the_next_check_in():
    story = (check_in(5, Level.EMERGENCY), check_in(4, Level.NO_FLAGS))
    found = seen(*story, actions=[did(ActionKind.SPOKE, 2, 5)])
    assert (found.answered, [a.at for a in found.actions]) == (True, [ago(2)])


def test_an_answer_at_the_minute_of_the_newest_check_in_is_news():
    story = (check_in(5, Level.EMERGENCY), check_in(4, Level.NO_FLAGS))
    assert seen(*story, actions=[did(ActionKind.SPOKE, 4, 5)]).answered
    assert seen(*story, actions=[did(ActionKind.SPOKE, 4.5, 5)]) is None


@pytest.mark.parametrize(
    ("about", "at", "ends"), [(None, 5.9, True), (None, 6.1, False), (3, 2, True), (9, 2, False)]
)
def test_a_call_counts_that_names_none_of_them_or_a_later_one(about, at, ends):
    story = (check_in(9, Level.URGENT), check_in(5, Level.EMERGENCY), check_in(3, Level.NO_FLAGS))
    found = seen(
        *story, check_in(1, Level.NO_FLAGS), actions=[did(ActionKind.CALLED_911, at, about)]
    )
    assert (found is None) is ends


def test_whoever_was_reached_elsewhere_without_knowing_of_it_was_not_told():
    story = (check_in(5, Level.EMERGENCY), check_in(4, Level.NO_FLAGS))
    answer = did(ActionKind.SPOKE, 4, 4)
    who = WhoAnswered(acted={answer.id: ("B", 4)}, had_from={"c5": {"B": 5}})
    found = seen(*story, actions=[answer], order=ToldOrder(answered=who))
    assert found.before is not None


def test_several_tell_each_reason_once_the_newest_first():
    found = seen(
        check_in(7, Level.EMERGENCY, "E07"),
        check_in(6, Level.EMERGENCY),
        check_in(5, Level.EMERGENCY),
        check_in(4, Level.NO_FLAGS),
    )
    assert found.before.found == ((ago(5), "Because E02."), (ago(7), "Because E07."))


@pytest.mark.parametrize(("who", "hours"), [(person(), 4), (pump_person(), 2)])
def test_until_somebody_was_reached_they_are_looked_at_by_day_and_night(who, hours):
    evening = Moment.parse("2026-05-10T21:00:00-04:00", "America/New_York")
    story = (
        replace(check_in(2, Level.EMERGENCY), at=ago(2, evening)),
        replace(check_in(1, Level.NO_FLAGS), at=ago(1, evening)),
    )
    record = Record(person=who, check_ins=story)
    found = next_check(TIMES, record, evening)
    assert (found.due.utc - story[1].at.utc, found.reason) == (timedelta(hours=hours), "eased")
    reached = replace(did(ActionKind.CALLED_911, 0, 2), at=ago(1.5, evening))
    calmer = next_check(TIMES, replace(record, actions=(reached,)), evening)
    assert calmer.due > found.due


UNANSWERED = [kind for kind in ActionKind if kind not in ANSWERS]
STEP = st.tuples(
    st.floats(0.01, 1), st.sampled_from(QUIETER) | st.sampled_from(UNANSWERED), st.booleans()
)


@tries(100)
@given(st.lists(STEP, max_size=12))
def test_nothing_that_reaches_nobody_takes_an_emergency_out_of_sight(steps):
    hours, told, actions = 11.9, [check_in(11.9, Level.EMERGENCY)], []
    for length, what, about_it in steps:
        hours = max(hours * 0.9, hours - length)
        if isinstance(what, Level):
            told.append(check_in(hours, what))
        else:
            actions.append(did(what, hours, 11.9 if about_it else None))
    found = seen(*told, actions=actions)
    emergency = found.before.at if found.before else found.since
    assert (emergency, found.answered) == (ago(11.9), False)
