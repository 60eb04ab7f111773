# SPDX-License-Identifier: MIT
"""One row of a family's spreadsheet: what it says once every column is named, or why it cannot."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import field, replace
from datetime import time
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from caregiver_app.domain.form import Limits
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sharing.spreadsheet_columns import ColumnKind
from caregiver_app.domain.sharing.spreadsheet_times import (
    ClockKind,
    DayOrder,
    TimeError,
    TimeProblem,
    moment_of,
    read_day,
    read_time,
    split,
)
from caregiver_app.domain.units import (
    NumberError,
    Outcome,
    TemperatureUnit,
    is_pressure_possible,
    judge,
    judge_temperature,
    parse_number,
)

_TEMPERATURES = {
    ColumnKind.TEMP_C: TemperatureUnit.CELSIUS,
    ColumnKind.TEMP_F: TemperatureUnit.FAHRENHEIT,
}
_WHOLE = (
    ColumnKind.HR,
    ColumnKind.SBP,
    ColumnKind.DBP,
    ColumnKind.RR,
    ColumnKind.SPO2,
    ColumnKind.STIFFNESS,
    ColumnKind.PSFS,
    ColumnKind.ANXIETY,
    ColumnKind.MOOD,
)
_DOSE = "dose_mg"
_WARM = ("temp_c",)
_TOP = (ColumnKind.PRESSURE, ColumnKind.SBP)
_TIMES = (ColumnKind.DAY, ColumnKind.TIME, ColumnKind.DAY_AND_TIME)
_OF_TIME = (TimeProblem.NO_TIME, TimeProblem.NO_HALF)
_DECIMALS = 2
_LONGEST_NOTE = 2000


class CellProblem(StrEnum):
    """Why a cell or a row cannot be read."""

    NOT_A_NUMBER = "not_a_number"
    OUT_OF_BOUNDS = "out_of_bounds"
    OTHER_UNIT = "other_unit"
    NOT_GIVEN = "not_given"
    NO_PRESSURE = "no_pressure"
    TOO_LONG = "too_long"
    BEYOND_TITLES = "beyond_titles"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong in a row: in which column, None for the row as a whole, and with which text."""

    problem: CellProblem | TimeProblem
    column: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A row that was read: `values` are those of a check-in, by field, in stored units.

    `raw` and `units` keep what was typed. `unread` are the cells that say nothing that can be kept
    as a value: their text stands in `note`, behind the title of the column. With `trouble` nothing
    of the row is taken.
    """

    number: int
    at: Moment | None = None
    values: Mapping[str, int | Decimal] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    dose_mg: Decimal | None = None
    unread: tuple[Trouble, ...] = ()
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the rows are to be read. `limits` are the bounds by field, `dose_mg` among them.

    `titles` are those of the columns, for a note that keeps the text of a cell, and `longer` the
    numbers of the rows that have more cells than there are titles.

    `every_day_at` is the time of each day where no column holds one and somebody said it.
    """

    kinds: Sequence[ColumnKind]
    titles: Sequence[str]
    longer: Set[int] = frozenset()
    order: DayOrder
    clock: ClockKind
    every_day_at: time | None
    zone: str
    now: Moment
    limits: Mapping[str, Limits]


class _Cell(NamedTuple):
    place: int
    kind: ColumnKind
    text: str


class _UnreadError(Exception):
    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.problem.value)
        self.trouble = trouble


def read_row(number: int, cells: Sequence[str], reading: Reading) -> ReadRow:
    """Return what a row says; an empty cell says nothing, one that is no value goes into the note.

    A row is only left out as a whole where nobody could tell its time, nothing stands in it, or its
    cells are more than the titles: a comma inside a number moves all that stands behind it.
    """
    try:
        return _read(number, cells, reading)
    except _UnreadError as unread:
        return ReadRow(number=number, trouble=unread.trouble)


def _read(number: int, cells: Sequence[str], reading: Reading) -> ReadRow:
    _refuse_beyond_titles(number, cells, reading)
    at, filled = _at(cells, reading), _filled(cells, reading)
    if not filled:
        raise _UnreadError(Trouble(problem=CellProblem.NOTHING))
    values: dict[str, int | Decimal] = {}
    unread: list[Trouble] = []
    for cell in filled:
        try:
            values |= _values(*cell, reading)
        except _UnreadError as error:
            unread.append(error.trouble)
    unread += _impossible(values, filled)
    unread.sort(key=lambda one: one.column or 0)
    dose = values.pop(_DOSE, None)
    warm = [cell for cell in filled if cell.kind in _TEMPERATURES and _WARM[0] in values]
    return ReadRow(
        number=number,
        at=at,
        values=values,
        raw=dict(zip(_WARM, [cell.text for cell in warm], strict=False)),
        units=dict(zip(_WARM, [_TEMPERATURES[cell.kind].value for cell in warm], strict=False)),
        note=_note(filled, unread, reading),
        dose_mg=dose if dose is None else Decimal(dose),
        unread=tuple(unread),
    )


def _refuse_beyond_titles(number: int, cells: Sequence[str], reading: Reading) -> None:
    """Refuse a row with a cell behind the last title, where nobody said what stands there.

    That cell may be empty: what stands before it was moved all the same.
    """
    behind = max((place for place, title in enumerate(reading.titles, 1) if title), default=0)
    kinds = set(reading.kinds[behind:])
    if number in reading.longer and kinds <= {ColumnKind.LEFT_OUT}:
        raise _unread(CellProblem.BEYOND_TITLES, behind, cells[behind])


