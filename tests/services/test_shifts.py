# SPDX-License-Identifier: MIT
"""Watch items, to-dos and shifts are kept at one press, travel with the record, and come back."""

from datetime import timedelta

import pytest

from caregiver_app.domain.shift.shift_log import Fact, ReadBack
from caregiver_app.domain.shift.watch_items import MOST_LETTERS, Listed
from caregiver_app.services.handing_over.shifts import NotAsItMustBe
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.sharing_files.records import RecordsService, judge_with
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.wiring import build_services

ASKED = tuple(
    ReadBack(fact=fact, sentence=f"the {fact}", was_read=fact is not Fact.FLAGS) for fact in Fact
)


@pytest.fixture
def person(services) -> str:
    return services.people.open_practice("practice-oral")


@pytest.fixture
def later(clock):
    """Return a function that moves the clock on by so many minutes."""
    return lambda minutes: clock.go_to(clock.now() + timedelta(minutes=minutes))


@pytest.fixture
def full_disk(monkeypatch):
    """Return what makes the disk refuse every entry from now on."""

    def refuse(*_args, **_more):
        raise StorageError("disk_full")

    return lambda patch: patch.setattr(EntryLog, "append", refuse)


def texts(services, person) -> list[str]:
    return [item.text for item in services.shifts.open_items(person)]


def test_an_item_is_found_again_after_a_restart_until_it_is_done(services, person, log, clock):
    services.shifts.add(person, Listed.WATCH, "  Count  spasms ", "Ana")
    again = build_services(log, clock)
    (item,) = again.shifts.open_items(person)
    assert (item.text, item.added_by, item.added_at.utc) == ("Count spasms", "Ana", clock.now())
    again.shifts.done(person, item, "Ben")
    assert texts(again, person) == []
    assert again.shifts.done(person, item, "Ben") is None


def test_a_shift_ends_although_the_clock_was_put_back_before_its_start(services, person, later):
    services.shifts.start(person, "Cy", ASKED)
    later(-30)
    services.shifts.end(person, "Cy", "Cy")
    assert services.shifts.on_now(person) == ()


def test_each_press_can_be_taken_back(services, person, later):
    added = services.shifts.add(person, Listed.TO_DO, "Ring the pharmacy", "Ana")
    later(1)
    (item,) = services.shifts.open_items(person)
    done = services.shifts.done(person, item, "Ben")
    later(1)
    services.shifts.take_back(person, done, "Ben")
    assert texts(services, person) == ["Ring the pharmacy"]
    services.shifts.take_back(person, added, "Ana")
    assert texts(services, person) == []


@pytest.mark.parametrize(("text", "most"), [("", None), (" \n ", None), ("x" * 301, MOST_LETTERS)])
def test_a_text_that_cannot_be_kept_is_refused_and_nothing_is_written(services, person, text, most):
    with pytest.raises(NotAsItMustBe) as refused:
        services.shifts.add(person, Listed.WATCH, text, "Ana")
    assert refused.value.most == most
    assert services.shifts.open_items(person) == ()


def test_the_longest_text_is_kept_whole(services, person):
    services.shifts.add(person, Listed.TO_DO, "y" * MOST_LETTERS, None)
    assert texts(services, person) == ["y" * MOST_LETTERS]


def test_what_a_full_disk_refuses_counts_and_waits_until_it_has_room(
    services, person, monkeypatch, full_disk, log, clock
):
    with monkeypatch.context() as disk:
        full_disk(disk)
        added = services.shifts.add(person, Listed.WATCH, "Count spasms", "Ana")
        assert added.waits
        assert texts(services, person) == ["Count spasms"]
        begun = services.shifts.start(person, "Ben", ASKED)
        services.shifts.take_back(person, begun, "Ben")
    services.happened.keep()
    kept = RecordBook(log, clock).record(person).changes
    fields = sorted(change.field.partition(".")[0] for change in kept)
    assert fields == ["hr", *["on_shift"] * 2, *["read_back"] * 3, "watch_items"]
    assert services.shifts.on_now(person) == ()


