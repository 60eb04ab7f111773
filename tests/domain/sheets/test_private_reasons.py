# SPDX-License-Identifier: MIT
"""Thoughts of self-harm stay off a page until somebody chooses otherwise, or there is a plan."""

import pytest

from caregiver_app.domain.sheets.private_reasons import PRIVATE, hidden_rules


@pytest.mark.parametrize(
    ("fired", "tells", "hidden"),
    [
        (frozenset({"U18", "W04"}), False, PRIVATE),
        (frozenset({"U18", "W04"}), True, frozenset()),
        (frozenset({"E17"}), False, frozenset()),
        (frozenset({"E17"}), True, frozenset()),
        (frozenset(), False, PRIVATE),
    ],
)
def test_a_plan_to_die_is_named_and_thoughts_only_when_chosen(fired, tells, hidden):
    assert hidden_rules(fired, tells_self_harm=tells) == hidden
