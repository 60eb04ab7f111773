# SPDX-License-Identifier: MIT
"""An event that was kept at one tap takes nothing from what the next check-in has to tell."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import CheckIn, Draft, Grade, PumpAlarm
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.happened import Happening, begun
from caregiver_app.domain.levels import Level
from tests.domain.pretend import ago, calm, dose, judge, plan, pump_person

PLAN = plan("04:00", "10:00", first=date(2026, 4, 1))
UNASKED = replace(calm(), doses_missed_in_row=None, last_kept_dose_at=None)


def kept(hours: float, draft: Draft, assessment=None) -> CheckIn:
    answers = {field.name: getattr(draft, field.name) for field in fields(Draft)}
    judged = assessment or judge(draft, now=ago(hours))
    return CheckIn(**answers, id=f"{hours}", at=ago(hours), assessment=judged)


def tap(hours: float) -> CheckIn:
    return kept(hours, begun(Happening.OTHER, ago(hours), "Ana"))


def test_a_dose_that_was_due_before_it_is_still_asked_about():
    told = {"plans": (PLAN,), "doses": (dose(8),), "now": ago(1)}
    judged = judge(UNASKED, check_ins=(kept(11, calm()), tap(1.5)), **told)
    assert (judged.level, judged.missing) == (Level.INCOMPLETE, ("dose_status",))


def test_an_extra_dose_before_it_is_still_told():
    extra = dose(3, DoseStatus.EXTRA, mg=Decimal(20))
    judged = judge(UNASKED, check_ins=(kept(11, calm()), tap(2)), doses=(extra,))
    assert "U13" in {finding.id for finding in judged.rules}


def test_a_pump_alarm_before_it_is_still_an_emergency():
    alarm = PumpEvent(id="a", at=ago(3), kind=PumpEventKind.ALARM, tone=PumpAlarm.TWO_TONE)
    judged = judge(
        calm(), pump_person(), check_ins=(kept(11, calm()), tap(2)), pump_events=(alarm,)
    )
    assert judged.level is Level.EMERGENCY


@pytest.mark.parametrize("taps", [(), (tap(20),), (tap(20), tap(2))])
def test_it_ends_no_run_of_check_ins_with_signs(taps):
    worried = calm(worried=True)
    before = (kept(26, worried), kept(12, worried), *taps)
    judged = judge(worried, check_ins=tuple(sorted(before, key=lambda c: c.at)))
    assert (judged.level, judged.rules[0].id) == (Level.URGENT, "U22")


def test_it_is_no_check_at_which_signs_stopped_rising():
    one, two = calm(itching=Grade.MILD), calm(itching=Grade.MILD, tingling=True)
    three = replace(two, dizzy=True)
    judged = judge(three, check_ins=(kept(20, one), kept(10, two), tap(2)))
    assert "T4" in {finding.id for finding in judged.rules}
    assert "T4" not in {f.id for f in judge(three, check_ins=(kept(10, two), tap(2))).rules}
