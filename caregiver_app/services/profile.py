# SPDX-License-Identifier: MIT
"""What is known about one person: the questions, and a newer profile that replaces the older."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from caregiver_app.domain.dosing.strengths import strength_differences
from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import Change
from caregiver_app.domain.people.caregivers import guarded_changes
from caregiver_app.domain.people.profile import Profile
from caregiver_app.domain.people.usual_from_record import (
    UsualSpec,
    WorkedOut,
    not_known_yet,
    worked_out,
)
from caregiver_app.domain.person import Person
from caregiver_app.domain.plain import from_plain, to_plain
from caregiver_app.services.care_team.caregivers import WhyNot, first_refusal
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.ids import new_id


class ProfileNotSaved(Exception):  # noqa: N818 - the word the screen shows
    """A profile that could not be written; the text says why, in plain words."""


class ProfileService:
    """Keep the profiles of one data folder; every older one stays in the log."""

    def __init__(self, book: RecordBook, why_not: WhyNot, clock: Clock) -> None:
        self._book = book
        self._why_not = why_not
        self._clock = clock

    @cached_property
    def questions(self) -> Profile:
        """Return the questions about a person; read when somebody first asks for them."""
        from caregiver_app.content.profile import load_profile

        return load_profile()

    @cached_property
    def usual_spec(self) -> UsualSpec:
        """Return what it takes to offer a usual value; ContentError when it cannot be read."""
        from caregiver_app.content.usual import load_usual

        return load_usual()

    def offered_usual(self, person_id: str) -> tuple[WorkedOut, ...]:
        """Return usual values for a person to confirm, of those that nobody wrote down yet."""
        record = self._book.record(person_id)
        offered = worked_out(record, self.usual_spec, here_and_now(self._clock))
        return not_known_yet(offered, record.person.usual)

    def decide(
        self,
        person_id: str,
        chosen: Person,
        sides: Sequence[Person],
        author: str | None,
        follows: str,
    ) -> None:
        """Write down which of several profiles holds, by the one it `follows`; see `change`.

        Where they differ in what only family changes, only family decides.
        """
        guarded = [one for side in sides for one in guarded_changes(side, chosen)]
        refused = first_refusal(self._why_not, person_id, guarded)
        if refused is not None:
            raise ProfileNotSaved(refused)
        self.change(person_id, chosen, author, follows)

    def change(
        self, person_id: str, person: Person, author: str | None, follows: str | None = None
    ) -> Person:
        """Write down a newer profile and return the one before, which takes it back.

        Raise ProfileNotSaved, and KeyError for nobody. The medicine, the limits and what is usual
        are changed by family alone.
        """
        before = self._book.in_force(person_id).person
        if before is None:
            raise KeyError(f"nobody has the id {person_id}")
        changed = guarded_changes(self._book.record(person_id).person, person)
        refused = first_refusal(self._why_not, person_id, changed)
        if refused is not None:
            raise ProfileNotSaved(refused)
        payload: dict[str, Any] = to_plain(replace(person, id=before.payload.get("id")))
        entry = self._book.new_entry(
            person_id,
            EntryKind.PERSON,
            payload,
            here_and_now(self._clock),
            author,
            follows=follows or before.entry.id,
        )
        changes = [
            self._changed(person_id, values, author)
            for values in strength_differences(self._book.record(person_id).person, person)
        ]
        try:
            self._book.append([entry, *changes])
        except StorageError as error:
            raise ProfileNotSaved(str(error)) from error
        return from_plain(Person, before.payload)

    def _changed(
        self, person_id: str, values: tuple[str, object, object], author: str | None
    ) -> NewEntry:
        """Return the line of the log of changes that keeps what an older profile said."""
        field, before, after = values
        change = Change(
            id=new_id(self._clock.now()),
            at=here_and_now(self._clock),
            by=author or None,
            target=person_id,
            field=field,
            before=before,
            after=after,
        )
        return self._book.new_entry(
            person_id, EntryKind.CHANGE, to_plain(change), change.at, author=author or None
        )
