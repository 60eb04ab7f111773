# SPDX-License-Identifier: MIT
"""What a family can rely on: what was saved stays, in order, unchanged and complete."""

import uuid
from datetime import UTC, datetime

import apsw
import pytest

from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.storage import chain
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import FixedClock
from caregiver_app.system.exact_json import dumps, loads
from tests.conftest import MovingClock
from tests.torture_power import on_disk

CLOCK = FixedClock(datetime(2026, 3, 8, 15, 30, tzinfo=UTC), "America/New_York")
AT = Moment.parse("2026-03-08T01:10:00-05:00", "America/New_York")


def new(person="p1", text='{"id": "1", "temp_c": 37.0}', **changes):
    facts = {
        "id": str(uuid.uuid4()),
        "person_id": person,
        "kind": EntryKind.CHECK_IN,
        "author": "daughter",
        "observer": None,
        "effective_at": AT,
        "payload": loads(text),
    }
    return NewEntry(**(facts | changes))


@pytest.fixture
def log(tmp_path):
    opened = EntryLog.open(tmp_path / "data", CLOCK)
    yield opened
    opened.close()


def reopened(log, tmp_path):
    log.close()
    return EntryLog.open(tmp_path / "data", CLOCK)


def test_saved_entries_come_back_after_a_restart_exactly_as_they_were(log, tmp_path):
    written = log.append([new(follows="x", observer="nurse"), new(kind=EntryKind.DOSE)])
    again = reopened(log, tmp_path)
    read = again.entries("p1")
    again.close()
    assert read == written
    assert [entry.effective_at.text for entry in read] == [AT.text] * 2
    assert dumps(read[0].payload) == '{"id":"1","temp_c":37.0}'


def test_entries_can_be_asked_for_by_person_and_kind_in_log_order(log):
    log.append([new("p2"), new("p1"), new("p2", kind=EntryKind.DOSE)])
    assert [entry.person_id for entry in log.entries()] == ["p2", "p1", "p2"]
    assert [entry.kind for entry in log.entries("p2")] == ["check_in", "dose"]
    assert [entry.seq for entry in log.entries("p2", EntryKind.DOSE)] == [3]
    assert [entry.seq for entry in log.entries(kind=EntryKind.CHECK_IN)] == [1, 2]


def test_the_chain_goes_on_after_a_restart(log, tmp_path):
    log.append([new(), new()])
    again = reopened(log, tmp_path)
    again.append([new()])
    again.check()
    numbers = [entry.device_seq for entry in again.entries()]
    again.close()
    assert numbers == [1, 2, 3]


def test_one_bad_entry_of_several_saves_none_of_them(log):
    twice = new()
    with pytest.raises(StorageError) as error:
        log.append([new(), twice, twice])
    assert error.value.cause == "failed"
    assert log.entries() == ()
    assert [entry.device_seq for entry in log.append([new()])] == [1]


@pytest.mark.parametrize("order", ["UPDATE entry SET author = 'me'", "DELETE FROM entry"])
def test_the_database_itself_refuses_to_change_or_delete_an_entry(log, order):
    log.append([new()])
    with pytest.raises(apsw.ConstraintError, match="never"):
        log._connection.execute(order)


@pytest.mark.parametrize(
    "row",
    [
        "kind = 'diary'", "payload = '{'", "hash = 'short'", "device_seq = 0",
        "previous_hash = 'x'", "person_id = NULL",
    ],
)  # fmt: skip
def test_the_database_itself_refuses_rows_that_make_no_sense(log, row):
    log.append([new()])
    log._connection.execute("DROP TRIGGER entry_is_never_changed")
    with pytest.raises(apsw.ConstraintError):
        log._connection.execute(f"UPDATE entry SET {row}")  # noqa: S608 - the rows above


