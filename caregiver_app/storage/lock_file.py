# SPDX-License-Identifier: MIT
"""One writer: a lock on a file of its own decides, never a lock on the database.

The operating system drops the lock when the program ends, however it ends, so a stale lock
clears itself and a process number never has to be trusted.
"""

import os
import sys
from pathlib import Path

from caregiver_app.storage.errors import StorageError

LOCK = "record.lock"

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
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
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
