# SPDX-License-Identifier: MIT
"""A file that is only looked at leaves nothing behind and takes nothing."""

from contextlib import suppress

import pytest

from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.file_log import FileLog
from tests.storage.test_family_entries import ANN, AT, CLOCK, homes, new, two  # noqa: F401 - a fixture


def test_it_shows_the_entries_saves_nothing_and_is_gone_afterwards(two):  # noqa: F811 - a fixture
    giver, _taker = two
    log = FileLog.of_part(giver.family.part(ANN), {"theme": "dark"}, CLOCK)
    folder = log.folder
    assert [e.hash for e in log.entries(ANN)] == [e.hash for e in giver.entries(ANN)]
    assert log.setting("theme") == "dark"
    for save in (
        lambda: log.append([new()]),
        lambda: log.set_setting("theme", "light"),
        lambda: log.drafts.keep(ANN, {}, AT),
        lambda: log.family.take_in(giver.family.part(ANN)),
    ):
        with pytest.raises(StorageError, match="file to look at"):
            save()
    assert sum(path.stat().st_size for path in folder.iterdir()) == 0
    log.close()
    log.close()
    assert not folder.exists()


def test_a_part_that_is_not_whole_opens_nothing(two, tmp_path, monkeypatch):  # noqa: F811 - a fixture
    giver, _taker = two
    part = giver.family.part(ANN)
    broken = type(part)(person_id=ANN, entries=part.entries[1:], elsewhere=(), seen=())
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = sorted(tmp_path.iterdir())
    with suppress(StorageError):
        FileLog.of_part(broken, {}, CLOCK)
        raise AssertionError("it was opened")
    assert sorted(tmp_path.iterdir()) == before
