# SPDX-License-Identifier: MIT
"""A wide table that scrolls sideways where the text is too large for the screen."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from caregiver_app.ui.look.theme import tag


class SideScroll(QScrollArea):
    """As high as its table, and as wide as there is room for; the page around it scrolls down."""

    def __init__(self, table: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(table)
        tag(table, ground="none")
        # On whatever card it lies: no ground of its own.
        self.setStyleSheet("QScrollArea, QWidget[ground] { background: transparent; }")
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the table."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Return the height of the table and of the bar under it, and next to no width."""
        table = self.widget()
        height = table.minimumSizeHint().height() if table is not None else 0
        return QSize(0, height + self.horizontalScrollBar().sizeHint().height())

    def sizeHint(self) -> QSize:
        """Return the same height, and the width of the table."""
        table = self.widget()
        width = table.sizeHint().width() if table is not None else 0
        return QSize(width, self.minimumSizeHint().height())
