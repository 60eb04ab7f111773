# SPDX-License-Identifier: MIT
"""One seizure that may stand in the record twice: tapped as it began, and told by a check-in."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.happened import HAPPENED
from caregiver_app.domain.moments import Moment

NEAR = timedelta(minutes=10)
"""How far apart their starts may be. Our choice, to be checked by a clinician."""


def noted_twice(check_ins: Sequence[CheckIn]) -> tuple[tuple[Moment, Moment], ...]:
    """Return the starts of two that may be one, in order; both count as long as nobody says so.

    A red flag in a check-in has the time at which it was pressed, which is not that of the tap.
    """
    told = [(s.start, HAPPENED in c.more) for c in check_ins for s in c.seizures or ()]
    told.sort(key=lambda one: one[0].utc)
    return tuple(
        (one, other)
        for (one, tapped), (other, also_tapped) in pairwise(told)
        if tapped is not also_tapped and timedelta(0) < other.utc - one.utc <= NEAR
    )
