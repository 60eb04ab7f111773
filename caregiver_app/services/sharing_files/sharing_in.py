# SPDX-License-Identifier: MIT
"""Files that come in: looked at first, then added as a whole or not at all."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.exchange.errors import RecordError, shown
from caregiver_app.exchange.portable import LISTS
from caregiver_app.exchange.reader import check_record, read_record
from caregiver_app.services.care_team.caregivers import WhyNot
from caregiver_app.services.log.derivation import InForce, derive
from caregiver_app.services.log.record_book import PersonCard, RecordBook
from caregiver_app.services.sharing_files.guarded_entries import refuse_guarded
from caregiver_app.services.sharing_files.identity import person_uuid
from caregiver_app.services.sharing_files.namesakes import Namesake, namesake
from caregiver_app.services.sharing_files.records import ImportResult, Prepared, RecordsService
from caregiver_app.system.garbage import unsearched
from caregiver_app.system.words import _

if TYPE_CHECKING:
    from caregiver_app.exchange.csv_reader import Table  # csv: not before a table is read

__all__ = [
    "Held",
    "ImportResult",
    "IncomingFiles",
    "Prepared",
    "Preview",
    "RecordError",
    "read_file",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What adding a file would do. `rows` is None for a whole record.

    `new` counts the entries that would be added, `here` the rows that are here already, and
    `same_time` those that would be added beside an entry of the same time: perhaps it is the
    same one under another id, so somebody has to say that both stand. `was_deleted` says that the
    person was deleted here: somebody has to say that they come back. `namesake` tells of somebody
    else of the same name and date of birth who is here.
    """

    name: str
    kind: EntryKind | None
    rows: int | None
    new: int
    new_check_ins: int
    here: int
    same_time: int
    is_new_person: bool
    plain: Mapping[str, Any]
    without_same_time: Mapping[str, Any]
    was_deleted: bool = False
    namesake: Namesake | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a file holds: a whole record, or a table."""

    plain: Mapping[str, Any]
    table: "Table | None" = None


def read_file(path: Path) -> Held:
    """Read a file and check it by itself; raise RecordError.

    It looks at the file alone, so it may run beside the window.
    """
    if path.suffix.casefold() != ".csv":
        return Held(plain=read_record(path))
    from caregiver_app.exchange.csv_reader import read_table

    return Held(plain={}, table=read_table(path))


class IncomingFiles:
    """Reads a file that nobody vouches for, says what it would change, and adds it.

    `why_not` says what whoever records may not change; a command is run by nobody who records.
    """

    def __init__(
        self, book: RecordBook, records: RecordsService, why_not: WhyNot | None = None
    ) -> None:
        self._book = book
        self._records = records
        self._why_not = why_not

    def preview(self, path: Path, person_id: str | None = None) -> Preview:
        """Return what adding the file would do; nothing is written. See `compared`."""
        return self.compared(read_file(path), person_id)

    def compared(self, held: Held, person_id: str | None = None) -> Preview:
        """Return what adding the content of a file would do; nothing is written.

        A table belongs to somebody who is here. With `person_id` it must be theirs. Raises
        RecordError when it contradicts what is here.
        """
        return self.comparing(held, person_id)()

    def comparing(self, held: Held, person_id: str | None = None) -> Callable[[], Preview]:
        """Return the work of `compared`; it may run beside the window."""
        if held.table is not None:
            return self._comparing_table(held.table, self._owner(held.table, person_id))
        plain = held.plain
        preview = self._records.previewing(plain)
        is_new, was_deleted = self._records.is_new_person(plain), self._records.was_deleted(plain)
        told = (Moment.parse(one["at"]) for one in plain.get("check_ins", ()))  # seldom asked for
        other = namesake(self._book, "", plain["person"], told) if is_new else None

        @unsearched()
        def work() -> Preview:
            result = preview()
            return Preview(
                name=result.name,
                kind=None,
                rows=None,
                new=result.new_entries,
                new_check_ins=result.new_check_ins,
                here=0,
                same_time=0,
                is_new_person=is_new,
                plain=plain,
                without_same_time=plain,
                was_deleted=was_deleted,
                namesake=other,
            )

        return work

    def preparing(
        self, preview: Preview, *, also_same_time: bool = False, bring_back: bool = False
    ) -> Callable[[], Prepared]:
        """Return the work of `add` up to the writing; it may run beside the window.

        See `add` for what is refused.
        """
        plain = preview.plain if also_same_time else preview.without_same_time
        if preview.was_deleted and not bring_back:
            refuse_deleted(preview.name)
        return self._records.preparing(plain)

    def writing(self, prepared: Prepared) -> Generator[None, None, ImportResult] | None:
        """Return the writing in short pieces, None where it must be prepared anew before.

        It is one transaction; to close the generator takes all of it back. See `add` for what is
        refused.
        """
        if not self._records.is_current(prepared):
            return None
        if self._why_not is not None:
            person_id = prepared.result.person_id
            refuse_guarded(self._why_not, person_id, prepared.new, prepared.known)
        return self._records.writing(prepared)

    def add(
        self, preview: Preview, *, also_same_time: bool = False, bring_back: bool = False
    ) -> int:
        """Add what was looked at, in one transaction, and return how many entries are new.

        Rows of a time that is here already are added only when somebody asked for it, and
        somebody who was deleted here comes back only with `bring_back`. Raises
        RecordError when it contradicts what came meanwhile, CaregiverRefused where an aide or a
        guest would bring another plan or profile, and StorageError.
        """
        plain = preview.plain if also_same_time else preview.without_same_time
        if preview.was_deleted and not bring_back:
            refuse_deleted(preview.name)
        self._refuse_guarded(plain)
        return self._records.import_plain(plain).new_entries

    def _refuse_guarded(self, plain: Mapping[str, Any]) -> None:
        """Refuse what only family changes, unless nobody records: then it is a command."""
        if self._why_not is None:
            return
        new = self._records.new_entries(plain)
        for person_id in {entry.person_id for entry in new}:
            refuse_guarded(self._why_not, person_id, new, self._book.entries(person_id))

    def _comparing_table(self, table: "Table", card: PersonCard) -> Callable[[], Preview]:
        entries, drug = self._book.entries(card.id), self._book.record(card.id).person.drug
        standing = next(entry for entry in reversed(entries) if entry.kind is EntryKind.PERSON)
        person = standing.payload
        plain = _record_of(person, table, table.items)
        preview = self._records.previewing(plain)

        @unsearched()
        def work() -> Preview:
            try:
                check_record(plain)
                result = preview()
            except RecordError as error:
                raise table.told(error) from None
            known, times = _here(derive(entries), table.kind, drug)
            new = [item for item in table.items if item["id"] not in known]
            doubled = {item["id"] for item in new if times & _times(item, drug)}
            left = [item for item in table.items if item["id"] not in doubled]
            return Preview(
                name=card.name,
                kind=table.kind,
                rows=len(table.items),
                new=result.new_entries - len(doubled),
                new_check_ins=result.new_check_ins,
                here=len(table.items) - len(new),
                same_time=len(doubled),
                is_new_person=False,
                plain=plain,
                without_same_time=_record_of(person, table, left),
            )

        return work

    def _owner(self, table: "Table", person_id: str | None) -> PersonCard:
        """Return whose table it is; a row of one person must never reach the record of another."""
        found = [card for card in self._book.people() if self._is_theirs(table, card)]
        if person_id is not None:
            asked = [card for card in self._book.people() if card.id == person_id]
            if not asked or asked[0] not in found:
                problem = _("this table is about {name}").format(name=shown(table.person_name))
                wanted = asked[0].name if asked else _("somebody who is here")
                allowed = _("the table of {name}").format(name=wanted)
                raise RecordError("person_name", problem, allowed)
            return asked[0]
        if len(found) != 1:
            many, none = _("more than one is meant by {name}"), _("nobody here is {name}")
            problem = (many if found else none).format(name=shown(table.person_name))
            allowed = _("a table of somebody here; add their whole record first")
            raise RecordError("person_name", problem, allowed)
        return found[0]

    def _is_theirs(self, table: "Table", card: PersonCard) -> bool:
        if table.person_id:
            own = self._book.record(card.id).person.id
            return table.person_id == own or person_uuid({"id": table.person_id}) == card.id
        born = card.dob.isoformat() if card.dob else ""
        return (table.person_name, table.person_dob) == (card.name, born)


def refuse_deleted(name: str) -> NoReturn:
    """Raise RecordError: somebody who was deleted here comes back by a choice of its own."""
    problem = _("{name} was deleted on this computer for good").format(name=shown(name))
    raise RecordError("person", problem, _("only with a yes to bringing them back"))


def _here(
    in_force: InForce, kind: EntryKind, drug: str
) -> tuple[set[str], set[tuple[str, str, Moment]]]:
    """Return the ids and the times that the log has; what was removed counts by its id."""
    standing = [each.payload for _key, each in in_force.standing(kind)]
    times = {time for payload in standing for time in _times(payload, drug)}
    return set(in_force.lists[kind]), times


def _record_of(
    person: Mapping[str, Any], table: "Table", items: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    listed = {LISTS[table.kind]: list(items)} if items else {}
    return {"format": "taper-record/1", "person": person, **listed}


def _times(item: Mapping[str, Any], drug: str) -> set[tuple[str, str, Moment]]:
    """Return when something was and when it was due: two doses of one slot may be one dose."""
    medicine = str(item.get("drug") or drug) if "status" in item else ""
    return {
        (medicine, field, Moment.parse(item[field]))
        for field in ("at", "scheduled_for")
        if item.get(field)
    }