@pytest.mark.parametrize(
    "order",
    [
        "UPDATE entry SET payload = replace(payload, '37.0', '39.0') WHERE seq = 2",
        "UPDATE entry SET effective_at = '2026-03-08T02:10:00-05:00' WHERE seq = 1",
        "UPDATE entry SET author = NULL WHERE seq = 3",
        "DELETE FROM entry WHERE seq = 2",
        "UPDATE entry SET device_seq = 9 WHERE seq = 3",
        "UPDATE entry SET recorded_at = 'yesterday' WHERE seq = 3",
        "DELETE FROM entry WHERE seq = 3",
        "DELETE FROM chain_end",
        "UPDATE entry SET seq = seq + 10 WHERE seq < 2",
        "UPDATE entry SET previous_hash = hash WHERE seq = 2",
    ],
)
def test_a_change_behind_the_back_of_the_program_is_found(log, order):
    log.append([new(), new(), new()])
    log.check()
    log._connection.execute("DROP TRIGGER entry_is_never_changed")
    log._connection.execute("DROP TRIGGER entry_is_never_deleted")
    log._connection.execute(order)
    with pytest.raises(StorageError) as error:
        log.check()
    assert error.value.cause == "damaged"


def test_a_gap_at_the_end_is_still_found_after_more_was_saved(log, tmp_path):
    log.append([new(), new(), new()])
    named = "SELECT sql FROM sqlite_schema WHERE name = 'entry_is_never_deleted'"
    guard = str(log._connection.execute(named).get)
    log._connection.execute("DROP TRIGGER entry_is_never_deleted")
    log._connection.execute("DELETE FROM entry WHERE seq = 3")
    log._connection.execute(guard)  # without it the record is not opened to be written
    again = reopened(log, tmp_path)
    again.append([new()])
    with pytest.raises(StorageError, match=r"before that of 2026-03-08 11:30 are missing"):
        again.check()
    again.close()


def test_an_end_that_was_put_back_stops_no_save(log, tmp_path):
    log.append([new(), new()])
    log._connection.execute("UPDATE chain_end SET device_seq = 1")
    again = reopened(log, tmp_path)
    assert [entry.device_seq for entry in again.append([new()])] == [3]
    again.check()
    again.close()


def test_a_draft_is_kept_replaced_and_dropped(log, tmp_path):
    log.drafts.keep("p1", {"hr": 80}, AT)
    log.drafts.keep("p1", loads('{"temp_c": 37.0}'), AT)
    log.drafts.keep("p2", {}, AT)
    again = reopened(log, tmp_path)
    kept, at = again.drafts.of("p1")
    again.drafts.drop("p1")
    left = again.drafts.of("p1"), again.drafts.of("p2")
    again.close()
    assert (dumps(kept), at.text, at.zone) == ('{"temp_c":37.0}', AT.text, AT.zone)
    assert left == (None, ({}, AT))


def test_a_draft_can_be_finished_without_an_entry(log):
    log.drafts.keep("p1", {}, AT)
    assert log.append([], finishes_draft_of="p1") == ()
    assert log.drafts.of("p1") is None
    log.check()


def test_a_setting_is_kept_over_a_restart(log, tmp_path):
    assert log.setting("theme") is None
    log.set_setting("theme", "dark")
    log.set_setting("theme", "light")
    again = reopened(log, tmp_path)
    assert again.setting("theme") == "light"
    again.close()


def test_a_save_into_a_deleted_file_is_never_called_saved(log, tmp_path):
    (tmp_path / "data" / "record.db").unlink()
    with pytest.raises(StorageError) as error:
        log.append([new()])
    assert error.value.cause == "missing"


def test_a_save_into_a_file_that_took_the_place_is_never_called_saved(log, tmp_path):
    database = tmp_path / "data" / "record.db"
    database.rename(tmp_path / "moved.db")
    database.touch()
    with pytest.raises(StorageError) as error:
        log.append([new()])
    assert error.value.cause == "missing"


@pytest.mark.parametrize("few_pages", [0, 1500])
def test_a_row_that_breaks_a_rule_of_its_table_is_found(log, monkeypatch, few_pages):
    monkeypatch.setattr(chain, "_FEW_PAGES", few_pages)
    log._connection.pragma("ignore_check_constraints", 1)
    log._connection.execute("INSERT INTO draft VALUES ('p1', '{', 'now', NULL)")
    log._connection.pragma("ignore_check_constraints", 0)
    with pytest.raises(StorageError) as error:
        log.check()
    assert error.value.cause == "damaged"


