# SPDX-License-Identifier: MIT
"""Names and values to be read, in as many columns as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from caregiver_app.ui.look.theme import Theme, label

_COLUMN_EM, _MOST_COLUMNS = 22, 3


class FactGrid(QWidget):
    """Shows facts down the columns of a grid; long ones wrap."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._columns = 0
        self._parts: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("m"))
        self._grid.setVerticalSpacing(theme.space("xs"))

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these names and values in place of those before."""
        for part in (part for pair in self._parts for part in pair):
            part.hide()
            part.deleteLater()
        self._parts = [(label(n, "body", "muted"), label(v, "strong")) for n, v in facts]
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in as many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = _COLUMN_EM * self._theme.px("body")
        columns = max(1, min(_MOST_COLUMNS, self.width() // wide))
        if columns == self._columns:
            return
        self._columns = columns
        rows = -(-len(self._parts) // columns)
        for place, pair in enumerate(self._parts):
            column, row = divmod(place, rows)
            for side, part in enumerate(pair):
                self._grid.addWidget(part, row, 2 * column + side, Qt.AlignmentFlag.AlignTop)
        for column in range(2 * _MOST_COLUMNS):
            self._grid.setColumnStretch(column, int(column < 2 * columns))
