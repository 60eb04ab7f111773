# SPDX-License-Identifier: MIT
"""What the sheet says about sounds of the pump: since the last visit, and just before it."""

from functools import lru_cache

from caregiver_app.domain.check_in import CheckIn, PumpAlarm
from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff_signs import THREE_DAYS, earlier

_LOUDNESS = (PumpAlarm.TWO_TONE, PumpAlarm.SINGLE, PumpAlarm.UNSURE)
_VISITS = (PumpEventKind.REFILL, PumpEventKind.CHECK, PumpEventKind.PROCEDURE)

Sound = tuple[Moment, PumpAlarm]
_Heard = list[Sound]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredAlarm:
    """A sound after which the pump was seen to: the worst, when first, and the visit after it."""

    alarm: PumpAlarm
    first: Moment
    visit: Moment


def alarm_heard(record: Record) -> tuple[PumpAlarm | None, Moment | None]:
    """Return the worst alarm since the last visit for the pump, and when it was first heard."""
    visit, asked = _last_visit(record), _told(SameList(record.check_ins))[1]
    heard = [(at, tone) for at, tone in _heard(record) if visit is None or at > visit]
    answered = asked is not None and (visit is None or asked > visit)
    return _worst(heard) or ((PumpAlarm.NONE, None) if answered else (None, None))


def alarm_answered(record: Record, now: Moment) -> AnsweredAlarm | None:
    """Return the worst alarm of 72 h that came before the last visit; None when there was none.

    A visit ends an alarm, but not what it may have cost: an ER asks for both.
    """
    visit = _last_visit(record)
    if visit is None:
        return None
    since = earlier(now, THREE_DAYS)
    worst = _worst([(at, tone) for at, tone in _heard(record) if since <= at <= visit])
    return AnsweredAlarm(alarm=worst[0], first=worst[1], visit=visit) if worst else None


def _last_visit(record: Record) -> Moment | None:
    return max((e.at for e in record.pump_events if e.kind in _VISITS), default=None)


def _heard(record: Record) -> _Heard:
    """Return the sounds that were told: by check-ins and as events."""
    events = (e for e in record.pump_events if e.kind is PumpEventKind.ALARM)
    logged = ((e.at, e.tone or PumpAlarm.UNSURE) for e in events)
    return [*_told(SameList(record.check_ins))[0], *logged]


@lru_cache(maxsize=2)
def _told(check_ins: SameList[CheckIn]) -> tuple[tuple[Sound, ...], Moment | None]:
    """Return the sounds in the check-ins, and when one was answered about them last, "none" too.

    Looked for once: ten years have twenty thousand check-ins, and next to none has a sound.
    """
    asked = [(c.at, c.pump_alarm) for c in check_ins.entries if c.pump_alarm is not None]
    sounds = tuple(sound for sound in asked if sound[1] is not PumpAlarm.NONE)
    return sounds, max((at for at, _tone in asked), default=None)


def _worst(heard: _Heard) -> tuple[PumpAlarm, Moment] | None:
    for tone in _LOUDNESS:
        times = [at for at, sound in heard if sound is tone]
        if times:
            return tone, min(times)
    return None
