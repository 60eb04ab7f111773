# SPDX-License-Identifier: MIT
"""The room beside the record takes a few lines without growing, for its owner alone."""

import stat
from contextlib import contextmanager

import apsw
import pytest

from caregiver_app.storage import room_aside
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.room_aside import ROOM, RoomAside
from caregiver_app.storage.transaction import transaction


@pytest.fixture
def room(tmp_path, clock):
    log = EntryLog.open(tmp_path / "data", clock)
    log.aside.make()
    yield log.aside
    log.close()


def files(folder):
    return {path.name: path.stat() for path in folder.glob(f"{ROOM}*")}


def test_what_is_kept_grows_no_file_and_nobody_else_can_read_it(room, tmp_path):
    folder = tmp_path / "data"
    before = {name: found.st_size for name, found in files(folder).items()}
    assert min(before.values()) > 100_000  # the room of the journal is taken too
    for text in ("Rosa fell. " * 2000, "Rosa fell. " * 9000, "Rosa fell."):
        room.keep("held", text)
        assert room.kept("held") == text
    assert {name: found.st_size for name, found in files(folder).items()} == before
    assert {stat.S_IMODE(found.st_mode) for found in files(folder).values()} == {0o600}
    assert not any(b"Rosa" in path.read_bytes() for path in folder.glob(f"{ROOM}*"))


def test_texts_stand_by_name_and_a_blank_takes_one_away(room):
    room.keep("one", "1")
    room.keep("two", "2")
    room.keep("one", "")
    assert (room.kept("one"), room.kept("two"), room.kept("three")) == ("", "2", "")


def test_where_no_room_can_be_made_nothing_is_left_lying(tmp_path):
    room = RoomAside(tmp_path)
    with pytest.raises(StorageError):
        room.keep("held", "a fall")
    assert files(tmp_path) == {}
    assert room.kept("held") == ""


def test_of_a_room_whose_disk_fails_at_the_last_step_no_journal_is_left(
    room, tmp_path, monkeypatch
):
    """What lies beside a file that is gone would be taken for that of the next one."""
    folder = tmp_path / "data"
    for path in folder.glob(f"{ROOM}*"):
        path.unlink()
    steps = iter((transaction, refused))

    def next_step(connection):
        return next(steps)(connection)

    monkeypatch.setattr(room_aside, "transaction", next_step)
    with pytest.raises(StorageError):
        room.make()
    assert files(folder) == {}


@contextmanager
def refused(_connection):
    raise apsw.FullError
    yield


def test_where_files_are_only_looked_at_a_room_stays_where_it_is(room, tmp_path):
    path = tmp_path / "data" / ROOM
    path.write_bytes(b"x" * 5000)
    RoomAside(tmp_path / "data", only_to_look=True).set_apart()
    assert path.read_bytes() == b"x" * 5000
    assert not path.with_name(f"{ROOM}.unread").exists()


def test_a_room_that_cannot_be_read_is_set_apart_and_there_is_room_again(room, tmp_path):
    (tmp_path / "data" / ROOM).write_bytes(b"x" * 5000)
    with pytest.raises(StorageError):
        room.kept("held")
    room.set_apart()
    room.keep("held", "a fall")
    assert room.kept("held") == "a fall"
    assert (tmp_path / "data" / f"{ROOM}.unread").exists()
