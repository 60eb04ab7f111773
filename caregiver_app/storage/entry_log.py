# SPDX-License-Identifier: MIT
"""The append-only log of everything that was written down, with drafts and settings beside it."""

import hashlib
import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import apsw

from caregiver_app.domain.entries import Entry, EntryKind, NewEntry
from caregiver_app.domain.moments import Moment
from caregiver_app.storage.database import DATABASE, open_record, plain_errors
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.lock_file import LockFile
from caregiver_app.storage.transaction import transaction
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.exact_json import dumps, loads_own

_COLUMNS = (
    "seq, id, person_id, kind, author, observer, device, device_seq, recorded_at, recorded_zone,"
    " effective_at, effective_zone, follows, payload, previous_hash, hash"
)
_SELECT = f"SELECT {_COLUMNS} FROM entry"  # noqa: S608 - the columns are written above
_INSERT = f"INSERT INTO entry ({_COLUMNS}) VALUES ({', '.join('?' * 16)})"  # noqa: S608
_DROP_DRAFT = "DELETE FROM draft WHERE person_id = ?"
_LOCK = "record.lock"

_Row = tuple[
    int, str, str, str, str | None, str | None, str, int,
    str, str | None, str, str | None, str | None, str, str, str,
]  # fmt: skip


class EntryLog:
    """One data folder, open for this program alone. Nothing in it is ever changed or deleted."""

    def __init__(
        self, connection: apsw.Connection, lock: LockFile, database: Path, clock: Clock
    ) -> None:
        """Use `EntryLog.open`."""
        self._connection = connection
        self._lock = lock
        self._database = database
        self._clock = clock
        self._file = _identity(database)
        self._device = self._own_device()
        self._device_seq, self._hash = self._end_of_chain()

    @classmethod
    def open(cls, data_dir: Path, clock: Clock) -> "EntryLog":
        """Open the record of a data folder and create it the first time; raise StorageError."""
        database = data_dir / DATABASE
        with plain_errors(data_dir):
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = LockFile(data_dir / _LOCK)
        connection: apsw.Connection | None = None
        try:
            with plain_errors(database):
                connection = open_record(data_dir)
                return cls(connection, lock, database, clock)
        except BaseException:
            if connection is not None:
                connection.close()
            lock.release()
            raise

    def append(
        self, entries: Sequence[NewEntry], *, finishes_draft_of: str | None = None
    ) -> tuple[Entry, ...]:
        """Write entries in one transaction; when this returns they survive a power cut.

        Either all are written or none. With `finishes_draft_of` the kept draft of that person
        goes in the same transaction: it is never offered again once it was saved. Raises
        StorageError with the cause.
        """
        written: list[Entry] = []
        device_seq, last_hash = self._device_seq, self._hash
        recorded_at = here_and_now(self._clock)
        with self._saving():
            for new in entries:
                device_seq += 1
                entry = self._write(new, device_seq, recorded_at, last_hash)
                last_hash = entry.hash
                written.append(entry)
            if finishes_draft_of is not None:
                self._connection.execute(_DROP_DRAFT, (finishes_draft_of,))
        self._device_seq, self._hash = device_seq, last_hash
        return tuple(written)

    def entries(
        self, person_id: str | None = None, kind: EntryKind | None = None
    ) -> tuple[Entry, ...]:
        """Return the entries in log order, of one person or kind when asked."""
        where = " WHERE (?1 IS NULL OR person_id = ?1) AND (?2 IS NULL OR kind = ?2) ORDER BY seq"
        if person_id is not None:  # plain equality, so that the index is used
            where = " WHERE person_id = ?1 AND (?2 IS NULL OR kind = ?2) ORDER BY seq"
        with plain_errors(self._database):
            rows = self._connection.execute(_SELECT + where, (person_id, kind))
            return tuple(_entry(row) for row in rows)

    def holds(self, entry_id: str) -> bool:
        """Say whether there is an entry of this id."""
        return self._one("SELECT id FROM entry WHERE id = ?", entry_id) is not None

    def keep_draft(self, person_id: str, payload: dict[str, object], at: Moment) -> None:
        """Keep the one unfinished check-in of a person, instead of the one kept before."""
        row = (person_id, dumps(payload), at.text, at.zone)
        with self._saving():
            self._connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)", row)

    def draft(self, person_id: str) -> tuple[dict[str, object], Moment] | None:
        """Return the unfinished check-in and when it was last touched, or None."""
        row = self._one("SELECT payload, at, zone FROM draft WHERE person_id = ?", person_id)
        if row is None:
            return None
        payload, at, zone = row
        return _object(str(payload)), Moment.parse(str(at), zone)

    def drop_draft(self, person_id: str) -> None:
        """Forget the unfinished check-in of a person, if there is one."""
        with self._saving():
            self._connection.execute(_DROP_DRAFT, (person_id,))

    def setting(self, name: str) -> str | None:
        """Return the value of a setting, or None when it was never set."""
        row = self._one("SELECT value FROM setting WHERE name = ?", name)
        return None if row is None else str(row[0])

    def set_setting(self, name: str, value: str) -> None:
        """Keep the value of a setting."""
        with self._saving():
            self._connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def check(self) -> None:
        """Read every page and follow every chain; raise StorageError `damaged` at a flaw."""
        with plain_errors(self._database):
            if self._connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                raise StorageError("damaged")
            ends: dict[str, tuple[int, str]] = {}
            for row in self._connection.execute(_SELECT + " ORDER BY device, device_seq"):
                _follow_chain(row, ends)

    def close(self) -> None:
        """Close the record and let another program in; closing twice does no harm."""
        try:
            with plain_errors(self._database):
                self._connection.close()
        finally:
            self._lock.release()

    @contextmanager
    def _saving(self) -> Iterator[None]:
        with plain_errors(self._database), transaction(self._connection):
            yield
            self._refuse_deleted_file()

    def _refuse_deleted_file(self) -> None:
        # A deleted file would take the save and lose it: the driver does not notice.
        if _identity(self._database) != self._file:
            raise StorageError("missing")

    def _write(self, new: NewEntry, device_seq: int, recorded_at: Moment, previous: str) -> Entry:
        payload = dumps(new.payload, sort_keys=True)
        facts = (
            new.id, new.person_id, new.kind.value, new.author, new.observer, self._device,
            device_seq, recorded_at.text, recorded_at.zone, new.effective_at.text,
            new.effective_at.zone, new.follows, payload, previous,
        )  # fmt: skip
        own = _hash(facts)
        self._connection.execute(_INSERT, (None, *facts, own))
        return Entry(
            id=new.id,
            person_id=new.person_id,
            kind=new.kind,
            author=new.author,
            observer=new.observer,
            effective_at=new.effective_at,
            payload=new.payload,
            follows=new.follows,
            seq=self._connection.last_insert_rowid(),
            device=self._device,
            device_seq=device_seq,
            recorded_at=recorded_at,
            previous_hash=previous,
            hash=own,
        )

    def _own_device(self) -> str:
        device = self.setting("device")
        if device is None:
            device = str(uuid.uuid4())
            self.set_setting("device", device)
        return device

    def _end_of_chain(self) -> tuple[int, str]:
        query = (
            "SELECT device_seq, hash FROM entry WHERE device = ? ORDER BY device_seq DESC LIMIT 1"
        )
        row = self._one(query, self._device)
        return (0, "") if row is None else (int(row[0] or 0), str(row[1]))

    def _one(self, query: str, argument: str) -> tuple[str | None, ...] | None:
        with plain_errors(self._database):
            return self._connection.execute(query, (argument,)).fetchone()


