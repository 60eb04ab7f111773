# SPDX-License-Identifier: MIT
"""What a family relies on that carries its record from one laptop to another and back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.check_in import Breathing, Draft, Mode
from caregiver_app.domain.emergency_log import Tap
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.happened import last_asked
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.exchange.bundle import Cost
from caregiver_app.services.log.written import Desk
from caregiver_app.services.reminding.reminder_timer import TimerRefused
from caregiver_app.services.sharing_files.family import read_whole, write_bundle
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.renewal import RENEW
from caregiver_app.storage.sealing import Cost as KeyCost
from caregiver_app.ui.desktop.idle_watch import IdleWatch
from caregiver_app.ui.lock.locking import Locking
from caregiver_app.ui.widgets.sharing.bundle_share import BundleShare
from caregiver_app.ui.widgets.sharing.bundle_take_in import BundleTakeIn
from caregiver_app.wiring import build_services
from tests.journeys.words import find, is_gone, press, see, type_into, visible_text
from tests.report.reading import text_of

pytestmark = pytest.mark.gui

LIGHT = Cost(64, 1, 1)
WORDS = "blue kettle monday river"


def share(window, folder, qtbot):
    """Type the passphrase, choose a folder, and return the file that lies there then."""
    type_into(window, "share.passphrase", WORDS)
    type_into(window, "share.again", WORDS)
    save = find(window, "share.save")
    save.setFocus()
    window.findChild(BundleShare).share_into(folder)
    assert window.focusWidget() is not find(window, "share.passphrase")
    qtbot.waitUntil(save.isEnabled)
    assert QApplication.focusWidget() is save  # it went to the next part of the page
    see(window, "Saved and read back:")
    return next(folder.glob("*.caregiver"))


def take_in(window, path, qtbot):
    card = window.findChild(BundleTakeIn)
    card.choose(path)
    type_into(window, "take_in.passphrase", "not these words")
    press(window, "take_in.open")
    qtbot.waitUntil(find(window, "take_in.open").isEnabled)
    see(window, "This passphrase does not open the file.")
    card._passphrase.clear()
    type_into(window, "take_in.passphrase", WORDS)
    press(window, "take_in.open")
    qtbot.waitUntil(lambda: not is_gone(window, "take_in.add"))


@pytest.fixture
def brother(tmp_path, clock, practised):
    """Return the services of a brother's laptop, on which the same person is."""
    practised("practice-oral", clock, tmp_path / "brother")
    log = EntryLog.open(tmp_path / "brother", clock)
    yield build_services(log, clock)
    log.check()
    log.close()


def correct_apart(here, there, clock):
    """Let two computers correct one answer, each in its own way."""
    person = there.people.people()[0].id
    for services, heart in ((here, 88), (there, 91)):
        check_in = last_asked(services.book.record(person))
        other = replace(check_in, hr=heart)
        services.history.correct(person, check_in, other, "typed wrong", "Ana")
        clock.go_to(clock.now() + timedelta(minutes=5))


def stop_then_add(window, path, qtbot):
    press(window, "take_in.add")
    press(window, "take_in.leave")
    see(window, "Stopped. Nothing was added.")
    take_in(window, path, qtbot)
    press(window, "take_in.add")
    qtbot.waitUntil(lambda: is_gone(window, "take_in.add"))


def test_two_laptops_exchange_a_file_and_somebody_decides_what_differs(
    open_window, tmp_path, qtbot, brother, clock
):
    out, window = tmp_path / "stick", open_window(person="practice-oral")
    out.mkdir()
    person, window.services.family.cost = window.person_id, LIGHT
    correct_apart(window.services, brother, clock)
    window.show_page("files")
    see(window, "Private answers go along: about self-harm, and all notes.", "stay here.")
    path = share(window, out, qtbot)
    assert brother.family.take_in(brother.family.compared(read_whole(path, WORDS))) > 0
    assert len(brother.apart.conflicts(person)) == 1
    back = write_bundle(brother.family.bundle(person), WORDS, out, "back", LIGHT)
    take_in(window, back, qtbot)
    see(window, "This is the record of Pat Morgan (practice). New here:", "corrected twice")
    stop_then_add(window, back, qtbot)
    see(window, "Added", "Two computers differ. 1 thing to decide.")
    window.show_page("today")
    press(window, "apart.show")
    see(window, "One answer was corrected twice", "Pulse: 88", "Pulse: 91")
    press(window, "apart.0.1")
    see(window, "Nothing is left to decide.", "Written down.")
    window.show_page("today")
    assert is_gone(window, "apart.show")
    assert 88 in [check_in.hr for check_in in window.services.book.record(person).check_ins]


