# SPDX-License-Identifier: MIT
"""The rail: every page in reach at every size, and at its foot whether all is saved."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import here_and_now
from caregiver_app.ui.frame.window_frame import places
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.widgets.frame.rail import Rail, RailButton
from tests.journeys.words import find, see, visible_text

pytestmark = pytest.mark.gui


@pytest.mark.parametrize(("scale", "height"), [(1.0, 655), (1.25, 644), (1.5, 629), (1.5, 560)])
def test_every_page_is_in_reach_however_low_the_window_is(qtbot, scale, height):
    rail = Rail(load_theme("light", scale), places())
    qtbot.addWidget(rail)
    backup = ("Backup: today, 6:00 AM", "Backup: today")
    rail.tell(("All changes saved", "All saved"), backup, is_trouble=False)
    rail.take_narrow(True)
    rail.resize(rail.width(), height)
    rail.show()
    QApplication.processEvents()
    buttons = rail.findChildren(RailButton)
    assert len(buttons) == len(places()) == 9
    for above, below in pairwise(buttons):
        assert above.geometry().bottom() < below.geometry().top()
    end = rail.foot.geometry() if rail.foot.isVisible() else buttons[-1].geometry()
    assert end.bottom() < height
    assert all(button.height() >= 44 for button in buttons)


def test_the_foot_says_what_waits_for_the_disk_until_it_is_saved(open_window):
    window = open_window(person="practice-oral")
    book, person = window.services.book, window.person_id
    see(find(window, "rail.foot"), "All changes saved")
    now = here_and_now(window.services.clock)
    note = {"id": "n1", "person_id": person, "kind": "called", "at": now.text}
    entry = book.new_entry(person, EntryKind.ACTION, note, now, "Ana")
    (held,) = book.held.add([entry])
    book.held.listener()
    see(find(window, "rail.foot"), "Not saved yet")
    book.held.take_out(frozenset({held.id}))
    assert "Not saved yet" not in visible_text(find(window, "rail.foot"))
    window.services.backups._log.only_to_look = StorageError("read_only")
    window.services.backups.listener()
    see(find(window, "rail.foot"), "Only to look at")
    assert "All changes saved" not in visible_text(find(window, "rail.foot"))
