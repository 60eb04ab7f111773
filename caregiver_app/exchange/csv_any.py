# SPDX-License-Identifier: MIT
"""Reads a spreadsheet that a family keeps: any columns, parted by commas, semicolons or tabs."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from caregiver_app.exchange.errors import RecordError
from caregiver_app.exchange.opening import plain_file
from caregiver_app.system.words import _

MOST_BYTES = 5_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_LETTERS_IN_A_CELL = 10_000
_MARKS = ";\t,"
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreadsheet:
    """The cells of a file as texts: the first row as titles, then each row with its number.

    `longer` are the numbers of the rows that have more cells than the first one.
    """

    titles: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    longer: frozenset[int] = frozenset()


def read_spreadsheet(path: Path) -> Spreadsheet:
    """Return what is in a file; raise RecordError for what is no table, or too large."""
    with plain_file(path, _("a table")) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise _refused(_("the file is too large"), _("5 MB at most"))
    text = _text(data)
    try:
        rows = _rows(text)
    except csv.Error as error:
        problem = _("it is no whole table: {error}").format(error=error)
        raise _refused(problem, _("a table saved as CSV")) from None
    if len(rows) < 2:
        raise _refused(_("there is no row under the first"), _("one row at least"))
    return _spreadsheet(rows)


_TOLD = re.compile(r'"?sep=([,;\t|])"?')


def _text(data: bytes) -> str:
    """Return the letters of a file: UTF-8, or what older programs on Windows write."""
    for code in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refused(_("it is not a text"), _("a table saved as CSV"))


def _rows(text: str) -> list[tuple[int, list[str]]]:
    csv.field_size_limit(MOST_LETTERS_IN_A_CELL)
    found = []
    first, _end, rest = text.partition("\n")
    told = _TOLD.fullmatch(first.strip())  # the mark itself, as Excel reads it
    mark = told[1] if told else _mark(text)
    lines = StringIO(rest if told else text, newline="")
    for number, row in enumerate(csv.reader(lines, delimiter=mark, strict=True), 2 if told else 1):
        if number > MOST_ROWS + 1:
            raise _refused(_("there are too many rows"), _("{n} at most").format(n=MOST_ROWS))
        if len(row) > MOST_COLUMNS:
            most = _("{n} at most").format(n=MOST_COLUMNS)
            raise _refused(_("there are too many columns"), most)
        if any(cell.strip() for cell in row):
            found.append((number, [cell.strip() for cell in row]))
    return found


def _mark(text: str) -> str:
    """Return what parts the columns: what stands in the most of the first lines equally often."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]

    def fits(mark: str) -> tuple[int, int]:
        counts = Counter(line.count(mark) for line in lines if mark in line)
        often = max(counts.values(), default=0)
        return often, max(counts, default=0)

    return max(_MARKS, key=fits)


def _spreadsheet(rows: list[tuple[int, list[str]]]) -> Spreadsheet:
    (_number, titles), *others = rows
    width = max(len(titles), *(len(row) for _n, row in others))
    wide = (*titles, *("" for _ in range(width - len(titles))))
    return Spreadsheet(
        titles=wide,
        rows=tuple((n, (*row, *("" for _ in range(width - len(row))))) for n, row in others),
        longer=frozenset(n for n, row in others if len(row) > len(titles)),
    )


def _refused(problem: str, allowed: str) -> RecordError:
    return RecordError(_("the file"), problem, allowed)
