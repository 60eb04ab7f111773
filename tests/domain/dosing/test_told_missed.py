# SPDX-License-Identifier: MIT
"""Which planned doses a check-in told as missed: those are known, though nobody wrote them down."""

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.dose_told import FROM_LOG
from caregiver_app.domain.dosing.told_missed import told_missed
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, ago, check_in, dose, person, plan

PLANS = (plan("06:00", "14:00", "22:00"),)  # due 6, 14, 22, 30, 38, 46 ... hours ago


def told(hours_ago: float, n: int | None, kept: float | None = None, **answers: object):
    last = None if kept is None else ago(kept)
    return check_in(hours_ago, doses_missed_in_row=n, last_kept_dose_at=last, **answers)


def hours(*check_ins, doses=(), drug=Drug.BACLOFEN, back: float = 72, until: float = 0):
    """Return how many hours ago the doses were due that are told as missed, the oldest first."""
    record = Record(person=person(), plans=PLANS, check_ins=check_ins, doses=doses)
    found = told_missed(record, drug, ago(back), ago(until))
    return [(NOW.utc - one.slot.due.utc).total_seconds() / 3600 for one in found]


def test_the_newest_planned_doses_before_the_check_in_are_those_it_told_of() -> None:
    assert hours(told(10, 2)) == [22, 14]
    assert hours(told(10, 2, kept=38)) == [22, 14]
    assert hours(told(10, 0), told(9, None)) == []


def test_the_row_goes_back_to_the_last_dose_that_was_kept_and_no_further() -> None:
    assert hours(told(10, 4), doses=(dose(30),)) == [22, 14]
    assert hours(told(10, 4, kept=22)) == [14]
    assert hours(told(10, 4, kept=23)) == [14], "given an hour early, it is that one"
    assert hours(told(10, 2, kept=-2)) == [22, 14], "a time to come is no answer"


def test_a_dose_that_could_still_be_given_then_is_none_of_them_where_the_others_are_as_many() -> (
    None
):
    assert hours(told(6, 1), doses=(dose(22),)) == [14]
    assert hours(told(6, 1), doses=(dose(14), dose(22))) == [6]
    assert hours(told(6, 1), doses=(dose(30),)) == [6]


def test_what_the_log_has_of_the_row_is_among_the_number_and_told_by_the_log() -> None:
    assert hours(told(10, 2), doses=(dose(14, DoseStatus.MISSED),)) == [22]
    assert (
        hours(told(10, 2), doses=(dose(22, DoseStatus.VOMITED), dose(14, DoseStatus.MISSED))) == []
    )


def test_what_was_given_or_written_after_the_check_in_is_told_by_the_log() -> None:
    given_since = dose(5, scheduled_for=ago(6))
    assert hours(told(5.5, 2), doses=(given_since,)) == [22, 14]
    assert hours(told(10, 2), doses=(dose(9, scheduled_for=ago(14)),)) == [30, 22]


def test_two_check_ins_that_tell_of_one_row_tell_of_each_dose_once() -> None:
    assert hours(told(20, 1), told(10, 2), told(3, 3)) == [22, 14, 6]


def test_what_the_program_took_from_the_log_is_no_answer_and_other_drugs_are_not_asked_about():
    assert hours(told(10, 2, more={FROM_LOG: True})) == []
    assert hours(told(10, 2), drug=Drug.CLONAZEPAM) == []


def test_only_doses_of_the_time_are_told_by_whatever_check_in_tells_of_them() -> None:
    assert hours(told(10, 3), back=25) == [22, 14]
    assert hours(told(10, 3), until=20) == [30, 22]


def test_a_check_in_long_after_the_time_tells_nothing_of_it() -> None:
    days = 24
    assert hours(told(15 * days, 1), told(1, 1), back=16 * days, until=15 * days) == [366]
    assert hours(told(1, 200), back=16 * days, until=15.5 * days) == []
