# SPDX-License-Identifier: MIT
"""A reminder that was silenced: for its own rules, for a while, and under no higher level."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.follow_up import FollowUp
from caregiver_app.domain.levels import Level
from caregiver_app.domain.silence import Silence, is_silent, rules_of, silence
from tests.domain.people import NOW

HALF_HOUR = timedelta(minutes=30)
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


@pytest.mark.parametrize(("seconds", "quiet"), [(0, True), (1799, True), (1800, False)])
def test_it_is_quiet_for_its_time_and_no_longer(seconds, quiet):
    alert = open_alert("U05", "W04")
    assert is_silent(silence(alert, 100.0, HALF_HOUR), alert, 100.0 + seconds) is quiet


def test_a_rule_that_was_not_there_ends_it_and_one_that_went_does_not():
    kept = silence(open_alert("U05", "U07"), 0.0, HALF_HOUR)
    assert is_silent(kept, open_alert("U05"), 1.0)
    assert is_silent(kept, open_alert("U05", "W04"), 1.0)
    only = silence(open_alert("U05"), 0.0, HALF_HOUR)
    assert not is_silent(only, open_alert("U05", "U07"), 1.0)


def test_an_emergency_can_neither_be_silenced_nor_lie_under_a_silence():
    assert silence(open_alert("E01"), 0.0, HALF_HOUR) is None
    kept = silence(open_alert("U05"), 0.0, HALF_HOUR)
    assert not is_silent(kept, open_alert("E01"), 1.0)
    same = replace(open_alert("U05"), level=Level.EMERGENCY)
    assert not is_silent(kept, same, 1.0)
    made_up = Silence(rules=frozenset({"E01"}), level=Level.EMERGENCY, until_s=1800.0)
    assert not is_silent(made_up, open_alert("E01"), 1.0)


def test_nothing_is_quiet_that_nobody_silenced_or_that_was_milder_then():
    assert not is_silent(None, open_alert("U05"), 1.0)
    milder = silence(replace(open_alert("U05"), level=Level.WATCH), 0.0, HALF_HOUR)
    assert not is_silent(milder, open_alert("U05"), 1.0)


@given(
    st.sets(st.sampled_from(sorted(_RULES)), min_size=1),
    st.sets(st.sampled_from(sorted(_RULES)), min_size=1),
    st.integers(0, 4000),
)
def test_whatever_comes_nothing_worse_and_nothing_new_is_ever_quiet(before, after, seconds):
    first, then = open_alert(*before), open_alert(*after)
    kept = silence(first, 0.0, HALF_HOUR)
    if is_silent(kept, then, float(seconds)):
        assert then.level <= first.level < Level.EMERGENCY
        assert rules_of(then) <= rules_of(first)
        assert seconds < 1800
