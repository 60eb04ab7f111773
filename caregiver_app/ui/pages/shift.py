# SPDX-License-Identifier: MIT
"""The page of a shift: somebody comes and reads three facts back, or goes and hands over."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.shift.shift_log import Fact, Shift
from caregiver_app.services.care_team.own_names import own_names
from caregiver_app.services.handing_over.shifts import Noted
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.tab_order import go_as_it_stands
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.presses.watch_press import WatchPress
from caregiver_app.ui.widgets.fields.cards import (
    action_button,
    action_row,
    card,
    headed_card,
    page_head,
    scrolling,
)
from caregiver_app.ui.widgets.shift.read_back_card import ReadBackCard
from caregiver_app.ui.widgets.shift.shift_story_card import ShiftStoryCard
from caregiver_app.ui.widgets.shift.shift_words import fact_words, on_words, read_words
from caregiver_app.ui.widgets.shift.watch_items_part import Undo, WatchItemsPart, noted_words
from caregiver_app.ui.words import dates

_MINUTE_MS = 60_000
_BEFORE = timedelta(hours=12)
"""How far back somebody looks who comes while nobody is on."""


class ShiftPage(QWidget):
    """Starts the shift of whoever records when they are not on, and ends it when they are."""

    page_requested = Signal(str)
    recorder_requested = Signal()
    sheet_requested = Signal(str)
    written = Signal(str, object)
    record_changed = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._one_column: bool | None = None
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._look)
        self._head, self._beside = page_head(theme, _("Shift"))
        self._state = self._build_state()
        self._asked = ReadBackCard(theme)
        self._asked.changed.connect(self._show_buttons)
        self._story = ShiftStoryCard(theme)
        self._items = WatchItemsPart(theme, "shift.watch", titled=False)
        self._watch = WatchPress(services, self._items)
        self._watch.written.connect(self._on_item)
        self._watch.taken_back.connect(partial(self._on_item, "", None))
        self._bar = self._build_bar()
        self._build_layout()

    def action_bar(self) -> QWidget:
        """Return the buttons of this page."""
        return self._bar

    def open_person(self, person_id: str | None) -> None:
        """Show the shift of whoever records; what was read back before is not taken over."""
        self._person_id = person_id
        self._asked.start_anew()
        self._items.show_undo("", None)
        self._look()

    def begun(self) -> dict[str, str]:
        """Return by person what is typed as a watch item and not added yet."""
        return self._items.half_typed()

    def go_on(self, typed: dict[str, str]) -> None:
        """Take up what was half typed before the page was built anew."""
        self._items.go_on(typed)

    def showEvent(self, event: QShowEvent) -> None:
        """Let ages and the next dose go on while the page is looked at."""
        super().showEvent(event)
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._minute.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the cards in one column where the window is narrow."""
        super().resizeEvent(event)
        narrow = self._theme.em(self.window().width()) < self._theme.breakpoint("compact")
        if narrow != self._one_column:
            self._one_column = narrow
            self._head.setVisible(not narrow)
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._columns.setDirection(down if narrow else across)

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    # ---- building

    def _build_state(self) -> QFrame:
        frame, column = card(self._theme)
        self._who, self._about = label("", "name"), label("", "body", "muted")
        self._name = action_button(self._theme, _("Who is recording?"), "normal", "user")
        self._name.setObjectName("shift.recorder")
        self._name.clicked.connect(self.recorder_requested)
        for part in (self._who, self._about):
            column.addWidget(part)
        column.addWidget(self._name, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _build_bar(self) -> QWidget:
        theme = self._theme
        self._why = label("", "body", "muted")
        self._skip = action_button(theme, _("Start without reading back"), "normal")
        self._start = action_button(theme, _("Start shift"), "primary")
        self._end = action_button(theme, _("End shift"), "primary")
        for name, button, slot in (
            ("skip", self._skip, self._on_skip),
            ("start", self._start, self._on_start),
            ("end", self._end, self._on_end),
        ):
            button.setObjectName(f"shift.{name}")
            button.clicked.connect(slot)
        return action_row(theme, [self._why], [self._skip, self._start, self._end])

    def _build_layout(self) -> None:
        theme, space = self._theme, self._theme.space
        handed = QFrame()
        column = headed_card(handed, theme, _("Watch items and to-dos"))
        column.addWidget(self._items)
        sheet = action_button(theme, _("Sheet for the next caregiver"), "normal", "sheet")
        sheet.setObjectName("shift.sheet")
        sheet.clicked.connect(partial(self.sheet_requested.emit, "shift"))
        column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignLeft)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(space("m"))
        for side, stretch, parts in (
            (self._left, 138, (self._state, self._asked)),
            (self._right, 100, (handed,)),
        ):
            side.setSpacing(space("m"))
            for part in parts:
                side.addWidget(part)
            side.addStretch(1)
            self._columns.addLayout(side, stretch)
        content = QWidget()
        outer = QVBoxLayout(content)
        outer.setContentsMargins(space("s"), 0, space("xl"), space("s"))
        outer.setSpacing(space("s"))
        outer.addWidget(self._head)
        outer.addLayout(self._columns)
        outer.addStretch(1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(content)
        page.addWidget(self._area)

    # ---- showing

    def _look(self) -> None:
        """Show everything as it stands at this moment."""
        person_id = self._person_id
        if person_id is None:
            return
        shifts, views = self._services.shifts, self._services.shift_views
        now, me = views.now(), self._me()
        on = shifts.on_now(person_id)
        mine = self._mine()
        others = [shift for shift in on if shift != mine]
        self._beside.setText(dates.page_date(now))
        self._who.setText(on_words(on, now))
        self._about.setText(self._state_words(mine, now))
        self._about.setVisible(bool(self._about.text()))
        self._name.setVisible(me is None)
        self._asked.setVisible(me is not None and mine is None)
        self._asked.show_facts(fact_words(views.facts(person_id), now), others)
        self._watch.show_person(person_id)
        self._show_story(person_id, mine, others, now)
        self._show_buttons()
        go_as_it_stands(self._area)

    def _state_words(self, mine: Shift | None, now: Moment) -> str:
        me = self._me()
        if me is None:
            return _("Say who is recording. Then you can start a shift.")
        if mine is None:
            return _("You are {name}. You are not on yet.").format(name=me)
        length, said = dates.between(mine.start, now), _("It has just begun.")
        if length >= timedelta(minutes=1):
            said = _("{length} so far.").format(length=dates.duration(length))
        return " ".join([said, read_words(mine)]).strip()

    def _show_story(
        self, person_id: str, mine: Shift | None, others: list[Shift], now: Moment
    ) -> None:
        """Tell the shift that ends, or for who comes what happened before."""
        before = Shift(who="", start=Moment(now.local - _BEFORE, now.zone))
        title = _("In the last 12 hours")
        shift = mine or min(others, key=lambda one: one.start, default=before)
        if mine is not None:
            title = _("In your shift")
        elif others:
            title = _("In the shift before yours")
        story = self._services.shift_views.story(person_id, shift)
        own = self._services.book.record(person_id).person.drug
        self._story.show_story(title, story, self._services.changes, now, own)
        side, other = (self._left, self._right) if mine is not None else (self._right, self._left)
        other.removeWidget(self._story)
        if side.indexOf(self._story) < 0:
            side.insertWidget(side.count() - 1, self._story)

    def _show_buttons(self) -> None:
        """Offer what can be done now; a button that is off says why."""
        me = self._me()
        is_on = self._mine() is not None
        coming = me is not None and not is_on
        read = sum(told.was_read for told in self._asked.asked())
        self._end.setVisible(is_on)
        self._start.setVisible(coming)
        self._start.setEnabled(read == len(Fact))
        self._skip.setVisible(coming and read < len(Fact))
        words = _("{n} of {total} read back.").format(n=read, total=len(Fact))
        nobody = _("Nobody is recording.") if me is None else ""
        self._why.setText(words if coming else nobody)

    def _mine(self) -> Shift | None:
        """Return the shift that whoever records is on, under the name of now or one before it."""
        if self._person_id is None:
            return None
        names = own_names(self._services.caregivers, self._person_id, self._me())
        on = self._services.shifts.on_now(self._person_id)
        return next((shift for shift in on if shift.who in names), None)

    def _me(self) -> str | None:
        return self._services.settings.current().recorder

    # ---- pressing

    def _on_start(self) -> None:
        """Start when all is read back; a fact that became another one meanwhile is not."""
        self._look()
        if all(told.was_read for told in self._asked.asked()):
            self._on_skip()

    def _on_skip(self) -> None:
        person_id, me = self._person_id, self._me()
        if person_id is None or me is None:
            return
        self._look()  # what is kept is what stands there now
        asked, going = self._asked.asked(), self._asked.going()
        noted = self._services.shifts.start(person_id, me, asked, going)
        if noted is not None:
            self._tell(person_id, _("the shift of {name} has started.").format(name=me), noted)

    def _on_end(self) -> None:
        person_id, me, mine = self._person_id, self._me(), self._mine()
        if person_id is None or me is None or mine is None:
            return
        noted = self._services.shifts.end(person_id, mine.who, me)
        if noted is not None:
            self._tell(person_id, _("the shift of {name} has ended.").format(name=me), noted)

    def _tell(self, person_id: str, what: str, noted: Noted) -> None:
        undo = partial(self._services.shifts.take_back, person_id, noted)
        self.written.emit(noted_words(what, waits=noted.waits), undo)

    def _on_item(self, words: str, undo: Undo | None) -> None:
        """Stay here: who hands over has more than one thing to say."""
        self._items.show_undo(words, undo)
        self._look()
        self.record_changed.emit()
