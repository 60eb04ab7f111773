# SPDX-License-Identifier: MIT
"""The running log of an emergency: what each tap means, and what the log tells of the night."""

from dataclasses import replace
from datetime import timedelta

import pytest

from caregiver_app.domain.check_in import AsNeeded, Breathing, CheckIn, Seizure
from caregiver_app.domain.emergency_log import (
    Tap,
    Tapped,
    action_of,
    ended_by,
    event_of,
    is_of_seizure,
    last_tap,
    log_lines,
    newest_ended,
    running_seizure,
    tap_of,
)
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.happened import END_UNKNOWN, Happening, begun, kind_of
from caregiver_app.domain.levels import Level
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, ago, check_in, person

DONE = (Tap.CALLED_911, Tap.AMBULANCE)


def tapped(tap: Tap, hours: float = 0, **more) -> Tapped:
    return Tapped(id=f"{tap}{hours}", tap=tap, at=ago(hours), by="Ana", **more)


def event(tap: Tap, hours: float, **changes) -> CheckIn:
    """Return a tap as it stands in the record."""
    one = tapped(tap, hours)
    draft = event_of(one)
    answers = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
    return CheckIn(**{**answers, **changes}, id=one.id, at=one.at)


def done(tap: Tap, hours: float) -> ActionTaken:
    return action_of(tapped(tap, hours), "c1")


def lines(*waiting: Tapped, **record):
    return log_lines(Record(person=person(), **record), NOW, waiting)


@pytest.mark.parametrize("tap", list(Tap))
def test_a_tap_is_either_something_done_or_something_that_happened(tap):
    action = action_of(tapped(tap), "c1")
    assert (action is not None) == (tap in DONE)
    assert event_of(tapped(tap)).recorder == "Ana"


def test_a_call_and_the_ambulance_are_told_about_the_alert_that_stands():
    assert (done(Tap.CALLED_911, 0).kind, done(Tap.CALLED_911, 0).about) == (
        ActionKind.CALLED_911,
        "c1",
    )
    here = done(Tap.AMBULANCE, 0)
    assert (here.kind, here.who) == (ActionKind.SPOKE, "ambulance crew")


def test_what_happened_says_its_one_answer_and_nothing_else():
    assert event_of(tapped(Tap.SEIZURE)).seizures == (Seizure(start=NOW),)
    assert event_of(tapped(Tap.BREATHING)).breathing is Breathing.TROUBLE
    (given,) = event_of(tapped(Tap.MEDICINE)).prn_taken
    assert (given.name, given.dose_text, given.at) == ("rescue medicine", None, NOW)
    other = event_of(tapped(Tap.OTHER, note="pale"))
    assert (kind_of(other), other.note, other.breathing) == (Happening.OTHER, "pale", None)


def test_the_end_of_a_seizure_that_nobody_wrote_down_is_told_in_words():
    assert event_of(tapped(Tap.SEIZURE_STOPPED)).note == "seizure stopped"


def test_every_tap_is_known_again_in_the_record():
    for tap in (Tap.SEIZURE, Tap.BREATHING, Tap.MEDICINE, Tap.OTHER):
        assert [tap_of(line) for line in lines(check_ins=(event(tap, 1),))] == [tap]
    for tap in DONE:
        assert [tap_of(line) for line in lines(actions=(done(tap, 1),))] == [tap]
        assert tap_of(lines(tapped(tap))[0]) is tap


def test_the_newest_stands_first_and_what_is_not_saved_says_so():
    found = lines(tapped(Tap.OTHER), actions=(done(Tap.CALLED_911, 2),))
    assert [(tap_of(line), line.is_saved) for line in found] == [
        (Tap.OTHER, False),
        (Tap.CALLED_911, True),
    ]
    assert not replace(found[1], waits=True).is_saved


def test_the_log_reaches_back_one_night_and_tells_what_a_check_in_found():
    night = (check_in(13, Level.EMERGENCY), check_in(11, Level.EMERGENCY), check_in(1))
    assert [line.at for line in lines(check_ins=night)] == [ago(11)]
    kept = ActionTaken(id="a", at=ago(1), kind=ActionKind.CONFIRMED_PLAN)
    assert lines(actions=(kept, done(Tap.AMBULANCE, 13))) == ()


def test_a_seizure_that_was_timed_has_a_line_for_its_end():
    whole = (Seizure(start=ago(1), duration_s=90),)
    end, start = lines(check_ins=(event(Tap.SEIZURE, 1, seizures=whole),))
    assert (tap_of(start), tap_of(end)) == (Tap.SEIZURE, Tap.SEIZURE_STOPPED)
    assert end.at.utc - start.at.utc == timedelta(seconds=90)


def test_a_seizure_runs_until_its_end_was_tapped_or_written():
    running = event(Tap.SEIZURE, 1)
    assert running_seizure(lines(check_ins=(running,))).fact == running
    stopped = tapped(Tap.SEIZURE_STOPPED, about=running.id)
    assert running_seizure(lines(stopped, check_ins=(running,))) is None
    whole = replace(running, seizures=(Seizure(start=ago(1), duration_s=9),))
    assert running_seizure(lines(check_ins=(whole,))) is None
    assert running_seizure(lines(tapped(Tap.SEIZURE))).fact.tap is Tap.SEIZURE
    assert running_seizure(lines(actions=(done(Tap.AMBULANCE, 1),))) is None


