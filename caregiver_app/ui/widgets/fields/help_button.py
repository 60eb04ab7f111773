# SPDX-License-Identifier: MIT
"""The question mark beside a question: it opens the text that says what to look at."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from caregiver_app.domain.form import Question
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme

AskHelp = Callable[[str], None]
"""Takes the id of a reference text and shows it."""

_SMALL_PX = 24
_RING_PX = 20


class HelpButton(QAbstractButton):
    """A ring with a question mark, named `help.<question id>`.

    `take_room` chooses a whole target, the height of a row or the smallest mark. In the quick
    form the Tab key goes past it, so that an answer stays one key away; there the key ? opens it.
    """

    def __init__(
        self, theme: Theme, question: Question, ask: AskHelp, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._about = question.about
        self._ask = ask
        self._side = (_SMALL_PX, _SMALL_PX)
        self.setObjectName(f"help.{question.id}")
        short = question.short.rstrip("?")
        self.setAccessibleName(_("What does this look like: {short}").format(short=short))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        self.take_room(whole=True)

    def take_room(self, *, whole: bool, in_row: bool = False) -> None:
        """Take a whole target, else the height of a row, else as little as can be pressed."""
        target, small = self._theme.size("target"), round(_SMALL_PX * self._grown())
        wide, high = (target if whole else small), (target if whole or in_row else small)
        self._side = (wide, high)
        self.setFixedSize(wide, high)

    def sizeHint(self) -> QSize:
        """Return the room that was chosen."""
        return QSize(*self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring and the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = _RING_PX * self._grown()
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        ink = self._theme.colour("accent")
        painter.setPen(QPen(ink, 1.5))
        near = self.underMouse() or self.hasFocus()
        painter.setBrush(self._theme.colour("accent_tint" if near else "card"))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        font = self._theme.font("small")
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")

    def _grown(self) -> float:
        return 1.0 + (self._theme.scale - 1.0) / 2

    def _on_clicked(self) -> None:
        self._ask(self._about)


def help_for(page: QWidget, stop: QWidget) -> HelpButton | None:
    """Return the help of the question that a named answer belongs to, or None."""
    name = stop.objectName()
    while name:
        found = page.findChild(HelpButton, f"help.{name}")
        if found is not None:
            return found
        name = name.rpartition(".")[0]
    return None
