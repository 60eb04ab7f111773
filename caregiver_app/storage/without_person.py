# SPDX-License-Identifier: MIT
"""A database copied without one person; what stays keeps its chains, and is checked before."""

import uuid
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter

import apsw

from caregiver_app.domain.sharing.shared_part import gaps
from caregiver_app.storage.chain import check_chain, check_pages_in_pieces, keep_end
from caregiver_app.storage.migrations import migrate
from caregiver_app.storage.transaction import transaction

_PIECE = 500
"""Rows copied in one go: some 10 ms."""
_SCHEMA = "SELECT type, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"
_SETTINGS = "SELECT name, value FROM setting"
_CHAINS = "SELECT device, device_seq, hash FROM entry ORDER BY device, device_seq"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Who goes. `settings` returns of all settings those that stay, as they are then.

    `mark` is the setting that knows them again, None when nobody need ask.
    """

    person_id: str
    settings: Callable[[Mapping[str, str]], Mapping[str, str]]
    mark: tuple[str, str] | None = None


def knows(connection: apsw.Connection, person_id: str) -> bool:
    """Say whether anything in a database is about a person."""
    for table in _tables(connection):
        if "person_id" in _columns(connection, table):
            query = f'SELECT 1 FROM "{table}" WHERE person_id = ? LIMIT 1'  # noqa: S608 - of ours
            if connection.execute(query, (person_id,)).fetchone() is not None:
                return True
    settings = connection.execute(_SETTINGS).fetchall()
    return any(person_id in f"{name}\n{value}" for name, value in settings)


def copied_without(
    source: apsw.Connection, target: apsw.Connection, gone: Gone
) -> Generator[None, None, int]:
    """Copy everything but one person into an empty database, and return how many entries stay.

    It is done in short pieces. Nothing of the person is ever written into the copy, which has
    the schema of this program. The source is followed from end to end before: a gap that is
    found there is no gap that the person leaves. Raises StorageError `damaged` or `newer`.
    """
    yield from check_pages_in_pieces(source)
    if "chain_end" in _tables(source):
        yield from check_chain(source)
    with transaction(target):
        made = source.execute(_SCHEMA).fetchall()
        for sql in (str(sql) for kind, sql in made if kind == "table"):
            target.execute(sql)
        for table in _tables(source):
            yield from _copy(source, target, table, gone)
        for sql in (str(sql) for kind, sql in made if kind != "table"):
            target.execute(sql)
        target.pragma("user_version", source.pragma("user_version"))
    migrate(target)
    with transaction(target):
        _settle(source, target, gone)
    yield
    yield from check_chain(target)
    return int(target.execute("SELECT count(*) FROM entry").get or 0)


def _copy(
    source: apsw.Connection, target: apsw.Connection, table: str, gone: Gone
) -> Iterator[None]:
    if table == "setting":
        return
    columns = _columns(source, table)
    query = f'SELECT {", ".join(columns)} FROM "{table}"'  # noqa: S608 - of ours
    rows = source.execute(query)
    if "person_id" in columns:
        rows = source.execute(f"{query} WHERE person_id IS NOT ?", (gone.person_id,))
    insert = f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})'  # noqa: S608 - of ours
    while piece := list(islice(rows, _PIECE)):
        target.executemany(insert, piece)
        yield


def _settle(source: apsw.Connection, target: apsw.Connection, gone: Gone) -> None:
    """Write the settings that stay, and where each chain now has a gap and its end.

    This computer begins a chain of its own: another one may have the entries that are gone.
    """
    settings = dict(gone.settings({str(n): str(v) for n, v in source.execute(_SETTINGS)}))
    settings["device"] = str(uuid.uuid4())
    if gone.mark is not None:
        settings |= dict([gone.mark])
    target.executemany("INSERT INTO setting VALUES (?, ?)", settings.items())
    target.execute("DELETE FROM elsewhere")
    target.execute("DELETE FROM chain_end")
    links: list[tuple[str, int, str]] = list(target.execute(_CHAINS))
    for device, rows in groupby(links, itemgetter(0)):
        chain = list(rows)
        missing = gaps(device, (number for _device, number, _hash in chain))
        target.executemany("INSERT INTO elsewhere VALUES (?, ?, ?)", missing)
        keep_end(target, device, chain[-1][1], chain[-1][2])


def _tables(connection: apsw.Connection) -> tuple[str, ...]:
    return tuple(str(name) for (name,) in connection.execute(_TABLES).fetchall())


def _columns(connection: apsw.Connection, table: str) -> tuple[str, ...]:
    return tuple(str(row[1]) for row in connection.execute(f'PRAGMA table_info("{table}")'))
