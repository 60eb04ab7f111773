# SPDX-License-Identifier: MIT
"""How often and when: every seizure counts once on the sheet, however often it was told."""

from caregiver_app.domain.sheets.handoff import select_handoff
from tests.report.records import NOW, check_in, record, rules, seizures


def counted(*told: list[dict]):
    """Return the seizures of the sheet after check-ins that told of these."""
    check_ins = [check_in(k, 9 - k, seizures=one) for k, one in enumerate(told)]
    return select_handoff(record(check_ins=check_ins), None, NOW, rules()).seizures


def test_one_that_two_check_ins_tell_of_counts_once_and_as_told_last():
    (first,) = seizures(1)
    found = counted([first], [{**first, "duration_s": 400}])
    assert (found.count, found.longest.duration_s) == (1, 400)


def test_two_that_began_in_the_same_minute_of_one_check_in_are_two():
    (one,) = seizures(1)
    assert counted([one, {**one, "kind": "other"}]).count == 2


def test_others_are_added_up_over_all_check_ins():
    early, late = seizures(2)
    assert counted([early], [], [late]).count == 2
