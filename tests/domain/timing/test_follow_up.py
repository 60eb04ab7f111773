# SPDX-License-Identifier: MIT
"""What follows an alert: waiting for an answer, checking again, and when to go to the ER."""

from dataclasses import replace
from datetime import timedelta

import pytest

from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.back_dated import WRITTEN_AT
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEventKind
from caregiver_app.domain.happened import HAPPENED
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Route
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.cadence import next_check
from caregiver_app.domain.timing.follow_up import FollowUp, follow_up, newest_judged
from caregiver_app.domain.timing.past_emergency import ANSWERS
from tests.domain.pretend import NOW, ago, person, pump_event, pump_person

TIMES = load_time_rules()
SECOND = 1 / 3600


def alert(hours_ago: float, *rules: str, level: Level = Level.URGENT) -> CheckIn:
    """Return a check-in with the judgement it was saved with; U05 when no rule is named."""
    found = tuple(
        Finding(
            id=rule,
            level=Level.WATCH if rule.startswith("W") else min(level, Level.URGENT),
            message="",
            because="",
            source="",
        )
        for rule in rules or ("U05",)
    )
    assessment = Assessment(rule_set="test", level=level, rules=found)
    return CheckIn(id=f"c{hours_ago}", at=ago(hours_ago), assessment=assessment)


def calm(hours_ago: float, level: Level = Level.NO_FLAGS) -> CheckIn:
    """Return a check-in below URGENT."""
    return replace(alert(hours_ago), assessment=Assessment(rule_set="test", level=level))


def did(kind: ActionKind, hours_ago: float, about: float) -> ActionTaken:
    """Return something done so many hours ago about the check-in of that many hours ago."""
    return ActionTaken(id=f"a{kind}{hours_ago}", at=ago(hours_ago), about=f"c{about}", kind=kind)


def after(*check_ins: CheckIn, actions=(), who=None, now: Moment = NOW) -> FollowUp | None:
    record = Record(person=who or person(), check_ins=check_ins, actions=tuple(actions))
    return follow_up(TIMES, record, now)


def hours(moment: Moment | None) -> float | None:
    """Return how many hours ahead of NOW a moment lies; None stays None."""
    return None if moment is None else (moment.utc - NOW.utc) / timedelta(hours=1)


def test_there_is_nothing_to_follow_up_without_an_alert():
    assert after() is None
    for level in (Level.NO_FLAGS, Level.INCOMPLETE, Level.WATCH):
        assert after(calm(1, level)) is None


@pytest.mark.parametrize(
    ("who", "wait"),
    [
        (person(), 60),
        (pump_person(), 30),
        (pump_person(route=Route.BOTH), 30),
    ],
    ids=["by mouth", "pump", "both"],
)
def test_no_answer_in_time_means_the_er(who, wait):
    for seconds, go in ((-1, False), (0, True), (1, True)):
        gone = wait / 60 + seconds * SECOND
        found = after(alert(gone), who=who)
        assert found.go_to_er is go
        assert found.er_at.utc - found.since.utc == timedelta(minutes=wait)


@pytest.mark.parametrize("kind", list(ActionKind))
def test_only_somebody_reached_ends_the_waiting(kind):
    found = after(alert(2), actions=[did(kind, 1.5, 2)])
    assert found.answered is (kind in ANSWERS)
    assert (found.er_at is None) is found.answered
    assert (found.recheck_due is None) is (kind in ANSWERS - {ActionKind.CALLED_911})
    assert found.go_to_er is not found.answered


def test_those_reached_are_a_clinician_the_er_and_911():
    assert {"spoke", "went_to_er", "called_911"} == ANSWERS


def test_an_emergency_has_no_hour_to_wait_but_is_looked_at_every_hour():
    found = after(alert(3), alert(2, level=Level.EMERGENCY))
    assert (found.level, found.er_at, found.go_to_er) == (Level.EMERGENCY, None, False)
    assert hours(found.recheck_due) == -1
    assert found.waited == timedelta(0)


def test_the_clock_runs_from_the_first_alert_of_an_unbroken_run():
    found = after(alert(9), calm(7), alert(5), alert(4), alert(0.5))
    assert (found.check_in_id, hours(found.since)) == ("c0.5", -5)
    assert found.go_to_er


def test_no_warning_sign_in_a_whole_check_in_ends_an_alert():
    assert after(alert(2), calm(1)) is None
    assert hours(after(alert(5), calm(4), alert(0.25)).since) == -0.25


