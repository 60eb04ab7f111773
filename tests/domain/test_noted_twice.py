# SPDX-License-Identifier: MIT
"""A seizure that was tapped and told again may be one: whoever reads "2" reads that too."""

from datetime import timedelta

import pytest

from caregiver_app.domain.check_in import Seizure
from caregiver_app.domain.happened import HAPPENED
from caregiver_app.domain.noted_twice import noted_twice
from tests.domain.pretend import ago, check_in

MINUTE = 1 / 60
NEAR = timedelta(minutes=10)


def _told(hours: float, *, tapped: bool):
    more = {HAPPENED: "seizure"} if tapped else {}
    return check_in(hours, seizures=(Seizure(start=ago(hours)),), more=more)


@pytest.mark.parametrize(("minutes", "maybe"), [(1, 1), (10, 1), (11, 0)])
def test_a_tap_and_a_red_flag_within_ten_minutes_may_be_one(minutes, maybe):
    flag, tap = _told(1, tapped=False), _told(1 + minutes * MINUTE, tapped=True)
    assert len(noted_twice((tap, flag), NEAR)) == maybe


def test_two_taps_and_two_check_ins_are_two():
    for tapped in (True, False):
        both = (_told(1, tapped=tapped), _told(1 + 2 * MINUTE, tapped=tapped))
        assert noted_twice(both, NEAR) == ()
