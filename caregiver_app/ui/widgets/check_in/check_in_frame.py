# SPDX-License-Identifier: MIT
"""Where the check-in page puts its form, its level and Save, at every width of the window."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.ui.look.tab_order import go_in_turn
from caregiver_app.ui.look.theme import Theme, tag
from caregiver_app.ui.widgets.check_in.before_save import BeforeSave
from caregiver_app.ui.widgets.check_in.check_in_form import CheckInForm
from caregiver_app.ui.widgets.check_in.check_in_head import (
    DENSE_PX,
    ROOMY_PX,
    TIGHT_PX,
    CheckInHead,
)
from caregiver_app.ui.widgets.check_in.needed_status import NeededStatus
from caregiver_app.ui.widgets.check_in.quick_layout import DENSE, MEDIUM, SINGLE, WIDE
from caregiver_app.ui.widgets.check_in.still_needed import go_to_question
from caregiver_app.ui.widgets.check_in.when_and_who import WhenAndWho
from caregiver_app.ui.widgets.fields.cards import scrolling
from caregiver_app.ui.widgets.fields.save_button import SaveButton
from caregiver_app.ui.widgets.level.alert_card import AlertCard
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from caregiver_app.ui.widgets.level.level_strip import LevelStrip

_NOTHING = (0, 0, 0, 0)
_PANEL_WIDE_PX, _PANEL_NARROW_PX = 400, 284
_MOST_SCALE = 1.75  # in double text the words of an emergency need that much beside the form


class CheckInFrame(QWidget):
    """The parts are the page's; the frame moves them when the width of the window asks for it.

    `watcher` sees what happens to every question that can take the keyboard. `arranged` is said
    when another layout was chosen.
    """

    arranged = Signal()

    def __init__(
        self,
        theme: Theme,
        watcher: QObject,
        head: CheckInHead,
        panel: LevelPanel,
        alert: AlertCard,
        status: NeededStatus,
        save: SaveButton,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._head, self._panel, self._alert = head, panel, alert
        self._status, self._save = status, save
        self._form: CheckInForm | None = None
        self._watcher = watcher
        self._said: QWidget
        self._asked: WhenAndWho
        self._needed: BeforeSave
        self.mode = ""
        self._cramped_px = 0
        self._below: tuple[QWidget, ...] = ()
        self._stands, self._told = False, panel.level
        self._build()
        for part in (panel, self._panel_area):
            part.installEventFilter(self)
        alert.actions_row.followed.connect(lambda _a: self.fit_panel() if self._form else None)
        head.trouble_shown.connect(lambda: self.show_at_top(head.trouble))

    def take_cards(
        self, said: QWidget, asked: WhenAndWho, counter: QWidget, needed: BeforeSave
    ) -> None:
        """Take in what is read back, asks for time and person, counts breaths, and is needed."""
        self._said, self._asked, self._needed = said, asked, needed
        needed.needed.wanted.connect(self._on_wanted)
        self._status.wanted.connect(self._on_wanted)
        asked.asked.connect(lambda: QTimer.singleShot(0, asked, self._show_asked))
        self._main.insertWidget(1, counter)

    def take_form(self, form: CheckInForm) -> None:
        """Put the questions of one person in place."""
        self._form = form
        self._needed.take_form(form)
        self._cramped_px = 0
        self._scroll.setWidget(form)
        self.mode = ""
        self._arrange()

    def drop_form(self) -> None:
        """Throw the questions away."""
        if self._form is None:
            return
        self._form.worry.setParent(self._form)
        _move(self._needed, self)
        if self._form.isAncestorOf(self._head.tools):
            self._head.tools.setParent(self)
            for part in (self._said, self._asked, self._head.trouble, self._alert):
                _move(part, self)
            self.mode = ""
        if (old := self._scroll.takeWidget()) is not None:
            old.deleteLater()
        self._form = None

    def begin_anew(self) -> None:
        """Show the first question, and forget which one had the keyboard."""
        self._scroll.verticalScrollBar().setValue(0)
        if left := self.focusWidget():
            left.clearFocus()

    def stand(self) -> None:
        """Fit form and level, now that they are shown: the style has given all its height."""
        self._stands = True
        self.fit()
        if self._form is not None:  # at once: a press that waits already must find its question
            QCoreApplication.sendPostedEvents(self._form, QEvent.Type.LayoutRequest.value)

    def fit(self) -> None:
        """Give form and level the room they need, as far as there is any."""
        if self._stands:  # else it is done when it is shown, and then for the right size
            self._fit_form()
            self.fit_panel()

    def order_keys(self) -> None:
        """Let the Tab key go through the questions first, then to Save and to the level."""
        if self._form is None:
            return
        stops = self._form.stops()
        for stop in stops:
            stop.installEventFilter(self._watcher)
        foot = (self._status, self._save) if self.mode == SINGLE else (self._save, self._status)
        offered = [*self._panel.buttons(), *self._alert.actions_row.buttons()]
        go_in_turn([*self._head.buttons(), *stops, *foot, *offered])  # F1 is always there

    def show_part(self, part: QWidget) -> None:
        """Scroll so far that a part of the form is in sight."""
        self._scroll.ensureWidgetVisible(part, 8, 40)

    def show_said(self) -> None:
        """Show what is read back; over the questions of two narrow columns it always stands."""
        if self.mode == SINGLE:
            self.show_at_top(self._said)
        elif self.mode != MEDIUM:
            # So far that no line is cut, but never the word of the level over it.
            over = self._panel_lines.indexOf(self._panel) == 0
            edge, bar = self._theme.space("s") if over else 0, self._panel_area.verticalScrollBar()
            QTimer.singleShot(0, bar, lambda: bar.setValue(min(edge, bar.maximum())))

    def show_at_top(self, part: QWidget) -> None:
        """Scroll a part of the form to the upper edge, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._scroll_to(part))

    def hideEvent(self, event: QHideEvent) -> None:
        """Fit nothing until it is to stand again."""
        super().hideEvent(event)
        self._stands = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the layout by the width of the window in em."""
        super().resizeEvent(event)
        self._arrange()
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the panel to its words."""
        if event.type() is QEvent.Type.Resize and watched is self._panel_area:
            self.fit_panel()  # what is asked over Save came or went
        elif event.type() is QEvent.Type.LayoutRequest and watched is self._panel:
            self._give_panel_height()
        return super().eventFilter(watched, event)

    def _on_wanted(self, name: str) -> None:
        if self._form is not None:
            self._needed.mark_all()
            go_to_question(self._form, name)

    def _show_asked(self) -> None:
        """Show the question about old answers, and in the narrowest room what answers it."""
        self._scroll_to(self._asked)
        if self.mode == SINGLE:
            self._scroll.ensureWidgetVisible(self._asked.answers, 0, self._theme.space("s"))

    def _scroll_to(self, part: QWidget) -> None:
        if self._form is None or not self._form.isAncestorOf(part):
            return
        top = part.mapTo(self._form, part.rect().topLeft()).y()
        self._scroll.verticalScrollBar().setValue(max(0, top - self._theme.space("s")))

    def _build(self) -> None:
        theme = self._theme
        holder = QWidget()
        self._scroll, self._panel_area = scrolling(QWidget()), scrolling(holder)
        self._scroll.setMinimumHeight(1)  # Qt would lay it over a level in long words
        self._panel_lines = QVBoxLayout(holder)
        self._panel_lines.setContentsMargins(*_NOTHING)
        self._panel_lines.setSpacing(theme.space("s"))
        self._panel_lines.addWidget(self._alert)
        self._panel_lines.addStretch(1)
        self._side = QWidget()
        self._side_lines = QVBoxLayout(self._side)
        self._side_lines.setContentsMargins(*_NOTHING)
        self._side_lines.setSpacing(theme.space("s"))
        self._side_lines.addWidget(self._panel_area, 1)
        self._save_card, self._save_lines = _card()
        self._bar = QFrame()
        tag(self._bar, bar="action")
        self._bar_line = QHBoxLayout(self._bar)
        edge = theme.space("m")
        self._bar_line.setContentsMargins(theme.space("l"), edge, theme.space("xl"), edge)
        self._body = QHBoxLayout()
        self._body.setSpacing(theme.space("m"))
        self._lines = outer = QVBoxLayout(self)
        outer.setContentsMargins(*_NOTHING)
        outer.setSpacing(0)
        self._main = QVBoxLayout()
        self._main.setSpacing(0)
        self._top, self._over = QVBoxLayout(), QVBoxLayout()
        self._main.addWidget(self._head)
        self._main.addLayout(self._over)
        self._main.addWidget(self._scroll, 1)
        self._body.addLayout(self._main, 1)
        self._body.addWidget(self._side)
        self._strip = LevelStrip(theme, self._panel)
        self._top.addWidget(self._strip)
        outer.addLayout(self._top)
        outer.addLayout(self._body, 1)
        outer.addWidget(self._bar)

    def _arrange(self) -> None:
        mode = self._fitting_mode()
        if self._form is None or mode == self.mode:
            return
        self.mode = mode
        space = self._theme.space
        self._form.arrange(mode)
        for part in (self._panel, self._save_card):
            self._side_lines.removeWidget(part)
        self._panel_lines.removeWidget(self._panel)
        self._status.setParent(self)
        for holder in (self._save_lines, self._bar_line):
            while holder.count():
                holder.takeAt(0)
        self._side.setVisible(mode != SINGLE)
        self._head.arrange(mode)
        self._place_cards(mode)
        edge = space("s")
        around = (edge, edge, space("xl"), edge) if mode == SINGLE else _NOTHING
        self._top.setContentsMargins(*around)
        self._strip.setVisible(mode == SINGLE)
        if mode == SINGLE:
            self._strip.take()
            self._body.setContentsMargins(edge, 0, edge, 0)
        else:
            bottom = space("xs") if mode == DENSE else edge  # that form needs every line
            self._body.setContentsMargins(edge, 0, space("l"), bottom)
            self._fill_side(mode)
        self._panel.show()
        self._place_save(mode)
        self.order_keys()  # what was moved would come elsewhere
        self.arranged.emit()
        self.fit()
        # The new cards get their edges from the style only when they are shown.
        QTimer.singleShot(0, self, self._fit_form)

    def _place_cards(self, mode: str) -> None:
        """Put what was said and an open alert beside the level, what is asked over the questions.

        In two narrow columns what was said stands over them too, in a single one the alert as well.
        """
        single = mode == SINGLE
        if single and self._form is not None:
            tools = (self._head.tools, self._head.trouble)
            for part in (self._said, self._asked, *tools, self._alert):
                self._form.take_top(part)
        else:
            self._below = (self._alert,) if mode == MEDIUM else (self._said, self._alert)
            for place, part in enumerate(self._below):
                self._panel_lines.insertWidget(place, part)
            self._main.insertWidget(1, self._asked)
            if mode == MEDIUM:
                self._over.addWidget(self._said)
        self._head.tools.setVisible(single)
        self._asked.set_rows(in_rows=not single)

    def _fit_form(self) -> None:
        """Set the head and the spaces so that, if it can be, no question is out of sight."""
        if self._form is None:
            return
        if self.mode != DENSE:
            self._head.take_height(ROOMY_PX)
            room = self._scroll.viewport().width()
            if self.mode == MEDIUM and self._form.minimumSizeHint().width() > room:
                self._form.make_narrow()
            return
        room = self.height() - DENSE_PX - self._theme.space("s")
        width = self.width() - self._side.width() - 3 * self._theme.space("m")
        height = TIGHT_PX if self._form.fit_quick(width, room) else DENSE_PX
        # Asked only now: until it is laid out, a card is told as wide as it was a moment ago.
        if self._form.minimumSizeHint().width() > width > 0:
            # Longer words than the English ones: the last answers would be out of sight.
            self._cramped_px = self.window().width()
            self._arrange()
            return
        self._head.take_height(height)
        # At once: a head that grows a moment later makes every question jump.
        self._lines.activate()

    def _fill_side(self, mode: str) -> None:
        edge = self._theme.space("s")
        width = {WIDE: _PANEL_WIDE_PX, MEDIUM: _PANEL_NARROW_PX}.get(
            mode, self._theme.size("level_panel") + edge
        )
        self._side.setFixedWidth(round(width * min(self._theme.scale, _MOST_SCALE)))
        while self._side_lines.count():
            self._side_lines.takeAt(0)
        self._panel_lines.insertWidget(0, self._panel)
        self._side_lines.addWidget(self._panel_area, 1)
        self._side_lines.setContentsMargins(0, self._theme.space("xs"), 0, 0)
        if mode != WIDE:
            self._side_lines.addWidget(self._save_card)

    def _place_save(self, mode: str) -> None:
        in_bar = mode in (WIDE, SINGLE)
        self._bar.setVisible(in_bar)
        self._save_card.setVisible(not in_bar)
        if mode == SINGLE and self._form is not None and (last := self._form.layout()) is not None:
            last.addWidget(self._needed)  # there is no room beside Save
        if in_bar:
            self._bar_line.addWidget(self._status, 1)
            if mode == WIDE:
                self._bar_line.addWidget(self._needed)
            self._bar_line.addWidget(self._save)
            return
        if mode == DENSE and self._form is not None:
            # The panel needs every line beside the form: the state of the draft stands on top.
            self._save_lines.addWidget(self._form.worry)
            self._head.hold(self._status)
        else:
            self._save_lines.addWidget(self._status)
        self._save_lines.addWidget(self._needed)
        self._save_lines.addWidget(self._save)

    def _fitting_mode(self) -> str:
        em = self._theme.em(self.window().width())
        if em >= self._theme.breakpoint("wide"):
            return WIDE
        if em >= self._theme.breakpoint("medium") and self.window().width() > self._cramped_px:
            return DENSE
        return MEDIUM if em >= self._theme.breakpoint("compact") else SINGLE

    def fit_panel(self) -> None:
        """Give the level all the height its words need; no word of it is ever cut.

        What does not fit beside the form is first said in smaller type, then it scrolls.
        """
        if self.mode != SINGLE and self._stands:
            if (self._panel.level or 0) > (self._told or 0):  # its word must be in sight
                self._panel_area.verticalScrollBar().setValue(0)
            self._told = self._panel.level
            space, said = self._theme.space, not self._said.isHidden()
            self._over.setContentsMargins(0, 0, space("l"), space("s") if said else 0)
            self._panel_lines.setSpacing(space("xs" if said else "s"))
            self._panel.set_tight(False)
            self._panel.set_tight(self._needed_px() > self._panel_area.height())
            self._order_side()
        self._give_panel_height()

    def _order_side(self) -> None:
        """Put an alert that nobody answered over a calmer level: it must not be out of sight.

        Why nothing is as usual stands under it, or over a level that leaves no room below it.
        """
        first = not self._alert.isHidden() and self._alert.is_over(self._panel.level)
        order = (self._panel, *self._below)[:: -1 if first else 1]
        if not first and self._needed_px() > self._panel_area.height():
            order = (*self._below[:-1], self._panel, self._alert)
        places = [self._panel_lines.indexOf(part) for part in order]
        if places != sorted(places):
            for place, part in enumerate(order):
                self._panel_lines.removeWidget(part)
                self._panel_lines.insertWidget(place, part)
            self._panel_area.verticalScrollBar().setValue(0)

    def _needed_px(self) -> int:
        """Return the height of the level with the cards that stand beside it."""
        width, gap = self._panel_area.viewport().width(), self._panel_lines.spacing()
        cards = (card for card in self._below if not card.isHidden())
        return self._panel.heightForWidth(width) + sum(c.heightForWidth(width) + gap for c in cards)

    def _give_panel_height(self) -> None:
        if self.mode == SINGLE:
            edge = self._theme.space("s")
            self._strip.fit(self.height() - self._bar.sizeHint().height() - 2 * edge)
            return
        room = self._panel_area.viewport()
        self._panel.setMinimumHeight(max(0, self._panel.heightForWidth(room.width())))


def _move(part: QWidget, home: QWidget) -> None:
    """Give a part another parent and keep it shown or hidden as it was asked to be."""
    hidden = part.isHidden()
    part.setParent(home)
    part.setHidden(hidden)


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    tag(card, card="plain")
    lines = QVBoxLayout(card)
    lines.setContentsMargins(16, 8, 16, 8)
    lines.setSpacing(6)
    return card, lines
