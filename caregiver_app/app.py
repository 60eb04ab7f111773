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
    from collections.abc import Callable, Iterable

    from caregiver_app.domain.emergency_log import Tapped
    from caregiver_app.storage.backups import Backup
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.system.clock import Clock
    from caregiver_app.ui.app_context import Services
    from caregiver_app.ui.main_window import MainWindow
    from caregiver_app.ui.pages.rescue import RescuePage


_DARK = 128
_SMALL_SCREEN = (1366, 768)


def main(argv: list[str] | None = None) -> int:
    """Run a window-less command, or open the window; return the exit code."""
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

    from caregiver_app.ui.main_window import MainWindow

    # The ground of the desktop says it without the enumerations that the colour scheme needs.
    dark = QGuiApplication.palette().window().color().lightness() < _DARK
    return MainWindow("dark" if dark else "light")


def open_record(window: MainWindow, data_dir: Path, clock: Clock) -> EntryLog:
    """Open the record behind a window and show the person who was open last.

    Returns the open log. Raises StorageError or ContentError when the program cannot work.
    """
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.ui.theme import load_theme

    log = EntryLog.open(data_dir, clock)
    try:
        put_back = partial(_put_back, window, log, data_dir, clock)
        services = build_services(log, clock, put_back)
    except Exception:
        log.close()  # or the next try would find the record open already
        raise
    window.closed.connect(log.close)
    chosen = services.settings.current()
    theme = load_theme(_theme_name(chosen.theme), float(chosen.text_scale))
    window.begin(services, theme)
    if log.only_to_look is not None:
        window.show_trouble(_look_words(log))
    return log


def _look_words(log: EntryLog) -> str:
    if log.only_to_look is None:
        return ""
    words = _("{problem} You can look at it here, but nothing can be saved.")
    return words.format(problem=log.only_to_look)


def build_services(
    log: EntryLog, clock: Clock, put_back: Callable[[Backup], None] | None = None
) -> Services:
    """Build what the pages may ask for, on an open log; stop when the content does not fit.

    `put_back` replaces the record by a backup; without it the log is closed afterwards.
    """
    from caregiver_app.content.as_usual import load_as_usual
    from caregiver_app.content.changes import load_changes
    from caregiver_app.content.checks import check_content
    from caregiver_app.content.dose_entry import load_dose_entry
    from caregiver_app.content.emergency_words import load_first_aid
    from caregiver_app.content.loader import load_form, load_rule_set
    from caregiver_app.content.paper import load_wall_rules
    from caregiver_app.content.plan_prompts import load_plan_prompts
    from caregiver_app.content.time_rules import load_time_rules
    from caregiver_app.services.alerts import AlertService
    from caregiver_app.services.as_usual import AsUsualService
    from caregiver_app.services.backups import BackupService
    from caregiver_app.services.check_ins import CheckInService
    from caregiver_app.services.dose_entries import DoseEntryService
    from caregiver_app.services.emergency import EmergencyService
    from caregiver_app.services.emergency_log import EmergencyLog
    from caregiver_app.services.handoff import HandoffService
    from caregiver_app.services.happened import HappenedService
    from caregiver_app.services.history import HistoryService
    from caregiver_app.services.overview import OverviewService
    from caregiver_app.services.paper import PaperContent, PaperService
    from caregiver_app.services.people import PeopleService
    from caregiver_app.services.plan_photos import PlanPhotoService
    from caregiver_app.services.plans import PlanService
    from caregiver_app.services.profile import ProfileService
    from caregiver_app.services.pump import PumpService
    from caregiver_app.services.record_book import RecordBook
    from caregiver_app.services.records import RecordsService, judge_with
    from caregiver_app.services.reference import ReferenceService
    from caregiver_app.services.settings import SettingsService
    from caregiver_app.services.sharing import SharingService
    from caregiver_app.services.sharing_in import IncomingFiles
    from caregiver_app.services.trends import TrendService
    from caregiver_app.storage.backups import BackupFolder
    from caregiver_app.ui.app_context import Services

    rule_set, form = load_rule_set(), load_form()
    check_content(rule_set, form)
    times, changes, prompts = load_time_rules(), load_changes(), load_plan_prompts()
    first_aid, wall_rules = load_first_aid(), load_wall_rules(rule_set)
    dose_entry = load_dose_entry()
    book, settings = RecordBook(log, clock), SettingsService(log)
    records = RecordsService(book, judge_with(rule_set), clock)
    put_back = put_back or partial(_replace, log, clock)
    alerts = AlertService(book, times, clock)
    return Services(
        people=PeopleService(book, settings, clock, records),
        check_ins=CheckInService(book, log, rule_set, form, clock),
        as_usual=AsUsualService(book, load_as_usual(form), rule_set, times),
        overview=OverviewService(book, rule_set, times, changes, prompts, clock),
        handoff=HandoffService(book, rule_set, clock),
        paper=PaperService(book, log, PaperContent(rule_set, form, first_aid, wall_rules), clock),
        plans=PlanService(book, prompts, clock),
        plan_photos=PlanPhotoService(log.plan_photos, clock),
        pump=PumpService(book, rule_set, dose_entry.carry, clock),
        profile=ProfileService(book, clock),
        emergency=EmergencyService(book, rule_set, first_aid, clock),
        emergency_log=EmergencyLog(book, rule_set, alerts, clock),
        alerts=alerts,
        doses=DoseEntryService(book, rule_set, dose_entry, clock),
        happened=HappenedService(book, rule_set, clock),
        history=HistoryService(book, rule_set, changes.gap, dose_entry.carry, clock),
        reference=ReferenceService(book),
        trends=TrendService(book, clock),
        settings=settings,
        sharing=SharingService(book, clock),
        incoming=IncomingFiles(book, records),
        backups=BackupService(log, BackupFolder(log.folder), clock, book.write_held, put_back),
        book=book,
        rule_set=rule_set,
        changes=changes,
        clock=clock,
    )


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

    from PySide6 import QtPdf, QtPrintSupport, QtSvg

    if not all((QtPdf, QtPrintSupport, QtSvg, ZoneInfo("America/New_York"))):
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

    window = first_window()
    bridge = FailureBridge(window)
    failures = Failures(bridge.failed.emit)
    failures.watch()
    window.closed.connect(failures.close)
    window.first_painted.connect(partial(_open_or_rescue, window, data_dir, clock))
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


