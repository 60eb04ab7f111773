# SPDX-License-Identifier: MIT
"""What comes in with a file and calls for somebody is an alert at once, not at the next look."""

from datetime import UTC, datetime, timedelta

import pytest

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.happened import Happening, kind_of
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import moment_in_zone
from caregiver_app.services.log.written import Desk
from caregiver_app.services.sharing_files.family import write_bundle
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.system.exact_json import dumps
from caregiver_app.ui.pages.spreadsheet import SpreadsheetPage
from caregiver_app.ui.widgets.sharing.bundle_take_in import BundleTakeIn
from caregiver_app.ui.widgets.sharing.file_read_in import FileReadIn
from caregiver_app.wiring import build_services
from tests.journeys.words import find, is_gone, press, see, type_into
from tests.ui.test_family_files import LIGHT, WORDS

pytestmark = pytest.mark.gui

EVENING = datetime(2026, 11, 22, 2, 50, tzinfo=UTC)
HOURS = (0, 9, 17)


@pytest.fixture
def brother(tmp_path, clock, practised):
    """Return the services of another laptop, on which three doses were missed since."""
    clock.go_to(EVENING)
    practised("practice-oral", clock, tmp_path / "brother")
    log = EntryLog.open(tmp_path / "brother", clock)
    services = build_services(log, clock)
    (card,) = services.people.people()
    doses, desk = services.doses, Desk(services.book, clock)
    for hours in HOURS:
        clock.go_to(EVENING + timedelta(hours=hours, minutes=30))
        (near,) = doses.offers(card.id).due
        missed = DoseEvent(id=doses.new_id(), scheduled_for=near.due, status=DoseStatus.MISSED)
        services.book.hold([desk.entry(card.id, EntryKind.DOSE, missed)])
    doses.keep()
    clock.go_to(EVENING)
    yield services
    log.close()


@pytest.fixture
def window(open_window, brother, clock):
    """Return the window on the same person, on the page of the files, as late as the file is."""
    window = open_window(person="practice-oral")
    clock.go_to(EVENING + timedelta(hours=HOURS[-1], minutes=31))
    window.show_page("files")
    assert window.services.alerts.follow_up(window.person_id) is None
    return window


def is_told(window):
    """Say whether an alert is open that somebody can answer for, of the doses and not by time."""
    found = window.services.alerts.follow_up(window.person_id)
    last = window.services.book.record(window.person_id).last_check_in
    return found is not None and found.level is Level.URGENT and kind_of(last) is Happening.DOSE


def test_doses_that_a_brother_missed_are_an_alert_as_soon_as_they_are_taken_in(
    window, brother, tmp_path, qtbot
):
    found = brother.family.bundle(window.person_id)
    card = window.findChild(BundleTakeIn)
    card.choose(write_bundle(found, WORDS, tmp_path, "back", LIGHT))
    type_into(window, "take_in.passphrase", WORDS)
    press(window, "take_in.open")
    qtbot.waitUntil(lambda: not is_gone(window, "take_in.add"))
    press(window, "take_in.add")
    qtbot.waitUntil(lambda: is_gone(window, "take_in.add"))
    see(window, "URGENT", "Added")
    assert is_told(window)


def test_doses_missed_in_a_record_file_are_an_alert_as_soon_as_it_is_added(
    window, brother, tmp_path, qtbot
):
    plain = brother.book.plain_record(window.person_id)
    (tmp_path / "more.json").write_text(dumps(plain), "utf-8")
    window.findChild(FileReadIn).read_file(tmp_path / "more.json")
    qtbot.waitUntil(lambda: not is_gone(window, "files.add"))
    press(window, "files.add")
    qtbot.waitUntil(find(window, "files.choose").isEnabled)
    see(window, "URGENT", "Added")
    assert is_told(window)


def test_a_dose_in_a_table_that_makes_it_urgent_is_an_alert_as_soon_as_it_is_added(
    window, clock, tmp_path, qtbot
):
    at = moment_in_zone(EVENING, clock.zone()).local - timedelta(days=1)
    (tmp_path / "ours.csv").write_text(f"When,mg\n{at:%Y-%m-%d %H:%M},15\n", "utf-8")
    window.show_page("spreadsheet")
    window.findChild(SpreadsheetPage).read_file(tmp_path / "ours.csv")
    qtbot.waitUntil(lambda: not is_gone(window, "spreadsheet.look"))
    press(window, "spreadsheet.look")
    qtbot.waitUntil(lambda: not is_gone(window, "spreadsheet.add"))
    press(window, "spreadsheet.add")
    qtbot.waitUntil(lambda: is_gone(window, "spreadsheet.add"))
    assert is_told(window)
