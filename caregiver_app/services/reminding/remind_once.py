# SPDX-License-Identifier: MIT
"""One look into a record that no window has open: what to make a noise about, and nothing else."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.timing.reminders import Reminder, Urgency, recheck_now
from caregiver_app.services.reminding.reminders import (
    DueReminder,
    ReminderService,
    Told,
    reminder_rules,
)
from caregiver_app.storage.database import DATABASE
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.plain_file import read_plain, write_plain

if TYPE_CHECKING:  # read only where there is a record
    from caregiver_app.domain.rule_set import RuleSet
    from caregiver_app.services.checking_in.check_ins import CheckInService

TOLD = "reminded.json"
_DIGITS = 32


class OnceReminder:
    """Looks once, and remembers beside the record what somebody was told of.

    What it remembers are digests, levels of urgency and times: no name and nothing of the record.
    The record itself is opened only to look.
    """

    def __init__(self, data_dir: Path, clock: Clock) -> None:
        self._folder, self._clock = data_dir, clock
        self._noted: dict[str, tuple[Urgency, datetime]] = {}

    def due(self) -> tuple[DueReminder, ...]:
        """Return what to tell of now; nothing while a program has the record open.

        Raises StorageError when there is a record that cannot be read, as under a passcode.
        """
        if not (self._folder / DATABASE).exists():
            return ()
        try:
            return self._look()
        except StorageError as problem:
            if problem.cause == "locked":
                return ()  # the window reminds
            raise

    def note(self) -> None:
        """Remember that somebody was told of what was due; without a place it is told again."""
        plain = {key: [int(urgency), at.isoformat()] for key, (urgency, at) in self._noted.items()}
        with suppress(OSError):
            write_plain(self._folder / TOLD, json.dumps(plain).encode())

    def _look(self) -> tuple[DueReminder, ...]:
        from caregiver_app.content.dose_entry import load_dose_entry
        from caregiver_app.content.form import load_form
        from caregiver_app.content.loader import load_rule_set
        from caregiver_app.content.time_rules import load_time_rules
        from caregiver_app.services.checking_in.check_ins import CheckInService
        from caregiver_app.services.checking_in.told_since import ToldSince
        from caregiver_app.services.log.record_book import RecordBook
        from caregiver_app.services.settings import SettingsService
        from caregiver_app.storage.entry_log import EntryLog

        log = EntryLog.look(self._folder, self._clock)
        try:
            book = RecordBook(log, self._clock)
            rule_set = load_rule_set()
            times = load_time_rules()
            rules = reminder_rules(times, rule_set)
            since = ToldSince(book, rule_set, load_dose_entry(), times, self._clock)
            service = ReminderService(book, log, SettingsService(log), rules, since, self._clock)
            begun = CheckInService(book, log, rule_set, load_form(), self._clock)
            found = [
                DueReminder(person_id=person_id, reminder=reminder)
                for person_id in service.others(None)
                for reminder in (*self._begun(begun, person_id, rule_set), *service.due(person_id))
            ]
        finally:
            log.close()
        service.told = self._told_of(found)
        loud = service.noisy(found)
        self._noted = {_digest(*key): told for key, told in service.told.items()}
        return loud

    def _begun(
        self, check_ins: "CheckInService", person_id: str, rule_set: "RuleSet"
    ) -> Iterator[Reminder]:
        """Yield the check that answers ask for which were typed, call somebody and are not saved.

        The window says so on every page; after a power cut nobody does.
        """
        begun = check_ins.begun_alert(person_id, rule_set)
        if begun is not None and begun.assessment is not None:
            yield recheck_now(begun.assessment.level, here_and_now(self._clock))

    def _told_of(self, found: Sequence[DueReminder]) -> Told:
        """Return what somebody was told of before, of what is still due."""
        kept = _read(self._folder / TOLD)
        keys = [(one.person_id, one.reminder.key) for one in found]
        return {key: kept[_digest(*key)] for key in keys if _digest(*key) in kept}


def _digest(person_id: str, key: str) -> str:
    return hashlib.sha256(f"{person_id} {key}".encode()).hexdigest()[:_DIGITS]


def _read(path: Path) -> dict[str, tuple[Urgency, datetime]]:
    """Return what was noted; what cannot be read was not told."""
    try:
        plain = json.loads(read_plain(path))
        return {
            str(key): (Urgency(urgency), Moment.parse(at).utc)
            for key, (urgency, at) in plain.items()
        }
    except (OSError, AttributeError, TypeError, ValueError):
        return {}
