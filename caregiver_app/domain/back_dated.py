# SPDX-License-Identifier: MIT
"""Check-ins about another time than now: marked in the record, and how far from now they are."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from caregiver_app.domain.check_in import CheckIn, Draft, asked
from caregiver_app.domain.happened import Happening, kind_of
from caregiver_app.domain.moments import Moment

WRITTEN_AT = "written_at"
"""The item of `more` that says when a check-in about an earlier time was written down."""


def back_dated(draft: Draft, written_at: Moment) -> Draft:
    """Return the draft marked as written down later than it was."""
    return replace(draft, more={**draft.more, WRITTEN_AT: written_at.text})


def written_later(check_in: CheckIn) -> Moment | None:
    """Return when a check-in about an earlier time was written down; None of any other.

    A record from elsewhere may hold anything there: what is no later time is no mark.
    """
    text = check_in.more.get(WRITTEN_AT)
    if not isinstance(text, str):
        return None
    try:
        at = Moment.parse(text, check_in.at.zone)
    except ValueError:
        return None
    return at if at > check_in.at else None


def with_corrected_answers(check_ins: Sequence[CheckIn], alert: CheckIn) -> CheckIn:
    """Return an alert that a correction made of an earlier time with the answers it is about.

    The line itself holds what it calls for alone; the answers stand in what was corrected.
    """
    if kind_of(alert) is not Happening.CORRECTION or written_later(alert) is None:
        return alert
    place = bisect_left(check_ins, alert.at.utc, key=lambda one: one.at.utc)
    same_time = takewhile(lambda one: one.at.utc == alert.at.utc, check_ins[place:])
    told = next((one for one in same_time if asked(one)), None)
    if told is None:
        return alert
    return replace(told, id=alert.id, more=alert.more, assessment=alert.assessment)