@pytest.mark.parametrize("level", [Level.INCOMPLETE, Level.WATCH])
def test_an_alert_that_nobody_answered_stays_open_through_a_check_in_below_it(level):
    found = after(alert(1.5), calm(7 / 6, level))
    assert (found.check_in_id, found.level, hours(found.since)) == ("c1.5", Level.URGENT, -1.5)
    assert (found.go_to_er, hours(found.er_at)) == (True, -0.5)
    again = after(alert(5), calm(4, level), alert(0.25))
    assert (again.check_in_id, hours(again.since), again.go_to_er) == ("c0.25", -5, True)


@pytest.mark.parametrize(("level", "stands"), [(Level.INCOMPLETE, True), (Level.WATCH, False)])
def test_an_answered_alert_ends_with_a_sign_to_watch_and_not_with_missing_answers(level, stands):
    spoke = did(ActionKind.SPOKE, 2.5, 3)
    found = after(alert(3), calm(1, level), actions=[spoke])
    assert (found is not None) is stands
    again = after(alert(3), calm(1, level), alert(0.25), actions=[spoke])
    assert again.answered is stands


def test_an_answer_after_the_sign_to_watch_is_kept_in_sight_until_the_next_check_in():
    spoke = did(ActionKind.SPOKE, 1, 3)
    found = after(alert(3), calm(2, Level.WATCH), actions=[spoke])
    assert (found.answered, found.er_at, found.recheck_due) == (True, None, None)
    assert found.actions == (spoke,)
    assert after(alert(3), calm(2, Level.WATCH), calm(0.5, Level.WATCH), actions=[spoke]) is None


def test_a_worse_alert_is_not_ended_by_a_sign_to_watch_and_the_answer_to_the_first():
    run = (alert(4), alert(3, "U05", "U01"), calm(1, Level.WATCH))
    found = after(*run, actions=[did(ActionKind.SPOKE, 3.5, 4)])
    assert (found.answered, hours(found.since)) == (False, -3)


def test_nobody_was_waited_for_before_it_was_written_down():
    late = alert(2.5, "U12")
    late = replace(late, more={WRITTEN_AT: ago(0.5).text})
    found = after(late)
    assert (hours(found.since), hours(found.er_at), found.go_to_er) == (-2.5, 0.5, False)
    assert found.waited == timedelta(hours=1)
    assert found.recheck_due < NOW, "the look at half past two is old all the same"
    # Nor is a wait that has begun put off by what is written down of an earlier time.
    found = after(late, alert(1.2, "U05"))
    assert (hours(found.er_at), found.go_to_er) == (pytest.approx(-0.2), True)


@pytest.mark.parametrize("then", [Level.WATCH, Level.URGENT])
def test_until_somebody_is_reached_a_worse_second_look_leaves_an_emergency_no_calmer(then):
    emergency = alert(2, "E04", level=Level.EMERGENCY)
    found = after(emergency, calm(1, then) if then is Level.WATCH else alert(1, "U05"))
    assert (hours(found.since), found.level, found.er_at) == (-2, Level.EMERGENCY, None)
    again = after(emergency, alert(1, "U05"), actions=[did(ActionKind.SPOKE, 0.5, 1)])
    assert (hours(again.since), again.level, again.answered) == (-2, Level.URGENT, True)


@pytest.mark.parametrize(
    ("rules", "visit", "waits"),
    [
        (("U10",), pump_event(0.5, PumpEventKind.REFILL), False),
        (("U10", "U09"), pump_event(0.5, PumpEventKind.REFILL), False),
        (("U10", "U09"), pump_event(0.5, PumpEventKind.CHECK), True),
        (("U09", "U11"), pump_event(0.5, PumpEventKind.CHECK), False),
        (("U11",), pump_event(0.5, PumpEventKind.REFILL), True),
        (("U09", "U04"), pump_event(0.5, PumpEventKind.CHECK), True),
        (("U10",), pump_event(1.5, PumpEventKind.REFILL), True),
        (("U10",), pump_event(0.5, PumpEventKind.CHECK), True),
        ((), pump_event(0.5, PumpEventKind.REFILL), True),
    ],
)
def test_a_pump_that_the_clinic_has_seen_to_is_looked_at_and_not_sent_to_the_er(
    rules, visit, waits
):
    record = Record(person=pump_person(), check_ins=(alert(1, *rules),), pump_events=(visit,))
    found = follow_up(TIMES, record, NOW)
    assert (found.er_at is not None, found.go_to_er) == (waits, waits)
    assert found.recheck_due is not None


