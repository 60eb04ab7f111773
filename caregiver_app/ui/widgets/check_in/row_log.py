# SPDX-License-Identifier: MIT
"""A question that is answered with rows: one can be added, and each can be taken out again."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.form import Question
from caregiver_app.ui.look.theme import tag
from caregiver_app.ui.widgets.fields.full_field import AskedOf, FullField, Wrong
from caregiver_app.ui.widgets.fields.log_row import LogRow, focus_first

KeptT = TypeVar("KeptT")
RowT = TypeVar("RowT", bound=LogRow)


class RowLog(FullField, Generic[KeptT, RowT]):
    """Rows that are typed in, from what was kept."""

    def __init__(
        self,
        asked: AskedOf,
        question: Question,
        add: str,
        make: Callable[[AskedOf, Question, int, KeptT | None], RowT],
        parent: QWidget | None = None,
    ) -> None:
        """`add` are the words of the button that adds a row.

        `make` makes the row of a number, from 0, out of what was kept, or a new one of None.
        """
        super().__init__(asked, question, parent)
        self.rows: list[RowT] = []
        self._make = make
        self._made = 0
        self.lines.addWidget(self.head())
        # The rows have a place of their own before the button: the Tab key comes to them first.
        self._holder = QWidget(self)
        self._holder.hide()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(asked.theme.space("s"))
        self.lines.addWidget(self._holder)
        button = QPushButton(add)
        button.setObjectName(f"{question.id}.add")
        tag(button, button="normal")
        button.clicked.connect(self._on_add)
        self.lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def wrong(self) -> Wrong | None:
        """Return a row that cannot be saved as it is."""
        return next((wrong for row in self.rows if (wrong := row.wrong())), None)

    def show_rows(self, kept: Sequence[KeptT]) -> None:
        """Show what was kept, a row for each, in place of the rows there are."""
        for row in self.rows:
            _put_away(row)
        self.rows, self._made = [], 0  # the first that is kept is number one again
        self._holder.hide()
        for one in kept:
            self._add_row(one)

    def _add_row(self, kept: KeptT | None) -> RowT:
        self._made += 1
        row = self._make(self.asked, self.question, self._made - 1, kept)
        row.changed.connect(self.typed)
        row.removed.connect(self._on_removed)
        self._column.addWidget(row)
        self._holder.show()
        self.rows.append(row)
        self.rebuilt.emit()
        return row

    def _on_add(self) -> None:
        focus_first(self._add_row(None))
        self.typed.emit()

    def _on_removed(self) -> None:
        for row in self.rows:
            if row is self.sender():
                self.rows.remove(row)
                _put_away(row)
                self._holder.setVisible(bool(self.rows))
                break
        self.typed.emit()


def _put_away(row: LogRow) -> None:
    row.hide()
    row.deleteLater()
