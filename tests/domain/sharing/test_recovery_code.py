# SPDX-License-Identifier: MIT
"""The code on the recovery sheet: long enough, easy to read, and a slip is told by its group."""

import random
from math import log2

import pytest

from caregiver_app.domain.sharing.recovery_code import (
    CHANCES,
    GROUPS,
    LETTERS,
    CodeSlipError,
    in_groups,
    read_code,
    write_code,
)

CODE = write_code([place * 7 % len(LETTERS) for place in range(CHANCES)])


def slip_of(text: str) -> CodeSlipError:
    with pytest.raises(CodeSlipError) as found:
        read_code(text)
    return found.value


def test_a_code_has_at_least_128_bits_and_no_letters_that_look_alike():
    assert CHANCES * log2(len(LETTERS)) >= 128
    assert len(set(LETTERS)) == len(LETTERS)
    assert not set("IL1O0QSGV258") & set(LETTERS)


def test_a_code_is_read_however_it_is_typed():
    assert read_code(CODE) == CODE
    assert read_code(CODE.lower().replace(" ", "")) == CODE
    assert read_code(f"\n {CODE.replace(' ', '-')}.\t") == CODE


def test_every_wrong_letter_is_told_by_its_group():
    typed = CODE.replace(" ", "")
    for place, letter in enumerate(typed):
        for other in set(LETTERS) - {letter}:
            slip = slip_of(typed[:place] + other + typed[place + 1 :])
            assert slip.group == place // 5 + 1


def test_two_letters_that_changed_places_are_found():
    typed = CODE.replace(" ", "")
    for place in range(len(typed) - 1):
        one, two = typed[place], typed[place + 1]
        if one != two:
            slip_of(typed[:place] + two + one + typed[place + 2 :])


def test_groups_in_another_order_are_found():
    groups = CODE.split()
    for first in range(GROUPS):
        for second in range(first):
            moved = groups.copy()
            moved[first], moved[second] = groups[second], groups[first]
            assert slip_of(" ".join(moved)).group is not None


def test_letters_that_are_missing_or_too_many_or_in_no_code_are_told():
    assert slip_of(CODE[:-2]).missing == 2
    assert slip_of(CODE + " AB").missing == -2
    assert slip_of("").missing == 40
    assert slip_of(CODE[:-1] + "0").letters == "0"
    assert slip_of("i" + CODE[1:-1] + "o").letters == "IO"


def test_every_code_of_chance_is_read_as_it_was_written():
    chance = random.Random(7)  # noqa: S311 - a test
    for _time in range(200):
        code = write_code([chance.randrange(len(LETTERS)) for _letter in range(CHANCES)])
        assert read_code(code) == code


@pytest.mark.parametrize("chances", [[0] * 31, [19] * 32, [-1] * 32])
def test_what_is_no_code_is_never_written(chances):
    with pytest.raises(ValueError, match="chances"):
        write_code(chances)


def test_what_is_typed_stands_in_the_groups_of_the_paper():
    typed = CODE.replace(" ", "").lower()
    assert in_groups(typed) == CODE
    assert in_groups(CODE[:3] + "-" + CODE[3:9]) == CODE[:9]
    assert in_groups("") == ""
