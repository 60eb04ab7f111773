# SPDX-License-Identifier: MIT
"""Where a dialog for files begins, and that Qt keeps no list of folders that were looked at."""

import os
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths


def first_folder() -> str:
    """Return the documents folder, or the home folder: one that is not there cannot be chosen."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if Path(documents).is_dir() else str(Path.home())


def keep_no_folders() -> None:
    """Have Qt keep nowhere which folders were opened: the name of one may tell whose it is.

    Else its dialogs write them into QtProject.conf. Where Qt keeps such things in the registry of
    the system, it still does.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
