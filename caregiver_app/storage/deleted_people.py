# SPDX-License-Identifier: MIT
"""Who was deleted for good: a mark that knows somebody again and does not say who it is."""

import hashlib
import secrets
from pathlib import Path

import apsw

from caregiver_app.storage.database import plain_errors

_BEGINS = "deleted."
_SALT_BYTES = 16
_COST = {"n": 2**14, "r": 8, "p": 1}
"""One try takes some 40 ms: an id that was made of name and date of birth could be guessed."""


def mark_of(person_id: str) -> tuple[str, str]:
    """Return a setting that knows a person again, with a salt of its own."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return f"{_BEGINS}{salt.hex()}", _digest(person_id, salt)


class DeletedPeople:
    """The marks of one open record."""

    def __init__(self, connection: apsw.Connection, database: Path) -> None:
        self._connection = connection
        self._database = database

    def holds(self, person_id: str) -> bool:
        """Say whether this person was deleted here; raise StorageError."""
        query = "SELECT name, value FROM setting WHERE name GLOB ?"
        with plain_errors(self._database):
            marks = self._connection.execute(query, (f"{_BEGINS}*",)).fetchall()
        return any(_digest(person_id, _salt(str(name))) == value for name, value in marks)


def _salt(name: str) -> bytes:
    return bytes.fromhex(name.removeprefix(_BEGINS))


def _digest(person_id: str, salt: bytes) -> str:
    return hashlib.scrypt(person_id.encode(), salt=salt, **_COST).hex()
