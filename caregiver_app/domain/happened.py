# SPDX-License-Identifier: MIT
"""What is written down at one tap: a check-in that holds one event, with its times.

Such an entry asks nothing. It is judged like any check-in, and it puts off no question that a
check-in asks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import (
    EVENT,
    CheckIn,
    Draft,
    Mode,
    PumpAlarm,
    Seizure,
    asked,
)
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record

HAPPENED = EVENT
SECONDS = "happened_seconds"
END_UNKNOWN = "happened_end_not_known"
LONGEST_S = 24 * 60 * 60
_DOSES = "dose_status"
"""What a judgement names as missing while nobody told what became of the doses."""
_NOT_ASKED = frozenset({"dob"})
"""What a judgement names as missing though it is no answer of a check-in."""


class Happening(StrEnum):
    """What happened; the value is what stands in the record and on the sheet."""

    SEIZURE = "seizure"
    SPASMS = "spasm storm"
    FALL = "fall"
    PUMP_SOUND = "pump sound"
    OTHER = "something else"
    DOSE = "dose written down"
    MEDICINE = "as-needed medicine"
    CORRECTION = "correction written down"
    PUMP = "pump entry written down"
    TIME = "time passed"


ALERTS = frozenset({Happening.DOSE, Happening.PUMP, Happening.CORRECTION, Happening.TIME})
"""What stands beside an entry that calls for somebody, or is called for by time alone: nothing else
happened with them."""
OF_SOUND = frozenset({"U09", "E14", "E15"})
OF_EXTRA = frozenset({"U13", "E13"})
AGAIN = OF_SOUND | OF_EXTRA
"""The rules of a sound of the pump and of an extra dose, alone or beside a sign: each counts."""
_KINDS = {kind.value: kind for kind in Happening}
BEGUN = "check-in begun"
"""What stands for answers that are typed and not saved, where a sheet tells of them; no entry."""
_STANDS = timedelta(hours=24)
TIMED = frozenset({Happening.SEIZURE, Happening.SPASMS})
"""What has an end as well as a start."""


def begun(kind: Happening, at: Moment, recorder: str | None) -> Draft:
    """Return what one tap says: what happened and when, and nothing else."""
    draft = Draft(mode=Mode.QUICK, recorder=recorder or None, more={HAPPENED: kind.value})
    if kind is Happening.SEIZURE:
        return replace(draft, seizures=(Seizure(start=at),))
    if kind is Happening.PUMP_SOUND:
        return replace(draft, pump_alarm=PumpAlarm.UNSURE)
    return draft


def kind_of(check_in: Draft) -> Happening | None:
    """Return what happened, or None of a check-in that asked."""
    value = check_in.more.get(HAPPENED)
    return _KINDS.get(value) if isinstance(value, str) else None


def is_running(check_in: Draft) -> bool:
    """Say whether its end is still to be told."""
    if kind_of(check_in) not in TIMED or check_in.more.get(END_UNKNOWN) is True:
        return False
    return seconds_of(check_in) is None


def seconds_of(check_in: Draft) -> int | None:
    """Return how many seconds it lasted, or None; a yes is no second."""
    if kind_of(check_in) is Happening.SEIZURE:
        return check_in.seizures[0].duration_s if check_in.seizures else None
    seconds = check_in.more.get(SECONDS)
    if isinstance(seconds, bool) or not isinstance(seconds, Decimal | int):
        return None
    return int(seconds)


def lasted(check_in: Draft, seconds: int) -> Mapping[str, object]:
    """Return the fields that say how long it lasted, at most a day."""
    known = min(max(seconds, 0), LONGEST_S)
    if kind_of(check_in) is Happening.SEIZURE and check_in.seizures:
        first, *others = check_in.seizures
        return {"seizures": (replace(first, duration_s=known), *others)}
    return {f"more.{SECONDS}": Decimal(known)}


def last_asked(record: Record, now: Moment | None = None) -> CheckIn | None:
    """Return the newest check-in that asked its questions, or None.

    With `now` it is the newest that does not lie ahead: what a clock that was wrong put there
    answers for nothing of today.
    """
    here = reversed(record.check_ins)
    return next((c for c in here if asked(c) and not _is_ahead(c, now)), None)


def last_answering_doses(record: Record, now: Moment | None = None) -> CheckIn | None:
    """Return the newest check-in that answered for the doses before it, see `last_asked`.

    One that was saved early, for an emergency, left open what became of them.
    """
    here = (c for c in reversed(record.check_ins) if asked(c) and not _is_ahead(c, now))
    return next(
        (c for c in here if c.assessment is None or _DOSES not in c.assessment.missing), None
    )


def events_since_asked(record: Record, now: Moment | None = None) -> Iterator[CheckIn]:
    """Yield the events after the newest check-in that asked, the newest first; see `last_asked`."""
    for check_in in reversed(record.check_ins):
        if _is_ahead(check_in, now):
            continue
        if asked(check_in):
            return
        yield check_in


def as_begun(draft: Draft, at: Moment, judged: Assessment) -> CheckIn:
    """Return answers that are typed and not saved as what was told at that time, for a sheet."""
    answers = {field.name: getattr(draft, field.name) for field in fields(Draft)}
    answers["more"] = {**draft.more, HAPPENED: BEGUN}
    return CheckIn(**answers, id=BEGUN, at=at, zone=at.zone, assessment=judged)


def is_begun(check_in: Draft) -> bool:
    """Say whether these are answers that are typed and not saved."""
    return check_in.more.get(HAPPENED) == BEGUN


def with_event(record: Record, event: CheckIn | None) -> Record:
    """Return a record with one event more, told as the newest; as it is where there is none."""
    if event is None:
        return record
    return replace(record, check_ins=(*record.check_ins, event))


def _is_ahead(check_in: CheckIn, now: Moment | None) -> bool:
    return now is not None and check_in.at > now


def last_telling(check_ins: Sequence[CheckIn]) -> CheckIn | None:
    """Return the newest check-in that says how they are, or None.

    An event that lacks every answer says nothing of it: it hides no level that was there before,
    puts off no check, and is not the first check-in of anybody. Nor does one that has a level
    make it milder than it was: it asked nothing about the signs that were there. What was found
    before a check-in that lacks answers is still how they are, see `not_taken_back`.
    """
    found: CheckIn | None = None
    for check_in in reversed(check_ins):
        is_event = not asked(check_in)
        if is_event and _rank(check_in) == Level.INCOMPLETE:
            continue
        if found is None or _rank(check_in) > _rank(found):
            found = check_in
        if not is_event:
            break
    before = next(iter(not_taken_back(check_ins)), None)
    if before is None or (found is not None and _rank(found) >= _rank(before)):
        return found
    return before


def not_taken_back(check_ins: Sequence[CheckIn]) -> Iterator[CheckIn]:
    """Yield what was found before the newest check-in that asked, where that one lacks answers.

    The worst of a day first, back to a check-in that lacks none. Nobody has said that their signs
    are gone: what is missing is never taken for normal, whatever else that check-in found. After a
    day there is another word for it than how they are now; an alert itself stays open. Our choice.
    """
    newest: CheckIn | None = None
    found: list[CheckIn] = []
    for check_in in reversed(check_ins):
        if newest is not None and newest.at.utc - check_in.at.utc > _STANDS:
            break
        if newest is not None and _rank(check_in) >= Level.WATCH:
            found.append(check_in)
        if not asked(check_in):
            continue
        newest = newest or check_in
        if not lacks_answers(check_in):
            break
    yield from sorted(found, key=_rank, reverse=True)


def lacks_answers(check_in: CheckIn) -> bool:
    """Say whether something was left open that every check-in asks, as it was judged then."""
    judged = check_in.assessment
    if judged is None:
        return False
    return judged.level is Level.INCOMPLETE or not _NOT_ASKED.issuperset(judged.missing)


def _rank(check_in: CheckIn) -> int:
    """Return the level as a number; what was never judged is below all of them."""
    return check_in.assessment.level if check_in.assessment is not None else -1
