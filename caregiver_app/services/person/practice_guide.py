# SPDX-License-Identifier: MIT
"""How far somebody has come in trying the program; only for people who are made up."""

from contextlib import suppress
from typing import TYPE_CHECKING

from caregiver_app.domain.practice_steps import Practice, PracticeStep, practised
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.storage.entry_log import EntryLog

_APART, _BETWEEN = "|", ","


class PracticeGuide:
    """Keeps, beside the record, where a practice began and what the screens saw since.

    `listener` is called when there is more of it.
    """

    def __init__(self, book: RecordBook, log: "EntryLog") -> None:
        self._book = book
        self._log = log
        self._this_run: dict[str, str] = {}  # also where the disk takes nothing
        self.listener: Callable[[], None] | None = None

    def of(self, person_id: str) -> Practice | None:
        """Return how far it has come, None for a real person; the first look begins it."""
        person = self._book.record(person_id).person
        if not person.is_practice:
            return None
        began, noted = self._kept(person_id)
        return practised(person, self._book.entries(person_id)[began:], noted)

    def begin(self, person_id: str) -> None:
        """Begin anew: what was written and seen before does not count any more."""
        self._keep(person_id, len(self._book.entries(person_id)), frozenset())
        self._tell()

    def note(self, person_id: str, step: PracticeStep) -> None:
        """Keep that a screen saw a step; nothing is kept about a real person."""
        if self.of(person_id) is None:
            return
        began, noted = self._kept(person_id)
        if step not in noted:
            self._keep(person_id, began, noted | {step})
            self._tell()

    def _kept(self, person_id: str) -> tuple[int, frozenset[PracticeStep]]:
        name = _name(person_id)
        told = self._this_run.get(name) or self._log.setting(name) or ""
        began, _apart, noted = told.partition(_APART)
        if not began.isdecimal():
            count = len(self._book.entries(person_id))
            self._keep(person_id, count, frozenset())
            return count, frozenset()
        known = {step.value: step for step in PracticeStep}
        return int(began), frozenset(known[n] for n in noted.split(_BETWEEN) if n in known)

    def _keep(self, person_id: str, began: int, noted: frozenset[PracticeStep]) -> None:
        name, told = _name(person_id), f"{began}{_APART}{_BETWEEN.join(sorted(noted))}"
        self._this_run[name] = told
        with suppress(StorageError):  # a made-up person must not stop the start on a full disk
            self._log.set_setting(name, told)

    def _tell(self) -> None:
        if self.listener is not None:
            self.listener()


def _name(person_id: str) -> str:
    return f"practice.{person_id}"
