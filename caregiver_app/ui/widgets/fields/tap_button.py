# SPDX-License-Identifier: MIT
"""A button that writes down a time at one tap and then shows it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from caregiver_app.domain.emergency_log import Tap
from caregiver_app.domain.moments import Moment
from caregiver_app.system.clock import Clock
from caregiver_app.ui.look.theme import Theme, icon, tag
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.emergency_log_words import tap_help, tap_words, tapped_short

_HIGH_PX = 56
_AROUND_PX, _ICON_GAP_PX = 30, 10
_ICONS = {
    Tap.CALLED_911: "phone",
    Tap.AMBULANCE: "ambulance",
    Tap.SEIZURE: "stopwatch",
    Tap.SEIZURE_STOPPED: "stopwatch",
    Tap.BREATHING: "breath",
    Tap.MEDICINE: "pill",
    Tap.OTHER: "plus",
}
_SAME_PRESS_S = 0.5


class TapButton(QPushButton):
    """Never changes its size: what does not fit on one line stands on two."""

    def __init__(self, theme: Theme, tap: Tap, number: str, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._theme = theme
        self._number = number
        self.tap = tap
        self._at: Moment | None = None
        self._running = ""
        self._icons = True
        self._px = theme.px("strong")
        self._pressed: float | None = None
        self.setObjectName(f"tap.{tap.value}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(theme.size("target"))
        self.setMaximumHeight(round(_HIGH_PX * min(theme.scale, 1.3)))
        self._tell()

    def show_tapped(self, at: Moment | None) -> None:
        """Show the newest time, or none."""
        self._running = ""
        self._at = at
        self._tell()

    def show_running(self, length: str) -> None:
        """Show how long what it ends has been going on."""
        self._running = length
        self._tell()

    def turn_to(self, tap: Tap) -> None:
        """Write down something else from now on: what was started is stopped next."""
        if tap is not self.tap:
            self.tap = tap
            self.setObjectName(f"tap.{tap.value}")
            self._tell()

    def fold(self, *, narrow: bool) -> None:
        """Narrow, leave the drawing out; wide, give height to the lines below where it is short."""
        self._icons = not narrow
        self.setMinimumHeight(self.maximumHeight() if narrow else self._theme.size("target"))
        self._tell()

    def is_same_press(self) -> bool:
        """Say whether this is the second half of a double press; it is no tap of its own."""
        now, before = self._clock.monotonic(), self._pressed
        self._pressed = now
        return before is not None and now - before < _SAME_PRESS_S

    def sizeHint(self) -> QSize:
        """Return the width of the words as they stand there."""
        wide = max(map(self._wide, self.text().split("\n")), default=0) + self._beside()
        return QSize(wide, self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        """Return what the words of now need, without the air around them."""
        lines = self.text().split("\n")
        high = len(lines) * QFontMetrics(self._font()).height()
        wide = max(map(self._wide, lines)) + self._beside()
        return QSize(wide, max(high + 4, self._theme.size("target")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words for the new width."""
        super().resizeEvent(event)
        self._write()

    def _tell(self) -> None:
        marked = self._at is not None or bool(self._running)
        tag(self, button="primary" if marked else "normal")
        if self._icons:
            ink = self._theme.colour("on_accent" if marked else "text")
            self.setIcon(icon(_ICONS[self.tap], ink, self._theme.size("icon")))
        else:
            self.setIcon(QIcon())
        self.setAccessibleDescription(tap_help(self.tap))
        self._write()

    def _write(self) -> None:
        """Choose the words that fit: with the time below, on two lines, or short."""
        words = tap_words(self.tap, self._number)
        when = self._running or (dates.clock_time(self._at) if self._at else "")
        short = tapped_short(self.tap, when, self._number)
        wanted = (f"{words}\n{when}",) if when else (words, _two_lines(words))
        self._px = self._theme.px("strong")
        fitting = [text for text in (*wanted, short) if self._fits(text)]
        # Longer words than the English ones are written smaller before one of them is cut.
        while not fitting and self._px > self._theme.px("small") // 2:
            self._px -= 2
            fitting = [text for text in (_two_lines(short), short) if self._fits(text)]
        self._dress()
        self.setText(next(iter(fitting), short))
        shown = self.text().replace("\n", ", " if when else " ")
        self.setAccessibleName(shown if shown.startswith(words) else f"{shown}, {words}")

    def _dress(self) -> None:
        side = "text-align: left;" if self._icons else ""
        size = f"font-size: {self._px}px;" if self._px != self._theme.px("strong") else ""
        if self.styleSheet() != side + size:
            self.setStyleSheet(side + size)

    def _font(self) -> QFont:
        font = self._theme.font("strong")
        font.setPixelSize(self._px)
        return font

    def _fits(self, words: str) -> bool:
        lines = words.split("\n")
        room = self.width() - self._beside()
        high = len(lines) * QFontMetrics(self._font()).height() <= self.height() - 4
        return high and max(self._wide(line) for line in lines) <= room

    def _beside(self) -> int:
        """Return what edge, padding and drawing take of the width."""
        return _AROUND_PX + (self._theme.size("icon") + _ICON_GAP_PX if self._icons else 0)

    def _wide(self, words: str) -> int:
        return QFontMetrics(self._font()).horizontalAdvance(words)


def _two_lines(words: str) -> str:
    """Return words broken at the blank nearest to their middle."""
    blanks = [place for place, letter in enumerate(words) if letter == " "]
    if not blanks:
        return words
    middle = min(blanks, key=lambda place: abs(place - len(words) / 2))
    return f"{words[:middle]}\n{words[middle + 1 :]}"
