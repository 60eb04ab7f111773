# SPDX-License-Identifier: MIT
"""Who is in the record: adding, importing, exporting, and the people to practise with."""

from contextlib import suppress
from typing import Any

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.person import Person
from caregiver_app.domain.plain import to_plain
from caregiver_app.services.log.record_book import PersonCard, RecordBook
from caregiver_app.services.person.practice import PracticePerson, practice_people, practice_record
from caregiver_app.services.settings import SettingsService
from caregiver_app.services.sharing_files.identity import person_uuid
from caregiver_app.services.sharing_files.records import RecordsService
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.ids import new_id

__all__ = ["PeopleService", "PersonCard", "PracticePerson"]


class PeopleService:
    """The list of people of one data folder."""

    def __init__(
        self, book: RecordBook, settings: SettingsService, clock: Clock, records: RecordsService
    ) -> None:
        self._book = book
        self._settings = settings
        self._clock = clock
        self._records = records

    def opened_last(self) -> str | None:
        """Return who was open last, else the first, a practice person last; None for nobody."""
        wanted = self._settings.current().open_person
        ids = [card.id for card in sorted(self.people(), key=lambda card: card.practice)]
        return wanted if wanted in ids else next(iter(ids), None)

    def remember_open(self, person_id: str) -> None:
        """Open somebody again at the next start; a disk that refuses it stops nothing now."""
        if self._settings.current().open_person != person_id:
            with suppress(StorageError):
                self._settings.change(open_person=person_id)

    def people(self) -> tuple[PersonCard, ...]:
        """Return everybody in the order in which they arrived."""
        return self._book.people()

    def practice_people(self) -> tuple[PracticePerson, ...]:
        """Return the made-up people that can be opened."""
        return practice_people()

    def add_person(self, person: Person, author: str | None) -> str:
        """Write down a new person and return their id; raise StorageError."""
        payload: dict[str, Any] = to_plain(person)
        payload.setdefault("id", new_id(self._clock.now()))
        person_id = person_uuid(payload)
        now = here_and_now(self._clock)
        self._book.append([self._book.new_entry(person_id, EntryKind.PERSON, payload, now, author)])
        return person_id

    def add_practice(self, key: str) -> str:
        """Return the id of a made-up person, added the first time and never twice.

        Whoever is open stays open: somebody may be asked first. Raises StorageError.
        """
        person_id = person_uuid({"id": key})
        if not self._book.entries(person_id):
            self._records.import_plain(practice_record(key, self._clock))
        return person_id

    def open_practice(self, key: str) -> str:
        """Do the same, and the choice becomes the open person; raise StorageError."""
        person_id = self.add_practice(key)
        self._settings.change(open_person=person_id)
        return person_id