def _identity(path: Path) -> tuple[int, int]:
    status = os.stat(path)  # noqa: PTH116 - on every save, and a stat opens no descriptor
    return status.st_dev, status.st_ino


def _hash(facts: tuple[str | int | None, ...]) -> str:
    """Return SHA-256 over the canonical JSON of one entry and the hash of the one before it."""
    (
        id_, person_id, kind, author, observer, device, device_seq, recorded_at, recorded_zone,
        effective_at, effective_zone, follows, payload, previous,
    ) = facts  # fmt: skip
    head = {
        "author": author,
        "device": device,
        "device_seq": device_seq,
        "effective_at": effective_at,
        "effective_zone": effective_zone,
        "follows": follows,
        "id": id_,
        "kind": kind,
        "observer": observer,
    }
    tail = {
        "person_id": person_id,
        "previous_hash": previous,
        "recorded_at": recorded_at,
        "recorded_zone": recorded_zone,
    }
    # The payload is canonical text already; its key belongs between "observer" and "person_id".
    text = f'{dumps(head)[:-1]},"payload":{payload},{dumps(tail)[1:]}'
    return hashlib.sha256(text.encode()).hexdigest()


def _follow_chain(row: _Row, ends: dict[str, tuple[int, str]]) -> None:
    facts, own = row[1:15], row[15]
    device, device_seq, previous = row[6], row[7], row[14]
    if (device_seq - 1, previous) != ends.get(device, (0, "")) or _hash(facts) != own:
        raise StorageError("damaged")
    ends[device] = (device_seq, own)


def _object(text: str) -> dict[str, object]:
    value = loads_own(text)
    if not isinstance(value, dict):
        raise StorageError("damaged")
    return value


def _entry(row: _Row) -> Entry:
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
        payload=_object(row[13]),
        previous_hash=row[14],
        hash=row[15],
    )
