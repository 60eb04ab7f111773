# SPDX-License-Identifier: MIT
"""Entries of other computers: handed over as they stand, and taken in with their own chains.

A row keeps the computer, number and hash it was written with. What is missing between two of
them is written down as being about somebody else; anything else that is missing is a flaw.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise
from operator import attrgetter
from typing import Any

import apsw

from caregiver_app.domain.sharing.shared_part import Elsewhere, Seen, SharedEntry, SharedPart, gaps
from caregiver_app.storage.chain import COLUMNS, PIECE, entry_hash, keep_end, written_words
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.pieces import at_once
from caregiver_app.system.words import _

_COLUMNS = COLUMNS.removeprefix("seq, ")
_OF_PERSON = (
    f"SELECT seq, {_COLUMNS} FROM entry WHERE person_id = ? AND seq > ? AND seq <= ?"  # noqa: S608 - of ours
    f" ORDER BY seq LIMIT {PIECE}"
)
_NEWEST = "SELECT max(seq) FROM entry"
_INSERT = f"INSERT INTO entry ({_COLUMNS}) VALUES ({', '.join('?' * 15)})"  # noqa: S608 - of ours
_HAS_MARKS = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'seen'"
_MARK = (
    "INSERT OR REPLACE INTO seen SELECT person_id, ?1, ?2, device, max(device_seq) FROM entry"
    " WHERE device <> ?1 AND (?3 IS NULL OR person_id = ?3) GROUP BY person_id, device"
)
_SEEN = (
    "INSERT INTO seen VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
    " SET other_seq = max(other_seq, excluded.other_seq)"
)

Places = frozenset[tuple[str, int]]
"""Entries by the computer that wrote them and their number there."""


def seen_of(connection: apsw.Connection, person_id: str) -> tuple[Seen, ...]:
    """Return what each computer knew of the others when it wrote about a person.

    A record of before, on a disk that cannot be written, has no such marks: then times decide.
    """
    if not connection.execute(_HAS_MARKS).fetchone():
        return ()
    query = "SELECT device, device_seq, other, other_seq FROM seen WHERE person_id = ?"
    return tuple(
        Seen(*row) for row in connection.execute(query + " ORDER BY 1, 2, 3", (person_id,))
    )


def part_of(
    connection: apsw.Connection, person_id: str, stands: Callable[[str, int], bool]
) -> Generator[None, None, SharedPart]:
    """Return all entries about a person, of every computer, with their places in the chains.

    In short pieces. What is written meanwhile is not among them.
    """
    seen, newest = seen_of(connection, person_id), connection.execute(_NEWEST).get
    found: list[SharedEntry] = []
    rows: list[Any] = [(0,)]
    while True:
        wanted = (person_id, rows[-1][0], newest)
        rows = list(connection.execute(_OF_PERSON, wanted))
        if not rows:
            break
        read = (SharedEntry(*row[1:]) for row in rows)
        found += [row for row in read if stands(row.device, row.device_seq)]
        yield
    by_device = _by_device(found)
    return SharedPart(
        person_id=person_id,
        entries=tuple(entry for _device, own in by_device for entry in own),
        elsewhere=tuple(gap for device, own in by_device for gap in _gaps(device, own)),
        seen=seen,
    )


def mark_seen(
    connection: apsw.Connection, device: str, device_seq: int, person_id: str | None = None
) -> None:
    """Write down that from this number on a computer knows all entries that are here."""
    connection.execute(_MARK, (device, device_seq, person_id))


def check_part(part: SharedPart) -> None:
    """Raise StorageError unless every chain of a part is whole, but for what it says itself."""
    for _rest in _checking_part(part):
        pass


def _checking_part(part: SharedPart) -> Iterator[None]:
    said = defaultdict(list)
    for gap in part.elsewhere:
        said[gap.device].append(gap)
    for device, entries in _by_device(part.entries):
        yield from _checking_chain(entries)
        if sorted(said.pop(device, ())) != sorted(_gaps(device, entries)):
            raise _not_added(_("Entries before that of {time} are missing."), entries[-1])
    if said or any(entry.person_id != part.person_id for entry in part.entries):
        raise StorageError("not_added", _("The file does not fit together. Nothing was added."))


def take_in(connection: apsw.Connection, part: SharedPart) -> int:
    """Add what is not here yet and return how many entries; inside a transaction only.

    Raises StorageError when a chain of the part is broken, or is another one than the chain of
    that computer here.
    """
    return at_once(taking_in(connection, part, lambda _coming: None))


def taking_in(
    connection: apsw.Connection, part: SharedPart, coming: Callable[[Places], None]
) -> Generator[None, None, int]:
    """Do the same in short pieces. `coming` is told what is new before the first of it is written.

    It does not count before the transaction ends.
    """
    yield from _checking_part(part)
    new = not_here(connection, part)
    coming(frozenset((e.device, e.device_seq) for added in new.values() for e in added))
    for device, added in new.items():
        rest = iter(added)
        while piece := tuple(islice(rest, PIECE)):
            yield
            connection.executemany(_INSERT, piece)
        yield
        _join_up(connection, device, added)
    marks = [(part.person_id, *mark) for mark in part.seen]
    connection.executemany(_SEEN, marks)
    return sum(map(len, new.values()))


def not_here(connection: apsw.Connection, part: SharedPart) -> dict[str, list[SharedEntry]]:
    """Return by computer the entries that are new; the others must be the same ones as here.

    Raises StorageError when a computer tells another history than the one that is here.
    """
    found = {
        device: _new_of(connection, device, entries, part)
        for device, entries in _by_device(part.entries)
    }
    return {device: added for device, added in found.items() if added}


def _by_device(entries: Iterable[SharedEntry]) -> list[tuple[str, list[SharedEntry]]]:
    ordered = sorted(entries, key=attrgetter("device", "device_seq"))
    return [(device, list(own)) for device, own in groupby(ordered, attrgetter("device"))]


def _gaps(device: str, entries: Sequence[SharedEntry]) -> tuple[Elsewhere, ...]:
    return gaps(device, (entry.device_seq for entry in entries))


def _checking_chain(entries: Sequence[SharedEntry]) -> Iterator[None]:
    for number, entry in enumerate(entries):
        if number % PIECE == 0:
            yield
        if entry_hash(entry[:14]) != entry.hash:
            raise _not_added(_("The entry written down on {time} was changed."), entry)
    for before, entry in pairwise(entries):
        _check_link(before.device_seq, before.hash, entry)
    _check_link(0, "", entries[0])


def _check_link(device_seq: int, own: str, entry: SharedEntry) -> None:
    is_twice = entry.device_seq == device_seq
    if is_twice or (entry.device_seq == device_seq + 1 and entry.previous_hash != own):
        words = _("The entry written down on {time} does not belong there.")
        raise _not_added(words, entry)


def _new_of(
    connection: apsw.Connection, device: str, entries: Sequence[SharedEntry], part: SharedPart
) -> list[SharedEntry]:
    query = "SELECT device_seq, person_id, hash FROM entry WHERE device = ?"
    here = {seq: (person, own) for seq, person, own in connection.execute(query, (device,))}
    same = ((entry, here.get(entry.device_seq)) for entry in entries)
    if any(held is not None and held != (entry.person_id, entry.hash) for entry, held in same):
        raise _two_histories()
    for gap in part.elsewhere:
        if gap.device == device:  # its ends are numbers from the file: never count between them
            own = (number for number, (person, _hash) in here.items() if person == part.person_id)
            if any(gap.first <= number <= gap.last for number in own):
                raise _two_histories()
    return [entry for entry in entries if entry.device_seq not in here]


def _join_up(connection: apsw.Connection, device: str, added: Sequence[SharedEntry]) -> None:
    """Check the links to what was here, and write down the end and what is still missing."""
    query = "SELECT device_seq, previous_hash, hash FROM entry WHERE device = ? ORDER BY 1"
    rows = list(connection.execute(query, (device,)))
    for before, after in pairwise(rows):
        if after[0] == before[0] + 1 and after[1] != before[2]:
            raise _two_histories()
    connection.execute("DELETE FROM elsewhere WHERE device = ?", (device,))
    missing = gaps(device, (row[0] for row in rows))
    connection.executemany("INSERT INTO elsewhere VALUES (?, ?, ?)", missing)
    if rows[-1][0] == added[-1].device_seq:
        keep_end(connection, device, rows[-1][0], rows[-1][2])


def _not_added(found: str, entry: SharedEntry) -> StorageError:
    time = written_words(entry.recorded_at, entry.recorded_zone)
    words = _("{found} Nothing was added. Ask for a new file.")
    return StorageError("not_added", words.format(found=found.format(time=time)))


def _two_histories() -> StorageError:
    words = _(
        "Two computers write under one name, as a copied folder does. Nothing was added. "
        "Save the whole record there, and read that in."
    )
    return StorageError("not_added", words)
