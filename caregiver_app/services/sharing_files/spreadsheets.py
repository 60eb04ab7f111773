# SPDX-License-Identifier: MIT
"""A spreadsheet that a family keeps, read in once somebody said what stands in each column."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from caregiver_app.domain.back_dated import WRITTEN_AT
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.form import Form, Limits
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.sharing.spreadsheet_columns import ColumnKind, guessed
from caregiver_app.domain.sharing.spreadsheet_preview import (
    DAYS,
    SEVERAL,
    Mapped,
    SpreadsheetPreview,
)
from caregiver_app.domain.sharing.spreadsheet_rows import Reading, ReadRow, read_row
from caregiver_app.domain.sharing.spreadsheet_times import (
    ClockKind,
    DayOrder,
    TimeError,
    clock_of,
    order_of,
    split,
)
from caregiver_app.domain.spreadsheet_mark import id_of, import_of
from caregiver_app.exchange.csv_any import Spreadsheet
from caregiver_app.exchange.schema import record_schema
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.log.written import Desk
from caregiver_app.services.sharing_files.records import (
    ImportResult,
    Prepared,
    RecordError,
    RecordsService,
)
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.garbage import unsearched
from caregiver_app.system.ids import new_id
from caregiver_app.system.words import _

__all__ = [
    "ImportResult",
    "Mapped",
    "RecordError",
    "Spreadsheet",
    "SpreadsheetPreview",
    "SpreadsheetService",
]

_TIMES = (ColumnKind.TIME, ColumnKind.DAY_AND_TIME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One spreadsheet that was read in before: when, and how many entries of it stand."""

    import_id: str
    at: Moment
    entries: int


def read(path: Path) -> Spreadsheet:
    """Read a file by itself, so it may run beside the window; raise RecordError."""
    from caregiver_app.exchange.csv_any import read_spreadsheet  # csv: not before it is asked for

    return read_spreadsheet(path)


