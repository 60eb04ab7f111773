# SPDX-License-Identifier: MIT
"""A backup that is put back takes nothing with it that was only waiting for the disk."""

import pytest

from caregiver_app.domain.happened import Happening
from caregiver_app.services.safekeeping.lost_record import LostRecord
from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.errors import StorageError


def test_what_waits_is_in_the_copy_that_is_kept_before_a_backup_is_put_back(services, data_dir):
    person = services.people.open_practice("practice-oral")
    list(services.backups.make())
    event = services.happened.tapped(person, Happening.SEIZURE, None)
    folder = BackupFolder(data_dir)
    services.backups.put_back(folder.backups()[0].name)
    (kept,) = (b for b in folder.backups() if b.kind is BackupKind.BEFORE_RESTORE)
    entry = services.book.entries(person)[-1]
    assert entry.payload["id"] == event.id
    assert entry.id in {held.id for held in folder.outline(kept).entries}


def test_a_backup_made_by_hand_takes_no_place_of_the_one_of_the_day(services):
    services.people.open_practice("practice-oral")
    list(services.backups.make())
    assert services.backups.is_due()
    list(services.backups.make_automatic())
    assert not services.backups.is_due()


@pytest.mark.parametrize(
    ("cause", "helps"), [("damaged", True), ("failed", True), ("locked", False), ("newer", False)]
)
def test_a_backup_is_offered_where_it_would_help(services, data_dir, clock, cause, helps):
    services.people.open_practice("practice-oral")
    list(services.backups.make())
    found = LostRecord(data_dir, StorageError(cause), clock).offered()
    assert (found is not None) is helps
