# SPDX-License-Identifier: MIT
"""One writer: a lock on a file of its own decides, never a lock on the database.

The operating system drops the lock when the program ends, however it ends, so a stale lock
clears itself and a process number never has to be trusted.
"""

import os
import sys
from pathlib import Path
from threading import Event

from caregiver_app.storage.errors import StorageError
from caregiver_app.system.plain_file import open_plain

LOCK = "record.lock"
_ANSWER_TURNS, _ANSWER_TURN_S = 60, 0.05
_ASKED = (946684800.0, 946684800.0)
"""The time of the lock file that a second start sets, 1 January 2000: every disk can hold it, and
no byte of any file changes for it."""

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        # flock, not lockf: closing another descriptor of the file must not drop the lock.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LockFile:
    """The lock of one data folder, held from construction until `release`."""

    def __init__(self, path: Path) -> None:
        """Take the lock; raise StorageError `locked` when another program holds it."""
        descriptor = open_plain(path, os.O_RDWR | os.O_CREAT)
        try:
            _take(descriptor)
        except OSError as error:
            os.close(descriptor)
            if isinstance(error, BlockingIOError | PermissionError):
                raise StorageError("locked") from error
            raise
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Give the lock back. The file stays: removing it would let two programs in."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def ask_to_show(path: Path) -> bool:
    """Ask the window that holds this lock to come to the front; say whether there is one."""
    if not path.exists():
        return False
    try:
        LockFile(path).release()
    except StorageError:
        os.utime(path, _ASKED)
        return True
    return False


def hand_over(data_dir: Path) -> bool:
    """Bring the window to the front that has the record open; say whether one has answered.

    Without an answer this start goes on, and says that the record is open elsewhere.
    """
    lock = data_dir / LOCK
    try:
        if not ask_to_show(lock):
            return False
    except OSError:
        return False
    for _turn in range(_ANSWER_TURNS):
        Event().wait(_ANSWER_TURN_S)
        if not is_asked(lock):
            return True
    return False


def is_asked(path: Path) -> bool:
    """Say whether a second start asks for the window, and nobody has answered yet."""
    try:
        return path.stat().st_mtime == _ASKED[1]
    except OSError:
        return False


def answer(path: Path) -> None:
    """Tell the second start that the window is there."""
    os.utime(path)
