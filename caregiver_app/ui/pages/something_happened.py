# SPDX-License-Identifier: MIT
"""Something happened: one tap keeps what and when; everything else is told afterwards."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.emergency_log import THIS_EMERGENCY
from caregiver_app.domain.happened import Happening, kind_of
from caregiver_app.domain.levels import Level
from caregiver_app.services.emergencies.happened import NotWritten
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.check_in.last_level import old_words, since_words
from caregiver_app.ui.look.heard import announce_taken_back
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.emergency.event_card import (
    EventCard,
    happening_button,
    happening_words,
)
from caregiver_app.ui.widgets.fields.cards import action_button, action_row, page_head
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.level.level_column import LevelColumn
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from caregiver_app.ui.widgets.today.today_words import late_words
from caregiver_app.ui.words import dates

if TYPE_CHECKING:
    from caregiver_app.domain.moments import Moment
    from caregiver_app.services.looking_back.views import PersonLine, TodayView

_TAPS = (
    Happening.SEIZURE,
    Happening.SPASMS,
    Happening.FALL,
    Happening.PUMP_SOUND,
    Happening.OTHER,
)
_STILL_SHOWN = timedelta(hours=12)
_TICK_MS = 1000
_PRESS_AGAIN_MS = 700


class SomethingHappenedPage(QWidget):
    """The taps, the events of the last hours, and the level that they make."""

    page_requested = Signal(str)
    emergency_requested = Signal()
    print_requested = Signal()
    record_changed = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._cards: list[EventCard] = []
        self._touched: set[str] = set()
        self._narrow = False
        self._tapped: Happening | None = None
        self._view: TodayView | None = None
        self._line: PersonLine | None = None
        self._head, self._beside = page_head(theme, _("Something happened"))
        self._level = LevelPanel(theme, services.rule_set)
        self._level.emergency_requested.connect(self.emergency_requested)
        self._level.print_requested.connect(self.print_requested)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        # A second press within this time is the same tap of a shaking hand.
        self._same_tap = QTimer(self)
        self._same_tap.setSingleShot(True)
        self._same_tap.setInterval(_PRESS_AGAIN_MS)
        self._build()

    def action_bar(self) -> QWidget:
        """Return the buttons of this page."""
        return self._bar

    def open_person(self, person_id: str | None) -> None:
        """Show what happened to a person in the last hours; what was not saved stays."""
        if person_id != self._person_id:
            self._touched = set()
        self._person_id = person_id
        if person_id is None:
            return
        person = self._services.book.record(person_id).person
        self._taps[Happening.PUMP_SOUND].setVisible(person.has_pump)
        self._beside.setText(dates.page_date(self._services.happened.now()))
        self._show_events()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the stopwatches go on."""
        super().showEvent(event)
        self._show_time()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks; the time is that of the tap all the same."""
        super().hideEvent(event)
        self._tick.stop()

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def _build(self) -> None:
        theme, space = self._theme, self._theme.space
        back = action_button(theme, _("Back to Today"), "normal", "left")
        back.setObjectName("happened.back")
        back.clicked.connect(self._on_back)
        self._check = action_button(theme, _("Start check-in"), "primary", "checkin")
        self._check.setObjectName("happened.check_in")
        self._check.clicked.connect(self._on_check_in)
        self._stop = action_button(theme, "", "primary")
        self._stop.setObjectName("happened.stop")
        self._stop.clicked.connect(self._on_stop_pressed)
        self._unsaved = label(_("NOT SAVED yet"), "strong")
        self._unsaved.setObjectName("happened.not_saved")
        self._unsaved.hide()
        self._bar = action_row(theme, [back, self._unsaved], [self._stop, self._check])
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(space("s"), 0, space("m"), space("s"))
        column.setSpacing(space("m"))
        column.addWidget(self._head)
        self._words = label(_("Press what happened. The time is kept at once."), "lead")
        column.addWidget(self._words)
        column.addLayout(self._build_taps())
        self._events = QVBoxLayout()
        self._events.setSpacing(space("m"))
        column.addLayout(self._events)
        column.addStretch(1)
        self._column = LevelColumn(theme, self._level, content)
        self._column.narrowed.connect(self._on_narrowed)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)

    def _build_taps(self) -> FlowLayout:
        row = FlowLayout(gap=self._theme.space("s"), fill=True)
        self._taps: dict[Happening, QAbstractButton] = {}
        for kind in _TAPS:
            button = happening_button(self._theme, kind)
            button.clicked.connect(self._on_tap)
            row.addWidget(button)
            self._taps[kind] = button
        return row

    def _on_narrowed(self, narrow: bool) -> None:
        """Leave the room to what is pressed: the bar above names the page."""
        self._narrow = narrow
        self._head.setVisible(not narrow)
        self._words.setVisible(not narrow)
        self._show_time()

    # ---- what is shown

    def _show_events(self) -> None:
        for card in self._cards:
            self._events.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        for event in self._recent():
            self._add_card(event, last=True)
        self._show_causes()
        if self._person_id is not None:
            self._view = self._services.overview.today(self._person_id)
            self._line = self._services.overview.person_line(self._person_id)
        self._show_level()
        self._show_time()

    def _recent(self) -> Iterator[CheckIn]:
        """Yield the events of the last hours, and all that is not saved, the newest first."""
        if self._person_id is not None:
            recent = self._services.happened.recent(self._person_id, _STILL_SHOWN)
            yield from (event for event in recent if kind_of(event) in _TAPS)

    def _waiting(self) -> frozenset[str]:
        who = self._person_id
        return self._services.happened.waiting(who) if who is not None else frozenset()

    def _add_card(self, event: CheckIn, *, last: bool) -> EventCard:
        happened = self._services.happened
        form = self._services.check_ins.every_question
        card = EventCard(self._theme, form, event, happened.long_seizure, self)
        for signal, slot in (
            (card.stopped, self._on_stopped),
            (card.unseen, self._on_unseen),
            (card.told, self._on_told),
            (card.undone, self._on_undone),
            (card.again, self._on_again),
            (card.another, self._on_another),
        ):
            signal.connect(slot)
        place = self._events.count() if last else 0
        self._events.insertWidget(place, card)
        self._cards.insert(len(self._cards) if last else 0, card)
        return card

    def _show_causes(self) -> None:
        """Say on each card whether something of it is not saved, and why."""
        waiting, cause = self._waiting(), self._services.happened.cause
        for card in self._cards:
            card.show_trouble(cause if card.kept.id in waiting else "")
        # Under a large level the cards may be out of sight.
        self._unsaved.setVisible(self._narrow and bool(waiting and cause))

    def _on_tick(self) -> None:
        self._show_time()
        self._show_causes()  # it is tried again meanwhile

    def _show_time(self) -> None:
        now = self._services.happened.now()
        running = [card for card in self._cards if card.is_running]
        for card in running:
            card.show_time(now)
        # Under a large level the card may be out of sight: then its second tap is down here.
        stop_here = self._narrow and bool(running)
        if stop_here:
            self._stop.setText(_("It stopped now: {time}").format(time=running[0].time_words(now)))
        self._stop.setVisible(stop_here)
        self._check.setVisible(not stop_here)

    def _show_level(self) -> None:
        """Show the worst of what was just told and of what Today shows."""
        if self._person_id is None or self._view is None or self._line is None:
            return
        view, line = self._view, self._line
        just_told = self._touched | self._waiting()
        told = [event for event in self._recent() if event.id in just_told]
        judged = [
            (event.assessment, _from_words(event.at, view.now))
            for event in told
            if event.assessment is not None
        ]
        if (since := self._services.doses.told(self._person_id)) is not None:
            words = since_words(self._services, self._person_id, view.now)
            judged.append((since, words))
        if view.last is not None:
            judged.append((view.last.assessment, _from_words(view.last.at, view.now)))
        has_pump = line.route.value in ("itb", "both")
        if not judged:
            note = _("No check-in yet.")
            self._level.show_assessment(None, view.contacts, has_pump, None, note=note)
            return
        worst, foot = max(judged, key=lambda pair: pair[0].level)
        quiet = worst.level is Level.NO_FLAGS
        old, note = old_words(self._services, self._person_id, view) if quiet else ("", "")
        if view.last is not None and worst is view.last.assessment:
            note = note or late_words(view, view.last)
        self._level.show_assessment(
            worst, view.contacts, has_pump, None, note=note, foot=foot, old=old
        )
        self._column.fit()

    # ---- what is done

    def _on_tap(self) -> None:
        pressed = self.sender()
        kind = next((kind for kind, button in self._taps.items() if button is pressed), None)
        same = self._same_tap.isActive() and kind is self._tapped
        if kind is None or self._person_id is None or same:
            return
        running = self._running_now(kind)
        if running is not None:
            # In a fright the button with the stopwatch is pressed to stop it.
            running.ask_for_stop()
            self._column.show_part(running.first_part)
            return
        self._begin(kind)

    def _running_now(self, kind: Happening) -> EventCard | None:
        """Return the card of this kind whose stopwatch runs, if it began in this emergency."""
        now = self._services.happened.now().utc
        return next(
            (
                card
                for card in self._cards
                if card.is_running
                and kind_of(card.kept) is kind
                and now - card.kept.at.utc < THIS_EMERGENCY
            ),
            None,
        )

    def _on_another(self, event_id: str) -> None:
        """Begin one more of a kind beside one that runs: somebody said that it is another."""
        card = self._card(event_id)
        kind = kind_of(card.kept) if card is not None else None
        if kind is not None and not self._same_tap.isActive():
            self._begin(kind)

    def _begin(self, kind: Happening) -> None:
        if self._person_id is None:
            return
        self._tapped = kind
        event = self._services.happened.tapped(self._person_id, kind, self._me())
        # The level first: it waits for no disk and for no card.
        self._show_level()
        self._level.repaint()
        self._touched.add(event.id)
        card = self._add_card(event, last=False)
        self._keep()
        self.record_changed.emit()
        self._show_time()
        self._column.show_part(card.first_part)
        self._same_tap.start()  # only now: what waited for the disk is not another tap

    def _keep(self) -> None:
        """Have what was told written down; what the disk does not take says so on its card."""
        with suppress(NotWritten):
            self._services.happened.keep()
        self._show_causes()

    def _on_stopped(self, event_id: str) -> None:
        self._change(event_id, lambda who, by: self._services.happened.stop(who, event_id, by))

    def _on_stop_pressed(self) -> None:
        running = [card for card in self._cards if card.is_running]
        if running:
            self._on_stopped(running[0].kept.id)

    def _on_unseen(self, event_id: str) -> None:
        service = self._services.happened
        self._change(event_id, lambda who, by: service.end_not_known(who, event_id, by))

    def _on_told(self, event_id: str, values: dict[str, object]) -> None:
        service = self._services.happened
        self._change(event_id, lambda who, by: service.tell(who, event_id, values, by))

    def _on_again(self, event_id: str) -> None:
        self._change(event_id, lambda who, _by: self._services.happened.event(who, event_id))

    def _change(self, event_id: str, change: Callable[[str, str | None], CheckIn]) -> None:
        """Show what a change of an event makes of it, and then keep it."""
        card = self._card(event_id)
        if card is None or self._person_id is None:
            return
        try:
            event = change(self._person_id, self._me())
        except KeyError:  # taken out of the record on another page
            self._show_events()
            return
        # The level first: it waits for no disk.
        self._touched.add(event_id)
        card.show_event(event)
        self._show_level()
        self._level.repaint()
        self._keep()
        self.record_changed.emit()
        self._show_time()

    def _on_undone(self, event_id: str) -> None:
        card = self._card(event_id)
        if card is None or self._person_id is None:
            return
        try:
            self._services.happened.undo(self._person_id, event_id, self._me())
        except NotWritten as refused:
            card.show_trouble(refused.cause)
            return
        kind = kind_of(card.kept) or Happening.OTHER
        announce_taken_back(self, happening_words(kind))
        self._touched.discard(event_id)
        self.record_changed.emit()
        self._show_events()
        if kind in self._taps:  # else the keyboard falls to the top of the window
            self._taps[kind].setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, event_id: str) -> EventCard | None:
        return next((card for card in self._cards if card.kept.id == event_id), None)

    def _me(self) -> str | None:
        return self._services.settings.current().recorder

    def _on_back(self) -> None:
        self.page_requested.emit("today")

    def _on_check_in(self) -> None:
        self.page_requested.emit("check_in")


def _from_words(at: "Moment", now: "Moment") -> str:
    return _("From {time}").format(time=dates.day_and_time(at, now))
