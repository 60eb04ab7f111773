# SPDX-License-Identifier: MIT
"""The rows of the log as the entries that they are."""

from dataclasses import dataclass, fields

import apsw

from caregiver_app.domain.entries import Entry, NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.storage.chain import COLUMNS, Row, entry_hash
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.exact_json import dumps, loads_own

_INSERT = f"INSERT INTO entry ({COLUMNS}) VALUES ({', '.join('?' * 16)})"  # noqa: S608 - of ours
_TOLD = tuple(field.name for field in fields(NewEntry))


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when an entry is written; `previous` is the hash of the one before it there."""

    device: str
    device_seq: int
    recorded_at: Moment
    previous: str


def object_of(text: str) -> dict[str, object]:
    """Return the object that a text of ours holds; raise StorageError for anything else."""
    value = loads_own(text)
    if not isinstance(value, dict):
        raise StorageError("damaged")
    return value


def entry_of(row: Row) -> Entry:
    """Return what stands in a row of the log."""
    return Entry(
        seq=row[0],
        id=row[1],
        person_id=row[2],
        kind=EntryKind(row[3]),
        author=row[4],
        observer=row[5],
        device=row[6],
        device_seq=row[7],
        recorded_at=Moment.parse(row[8], row[9]),
        effective_at=Moment.parse(row[10], row[11]),
        follows=row[12],
        payload=object_of(row[13]),
        previous_hash=row[14],
        hash=row[15],
    )


def write_entry(connection: apsw.Connection, new: NewEntry, place: Place) -> Entry:
    """Write what somebody told into its place in the log, and return it as it stands there."""
    payload = dumps(new.payload, sort_keys=True)
    facts = (
        new.id, new.person_id, new.kind.value, new.author, new.observer, place.device,
        place.device_seq, place.recorded_at.text, place.recorded_at.zone, new.effective_at.text,
        new.effective_at.zone, new.follows, payload, place.previous,
    )  # fmt: skip
    own = entry_hash(facts)
    connection.execute(_INSERT, (None, *facts, own))
    return Entry(
        **{name: getattr(new, name) for name in _TOLD},
        seq=connection.last_insert_rowid(),
        device=place.device,
        device_seq=place.device_seq,
        recorded_at=place.recorded_at,
        previous_hash=place.previous,
        hash=own,
    )
