# SPDX-License-Identifier: MIT
"""What one press may state about somebody, and when it must not."""

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from caregiver_app.content.as_usual import NEVER, load_as_usual
from caregiver_app.content.form import load_form
from caregiver_app.domain.as_usual import (
    Refusal,
    dose_refusal,
    fields_stated,
    refusal,
    stated,
    taken_back,
    values_for,
    without_mark,
)
from caregiver_app.domain.check_in import Alertness, Breathing, Draft, Grade, Missing, PumpAlarm
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import UsualValues
from caregiver_app.domain.record import Record
from caregiver_app.domain.usual_mark import MARK, is_marked
from tests.domain.pretend import (
    NOW,
    RULES,
    ago,
    check_in,
    dose,
    judge,
    person,
    plan,
    pump_person,
    usual,
)

PRESS = load_as_usual(load_form())
LATE = RULES.hours("dose_clock.slot_late_hours")


def after_doses(record, draft=None, doses=(), now: Moment = NOW):
    return dose_refusal(PRESS, record, draft or Draft(), doses, now, LATE)


def test_it_never_states_a_number_that_is_measured_a_dose_or_the_worry():
    draft = stated(PRESS, person(), Draft())
    assert {name: getattr(draft, name) for name in NEVER} == dict.fromkeys(NEVER)


def test_it_states_every_sign_that_a_check_in_needs_besides_the_doses():
    assert judge(stated(PRESS, person(), Draft())).missing == ("dose_status",)
    assert judge(stated(PRESS, pump_person(), Draft()), pump_person()).missing == ()


def test_it_takes_the_persons_own_usual_values():
    who = person(usual=usual(stiffness=5, alertness=Alertness.DROWSY, tremor=Grade.SEVERE))
    draft = stated(PRESS, who, Draft())
    assert (draft.stiffness, draft.alertness, draft.tremor) == (5, Alertness.DROWSY, Grade.SEVERE)


def test_a_usual_value_that_nobody_wrote_down_is_not_made_up():
    draft = stated(PRESS, person(usual=UsualValues()), Draft())
    blank = ("stiffness", "agitation", "anxiety", "tremor", "sweating")
    assert [getattr(draft, name) for name in blank] == [None] * 5
    assert not set(blank) & set(draft.more[MARK].split())
    assert draft.alertness is Alertness.AWAKE


def test_only_a_pump_is_said_to_be_quiet():
    assert stated(PRESS, person(), Draft()).pump_alarm is None
    assert stated(PRESS, pump_person(), Draft()).pump_alarm is PumpAlarm.NONE


def test_an_answer_a_reason_and_a_stiff_limb_stay_as_they_are():
    own = Draft(
        breathing=Breathing.TROUBLE,
        not_taken={"orientation": Missing.NOT_SURE},
        more={"stiffness_left_arm": Decimal(8)},
    )
    draft = stated(PRESS, person(), own)
    assert (draft.breathing, draft.orientation, draft.stiffness) == (Breathing.TROUBLE, None, None)
    assert not {"breathing", "orientation", "stiffness"} & set(fields_stated(draft))
    assert (draft.itching, draft.tremor) == (Grade.NONE, Grade.NONE)


def test_what_was_stated_is_marked_and_can_be_taken_back_alone():
    own = Draft(itching=Grade.MILD, hr=72)
    draft = stated(PRESS, person(), own)
    assert set(fields_stated(draft)) == set(values_for(PRESS, person())) - {"itching"}
    assert taken_back(draft) == own


def test_a_second_press_states_nothing_twice():
    once = stated(PRESS, person(), Draft())
    assert stated(PRESS, person(), once) == once


def test_an_answer_of_ones_own_is_no_longer_marked():
    draft = without_mark(stated(PRESS, person(), Draft()), "stiffness")
    assert "stiffness" not in fields_stated(draft)
    assert draft.stiffness == 3
    assert without_mark(draft, "stiffness") == draft


@pytest.mark.parametrize("mark", [True, "what is this", "", None, Decimal(3)])
def test_a_mark_from_elsewhere_names_no_field_that_is_not_there(mark):
    assert fields_stated(Draft(more={MARK: mark})) == ()


def test_a_mark_names_only_what_still_has_an_answer():
    draft = Draft(stiffness=3, more={MARK: "tremor stiffness"})
    assert fields_stated(draft) == ("stiffness",)


@pytest.mark.parametrize(
    ("mark", "marked"),
    [("stiffness", True), (True, True), (None, False), (False, False), ("", False)],
)
def test_a_check_in_says_whether_anything_of_it_was_stated_by_the_press(mark, marked):
    assert is_marked(check_in(1, more={MARK: mark})) is marked
    assert not is_marked(check_in(1))


def test_no_rule_reads_the_mark():
    draft = stated(PRESS, person(), Draft())
    assert judge(draft) == judge(without_marks(draft))


def without_marks(draft):
    return Draft(**{f.name: getattr(draft, f.name) for f in fields(Draft) if f.name != "more"})


@pytest.mark.parametrize("status", ["missed", "vomited", "partly", "refused", "unsure"])
def test_a_dose_that_was_not_kept_forbids_it_for_24_hours(status):
    for hours, found in ((23.9, Refusal.DOSE_NOT_KEPT), (24, None)):
        log = (dose(hours, DoseStatus(status)),)
        assert after_doses(Record(person=person(), doses=log)) is found


