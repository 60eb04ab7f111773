# SPDX-License-Identifier: MIT
"""Where the record lies on this computer; the only place that asks appdirs."""

import os
from pathlib import Path

import appdirs


def default_data_dir() -> Path:
    """Return the data folder: CAREGIVER_DATA_DIR when set, else the user's own data folder.

    Never Documents or a roaming folder: sync programs tear a live database apart.
    """
    chosen = os.environ.get("CAREGIVER_DATA_DIR")
    return Path(chosen or appdirs.user_data_dir("CaregiverApp", appauthor=False))
