# SPDX-License-Identifier: MIT
"""The append-only log: one immutable entry for every fact."""

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """A fact about to be written. `payload` is one object of the portable record.

    `id` is a UUID; `person_id` the UUID of the person; `effective_at` when it was true;
    `follows` the entry that this one replaces, when it is a correction or a new version.
    """

    id: str
    person_id: str
    kind: EntryKind
    author: str | None
    observer: str | None
    effective_at: Moment
    payload: dict[str, object]
    follows: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(NewEntry):
    """A fact as it stands in the log: who wrote it where and when, chained per device."""

    seq: int
    device: str
    device_seq: int
    recorded_at: Moment
    previous_hash: str
    hash: str
