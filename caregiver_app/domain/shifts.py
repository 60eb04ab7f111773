# SPDX-License-Identifier: MIT
"""When somebody was last on: the newest entry they wrote before others wrote."""

from collections.abc import Iterator

from caregiver_app.domain.happenings import Since
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record


def last_shift(record: Record, now: Moment, me: str | None) -> Since | None:
    """Return the time since the end of somebody's last shift, told by who wrote the entries.

    What they wrote since the others did is of this shift. None for somebody who wrote nothing
    before, or while nobody else has.
    """
    if not me:
        return None
    others = False
    for at, who in sorted(_entries(record, now), key=lambda entry: entry[0], reverse=True):
        if who != me:
            others = True
        elif others:
            return Since(at=at, shift=True)
    return None


def _entries(record: Record, now: Moment) -> Iterator[tuple[Moment, str]]:
    """Yield when something was written down and by whom, where somebody said so."""
    written = [(check_in.at, check_in.recorder) for check_in in record.check_ins]
    written += [(dose.when, dose.recorder) for dose in record.doses if dose.when is not None]
    written += [(action.at, action.by) for action in record.actions]
    yield from ((at, who) for at, who in written if who and at <= now)
