# SPDX-License-Identifier: MIT
"""Opens a file nobody vouches for: a whole, plain file or nothing."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from caregiver_app.exchange.errors import RecordError
from caregiver_app.system.words import _

# Without it, opening a pipe waits for whoever writes into it, perhaps for ever.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def plain_file(path: Path, what: str) -> Iterator[BinaryIO]:
    """Open a file to read; raise RecordError for a pipe, a device, a folder or what fails.

    `what` says what is wanted, like "a record". What was opened is asked, not the name: between
    the two another thing could be put in its place. A link to a plain file is followed: whoever
    chose it may read both, and nothing is ever written beside it.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _AT_ONCE)
    except (OSError, ValueError) as error:
        if _is_other(path):
            raise _no_file(path, what) from None
        raise _unreadable(path, what, error) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _no_file(path, what)
    with os.fdopen(descriptor, "rb") as file:
        try:
            yield file
        except OSError as error:
            raise _unreadable(path, what, error) from None


def _is_other(path: Path) -> bool:
    with suppress(OSError, ValueError):  # Windows opens no folder at all
        return not path.is_file() and path.exists()
    return False


def _no_file(path: Path, what: str) -> RecordError:
    return RecordError(str(path), _("this is not a file"), _("{what} in a file").format(what=what))


def _unreadable(path: Path, what: str, error: Exception) -> RecordError:
    reason = getattr(error, "strerror", None) or _("it cannot be opened")
    return RecordError(str(path), reason, _("{what} that can be read").format(what=what))
