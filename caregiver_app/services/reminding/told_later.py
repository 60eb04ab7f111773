# SPDX-License-Identifier: MIT
"""What becomes due while a record is closed: worked out before, told by time alone, of nobody."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from caregiver_app.services.reminding.reminders import DueReminder, ReminderService, notice_words
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _

AHEAD = timedelta(days=1)
"""How far it is worked out; after that it is said that something may be due. Our choice."""
_STEP = timedelta(minutes=5)
_NEAR = timedelta(seconds=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLater:
    """What to say from some time on, blank for nothing; `is_loud` is a noise at that time.

    `after_s` are seconds since the record was closed: no clock that is set makes it wait.
    """

    after_s: float
    words: str
    is_loud: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    words: str
    is_loud: bool


class _ClockAhead:
    """The clock as it will be; it goes on steadily from now."""

    def __init__(self, clock: Clock) -> None:
        self._now, self._zone, self._steady = clock.now(), clock.zone(), clock.monotonic()
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        """Return the instant that is looked at."""
        return self._now + self.ahead

    def zone(self) -> str:
        """Return the zone of now: nobody knows where they travel."""
        return self._zone

    def monotonic(self) -> float:
        """Return the steady clock of then."""
        return self._steady + self.ahead.total_seconds()


def told_later(
    reminders: ReminderService, person_id: str | None, clock: Clock
) -> Generator[None, None, tuple[ToldLater, ...]]:
    """Work out, in pieces of some milliseconds, what the reminders of a day say, by time.

    It asks the record as it is now and changes nothing; no name, drug or value is in it.
    """
    then = _ClockAhead(clock)
    seen = reminders.seen_by(then)
    people = [*([person_id] if person_id else []), *reminders.others(person_id)]
    told: list[ToldLater] = []
    last = _look(seen, people)
    told.append(ToldLater(after_s=0, words=last.words))
    for step in range(1, AHEAD // _STEP + 1):
        yield
        then.ahead = step * _STEP
        look = _look(seen, people)
        at = step * _STEP
        if look.words != last.words:
            at = _since(seen.seen_by(then), then, people, look.words, at)
        if look.words != last.words or look.is_loud:
            after_s = at.total_seconds()
            told.append(ToldLater(after_s=after_s, words=look.words, is_loud=look.is_loud))
        last = look
    if not last.words:
        words = _("Nobody has opened this for a day. Something may be due.")
        told.append(ToldLater(after_s=AHEAD.total_seconds(), words=words))
    return tuple(told)


def _look(reminders: ReminderService, people: Sequence[str]) -> _Look:
    found = _due(reminders, people)
    loud = [one for one in reminders.noisy(found) if not reminders.is_practice(one.person_id)]
    return _Look(_words(found), bool(loud))


def _due(reminders: ReminderService, people: Sequence[str]) -> list[DueReminder]:
    due = [
        DueReminder(person_id=person_id, reminder=one)
        for person_id in people
        for one in reminders.due(person_id)
    ]
    return sorted(due, key=lambda one: -one.reminder.urgency)


def _words(found: Sequence[DueReminder]) -> str:
    return notice_words(found) if found else ""


def _since(
    reminders: ReminderService,
    then: _ClockAhead,
    people: Sequence[str],
    words: str,
    at: timedelta,
) -> timedelta:
    """Return since when these words are said, within a step before `at`, to some seconds."""
    before = at - _STEP
    while at - before > _NEAR:
        then.ahead = before + (at - before) / 2
        if _words(_due(reminders, people)) == words:
            at = then.ahead
        else:
            before = then.ahead
    return at
