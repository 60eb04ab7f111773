# SPDX-License-Identifier: MIT
"""The sentences that somebody who comes reads back: each is there when its fact is."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug
from caregiver_app.domain.sheets.last_doses import LastDose
from caregiver_app.domain.sheets.pump_now import PumpNow
from caregiver_app.domain.sheets.shift_facts import ShiftFacts
from caregiver_app.domain.sheets.shift_handoff import ShiftDose
from caregiver_app.domain.timing.follow_up import FollowUp
from caregiver_app.ui.widgets.shift.shift_words import fact_words
from tests.domain.pretend import NOW, ago, calm, judge

LAST = LastDose(
    **dict.fromkeys((f.name for f in fields(LastDose)), None)
    | {"drug": Drug.BACLOFEN, "at": ago(9), "mg": Decimal(15), "missed_in_row": 2}
    | {
        "unwritten_in_row": 0,
        "unwritten": 0,
        "told_missed": (),
        "extra_told": ago(2),
        "or_more": False,
    }
)
PUMP = PumpNow(**dict.fromkeys(f.name for f in fields(PumpNow)))
FACTS = ShiftFacts(
    doses=(ShiftDose(drug=Drug.BACLOFEN, last=LAST, next=None, unwritten=None),),
    pump=replace(PUMP, dose_mcg_per_day=Decimal(300), empty_date=date(2026, 5, 8)),
    level=Level.WATCH,
    reasons=(),
    kept_private=True,
    checked_at=ago(2),
    alert=None,
    dose_ahead=ago(-3),
)


def said(facts: ShiftFacts) -> str:
    return " ".join(line for fact in fact_words(facts, NOW) for line in fact.lines)


def test_what_went_wrong_with_doses_and_dates_is_read_back():
    words = said(FACTS)
    assert "2 doses of baclofen in a row" in words
    assert "An extra dose of baclofen was taken, told 10:00\xa0AM." in words
    assert "The pump can be empty since Fri 8 May 2026" in words
    assert "later than now. Check the clocks." in words
    low = replace(PUMP, low_reservoir_date=date(2026, 5, 9))
    assert "The low-reservoir date was Sat 9 May 2026." in said(replace(FACTS, pump=low))
    calm = replace(LAST, missed_in_row=0, extra_told=None)
    quiet = said(replace(FACTS, doses=(replace(FACTS.doses[0], last=calm),), dose_ahead=None))
    assert "in a row" not in quiet
    assert "extra" not in quiet
    assert "Check the clocks" not in quiet


def test_a_private_reason_and_an_open_alert_are_read_back():
    assert "One reason is private: ask the person." in said(FACTS)
    assert "private" not in said(replace(FACTS, kept_private=False))
    alert = FollowUp(
        check_in_id="c", level=Level.URGENT, assessment=judge(calm()), since=ago(1),
        actions=(), answered=False, er_at=None, go_to_er=False,
        recheck_due=None,
    )  # fmt: skip
    assert "is still open." in said(replace(FACTS, alert=alert))
    assert "is still open." not in said(FACTS)


def test_a_pump_that_may_have_stopped_is_not_read_back_as_one_that_runs():
    runs, open_ = "The pump runs all the time", "It is not sure that the pump runs."
    assert runs in said(replace(FACTS, pump=PUMP))
    alarm = replace(PUMP, alarm=PumpAlarm.TWO_TONE, alarm_first=ago(2))
    late = replace(PUMP, empty_date=date(2026, 5, 8), refill_overdue_days=2)
    scan = replace(PUMP, mri_unchecked=True, last_mri=ago(9))
    for pump, why in (
        (alarm, "Sound of the pump: two tones, 10:00\xa0AM."),
        (late, "The pump can be empty since Fri 8 May 2026"),
        (scan, "Nobody checked it since an MRI."),
    ):
        words = said(replace(FACTS, pump=pump))
        assert open_ in words
        assert why in words
        assert runs not in words
