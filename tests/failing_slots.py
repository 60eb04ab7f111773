# SPDX-License-Identifier: MIT
"""A fault planted in every slot that can be reached: `python -m tests.failing_slots [PAGE ...]`.

Every control of every page of the real window is pressed or typed into. Each function that is
connected to a signal is made to fail once meanwhile, where it begins; with `--events` each that Qt
calls for an event, or asks while a page is laid out. Each time the window must tell it, the log
must hold it without a word of the error, and what was typed must still be kept.
"""

from __future__ import annotations

import argparse
import ast
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from caregiver_app.app import start
from caregiver_app.domain.check_in import Draft
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.person.practice import practice_record
from caregiver_app.services.sharing_files.records import RecordsService, judge_with
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.system.clock import SystemClock
from tests.journeys.words import is_gone, type_into, visible_text

if TYPE_CHECKING:  # its class is made by the program, after what keeps the faults in
    from caregiver_app.ui.window.main_window import MainWindow

OURS = str(Path(__file__).resolve().parents[1] / "caregiver_app")
CANARY = "a-dozen-signs"
PLANTED = "planted"
PAGES = (
    *("check_in", "today", "log_dose", "happened", "history", "trends", "plan", "handoff"),
    *("people", "settings", "learn", "emergency", "shift"),
)
_LEAVES = ("quit", "close")  # a press that ends the window ends the search
_MOST_PRESSES = 12
_PATIENCE_MS = 500
_EVENTS = ("Event", "eventFilter", "izeHint", "eightForWidth", "fetchMore", "minimumSize")
_ASKED = {"rowCount", "columnCount", "headerData", "flags", "paint", "hitButton", "pixelMetric"}
_TOLD = ("Something in the program failed", "NOT saved", "NOT checked", "failed")


@dataclass
class Search:
    """What is wanted, what was made to fail so far, and what was not told as it should be."""

    wanted: frozenset[tuple[str, str]]
    failed: set[tuple[str, str]] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    planted: tuple[str, str] | None = None


@contextmanager
def planting(search: Search) -> Iterator[None]:
    """Let the next slot fail that never did; it is in `planted` then."""
    search.planted = None

    def watch(frame: FrameType, _event: str, _value: object) -> None:
        place = _place_of(frame.f_code)
        if place in search.wanted and place not in search.failed:
            search.failed.add(place)
            search.planted = place
            sys.settrace(None)
            raise ValueError(f"{PLANTED} {CANARY}")

    sys.settrace(watch)
    try:
        yield
    finally:
        sys.settrace(None)


def _place_of(code: CodeType) -> tuple[str, str]:
    is_lambda = code.co_name == "<lambda>"
    return code.co_filename, f"<lambda> {code.co_firstlineno}" if is_lambda else code.co_name


