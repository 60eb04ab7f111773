# SPDX-License-Identifier: MIT
"""A little room set aside beside the record, so that a full disk can still keep a few lines."""

from contextlib import closing, suppress
from pathlib import Path

import apsw

from caregiver_app.storage.database import KEY, connect, look_into, plain_errors
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles
from caregiver_app.storage.transaction import transaction

ROOM = "record.aside"
_BYTES = 128 * 1024


class RoomAside:
    """A few encrypted texts, by name, in a file whose room is taken while there is plenty.

    It grows no file when it is written, so it works where the record cannot grow. It has the key
    of the record, and is open only for a moment. `only_to_look` changes no byte of any file.
    """

    def __init__(
        self, folder: Path, keys: KeyFiles | None = None, *, only_to_look: bool = False
    ) -> None:
        self._keys = keys or KeyFiles()
        self._only_to_look = only_to_look
        self._path = folder / ROOM
        self._key_file = folder / KEY

    def make(self) -> None:
        """Set the room aside unless it is there; raise StorageError."""
        if self._path.exists():
            return
        try:
            with plain_errors(self._path), closing(self._connect(create=True)) as connection:
                with transaction(connection):
                    connection.execute("CREATE TABLE kept (name TEXT PRIMARY KEY, text TEXT)")
                    connection.execute("INSERT INTO kept VALUES ('', ?)", ("-" * _BYTES,))
                # The journal of this change stays as large as the room: it needs no more later.
                with transaction(connection):
                    connection.execute("DELETE FROM kept")
        except StorageError:
            for half in (self._path, self._path.with_name(f"{ROOM}-journal")):
                with suppress(OSError):
                    half.unlink(missing_ok=True)
            raise

    def set_apart(self) -> None:
        """Give a file that cannot be read another name, so that there is room again."""
        if self._only_to_look:
            return
        with plain_errors(self._path):
            for part in (ROOM, f"{ROOM}-journal"):
                path = self._path.with_name(part)
                if path.exists():
                    path.replace(path.with_name(part.replace(ROOM, f"{ROOM}.unread")))

    def keep(self, name: str, text: str) -> None:
        """Keep a text instead of the one before, a blank for none; raise StorageError."""
        self.make()
        with (
            plain_errors(self._path),
            closing(self._connect()) as connection,
            transaction(connection),
        ):
            if text:
                row = (name, text)
                connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", row)
            else:
                connection.execute("DELETE FROM kept WHERE name = ?", (name,))

    def kept(self, name: str) -> str:
        """Return a text, blank when there is none; raise StorageError."""
        if not self._path.exists():
            return ""
        with plain_errors(self._path), closing(self._looked_into()) as connection:
            row = connection.execute("SELECT text FROM kept WHERE name = ?", (name,)).fetchone()
            return str(row[0]) if row is not None else ""

    def texts(self) -> dict[str, str]:
        """Return all texts by name; raise StorageError."""
        if not self._path.exists():
            return {}
        with plain_errors(self._path), closing(self._looked_into()) as connection:
            rows = connection.execute("SELECT name, text FROM kept").fetchall()
            return {str(name): str(text) for name, text in rows}

    def _looked_into(self) -> apsw.Connection:
        """Open the room to read it; a disk that cannot be written is read all the same."""
        try:
            if not self._only_to_look:
                return self._connect()
        except (apsw.ReadOnlyError, apsw.CantOpenError):
            pass
        return look_into(self._path, self._key_file, self._keys)

    def _connect(self, *, create: bool = False) -> apsw.Connection:
        connection = connect(self._path, self._keys.read(self._key_file).key, create=create)
        connection.pragma("journal_mode", "persist")
        return connection
