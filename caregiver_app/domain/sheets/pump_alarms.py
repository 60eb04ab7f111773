# SPDX-License-Identifier: MIT
"""What the sheet says about sounds of the pump: since the last visit, and just before it."""

from functools import lru_cache

from caregiver_app.domain.check_in import CheckIn, Missing, PumpAlarm, asked
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAnswer:
    """What was answered last about a sound: that there was none, or `why` nobody could say.

    Not `is_newest`: a newer check-in left it open.
    """

    at: Moment
    why: Missing | None
    is_newest: bool


def last_answer(record: Record) -> LastAnswer | None:
    """Return the newest answer about a sound since the last visit, None where there is none."""
    visit, (_sounds, told, newest) = _last_visit(record), _told(SameList(record.check_ins))
    why = newest.not_taken.get("pump_alarm") if newest is not None else None
    at, is_newest = told, newest is None or (told is not None and told >= newest.at)
    if newest is not None and why is not None and not is_newest:
        at, is_newest = newest.at, True
    else:
        why = None
    if at is None or (visit is not None and at <= visit):
        return None
    return LastAnswer(at=at, why=why, is_newest=is_newest)


def alarm_heard(record: Record) -> tuple[PumpAlarm | None, Moment | None]:
    """Return the worst alarm since the last visit for the pump, and when it was first heard."""
    visit, said = _last_visit(record), last_answer(record)
    heard = [(at, tone) for at, tone in _heard(record) if visit is None or at > visit]
    answered = said is not None and said.why is None
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
def _told(
    check_ins: SameList[CheckIn],
) -> tuple[tuple[Sound, ...], Moment | None, CheckIn | None]:
    """Return the sounds in the check-ins, when one was answered about them last, and the newest.

    "None" is an answer too. The newest is the last that asked its questions.
    Looked for once: ten years have twenty thousand check-ins, and next to none has a sound.
    """
    entries = check_ins.entries
    told = [(c.at, c.pump_alarm) for c in entries if c.pump_alarm is not None]
    sounds = tuple(sound for sound in told if sound[1] is not PumpAlarm.NONE)
    newest = next((c for c in reversed(entries) if asked(c)), None)
    return sounds, max((at for at, _tone in told), default=None), newest


def _worst(heard: _Heard) -> tuple[PumpAlarm, Moment] | None:
    for tone in _LOUDNESS:
        times = [at for at, sound in heard if sound is tone]
        if times:
            return tone, min(times)
    return None
