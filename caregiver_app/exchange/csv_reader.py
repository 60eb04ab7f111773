# SPDX-License-Identifier: MIT
"""Reads a table that this program wrote, whoever had it since, and refuses it with one line.

The file is read line by line and counted meanwhile: neither its size nor the size of a row is
believed before.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.exchange.csv_table import (
    JUDGED_COLUMNS,
    PERSON_COLUMNS,
    TABLES,
    Cell,
    Column,
    columns,
    header,
    item_schema,
    judged_words,
    unguarded,
)
from caregiver_app.exchange.errors import RecordError, shown
from caregiver_app.exchange.opening import plain_file
from caregiver_app.exchange.reader import MOST_VALUES
from caregiver_app.exchange.schema import Schema, check
from caregiver_app.exchange.schema_fast import Fits, fits_by_field
from caregiver_app.system.exact_json import MOST_DEPTH, Reading, first_twice
from caregiver_app.system.words import _

MOST_LETTERS = 20_000_000
MOST_ROWS = 100_000
MOST_LETTERS_IN_A_ROW = 1_000_000
_NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a file holds: which objects, the row each stands in, and whose all of them are."""

    kind: EntryKind
    items: tuple[Mapping[str, Any], ...]
    rows: tuple[int, ...]
    person_id: str
    person_name: str
    person_dob: str

    def told(self, error: RecordError) -> RecordError:
        """Return a refusal of an object of the list with its row in place of its number."""
        head, found, tail = error.field.partition("]")
        number = head.rpartition("[")[2]
        if not found or not number.isdecimal() or int(number) >= len(self.rows):
            return error
        field = _("row {n}").format(n=self.rows[int(number)]) + tail.replace(".", ", ", 1)
        return RecordError(field, error.problem, error.allowed)


def read_table(path: Path) -> Table:
    """Return the table of a file; raise RecordError naming the row and the column."""
    with plain_file(path, _("a table")) as file:
        try:
            with TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
                return _read(text)
        except UnicodeDecodeError:
            raise RecordError(_("the file"), _("it is not UTF-8"), _("a text in UTF-8")) from None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What each row is held to; `fits` says yes quickly, and else the schema says why not.

    `known` holds by column of numbers what was read and fitted: in a hundred thousand rows the same
    few stand again and again, and `reading` lets only so many be different.
    """

    columns: Mapping[str, Column]
    schema: Schema
    fits: Mapping[str, Fits]
    reading: Reading
    known: Mapping[str, dict[str, object]]


class _Lines:
    """The lines of a file, counted as they come; `begin_row` is called between two rows."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._letters = 0
        self._in_row = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._file.readline(MOST_LETTERS_IN_A_ROW + 1)
        if not line:
            raise StopIteration
        self._letters += len(line)
        self._in_row += len(line)
        if self._in_row > MOST_LETTERS_IN_A_ROW:
            most = _("{n} letters").format(n=MOST_LETTERS_IN_A_ROW)
            raise RecordError(_("the file"), _("a row is too long"), most)
        if self._letters > MOST_LETTERS:
            most = _("{n} letters").format(n=MOST_LETTERS)
            raise RecordError(_("the file"), _("the file is too large"), most)
        return line

    def begin_row(self) -> None:
        """Count the letters of the next row from 0."""
        self._in_row = 0


def _read(file: TextIO) -> Table:
    csv.field_size_limit(MOST_LETTERS_IN_A_ROW)
    rows = _rows(_Lines(file))
    try:
        names = next(rows, (1, []))[1]
        kind = _kind_of(names)
        return _table(kind, names, rows)
    except csv.Error as error:
        problem = _("it is no whole table: {error}").format(error=error)
        raise RecordError(_("the file"), problem, _saved()) from None


def _saved() -> str:
    return _("a table as this program saved it")


def _rows(lines: _Lines) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(csv.reader(lines, strict=True), 1):
        lines.begin_row()
        if number > MOST_ROWS + 1:
            most = _("{n} at most").format(n=MOST_ROWS)
            raise RecordError(_("the file"), _("there are too many rows"), most)
        if any(row):
            yield number, row


def _kind_of(names: Sequence[str]) -> EntryKind:
    """Return what a table holds by its first row; raise RecordError for any other."""
    if len(names) == 1 and any(mark in names[0] for mark in ";\t"):
        problem = _("the columns are not parted by commas")
        raise RecordError(_first_row(), problem, _("a table saved with commas"))
    twice = first_twice(names)
    if twice is not None:
        problem = _("the column {name} stands twice").format(name=shown(twice))
        raise RecordError(_first_row(), problem, _("each column once"))
    return _fitting(names)


