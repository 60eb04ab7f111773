# SPDX-License-Identifier: MIT
"""Speed and memory, each figure beside a floor measured in the same run: `python3 dev.py bench`.

Absolute times belong to one computer; the ratio to the least that the same work can cost travels.
Pairs run in turns, so that a busy moment hits both. Exit code 1 when a bar is missed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from caregiver_app.domain.record import Record
    from caregiver_app.ui.window.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent

RUNS = 9
SAVES = 61
PAIRS = 31
NOW = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)
RECORD = ROOT / "resources" / "samples" / "practice-oral.json"
PUMP_RECORD = RECORD.with_name("practice-pump.json")
PERSON = "practice-oral"

# Both windows stop at their first paint, without tidying up, and print their highest memory.
# Ours is the program as it starts: the frame with Emergency is painted first, the record is
# opened right after. The figure without a bar says when the open person is on the screen.
FIRST_PAINT = """
import os, re, sys
from PySide6.QtCore import QEvent, QObject, QTimer

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, stop)
        return False

def stop():
    with open("/proc/self/status") as status:
        print(re.search(r"VmHWM:\\s+(\\d+)", status.read())[1], flush=True)
    os._exit(0)

def paint(app, window):
    watcher = FirstPaint()
    window.installEventFilter(watcher)
    window.show()
    app.exec()
"""
BARE_WINDOW = (
    FIRST_PAINT
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
paint(app, QMainWindow())
"""
)
# What the program does before it brings Qt in, as app.main has it.
BEFORE_QT = """
from caregiver_app.app import start
from caregiver_app.ui.sources_unread import leave_sources_unread
leave_sources_unread()
"""
OUR_WINDOW = (
    BEFORE_QT
    + FIRST_PAINT
    + """
from pathlib import Path
from caregiver_app.system.clock import SystemClock
from PySide6.QtWidgets import QApplication
app = QApplication([])
paint(app, start(Path(sys.argv[1]), SystemClock()))
"""
)
PERSON_SHOWN = (
    BEFORE_QT
    + """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from caregiver_app.system.clock import SystemClock
app = QApplication([])
window = start(Path(sys.argv[1]), SystemClock())
window.show()
while window.page_name != "today":
    app.processEvents()
app.processEvents()
os._exit(0)
"""
)
EVERY_PAGE = (
    BEFORE_QT
    + """
import os, re, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from caregiver_app.system.clock import SystemClock
from caregiver_app.ui.pages.builder import _BUILDERS
app = QApplication([])
window = start(Path(sys.argv[1]), SystemClock())
window.show()
while window.page_name != "today":
    app.processEvents()
for page in _BUILDERS:
    window.show_page(page)
    for _ in range(20):
        app.processEvents()
with open("/proc/self/status") as status:
    print(re.search(r"VmHWM:\\s+(\\d+)", status.read())[1], flush=True)
os._exit(0)
"""
)
BLANK_PAGE = """
import sys
from reportlab.pdfgen.canvas import Canvas
page = Canvas(sys.argv[1], invariant=1)
page.showPage()
page.save()
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure: what it was held against, and the most it may be."""

    name: str
    value: float
    unit: str
    most: float | None
    how: str

    @property
    def missed(self) -> bool:
        """Say whether the bar was missed."""
        return self.most is not None and self.value > self.most

    def row(self) -> str:
        """Return the row of the table in docs/speed.md."""
        verdict = "MISSED" if self.missed else "kept"
        value = f"{self.value:.2f}{self.unit}"
        if self.most is None:
            return f"| {self.name} | {value} | no bar | | {self.how} |"
        return f"| {self.name} | {value} | {self.most:g}{self.unit} | {verdict} | {self.how} |"


def in_turns(*works: Callable[[], float], runs: int = RUNS) -> list[float]:
    """Run the works one after the other, again and again; return the least of each.

    Whatever else the machine does only adds to a time: the least is nearest to its own cost.
    """
    rounds = [[work() for work in works] for _ in range(runs + 1)][1:]  # the first one warms up
    return [min(column) for column in zip(*rounds, strict=True)]


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long a work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def process(*arguments: str) -> str:
    """Run a Python of its own and return what it prints; stop the bench when it fails.

    Compiled modules are kept, as they are wherever the program is installed.
    """
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"A measured process failed:\n{done.stderr}")
    return done.stdout


