# SPDX-License-Identifier: MIT
"""A sign whose text says to call is told beside a calm level, which knows nothing of it."""

import pytest

from caregiver_app.domain.levels import Level
from caregiver_app.domain.rules.sign_notes import SIGNS, sign_notes
from tests.domain.pretend import RULES, check_in


@pytest.mark.parametrize("level", [Level.NO_FLAGS, Level.INCOMPLETE, Level.WATCH])
@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_is_told_with_whom_to_call_beside_a_calm_level(sign, level):
    (told,) = sign_notes(RULES, check_in(1, **{sign: True}), level)
    assert "Call the prescriber" in told


@pytest.mark.parametrize("answer", [None, False])
def test_nothing_is_told_of_a_sign_that_is_not_there(answer):
    assert sign_notes(RULES, check_in(1, **dict.fromkeys(SIGNS, answer)), Level.NO_FLAGS) == ()


@pytest.mark.parametrize("level", [Level.URGENT, Level.EMERGENCY])
def test_a_level_that_calls_says_whom_to_call_already(level):
    assert sign_notes(RULES, check_in(1, floppy=True), level) == ()
