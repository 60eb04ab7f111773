# SPDX-License-Identifier: MIT
"""Making a sheet for a person in the record book, and saving it."""

from datetime import timedelta

import pytest

from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import assess_record
from caregiver_app.services.handoff import HandoffService, sheet_from_record
from caregiver_app.services.record_book import PersonCard
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

    def people(self) -> tuple[PersonCard, ...]:
        person = self._one.person
        card = PersonCard(
            id="p", name=person.name, dob=person.dob, route=person.route,
            drug=person.drug, practice=False, colour="mulberry",
        )  # fmt: skip
        return (card,)


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


def test_the_level_is_the_one_the_caregiver_was_told_when_the_check_in_was_saved():
    told = {
        "rule_set": "2025.9",
        "level": "URGENT",
        "action": "CALL_PRESCRIBER",
        "rules": [
            {
                "id": "W04", "level": "URGENT", "message": "Call.",
                "because": "An older rule set said so.", "source": "our choice",
            }
        ],
    }  # fmt: skip
    text = text_of(service(record(check_ins=[check_in(1, 1, assessment=told)])).sheet("p"))
    assert "URGENT Caregiver told" in text
    assert "An older rule set said so." in text


def test_without_a_saved_level_every_check_in_is_judged_by_what_came_before_it():
    stiff = [check_in(k, 25 - 8 * k, stiffness=5) for k in range(4)]
    one = record(check_ins=stiff)
    newest = assess_record(rules(), one)[-1][1]
    assert "U22" in {finding.id for finding in newest.rules}
    text = text_of(service(one).sheet("p"))
    assert f"{newest.level.name} Caregiver told" in text
    since = one.check_ins[0].at.local
    assert f"{since:%Y-%m-%d %H:%M}" in text.partition("4 checks in a row had signs")[2]


def test_the_strip_has_the_pattern_of_the_persons_colour():
    made = service(record())
    assert made.sheet("p").pdf != sheet_from_record(rules(), record(), NOW).pdf