def test_a_shift_is_written_with_what_was_read_back_in_one_transaction(
    services, person, monkeypatch
):
    written = []
    append = EntryLog.append
    monkeypatch.setattr(EntryLog, "append", lambda *a, **m: written.append(a[1]) or append(*a, **m))
    services.shifts.start(person, "Ben", ASKED)
    assert [len(entries) for entries in written] == [4]
    (shift,) = services.shifts.on_now(person)
    assert {(one.fact, one.was_read) for one in shift.read_back} == {
        (one.fact, one.was_read) for one in ASKED
    }


def test_nobody_is_on_twice_and_nobody_goes_off_who_is_not_on(services, person, later):
    services.shifts.start(person, "Ana", ())
    assert services.shifts.start(person, "Ana", ()) is None
    assert services.shifts.end(person, "Ben", "Ben") is None
    later(480)
    services.shifts.start(person, "Ben", (), ["Ana"])
    ana, ben = services.shifts.shifts(person)
    assert (ana.end, ben.end, ben.after) == (ben.start, None, "Ana")


def test_who_comes_can_let_two_go_and_undo_brings_both_back(services, person, later):
    for name in ("Ana", "Cleo"):
        services.shifts.start(person, name, ())
        later(1)
    noted = services.shifts.start(person, "Ben", ASKED, ["Ana", "Cleo"])
    assert [shift.who for shift in services.shifts.on_now(person)] == ["Ben"]
    services.shifts.take_back(person, noted, "Ben")
    assert [shift.who for shift in services.shifts.on_now(person)] == ["Ana", "Cleo"]


def test_my_last_shift_in_what_changed_is_the_one_that_was_written_down(services, person, later):
    services.shifts.start(person, "Zoe", ())
    assert services.overview.today(person, {"Zoe"}).last_shift is None
    later(60)
    services.shifts.end(person, "Zoe", "Zoe")
    assert services.overview.today(person, {"Zoe"}).last_shift is not None


def test_the_record_with_shifts_travels_byte_for_byte_and_once(
    services, person, log, clock, later, tmp_path
):
    services.shifts.start(person, "Ben", ASKED)
    services.shifts.add(person, Listed.WATCH, "Zähle <b>Krämpfe</b>\u202e", "Ben")
    later(1)
    services.shifts.done(person, services.shifts.open_items(person)[0], None)
    services.shifts.add(person, Listed.TO_DO, "Ring the pharmacy", "Ben")
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    records = RecordsService(services.book, judge_with(services.rule_set), clock)
    records.export_record(person, first)
    other = EntryLog.open(tmp_path / "other", clock)
    there = RecordsService(RecordBook(other, clock), judge_with(services.rule_set), clock)
    assert there.import_record(first).new_entries > 0
    assert there.import_record(first).new_entries == 0
    assert records.import_record(first).new_entries == 0
    there.export_record(person, second)
    assert second.read_bytes() == first.read_bytes()
    assert there.book.record(person).changes == services.book.record(person).changes
    other.close()


def test_the_same_item_done_on_two_computers_is_done_once(services, person, clock, tmp_path):
    services.shifts.add(person, Listed.WATCH, "Count spasms", "Ana")
    file = tmp_path / "record.json"
    records = RecordsService(services.book, judge_with(services.rule_set), clock)
    records.export_record(person, file)
    other = EntryLog.open(tmp_path / "other", clock)
    there = build_services(other, clock)
    back = RecordsService(there.book, judge_with(services.rule_set), clock)
    back.import_record(file)
    for one in (services, there):
        one.shifts.done(person, one.shifts.open_items(person)[0], "Ana")
    back.export_record(person, file)
    records.import_record(file)
    assert services.shifts.open_items(person) == ()
    other.close()


def test_the_target_is_the_id_that_the_record_itself_has(services, person):
    services.shifts.add(person, Listed.WATCH, "Count spasms", "Ana")
    change = services.book.record(person).changes[-1]
    assert change.target == services.book.record(person).person.id
