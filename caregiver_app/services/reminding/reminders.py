# SPDX-License-Identifier: MIT
"""Reminders of everybody in the record, what was put off, and the words of a notice."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.timing.reminders import (
    Reminder,
    ReminderChoices,
    ReminderKind,
    ReminderRules,
    Urgency,
    recheck_now,
    reminders,
)
from caregiver_app.domain.timing.snooze import Snooze, is_snoozed, is_told_again, put_off
from caregiver_app.domain.timing.time_rules import QuietHours, TimeRules
from caregiver_app.services.checking_in.told_since import ToldSince
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.reminding.reminder_timer import ReminderTimer
from caregiver_app.services.settings import Settings, SettingsService
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.exact_json import dumps, loads_own
from caregiver_app.system.words import _, ngettext

if TYPE_CHECKING:
    from caregiver_app.storage.entry_log import EntryLog  # the driver: only when a log is open

_SNOOZES = "snoozes"

Told = dict[tuple[str, str], tuple[Urgency, datetime]]
"""By person and key of the reminder: how pressing it was when somebody was told, and when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReminder:
    """A reminder and whose it is."""

    person_id: str
    reminder: Reminder


class ReminderService:
    """Works out what is due for whom; keeps what was put off beside the record.

    `told` is who was told of what in this run, `timer` the computer's own. `show_try` shows a
    reminder that is none, and returns what was to be seen and heard. `since` tells what the hours
    make of a missed dose: an open window writes an alert of it, and it is told by the alert; with
    a record that is closed or only looked at it is a check that is due now.
    """

    def __init__(
        self,
        book: RecordBook,
        log: "EntryLog",
        settings: SettingsService,
        rules: ReminderRules,
        since: ToldSince,
        clock: Clock,
    ) -> None:
        self._book, self._log, self._settings = book, log, settings
        self._rules, self._since, self._clock = rules, since, clock
        self._known_since: dict[str, Moment] = {}
        self._snoozes = _read(log)
        self.told: Told = {}
        self.show_try: Callable[[], tuple[str, ...]] | None = None
        self.timer = ReminderTimer(log.folder, is_record=log.is_record)

    def due(self, person_id: str) -> tuple[Reminder, ...]:
        """Return what is due for a person and not put off, the most pressing first."""
        now, now_s = self._clock.now(), self._clock.monotonic()
        snoozes = self._snoozes.get(person_id, ())
        found = self._all(person_id)
        self._forget(person_id, found)
        return tuple(one for one in found if not is_snoozed(one, snoozes, now, now_s))

    def others(self, person_id: str | None) -> tuple[str, ...]:
        """Return the other people who are reminded of; a made-up one only while it is open."""
        cards = self._book.people()
        return tuple(card.id for card in cards if card.id != person_id and not card.practice)

    def is_practice(self, person_id: str) -> bool:
        """Say whether somebody is made up: nobody is told of them beyond the window."""
        return any(card.id == person_id and card.practice for card in self._book.people())

    def snooze(self, person_id: str, reminder: Reminder, length: timedelta) -> None:
        """Put a reminder off; it is kept for the next start as well, where the disk takes it."""
        now, now_s = self._clock.now(), self._clock.monotonic()
        made = put_off(reminder, length, now, now_s)
        if made is None:
            return
        others = [one for one in self._snoozes.get(person_id, ()) if one.key != made.key]
        self._snoozes[person_id] = (*others, made)
        self.told.pop((person_id, reminder.key), None)  # it comes back with a sound
        self._keep()

    def noisy(self, found: Iterable[DueReminder]) -> tuple[DueReminder, ...]:
        """Return those to make a noise about now, and remember that somebody is told of them."""
        now, times = self._clock.now(), self._rules.times
        loud = tuple(
            one
            for one in found
            if is_told_again(
                times, one.reminder, self.told.get((one.person_id, one.reminder.key)), now
            )
        )
        for one in loud:
            self.told[(one.person_id, one.reminder.key)] = (one.reminder.urgency, now)
        return loud

    def seen_by(self, clock: Clock) -> "ReminderService":
        """Return the same reminders as another clock sees them; what it is told of stays there."""
        seen = ReminderService(
            self._book, self._log, self._settings, self._rules, self._since.seen_by(clock), clock
        )
        seen.told = dict(self.told)
        return seen

    def _all(self, person_id: str) -> tuple[Reminder, ...]:
        record, now = self._book.record(person_id), here_and_now(self._clock)
        if person_id not in self._known_since:
            self._known_since[person_id] = self._book.entries(person_id)[0].recorded_at
        choices = choices_of(self._settings.current())
        found = reminders(self._rules, record, self._known_since[person_id], choices, now)
        called = self._since.calls_by_time(person_id)
        return found if called is None else (recheck_now(called.level, now), *found)

    def _forget(self, person_id: str, found: Sequence[Reminder]) -> None:
        """Let go of what was put off or told and is done."""
        keys = {one.key for one in found}
        for key in [key for key in self.told if key[0] == person_id and key[1] not in keys]:
            del self.told[key]
        kept = tuple(one for one in self._snoozes.get(person_id, ()) if one.key in keys)
        if len(kept) < len(self._snoozes.get(person_id, ())):
            self._snoozes[person_id] = kept  # the disk is told with the next one

    def _keep(self) -> None:
        plain = {
            person_id: [
                {
                    "key": one.key,
                    "urgency": int(one.urgency),
                    "since": one.since.isoformat(),
                    "until": one.until.isoformat(),
                }
                for one in snoozes
            ]
            for person_id, snoozes in self._snoozes.items()
            if snoozes
        }
        with suppress(StorageError):  # then it holds until the program ends
            self._log.set_setting(_SNOOZES, dumps(plain))


