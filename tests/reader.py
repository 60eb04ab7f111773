# SPDX-License-Identifier: MIT
"""What a screen reader is told on Linux, over the bus it listens on: `dev.py reader`.

The program runs on a screen of its own with the practice person. For five tasks the keyboard goes
from stop to stop, and another process asks the accessibility bus (AT-SPI) what has it now, as
Orca does. What is heard must come in the order of the task. Needs Xvfb, dbus and at-spi2-core.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NEEDED = ("Xvfb", "dbus-run-session")
SCREEN = ":93"
FOCUSED, SHOWING = 12, 25  # of AtspiStateType


@dataclass(frozen=True, slots=True)
class Task:
    """A page, how many stops are listened to, and what must be heard in this order."""

    page: str
    stops: int
    heard: tuple[str, ...]
    alert: str = ""


TASKS = (
    Task("today", 20, ("Why am I seeing this?", "Log a dose", "Start check-in"), "WATCH"),
    Task("check_in", 16, ("As usual", "Seizure", "None of these", "awake", "normal")),
    Task("log_dose", 8, ("baclofen", "10:00", "Write it down")),
    Task("handoff", 13, ("Files", "Emergency room", "Letter", "Print")),
    Task("emergency", 10, ("Seizure started", "Print the ER sheet")),
)


def main(arguments: list[str]) -> int:
    """Be the program, the listener inside the session, or what starts both."""
    if arguments == ["program"]:
        return _program()
    if arguments == ["inside"]:
        return _listen()
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print(f"Not here: {', '.join(missing)}. Install xvfb, dbus and at-spi2-core.")
        return 1
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.reader", "inside"]
    return subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode


# ---- the program


def _program() -> int:
    from decimal import Decimal

    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from caregiver_app.app import build_window
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.wiring import build_services
    from docs.make_pictures import CLOCK

    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        log = EntryLog.open(data, CLOCK)
        services = build_services(log, CLOCK)
        services.settings.change(recorder="Ana (daughter)", text_scale=Decimal(1))
        services.people.open_practice("practice-oral")
        log.close()
        window = build_window(data, CLOCK)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        QTest.qWait(500)
        print("ready", flush=True)
        for line in sys.stdin:
            if line.strip() == "tab":
                QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
            else:
                window.show_page(line.strip())
                QTest.qWait(300)
            QTest.qWait(40)
            print("done", flush=True)
            # The bus asks while this process waits for a line: it must be answered.
            while not _has_line():
                QTest.qWait(5)
        window.close()
    application.quit()
    return 0


def _has_line() -> bool:
    import select

    return bool(select.select([sys.stdin], [], [], 0)[0])


# ---- the listener


def _listen() -> int:
    screen = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1400x900x24"])
    told = {
        **os.environ,
        "DISPLAY": SCREEN,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    try:
        time.sleep(1)
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.reader", "program"],
            env=told,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return _hear_all(Bus(), program)
    finally:
        screen.terminate()


def _hear_all(bus: "Bus", program: "subprocess.Popen[str]") -> int:
    failed = 0
    _answer(program)
    for task in TASKS:
        _ask(program, task.page)
        alerts = [name for role, name, _state in bus.shown() if role in ("alert", "notification")]
        heard = list(_stops(bus, program, task.stops))
        missing = _not_in_order(task.heard, heard)
        if task.alert and not any(task.alert in name for name in alerts):
            missing.append(f"the alert {task.alert!r}")
        said = f"NOT heard: {', '.join(missing)}" if missing else "heard in order"
        print(f"{task.page}: {said}", flush=True)
        if missing:
            print("\n".join(f"    {name}" for name in (*alerts, *heard)))
        failed += bool(missing)
    program.kill()
    print(f"{len(TASKS) - failed} of {len(TASKS)} tasks")
    return 1 if failed else 0


def _stops(bus: "Bus", program: "subprocess.Popen[str]", count: int) -> Iterator[str]:
    for _stop in range(count):
        _ask(program, "tab")
        yield next((name for _role, name, focused in bus.shown() if focused), "")


def _not_in_order(wanted: tuple[str, ...], heard: list[str]) -> list[str]:
    """Return what was not heard after what comes before it."""
    rest, missing = list(heard), []
    for words in wanted:
        found = next((place for place, name in enumerate(rest) if words in name), None)
        if found is None:
            missing.append(words)
        else:
            rest = rest[found:]
    return missing


def _ask(program: "subprocess.Popen[str]", what: str) -> None:
    assert program.stdin is not None
    program.stdin.write(f"{what}\n")
    program.stdin.flush()
    _answer(program)


def _answer(program: "subprocess.Popen[str]") -> str:
    assert program.stdout is not None
    answer = program.stdout.readline().strip()
    if not answer:
        raise SystemExit("The program did not start.")
    return answer


class Bus:
    """Asks the accessibility bus, with the library that every reader on Linux uses."""

    def __init__(self) -> None:
        self._lib = ctypes.CDLL("libatspi.so.0")
        part = ctypes.c_void_p
        for name, answer, asked in (
            ("get_desktop", part, (ctypes.c_int,)),
            ("accessible_get_child_count", ctypes.c_int, (part, part)),
            ("accessible_get_child_at_index", part, (part, ctypes.c_int, part)),
            ("accessible_get_name", ctypes.c_char_p, (part, part)),
            ("accessible_get_role_name", ctypes.c_char_p, (part, part)),
            ("accessible_get_state_set", part, (part,)),
            ("accessible_clear_cache", None, (part,)),
            ("state_set_contains", ctypes.c_bool, (part, ctypes.c_int)),
        ):
            function = getattr(self._lib, f"atspi_{name}")
            function.restype, function.argtypes = answer, asked
        self._lib.atspi_init()

    def shown(self) -> Iterator[tuple[str, str, bool]]:
        """Yield role, name, and whether it has the keyboard, of all that is to be seen."""
        desktop = self._lib.atspi_get_desktop(0)
        self._lib.atspi_accessible_clear_cache(desktop)
        yield from self._below(desktop)

    def _below(self, part: int) -> Iterator[tuple[str, str, bool]]:
        lib = self._lib
        for place in range(lib.atspi_accessible_get_child_count(part, None)):
            child = lib.atspi_accessible_get_child_at_index(part, place, None)
            if not child:
                continue
            role = (lib.atspi_accessible_get_role_name(child, None) or b"").decode()
            states = lib.atspi_accessible_get_state_set(child)
            is_shown = lib.atspi_state_set_contains(states, SHOWING)
            if not is_shown and role not in ("application", "frame"):
                continue
            name = (lib.atspi_accessible_get_name(child, None) or b"").decode()
            yield role, name, bool(lib.atspi_state_set_contains(states, FOCUSED))
            yield from self._below(child)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
