# SPDX-License-Identifier: MIT
"""The log of a file that is only looked at: in memory, apart from the record, gone afterwards."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import apsw

from caregiver_app.domain.sharing.shared_part import SharedPart
from caregiver_app.storage.database import DATABASE, plain_errors
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.family_entries import take_in
from caregiver_app.storage.key_files import KeyFiles
from caregiver_app.storage.migrations import migrate
from caregiver_app.storage.room_aside import RoomAside
from caregiver_app.storage.transaction import transaction
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _


class FileLog(EntryLog):
    """Nothing in it can be saved. Its folder holds an empty file and goes when it is closed."""

    is_record = False

    @classmethod
    def of_part(cls, part: SharedPart, settings: Mapping[str, str], clock: Clock) -> "FileLog":
        """Open what a file holds about one person; raise StorageError.

        `settings` are the choices of this computer, so that the window stays as it is.
        """
        folder = Path(tempfile.mkdtemp(prefix="caregiver-file-"))
        database = folder / DATABASE
        connection = apsw.Connection(":memory:")
        try:
            with plain_errors(folder):
                database.touch(mode=0o600)
                migrate(connection)
                with transaction(connection):
                    take_in(connection, part)
                    rows = settings.items()
                    connection.executemany("INSERT OR REPLACE INTO setting VALUES (?, ?)", rows)
                words = _("This is a file to look at, not the record of this computer.")
                looked = StorageError("read_only", words)
                log = cls(connection, None, database, clock, KeyFiles(), looked)
        except BaseException:
            connection.close()
            shutil.rmtree(folder, ignore_errors=True)
            raise
        log.aside = RoomAside(folder, KeyFiles(), only_to_look=True)
        return log

    def close(self) -> None:
        """Let go of all of it; closing twice does no harm."""
        super().close()
        shutil.rmtree(self.folder, ignore_errors=True)
