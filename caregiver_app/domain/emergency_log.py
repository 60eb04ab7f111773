# SPDX-License-Identifier: MIT
"""The running log of an emergency: what is tapped there, and what the record tells of the night."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

from caregiver_app.domain.check_in import AsNeeded, Breathing, CheckIn, Draft
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import (
    HAPPENED,
    Happening,
    begun,
    is_running,
    kind_of,
    seconds_of,
)
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record

LOOK_BACK = timedelta(hours=12)
"""How far back the log reaches: one night. Our choice."""
THIS_EMERGENCY = timedelta(hours=1)
"""How long a button still shows when it was tapped last. Our choice."""
AMBULANCE_CREW = "ambulance crew"
RESCUE_MEDICINE = "rescue medicine"
SEIZURE_ENDED = "seizure stopped"
_NOT_OF_THE_NIGHT = frozenset({ActionKind.CONFIRMED_PLAN, ActionKind.DISMISSED})


class Tap(StrEnum):
    """One thing that is written down by one tap on the emergency page."""

    CALLED_911 = "called_911"
    AMBULANCE = "ambulance"
    SEIZURE = "seizure"
    SEIZURE_STOPPED = "seizure_stopped"
    BREATHING = "breathing"
    MEDICINE = "medicine"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped:
    """One tap with its time, whether or not it reached the record.

    `id` is that of the entry it becomes; `about` is the seizure that stopped. `person_id` is None
    while nobody was open: then it is on the screen only.
    """

    id: str
    tap: Tap
    at: Moment
    by: str | None = None
    person_id: str | None = None
    about: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One line of the log: what was tapped, done, or found by a check-in, and when.

    `stopped` says that the line tells of the end of what the fact began, `waits` that the disk
    has not taken it yet.
    """

    at: Moment
    fact: Tapped | ActionTaken | CheckIn
    stopped: bool = False
    waits: bool = False

    @property
    def is_saved(self) -> bool:
        """Say whether it is in the record on the disk."""
        return not isinstance(self.fact, Tapped) and not self.waits


def action_of(tapped: Tapped, about: str | None) -> ActionTaken | None:
    """Return what was done, or None when the tap tells what happened to the person.

    `about` is the check-in whose alert still stands, if there is one.
    """
    if tapped.tap is Tap.CALLED_911:
        kind, who = ActionKind.CALLED_911, None
    elif tapped.tap is Tap.AMBULANCE:
        kind, who = ActionKind.SPOKE, AMBULANCE_CREW
    else:
        return None
    return ActionTaken(
        id=tapped.id,
        at=tapped.at,
        by=tapped.by,
        about=about,
        kind=kind,
        who=who,
        note=tapped.note,
    )


def event_of(tapped: Tapped) -> Draft:
    """Return the one answer that a tap about the person gives, and nothing else.

    The end of a seizure that nobody has written down is told in words.
    """
    if tapped.tap is Tap.SEIZURE:
        return begun(Happening.SEIZURE, tapped.at, tapped.by)
    if tapped.tap is Tap.MEDICINE:
        given = AsNeeded(name=RESCUE_MEDICINE, at=tapped.at)
        draft = begun(Happening.MEDICINE, tapped.at, tapped.by)
        return replace(draft, prn_taken=(given,), note=tapped.note)
    draft = begun(Happening.OTHER, tapped.at, tapped.by)
    if tapped.tap is Tap.BREATHING:
        return replace(draft, breathing=Breathing.TROUBLE, note=tapped.note)
    ended = SEIZURE_ENDED if tapped.tap is Tap.SEIZURE_STOPPED else None
    return replace(draft, note=tapped.note or ended)


def log_lines(
    record: Record | None, now: Moment, waiting: Sequence[Tapped] = ()
) -> tuple[LogLine, ...]:
    """Return the lines of the last hours, the newest first; `waiting` is not in the record yet."""
    start = Moment(now.local - LOOK_BACK, now.zone)
    lines = [LogLine(at=tapped.at, fact=tapped) for tapped in waiting]
    if record is not None:
        lines += [line for line in _of_record(record, start) if start <= line.at <= now]
    return tuple(sorted(lines, key=lambda line: (line.at.utc, line.stopped), reverse=True))