def first_paint(folder: Path) -> list[Figure]:
    """Time and memory from the start of the process to the first paint, one person open."""
    data = str(folder / "window")
    process("main.py", "import", str(RECORD), "--data-dir", data)
    memory: dict[str, list[float]] = {"bare": [], "ours": []}

    def run(name: str, *arguments: str) -> float:
        start = time.perf_counter()
        printed = process("-c", *arguments)
        took = (time.perf_counter() - start) * 1000
        memory[name].append(int(printed) / 1024)
        return took

    bare, ours = in_turns(lambda: run("bare", BARE_WINDOW), lambda: run("ours", OUR_WINDOW, data))
    (shown,) = in_turns(lambda: milliseconds(lambda: process("-c", PERSON_SHOWN, data)))
    bare_mib, ours_mib = (statistics.median(memory[name]) for name in ("bare", "ours"))
    every_mib = int(process("-c", EVERY_PAGE, data)) / 1024
    return [
        Figure("first paint", ours / bare, "x", 1.6, f"{ours:.0f} ms, bare window {bare:.0f} ms"),
        Figure("person on the screen", shown / bare, "x", None, f"{shown:.0f} ms"),
        Figure(
            "memory at first paint",
            ours_mib / bare_mib,
            "x",
            1.6,
            f"{ours_mib:.0f} MiB, bare window {bare_mib:.0f} MiB",
        ),
        Figure("memory after every page", every_mib / bare_mib, "x", 1.6, f"{every_mib:.0f} MiB"),
    ]


def cold_sheet(folder: Path) -> Figure:
    """The `handoff` command against a process that writes an empty page, pair by pair.

    Counted is what the processor did for each, so that nobody waits for another program in it;
    of many pairs the one in the middle is told.
    """
    sheet, blank = str(folder / "sheet.pdf"), str(folder / "blank.pdf")
    pairs = [
        (
            processor(lambda: process("-c", BLANK_PAGE, blank)),
            processor(lambda: process("main.py", "handoff", str(RECORD), "--out", sheet)),
        )
        for _ in range(PAIRS + 1)
    ][1:]
    floor, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for other, one in pairs)
    how = f"{ours:.0f} ms of the processor, empty page {floor:.0f} ms"
    return Figure("sheet, new process", ratio, "x", 2.5, how)


