# SPDX-License-Identifier: MIT
"""What is known about the pump at one moment: dates in force, open alarms, unchecked MRI."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter

from caregiver_app.domain.check_in import CheckIn, Draft, PumpAlarm
from caregiver_app.domain.earlier import EarlierByKind, SameList, newest_first, of_kind
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Pump
from caregiver_app.domain.record import Record

ENDS_ALARM = frozenset({PumpEventKind.CHECK, PumpEventKind.REFILL, PumpEventKind.PROCEDURE})
ENDS_TOLD_MRI = frozenset({PumpEventKind.CHECK, PumpEventKind.PROCEDURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpState:
    """The pump at a check-in. Dates a refill did not give are unknown, not the old ones.

    Where two computers noted one refill, a date that one of them gives holds, of two the earlier.

    `alarms` are the sounds heard, "not sure" among them; `first_alarm` is the oldest in the log.
    `refill_missed` is when a check-in told that the refill was not done, if nothing says that it
    was since.
    `mri_told` is when a check-in first told of an MRI after which nobody looked at the pump.
    """

    low_reservoir_date: date | None
    empty_date: date | None
    refill_appointment: date | None
    last_refill: date | None
    alarms: frozenset[PumpAlarm]
    first_alarm: PumpEvent | None
    mri_unchecked: bool
    mri_told: Moment | None = None
    refill_missed: Moment | None = None

    @property
    def refill_by(self) -> date | None:
        """Return the low-reservoir date; the empty date where that is the earlier, or alone known.

        A pump is low before it is empty: whoever wrote down the one date only is told too.
        """
        return _earliest((self.low_reservoir_date, self.empty_date))

    @property
    def is_by_empty(self) -> bool:
        """Say whether that is the empty date, and not the low-reservoir date."""
        return self.refill_by is not None and self.refill_by != self.low_reservoir_date


def tells_of_pump(draft: Draft) -> bool:
    """Say whether a check-in was answered about an MRI or about a refill; most ask about none."""
    return draft.mri_unchecked is not None or tells_of_refill(draft)


def pump_state(record: Record, draft: Draft | None, now: Moment) -> PumpState:
    """Return the pump as a check-in at `now` finds it, its own answers included."""
    pump = record.person.pump or Pump()
    refill = _newest(record, PumpEventKind.REFILL, now)
    logged = _open_alarms(record, now)
    told: Sequence[Pump | PumpEvent] = (
        [pump] if refill is None else [refill, *_same_refill(record, refill)]
    )
    mri_told = _mri_told(record, draft, now)
    answer = draft.mri_unchecked if draft is not None else None
    is_mri_open = mri_told is not None or _is_scan_open(record, now)
    return PumpState(
        low_reservoir_date=_earliest(one.low_reservoir_date for one in told),
        empty_date=_earliest(one.empty_date for one in told),
        refill_appointment=_earliest(one.refill_appointment for one in told),
        last_refill=refill.at.day if refill else pump.last_refill,
        alarms=_alarms(draft, logged),
        first_alarm=logged[0] if logged else None,
        mri_unchecked=is_mri_open if answer is None else answer,
        mri_told=mri_told,
        refill_missed=_refill_missed(record, draft, refill, now),
    )


def refill_overdue(state: PumpState, draft: Draft, day: date) -> bool:
    """Say whether the date to refill by is past and no refill is recorded."""
    by = state.refill_by
    return by is not None and day > by and draft.refill_done is not True


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
        if event.kind in ENDS_ALARM:
            end = end or event.at
        elif event.kind is PumpEventKind.ALARM and (end is None or end <= event.at):
            found.append(event)
    return found[::-1]


def _alarms(draft: Draft | None, logged: list[PumpEvent]) -> frozenset[PumpAlarm]:
    heard = {event.tone or PumpAlarm.UNSURE for event in logged}
    if draft is not None and draft.pump_alarm is not None:
        heard.add(draft.pump_alarm)
    return frozenset(heard - {PumpAlarm.NONE})


def tells_of_refill(draft: Draft) -> bool:
    """Say whether a check-in was answered about a refill: it was done, or it was not."""
    return draft.refill_confirmed_missed is not None or draft.refill_done is True


def _newest_told(record: Record) -> Iterator[CheckIn]:
    """Return the check-ins that tell of a pump, from the newest back."""
    check_ins = record.check_ins
    if isinstance(check_ins, EarlierByKind):
        return newest_first(check_ins, True, tells_of_pump)
    return reversed(_told(SameList(check_ins)))


@lru_cache(maxsize=2)
def _told(check_ins: SameList[CheckIn]) -> tuple[CheckIn, ...]:
    """Return those that tell of a pump, looked for once: ten years have twenty thousand."""
    return tuple(check_in for check_in in check_ins.entries if tells_of_pump(check_in))


def _refill_missed(
    record: Record, draft: Draft | None, refill: PumpEvent | None, now: Moment
) -> Moment | None:
    """Return when a refill was told not to be done; a check-in that does not ask says nothing."""
    if draft is not None and tells_of_refill(draft):
        return now if draft.refill_confirmed_missed else None
    newest = next(
        (one for one in _newest_told(record) if one.at <= now and tells_of_refill(one)), None
    )
    if newest is None or newest.refill_done or (refill is not None and refill.at > newest.at):
        return None
    return newest.at if newest.refill_confirmed_missed else None


def _mri_told(record: Record, draft: Draft | None, now: Moment) -> Moment | None:
    """Return when the MRI was first told that no answer, check or procedure has settled since.

    Most check-ins do not ask about it. One that does not takes back nothing.
    """
    if draft is not None and draft.mri_unchecked is False:
        return None
    seen = (_newest(record, kind, now) for kind in ENDS_TOLD_MRI)
    settled = max((event.at for event in seen if event is not None), default=None)
    told = None
    for check_in in _newest_told(record):
        if check_in.at > now or check_in.mri_unchecked is None:
            continue
        is_settled = settled is not None and settled > check_in.at
        if is_settled or not check_in.mri_unchecked:
            break
        told = check_in.at
    return told


def _is_scan_open(record: Record, now: Moment) -> bool:
    scan = _newest(record, PumpEventKind.MRI, now)
    check = _newest(record, PumpEventKind.CHECK, now)
    return scan is not None and (check is None or check.at <= scan.at)
