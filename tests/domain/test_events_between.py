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


def fired(judged) -> set[str]:
    return {finding.id for finding in judged.rules}


def by_dose(hours: float, level_of: CheckIn) -> CheckIn:
    """Return what a dose, an as-needed medicine or the clock made of the check-in before it."""
    return kept(hours, begun(Happening.DOSE, ago(hours), "Ana"), level_of.assessment)


def test_a_dose_that_was_pressed_is_no_check_with_signs():
    worried = calm(worried=True)
    first = kept(26, worried)
    pressed = (first, by_dose(20, first), kept(12, worried), by_dose(6, first))
    judged = judge(worried, check_ins=pressed)
    assert "3 checks in a row had signs" in judged.rules[0].because
    assert "U22" not in fired(judge(worried, check_ins=(first, by_dose(6, first))))


SHAKES = {"tremor": Grade.MILD, "sleep_h": Decimal(3)}
QUICK = replace(calm(), tremor=None, sleep_h=None)


def test_signs_of_the_full_form_last_over_quick_checks_that_never_ask_for_them():
    shaking = calm(**SHAKES)
    before = (kept(25, shaking), kept(21, QUICK), kept(17, QUICK), kept(12, shaking))
    assert "U22" in fired(judge(shaking, check_ins=(*before, kept(8, QUICK))))
    rested = replace(QUICK, tremor=Grade.NONE, sleep_h=Decimal(8))
    assert "U22" not in fired(judge(shaking, check_ins=(*before, kept(8, rested))))
    assert "U22" not in fired(judge(shaking, check_ins=(*before[:3], kept(12, rested))))


def test_signs_that_nobody_told_for_more_than_a_day_make_no_run():
    shaking = calm(**SHAKES)
    before = (kept(49, shaking), kept(48, shaking), kept(36, QUICK), kept(12, QUICK))
    assert "U22" not in fired(judge(shaking, check_ins=before))


@pytest.mark.parametrize("kind", [Happening.MEDICINE, Happening.OTHER])
def test_a_tap_while_a_dose_is_missed_is_no_check_with_signs(kind):
    """The level of the tap is that of the log: nobody was asked anything."""
    worried, told = calm(worried=True), {"doses": (dose(3, DoseStatus.MISSED),)}
    before = (kept(26, worried), kept(12, worried))
    judged = judge(begun(kind, ago(0), "Ana"), check_ins=before, **told)
    assert (judged.level, "U22" in fired(judged)) == (Level.WATCH, False)
    tapped = kept(12, begun(kind, ago(12), "Ana"), judged)
    third = judge(worried, check_ins=(before[0], tapped), **told)
    assert "U22" not in fired(third)
