# SPDX-License-Identifier: MIT
"""Programs that end hard while somebody types into the window, and what the next start offers.

Each is a fork with a window of its own. What was typed a second ago and longer must be back, its
red flag must call before any click, and a draft that was saved must not come again.
"""

import ctypes
import json
import os
import random
import resource
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.torture_record import folder_in_memory

KEPT_AFTER_S = 1.0
LONGEST_S = 2.5
_AT_MOST_S = 120  # of a program, however busy the computer is
_LETTERS = "abcdefghijklmnop qrstuvwxyz, "
FLAG = "!"
"""In place of a letter: the tile of a red flag."""
_HEAVY = (
    "PySide6.QtTest",
    "caregiver_app.opening",
    "caregiver_app.wiring",
    "caregiver_app.ui.window.main_window",
    "tests.journeys.words",
)
"""Brought in once, before the forks; a program of Qt itself must not be there yet."""
CANARY = "a dozen signs"


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _abort() -> None:
    os.abort()


def _segfault() -> None:
    ctypes.string_at(0)


def _fatal() -> None:
    from PySide6.QtCore import qFatal

    qFatal("planted")


def _no_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (2**20, 2**20))
    held = [bytes(2**20)]
    while True:
        held.append(bytes(2 ** len(held)))


WAYS: dict[str, Callable[[], None]] = {
    "killed": _kill,
    "aborted": _abort,
    "a wrong address": _segfault,
    "a fatal word of Qt": _fatal,
    "no memory left": _no_memory,
}


def end(times: int, seed: int = 2026) -> tuple[dict[str, int], list[str]]:
    """End so many programs; return what was counted, and every fault.

    Each looks first at what the one before it left, saves that, and types.
    """
    for name in _HEAVY:
        import_module(name)
    chance = random.Random(seed)  # noqa: S311 - not a secret
    counted = {"ends": 0, "letters": 0, "lost": 0}
    faults: list[str] = []
    typed: list[dict[str, Any]] = []
    with folder_in_memory() as place:
        for number in range(times + 1):
            way = list(WAYS)[number % len(WAYS)] if number % 4 == 0 else "killed"
            live = partial(_live, place / "data", way, chance.random())
            said = [json.loads(line) for line in _in_a_fork(live) if line.endswith("}")]
            if not said:
                faults.append(f"{number}: the next start says nothing")
                continue
            if number:
                faults += [f"{number}: {fault}" for fault in _faults(typed, said[0], counted)]
            typed = said[1:]
    return counted, faults


def _faults(
    typed: list[dict[str, Any]], found: dict[str, Any], counted: dict[str, int]
) -> Iterator[str]:
    """Hold what a start found against what was typed before it."""
    every = "".join(one["what"] for one in typed).replace(FLAG, "").strip()
    ended = typed[-1]["at"] if typed else 0.0
    wanted = "".join(one["what"] for one in typed if one["at"] < ended - KEPT_AFTER_S)
    letters, note = wanted.replace(FLAG, "").strip(), found["note"]
    counted["ends"] += 1
    counted["letters"] += len(letters)
    counted["lost"] += max(0, len(letters) - len(note))
    if len(note) < len(letters) or not every.startswith(note):
        yield f"of {letters!r} there is {note!r}"
    if FLAG in wanted and found["level"] != "EMERGENCY":
        yield "the red flag of the draft calls nobody"
    if not found["told"]:
        yield "it does not say that the program ended"
    if len(note) > len(CANARY) and found["log"].find(note[: len(CANARY)]) >= 0:
        yield "the log tells what was typed"


def _in_a_fork(work: Callable[[int], None]) -> list[str]:
    read, write = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(read)
        signal.alarm(_AT_MOST_S)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 2)
        try:
            work(write)
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        lines = told.read().splitlines()
    os.waitpid(number, 0)
    return lines


def _window(folder: Path):
    from PySide6.QtWidgets import QApplication

    from caregiver_app.app import start
    from caregiver_app.system.clock import SystemClock

    application = QApplication([])
    window = start(folder, SystemClock())
    window.resize(1366, 768)
    window.show()
    while not window._begun:
        application.processEvents()
    if window.person_id is None:
        window.open_person(window.services.people.open_practice("practice-oral"))
    window.show_page("check_in")
    application.processEvents()
    return window


def _live(folder: Path, way: str, seed: float, out: int) -> None:
    """Say what is found, save it, type until the time is up, then end in this way."""
    from PySide6.QtTest import QTest

    from tests.journeys.words import find, press, type_into, visible_text

    window = _window(folder)
    QTest.qWait(50)
    found = _found(window, folder)
    _say(out, found)
    if found["note"] or found["level"] == "EMERGENCY":
        press(window, "save")
        window.show_page("check_in")
        left = find(window, "note").toPlainText()
        if left:
            _say(out, {"at": 0.0, "what": "", "left": left, "shown": visible_text(window)})
    chance = random.Random(seed)  # noqa: S311 - not a secret
    begun = time.monotonic()
    until, flag_at = begun + chance.uniform(0.1, LONGEST_S), begun + chance.uniform(0, 4)
    is_flagged = False
    while time.monotonic() < until:
        if time.monotonic() > flag_at and not is_flagged:
            press(window, "flag.hallucination")
            what, is_flagged = FLAG, True
        else:
            what = chance.choice(_LETTERS)
            type_into(window, "note", what)
        _say(out, {"at": time.monotonic(), "what": what})
        QTest.qWait(chance.randint(1, 120))
    _say(out, {"at": time.monotonic(), "what": ""})
    WAYS[way]()


def _found(window, folder: Path) -> dict[str, Any]:
    from tests.journeys.words import find, visible_text

    log = folder / "failures.log"
    return {
        "note": find(window, "note").toPlainText(),
        "level": find(window, "level").level.name,
        "told": "was not closed last time" in visible_text(window),
        "log": log.read_text(encoding="utf-8")[-4000:] if log.exists() else "",
    }


def _say(out: int, what: dict[str, object]) -> None:
    os.write(out, (json.dumps(what) + "\n").encode())
