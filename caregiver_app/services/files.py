# SPDX-License-Identifier: MIT
"""Writing a file that somebody chose: whole or not at all, readable by its owner alone."""

import os
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from caregiver_app.exchange.errors import RecordError
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.patience import patiently
from caregiver_app.system.words import _


def write_whole(path: Path, data: bytes) -> None:
    """Write a file under a temporary name and rename it.

    Raises RecordError when the place makes no sense and StorageError when the disk fails.
    """
    unfinished = path.with_name(f".caregiver-{os.getpid()}.part")
    try:
        # A device or pipe must not be replaced by a file of its name.
        if not path.parent.is_dir() or (path.exists() and not path.is_file()):
            raise RecordError(
                str(path), _("this is not a place for a file"), _("a file in a folder")
            )
        descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        patiently(partial(unfinished.replace, path))
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        sentence = _("The file {path} could not be written: {reason}.")
        raise StorageError("failed", sentence.format(path=path, reason=error.strerror)) from error


def refuse_to_replace(path: Path, read: Iterable[Path]) -> None:
    """Refuse a place that is one of the files which are read, by whatever name or link.

    Raises RecordError.
    """
    if any(_are_one(path, one) for one in read):
        told = _("this is the record that is read, or a file of its folder: it would be lost")
        raise RecordError(str(path), told, _("a file of another name"))


def _are_one(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:  # one of them is not there
        return False


def free_path(folder: Path, stem: str, ending: str) -> Path:
    """Return a path in a folder where nothing is yet: no other file is ever replaced."""
    path, number = folder / f"{stem}{ending}", 1
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / f"{stem}-{number}{ending}"
    return path
