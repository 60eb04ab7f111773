# SPDX-License-Identifier: MIT
"""Which entries of the dose log stand, where several tell of one planned dose: the newest.

What became of the planned dose is one question, what happened another: a dose that came up and
was given again is kept, and it came up.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby

from caregiver_app.domain.doses import KEPT, DoseEvent, DoseStatus

SlotOf = Callable[[DoseEvent], datetime | None]
"""When the planned dose was due that an entry stands for; None when it stands for none."""

# Two entries can tell of one planned dose only when they were due this close to each other.
_CLOSE = timedelta(hours=4)
# Entries come in the order of the giving; a dose can be given this much later than it was due.
_LATEST_GIVING = timedelta(days=1)
# Our choice: a dose kept down this long after the one that came up is another, not the same one
# noted again.
_GIVEN_AGAIN = timedelta(minutes=10)


def without_replaced(newest_first: Iterable[DoseEvent], slot_of: SlotOf) -> Iterator[DoseEvent]:
    """Yield entries, the newest first, but none that a newer one takes back.

    A dose that was taken, then vomited, is not kept; one that was missed, then taken, is. Of two
    entries of one moment the one that says it was not kept is the newer. Entries without a time
    and extra doses tell of no planned one, and stand.
    """
    return _standing(newest_first, lambda later, dose: _takes_back(later, dose, slot_of))


def all_that_happened(newest_first: Iterable[DoseEvent], slot_of: SlotOf) -> Iterator[DoseEvent]:
    """Yield what stands as `without_replaced` does, and each dose that came up and was given again.

    For counts and lists: both were given, whatever became of the planned dose.
    """
    return _standing(
        newest_first,
        lambda later, dose: not _is_given_again(later, dose) and _takes_back(later, dose, slot_of),
    )


def _standing(
    newest_first: Iterable[DoseEvent], takes_back: Callable[[DoseEvent, DoseEvent], bool]
) -> Iterator[DoseEvent]:
    newer: deque[DoseEvent] = deque()
    timed = (dose for dose in newest_first if dose.when is not None)
    for now, together in groupby(timed, key=_instant):
        while newer and _instant(newer[0]) - now > _LATEST_GIVING + _CLOSE:
            newer.popleft()
        for dose in sorted(together, key=lambda dose: dose.status in KEPT):
            if not any(takes_back(later, dose) for later in newer):
                yield dose
            if dose.status is not DoseStatus.EXTRA:
                newer.append(dose)


def _is_given_again(later: DoseEvent, dose: DoseEvent) -> bool:
    """Say whether a newer entry is another dose, given because this one came up."""
    if dose.status is not DoseStatus.VOMITED or later.status not in KEPT:
        return False
    return _instant(later) - _instant(dose) >= _GIVEN_AGAIN


def _takes_back(later: DoseEvent, dose: DoseEvent, slot_of: SlotOf) -> bool:
    """Say whether a newer entry says otherwise of the same planned dose."""
    if dose.status is DoseStatus.EXTRA or (later.status in KEPT) is (dose.status in KEPT):
        return False
    one, two = _due(later), _due(dose)
    if abs(one - two) >= _CLOSE:
        return False
    return one == two or (slot_of(later) == slot_of(dose) is not None)


def _instant(dose: DoseEvent) -> datetime:
    if dose.when is None:  # pragma: no cover - those without a time were left out before
        raise ValueError("an entry without a time has no place in the order of time")
    return dose.when.utc


def _due(dose: DoseEvent) -> datetime:
    return dose.scheduled_for.utc if dose.scheduled_for is not None else _instant(dose)
