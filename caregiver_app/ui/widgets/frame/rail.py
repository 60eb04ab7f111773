# SPDX-License-Identifier: MIT
"""The navigation rail: the pages that work, as words with drawings."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QVBoxLayout, QWidget

from caregiver_app.ui.look.icons import pixmap
from caregiver_app.ui.look.theme import Theme, label, tag

_NARROW_PX = 92
_BAR_PX = 4
_EDGE_PX = 8
_FOOT_PX = 8
_AROUND_PX = 12
_WORD_AFTER_PX = 24
# What stands around drawing and word when the drawing is above; the last has no drawing at all.
_AROUND_BOTH_PX = (17, 3, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """One page in the rail: its name in the program, its word and its drawing."""

    name: str
    word: str
    icon: str


class RailButton(QPushButton):
    """One page: drawing beside the word, or above it when the rail is narrow."""

    def __init__(self, theme: Theme, place: Place) -> None:
        super().__init__(place.word)
        self.place = place
        self._theme = theme
        self._narrow, self._tight = False, 0
        self.setObjectName(f"nav.{place.name}")
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def take_narrow(self, narrow: bool, tight: int = 0) -> None:
        """Put the drawing above the word, or beside it; 1 stands closer, 2 is the word alone."""
        form = (narrow, tight if narrow else 0)
        if form != (self._narrow, self._tight):
            self._narrow, self._tight = form
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for drawing and word, never less than a target."""
        theme = self._theme
        metrics = QFontMetrics(theme.font("strong"))
        word = metrics.horizontalAdvance(self.text())
        if self._narrow:
            wide = max(_NARROW_PX - 2 * _EDGE_PX, word + _AROUND_PX)
            high = theme.size("icon") + metrics.height() + _AROUND_BOTH_PX[self._tight]
            return QSize(wide, high if self._has_drawing else theme.size("target"))
        beside = theme.size("icon") + _WORD_AFTER_PX
        wide = max(theme.size("rail") - 2 * _EDGE_PX, beside + word + _AROUND_PX)
        return QSize(wide, theme.size("target") + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a page never shrinks out of reach."""
        return self.sizeHint()

    @property
    def _has_drawing(self) -> bool:
        return self._tight < len(_AROUND_BOTH_PX) - 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint card, bar, drawing and word; chosen is told by weight and bar, not by colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, chosen = self._theme, self.isChecked()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if chosen or self.underMouse():
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(theme.colour("card" if chosen else "sunk"))
            painter.drawRoundedRect(box, 8, 8)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            edge = self.width() - _BAR_PX if self.isRightToLeft() else 0
            painter.drawRoundedRect(QRectF(edge, box.height() / 2 - 14, _BAR_PX, 28), 2, 2)
        self._paint_words(painter, chosen)

    def _paint_words(self, painter: QPainter, chosen: bool) -> None:
        theme, side = self._theme, self._theme.size("icon")
        drawn = pixmap(self.place.icon, theme.colour("accent" if chosen else "text"), side)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("strong" if chosen else "body"))
        if self._narrow:
            top = _AROUND_BOTH_PX[self._tight] / 2
            place = QPointF((self.width() - side) / 2, top)
            above = side + top if self._has_drawing else 0
            words = QRectF(0, above, self.width(), self.height() - above - top)
            how = Qt.AlignmentFlag.AlignCenter
        else:
            from_right = self.isRightToLeft()
            left = self.width() - side - 13 if from_right else 13
            place = QPointF(left, (self.height() - side) / 2)
            after = side + _WORD_AFTER_PX
            words = QRectF(0 if from_right else after, 0, self.width() - after, self.height())
            # Left is where the line begins: the painter turns it round with the window.
            how = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if self._has_drawing:
            painter.drawPixmap(place, drawn)
        painter.drawText(words, how, self.text())


class RailFoot(QWidget):
    """Below the pages: whether all is saved, and when the newest backup was made."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("rail.foot")
        column = QVBoxLayout(self)
        column.setContentsMargins(_FOOT_PX, 0, 0, 0)
        column.setSpacing(0)
        self._saved, self._backup = (label("", "small", "muted") for _line in range(2))
        for words in (self._saved, self._backup):
            column.addWidget(words)
        self._told = (("", ""), ("", ""))
        self._is_short = False

    def tell(self, saved: tuple[str, str], backup: tuple[str, str], *, is_trouble: bool) -> None:
        """Take both in words and in short; what is not saved is bold."""
        tag(self._saved, heavy=is_trouble, ink="text" if is_trouble else "muted")
        self._told = (saved, backup)
        self.fold(short=self._is_short)

    def fold(self, *, short: bool) -> None:
        """Say it in short, or in all its words."""
        self._is_short = short
        for words, told in zip((self._saved, self._backup), self._told, strict=True):
            words.setText(told[short])


class Rail(QWidget):
    """The pages, one of them chosen; where it is too low, the drawings give way to the words."""

    page_chosen = Signal(str)

    def __init__(
        self, theme: Theme, places: Sequence[Place], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        space = theme.space
        column.setContentsMargins(space("s"), space("m"), space("s"), space("m"))
        column.setSpacing(space("xs"))
        self._buttons = {place.name: RailButton(theme, place) for place in places}
        for button in self._buttons.values():
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        self.foot = RailFoot(theme)
        column.addWidget(self.foot)
        self._group.buttonClicked.connect(self._on_clicked)
        self.take_narrow(False)

    def minimumSizeHint(self) -> QSize:
        """Return no height: what stands in it makes itself fit."""
        return QSize(self.width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the pages fit the height."""
        super().resizeEvent(event)
        self._settle()

    def take_narrow(self, narrow: bool) -> None:
        """Take the width with the drawing above the word, or beside it."""
        self._narrow = narrow
        self.foot.fold(short=narrow)
        for button in self._buttons.values():
            button.take_narrow(narrow)
        # As wide as the longest word: none is cut, in any language and at any text size.
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        self.setFixedWidth(widest + 2 * _EDGE_PX)
        self._settle()

    def tell(self, saved: tuple[str, str], backup: tuple[str, str], *, is_trouble: bool) -> None:
        """Say at the foot whether all is saved and backed up, and make room for it."""
        self.foot.tell(saved, backup, is_trouble=is_trouble)
        self._settle()

    def choose(self, name: str) -> None:
        """Mark a page as the open one; a page that is not in the rail unmarks them all."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def _settle(self) -> None:
        """Take the roomiest form that fits; the foot goes before a page would."""
        forms = len(_AROUND_BOTH_PX) if self._narrow else 1
        for with_foot, tight in product((True, False), range(forms)):
            for button in self._buttons.values():
                button.take_narrow(self._narrow, tight)
            if self._needed(with_foot=with_foot) <= self.height():
                break
        self.foot.setVisible(with_foot)

    def _needed(self, *, with_foot: bool) -> int:
        space = self._theme.space
        pages = [button.sizeHint().height() for button in self._buttons.values()]
        needed = sum(pages) + space("xs") * len(pages) + 2 * space("m")
        if not with_foot:
            return needed
        return needed + max(0, self.foot.heightForWidth(self.width() - 2 * _EDGE_PX))

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, RailButton):
            self.page_chosen.emit(button.place.name)
