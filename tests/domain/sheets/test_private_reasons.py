# SPDX-License-Identifier: MIT
"""Thoughts of self-harm stay off a page until somebody chooses otherwise, or there is a plan."""

import pytest

from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.private_reasons import (
    PRIVATE,
    hidden_rules,
    without_private_answers,
)
from tests.report.records import check_in, moment, plain_record


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


CALLED = {"id": "a", "kind": "called", "who": "988", "note": "crisis line"}


@pytest.mark.parametrize("tells", [False, True])
@pytest.mark.parametrize(
    ("about", "hours_ago", "hides"),
    [("c2", 1, True), ("c1", 19, False), (None, 1, True), (None, 90, False), ("gone", 1, True)],
)
def test_whom_somebody_called_and_what_they_noted_tells_no_reason_that_stays_private(
    tells, about, hours_ago, hides
):
    checks = [check_in(1, 20), check_in(2, 2, self_harm="thoughts")]
    done = {**CALLED, "at": moment(hours_ago), "about": about}
    plain = {**plain_record(check_ins=checks), "actions": [done]}
    since = Moment.parse(moment(100))
    record = from_plain(Record, plain)
    told, kept = without_private_answers(record, since, tells_self_harm=tells)
    (action,) = told.actions
    assert (action.at, action.kind) == (Moment.parse(moment(hours_ago)), ActionKind.CALLED)
    hidden = hides and not tells
    assert (action.who, action.note) == ((None, None) if hidden else ("988", "crisis line"))
    assert kept == ({"a"} if hidden else set())
