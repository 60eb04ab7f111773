# SPDX-License-Identifier: MIT
"""The columns of a spreadsheet under each other, each with what somebody says stands in it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.sharing.spreadsheet_columns import ColumnKind
from caregiver_app.services.sharing_files.spreadsheets import Spreadsheet
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.cards import emptied, line
from caregiver_app.ui.widgets.fields.still_combo import StillCombo
from caregiver_app.ui.words import spreadsheet_words as words


class SpreadsheetColumns(QWidget):
    """A guess stands in each choice and is taken over only with a press elsewhere."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("s"))
        self._choices: list[StillCombo] = []

    def show_table(self, table: Spreadsheet, kinds: Sequence[ColumnKind], drug: str) -> None:
        """Offer what was guessed for each column of a table; `drug` is the word for theirs."""
        column = emptied(self._column)
        self._choices = []
        for place, (title, kind) in enumerate(zip(table.titles, kinds, strict=True)):
            if place:
                column.addWidget(line(self._theme))
            called = words.column_title(place, title)
            column.addWidget(label(called, "strong"))
            cells = [row[place] for _number, row in table.rows]
            column.addWidget(label(words.examples(cells), "body", "muted"))
            choice = self._choice(place, called, kind, drug)
            column.addWidget(choice)
            self._choices.append(choice)

    def kinds(self) -> tuple[ColumnKind, ...]:
        """Return what is chosen, column by column."""
        return tuple(ColumnKind(choice.currentData()) for choice in self._choices)

    def _choice(self, place: int, called: str, kind: ColumnKind, drug: str) -> StillCombo:
        choice = StillCombo()
        choice.setObjectName(f"spreadsheet.column.{place}")
        choice.setAccessibleName(called)
        choice.setMaximumWidth(24 * self._theme.px("body"))
        for one in ColumnKind:
            choice.addItem(words.kind_words(one, drug), one.value)
        choice.setCurrentIndex(list(ColumnKind).index(kind))
        choice.currentIndexChanged.connect(self.changed)
        return choice
