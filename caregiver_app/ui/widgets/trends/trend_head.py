# SPDX-License-Identifier: MIT
"""The head of Trends: how far back, which charts, charts or table, and the picture to keep."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from caregiver_app.domain.charts.trend_signs import TrendSign
from caregiver_app.domain.charts.trend_time import Span
from caregiver_app.system.words import _
from caregiver_app.ui.look.icons import button_icon
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.trends import chart_words

_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TrendHead(QWidget):
    """The choices above the charts; each signal carries what was chosen."""

    span_chosen = Signal(object)
    signs_chosen = Signal(object)
    table_wanted = Signal(bool)
    picture_wanted = Signal()

    def __init__(
        self, theme: Theme, signs: Sequence[TrendSign], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._signs = tuple(signs)
        self._title = label(_("Trends"), "title")
        self._title.setWordWrap(False)
        self._segments = self._build_segments()
        self._span = self._button("trends.span", "down")
        self._span.setAccessibleDescription(_("How far back the charts look"))
        self._charts = self._button("trends.charts", "down")
        self._table = self._button("trends.show_table", "table")
        self._table.setCheckable(True)
        self._picture = self._button("trends.export", "save")
        self._picture.setText(_("Export picture"))
        self._span_menu = self._build_span_menu()
        self._chart_menu = self._build_chart_menu()
        self._span.clicked.connect(self._on_span_menu)
        self._charts.clicked.connect(self._on_chart_menu)
        self._table.clicked.connect(self._on_table)
        self._picture.clicked.connect(self.picture_wanted)
        self._build_layout()
        self._say_table()

    def show_choice(self, span: Span, signs: Sequence[TrendSign]) -> None:
        """Show what is chosen without saying that somebody chose it."""
        for one, button in self._spans.items():
            button.setChecked(one is span)
        for action in self._span_menu.actions():
            action.setChecked(action.data() == span.value)
        self._span.setText(chart_words.span_name(span))
        names = [sign.id for sign in signs]
        for action in self._chart_menu.actions():
            action.setChecked(action.data() in names)
        self._say_charts()

    def take_form(self, *, narrow: bool, compact: bool) -> None:
        """Show the spans as a list where there is less room, and no title on the smallest."""
        self._segments.setVisible(not narrow)
        self._span.setVisible(narrow)
        self._title.setVisible(not compact)
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if compact else right)

    def show_picture_button(self, shown: bool) -> None:
        """Offer the picture only while there are charts to draw."""
        self._picture.setVisible(shown)

    # ---- parts

    def _build_segments(self) -> QWidget:
        block = QWidget()
        block.setAccessibleName(_("How far back the charts look"))
        row = QHBoxLayout(block)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._spans: dict[Span, QPushButton] = {}
        for span in Span:
            button = QPushButton(chart_words.span_name(span))
            button.setObjectName(f"span.{span.value}")
            button.setCheckable(True)
            place = {Span.DAY: "first", Span.ALL: "last"}.get(span, "middle")
            tag(button, chip="segment", place=place)
            # The chosen one is bold: its width is kept, so that nothing moves.
            wide = QFontMetrics(self._theme.font("strong")).horizontalAdvance(button.text())
            button.setFixedWidth(wide + 26)
            button.clicked.connect(self._on_segment)
            self._spans[span] = button
            row.addWidget(button)
        return block

    def _button(self, name: str, drawing: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        tag(button, button="normal")
        ink = self._theme.colour("text")
        button.setIcon(button_icon(drawing, ink, self._theme.size("icon")))
        if drawing == "down":
            mirrored = self.isRightToLeft()
            button.setLayoutDirection(
                Qt.LayoutDirection.LeftToRight if mirrored else Qt.LayoutDirection.RightToLeft
            )
        return button

    def _build_span_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for span in Span:
            action = QAction(chart_words.span_name(span), menu)
            action.setCheckable(True)
            action.setData(span.value)
            group.addAction(action)
            menu.addAction(action)
        menu.triggered.connect(self._on_span_picked)
        return menu

    def _build_chart_menu(self) -> QMenu:
        menu = _StayingMenu(self)
        for sign in self._signs:
            action = QAction(chart_words.sign_name(sign), menu)
            action.setCheckable(True)
            action.setData(sign.id)
            menu.addAction(action)
        menu.triggered.connect(self._on_chart_picked)
        return menu

    def _build_layout(self) -> None:
        space = self._theme.space
        choices, actions = QWidget(), QWidget()
        for block, parts in (
            (choices, (self._segments, self._span, self._charts)),
            (actions, (self._table, self._picture)),
        ):
            flow = FlowLayout(block, gap=space("m"))
            for part in parts:
                flow.addWidget(part)
        actions.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, space("s"), 0, space("s"))
        self._row.setSpacing(space("m"))
        self._row.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(choices, 1)
        self._row.addWidget(actions)

    # ---- slots

    def _say_charts(self) -> None:
        chosen = [a for a in self._chart_menu.actions() if a.isChecked()]
        words = _("{n} of {total} charts")
        self._charts.setText(words.format(n=len(chosen), total=len(self._signs)))

    def _say_table(self) -> None:
        shown = self._table.isChecked()
        self._table.setText(_("Show as charts") if shown else _("Show as a table"))
        drawing = "trends" if shown else "table"
        ink = self._theme.colour("text")
        self._table.setIcon(button_icon(drawing, ink, self._theme.size("icon")))

    def _on_segment(self) -> None:
        for span, button in self._spans.items():
            if button is self.sender():
                self.span_chosen.emit(span)

    def _on_span_picked(self, action: QAction) -> None:
        self.span_chosen.emit(Span(action.data()))

    def _on_chart_picked(self, _action: QAction) -> None:
        self._say_charts()
        chosen = {action.data() for action in self._chart_menu.actions() if action.isChecked()}
        self.signs_chosen.emit(tuple(sign for sign in self._signs if sign.id in chosen))

    def _on_table(self) -> None:
        self._say_table()
        self.table_wanted.emit(self._table.isChecked())

    def _on_span_menu(self) -> None:
        self._span_menu.popup(_below(self._span))

    def _on_chart_menu(self) -> None:
        self._chart_menu.popup(_below(self._charts))


class _StayingMenu(QMenu):
    """A menu of choices that stays open while several are made."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Turn a choice on or off and stay open."""
        action = self.actionAt(event.position().toPoint())
        if action is not None:
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn a choice on or off with Space or Enter and stay open."""
        action = self.activeAction()
        if event.type() is QEvent.Type.KeyPress and event.key() in _KEYS and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)


def _below(button: QPushButton) -> QPoint:
    return button.mapToGlobal(QPoint(0, button.height()))
