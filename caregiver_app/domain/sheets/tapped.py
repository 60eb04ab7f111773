# SPDX-License-Identifier: MIT
"""What was written down at one tap and has no question of its own: spasm storms, falls, others.

A seizure and a sound of the pump stand among the answers; these three would stand nowhere.
"""

from collections.abc import Iterable, Iterator, Sequence

from caregiver_app.domain.check_in import CheckIn, Fall
from caregiver_app.domain.falls import falls_told
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import Happening, is_running, kind_of, seconds_of
from caregiver_app.domain.moments import Moment

_ALONE = frozenset({Happening.SPASMS, Happening.FALL, Happening.OTHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped:
    """One event: what it was and when; None is not recorded.

    `fall` is how a fall went, as the tap or the check-in after it says.
    """

    kind: Happening
    at: Moment
    seconds: int | None
    running: bool
    fall: Fall | None
    note: str | None


def tapped(check_ins: Iterable[CheckIn]) -> tuple[Tapped, ...]:
    """Return the events among some check-ins, the newest first."""
    return tuple(sorted(_events(tuple(check_ins)), key=lambda event: event.at, reverse=True))


def _events(check_ins: Sequence[CheckIn]) -> Iterator[Tapped]:
    answered = {told.at: told.fall for told in falls_told(check_ins) if told.is_tapped}
    for one in check_ins:
        kind = kind_of(one)
        if kind in _ALONE:
            yield Tapped(
                kind=kind,
                at=one.at,
                seconds=seconds_of(one),
                running=is_running(one),
                fall=answered.get(one.at, one.fall),
                note=one.note,
            )
