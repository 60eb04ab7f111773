# SPDX-License-Identifier: MIT
"""A record with a passcode, before it is open: what may be shown, and trying to open it."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from caregiver_app.domain.sharing.recovery_code import CodeSlipError, read_code
from caregiver_app.services.languages import choose_locale
from caregiver_app.services.settings import Settings
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles, Lock, OpenLock, Way
from caregiver_app.storage.lock_file import LOCK, LockFile, answer, is_asked
from caregiver_app.storage.lock_screen import LockScreen, read_lock_screen
from caregiver_app.storage.passcode import lock_of, lock_of_backups, opened, raised
from caregiver_app.storage.tries import Tries
from caregiver_app.system.clock import steady_s
from caregiver_app.system.words import _, in_use, ngettext

__all__ = ["KeyFiles", "LockScreen", "LockedRecord", "Way", "is_like_a_code", "slip_words"]


class LockedRecord:
    """The data folder of a record that needs a passcode, or whose backups do."""

    def __init__(
        self,
        data_dir: Path,
        steady: Callable[[], float] = steady_s,
        *,
        lock: Lock | None = None,
        beyond: KeyFiles | None = None,
    ) -> None:
        """`lock` is that of a record that is open: then nothing is read from the disk.

        With `beyond` it is about the backups that these keys do not open.
        """
        self._data_dir, self._beyond = data_dir, beyond
        self._wrong = 0
        self._lock = lock or self._found()
        self._tries = Tries(data_dir, steady)
        self._held: LockFile | None = None
        if self._lock is not None:  # who has no passcode pays no 30 MiB for it
            from caregiver_app.system.wiping import begin_to_forget  # ctypes: where it is needed

            begin_to_forget()

    @property
    def is_locked(self) -> bool:
        """Say whether a passcode is needed."""
        return self._lock is not None

    @property
    def shown(self) -> LockScreen:
        """Return what its owner chose to show without a passcode."""
        return read_lock_screen(self._data_dir)

    def choose_locale(self) -> None:
        """Speak the language and name the numbers that the record would choose.

        A country that is in force already was chosen later.
        """
        shown = self.shown
        country = in_use().country or shown.country or None
        choose_locale(Settings(language=shown.language or None, country=country))

    def hold(self) -> None:
        """Be the one window of this folder while it is locked: a second start comes back to it.

        What stands in the way is told when the record is opened.
        """
        with suppress(StorageError, OSError):
            self._held = LockFile(self._data_dir / LOCK)

    def let_go(self, _whatever: object = None) -> None:
        """Let the record be opened, or another window take its place."""
        if self._held is not None:
            self._held.release()

    def is_asked(self) -> bool:
        """Say whether a second start asks for the window."""
        return self._held is not None and is_asked(self._data_dir / LOCK)

    def answer(self) -> None:
        """Tell the second start that the window is there."""
        answer(self._data_dir / LOCK)

    def wait_s(self) -> float:
        """Return the seconds until the next try."""
        return self._tries.wait_s()

    def open(self, way: Way, typed: str) -> KeyFiles:
        """Return what opens the record; takes from 0.3 to 1 s, so do it beside the window.

        Raises StorageError `wrong_passcode` with a sentence for the caregiver. A slip in a
        recovery code is told by its group and costs no wait. A lock that costs too little for this
        computer is made dearer: what opens the record writes it.
        """
        found, took_s = self._timed(way, typed)
        dearer = found
        with suppress(StorageError):  # too little memory: it is tried again at the next start
            dearer = raised(found, way, _secret(way, typed), took_s)
        keys = KeyFiles(dearer, by_recovery=way is Way.RECOVERY, before=found.lock)
        keys.wrong_tries, self._wrong = self._wrong, 0
        return keys

    def tried(self, way: Way, typed: str) -> OpenLock:
        """Return the open lock; see `open`."""
        return self._timed(way, typed)[0]

    def _timed(self, way: Way, typed: str) -> tuple[OpenLock, float]:
        self._lock = self._lock or self._found()  # a stick or a folder may be back by now
        if self._lock is None:
            raise StorageError("failed")
        secret, begun = _secret(way, typed), time.perf_counter()
        try:
            found = opened(self._lock, way, secret)
        except StorageError as error:
            if error.cause == "wrong_passcode":
                self._tries.was_wrong()
                if way is Way.RECOVERY:
                    raise StorageError("wrong_passcode", _wrong_code()) from None
            raise
        self._wrong = self._tries.wrong
        self._tries.was_right()
        return found, time.perf_counter() - begun

    def _found(self) -> Lock | None:
        if self._beyond is not None:
            return lock_of_backups(self._data_dir, self._beyond)
        return lock_of(self._data_dir)


def is_like_a_code(typed: str) -> bool:
    """Say whether somebody typed a recovery code, with at most a slip in it."""
    try:
        read_code(typed)
    except CodeSlipError as slip:
        return slip.group is not None
    return True


def slip_words(slip: CodeSlipError) -> str:
    """Return what to look at again in a typed recovery code."""
    if slip.letters:
        words = _("No code has these: {letters}. Look at your sheet again.")
        return words.format(letters=" ".join(slip.letters))
    if slip.missing > 0:
        words = ngettext("{n} letter is missing.", "{n} letters are missing.", slip.missing)
        return words.format(n=slip.missing)
    if slip.missing:
        words = ngettext("There is {n} letter too many.", "{n} letters too many.", -slip.missing)
        return words.format(n=-slip.missing)
    return _("Group {n} is not right. Look at it again.").format(n=slip.group)


def _secret(way: Way, typed: str) -> str:
    return typed if way is Way.PASSCODE else _code(typed)


def _code(typed: str) -> str:
    try:
        return read_code(typed)
    except CodeSlipError as slip:
        raise StorageError("wrong_passcode", slip_words(slip)) from None


def _wrong_code() -> str:
    return _("That code does not open this record. Is there a newer sheet?")
