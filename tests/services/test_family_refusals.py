# SPDX-License-Identifier: MIT
"""A family's file that is not what it says does no harm; who did not know decides nothing."""

import os

import pytest

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.exchange.bundle import Cost
from caregiver_app.services.sharing_files import apart
from caregiver_app.services.sharing_files.family import RecordError, read_whole, write_bundle
from caregiver_app.storage.errors import StorageError
from tests.services.test_family_merge import ID, WHO, Home

LIGHT, WORDS = Cost(64, 1, 1), "blue kettle monday river"


@pytest.fixture
def two(tmp_path):
    """Return two computers that begin with the same person."""
    ann, ben = Home(tmp_path / "ann", 0), Home(tmp_path / "ben", 5)
    ann.write(EntryKind.PERSON, WHO)
    ben.take_from(ann)
    yield ann, ben
    for home in (ann, ben):
        home.log.close()


def test_a_disk_that_loses_what_was_written_is_told_and_leaves_no_file(two, tmp_path, monkeypatch):
    ann, _ben = two
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(os, "fsync", lambda file: os.truncate(file, os.fstat(file).st_size - 9))
    with pytest.raises(StorageError, match="did not keep what was written"):
        write_bundle(ann.family.bundle(ID), WORDS, stick, "family", LIGHT)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("wrong", [{"hr": 99_999}, {"hr": "fast"}, {"level": "NO_FLAGS"}])
def test_an_entry_that_this_program_would_not_write_is_refused_before_anything(
    two, tmp_path, wrong
):
    ann, ben = two
    before = ben.says()
    # Its chain is whole: somebody with the passphrase and the program can make such a file.
    ann.write(EntryKind.CHECK_IN, {"id": "1", "at": ann.desk.now().text, **wrong})
    path = write_bundle(ann.family.bundle(ID), WORDS, tmp_path, "family", LIGHT)
    with pytest.raises(RecordError, match="the entry of"):
        read_whole(path, WORDS)
    assert ben.says() == before


def test_doses_that_lie_near_each_other_without_end_are_refused(two, monkeypatch):
    ann, ben = two
    ann.dose(10)
    ben.dose(10)
    monkeypatch.setattr(apart, "_MOST_APART", 0)
    with pytest.raises(RecordError, match="far too many doses"):
        ann.family.compared(ben.family.bundle(ID))


@pytest.mark.parametrize("other", ["taken", "missed"])
def test_a_dose_that_somebody_called_an_extra_one_is_not_asked_about_again(two, other):
    ann, ben = two
    ann.dose(10, "extra")
    ben.dose(10, other)
    ann.take_from(ben)
    assert ann.apart.conflicts(ID) == ()
    assert len(ann.book.record(ID).doses) == 2


def test_who_corrected_a_dose_without_knowing_of_the_other_one_has_not_decided(two):
    ann, ben = two
    ann.dose(10)
    ben.dose(10)
    (dose,) = ann.book.record(ID).doses
    ann.pass_time(3)
    ann.desk.write(ann.desk.corrections(ID, dose.id, "Ana", "typed wrong", {"mg": (10, 15)}))
    ann.take_from(ben)
    assert [one.kind for one in ann.apart.conflicts(ID)] == [ConflictKind.DOUBLE_DOSE]


def test_what_was_written_down_meanwhile_is_put_together_anew_before_anything_is_added(two):
    ann, ben = two
    ben.check_in(80)
    found = ann.family.compared(ben.family.bundle(ID))
    ready = ann.family.preparing(found)()
    ann.check_in(71)
    assert ann.family.writing(ready) is None
    assert ann.family.take_in(found) == 1
    assert [c.hr for c in ann.book.record(ID).check_ins] == [71, 80]  # by time
