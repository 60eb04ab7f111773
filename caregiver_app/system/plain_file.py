# SPDX-License-Identifier: MIT
"""Opens a file only where it is one: never a pipe, on which the program would wait for ever."""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

# Without the first a pipe waits for whoever writes into it, without the second a terminal is taken.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_OWN_ALONE = 0o600


class NotAFileError(OSError):
    """A folder, pipe, socket or device stands where a file should be; `filename` says where."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def open_plain(path: Path, flags: int = os.O_RDONLY) -> int:
    """Open a file like `os.open`, for its owner alone where it is made; raise NotAFileError.

    What was opened is asked, not the name: between the two another thing could be put in its
    place. A link to a file is followed.
    """
    try:
        descriptor = os.open(path, flags | _AT_ONCE, _OWN_ALONE)
    except (OSError, ValueError):
        if is_other(path):  # nobody opens a socket, nor writes to a folder
            raise NotAFileError(path) from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotAFileError(path)
    return descriptor


def read_plain(path: Path) -> bytes:
    """Return all that a file holds; raise OSError, NotAFileError where it is none."""
    with os.fdopen(open_plain(path), "rb") as file:
        return file.read()


def write_plain(path: Path, content: bytes) -> None:
    """Let a file of its owner alone hold this; raise OSError, NotAFileError where it is none."""
    with os.fdopen(open_plain(path, os.O_WRONLY | os.O_CREAT), "wb") as file:
        if sys.platform != "win32":  # it may have been made with other rights
            os.fchmod(file.fileno(), _OWN_ALONE)
        file.truncate()
        file.write(content)


def is_there(path: Path) -> bool:
    """Say whether something can be seen there; nothing can in a folder nobody may look into."""
    with suppress(OSError, ValueError):
        return path.exists()
    return False


def is_other(path: Path) -> bool:
    """Say whether something stands there that is no file; a link to a file is one."""
    with suppress(OSError, ValueError):
        return path.exists() and not path.is_file()
    return False
