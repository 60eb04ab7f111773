# SPDX-License-Identifier: MIT
"""What stands now is found without going through years: counted in steps, never in time."""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from types import FrameType

import pytest

from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.levels import Level
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.cadence import next_check
from caregiver_app.domain.timing.follow_up import follow_up, in_sight
from tests.domain.pretend import NOW, ago, check_in, person

TIMES = load_time_rules()
MONTH, TEN_YEARS = 30, 3_650


def steps(work: Callable[[], object]) -> int:
    """Return how many functions are called in it."""
    count = 0

    def called(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def daily(n: int, level: Level, first: Level | None = None, **record) -> Record:
    """Return so many check-ins of one level up to now, the first of them of another."""
    oldest, *others = told_of(level)[-n:]
    if first is not None:
        oldest = replace(check_in(0, first, "U05"), at=oldest.at)
    return Record(person=person(), check_ins=(replace(oldest, id="c0"), *others), **record)


@cache
def told_of(level: Level) -> list[CheckIn]:
    one = check_in(0, level, "U05" if level is Level.URGENT else "W04")
    many = TEN_YEARS if level is Level.WATCH else 400
    return [replace(one, id=f"c{n}", at=ago(24 * n)) for n in range(many, 0, -1)]


def answered(hours_ago: float) -> tuple[ActionTaken, ...]:
    return (ActionTaken(id="a", at=ago(hours_ago), kind=ActionKind.SPOKE, about="c0"),)


@pytest.mark.parametrize("asked", [in_sight, next_check])
@pytest.mark.parametrize("first", [None, Level.URGENT], ids=["never called", "answered once"])
def test_ten_years_to_watch_cost_what_a_month_does(asked, first) -> None:
    counts = []
    for n in (MONTH, TEN_YEARS):
        told = daily(n, Level.WATCH, first, actions=answered(24 * n) if first else ())
        asked(TIMES, told, NOW)  # the newest alert is looked for once
        counts.append(steps(lambda told=told: asked(TIMES, told, NOW)))
    assert max(counts) < min(counts) + 50


def test_alerts_of_months_that_nobody_answered_cost_each_the_same() -> None:
    few, many = (daily(n, Level.URGENT) for n in (100, 400))
    assert steps(lambda: follow_up(TIMES, many, NOW)) < 5 * steps(
        lambda: follow_up(TIMES, few, NOW)
    )


def test_it_is_the_same_answer_as_of_a_short_record() -> None:
    stands = daily(MONTH, Level.WATCH, Level.URGENT)
    assert follow_up(TIMES, stands, NOW).since == ago(24 * MONTH)
    assert follow_up(TIMES, daily(MONTH, Level.WATCH), NOW) is None
    over = daily(MONTH, Level.WATCH, Level.URGENT, actions=answered(24 * MONTH - 1))
    assert follow_up(TIMES, over, NOW) is None
    late = daily(2, Level.WATCH, Level.URGENT, actions=answered(23))
    assert follow_up(TIMES, late, NOW).answered, "the newest look came before the answer"
