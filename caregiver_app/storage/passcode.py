# SPDX-License-Identifier: MIT
"""Setting, changing and removing the passcode of a data folder, and opening it with one.

The key file of the record decides: it is written first when a passcode is set or changed, and
last when one is removed. What a power cut left undone is done at the next opening, so that no
plain key stays anywhere in the folder, its backups included.
"""

import math
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from caregiver_app.storage.database import BACKUPS, KEY, plain_errors
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import (
    KEY_WORD,
    KeyFiles,
    Lock,
    OpenLock,
    Way,
    locked_key,
    make_lock,
    open_lock,
)
from caregiver_app.storage.sealing import SECRET_BYTES, Cost

_LEAST_S, _MOST_TIMES = 0.4, 4
"""A try takes this long at least, in at most 256 MiB: an old laptop must open the record too."""
_LEAST = Cost()
_NEAR = 0.75
"""A try that takes this part of the time or more is left as it is: clocks and loads vary."""
_SET_ASIDE = "set-aside"
_HALF, _LARGEST_KEY = ".key.new", 16 * 1024


def lock_of(data_dir: Path) -> Lock | None:
    """Return the lock of a record with a passcode; None without one, or when it is damaged."""
    with suppress(StorageError, OSError):
        found = locked_key(data_dir / KEY)
        return found.lock if found is not None else None
    return None


def lock_of_backups(data_dir: Path, keys: KeyFiles) -> Lock | None:
    """Return the lock of the newest backup that these keys do not open, None when they open all.

    It may come from another computer.
    """
    with suppress(OSError):  # nobody may look into the folder
        for path in sorted((data_dir / BACKUPS).glob("*.key"), reverse=True):
            with suppress(StorageError, OSError):
                found = locked_key(path)
                if found is not None and not _is_opened(keys, path):
                    return found.lock
    return None


def _is_opened(keys: KeyFiles, path: Path) -> bool:
    try:
        keys.lock_of(path)
    except StorageError:
        return False
    return True


def opened(lock: Lock, way: Way, secret: str) -> OpenLock:
    """Try a secret, from 0.3 to 1 s; raise StorageError `wrong_passcode` when it is another."""
    found = open_lock(lock, way, secret)
    if found is None:
        raise StorageError("wrong_passcode")
    return found


def new_lock(passcode: str, code: str, cost: Cost) -> OpenLock:
    """Return a lock of a key of chance under a passcode and a recovery code; takes two tries."""
    key = secrets.token_bytes(SECRET_BYTES)
    ways = (make_lock(key, Way.PASSCODE, passcode, cost), make_lock(key, Way.RECOVERY, code, cost))
    return OpenLock(key, Lock(*ways))


def tuned() -> Cost:
    """Return the cost that takes some 0.4 s on this computer, never less than the least."""
    begun = time.perf_counter()
    make_lock(bytes(SECRET_BYTES), Way.PASSCODE, "", _LEAST)
    return _dearer(_LEAST, time.perf_counter() - begun, near=1)


def raised(lock: OpenLock, way: Way, secret: str, took_s: float) -> OpenLock:
    """Return the lock with a dearer try of the secret that has just opened it in `took_s`.

    It is the same lock when that took long enough already: a lock from an older program or a
    slower computer costs too little. Nothing is ever made cheaper, and the other way in stays.
    `bring_all_up_to_date` writes it. Takes from 0.3 to 1 s when there is something to raise.
    """
    slot = lock.lock.slot(way)
    wanted = _dearer(slot.cost, took_s, near=_NEAR)
    if wanted == slot.cost:
        return lock
    made = make_lock(lock.key, way, secret, wanted)
    by_code = way is Way.RECOVERY
    return OpenLock(
        lock.key,
        Lock(lock.lock.passcode if by_code else made, made if by_code else lock.lock.recovery),
    )


