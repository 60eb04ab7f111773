# SPDX-License-Identifier: MIT
"""The seizures of a record as the sheets tell them: each once, however often it was told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from caregiver_app.domain.check_in import CheckIn, Seizure
from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.noted_twice import noted_twice
from caregiver_app.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Seizures:
    """How many in the record, the first, the longest and the last three; None: never asked.

    `maybe_one` are the starts of two among the last three that may be one, noted twice.
    """

    count: int
    since: Moment
    first: Seizure | None
    longest: Seizure | None
    last_three: tuple[Seizure, ...]
    maybe_one: tuple[tuple[Moment, Moment], ...] = ()


def seizures_told(record: Record, near: timedelta) -> Seizures | None:
    """Return what is known of them; two that begin less than `near` apart may be one."""
    asked = next((c.at for c in record.check_ins if c.seizures is not None), None)
    if asked is None:
        return None
    told = _with_seizures(SameList(record.check_ins))
    known = sorted(_once(told), key=lambda s: s.start)
    starts = {s.start for s in known[-3:]}
    timed = [s for s in known if s.duration_s is not None]
    return Seizures(
        count=len(known),
        since=min([asked, *(s.start for s in known[:1])]),
        first=known[0] if known else None,
        longest=max(timed, key=lambda s: s.duration_s or 0, default=None),
        last_three=tuple(reversed(known[-3:])),
        maybe_one=tuple(pair for pair in noted_twice(told, near) if starts.issuperset(pair)),
    )


@lru_cache(maxsize=2)
def _with_seizures(check_ins: SameList[CheckIn]) -> tuple[CheckIn, ...]:
    """Return those that tell of a seizure; kept, for years are gone through to find them."""
    return tuple(check_in for check_in in check_ins.entries if check_in.seizures)


def _once(asked: Sequence[CheckIn]) -> Iterable[Seizure]:
    """Return every seizure once: a later check-in may tell of the same one again.

    Two with one start in the same check-in are two.
    """
    told: dict[tuple[datetime, int], Seizure] = {}
    for check_in in asked:
        counts: Counter[datetime] = Counter()
        for seizure in check_in.seizures or ():
            start = seizure.start.utc
            told[start, counts[start]] = seizure
            counts[start] += 1
    return told.values()
