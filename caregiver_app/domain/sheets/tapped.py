# SPDX-License-Identifier: MIT
"""What was written down at one tap and has no question of its own: spasm storms, falls, others.

A seizure and a sound of the pump stand among the answers; these three would stand nowhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from caregiver_app.domain.check_in import CheckIn, Fall
from caregiver_app.domain.happened import Happening, is_running, kind_of, seconds_of
from caregiver_app.domain.moments import Moment

_ALONE = frozenset({Happening.SPASMS, Happening.FALL, Happening.OTHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped:
    """One event: what it was and when; None is not recorded. `fall` is how a fall went."""

    kind: Happening
    at: Moment
    seconds: int | None
    running: bool
    fall: Fall | None
    note: str | None


def tapped(check_ins: Iterable[CheckIn]) -> tuple[Tapped, ...]:
    """Return the events among some check-ins, the newest first."""
    return tuple(sorted(_events(check_ins), key=lambda event: event.at, reverse=True))


def falls_tapped(check_ins: Iterable[CheckIn]) -> int:
    """Return how many falls were tapped of which nobody has said yet how they went."""
    events = _events(check_ins)
    return sum(event.kind is Happening.FALL and event.fall is None for event in events)


def _events(check_ins: Iterable[CheckIn]) -> Iterator[Tapped]:
    for one in check_ins:
        kind = kind_of(one)
        if kind in _ALONE:
            yield Tapped(
                kind=kind,
                at=one.at,
                seconds=seconds_of(one),
                running=is_running(one),
                fall=one.fall,
                note=one.note,
            )