def processor(work: Callable[[], object]) -> float:
    """Return the milliseconds that the processor was busy with the processes of a work."""
    from resource import RUSAGE_CHILDREN, getrusage  # Linux and macOS have it

    before = getrusage(RUSAGE_CHILDREN)
    work()
    after = getrusage(RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def in_process(folder: Path) -> list[Figure]:
    """Save, judge and draw through the services, on the record of a practice person."""
    from caregiver_app.domain.check_in import Draft
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.system.clock import FixedClock
    from caregiver_app.wiring import build_services

    clock = FixedClock(NOW, "America/New_York")
    services = build_services(EntryLog.open(folder / "services", clock), clock)
    person = services.people.open_practice(PERSON)
    last = services.book.record(person).check_ins[-1]
    draft = Draft(**{field.name: getattr(last, field.name) for field in fields(Draft)})
    insert = bare_insert(folder)
    floor, save = in_turns(
        lambda: milliseconds(insert),
        lambda: milliseconds(lambda: services.check_ins.save(person, draft)),
        runs=SAVES,
    )
    (judge,) = in_turns(
        lambda: milliseconds(lambda: services.check_ins.assess(person, draft)), runs=SAVES
    )
    (sheet,) = in_turns(lambda: milliseconds(lambda: services.handoff.sheet(person)))
    how = f"{save:.2f} ms, one encrypted insert and commit {floor:.2f} ms"
    return [
        Figure("save a check-in", save / floor, "x", 3.0, how),
        Figure("judge a check-in", judge, " ms", 0.5, f"history of {SAVES + 15} check-ins"),
        Figure("sheet, warm", sheet, " ms", 20.0, "whole page"),
    ]


def check_in_form(folder: Path) -> list[Figure]:
    """Open the check-in and type into it; each beside the same done with bare widgets."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

    from caregiver_app.app import build_window
    from caregiver_app.system.clock import FixedClock

    QApplication.instance() or QApplication([])
    window = build_window(folder / "form", FixedClock(NOW, "America/New_York"))
    window.open_person(window.services.people.open_practice(PERSON))
    window.resize(1366, 768)
    window.show()
    QApplication.processEvents()
    longest = max(getting_ready(window))
    first = milliseconds(lambda: opened(window, "check_in"))
    floor, again, saved = in_turns(
        bare_form, lambda: reopened(window), lambda: reopened(window, after_a_save=True)
    )
    bare, pulse = QLineEdit(), window.findChild(QLineEdit, "hr")
    answer = QLabel(bare)
    bare.textEdited.connect(lambda text: (answer.setText(text), answer.repaint()))
    bare.show()
    empty, key = in_turns(
        lambda: typed_digit(QTest.keyClicks, bare), lambda: typed_digit(QTest.keyClicks, pulse)
    )
    window.close()
    bare.close()
    how = f"bare form of as many buttons {floor:.1f} ms"
    return [
        Figure("open the check-in", again, " ms", 50.0, how),
        Figure("open it after a save", saved, " ms", 50.0, "filled with what is due by then"),
        Figure("open it the first time", first, " ms", None, "made ready behind Today"),
        Figure("longest step of making ready", longest, " ms", None, "a key waits for one step"),
        Figure("level after a key", key, " ms", 50.0, f"a field and a label alone {empty:.2f} ms"),
    ]


def opened(window: MainWindow, page: str) -> None:
    """Show a page and wait until it is painted."""
    from PySide6.QtWidgets import QApplication

    window.show_page(page)
    QApplication.processEvents()


def getting_ready(window: MainWindow) -> list[float]:
    """Take every step that is taken ahead behind Today; return how long each of them took."""
    from caregiver_app.ui.window.ahead import Ahead

    ahead, took, more = Ahead(window), [0.0], True
    while more:
        start = time.perf_counter()
        more = ahead.take_step()
        took.append((time.perf_counter() - start) * 1000)
    return took


def reopened(window: MainWindow, *, after_a_save: bool = False) -> float:
    """Return how long it takes to come back to the check-in."""
    opened(window, "history")
    if after_a_save:
        window.show_written("", lambda _by: None)
    return milliseconds(lambda: opened(window, "check_in"))


def bare_form() -> float:
    """Return how long it takes to build and paint as many bare buttons as the form has."""
    from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QWidget

    def build() -> None:
        form = QWidget()
        grid = QGridLayout(form)
        for number in range(80):
            grid.addWidget(QPushButton(str(number)), number // 8, number % 8)
        form.show()
        QApplication.processEvents()
        form.close()

    return milliseconds(build)


def typed_digit(type_keys: Callable[[object, str], None], field: QLineEdit) -> float:
    """Return how long the digit takes that makes a pulse of 135: the level is painted by then."""
    field.clear()
    type_keys(field, "13")
    return milliseconds(lambda: type_keys(field, "5"))


LENGTHS = (1_000, 3_000, 10_000)  # check-ins; ten thousand are more than nine years of them


def long_records() -> list[Figure]:
    """Judging a whole record, for each check-in: it may not grow with what came before."""
    from caregiver_app.content.loader import load_rule_set
    from caregiver_app.domain.rules.engine import assess_record

    rules, records = load_rule_set(), [record_of(length) for length in LENGTHS]
    works = [partial(milliseconds, partial(assess_record, rules, record)) for record in records]
    took = in_turns(*works, runs=3)
    each = [1000 * time / length for time, length in zip(took, LENGTHS, strict=True)]
    counts = ", ".join(f"{length:,}" for length in LENGTHS)
    how = f"{', '.join(f'{micro:.0f}' for micro in each)} µs for each of {counts} check-ins"
    return [Figure("judge, long record", each[-1] / each[0], "x", 1.3, how)]


def record_of(length: int) -> Record:
    """Return a record with so many check-ins, three a day, and a dose before each of them."""
    from caregiver_app.domain.record import Record
    from tests.domain.pretend import ago, check_in, dose, person, plan

    plans = (plan("06:00", "14:00", "22:00", first=ago(8 * length + 48).day),)
    hours = range(8 * (length - 1), -1, -8)
    return Record(
        person=person(),
        plans=plans,
        check_ins=tuple(check_in(back + 1, hr=70 + back % 7) for back in hours),
        doses=tuple(dose(back + 6) for back in hours),
    )


YEARS, DAYS = 21_900, 18  # check-ins of ten years and of three days, six a day


def sheet_of_years(folder: Path) -> list[Figure]:
    """The sheet of a record of ten years in the data folder, against that of its last days."""
    return [_years(folder, RECORD, ""), _years(folder, PUMP_RECORD, ", with a pump")]


def _years(folder: Path, record: Path, who: str) -> Figure:
    folders = {count: folder / f"{record.stem}-{count}" for count in (DAYS, YEARS)}
    short, long = (sheet_from(at, record, count) for count, at in folders.items())
    floor, ours = in_turns(lambda: milliseconds(short), lambda: milliseconds(long), runs=SAVES)
    how = f"{ours:.1f} ms, three days {floor:.1f} ms"
    return Figure(f"sheet, ten years at six a day{who}", ours / floor, "x", 1.2, how)


def sheet_from(folder: Path, record: Path, length: int) -> Callable[[], object]:
    """Return the making of a sheet in the program, for a person with so many check-ins."""
    from caregiver_app.content.loader import load_rule_set
    from caregiver_app.domain.assessment import Assessment
    from caregiver_app.domain.levels import Level
    from caregiver_app.domain.rules.engine import assess_record
    from caregiver_app.exchange.reader import read_record
    from caregiver_app.services.handing_over.handoff import HandoffService
    from caregiver_app.services.log.record_book import RecordBook
    from caregiver_app.services.sharing_files.records import RecordsService
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.system.clock import FixedClock

    rules, clock = load_rule_set(), FixedClock(NOW, "America/New_York")

    def judge(record: Record) -> dict[str, Assessment]:
        newest = replace(record, check_ins=record.check_ins[-DAYS:])
        verdicts = {c.id: verdict for c, verdict in assess_record(rules, newest)}
        calm = replace(next(iter(verdicts.values())), level=Level.NO_FLAGS, rules=())
        return {c.id: verdicts.get(c.id, calm) for c in record.check_ins}

    folder.mkdir()
    book = RecordBook(EntryLog.open(folder, clock), clock)
    made = RecordsService(book, judge, clock).import_plain(years_of(read_record(record), length))
    handoff = HandoffService(book, rules, clock)
    return partial(handoff.sheet, made.person_id)


def years_of(plain: dict[str, Any], length: int) -> dict[str, Any]:
    """Return a practice record with its check-ins over and over, every 4 h, a dose every 8."""
    own, logged = plain["check_ins"][::-1], plain.get("doses", [])[-1:]
    times = [(NOW - timedelta(hours=1 + 4 * n)).isoformat() for n in range(length)]
    check_ins = [{**own[n % len(own)], "id": f"c{n}", "at": at} for n, at in enumerate(times)]
    doses = [
        {**dose, "id": f"d{n}", "at": at, "scheduled_for": at}
        for dose in logged
        for n, at in enumerate(times[::2])
    ]
    return {**plain, "check_ins": check_ins, "doses": doses, "actions": [], "changes": []}


def bare_insert(folder: Path) -> Callable[[], object]:
    """Return the least a durable save can be: one row, same driver, key and settings."""
    from caregiver_app.storage.database import connect

    connection = connect(folder / "bare.db", bytes(range(32)), create=True)
    connection.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, payload TEXT) STRICT")
    payload = "x" * 1500

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO entry (payload) VALUES (?)", (payload,))
        connection.execute("COMMIT")

    return insert


def main() -> int:
    """Measure everything and print the table."""
    from tests.bench_family import family_file
    from tests.bench_history import history_page
    from tests.bench_trends import trends_page

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = [
            *first_paint(folder),
            *in_process(folder),
            *long_records(),
            *sheet_of_years(folder),
        ]
        figures.append(cold_sheet(folder))
        figures += check_in_form(folder)
        figures += trends_page(folder)
        figures += history_page(folder)
        figures += family_file(folder)
    print("| what | measured | at most | | how |\n|---|---|---|---|---|")
    print("\n".join(figure.row() for figure in figures))
    return int(any(figure.missed for figure in figures))


if __name__ == "__main__":
    raise SystemExit(main())
