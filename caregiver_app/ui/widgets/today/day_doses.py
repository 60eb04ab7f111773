# SPDX-License-Identifier: MIT
"""All planned doses of today at one look, in their order, each with its state in shape and words.

A press on one leads to what can be written down about it, or to what was written.
"""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from caregiver_app.domain.dosing.todays_doses import DoseState, TodaysDose
from caregiver_app.domain.moments import Moment
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import hear_as
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.doses.dose_entry_words import planned_words, status_words
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.painted_answer import draw_box, mark_side, prepare
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words

_SIDE_PX, _GAP_PX, _AROUND_PX = 9, 7, 10
_FEWEST = 2
_TO_BE_DONE = frozenset({DoseState.NOT_WRITTEN, DoseState.DUE})


class DayDoses(QWidget):
    """The planned doses of the day, from two on: a single one stands on the card anyway.

    `dose_pressed` brings one that something can be written about, `written_pressed` says that one
    was pressed that stands in the record.
    """

    dose_pressed = Signal(object)
    written_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("doses.today")
        self._theme = theme
        self._marks: list[DoseMark] = []
        self.setAccessibleName(_("Planned today"))
        hear_as(self, "Grouping")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        column.addWidget(label(_("Planned today"), "small", "muted"))
        self._row = FlowLayout(gap=theme.space("xs"), even=True)
        column.addLayout(self._row)
        self.hide()

    def show_day(self, doses: Sequence[TodaysDose], now: Moment) -> None:
        """Show the doses of the day; one that has the keyboard keeps it."""
        shown = doses if len(doses) >= _FEWEST else ()
        for mark in self._marks[len(shown) :]:
            self._row.removeWidget(mark)
            mark.hide()
            mark.deleteLater()
        del self._marks[len(shown) :]
        for _more in shown[len(self._marks) :]:
            mark = DoseMark(self._theme)
            mark.clicked.connect(self._on_pressed)
            self._marks.append(mark)
            self._row.addWidget(mark)
        several = len({one.dose.drug for one in shown}) > 1
        unlike = several or len({one.dose.mg for one in shown}) > 1
        for mark, one in zip(self._marks, shown, strict=True):
            mark.show_dose(one, now, amount=unlike, drug=several)
        self._row.invalidate()
        self.setVisible(bool(shown))

    def _on_pressed(self) -> None:
        pressed = self.sender()
        if not isinstance(pressed, DoseMark) or pressed.shown is None:
            return
        if pressed.shown.dose.entry is None:
            self.dose_pressed.emit(pressed.shown.dose)
        else:
            self.written_pressed.emit()


