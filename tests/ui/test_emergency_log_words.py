# SPDX-License-Identifier: MIT
"""Every line of the running log says what happened in a caregiver's words, with its exact time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.back_dated import back_dated
from caregiver_app.domain.check_in import AsNeeded, CheckIn
from caregiver_app.domain.emergency_log import LogLine, Tap, Tapped, event_of
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.happened import Happening, begun
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.ui.words.emergency_log_words import (
    action_words,
    exact_time,
    line_words,
    stopwatch,
    tap_words,
    tapped_short,
)
from tests.domain.pretend import NOW, ago


def said(fact, **more) -> str:
    return line_words(LogLine(at=NOW, fact=fact, **more), "911")


def check_in(draft, **more) -> CheckIn:
    answers = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
    return CheckIn(**answers, id="c", at=NOW, **more)


def tapped(tap: Tap, **more) -> Tapped:
    return Tapped(id="t", tap=tap, at=NOW, **more)


@pytest.mark.parametrize("tap", [Tap.SEIZURE, Tap.BREATHING, Tap.MEDICINE, Tap.OTHER])
def test_a_tap_reads_the_same_before_and_after_it_is_saved(tap):
    waiting = tapped(tap)
    assert said(waiting) == said(check_in(event_of(waiting))) == tap_words(tap, "911")


def test_what_it_was_stands_behind_it():
    waiting = tapped(Tap.OTHER, note="lips are blue")
    assert said(waiting) == "Something else: lips are blue"
    assert said(check_in(event_of(waiting))) == "Something else: lips are blue"


def test_what_was_told_later_has_the_time_at_which_it_was_written_down():
    early = check_in(back_dated(event_of(tapped(Tap.BREATHING)), ago(-0.5)))
    assert said(early) == "Trouble breathing (written at 12:30\u00a0PM)"
    next_day = check_in(back_dated(event_of(tapped(Tap.BREATHING)), ago(-20)))
    assert "(written at" in said(next_day)
    assert "11" in said(next_day)
    assert "written" not in said(early, stopped=True)


def test_the_end_of_a_seizure_is_told_with_and_without_its_start():
    seizure = check_in(event_of(tapped(Tap.SEIZURE)))
    assert said(seizure, stopped=True) == "Seizure stopped"
    assert said(check_in(event_of(tapped(Tap.SEIZURE_STOPPED)))) == "Seizure stopped"


@pytest.mark.parametrize(("kind", "words"), [
    (Happening.SPASMS, "Spasm storm started"),
    (Happening.FALL, "A fall"),
    (Happening.PUMP_SOUND, "A pump sound"),
    (Happening.DOSE, "Dose written down"),
    (Happening.PUMP, "Pump entry written down"),
    (Happening.TIME, "Time passed"),
    (Happening.CORRECTION, "Change written down"),
])  # fmt: skip
def test_what_was_written_down_elsewhere_has_words_too(kind, words):
    assert said(check_in(begun(kind, NOW, None))) == words


def test_the_end_of_a_spasm_storm_and_the_name_of_a_medicine():
    assert said(check_in(begun(Happening.SPASMS, NOW, None)), stopped=True) == "Spasm storm stopped"
    given = (AsNeeded(name="diazepam"), AsNeeded(name="water"))
    draft = replace(begun(Happening.MEDICINE, NOW, None), prn_taken=given)
    assert said(check_in(draft)) == "Gave diazepam, water"


def test_a_check_in_says_the_first_emergency_that_it_found():
    rules = tuple(
        Finding(id=rule, level=level, message="", because=because, source="")
        for rule, level, because in (
            ("E02", Level.EMERGENCY, "Passed out."),
            ("E04", Level.EMERGENCY, "Sees things."),
        )
    )
    judged = Assessment(rule_set="1", level=Level.EMERGENCY, rules=rules)
    asked = replace(begun(Happening.OTHER, NOW, None), more={})
    assert said(check_in(asked, assessment=judged)) == "Passed out (check-in)"


@pytest.mark.parametrize("kind", list(ActionKind))
def test_everything_done_says_with_whom_and_what_they_said(kind):
    done = ActionTaken(id="a", at=NOW, kind=kind, who="Dr. A", note="come in")
    assert action_words(replace(done, who=None))
    if kind is not ActionKind.CALLED_911:
        assert said(done) == f"{action_words(done)}: come in"
        assert "(Dr. A)" in action_words(done)


def test_a_time_has_its_seconds_on_a_clock_of_twelve_hours():
    for text, shown in (("00:00:09", "12:00:09 AM"), ("12:05:00", "12:05:00 PM")):
        moment = Moment.parse(f"2026-05-10T{text}-04:00")
        assert exact_time(moment) == shown.replace(" ", "\u00a0")


@pytest.mark.parametrize(("seconds", "shown"), [
    (-3, "0:00"), (59, "0:59"), (60, "1:00"), (3599, "59:59"), (3600, "1:00:00"),
])  # fmt: skip
def test_a_stopwatch_counts_in_minutes_and_then_in_hours(seconds, shown):
    assert stopwatch(timedelta(seconds=seconds)) == shown


@pytest.mark.parametrize("tap", list(Tap))
def test_a_narrow_button_keeps_its_time_whole(tap):
    assert tapped_short(tap, "2:14 PM", "911").endswith(" 2:14 PM")
    assert tapped_short(tap, "", "911") in (tap_words(tap, "911"), "Gave medicine")


def test_a_line_says_whether_it_is_in_the_record():
    assert not LogLine(at=NOW, fact=tapped(Tap.OTHER)).is_saved
    assert LogLine(at=ago(1), fact=check_in(begun(Happening.FALL, NOW, None))).is_saved
