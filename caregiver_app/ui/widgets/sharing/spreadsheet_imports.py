# SPDX-License-Identifier: MIT
"""The spreadsheets that were read in before, each to be removed as a whole."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import emptied, headed_card, line
from caregiver_app.ui.words import spreadsheet_words as words


class SpreadsheetImports(QFrame):
    """Hidden while there are none. `removed` and `failed` say what came of a press."""

    removed = Signal(str)
    failed = Signal(str)

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services, self._theme = services, theme
        self._person_id: str | None = None
        column = headed_card(self, theme, _("Read in before"))
        about = _("All rows of one file can be removed at once. History keeps what was there.")
        column.addWidget(label(about, "body", "muted"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space("s"))
        column.addLayout(self._rows)

    def open_person(self, person_id: str | None) -> None:
        """Show what was read in for one person."""
        self._person_id = person_id
        rows = emptied(self._rows)
        found = self._services.spreadsheets.imports(person_id) if person_id is not None else ()
        now = here_and_now(self._services.clock)
        for place, one in enumerate(found):
            if place:
                rows.addWidget(line(self._theme))
            rows.addWidget(self._row(one.import_id, words.imported_words(one, now)))
        self.setVisible(bool(found))

    def _row(self, import_id: str, told: str) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(label(told, "strong"), 0, 0)
        grid.setColumnStretch(0, 1)
        out = QPushButton(_("Remove these rows"))
        out.setObjectName("spreadsheet.out")
        out.setAccessibleName(_("Remove: {what}").format(what=told))
        tag(out, button="normal")
        out.clicked.connect(partial(self._on_out, import_id, out))
        grid.addWidget(out, 0, 1)
        return row

    def _on_out(self, import_id: str, button: QPushButton) -> None:
        """Ask on the button itself, then remove all rows of one file."""
        if self._person_id is None:
            return
        if not button.property("asked"):
            button.setProperty("asked", True)
            button.setText(_("Yes, remove all of them"))
            button.setAccessibleName(button.text())
            return
        try:
            number = self._services.spreadsheets.remove(self._person_id, import_id)
        except Exception as trouble:  # they stay in the record
            self.failed.emit(_("Nothing was removed. {cause}").format(cause=trouble))
            return
        self.open_person(self._person_id)
        told = ngettext("{n} entry was removed.", "{n} entries were removed.", number)
        self.removed.emit(told.format(n=number))
