# SPDX-License-Identifier: MIT
"""The key of the record, in a file of its own that can tell a wrong key from damage."""

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.patience import patiently
from caregiver_app.system.plain_file import open_plain, read_plain
from caregiver_app.system.words import _

KEY_BYTES = 32
MARK_BYTES = 16
_FORMAT = "caregiver-key/1"
_FEW_BITS = 32
"""Two random marks differ in about 64 of 128 bits; fewer than this is damage, not another file."""


@dataclass(frozen=True, slots=True)
class RecordKey:
    """The random key, and the first bytes of the database that it belongs to.

    The first 16 bytes of an encrypted database are its random salt: they are not secret and
    never change, so they say which database a key was made for.
    """

    key: bytes
    mark: bytes


def new_key() -> bytes:
    """Return 32 random bytes; any other length would be taken for a passphrase."""
    return secrets.token_bytes(KEY_BYTES)


def read_mark(database: Path) -> bytes:
    """Return the first bytes of a database. Only while no connection has it open."""
    with os.fdopen(open_plain(database), "rb") as file:
        return file.read(MARK_BYTES)


def read_key(path: Path) -> RecordKey:
    """Read the key file; raise StorageError `damaged` unless it is exactly as it was written."""
    text = read_plain(path)
    try:
        found = json.loads(text)
        held = RecordKey(bytes.fromhex(found["key"]), bytes.fromhex(found["database"]))
    except (ValueError, TypeError, KeyError):
        raise damaged_key() from None
    if found.get("format") != _FORMAT and str(found.get("format")).startswith("caregiver-key/"):
        raise StorageError("newer")
    if len(held.key) != KEY_BYTES or key_text(held) != text:
        raise damaged_key()
    return held


def write_whole(path: Path, text: bytes) -> None:
    """Write a key file whole or not at all, readable by its owner alone.

    It is read back before the one that was there goes. Raises OSError, or StorageError when the
    disk gives back something else.
    """
    temporary = path.with_name(path.name + ".new")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if temporary.read_bytes() != text:
        temporary.unlink()
        raise StorageError("failed")
    patiently(partial(temporary.replace, path))
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable; Windows does so by itself and has no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_same_database(held: RecordKey, mark: bytes) -> bool:
    """Say whether a database with this mark is the one the key was made for, damaged or not."""
    if len(mark) != MARK_BYTES or len(set(mark)) == 1:  # cut, or blanked: no record begins so
        return True
    differing = int.from_bytes(held.mark, "big") ^ int.from_bytes(mark, "big")
    return differing.bit_count() < _FEW_BITS


def key_text(held: RecordKey) -> bytes:
    """Return what a key file without a passcode says."""
    check = hmac.new(held.key, _FORMAT.encode() + held.mark, hashlib.sha256).hexdigest()
    lines = {
        "format": _FORMAT,
        "key": held.key.hex(),
        "database": held.mark.hex(),
        "check": check,
    }
    return (json.dumps(lines, indent=1) + "\n").encode()


def damaged_key() -> StorageError:
    """Return the error of a key file that is not as it was written."""
    return StorageError("damaged", _("The key file record.key is damaged. Nothing was changed."))
