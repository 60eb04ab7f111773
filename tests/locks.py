# SPDX-License-Identifier: MIT
"""A thousand locks while somebody types and saves: `python -m tests.locks [NUMBER]`.

The real window stands on a record with a passcode. Each time a check-in is begun, a random part of
it is typed, perhaps Save is pressed, and the window is locked in the same moment: by the key, by
the minutes in which nobody touches anything, or by the screen of the computer. Then it is opened
again, from a record that stayed open or was closed behind the lock. What was typed must be there
once: in the form, or saved.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from caregiver_app.app import start
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.person.practice import practice_record
from caregiver_app.services.safekeeping.passcode import PasscodeService
from caregiver_app.services.sharing_files.records import RecordsService, judge_with
from caregiver_app.storage import passcode
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.passcode import new_lock, take_lock
from caregiver_app.storage.sealing import Cost
from caregiver_app.system.clock import SystemClock
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.background.piecework import Piecework
from caregiver_app.ui.desktop.idle_watch import IdleWatch
from caregiver_app.ui.desktop.session_watch import SessionWatch
from caregiver_app.ui.lock.locking import Locking
from caregiver_app.ui.lock.put_away import PutAway
from caregiver_app.ui.window.main_window import MainWindow
from tests.journeys.words import find, is_gone, press, strike, type_into

WORDS = "three green pears"
CHEAP = Cost(memory_kib=16, passes=1, lanes=1)
LONGEST_S, LONGEST_WORK_S = 120.0, 8.0
"""How long something may take, and how much of a core of it: others may have the computer."""


def main() -> int:
    """Print what came of all locks; 1 when anything typed was lost, or was there twice."""
    parser = argparse.ArgumentParser(description="lock while somebody types and saves")
    parser.add_argument("number", nargs="?", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the turn to begin with")
    asked = parser.parse_args()
    passcode._LEAST, passcode._LEAST_S = CHEAP, 0  # what a key costs is tried elsewhere
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        window = prepared(Path(folder) / "data")
        told, slowest = Counter[str](), 0.0
        for turn in range(asked.first, asked.number):
            outcome, took = one(window, turn)
            told[outcome] += 1
            slowest = max(slowest, took)
            if outcome.startswith("LOST"):
                print(f"turn {turn}: {outcome}", flush=True)
            if (turn + 1) % 100 == 0:
                print(f"{turn + 1}: {dict(told)}, at most {slowest:.2f} s to the lock", flush=True)
        window.close()
        app.processEvents()
    return 1 if any(outcome.startswith("LOST") for outcome in told) else 0


def prepared(data_dir: Path) -> MainWindow:
    """Return the window on a practice person's record with a passcode, opened."""
    clock = SystemClock()
    log = EntryLog.open(data_dir, clock)
    services_of(log, clock)
    take_lock(data_dir, log.keys, new_lock(WORDS, PasscodeService.new_code(None), CHEAP))
    log.close()
    window = start(data_dir, clock)
    window.resize(1366, 768)
    window.show()
    until(lambda: not is_gone(window, "lock.field"), "the lock screen")
    unlock(window)
    return window


def services_of(log: EntryLog, clock: SystemClock) -> None:
    """Write a practice person into a record."""
    from caregiver_app.content.loader import load_rule_set

    book = RecordBook(log, clock)
    records = RecordsService(book, judge_with(load_rule_set()), clock)
    records.import_plain(practice_record("practice-oral", clock))


def one(window: MainWindow, turn: int) -> tuple[str, float]:
    """Type, perhaps save, lock in the same moment, open again; say what became of it."""
    chance = random.Random(turn)  # noqa: S311 - it keeps no secret
    window.show_page("check_in")
    until(lambda: not is_gone(window, "hr"), "the check-in")
    person = str(window.person_id)
    if any(written(window, name) for name in ("note", "hr")):
        return f"LOST order: {written(window, 'note')!r} stands there at the begin", 0.0
    typed = f"{turn}" + "x" * chance.randrange(6)  # each letter is judged: more only take longer
    pulse = str(chance.randrange(60, 99))
    if chance.random() < 0.7:
        type_into(window, "hr", pulse)
    else:
        pulse = ""
    type_into(window, "note", typed)
    is_saving = chance.random() < 0.5
    if chance.random() < 0.3:  # the draft may be on the disk by then, or be written just now
        wait(chance.random() * 0.6)
    before = time.monotonic()
    if is_saving:
        press(window, "save")
    lock(window, chance)
    until(lambda: not is_gone(window, "lock.field"), "the lock screen")
    took = time.monotonic() - before
    if chance.random() < 0.2:  # the record is closed behind it
        for away in window.findChildren(PutAway):
            away.try_now()
            until(partial(is_closed, away), "the record closed")
    unlock(window)
    return outcome(window, person, typed, pulse), took


