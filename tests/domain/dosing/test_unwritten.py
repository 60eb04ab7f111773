# SPDX-License-Identifier: MIT
"""How many doses nobody wrote down: all since the check-in that answered, not those of one day."""

from datetime import timedelta

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.dosing.dose_entry import overdue, planned_doses
from caregiver_app.domain.dosing.unwritten import unwritten
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, dose, person, plan

PLANS = (plan("06:00", "14:00", "22:00"),)


def back(hours: float) -> Moment:
    return Moment(NOW.local - timedelta(hours=hours), NOW.zone)


def counted(*doses, asked: float | None = None, typed: Moment | None = None):
    """Return how many are told at noon, after a check-in so many hours ago, and since when."""
    check_ins = () if asked is None else (CheckIn(id="c", at=back(asked)),)
    record = Record(person=person(), plans=PLANS, check_ins=check_ins, doses=doses)
    late = overdue(record, planned_doses(record, NOW), NOW)
    found = unwritten(record, late, NOW, lambda _drug: typed)
    return found.n, found.since


def test_every_dose_since_the_check_in_that_answered_is_counted() -> None:
    assert counted(asked=53) == (6, back(53))
    assert counted(asked=7) == (1, back(7))
    assert counted(asked=5) == (0, None)
    assert counted(dose(6), dose(30), asked=53) == (4, back(53))


def test_without_a_check_in_only_a_day_is_counted_and_two_weeks_are_the_most() -> None:
    assert counted() == (3, None)
    n, since = counted(asked=24 * 100)
    assert (n, f"{since.local:%d %H:%M}") == (13 * 3 + 1, "27 00:00")


def test_what_was_due_before_the_plan_was_typed_in_is_not_counted() -> None:
    assert counted(asked=53, typed=back(23)) == (3, back(53))
