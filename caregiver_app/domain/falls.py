# SPDX-License-Identifier: MIT
"""Falls as they were told: one that was tapped and then answered in a check-in is one fall.

A check-in asks for the worst fall since the one before it, so a fall that was tapped in between is
among what it tells.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from caregiver_app.domain.check_in import CheckIn, Draft, Fall
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import Happening, kind_of
from caregiver_app.domain.moments import Moment

ANOTHER = "another_fall"
"""Of a check-in: whether its fall is another one than the one that was tapped, as somebody said."""

_WORST_LAST = tuple(Fall)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFall:
    """One fall. `fall` is how it went, None while nobody said.

    `at` is the time of the tap, or of the check-in that tells of it: it was before that.
    """

    at: Moment
    fall: Fall | None
    is_tapped: bool


def falls_told(check_ins: Iterable[CheckIn]) -> tuple[ToldFall, ...]:
    """Return every fall once, of check-ins in the order of their times, the oldest first."""
    told: list[ToldFall] = []
    first_open = 0  # those from here on were tapped since a check-in last answered about falls
    for one in check_ins:
        if _is_tapped(one):
            told.append(ToldFall(at=one.at, fall=one.fall, is_tapped=True))
        elif _answers(one):
            if _is_fall(one):
                told[first_open:] = _with_answer(told[first_open:], one)
            first_open = len(told)
    return tuple(told)


def tapped_fall(check_ins: Sequence[CheckIn], draft: Draft) -> ToldFall | None:
    """Return the tapped fall that a draft tells of again; None when its fall is another one.

    `check_ins` are those before it, the oldest first.
    """
    if not _is_fall(draft):
        return None
    place = _place(_open(check_ins), draft)
    return None if place is None else _open(check_ins)[place]


def asked_about(check_ins: Sequence[CheckIn], draft: Draft) -> ToldFall | None:
    """Return the tapped fall that a draft may tell of again, which somebody has to say.

    None where nothing was tapped, or somebody has said.
    """
    if ANOTHER in draft.more:
        return None
    return tapped_fall(check_ins, replace(draft, more={**draft.more, ANOTHER: False}))


def _open(check_ins: Sequence[CheckIn]) -> tuple[ToldFall, ...]:
    """Return the falls that were tapped since a check-in last answered about falls."""
    since = len(check_ins)
    while since and not _answers(check_ins[since - 1]):
        since -= 1
    return falls_told(check_ins[since:])


def _with_answer(tapped: list[ToldFall], one: CheckIn) -> list[ToldFall]:
    place = _place(tapped, one)
    if place is None or one.fall is None:
        return [*tapped, ToldFall(at=one.at, fall=one.fall, is_tapped=False)]
    known = tapped[place].fall
    worst = one.fall if known is None else max(known, one.fall, key=_WORST_LAST.index)
    tapped[place] = replace(tapped[place], fall=worst)
    return tapped


def _place(tapped: Sequence[ToldFall], one: Draft) -> int | None:
    """Return which tapped fall an answer is about: that of which nobody said how it went.

    Else one that was no milder. A worse one is another fall until somebody says that it is not.
    """
    another = one.more.get(ANOTHER)
    if another is True or one.fall is None or not tapped:
        return None
    worst = _WORST_LAST.index(one.fall)
    newest_first = range(len(tapped) - 1, -1, -1)
    untold = (n for n in newest_first if tapped[n].fall is None)
    as_bad = (n for n in newest_first if _badness(tapped[n]) >= worst)
    return next(untold, next(as_bad, len(tapped) - 1 if another is False else None))


def _badness(told: ToldFall) -> int:
    return -1 if told.fall is None else _WORST_LAST.index(told.fall)


def _is_tapped(one: CheckIn) -> bool:
    event = kind_of(one)
    return event is not None and (_is_fall(one) or (event is Happening.FALL and one.fall is None))


def _answers(one: CheckIn) -> bool:
    return kind_of(one) is None and one.fall is not None


def _is_fall(one: Draft) -> bool:
    return one.fall not in (None, Fall.NONE)
