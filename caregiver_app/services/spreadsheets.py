# SPDX-License-Identifier: MIT
"""A spreadsheet that a family keeps, read in once somebody said what stands in each column."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.back_dated import WRITTEN_AT
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.form import Form, Limits
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.sharing.spreadsheet_columns import ColumnKind, guessed
from caregiver_app.domain.sharing.spreadsheet_rows import Reading, ReadRow, read_row
from caregiver_app.domain.sharing.spreadsheet_times import DayOrder, order_of
from caregiver_app.domain.spreadsheet_mark import id_of, import_of
from caregiver_app.exchange.csv_any import Spreadsheet
from caregiver_app.exchange.portable import record_of
from caregiver_app.exchange.reader import check_record
from caregiver_app.exchange.schema import record_schema
from caregiver_app.services.derivation import derive
from caregiver_app.services.record_book import RecordBook
from caregiver_app.services.records import Judge, RecordError, RecordsService
from caregiver_app.services.written import Desk
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.ids import new_id

__all__ = ["Mapped", "RecordError", "Spreadsheet", "SpreadsheetPreview", "SpreadsheetService"]

_DAYS = (ColumnKind.DAY, ColumnKind.DAY_AND_TIME)
_SEVERAL = (ColumnKind.LEFT_OUT, ColumnKind.NOTE)
_RIVALS = (
    {ColumnKind.TEMP_C, ColumnKind.TEMP_F},
    {ColumnKind.PRESSURE, ColumnKind.SBP},
    {ColumnKind.PRESSURE, ColumnKind.DBP},
    {ColumnKind.DAY, ColumnKind.DAY_AND_TIME},
    {ColumnKind.TIME, ColumnKind.DAY_AND_TIME},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """What somebody said stands in each column, and what comes first in a day like 3/4/2026."""

    kinds: tuple[ColumnKind, ...]
    order: DayOrder | None

    @property
    def has_time(self) -> bool:
        """Say whether there is a day and a time for each row."""
        both = {ColumnKind.DAY, ColumnKind.TIME} <= set(self.kinds)
        return both or ColumnKind.DAY_AND_TIME in self.kinds

    @property
    def has_values(self) -> bool:
        """Say whether anything but the time is taken over."""
        return bool(set(self.kinds) - {*_DAYS, ColumnKind.TIME, ColumnKind.LEFT_OUT})

    @property
    def twice(self) -> ColumnKind | None:
        """Return what two columns claim to be, None when each is one thing alone."""
        count = Counter(kind for kind in self.kinds if kind not in _SEVERAL)
        rivals = (min(pair) for pair in _RIVALS if pair <= set(self.kinds))
        return next((kind for kind, number in count.items() if number > 1), next(rivals, None))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadsheetPreview:
    """What reading a spreadsheet in would do; nothing is written yet.

    `rows` are all of them as they were read. `here` are the numbers of rows that may be here
    already: something of this time is, or a row above says the same. `judged` is what the rules
    say of the new check-ins, by id, once they were asked.
    """

    person_id: str
    import_id: str
    rows: tuple[ReadRow, ...]
    here: frozenset[int]
    judged: Mapping[str, Assessment] = field(default_factory=dict)

    @property
    def levels(self) -> Mapping[Level, int]:
        """Return how often the rules say what of the new check-ins, from WATCH on."""
        count = Counter(told.level for told in self.judged.values())
        return {level: number for level, number in count.items() if level >= Level.WATCH}

    def added(self, *, also_here: bool = False) -> tuple[ReadRow, ...]:
        """Return the rows that would be added."""
        good = (row for row in self.rows if row.trouble is None)
        return tuple(row for row in good if also_here or row.number not in self.here)


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
        judge: Judge,
        clock: Clock,
        recorder: Callable[[], str | None],
    ) -> None:
        self._book = book
        self._records = records
        self._limits = _limits(form)
        self._judge = judge
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
            is_free = kind in _SEVERAL or Mapped(kinds=(*kinds, kind), order=None).twice is None
            kinds.append(kind if is_free else ColumnKind.LEFT_OUT)
        return Mapped(kinds=tuple(kinds), order=self.order(table, kinds))

    def order(self, table: Spreadsheet, kinds: Sequence[ColumnKind]) -> DayOrder | None:
        """Return what comes first in the days of a table; None where somebody has to say."""
        place = next((n for n, kind in enumerate(kinds) if kind in _DAYS), None)
        if place is None:
            return DayOrder.DAY_FIRST
        cells = [cell for cell in _column(table, place) if cell]
        if kinds[place] is ColumnKind.DAY_AND_TIME:
            cells = [cell.replace("T", " ").split(" ")[0].rstrip(",") for cell in cells]
        return order_of(cells)

    def preview(self, person_id: str, table: Spreadsheet, mapped: Mapped) -> SpreadsheetPreview:
        """Return what each row would become, judged; raise RecordError where it is refused."""
        return self.judging(self.rows(person_id, table, mapped))()

    def rows(self, person_id: str, table: Spreadsheet, mapped: Mapped) -> SpreadsheetPreview:
        """Return what each row would become; the rules were not asked yet."""
        assert mapped.order is not None  # noqa: S101 - the page asks before
        reading = Reading(
            kinds=mapped.kinds,
            order=mapped.order,
            zone=self._book.record(person_id).person.zone or self._clock.zone(),
            now=here_and_now(self._clock),
            limits=self._limits,
        )
        rows = tuple(read_row(number, cells, reading) for number, cells in table.rows)
        return SpreadsheetPreview(
            person_id=person_id,
            import_id=new_id(self._clock.now()),
            rows=rows,
            here=frozenset(self._doubled(person_id, rows)),
        )

    def judging(self, preview: SpreadsheetPreview) -> Callable[[], SpreadsheetPreview]:
        """Return the work that asks the rules about the new rows; it may run beside the window.

        It raises RecordError where the record would refuse them.
        """
        new = self._records.new_entries(self._plain(preview, preview.added()))
        entries = (*self._book.entries(preview.person_id), *new)

        def work() -> SpreadsheetPreview:
            together = derive(entries).plain()
            check_record(together)
            judged = self._judge(record_of(together))
            own = {id_: told for id_, told in judged.items() if _is_of(preview, id_)}
            return replace(preview, judged=own)

        return work

    def add(self, preview: SpreadsheetPreview, *, also_here: bool = False) -> int:
        """Add the rows in one transaction and return how many entries they are.

        Raises RecordError and StorageError; then nothing is added.
        """
        plain = self._plain(preview, preview.added(also_here=also_here))
        return self._records.import_plain(plain).new_entries

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

    def _doubled(self, person_id: str, rows: Sequence[ReadRow]) -> Iterator[int]:
        """Yield the rows that may be here already, or say what a row above says."""
        record = self._book.record(person_id)
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

    def _plain(self, preview: SpreadsheetPreview, rows: Sequence[ReadRow]) -> dict[str, Any]:
        person = self._book.plain_record(preview.person_id)["person"]
        now, by = here_and_now(self._clock), self._recorder()
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
    found |= {"raw": dict(row.raw), "entered_unit": dict(row.units), "note": row.note}
    found["more"] = {WRITTEN_AT: now.text}
    told = preview.judged.get(found["id"])
    if told is not None:
        found["assessment"] = {"rules": []} | to_plain(told)
    return {key: value for key, value in found.items() if value not in (None, "", {})}


def _dose(preview: SpreadsheetPreview, row: ReadRow, by: str | None) -> dict[str, Any]:
    # What stands in the row beside the dose is in the check-in of the same row.
    own = id_of(preview.import_id, row.number, dose=True)
    found = {"id": own, "at": _text(row), "mg": row.dose_mg}
    return found | {"status": "taken"} | ({"recorder": by} if by else {})


def _is_of(preview: SpreadsheetPreview, id_: str) -> bool:
    return import_of(id_) == preview.import_id


def _text(row: ReadRow) -> str:
    return row.at.text if row.at is not None else ""


def _minute(at: Moment) -> str:
    return f"{at.utc:%Y-%m-%d %H:%M}"


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
