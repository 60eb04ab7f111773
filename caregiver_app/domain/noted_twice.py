# SPDX-License-Identifier: MIT
"""One seizure that may stand in the record twice: tapped as it began, and told by a check-in.

`near` is how far apart the two starts may be: `told_twice` in rules.toml.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from caregiver_app.domain.check_in import CheckIn, Draft, Seizure
from caregiver_app.domain.happened import HAPPENED
from caregiver_app.domain.moments import Moment

ANOTHER = "another_seizure"
"""Of a check-in: somebody said that its seizure is not the one that was tapped."""


def tapped_near(check_ins: Sequence[CheckIn], draft: Draft, near: timedelta) -> Seizure | None:
    """Return the tapped seizure that a draft may tell of again, unless somebody said which."""
    told = draft.seizures or ()
    known = {seizure.start for seizure in told}
    if not told or draft.more.get(ANOTHER) is True:
        return None
    earliest = min(seizure.start.utc for seizure in told) - near
    for check_in in reversed(check_ins):
        if check_in.at.utc < earliest:
            return None
        for tapped in check_in.seizures or () if HAPPENED in check_in.more else ():
            if tapped.start not in known and any(_apart(tapped, s) <= near for s in told):
                return tapped
    return None


def as_tapped(draft: Draft, tapped: Seizure) -> Draft:
    """Return a draft whose seizure is the tapped one: with one start both count as one."""
    told = list(draft.seizures or ())
    place = min(range(len(told)), key=lambda n: _apart(tapped, told[n]))
    length = told[place].duration_s
    length = tapped.duration_s if length is None else length
    told[place] = replace(told[place], start=tapped.start, duration_s=length)
    return replace(draft, seizures=tuple(told))


def noted_twice(check_ins: Sequence[CheckIn], near: timedelta) -> tuple[tuple[Moment, Moment], ...]:
    """Return the starts of two that may be one, in order; both count as long as nobody says so.

    A red flag in a check-in has the time at which it was pressed, which is not that of the tap.
    """
    told = [
        (seizure.start, HAPPENED in check_in.more)
        for check_in in check_ins
        if check_in.more.get(ANOTHER) is not True
        for seizure in check_in.seizures or ()
    ]
    told.sort(key=lambda one: one[0].utc)
    return tuple(
        (one, other)
        for (one, tapped), (other, also_tapped) in pairwise(told)
        if tapped is not also_tapped and timedelta(0) < other.utc - one.utc <= near
    )


def _apart(one: Seizure, other: Seizure) -> timedelta:
    return abs(one.start.utc - other.start.utc)
