# SPDX-License-Identifier: MIT
"""Watch items, to-dos and shifts: written at one press, taken back by another.

They count at once. What the disk does not take waits in the record, as an event does, and is
said over every page until it is saved.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.history.corrections import UNDO, Values
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.shift.shift_log import (
    NOT_READ_BACK,
    READ_BACK,
    ReadBack,
    Shift,
    ended,
    on_now,
    shifts,
    started,
)
from caregiver_app.domain.shift.watch_items import (
    MOST_LETTERS,
    Listed,
    WatchItem,
    added,
    done,
    open_items,
)
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.log.written import Desk, NotWritten
from caregiver_app.system.clock import Clock

__all__ = ["NotAsItMustBe", "NotWritten", "Noted", "ShiftService"]

_A_MOMENT = timedelta(seconds=1)


class NotAsItMustBe(ValueError):  # noqa: N818 - the word the screen shows
    """A text that cannot be kept: there is none, or it is longer than `most` letters."""

    def __init__(self, most: int | None = None) -> None:
        super().__init__("too long" if most else "empty")
        self.most = most


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What was just written, for taking it back; `waits` says that the disk has not taken it."""

    values: tuple[Values, ...]
    waits: bool


class ShiftService:
    """Keep what a shift hands to the next one, of the people of one data folder."""

    def __init__(self, book: RecordBook, clock: Clock) -> None:
        self._book = book
        self._desk = Desk(book, clock)

    def open_items(self, person_id: str) -> tuple[WatchItem, ...]:
        """Return what is still to be watched, then what is still to be done."""
        return open_items(self._book.record(person_id).changes)

    def shifts(self, person_id: str) -> tuple[Shift, ...]:
        """Return every shift that was written down, the oldest first."""
        return shifts(self._book.record(person_id).changes)

    def on_now(self, person_id: str) -> tuple[Shift, ...]:
        """Return who is on."""
        return on_now(self._book.record(person_id).changes)

    def add(self, person_id: str, listed: Listed, text: str, by: str | None) -> Noted:
        """Add an item. Raises NotAsItMustBe; then nothing is written."""
        words = " ".join(text.split())
        if not words:
            raise NotAsItMustBe
        if len(words) > MOST_LETTERS:
            raise NotAsItMustBe(MOST_LETTERS)
        return self._note(person_id, (added(listed, self._desk.new_id(), words),), by)

    def done(self, person_id: str, item: WatchItem, by: str | None) -> Noted | None:
        """Write down that an item is done; None when it is not open any more."""
        if not any(one.field == item.field for one in self.open_items(person_id)):
            return None
        return self._note(person_id, (done(item),), by)

    def start(
        self, person_id: str, who: str, asked: Sequence[ReadBack], going: Sequence[str] = ()
    ) -> Noted | None:
        """Begin a shift with what was read back; None when they are on already.

        `going` are those who go off at this moment.
        """
        if any(shift.who == who for shift in self.on_now(person_id)):
            return None
        first = next(iter(going), None)
        others = [ended(name) for name in going[1:]]
        return self._note(person_id, (*others, started(who, first, asked)), who)

    def end(self, person_id: str, who: str, by: str | None) -> Noted | None:
        """End the shift of somebody; None when they are not on.

        Never before it began: a clock that was put back meanwhile would leave them on for good.
        """
        began = [shift.start for shift in self.on_now(person_id) if shift.who == who]
        if not began:
            return None
        now, last = self._desk.now(), max(began)
        after = Moment(last.local + _A_MOMENT, last.zone)
        return self._note(person_id, (ended(who),), by, at=max(now, after))

    def take_back(self, person_id: str, noted: Noted, by: str | None) -> None:
        """Take back what was just written; what was read back stays, as it was said."""
        entries = []
        for values in reversed(noted.values):
            back = {f: (after, before) for f, (before, after) in values.items() if not _is_said(f)}
            entries += self._entries(person_id, back, by, UNDO)
        self._hold(entries)

    def _note(
        self,
        person_id: str,
        written: Sequence[Values],
        by: str | None,
        at: Moment | None = None,
    ) -> Noted:
        entries: list[NewEntry] = []
        for values in written:
            unread = {f: v for f, v in values.items() if _is_said(f) and v[1] is None}
            rest = {f: v for f, v in values.items() if f not in unread}
            entries += self._entries(person_id, rest, by, None, at)
            entries += self._entries(person_id, unread, by, NOT_READ_BACK)
        self._hold(entries)
        ids = {entry.id for entry in entries}
        waits = any(entry.id in ids for entry in self._book.held.of(person_id))
        return Noted(values=tuple(written), waits=waits)

    def _entries(
        self,
        person_id: str,
        values: Mapping[str, tuple[object, object]],
        by: str | None,
        reason: str | None,
        at: Moment | None = None,
    ) -> list[NewEntry]:
        target = self._book.record(person_id).person.id or person_id
        return self._desk.corrections(person_id, target, by, reason, values, at)

    def _hold(self, entries: list[NewEntry]) -> None:
        self._book.hold(entries)
        with suppress(NotWritten):  # it waits; the banner over the pages says so
            self._desk.keep()


def _is_said(field: str) -> bool:
    return field.startswith(f"{READ_BACK}.")
