# SPDX-License-Identifier: MIT
"""The few words that Qt says itself: the print dialog of Linux, the menu of a text field."""

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

_NAME = "qt_words"


def speak(app: QApplication, code: str) -> None:
    """Let Qt speak a language from now on; where Qt does not know it, it speaks English."""
    old = app.findChild(QTranslator, _NAME)
    if old is not None:
        app.removeTranslator(old)
        old.setParent(None)
    translator = QTranslator(app)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{code}", folder):
        app.installTranslator(translator)
    app.setProperty("speaks", code)
