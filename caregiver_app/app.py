# SPDX-License-Identifier: MIT
"""The composition root: the only place that knows all parts and puts them together."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.system.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from caregiver_app.domain.emergency_log import Tapped
    from caregiver_app.services.family import Bundle
    from caregiver_app.services.lost_record import LostRecord
    from caregiver_app.storage.backups import Backup
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.storage.key_files import KeyFiles
    from caregiver_app.system.clock import Clock
    from caregiver_app.ui.app_context import Services
    from caregiver_app.ui.main_window import MainWindow
    from caregiver_app.ui.pages.rescue import RescuePage


_DARK = 128
_SMALL_SCREEN = (1366, 768)


def main(argv: list[str] | None = None) -> int:
    """Run a window-less command, or open the window; return the exit code."""
    from caregiver_app.system.core_file import leave_no_core

    leave_no_core()
    arguments = sys.argv[1:] if argv is None else argv
    if arguments:
        from caregiver_app.cli import run

        return run(arguments, self_test)
    from caregiver_app.system.clock import SystemClock
    from caregiver_app.system.paths import default_data_dir

    return _run_window(default_data_dir(), SystemClock())


def build_window(data_dir: Path, clock: Clock) -> MainWindow:
    """Build the whole program on a data folder and show nothing: the seam for tests and tools.

    Needs a QApplication. Raises StorageError or ContentError when the program cannot work.
    """
    window = first_window()
    open_record(window, data_dir, clock)
    return window


def first_window() -> MainWindow:
    """Build the frame with Emergency in it; nothing of a person is read for it."""
    from PySide6.QtGui import QGuiApplication

    from caregiver_app.ui.first_folder import keep_no_folders
    from caregiver_app.ui.main_window import MainWindow
    from caregiver_app.ui.sources_unread import leave_sources_unread

    leave_sources_unread()
    keep_no_folders()
    # The ground of the desktop says it without the enumerations that the colour scheme needs.
    dark = QGuiApplication.palette().window().color().lightness() < _DARK
    return MainWindow("dark" if dark else "light")


def open_record(
    window: MainWindow, data_dir: Path, clock: Clock, keys: KeyFiles | None = None
) -> EntryLog:
    """Open the record behind a window and show the person who was open last.

    `keys` open one with a passcode. Returns the open log. Raises StorageError or ContentError
    when the program cannot work.
    """
    from caregiver_app.storage.renewal import open_renewed
    from caregiver_app.ui.record_change import AtClose, ask_before, keep_lock_screen
    from caregiver_app.ui.theme import load_theme, theme_name
    from caregiver_app.wiring import build_services, delete_person, look_into_file

    log = open_renewed(data_dir, clock, keys)
    try:
        put_back = partial(ask_before, window, partial(_put_back, window, log, data_dir, clock))
        open_again = partial(_open_again, window, log, data_dir, clock)
        close, back = partial(_close_record, window, log), partial(_open_later, window, log, clock)
        look_into = partial(_soon, window, partial(look_into_file, window, clock, close, back))
        delete = partial(ask_before, window, partial(delete_person, window, log, close, back))
        services = build_services(log, clock, put_back, open_again, look_into, delete)
        services.caregivers.sign_out()
        chosen = services.settings.current()
        theme = load_theme(theme_name(chosen.theme), float(chosen.text_scale))
        window.begin(services, theme)
    except Exception:
        log.close()  # or the next try would find the record open already
        raise
    at_close = AtClose(window)
    at_close.also(partial(keep_lock_screen, services))
    at_close.also(log.close)
    _let_lock(window, log, clock)
    if log.only_to_look is not None:
        window.show_trouble(_look_words(log))
    elif told := services.passcode.finish():
        window.show_trouble(told)
    keep_lock_screen(services)
    return log


def _let_lock(window: MainWindow, log: EntryLog, clock: Clock) -> None:
    from caregiver_app.ui.locking import Locking
    from caregiver_app.wiring import help_content

    was_locked = [before.end() for before in window.findChildren(Locking)]  # of what was open
    close = partial(_close_record, window, log)
    again = partial(_open_or_rescue, window, log.folder, clock, "")
    locking = Locking(window, clock, help_content, (close, again))
    if any(was_locked):
        locking.lock()


def _look_words(log: EntryLog) -> str:
    words = _("{problem} You can look at it here, but nothing can be saved.")
    return words.format(problem=log.only_to_look) if log.only_to_look is not None else ""


def self_test() -> int:
    """Open the window on an empty profile, save one check-in, write one sheet; for installers."""
    import tempfile

    from PySide6.QtWidgets import QApplication

    from caregiver_app.system.clock import SystemClock

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    _load_later_parts()
    with tempfile.TemporaryDirectory() as folder:
        window = build_window(Path(folder) / "data", SystemClock())
        window.show()
        application.processEvents()
        if window.grab().isNull():
            raise RuntimeError("the window was not painted")
        _use_once(window.services, Path(folder))
        window.close()
    sys.stdout.write(_("self-test passed") + "\n")
    return 0


def _load_later_parts() -> None:
    """Load what is loaded at the first press: an installation that lacks a part has to say so."""
    from zoneinfo import ZoneInfo

    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
    from PySide6 import QtPdf, QtPrintSupport, QtSvg

    if not all((Argon2id, QtPdf, QtPrintSupport, QtSvg, ZoneInfo("America/New_York"))):
        raise RuntimeError("a part is missing")


def _use_once(services: Services, folder: Path) -> None:
    from caregiver_app.domain.check_in import Draft, Mode

    person = services.people.open_practice("practice-oral")
    saved = services.check_ins.save(person, Draft(mode=Mode.QUICK, stiffness=3))
    if services.book.record(person).check_ins[-1].id != saved.check_in.id:
        raise RuntimeError("the check-in was not found again")
    services.handoff.save(services.handoff.sheet(person), folder)


def start(data_dir: Path, clock: Clock) -> MainWindow:
    """Return the first window; it opens the record right after it has been painted once."""
    from caregiver_app.system.failures import Failures
    from caregiver_app.ui.failure_bridge import FailureBridge
    from caregiver_app.wiring import stand_in

    window = first_window()
    again = partial(_open_or_ask, window, data_dir, clock)
    bridge = FailureBridge(window, partial(stand_in, window, clock, again))
    failures = Failures(bridge.failed.emit)
    failures.watch()
    window.closed.connect(failures.close)
    window.first_painted.connect(partial(_open_or_ask, window, data_dir, clock))
    window.first_painted.connect(partial(failures.log_to, data_dir))
    window.first_painted.connect(partial(_make_ready, window))
    return window


def _make_ready(window: MainWindow) -> None:
    """Let the next page open quickly; it begins once a person stands there."""
    from caregiver_app.ui.ahead import Ahead

    Ahead(window).begin()


def _run_window(data_dir: Path, clock: Clock) -> int:
    if not _has_screen():
        told = _("There is no screen here. See --help for what works without one.")
        sys.stderr.write(told + "\n")
        return 1
    from caregiver_app.storage.lock_file import hand_over

    if hand_over(data_dir):
        return 0
    from caregiver_app.ui.sources_unread import leave_sources_unread

    leave_sources_unread()  # before Qt, which would read as many again by itself
    from PySide6.QtWidgets import QApplication

    application = QApplication(sys.argv[:1])
    application.setApplicationName("caregiver-app")
    application.setDesktopFileName("caregiver-app")
    window = start(data_dir, clock)
    room = application.primaryScreen().availableSize()
    if room.width() <= _SMALL_SCREEN[0] or room.height() <= _SMALL_SCREEN[1]:
        window.showMaximized()
    else:
        window.show()
    return application.exec()


def _has_screen() -> bool:
    """Say whether a window can be shown; on Linux Qt would end the program without a word."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def _open_or_ask(
    window: MainWindow, data_dir: Path, clock: Clock, taps: Sequence[Tapped] = ()
) -> None:
    """Open the record; one with a passcode stays locked until that was typed.

    `taps` are times from before, which go into the record with those of the lock screen.
    """
    from contextlib import suppress

    from caregiver_app.services.languages import choose_early
    from caregiver_app.services.locked_record import LockedRecord

    choose_early(data_dir)
    with suppress(Exception):  # the page for 911 says then that it needs the passcode
        locked = LockedRecord(data_dir)
        if locked.is_locked:
            from caregiver_app.ui.locking import ask_first
            from caregiver_app.wiring import help_content

            with_keys = partial(_open_or_rescue, window, data_dir, clock, "")
            ask_first(window, locked, clock, help_content, with_keys, taps)
            return
    _open_or_rescue(window, data_dir, clock, "", taps)


