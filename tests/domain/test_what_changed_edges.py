# SPDX-License-Identifier: MIT
"""What changed, at its edges: which value counts, what is at the very limit, what is not asked."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from caregiver_app.content.changes import load_changes
from caregiver_app.domain.changed.change_lines import ChangeKind, sentence
from caregiver_app.domain.changed.what_changed import Since, before_last_cut
from caregiver_app.domain.check_in import Breathing, Fall, Grade, Missing, PumpAlarm, Seizure
from caregiver_app.domain.check_in import Sweating as Sweat
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import UsualValues
from caregiver_app.domain.plan import Step, StepStatus
from caregiver_app.domain.record import Record
from tests.domain.changed.test_what_changed import (
    CHANGES,
    CUT,
    CUT_DAY,
    NOBODY,
    HoursAgo,
    bare,
    changed,
    listed,
    told,
)
from tests.domain.pretend import NOW, ago, check_in, dose, person, plan, pump_event
from tests.domain.pretend import pump_person as with_pump

LO, HI, UNSURE = Missing.DEVICE_LOW, Missing.DEVICE_HIGH, Missing.NOT_SURE
MILD, NONE = Grade.MILD, Grade.NONE
TROUBLE = Breathing.TROUBLE
ALARM = PumpEventKind.ALARM


def readings(sign: str, values: dict) -> list:
    """Return check-ins by hours ago with a value of one sign, or with why there is none."""
    return [
        bare(h, not_taken={sign: value}) if isinstance(value, Missing) else bare(h, **{sign: value})
        for h, value in values.items()
    ]


def said(sign: str, values: dict, as_usual=None, since: Since | None = None) -> list[str]:
    """Return what is told of one sign, as its own line, else in a list."""
    who = person(usual=NOBODY if as_usual is None else UsualValues(**{sign: as_usual}))
    lines = changed(*readings(sign, values), person=who, since=since)
    return told(lines, sign) or [f"{kind}" for kind in ChangeKind if sign in listed(lines, kind)]


def c(text: str) -> Decimal:
    return Decimal(text)


# usual, then the values by hours ago, and what is said: the time begins 24 hours ago
VALUES = [
    ("hr", None, {40: 60, 30: 88, 1: 90}, "steady"),
    ("hr", None, {96: 60, 1: 90}, "up: Pulse is 90 a minute. It was 60 @96h."),
    ("hr", None, {49: 70, 1: 70}, "steady"),
    ("hr", None, {49.1: 70, 1: 70}, "not_recorded"),
    ("hr", None, {30: 70, 9: 85, 1: 70}, "varied"),
    ("hr", None, {30: 70, 9: 84, 1: 70}, "steady"),
    ("hr", 72, {30: 72, 9: 62, 1: 72}, "varied"),
    ("hr", 72, {30: 72, 9: 63, 1: 72}, "steady"),
    ("stiffness", None, {30: 5, 9: 2, 1: 5}, "varied"),
    ("stiffness", None, {30: 6, 20: 7, 9: 1, 1: 6},
     "up: Stiffness is 6 of 10. It was 1 @9h."),
    ("stiffness", None, {30: 3, 1: 0}, "down: Stiffness is 0 of 10. It was 3 @30h."),
    ("stiffness", None, {30: 0, 1: 3}, "up: Stiffness is 3 of 10. It was 0 @30h."),
    ("agitation", 2, {30: 0, 1: 0},
     "below_usual: Restless or upset is 0 of 3. It was 0 @30h. Usual is 2."),
    ("temp_c", c("36.7"), {30: c("37.0"), 1: c("37.2")},
     ("up: Temperature is 99.0 °F (37.2 °C). It was 98.6 °F (37.0 °C) @30h."
     " Usual is 98.1 °F (36.7 °C).")),
    ("sweating", Sweat.SOME, {30: Sweat.NONE, 1: Sweat.NONE},
     "below_usual: No sweating. Usual is some sweating."),
    ("sweating", Sweat.NONE, {1: Sweat.SOME},
     "up: Some sweating. Not recorded in the 72 hours before. Usual is no sweating."),
    ("breathing", None, {30: TROUBLE, 1: TROUBLE}, "still"),
    ("itching", None, {20: MILD, 9: MILD, 1: NONE},
     "gone: Itching is no longer reported. The last time was @9h."),
]  # fmt: skip


@pytest.mark.parametrize(("sign", "as_usual", "values", "expected"), VALUES)
def test_the_value_that_counts_is_told_and_each_limit_is_exact(sign, as_usual, values, expected):
    assert said(sign, values, as_usual) == [expected]


REASONS = [
    ("hr", {30: 60, 9: UNSURE, 1: 60}, "steady"),
    ("hr", {30: 60, 20: 60, 9: UNSURE, 1: 60}, "steady"),
    ("hr", {30: 60, 9: UNSURE, 5: 60, 1: Missing.REFUSED},
     ("not_recorded: Pulse: they said no to a check @1h. The last value was 60 a minute,"
     " 5 hours ago.")),
    ("hr", {30: 60, 1: UNSURE},
     "not_recorded: Pulse: not sure, @1h. The last value was 60 a minute, 30 hours ago."),
    ("hr", {1: UNSURE}, "not_recorded: Pulse: not sure, @1h."),
    ("dbp", {1: UNSURE}, "not_recorded: Bottom blood pressure: not sure, @1h."),
    ("hr", {30: 60, 20: LO, 9: HI, 1: 60},
     "device: Pulse is 60 a minute. Pulse: the device showed HI @9h."),
    ("hr", {30: 60, 20: LO, 9: UNSURE, 1: 60},
     "device: Pulse is 60 a minute. Pulse: the device showed LO @20h."),
    ("hr", {40: LO, 30: 60, 1: 60}, "steady"),
    ("tingling", {30: True, 1: UNSURE},
     "not_recorded: Tingling: not sure, @1h. It was last reported @30h."),
    ("tingling", {30: False, 1: UNSURE}, "not_recorded: Tingling: not sure, @1h."),
    ("tingling", {1: UNSURE}, "not_recorded: Tingling: not sure, @1h."),
]  # fmt: skip


@pytest.mark.parametrize(("sign", "values", "expected"), REASONS)
def test_the_newest_of_value_and_reason_is_told_and_older_reasons_only_for_a_device(
    sign, values, expected
):
    assert said(sign, values) == [expected]


@pytest.mark.parametrize("first", [0, 1])
def test_a_value_and_a_device_past_its_range_of_one_minute_are_both_told(first):
    two = [bare(1, hr=90), bare(1, not_taken={"hr": LO})]
    [line] = told(changed(bare(30, hr=60), two[first], two[1 - first]), "hr")
    assert line.startswith("up: Pulse is 90 a minute. It was 60 @30h.")
    assert line.endswith("Pulse: the device showed LO @1h.")


def test_a_pressure_past_the_range_of_the_device_is_told_for_both_of_its_numbers():
    past = bare(1, not_taken={"sbp": LO})
    assert told(changed(bare(30, dbp=70), past), "dbp") == [
        (
            "device: Bottom blood pressure: the device showed LO @1h."
            " The last value was 70 mmHg, 30 hours ago."
        )
    ]
    # Where the bottom number was read, nothing is missing of it.
    for before, newest in ((bare(30, dbp=70), replace(past, dbp=70)),
                           (bare(30, dbp=70, not_taken={"sbp": LO}), bare(1, dbp=70))):  # fmt: skip
        assert told(changed(before, newest), "dbp") == []


def test_the_rash_beside_the_itching_is_that_of_the_same_check_in():
    before, later = bare(30, itching=NONE), bare(1, rash=False)
    lines = changed(before, bare(15, itching=MILD, rash=False), bare(9, itching=MILD, rash=True),
                    later)  # fmt: skip
    assert told(lines, "itching") == [
        "new: Mild itching, with a rash, 9 hours ago. This was not so @30h."
    ]


def test_before_the_step_down_is_said_of_a_sign_and_of_a_value_at_its_very_beginning():
    assert said("itching", {80: NONE, 1: MILD}, since=CUT) == [
        "new: Mild itching. This was not so before the step down on 2026-05-07."
    ]
    assert said("stiffness", {72: 3, 1: 5}, since=CUT) == [
        "up: Stiffness is 5 of 10. It was 3 before the step down on 2026-05-07."
    ]


def test_a_hole_in_the_middle_of_a_long_time_is_too_seldom_to_compare():
    long = Since(at=ago(200), cut=date(2026, 5, 2))
    some = {210: 70, 190: 70, 100: 70, 90: 70, 60: 70, 20: 70, 1: 70}
    assert said("hr", some, since=long) == ["not_recorded"]
    assert said("hr", {**some, 145: 70}, since=long) == ["not_recorded"]
    whole = dict(sorted({**some, 145: 70, 144: 70}.items(), reverse=True))
    assert said("hr", whole, since=long) == ["steady"]


def test_the_first_check_in_of_all_names_no_sign_that_is_not_there():
    lines = changed(check_in(1, sweating=Sweat.NONE))
    assert ChangeKind.FIRST not in {line.kind for line in lines}


def test_the_lists_are_told_in_words():
    lines = told(changed(bare(30, tingling=True), bare(1, tingling=True, hr=90)), "")
    assert "still: Tingling." in lines
    assert "once: Pulse 90 a minute. Not recorded in the 72 hours before." in lines


def test_what_was_answered_once_or_is_seldom_asked_is_not_called_missing():
    def missing(*check_ins, who=None) -> list[str]:
        return listed(changed(*check_ins, person=who or person(usual=NOBODY)),
                      ChangeKind.NOT_RECORDED)  # fmt: skip

    heard, silent = {"seizures": (), "pump_alarm": PumpAlarm.NONE}, bare(9)
    pump = with_pump(usual=NOBODY)
    assert {"seizures", "pump_alarm"} <= {*missing(silent, bare(1), who=pump)}
    assert not {"seizures", "pump_alarm"} & {*missing(silent, bare(1, **heard), who=pump)}
    assert "pump_alarm" not in missing(silent, bare(1))
    assert "sleep_h" not in missing(bare(30, sleep_h=c("7")), bare(1))


def test_an_age_counts_to_the_newest_check_in_when_the_clock_is_behind():
    lines = changed(bare(30, hr=60), bare(1, hr=90), bare(-3))
    assert told(lines, "hr") == ["up: Pulse was 90 a minute, 4 hours ago. It was 60 @30h."]


# ---- what happened


def test_vomiting_is_added_up_where_it_was_answered():
    several = (bare(9, vomiting_count=2), bare(5), bare(1, vomiting_count=1))
    assert told(changed(*several), "vomiting_count") == ["event: Times vomited: 3."]
    assert told(changed(bare(1, vomiting_count=0)), "vomiting_count") == []


@pytest.mark.parametrize(
    ("kind", "tone", "sound"),
    [
        (ALARM, PumpAlarm.TWO_TONE, "a two-tone alarm"),
        (ALARM, PumpAlarm.SINGLE, "a single beep"),
        (ALARM, PumpAlarm.NONE, "a sound, not sure which"),
        (ALARM, None, "a sound, not sure which"),
        (PumpEventKind.REFILL, None, None),
    ],
)
def test_an_alarm_that_was_written_down_is_told_with_its_sound(kind, tone, sound):
    lines = changed(check_in(1), pump_events=(pump_event(4, kind, tone=tone),))
    expected = [] if sound is None else [f"event: From the pump: {sound}, @4h."]
    assert told(lines, "pump_alarm") == expected


@pytest.mark.parametrize(("hours_ago", "is_told"), [(24, False), (23.9, True), (0, True)])
def test_what_happened_at_the_beginning_is_from_before_and_what_happened_now_is_told(
    hours_ago, is_told
):
    refill = pump_event(hours_ago, PumpEventKind.REFILL)
    fit = bare(1, seizures=(Seizure(start=ago(hours_ago)),))
    held = Step(from_=CUT_DAY, status=StepStatus.HELD, status_at=ago(hours_ago))
    lines = changed(fit, pump_events=(refill,), plans=(plan("06:00", steps=(held,)),))
    whole = " ".join(told(lines, "", "seizures"))
    for word in ("refilled", "1 seizure", "put on hold"):
        assert (word in whole) is is_told


def cut_at(wall: str, day: date = NOW.day) -> dict:
    """Return a record with a cut whose first dose is due at a time of a day."""
    step = Step(from_=day, mg_per_day=c("20"))
    return {"plans": (plan(wall, mg="30", steps=(step,)),)}


@pytest.mark.parametrize(("wall", "begun"), [("12:00", True), ("12:01", False)])
def test_a_cut_has_begun_from_the_minute_of_its_first_dose_on(wall, begun):
    since = before_last_cut(Record(person=person(), **cut_at(wall)), NOW)
    assert (since is not None) is begun
    steps = [text for text in told(changed(check_in(1), **cut_at(wall)), "") if "went" in text]
    assert len(steps) == begun


@pytest.mark.parametrize(("hours", "is_told"), [(24, True), (24.1, False)])
def test_a_cut_of_before_the_time_is_not_told_again(hours, is_told):
    now = Moment(NOW.local + timedelta(hours=hours - 24), NOW.zone)
    since = Since(at=Moment(now.local - timedelta(hours=24), NOW.zone))
    lines = changed(check_in(1), since=since, **cut_at("12:00", date(2026, 5, 9)))
    assert any("went from 30 mg to 20 mg" in text for text in told(lines, "")) is is_told


def test_only_what_somebody_did_to_a_step_is_told_and_a_plan_of_tomorrow_is_none():
    steps = (Step(from_=CUT_DAY, status=StepStatus.ACTIVE, status_at=ago(9)),
             Step(from_=NOW.day, status=StepStatus.HELD))  # fmt: skip
    ahead = plan("06:00", written_on=date(2026, 5, 11))
    for plans in ((plan("06:00", steps=steps),), (ahead,)):
        lines = told(changed(check_in(1), plans=plans), "")
        assert not [text for text in lines if text.startswith("plan")]


def test_the_newest_check_in_that_answered_says_how_many_doses_were_missed():
    def doses(*missed) -> list[str]:
        times = zip((9, 5, 1), missed, strict=True)
        return told(changed(*(bare(h, doses_missed_in_row=n) for h, n in times)), "doses")

    assert doses(3, 2, None) == ["doses: A check-in says: 2 missed in a row."]
    assert doses(3, 2, 0) == []


def test_a_log_that_is_silent_since_the_step_down_or_the_last_shift_is_named():
    shift = Since(at=ago(8), shift=True)
    for since, time in ((CUT, "the step down"), (shift, "your last shift")):
        lines = changed(check_in(1), since=since, doses=(dose(80),))
        assert told(lines, "doses") == [f"not_recorded: No dose was logged since {time}."]
        assert f"not_recorded: Not recorded since {time}: " in " ".join(
            told(changed(bare(1), since=since), "")
        )


def test_ten_hours_without_a_check_in_up_to_now_are_a_gap():
    for hours, gaps in ((10, ["gap: No check-in since @10h, 10 hours."]), (9.9, [])):
        found = told(changed(*(check_in(h) for h in (25, 18, hours))), "")
        assert [text for text in found if text.startswith("gap")] == gaps


# ---- words


def test_a_time_after_from_to_or_since_stands_without_its_own_word():
    class Worded(HoursAgo):
        def when(self, moment: Moment) -> str:
            return f"on {self.point(moment)}"

    lines = changed(bare(30), bare(1, fall=Fall.INJURY, passed_out=True))
    words = [sentence(CHANGES, line, Worded()) for line in lines]
    assert "Passed out. Written down on @1h." in words
    assert "No check-in from @30h to @1h, 29 hours." in words


def test_the_words_hold_every_answer_that_can_be_told_and_nothing_else():
    """Whoever writes them is told what is missing and what nobody asks for."""
    assert load_changes() == CHANGES
