# SPDX-License-Identifier: MIT
"""They are at the ER: the computer at home presses nobody, until somebody writes of home again."""

from dataclasses import replace

import pytest

from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.levels import Level
from caregiver_app.domain.timing.reminders import Urgency
from caregiver_app.ui.words.alert_words import AlertWords
from tests.services.test_nothing_calmer import QUIET
from tests.services.test_time_alerts import ann, at_night, ten_pm_dose

__all__ = ["ann"]


@pytest.fixture
def away(services, clock, ann) -> str:
    """Return somebody who had a seizure and went to the ER an hour before the dose of 10 PM."""
    at_night(clock, -1.2)
    services.happened.tapped(ann, Happening.SEIZURE, "Ana")
    services.happened.keep()
    at_night(clock, -1)
    alert = services.alerts.follow_up(ann)
    assert alert.level is Level.EMERGENCY
    services.alerts.record(ann, alert.check_in_id, ActionKind.WENT_TO_ER, "Ana")
    return ann


@pytest.mark.parametrize("hours", [3.5, 6.2, 9, 20, 40])
def test_the_hours_call_nobody_and_no_reminder_presses(services, clock, away, hours):
    at_night(clock, hours)
    assert not services.doses.alert_to_what_calls(away, Happening.TIME)
    found = services.reminders.due(away)
    assert found, "it stands on the screen that a check and a dose are open"
    assert max(one.urgency for one in found) <= Urgency.LATE
    if hours < 23:
        assert not any(one.may_sound for one in found)


def test_the_alert_says_where_they_are_and_what_to_write_down_at_home(services, clock, away):
    at_night(clock, 6.2)
    alert, form = services.alerts.in_sight(away), services.check_ins.every_question
    words = AlertWords(services.alerts.rules, "911")
    said = words.state(alert, services.happened.now(), form)
    assert said.startswith("They went to the ER:")
    assert "once they are home" in said.lower()
    services.check_ins.save(away, QUIET)
    assert services.alerts.in_sight(away) is None or services.alerts.in_sight(away).at_er is None


def test_after_a_day_it_may_sound_while_people_are_awake(services, clock, away):
    at_night(clock, 23.5 - 1)
    assert not any(one.may_sound for one in services.reminders.due(away))
    at_night(clock, 36)
    assert any(one.may_sound for one in services.reminders.due(away))
    at_night(clock, 28)  # 2 AM
    assert not any(one.may_sound for one in services.reminders.due(away))


def test_what_somebody_writes_of_home_lets_the_hours_speak_again(services, clock, away):
    at_night(clock, 1)
    services.doses.log(away, replace(ten_pm_dose(services, away), at=services.happened.now()))
    services.doses.keep()
    at_night(clock, 1 + 13.1)
    assert services.doses.alert_to_what_calls(away, Happening.TIME)
    assert max(one.urgency for one in services.reminders.due(away)) >= Urgency.URGENT


@pytest.mark.parametrize("kind", [ActionKind.RECHECKED, ActionKind.SPOKE])
def test_whoever_checks_again_is_at_home(services, clock, away, kind):
    at_night(clock, 0)
    alert = services.alerts.follow_up(away)
    services.alerts.record(away, alert.check_in_id, kind, "Ana")
    at_night(clock, 9.5)
    presses = max(one.urgency for one in services.reminders.due(away)) >= Urgency.URGENT
    assert presses is (kind is ActionKind.RECHECKED)


def test_a_check_in_at_home_ends_it(services, clock, away):
    at_night(clock, 3)
    services.check_ins.save(away, replace(QUIET, doses_missed_in_row=None))
    at_night(clock, 6.2)
    assert services.doses.alert_to_what_calls(away, Happening.TIME)
