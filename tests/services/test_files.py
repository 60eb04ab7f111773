# SPDX-License-Identifier: MIT
"""A file that somebody chose is written whole, or what was there stays."""

import os
import stat

import pytest

from caregiver_app.exchange.errors import RecordError
from caregiver_app.services.files import free_path, write_whole
from caregiver_app.storage.errors import StorageError


def test_a_file_is_replaced_whole_and_readable_by_its_owner_alone(tmp_path):
    path = tmp_path / "one.json"
    path.write_text("before")
    write_whole(path, b"after")
    assert path.read_bytes() == b"after"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["folder", "pipe", "none/one.json"])
def test_a_folder_or_a_device_is_never_replaced_by_a_file(tmp_path, name):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RecordError, match="not a place for a file"):
        write_whole(tmp_path / name, b"x")
    assert (tmp_path / "folder").is_dir()
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_disk_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    def fail(descriptor):
        raise OSError(28, "No space left on device")

    path = tmp_path / "one.json"
    path.write_text("before")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageError, match="No space left"):
        write_whole(path, b"after")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_that_a_file_or_a_link_to_nothing_has_is_left_to_it(tmp_path):
    (tmp_path / "one.json").write_text("before")
    (tmp_path / "one-2.json").symlink_to(tmp_path / "gone")
    assert free_path(tmp_path, "one", ".json") == tmp_path / "one-3.json"
