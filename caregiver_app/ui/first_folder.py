# SPDX-License-Identifier: MIT
"""Where a dialog for files begins."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def first_folder() -> str:
    """Return the documents folder, or the home folder: one that is not there cannot be chosen."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if Path(documents).is_dir() else str(Path.home())
