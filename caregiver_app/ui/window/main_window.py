# SPDX-License-Identifier: MIT
"""The window: person bar, banners, rail, one page at a time and its action bar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from caregiver_app.system.words import _
from caregiver_app.ui.look.first_frame import FirstFrame
from caregiver_app.ui.window.day_shown import DayShown

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping

    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

    from caregiver_app.domain.assessment import Assessment
    from caregiver_app.services.checking_in.check_ins import Saved
    from caregiver_app.ui.app_context import Services
    from caregiver_app.ui.frame.page_keys import PageKeys
    from caregiver_app.ui.frame.page_shelf import PageShelf
    from caregiver_app.ui.look.theme import Theme

_FIRST = QSize(1366, 768)
_MINUTE_MS = 60_000
_TITLE_BAR = QSize(0, 40)
# Pages on which nothing may move while somebody answers; they ask who records when they save.
_TYPED_IN = frozenset({"check_in", "emergency", "log_dose", "happened"})
# Pages that say something while nobody is written down yet.
_FOR_NOBODY = {"emergency", "backups", "settings", "about", "audit", "learn", "passcode", "files"}

_OF_A_RECORD = frozenset({"_services", "_frame", "_pages", "_disk", "_leaving", "_menu"})
_OF_A_RECORD |= {"_recorder", "_alerts", "_reminders", "_unsaved"}


class MainWindow(QMainWindow):
    """Shows one person and one page; pages are built when they are first visited.

    It can be shown before the record is open: frame and Emergency are there with the first
    paint, and `begin` brings the person.
    """

    closed = Signal()
    first_painted = Signal()
    framed = Signal()

    def __init__(self, theme_name: str) -> None:
        super().__init__()
        self._services: Services
        self._theme: Theme
        self._begun = self.emergency_asked = self._painted = False
        self._person_id: str | None = None
        self._page_name, self._before_emergency, self.comes_back_to = "", "today", ""
        self.aside: Mapping[str, Any] = {}  # half typed, while the record is opened again
        self._pages: PageShelf
        self._undo: Callable[[str | None], None] | None = None
        self._keys: PageKeys | None = None
        self.setWindowTitle(_("Caregiver Checklist"))
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self.minute_passed)
        first = FirstFrame(theme_name)
        first.emergency_pressed.connect(self.show_emergency)
        self.setCentralWidget(first)
        # On a small screen Save must not lie under its edge.
        self.resize(_FIRST.boundedTo(self.screen().availableSize() - _TITLE_BAR))

    def beginning(self, services: Services, theme: Theme) -> Generator[None, None, None]:
        """Take the services of an open record and show the person who was open last.

        In short pieces: what stands in the window stays there until the last.
        """
        from caregiver_app.ui.frame.page_keys import PageKeys
        from caregiver_app.ui.frame.page_shelf import first_pages
        from caregiver_app.ui.look.dressing import dress
        from caregiver_app.ui.look.focus import FocusRing
        from caregiver_app.ui.watches.reminder_watch import tell_time

        self._services, self._theme = services, theme
        self._person_id = services.people.opened_last()
        dress(services, theme)
        self._build_frame(self.aside)
        names = first_pages(services, self._person_id)
        ahead, has_held = (*names, self.comes_back_to), bool(services.book.held.of())
        tell_time(services, self._person_id)  # else Today would be filled again for it
        yield
        yield from self._pages.build(ahead, self._person_id, fills=not has_held)
        yield
        self._show_frame()
        if self._keys is None:
            slots = (self.show_emergency, self.leave_emergency, self._on_recorder_pressed)
            self._keys = PageKeys(self, dict(zip(("F1", "Esc", "F6"), slots, strict=True)))
            self._keys.page_wanted.connect(self.show_page)
        for ring in self.findChildren(FocusRing):  # of the record before a backup was put back
            ring.deleteLater()
        self._begun, self._ring = True, FocusRing(theme, self)
        self._day = DayShown(services.clock, self._show_anew)
        self._minute.start()
        self._disk.try_again()  # what waited when the program ended
        if services.book.held.unread:
            self.show_trouble(_("What was not saved before cannot be read. Write it down again."))
        self.open_person(self._person_id, anew=False)
        self.show_page(names[-1])
        self._frame.stack.setFocus()
        if self.emergency_asked:
            self.show_emergency()
        self._frame.show()  # Qt would show it after a paint of the empty window

    @property
    def services(self) -> Services:
        """Return what the pages work with."""
        return self._services

    @property
    def person_id(self) -> str | None:
        """Return who is open."""
        return self._person_id

    @property
    def page_name(self) -> str:
        """Return the name of the page that is shown."""
        return self._page_name

    def open_person(self, person_id: str | None, *, anew: bool = True) -> None:
        """Open a person on Today; None shows the welcome page. `anew`: no page is up to date."""
        self._person_id = person_id
        self._put_saved_away()
        if anew:
            self._pages.mark_all_stale()
        line = self._services.overview.person_line(person_id) if person_id else None
        self._frame.show_person(line)
        self._frame.bar.show_recorder(self._services.settings.current().recorder)
        if person_id is not None:
            self._services.people.remember_open(person_id)
        self.show_page("today" if person_id else "people")

    def show_page(self, name: str) -> None:
        """Show a page by its name in the rail, or `emergency`."""
        if not self._begun:
            return
        self._day.look()
        if self._person_id is None and name not in _FOR_NOBODY:
            name = "people"
        if name == "emergency" and self._page_name != "emergency":
            self._before_emergency = self._page_name or "today"
        page = self._pages.page(name)
        self._page_name = name
        self._pages.fill(name, self._person_id)
        alone = name == "emergency" or self._person_id is None
        self._frame.show_page(page, name, with_rail=not alone)
        self._disk.watch(self._person_id)
        if name != "emergency":  # that page says more, and stands when nothing can be read
            self._alerts.watch(self._person_id)
            self._reminders.watch(self._person_id, name)
        if (focus := QApplication.focusWidget()) and not self._frame.rail.isAncestorOf(focus):
            page.setFocus()

    def show_emergency(self) -> None:
        """Show the emergency page over the whole window, as soon as there is one."""
        if self._begun:
            self.show_page("emergency")
            has_form = self._person_id is not None and self._unsaved.has_form
            page, found = self._pages.page("emergency"), self.emergency_on_screen()
            page.tell_found(found, has_form=has_form)
        self.emergency_asked = not self._begun

    def leave_emergency(self) -> None:
        """Go back to the page that Emergency was opened from, or from an event to Today."""
        if self._page_name in ("log_dose", "happened"):
            self.show_page("today")
        if self._page_name == "emergency":
            from caregiver_app.ui.look.focus import focus_again, focused_name

            left = focused_name(self._pages.page(self._before_emergency))
            self.show_page(self._before_emergency)
            focus_again(self._pages.page(self._page_name), left)

    def emergency_on_screen(self) -> Assessment | None:
        """Return the judgement of answers that are not saved yet, where it is an EMERGENCY."""
        return self._unsaved.emergency() if self._begun and self._person_id is not None else None

    def show_saved(self, saved: Saved) -> None:
        """Confirm a saved check-in with its time and Undo, and show Today with it."""
        person_id = self._person_id
        if person_id is None:
            return
        from caregiver_app.ui.words.saved_words import saved_words

        undo = partial(self._services.check_ins.undo, person_id, saved.check_in.id)
        self.show_written(saved_words(self._services, person_id, saved.check_in), undo)

    def show_written(self, words: str, undo: Callable[[str | None], None]) -> None:
        """Confirm what was written down, with what takes it back, and show Today with it."""
        self._undo = undo
        self._refresh()
        self._frame.saved.show_saved(words)

    def show_dose(self, dose: object, now: bool) -> None:
        """Open the page for a dose: a planned one, or None for any; `now` when just given."""
        self.show_page("log_dose")
        if self._page_name == "log_dose":
            self._pages.page("log_dose").begin(dose, now)

    def half_typed(self) -> dict[str, Any]:
        """Return by page what is half typed there, of pages too that wait to be built anew."""
        return self._pages.half_typed()

    def show_trouble(self, text: str) -> None:
        """Show that something did not work, in words."""
        self._frame.trouble.show_trouble(text)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed, then tell the composition root, which closes the record."""
        if self._begun and not self._leaving.may_close():
            event.ignore()
            return
        super().closeEvent(event)
        self._minute.stop()
        if self._begun and "check_in" in self._pages:
            self._pages.page("check_in").open_person(None, closes=True)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and tell once that there is something to see."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pick the layout by the width in em."""
        super().resizeEvent(event)
        if self._begun:
            self._frame.take_width(self.width())

    def _build_frame(self, begun: Mapping[str, Any], told: str = "") -> None:
        """Build bar, rail and an empty shelf of pages; what was half typed and `told` goes on."""
        from caregiver_app.ui.frame.page_menu import PageMenu
        from caregiver_app.ui.frame.page_shelf import PageShelf
        from caregiver_app.ui.frame.window_frame import WindowFrame
        from caregiver_app.ui.presses.recorder_press import RecorderPress
        from caregiver_app.ui.watches.disk_watch import DiskWatch
        from caregiver_app.ui.watches.others_watch import watch_due
        from caregiver_app.ui.window.beside import watch_beside
        from caregiver_app.ui.window.leaving import Leaving

        self._frame = WindowFrame(self._theme, self, told)
        self._pages = PageShelf(self._services, self._theme, self, self._frame.stack, begun)
        self._pages.built.connect(self._connect)
        self._disk = DiskWatch(self._services, self._frame.not_saved, self._frame)
        self._disk.written.connect(self._on_waited_written)
        self._unsaved = watch_beside(self._services, self._frame, self._pages, self._disk)
        not_finished = (self.half_typed, self._unsaved)
        self._leaving = Leaving(self._services, self._theme, self._disk, *not_finished, self)
        self._leaving.emergency_wanted.connect(self.show_emergency)
        self._menu = PageMenu(self._theme, self._frame.bar.menu_button)
        self._menu.page_wanted.connect(self.show_page)
        self._recorder = RecorderPress(self._services, self._theme, self._frame.bar, self)
        self._recorder.changed.connect(self._show_anew)
        self._recorder.not_kept.connect(self.show_trouble)
        self._alerts, self._reminders = watch_due(self, self._theme, self._frame)
        self._reminders.alerted.connect(self._on_waited_written)
        self._frame.rail.page_chosen.connect(self.show_page)
        self._frame.bar.emergency_pressed.connect(self.show_emergency)
        self._frame.bar.back_pressed.connect(self.leave_emergency)
        self._frame.bar.recorder_pressed.connect(self._on_recorder_pressed)
        self._frame.bar.menu_pressed.connect(self._menu.open)
        self._frame.saved.undo_pressed.connect(self._on_undo_pressed)
        self._frame.take_width(self.width())

    def _show_frame(self) -> None:
        self.setCentralWidget(self._frame)
        self.framed.emit()

    def prepare(self, name: str) -> Iterator[str]:
        """Build a page that nobody asked for yet, in short steps; the screen stays as it is."""
        if (person_id := self._person_id) is not None:
            shelf = self._pages
            yield from shelf.prepare(
                name, person_id, lambda: self._pages is shelf and self._person_id == person_id
            )

    def _connect(self, page: QWidget) -> None:
        """Connect the signals that a page has; each page has only those it needs."""
        from caregiver_app.ui.frame.person_switch import switch_person
        from caregiver_app.ui.window.plan_typing import type_plan
        from caregiver_app.ui.window.sheet_shown import show_sheet

        for signal, slot in (
            ("check_in_saved", self.show_saved),
            ("person_opened", partial(switch_person, self, self._theme)),
            ("dose_requested", self.show_dose),
            ("written", self.show_written),
            ("record_changed", self._on_record_changed),
            ("page_requested", self.show_page),
            ("plan_wanted", partial(type_plan, self)),
            ("recorder_requested", self._on_recorder_pressed),
            ("sheet_requested", partial(show_sheet, self)),
            ("emergency_requested", self.show_emergency),
            ("print_requested", partial(self.show_page, "handoff")),
            ("trouble_met", self.show_trouble),
            ("look_changed", self.dress_later),
            ("recorder_changed", self._recorder.show_current),
        ):
            found = getattr(page, signal, None)
            if found is not None:
                found.connect(slot)

    def _refresh(self) -> None:
        """Bring bar and pages up to date after something was written."""
        if self._person_id is None:
            return
        self._frame.bar.show_person(self._services.overview.person_line(self._person_id))
        self._pages.mark_all_stale()
        self.show_page("today" if self._page_name != "emergency" else "emergency")

    def _on_record_changed(self) -> None:
        """Take over what a page wrote: it has it already, and a form being typed in stays."""
        if self._person_id is not None:
            self._frame.bar.show_person(self._services.overview.person_line(self._person_id))
            self._pages.mark_all_stale(but={self._page_name, "check_in", "emergency"})
            self._disk.watch(self._person_id)
            self._alerts.watch(self._person_id)  # one may have come in with a file
            self._reminders.watch(self._person_id, self._page_name)

    def _on_waited_written(self) -> None:
        """Show what was written without a press: what waited for the disk, or an alert by time."""
        if self._page_name == "today":
            self._pages.page("today").open_person(self._person_id)
        self._on_record_changed()

    def dress_later(self) -> None:
        """Stand as it was chosen, once the page that asked has ended its own press."""
        if self._begun:
            QTimer.singleShot(0, self, self._dress_again)

    def put_away(self, page: QWidget) -> None:
        """Let go of a record, on the screen and in memory; `page` stands there until `begin`."""
        self._minute.stop()
        self._begun, self._person_id, self._undo = False, None, None
        for name in _OF_A_RECORD & vars(self).keys():
            delattr(self, name)
        self.setCentralWidget(page)

    def _dress_again(self) -> None:
        """Build the window anew as it was chosen; what was typed stays, and so does the focus."""
        from caregiver_app.ui.look.dressing import dress
        from caregiver_app.ui.look.focus import FocusRing, focus_again, focused_name
        from caregiver_app.ui.look.theme import load_theme, theme_name
        from caregiver_app.ui.widgets.fields.typed import type_again, typed_in

        chosen, focused = self._services.settings.current(), focused_name()
        self._theme = load_theme(theme_name(chosen.theme), float(chosen.text_scale))
        dress(self._services, self._theme)
        name, typed = self._page_name, typed_in(self._pages.page(self._page_name))
        if "check_in" in self._pages:
            self._pages.page("check_in").open_person(None)
        self._ring.deleteLater()
        self._build_frame(self.half_typed(), self._frame.trouble.told)
        self._show_frame()
        self.open_person(self._person_id)
        self.show_page(name)
        self._frame.setVisible(self.centralWidget() is self._frame)  # not in front of the lock
        type_again(self._pages.page(name), typed)
        self._ring = FocusRing(self._theme, self)
        # Later: a part that is not painted yet cannot have the keyboard.
        QTimer.singleShot(0, self, partial(focus_again, self._pages.page(name), focused))

    def minute_passed(self) -> None:
        """Let ages and lateness go on while nobody touches anything."""
        if not self._begun:
            return
        self._day.look()
        self._pages.mark_stale("today")
        if self._page_name == "today":
            self._pages.fill("today", self._person_id)

    def _put_saved_away(self) -> None:
        self._undo = None
        self._frame.saved.put_away()

    def _on_undo_pressed(self) -> None:
        if self._undo is None:
            return
        self._undo(self._services.settings.current().recorder)
        self._frame.saved.take_back()  # only now: an Undo that failed can be pressed again
        self._put_saved_away()
        self._refresh()

    def _on_recorder_pressed(self) -> None:
        self._recorder.ask(self._person_id)

    def _show_anew(self) -> None:
        """Show anew what depends on who looks, and on the day: shifts, rights, doses, steps."""
        if self._person_id is not None:
            self._frame.bar.show_person(self._services.overview.person_line(self._person_id))
        self._pages.mark_all_stale(but=_TYPED_IN)
        self._pages.fill(self._page_name, self._person_id)
