# SPDX-License-Identifier: MIT
"""Who is recording, in the person bar; pressing it asks again."""

from textwrap import wrap

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

from caregiver_app.system.words import _
from caregiver_app.ui.look.icons import button_icon, pixmap
from caregiver_app.ui.look.theme import Theme, tag

_NAME_LINE = 20
_ASKED_LINE = 12
_MOST_LINES = 2
_AROUND_PX, _TIGHT_PX = 16, 8
_CAPTION = "small"


class RecorderButton(QPushButton):
    """A name, in one row under what it is; a mark beside it says that there are others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name: str | None = None
        self._form = ""
        self._is_painted = False
        self.setObjectName("recorder")
        tag(self, button="normal")
        self.setIcon(button_icon("user", theme.colour("text"), theme.size("icon")))
        self.show_name(None)

    def show_name(self, name: str | None) -> None:
        """Show a name, or the question."""
        self._name = name
        is_short = self._form == "compact"
        # Where room is short the words in brackets, "(daughter)", stay out.
        short = name.partition(" (")[0] if name and is_short else name
        # A button does not wrap by itself, and a name is never cut.
        asked = _("Who is recording?")
        lines = wrap(short or asked, _NAME_LINE if short or not is_short else _ASKED_LINE)
        if name and len(lines) > _MOST_LINES:  # the bar stays as high as it is
            lines = wrap(name.partition(" (")[0], _NAME_LINE)
        self._is_painted = bool(name) and len(lines) == 1 and not is_short
        self.setText("\n".join(lines))
        self.ensurePolished()
        around = _TIGHT_PX if self._is_painted else _AROUND_PX
        self.setMinimumHeight(self._words_px(len(lines)) + around)
        said = _("Recording: {name}. Press to change.").format(name=name) if name else asked
        self.setAccessibleName(said)
        self.updateGeometry()

    def take_form(self, form: str) -> None:
        """Take the form of the bar: what stands over the name in one row, what is left out."""
        self._form = form
        self.show_name(self._name)

    def sizeHint(self) -> QSize:
        """Return room for what stands over the name, and for the mark beside it."""
        hint = super().sizeHint()
        if not self._is_painted:
            return hint
        words = max(metrics.horizontalAdvance(text) for text, metrics, _ink in self._lines())
        more = words - self.fontMetrics().horizontalAdvance(self.text())
        mark = self._theme.size("icon") + self._theme.space("xs")
        return QSize(hint.width() + max(0, more) + mark, max(hint.height(), self.minimumHeight()))

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing of a name is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then drawing, words and mark."""
        if not self._is_painted:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        px, space = self._theme.size("icon"), self._theme.space
        ink, top = self._theme.colour("text"), (self.height() - px) // 2
        self._draw(painter, "user", QRect(space("m"), top, px, px))
        self._draw(painter, "down", QRect(self.width() - space("m") - px, top, px, px))
        painter.setPen(ink)
        left = space("m") + px + space("s")
        y = (self.height() - self._words_px(1)) // 2
        for text, metrics, role in self._lines():
            painter.setFont(self.font() if role != _CAPTION else self._theme.font(_CAPTION))
            painter.setPen(self._theme.colour("muted" if role == _CAPTION else "text"))
            place = QRect(left, y, self.width() - left - space("m") - px, metrics.height())
            painter.drawText(self._turned(place), self._flags(), text)
            y += metrics.height()

    def _lines(self) -> list[tuple[str, QFontMetrics, str]]:
        """Return the name, under what it is where the bar is one row, each with its type."""
        name = (self.text(), self.fontMetrics(), "strong")
        if self._form != "wide":
            return [name]
        return [(_("Recording"), QFontMetrics(self._theme.font(_CAPTION)), _CAPTION), name]

    def _words_px(self, lines: int) -> int:
        if self._is_painted:
            return sum(metrics.height() for _text, metrics, _role in self._lines())
        return lines * self.fontMetrics().lineSpacing()

    def _draw(self, painter: QPainter, name: str, place: QRect) -> None:
        drawn = pixmap(name, self._theme.colour("text"), self._theme.size("icon"))
        painter.drawPixmap(self._turned(place), drawn)

    def _turned(self, place: QRect) -> QRect:
        """Return a place as it is for words from left to right, or the other way round."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _flags(self) -> int:
        begin = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        return int(begin.value | Qt.AlignmentFlag.AlignVCenter.value)