def is_closed(away: PutAway) -> bool:
    """Say whether the record is closed, or is not going to be."""
    return away.is_done or not away._work.is_running


def lock(window: MainWindow, chance: random.Random) -> None:
    """Lock in one of the ways there are."""
    way = chance.randrange(4)
    if way == 0:
        strike(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    elif way == 1:
        cast("IdleWatch", window.findChild(IdleWatch)).due.emit()
    elif way == 2:
        cast("SessionWatch", window.findChild(SessionWatch)).left.emit()
    else:
        cast("Locking", window.findChild(Locking)).lock()


def unlock(window: MainWindow) -> None:
    """Type the passcode and wait for the record."""
    type_into(window, "lock.field", WORDS)
    press(window, "lock.unlock")
    until(lambda: window.centralWidget().objectName() != "lock_page", "the record opened again")
    until(lambda: is_gone(window, "lock.field"), "the lock screen gone")


def outcome(window: MainWindow, person: str, typed: str, pulse: str) -> str:
    """Say where what was typed is now; it must be in one place."""
    kept = window.services.check_ins.kept_draft(person)
    saved = [c for c in window.services.book.record(person).check_ins if c.note == typed]
    if len(saved) == 1 and kept is None:
        return "saved" if not pulse or saved[0].hr == int(pulse) else "LOST pulse of a saved one"
    if saved:
        return f"LOST order: saved {len(saved)} times, and a draft is {'' if kept else 'not '}kept"
    window.show_page("check_in")
    until(lambda: not is_gone(window, "hr"), "the check-in")
    shown = written(window, "note"), written(window, "hr")
    if shown != (typed, pulse):
        return f"LOST: {shown} for {(typed, pulse)}"
    clear(window, pulse)
    return "typed"


def written(window: MainWindow, name: str) -> str:
    """Return what stands in a field."""
    field = find(window, name)
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
    return line.text() if isinstance(line, QLineEdit) else ""


def clear(window: MainWindow, pulse: str) -> None:
    """Take out what was typed, so that the next one begins with an empty form."""
    cast("QPlainTextEdit", find(window, "note")).clear()
    if pulse:
        field = find(window, "hr")
        line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
        cast("QLineEdit", line).clear()
    wait(0.0)


def wait(seconds: float) -> None:
    """Let the window live for a time."""
    end = time.monotonic() + seconds
    while True:
        breathe()
        if time.monotonic() >= end:
            return


def breathe() -> None:
    """Let the window do what waits; what it let go goes too, as in a loop of its own."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def until(is_so: Callable[[], bool], what: str) -> None:
    """Let the window live until something is so; else say what was waited for, and what failed."""
    begin, worked, trouble = time.monotonic(), time.process_time(), "nothing failed"
    while (waited := time.monotonic() - begin) < LONGEST_S or (
        (spent := time.process_time() - worked) < LONGEST_WORK_S
    ):
        breathe()
        try:
            if is_so():
                breathe()
                return
        except (RuntimeError, AttributeError) as error:  # it is just being built anew
            trouble = f"last it failed with {error!r}"
        time.sleep(0.002)  # the work beside the window needs the core more than the asking
    raise TimeoutError(
        f"{what} did not come in {waited:.0f} s, {spent:.1f} s of a core; {trouble}; {shown()}"
    )


def shown() -> str:
    """Return what stands on the screen and what works behind it, without a word that was typed."""
    told = []
    for window in (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)):
        centre = window.centralWidget()
        told.append(f"page {window.page_name}, in front {centre.objectName() if centre else None}")
        told += [
            f"{type(work.parent()).__name__} works"
            for work in window.findChildren(Piecework)
            if work.is_running
        ]
        told += ["a thread works" for errand in window.findChildren(Errand) if errand.is_running]
        told += [
            f"said: {said.text()}"
            for said in window.findChildren(QLabel, "lock.problem")
            if said.text()
        ]
    return ", ".join(told) or "no window"


if __name__ == "__main__":
    sys.exit(main())
