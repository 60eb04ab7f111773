# SPDX-License-Identifier: MIT
"""Banners under the person bar: saved with Undo, trouble, the ER, what is begun, practice."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.levels import Level
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import announce, announce_taken_back, hear_as
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.undo_button import UndoButton
from caregiver_app.ui.widgets.level.judged_line import LevelMark

_STRIPE_PX = 16
# Fill, stripes and words; at night nothing but an emergency is bright.
_PRACTICE = {"light": ("text", "muted", "card"), "dark": ("line", "line_strong", "text")}


class SavedBanner(QFrame):
    """Says what was saved and offers Undo for ten seconds; whoever holds it shows and hides it.

    It may stand longer than its offer: then the place of the button stays blank.
    """

    undo_pressed = Signal()
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        hear_as(self, "Notification")
        tag(self, banner="note")
        self._words = label("", "strong")
        self._undo = UndoButton("undo")
        self._undo.clicked.connect(self.undo_pressed)
        self._undo.ended.connect(self.changed)
        keeps = self._undo.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._undo.setSizePolicy(keeps)
        _lay_out(self, theme, self._words, self._undo)
        self.hide()

    def show_saved(self, words: str) -> None:
        """Show what was saved and start the ten seconds."""
        self._words.setText(words)
        self.setAccessibleName(words)
        announce(self, words, now=False)
        self._undo.offer()
        self.changed.emit()

    @property
    def is_offered(self) -> bool:
        """Say whether the ten seconds are running."""
        return self._undo.is_offered

    def put_away(self) -> None:
        """Take the offer back."""
        self._undo.end()
        self.changed.emit()

    def take_back(self) -> None:
        """Say that it was taken back, and put it away."""
        announce_taken_back(self, self._words.text())
        self.put_away()


class TroubleBanner(QFrame):
    """Says what went wrong, what is safe and what to do, until it is put away.

    `told` was said in a window that this one stands in place of: it is not announced again.
    """

    changed = Signal()

    def __init__(self, theme: Theme, told: str = "") -> None:
        super().__init__()
        hear_as(self, "AlertMessage")
        self.setObjectName("trouble")
        tag(self, banner="trouble")
        self._words = label(told, "strong")
        self.setAccessibleName(told)
        away = QPushButton(_("Put away"))
        away.setObjectName("trouble.put_away")
        tag(away, button="normal")
        away.clicked.connect(self.put_away)
        _lay_out(self, theme, self._words, away)
        self.is_told = bool(told)
        self.hide()

    @property
    def told(self) -> str:
        """Return what stands there, or a blank."""
        return self._words.text() if self.is_told else ""

    def show_trouble(self, text: str) -> None:
        """Show a sentence in plain words."""
        self._words.setText(text)
        self.setAccessibleName(text)
        announce(self, text, now=True)
        self.is_told = True
        self.changed.emit()

    def put_away(self) -> None:
        """Take the words away once they were read."""
        self.is_told = False
        self.changed.emit()


class LeadingBanner(QFrame):
    """One sentence with a button that leads to what it is about; `is_told` while there is one."""

    open_pressed = Signal()

    def __init__(self, theme: Theme, name: str, verb: str, mark: LevelMark | None = None) -> None:
        super().__init__()
        hear_as(self, "AlertMessage")
        self.setObjectName(name)
        tag(self, banner="trouble")
        self._words = label("", "strong")
        self._show = QPushButton(verb)
        self._show.setObjectName(f"{name}.show")
        tag(self._show, button="normal")
        self._show.clicked.connect(self.open_pressed)
        _lay_out(self, theme, self._words, self._show, mark)
        self.is_told = False
        self.hide()

    def say(self, words: str, *, now: bool = True) -> None:
        """Take the sentence, spoken at once or in its turn; a blank ends it."""
        if words and words != self._words.text():
            announce(self, words, now=now)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.is_told = bool(words)


class ErBanner(LeadingBanner):
    """Says on the other pages too that nobody answered in time, until somebody does."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "er", _("Show the alert"))

    def tell(self, action: str, because: str) -> None:
        """Take what to do and why; two blanks end it."""
        self.say(" ".join(part for part in (f"{action}." if action else "", because) if part))


class BegunBanner(LeadingBanner):
    """Says on the other pages that a check-in is begun and not saved, and leads back to it."""

    def __init__(self, theme: Theme) -> None:
        mark = LevelMark(theme, Level.EMERGENCY)
        super().__init__(theme, "begun", _("Go on with it"), mark)
        self._mark = mark

    def tell(self, words: str, level: Level | None = None) -> None:
        """Take what to say, with the mark of a level that calls somebody; a blank ends it."""
        self._mark.setVisible(level is not None)
        if level is not None:
            self._mark.show_level(level)
        self.say(words)


class PracticeBanner(QWidget):
    """Marks every page of a made-up person: ink stripes and words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("practice")
        self._theme = theme
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        heavier = theme.font("strong")
        heavier.setPixelSize(theme.px("small"))
        self._words.setFont(heavier)
        palette = self._words.palette()
        self._fill, self._stripe, ink = _PRACTICE[theme.name]
        palette.setColor(self._words.foregroundRole(), theme.colour(ink))
        self._words.setPalette(palette)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space("m"), 6, theme.space("m"), 6)
        column.addWidget(self._words)
        self.hide()

    def show_name(self, name: str) -> None:
        """Name the made-up person."""
        words = _("PRACTICE \u2013 {name} is made up. Nothing here is real.").format(name=name)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the stripes, plain behind the words so that they stay easy to read."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        clip.addRoundedRect(self.rect(), 8, 8)
        painter.setClipPath(clip)
        painter.fillRect(self.rect(), self._theme.colour(self._fill))
        stripe = self._theme.colour(self._stripe)
        painter.setPen(QPen(stripe, _STRIPE_PX / 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        height = self.height()
        start = self._words.x() + self._words.fontMetrics().horizontalAdvance(self._words.text())
        for x in range(start + _STRIPE_PX, self.width() + height, _STRIPE_PX * 2):
            painter.drawLine(QPointF(x, height + 2), QPointF(x + height + 2, -2))


def _lay_out(
    frame: QFrame, theme: Theme, words: QWidget, button: QWidget, mark: QWidget | None = None
) -> None:
    row = QHBoxLayout(frame)
    row.setContentsMargins(theme.space("m"), 4, 4, 4)
    row.setSpacing(theme.space("m"))
    if mark is not None:
        row.addWidget(mark)
    row.addWidget(words, 1)
    row.addWidget(button)
