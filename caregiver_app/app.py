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
    from caregiver_app.system.clock import Clock
    from caregiver_app.ui.app_context import Services
    from caregiver_app.ui.window.main_window import MainWindow

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
    from caregiver_app.opening import open_record

    window = first_window()
    open_record(window, data_dir, clock)
    return window


def first_window() -> MainWindow:
    """Build the frame with Emergency in it; nothing of a person is read for it."""
    from PySide6.QtGui import QGuiApplication

    from caregiver_app.ui.event_faults import keep_faults_in
    from caregiver_app.ui.files.first_folder import keep_no_folders
    from caregiver_app.ui.sources_unread import leave_sources_unread

    leave_sources_unread()
    keep_faults_in()  # before there is any class of a window
    keep_no_folders()
    from caregiver_app.ui.window.main_window import MainWindow

    # The ground of the desktop says it without the enumerations that the colour scheme needs.
    dark = QGuiApplication.palette().window().color().lightness() < _DARK
    return MainWindow("dark" if dark else "light")


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
    if sys.platform == "linux":
        from PySide6 import QtDBus  # noqa: F401 - it is there


def _use_once(services: Services, folder: Path) -> None:
    from caregiver_app.domain.check_in import Draft, Mode

    person = services.people.open_practice("practice-oral")
    saved = services.check_ins.save(person, Draft(mode=Mode.QUICK, stiffness=3))
    if services.book.record(person).check_ins[-1].id != saved.check_in.id:
        raise RuntimeError("the check-in was not found again")
    services.handoff.save(services.handoff.sheet(person), folder)


def start(data_dir: Path, clock: Clock) -> MainWindow:
    """Return the first window; it opens the record right after it has been painted once."""
    from caregiver_app.no_record import stand_in
    from caregiver_app.opening import open_or_ask
    from caregiver_app.system.failures import Failures
    from caregiver_app.ui.window.failure_bridge import FailureBridge

    window = first_window()
    again = partial(open_or_ask, window, data_dir, clock)
    bridge = FailureBridge(window, partial(stand_in, window, clock, again))
    failures = Failures(bridge.failed.emit, bridge.tell_plainly)
    failures.watch()
    window.closed.connect(failures.close)
    window.first_painted.connect(partial(open_or_ask, window, data_dir, clock))
    window.first_painted.connect(partial(failures.log_to, data_dir))
    window.first_painted.connect(partial(_make_ready, window))
    return window


def _make_ready(window: MainWindow) -> None:
    """Let the next page open quickly, once a person stands there; look after what is copied."""
    from caregiver_app.ui.desktop.clipboard_watch import ClipboardWatch
    from caregiver_app.ui.window.ahead import Ahead

    Ahead(window).begin()
    window.closed.connect(ClipboardWatch(window).take_back)


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
