# SPDX-License-Identifier: MIT
"""What happened once more after somebody had been reached: they have not heard of it."""

from collections.abc import Collection

from caregiver_app.domain.check_in import CheckIn, Fall
from caregiver_app.domain.happened import ALERTS, Happening, kind_of
from caregiver_app.domain.moments import Moment

_SEIZURE = frozenset({"E01"})
_FALL = frozenset({"U16", "E18"})
_SOUND = frozenset({"U09", "E14", "E15"})
_EXTRA = frozenset({"U13", "E13"})


def happened_anew(check_in: CheckIn, found: Collection[str], answered_at: Moment) -> bool:
    """Say whether an alert tells of another seizure, fall, sound or extra dose, or of a new line.

    `found` are its rules from URGENT on. How somebody still is needs no second answer. What a
    line of the log or the hours newly called for is written only where it was not told before.
    """
    if kind_of(check_in) in ALERTS:
        return True
    seizures = (one.start > answered_at for one in check_in.seizures or ())
    heard = kind_of(check_in) is Happening.PUMP_SOUND
    fell = check_in.fall not in (None, Fall.NONE) or kind_of(check_in) is Happening.FALL
    return (
        (not _SEIZURE.isdisjoint(found) and any(seizures))
        or (not _FALL.isdisjoint(found) and fell)
        or (not _SOUND.isdisjoint(found) and heard)
        or (not _EXTRA.isdisjoint(found) and check_in.extra_dose is True)
    )
