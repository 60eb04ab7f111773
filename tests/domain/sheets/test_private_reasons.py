# SPDX-License-Identifier: MIT
"""Thoughts of self-harm stay off a page until somebody chooses otherwise, or there is a plan."""

import pytest

from caregiver_app.domain.assessment import Finding
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.levels import Level
from caregiver_app.domain.sheets.alert_story import AlertStory, without_private
from caregiver_app.domain.sheets.private_reasons import PRIVATE, hidden_rules
from tests.domain.pretend import NOW


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


@pytest.mark.parametrize("tells", [False, True])
def test_what_was_noted_of_a_call_tells_no_reason_that_stays_private(tells):
    called = ActionTaken(id="a", at=NOW, kind=ActionKind.CALLED, who="988", note="crisis line")
    finding = Finding(id="U18", level=Level.URGENT, message="m", because="b", source="s")
    alert = AlertStory(
        level=Level.URGENT,
        first=NOW,
        last=NOW,
        check_ins=1,
        reasons=(finding,),
        kept_private=False,
        actions=(called,),
        answered_at=None,
    )
    (told,) = without_private(alert, tells=tells).actions
    assert (told.at, told.kind) == (NOW, ActionKind.CALLED)
    assert (told.who, told.note) == (("988", "crisis line") if tells else (None, None))
