# SPDX-License-Identifier: MIT
"""The cards of Today: the next check-in, and the first steps of a new person."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.timing.cadence import Lateness, NextCheck
from caregiver_app.domain.timing.phases import Phase
from caregiver_app.services.looking_back.views import TodayView
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import action_button, line
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.shapes import paint_level_mark
from caregiver_app.ui.widgets.today.check_in_strip import CheckInStrip
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.answers import level_name
from caregiver_app.ui.words.person_words import drug_words


class _Card(QFrame):
    """A plain card with a heading and a body that is filled anew for each person."""

    def __init__(self, theme: Theme, title: str, beside: QWidget) -> None:
        super().__init__()
        self._theme = theme
        tag(self, card="plain")
        column = QVBoxLayout(self)
        side = theme.space("l")
        column.setContentsMargins(side, side - 2, side, side - 2)
        column.setSpacing(theme.space("s"))
        head = FlowLayout(gap=theme.space("xl"))
        words = label(title, "heading")
        words.setWordWrap(False)
        head.addWidget(words)
        head.addWidget(beside)
        column.addLayout(head)
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.space("xs"))
        column.addLayout(self._body)
        column.addStretch(1)


class CheckInsCard(_Card):
    """When the next check is due and why, the last 72 hours as a strip, and what to expect."""

    expect_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        self._legend = Legend(theme)
        super().__init__(theme, _("Next check-in"), self._legend)
        self._due = label("", "name")
        self._due_at = label("", "body", "muted")
        self._strip = CheckInStrip(theme)
        self._advice = label("")
        self._phase = label("")
        self._expect = action_button(theme, _("What to expect"), "quiet", "info")
        self._expect.setObjectName("today.expect")
        self._expect.setStyleSheet("padding-left: 0px;")
        self._expect.clicked.connect(self.expect_pressed)
        self._body.addWidget(self._due)
        self._body.addWidget(self._due_at)
        self._body.addSpacing(theme.space("xs"))
        self._body.addWidget(self._strip)
        self._body.addWidget(line(theme))
        self._held = QVBoxLayout()
        self._held.setSpacing(theme.space("xs"))
        self._body.addLayout(self._held)
        for words in (self._advice, self._phase):
            self._body.addWidget(words)
        self._body.addWidget(self._expect, 0, Qt.AlignmentFlag.AlignLeft)

    def hold(self, *parts: QWidget) -> None:
        """Take parts that belong right under the strip."""
        for part in parts:
            self._held.addWidget(part)
        self._held.addWidget(line(self._theme))

    def show_check_ins(self, view: TodayView) -> None:
        """Show when the next check is due, and whether it is late."""
        check = view.next_check
        self._strip.show_marks(view.strip, view.now, check.due if view.last else None)
        self._legend.show_levels({level for _at, level in view.strip})
        self._due.setText(_due_words(check, view.now))
        at = dates.day_and_time(check.due, view.now)
        by = _("It was due by {time}.") if check.late_by else _("By {time}.")
        said = [by.format(time=at)] if view.last else []
        self._due_at.setText(" ".join([*said, view.why_then]))
        self._advice.setText(view.advice)
        self._phase.setText("\n".join(_phase_lines(view.phases)))
        self._phase.setVisible(bool(view.phases))


class Legend(QWidget):
    """What the small marks mean; only those that are on the strip, on as many lines as needed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._levels: list[Level] = []
        self._flow = FlowLayout(self, gap=theme.space("m"))

    def show_levels(self, levels: set[Level]) -> None:
        """Show these levels, the mildest first."""
        self.setVisible(bool(levels))
        if sorted(levels) == self._levels:
            return
        self._levels = sorted(levels)
        self.setAccessibleName(", ".join(level_name(level) for level in self._levels))
        while self._flow.count():
            item = self._flow.takeAt(0)
            mark = item.widget() if item else None
            if mark is not None:
                mark.hide()
                mark.deleteLater()
        for level in self._levels:
            self._flow.addWidget(_LegendMark(self._theme, level))


