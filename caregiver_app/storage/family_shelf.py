# SPDX-License-Identifier: MIT
"""What an open record gives to other computers and takes from them."""

import platform
import uuid
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from pathlib import Path

import apsw

from caregiver_app.domain.sharing.shared_part import Seen, SharedPart
from caregiver_app.storage.database import plain_errors
from caregiver_app.storage.family_entries import (
    Places,
    mark_seen,
    not_here,
    part_of,
    seen_of,
    taking_in,
)
from caregiver_app.storage.long_save import LongSave
from caregiver_app.system.pieces import at_once

_NAME, _MARK = "device", "device_file"
_KEEP = "INSERT OR REPLACE INTO setting VALUES (?, ?)"


def mark_of(database: Path, file: tuple[int, int]) -> str:
    """Return what tells a record from a copy of it: the file, the computer and the folder."""
    return f"{file[1]}\n{platform.node()}\n{database.parent.absolute()}"


def own_name(
    connection: apsw.Connection,
    mark: str,
    saving: Callable[[], AbstractContextManager[None]] | None,
) -> tuple[str, bool]:
    """Return the name of this computer in the chains, and whether it is kept for this record.

    A folder that was copied begins a name of its own: two computers must not write under one.
    Without `saving` a record is only looked at.
    """
    query = "SELECT value FROM setting WHERE name = ?"
    device = connection.execute(query, (_NAME,)).get
    kept = connection.execute(query, (_MARK,)).get
    if device is not None and kept is not None and _is_copy(str(kept), mark):
        return str(uuid.uuid4()), False
    if device is None and saving is not None:
        device, kept = str(uuid.uuid4()), mark
        with saving():
            keep_name(connection, device, mark)
    return str(device or ""), kept == mark


def keep_name(connection: apsw.Connection, device: str, mark: str) -> None:
    """Keep the name and the record for which it holds; inside the transaction of what is written.

    A start on a full disk must not need it.
    """
    connection.executemany(_KEEP, ((_NAME, device), (_MARK, mark)))


def _is_copy(kept: str, mark: str) -> bool:
    """Say whether a record is another file elsewhere; a stick numbers its files anew each time."""
    before, now = kept.split("\n"), mark.split("\n")
    return before[0] != now[0] and before[1:] != now[1:]


class FamilyShelf:
    """The entries of one open record as they travel. `saving` is its way of writing.

    `long` is the save that is made in pieces. `place` returns this computer's name and last
    number, and begins anew under a given name; `stands` says whether a row counts.
    """

    def __init__(
        self,
        connection: apsw.Connection,
        saving: Callable[[], AbstractContextManager[None]],
        long: LongSave,
        database: Path,
        place: Callable[..., tuple[str, int]],
        stands: Callable[[str, int], bool],
    ) -> None:
        self._connection = connection
        self._saving = saving
        self._long = long
        self._coming: Places = frozenset()
        self._database = database
        self._place = place
        self._stands = stands

    @property
    def device(self) -> str:
        """Return what this computer is called in the entries it writes."""
        return self._place()[0]

    def seen(self, person_id: str) -> tuple[Seen, ...]:
        """Return what each computer knew of the others when it wrote; raise StorageError."""
        with plain_errors(self._database):
            return seen_of(self._connection, person_id)

    def part(self, person_id: str) -> SharedPart:
        """Return everything about one person as it travels; raise StorageError."""
        return at_once(self.parting(person_id))

    def parting(self, person_id: str) -> Generator[None, None, SharedPart]:
        """Do the same in short pieces, for a window that must stay alive in between."""
        with plain_errors(self._database):
            return (yield from part_of(self._connection, person_id, self._stands))

    def check_beside(self, part: SharedPart) -> None:
        """Raise StorageError when a part tells another history than the one that is here."""
        with plain_errors(self._database):
            not_here(self._connection, part)

    def is_coming(self, device: str, device_seq: int) -> bool:
        """Say whether a row is part of what is being taken in: it does not count yet."""
        return (device, device_seq) in self._coming

    def take_in(self, part: SharedPart) -> int:
        """Add what is new in one transaction, all or nothing, and return how many entries.

        Raises StorageError `not_added` when a chain is not whole or not the one that is here.
        """
        found: list[int] = []
        for _rest in self.taking_in(part, found.append):
            pass
        return found[0]

    def taking_in(
        self, part: SharedPart, then: Callable[[int], None]
    ) -> Generator[None, None, None]:
        """Do the same in short pieces; `then` is told the number once all of it is on the disk.

        Whoever saves meanwhile waits for the end of it. To close the generator, or the record,
        takes all of it back.
        """
        return self._long.begun(self._taking_in(part, then))

    def _taking_in(
        self, part: SharedPart, then: Callable[[int], None]
    ) -> Generator[None, None, None]:
        device, device_seq = self._place()
        try:
            with self._saving():
                number = yield from taking_in(self._connection, part, self._let_come)
                own = (e.device_seq for e in part.entries if e.device == device)
                is_behind = max(own, default=0) > device_seq
                if is_behind:  # this folder was put back as it was on another day
                    device, device_seq = str(uuid.uuid4()), 0
                self._connection.execute(_KEEP, (_NAME, device))
                mark_seen(self._connection, device, device_seq + 1, part.person_id)
        finally:
            self._coming = frozenset()
        if is_behind:
            self._place(device)
        then(number)

    def _let_come(self, places: Places) -> None:
        self._coming = places
