# SPDX-License-Identifier: MIT
"""Where the record lies on this computer; the only place that asks appdirs."""

import os
import sys
from pathlib import Path

import appdirs

PORTABLE = "caregiver-data"
"""The folder that, beside an installed program, makes it keep its data there."""


def default_data_dir() -> Path:
    """Return the data folder: CAREGIVER_DATA_DIR, else the portable one, else the user's own.

    Never Documents or a roaming folder: sync programs tear a live database apart.
    """
    chosen = os.environ.get("CAREGIVER_DATA_DIR")
    if chosen:
        return Path(chosen)
    return portable_dir() or Path(appdirs.user_data_dir("CaregiverApp", appauthor=False))


def portable_dir() -> Path | None:
    """Return `caregiver-data` beside the program's own file, when somebody laid it there.

    Only for the built program: from a checkout the program's file is Python itself.
    """
    if not getattr(sys, "frozen", False):
        return None
    folder = Path(sys.executable).resolve().parent / PORTABLE
    return folder if folder.is_dir() else None
