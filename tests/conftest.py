# SPDX-License-Identifier: MIT
"""What every test stands on: a fixed clock, a folder of its own, the real window, no noise."""

import gc
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("CAREGIVER_DATA_DIR", None)

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from caregiver_app.domain.person import Person
from caregiver_app.system.clock import FixedClock
from caregiver_app.system.words import ENGLISH, use
from caregiver_app.ui.event_faults import keep_faults_in
from tests.tries import ALL, EVERY_RUN

keep_faults_in()  # as in the program: before any class of a window is made

# Folders of the tests lie in memory where there is plenty: each saves, and a disk is waited for.
_MEMORY, _PLENTY = Path("/dev/shm"), 2**30  # noqa: S108 - pytest makes a folder of its own in it
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _PLENTY:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

ZONE = "America/New_York"
NOW = datetime(2026, 5, 21, 17, 40, tzinfo=UTC)


_WINDOWS = (QMainWindow, QDialog, QMenu)
_LONG_MS = 120_000  # however slow the computer is; only what never comes takes so long


def pytest_configure(config: pytest.Config) -> None:
    """Say how many examples a test by chance has, before the first of them is read."""
    settings.load_profile(ALL if "hypothesis" in config.option.markexpr else EVERY_RUN)


def pytest_collection_finish() -> None:
    """Take all tests out of the search for garbage, which went through them after each window."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[bool | None]:
    """Let go of every widget that a test leaves: another text size or theme styles them all again.

    Only here does nothing of the test hold its window any more.
    """
    ran = yield
    if "qapp" in item.fixturenames:
        for widget in QApplication.topLevelWidgets():
            widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if "open_window" in item.fixturenames:
        gc.collect()
        gc.freeze()  # what is left stays
    return ran


class _FlashWatch:
    """Notes every widget that became a window of its own: on a real screen it would flash.

    It stands before the two calls by which Python shows a widget. To look at every event of the
    program instead takes a tenth of the time of all tests with a window.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.flashed: list[str] = []
        show, set_visible = QWidget.show, QWidget.setVisible

        def shown(widget: QWidget) -> None:
            self._look_at(widget)
            show(widget)

        def made_visible(widget: QWidget, visible: bool) -> None:
            if visible:
                self._look_at(widget)
            set_visible(widget, visible)

        patch.setattr(QWidget, "show", shown)
        patch.setattr(QWidget, "setVisible", made_visible)

    def _look_at(self, widget: QWidget) -> None:
        if widget.isWindow() and not isinstance(widget, _WINDOWS):
            self.flashed.append(f"{type(widget).__name__} {widget.objectName()}")


class PatientBot(QtBot):
    """Waits as long as any computer takes, for a key to be made of a passcode or a page to come.

    A condition may look for what is just being built anew: it counts as not there yet.
    """

    def waitUntil(self, callback, *, timeout=_LONG_MS):  # noqa: N802 - pytest-qt's name
        """Wait until `callback` returns true."""

        def came() -> bool:
            with suppress(StopIteration, IndexError, AttributeError, RuntimeError):
                return bool(callback())
            return False

        super().waitUntil(came, timeout=timeout)
        QApplication.processEvents()  # a page that is there by then is shown right after

    def waitSignal(self, signal, *, timeout=_LONG_MS, **rest):  # noqa: N802 - pytest-qt's name
        """Return a context in which `signal` must come."""
        return super().waitSignal(signal, timeout=timeout, **rest)

    def waitActive(self, widget, *, timeout=_LONG_MS):  # noqa: N802 - pytest-qt's name
        """Return a context after which the window has the keyboard."""
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget, *, timeout=_LONG_MS):  # noqa: N802 - pytest-qt's name
        """Return a context after which the window is on the screen."""
        return super().waitExposed(widget, timeout=timeout)


class MovingClock(FixedClock):
    """A fixed clock that a test moves on by hand."""

    def go_to(self, now: datetime) -> None:
        """Set the time."""
        self._now = now.astimezone(UTC)


@pytest.fixture
def qtbot(
    qapp: QApplication, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> PatientBot:
    """Return what waits for the window; the clock that a test moves is no clock that jumped."""
    monkeypatch.setattr("caregiver_app.ui.desktop.clock_watch._BEAT_MS", 100 * _LONG_MS)
    return PatientBot(request)


@pytest.fixture
def clock() -> MovingClock:
    """Return Thursday 21 May 2026, 1:40 PM in New York."""
    return MovingClock(NOW, ZONE)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Return a data folder of this test's own."""
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def _no_stray_log_line(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    noise = [r for when in ("setup", "call") for r in caplog.get_records(when)]
    loud = [r.getMessage() for r in noise if r.levelno >= logging.WARNING]
    assert not loud, f"unexpected log lines: {loud}"


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use(ENGLISH)


@pytest.fixture(scope="session")
def practised(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[str | Person, FixedClock, Path], None]:
    """Return a function that brings a folder in which a practice person is open, or anybody.

    Each is written once by the program itself, and copied: writing it anew takes longer than
    many a test.
    """
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.wiring import build_services

    written: dict[tuple[str, datetime, str], Path] = {}

    def bring(person: str | Person, clock: FixedClock, folder: Path) -> None:
        key = (repr(person), clock.now(), clock.zone())
        if key not in written:
            written[key] = tmp_path_factory.mktemp("written") / "data"
            log = EntryLog.open(written[key], clock)
            people = build_services(log, clock).people
            if isinstance(person, Person):
                people.remember_open(people.add_person(person, "Ana"))
            else:
                people.open_practice(person)
            log.close()
        shutil.copytree(written[key], folder)

    return bring


@pytest.fixture
def open_window(
    qtbot, data_dir: Path, clock: FixedClock, practised, monkeypatch
) -> Iterator[Callable]:
    """Return a function that opens the real window on the real record and shows it.

    With `person` a practice person, or anybody, is open in it from the start, with `settings` it
    begins with what somebody chose before.
    """
    from caregiver_app.app import build_window
    from caregiver_app.services.settings import SettingsService
    from caregiver_app.storage.entry_log import EntryLog

    windows = []
    watch = _FlashWatch(monkeypatch)

    def open_it(
        width: int = 1366, height: int = 768, person: str | Person | None = None, **settings: object
    ):
        if person is not None:
            practised(person, clock, data_dir)
        if settings:
            log = EntryLog.open(data_dir, clock)
            SettingsService(log).change(**settings)
            log.close()
        window = build_window(data_dir, clock)
        windows.append(window)
        window.resize(width, height)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        QApplication.processEvents()  # what only the keyboard needs comes after the first paint
        return window

    yield open_it
    for window in windows:
        window.close()
        for asked in window.findChildren(QDialog, "leave"):
            asked.accept()
        window.deleteLater()
    windows.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not watch.flashed, f"shown as windows of their own: {watch.flashed}"
    left = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert not left, f"windows left open: {left}"
