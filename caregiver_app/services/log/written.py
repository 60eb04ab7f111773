# SPDX-License-Identifier: MIT
"""Entries written at one press: kept at once, corrected and taken back without losing any."""

from collections.abc import Iterable, Mapping
from typing import Any

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import Change
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import to_plain
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.ids import new_id


class NotWritten(Exception):  # noqa: N818 - the word the screen shows
    """An entry the disk did not take; its judgement stands."""

    def __init__(self, cause: str, told: Assessment | None = None) -> None:
        super().__init__(cause)
        self.cause = cause
        self.told = told


class Desk:
    """Writes single entries of one data folder."""

    def __init__(self, book: RecordBook, clock: Clock) -> None:
        self.book = book
        self.clock = clock

    def now(self) -> Moment:
        """Return this instant as it reads on the wall here."""
        return here_and_now(self.clock)

    def new_id(self) -> str:
        """Return an id for an entry that is about to be written."""
        return new_id(self.clock.now())

    def entry(self, person_id: str, kind: EntryKind, fact: CheckIn | DoseEvent) -> NewEntry:
        """Return the entry of a fact, true when it happened."""
        at = fact.at if isinstance(fact, CheckIn) else fact.when
        payload: dict[str, Any] = to_plain(fact)
        return self.book.new_entry(
            person_id, kind, payload, at or self.now(), fact.recorder, fact.observer
        )

    def corrections(
        self,
        person_id: str,
        target: str,
        by: str | None,
        reason: str | None,
        values: Mapping[str, tuple[object, object]],
        at: Moment | None = None,
    ) -> list[NewEntry]:
        """Return one correction for every field, each with what stood there before.

        It is true from now, or from `at`.
        """
        now, entries = at or self.now(), []
        for field, (before, after) in values.items():
            change = Change(
                id=self.new_id(),
                at=now,
                by=by or None,
                reason=reason,
                target=target,
                field=field,
                before=before,
                after=after,
            )
            entries.append(
                self.book.new_entry(
                    person_id, EntryKind.CHANGE, to_plain(change), now, author=by or None
                )
            )
        return entries

    def take_back(self, person_id: str, ids: Iterable[str], by: str | None) -> None:
        """Take entries out of the record; the log keeps them. Raises NotWritten."""
        gone = {"removed": (False, True)}
        entries = [e for id_ in ids for e in self.corrections(person_id, id_, by, "undo", gone)]
        self.write(entries)

    def write(self, entries: list[NewEntry], told: Assessment | None = None) -> None:
        """Append entries in one transaction; raise NotWritten, and nothing is kept of them."""
        try:
            self.book.append(entries)
        except StorageError as error:
            raise NotWritten(str(error), told) from error

    def keep(self) -> None:
        """Write what waits for the disk; raise NotWritten, and it goes on waiting."""
        try:
            self.book.write_held()
        except StorageError as error:
            raise NotWritten(str(error)) from error
