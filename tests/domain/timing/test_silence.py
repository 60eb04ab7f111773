# SPDX-License-Identifier: MIT
"""A reminder that was silenced: for its own rules, for a while, and under no higher level."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.levels import Level
from caregiver_app.domain.timing.follow_up import FollowUp
from caregiver_app.domain.timing.silence import Silence, is_silent, rules_of, silence
from tests.domain.pretend import NOW

HALF_HOUR = timedelta(minutes=30)
_STARTED = 100.0
_RULES = {"U05": Level.URGENT, "U07": Level.URGENT, "W04": Level.WATCH, "E01": Level.EMERGENCY}


def open_alert(*rules: str) -> FollowUp:
    found = tuple(
        Finding(id=rule, level=_RULES[rule], message="", because="", source="") for rule in rules
    )
    level = max(_RULES[rule] for rule in rules)
    return FollowUp(
        check_in_id="c",
        level=level,
        assessment=Assessment(rule_set="test", level=level, rules=found),
        since=NOW,
        actions=(),
        answered=False,
        er_at=NOW,
        go_to_er=True,
        recheck_due=None,
    )


def silenced(alert: FollowUp) -> Silence | None:
    return silence(alert, _STARTED, NOW.utc, HALF_HOUR)


def quiet_after(kept: Silence | None, alert: FollowUp, seconds: int, asleep: int = 0) -> bool:
    """Say whether an alert is quiet so much later, of which the computer slept a part."""
    awake_s = _STARTED + seconds - asleep
    return is_silent(kept, alert, awake_s, NOW.utc + timedelta(seconds=seconds))


@pytest.mark.parametrize(("seconds", "quiet"), [(0, True), (1799, True), (1800, False)])
def test_it_is_quiet_for_its_time_and_no_longer(seconds, quiet):
    alert = open_alert("U05", "W04")
    assert quiet_after(silenced(alert), alert, seconds) is quiet


def test_the_time_that_a_computer_sleeps_counts_and_a_clock_set_back_makes_it_no_longer():
    alert = open_alert("U05")
    kept = silenced(alert)
    assert quiet_after(kept, alert, 1799, asleep=1700)
    assert not quiet_after(kept, alert, 1800, asleep=1700)
    assert is_silent(kept, alert, _STARTED + 1799, NOW.utc - timedelta(days=1))
    assert not is_silent(kept, alert, _STARTED + 1800, NOW.utc - timedelta(days=1))


def test_a_rule_that_was_not_there_ends_it_and_one_that_went_does_not():
    kept = silenced(open_alert("U05", "U07"))
    assert quiet_after(kept, open_alert("U05"), 1)
    assert quiet_after(kept, open_alert("U05", "W04"), 1)
    only = silenced(open_alert("U05"))
    assert not quiet_after(only, open_alert("U05", "U07"), 1)


def test_an_emergency_can_neither_be_silenced_nor_lie_under_a_silence():
    assert silenced(open_alert("E01")) is None
    kept = silenced(open_alert("U05"))
    assert not quiet_after(kept, open_alert("E01"), 1)
    same = replace(open_alert("U05"), level=Level.EMERGENCY)
    assert not quiet_after(kept, same, 1)
    made_up = Silence(
        rules=frozenset({"E01"}),
        level=Level.EMERGENCY,
        until_s=_STARTED + 1800,
        until=NOW.utc + HALF_HOUR,
    )
    assert not quiet_after(made_up, open_alert("E01"), 1)


def test_nothing_is_quiet_that_nobody_silenced_or_that_was_milder_then():
    assert not quiet_after(None, open_alert("U05"), 1)
    milder = silenced(replace(open_alert("U05"), level=Level.WATCH))
    assert not quiet_after(milder, open_alert("U05"), 1)


@given(
    st.sets(st.sampled_from(sorted(_RULES)), min_size=1),
    st.sets(st.sampled_from(sorted(_RULES)), min_size=1),
    st.integers(0, 4000),
)
def test_whatever_comes_nothing_worse_and_nothing_new_is_ever_quiet(before, after, seconds):
    first, then = open_alert(*before), open_alert(*after)
    kept = silenced(first)
    if quiet_after(kept, then, seconds):
        assert then.level <= first.level < Level.EMERGENCY
        assert rules_of(then) <= rules_of(first)
        assert seconds < 1800
