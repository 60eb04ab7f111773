# SPDX-License-Identifier: MIT
"""The schema of the database, step by step; a step and its number commit together."""

import hashlib
from functools import cache

import apsw

from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.transaction import transaction
from caregiver_app.system.words import _

STEPS = (
    """
    CREATE TABLE entry (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        person_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN (
            'person', 'plan', 'check_in', 'dose', 'pump_event', 'action', 'change')),
        author TEXT,
        observer TEXT,
        device TEXT NOT NULL,
        device_seq INTEGER NOT NULL CHECK (device_seq > 0),
        recorded_at TEXT NOT NULL,
        recorded_zone TEXT,
        effective_at TEXT NOT NULL,
        effective_zone TEXT,
        follows TEXT,
        payload TEXT NOT NULL CHECK (json_valid(payload)),
        previous_hash TEXT NOT NULL CHECK (length(previous_hash) IN (0, 64)),
        hash TEXT NOT NULL CHECK (length(hash) = 64),
        UNIQUE (device, device_seq)
    ) STRICT;
    CREATE INDEX entry_of_person ON entry (person_id, seq);
    CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
        BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
    CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
    CREATE TABLE draft (
        person_id TEXT PRIMARY KEY,
        payload TEXT NOT NULL CHECK (json_valid(payload)),
        at TEXT NOT NULL,
        zone TEXT
    ) STRICT;
    CREATE TABLE setting (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT;
    """,
    """
    CREATE TABLE chain_end (
        device TEXT PRIMARY KEY,
        device_seq INTEGER NOT NULL CHECK (device_seq > 0),
        hash TEXT NOT NULL CHECK (length(hash) = 64)
    ) STRICT;
    INSERT INTO chain_end SELECT device, device_seq, hash FROM entry AS one WHERE device_seq =
        (SELECT max(device_seq) FROM entry WHERE device = one.device);
    """,
    """
    CREATE TABLE plan_photo (
        person_id TEXT NOT NULL,
        plan_id TEXT NOT NULL,
        at TEXT NOT NULL,
        zone TEXT,
        author TEXT,
        data BLOB NOT NULL CHECK (length(data) BETWEEN 1 AND 4000000),
        PRIMARY KEY (person_id, plan_id)
    ) STRICT;
    """,
    # Two computers may have written the same entry; each row keeps its place in its own chain.
    """
    CREATE TABLE entry_of_all (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        person_id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN (
            'person', 'plan', 'check_in', 'dose', 'pump_event', 'action', 'change')),
        author TEXT,
        observer TEXT,
        device TEXT NOT NULL,
        device_seq INTEGER NOT NULL CHECK (device_seq > 0),
        recorded_at TEXT NOT NULL,
        recorded_zone TEXT,
        effective_at TEXT NOT NULL,
        effective_zone TEXT,
        follows TEXT,
        payload TEXT NOT NULL CHECK (json_valid(payload)),
        previous_hash TEXT NOT NULL CHECK (length(previous_hash) IN (0, 64)),
        hash TEXT NOT NULL CHECK (length(hash) = 64),
        UNIQUE (id, device),
        UNIQUE (device, device_seq)
    ) STRICT;
    INSERT INTO entry_of_all SELECT * FROM entry ORDER BY seq;
    DROP TABLE entry;
    ALTER TABLE entry_of_all RENAME TO entry;
    CREATE INDEX entry_of_person ON entry (person_id, seq);
    CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
        BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
    CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
        BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
    CREATE TABLE elsewhere (
        device TEXT NOT NULL,
        first_seq INTEGER NOT NULL CHECK (first_seq > 0),
        last_seq INTEGER NOT NULL CHECK (last_seq >= first_seq),
        PRIMARY KEY (device, first_seq)
    ) STRICT;
    CREATE TABLE seen (
        person_id TEXT NOT NULL,
        device TEXT NOT NULL,
        device_seq INTEGER NOT NULL CHECK (device_seq > 0),
        other TEXT NOT NULL,
        other_seq INTEGER NOT NULL CHECK (other_seq > 0),
        PRIMARY KEY (person_id, device, device_seq, other)
    ) STRICT;
    INSERT INTO seen
        SELECT later.person_id, later.device, later.device_seq, one.device, max(one.device_seq)
        FROM entry AS later JOIN entry AS one
            ON one.person_id = later.person_id AND one.device <> later.device
            AND one.seq < later.seq
        WHERE NOT EXISTS (SELECT 1 FROM entry AS before WHERE before.device = later.device
            AND before.person_id = later.person_id AND before.seq < later.seq)
        GROUP BY later.person_id, later.device, later.device_seq, one.device;
    """,
    """
    CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        zone TEXT,
        author TEXT,
        person_id TEXT,
        kind TEXT NOT NULL CHECK (kind <> ''),
        what TEXT
    ) STRICT;
    CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'a line of the audit is never changed'); END;
    CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'a line of the audit is never deleted'); END;
    """,
)
"""A released step is never edited: add another one."""

SUMS = (
    "df58cb9dff3bc6e1b343c1067b9746262a6829c5a7a7df476f74a90211ab2a38",
    "5b374cec56f7f69953d269e7f9e7b5389f9664c4e89f17d8736af713334ec22e",
    "1e9c15db1a874d157126b51c45bfff14bba289311433d4bc0728e6a2e342996a",
    "7e6cc60d9293e027291b552f7aff07348542c5ff82724a4780f22c2eb35ddb0f",
    "3f35c7a3046b42c94ffd989099b2d2d5e9d835347b00da65d8ef1731a03a41e5",
)
"""The sum of the schema after each step, as the database of this program writes it."""


def is_behind(connection: apsw.Connection) -> bool:
    """Say whether a database holds an older schema than this program's."""
    version = connection.pragma("user_version")
    return isinstance(version, int) and 0 < version < len(STEPS)


def migrate(connection: apsw.Connection) -> None:
    """Bring the schema up to date in one transaction; raise StorageError `newer` if it is ahead."""
    version = connection.pragma("user_version")
    if not isinstance(version, int) or version > len(STEPS):
        raise StorageError("newer")
    if version == len(STEPS):
        return
    with transaction(connection):
        for step in STEPS[version:]:
            connection.execute(step)
        connection.pragma("user_version", len(STEPS))


def check_schema(connection: apsw.Connection) -> None:
    """Raise StorageError `damaged` unless tables and all beside them are as this program made them.

    A file that somebody handed over could bring a trigger that takes out what is saved later, or
    a view in the place of a table. Of a newer schema nothing is known: it is only looked at.
    """
    version = connection.pragma("user_version")
    if not isinstance(version, int) or version > len(STEPS):
        return
    found = _schema(connection)
    # To make it anew costs a start some milliseconds: the sum says it in less than one.
    if version > 0 and sum_of(found) == SUMS[version - 1]:
        return
    if found != _made(version):
        words = _(
            "The record on this disk has something that this program did not put there. "
            "Nothing was changed."
        )
        raise StorageError("damaged", words)


def sum_of(schema: frozenset[tuple[object, ...]]) -> str:
    """Return the sum of a schema, letter for letter."""
    return hashlib.sha256(repr(sorted(map(repr, schema))).encode()).hexdigest()


@cache
def _made(version: int) -> frozenset[tuple[object, ...]]:
    """Return the schema that the first so many steps make."""
    connection = apsw.Connection(":memory:")
    try:
        for step in STEPS[:version]:
            connection.execute(step)
        return _schema(connection)
    finally:
        connection.close()


def _schema(connection: apsw.Connection) -> frozenset[tuple[object, ...]]:
    return frozenset(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))