def test_a_tap_ends_only_the_seizure_that_runs():
    found = running_seizure(lines(tapped(Tap.SEIZURE)))
    assert ended_by(Tap.SEIZURE_STOPPED, found) == found.fact.id
    assert ended_by(Tap.OTHER, found) is None
    assert ended_by(Tap.SEIZURE_STOPPED, None) is None


def test_a_button_shows_its_newest_time_for_an_hour():
    calls = (done(Tap.CALLED_911, 1.5), done(Tap.CALLED_911, 0.5), done(Tap.AMBULANCE, 1.5))
    found = lines(actions=calls)
    assert last_tap(found, Tap.CALLED_911, NOW) == ago(0.5)
    assert last_tap(found, Tap.AMBULANCE, NOW) is None


def test_an_event_of_another_kind_is_no_tap_of_this_page():
    fall = begun(Happening.FALL, ago(1), None)
    answers = {name: getattr(fall, name) for name in fall.__dataclass_fields__}
    (line,) = lines(check_ins=(CheckIn(**answers, id="f", at=ago(1)),))
    assert tap_of(line) is None


def test_only_the_crew_and_the_rescue_medicine_show_on_their_buttons():
    spoke = ActionTaken(id="a", at=ago(1), kind=ActionKind.SPOKE, who="Dr. A")
    crew = ActionTaken(id="b", at=ago(1), kind=ActionKind.NO_ANSWER, who="ambulance crew")
    assert [tap_of(line) for line in lines(actions=(spoke, crew))] == [None, None]
    rescue, other = (AsNeeded(name=name) for name in ("rescue medicine", "ibuprofen"))
    for given, shown in (((other, rescue), Tap.MEDICINE), ((other,), None), ((), None)):
        (line,) = lines(check_ins=(event(Tap.MEDICINE, 1, prn_taken=given),))
        assert tap_of(line) is shown
    found = check_in(1, Level.EMERGENCY, prn_taken=(rescue,))
    assert [tap_of(line) for line in lines(check_ins=(found,))] == [None]


def test_the_log_holds_all_of_the_twelve_hours_and_nothing_still_to_come():
    calls = tuple(done(Tap.CALLED_911, hours) for hours in (13, 12, 0, -1))
    assert [line.at for line in lines(actions=calls)] == [NOW, ago(12)]
    found = tuple(check_in(hours, Level.EMERGENCY) for hours in (13, 12, 0, -1))
    assert [line.at for line in lines(check_ins=found)] == [NOW, ago(12)]
    assert lines(check_ins=(check_in(1, Level.URGENT),)) == ()
    assert last_tap(lines(actions=(done(Tap.AMBULANCE, 1),)), Tap.AMBULANCE, NOW) == ago(1)


def test_spasms_and_a_seizure_whose_end_nobody_saw_are_no_seizure_that_runs():
    storm = event(Tap.OTHER, 1, more=begun(Happening.SPASMS, NOW, None).more)
    assert running_seizure(lines(check_ins=(storm,))) is None
    one = event(Tap.SEIZURE, 1)
    unseen = replace(one, more={**one.more, END_UNKNOWN: True})
    assert running_seizure(lines(check_ins=(unseen,))) is None


def test_a_seizure_whose_end_reached_the_record_first_runs_no_more():
    whole = event(Tap.SEIZURE, 1, seizures=(Seizure(start=ago(1), duration_s=9),))
    assert running_seizure(lines(tapped(Tap.SEIZURE, 1), check_ins=(whole,))) is None


def test_how_long_the_last_seizure_lasted_is_told_for_an_hour_once_none_runs():
    def told(began: float, stopped: float, *more: Tapped):
        ended = tapped(Tap.SEIZURE_STOPPED, stopped, about=f"seizure{began}")
        return newest_ended(lines(tapped(Tap.SEIZURE, began), ended, *more), NOW)

    assert told(0.5, 0.4) == (ago(0.5), ago(0.4))
    assert told(1.5, 0.9) == (ago(1.5), ago(0.9))
    assert told(1.5, 1.1) is None
    assert told(0.5, 0.4, tapped(Tap.SEIZURE, 0.1)) is None
    unknown = tapped(Tap.SEIZURE_STOPPED, 0.2, about="another night")
    assert told(0.5, 0.4, unknown) == (ago(0.5), ago(0.4))
    whole = event(Tap.SEIZURE, 0.5, seizures=(Seizure(start=ago(0.5), duration_s=90),))
    (first, last) = newest_ended(lines(check_ins=(whole,)), NOW)
    assert last.utc - first.utc == timedelta(seconds=90)


@pytest.mark.parametrize("tap", list(Tap))
def test_a_line_tells_of_a_seizure_where_one_began_ended_or_was_found(tap):
    (line,) = lines(tapped(tap))
    assert is_of_seizure(line) == (tap in (Tap.SEIZURE, Tap.SEIZURE_STOPPED))


def test_a_check_in_that_found_a_seizure_tells_of_one():
    found = check_in(1, seizures=(Seizure(start=ago(1)),), level=Level.EMERGENCY)
    assert [is_of_seizure(line) for line in lines(check_ins=(found,))] == [True]
