# SPDX-License-Identifier: MIT
"""A virus scanner that holds a file for a moment costs no save; a missing right is told soon."""

import random

import pytest

from caregiver_app.storage import patience
from caregiver_app.storage.patience import patiently


class Held:
    """A file that another program holds for some time, on a clock of its own."""

    def __init__(self, seconds, code=32):
        self.now, self.until, self.code = 0.0, seconds, code

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds

    def replace(self):
        if self.now < self.until:
            error = PermissionError(13, "The file is open elsewhere")
            error.winerror = self.code
            raise error
        return "done"


@pytest.fixture
def hold(monkeypatch):
    def hold_(seconds, code=32):
        held = Held(seconds, code)
        monkeypatch.setattr(patience, "time", held)
        return held

    return hold_


def test_ten_thousand_saves_beside_a_scanner_show_no_failure(hold):
    chance = random.Random(2026)  # noqa: S311 - not a secret
    for _save in range(10_000):
        seconds = chance.uniform(0.05, 2.45) if chance.random() < 0.03 else 0.0
        assert patiently(hold(seconds, chance.choice((5, 32, 33))).replace) == "done"


def test_a_right_that_is_missing_is_told_within_three_seconds(hold):
    held = hold(3600, 5)
    with pytest.raises(PermissionError):
        patiently(held.replace)
    assert 2.5 <= held.now <= 3


def test_any_other_error_is_told_at_once(hold):
    held = hold(3600, 1)
    with pytest.raises(PermissionError):
        patiently(held.replace)
    assert held.now == 0