def tap_of(line: LogLine) -> Tap | None:
    """Return the tap that writes such a line, or None of what is written down elsewhere."""
    fact = line.fact
    if isinstance(fact, Tapped):
        return fact.tap
    if isinstance(fact, ActionTaken):
        if fact.kind is ActionKind.SPOKE and fact.who == AMBULANCE_CREW:
            return Tap.AMBULANCE
        return Tap.CALLED_911 if fact.kind is ActionKind.CALLED_911 else None
    kind = kind_of(fact)
    if kind is Happening.SEIZURE:
        return Tap.SEIZURE_STOPPED if line.stopped else Tap.SEIZURE
    if kind is Happening.OTHER:
        return Tap.BREATHING if fact.breathing is Breathing.TROUBLE else Tap.OTHER
    rescue = any(given.name == RESCUE_MEDICINE for given in fact.prn_taken)
    return Tap.MEDICINE if kind is Happening.MEDICINE and rescue else None


def is_of_seizure(line: LogLine) -> bool:
    """Say whether a line tells of a seizure, tapped here or found by a check-in."""
    if isinstance(line.fact, CheckIn) and line.fact.seizures:
        return True
    return tap_of(line) in (Tap.SEIZURE, Tap.SEIZURE_STOPPED)


def last_tap(lines: Sequence[LogLine], tap: Tap, now: Moment) -> Moment | None:
    """Return when something was tapped last in this emergency, or None."""
    start = Moment(now.local - THIS_EMERGENCY, now.zone)
    return next((line.at for line in lines if tap_of(line) is tap and line.at >= start), None)


def running_seizure(lines: Sequence[LogLine]) -> LogLine | None:
    """Return the newest seizure whose end nobody has told, or None."""
    ended = {_id_ended(line) for line in lines}
    running = (line for line in lines if _is_running(line.fact) and line.fact.id not in ended)
    return next(running, None)


def newest_ended(lines: Sequence[LogLine], now: Moment) -> tuple[Moment, Moment] | None:
    """Return when the newest seizure of this emergency began and stopped; None while one runs."""
    start = Moment(now.local - THIS_EMERGENCY, now.zone)
    began = {line.fact.id: line.at for line in lines if _begins(line)}
    if running_seizure(lines) is not None:
        return None
    ends = (line for line in lines if tap_of(line) is Tap.SEIZURE_STOPPED and line.at >= start)
    known = ((began.get(_id_ended(line) or ""), line.at) for line in ends)
    return next(((first, last) for first, last in known if first is not None), None)


def ended_by(tap: Tap, running: LogLine | None) -> str | None:
    """Return the id of the seizure that a tap ends, or None."""
    return running.fact.id if tap is Tap.SEIZURE_STOPPED and running is not None else None


def _of_record(record: Record, start: Moment) -> Iterator[LogLine]:
    for action in reversed(record.actions):
        if action.at < start:
            break
        if action.kind not in _NOT_OF_THE_NIGHT:
            yield LogLine(at=action.at, fact=action)
    for check_in in reversed(record.check_ins):
        if check_in.at < start:
            break
        if HAPPENED in check_in.more or _is_emergency(check_in):
            yield LogLine(at=check_in.at, fact=check_in)
        seconds = seconds_of(check_in)
        if seconds is not None:
            ended = Moment(check_in.at.local + timedelta(seconds=seconds), check_in.at.zone)
            yield LogLine(at=ended, fact=check_in, stopped=True)


def _is_emergency(check_in: CheckIn) -> bool:
    judged = check_in.assessment
    return judged is not None and judged.level is Level.EMERGENCY


def _is_running(fact: Tapped | ActionTaken | CheckIn) -> bool:
    if isinstance(fact, Tapped):
        return fact.tap is Tap.SEIZURE
    if isinstance(fact, ActionTaken):
        return False
    return kind_of(fact) is Happening.SEIZURE and is_running(fact)


def _begins(line: LogLine) -> bool:
    return tap_of(line) is Tap.SEIZURE and not line.stopped


def _id_ended(line: LogLine) -> str | None:
    """Return the id of the seizure whose end a line tells, or None."""
    if isinstance(line.fact, Tapped):
        return line.fact.about
    return line.fact.id if line.stopped else None
