# SPDX-License-Identifier: MIT
"""Three days under the open window: `python -m tests.soak [--hours 72]`.

The clock goes on by five minutes at a time. Every four hours somebody checks in, every eight they
write down a dose, every two they look at each page and a sheet; every midnight there is a backup.
What the program holds is counted every six hours: memory, files, threads and parts of the window.
What is due must be said at each step. Exit code 1 when anything was not said, or keeps growing.
"""

import argparse
import gc
import os
import sys
import tempfile
import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from caregiver_app.app import start
from caregiver_app.system.clock import FixedClock
from caregiver_app.system.pieces import at_once
from caregiver_app.ui.watches.reminder_watch import ReminderWatch
from caregiver_app.ui.window.main_window import MainWindow
from tests.journeys.words import is_gone, press, type_into

STEP = timedelta(minutes=5)
BEGIN = datetime(2026, 5, 21, 17, 40, tzinfo=UTC)
PAGES = ("today", "trends", "plan", "handoff", "people", "settings", "learn", "shift", "history")
MOST_GROWTH = 1.05
"""Of memory, from the second day to the last: the record itself grows meanwhile."""


class GoingClock(FixedClock):
    """A clock that goes on when it is told to."""

    def go_on(self) -> None:
        """Let five minutes pass."""
        self._now += STEP


def main() -> int:
    """Print what is held every six hours; 1 when something was not said or keeps growing."""
    parser = argparse.ArgumentParser(description="three days under the open window")
    parser.add_argument("--hours", type=int, default=72)
    hours = parser.parse_args().hours
    app = QApplication(sys.argv[:1])
    held: list[tuple[int, int, int, int]] = []
    silent = due = 0
    with tempfile.TemporaryDirectory() as place:
        clock = GoingClock(BEGIN, "America/New_York")
        window = start(Path(place) / "data", clock)
        window.resize(1366, 768)
        window.show()
        while not getattr(window, "_begun", False):
            app.processEvents()
        window.open_person(window.services.people.open_practice("practice-oral"))
        for step in range(1, hours * 12 + 1):
            clock.go_on()
            do(window, step)
            is_due, is_said = look(window)
            due, silent = due + is_due, silent + (is_due and not is_said)
            if step % 72 == 0:
                held.append(holds(window))
                told = "{} MB, {} files, {} threads, {} parts of the window".format(*held[-1])
                print(f"{step // 12} h: {told}", flush=True)
        window.close()
        app.processEvents()
    growing = [name for name, at in zip(NAMES, range(4), strict=True) if grows(held, at)]
    print(f"{due} times something was due, {silent} times it was not said; growing: {growing}")
    return int(bool(silent or growing))


NAMES = ("memory", "files", "threads", "parts of the window")


def grows(held: list[tuple[int, int, int, int]], place: int) -> bool:
    """Say whether something is more at the end than it was after a third of the time."""
    values = [one[place] for one in held[len(held) // 3 :]]
    if len(values) < 2:
        return False
    is_more = values[-1] > (values[0] * MOST_GROWTH if place == 0 else values[0])
    return is_more and all(one <= other for one, other in pairwise(values[-3:]))


def do(window: MainWindow, step: int) -> None:
    """Do what is done at this time of the day."""
    if step % 48 == 0:
        check_in(window, step)
    if step % 96 == 0:
        window.show_page("today")
        QApplication.processEvents()
        buttons = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
        given = [b for b in buttons if b.objectName().startswith("doses.given")]
        for button in given[:1]:
            press(window, button.objectName())
    if step % 24 == 0:
        for page in PAGES:
            window.show_page(page)
            QApplication.processEvents()
    if step % 288 == 0:
        at_once(window.services.backups.make_automatic())


def check_in(window: MainWindow, step: int) -> None:
    """Answer the quick form, type a note and save."""
    window.show_page("check_in")
    QApplication.processEvents()
    press(window, "alertness.awake")
    press(window, "breathing.normal")
    press(window, f"stiffness.{step // 48 % 4 + 2}")
    type_into(window, "note", f"Step {step}, slept a little.")
    press(window, "save")


def look(window: MainWindow) -> tuple[bool, bool]:
    """Let the watches of the window look; return whether something is due, and is said."""
    window.minute_passed()
    for watch in window.findChildren(ReminderWatch):
        watch.look()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    due = window.services.reminders.due(str(window.person_id))
    page = window.page_name
    is_said = not is_gone(window, "reminder") or page == "today"  # it says so itself
    return bool(due), is_said


def holds(window: MainWindow) -> tuple[int, int, int, int]:
    """Return memory in MB, open files, threads, and objects of Qt in the window."""
    QTest.qWait(200)
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    memory = pages * os.sysconf("SC_PAGE_SIZE") // 2**20
    files = sum(1 for _file in Path("/proc/self/fd").iterdir())
    return memory, files, threading.active_count(), len(window.findChildren(QObject))


if __name__ == "__main__":
    raise SystemExit(main())
