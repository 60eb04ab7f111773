# SPDX-License-Identifier: MIT
"""One group of the full check-in: a card whose head opens and closes it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.form import Group
from caregiver_app.system.words import _
from caregiver_app.ui.look.icons import pixmap
from caregiver_app.ui.look.theme import Theme, tag
from caregiver_app.ui.widgets.fields.full_field import FullField


class GroupHead(QAbstractButton):
    """The name of a group, how much of it is answered, and an arrow; Enter and Space open it."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count = ""
        # Measured once: the form asks for them again and again while it is laid out.
        self._title_px, self._count_px = self._wide("heading", title), self._wide("small", "")
        self.setText(title)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._name)
        self._name()

    def show_count(self, words: str) -> None:
        """Say how much is answered."""
        if words != self._count:
            self._count = words
            self._count_px = self._wide("small", words)
            self._name()
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return one line that holds name and count."""
        both = self._title_px + self._count_px
        return QSize(both + self._before() + 2 * self._theme.space("l"), self._one_line())

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longer of the two, which then stand under each other."""
        longer = max(self._title_px, self._count_px)
        return QSize(longer + self._before() + self._theme.space("l"), self._one_line())

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow head is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return one line, or two where name and count do not fit beside each other."""
        if width >= self.sizeHint().width():
            return self._one_line()
        small = QFontMetrics(self._theme.font("small")).height()
        return self._one_line() + small

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close with Enter too; Space does so by itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the arrow, the name and the count."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box = self._theme, QRectF(self.rect())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sunk"))
            painter.drawRoundedRect(box, theme.radius("control"), theme.radius("control"))
        self._draw_arrow(painter)
        edge = theme.space("m")
        room = box.adjusted(self._before(), 0, -edge, 0)
        if self.isRightToLeft():
            room = box.adjusted(edge, 0, -self._before(), 0)
        one = self.width() >= self.sizeHint().width()
        start = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        end = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("heading"))
        upper = room if one else room.adjusted(0, 4, 0, -room.height() / 2 + 4)
        painter.drawText(upper, int(start | middle), self.text())
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font("small"))
        lower = room if one else room.adjusted(0, room.height() / 2, 0, -4)
        painter.drawText(lower, int((end if one else start) | middle), self._count)

    def _draw_arrow(self, painter: QPainter) -> None:
        side = self._theme.size("icon")
        arrow = pixmap("down", self._theme.colour("accent"), side)
        left = self._theme.space("s")
        x = self.width() - left - side if self.isRightToLeft() else left
        painter.save()
        painter.translate(x + side / 2, self.height() / 2)
        if not self.isChecked():
            painter.rotate(90 if self.isRightToLeft() else -90)
        painter.drawPixmap(QRectF(-side / 2, -side / 2, side, side).toRect(), arrow)
        painter.restore()

    def _before(self) -> int:
        return self._theme.space("s") + self._theme.size("icon") + self._theme.space("s")

    def _one_line(self) -> int:
        return self._theme.size("field")

    def _wide(self, role: str, words: str) -> int:
        return QFontMetrics(self._theme.font(role)).horizontalAdvance(words) + 2

    def _name(self) -> None:
        state = _("open") if self.isChecked() else _("closed")
        self.setAccessibleName(f"{self.text()}, {self._count}, {state}")


class GroupCard(QFrame):
    """The card. Its questions are built when it is opened for the first time."""

    opened = Signal()
    built = Signal()

    def __init__(
        self, theme: Theme, group: Group, build: Callable[[], Sequence[FullField]]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._build = build
        self._columns = 1
        self.fields: tuple[FullField, ...] = ()
        self.is_built = False
        tag(self, card="plain")
        self.head = GroupHead(theme, group.title)
        self.head.setObjectName(f"group.{group.id}")
        self.head.clicked.connect(self._on_clicked)
        self._body = QWidget()
        self._body.hide()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(theme.space("l"), 0, theme.space("l"), theme.space("m"))
        self._grid.setHorizontalSpacing(theme.space("xl"))
        self._grid.setVerticalSpacing(theme.space("m"))
        column = QVBoxLayout(self)
        edge = theme.space("xs")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(edge)
        column.addWidget(self.head)
        column.addWidget(self._body)

    def open(self) -> None:
        """Open the card without being asked, for a question that must be seen."""
        if not self.head.isChecked():
            self.head.setChecked(True)
            self._show_body()

    def build(self) -> None:
        """Build the questions, once."""
        if self.is_built:
            return
        self.fields = tuple(self._build())
        self.is_built = True
        self._lay_out()
        self.built.emit()

    def arrange(self, columns: int) -> None:
        """Lay the questions in one column or in two."""
        if columns != self._columns:
            self._columns = columns
            self._lay_out()

    def _lay_out(self) -> None:
        for field in self.fields:
            # Not takeAt: the item that it hands out goes on holding what Qt knows of the height,
            # and a row that is added later would get none.
            self._grid.removeWidget(field)
        row = place = 0
        for field in self.fields:
            if field.is_broad or self._columns == 1:
                row += place > 0
                self._grid.addWidget(field, row, 0, 1, self._columns)
                row, place = row + 1, 0
                continue
            self._grid.addWidget(field, row, place, Qt.AlignmentFlag.AlignTop)
            place += 1
            if place == self._columns:
                row, place = row + 1, 0
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)

    def _on_clicked(self) -> None:
        self._show_body()
        if self.head.isChecked():
            self.opened.emit()

    def _show_body(self) -> None:
        if self.head.isChecked():
            self.build()
        self._body.setVisible(self.head.isChecked())