def _open_or_rescue(
    window: MainWindow,
    data_dir: Path,
    clock: Clock,
    told: str = "",
    taps: Iterable[Tapped] = (),
    keys: KeyFiles | None = None,
) -> None:
    """Open the record with what is nobody's yet, and say `told`; else there is still help."""
    try:
        log = open_record(window, data_dir, clock, keys)
    except Exception as error:  # whatever it is, the words for 911 are still there
        from caregiver_app.services.lost_record import LostRecord
        from caregiver_app.ui.pages.rescue import RescuePage
        from caregiver_app.ui.rescue_offer import offer_backup
        from caregiver_app.ui.taps_leaving import TapsLeaving
        from caregiver_app.ui.theme import theme_name
        from caregiver_app.wiring import first_aid_steps, why_not_open

        page = RescuePage(why_not_open(error), theme_name("system"), clock, first_aid_steps())
        window.put_away(page)
        page.taps += taps
        TapsLeaving(window, page, theme_name("system"), lambda: page.taps)
        lost = LostRecord(data_dir, error, clock, keys)
        again = partial(_try_again, window, page, data_dir, clock, lost)
        page.again_pressed.connect(again)
        offer_backup(page, lost, clock, again)
    else:
        window.services.emergency_log.take_over(taps)
        if log.keys.by_recovery:  # nobody knows the passcode
            window.show_page("passcode")
        if taps:
            window.show_emergency()
        _look_after(window, log, clock)
        if told:
            window.show_trouble(told)


