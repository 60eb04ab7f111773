# SPDX-License-Identifier: MIT
"""The rows of the log as the entries that they are."""

from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.storage.chain import Row
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.exact_json import loads_own


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
