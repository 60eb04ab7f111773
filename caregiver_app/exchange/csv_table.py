# SPDX-License-Identifier: MIT
"""The check-ins and the doses of a record as tables that a spreadsheet opens, and back again.

A cell that is empty was not recorded. A text that a spreadsheet would take for a formula, a
number, a date or a time stands behind one apostrophe; nothing else is changed in it.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.exchange.portable import LISTS, standing_items, time_and_id
from caregiver_app.exchange.schema import Schema, record_schema
from caregiver_app.system.exact_json import dumps

TABLES = (EntryKind.CHECK_IN, EntryKind.DOSE)
PERSON_COLUMNS = ("person_id", "person_name", "person_dob")
"""Whose row it is: a row of one person must never end in the record of another."""
JUDGED_COLUMNS = ("level", "rules")
"""What the check-in said when it was saved, to be read; `assessment_json` holds all of it."""

_SUFFIXES: Mapping[str, str] = {
    "hr": "per_min",
    "rr": "per_min",
    "sbp": "mmhg",
    "dbp": "mmhg",
    "spo2": "percent",
    "stiffness": "0_to_10",
    "psfs": "0_to_4",
    "anxiety": "0_to_10",
    "agitation": "0_to_3",
    "mood": "0_to_10",
}
_NAMES: Mapping[str, str] = {"mg": "dose_mg", "ml": "dose_ml"}
_FIRST = ("id", "at", "scheduled_for", "zone")
_GUARD = "'"
_FORMULA = frozenset("=+-@\t\r\n\0'|%\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
                     "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WORDS = frozenset({"null", "true", "false"})
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


class Cell(Enum):
    """How the value of a column is written."""

    TEXT = "text"
    WORD = "word"
    TIME = "time"
    TRUTH = "truth"
    NUMBER = "number"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name with the unit, the field of the record, and how it is written."""

    name: str
    field: str
    cell: Cell


def columns(kind: EntryKind) -> tuple[Column, ...]:
    """Return the columns of a table in their order; those about the person are not among them."""
    properties = item_schema(kind)["properties"]
    fields = [field for field in _FIRST if field in properties]
    fields += [field for field in properties if field not in _FIRST]
    return tuple(_column(field, properties[field]) for field in fields)


def item_schema(kind: EntryKind) -> Schema:
    """Return the schema of one object of a list."""
    schema: Schema = record_schema()["properties"][LISTS[kind]]["items"]
    return schema


def header(kind: EntryKind) -> tuple[str, ...]:
    """Return the first row of a table."""
    own = [column.name for column in columns(kind)]
    place = own.index("zone") + 1
    judged = JUDGED_COLUMNS if kind is EntryKind.CHECK_IN else ()
    return (*PERSON_COLUMNS, *own[:place], *judged, *own[place:])


def table_text(plain: Mapping[str, Any], kind: EntryKind) -> str:
    """Return the text of one table of a portable record, with a byte order mark.

    One row for each check-in or dose that stands, by time then id; what was removed is left
    out. Without the mark a spreadsheet reads letters like é wrongly.
    """
    made = io.StringIO()
    made.write(_BYTE_ORDER_MARK)
    writer = csv.writer(made, lineterminator="\r\n")
    names, known = header(kind), columns(kind)
    writer.writerow(names)
    whose = _whose(plain["person"])
    for item in sorted(standing_items(plain, kind), key=time_and_id):
        cells = whose | _judged(item)
        cells |= {c.name: written(item[c.field], c.cell) for c in known if c.field in item}
        writer.writerow([cells.get(name, "") for name in names])
    return made.getvalue()


def written(value: object, cell: Cell) -> str:
    """Return one value as it stands in its cell."""
    if value is None:
        return "null"
    return _WRITE[cell](value)


def guarded(text: str) -> str:
    """Return a text behind an apostrophe where a spreadsheet would make something else of it."""
    return _GUARD + text if _would_change(text) else text


def unguarded(text: str) -> str:
    """Return the text of a cell as it was recorded."""
    return text.removeprefix(_GUARD)


def whose_id(person: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return the id, name and date of birth of a person, empty where there is none."""
    return (str(person.get("id") or ""), str(person["name"]), str(person.get("dob") or ""))


def _whose(person: Mapping[str, Any]) -> dict[str, str]:
    number, name, dob = whose_id(person)
    cells = (guarded(number) if number else "", guarded(name), dob)
    return dict(zip(PERSON_COLUMNS, cells, strict=True))


def judged_words(item: Mapping[str, Any]) -> tuple[str, str]:
    """Return the level and the ids of the rules that a check-in was stored with."""
    stored = item.get("assessment")
    if not stored:
        return "", ""
    ids = [rule["id"] if isinstance(rule, Mapping) else rule for rule in stored["rules"]]
    return str(stored["level"]), " ".join(str(each) for each in ids)


def _judged(item: Mapping[str, Any]) -> dict[str, str]:
    level, rules = judged_words(item)
    return {"level": level, "rules": guarded(rules) if rules else ""}


def _would_change(text: str) -> bool:
    if not text or text != text.strip() or text[0] in _FORMULA or text.casefold() in _WORDS:
        return True
    # "1/2" would become a day, "3 pm" a time, "007" seven; the ids of the program stay as they are.
    return (text[0].isdigit() or text[0] in ".,") and not _UUID.fullmatch(text)


def _column(field: str, schema: Schema) -> Column:
    cell = _cell_of(schema)
    name = _NAMES.get(field, field)
    if field in _SUFFIXES:
        name = f"{field}_{_SUFFIXES[field]}"
    elif cell is Cell.JSON:
        name = f"{field}_json"
    return Column(name=name, field=field, cell=cell)


def _cell_of(schema: Schema) -> Cell:
    if "enum" in schema:
        return Cell.WORD
    if "anyOf" in schema or "pattern" in schema:
        return Cell.TIME
    named = schema["type"]
    types = {named} if isinstance(named, str) else set(named)
    return next(cell for kinds, cell in _CELLS if types & kinds)


_CELLS = (
    ({"array", "object"}, Cell.JSON),
    ({"number", "integer"}, Cell.NUMBER),
    ({"boolean"}, Cell.TRUTH),
    ({"string"}, Cell.TEXT),
)
_WRITE: Mapping[Cell, Callable[[Any], str]] = {
    Cell.TEXT: guarded,
    Cell.WORD: str,
    Cell.TIME: str,
    Cell.TRUTH: lambda value: "true" if value else "false",
    Cell.NUMBER: str,
    Cell.JSON: dumps,
}
