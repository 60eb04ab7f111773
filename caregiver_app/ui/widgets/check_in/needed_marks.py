# SPDX-License-Identifier: MIT
"""The bars at the edge of the questions that still need an answer."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from caregiver_app.domain.check_in import Missing
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.choice_field import ChoiceField

_BAR_PX, _AWAY_PX = 4, 11
# Where a question is on the form, where it does not carry its own name.
_PLACES = {
    "hallucination": ("flags",),
    "seizures": ("flags",),
    "dose_status": (*(f"dose.{n}" for n in range(12)), "doses_missed_in_row", "doses.none"),
}


class NeededMarks(QWidget):
    """Lies over a form and lets every press through; it paints where the questions are by then.

    A bar is a shape, as at the chosen page of the rail, so that it is seen without its colour.
    """

    def __init__(self, theme: Theme, form: QWidget) -> None:
        super().__init__(form)
        self.setObjectName("needed.marks")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ink = theme.colour("text")
        self._form = form
        self._names: tuple[str, ...] = ()
        form.installEventFilter(self)
        self.hide()

    def mark(self, names: Sequence[str]) -> None:
        """Mark these questions and no others."""
        if tuple(names) == self._names and not self._names:
            return
        self._names = tuple(names)
        self.setGeometry(self._form.rect())
        self.setVisible(bool(names))
        self.raise_()
        self.update()

    @property
    def marked(self) -> list[QWidget]:
        """Return the rows that have a bar now."""
        return [row for name in self._names for row in rows_of(self._form, name)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the form, and follow its rows when they are laid out anew."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self._names:
            self.setGeometry(self._form.rect())
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a bar before every row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink)
        for row in self.marked:
            place = QRect(row.mapTo(self._form, row.rect().topLeft()), row.size())
            left = place.left() - _AWAY_PX
            if self.isRightToLeft():
                left = place.right() + _AWAY_PX - _BAR_PX
            bar = QRect(left, place.top() + 2, _BAR_PX, place.height() - 4)
            painter.drawRoundedRect(bar, _BAR_PX / 2, _BAR_PX / 2)


def rows_of(form: QWidget, name: str) -> Iterator[QWidget]:
    """Yield the rows of a question that wait for an answer; of several doses each one."""
    for place in _PLACES.get(name, (name,)):
        for part in form.findChildren(QWidget, place):
            if part.isVisible() and _waits(part):
                yield part
                break


def _waits(row: QWidget) -> bool:
    """Say whether a row holds no answer; "not sure" is a reason, not an answer."""
    return not isinstance(row, ChoiceField) or row.value() in (None, Missing.NOT_SURE.value)
