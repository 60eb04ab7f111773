# SPDX-License-Identifier: MIT
"""The newest entries of one kind come first, whether a list is kept apart by kind or not."""

import pytest

from caregiver_app.domain.earlier import kept_apart, newest_first


def length(word: str) -> int:
    return len(word)


@pytest.mark.parametrize("how", [list, lambda words: kept_apart(words, length)])
def test_those_of_one_kind_come_from_the_newest_back(how):
    words = how(["one", "three", "two", "four", "six"])
    assert list(newest_first(words, 3, length)) == ["six", "two", "one"]
    assert list(newest_first(words, 7, length)) == []