def test_a_dose_that_this_very_check_in_tells_of_forbids_it():
    record = Record(person=person())
    assert after_doses(record, doses=(dose(1, DoseStatus.MISSED),)) is Refusal.DOSE_NOT_KEPT
    assert after_doses(record, Draft(doses_missed_in_row=1)) is Refusal.DOSE_NOT_KEPT
    assert after_doses(record, Draft(vomited_doses_24h=1)) is Refusal.DOSE_NOT_KEPT
    assert after_doses(record, Draft(doses_missed_in_row=0)) is None


def test_a_miss_that_an_earlier_check_in_told_of_forbids_it_for_24_hours():
    for hours, found in ((23, Refusal.DOSE_NOT_KEPT), (24, None), (25, None)):
        before = (check_in(hours, doses_missed_in_row=1),)
        assert after_doses(Record(person=person(), check_ins=before)) is found


def test_a_kept_dose_does_not_forbid_it_and_a_newer_entry_replaces_a_miss():
    kept = (dose(4), dose(8, DoseStatus.LATE))
    assert after_doses(Record(person=person(), doses=kept)) is None
    record = Record(person=person(), plans=(plan("08:00"),))
    missed = dose(4, DoseStatus.MISSED, at=None)
    late = dose(1, DoseStatus.LATE, scheduled_for=ago(4))
    assert after_doses(record, doses=(missed,)) is Refusal.DOSE_NOT_KEPT
    assert after_doses(record, doses=(missed, late)) is None


def test_a_dose_that_nobody_wrote_down_forbids_it_once_it_is_two_hours_late():
    record = Record(person=person(), plans=(plan("08:00", "10:00", "20:00"),), doses=(dose(100),))
    night, early = dose(16), dose(4)
    assert after_doses(record, doses=(night,)) is Refusal.DOSE_NOT_WRITTEN
    assert after_doses(record, doses=(night, early)) is Refusal.DOSE_NOT_WRITTEN
    assert after_doses(record, doses=(night, early), now=ago(0.01)) is None
    assert after_doses(record, Draft(doses_missed_in_row=0)) is None


def unwritten(*check_ins, doses=None):
    """Return why doses at 8 in the morning forbid it at noon, which nobody wrote down today."""
    log = (dose(100),) if doses is None else doses
    record = Record(person=person(), plans=(plan("08:00"),), doses=log, check_ins=check_ins)
    return after_doses(record)


def test_an_earlier_check_in_that_told_how_many_were_missed_answers_for_the_doses_before_it():
    none, silent = {"doses_missed_in_row": 0}, {"doses_missed_in_row": None}
    assert unwritten(check_in(3, **none)) is None
    assert unwritten(check_in(4, **none)) is None
    assert unwritten(check_in(5, **none)) is Refusal.DOSE_NOT_WRITTEN
    assert unwritten(check_in(3, **silent)) is Refusal.DOSE_NOT_WRITTEN
    assert unwritten(check_in(30, **none), check_in(9, **none), check_in(3, **none)) is None


def test_a_dose_from_before_the_log_began_forbids_nothing():
    assert unwritten(doses=()) is None
    assert unwritten(doses=(dose(3, DoseStatus.EXTRA),)) is None
    assert unwritten(doses=(dose(4, DoseStatus.EXTRA),)) is Refusal.DOSE_NOT_WRITTEN
    blank = dose(1, at=None, scheduled_for=None)
    assert unwritten(doses=(blank, dose(100))) is Refusal.DOSE_NOT_WRITTEN


def test_a_dose_written_at_the_place_before_a_flight_is_written():
    london = Moment.parse("2026-05-09T14:00:00+01:00", "Europe/London")
    away = dose(27, scheduled_for=london, at=london, zone="Europe/London")
    record = Record(person=person(), plans=(plan("14:00"),), doses=(dose(100), away))
    assert after_doses(record) is None
    late = dose(27, DoseStatus.MISSED, scheduled_for=london, at=london, zone="Europe/London")
    assert after_doses(replace(record, doses=(dose(100), late))) is Refusal.DOSE_NOT_KEPT


def test_not_sure_about_the_doses_forbids_it():
    unsure = Draft(not_taken={"doses_missed_in_row": Missing.NOT_SURE})
    assert after_doses(Record(person=person()), unsure) is Refusal.DOSE_NOT_WRITTEN


def test_a_red_flag_an_open_alert_and_a_level_that_calls_forbid_it():
    assert refusal(None, Level.EMERGENCY, flagged=True, alert_open=True) is Refusal.RED_FLAG
    assert refusal(None, Level.WATCH, flagged=False, alert_open=True) is Refusal.OPEN_ALERT
    assert refusal(None, Level.URGENT, flagged=False, alert_open=False) is Refusal.CALL_NOW
    assert refusal(None, Level.WATCH, flagged=False, alert_open=False) is None
    dose_first = refusal(Refusal.DOSE_NOT_KEPT, Level.URGENT, flagged=False, alert_open=True)
    assert dose_first is Refusal.DOSE_NOT_KEPT
