# SPDX-License-Identifier: MIT
"""The passcode of an open record: setting, changing, removing it, and what stands beside it."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from caregiver_app.domain.people.caregivers import Guarded
from caregiver_app.domain.person import Contact
from caregiver_app.domain.sharing.recovery_code import CHANCES, LETTERS, write_code
from caregiver_app.services.care_team.caregivers import CaregiverRefused, WhyNotAll
from caregiver_app.services.handing_over.handoff import Sheet
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.safekeeping.locked_record import LockedRecord, Way
from caregiver_app.services.settings import SettingsService
from caregiver_app.storage.database import KEY
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles, OpenLock
from caregiver_app.storage.lock_screen import (
    LockScreen,
    drop_lock_screen,
    read_lock_screen,
    write_lock_screen,
)
from caregiver_app.storage.passcode import drop_lock, new_lock, tuned
from caregiver_app.storage.renewal import finish_lock, put_under
from caregiver_app.storage.sealing import Cost
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _

LEAST_SIGNS = 8
"""Fewer signs are found too soon by somebody who has copied the files. Our choice."""
_CHOSEN, _CLOSED = "lock_screen", "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneItem:
    """A number that may stand on the lock screen, of one person and contact."""

    id: str
    person: str
    contact: Contact
    is_chosen: bool


class PasscodeService:
    """One open record. What takes from 0.3 to 2 s says so: do it beside the window."""

    def __init__(
        self,
        log: EntryLog,
        book: RecordBook,
        settings: SettingsService,
        clock: Clock,
        why_not_all: WhyNotAll | None = None,
        *,
        cost: Cost | None = None,
    ) -> None:
        """`cost` is that of one try; None measures what this computer can do."""
        self._log, self._book, self._settings, self._clock = log, book, settings, clock
        self._why_not_all = why_not_all
        self.cost = cost
        self.open_again: Callable[[str], None] | None = None
        """Opens the record anew and says something; then it has another key."""

    @property
    def by_recovery(self) -> bool:
        """Say whether it was opened by the recovery code: then nobody knows the passcode."""
        return self._log.keys.by_recovery

    def opened_by(self, keys: KeyFiles) -> None:
        """Take note of how the lock screen was opened."""
        self._log.keys.by_recovery = keys.by_recovery
        self._log.keys.wrong_tries += keys.wrong_tries

    @property
    def is_set(self) -> bool:
        """Say whether the record has a passcode."""
        return self._log.keys.lock is not None

    def refused(self) -> str | None:
        """Return why whoever records may not set or remove it, in words; None when they may.

        It locks the records of all, see `CaregiverService.why_not_all`. The recovery sheet is the
        family's key: whoever opened the record by it may set another passcode.
        """
        if self._why_not_all is None or self.by_recovery:
            return None
        people = [card.id for card in self._book.people() if not card.practice]
        return self._why_not_all(people, Guarded.PASSCODE)

    def problem_with(self, passcode: str, again: str) -> str:
        """Return why a passcode cannot be taken; blank when it can."""
        if len(passcode) < LEAST_SIGNS:
            words = _("Use at least {n} letters, numbers or signs. Three words are good.")
            return words.format(n=LEAST_SIGNS)
        if passcode != again:
            return _("The two are not the same. Nothing was changed.")
        return ""

    def new_code(self) -> str:
        """Return a recovery code of chance."""
        return write_code([secrets.randbelow(len(LETTERS)) for _letter in range(CHANCES)])

    def locked(self) -> LockedRecord:
        """Return the record as somebody meets it who has to open it; the disk is not needed."""
        lock = self._log.keys.lock
        return LockedRecord(self._log.folder, lock=lock.lock if lock is not None else None)

    def may_be_closed(self) -> bool:
        """Say whether the disk takes something now, and holds the key that opens it again."""
        if self._log.only_to_look is not None:
            return False
        try:
            self._log.set_setting(_CLOSED, "")
            self._log.keys.read(self._log.folder / KEY)
        except (OSError, StorageError):
            return False
        return True

    def forget(self) -> None:
        """Hold no key any more: the record is closed, and who opens it brings one."""
        self._log.keys.lock = None
        self._log.keys.others.clear()
        self._log.keys.former.clear()

    def check(self, passcode: str) -> None:
        """Raise StorageError unless it is the passcode in force; takes its time."""
        locked = self.locked()
        wait = locked.wait_s()
        if wait > 0:
            words = _("Wait {n} s, then try again.").format(n=max(1, round(wait)))
            raise StorageError("wrong_passcode", words)
        locked.tried(Way.PASSCODE, passcode)

    def prepared(self, passcode: str, code: str) -> OpenLock:
        """Return a new lock, for `take`; takes its time.

        A change makes both ways anew: under the old lock key whoever knew the old passcode, and
        kept a copy of a key file, would open what is sealed later.
        """
        return new_lock(passcode, code, self.cost or tuned())

    def take(self, lock: OpenLock) -> str:
        """Put record and backups under a lock; return what could not be done, blank for nothing.

        The record gets another key the next time it is opened, see `open_again`. Raises
        CaregiverRefused, and StorageError when the record stays as it was.
        """
        from caregiver_app.system.wiping import begin_to_forget  # ctypes: where it is needed

        self._refuse_unless_family()
        if self._log.only_to_look is not None:
            raise StorageError(self._log.only_to_look.cause, str(self._log.only_to_look))
        failed = put_under(self._log, lock)
        self._log.keys.by_recovery = False
        begin_to_forget()
        told = still_open_words(failed)
        try:
            self.keep_lock_screen()
        except StorageError:  # the record is locked by now
            words = _("The lock screen shows what it did before. It is tried again at each start.")
            told = " ".join(filter(None, (told, words)))
        return told

    def finish(self) -> str:
        """Do what a power cut left undone; return what could not be done, blank for nothing."""
        return still_open_words(finish_lock(self._log))

    def remove(self) -> None:
        """Take the passcode away; raise StorageError and leave it when that cannot be done.

        Raises CaregiverRefused.
        """
        self._refuse_unless_family()
        drop_lock(self._log.folder, self._log.keys)
        try:
            drop_lock_screen(self._log.folder)
        except OSError:
            raise StorageError("read_only") from None
        self.choose({})

    def sheet(self, code: str) -> Sheet:
        """Return the recovery sheet of a code."""
        from caregiver_app.report.paper.recovery_sheet import recovery_sheet

        now = here_and_now(self._clock)
        page = recovery_sheet(code, now.day, self._settings.current().paper)
        name = f"recovery-sheet-{now.day.isoformat()}.pdf"
        return Sheet(pdf=page.pdf, file_name=name, left_off=(), missing=(), newest_at=None)

    def phones(self) -> tuple[PhoneItem, ...]:
        """Return the numbers of everybody who is no practice person, and which are chosen."""
        chosen = self._chosen()
        return tuple(
            PhoneItem(id=id_, person=card.name, contact=contact, is_chosen=id_ in chosen)
            for card in self._book.people()
            if not card.practice
            for contact in self._book.record(card.id).person.contacts
            if contact.phone
            for id_ in [f"{card.id} {contact.role.value} {contact.phone}"]
        )

    def choose(self, lines: Mapping[str, str]) -> None:
        """Let these numbers stand on the lock screen, each in its line, and no others.

        Raises StorageError. A number that is changed later is no longer shown.
        """
        self._log.set_setting(_CHOSEN, json.dumps(dict(lines)))
        self.keep_lock_screen()

    def keep_lock_screen(self, theme: str = "") -> None:
        """Write down beside the record what may be read without its passcode.

        Raises StorageError when what was chosen before might still be read there.
        """
        if not self.is_set or self._log.only_to_look is not None:
            return
        chosen, lines = self._settings.current(), self._chosen()
        phones = self.phones() if lines else ()  # without a choice no record need be read
        shown = LockScreen(
            lines=tuple(lines[item.id] for item in phones if item.is_chosen),
            theme=theme or str(chosen.theme),
            text_scale=str(chosen.text_scale),
            language=chosen.language or "",
            country=chosen.country or "",
        )
        try:
            if shown != read_lock_screen(self._log.folder):
                write_lock_screen(self._log.folder, shown)
        except OSError:
            raise StorageError("read_only") from None

    def _refuse_unless_family(self) -> None:
        refused = self.refused()
        if refused is not None:
            raise CaregiverRefused(refused)

    def _chosen(self) -> dict[str, str]:
        try:
            found = json.loads(self._log.setting(_CHOSEN) or "{}")
        except ValueError:
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(key): str(line) for key, line in found.items()}


def still_open_words(failed: tuple[Path, ...]) -> str:
    """Return that these backups can still be read without the passcode; blank for none."""
    if not failed:
        return ""
    names = ", ".join(path.stem for path in failed)
    words = _("These backups could not be locked yet: {names}. It is tried again at each start.")
    return words.format(names=names)
