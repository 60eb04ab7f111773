# SPDX-License-Identifier: MIT
"""Where the seizures of a check-in go when it is about another time: none may lie after it."""

from dataclasses import dataclass, replace

from caregiver_app.domain.check_in import Draft, Seizure
from caregiver_app.domain.moments import Moment
from caregiver_app.system.words import _
from caregiver_app.ui.words import dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Seizures as they were told, and the time `at` which the answers were about then.

    `is_now` says whether that time was now.
    """

    seizures: tuple[Seizure, ...] = ()
    at: Moment
    is_now: bool


def moved_to(told: Told, at: Moment) -> tuple[Seizure, ...]:
    """Return the seizures at another time: a start that nobody typed is never after it.

    One that only said the time of its check-in goes with it. One that was typed, or that belongs
    to a length that was taken, stays as it is, even where it cannot be.
    """
    return tuple(replace(one, start=at) if _goes(one, told, at) else one for one in told.seizures)


def late_seizure(draft: Draft, at: Moment) -> str:
    """Return which seizure starts after its own check-in, in words, or a blank."""
    for one in draft.seizures or ():
        if one.start > at:
            words = _(
                "A seizure is written down for {start}. That is after this check-in ({time}). "
                "Correct one of the two times."
            )
            return words.format(start=dates.date_time(one.start), time=dates.date_time(at))
    return ""


def _goes(one: Seizure, told: Told, at: Moment) -> bool:
    if one.duration_s is not None or not _is_filled_in(one, told):
        return False
    return one.start > at or (one.start == told.at and not told.is_now)


def _is_filled_in(one: Seizure, told: Told) -> bool:
    """Say whether the program filled in a start: a typed one is of a whole minute.

    The time of the check-in may have been typed itself. It is known by being the very same one,
    since somebody may have typed an equal one for the seizure.
    """
    wall = one.start.local
    if wall.second or wall.microsecond:
        return True
    return one.start == told.at if told.is_now else one.start is told.at
