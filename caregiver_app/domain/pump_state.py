# SPDX-License-Identifier: MIT
"""What is known about the pump at one moment: dates in force, open alarms, unchecked MRI."""

from dataclasses import dataclass
from datetime import date

from caregiver_app.domain.check_in import Draft, PumpAlarm
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Pump
from caregiver_app.domain.record import Record

_ENDS_ALARM = frozenset({PumpEventKind.CHECK, PumpEventKind.REFILL, PumpEventKind.PROCEDURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpState:
    """The pump at a check-in. Dates a refill did not give are unknown, not the old ones.

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
    events = sorted((e for e in record.pump_events if e.at <= now), key=lambda e: e.at)
    refills = [event for event in events if event.kind is PumpEventKind.REFILL]
    since = record.last_look(now)
    logged = [e for e in _open_alarms(events) if e.at > since]
    source = refills[-1] if refills else pump
    return PumpState(
        low_reservoir_date=source.low_reservoir_date,
        empty_date=source.empty_date,
        refill_appointment=source.refill_appointment,
        last_refill=refills[-1].at.day if refills else pump.last_refill,
        alarms=_alarms(draft, logged),
        first_alarm=logged[0] if logged else None,
        mri_unchecked=_mri_unchecked(events, draft),
    )


def refill_overdue(state: PumpState, draft: Draft, day: date) -> bool:
    """Say whether the low-reservoir date is past and no refill is recorded."""
    low = state.low_reservoir_date
    return low is not None and day > low and draft.refill_done is not True


def _open_alarms(events: list[PumpEvent]) -> list[PumpEvent]:
    ends = [event.at for event in events if event.kind in _ENDS_ALARM]
    return [
        event
        for event in events
        if event.kind is PumpEventKind.ALARM and not any(end > event.at for end in ends)
    ]


def _alarms(draft: Draft | None, logged: list[PumpEvent]) -> frozenset[PumpAlarm]:
    heard = {event.tone or PumpAlarm.UNSURE for event in logged}
    if draft is not None and draft.pump_alarm is not None:
        heard.add(draft.pump_alarm)
    return frozenset(heard - {PumpAlarm.NONE})


def _mri_unchecked(events: list[PumpEvent], draft: Draft | None) -> bool:
    answer = draft.mri_unchecked if draft is not None else None
    if answer is not None:
        return answer
    scans = [event.at for event in events if event.kind is PumpEventKind.MRI]
    checks = [event.at for event in events if event.kind is PumpEventKind.CHECK]
    return bool(scans) and not any(check > scans[-1] for check in checks)
