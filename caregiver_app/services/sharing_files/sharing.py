# SPDX-License-Identifier: MIT
"""Files for somebody else: the whole record, tables for a spreadsheet, and FHIR for a clinic."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.happened import with_event
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plan import TaperPlan
from caregiver_app.domain.record import Record
from caregiver_app.domain.sharing.conflicts import Conflict
from caregiver_app.domain.sheets.told_together import told_together
from caregiver_app.domain.timing.past_emergency import open_before
from caregiver_app.exchange.portable import item_of
from caregiver_app.exchange.writer import record_text
from caregiver_app.services.files import free_path, write_whole
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.exact_json import dumps
from caregiver_app.system.words import ENGLISH

TABLE_NAMES: Mapping[EntryKind, str] = {
    EntryKind.CHECK_IN: "check-ins",
    EntryKind.DOSE: "doses",
}


CLINIC_DAYS = 31
MOST_DAYS = 366
"""How far back a document for a clinic looks, and may: of ten years it would have half a GB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """One file to hand over. The name names nobody: a list of files may be seen by anybody."""

    stem: str
    ending: str
    made: Callable[[], bytes]

    @property
    def data(self) -> bytes:
        """Make what is in it, from the record as it was when the file was asked for."""
        return self.made()


class SharingService:
    """Makes the files that leave this computer in somebody's hand, and puts them into a folder."""

    def __init__(
        self,
        book: RecordBook,
        clock: Clock,
        conflicts: Callable[[str], Sequence[Conflict]],
        begun: Callable[[str], CheckIn | None] | None = None,
    ) -> None:
        """`conflicts` returns what two computers wrote apart about a person.

        `begun` returns answers that call somebody and are not saved, as an event.
        """
        self._book = book
        self._clock = clock
        self._conflicts = conflicts
        self._begun = begun

    def record(self, person_id: str) -> SharedFile:
        """Return the whole record of a person: what this program reads on another computer."""
        made = partial(record_file, self._book.plain_record(person_id))
        return SharedFile(stem=self._dated("record"), ending=".json", made=made)

    def tables(self, person_id: str) -> tuple[SharedFile, ...]:
        """Return the check-ins and the doses of a person as tables for a spreadsheet."""
        plain = self._book.plain_record(person_id)
        return tuple(
            SharedFile(stem=self._dated(name), ending=".csv", made=partial(table_file, plain, kind))
            for kind, name in TABLE_NAMES.items()
        )

    def for_a_clinic(self, person_id: str) -> SharedFile:
        """Return the record of a person as a FHIR R4 document, its last month."""
        record, now = self._book.record(person_id), here_and_now(self._clock)
        apart, begun = self._conflicts(person_id), begun_now(self._begun, person_id)
        made = partial(fhir_file, record, person_id, now, apart=apart, begun=begun)
        return SharedFile(stem=self._dated("fhir"), ending=".json", made=made)

    def save(self, files: Sequence[SharedFile], folder: Path) -> tuple[Path, ...]:
        """Write files into a folder and return their paths; no other file is ever replaced.

        Raises RecordError when the place makes no sense and StorageError when the disk fails.
        """
        saved = []
        for file in files:
            path = free_path(folder, file.stem, file.ending)
            write_whole(path, file.data)
            saved.append(path)
        return tuple(saved)

    def _dated(self, name: str) -> str:
        now = here_and_now(self._clock)
        return f"{name}-{now.local:%Y-%m-%d-%H%M}"


def record_file(plain: Mapping[str, Any]) -> bytes:
    """Return a portable record as the bytes of its file."""
    return record_text(plain).encode()


def table_file(plain: Mapping[str, Any], kind: EntryKind) -> bytes:
    """Return one table of a portable record as the bytes of its file."""
    from caregiver_app.exchange.csv_table import table_text  # csv: not before it is asked for

    return table_text(plain, kind).encode()


def table_files(plain: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the tables of a portable record as files, by what is in them."""
    return {name: table_file(plain, kind) for kind, name in TABLE_NAMES.items()}


def fhir_file(
    record: Record,
    person_id: str,
    now: Moment,
    days: int = CLINIC_DAYS,
    apart: Sequence[Conflict] = (),
    begun: CheckIn | None = None,
) -> bytes:
    """Return a record as the bytes of a FHIR R4 document; numbers keep their writing.

    Check-ins and doses of the last `days` before the newest are in it, and as a warning what the
    doses and pump events after the newest check-in make of it, and what answers call for that are
    `begun` and not saved. Plans that two computers wrote `apart` are both in it.
    """
    from caregiver_app import __version__
    from caregiver_app.content.form import load_form
    from caregiver_app.content.loader import load_rule_set
    from caregiver_app.exchange.fhir_document import fhir_document
    from caregiver_app.services.checking_in.told_in_file import told_in_file

    rule_set = load_rule_set()
    record = with_event(record, told_in_file(rule_set, record, now))
    record = with_event(record, begun)
    still_open = _still_open(record, now, rule_set.hours("in_sight.sheet_hours"))
    program = f"Caregiver Checklist {__version__}"
    form, sides = load_form(ENGLISH.code), _plans_among(apart)
    document = fhir_document(record, person_id, now, program, days, form, sides, still_open)
    return (dumps(document) + "\n").encode()


def _still_open(record: Record, now: Moment, in_sight: timedelta) -> frozenset[str]:
    """Return why there was an EMERGENCY before that of now, while nobody answered it."""
    last = told_together(record).last_check_in
    judged = last.assessment if last is not None else None
    if judged is None or judged.level is not Level.EMERGENCY:
        return frozenset()
    before = open_before(record, now, in_sight, judged)
    return frozenset(why for _at, why in before.found if why) if before else frozenset()


def begun_now(begun: Callable[[str], CheckIn | None] | None, person_id: str) -> CheckIn | None:
    """Return answers that call somebody and are not saved; without its disk there are none."""
    if begun is None:
        return None
    with suppress(StorageError):
        return begun(person_id)
    return None


def _plans_among(apart: Sequence[Conflict]) -> list[TaperPlan]:
    sides = [side for conflict in apart for side in conflict.sides]
    plans = [side for side in sides if side.kind is EntryKind.PLAN]
    named = [{**plan.payload, "id": plan.payload.get("id") or plan.id} for plan in plans]
    return [item_of(EntryKind.PLAN, payload, "plan") for payload in named]
