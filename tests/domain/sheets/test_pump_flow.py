# SPDX-License-Identifier: MIT
"""A sheet says that a pump runs only while nothing written down says that it may have stopped."""

from dataclasses import fields, replace
from datetime import date

import pytest

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.sheets.pump_flow import NoFlow, flow_doubt
from caregiver_app.domain.sheets.pump_now import PumpNow
from tests.domain.pretend import NOW, ago

PUMP = PumpNow(**dict.fromkeys(f.name for f in fields(PumpNow)))
PAST, AHEAD = date(2026, 5, 1), date(2999, 1, 1)
LATE = {"refill_overdue_days": 3, "low_reservoir_date": PAST}


def doubt(*rules: str, **changes):
    found = flow_doubt(replace(PUMP, **changes), rules, NOW.day)
    return found and (found.why, found.day or found.at)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"alarm": PumpAlarm.TWO_TONE, "alarm_first": ago(2)}, (NoFlow.TWO_TONE, ago(2))),
        ({"alarm": PumpAlarm.SINGLE, "alarm_first": ago(2)}, (NoFlow.SOUND, ago(2))),
        ({"alarm": PumpAlarm.UNSURE, "alarm_first": ago(2)}, (NoFlow.SOUND, ago(2))),
        ({**LATE, "empty_date": PAST}, (NoFlow.EMPTY, PAST)),
        (LATE, (NoFlow.LOW, PAST)),
        ({"mri_unchecked": True, "last_mri": ago(9)}, (NoFlow.MRI, ago(9))),
    ],
)
def test_a_sound_a_date_that_has_passed_and_an_mri_each_leave_it_open(changes, why):
    assert doubt(**changes) == why


def test_a_pump_of_which_nothing_of_the_kind_is_written_down_runs():
    assert doubt() is None
    assert doubt("U01", alarm=PumpAlarm.NONE, last_mri=ago(9)) is None
    assert doubt(**{**LATE, "empty_date": AHEAD}) is None
    refilled = {**LATE, "empty_date": PAST, "refill_overdue_days": None}
    assert doubt(**refilled) is None


def test_early_signs_alone_leave_it_open_and_a_surer_reason_comes_first():
    assert doubt("E16") == (NoFlow.SIGNS, None)
    assert doubt("E15", mri_unchecked=True, last_mri=ago(9)) == (NoFlow.MRI, ago(9))
    both = {"alarm": PumpAlarm.TWO_TONE, "alarm_first": ago(1), **LATE}
    assert doubt(**both) == (NoFlow.TWO_TONE, ago(1))
    assert doubt(alarm=PumpAlarm.SINGLE, **LATE) == (NoFlow.LOW, PAST)
