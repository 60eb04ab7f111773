# SPDX-License-Identifier: MIT
"""Looks what is due while the program runs: the banner always says it, a notice where it may."""

from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.happened import Happening
from caregiver_app.domain.timing.reminders import ReminderKind, Urgency
from caregiver_app.services.reminding.reminders import DueReminder, notice_words
from caregiver_app.system.clock import here_and_now, moment_here
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.widgets.level.reminder_banner import ReminderBanner
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.reminder_words import more_words, reminder_words
from caregiver_app.ui.words.told_apart import names_apart

_LOOK_MS = 30_000
_TRY_MS = 10_000


class ReminderWatch(QObject):
    """Follows what is due for the person who is open, and for one of the others at a time.

    `noticed` brings the words of a notice outside the window, after `pressing` where a check
    after an alert is among what is due; `stands` the same words for as long
    as something is due, blank when nothing is; `wanted` what somebody opens.
    `looked` brings the one of the others who was looked at, `rested` says that nobody has touched
    anything from one look to the next. `alerted` says that an alert that time alone brought
    about was written or taken back, of the person who is open.
    """

    pressing = Signal()
    noticed = Signal(str)
    stands = Signal(str)
    wanted = Signal(object)
    looked = Signal(str)
    alerted = Signal()
    rested = Signal()

    def __init__(self, services: Services, banner: ReminderBanner, owner: QObject) -> None:
        super().__init__(owner)
        self._services, self._banner = services, banner
        self._person_id: str | None = None
        self._page = ""
        self._seen: object = None
        self._own: tuple[DueReminder, ...] = ()
        self._others: dict[str, tuple[DueReminder, ...]] = {}
        self._first: DueReminder | None = None  # the one that the banner names
        self._touched: object = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._look_again)
        banner.open_pressed.connect(self._on_open)
        banner.snoozed.connect(self._on_snoozed)
        banner.until = self._until

    def watch(self, person_id: str | None, page: str) -> None:
        """Look when somebody else is open or something was written, once the page is painted."""
        self._page = page
        record = self._services.book.record(person_id) if person_id else None
        if person_id != self._person_id:
            self._own = ()
        if person_id != self._person_id or record is not self._seen:
            self._person_id, self._seen = person_id, record
            self._soon.start()
        self._tell()

    def stop(self) -> None:
        """Look no more: the record is closed."""
        self._timer.stop()
        self._soon.stop()

    def look(self) -> None:
        """Look at the record and the clock as they are now, and at one of the other people."""
        self._look_at_own()
        self._look_at_next()
        self._tell()
        touched = _touched()
        if touched == self._touched:
            self.rested.emit()
        self._touched = touched

    def _look_again(self) -> None:
        self._look_at_own()
        self._tell()

    def show_try(self, words: str) -> None:
        """Let the banner say that this is a try, for a while; what is due is not touched."""
        self._banner.tell(words, late=False, may_snooze=False, may_open=False)
        QTimer.singleShot(_TRY_MS, self, self._tell)

    def _look_at_own(self) -> None:
        person_id, book = self._person_id, self._services.book
        if person_id:
            before = book.record(person_id)
            tell_time(self._services, person_id)
            if book.record(person_id) is not before:
                self._seen = book.record(person_id)
                self.alerted.emit()
        self._own = self._due(person_id) if person_id else ()
        self._others.pop(person_id or "", None)

    def _look_at_next(self) -> None:
        """Look at the other person who was looked at longest ago: a record may be long."""
        others = self._services.reminders.others(self._person_id)
        known = {person_id: self._others.pop(person_id, ()) for person_id in [*self._others]}
        self._others = {person_id: known[person_id] for person_id in known if person_id in others}
        waiting = [person_id for person_id in others if person_id not in self._others]
        for person_id in [*waiting, *self._others][:1]:
            self._others.pop(person_id, None)
            tell_time(self._services, person_id)
            self._others[person_id] = self._due(person_id)  # now the last in line
            self.looked.emit(person_id)

    def _due(self, person_id: str) -> tuple[DueReminder, ...]:
        found = self._services.reminders.due(person_id)
        return tuple(DueReminder(person_id=person_id, reminder=one) for one in found)

    def _found(self) -> tuple[DueReminder, ...]:
        """Return all that is due: the most pressing first, of the person who is open before."""
        found = [*self._own, *(one for due in self._others.values() for one in due)]
        return tuple(sorted(found, key=lambda one: -one.reminder.urgency))

    def _tell(self) -> None:
        found = self._found()
        self._make_noise(found)
        self.stands.emit(notice_words(found) if found else "")
        found = tuple(one for one in found if not self._is_said(one))
        self._first = next(iter(found), None)
        if not found:
            self._banner.tell("", late=False, may_snooze=False)
            return
        first, now = found[0], here_and_now(self._services.clock)
        name = None if first.person_id == self._person_id else self._name(first.person_id)
        self._banner.tell(
            reminder_words(first.reminder, now, name),
            more_words(len(found) - 1),
            late=first.reminder.urgency >= Urgency.LATE,
            may_snooze=first.reminder.may_snooze,
        )

    def _is_said(self, due: DueReminder) -> bool:
        """Say whether the level on Today says it already: check again now, and since when."""
        own = self._page == "today" and due.person_id == self._person_id
        is_check = due.reminder.kind is ReminderKind.RECHECK
        return own and is_check and due.reminder.urgency < Urgency.EMERGENCY

    def _make_noise(self, found: tuple[DueReminder, ...]) -> None:
        loud = self._services.reminders.noisy(found)
        real = [one for one in loud if not self._services.reminders.is_practice(one.person_id)]
        if any(one.reminder.urgency >= Urgency.URGENT for one in real):
            self.pressing.emit()
        if real:
            self.noticed.emit(notice_words(real))

    def _name(self, person_id: str) -> str:
        return names_apart(self._services).get(person_id, "")

    def _on_open(self) -> None:
        if self._first is not None:
            self.wanted.emit(self._first)

    def _on_snoozed(self, length: timedelta) -> None:
        first = self._first
        if first is None:
            return
        self._services.reminders.snooze(first.person_id, first.reminder, length)
        if first.person_id in self._others:
            self._others[first.person_id] = self._due(first.person_id)
        self._look_at_own()
        self._tell()
        if self._first is None:  # nothing else is due: it says once when it comes again
            self.show_try(_("You are reminded again at {time}.").format(time=self._until(length)))

    def _until(self, length: timedelta) -> str:
        clock = self._services.clock
        return dates.clock_time(moment_here(clock.now() + length, clock))


def tell_time(services: Services, person_id: str | None) -> bool:
    """Write the alert that the hours have made for somebody; return whether there was one."""
    if person_id is None:
        return False
    return services.doses.alert_to_what_calls(person_id, Happening.TIME)


def _touched() -> tuple[object, ...]:
    """Return what changes when somebody uses the window."""
    focus = QApplication.focusWidget()
    typed = getattr(focus, "text", None)
    at = QCursor.pos()
    return at.x(), at.y(), id(focus), typed() if callable(typed) else ""
