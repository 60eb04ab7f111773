# SPDX-License-Identifier: MIT
"""The quiet parts every page shares: head, card, scrolling body, buttons, action row."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.ui.look.icons import button_icon
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.steady_area import SteadyArea

_HEAD_PX = 56
_MOST_STRETCH = 100  # words have all the room that is left before they stand on a second line
_MOST_LINES = 3


def page_head(theme: Theme, title: str, *, in_row: bool = False) -> tuple[QWidget, QLabel]:
    """Return the head of a page and the muted label beside its title.

    `in_row` is for a head beside a row of buttons: the title stands as high as their words.
    """
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(0, 0 if in_row else theme.space("s"), 0, 0)
    row.setSpacing(theme.space("l"))
    words = label(title, "title")
    words.setWordWrap(False)
    beside = label("", "body", "muted")
    row.addWidget(words)
    row.addWidget(beside, 1)
    head.setMinimumHeight(_HEAD_PX)
    return head, beside


def card(theme: Theme, kind: str = "plain") -> tuple[QFrame, QVBoxLayout]:
    """Return an empty card and the column its parts go into."""
    frame = QFrame()
    tag(frame, card=kind)
    column = QVBoxLayout(frame)
    side = theme.space("l") if kind == "plain" else theme.space("m")
    column.setContentsMargins(side, side - 4, side, side - 4)
    column.setSpacing(theme.space("xs"))
    return frame, column


def headed_card(
    frame: QFrame, theme: Theme, title: str, beside: QWidget | None = None
) -> QVBoxLayout:
    """Make a frame a card with a title and what stands beside it; return the column under it."""
    tag(frame, card="plain")
    column = QVBoxLayout(frame)
    side = theme.space("l")
    column.setContentsMargins(side, side - 2, side, side - 2)
    column.setSpacing(theme.space("s"))
    head = QHBoxLayout()
    head.addWidget(label(title, "heading"), 1)
    if beside is not None:
        head.addWidget(beside)
    column.addLayout(head)
    return column


def scrolling(content: QWidget) -> QScrollArea:
    """Return an area that scrolls a page down and never sideways.

    Its viewport is not touched: asking for a widget that Qt made itself costs 30 ms at start.
    """
    area = SteadyArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def read_on(page: QWidget, theme: Theme, content: QWidget, name: str) -> QScrollArea:
    """Fill a page with text to read: the arrow keys scroll it, for there is nothing to press."""
    area = scrolling(content)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName(name)
    outer = QVBoxLayout(page)
    around = theme.space("s")  # the ring of the focus stays on the page
    outer.setContentsMargins(around, around, around, around)
    outer.addWidget(area)
    page.setFocusProxy(area)
    return area


def line(theme: Theme) -> QFrame:
    """Return a thin divider."""
    made = QFrame()
    made.setFixedHeight(1)
    tag(made, rule="line")
    return made


def action_button(
    theme: Theme, text: str, kind: str = "normal", icon_name: str = ""
) -> QPushButton:
    """Return a large button for the action bar or a card."""
    button = QPushButton(text)
    tag(button, button=kind, large=True)
    if icon_name:
        ink = theme.colour("on_accent" if kind == "primary" else "text")
        button.setIcon(button_icon(icon_name, ink, theme.size("icon")))
    return button


def action_row(theme: Theme, left: Sequence[QWidget], right: Sequence[QWidget]) -> QWidget:
    """Return the content of an action bar; the last button on the right is the primary one."""
    return _ActionRow(theme, left, right)


class _ActionRow(QWidget):
    """Words and buttons side by side; words that the buttons would squeeze stand over them."""

    def __init__(self, theme: Theme, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        super().__init__()
        self._words = [part for part in left if isinstance(part, QLabel)]
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.space("m"))
        for part in left:
            self._line.addWidget(part, _MOST_STRETCH if part in self._words else 0)
        # Longer words than the English ones stand on two lines.
        self._buttons = FlowLayout(gap=theme.space("m"))
        for part in right:
            self._buttons.addWidget(part)
            self._buttons.setAlignment(part, Qt.AlignmentFlag.AlignVCenter)
        at_the_end = QHBoxLayout()
        at_the_end.addStretch(1)
        at_the_end.addLayout(self._buttons)
        self._line.addStretch(1)
        self._line.addLayout(at_the_end)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the place of the words for the new width."""
        super().resizeEvent(event)
        self._place_words()

    def event(self, event: QEvent) -> bool:
        """Find the place of the words anew when they or the buttons are others."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place_words()
        return super().event(event)

    def _place_words(self) -> None:
        room = self.width() - self._buttons.sizeHint().width() - self._line.spacing()
        squeezed = any(_lines_of(words, room) > _MOST_LINES for words in self._words)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wanted = down if squeezed else across
        if self._line.direction() != wanted:
            self._line.setDirection(wanted)


def _lines_of(words: QLabel, room: int) -> int:
    """Return on how many lines words would stand in so much room; none of what is not shown."""
    if words.isHidden() or not words.text() or not words.wordWrap():
        return 0
    lines = words.heightForWidth(max(1, room)) / words.fontMetrics().lineSpacing()
    return round(lines) if room > 0 else _MOST_LINES + 1


_Line = TypeVar("_Line", bound=QBoxLayout)


def emptied(column: _Line) -> _Line:
    """Take everything out of a column or a row so that it can be filled anew, and return it."""
    while column.count():
        item = column.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    return column
