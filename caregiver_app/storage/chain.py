# SPDX-License-Identifier: MIT
"""The chain over the entries: each holds the hash of the one before, and the end is kept apart.

Authenticated pages cannot tell an old page from a new one. The chain can, and it also finds what
somebody with the key changed: an entry that differs, is missing, was put in or stands elsewhere.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import apsw

from caregiver_app.domain.moments import Moment
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.words import _

COLUMNS = (
    "seq, id, person_id, kind, author, observer, device, device_seq, recorded_at, recorded_zone,"
    " effective_at, effective_zone, follows, payload, previous_hash, hash"
)
Row = tuple[
    int, str, str, str, str | None, str | None, str, int,
    str, str | None, str, str | None, str | None, str, str, str,
]  # fmt: skip
Facts = tuple[str | int | None, ...]

PIECE = 200
"""Entries looked at in one go: some 10 ms, so that a window in between stays alive."""
_NEXT = (
    f"SELECT {COLUMNS} FROM entry WHERE (device, device_seq) > (?, ?)"  # noqa: S608 - see above
    f" ORDER BY device, device_seq LIMIT {PIECE}"
)
_FEW_PAGES = 1500
"""Of a record of this size, 6 MB, all pages are read in some 20 ms."""
_INDEXES = {
    "entry_of_person": "i.person_id = one.person_id AND i.seq = one.seq",
    "sqlite_autoindex_entry_1": "i.id = one.id AND i.device = one.device",
    "sqlite_autoindex_entry_2": "i.device = one.device AND i.device_seq = one.device_seq",
}
_ENTRIES = "SELECT count(*) FROM entry AS one NOT INDEXED WHERE seq BETWEEN ? AND ?"
_IN_EVERY_INDEX = tuple(
    f"{_ENTRIES} AND EXISTS (SELECT 1 FROM entry AS i INDEXED BY {index} WHERE {same})"  # noqa: S608 - of ours
    for index, same in _INDEXES.items()
)


# Texts and whole numbers alone: the same letters as those of `exact_json`, three times as fast.
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(slots=True)
class _End:
    """The last entry of one device that was looked at."""

    seq: int = 0
    device_seq: int = 0
    hash: str = ""


@dataclass(slots=True)
class _Walk:
    """How far the chain of each computer was followed. `own` is the one of this computer."""

    own: str = ""
    ends: dict[str, _End] = field(default_factory=dict)


def end_of_chain(connection: apsw.Connection, device: str) -> tuple[int, str]:
    """Return number and hash of the last entry of a device: (0, "") before the first.

    The end that is kept apart counts when entries at the end are missing: the next entry then
    stands behind a gap that every later check finds.
    """
    query = (
        "SELECT device_seq, hash FROM chain_end WHERE device = ?1 UNION ALL"
        " SELECT device_seq, hash FROM entry WHERE device = ?1 ORDER BY device_seq DESC LIMIT 1"
    )
    row = connection.execute(query, (device,)).fetchone()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def keep_end(connection: apsw.Connection, device: str, device_seq: int, own: str) -> None:
    """Keep the end of the chain apart, in the transaction of the entries that moved it."""
    connection.execute(
        "INSERT OR REPLACE INTO chain_end VALUES (?, ?, ?)", (device, device_seq, own)
    )


def drop_after(connection: apsw.Connection, device: str, device_seq: int, own: str) -> None:
    """Take out what a commit left behind that failed at its last step and was told as not saved.

    Nothing that was ever confirmed lies behind this end. Inside a transaction only.
    """
    guard = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE name = 'entry_is_never_deleted'"
    ).get
    connection.execute("DROP TRIGGER entry_is_never_deleted")
    connection.execute(
        "DELETE FROM entry WHERE device = ? AND device_seq > ?", (device, device_seq)
    )
    connection.execute(str(guard))
    connection.execute("DELETE FROM chain_end WHERE device = ?", (device,))
    if device_seq:
        keep_end(connection, device, device_seq, own)


def check_pages(connection: apsw.Connection) -> None:
    """Read every page and every index; raise StorageError `damaged` at a flaw."""
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise StorageError("damaged")


def check_pages_in_pieces(connection: apsw.Connection) -> Iterator[None]:
    """Check the same of a large record with a rest after each piece.

    The chain reads the entries anyway; here each of them is looked for in every index, because a
    page of an index that was put back hides entries. What is left out are pages without content.
    """
    if int(connection.pragma("page_count") or 0) <= _FEW_PAGES:
        check_pages(connection)
        yield
        return
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'entry'"
    ).fetchall()
    for (table,) in tables:
        if connection.execute(f"PRAGMA integrity_check({table})").fetchall() != [("ok",)]:
            raise StorageError("damaged")
        yield
    last = int(connection.execute("SELECT max(seq) FROM entry").get or 0)
    for first in range(0, last, PIECE):
        yield
        piece = (first + 1, first + PIECE)
        queries = (_ENTRIES, *_IN_EVERY_INDEX)
        if len({connection.execute(query, piece).get for query in queries}) > 1:
            raise StorageError("damaged")


def check_chain(connection: apsw.Connection) -> Iterator[None]:
    """Follow every chain, with a rest after each piece of the way.

    Raises StorageError `damaged` at the first flaw, and says in words what it is.
    """
    own_device = connection.execute("SELECT value FROM setting WHERE name = 'device'").get
    walk, place = _Walk(str(own_device or "")), ("", 0)
    while rows := _rows_after(connection, place):
        for row in rows:
            _follow(connection, row, walk)
        place = rows[-1][6], rows[-1][7]
        yield
    ends: list[tuple[str, int, str]] = list(connection.execute("SELECT * FROM chain_end"))
    for device, device_seq, own in ends:
        _catch_up(connection, device, walk)
        end = walk.ends.pop(device, _End())
        if (end.device_seq, end.hash) != (device_seq, own):
            raise _flaw(_("Entries at the end of the record are missing."))
    if walk.ends:
        raise _flaw(_("Entries at the end of the record do not belong to it."))


def entry_hash(facts: Facts) -> str:
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
    text = f'{_json(head)[:-1]},"payload":{payload},{_json(tail)[1:]}'
    return hashlib.sha256(text.encode()).hexdigest()


def _rows_after(connection: apsw.Connection, place: tuple[str, int]) -> list[Row]:
    return list(connection.execute(_NEXT, place))


def _catch_up(connection: apsw.Connection, device: str, walk: _Walk) -> None:
    """Follow what was added behind the walk, in a rest between two pieces."""
    at = walk.ends.get(device, _End()).device_seq
    query = f"SELECT {COLUMNS} FROM entry WHERE device = ? AND device_seq > ? ORDER BY device_seq"  # noqa: S608 - of ours
    for row in connection.execute(query, (device, at)):
        _follow(connection, row, walk)


def _follow(connection: apsw.Connection, row: Row, walk: _Walk) -> None:
    seq, device, device_seq, previous, own = row[0], row[6], row[7], row[14], row[15]
    end, written = walk.ends.setdefault(device, _End()), partial(written_words, row[8], row[9])
    if entry_hash(row[1:15]) != own:
        raise _flaw(_("The entry written down on {time} was changed.").format(time=written()))
    is_next = device_seq == end.device_seq + 1
    if not (is_next or _are_elsewhere(connection, device, end.device_seq + 1, device_seq - 1)):
        raise _flaw(_("Entries before that of {time} are missing.").format(time=written()))
    if (is_next and previous != end.hash) or (device == walk.own and seq <= end.seq):
        words = _("The entry written down on {time} does not belong there.")
        raise _flaw(words.format(time=written()))
    end.seq, end.device_seq, end.hash = seq, device_seq, own


def _are_elsewhere(connection: apsw.Connection, device: str, first: int, last: int) -> bool:
    """Say whether another computer keeps these entries, about somebody who is not here."""
    query = "SELECT 1 FROM elsewhere WHERE (device, first_seq, last_seq) = (?, ?, ?)"
    return connection.execute(query, (device, first, last)).fetchone() is not None


def written_words(recorded_at: str, zone: str | None) -> str:
    """Return when an entry was written down in words, as it stands in the log."""
    try:
        at = Moment.parse(recorded_at, zone).local
    except ValueError:
        return recorded_at  # it is the time itself that was changed
    return f"{at:%Y-%m-%d %H:%M}"  # a month's name and AM depend on the computer's language


def _flaw(found: str) -> StorageError:
    words = _("The record was changed outside this program. {found} Do not rely on it alone.")
    return StorageError("damaged", words.format(found=found))