def reminder_rules(times: TimeRules, rule_set: RuleSet) -> ReminderRules:
    """Return the rules that reminders go by: W13 says how far ahead its dates count."""
    return ReminderRules(
        times=times,
        refill_days=int(rule_set.number("W13", "days")),
        supply_days=int(rule_set.number("W13", "supply_days")),
    )


def choices_of(settings: Settings) -> ReminderChoices:
    """Return what was chosen about reminders."""
    return ReminderChoices(
        is_on=settings.reminders == "on",
        quiet=QuietHours(
            start=time.fromisoformat(settings.quiet_from),
            end=time.fromisoformat(settings.quiet_until),
        ),
    )


def notice_words(found: Sequence[DueReminder]) -> str:
    """Return what a notice outside the window says: no name, no medicine, no value."""
    if len(found) > 1:
        words = ngettext("{n} reminder is due.", "{n} reminders are due.", len(found))
        return words.format(n=len(found))
    reminder = found[0].reminder
    if reminder.kind is ReminderKind.DOSE:
        late = _("A planned dose is not written down.")
        return _("A planned dose is due.") if reminder.late_since is None else late
    return {
        ReminderKind.RECHECK: _("It is time to check again."),
        ReminderKind.CHECK_IN: _("A check-in is due."),
    }.get(reminder.kind, _("A date needs a look."))


def _read(log: "EntryLog") -> dict[str, tuple[Snooze, ...]]:
    """Return what was put off before this start; what cannot be read was not put off."""
    try:
        plain: Any = loads_own(log.setting(_SNOOZES) or "{}")
        return {
            str(person_id): tuple(
                Snooze(
                    key=str(one["key"]),
                    urgency=Urgency(one["urgency"]),
                    since=Moment.parse(one["since"]).utc,
                    until=Moment.parse(one["until"]).utc,
                )
                for one in snoozes
            )
            for person_id, snoozes in plain.items()
        }
    except (StorageError, AttributeError, KeyError, TypeError, ValueError):
        return {}
