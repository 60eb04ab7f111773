# SPDX-License-Identifier: MIT
"""The story of one sign over a time: what was recorded, what was not, and how far it moved."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from caregiver_app.domain.as_typed import measured
from caregiver_app.domain.changed.change_lines import Answer, Changes
from caregiver_app.domain.changed.change_terms import GRADED, MEASURED
from caregiver_app.domain.changed.happenings import Since
from caregiver_app.domain.check_in import CheckIn, Missing
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.units import tenth

DEVICE = frozenset({Missing.DEVICE_LOW, Missing.DEVICE_HIGH})
_RANKS = {
    sign: {answer: place for place, answer in enumerate(answers)}
    for sign, answers in GRADED.items()
}
_SAME_MEASURE = {"dbp": "sbp"}
_NOUGHT, _ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the signs are told from.

    `inside` are the check-ins of the time, `earlier` those before it that are young enough to
    compare with.
    """

    changes: Changes
    record: Record
    since: Since
    now: Moment
    inside: Sequence[CheckIn]
    earlier: Sequence[CheckIn]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One recorded value."""

    at: Moment
    value: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was recorded of one sign in the time: enough of it to say how it went.

    `seen` is the newest reading at which the sign was there. `hole` is the longest stretch between
    two readings of the time.
    """

    first: Reading
    newest: Reading
    low: Reading
    high: Reading
    seen: Reading | None
    hole: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One sign: what was recorded in the time, the last value before it, and why there is none.

    `why` is newer than the newest value. `device` is the newest LO or HI after `before`. `usual`
    is as somebody recorded it; nothing stands in for it.
    """

    sign: str
    told: Told | None
    before: Reading | None
    usual: Answer | None
    why: tuple[Missing, Moment] | None
    device: tuple[Missing, Moment] | None

    @property
    def last(self) -> Reading | None:
        """Return the newest value there is, from the time or from before it."""
        return self.told.newest if self.told is not None else self.before

    def rank(self, value: Answer) -> Decimal:
        """Return where a value stands on its scale; nought of a state means "not there"."""
        if isinstance(value, StrEnum):
            return Decimal(_RANKS[self.sign][value])
        return tenth(value) if isinstance(value, Decimal) else Decimal(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """How far the newest value is away (up is above nought), and from which other value.

    `other` is None when it is away from usual and nothing else was recorded. `only_usual`: it is
    away from usual, and did not come that way from the other value.
    """

    away: Decimal
    other: Reading | None
    only_usual: bool = False


def story_of(look: Look, sign: str) -> Story:
    """Follow one sign through the check-ins."""
    before = _last_of(look.earlier, sign)
    why, device = _reasons(look.inside, sign)
    measured = sign in MEASURED  # a device shows no answer in words, whatever was written down
    return Story(
        sign=sign,
        told=_told(look.inside, sign),
        before=before,
        usual=_value(look.record.person.usual, sign),
        why=why,
        device=(device or _device_after(look.earlier, sign, before)) if measured else None,
    )


def reference(story: Story, told: Told) -> Reading | None:
    """Return what the newest value is held against: from before, else the first of the time."""
    if story.before is not None:
        return story.before
    return told.first if told.first.at < told.newest.at else None


def move_of(look: Look, story: Story, told: Told) -> Move | None:
    """Return how a sign moved: from before, else away from usual, else from far off in between."""
    other, newest = reference(story, told), story.rank(told.newest.value)
    moved = newest - story.rank(other.value) if other is not None else _NOUGHT
    if abs(moved) >= _least(look, story):
        return Move(away=moved, other=other)
    if away := from_usual(look, story, told):
        return Move(away=away, other=other, only_usual=other is not None and moved * away <= 0)
    far = max(told.low, told.high, key=lambda reading: abs(story.rank(reading.value) - newest))
    away = newest - story.rank(far.value)
    swing = look.changes.swing if story.sign in MEASURED else _ONE
    return Move(away=away, other=far) if abs(away) >= _least(look, story) * swing else None


def from_usual(look: Look, story: Story, told: Told) -> Decimal:
    """Return how far the newest value is from usual, nought inside the limits or without one."""
    if story.usual is None:
        return _NOUGHT
    away = story.rank(told.newest.value) - story.rank(story.usual)
    if story.sign not in MEASURED:
        return away
    limit = look.changes.limits[story.sign]
    return away if away >= limit.up or -away >= limit.down else _NOUGHT


def ends(story: Story, told: Told) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest value, that from before among them."""
    readings = [told.low, told.high, *([story.before] if story.before is not None else [])]
    ranks = [story.rank(reading.value) for reading in readings]
    return min(ranks), max(ranks)