def test_a_draft_that_is_no_object_is_damage(log):
    log._connection.execute("INSERT INTO draft VALUES ('p1', '[]', 'now', NULL)")
    with pytest.raises(StorageError) as error:
        log.drafts.of("p1")
    assert error.value.cause == "damaged"


def test_the_latest_time_of_writing_is_known_across_zones(tmp_path):
    clock = MovingClock(datetime(2026, 3, 8, 23, 30, tzinfo=UTC), "Pacific/Kiritimati")
    opened = EntryLog.open(tmp_path / "data", clock)
    assert opened.last_written() is None
    opened.append([new()])
    clock._zone = "America/New_York"
    clock.go_to(datetime(2026, 3, 9, 1, 0, tzinfo=UTC))
    opened.append([new()])
    assert opened.last_written().utc == clock.now()
    opened.close()


def test_an_entry_of_this_id_is_found_whoever_it_is_about(log):
    written = new()
    assert not log.holds(written.id)
    log.append([written])
    assert log.holds(written.id)


def test_half_a_sign_in_a_text_is_told_with_its_place_and_can_be_taken_out(log):
    bad = new(text='{"note": "Arms stiff since lunch ?"}')
    bad.payload["note"] = bad.payload["note"].replace("?", "\ud83d")
    with pytest.raises(StorageError, match="after \u201cs stiff since lunch \u201d"):
        log.append([bad])
    with pytest.raises(StorageError, match="at its beginning"):
        log.append([new(author="\udc00 Ana")])
    for keep in (
        lambda: log.drafts.keep("p1", bad.payload, AT),
        lambda: log.set_setting("recorder", "Ana \udc00"),
        lambda: log.append([new(author="Ana \udc00")]),
    ):
        with pytest.raises(StorageError, match="cannot be saved"):
            keep()
    log.append([new(text='{"note": "whole \\ud83d\\ude00"}')])
    assert log.entries()[0].payload["note"] == "whole \U0001f600"
    log.check()


def test_closing_twice_does_no_harm(log):
    log.close()
    log.close()


def test_what_was_told_as_not_saved_is_not_there_and_can_be_saved_again(tmp_path):
    left = 0  # by a commit that failed at its very last step
    for turn in range(13, 60, 2):
        with on_disk() as disk:
            opened = EntryLog.open(tmp_path / f"data-{turn}", CLOCK)
            entry, disk.refuse_for_ever = new(), True
            disk.refuse_at = disk.calls + turn
            refused = False
            try:
                opened.append([entry])
            except StorageError:
                refused = True
            disk.refuse_at = None
            if not refused:
                opened.close()
                break
            assert (opened.holds(entry.id), opened.entries()) == (False, ())
            left += opened._connection.execute("SELECT count(*) FROM entry").get
            opened.append([entry])
            assert [kept.id for kept in opened.entries()] == [entry.id]
            with pytest.raises(apsw.ConstraintError, match="never deleted"):
                opened._connection.execute("DELETE FROM entry")
            opened.check()
            opened.close()
    assert left == 1


def test_of_a_save_that_fails_in_the_middle_nothing_is_left(log, tmp_path):
    first = new()
    with pytest.raises(StorageError):
        log.append([first, new(id=first.id)])
    again = reopened(log, tmp_path)
    assert again.entries() == ()
    again.check()
    again.close()


def test_a_full_disk_is_told_and_costs_nothing_that_was_saved(log):
    log.append([new()])
    pages = log._connection.pragma("page_count")
    log._connection.pragma("max_page_count", pages)
    large = [new(text=f'{{"note": "{"x" * 900}"}}') for _ in range(200)]
    with pytest.raises(StorageError, match="disk is full") as error:
        log.append(large)
    assert error.value.cause == "disk_full"
    log._connection.pragma("max_page_count", 10_000)
    log.append([new()])
    log.check()
