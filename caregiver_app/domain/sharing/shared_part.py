# SPDX-License-Identifier: MIT
"""What of one person's log travels to another computer: the entries exactly as they stand."""

from collections.abc import Iterable
from typing import NamedTuple

from caregiver_app.domain.frozen import dataclass


class SharedEntry(NamedTuple):
    """One row of the log as it was written, its payload as text: the hash covers every letter."""

    id: str
    person_id: str
    kind: str
    author: str | None
    observer: str | None
    device: str
    device_seq: int
    recorded_at: str
    recorded_zone: str | None
    effective_at: str
    effective_zone: str | None
    follows: str | None
    payload: str
    previous_hash: str
    hash: str


class Elsewhere(NamedTuple):
    """Numbers in the chain of a computer whose entries are about somebody else."""

    device: str
    first: int
    last: int


class Seen(NamedTuple):
    """From this entry of a computer on, it knew those of another one up to a number."""

    device: str
    device_seq: int
    other: str
    other_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPart:
    """Everything that a log holds about one person, by computer and number."""

    person_id: str
    entries: tuple[SharedEntry, ...]
    elsewhere: tuple[Elsewhere, ...]
    seen: tuple[Seen, ...]


def gaps(device: str, numbers: Iterable[int]) -> tuple[Elsewhere, ...]:
    """Return the runs of numbers from 1 on that are missing among some in rising order."""
    found, last = [], 0
    for number in numbers:
        if number > last + 1:
            found.append(Elsewhere(device, last + 1, number - 1))
        last = number
    return tuple(found)
