# SPDX-License-Identifier: MIT
"""From when on no dose was kept, where only misses were logged or an earlier check-in knows."""

from datetime import timedelta

import pytest

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.dose_clock import DoseClock, KeptDose, dose_clock
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, ago, check_in, dose, person, plan

MISSED = DoseStatus.MISSED
MISSED_ONE = Draft(doses_missed_in_row=1)


def clock(draft: Draft | None = None, drug: Drug = Drug.BACLOFEN, **record) -> DoseClock:
    whole = Record(person=person(), plans=(plan("06:00", "14:00", "22:00"),), **record)
    return dose_clock(whole, draft, NOW, drug, timedelta(hours=2))


@pytest.mark.parametrize(
    ("hours_ago", "since"), [((30, 6), 30), ((0,), 0), ((-2,), None), ((0, -2), 0)]
)
def test_a_log_of_misses_counts_from_its_first_entry_and_from_none_still_to_come(
    hours_ago, since
) -> None:
    found = clock(doses=tuple(dose(hours, MISSED) for hours in hours_ago))
    assert found.none_since == (None if since is None else ago(since))
    assert (found.last_kept, found.hours) == (None, None)


@pytest.mark.parametrize("missed", [0, 1, None])
def test_a_kept_dose_told_for_a_time_to_come_is_no_kept_dose(missed) -> None:
    """Else the hours since it would be fewer than none."""
    told = check_in(26, doses_missed_in_row=missed, last_kept_dose_at=ago(-3))
    found = clock(MISSED_ONE, check_ins=(told,))
    assert (found.last_kept, found.none_since, found.hours) == (None, None, None)
    later_miss = clock(check_ins=(told,), doses=(dose(20, MISSED),))
    assert later_miss.none_since == ago(20)


def test_what_a_check_in_told_is_about_its_own_drug_and_no_newer_than_the_log() -> None:
    told = check_in(22, doses_missed_in_row=1, last_kept_dose_at=ago(24))
    assert clock(MISSED_ONE, check_ins=(told,)).last_kept == KeptDose(at=ago(24))
    assert clock(MISSED_ONE, Drug.CLONAZEPAM, check_ins=(told,)).last_kept is None
    assert clock(MISSED_ONE, check_ins=(told,), doses=(dose(20),)).last_kept.at == ago(20)


def test_a_dose_told_as_kept_is_not_missed_though_the_log_says_so_of_its_time() -> None:
    told = Draft(last_kept_dose_at=ago(6))
    assert clock(told, doses=(dose(14), dose(6, MISSED))).missed_in_row == 0