@pytest.mark.parametrize(
    ("rules", "seen", "over"),
    [
        (("U09",), 2.5, True),
        (("U11",), 2.5, True),
        (("U09", "U04"), 2.5, False),
        (("E14",), 2.5, False),
        (("U09",), 4, False),
        (("U09",), 0.5, False),
    ],
)
def test_a_look_after_the_clinic_saw_to_the_pump_ends_what_is_about_the_pump(rules, seen, over):
    """A WATCH too: a refill that is near is one for two weeks."""
    level = Level.EMERGENCY if "E14" in rules else Level.URGENT
    course = (alert(3, *rules, level=level), calm(1, Level.WATCH))
    visit = (pump_event(seen, PumpEventKind.CHECK),)
    record = Record(person=pump_person(), check_ins=course, pump_events=visit)
    assert (follow_up(TIMES, record, NOW) is None) is over


def test_a_check_in_without_a_judgement_neither_joins_nor_ends_a_run():
    unjudged = replace(alert(3), assessment=None)
    assert hours(after(alert(5), unjudged, alert(0.5)).since) == -5
    newest = after(alert(5), replace(alert(0.5), assessment=None))
    assert (newest.check_in_id, hours(newest.recheck_due)) == ("c5", 0.5)
    assert after(unjudged) is None


def test_an_answer_covers_the_same_alert_again():
    found = after(alert(3), alert(1), actions=[did(ActionKind.SPOKE, 2.5, 3)])
    assert (found.answered, hours(found.since)) == (True, -3)


@pytest.mark.parametrize(
    "worse",
    [alert(1, "U05", "U07"), alert(1, "U07"), alert(1, level=Level.EMERGENCY)],
    ids=["a rule more", "another rule", "a higher level"],
)
def test_a_worse_alert_needs_an_answer_of_its_own(worse):
    spoke = did(ActionKind.SPOKE, 2.5, 3)
    found = after(alert(3), worse, actions=[spoke])
    assert (found.answered, hours(found.since)) == (False, -1)
    again = after(alert(3), worse, actions=[spoke, did(ActionKind.SPOKE, 0.5, 1)])
    assert again.answered


def test_an_emergency_that_comes_back_needs_an_answer_of_its_own():
    run = (alert(5, level=Level.EMERGENCY), alert(3), alert(1, level=Level.EMERGENCY))
    found = after(*run, actions=[did(ActionKind.SPOKE, 4, 5)])
    assert (found.answered, hours(found.since)) == (False, -1)


def test_an_alert_whose_rules_nobody_stored_waits_for_an_answer_too():
    bare = calm(2, Level.URGENT)
    assert (after(bare).answered, after(bare).go_to_er) == (False, True)


def test_a_sign_to_watch_beside_an_answered_alert_is_no_new_alert():
    found = after(alert(3), alert(1, "U05", "W07"), actions=[did(ActionKind.SPOKE, 2.5, 3)])
    assert found.answered


def test_an_alert_that_was_known_before_the_answer_is_covered_when_it_comes_back():
    run = (alert(5, "U05", "U07"), alert(3, "U05"), alert(1, "U07"))
    assert after(*run, actions=[did(ActionKind.SPOKE, 2.5, 3)]).answered


def test_a_late_word_about_the_first_alert_does_not_answer_the_worse_one():
    found = after(alert(3), alert(2, "U05", "U01"), actions=[did(ActionKind.SPOKE, 1, 3)])
    assert (found.answered, hours(found.since)) == (False, -2)


def test_actions_about_something_else_or_from_the_future_do_not_count():
    strange = [
        did(ActionKind.SPOKE, 1, 99),
        replace(did(ActionKind.SPOKE, 1, 2), about=None),
        did(ActionKind.SPOKE, -SECOND, 2),
    ]
    found = after(alert(2), actions=strange)
    assert (found.answered, found.actions) == (False, ())
    now = did(ActionKind.SPOKE, 0, 2)
    assert after(alert(2), actions=[now]).actions == (now,)


def test_what_was_done_about_the_run_is_told_the_oldest_first():
    done = [
        did(ActionKind.CALLED, 2.9, 3),
        did(ActionKind.NO_ANSWER, 2.8, 3),
        did(ActionKind.DISMISSED, 2.7, 3),
        did(ActionKind.RECHECKED, 0.5, 1),
    ]
    found = after(alert(3), alert(1), actions=done)
    assert found.actions == tuple(done)
    assert not found.answered


def test_an_event_leaves_the_emergency_standing_until_somebody_looks_again():
    dose = replace(alert(1, "U08"), more={HAPPENED: "dose"})
    found = after(alert(3, "E03", level=Level.EMERGENCY), dose)
    assert (found.level, found.check_in_id, found.er_at) == (Level.EMERGENCY, "c1", None)
    asked = [alert(3, "E03", level=Level.EMERGENCY), alert(1, "U08")]
    spoke = did(ActionKind.SPOKE, 2, 3)
    assert after(*asked, actions=[spoke]).level is Level.URGENT


