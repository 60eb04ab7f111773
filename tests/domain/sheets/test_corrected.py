# SPDX-License-Identifier: MIT
"""What a sheet tells of a check-in that was corrected: its level stays, its values do not."""

from dataclasses import replace
from decimal import Decimal

from caregiver_app.domain.check_in import Orientation
from caregiver_app.domain.events import Change
from caregiver_app.domain.happened import HAPPENED
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.corrected import corrected, corrected_before
from tests.domain.pretend import ago, check_in, person


def change(field: str, before: object, after: object, hours: float = 0.5, of: float = 1) -> Change:
    return Change(
        id=f"{field}{hours}",
        at=ago(hours),
        target=f"c{of}",
        field=field,
        before=before,
        after=after,
    )


DAY = (check_in(20), check_in(1))


def told(*changes: Change, check_ins=DAY):
    return corrected(Record(person=person(), check_ins=check_ins, changes=changes))


def test_the_first_values_and_the_time_of_the_last_correction_are_told():
    typed = change("temp_c", Decimal("40.1"), Decimal("37.1"), 0.8)
    again = change("temp_c", Decimal("37.1"), Decimal("37.2"), 0.3)
    found = told(typed, change("hr", 140, 80, 0.8), again)
    assert found.before == (("temp_c", Decimal("40.1")), ("hr", Decimal(140)))
    assert (found.at, found.others) == (ago(0.3), 0)


def test_a_pressure_is_told_with_the_half_that_stayed():
    assert told(change("sbp", 84, 122)).before == (("bp", (84, 76)),)


def test_an_answer_that_was_not_there_and_a_choice_are_told():
    found = told(change("spo2", None, 97), change("orientation", "very_confused", "normal"))
    assert found.before == (("spo2", None), ("orientation", Orientation.VERY_CONFUSED))


def test_other_answers_are_counted_and_the_caregivers_words_are_none():
    found = told(change("self_harm", "plan", "none"), change("note", "a", "b"))
    assert (found.before, found.others) == ((), 1)
    beside = (change("raw.hr", "1400", None), change("not_taken.hr", "refused", None))
    assert told(*beside) is None
    missed = (change("doses_missed_in_row", 0, 1), change("more.doses_from_log", True, None))
    assert told(*missed).others == 1


def test_what_was_taken_back_or_is_about_another_check_in_is_no_correction():
    there, back = change("hr", 140, 80, 0.8), change("hr", 80, 140, 0.3)
    assert told(there, back) is None
    assert told(change("hr", 140, 80, of=20)) is None
    assert told() is None
    assert told(change("hr", 140, 80), check_ins=()) is None


def test_a_press_since_then_hides_no_correction():
    press = replace(check_in(0.5), more={HAPPENED: "correction written down"})
    found = told(change("hr", 140, 80), check_ins=(check_in(1), press))
    assert found.before == (("hr", Decimal(140)),)


def test_a_value_that_no_form_knows_is_counted_and_never_shown():
    found = told(change("hr", True, 80), change("alertness", ["x"], "awake"))
    assert (found.before, found.others) == ((), 2)


def test_of_earlier_ones_the_newest_that_was_corrected_is_told():
    old, new = change("hr", 150, 80, 3, of=20), change("hr", 140, 90, 0.5)
    record = Record(person=person(), check_ins=DAY, changes=(old, new))
    assert corrected_before(record, DAY[:1]).before == (("hr", Decimal(150)),)
    assert corrected_before(record, DAY[::-1]).before == (("hr", Decimal(140)),)
    assert corrected_before(record, ()) is None
