# SPDX-License-Identifier: MIT
"""What happened once more after somebody had been reached: they have not heard of it."""

from bisect import bisect_left
from collections.abc import Collection, Sequence

from caregiver_app.domain.check_in import CheckIn, Fall, asked
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.falls import tapped_fall
from caregiver_app.domain.happened import ALERTS, OF_EXTRA, OF_SOUND, Happening, kind_of
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record

_SEIZURE = frozenset({"E01"})
_FALL = frozenset({"U16", "E18"})


def happened_anew(
    record: Record, check_in: CheckIn, found: Collection[str], answered_at: Moment
) -> bool:
    """Say whether an alert tells of another seizure, fall, sound or extra dose, or of a new line.

    `found` are its rules from URGENT on. How somebody still is needs no second answer. What a
    line of the log or the hours newly called for is written only where it was not told before.
    A check-in that tells once more of the fall that was tapped, or of the extra dose that was
    logged, before somebody was reached tells nothing new.
    """
    if kind_of(check_in) in ALERTS:
        return True
    seizures = (one.start > answered_at for one in check_in.seizures or ())
    heard = kind_of(check_in) is Happening.PUMP_SOUND
    return (
        (not _SEIZURE.isdisjoint(found) and any(seizures))
        or (not _FALL.isdisjoint(found) and _fell(record, check_in, answered_at))
        or (not OF_SOUND.isdisjoint(found) and heard)
        or (not OF_EXTRA.isdisjoint(found) and _took(record, check_in, answered_at))
    )


def _fell(record: Record, check_in: CheckIn, answered_at: Moment) -> bool:
    if kind_of(check_in) is Happening.FALL:
        return True
    if check_in.fall in (None, Fall.NONE):
        return False
    tapped = tapped_fall(_before(record, check_in), check_in)
    return tapped is None or tapped.at > answered_at


def _took(record: Record, check_in: CheckIn, answered_at: Moment) -> bool:
    """Say whether it tells of an extra dose that no line of the log told before the answer.

    It answers for the time since the check-in before it that asked.
    """
    if check_in.extra_dose is not True:
        return False
    before = reversed(_before(record, check_in))
    last = next((one.at for one in before if asked(one)), None)
    logged = (dose.when for dose in record.doses if dose.status is DoseStatus.EXTRA)
    known = (at for at in logged if at is not None and at <= answered_at)
    return not any(last is None or at > last for at in known)


def _before(record: Record, check_in: CheckIn) -> Sequence[CheckIn]:
    every = record.check_ins
    return every[: bisect_left(every, check_in.at, key=lambda one: one.at)]
