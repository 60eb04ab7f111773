# SPDX-License-Identifier: MIT
"""The day that `tests/canary.py` searches after: every feature, by the real window and services."""

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QEvent

from tests.canary import PERSON_ID, planted

NOW = datetime(2026, 11, 21, 23, 40, tzinfo=UTC)


class Day:
    """The window of a day, and what is typed into it."""

    def __init__(self, tree: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from caregiver_app.app import start
        from caregiver_app.system.clock import FixedClock
        from caregiver_app.system.paths import default_data_dir

        self.words, self.chosen = planted(), tree / "chosen"
        self.app = QApplication(sys.argv[:1])
        self.data = default_data_dir()
        self.window = start(self.data, FixedClock(NOW, "America/New_York"))
        self.window.resize(1366, 768)
        self.window.show()
        self.titles: set[str] = set()

    def until(self, is_so: Callable[[], bool], what: str = "") -> None:
        """Let the window work until something is so."""
        for _turn in range(20_000):
            self.app.processEvents()
            if is_so():
                return
            Thread(target=lambda: None).start()  # gives the work beside the window its turn
        raise RuntimeError(f"it never came: {what}")

    def look(self) -> None:
        """Note what the desktop is told about every window; let go of dialogs that were closed."""
        self.app.processEvents()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        for widget in self.app.topLevelWidgets():
            told = (widget.windowTitle(), widget.windowIconText(), widget.windowFilePath())
            self.titles.update(told)
            self.titles.add(widget.windowRole())

    def tell(self) -> None:
        """Fail when a string stands where other programs see it."""
        self.titles |= {self.app.clipboard().text(), self.app.applicationDisplayName()}
        for name in ("cmdline", "environ", "comm"):
            text = Path(f"/proc/self/{name}").read_bytes().decode(errors="replace")
            self.titles.add(text)
        seen = "\n".join(self.titles)
        told = [name for name, text in self.words.items() if text in seen]
        if told:
            raise RuntimeError(f"other programs see: {told}")


def day(tree: Path, *, short: bool) -> None:
    """Use everything, then die in the middle of a check-in."""
    one = Day(tree)
    one.until(lambda: hasattr(one.window, "services"), "the record")
    services = one.window.services
    if not services.people.people():
        services.incoming.add(services.incoming.preview(one.chosen / "in.json"))
    services.settings.change(recorder=one.words["recorder"])
    one.window.open_person(PERSON_ID)
    write_down(one)
    fill_the_disk(one)
    hand_out(one, short=short)
    fail(one)
    if not short:
        look_at_every_page(one)
        lock(one)
    draft(one)
    one.look()
    one.tell()
    print("all of it was done", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


def write_down(one: Day) -> None:
    """Write with every service that takes words."""
    from caregiver_app.domain.check_in import Draft, Mode
    from caregiver_app.domain.emergency_log import Tap
    from caregiver_app.domain.people.caregivers import CaregiverRole
    from caregiver_app.domain.shift.watch_items import Listed

    services, words, by = one.window.services, one.words, one.words["recorder"]
    draft = Draft(mode=Mode.QUICK, stiffness=3, note=words["saved note"])
    services.check_ins.save(PERSON_ID, draft)
    services.shifts.add(PERSON_ID, Listed.WATCH, words["watch item"], by)
    services.shifts.add(PERSON_ID, Listed.TO_DO, words["to do"], by)
    family = CaregiverRole.FAMILY
    services.caregivers.add(PERSON_ID, words["caregiver"], words["relation"], family, words["pin"])
    tapped = services.emergency_log.tap(PERSON_ID, Tap.OTHER, by)
    services.emergency_log.note(tapped, words["emergency note"], by)
    last = services.book.record(PERSON_ID).check_ins[-1]
    services.history.correct(PERSON_ID, last, replace(last, hr=88), words["reason"], by)
    plan = services.book.record(PERSON_ID).plans[0]
    photo = b"\xff\xd8\xff" + words["photo"].encode() * 9000
    services.plan_photos.add(PERSON_ID, plan.id, photo, by)
    dose = services.book.record(PERSON_ID).doses[-1]
    services.doses.log(PERSON_ID, replace(dose, id="dose-now", note=words["dose note"]))


def fill_the_disk(one: Day) -> None:
    """Have the disk refuse all but the room that is set aside, and write something down."""
    from caregiver_app.domain.shift.watch_items import Listed

    services, words = one.window.services, one.words
    services.book.held.make_room()
    room = max(path.stat().st_size for path in one.data.glob("record.aside*"))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        for number in range(60):  # the first few may find a free page
            line = f"{words['line kept aside']} {number}"
            services.shifts.add(PERSON_ID, Listed.TO_DO, line, words["recorder"])
            if services.book.held.has_copy:
                break
        if not services.book.held.has_copy:
            raise RuntimeError("nothing was kept aside")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def hand_out(one: Day, *, short: bool) -> None:
    """Put every file that can be made into the chosen folder, one by a dialog."""
    from PySide6.QtWidgets import QFileDialog

    from caregiver_app.exchange.bundle import Cost
    from caregiver_app.services.handing_over.paper import Wrapping
    from caregiver_app.services.sharing_files.family import write_bundle
    from caregiver_app.ui.pages.handoff import HandoffPage

    services, words = one.window.services, one.words
    for files in ((services.sharing.record(PERSON_ID),), services.sharing.tables(PERSON_ID)):
        services.sharing.save(files, one.chosen)
    bundle = services.family.bundle(PERSON_ID)
    write_bundle(bundle, words["passphrase"], one.chosen, "family", Cost(64, 1, 1))
    sheet = services.handoff.sheet(PERSON_ID)
    locked = Wrapping(record=True, password=words["sheet password"])
    services.handoff.save(services.paper.wrapped(sheet, PERSON_ID, locked), one.chosen)
    named = one.chosen / words["folder"]
    named.mkdir()
    one.window.show_page("handoff")
    page = one.window.findChild(HandoffPage)
    one.until(lambda: page._sheet is not None, "the sheet")
    page._sheets.choose_folder(page._sheet)
    dialog = one.window.findChild(QFileDialog)
    one.look()
    dialog.setDirectory(str(named))
    dialog.fileSelected.emit(str(named))
    dialog.reject()
    one.until(lambda: any(named.glob("*.pdf")), "the saved sheet")
    one.look()
    refused = one.chosen / "refused.json"
    refused.write_text(json.dumps({"person": words["refused file"]}), encoding="utf-8")
    with suppress(Exception):
        services.incoming.preview(refused)
    for _piece in services.backups.make():
        pass
    if not short:
        hand_out_more(one)


def hand_out_more(one: Day) -> None:
    """Make the slow ones too: FHIR, every paper, a print, the charts; put a timer in place."""
    from PySide6.QtPrintSupport import QPrinter

    from caregiver_app.system import timers
    from caregiver_app.system.timer_files import remind_command
    from caregiver_app.ui.pages.handoff import HandoffPage
    from caregiver_app.ui.pages.trends import TrendsPage

    services = one.window.services
    services.sharing.save((services.sharing.for_a_clinic(PERSON_ID),), one.chosen)
    paper = services.paper
    for made in (paper.paper_log, paper.wallet_card, paper.fridge_sheet):
        services.handoff.save(made(PERSON_ID), one.chosen)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(one.chosen / "printed.pdf"))
    page = one.window.findChild(HandoffPage)
    page._sheets.print_on(page._sheet, printer)
    one.window.show_page("trends")
    one.look()
    one.window.findChild(TrendsPage).save_picture(one.chosen / "trends.png")
    timers.turn_on(remind_command(None))


def fail(one: Day) -> None:
    """Have a slot and a thread fail over something private."""
    from PySide6.QtCore import QTimer

    from tests.journeys.words import is_gone, press

    def in_a_slot() -> None:
        raise ValueError(one.words["crash in a slot"])

    def in_a_thread() -> None:
        raise OSError(one.words["crash in a thread"])

    for cause in (lambda: QTimer.singleShot(0, in_a_slot), Thread(target=in_a_thread).start):
        cause()
        one.until(lambda: not is_gone(one.window, "trouble"), "the banner")
        one.look()
        press(one.window, "trouble.put_away")


def look_at_every_page(one: Day) -> None:
    """Open each page there is."""
    from caregiver_app.ui.pages.builder import _BUILDERS

    for name in _BUILDERS:
        one.window.show_page(name)
        one.look()


def lock(one: Day) -> None:
    """Set a passcode, make its sheet, and be wrong once."""
    from caregiver_app.services.safekeeping.locked_record import LockedRecord, Way
    from caregiver_app.storage.errors import StorageError
    from caregiver_app.storage.sealing import Cost

    passcode = one.window.services.passcode
    passcode.cost, code = Cost(memory_kib=16, passes=1, lanes=1), passcode.new_code()
    passcode.take(passcode.prepared(one.words["passcode"], code))
    one.window.services.handoff.save(passcode.sheet(code), one.chosen)
    with suppress(StorageError):
        LockedRecord(one.data).open(Way.PASSCODE, "not this one")


def draft(one: Day) -> None:
    """Type half a check-in and wait until it is kept."""
    from caregiver_app.ui.pages.check_in import CheckInPage
    from tests.journeys.words import type_into

    one.window.show_page("check_in")
    keeping = one.window.findChild(CheckInPage)._keeping
    type_into(one.window, "note", one.words["draft note"])
    kept = one.window.services.check_ins.kept_draft
    one.until(lambda: keeping.kept_at is not None and kept(PERSON_ID) is not None, "the draft")


def again(tree: Path) -> None:
    """Start after the hard end, behind the passcode, open the record and close it as it should."""
    from PySide6.QtWidgets import QDialog

    from tests.journeys.words import press, type_into, visible_text

    one = Day(tree)
    one.until(lambda: "Locked" in visible_text(one.window), "the lock screen")
    one.look()
    type_into(one.window, "lock.field", one.words["passcode"])
    press(one.window, "lock.unlock")
    one.until(lambda: one.window.centralWidget().objectName() != "lock_page", "the record")
    one.until(lambda: one.window.person_id == PERSON_ID, "the person")
    one.look()
    one.tell()
    one.window.close()
    for asked in one.window.findChildren(QDialog, "leave"):
        one.look()
        asked.accept()
    print("all of it was done", flush=True)


def command(tree: Path) -> None:
    """Bring the record in and out without a window."""
    from caregiver_app.app import main

    for arguments in (
        ["import", str(tree / "chosen" / "in.json")],
        ["export", "--person", PERSON_ID, "--fhir", "--out", str(tree / "chosen" / "c.json")],
        ["handoff", str(tree / "chosen" / "in.json"), "--out", str(tree / "chosen" / "c.pdf")],
        ["--remind"],
    ):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - its answer
        main(arguments)
        sys.stdout = sys.__stdout__
    print("all of it was done", flush=True)


if __name__ == "__main__":
    os.umask(0)
    which, place = sys.argv[1], Path(sys.argv[2])
    if which == "day":
        day(place, short="short" in sys.argv)
    else:
        {"again": again, "command": command}[which](place)