def nobody_touches_it(window, clock):
    """Let the minutes go by after which a file is closed; an emergency keeps it open."""
    idle = find(window, "file").findChild(IdleWatch)
    clock.go_to(clock.now() + timedelta(minutes=4, seconds=15))
    idle.look()
    assert "The file closes" not in visible_text(window)
    window.show_page("today")
    idle.look()
    see(window, "The file closes in 45 seconds.")
    clock.go_to(clock.now() + timedelta(seconds=45))
    idle.look()


def file_for_a_clinic(brother, folder):
    """Return about whom a file is, and where it lies."""
    person = brother.people.people()[0].id
    named = replace(brother.book.record(person).person, name="Rosa Delgado")
    brother.profile.change(person, named, "Ben")
    bundle = brother.family.bundle(person, for_clinic=True)
    return person, write_bundle(bundle, WORDS, folder, "clinic", LIGHT)


def take_a_passcode(window):
    passcode = window.services.passcode
    passcode.cost = KeyCost(memory_kib=16, passes=1, lanes=1)
    passcode.take(passcode.prepared("three green pears", passcode.new_code()))
    passcode._log.set_setting(RENEW, "")  # the next opening would give it another key


def look_at(window, path, qtbot):
    window.show_page("files")
    take_in(window, path, qtbot)
    see(window, "This is the record of Rosa Delgado, who is not here yet.", "keeps nothing here")
    press(window, "take_in.look")
    qtbot.waitUntil(lambda: not is_gone(window, "file.close"))
    see(window, "A file, only to look at. Nothing here can be saved.", "Rosa Delgado")


def nothing_can_be_saved(window, person):
    window.show_page("settings")
    press(window, "settings.theme.dark")
    see(window, "This is a file to look at")
    window.show_page("emergency")
    press(window, "tap.seizure")
    assert is_gone(window, "tap.claim")
    assert "Close it first" in window.services.emergency_log.claim(person)
    with pytest.raises(TimerRefused, match="A file is shown here"):
        window.services.reminders.timer.turn(on=True)


def test_a_file_for_a_clinic_is_looked_at_and_nothing_of_it_stays(
    open_window, tmp_path, qtbot, brother, data_dir, clock
):
    person, path = file_for_a_clinic(brother, tmp_path)
    window = open_window(person="practice-pump")
    take_a_passcode(window)
    own, before = window.person_id, (data_dir / "record.db").read_bytes()
    press(window, "watch.add")
    type_into(window, "watch.text", "cold hands")
    look_at(window, path, qtbot)
    folder = window.services.about.folder
    nothing_can_be_saved(window, person)
    nobody_touches_it(window, clock)
    qtbot.waitUntil(lambda: window._begun and window.person_id == own)
    assert is_gone(window, "file.close")
    qtbot.waitUntil(lambda: window.findChildren(Locking)[-1].is_locked)
    (kept,) = window.services.emergency_log.waiting(None)
    assert kept.tap is Tap.SEIZURE
    assert window.half_typed()["today"] == {own: "cold hands"}
    assert [card.id for card in window.services.people.people()] == [own]
    assert (data_dir / "record.db").read_bytes() == before
    assert not folder.exists()


def test_a_new_laptop_begins_with_the_record_of_the_family(open_window, tmp_path, qtbot, brother):
    person = brother.people.people()[0].id
    path = write_bundle(brother.family.bundle(person), WORDS, tmp_path, "family", LIGHT)
    window = open_window()
    press(window, "welcome.family")
    assert is_gone(window, "share.save")
    card = find(window, "take_in.choose").parentWidget()
    left = card.mapTo(window, QPoint()).x()
    assert left == window.width() - left - card.width()  # without the rail it stands in the middle
    take_in(window, path, qtbot)
    see(window, "This adds Pat Morgan (practice), who is not here yet.")
    press(window, "take_in.add")
    qtbot.waitUntil(lambda: window._begun and window.person_id == person)
    assert window.page_name == "today"
    see(window, "Pat Morgan (practice)")
    assert window.services.book.plain_record(person) == brother.book.plain_record(person)


def test_somebody_of_the_same_name_who_is_here_is_told_apart_before_a_second_one_is_added(
    open_window, tmp_path, qtbot, brother
):
    theirs = brother.people.people()[0]
    path = write_bundle(brother.family.bundle(theirs.id), WORDS, tmp_path, "family", LIGHT)
    window = open_window()
    own = Person(name=theirs.name, route=Route.ITB, drug=Drug.BACLOFEN, dob=theirs.dob)
    window.open_person(window.services.people.add_person(own, None))
    window.show_page("files")
    take_in(window, path, qtbot)
    see(window, f"There is a {theirs.name} here. This adds a second one.")
    number = len(brother.book.record(theirs.id).check_ins)
    see(window, "pump, 0 check-ins. In the file:", f"by mouth, {number} check-ins, the last one")
    see(window, "If they are one person, leave it")
    press(window, "take_in.leave")
    assert len(window.services.people.people()) == 1


