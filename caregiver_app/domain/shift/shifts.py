# SPDX-License-Identifier: MIT
"""When somebody was last on: by the shifts that were written down, else by who wrote what."""

from collections.abc import Collection, Iterator

from caregiver_app.domain.changed.happenings import Since
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.shift.shift_log import last_ended, on_now


def last_shift(record: Record, now: Moment, me: Collection[str]) -> Since | None:
    """Return the time since the end of somebody's last shift; `me` are their names till now.

    It is the end that was written down, or the last entry they wrote before others did, whichever
    is later: some shifts are never written down. While they are on, only what was before this
    shift counts. None for somebody who wrote nothing before, or while nobody else has.
    """
    if not me:
        return None
    began = next((shift.start for shift in on_now(record.changes) if shift.who in me), now)
    stored = last_ended(record.changes, me, now)
    ends = [stored.end if stored is not None else None, _last_entry(record, min(began, now), me)]
    return max(
        (Since(at=end, shift=True) for end in ends if end is not None),
        key=lambda since: since.at,
        default=None,
    )


def _last_entry(record: Record, now: Moment, me: Collection[str]) -> Moment | None:
    """Return when somebody wrote their last entry before the others did.

    What they wrote since the others did is of this shift.
    """
    others = False
    for at, who in sorted(_entries(record, now), key=lambda entry: entry[0], reverse=True):
        if who not in me:
            others = True
        elif others:
            return at
    return None


def _entries(record: Record, now: Moment) -> Iterator[tuple[Moment, str]]:
    """Yield when something was written down and by whom, where somebody said so."""
    written = [(check_in.at, check_in.recorder) for check_in in record.check_ins]
    written += [(dose.when, dose.recorder) for dose in record.doses if dose.when is not None]
    written += [(action.at, action.by) for action in record.actions]
    yield from ((at, who) for at, who in written if who and at <= now)
