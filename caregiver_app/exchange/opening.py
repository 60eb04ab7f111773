# SPDX-License-Identifier: MIT
"""Opens a file nobody vouches for: a whole, plain file or nothing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from caregiver_app.exchange.errors import RecordError
from caregiver_app.system.plain_file import NotAFileError, open_plain
from caregiver_app.system.words import _


@contextmanager
def plain_file(path: Path, what: str) -> Iterator[BinaryIO]:
    """Open a file to read; raise RecordError for a pipe, a device, a folder or what fails.

    `what` says what is wanted, like "a record". A link to a plain file is followed: whoever chose
    it may read both, and nothing is ever written beside it.
    """
    try:
        descriptor = open_plain(path)
    except NotAFileError:
        raise _no_file(path, what) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, what, error) from None
    with os.fdopen(descriptor, "rb") as file:
        try:
            yield file
        except OSError as error:
            raise _unreadable(path, what, error) from None


def _no_file(path: Path, what: str) -> RecordError:
    return RecordError(str(path), _("this is not a file"), _("{what} in a file").format(what=what))


def _unreadable(path: Path, what: str, error: Exception) -> RecordError:
    reason = getattr(error, "strerror", None) or _("it cannot be opened")
    return RecordError(str(path), reason, _("{what} that can be read").format(what=what))
