# SPDX-License-Identifier: MIT
"""The card "What changed": a choice of the time, and one row of a word and a sentence each."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.changed.change_lines import QUIET, ChangeLine, Changes, sentence
from caregiver_app.domain.moments import Moment
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import emptied, line
from caregiver_app.ui.widgets.fields.profile_fields import SegmentField
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.digits import in_sentence

CHOICES = ("cut", "day", "shift")
_ALWAYS = "day"
_MOST_LINES = 8
_WEEK = timedelta(days=7)
# Narrower than this, in em of the body text, the word stands over its sentence.
_SIDE_BY_SIDE_EM = 26


class ChangedCard(QFrame):
    """What is different since the last cut, in the last 24 hours, or since one's last shift.

    `choice_made` carries "cut", "day" or "shift" when somebody chose. The choice is kept for as
    long as it is offered, and comes back when it is offered again.
    """

    choice_made = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen = CHOICES[0]
        self._views: Mapping[str, Sequence[ChangeLine] | None] = {}
        self._changes: Changes | None = None
        self._now: Moment | None = None
        self._open = False
        tag(self, card="plain")
        self.setAccessibleName(_("What changed"))
        column = QVBoxLayout(self)
        side = theme.space("l")
        column.setContentsMargins(side, side - 2, side, side - 2)
        column.setSpacing(theme.space("xs"))
        column.addWidget(self._build_head())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self._more = QPushButton()
        self._more.setObjectName("changes.more")
        tag(self._more, button="quiet")
        self._more.clicked.connect(self._on_more)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def choice(self) -> str:
        """Return the choice that is shown: the one made last where it is offered."""
        return self._chosen if self._views.get(self._chosen) is not None else _ALWAYS

    def show_changes(
        self, changes: Changes, views: Mapping[str, Sequence[ChangeLine] | None], now: Moment
    ) -> None:
        """Show the lines of each choice; one without lines (None) is not offered."""
        if views != self._views:
            self._open = False
        self._changes, self._views, self._now = changes, views, now
        offered = [choice for choice in CHOICES if views.get(choice) is not None]
        self._segments.setVisible(len(offered) > 1)
        self._segments.offer(offered)
        self._only.setVisible(len(offered) < 2)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the words beside or over their sentences, as the width allows."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Return a width at which the choices stand; everything else wraps."""
        beside = 2 * self._theme.space("l")
        wide = self._segments.minimumSizeHint().width() + beside
        return QSize(wide, super().minimumSizeHint().height())

    def _build_head(self) -> QWidget:
        head = QWidget()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight, head)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(self._theme.space("m"))
        title = label(_("What changed"), "heading")
        title.setWordWrap(False)
        self._segments = SegmentField(
            "changes",
            _("What changed"),
            (
                ("cut", _("Since the last cut")),
                ("day", _("24 hours")),
                ("shift", _("My last shift")),
            ),
        )
        self._segments.chosen.connect(self._on_chosen)
        self._only = label(_("in the last 24 hours"), "body", "muted")
        self._head.addWidget(title)
        self._head.addStretch(1)
        self._head.addWidget(self._segments)
        self._head.addWidget(self._only)
        return head

    def _lines(self) -> Sequence[ChangeLine]:
        return self._views.get(self.choice()) or ()

    def _fill(self) -> None:
        rows = emptied(self._rows)
        lines = self._lines()
        self._segments.set_value(self.choice())
        shown = lines if self._open else lines[:_MOST_LINES]
        for place, each in enumerate(shown):
            if place:
                rows.addWidget(line(self._theme))
            rows.addWidget(self._row(each))
        if not lines:
            rows.addWidget(label(_("Nothing to compare is recorded."), "body", "muted"))
        left = len(lines) - _MOST_LINES
        self._more.setVisible(left > 0)
        more = ngettext("{n} more line", "{n} more lines", max(left, 0)).format(n=left)
        self._more.setText(_("Show fewer lines") if self._open else more)
        self._arrange()

    def _row(self, told: ChangeLine) -> QWidget:
        if self._changes is None or self._now is None:  # there are no lines without them
            return QWidget()
        return _Row(
            self._theme,
            self._changes.kinds[told.kind],
            in_sentence(sentence(self._changes, told, ScreenTimes(self._now))),
            quiet=told.kind in QUIET,
            widest=self._widest(),
        )

    def _widest(self) -> int:
        """Return the width of the longest single word that may stand before a line."""
        words = " ".join(self._changes.kinds.values()).split() if self._changes else [""]
        metrics = QFontMetrics(self._theme.font("strong"))
        return max(metrics.horizontalAdvance(word) for word in words)

    def _arrange(self) -> None:
        wide = self._theme.em(self.width()) >= _SIDE_BY_SIDE_EM
        across = QBoxLayout.Direction.LeftToRight
        direction = across if wide else QBoxLayout.Direction.TopToBottom
        if self._head.direction() != direction:
            self._head.setDirection(direction)
        for row in self.findChildren(_Row):
            row.stand(direction)

    def _on_chosen(self, choice: str) -> None:
        self._chosen, self._open = choice, False
        self._fill()
        self.choice_made.emit(choice)

    def _on_more(self) -> None:
        self._open = not self._open
        self._fill()