@pytest.mark.parametrize("kind", sorted(ANSWERS))
@pytest.mark.parametrize("level", [Level.NO_FLAGS, Level.WATCH])
def test_a_fall_that_is_tapped_after_the_call_ends_no_alert(kind, level):
    first, called = alert(2, level=Level.EMERGENCY), did(kind, 1.5, 2)
    fall = replace(calm(1, level), more={HAPPENED: "fall"})
    found = after(first, fall, actions=[called])
    assert found == replace(after(first, actions=[called]), at_er=None), "somebody is with them"
    record = Record(person=person(), check_ins=(first, fall), actions=(called,))
    assert newest_judged(record, NOW).check_in == first
    assert next_check(TIMES, record, NOW).asked_by is Level.EMERGENCY


@pytest.mark.parametrize(
    ("kind", "due"), [(ActionKind.CALLED_911, -4), (ActionKind.SPOKE, 0), (ActionKind.CALLED, -4)]
)
def test_something_worse_that_is_tapped_puts_no_look_off_that_is_overdue(kind, due):
    first = alert(5, "E15", level=Level.EMERGENCY)
    sound = replace(alert(1, "E15", "E14", level=Level.EMERGENCY), more={HAPPENED: "pump sound"})
    found = after(first, sound, actions=[did(kind, 4.5, 5)])
    assert hours(found.recheck_due) == due
    watch, fall = calm(5, Level.WATCH), replace(calm(1, Level.WATCH), more={HAPPENED: "fall"})
    record = Record(person=person(), check_ins=(watch, fall))
    assert newest_judged(record, NOW).check_in == watch
    assert newest_judged(replace(record, check_ins=(calm(5), fall)), NOW).check_in == fall


def test_the_next_look_is_an_hour_after_the_newest_check_in_or_recheck():
    assert hours(after(alert(3), alert(0.75)).recheck_due) == 0.25
    checked = [did(ActionKind.RECHECKED, 0.5, 0.75)]
    assert hours(after(alert(3), alert(0.75), actions=checked).recheck_due) == 0.5
    older = [did(ActionKind.RECHECKED, 2, 3)]
    assert hours(after(alert(3), alert(0.75), actions=older).recheck_due) == 0.25


def test_what_is_told_at_one_press_is_no_look_and_puts_no_look_off():
    dose = replace(alert(0.25, "U08"), more={HAPPENED: "dose"})
    assert hours(after(alert(0.75), dose).recheck_due) == 0.25
    fall = replace(alert(0.75), more={HAPPENED: "fall"})
    assert hours(after(calm(5), fall, dose).recheck_due) == 0.25


def test_checking_again_answers_nothing_and_stops_no_clock():
    found = after(alert(2), actions=[did(ActionKind.RECHECKED, 0.1, 2)])
    assert (found.go_to_er, hours(found.er_at)) == (True, -1)


def test_of_what_lies_ahead_of_the_clock_only_an_alert_counts_and_it_is_there_now():
    assert after(alert(2), calm(-1)).check_in_id == "c2"
    found = after(calm(2), alert(-1))
    assert (found.check_in_id, hours(found.since)) == ("c-1", 0)


@pytest.mark.parametrize(
    ("heard", "er"),
    [
        ("2026-03-08T01:45:00-05:00", "2026-03-08T03:45:00-04:00"),
        ("2026-11-01T01:45:00-04:00", "2026-11-01T01:45:00-05:00"),
    ],
    ids=["spring", "autumn"],
)
def test_an_hour_is_an_hour_in_the_night_the_clocks_change(heard, er):
    at = Moment.parse(heard, "America/New_York")
    found = after(replace(alert(1), at=at), now=Moment(at.local, at.zone))
    assert found.er_at == Moment.parse(er)
    assert found.er_at.text == er


def test_the_record_is_no_longer_open_once_they_are_at_the_er():
    gone = [did(ActionKind.WENT_TO_ER, 1, 2)]
    found = after(alert(2, level=Level.EMERGENCY), actions=gone)
    assert (found.answered, found.recheck_due, found.go_to_er) == (True, None, False)


class Named(str):
    """The id of a check-in that counts how often somebody looks for what is about it."""

    __slots__ = ()
    looked = 0

    def __hash__(self):
        Named.looked += 1
        return super().__hash__()


def looks_for(count: int) -> int:
    """Return how often it is looked what was done about so many alerts that nobody answered."""
    every = [alert(1 + number / 1000) for number in reversed(range(count))]
    every = [replace(one, id=Named(one.id)) for one in every]
    Named.looked = 0
    assert after(*every).check_in_id == every[-1].id
    return Named.looked


def test_twice_as_many_alerts_that_nobody_answered_are_twice_as_much_to_look_at():
    assert looks_for(400) <= 2 * looks_for(200) < 4000
