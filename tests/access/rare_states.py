# SPDX-License-Identifier: MIT
"""States that take a passcode, a backup, a file of somebody else or a record that is damaged."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QPushButton, QWidget

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.exchange.bundle import Cost
from caregiver_app.services.sharing_files.family import write_bundle
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.system.clock import Clock
from caregiver_app.ui.lock.put_away import PutAway
from caregiver_app.ui.widgets.sharing.bundle_take_in import BundleTakeIn
from caregiver_app.wiring import build_services
from tests.journeys.words import is_gone, press, type_into, visible_text

LONG = "Go to the ER now", "No answer for 60 minutes."
WORDS = "three green pears"
LIGHT = Cost(64, 1, 1)
Until = Callable[[Callable[[], bool]], object]
"""Lets the window go on until something holds."""


def passcode_states(window: QWidget, until: Until) -> Iterator[str]:
    """Set a passcode and yield the name of each step."""
    window.show_page("passcode")
    yield "passcode, none is set"
    press(window, "passcode.next")
    yield "passcode, too short"
    for field in ("passcode.new", "passcode.again"):
        type_into(window, field, WORDS)
    press(window, "passcode.next")
    yield "passcode, the recovery code"
    press(window, "passcode.agree")
    until(lambda: "It is set." in visible_text(window))
    yield "passcode, it is set"
    press(window, "passcode.change")
    yield "passcode, the new one is too short"


def lock_states(window: QWidget, until: Until) -> Iterator[str]:
    """Lock a record that has a passcode and yield what can be seen then."""
    press(window, "lock")
    window.findChild(PutAway).stop()
    yield "lock"
    type_into(window, "lock.field", "wrong words")
    press(window, "lock.unlock")
    until(lambda: "does not open" in visible_text(window))
    page = window.centralWidget()
    page.tell_due("3 reminders are due.")
    page.tell_er(*LONG)
    type_into(window, "lock.field", "A")
    page.say("That passcode does not open this record. The recovery code opens it too.")
    yield "lock, all that it can say"
    press(window, "lock.other_way")
    yield "lock, the recovery code"
    press(window, "emergency")
    press(window, "tap.called_911")
    yield "lock, an emergency"


def backup_states(window: QWidget, until: Until) -> Iterator[str]:
    """Make a backup, write something down, and yield what a comparison says."""
    window.show_page("backups")
    press(window, "backups.now")
    until(lambda: "Compare" in visible_text(window))
    window.services.check_ins.save(window.person_id, Draft(mode=Mode.QUICK, stiffness=9))
    (button,) = (one for one in window.findChildren(QPushButton) if one.text() == "Compare")
    press(window, button.objectName())
    until(lambda: "What would change" in visible_text(window))
    yield "backups, one compared"


def take_in_states(
    window: QWidget, until: Until, folder: Path, clock: Clock, person: str
) -> Iterator[str]:
    """Open the file of a brother on whose computer the same person is, and yield what it says."""
    log = EntryLog.open(folder / "brother", clock)
    brother = build_services(log, clock)
    person_id = brother.people.open_practice(person)
    brother.check_ins.save(person_id, Draft(mode=Mode.QUICK, stiffness=4))
    path = write_bundle(brother.family.bundle(person_id), WORDS, folder, "brother", LIGHT)
    log.close()
    window.show_page("files")
    window.findChild(BundleTakeIn).choose(path)
    type_into(window, "take_in.passphrase", WORDS)
    yield "files, a file of a brother"
    press(window, "take_in.open")
    until(lambda: not is_gone(window, "take_in.add"))
    yield "files, what a brother wrote"
    press(window, "take_in.add")
    until(lambda: "Added" in visible_text(window))
    yield "files, taken in"
