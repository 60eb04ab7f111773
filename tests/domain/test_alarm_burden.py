# SPDX-License-Identifier: MIT
"""A stable person with ordinary measurement noise is not alarmed for nothing, nor is it hidden."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from caregiver_app.domain.levels import Level
from tests.domain.noise import PEOPLE, burden, measured_again, noisy_check_in, share_urgent
from tests.domain.pretend import calm, fired, judge

SOME, MANY = 1000, 2500  # ten thousand for each person: python3 dev.py monotone


@pytest.mark.slow
@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("check_ins", [SOME, pytest.param(MANY, marks=pytest.mark.long)])
def test_ordinary_noise_seldom_makes_a_check_in_urgent(name: str, check_ins: int) -> None:
    levels = burden(name, check_ins)
    assert share_urgent(levels) <= PEOPLE[name][1]
    assert levels[Level.NO_FLAGS] > check_ins / 2
    assert levels[Level.WATCH] > 0


@pytest.mark.parametrize("name", PEOPLE)
def test_the_same_noise_does_not_hide_a_fever_with_stiffness(name: str) -> None:
    who, noise = PEOPLE[name][0], Random(name)  # noqa: S311 - noise, no secret
    for _ in range(50):
        ill = replace(noisy_check_in(who.usual, noise), temp_c=Decimal("38.6"), stiffness=7)
        assert "E08" in fired(judge(ill, who))


def test_only_the_numbers_that_are_asked_for_are_measured_again_and_both_are_kept() -> None:
    second = {"hr": 80, "sbp": 130, "dbp": 80, "rr": 15}
    pressed = measured_again(calm(hr=140, sbp=190, rr=30), ("sbp",), second)
    assert (pressed.hr, pressed.sbp, pressed.dbp, pressed.rr) == (140, 130, 80, 30)
    assert pressed.first_reading == {"sbp": 190, "dbp": 76}