class SpreadsheetService:
    """Reads spreadsheets into the record of one person, and takes an import out as a whole."""

    def __init__(
        self,
        book: RecordBook,
        records: RecordsService,
        form: Form,
        clock: Clock,
        recorder: Callable[[], str | None],
    ) -> None:
        self._book = book
        self._records = records
        self._limits = _limits(form)
        self._clock = clock
        self._recorder = recorder

    def limits(self, kind: ColumnKind) -> Limits:
        """Return the bounds of what may stand in a column."""
        field = "temp_c" if kind is ColumnKind.TEMP_F else kind.value
        return self._limits[field]

    def guessed(self, person_id: str, table: Spreadsheet) -> Mapped:
        """Return what the titles let one guess, to be offered; each thing once.

        A column that names another drug than the one being stepped down is left out.
        """
        drug = self._book.record(person_id).person.drug
        others = [one.value for one in Drug if one is not drug]
        kinds: list[ColumnKind] = []
        for place, title in enumerate(table.titles):
            kind = guessed(title, _column(table, place))
            if any(name in title.casefold() for name in others):
                kind = ColumnKind.LEFT_OUT
            is_free = kind in SEVERAL or Mapped(kinds=(*kinds, kind), order=None).twice is None
            kinds.append(kind if is_free else ColumnKind.LEFT_OUT)
        return Mapped(
            kinds=tuple(kinds), order=self.order(table, kinds), clock=self.clock(table, kinds)
        )

    def order(self, table: Spreadsheet, kinds: Sequence[ColumnKind]) -> DayOrder | None:
        """Return what comes first in the days of a table; None where somebody has to say."""
        place = next((n for n, kind in enumerate(kinds) if kind in DAYS), None)
        if place is None:
            return DayOrder.DAY_FIRST
        cells = [cell for cell in _column(table, place) if cell]
        if kinds[place] is ColumnKind.DAY_AND_TIME:
            cells = [cell.replace("T", " ").split(" ")[0].rstrip(",") for cell in cells]
        return order_of(cells)

    def clock(self, table: Spreadsheet, kinds: Sequence[ColumnKind]) -> ClockKind | None:
        """Return how the times of a table are meant; None where somebody has to say."""
        place = next((n for n, kind in enumerate(kinds) if kind in _TIMES), None)
        if place is None:
            return ClockKind.LONG
        cells = [cell for cell in _column(table, place) if cell]
        if kinds[place] is ColumnKind.DAY_AND_TIME:
            cells = list(_times_of(cells))
        return clock_of(cells)

    def preview(self, person_id: str, table: Spreadsheet, mapped: Mapped) -> SpreadsheetPreview:
        """Return what each row would become, judged; raise RecordError where it is refused."""
        return self.looking(person_id, table, mapped)()

    def looking(
        self, person_id: str, table: Spreadsheet, mapped: Mapped
    ) -> Callable[[], SpreadsheetPreview]:
        """Return the work of `preview`; it may run beside the window."""
        assert mapped.order is not None  # noqa: S101 - the page asks before
        assert mapped.clock is not None  # noqa: S101 - the same
        record, now = self._book.record(person_id), here_and_now(self._clock)
        reading = Reading(
            kinds=mapped.kinds,
            titles=table.titles,
            longer=table.longer,
            order=mapped.order,
            clock=mapped.clock,
            every_day_at=mapped.every_day_at if mapped.has_days_alone else None,
            zone=record.person.zone or self._clock.zone(),
            now=now,
            limits=self._limits,
        )
        import_id, by, person = new_id(self._clock.now()), self._recorder(), self._person(person_id)
        prepare = self._records.preparer(person)

        @unsearched()
        def work() -> SpreadsheetPreview:
            rows = tuple(read_row(number, cells, reading) for number, cells in table.rows)
            found = SpreadsheetPreview(
                person_id=person_id,
                import_id=import_id,
                rows=rows,
                here=frozenset(_doubled(record, rows)),
                said_time=reading.every_day_at,
            )
            after = prepare(_plain(found, found.added(), person, now, by)).record
            judged = {
                check_in.id: check_in.assessment
                for check_in in after.check_ins
                if check_in.assessment is not None and _is_of(found, check_in.id)
            }
            return replace(found, judged=judged)

        return work

    def add(self, preview: SpreadsheetPreview, *, also_here: bool = False) -> int:
        """Add the rows in one transaction and return how many entries they are.

        Raises RecordError and StorageError; then nothing is added.
        """
        prepared = self.preparing(preview, also_here=also_here)()
        for _piece in self.writing(prepared) or ():
            pass
        return prepared.result.new_entries

    def preparing(
        self, preview: SpreadsheetPreview, *, also_here: bool = False
    ) -> Callable[[], Prepared]:
        """Return the work of `add` up to the writing; it may run beside the window."""
        person, by = self._person(preview.person_id), self._recorder()
        now, prepare = here_and_now(self._clock), self._records.preparer(person)

        def work() -> Prepared:
            rows = preview.added(also_here=also_here)
            return prepare(_plain(preview, rows, person, now, by))

        return work

    def writing(self, prepared: Prepared) -> Generator[None, None, ImportResult] | None:
        """Return the writing in short pieces, None where it must be prepared anew before.

        It is one transaction; to close the generator takes all of it back.
        """
        is_current = self._records.is_current(prepared)
        return self._records.writing(prepared) if is_current else None

    def _person(self, person_id: str) -> dict[str, Any]:
        entries = self._book.entries(person_id)
        return next(one.payload for one in reversed(entries) if one.kind is EntryKind.PERSON)

    def imports(self, person_id: str) -> tuple[Imported, ...]:
        """Return the spreadsheets of which something stands in the record, the newest first."""
        in_force = self._book.in_force(person_id)
        found: dict[str, list[Moment]] = {}
        for kind in (EntryKind.CHECK_IN, EntryKind.DOSE):
            for key, standing in in_force.standing(kind):
                import_id = import_of(key)
                if import_id is not None:
                    recorded = getattr(standing.entry, "recorded_at", None)
                    found.setdefault(import_id, []).append(recorded or here_and_now(self._clock))
        listed = [
            Imported(import_id=import_id, at=min(times), entries=len(times))
            for import_id, times in found.items()
        ]
        return tuple(sorted(listed, key=lambda one: (one.at, one.import_id), reverse=True))

    def remove(self, person_id: str, import_id: str) -> int:
        """Take everything of one import out of the record; the log keeps it. Return how much.

        Raises NotWritten.
        """
        in_force = self._book.in_force(person_id)
        ids = [
            key
            for kind in (EntryKind.CHECK_IN, EntryKind.DOSE)
            for key, _standing in in_force.standing(kind)
            if import_of(key) == import_id
        ]
        Desk(self._book, self._clock).take_back(person_id, ids, self._recorder())
        return len(ids)


