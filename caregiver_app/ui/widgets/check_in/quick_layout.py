# SPDX-License-Identifier: MIT
"""The quick questions in their cards, beside or under each other."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.ui.look.theme import Theme, tag

DENSE, MEDIUM, WIDE, SINGLE = "dense", "medium", "wide", "single"
DENSE_PX, TIGHT_PX = 6, 3

Columns = Sequence[Sequence[Sequence[QWidget]]]
"""The columns, the cards of each and the questions in every card."""


class QuickLayout(QWidget):
    """Columns of cards. The questions are the form's; the cards are made anew for each layout."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mode = ""
        self._cards: list[QWidget] = []
        self._card_lines: list[QVBoxLayout] = []
        self._column_lines: list[QVBoxLayout] = []
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(theme.space("m"))

    def lay_out(self, mode: str, columns: Columns, parts: Sequence[QWidget]) -> None:
        """Take every part out of its card and put the columns into new ones."""
        self._mode = mode
        for part in parts:
            part.setParent(self)
        while self._outer.count():
            self._outer.takeAt(0)
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards, self._card_lines, self._column_lines = [], [], []
        for column in columns:
            lines = QVBoxLayout()
            lines.setSpacing(self._theme.space("s" if mode == DENSE else "m"))
            for sections in filter(None, column):
                lines.addWidget(self._card(sections))
            lines.addStretch(1)
            self._outer.addLayout(lines, 1)
            self._column_lines.append(lines)

    def set_gap(self, gap: int) -> None:
        """Choose the space between the questions of a card, in pixels."""
        for lines in self._card_lines:
            edges = lines.contentsMargins()
            lines.setContentsMargins(edges.left(), gap, edges.right(), gap)
            _set_spacing(lines, gap)
        for column in self._column_lines:
            _set_spacing(column, gap + 2)
        # From the inside out and at once: a height that is told later makes a scroll bar flash.
        for inner in self._card_lines:
            inner.activate()
        self._outer.activate()

    def _card(self, sections: Sequence[QWidget]) -> QFrame:
        card = QFrame(self)
        tag(card, card="plain")
        dense = self._mode == DENSE
        lines = QVBoxLayout(card)
        side, top = self._theme.space("l"), DENSE_PX if dense else self._theme.space("m")
        lines.setContentsMargins(side, top, side, top)
        lines.setSpacing(DENSE_PX if dense else self._theme.space("s"))
        for section in sections:
            lines.addWidget(section)
        self._cards.append(card)
        self._card_lines.append(lines)
        return card


class QuickFit:
    """How close the questions of the dense layout stand, so that a second dose fits.

    What they would need further apart is measured only when something became larger or smaller:
    another gap lays every question out anew. `measure` sets a gap and returns the height that
    the questions need with it at a width.
    """

    def __init__(self, measure: Callable[[int, int], int]) -> None:
        self._measure = measure
        self._is_tight = False
        self._roomy: dict[tuple[int, int], int] = {}

    def forget(self) -> None:
        """Measure anew: there are other questions now."""
        self._roomy.clear()

    def fits_tight(self, width: int, room: int) -> bool:
        """Set them further apart where they fit so, else tight; return whether it is tight."""
        # Each measure lays every question out: never for a gap at which they will not stand.
        now = self._measure(width, TIGHT_PX) if self._is_tight and self._roomy else 0
        roomy = self._roomy.get((width, now))
        if roomy is None or roomy <= room:
            now = roomy = self._measure(width, DENSE_PX)
        self._is_tight = roomy > room
        if self._is_tight and now == roomy:
            now = self._measure(width, TIGHT_PX)
        self._roomy[width, now] = roomy
        return self._is_tight


def _set_spacing(lines: QVBoxLayout, gap: int) -> None:
    """Set a space that is another one: setting the same again would lay everything out."""
    if lines.spacing() != gap:
        lines.setSpacing(gap)


def side_by_side(theme: Theme, parts: Sequence[QWidget]) -> tuple[QWidget, QHBoxLayout]:
    """Return questions that stand beside each other where there is room, and their line."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.space("s"))
    for part in parts:
        line.addWidget(part)
    return made, line


def key_stops(sections: Sequence[QWidget], home: QWidget) -> list[QWidget]:
    """Return everything in some parts of a window that can take the keyboard, in its order."""
    parts = [part for section in sections for part in section.findChildren(QWidget)]
    # The list of a combo box is a window of its own.
    focusable = (p for p in parts if p.focusPolicy() is not Qt.FocusPolicy.NoFocus)
    return [part for part in focusable if part.window() is home]
