# SPDX-License-Identifier: MIT
"""Somebody prints and saves a page, and finds later who did and when, day by day."""

from datetime import timedelta

import pytest

from caregiver_app.ui.pages.handoff import HandoffPage
from caregiver_app.ui.watches.audit_watch import AuditWatch
from tests.conftest import NOW
from tests.journeys.test_emergency_times import Paper
from tests.journeys.words import find, press, see, visible_text

pytestmark = pytest.mark.gui


def test_what_was_opened_printed_and_saved_stands_in_settings(open_window, clock, tmp_path, qtbot):
    window = open_window(person="practice-oral", recorder="Ana (daughter)")
    window.show_page("audit")
    see(window, "Nothing is in the list yet.")
    window.findChild(AuditWatch).look()
    window.show_page("handoff")
    page = window.findChild(HandoffPage)
    printer = Paper()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page._sheets.print_on(page._sheet, printer)
    clock.go_to(NOW + timedelta(days=1))
    with qtbot.waitSignal(page._sheets.done):
        page._sheets.save_into(page._sheet, tmp_path)
    qtbot.waitUntil(lambda: len(window.services.audit.days()) == 2)
    window.show_page("settings")
    press(window, "settings.audit")
    see(
        window, "Fri 22 May 2026", "1:40 PM: page saved as a file", "Recording then: Ana (daughter)"
    )
    see(window, "Pat Morgan (practice)", "handoff-2026-05-2")
    assert "page printed" not in visible_text(window)
    press(window, "audit.earlier")
    see(window, "Thu 21 May 2026", "1:40 PM: page printed", "1:40 PM: opened")
    assert not find(window, "audit.earlier").isEnabled()
    assert str(tmp_path) not in visible_text(window)
