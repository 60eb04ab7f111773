# SPDX-License-Identifier: MIT
"""The append-only log: one immutable entry for every fact."""

from dataclasses import dataclass
from enum import StrEnum

from caregiver_app.domain.moments import Moment


class EntryKind(StrEnum):
    """What one entry is about; each kind but `person` is a list of the portable record."""

    PERSON = "person"
    PLAN = "plan"
    CHECK_IN = "check_in"
    DOSE = "dose"
    PUMP_EVENT = "pump_event"
    ACTION = "action"
    CHANGE = "change"


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
