# SPDX-License-Identifier: MIT
"""A spreadsheet in words: what a column may be, what a row would become, and why one cannot be."""

from collections.abc import Sequence
from decimal import Decimal

from caregiver_app.domain.form import Limits
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sharing.spreadsheet_columns import ColumnKind
from caregiver_app.domain.sharing.spreadsheet_rows import CellProblem, ReadRow, Trouble
from caregiver_app.domain.sharing.spreadsheet_times import ClockKind, TimeProblem
from caregiver_app.domain.units import fahrenheit
from caregiver_app.services.sharing_files.spreadsheets import Imported, Mapped, SpreadsheetPreview
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.words import dates

_CELLS_SHOWN = 3
_LETTERS_SHOWN = 40


def kind_words(kind: ColumnKind, drug: str) -> str:
    """Return what stands in a column; `drug` is the word for the one being stepped down."""
    return {
        ColumnKind.LEFT_OUT: _("leave out"),
        ColumnKind.DAY: _("day"),
        ColumnKind.TIME: _("time"),
        ColumnKind.DAY_AND_TIME: _("day and time"),
        ColumnKind.TEMP_C: _("temperature in °C"),
        ColumnKind.TEMP_F: _("temperature in °F"),
        ColumnKind.HR: _("pulse"),
        ColumnKind.PRESSURE: _("blood pressure like 120/80"),
        ColumnKind.SBP: _("blood pressure, top number"),
        ColumnKind.DBP: _("blood pressure, bottom number"),
        ColumnKind.RR: _("breaths in one minute"),
        ColumnKind.SPO2: _("oxygen in %"),
        ColumnKind.STIFFNESS: _("stiffness, 0 to 10, 10 is locked"),
        ColumnKind.PSFS: _("spasms, 0 to 4"),
        ColumnKind.ANXIETY: _("anxiety, 0 to 10, 10 is worst"),
        ColumnKind.MOOD: _("mood, 0 to 10, 10 is worst"),
        ColumnKind.DOSE_MG: _("{drug} given, in mg").format(drug=drug),
        ColumnKind.NOTE: _("note"),
    }[kind]


def column_title(place: int, title: str) -> str:
    """Return what a column is called: its own title, and its number."""
    number = _("Column {n}").format(n=place + 1)
    return f"{number}: {_short(title)}" if title else number


def examples(cells: Sequence[str]) -> str:
    """Return the first cells of a column that are not empty."""
    filled = [_short(cell) for cell in cells if cell][:_CELLS_SHOWN]
    if not filled:
        return _("All cells are empty.")
    return _("First rows: {cells}").format(cells=" | ".join(filled))


def still_needed(mapped: Mapped, drug: str, *, is_clock_open: bool) -> str:
    """Return what has to be said about the columns first; blank when nothing is left to say.

    `is_clock_open` says that nothing in the table tells the morning from the evening.
    """
    twice = mapped.twice
    if twice is not None:
        words = _("Two columns say the same: {kind}. Leave one out.")
        return words.format(kind=kind_words(twice, drug))
    if not mapped.has_time:
        if mapped.has_days_alone:
            return _("Say at what time of the day it was, or which column holds the time.")
        return _("Say which columns hold the day and the time. A row without a time stays out.")
    if not mapped.has_values:
        return _("Say what stands in one more column at least.")
    if mapped.order is None:
        return _("Say what comes first in a day like 3/4/2026.")
    if mapped.clock is None:
        return _("Say if the times are by a 24-hour clock.")
    if is_clock_open and mapped.clock is ClockKind.HALVES:
        return _("Then nobody can tell morning from evening. Write AM or PM into the table first.")
    return ""


def summary(found: SpreadsheetPreview) -> str:
    """Return how many rows would be added, and what becomes of the others."""
    new, bad = len(found.added()), sum(row.trouble is not None for row in found.rows)
    here = len(found.here)
    told = [ngettext("{n} row would be added.", "{n} rows would be added.", new).format(n=new)]
    if here:
        words = ngettext("{n} may be here already.", "{n} may be here already.", here)
        told.append(words.format(n=here))
    partly = sum(bool(row.unread) for row in found.added())
    if partly:
        words = ngettext(
            "In {n} a cell cannot be read: it is kept in the note.",
            "In {n} a cell cannot be read: it is kept in the note.",
            partly,
        )
        told.append(words.format(n=partly))
    if bad:
        words = ngettext("{n} row cannot be read.", "{n} rows cannot be read.", bad)
        told.append(words.format(n=bad))
    return " ".join(told)


def level_words(found: SpreadsheetPreview, rule_set: RuleSet) -> str:
    """Return what the rules say of the new rows; blank when they find nothing."""
    if not found.levels:
        return ""
    words = rule_set.wording.level_words
    counted = (f"{words[level]}: {n}" for level, n in sorted(found.levels.items(), reverse=True))
    listed = _("The rules find in these rows: {list}.").format(list=", ".join(counted))
    history = _("They are judged as history. No alarm comes of what is a day old or more.")
    return f"{listed} {history}"


