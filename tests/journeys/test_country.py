# SPDX-License-Identifier: MIT
"""Somebody in another country: the numbers are seen before they are taken, and then everywhere."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QLabel

from caregiver_app.app import start
from caregiver_app.domain.emergency_log import Tap
from caregiver_app.services.languages import COUNTRY_FILE, choose_early
from caregiver_app.services.settings import SettingsService
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.system.clock import FixedClock
from caregiver_app.system.words import ENGLISH, in_use, use
from caregiver_app.ui.pages.rescue import RescuePage
from tests.journeys.words import find, press, type_into

pytestmark = pytest.mark.gui


def shown(window) -> str:
    return " ".join(part.text() for part in window.findChildren(QLabel) if part.isVisible())


def settle():
    for _turn in range(6):
        QApplication.processEvents()


def test_the_numbers_of_a_country_are_seen_then_used_on_every_page(open_window):
    window = open_window(person="practice-oral", recorder="Ana (daughter)")
    window.show_page("settings")
    assert "Emergency: 911. Crisis line: 988." in shown(window)
    countries = find(window, "settings.country")
    assert countries.currentText() == "United States"
    countries.setCurrentIndex(countries.findText("United Kingdom"))
    assert "Emergency: 999. Crisis line: 116\u00a0123 (text 85258)." in shown(window)
    assert in_use().emergency == "911"
    window.show_page("today")
    press(window, "watch.add")
    type_into(window, "watch.text", "cold hands")
    window.show_page("settings")
    press(window, "settings.country.use")
    settle()
    assert window.page_name == "settings"
    assert window.half_typed()["today"] == {window.person_id: "cold hands"}
    assert find(window, "settings.country").currentText() == "United Kingdom"
    window.show_page("emergency")
    assert "Call 999 now" in shown(window)
    assert "911" not in shown(window)
    window.show_page("check_in")
    press(window, "flag.seizure")
    assert "999" in find(window, "level").accessibleName()
    assert "13:40" in find(window, "when").text()


def test_the_country_stays_when_the_program_is_opened_again(open_window):
    window = open_window(person="practice-oral", country="IE", recorder="Ana (daughter)")
    assert window.services.languages.country.name == "Ireland"
    guide = window.services.reference.text("guide-start-0").paragraphs
    assert "If they are in danger now, call 112. Do not read on." in guide
    assert window.services.rule_set.emergency_numbers["emergency"] == "112"
    sheet = window.services.paper.fridge_sheet(window.person_id)
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(sheet.pdf)).pages)
    assert "Call 112 now" in words
    window.services.emergency_log.tap(window.person_id, Tap.CALLED_911, None)
    window.show_page("emergency")
    assert "Called the emergency number" in shown(window)  # which one it was the record forgets
    assert "911" not in words


def test_the_number_is_that_of_the_country_while_the_record_cannot_be_opened(
    open_window, data_dir, qtbot, clock
):
    window = open_window(person="practice-oral", recorder="Ana (daughter)")
    window.services.languages.choose(country="GB")
    settle()
    window.close()
    assert (data_dir / COUNTRY_FILE).stat().st_mode & 0o077 == 0
    use(ENGLISH)
    key = data_dir / "record.key"
    key.write_bytes(b"damaged")
    again = start(data_dir, clock)
    qtbot.addWidget(again)  # closed whatever comes
    again.show()
    qtbot.waitUntil(lambda: again.findChild(RescuePage) is not None)
    assert "call 999 now" in shown(again)
    assert "911" not in shown(again)
    again.close()


@pytest.mark.parametrize("written", ["XX", "", "GB" * 9, "\u00e9"])
def test_a_country_that_cannot_be_read_leaves_what_is_there(tmp_path, written):
    (tmp_path / COUNTRY_FILE).write_text(written, encoding="utf-8")
    choose_early(tmp_path)
    assert in_use() is ENGLISH


def test_a_country_nobody_knows_is_refused_and_nothing_changes(open_window):
    window = open_window(person="practice-oral", recorder="Ana (daughter)")
    languages = window.services.languages
    with pytest.raises(ValueError, match="XX"):
        languages.choose(country="XX")
    with pytest.raises(ValueError, match="nobody has reviewed"):
        languages.choose(language="es")
    assert window.services.settings.current().country is None
    assert languages.languages() == ("en",)


@pytest.mark.parametrize(
    ("country", "usual"),
    [
        ("US", ("letter", "F", "lb")),
        ("unknown", ("letter", "F", "lb")),
        ("CA", ("letter", "C", "kg")),
        ("GB", ("a4", "C", "kg")),
    ],
)
def test_units_and_paper_are_those_of_the_country_until_somebody_chooses(tmp_path, country, usual):
    log = EntryLog.open(tmp_path / "data", FixedClock(datetime(2026, 5, 21, tzinfo=UTC), "UTC"))
    SettingsService(log).change(country=country)
    now = SettingsService(log).current()
    assert (now.paper, now.temperature_unit, now.weight_unit) == usual
    other = "F" if usual[1] == "C" else "C"
    SettingsService(log).change(temperature_unit=other)
    assert SettingsService(log).current().temperature_unit == other
    log.close()
