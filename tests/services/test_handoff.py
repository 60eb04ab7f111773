# SPDX-License-Identifier: MIT
"""Making a sheet for a person in the record book, and saving it."""

from datetime import timedelta

import pytest

from caregiver_app.domain.record import Record
from caregiver_app.services.handoff import HandoffService
from caregiver_app.system.clock import FixedClock
from tests.report.reading import text_of
from tests.report.records import NOW, check_in, record, rules


class OneBook:
    """A book with one person in it."""

    def __init__(self, one: Record) -> None:
        self._one = one

    def record(self, person_id: str) -> Record:
        assert person_id == "p"
        return self._one


def service(one: Record, hours: float = 0) -> HandoffService:
    clock = FixedClock(NOW.utc + timedelta(hours=hours), "America/New_York")
    return HandoffService(OneBook(one), rules(), clock)


def test_a_sheet_says_what_is_missing_and_how_new_it_is():
    sheet = service(record()).sheet("p")
    assert "Weight" in sheet.missing
    assert sheet.newest_at == record().check_ins[-1].at
    assert sheet.left_off == ()


def test_a_clock_that_is_behind_is_said_on_the_page():
    text = text_of(service(record(check_ins=[check_in(1, -3)])).sheet("p"))
    assert "clock is EARLIER than the last check-in" in text


def test_saving_twice_keeps_both_files(tmp_path):
    made = service(record())
    sheet = made.sheet("p")
    first, second = made.save(sheet, tmp_path), made.save(sheet, tmp_path)
    assert [p.name for p in (first, second)] == [
        "handoff-2026-05-21-1144.pdf",
        "handoff-2026-05-21-1144-2.pdf",
    ]
    assert first.read_bytes() == second.read_bytes() == sheet.pdf
    assert sorted(tmp_path.iterdir()) == sorted([first, second])


def test_a_folder_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    made = service(record())
    with pytest.raises(OSError, match="file"):
        made.save(made.sheet("p"), blocked)
    assert list(tmp_path.iterdir()) == [blocked]
