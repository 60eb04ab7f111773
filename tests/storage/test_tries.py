# SPDX-License-Identifier: MIT
"""A wrong passcode costs a wait that grows, and never the record."""

import stat

import pytest

from caregiver_app.storage.tries import TRIES, Tries


class Steady:
    """A clock that nobody can set."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def steady():
    return Steady()


def test_the_wait_grows_to_half_a_minute_and_no_further(tmp_path, steady):
    tries, waits = Tries(tmp_path, steady), []
    for _time in range(12):
        tries.was_wrong()
        waits.append(tries.wait_s())
        steady.now += tries.wait_s()
        assert tries.wait_s() == 0
    assert waits == [0, 0, 1, 2, 4, 8, 16, 30, 30, 30, 30, 30]


def test_a_new_start_does_not_end_the_wait_and_the_right_passcode_does(tmp_path, steady):
    tries = Tries(tmp_path, steady)
    for _time in range(6):
        tries.was_wrong()
    again = Tries(tmp_path, steady)
    assert again.wait_s() == 8
    assert stat.S_IMODE((tmp_path / TRIES).stat().st_mode) == 0o600
    again.was_right()
    assert (again.wait_s(), Tries(tmp_path, steady).wait_s()) == (0, 0)


@pytest.mark.parametrize("text", ["", "x", "-4", "9" * 50, "\u0664"])
def test_a_file_of_tries_that_says_nonsense_locks_nobody_out(tmp_path, steady, text):
    (tmp_path / TRIES).write_text(text, encoding="utf-8")
    assert Tries(tmp_path, steady).wait_s() == 0


def test_without_a_place_to_write_it_the_wait_is_kept_in_mind(tmp_path, steady):
    tries = Tries(tmp_path / "gone", steady)
    for _time in range(3):
        tries.was_wrong()
    assert tries.wait_s() == 1
    tries.was_right()
    assert tries.wait_s() == 0