class _Row(QWidget):
    """A word in the accent colour and its sentence; both are read as one."""

    def __init__(self, theme: Theme, word: str, told: str, *, quiet: bool, widest: int) -> None:
        super().__init__()
        self._widest = widest
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, theme.space("s"), 0, theme.space("s"))
        self._gap = theme.space("m")
        self._word = label(word, "strong", "accent")
        self._word.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._told = label(told, "body", "muted" if quiet else "text")
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._told.setAccessibleName(f"{word}: {told}")
        self._box.addWidget(self._word)
        self._box.addWidget(self._told, 1)
        self.stand(self._box.direction())

    def stand(self, direction: QBoxLayout.Direction) -> None:
        """Stand beside each other or one over the other."""
        beside = direction is QBoxLayout.Direction.LeftToRight
        self._box.setDirection(direction)
        self._box.setSpacing(self._gap if beside else 0)
        self._word.setMinimumWidth(self._widest if beside else 0)
        self._word.setMaximumWidth(self._widest if beside else 16777215)


class ScreenTimes:
    """Days and times as the screens write them, seen from now."""

    def __init__(self, now: Moment) -> None:
        self._now = now

    def when(self, moment: Moment) -> str:
        """Return "today at 6:10 AM", "on Tuesday at 10:00 PM" or "on Tuesday 5 May at …"."""
        moment = dates.as_here(moment, self._now)
        time = dates.clock_time(moment)
        if moment.day == self._now.day:
            return _("today at {time}").format(time=time)
        return _("on {day} at {time}").format(day=self.near_day(moment.day), time=time)

    def point(self, moment: Moment) -> str:
        """Return "6:10 AM today", "Tuesday 10:00 PM" or "Tuesday 5 May 10:00 PM"."""
        moment = dates.as_here(moment, self._now)
        time = dates.clock_time(moment)
        if moment.day == self._now.day:
            return _("{time} today").format(time=time)
        return _("{day} {time}").format(day=self.near_day(moment.day), time=time)

    def day(self, day: date) -> str:
        """Return "Monday 18 May", with the year where it is another one."""
        text = dates.long_day(day)
        return text if day.year == self._now.day.year else f"{text} {day.year}"

    def length(self, length: timedelta) -> str:
        """Return "11 hours"."""
        return dates.duration(length)

    def near_day(self, day: date) -> str:
        """Return the weekday alone for the six days before today, when it can be no other."""
        if timedelta(0) < self._now.day - day < _WEEK:
            return dates.weekday(day)
        return self.day(day)