def _filled(cells: Sequence[str], reading: Reading) -> list[_Cell]:
    """Return the cells that are taken over, but the time."""
    return [
        _Cell(place, kind, text)
        for place, (kind, text) in enumerate(zip(reading.kinds, cells, strict=True))
        if text and kind not in _TIMES and kind is not ColumnKind.LEFT_OUT
    ]


def _note(filled: Sequence[_Cell], unread: Sequence[Trouble], reading: Reading) -> str:
    """Return the notes of a row, then what could not be read, each behind its title."""
    told = [cell.text for cell in filled if cell.kind is ColumnKind.NOTE]
    for one in unread:
        title = reading.titles[one.column] if one.column is not None else ""
        told.append(f"{title}: {one.text}" if title else one.text)
    note = "; ".join(told)
    if len(note) > _LONGEST_NOTE:
        raise _UnreadError(Trouble(problem=CellProblem.TOO_LONG))
    return note


def _values(place: int, kind: ColumnKind, text: str, reading: Reading) -> dict[str, int | Decimal]:
    if kind is ColumnKind.PRESSURE:
        return _pressure(place, text, reading)
    if kind in _TEMPERATURES:
        return {"temp_c": _temperature(place, text, _TEMPERATURES[kind], reading)}
    if kind in _WHOLE:
        return {kind.value: int(_number(place, text, reading.limits[kind.value]))}
    if kind is ColumnKind.DOSE_MG:
        return {_DOSE: _amount(place, text, reading.limits[_DOSE])}
    return {}


def _at(cells: Sequence[str], reading: Reading) -> Moment:
    """Return when a row was, from its day and time; a day alone has no time of its own."""
    found = {kind: place for place, kind in enumerate(reading.kinds) if kind in _TIMES}
    place = found.get(ColumnKind.DAY_AND_TIME, found.get(ColumnKind.DAY))
    text = cells[place] if place is not None else ""
    try:
        if ColumnKind.DAY_AND_TIME in found:
            day_text, time_text = split(text)
        else:
            day_text, clock = text, found.get(ColumnKind.TIME)
            time_text = cells[clock] if clock is not None else ""
        day = read_day(day_text, reading.order)
        at = reading.every_day_at if set(found) == {ColumnKind.DAY} else None
        at = at or read_time(time_text, reading.clock)
        return moment_of(day, at, reading.zone, reading.now)
    except TimeError as error:
        if error.problem in _OF_TIME and ColumnKind.TIME in found:
            place = found[ColumnKind.TIME]
            text = cells[place]
        raise _UnreadError(Trouble(problem=error.problem, column=place, text=text)) from None


def _amount(place: int, text: str, limits: Limits) -> Decimal:
    """Return an amount in mg, which many write beside it.

    None was given where it is nought, or a word such as "missed": no dose which stayed down.
    """
    if not any(letter.isdigit() for letter in text):
        raise _unread(CellProblem.NOT_GIVEN, place, text)
    number = text[:-2].strip() if text[-2:].casefold() == "mg" else text
    try:
        given = _number(place, number, limits, limits.decimals)
    except _UnreadError as unread:  # it is told as it stands there
        raise _UnreadError(replace(unread.trouble, text=text)) from None
    if not given:
        raise _unread(CellProblem.NOT_GIVEN, place, text)
    return given


def _number(place: int, text: str, limits: Limits, decimals: int = 0) -> Decimal:
    try:
        value = parse_number(text, decimals)
    except NumberError:
        raise _unread(CellProblem.NOT_A_NUMBER, place, text) from None
    if judge(value, limits).outcome is Outcome.REFUSED:
        raise _unread(CellProblem.OUT_OF_BOUNDS, place, text)
    return value


def _temperature(place: int, text: str, unit: TemperatureUnit, reading: Reading) -> Decimal:
    try:
        typed = parse_number(text, _DECIMALS)
    except NumberError:
        raise _unread(CellProblem.NOT_A_NUMBER, place, text) from None
    verdict = judge_temperature(typed, unit, reading.limits["temp_c"])
    if verdict.outcome is Outcome.OTHER_UNIT:
        raise _unread(CellProblem.OTHER_UNIT, place, text)
    if verdict.value is None:
        raise _unread(CellProblem.OUT_OF_BOUNDS, place, text)
    return verdict.value


def _pressure(place: int, text: str, reading: Reading) -> dict[str, int | Decimal]:
    top, slash, bottom = text.partition("/")
    if not slash:
        raise _unread(CellProblem.NO_PRESSURE, place, text)
    return {
        name: int(_number(place, part, reading.limits[name]))
        for name, part in (("sbp", top), ("dbp", bottom))
    }


def _impossible(values: dict[str, int | Decimal], filled: Sequence[_Cell]) -> Iterator[Trouble]:
    """Take a blood pressure out that cannot be one, and yield what stood there."""
    top, bottom = values.get("sbp"), values.get("dbp")
    if top is not None and bottom is not None and not is_pressure_possible(top, bottom):
        del values["sbp"], values["dbp"]
        place = next(cell.place for cell in filled if cell.kind in _TOP)
        yield Trouble(problem=CellProblem.NO_PRESSURE, column=place, text=f"{top}/{bottom}")


def _unread(problem: CellProblem, place: int, text: str) -> _UnreadError:
    return _UnreadError(Trouble(problem=problem, column=place, text=text))
