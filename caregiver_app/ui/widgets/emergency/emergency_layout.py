# SPDX-License-Identifier: MIT
"""How the emergency page is laid out: two columns with everything, or one with the call alone."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.emergency_log import Tap
from caregiver_app.system.words import _
from caregiver_app.ui.look.tab_order import go_through
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.emergency.emergency_parts import BringRow, Listed
from caregiver_app.ui.widgets.emergency.event_log import TAPS, EventLog
from caregiver_app.ui.widgets.fields.cards import scrolling
from caregiver_app.ui.widgets.level.call_panel import CallPanel

_RIGHT_PX, _LEAST_RIGHT_PX = 476, 380
_LINES_PX = 44
_IN_SIGHT = (Tap.SEIZURE, Tap.AMBULANCE, Tap.MEDICINE, Tap.CALLED_911)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What both layouts are made of; whoever lays them out last has them."""

    panel: CallPanel
    steps: Listed
    ring: Listed
    log: EventLog
    watch: QLabel
    watch_words: QLabel
    bring: BringRow
    bring_words: QLabel
    said: QLabel
    no_sheet: QLabel
    save: QPushButton
    paper: QPushButton


class TwoColumns(QWidget):
    """The call on the left; steps, stopwatch, taps and their times on the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        gap = theme.space("m")
        self._grid = QGridLayout(self)
        edge = theme.space("l")
        self._grid.setContentsMargins(edge, gap, edge, gap)
        self._grid.setSpacing(gap)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(0, 1)
        self._side = QWidget()
        self._column = QVBoxLayout(self._side)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        self._card = QFrame()
        tag(self._card, card="plain")
        self._lines = QVBoxLayout(self._card)
        self._lines.setContentsMargins(theme.space("l"), gap - 4, theme.space("l"), gap)
        self._lines.setSpacing(theme.space("s"))
        self._watch = QHBoxLayout()
        self._watch.setSpacing(gap)
        self._taps = QGridLayout()
        self._taps.setSpacing(theme.space("s"))
        self._lines.addLayout(self._watch)
        self._lines.addLayout(self._taps)
        self._foot = QFrame()
        tag(self._foot, card="plain")
        self._row = QHBoxLayout(self._foot)
        self._row.setContentsMargins(theme.space("l"), gap - 4, theme.space("l"), gap - 4)
        self._row.setSpacing(gap)
        # It scrolls only in a language with longer words than the English ones.
        self._area = scrolling(self._side)
        self._grid.addWidget(self._area, 0, 1)
        self._grid.addWidget(self._foot, 1, 0, 1, 2)

    def take(self, parts: Parts) -> None:
        """Lay the parts out."""
        log = parts.log
        self._grid.addWidget(parts.panel, 0, 0)
        self._column.addWidget(parts.steps)
        self._column.addWidget(self._card, 1)
        tag(parts.watch, type="display")
        self._watch.addWidget(parts.watch)
        self._watch.addWidget(log.note, 3)
        self._watch.addWidget(parts.watch_words, 2)
        parts.watch_words.setWordWrap(True)
        self._watch.addWidget(log.undo)
        log.fold(narrow=False)
        for place, tap in enumerate(TAPS):
            self._taps.addWidget(log.buttons[tap], place // 2, place % 2)
        log.lines.setMinimumHeight(_LINES_PX)
        self._lines.addWidget(log.lines, 1)
        self._row.addWidget(parts.bring, 3)
        self._row.addWidget(log.state, 2, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(parts.said, 1)
        self._row.addWidget(parts.no_sheet)
        self._row.addWidget(parts.save)
        self._row.addWidget(parts.paper)
        for shown in (parts.panel, parts.steps, parts.watch, parts.watch_words, parts.bring):
            shown.show()
        go_through([self._area, self._foot])

    def take_width(self, width: int) -> None:
        """Give the right column its share of a window of this width."""
        self._area.setFixedWidth(self.right_px(width))

    def right_px(self, width: int) -> int:
        """Return how wide the right column is in a window of this width."""
        wanted = round(_RIGHT_PX * min(self._theme.scale, 1.25))
        return max(_LEAST_RIGHT_PX, min(wanted, round(width * 0.36)))


class OneColumn(QWidget):
    """The call over stopwatch, four taps and Print; everything else is one key away."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        gap = theme.space("s")
        self._stack = QStackedWidget()
        self._rest = QWidget()
        self._rows = QVBoxLayout(self._rest)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(gap)
        self._taps = QHBoxLayout()
        self._taps.setSpacing(gap)
        self._rows.addLayout(self._taps)
        self._written = QFrame()
        tag(self._written, card="plain")
        self._lines = QVBoxLayout(self._written)
        self._area: QScrollArea = scrolling(self._rest)
        self.more = QPushButton()
        self.more.setObjectName("emergency.more")
        QShortcut(QKeySequence("F4"), self.more).activated.connect(self.more.click)
        tag(self.more, button="normal")
        self.more.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.more.clicked.connect(self._on_more)
        self._notice, self._top, self._low = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._timed = QVBoxLayout()
        self._timed.setSpacing(0)
        self._top.addLayout(self._timed)
        column = QVBoxLayout(self)
        edge = theme.space("l")
        column.setContentsMargins(edge, gap, edge, gap)
        column.setSpacing(gap)
        column.addWidget(self._stack, 1)
        for row in (self._notice, self._top, self._low):
            row.setSpacing(gap)
            column.addLayout(row)
        self._stack.addWidget(self._area)

    def take(self, parts: Parts) -> None:
        """Lay the parts out."""
        log = parts.log
        self._stack.insertWidget(0, parts.panel)
        self._fill_rest(parts)
        tag(parts.watch, type="title")
        log.fold(narrow=True)
        parts_beside: tuple[QWidget, ...] = (log.state, log.note, log.last, parts.said)
        for part in parts_beside:
            self._notice.addWidget(part, 1)
        self._notice.addWidget(log.undo)
        self._timed.addWidget(parts.watch)
        self._timed.addWidget(parts.watch_words)
        parts.watch_words.setWordWrap(False)
        for tap in _IN_SIGHT[:2]:
            self._top.addWidget(log.buttons[tap], 2)
        self._top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        self._low.addWidget(parts.paper)
        self._low.addWidget(parts.no_sheet, 2)
        for tap in _IN_SIGHT[2:]:
            self._low.addWidget(log.buttons[tap], 2)
        self.show_rest(False)
        parts.watch.show()
        parts.watch_words.show()
        parts.bring.hide()

    def show_rest(self, shown: bool) -> None:
        """Show the rest in the place of the call, or the call again."""
        self._stack.setCurrentIndex(1 if shown else 0)
        self.more.setText(_("The call") if shown else _("More"))
        name = _("Back to what to say") if shown else _("More: steps, times, who to ring")
        self.more.setAccessibleName(f"{self.more.text()}, {name}" if shown else name)

    def _fill_rest(self, parts: Parts) -> None:
        for tap in TAPS:
            if tap not in _IN_SIGHT:
                self._taps.addWidget(parts.log.buttons[tap])
        parts.log.lines.setMinimumHeight(round(2 * _LINES_PX * self._theme.scale))
        self._lines.addWidget(parts.log.lines)
        for part in (self._written, parts.steps, parts.bring_words, parts.ring):
            self._rows.addWidget(part)
        self._rows.addWidget(parts.save)
        for shown in (parts.steps, parts.ring, parts.bring_words):
            shown.show()

    def _on_more(self) -> None:
        self.show_rest(self._stack.currentIndex() == 0)


def stopwatch_label() -> QLabel:
    """Return the label of the stopwatch; its digits never wrap."""
    made = label("0:00", "display")
    made.setObjectName("stopwatch")
    made.setWordWrap(False)
    return made
