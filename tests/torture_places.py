# SPDX-License-Identifier: MIT
"""The disk taken away in the middle of a check-in, and a start where nothing may be written.

Each way is a program of its own with the real window; most need root, to make a small disk.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.torture_disk import leave, read_only, small_disk
from tests.torture_record import folder_in_memory

ROOT = Path(__file__).resolve().parents[1]
WITHOUT_RIGHTS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Before a command: root then has the rights of the files and no others."""
NOTE = "Arms stiff since lunch. "
MORE = "He asked for water twice."
LATEST_S = 2.0

Way = Callable[[Path], Iterator[None]]


@contextmanager
def moved(place: Path):
    """Give the folder another name, and its own again."""
    (place / "data").rename(place / "away")
    yield
    shutil.rmtree(place / "data", ignore_errors=True)
    (place / "away").rename(place / "data")


@contextmanager
def deleted(place: Path):
    """Delete the folder."""
    shutil.rmtree(place / "data")
    yield


@contextmanager
def pulled(place: Path):
    """Take the disk away, as a stick that is pulled out."""
    subprocess.run(["umount", "--lazy", str(place)], check=True)
    yield


@contextmanager
def full(place: Path):
    """Leave no byte free."""
    leave(place / "filler", 0)
    yield
    (place / "filler").unlink()


MEANWHILE = {"moved": moved, "deleted": deleted, "pulled out": pulled, "full": full}
COMES_BACK = {"moved", "full"}
AT_THE_START = ("read-only disk", "no rights")


def take_away() -> tuple[int, list[str]]:
    """Do it in each way; return in how many, and every fault."""
    faults: list[str] = []
    with folder_in_memory() as place, small_disk(place):
        pass  # or raises where none can be made
    for way in (*MEANWHILE, *AT_THE_START):
        faults += [f"{way}: {fault}" for fault in _in_a_program(way)]
    return len(MEANWHILE) + len(AT_THE_START), faults


def _in_a_program(way: str) -> list[str]:
    with folder_in_memory() as place, small_disk(place), folder_in_memory() as other:
        if way in AT_THE_START:
            _prepared(place / "data")
        if way == "read-only disk":
            with read_only(place):
                return _faults_of_child(way, place, other)
        if way == "no rights":
            for path in ((place / "data"), *(place / "data").rglob("*")):
                path.chmod(0o555 if path.is_dir() else 0o444)
            return _faults_of_child(way, place, other, WITHOUT_RIGHTS)
        return _faults_of_child(way, place, other)


def _prepared(folder: Path) -> None:
    from tests.torture_kills import _begin

    _begin(folder)


def _faults_of_child(way: str, place: Path, other: Path, before: tuple[str, ...] = ()) -> list[str]:
    command = [*before, sys.executable, "-m", "tests.torture_places", way, str(place), str(other)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(other)}
    child = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )
    lines = child.stdout.splitlines()
    if not lines or lines[-1] != "end":
        return [f"ended in the middle: {child.stderr[-600:]}"]
    return lines[:-1]


def story(way: str, place: Path, other: Path) -> Iterator[str]:
    """Drive the window while the disk goes, or where it cannot be written; yield each fault."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.journeys.words import press, type_into, visible_text

    application = QApplication([])
    window = _window(place / "data")
    application.processEvents()
    if way in AT_THE_START:
        if "cannot be written here" not in visible_text(window):
            yield "no banner says that nothing can be saved"
        elif time.process_time() > LATEST_S:
            yield f"the banner comes after {time.process_time():.1f} s of one core"
    else:
        window.open_person(window.services.people.open_practice("practice-oral"))
    window.show_page("check_in")
    application.processEvents()
    type_into(window, "note", NOTE)
    QTest.qWait(1100)
    with MEANWHILE.get(way, read_only_already)(place):
        type_into(window, "note", MORE)
        press(window, "flag.hallucination")
        yield from _while_it_is_away(window, other)
    if way in COMES_BACK:
        window.show_page("check_in")
        application.processEvents()
        press(window, "save")
        saved = window.services.book.record(window.person_id).check_ins[-1]
        if saved.note != NOTE + MORE or "Saved for" not in visible_text(window):
            yield "it cannot be saved once the disk is back"


def _while_it_is_away(window, other: Path) -> Iterator[str]:
    from tests.journeys.words import find, press, visible_text

    if find(window, "level").level.name != "EMERGENCY":
        yield "the level does not follow the answers"
    press(window, "save")
    shown = visible_text(window)
    if "NOT SAVED" not in shown or "Saved for" in shown:
        yield f"a save that failed does not say so: {shown[:300]}"
    if find(window, "note").toPlainText() != NOTE + MORE:
        yield "the answers are not there any more"
    press(window, "emergency")
    if "911" not in visible_text(window):
        yield "Emergency does not open"
    yield from _sheet_elsewhere(window, other)
    if window.close():
        yield "it closes without a word"
        return
    press(window, "leave.stay")  # it asks, and nothing else can be pressed until then


@contextmanager
def read_only_already(_place: Path):
    """Change nothing: the disk cannot be written already."""
    yield


def _window(folder: Path):
    from caregiver_app.app import build_window
    from tests.conftest import NOW, ZONE, MovingClock

    window = build_window(folder, MovingClock(NOW, ZONE))
    window.resize(1366, 768)
    window.show()
    return window


def _sheet_elsewhere(window, folder: Path) -> Iterator[str]:
    handoff = window.services.handoff
    saved = handoff.save(handoff.sheet(window.person_id), folder)
    if not saved.read_bytes().startswith(b"%PDF"):
        yield "no ER sheet is written to another folder"


def main() -> None:
    """Print the faults of one way, and `end`."""
    way, place, other = sys.argv[1:]
    for fault in story(way, Path(place), Path(other)):
        print(fault, flush=True)
    print("end", flush=True)
    os._exit(0)  # a window that asks whether to close it would wait


if __name__ == "__main__":
    main()
