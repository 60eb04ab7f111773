# SPDX-License-Identifier: MIT
"""What a family can rely on when people are added, changed and practised with."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.exchange.reader import check_record
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.person.people import PeopleService
from caregiver_app.services.person.practice import KEYS, practice_record
from caregiver_app.services.settings import Settings, SettingsService
from caregiver_app.services.sharing_files.records import RecordsService
from caregiver_app.system.clock import FixedClock
from tests.services.test_records import judge


@pytest.fixture
def people(log, clock):
    book = RecordBook(log, clock)
    records = RecordsService(book, judge, clock)
    return PeopleService(book, SettingsService(log), clock, records)


def test_a_person_that_was_added_can_be_exported_and_read_elsewhere(people, tmp_path):
    person = Person(name="A. Moreno", route=Route.ORAL, drug=Drug.BACLOFEN)
    person_id = people.add_person(person, "daughter")
    assert [card.id for card in people.people()] == [person_id]
    people._records.export_record("A. Moreno", tmp_path / "one.json")
    assert people._records.import_record(tmp_path / "one.json").person_id == person_id
    check_record(people._book.plain_record(person_id))


def test_where_the_open_person_was_deleted_a_real_one_opens_before_a_practice_person(people):
    assert people.opened_last() is None
    made_up = people.open_practice(KEYS[0])
    own = people.add_person(Person(name="Ada", route=Route.ORAL, drug=Drug.BACLOFEN), "Ana")
    assert people.opened_last() == made_up
    people._settings.change(open_person="somebody who was deleted")
    assert people.opened_last() == own


@pytest.mark.parametrize("key", KEYS)
def test_a_practice_person_opens_with_a_last_check_in_of_today_or_yesterday(people, clock, key):
    person_id = people.open_practice(key)
    record = people._book.record(person_id)
    age = clock.now() - record.last_check_in.at.utc
    assert record.person.is_practice
    assert 0 <= age.total_seconds() <= 24 * 3600
    assert people._settings.current().open_person == person_id


def test_a_practice_person_is_never_added_twice(people, clock):
    first = people.open_practice("practice-oral")
    count = len(people._book.entries(first))
    clock.go_to(datetime(2026, 8, 1, tzinfo=UTC))
    assert people.open_practice("practice-oral") == first
    assert len(people._book.entries(first)) == count
    assert len(people.people()) == 1


def test_practice_people_are_named_and_described(people):
    found = people.practice_people()
    assert [person.key for person in found] == list(KEYS)
    assert all(person.name.endswith("(practice)") and person.about for person in found)
    with pytest.raises(KeyError):
        people.open_practice("practice-nobody")


def test_practice_times_keep_the_wall_clock_in_the_zone_of_this_computer():
    at_home = practice_record("practice-oral", FixedClock(datetime(2026, 7, 1, tzinfo=UTC), "UTC"))
    in_berlin = practice_record(
        "practice-oral", FixedClock(datetime(2026, 1, 15, 23, tzinfo=UTC), "Europe/Berlin")
    )
    walls = [
        [check_in["at"][11:19] for check_in in plain["check_ins"]] for plain in (at_home, in_berlin)
    ]
    assert walls[0] == walls[1]
    assert all(check_in["at"].endswith("+01:00") for check_in in in_berlin["check_ins"])
    assert at_home["person"]["dob"] == in_berlin["person"]["dob"]
    assert in_berlin["person"]["zone"] == "Europe/Berlin"
    check_record(in_berlin)


@pytest.mark.parametrize("hour", [0, 6, 12, 18, 23])
def test_the_newest_practice_check_in_is_the_last_that_has_passed(hour):
    clock = FixedClock(datetime(2026, 7, 1, hour, tzinfo=UTC), "UTC")
    last = max(check_in["at"] for check_in in practice_record("practice-pump", clock)["check_ins"])
    age = clock.now() - datetime.fromisoformat(last)
    assert 0 <= age.total_seconds() < 24 * 3600


def test_choices_are_kept_and_what_is_not_allowed_changes_nothing(log):
    service = SettingsService(log)
    assert service.current() == Settings()
    service.change(recorder="aide", theme="dark", text_scale=Decimal("1.25"), paper="a4")
    service.change(temperature_unit="C", open_person="p1", recorder=None)
    service.change(weight_unit="kg", reduce_motion="on")
    kept = SettingsService(log).current()
    assert kept == Settings(None, "dark", Decimal("1.25"), "a4", "C", "p1", "kg", "on")
    for bad in [
        {"theme": "pink"},
        {"text_scale": Decimal(3)},
        {"nothing": "x"},
        {"weight_unit": "st"},
    ]:
        with pytest.raises(ValueError, match="cannot be"):
            service.change(paper="letter", **bad)
    assert service.current() == kept


@pytest.mark.parametrize("stored", ["", "big", "0.5", "NaN"])
def test_a_stored_choice_that_makes_no_sense_is_the_default(log, stored):
    log.set_setting("text_scale", stored)
    log.set_setting("theme", "pink")
    assert SettingsService(log).current() == Settings()