def _fitting(names: Sequence[str]) -> EntryKind:
    own = {kind: set(header(kind)) for kind in TABLES}
    kind = max(TABLES, key=lambda each: len(own[each].intersection(names)))
    strange = next((name for name in names if name not in own[kind]), None)
    if strange is not None:
        problem = _("the column {name} is not known").format(name=shown(strange))
        raise RecordError(_first_row(), problem, _saved())
    required = {"id", "at"} if kind is EntryKind.CHECK_IN else {"id", "status"}
    for name in (*PERSON_COLUMNS, *sorted(required)):
        if name not in names:
            problem = _("the column {name} is missing").format(name=name)
            raise RecordError(_first_row(), problem, _saved())
    return kind


def _table(kind: EntryKind, names: list[str], rows: Iterable[tuple[int, list[str]]]) -> Table:
    items, numbers, whose, values = [], [], None, 0
    by_name, schema = {column.name: column for column in columns(kind)}, item_schema(kind)
    known: dict[str, dict[str, object]] = {
        name: {} for name, column in by_name.items() if column.cell is Cell.NUMBER
    }
    asked = _Asked(by_name, schema, fits_by_field(schema), Reading(), known)
    for number, row in rows:
        cells = _cells(names, row, number)
        person = tuple(unguarded(cells[name]) for name in PERSON_COLUMNS)
        if whose is not None and person != whose:
            problem = _("this row is about somebody else than the row before")
            raise RecordError(_row(number), problem, _("one person in one file"))
        whose = person
        values += sum(1 + text.count(",") for text in row if text)
        if values > MOST_VALUES:
            most = _("{n} at most").format(n=MOST_VALUES)
            raise RecordError(_("the file"), _("there are too many values"), most)
        items.append(_item(cells, asked, number))
        numbers.append(number)
    if whose is None:
        problem = _("there is no row under the first")
        raise RecordError(_("the file"), problem, _("one row at least"))
    person_id, name, dob = whose
    return Table(
        kind=kind,
        items=tuple(items),
        rows=tuple(numbers),
        person_id=person_id,
        person_name=name,
        person_dob=dob,
    )


def _row(number: int) -> str:
    return _("row {n}").format(n=number)


def _first_row() -> str:
    return _row(1)


def _cells(names: list[str], row: list[str], number: int) -> dict[str, str]:
    if len(row) != len(names):
        problem = _("there are {n} cells").format(n=len(row))
        allowed = _("{n}, one for each column").format(n=len(names))
        raise RecordError(_row(number), problem, allowed)
    return dict(zip(names, row, strict=True))


def _item(cells: Mapping[str, str], asked: _Asked, number: int) -> dict[str, Any]:
    item: dict[str, Any] = {}
    row = _row(number)
    for name, text in cells.items():
        column = asked.columns.get(name) if text else None
        if column is not None:
            known = asked.known.get(name, _NOTHING)
            item[column.field] = (
                known[text] if text in known else _fitting_value(text, column, row, asked)
            )
    for field in asked.schema["required"]:
        if field not in item:
            place = f"{_row(number)}, {field}"
            raise RecordError(place, _("this cell is empty"), _("a value"))
    _check_judged(cells, item, number)
    return item


def _fitting_value(text: str, column: Column, row: str, asked: _Asked) -> object:
    place = f"{row}, {column.name}"
    value = _value(text, column, place, asked.reading)
    if not asked.fits[column.field](value):
        check(value, asked.schema["properties"][column.field], place)
    if column.name in asked.known:
        asked.known[column.name][text] = value
    return value


def _value(text: str, column: Column, place: str, reading: Reading) -> object:
    """Return the value of a cell that is not empty; the schema judges it afterwards."""
    if text == "null":
        return None
    if column.cell is Cell.TEXT:
        return unguarded(text)
    if column.cell is Cell.TRUTH:
        # A spreadsheet writes them in capital letters.
        return {"true": True, "false": False}.get(text.casefold(), text)
    if column.cell is Cell.NUMBER:
        return _number(text, reading)
    return _from_json(text, place, reading) if column.cell is Cell.JSON else text


def _number(text: str, reading: Reading) -> object:
    try:
        return reading.loads(text)
    except ValueError:
        return text  # the schema says what is allowed here


def _from_json(text: str, place: str, reading: Reading) -> object:
    try:
        return reading.loads(text)
    except ValueError as error:
        allowed = _("JSON as this program wrote it, nested at most {n} deep")
        raise RecordError(place, str(error), allowed.format(n=MOST_DEPTH)) from None


def _check_judged(cells: Mapping[str, str], item: Mapping[str, Any], number: int) -> None:
    """Refuse a level that was typed over: what a check-in said then is no answer."""
    for name, stored in zip(JUDGED_COLUMNS, judged_words(item), strict=True):
        if unguarded(cells.get(name, stored)) != stored:
            problem = _("{value} is not what assessment_json says")
            problem = problem.format(value=shown(cells[name]))
            raise RecordError(f"{_row(number)}, {name}", problem, shown(stored))
