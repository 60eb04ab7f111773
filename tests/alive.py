# SPDX-License-Identifier: MIT
"""How long the window does nothing else: `python3 -m tests.alive` (quality of a slow laptop).

A watchdog beats in the event loop of the real window while somebody types, saves, backs up, prints,
sets a passcode, locks and unlocks. What counts is the time of one core between two beats: that is
how long a press would have waited on a computer with nothing else to do. Exit code 1 above 100 ms.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from caregiver_app.app import start
from caregiver_app.system.clock import SystemClock
from caregiver_app.ui.background.piecework import Piecework
from caregiver_app.ui.lock.put_away import PutAway
from tests.journeys.words import find, is_gone, press, type_into

LONGEST_MS = 100
WORDS = "three green pears"
_REST_MS = 1500
_PATIENCE_S = 120.0


class Watchdog(QObject):
    """Remembers the longest time of this thread between two beats."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_ms = 0.0
        self._last = time.thread_time()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.beat)
        self._timer.start(0)

    def beat(self) -> None:
        """Look at the clock of this thread."""
        now = time.thread_time()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now

    @contextmanager
    def over(self) -> Iterator[None]:
        """Begin anew, and count what is done in the block."""
        QApplication.processEvents()
        self._last, self.longest_ms = time.thread_time(), 0.0
        yield
        QApplication.processEvents()
        self.beat()


def wait(until: Callable[[], object]) -> None:
    """Let the window live until something is so."""
    end = time.monotonic() + _PATIENCE_S
    while not until():
        QTest.qWait(1)
        if time.monotonic() > end:
            raise TimeoutError


def main() -> int:
    """Print the longest time for each thing that is done."""
    application = QApplication(sys.argv[:1])
    watchdog, found = Watchdog(), dict[str, float]()
    with tempfile.TemporaryDirectory() as place:
        window = start(Path(place) / "data", SystemClock())
        window.resize(1366, 768)
        window.show()
        wait(lambda: window._begun)
        window.open_person(window.services.people.open_practice("practice-oral"))
        window.show_page("check_in")
        application.processEvents()
        for name, story in STORIES.items():
            steps = story(window)
            next(steps)
            QTest.qWait(_REST_MS)
            with watchdog.over():
                next(steps, None)
            found[name] = watchdog.longest_ms
        window.close()
    for name, longest in found.items():
        print(f"{name:44} {longest:6.0f} ms{'   TOO LONG' if longest > LONGEST_MS else ''}")
    print(f"a yardstick took {yardstick_ms():.0f} ms of one core")
    return int(max(found.values()) > LONGEST_MS)


Steps = Iterator[None]
"""What somebody does: up to the first rest to come there, and then what is counted."""


def typing(window) -> Steps:
    yield
    for letter in "Arms stiff since lunch.":
        type_into(window, "note", letter)
        QTest.qWait(1)


def red_flag(window) -> Steps:
    yield
    press(window, "flag.hallucination")
    assert find(window, "level").level.name == "EMERGENCY"
    QTest.qWait(1)
    press(window, "flag.hallucination")  # taken back, or the lock screen would be about it


def save(window) -> Steps:
    yield
    press(window, "save")


def back_up(window) -> Steps:
    work, done = Piecework(window), list[object]()
    yield
    work.run(window.services.backups.make(), done.append, done.append)
    wait(lambda: done)
    assert not isinstance(done[0], Exception), done


def sheet(window) -> Steps:
    press(window, "nav.handoff")
    wait(lambda: not is_gone(window, "save_sheet"))
    yield
    press(window, "sheet.clinic")
    QTest.qWait(_REST_MS)  # the picture of the page comes from a thread of its own


def passcode(window) -> Steps:
    press(window, "nav.settings")
    press(window, "settings.passcode")
    for field in ("passcode.new", "passcode.again"):
        type_into(window, field, WORDS)
    press(window, "passcode.next")
    yield
    press(window, "passcode.agree")
    wait(lambda: not is_gone(window, "lock"))
    QTest.qWait(_REST_MS)


def lock(window) -> Steps:
    yield
    press(window, "lock")
    away = window.findChild(PutAway)
    wait(lambda: away.is_done)


def unlock(window) -> Steps:
    type_into(window, "lock.field", WORDS)
    yield
    press(window, "lock.unlock")
    wait(lambda: window.centralWidget().objectName() != "lock_page")
    QTest.qWait(_REST_MS)


STORIES: dict[str, Callable[[QWidget], Steps]] = {
    "typing a note, letter by letter": typing,
    "a red flag, and taken back": red_flag,
    "saving a check-in": save,
    "a backup, with its checks": back_up,
    "another sheet on the screen": sheet,
    "a passcode, and the new key after it": passcode,
    "locking, until the record is closed": lock,
    "unlocking, until the pages are there": unlock,
}


def yardstick_ms() -> float:
    """Return what one small piece of work takes now: twice as much on a computer half as fast."""
    begun = time.thread_time()
    sum(number * number for number in range(200_000))
    return (time.thread_time() - begun) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
