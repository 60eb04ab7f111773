# SPDX-License-Identifier: MIT
"""Several entries of the log for one planned dose: the newest says whether it was kept."""

from datetime import timedelta

import pytest

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import dose_clock, kept_doses
from caregiver_app.domain.dosing.newest_entries import without_replaced
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.history import History
from tests.domain.pretend import NOW, ago, dose, person, plan

B, C = Drug.BACLOFEN, Drug.CLONAZEPAM
LATE = timedelta(hours=2)
TAKEN, MISSED, VOMITED = DoseStatus.TAKEN, DoseStatus.MISSED, DoseStatus.VOMITED
EXTRA = DoseStatus.EXTRA
THREE = plan("06:00", "14:00", "22:00")


def at(hours_ago: float, status: DoseStatus, due: float | None = 6, **changes) -> DoseEvent:
    """Return an entry of so many hours ago for the dose that was due six hours ago, at 06:00."""
    scheduled = ago(due) if due is not None else None
    return dose(hours_ago, status, scheduled_for=scheduled, **changes)


def hours_and_missed(*doses: DoseEvent, plans=(THREE,)) -> tuple[float, int | None]:
    clock = dose_clock(Record(person=person(), plans=plans, doses=doses), None, NOW, B, LATE)
    return float(clock.hours or 0), clock.missed_in_row


@pytest.mark.parametrize(
    ("entries", "kept"),
    [
        ((at(6, TAKEN), at(5.7, VOMITED)), False),
        ((at(6, MISSED), at(5, TAKEN)), True),
        ((at(6, TAKEN), at(5.8, VOMITED), at(5.5, TAKEN)), True),
        ((at(6, TAKEN), at(5.8, VOMITED), at(5.5, TAKEN), at(5, VOMITED)), False),
        # Of one moment: vomited comes after taken, whatever the order they stand in.
        ((at(6, TAKEN), at(6, VOMITED)), False),
        ((at(6, VOMITED), at(6, TAKEN)), False),
        # Nobody wrote for when they were due, but both stand near 06:00.
        ((at(6.5, TAKEN, None), at(5.5, VOMITED, None)), False),
        # An extra dose is another one.
        ((at(6, TAKEN), at(5.5, EXTRA)), True),
        ((at(6, TAKEN), at(5.7, VOMITED, drug=C)), True),
    ],
)
def test_the_newest_entry_for_a_planned_dose_says_whether_it_was_kept(entries, kept) -> None:
    hours, missed = hours_and_missed(dose(14), *entries)
    assert missed == (0 if kept else 1)
    assert (hours < 14) is kept


def test_entries_for_two_planned_doses_do_not_take_each_other_back() -> None:
    close = (plan("05:00", "08:00"),)
    assert hours_and_missed(dose(7), dose(4, VOMITED), plans=close) == (7.0, 1)
    assert hours_and_missed(dose(7), at(4, VOMITED, 7), plans=close)[0] == 0.0
    # Without planned times two entries tell of one dose only when they were due at one time.
    assert hours_and_missed(dose(6), at(5.7, VOMITED, 5.7), plans=())[0] == 6.0
    assert hours_and_missed(dose(6), at(5.7, VOMITED), plans=())[0] == 0.0


@pytest.mark.parametrize(("hours_later", "taken_back"), [(16, True), (28, True), (28.1, False)])
def test_a_late_entry_takes_back_a_dose_of_the_day_before_and_no_older_one(
    hours_later, taken_back
) -> None:
    """A dose can be given a day late, and due 4 hours beside the one it is taken for."""
    given = 6 + hours_later
    hours, _missed = hours_and_missed(dose(given), dose(9, MISSED), at(6, VOMITED, given))
    assert hours == (0.0 if taken_back else given)


def test_an_entry_of_long_ago_stands_whatever_lies_between_it_and_a_late_one() -> None:
    assert hours_and_missed(dose(30), at(14, VOMITED, 30)) == (0.0, 4)
    assert hours_and_missed(dose(62), dose(40, MISSED), at(6, VOMITED, 62))[0] == 62.0


def test_an_extra_dose_is_never_taken_back() -> None:
    log = (at(6, EXTRA, id="extra"), at(5.5, TAKEN, id="taken"))
    newest_first = reversed(log)
    assert [d.id for d in without_replaced(newest_first, lambda d: d.at.utc)] == ["taken", "extra"]


def test_what_is_written_later_has_not_been_written_yet() -> None:
    record = Record(person=person(), plans=(THREE,), doses=(at(6, TAKEN), at(1, VOMITED)))
    assert [when for when, _dose in kept_doses(record, B, until=ago(2))] == [ago(6)]
    assert list(kept_doses(record, B)) == []


def test_a_drug_that_is_never_logged_costs_nothing_however_long_the_log() -> None:
    log = tuple(dose(8 * number) for number in range(900, 0, -1))
    record = History(Record(person=person(), plans=(THREE,), doses=log)).before(NOW)
    record.doses._entries = None  # whoever reads the whole log fails
    assert dose_clock(record, None, NOW, C, LATE).last_kept is None
