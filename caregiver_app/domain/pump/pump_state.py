# SPDX-License-Identifier: MIT
"""What is known about the pump at one moment: dates in force, open alarms, unchecked MRI."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from caregiver_app.domain.check_in import Draft, PumpAlarm
from caregiver_app.domain.earlier import of_kind
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Pump
from caregiver_app.domain.record import Record

_ENDS_ALARM = frozenset({PumpEventKind.CHECK, PumpEventKind.REFILL, PumpEventKind.PROCEDURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpState:
    """The pump at a check-in. Dates a refill did not give are unknown, not the old ones.

    Where two computers noted one refill, a date that one of them gives holds, of two the earlier.

    `alarms` are the sounds heard, "not sure" among them; `first_alarm` is the oldest in the log.
    """

    low_reservoir_date: date | None
    empty_date: date | None
    refill_appointment: date | None
    last_refill: date | None
    alarms: frozenset[PumpAlarm]
    first_alarm: PumpEvent | None
    mri_unchecked: bool


def pump_state(record: Record, draft: Draft | None, now: Moment) -> PumpState:
    """Return the pump as a check-in at `now` finds it, its own answers included."""
    pump = record.person.pump or Pump()
    refill = _newest(record, PumpEventKind.REFILL, now)
    logged = _open_alarms(record, now)
    told: Sequence[Pump | PumpEvent] = (
        [pump] if refill is None else [refill, *_same_refill(record, refill)]
    )
    return PumpState(
        low_reservoir_date=_earliest(one.low_reservoir_date for one in told),
        empty_date=_earliest(one.empty_date for one in told),
        refill_appointment=_earliest(one.refill_appointment for one in told),
        last_refill=refill.at.day if refill else pump.last_refill,
        alarms=_alarms(draft, logged),
        first_alarm=logged[0] if logged else None,
        mri_unchecked=_mri_unchecked(record, draft, now),
    )


def refill_overdue(state: PumpState, draft: Draft, day: date) -> bool:
    """Say whether the low-reservoir date is past and no refill is recorded."""
    low = state.low_reservoir_date
    return low is not None and day > low and draft.refill_done is not True


def _newest(record: Record, kind: PumpEventKind, now: Moment) -> PumpEvent | None:
    events = of_kind(record.pump_events, kind, attrgetter("kind"))
    return next((event for event in reversed(events) if event.at <= now), None)


def _same_refill(record: Record, refill: PumpEvent) -> list[PumpEvent]:
    same = record.order.one_refill.get(refill.id, ())
    return [event for event in record.pump_events if event.id in same]


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _open_alarms(record: Record, now: Moment) -> list[PumpEvent]:
    """Return the alarms since the check-in before that nothing has ended, the oldest first."""
    since, end, found = record.last_look(now), None, []
    for event in itertools.takewhile(lambda e: e.at > since, reversed(record.pump_events)):
        if event.at > now:
            continue
        if event.kind in _ENDS_ALARM:
            end = end or event.at
        elif event.kind is PumpEventKind.ALARM and (end is None or end <= event.at):
            found.append(event)
    return found[::-1]


def _alarms(draft: Draft | None, logged: list[PumpEvent]) -> frozenset[PumpAlarm]:
    heard = {event.tone or PumpAlarm.UNSURE for event in logged}
    if draft is not None and draft.pump_alarm is not None:
        heard.add(draft.pump_alarm)
    return frozenset(heard - {PumpAlarm.NONE})


def _mri_unchecked(record: Record, draft: Draft | None, now: Moment) -> bool:
    answer = draft.mri_unchecked if draft is not None else None
    if answer is not None:
        return answer
    scan = _newest(record, PumpEventKind.MRI, now)
    check = _newest(record, PumpEventKind.CHECK, now)
    return scan is not None and (check is None or check.at <= scan.at)
