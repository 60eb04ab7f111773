# SPDX-License-Identifier: MIT
"""What a family can rely on that takes its record out of the window in files."""

import pytest

from caregiver_app.system.exact_json import dumps
from caregiver_app.ui.pages.files import FilesPage
from caregiver_app.ui.widgets.sharing.file_read_in import FileReadIn
from tests.journeys.words import find, is_gone, press, see

pytestmark = pytest.mark.gui


def test_the_files_of_a_record_are_two_presses_away_and_land_where_they_were_sent(
    open_window, tmp_path, qtbot
):
    def save(folder):
        page.save_into(folder)
        qtbot.waitUntil(find(window, "files.save.tables").isEnabled)

    window, out = open_window(person="practice-oral"), tmp_path / "Dropbox"
    out.mkdir()
    window.show_page("handoff")
    press(window, "handoff.files")
    page = window.findChild(FilesPage)
    press(window, "files.save.tables")
    see(window, "no lock")
    save(out)
    see(window, "Saved in", "check-ins-2026-05-21-1340.csv", "doses-2026-05-21-1340.csv")
    see(window, "This folder is synced. A copy goes to other computers.")
    save(tmp_path / "gone")
    see(window, "Nothing more was saved.")
    assert sorted(path.suffix for path in out.iterdir()) == [".csv", ".csv"]
    find(window, "files.told")


def read(window, file, qtbot):
    window.findChild(FilesPage).read_file(file)
    qtbot.waitUntil(find(window, "files.choose").isEnabled)


def last_row_anew(text):
    """Return the last row of a table under another id."""
    last = text.splitlines()[-1]
    return last.replace(last.split(",")[3], "new") + "\n"


def test_a_file_is_shown_before_it_is_added_and_refused_in_words(open_window, tmp_path, qtbot):
    window = open_window(person="practice-oral")
    service, person = window.services, window.services.people.people()[0].id
    table, _doses = service.sharing.save(service.sharing.tables(person), tmp_path)
    window.show_page("files")
    assert is_gone(window, "files.add")
    read(window, table, qtbot)
    see(window, "are here already", "Nothing to add")
    text = table.read_text("utf-8-sig")
    table.write_text(text + last_row_anew(text), "utf-8", newline="")
    read(window, table, qtbot)
    see(window, "It may be the same one twice.", "Nothing to add")
    press(window, "files.too")
    assert "today" not in window._pages._stale
    press(window, "files.add")
    qtbot.waitUntil(find(window, "files.choose").isEnabled)
    assert "today" in window._pages._stale  # it is filled anew before anybody reads it
    see(window, "Added 1 entry to the record of Pat Morgan (practice).")
    assert is_gone(window, "files.add")
    table.write_text(text.replace("person_dob", "born"), "utf-8")
    read(window, table, qtbot)
    see(window, "Nothing was added. row 1: the column 'born' is not known")
    assert is_gone(window, "files.stop")


def test_what_is_being_added_can_be_stopped_and_nothing_of_it_is_here(open_window, tmp_path, qtbot):
    window = open_window(person="practice-oral")
    book, person = window.services.book, window.person_id
    plain, before = book.plain_record(person), len(book.entries(person))
    plain["check_ins"].append({"id": "n", "at": plain["check_ins"][0]["at"], "note": "x"})
    (tmp_path / "more.json").write_text(dumps(plain), "utf-8")
    window.show_page("files")
    read_in = window.findChild(FileReadIn)
    read_in.read_file(tmp_path / "more.json")
    press(window, "files.stop")  # while it is read
    see(window, "Stopped. Nothing was added.")
    qtbot.waitUntil(lambda: not read_in._reading.is_running)
    assert is_gone(window, "files.add")
    read_in.read_file(tmp_path / "more.json")
    qtbot.waitUntil(lambda: not is_gone(window, "files.add"))
    press(window, "files.add")
    press(window, "files.stop")  # while it is worked out
    qtbot.waitUntil(lambda: not read_in._adding._preparing.is_running)
    assert (len(book.entries(person)), is_gone(window, "files.stop")) == (before, True)
