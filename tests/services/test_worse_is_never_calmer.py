# SPDX-License-Identifier: MIT
"""Days by chance: what is worse, or told late, is never told calmer than the same days without."""

from random import Random

import pytest

from tests.services.stories import Seen, anybody, days, made_worse, played, told_late

END = 31 * 60
LOOKS = (*range(95, END, 360), END)
A_LITTLE = 0.6
"""A look is due so many hours later where a tap within the hour is the newest reason for it."""
AN_HOUR = 1
"""Under an alert that nobody answered looks count from the newest one, whatever that answered."""
SEEDS = [
    seed
    if seed < 1
    else pytest.param(seed, marks=pytest.mark.long)  # the rest: dev.py test -m long
    for seed in range(120)
]


def is_no_calmer(before: Seen, after: Seen, told: object) -> None:
    """Compare two states; what was told stands in the failure."""
    assert after.level >= before.level, told
    assert after.alert >= before.alert, told
    assert after.signs >= before.signs, told


def is_no_later(before: Seen, after: Seen, told: object) -> None:
    """Compare when to go to the ER, and when to look again."""
    assert after.to_er or not before.to_er or after.alert > before.alert, told
    is_hourly = after.alert > before.alert and after.hours <= AN_HOUR
    assert is_hourly or after.hours <= before.hours + A_LITTLE, told


@pytest.mark.parametrize("seed", SEEDS)
def test_one_thing_that_was_worse_makes_nothing_calmer(services, clock, seed):
    chance = Random(seed)  # noqa: S311 - not a secret
    who = anybody(chance, "Anybody")
    story = days(chance, has_pump=who.has_pump)
    stories = story, made_worse(chance, story, has_pump=who.has_pump)
    for before, after in played(services, clock, who, stories, LOOKS):
        is_no_calmer(before, after, (seed, stories))
        is_no_later(before, after, (seed, stories))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_check_in_that_was_told_late_makes_nothing_calmer(services, clock, seed):
    """When to go to the ER counts from the telling: nobody was called before it."""
    chance = Random(1000 + seed)  # noqa: S311 - not a secret
    who = anybody(chance, "Anybody")
    story = tuple(one for one in days(chance, has_pump=True) if one.minute < 16 * 60)
    end = story[-1].minute + chance.choice((20, 60, 150))
    stories = story, told_late(chance, story, end)
    for before, after in played(services, clock, who, stories, [end + 1]):
        is_no_calmer(before, after, (seed, stories))