def _replace(log: EntryLog, clock: Clock, backup: Backup) -> None:
    from caregiver_app.storage.restore import put_back

    log.close()
    put_back(log.folder, backup, clock.now())


def _open_or_rescue(
    window: MainWindow, data_dir: Path, clock: Clock, told: str = "", taps: Iterable[Tapped] = ()
) -> None:
    """Open the record with what is nobody's yet, and say `told`; else there is still help."""
    try:
        log = open_record(window, data_dir, clock)
    except Exception as error:  # whatever it is, the words for 911 are still there
        from caregiver_app.services.lost_record import LostRecord
        from caregiver_app.ui.rescue_offer import offer_backup

        page = window.show_rescue(_why(error), clock, _first_aid_steps())
        page.taps += taps
        again = partial(_try_again, window, page, data_dir, clock)
        page.again_pressed.connect(again)
        offer_backup(page, LostRecord(data_dir, error, clock), clock, again)
    else:
        window.services.emergency_log.take_over(taps)
        _look_after(window, log, clock)
        if told:
            window.show_trouble(told)


def _why(error: Exception) -> str:
    """Return why the program cannot begin; of a mistake its kind alone, which holds no data."""
    from caregiver_app.content.tables import ContentError
    from caregiver_app.storage.errors import StorageError

    if isinstance(error, StorageError | ContentError):
        return str(error)
    words = _("Something in the program failed: {kind}. The record was not changed.")
    return words.format(kind=type(error).__name__)


def _first_aid_steps() -> tuple[str, ...]:
    """Return what to do until help comes; nothing when it is the content that cannot be read."""
    from caregiver_app.content.emergency_words import load_first_aid
    from caregiver_app.content.tables import ContentError

    try:
        return load_first_aid().steps_for("911", ())
    except ContentError:
        return ()


def _try_again(window: MainWindow, page: RescuePage, data_dir: Path, clock: Clock) -> None:
    """Open the record after all, and hand it the times that were tapped without it."""
    try:
        log = open_record(window, data_dir, clock)
    except Exception as error:  # the times that were tapped stay on the screen
        page.still(_why(error))
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
    from caregiver_app.ui.clock_watch import ClockWatch, look_again
    from caregiver_app.ui.place_warning import place_warning
    from caregiver_app.ui.second_start import SecondStart
    from caregiver_app.ui.upkeep import Upkeep

    upkeep = Upkeep(window.services.backups, log.checking, log.last_written, clock, window)
    upkeep.trouble_met.connect(window.show_trouble)
    window.closed.connect(upkeep.end)
    lock = log.folder / LOCK
    SecondStart(partial(is_asked, lock), partial(answer, lock), window, upkeep)
    clocks = ClockWatch(clock.now, steady_s, upkeep)
    clocks.jumped.connect(window.show_trouble)
    clocks.resumed.connect(partial(look_again, window))
    told = [_look_words(log), place_warning(log.folder, (DATABASE, KEY))]
    if log.only_to_look is None:
        mark = RunningMark(log.folder)
        window.closed.connect(partial(mark.end))  # Qt alone would not keep the mark
        if mark.begin():
            told.append(_("The program was not closed last time. What was saved is here."))
    upkeep.tell(told)


def _put_back(
    window: MainWindow, log: EntryLog, data_dir: Path, clock: Clock, backup: Backup
) -> None:
    """Put a backup in place of the record that is open in a window, and open it there."""
    from PySide6.QtCore import QTimer

    from caregiver_app.storage.errors import StorageError
    from caregiver_app.storage.restore import put_back
    from caregiver_app.system.failures import RunningMark
    from caregiver_app.ui.upkeep import Upkeep

    for upkeep in window.findChildren(Upkeep):
        upkeep.end()
    RunningMark(data_dir).end()
    log.close()
    taps = window.services.emergency_log.waiting(None)
    told = _("The backup was put back. What was here before is kept among the backups.")
    try:
        put_back(data_dir, backup, clock.now())
    except StorageError as error:
        told = _("Nothing was put back. {cause}").format(cause=error)
    # Later: the page that asked is still in the middle of its own press.
    QTimer.singleShot(0, window, partial(_open_or_rescue, window, data_dir, clock, told, taps))


def _theme_name(chosen: str) -> str:
    if chosen != "system":
        return chosen
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication

    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return "dark" if dark else "light"
