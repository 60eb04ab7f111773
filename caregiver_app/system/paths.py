# SPDX-License-Identifier: MIT
"""Where the record lies on this computer; the only place that asks appdirs."""

import os
import sys
from pathlib import Path

import appdirs

PORTABLE = "caregiver-data"
"""The folder that, beside an installed program, makes it keep its data there."""

_NAME = "CaregiverApp"


def default_data_dir() -> Path:
    """Return the data folder: CAREGIVER_DATA_DIR, else the portable one, else the user's own.

    Never Documents or a roaming folder: sync programs tear a live database apart.
    """
    chosen = os.environ.get("CAREGIVER_DATA_DIR")
    if chosen:
        return Path(chosen)
    return portable_dir() or _of_the_user()


def portable_dir() -> Path | None:
    """Return `caregiver-data` beside the program's own file, when somebody laid it there.

    Only for the built program: from a checkout the program's file is Python itself.
    """
    if not getattr(sys, "frozen", False):
        return None
    folder = Path(sys.executable).resolve().parent / PORTABLE
    return folder if folder.is_dir() else None


def _of_the_user() -> Path:
    """Return the user's own data folder, the same one wherever the program is started.

    appdirs takes XDG_DATA_HOME as it stands. The XDG Base Directory Specification says that an
    empty or a relative one counts as not set; taken, it would begin an empty record in each folder
    from which somebody starts the program.
    """
    folder = Path(appdirs.user_data_dir(_NAME, appauthor=False))
    return folder if folder.is_absolute() else Path.home() / ".local" / "share" / _NAME