def stayed(look: Look, story: Story, told: Told) -> bool:
    """Say whether every value stayed within the limits of usual, else of the newest one."""
    limit, (low, high) = look.changes.limits[story.sign], ends(story, told)
    if story.usual is None:
        newest = story.rank(told.newest.value)
        return max(high - newest, newest - low) < limit.before
    middle = story.rank(story.usual)
    return high - middle < limit.up and middle - low < limit.down


def longest_hole(look: Look, story: Story, told: Told) -> timedelta:
    """Return the longest stretch without a value, from the time's beginning up to now."""
    start = story.before.at if story.before is not None else look.since.at
    edges = (told.first.at.utc - start.utc, told.hole, look.now.utc - told.newest.at.utc)
    return max(edges)


def is_older(look: Look, told: Told) -> bool:
    """Say whether the newest value is not from the newest check-in."""
    return told.newest.at < look.inside[-1].at


def _told(check_ins: Sequence[CheckIn], sign: str) -> Told | None:
    """Go through the time once: since a cut of long ago it holds years."""
    answered = [c for c in check_ins if getattr(c, sign) is not None]
    if not answered:
        return None
    values = [getattr(c, sign) for c in answered]
    scale = _RANKS.get(sign)
    ranks = values if scale is None else [scale[value] for value in values]
    seen = next((n for n in reversed(range(len(ranks))) if ranks[n]), None)
    times = [c.at.utc for c in answered]

    def reading(place: int) -> Reading:
        return Reading(at=answered[place].at, value=_exact(measured(answered[place], sign)))

    return Told(
        first=reading(0),
        newest=reading(-1),
        low=reading(ranks.index(min(ranks))),
        high=reading(ranks.index(max(ranks))),
        seen=reading(seen) if seen is not None else None,
        hole=max((b - a for a, b in pairwise(times)), default=timedelta(0)),
    )


def _reasons(
    check_ins: Sequence[CheckIn], sign: str
) -> tuple[tuple[Missing, Moment] | None, tuple[Missing, Moment] | None]:
    """Return why there is no value now, and the newest LO or HI of the time."""
    given = [(c, reason) for c in check_ins if c.not_taken and (reason := _reason(c, sign))]
    found = [(reason, c.at) for c, reason in given if getattr(c, sign) is None]
    device = next((each for each in reversed(found) if each[0] in DEVICE), None)
    newest = next((c.at for c in reversed(check_ins) if getattr(c, sign) is not None), None)
    why = found[-1] if found and (newest is None or newest < found[-1][1]) else None
    return why, device


def _least(look: Look, story: Story) -> Decimal:
    return look.changes.limits[story.sign].before if story.sign in MEASURED else _ONE


def _last_of(check_ins: Sequence[CheckIn], sign: str) -> Reading | None:
    for check_in in reversed(check_ins):
        value = measured(check_in, sign)
        if value is not None:
            return Reading(at=check_in.at, value=_exact(value))
    return None


def _reason(check_in: CheckIn, sign: str) -> Missing | None:
    # Both pressures come from one measurement; the reason is written down with the top one.
    reason = check_in.not_taken.get(sign) or check_in.not_taken.get(_SAME_MEASURE.get(sign, sign))
    return None if reason is Missing.NOT_ASKED else reason


def _device_after(
    check_ins: Sequence[CheckIn], sign: str, before: Reading | None
) -> tuple[Missing, Moment] | None:
    """Return the newest LO or HI that lies between the last value from before and the time."""
    for check_in in reversed(check_ins):
        if before is None or check_in.at <= before.at:
            return None
        reason = _reason(check_in, sign)
        if reason in DEVICE:
            return reason, check_in.at
    return None


def _value(source: object, sign: str) -> Answer | None:
    value: Answer | int | None = getattr(source, sign, None)
    return None if value is None else _exact(value)


def _exact(value: Answer | int) -> Answer:
    return value if isinstance(value, bool | Decimal | StrEnum) else Decimal(value)
