# SPDX-License-Identifier: MIT
"""Who is on since when, what shifts there were, and what was read back when one began.

A shift stands in the changes of a record. A change of `on_shift` from one name to another is
the end of the one shift and the start of the other; from nothing it is a start beside whoever is
on, to nothing it is an end. What an Undo took back is as if it had never been written.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.events import Change
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.history.corrections import UNDO, Values
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

    `after` is who handed over, `asked` what was written of the facts at the same press.
    """

    who: str
    start: Moment
    end: Moment | None = None
    after: str | None = None
    asked: tuple[Change, ...] = ()

    @property
    def read_back(self) -> tuple[ReadBack, ...]:
        """Return the facts that were shown when it began; none where nothing was asked."""
        found = [told for told in map(_read_back, self.asked) if told is not None]
        return tuple(sorted(found, key=lambda told: _PLACES[told.fact]))

    @property
    def unread(self) -> tuple[Fact, ...]:
        """Return the facts that nobody said they had read back."""
        read = {told.fact for told in self.read_back if told.was_read}
        return tuple(fact for fact in Fact if fact not in read)

    @property
    def all_read(self) -> bool:
        """Say whether all three facts were read back."""
        return not self.unread


_FACTS = {f"{READ_BACK}.{fact}": fact for fact in Fact}
_FIELDS = frozenset({ON_SHIFT, *_FACTS})
_PLACES = {fact: place for place, fact in enumerate(Fact)}


def shifts(changes: Sequence[Change]) -> tuple[Shift, ...]:
    """Return every shift in the order in which they began; a start of who is on is none."""
    return _shifts(SameList(changes))


@lru_cache(maxsize=4)
def _shifts(changes: SameList[Change]) -> tuple[Shift, ...]:
    """Work them out once for a list: a screen asks again and again, and there may be years."""
    told = _standing(sorted((c for c in changes.entries if is_of_shift(c)), key=_order))
    asked: dict[tuple[Moment, str | None], list[Change]] = {}
    for change in told:
        if change.field != ON_SHIFT:
            asked.setdefault(_press(change), []).append(change)
    began: list[tuple[Change, Moment | None]] = []
    on: dict[str, int] = {}
    for change in told:
        before, after = _name(change.before), _name(change.after)
        if change.field != ON_SHIFT or before == after:
            continue
        if before in on:
            place = on.pop(before)
            began[place] = (began[place][0], change.at)
        if after and after not in on:
            on[after] = len(began)
            began.append((change, None))
    return tuple(_shift(start, end, asked.get(_press(start), ())) for start, end in began)


def _shift(start: Change, end: Moment | None, asked: Sequence[Change]) -> Shift:
    return Shift(
        who=_name(start.after),
        start=start.at,
        end=end,
        after=_name(start.before) or None,
        asked=tuple(asked),
    )


def on_now(changes: Sequence[Change]) -> tuple[Shift, ...]:
    """Return the shifts that nobody has ended, the longest first."""
    return tuple(shift for shift in shifts(changes) if shift.end is None)


def last_ended(changes: Sequence[Change], who: Collection[str], now: Moment) -> Shift | None:
    """Return the shift that ended last of somebody with these names, None when they ended none."""
    own = [s for s in shifts(changes) if s.who in who and s.end is not None and s.end <= now]
    return max(own, key=lambda shift: (shift.end or shift.start).utc, default=None)


def is_of_shift(change: Change) -> bool:
    """Say whether a change tells of a shift or of what was read back."""
    return change.field in _FIELDS


def fact_of(change: Change) -> Fact | None:
    """Return which fact a change tells of, None for one that is about who is on."""
    return _FACTS.get(change.field)


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


def _press(change: Change) -> tuple[Moment, str | None]:
    """Return what is the same of everything that was written at one press."""
    return change.at, change.by


def _name(value: object) -> str:
    """Return a name or a sentence; anything else is nobody and nothing."""
    return value.strip() if isinstance(value, str) else ""


def _order(change: Change) -> tuple[datetime, bool, str]:
    # What was taken back at once may bear the very time of what it takes back.
    return change.at.utc, change.reason == UNDO, change.id