def row_words(
    row: ReadRow, found: SpreadsheetPreview, titles: Sequence[str], limits: "Bounds", drug: str
) -> str:
    """Return one line about a row: what it would become, or why it cannot be read."""
    head = _("Row {n}").format(n=row.number)
    if row.trouble is not None:
        said = trouble_words(row.trouble, titles, limits)
        return _("{row} cannot be read. {why}").format(row=head, why=said)
    said = ", ".join(
        [*_values(row, drug), *([f"\u201c{_short(row.note)}\u201d"] if row.note else [])]
    )
    at = dates.date_time(row.at) if row.at is not None else ""
    if row.number in found.here:
        words = _("{row} may be here already. {time}: {values}")
    else:
        words = _("{row} would be added. {time}: {values}")
    told = words.format(row=head, time=at, values=said)
    if not row.unread:
        return told
    unread = " ".join(trouble_words(one, titles, limits) for one in row.unread)
    return _("{row}. Kept in the note alone: {why}").format(row=told, why=unread)


class Bounds:
    """The bounds of a column in words. `of` returns those of what was said to stand in it."""

    def __init__(self, kinds: Sequence[ColumnKind], limits: dict[ColumnKind, Limits]) -> None:
        self._kinds, self._limits = kinds, limits

    def of(self, place: int) -> str:
        """Return from where to where the numbers of a column may go."""
        kind = self._kinds[place]
        limits = self._limits.get(kind)
        if limits is None:
            return ""
        low, high = limits.hard_low, limits.hard_high
        if kind is ColumnKind.TEMP_F:
            low, high = fahrenheit(low), fahrenheit(high)
        return _("Only {low} to {high} is kept.").format(low=low, high=high)


def trouble_words(trouble: Trouble, titles: Sequence[str], limits: Bounds) -> str:
    """Return what is wrong in a row: the column, what stands there, and what is allowed."""
    said = _problems()[trouble.problem]
    if trouble.problem is CellProblem.OUT_OF_BOUNDS and trouble.column is not None:
        said = " ".join(filter(None, (said, limits.of(trouble.column))))
    text = f"\u201c{_short(trouble.text)}\u201d" if trouble.text else _("An empty cell")
    said = said.format(text=text)
    if trouble.column is None:
        return said
    return f"{column_title(trouble.column, titles[trouble.column])}. {said}"


def imported_words(one: Imported, now: Moment) -> str:
    """Return when a spreadsheet was read in and how much of it stands."""
    count = ngettext("{n} entry", "{n} entries", one.entries).format(n=one.entries)
    return _("{time}: {count}").format(time=dates.day_and_time(one.at, now), count=count)


def _problems() -> dict[CellProblem | TimeProblem, str]:
    return {
        TimeProblem.NO_DAY: _("{text} is no day that can be read."),
        TimeProblem.NO_TIME: _("{text} is no time. A time looks like 14:05 or 2:05 PM."),
        TimeProblem.NO_HALF: _("{text} says no AM or PM, and other rows do."),
        TimeProblem.CLOCK_CHANGE: _("The clocks changed then. Write this one down by hand."),
        TimeProblem.TO_COME: _("{text} is later than now."),
        CellProblem.NOT_A_NUMBER: _("{text} is not a number that can be kept here."),
        CellProblem.OUT_OF_BOUNDS: _("{text} cannot be right."),
        CellProblem.NOT_GIVEN: _(
            "{text} is no amount that was given. Write a missed dose down with Log a dose."
        ),
        CellProblem.OTHER_UNIT: _("{text} looks like the other unit."),
        CellProblem.NO_PRESSURE: _("{text} is no blood pressure like 120/80."),
        CellProblem.TOO_LONG: _("The note is too long."),
        CellProblem.BEYOND_TITLES: _(
            "{text} stands behind the last title. Is a comma inside a number, such as 37,5? Then"
            " save the table with semicolons. If not, say what stands in this column."
        ),
        CellProblem.NOTHING: _("Nothing is in it that would be taken over."),
    }


def _values(row: ReadRow, drug: str) -> list[str]:
    names = {
        "hr": _("pulse {value}"),
        "rr": _("breaths {value}"),
        "spo2": _("oxygen {value} %"),
        "stiffness": _("stiffness {value}"),
        "psfs": _("spasms {value}"),
        "anxiety": _("anxiety {value}"),
        "mood": _("mood {value}"),
    }
    told = [words.format(value=row.values[n]) for n, words in names.items() if n in row.values]
    if "sbp" in row.values or "dbp" in row.values:
        unknown = _("not recorded")
        top, bottom = (row.values.get(name, unknown) for name in ("sbp", "dbp"))
        told.insert(0, _("blood pressure {top}/{bottom}").format(top=top, bottom=bottom))
    if "temp_c" in row.values:  # as it is written there, so that it can be compared
        typed = _("temperature {value} °{unit}")
        told.insert(0, typed.format(value=row.raw["temp_c"], unit=row.units["temp_c"]))
    if row.dose_mg is not None:
        given = _("{drug} {value} mg")
        told.append(given.format(drug=drug, value=_plain(row.dose_mg)))
    return told


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def _short(text: str) -> str:
    return text if len(text) <= _LETTERS_SHOWN else f"{text[:_LETTERS_SHOWN]}\u2026"
