# SPDX-License-Identifier: MIT
"""Who is on since when, what shifts there were, and what was read back when one began.

A shift stands in the changes of a record. A change of `on_shift` from one name to another is
the end of the one shift and the start of the other; from nothing it is a start beside whoever is
on, to nothing it is an end. What an Undo took back is as if it had never been written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from caregiver_app.domain.corrections import UNDO, Values
from caregiver_app.domain.events import Change
from caregiver_app.domain.moments import Moment

ON_SHIFT = "on_shift"
READ_BACK = "read_back"
NOT_READ_BACK = "not read back"
"""The reason of a fact that was shown and that nobody said they had read back."""


class Fact(StrEnum):
    """What the person who comes reads back, in this order."""

    LAST_DOSE = "last_dose"
    NEXT_DOSE = "next_dose"
    FLAGS = "flags"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """One fact as it stood on the screen when a shift began, and whether it was read back."""

    fact: Fact
    sentence: str
    was_read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One shift of one person; without `end` they are on.

    `after` is who handed over. `read_back` is empty where nothing was asked, as when the record
    of another program tells of the shift.
    """

    who: str
    start: Moment
    end: Moment | None = None
    after: str | None = None
    read_back: tuple[ReadBack, ...] = ()

    @property
    def all_read(self) -> bool:
        """Say whether all three facts were read back."""
        return {told.fact for told in self.read_back if told.was_read} == set(Fact)


def shifts(changes: Iterable[Change]) -> tuple[Shift, ...]:
    """Return every shift in the order in which they began; a start of who is on is none."""
    told = _standing(sorted((c for c in changes if is_of_shift(c)), key=_order))
    asked = [(change, _read_back(change)) for change in told]
    found: list[Shift] = []
    for change in told:
        before, after = _name(change.before), _name(change.after)
        if change.field != ON_SHIFT or before == after:
            continue
        found = [_ended(shift, change.at) if shift.who == before else shift for shift in found]
        if after and not any(shift.who == after and shift.end is None for shift in found):
            facts = [fact for other, fact in asked if fact and _together(change, other)]
            facts.sort(key=lambda told: list(Fact).index(told.fact))
            began = Shift(who=after, start=change.at, after=before or None, read_back=tuple(facts))
            found.append(began)
    return tuple(found)


def on_now(changes: Iterable[Change]) -> tuple[Shift, ...]:
    """Return the shifts that nobody has ended, the longest first."""
    return tuple(shift for shift in shifts(changes) if shift.end is None)


def last_ended(changes: Iterable[Change], who: str, now: Moment) -> Shift | None:
    """Return the shift of somebody that ended last, None when they ended none."""
    own = [s for s in shifts(changes) if s.who == who and s.end is not None and s.end <= now]
    return max(own, key=lambda shift: (shift.end or shift.start).utc, default=None)


def is_of_shift(change: Change) -> bool:
    """Say whether a change tells of a shift or of what was read back."""
    name, _dot, fact = change.field.partition(".")
    return change.field == ON_SHIFT or (name == READ_BACK and fact in set(Fact))


def fact_of(change: Change) -> Fact | None:
    """Return which fact a change tells of, None for one that is about who is on."""
    return Fact(change.field.partition(".")[2]) if change.field != ON_SHIFT else None


def started(who: str, instead_of: str | None, asked: Sequence[ReadBack]) -> Values:
    """Return what is written when somebody begins; `instead_of` goes off with it."""
    facts = {
        f"{READ_BACK}.{told.fact}": (None, told.sentence)
        if told.was_read
        else (told.sentence, None)
        for told in asked
    }
    return {ON_SHIFT: (instead_of, who), **facts}


def ended(who: str) -> Values:
    """Return what is written when somebody goes off and nobody takes over yet."""
    return {ON_SHIFT: (who, None)}


def _standing(told: Sequence[Change]) -> list[Change]:
    """Return changes in the order of time without those that were taken back."""
    found: list[Change] = []
    for change in told:
        if change.reason != UNDO:
            found.append(change)
            continue
        for place, other in reversed(list(enumerate(found))):
            if other.field == change.field and _is_inverse(other, change):
                del found[place]
                break
    return found


def _is_inverse(one: Change, other: Change) -> bool:
    return (one.before, one.after) == (other.after, other.before)


def _read_back(change: Change) -> ReadBack | None:
    fact = fact_of(change)
    sentence = _name(change.after) or _name(change.before)
    if fact is None or not sentence:
        return None
    return ReadBack(fact=fact, sentence=sentence, was_read=bool(_name(change.after)))


def _together(start: Change, other: Change) -> bool:
    """Say whether a fact was asked at the very press that began a shift."""
    return (start.at, start.by) == (other.at, other.by)


def _ended(shift: Shift, at: Moment) -> Shift:
    return shift if shift.end is not None else replace(shift, end=at)


def _name(value: object) -> str:
    """Return a name or a sentence; anything else is nobody and nothing."""
    return value.strip() if isinstance(value, str) else ""


def _order(change: Change) -> tuple[float, bool, str]:
    # What was taken back at once may bear the very time of what it takes back.
    return change.at.utc.timestamp(), change.reason == UNDO, change.id
