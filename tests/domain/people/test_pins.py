# SPDX-License-Identifier: MIT
"""PINs: which texts are one, what is kept of them, and how long to wait after wrong ones."""

import time

import pytest

from caregiver_app.domain.people.pins import is_pin, pause_s, pin_of, pin_that_begins, pin_that_fits

SALT, OTHER_SALT = "00" * 16, "ff" * 16


@pytest.mark.parametrize("text", ["1234", "00000000", "987654"])
def test_four_to_eight_digits_are_a_pin(text):
    assert is_pin(text)
    kept = pin_of(text, SALT)
    assert pin_that_fits([kept], text) is kept
    assert text not in kept.start + kept.whole


@pytest.mark.parametrize("text", ["", "123", "123456789", "12a4", "12 4", "١٢٣٤", "-123"])
def test_anything_else_is_none(text):
    assert not is_pin(text)
    assert pin_that_fits([pin_of("1234", SALT)], text) is None
    with pytest.raises(ValueError, match="four to eight"):
        pin_of(text, SALT)


def test_a_pin_names_itself_by_its_first_four_digits_and_fits_by_all():
    long, short = pin_of("123456", SALT), pin_of("9876", OTHER_SALT)
    assert pin_that_begins([short, long], "1234") is long
    assert pin_that_fits([short, long], "1234") is None
    assert pin_that_fits([short, long], "123457") is None
    assert pin_that_fits([short, long], "9876") is short
    assert pin_that_begins([short, long], "5555") is None


def test_equal_pins_are_kept_unlike_under_another_salt():
    assert pin_of("1234", SALT).whole != pin_of("1234", OTHER_SALT).whole


def test_the_pause_grows_to_a_minute_and_never_ends_in_a_lock():
    waits = [pause_s(wrong) for wrong in range(10)]
    assert waits == [0, 0, 0, 5, 10, 20, 40, 60, 60, 60]
    assert pause_s(10_000) == 60


def test_one_try_takes_a_tenth_of_a_second_at_most():
    kept = pin_of("1234", SALT)
    begin = time.process_time()
    pin_that_fits([kept] * 6, "0000")
    assert time.process_time() - begin < 0.1
