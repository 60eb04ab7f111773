# SPDX-License-Identifier: MIT
"""A record that cannot be opened, and the newest backup that can take its place."""

from pathlib import Path

from caregiver_app.services.safekeeping.backups import BackupLine
from caregiver_app.services.safekeeping.locked_record import LockedRecord
from caregiver_app.storage.backups import BackupFolder
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles
from caregiver_app.storage.restore import put_back
from caregiver_app.system.clock import Clock, moment_here
from caregiver_app.system.words import _

# "failed" is what a disk says that no longer gives a part of the file: the old files are kept.
_LOST = frozenset({"damaged", "wrong_key", "missing", "failed"})


class LostRecord:
    """The data folder of a record that raised `problem` when it was opened."""

    def __init__(
        self, data_dir: Path, problem: Exception, clock: Clock, keys: KeyFiles | None = None
    ) -> None:
        self._data_dir = data_dir
        self._problem = problem
        self._clock = clock
        self.keys = keys or KeyFiles()
        self._folder = BackupFolder(data_dir, self.keys)

    @property
    def what_helps(self) -> str:
        """Return what somebody can do about it now, in a sentence or two; blank for nothing."""
        if not isinstance(self._problem, StorageError):
            return ""
        return {
            "missing": _("Were files moved, or a stick pulled out? Put it back. Then try again."),
            "damaged": _("Leave the files as they are. Ask for help with this computer."),
            "wrong_key": _("Leave the files as they are. Ask for help with this computer."),
            "read_only": _("Ask for help with this computer. Use paper until then."),
            "failed": _("Start the computer again. Then try once more."),
            "newer": _("Get the newest version of this program. Use paper until then."),
        }.get(self._problem.cause, "")

    def locked(self) -> LockedRecord | None:
        """Return the backups when a passcode or recovery code must open them first, or None."""
        if not self._is_lost() or self.keys.lock is not None:
            return None
        locked = LockedRecord(self._data_dir, beyond=self.keys)
        return locked if locked.is_locked else None

    def unlock(self, keys: KeyFiles) -> None:
        """Take what opens the backups; a backup that is put back keeps its passcode."""
        self.keys.lock = keys.lock

    def offered(self) -> BackupLine | None:
        """Return the newest backup that can be read whole; None where none would help."""
        if not self._is_lost():
            return None
        for backup in self._folder.backups():
            try:
                entries, newest = self._folder.held(backup)
            except StorageError:
                continue
            return BackupLine(
                name=backup.name,
                kind=backup.kind.value,
                made_at=moment_here(backup.made_at, self._clock),
                entries=entries,
                newest=newest,
            )
        return None

    def put_back(self, name: str) -> None:
        """Put a backup in place of the files that are here; they are kept. Raises StorageError."""
        chosen = next(b for b in self._folder.backups() if b.name == name)
        put_back(self._data_dir, chosen, self._clock.now(), self.keys)

    def _is_lost(self) -> bool:
        return isinstance(self._problem, StorageError) and self._problem.cause in _LOST
