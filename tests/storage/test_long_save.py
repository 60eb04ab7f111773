# SPDX-License-Identifier: MIT
"""What a family can rely on while a large file is added: all of it or nothing, whatever comes."""

import pytest

from caregiver_app.storage.chain import PIECE
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from tests.storage.test_entry_log import CLOCK, new

MANY = 2 * PIECE + 1


@pytest.fixture
def log(tmp_path):
    """Return an open log in which one entry stands."""
    opened = EntryLog.open(tmp_path / "data", CLOCK)
    opened.append([new()])
    yield opened
    opened.close()


def begun(log, then=lambda _written: None, done=2):
    """Begin a long save and do so many of its pieces: all but the last."""
    entries = [new() for _ in range(MANY)]
    pieces = log.appending(entries, then)
    for _piece in range(done):
        next(pieces)
    return entries, pieces


def test_nothing_of_a_long_save_counts_before_all_of_it_is_there(log):
    told = []
    entries, pieces = begun(log, told.append)
    assert (len(log.entries("p1")), len(log.ids()), told) == (1, 1, [])
    assert not log.holds(entries[0].id)
    assert len(log.family.part("p1").entries) == 1
    assert list(pieces) == []
    assert [entry.id for entry in told[0]] == [entry.id for entry in entries]
    assert log.entries("p1")[1:] == told[0]
    log.check()


@pytest.mark.parametrize("done", [1, 2])
def test_who_saves_meanwhile_comes_after_all_of_it(log, done):
    told = []
    _entries, pieces = begun(log, told.append, done)
    (seizure,) = log.append([new()])
    assert len(told[0]) == MANY
    assert (seizure.device_seq, seizure.previous_hash) == (MANY + 2, told[0][-1].hash)
    assert list(pieces) == []
    assert log.entries("p1")[-1] == seizure
    log.check()


@pytest.mark.parametrize("way", ["stopped", "closed"])
def test_a_long_save_that_is_left_leaves_nothing_behind(log, tmp_path, way):
    told = []
    _entries, pieces = begun(log, told.append)
    pieces.close() if way == "stopped" else log.close()
    if way == "closed":
        with pytest.raises(StorageError):
            list(pieces)  # nobody may be told that it was added
        log = EntryLog.open(tmp_path / "data", CLOCK)
    assert (len(log.entries("p1")), told) == (1, [])
    log.append([new()])
    log.check()
    assert len(log.entries("p1")) == 2
    log.close()


def test_a_full_disk_in_the_middle_is_told_and_costs_nothing(log):
    pages = int(log._connection.pragma("page_count"))
    log._connection.pragma("max_page_count", pages + 5)
    with pytest.raises(StorageError) as error:
        for _piece in log.appending([new() for _ in range(MANY)], lambda _written: None):
            pass
    assert error.value.cause == "disk_full"
    log._connection.pragma("max_page_count", 100_000)
    assert len(log.entries("p1")) == 1
    log.append([new()])
    log.check()


def test_a_check_that_is_being_made_rests_until_all_is_written(log):
    check = log.checking()
    next(check)
    _entries, pieces = begun(log)
    for _rest in range(20):
        next(check)  # it would find entries behind the end of the chain
    list(pieces)
    assert list(check) is not None
    assert len(log.entries("p1")) == MANY + 1


def test_of_two_at_once_the_first_is_whole_before_the_second_begins(log):
    told = []
    _first, pieces = begun(log, lambda written: told.append(len(written)))
    second = log.appending([new()], lambda written: told.append(len(written)))
    assert list(second) == []
    assert list(pieces) == []
    assert told == [MANY, 1]
    log.check()


def test_a_large_save_that_nobody_can_wait_for_is_made_in_one_go(log):
    written = log.append([new() for _ in range(MANY)])
    assert [entry.device_seq for entry in written] == list(range(2, MANY + 2))
    assert log.entries("p1")[1:] == written
    log.check()
