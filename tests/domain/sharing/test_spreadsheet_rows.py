# SPDX-License-Identifier: MIT
"""A row of a family's table: what can be kept as a value is, and all else stands in the note."""

from datetime import time
from decimal import Decimal

import pytest

from caregiver_app.domain.form import Limits
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sharing.spreadsheet_columns import ColumnKind, guessed
from caregiver_app.domain.sharing.spreadsheet_rows import CellProblem, Reading, read_row
from caregiver_app.domain.sharing.spreadsheet_times import ClockKind, DayOrder

K = ColumnKind


def limits(low: str, high: str) -> Limits:
    ends = {"low": Decimal(low), "high": Decimal(high)}
    return Limits(**{f"{kind}_{end}": at for kind in ("hard", "soft") for end, at in ends.items()})


LIMITS = {
    "temp_c": limits("25.0", "45.0"),
    "hr": limits("20", "300"),
    "sbp": limits("40", "300"),
    "dbp": limits("20", "200"),
    "dose_mg": limits("0", "300"),
}


def row(*columns: tuple[ColumnKind, str, str]):
    """Read a row of 21 May 2026 at 8 with these columns: what they hold, their title, the cell."""
    kinds = (K.DAY, *(kind for kind, _title, _cell in columns))
    titles = ("Date", *(title for _kind, title, _cell in columns))
    reading = Reading(
        kinds=kinds,
        titles=titles,
        order=DayOrder.MONTH_FIRST,
        clock=ClockKind.LONG,
        every_day_at=time(8),
        zone="America/New_York",
        now=Moment.parse("2026-05-22T12:00:00-04:00"),
        limits=LIMITS,
    )
    return read_row(2, ("2026-05-21", *(cell for _kind, _title, cell in columns)), reading)


def test_a_day_with_nothing_else_beside_it_is_left_out():
    assert row((K.HR, "Pulse", ""), (K.LEFT_OUT, "Weather", "rain")).trouble.problem == "nothing"


@pytest.mark.parametrize(
    ("kind", "typed", "problem"),
    [
        (K.HR, "fast", CellProblem.NOT_A_NUMBER),
        (K.HR, "900", CellProblem.OUT_OF_BOUNDS),
        (K.TEMP_C, "hot", CellProblem.NOT_A_NUMBER),
        (K.TEMP_C, "101.3", CellProblem.OTHER_UNIT),
        (K.TEMP_C, "12", CellProblem.OUT_OF_BOUNDS),
        (K.PRESSURE, "120", CellProblem.NO_PRESSURE),
        (K.PRESSURE, "80/120", CellProblem.NO_PRESSURE),
    ],
)
def test_a_cell_that_is_no_value_goes_into_the_note_with_its_title(kind, typed, problem):
    read = row((kind, "Ours", typed), (K.NOTE, "Notes", "slept well"))
    assert [one.problem for one in read.unread] == [problem]
    assert read.values == {}
    assert read.note == f"slept well; Ours: {typed}"


def test_a_cell_of_a_column_without_a_title_is_in_the_note_as_it_was():
    assert row((K.HR, "", "fast")).note == "fast"


def test_a_note_longer_than_a_page_is_not_cut_but_told():
    assert row((K.NOTE, "Notes", "x" * 2001)).trouble.problem is CellProblem.TOO_LONG


@pytest.mark.parametrize(
    ("title", "cells", "kind"),
    [
        ("Date", ["2026-05-21 08:00", "2026-05-21 20:00"], K.DAY_AND_TIME),
        ("Date", ["2026-05-21 08:00", "2026-05-22"], K.DAY),
        ("Date", ["13.05.2026 8:00"], K.DAY_AND_TIME),
        ("Date", ["05/13/2026 8:00"], K.DAY_AND_TIME),
        ("Date", ["yesterday evening"], K.DAY),
        ("BP top number", ["120/80"], K.PRESSURE),
        ("Temp °F", ["98.6"], K.TEMP_F),
        ("Temp", ["-", "98.6"], K.TEMP_F),
        ("Temp", ["?"], K.TEMP_C),
    ],
)
def test_what_a_column_may_hold_is_offered_by_its_title_and_its_cells(title, cells, kind):
    assert guessed(title, cells) is kind
