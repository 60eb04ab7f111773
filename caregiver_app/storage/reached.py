# SPDX-License-Identifier: MIT
"""How far the record was when it was last looked at, in a small file beside it.

A whole record of another day is right in itself: its pages, its chain and its end all fit. That
entries are missing shows only from outside. The file holds no key and nothing of anybody.
"""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import apsw

from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.keys import write_whole
from caregiver_app.system.plain_file import read_plain
from caregiver_app.system.words import _

REACHED = "record.reached"


@dataclass(frozen=True, slots=True)
class Reached:
    """The last entry of a record, by its place in the log and its hash."""

    seq: int
    hash: str


class ReachedFile:
    """The file of one data folder. It only warns: one that is not there or not whole says nothing.

    So a disk that does not take it stops nothing.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / REACHED
        self._held = self._read()
        self._is_told = False

    def check(self, connection: apsw.Connection) -> None:
        """Raise StorageError where the record held more once; else remember how far it is now."""
        if self._is_ahead_of(connection):
            self._is_told = True
            raise StorageError(
                "shrunk",
                _(
                    "Entries that were here before are missing: the record is as it was on "
                    "another day. Settings, Backups shows what the last backup holds."
                ),
            )
        self.keep(connection)

    def keep(self, connection: apsw.Connection) -> None:
        """Remember the last entry of the record; no lower one before somebody was told of it."""
        with suppress(apsw.Error):  # closed, or damaged: the check says so
            if self._is_told or not self._is_ahead_of(connection):
                self._write(connection)

    def _is_ahead_of(self, connection: apsw.Connection) -> bool:
        held = self._held
        if held is None or not held.seq:
            return False
        query = "SELECT hash FROM entry WHERE seq = ?"
        return bool(connection.execute(query, (held.seq,)).get != held.hash)

    def _write(self, connection: apsw.Connection) -> None:
        query = "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1"
        seq, own = connection.execute(query).fetchone() or (0, "")
        now = Reached(int(seq), str(own))
        if now == self._held:
            return
        with suppress(OSError, StorageError):
            write_whole(self._path, _text(now))
            self._held = now

    def _read(self) -> Reached | None:
        with suppress(OSError, ValueError, TypeError, KeyError):
            text = read_plain(self._path)
            found = json.loads(text)
            held = Reached(int(found["seq"]), str(found["hash"]))
            return held if _text(held) == text else None
        return None


def forget_reached(folder: Path) -> None:
    """Take the file away: the record that takes the place is meant, and may hold less."""
    (folder / REACHED).unlink(missing_ok=True)


def _text(reached: Reached) -> bytes:
    told = {"seq": reached.seq, "hash": reached.hash}
    own = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    return (json.dumps(told | {"sum": own}, indent=1) + "\n").encode()