class DoseMark(QAbstractButton):
    """One planned dose: a shape for its state, its time, and the state in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.shown: TodaysDose | None = None
        self._lines: tuple[tuple[str, QFont, str], ...] = ()
        prepare(self)

    def show_dose(self, one: TodaysDose, now: Moment, *, amount: bool, drug: bool) -> None:
        """Show a dose; the amount stands there where the doses of the day differ."""
        self.shown = one
        self.setObjectName(f"doses.today.{one.dose.due.local:%H%M}.{one.dose.drug}")
        todo = one.state in _TO_BE_DONE
        ink = "muted" if one.state is DoseState.AHEAD else "text"
        font = self._theme.font
        lines = [(dates.clock_time(one.dose.due), font("strong"), "text")]
        if amount:
            words = dates.amount(one.dose.mg, "mg")
            words = f"{words} {drug_words(one.dose.drug)}" if drug else words
            lines.append((words, font("small"), "text"))
        state = font("small")
        if todo:
            state.setWeight(QFont.Weight.DemiBold)
        lines.append((state_words(one), state, ink))
        self._lines = tuple(lines)
        self.setAccessibleName(_told(one, now))
        self.setAccessibleDescription(
            _("Opens Log a dose.") if one.dose.entry is None else _("Opens History.")
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of shape and words; nothing is cut."""
        metrics = [(QFontMetricsF(font), words) for words, font, _ink in self._lines]
        wide = max((one.horizontalAdvance(words) for one, words in metrics), default=0.0)
        deep = sum(one.height() for one, _words in metrics)
        target = self._theme.size("target")
        return QSize(
            math.ceil(self._before() + wide + _SIDE_PX), max(target, math.ceil(deep) + _AROUND_PX)
        )

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the shape and the words."""
        if self.shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, mirrored, side = self._theme, self.isRightToLeft(), mark_side(self._theme)
        draw_box(painter, self, theme, None)
        left = self.width() - _SIDE_PX - side if mirrored else _SIDE_PX
        place = QRectF(left, (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        draw_state(painter, theme, place, self.shown.state)
        before = self._before()
        around = (_SIDE_PX, 0, -before, 0) if mirrored else (before, 0, -_SIDE_PX, 0)
        room = QRectF(self.rect()).adjusted(*around)
        deep = sum(QFontMetricsF(font).height() for _words, font, _ink in self._lines)
        top = (self.height() - deep) / 2
        align = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        for words, font, ink in self._lines:
            high = QFontMetricsF(font).height()
            painter.setFont(font)
            painter.setPen(theme.colour(ink))
            painter.drawText(QRectF(room.left(), top, room.width(), high), align, words)
            top += high

    def _before(self) -> float:
        return _SIDE_PX + mark_side(self._theme) + _GAP_PX


def state_words(one: TodaysDose) -> str:
    """Return the state of a dose in one to three words."""
    if one.dose.entry is not None:
        return status_words(one.dose.entry.status)
    return {
        DoseState.DUE: _("due now"),
        DoseState.AHEAD: _("to come"),
        DoseState.BEFORE: _("plan typed later"),
    }.get(one.state, _("not written down"))


def _told(one: TodaysDose, now: Moment) -> str:
    words = _("{dose}, {drug}").format(
        dose=planned_words(one.dose, now), drug=drug_words(one.dose.drug)
    )
    if one.state is DoseState.DUE:
        return _("Due now: {dose}").format(dose=words)
    if one.state is DoseState.BEFORE:
        return _("Due before the plan was typed in: {dose}").format(dose=words)
    return words


def draw_state(painter: QPainter, theme: Theme, place: QRectF, state: DoseState) -> None:
    """Draw the shape of a state: no two are alike without their colour.

    Given is a full disc, late a disc with the hands of a clock, not given a ring with a cross, in
    doubt half a disc, not written down a dashed ring, due a ring with a dot, to come a thin ring,
    of before the plan was typed in a dashed ring with a dash.
    """
    ink, ground = theme.colour("text"), theme.colour("card")
    full = state in (DoseState.GIVEN, DoseState.LATE)
    pen = QPen(ink, 1.5 if state is DoseState.AHEAD else 2)
    if state in (DoseState.NOT_WRITTEN, DoseState.BEFORE):
        pen.setDashPattern([1.5, 1.5])
    painter.setPen(pen)
    painter.setBrush(ink if full else ground)
    painter.drawEllipse(place)
    middle, reach = place.center(), place.width() / 4
    painter.setPen(QPen(ground if full else ink, 2))
    if state is DoseState.LATE:
        painter.drawLine(middle, middle - QPointF(0, reach * 1.3))
        painter.drawLine(middle, middle + QPointF(reach, 0))
    elif state is DoseState.BEFORE:
        painter.drawLine(middle - QPointF(reach, 0), middle + QPointF(reach, 0))
    elif state is DoseState.NOT_GIVEN:
        for turn in (1, -1):
            across = QPointF(reach * turn, reach)
            painter.drawLine(middle - across, middle + across)
    elif state is DoseState.IN_DOUBT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(place, 90 * 16, 180 * 16)
    elif state is DoseState.DUE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(middle, reach, reach)