class _LegendMark(QWidget):
    """One mark with its word."""

    def __init__(self, theme: Theme, level: Level) -> None:
        super().__init__()
        self._theme = theme
        self._level = level
        self._side = theme.size("shape_mark") - 2
        self.setFont(theme.font("small"))

    def sizeHint(self) -> QSize:
        """Return the room of the mark and its word."""
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(level_name(self._level))
        return QSize(self._side + 6 + words + 4, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a word is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark and word side by side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._side
        mark = QRectF(0, (self.height() - side) / 2, side, side)
        paint_level_mark(painter, self._level, mark, self._theme)
        painter.setPen(self._theme.colour("muted"))
        words = QRectF(side + 6, 0, self.width() - side - 6, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, level_name(self._level))


class FirstSteps(QWidget):
    """What to do first for a new person, in numbered cards; one that is done goes away."""

    check_in_pressed = Signal()
    plan_pressed = Signal()
    sheet_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("l"))
        self._first_words = label("", "body")
        start = action_button(theme, _("Start check-in"), "primary", "checkin")
        start.setObjectName("first.check_in")
        start.clicked.connect(self.check_in_pressed)
        sheet = action_button(theme, _("Handoff sheet"), "normal", "sheet")
        sheet.setObjectName("first.sheet")
        sheet.clicked.connect(self.sheet_pressed)
        plan = action_button(theme, _("Type the plan"), "normal", "plan")
        plan.setObjectName("first.plan")
        plan.clicked.connect(self.plan_pressed)
        self._plan_words = label("", "body")
        sheet_words = label(
            _("Put it on the fridge. It says “not recorded” where nothing is known yet.")
        )
        self._numbers: list[_Number] = []
        row.addWidget(self._step(_("Do a first check-in"), self._first_words, start))
        self._plan = self._step(_("Type in the written plan"), self._plan_words, plan)
        row.addWidget(self._plan)
        row.addWidget(self._step(_("Print the first ER sheet"), sheet_words, sheet))

    def stand(self, *, one_column: bool) -> None:
        """Put the cards over each other, or side by side."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if one_column else across)

    def show_name(self, name: str, prescriber: str | None, *, has_plan: bool, begun: bool) -> None:
        """Name the person and who wrote the plan; a plan that is typed in is no step any more.

        Once the first step down is `begun`, nothing can be done before it.
        """
        who = prescriber or _("the prescriber")
        told = _("Steps, dates and doses, just as {name} wrote them.").format(name=who)
        self._plan_words.setText(told)
        self._plan.setVisible(not has_plan)
        self._numbers[-1].show_number(2 if has_plan else 3)
        words = _(
            "Do three before the first step down, over two days. They show what is usual for "
            "{name}. About one minute each."
        )
        if begun:
            words = _("It shows how {name} is now. The next ones show what changes.")
        self._first_words.setText(words.format(name=name))

    def _step(self, title: str, words: QWidget, button: QWidget) -> QFrame:
        theme = self._theme
        frame = QFrame()
        tag(frame, card="plain")
        column = QVBoxLayout(frame)
        side = theme.space("xl")
        column.setContentsMargins(side, side, side, theme.space("l"))
        column.setSpacing(theme.space("s"))
        number = _Number(theme, len(self._numbers) + 1)
        self._numbers.append(number)
        column.addWidget(number)
        column.addWidget(label(title, "value"))
        column.addWidget(words)
        column.addStretch(1)
        column.addSpacing(theme.space("xl"))
        column.addWidget(button)
        return frame


class _Number(QWidget):
    """The number of a step in a circle; the first is filled."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        self._number = number
        self.setFixedSize(theme.size("target"), theme.size("target"))

    def show_number(self, number: int) -> None:
        """Take another number."""
        self._number = number
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint circle and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self._theme.colour("accent")
        first = self._number == 1
        painter.setPen(QPen(accent, 2))
        painter.setBrush(accent if first else self._theme.colour("card"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setFont(self._theme.font("value"))
        painter.setPen(self._theme.colour("on_accent") if first else accent)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


def _phase_lines(phases: Sequence[Phase]) -> list[str]:
    """Return where somebody is after each change; of two medicines each is named."""
    if len(phases) < 2:
        return [phase.words for phase in phases]
    named = _("{drug} {route}: {words}")
    routes = {PlanRoute.ORAL: _("by mouth"), PlanRoute.ITB: _("by pump")}
    return [
        named.format(drug=drug_words(p.drug), route=routes[p.route], words=p.words) for p in phases
    ]


def _due_words(check: NextCheck, now: Moment) -> str:
    away = dates.between(now, check.due)
    if check.lateness is Lateness.NOT_DUE:
        return _("In {duration}").format(duration=dates.duration(away))
    if check.lateness is Lateness.DUE:
        return _("Due now")
    return _("Late by {duration}").format(duration=dates.duration(away))
