# SPDX-License-Identifier: MIT
"""Taking one person off this computer for good: what goes, what stays, and doing it."""

from collections import Counter
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.caregivers import Guarded, tidied
from caregiver_app.domain.timing.follow_up import FollowUp
from caregiver_app.services.alerting.alerts import AlertService
from caregiver_app.services.care_team.caregivers import CaregiverRefused, WhyNot
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.exact_json import dumps, loads_own

if TYPE_CHECKING:
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.storage.without_person import Gone

_NOBODYS = ("recorder", "recorder_id", "proven")
"""Whoever recorded may have been on the list of the person who goes: it is asked anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatGoes:
    """What deleting somebody takes away, and what is said about it before.

    `first` and `last` are the times of check-ins and doses. `others` are the names of who stays.
    `backups` are all that are here; `has_locked` says that some need another passcode.
    `set_aside` counts what was set aside and goes with it. `copies` of the record that somebody
    else made in its folder stay. `alert` is one that nobody has
    answered.
    """

    name: str
    check_ins: int
    doses: int
    other_entries: int
    first: Moment | None
    last: Moment | None
    others: tuple[str, ...]
    backups: int
    has_locked: bool
    set_aside: int
    copies: tuple[str, ...]
    alert: FollowUp | None


class DeletionService:
    """Deletes people of one data folder.

    `delete_now` closes the record, takes somebody out of it and opens it again.
    """

    def __init__(
        self,
        log: "EntryLog",
        book: RecordBook,
        alerts: AlertService,
        why_not: WhyNot,
        delete_now: "Callable[[Gone], None]",
    ) -> None:
        self._log = log
        self._book = book
        self._alerts = alerts
        self._why_not = why_not
        self._delete_now = delete_now

    def refused(self, person_id: str) -> str | None:
        """Return why nobody can be deleted here now, in words; None when somebody can."""
        if self._log.only_to_look is not None:
            return str(self._log.only_to_look)
        return self._why_not(person_id, Guarded.DELETION)

    def what_goes(self, person_id: str) -> WhatGoes:
        """Return what would go and what would stay; raise StorageError."""
        from caregiver_app.services.safekeeping.locked_record import LockedRecord
        from caregiver_app.storage.backups import BackupFolder
        from caregiver_app.storage.deletion import copies_beside, set_aside_of

        entries = self._book.entries(person_id)
        kinds = Counter(entry.kind for entry in entries)
        check_ins, doses = kinds[EntryKind.CHECK_IN], kinds[EntryKind.DOSE]
        times = [e.effective_at for e in entries if e.kind in (EntryKind.CHECK_IN, EntryKind.DOSE)]
        alert = self._alerts.follow_up(person_id)
        cards = {card.id: card.name for card in self._book.people()}
        folder = self._log.folder
        return WhatGoes(
            name=cards[person_id],
            check_ins=check_ins,
            doses=doses,
            other_entries=len(entries) - check_ins - doses,
            first=min(times, default=None),
            last=max(times, default=None),
            others=tuple(name for id_, name in cards.items() if id_ != person_id),
            backups=len(BackupFolder(folder, self._log.keys).backups()),
            has_locked=LockedRecord(folder, beyond=self._log.keys).is_locked,
            set_aside=len(set_aside_of(folder)),
            copies=copies_beside(folder),
            alert=None if alert is None or alert.answered else alert,
        )

    def fits(self, person_id: str, typed: str) -> bool:
        """Say whether the name of a person was typed, in capital letters or not."""
        name = self._book.record(person_id).person.name
        return bool(tidied(typed)) and tidied(typed).casefold() == tidied(name).casefold()

    def clear_backups(self, person_id: str) -> Generator[None, None, None]:
        """Take somebody out of every backup, in short pieces; the record still holds them.

        Raises CaregiverRefused, and StorageError when the disk refuses.
        """
        from caregiver_app.storage.deletion import backups_without

        self._refuse(person_id)
        self._book.write_held()  # what waits for the disk must not come back with the next start
        return backups_without(self._log.folder, self._log.keys, self._gone(person_id))

    def delete(self, person_id: str) -> None:
        """Take somebody out of the record for good; the backups were gone through before.

        Raises CaregiverRefused, and StorageError when something still waits for the disk.
        """
        self._refuse(person_id)
        self._book.write_held()
        self._delete_now(self._gone(person_id))

    def _refuse(self, person_id: str) -> None:
        if self._log.only_to_look is not None:
            raise StorageError(self._log.only_to_look.cause, str(self._log.only_to_look))
        refused = self._why_not(person_id, Guarded.DELETION)
        if refused is not None:
            raise CaregiverRefused(refused)

    def _gone(self, person_id: str) -> "Gone":
        from caregiver_app.storage.deleted_people import mark_of
        from caregiver_app.storage.without_person import Gone

        is_made_up = self._book.record(person_id).person.is_practice
        return Gone(
            person_id=person_id,
            settings=lambda kept: settings_without(person_id, kept),
            mark=None if is_made_up else mark_of(person_id),
        )


def settings_without(person_id: str, settings: Mapping[str, str]) -> dict[str, str]:
    """Return the settings that say nothing about a person; of lists by person, the others."""
    left = {}
    for name, value in settings.items():
        kept = _without(person_id, value)
        if name not in _NOBODYS and person_id not in name and kept is not None:
            left[name] = kept
    return left


def _without(person_id: str, value: str) -> str | None:
    """Return a value without what is filed under a person; None when it is about them."""
    if person_id not in value:
        return value
    try:
        found = loads_own(value)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    rest = dumps({key: one for key, one in found.items() if person_id not in key})
    return None if person_id in rest else rest