def test_an_alert_that_comes_in_is_told_at_once_and_a_clock_that_was_ahead(
    open_window, tmp_path, qtbot, brother, clock
):
    window = open_window(person="practice-oral")
    person, start = window.person_id, clock.now()
    judged = {"rule_set": "2026.1", "level": "URGENT", "rules": [{"id": "U05", "level": "URGENT"}]}
    for hours, level in ((-2, judged), (3, judged | {"level": "WATCH", "rules": []})):
        clock.go_to(start + timedelta(hours=hours))
        desk = Desk(brother.book, clock)
        saved = {"id": desk.new_id(), "at": desk.now().text, "assessment": level}
        kind, at = EntryKind.CHECK_IN, desk.now()
        brother.book.append([brother.book.new_entry(person, kind, saved, at, "Ben")])
    clock.go_to(start)
    path = write_bundle(brother.family.bundle(person), WORDS, tmp_path, "late", LIGHT)
    window.show_page("files")
    assert not window.services.alerts.follow_up(person)
    take_in(window, path, qtbot)
    see(window, "Entries in this file are dated later than now, up to")
    press(window, "take_in.add")
    qtbot.waitUntil(lambda: is_gone(window, "take_in.add"))
    see(window, "Go to the ER now", "URGENT since", "is still open", "Check the clocks of both")
    assert "Go to the ER" in window.findChild(BundleTakeIn)._told.text()
    assert window.services.alerts.follow_up(person).go_to_er
    assert window._frame.er.is_told


def test_an_alert_of_the_own_record_is_said_while_a_file_is_looked_at(
    open_window, qtbot, brother, clock
):
    window = open_window()
    rosa = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    own = window.services.people.add_person(rosa, None)
    window.services.check_ins.save(own, Draft(mode=Mode.QUICK, breathing=Breathing.TROUBLE))
    person = brother.people.people()[0].id
    window.services.family.look_into(brother.family.bundle(person, for_clinic=True))
    qtbot.waitUntil(lambda: not is_gone(window, "file.close"))
    for minutes, is_said in ((59, False), (1, True)):
        clock.go_to(clock.now() + timedelta(minutes=minutes))
        find(window, "file").look()
        said = "An alert in your own record is due. Close the file now."
        assert (said in visible_text(window)) is is_said


def test_of_two_profiles_the_card_asks_for_what_both_changed_and_says_what_holds(
    open_window, tmp_path, qtbot, brother, clock
):
    window = open_window(person="practice-oral")
    person = window.person_id
    before = window.services.book.record(person).person
    mine = replace(before, sci_t6_or_above=True, address="1 Elm Street")
    window.services.profile.change(person, mine, "Ana")
    clock.go_to(clock.now() + timedelta(minutes=5))
    theirs = replace(before, pregnant=True, address="2 Elm Street")
    brother.profile.change(person, theirs, "Ben")
    family = window.services.family
    family.take_in(family.compared(brother.family.bundle(person)))
    holds = window.services.book.record(person).person
    assert (holds.sci_t6_or_above, holds.pregnant) == (True, True)
    window.show_page("apart")
    see(window, "Both changed this", "In use for now:")
    said = visible_text(window)
    assert "T6" not in said
    assert said.index("1 Elm") < said.index("2 Elm") < said.index("In use") < said.rindex("2 Elm")
    press(window, "apart.0.1")
    assert window.services.book.record(person).person == replace(holds, address="1 Elm Street")


def write_two_plans(here, there, clock):
    """Let two computers write a plan each, apart."""
    person = there.people.people()[0].id
    for services, amount in ((here, 40), (there, 50)):
        desk = Desk(services.book, clock)
        steps = [{"from": "2026-05-01", "mg_per_day": amount}]
        plan = {"id": desk.new_id(), "drug": "baclofen", "route": "oral", "steps": steps}
        entry = services.book.new_entry(person, EntryKind.PLAN, plan, desk.now(), "Ana")
        services.book.append([entry])
        clock.go_to(clock.now() + timedelta(minutes=1))


def test_emergency_and_the_dose_page_say_that_two_plans_are_not_decided(
    open_window, tmp_path, qtbot, brother, clock
):
    window = open_window(person="practice-oral")
    person = window.person_id
    write_two_plans(window.services, brother, clock)
    family = window.services.family
    for page in ("emergency", "log_dose"):
        window.show_page(page)
        assert is_gone(window, "apart")
    family.take_in(family.compared(brother.family.bundle(person)))
    for page in ("emergency", "log_dose"):
        window.show_page(page)
        see(window, "There are two plans. Ask the prescriber which one is right.")
        assert is_gone(window, "apart.show")
    window.show_page("emergency")
    said = find(window, "emergency.words").accessibleName().replace("\u00a0", " ")
    assert "Two plans differ on the dose: 50 mg or 40 mg a day." in said
    window.show_page("today")
    assert not is_gone(window, "apart.show")
    printed = text_of(window.services.handoff.sheet(person))
    assert "There are two plans. It is NOT decided which one holds." in printed