def controls(window: MainWindow) -> list[QWidget]:
    """Return what can be pressed or typed into, of every window that is open."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
    return [
        widget
        for kind in kinds
        for widget in window.findChildren(kind)
        if widget.isVisible() and widget.isEnabled() and not _ends(widget)
    ]


def _ends(widget: QWidget) -> bool:
    return any(word in widget.objectName() for word in _LEAVES)


def use(widget: QWidget) -> None:
    """Press it, or type a letter and Enter into it."""
    if isinstance(widget, QAbstractButton):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    else:
        widget.setFocus()
        QTest.keyClicks(widget, "5")
        if isinstance(widget, QLineEdit):
            QTest.keyClick(widget, Qt.Key.Key_Return)
    QApplication.processEvents()


def search_page(window: MainWindow, folder: Path, page: str, search: Search) -> None:
    """Press everything on a page until nothing more of it can be made to fail."""
    done: set[str] = set()
    window.show_page(page)
    QApplication.processEvents()
    while todo := [w for w in controls(window) if _name(w) not in done]:
        widget = todo[0]
        done.add(_name(widget))
        for _press in range(_MOST_PRESSES):
            if not _alive(widget):
                break
            before = _draft(window)
            size = _log_size(folder)
            with planting(search):
                use(widget)
            if search.planted is None:
                break
            where = f"{page}, {_name(widget)}: {Path(search.planted[0]).name} {search.planted[1]}"
            for fault in _told_wrong(window, folder, size, before):
                search.faults.append(f"{where}: {fault}")
                print(f"  FAULT {search.faults[-1]}", flush=True)
            _put_away(window)
        if window.page_name != page:
            window.show_page(page)
            QApplication.processEvents()


def _told_wrong(window: MainWindow, folder: Path, size: int, before: Draft | None) -> Iterator[str]:
    QApplication.processEvents()
    shown = visible_text(window)
    if not any(words in shown for words in _TOLD):
        yield "nobody is told"
    written = (folder / "failures.log").read_text(encoding="utf-8")[size:]
    if "ValueError" not in written:
        yield "the log does not hold it"
    if CANARY in written or CANARY in shown.replace(_typed(window), ""):
        yield "the words of the error are shown or kept"
    if before is not None and before.note not in (_note(window), _newest_note(window)):
        yield "what was typed is gone"


def _typed(window: MainWindow) -> str:
    return CANARY if any(CANARY in e.text() for e in window.findChildren(QLineEdit)) else "\0"


def _draft(window: MainWindow) -> Draft | None:
    kept = window.services.check_ins.kept_draft(str(window.person_id))
    return None if kept is None else kept.draft


def _note(window: MainWindow) -> str | None:
    draft = _draft(window)
    return None if draft is None else draft.note


def _newest_note(window: MainWindow) -> str | None:
    return window.services.book.record(str(window.person_id)).check_ins[-1].note


def _log_size(folder: Path) -> int:
    log = folder / "failures.log"
    return len(log.read_text(encoding="utf-8")) if log.exists() else 0


def _put_away(window: MainWindow) -> None:
    if not is_gone(window, "trouble.put_away"):
        button = window.findChild(QAbstractButton, "trouble.put_away")
        if isinstance(button, QAbstractButton):
            button.click()
            QApplication.processEvents()


def _alive(widget: QWidget) -> bool:
    try:
        return widget.isVisible() and widget.isEnabled()
    except RuntimeError:  # the page was built anew
        return False


def _name(widget: QWidget) -> str:
    return widget.objectName() or f"{type(widget).__name__} {widget.accessibleName()}"


def connected() -> set[tuple[str, str]]:
    """Return every function of ours that is connected to a signal, by file and name."""
    trees = _trees()
    defined: dict[str, set[str]] = {}
    for path, function in _functions(trees):
        defined.setdefault(function.name, set()).add(path)
    calls = (
        (path, node)
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
    )
    return {
        target
        for path, call in calls
        if getattr(call.func, "attr", "") == "connect"
        for target in _targets(call.args[0], path, defined)
    }


def handlers() -> set[tuple[str, str]]:
    """Return every function of ours that Qt calls by itself, by file and name."""
    return {
        (path, function.name)
        for path, function in _functions(_trees())
        if "/ui/" in path and (function.name.endswith(_EVENTS) or function.name in _ASKED)
    }


def _trees() -> dict[str, ast.Module]:
    return {str(p): ast.parse(p.read_text(encoding="utf-8")) for p in Path(OURS).rglob("*.py")}


def _functions(trees: dict[str, ast.Module]) -> Iterator[tuple[str, ast.FunctionDef]]:
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                yield path, node


def _targets(slot: ast.expr, path: str, defined: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    if isinstance(slot, ast.Call) and slot.args:  # partial(slot, ...)
        yield from _targets(slot.args[0], path, defined)
    elif isinstance(slot, ast.Lambda):
        yield path, f"<lambda> {slot.lineno}"
    elif isinstance(slot, ast.Attribute | ast.Name):
        name = slot.attr if isinstance(slot, ast.Attribute) else slot.id
        files = defined.get(name, set())
        if path in files:
            yield path, name
        elif len(files) == 1 and "/ui/" in (file := next(iter(files))):
            yield file, name


def prepared(data_dir: Path) -> MainWindow:
    """Return the window on a practice person's record, with a draft of answers in it."""
    from caregiver_app.content.loader import load_rule_set

    clock = SystemClock()
    log = EntryLog.open(data_dir, clock)
    book = RecordBook(log, clock)
    records = RecordsService(book, judge_with(load_rule_set()), clock)
    records.import_plain(practice_record("practice-both", clock))
    log.close()
    window = start(data_dir, clock)
    window.resize(1366, 768)
    window.show()
    _until(lambda: window.centralWidget() is not None and window._begun)
    window.open_person(window.services.people.people()[0].id)
    QApplication.processEvents()
    window.show_page("check_in")
    QApplication.processEvents()
    type_into(window, "note", CANARY)
    _until(lambda: _note(window) == CANARY)
    return window


def leave_dialogs(parent: QObject) -> None:
    """Leave every dialog and menu that waits for an answer: nobody is there to give one."""

    def leave() -> None:
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if waiting is not None:
            waiting.close()

    beat = QTimer(parent)
    beat.timeout.connect(leave)
    beat.start(_PATIENCE_MS)


def _until(true: Callable[[], Any]) -> None:
    until = time.monotonic() + 60
    while not true() and time.monotonic() < until:
        QApplication.processEvents()


def main() -> int:
    """Print what came of it; 1 when a failure was not told, or the draft not kept."""
    parser = argparse.ArgumentParser(description="make every slot fail")
    parser.add_argument("--left", action="store_true", help="name the slots that nobody reached")
    parser.add_argument("--events", action="store_true", help="what Qt calls for an event instead")
    parser.add_argument("pages", nargs="*", choices=[[], *PAGES], metavar="page")
    asked = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    leave_dialogs(app)
    slots = handlers() if asked.events else connected()
    search = Search(frozenset(slots))
    for page in asked.pages or PAGES:
        with tempfile.TemporaryDirectory() as place:
            window = prepared(Path(place))
            search_page(window, Path(place), page, search)
            window.hide()
            window.services.book._log.close()
            window.deleteLater()
            app.processEvents()
        print(f"{page}: {len(search.failed)} made to fail, {len(search.faults)} faults", flush=True)
    failed = len(search.failed)
    print(f"{failed} of {len(slots)} slots failed once: {len(search.faults)} faults")
    for file, name in sorted(slots - search.failed) if asked.left else ():
        print(f"  not reached: {Path(file).name} {name}")
    return int(bool(search.faults))


if __name__ == "__main__":
    raise SystemExit(main())