def _doubled(record: Record, rows: Sequence[ReadRow]) -> Iterator[int]:
    """Yield the rows that may be here already, or say what a row above says."""
    check_ins = {_minute(one.at) for one in record.check_ins}
    doses = {_minute(one.when) for one in record.doses if one.when is not None}
    seen = set[str]()
    for row in rows:
        if row.at is None:
            continue
        said = repr((row.at.utc, row.values, row.note, row.dose_mg))
        here = _minute(row.at) in (doses if row.dose_mg is not None else check_ins)
        here = here or (_minute(row.at) in check_ins and bool(row.values or row.note))
        if here or said in seen:
            yield row.number
        seen.add(said)


def _plain(
    preview: SpreadsheetPreview,
    rows: Sequence[ReadRow],
    person: Mapping[str, Any],
    now: Moment,
    by: str | None,
) -> dict[str, Any]:
    check_ins = [_check_in(preview, row, now, by) for row in rows if row.values or row.note]
    doses = [_dose(preview, row, by) for row in rows if row.dose_mg is not None]
    lists = {"check_ins": check_ins, "doses": doses}
    return {
        "format": "taper-record/1",
        "person": person,
        **{name: items for name, items in lists.items() if items},
    }


def _check_in(
    preview: SpreadsheetPreview, row: ReadRow, now: Moment, by: str | None
) -> dict[str, Any]:
    found: dict[str, Any] = {"id": id_of(preview.import_id, row.number), "mode": "quick"}
    found |= {"at": _text(row), "recorder": by, **row.values}
    note = "; ".join(filter(None, (row.note, _said(preview))))
    found |= {"raw": dict(row.raw), "entered_unit": dict(row.units), "note": note}
    found["more"] = {WRITTEN_AT: now.text}
    told = preview.judged.get(found["id"])
    if told is not None:
        found["assessment"] = {"rules": []} | to_plain(told)
    return {key: value for key, value in found.items() if value not in (None, "", {})}


def _dose(preview: SpreadsheetPreview, row: ReadRow, by: str | None) -> dict[str, Any]:
    # What stands in the row beside the dose is in the check-in of the same row.
    own = id_of(preview.import_id, row.number, dose=True)
    found = {"id": own, "at": _text(row), "mg": row.dose_mg}
    found |= {"status": "taken"} | ({"recorder": by} if by else {})
    return found | ({"note": _said(preview)} if preview.said_time is not None else {})


def _said(preview: SpreadsheetPreview) -> str:
    """Return that a time was said for all rows of a table that has none; blank else."""
    if preview.said_time is None:
        return ""
    words = _("The table has no times. {time} was said for all of it.")
    return words.format(time=f"{preview.said_time:%H:%M}")


def _is_of(preview: SpreadsheetPreview, id_: str) -> bool:
    return import_of(id_) == preview.import_id


def _text(row: ReadRow) -> str:
    return row.at.text if row.at is not None else ""


def _minute(at: Moment) -> str:
    return f"{at.utc:%Y-%m-%d %H:%M}"


def _times_of(cells: Iterable[str]) -> Iterator[str]:
    for cell in cells:
        with suppress(TimeError):
            yield split(cell)[1]


def _column(table: Spreadsheet, place: int) -> list[str]:
    return [cells[place] for _number, cells in table.rows]


def _limits(form: Form) -> dict[str, Limits]:
    """Return the bounds of each field; a scale that has none in the form has the format's."""
    fields = ("temp_c", "hr", "sbp", "dbp", "rr", "spo2", "stiffness", "anxiety", "mood")
    found = {name: form.question(name).limits for name in fields}
    psfs = record_schema()["properties"]["check_ins"]["items"]["properties"]["psfs"]
    found["psfs"] = Limits(hard_low=psfs["minimum"], hard_high=psfs["maximum"])
    found["dose_mg"] = form.question("doses").limits
    return {name: limits for name, limits in found.items() if limits is not None}