def _try_again(
    window: MainWindow, page: RescuePage, data_dir: Path, clock: Clock, lost: LostRecord
) -> None:
    """Open the record after all, and hand it the times that were tapped without it."""
    from caregiver_app.services.locked_record import LockedRecord
    from caregiver_app.wiring import why_not_open

    if lost.keys.lock is None and LockedRecord(data_dir).is_locked:  # its key can be read now
        _open_or_ask(window, data_dir, clock, page.taps)
        return
    try:
        log = open_record(window, data_dir, clock, lost.keys)
    except Exception as error:  # the times that were tapped stay on the screen
        page.still(why_not_open(error))
        return
    if page.taps:
        window.services.emergency_log.take_over(page.taps)
        window.show_emergency()
    _look_after(window, log, clock)


def _look_after(window: MainWindow, log: EntryLog, clock: Clock) -> None:
    """Check the record, back it up, and come to the front when the program is started again."""
    from caregiver_app.storage.database import DATABASE, KEY
    from caregiver_app.storage.lock_file import LOCK, answer, is_asked
    from caregiver_app.system.clock import steady_s
    from caregiver_app.system.failures import RunningMark
    from caregiver_app.ui.clock_watch import ClockWatch
    from caregiver_app.ui.locking import follow_look
    from caregiver_app.ui.look_again import look_again
    from caregiver_app.ui.place_warning import place_warning
    from caregiver_app.ui.record_change import AtClose
    from caregiver_app.ui.recorder_later import ask_later
    from caregiver_app.ui.second_start import SecondStart
    from caregiver_app.ui.theme_watch import ThemeWatch
    from caregiver_app.ui.upkeep import Upkeep

    upkeep = Upkeep(window.services.backups, log.checking, log.last_written, clock, window)
    upkeep.trouble_met.connect(window.show_trouble)
    at_close = AtClose(window)
    at_close.also(upkeep.end)
    lock = log.folder / LOCK
    SecondStart(partial(is_asked, lock), partial(answer, lock), window, upkeep)
    ThemeWatch(window.services.settings, upkeep).changed.connect(partial(follow_look, window))
    clocks = ClockWatch(clock.now, steady_s, upkeep)
    clocks.jumped.connect(window.show_trouble)
    clocks.resumed.connect(partial(look_again, window))
    told = [_look_words(log), place_warning(log.folder, (DATABASE, KEY))]
    if log.only_to_look is None:
        mark = RunningMark(log.folder)
        at_close.also(mark.end)
        if mark.begin():
            told.append(_("The program was not closed last time. What was saved is here."))
    upkeep.tell(told)
    ask_later(window)


def _put_back(
    window: MainWindow, log: EntryLog, data_dir: Path, clock: Clock, backup: Backup
) -> None:
    """Put a backup in place of the record that is open in a window, and open it there."""
    from caregiver_app.storage.errors import StorageError
    from caregiver_app.storage.restore import put_back

    noted = window.services.audit.of_put_back(backup.name)
    _close_record(window, log)
    told = _("The backup was put back. What was here before is kept among the backups.")
    try:
        put_back(data_dir, backup, clock.now(), log.keys, noted)
    except StorageError as error:
        told = _("Nothing was put back. {cause}").format(cause=error)
    else:
        window.aside = {}  # it was of the other record
    _open_later(window, log, clock, told)


def _open_again(window: MainWindow, log: EntryLog, data_dir: Path, clock: Clock) -> None:
    """Open the record anew: the sentences of another language or country are read with it."""
    from PySide6.QtCore import QTimer

    _close_record(window, log)
    _open_later(window, log, clock)
    QTimer.singleShot(0, window, partial(window.show_page, "settings"))


def _soon(window: MainWindow, work: Callable[[Bundle], None], bundle: Bundle) -> None:
    """Show a file, after the page that asked has ended its own press."""
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, window, partial(work, bundle))


def _close_record(window: MainWindow, log: EntryLog) -> None:
    from caregiver_app.system.failures import RunningMark
    from caregiver_app.ui.record_change import put_down

    put_down(window)
    RunningMark(log.folder).end()
    log.close()


def _open_later(window: MainWindow, log: EntryLog, clock: Clock, told: str = "") -> None:
    """Open the record, after the page that asked has ended its own press."""
    from PySide6.QtCore import QTimer

    taps = window.services.emergency_log.waiting(None)
    work = partial(_open_or_rescue, window, log.folder, clock, told, taps, log.keys)
    QTimer.singleShot(0, window, work)
