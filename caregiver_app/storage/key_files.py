# SPDX-License-Identifier: MIT
"""Key files with and without a passcode, and who may open them.

With a passcode a lock key of chance is sealed twice, under the passcode and under the code of the
recovery sheet, and the key of each database is sealed under the lock key. Every key file carries
both, so that a backup opens on another computer. A sum tells damage before any secret is tried; a
check under the lock key tells a change that somebody made.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.keys import (
    KEY_BYTES,
    MARK_BYTES,
    RecordKey,
    damaged_key,
    key_text,
    read_key,
    write_whole,
)
from caregiver_app.storage.sealing import Cost, Slot, open_slot, seal, seal_under, unseal
from caregiver_app.system.plain_file import read_plain

FORMAT = "caregiver-key/2"
KEY_WORD = b'"caregiver-key/'
"""What stands in every key file that this program has written, without and with a passcode."""
_KEY, _UNREAD = b"caregiver-key/2 key ", b"caregiver-key/2 unread "
_UNREAD_FORMAT = "caregiver-key/2-unread"


class Way(StrEnum):
    """A way to open a record with a passcode."""

    PASSCODE = "passcode"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Lock:
    """Both ways in, as they stand in every key file of a record."""

    passcode: Slot
    recovery: Slot

    def slot(self, way: Way) -> Slot:
        """Return one way in."""
        return self.passcode if way is Way.PASSCODE else self.recovery


@dataclass(frozen=True, slots=True)
class OpenLock:
    """A lock with its key, as long as the record is open."""

    key: bytes
    lock: Lock


@dataclass(frozen=True, slots=True)
class LockedKey:
    """What a key file with a passcode says, before anybody opens it."""

    mark: bytes
    lock: Lock
    sealed: bytes
    check: bytes


class KeyFiles:
    """Reads and writes the key files of one record; `lock` is None without a passcode.

    `by_recovery` says that the recovery code opened it: then nobody knows the passcode. `before`
    is the lock of the files, where this one costs more. `others` are locks of backups from another
    computer, as long as the program is open. `wrong_tries` were made before the lock opened, and
    nobody has noted them yet. `former` are the lock keys from before a change, as long as the key
    file of a backup may still be under one of them.
    """

    def __init__(
        self,
        lock: OpenLock | None = None,
        *,
        by_recovery: bool = False,
        before: Lock | None = None,
    ) -> None:
        self.lock = lock
        self.by_recovery = by_recovery
        self.wrong_tries = 0
        self._before = before
        self.others: list[OpenLock] = []
        self.former: list[bytes] = []

    def read(self, path: Path) -> RecordKey:
        """Return the key in a file.

        Raises StorageError `damaged`, or `passcode` when it needs one, or another one.
        """
        found = locked_key(path)
        if found is None:
            return read_key(path)
        lock, key = self._opening(found)
        if len(key) != KEY_BYTES or found.check != _check(lock.key, _told(found)):
            raise damaged_key()
        return RecordKey(key, found.mark)

    def lock_of(self, path: Path) -> OpenLock | None:
        """Return the lock that a key file is under; None without one. Raises as `read` does."""
        found = locked_key(path)
        return None if found is None else self._opening(found)[0]

    def _opening(self, found: LockedKey) -> tuple[OpenLock, bytes]:
        former = (OpenLock(key, found.lock) for key in self.former)
        for lock in filter(None, (self.lock, *self.others, *former)):
            key = unseal(lock.key, found.sealed, _KEY + found.mark)
            if key is not None:
                return lock, key
        raise StorageError("passcode")

    def write(self, path: Path, held: RecordKey) -> None:
        """Write a key file whole or not at all; it is read back before the old one goes."""
        write_whole(path, self._text(held))

    def bring_up_to_date(self, path: Path) -> None:
        """Write a key file anew that is not under this lock as it is now; raise StorageError.

        A file that cannot be read is sealed as it is: most of a plain key may stand in it. One of
        another passcode is left alone.
        """
        lock = self.lock
        if lock is None:
            return
        try:
            found = locked_key(path)
            if found is not None and found.lock == lock.lock:
                return
            held = self._own().read(path)
        except StorageError as error:
            if error.cause == "damaged":
                _take_unread(path, lock, self.former)
            return
        self.write(path, held)

    def is_as_before(self, path: Path) -> bool:
        """Say whether a file is under the lock that this one only makes dearer."""
        if self._before is None:
            return False
        try:
            found = locked_key(path)
        except (OSError, StorageError):
            return False
        return found is not None and found.lock == self._before

    def make_plain(self, path: Path) -> None:
        """Write a key file without a passcode; one of another passcode is left alone."""
        try:
            held = self._own().read(path)
        except StorageError as error:
            if error.cause == "damaged" and self.lock is not None:
                _give_unread(path, (self.lock.key, *self.former))
            return
        write_whole(path, key_text(held))

    def _own(self) -> "KeyFiles":
        """Return what opens the files of this record, and none of another computer."""
        own = KeyFiles(self.lock)
        own.former = self.former
        return own

    def _text(self, held: RecordKey) -> bytes:
        if self.lock is None:
            return key_text(held)
        sealed = seal(self.lock.key, held.key, _KEY + held.mark)
        made = LockedKey(held.mark, self.lock.lock, sealed, b"")
        return _text(
            LockedKey(held.mark, self.lock.lock, sealed, _check(self.lock.key, _told(made)))
        )


def make_lock(key: bytes, way: Way, secret: str, cost: Cost) -> Slot:
    """Return one way in to a lock key; takes from 0.3 to 1 s."""
    return seal_under(secret, cost, key, way.encode())


def open_lock(lock: Lock, way: Way, secret: str) -> OpenLock | None:
    """Try a secret, from 0.3 to 1 s; None when it does not open the lock."""
    key = open_slot(secret, lock.slot(way), way.encode())
    return None if key is None else OpenLock(key, lock)


def locked_key(path: Path) -> LockedKey | None:
    """Return what a key file with a passcode says, None for one without.

    Raises StorageError `damaged` unless it is exactly as it was written.
    """
    text = read_plain(path)
    if f'"{FORMAT}"'.encode() not in text and b'"sum": ' not in text:
        return None
    try:
        found = json.loads(text)
        if found["format"] != FORMAT and _is_whole(found, text):
            raise StorageError("newer")
        held = LockedKey(
            bytes.fromhex(found["database"]),
            Lock(*(_slot(found[way.value]) for way in Way)),
            bytes.fromhex(found["key"]),
            bytes.fromhex(found["check"]),
        )
        costs = [held.lock.slot(way).cost for way in Way]
        is_whole = _text(held) == text and all(cost.is_possible() for cost in costs)
    except (ValueError, TypeError, KeyError):
        raise damaged_key() from None
    if not is_whole or len(held.mark) != MARK_BYTES:
        raise damaged_key()
    return held


def _take_unread(path: Path, lock: OpenLock, former: Sequence[bytes]) -> None:
    text = read_plain(path)
    if _UNREAD_FORMAT.encode() in text:
        before = _unread(text, former)
        if before is None:  # under this lock, or nobody's
            return
        text = before
    told = {"format": _UNREAD_FORMAT, "sealed": seal(lock.key, text, _UNREAD).hex()}
    write_whole(path, _lines(told))


def _give_unread(path: Path, keys: Sequence[bytes]) -> None:
    text = _unread(read_plain(path), keys)
    if text is not None:
        write_whole(path, text)


def _unread(text: bytes, keys: Sequence[bytes]) -> bytes | None:
    """Return what stood in a file that was sealed as it was, None when no key opens it."""
    try:
        sealed = bytes.fromhex(json.loads(text)["sealed"])
    except (ValueError, TypeError, KeyError):
        return None
    found = (unseal(key, sealed, _UNREAD) for key in keys)
    return next((text for text in found if text is not None), None)


def _is_whole(found: dict[str, object], text: bytes) -> bool:
    """Say whether a key file of a later program is as it was written: all end with the sum."""
    told = {name: value for name, value in found.items() if name != "sum"}
    return _lines(told | {"sum": _sum(told)}) == text


def _slot(found: Mapping[str, Any]) -> Slot:
    cost = Cost(**{name: int(found[name]) for name in asdict(Cost())})
    return Slot(cost, bytes.fromhex(found["salt"]), bytes.fromhex(found["sealed"]))


def _told(held: LockedKey) -> dict[str, object]:
    ways = {
        way.value: asdict(held.lock.slot(way).cost)
        | {"salt": held.lock.slot(way).salt.hex(), "sealed": held.lock.slot(way).sealed.hex()}
        for way in Way
    }
    return {"format": FORMAT, "database": held.mark.hex(), **ways, "key": held.sealed.hex()}


def _text(held: LockedKey) -> bytes:
    told = _told(held) | {"check": held.check.hex()}
    return _lines(told | {"sum": _sum(told)})


def _sum(told: Mapping[str, object]) -> str:
    return hashlib.sha256(_lines(told)).hexdigest()


def _check(key: bytes, told: Mapping[str, object]) -> bytes:
    return hmac.digest(key, _lines(told), hashlib.sha256)


def _lines(told: Mapping[str, object]) -> bytes:
    return (json.dumps(told, indent=1) + "\n").encode()
