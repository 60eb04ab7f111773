# SPDX-License-Identifier: MIT
"""The clock of the computer set while the window is open, and a computer that slept.

Each is a program of its own whose clock is another one: `libfaketime` stands before the calls that
ask for the time (`pip install libfaketime`). In a sleep the program is stopped meanwhile.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.torture_record import folder_in_memory

ROOT = Path(__file__).resolve().parents[1]
_HOUR, _DAY = 3600, 86_400
JUMPS = {
    "back by 10 years": -3652 * _DAY,
    "back by 3 days": -3 * _DAY,
    "back by 3 minutes": -180,
    "back by 1 minute": -60,
    "ahead by 1 minute": 60,
    "ahead by 3 minutes": 180,
    "ahead by 9 hours": 9 * _HOUR,
    "ahead by 2 years": 730 * _DAY,
}
SLEEPS = {"1 minute": 60, "2 hours": 2 * _HOUR, "30 days": 30 * _DAY}
TOLD_ABOVE_S = 120
_LATEST_S = 9.0  # three beats of the watch, on a computer with other things to do


class NoFakeTime(Exception):  # noqa: N818 - what is missing, said plainly
    """Another clock cannot be put before the one of this computer."""


def set_clocks() -> tuple[int, list[str]]:
    """Set the clock and stop the program in each way; return how many, and every fault."""
    library = _library()
    faults: list[str] = []
    for kind, lengths in (("set", JUMPS), ("slept", SLEEPS)):
        for name, seconds in lengths.items():
            faults += [f"{kind} {name}: {one}" for one in _one(library, kind, seconds)]
    return len(JUMPS) + len(SLEEPS), faults


def _library() -> str:
    found = find_spec("libfaketime")
    files = sorted(Path(str(found.origin)).parent.rglob("libfaketime.so.1")) if found else []
    if not files or not sys.platform.startswith("linux"):
        raise NoFakeTime("another clock needs Linux and libfaketime: pip install libfaketime")
    return str(files[0])


def _one(library: str, kind: str, seconds: int) -> list[str]:
    with folder_in_memory() as place, tempfile.NamedTemporaryFile("w", suffix=".time") as other:
        Path(other.name).write_text("+0", encoding="ascii")
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "LD_PRELOAD": library,
            "FAKETIME_TIMESTAMP_FILE": other.name,
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1" if kind == "set" else "0",
            "DONT_FAKE_MONOTONIC": "1" if kind == "set" else "0",
        }
        command = [sys.executable, "-m", "tests.torture_clock", kind, str(place / "data")]
        child = subprocess.Popen(
            [*command, str(seconds)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment,
        )  # fmt: skip
        for line in child.stdout:
            if line.startswith("ready"):
                break
        if kind == "slept":
            child.send_signal(signal.SIGSTOP)
        Path(other.name).write_text(f"{seconds:+d}", encoding="ascii")
        if kind == "slept":
            child.send_signal(signal.SIGCONT)
        told, more = child.communicate()
    lines = told.splitlines()
    if not lines or lines[-1] != "end":
        return [f"ended in the middle: {more[-500:]}"]
    return lines[:-1]


def story(kind: str, folder: Path, seconds: int) -> Iterator[str]:
    """Drive the window over the jump; yield each fault."""
    from decimal import Decimal

    from PySide6.QtWidgets import QApplication

    from caregiver_app.app import start
    from caregiver_app.domain.check_in import Draft, Mode
    from caregiver_app.system.clock import SystemClock
    from tests.journeys.words import press, type_into

    application = QApplication([])
    window = start(folder, SystemClock())
    window.resize(1366, 768)
    window.show()
    while not window._begun:
        application.processEvents()
    window.open_person(window.services.people.open_practice("practice-oral"))
    services, person = window.services, window.person_id
    services.check_ins.save(person, Draft(mode=Mode.QUICK, temp_c=Decimal("38.6"), worried=True))
    list(services.backups.make())
    backups = len(list((folder / "backups").glob("*.db")))
    window.show_page("check_in")
    application.processEvents()
    type_into(window, "note", "Arms stiff.")
    print("ready", flush=True)
    yield from _told(kind, seconds, lambda: _at_rest(application, window))
    press(window, "nav.check_in")
    press(window, "save")
    if "old.then" in _names(window):  # of hours ago: it asks first what they are about
        press(window, "old.then")
        press(window, "save")
    record = services.book.record(person)
    if "Arms stiff." not in [one.note for one in record.check_ins]:
        yield "the check-in in the middle of it is not saved"
    window.show_page("today")
    shown = _at_rest(application, window)
    if "alert" not in _names(window) and "Show the alert" not in shown:
        yield "the alert that nobody answered is not there any more"
    list(services.backups.make())
    if len(list((folder / "backups").glob("*.db"))) < backups:
        yield "a backup was deleted"
    if (folder / "failures.log").exists() and "Error" in (folder / "failures.log").read_text():
        yield "something failed"


def _told(kind: str, seconds: int, shown: Callable[[], str]) -> Iterator[str]:
    begun = time.perf_counter()
    wanted = "The clock of this computer went" if kind == "set" else "Go to the ER now"
    is_wanted = abs(seconds) > TOLD_ABOVE_S if kind == "set" else seconds >= 2 * _HOUR
    while time.perf_counter() - begun < _LATEST_S and wanted not in shown():
        pass
    if (wanted in shown()) is not is_wanted:
        yield f"{wanted!r} is {'not ' if is_wanted else ''}told"


def _names(window) -> set[str]:
    from PySide6.QtWidgets import QWidget

    return {widget.objectName() for widget in window.findChildren(QWidget) if widget.isVisible()}


def _at_rest(application, window) -> str:
    from tests.journeys.words import visible_text

    application.processEvents()
    return visible_text(window)


def main() -> None:
    """Print the faults of one jump, and `end`."""
    kind, folder, seconds = sys.argv[1:]
    for fault in story(kind, Path(folder), int(seconds)):
        print(fault, flush=True)
    print("end", flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
