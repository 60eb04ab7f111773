# SPDX-License-Identifier: MIT
"""Check-ins about another time than now: marked in the record, and how far from now they are."""

from dataclasses import replace

from caregiver_app.domain.check_in import CheckIn, Draft
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
