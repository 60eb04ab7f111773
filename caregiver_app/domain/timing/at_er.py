# SPDX-License-Identifier: MIT
"""Whether they are at the ER, as far as anybody wrote: nobody at home looks or gives doses then."""

from collections.abc import Iterator

from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.happened import Happening, kind_of
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.told_until import check_ins_until


def at_er_since(record: Record, now: Moment) -> Moment | None:
    """Return when they went to the ER, where nothing of them was written about a time after it.

    A check-in, a tap, a dose, something about the pump, or "Checked again" says that somebody looks
    after them at home. What the hours alone made says nothing.
    """
    went = [a.at for a in record.actions if a.kind is ActionKind.WENT_TO_ER and a.at <= now]
    since = max(went, default=None)
    if since is None or any(at > since for at in _newest(record, now)):
        return None
    return since


def _newest(record: Record, now: Moment) -> Iterator[Moment]:
    """Yield the newest time of each kind of entry, not ahead of now."""
    check_ins = reversed(check_ins_until(record, now))
    yield from _first(c.at for c in check_ins if kind_of(c) is not Happening.TIME)
    doses = (dose.when for dose in reversed(record.doses))
    yield from _first(at for at in doses if at is not None and at <= now)
    yield from _first(event.at for event in reversed(record.pump_events) if event.at <= now)
    again = (a.at for a in record.actions if a.kind is ActionKind.RECHECKED and a.at <= now)
    yield from _first(iter(sorted(again, reverse=True)))


def _first(times: Iterator[Moment]) -> Iterator[Moment]:
    found = next(times, None)
    if found is not None:
        yield found
