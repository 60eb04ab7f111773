# SPDX-License-Identifier: MIT
"""Making a sheet for a person in the record book, and saving it."""

import os
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import assess_record
from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.services.handing_over.handoff import (
    Asked,
    HandoffService,
    _read_back,
    sheet_from_record,
)
from caregiver_app.services.log.record_book import PersonCard
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.system.clock import FixedClock
from caregiver_app.wiring import build_services
from tests.report.other_records import action
from tests.report.reading import text_of
from tests.report.records import NOW, check_in, plain_record, record, rules


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


def test_nobody_else_on_the_computer_can_read_a_sheet_that_was_saved(tmp_path):
    made = service(record())
    before = os.umask(0)
    try:
        path = made.save(made.sheet("p"), tmp_path)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o077 == 0


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


def as_asked(one: Record, **asked: object) -> str:
    return " ".join(text_of(service(one).asked("p", "letter", Asked(**asked))).split())


def told(**answers: object) -> Record:
    done = action(0.5, "called", "c1", note="quiet words")
    plain = plain_record(check_ins=[check_in(1, 1, note="her own words", **answers)])
    return from_plain(Record, {**plain, "actions": [done]})


@pytest.mark.parametrize("audience", list(Audience))
def test_notes_that_are_left_out_are_nowhere_on_the_page_and_the_page_says_so(audience):
    one = told(temp_c=Decimal("39.6"))
    text = as_asked(one, audience=audience, notes=False)
    assert "words" not in text
    assert "the caregiver's notes, by choice" in text


@pytest.mark.parametrize(("audience", "note"), [("er", "her own words"), ("clinic", "quiet words")])
def test_notes_are_on_the_page_when_nobody_chose_otherwise(audience, note):
    text = as_asked(told(temp_c=Decimal("39.6")), audience=Audience(audience))
    assert note in text
    assert "by choice" not in text


def test_a_page_without_notes_that_nobody_wrote_says_nothing_of_them():
    assert "by choice" not in as_asked(record(), notes=False)


@pytest.mark.parametrize("audience", list(Audience))
def test_thoughts_of_self_harm_are_named_only_when_that_was_chosen(audience):
    one = record(check_ins=[check_in(1, 1, self_harm="thoughts")])
    chosen = as_asked(one, audience=audience, self_harm=True).lower()
    assert "hurting themselves" in chosen
    assert "is private" not in chosen
    assert "hurting themselves" not in as_asked(one, audience=audience).lower()


@pytest.mark.parametrize("days", [0, -3, 367])
def test_a_number_of_days_that_makes_no_sense_is_refused(days):
    with pytest.raises(ValueError, match="days"):
        as_asked(record(), audience=Audience.CLINIC, days=days)


def test_a_file_that_comes_back_changed_is_told(tmp_path):
    (tmp_path / "bad").write_bytes(b"%PDF-1.4 \x00 rotten")
    with pytest.raises(OSError, match="came back changed"):
        _read_back(tmp_path / "bad", b"%PDF-1.4 fresh")


@pytest.mark.parametrize("audience", [Audience.ER, Audience.CLINIC])
def test_a_sheet_for_a_doctor_tells_how_far_the_record_was_by_the_hash_of_its_newest_entry(
    data_dir, clock, practised, audience
):
    practised("practice-oral", clock, data_dir)
    log = EntryLog.open(data_dir, clock)
    services = build_services(log, clock)
    person = services.people.open_practice("practice-oral")
    newest = log.entries(person)[-1]
    told = f"Record {newest.hash[:16]}"
    assert told in text_of(services.handoff.sheet(person, audience=audience))
    log.close()  # a disk that is gone takes nothing off the page
    assert told in text_of(services.handoff.sheet(person, audience=audience))