def _dearer(cost: Cost, took_s: float, near: float) -> Cost:
    """Return a cost that takes some 0.4 s where this one took so long; never less than it."""
    passes, lanes = max(cost.passes, _LEAST.passes), max(cost.lanes, _LEAST.lanes)
    is_least = (passes, lanes) == (cost.passes, cost.lanes)
    if is_least and cost.memory_kib >= _LEAST.memory_kib and took_s >= _LEAST_S * near:
        return cost
    kib = cost.memory_kib * cost.passes / passes * _LEAST_S / max(took_s, 0.001)
    times = min(_MOST_TIMES, max(1, math.ceil(kib / _LEAST.memory_kib)))
    memory_kib = max(cost.memory_kib, _LEAST.memory_kib * times)
    return Cost(memory_kib=memory_kib, passes=passes, lanes=lanes)


def take_lock(data_dir: Path, keys: KeyFiles, lock: OpenLock) -> tuple[Path, ...]:
    """Put a record, which is open, and its backups under a lock, new or changed.

    Raises StorageError when the record stays as it was. Returns the key files of backups that
    could not be written: they are as they were, and `keys` still opens them.
    """
    before, path = keys.lock, data_dir / KEY
    with plain_errors(path):
        held = keys.read(path)
        if before is not None:
            keys.former = [before.key, *keys.former]
        keys.lock = lock
        try:
            keys.write(path, held)
        except (OSError, StorageError):
            # The very last step can fail when all is written.
            if lock_of(data_dir) != lock.lock:
                keys.lock, keys.former = before, keys.former[before is not None :]
                raise
    return bring_all_up_to_date(data_dir, keys)


def drop_lock(data_dir: Path, keys: KeyFiles) -> None:
    """Take the passcode away from a record, which is open, and its backups.

    Raises StorageError and leaves the passcode when one of them cannot be written.
    """
    path = data_dir / KEY
    try:
        with plain_errors(path):
            for other in _key_files(data_dir):
                if other != path:
                    keys.make_plain(other)
            keys.make_plain(path)
    except StorageError:
        bring_all_up_to_date(data_dir, keys)
        raise
    keys.lock = None


def bring_all_up_to_date(data_dir: Path, keys: KeyFiles) -> tuple[Path, ...]:
    """Put every key file of the folder under the lock as it is now; return those it failed for.

    One that only costs too little as yet, and opens with nothing else, did not fail.
    """
    if keys.lock is None:
        return ()
    failed = []
    for path in _key_files(data_dir):
        try:
            path.with_name(f"{path.name}.new").unlink(missing_ok=True)
            keys.bring_up_to_date(path)
        except (OSError, StorageError):
            if not keys.is_as_before(path):
                failed.append(path)
    for half in _halves(data_dir):
        with suppress(OSError):
            half.unlink()
    return tuple(failed)


def _key_files(data_dir: Path) -> Iterator[Path]:
    """Yield every key file of the folder, the one of the record first.

    They are known by what stands in them too: a sync program or a careful person may have made
    copies under other names, and each would open what it was made for.
    """
    yield data_dir / KEY
    for path in _files(data_dir):
        if path == data_dir / KEY or path.name.endswith(_HALF) or not _may_be_read(path):
            continue
        is_ours = path.suffix == ".key" and path.parent != data_dir
        if is_ours or _is_key_file(path):
            yield path


def _files(data_dir: Path) -> Iterator[Path]:
    """Yield every file where this program keeps some; a folder may hold others' files too."""
    yield from sorted(data_dir.glob("*"))
    for place in (BACKUPS, _SET_ASIDE):
        yield from sorted((data_dir / place).rglob("*"))


def _may_be_read(path: Path) -> bool:
    """Say whether it may be a key file. Databases, locks and their journals are never opened."""
    if ".db" in path.name or ".aside" in path.name or path.suffix == ".lock":
        return False
    return path.is_file() and not path.is_symlink()


def _is_key_file(path: Path) -> bool:
    """Say whether a file, whatever its name is, says that it is a key of this program."""
    with suppress(OSError):
        if path.stat().st_size <= _LARGEST_KEY:
            return KEY_WORD in path.read_bytes()
    return False


def _halves(data_dir: Path) -> Iterator[Path]:
    """Yield what a power cut left of a key file that was being written."""
    yield from (path for path in _files(data_dir) if path.name.endswith(_HALF))
