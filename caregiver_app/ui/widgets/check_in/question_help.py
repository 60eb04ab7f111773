# SPDX-License-Identifier: MIT
"""The texts that say what to look at: opened from a question, out of the way of an emergency."""

import sys

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from caregiver_app.services.reference import ReferenceService
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.help_button import help_for

_VIEW = "caregiver_app.ui.widgets.learn.reference_view"


class QuestionHelp:
    """Opens and closes the texts over one page; their code is loaded with the first one."""

    def __init__(self, page: QWidget, theme: Theme, reference: ReferenceService) -> None:
        self._page = page
        self._theme = theme
        self._reference = reference

    def open(self, about: str) -> None:
        """Show the text of one id."""
        from caregiver_app.ui.widgets.learn.reference_view import open_reference

        open_reference(self._page, self._theme, self._reference.text(about))

    def close(self) -> None:
        """Take a text away; what never was loaded is not open."""
        if _VIEW in sys.modules:
            from caregiver_app.ui.widgets.learn.reference_view import close_reference

            close_reference(self._page)

    def take_key(self, stop: QWidget, event: QKeyEvent) -> bool:
        """Open the help of a question for the key ?, where nobody types words; say if it did."""
        if event.type() is not QEvent.Type.KeyPress or event.text() != "?":
            return False
        button = help_for(self._page, stop)
        writes = isinstance(stop, QPlainTextEdit) or stop.property("field") == "box"
        if button is None or writes:
            return False
        button.click()
        return True
