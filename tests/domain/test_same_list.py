# SPDX-License-Identifier: MIT
"""What was found in a list is kept while it is that list, and looked for anew when it is not."""

from functools import lru_cache

from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.sheets.handoff import select_handoff
from tests.report.records import NOW, check_in, record, rules, seizures


def test_a_list_is_gone_through_once_and_again_when_it_grew_or_is_another():
    looked = []

    @lru_cache
    def found(numbers: SameList[int]) -> int:
        looked.append(numbers)
        return max(numbers.entries)

    one = [3, 4]
    assert [found(SameList(one)), found(SameList(one))] == [4, 4]
    assert len(looked) == 1
    one.append(5)
    assert found(SameList(one)) == 5
    assert found(SameList([3, 4, 5])) == 5
    assert len(looked) == 3


def test_a_seizure_that_was_told_since_the_last_sheet_is_on_the_next_one():
    calm = record(check_ins=[check_in(1, 20)])
    told = record(check_ins=[check_in(1, 20), check_in(2, 1, seizures=seizures(1))])
    counts = [select_handoff(one, None, NOW, rules()).seizures.count for one in (calm, told, calm)]
    assert counts == [0, 1, 0]
