# SPDX-License-Identifier: MIT
"""What stands in the place of a page that writes, while a file is looked at: why it is not open."""

from collections.abc import Iterator

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.cards import action_button, action_row, card, scrolling

WRITING = frozenset(
    {"check_in", "log_dose", "happened", "profile", "shift", "apart"}
    | {"backups", "files", "spreadsheet", "passcode"}
)
"""The pages on which nothing can be done but write, share or keep."""


class OnlyToLookPage(QWidget):
    """Says it before anything is typed, with what closes the file."""

    page_requested = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.space("s"), theme.space("s"), theme.space("xl"), 0)
        frame, lines = card(theme)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(label(_("Nothing can be written here"), "title"))
        lines.addWidget(label(_("This is a file to look at, not the record of this computer.")))
        lines.addWidget(label(_("Close the file to write something down in your own record.")))
        column.addWidget(frame)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(content))
        back = action_button(theme, _("Back to Today"), "normal", "left")
        back.setObjectName("look.back")
        back.clicked.connect(self._on_back)
        self._close = action_button(theme, _("Close the file"), "primary")
        self._close.setAccessibleName(_("Close the file, at the bottom"))
        self._close.setObjectName("look.close")
        self._close.clicked.connect(self._on_close)
        self._bar = action_row(theme, [back], [self._close])
        self.setFocusProxy(back)

    def action_bar(self) -> QWidget:
        """Return the buttons of this page."""
        return self._bar

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def open_person(self, _person_id: str | None, *, closes: bool = False) -> None:
        """Take nothing in: it says the same of everybody."""

    def begin(self, _dose: object, _given_now: bool) -> None:
        """Begin nothing: the dose that was pressed is not written down here."""

    def prepare(self, _person_id: str) -> Iterator[None]:
        """Have nothing to make ready."""
        return iter(())

    def unsaved(self) -> None:
        """Hold nothing that could be saved."""

    def _on_back(self) -> None:
        self.page_requested.emit("today")

    def _on_close(self) -> None:
        close_file = self._services.family.close_file
        if close_file is not None:
            self._close.setEnabled(False)
            close_file()
