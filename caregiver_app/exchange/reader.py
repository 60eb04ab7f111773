# SPDX-License-Identifier: MIT
"""Reads a portable record from a file nobody vouches for, and refuses it with one line."""

from pathlib import Path
from typing import Any

from caregiver_app.domain.record import Record
from caregiver_app.exchange.errors import RecordError, most_mb
from caregiver_app.exchange.json_pieces import Pieces
from caregiver_app.exchange.meaning import check_meaning
from caregiver_app.exchange.opening import plain_file
from caregiver_app.exchange.portable import check_items, record_of
from caregiver_app.exchange.schema import check, record_schema
from caregiver_app.exchange.schema_fast import record_fits
from caregiver_app.system.exact_json import MOST_DEPTH, MOST_KEYS, Reading
from caregiver_app.system.garbage import unsearched
from caregiver_app.system.words import _

MOST_BYTES = 40_000_000
"""Ten years of six check-ins a day and twice as many doses have 26 MB."""
MOST_ENTRIES = 100_000  # twenty-seven a day for ten years
MOST_VALUES = 1_500_000
"""Ten years of eight full check-ins a day; bare numbers would take gigabytes to read."""


def read_record(path: Path) -> dict[str, Any]:
    """Return the checked plain record of a file, numbers as Decimal; raise RecordError."""
    return parse_record(_bytes(path))


def parse_record(data: bytes) -> dict[str, Any]:
    """Return the checked plain record of the bytes of a file; raise RecordError."""
    with unsearched():
        plain = _parsed(data)
        check_items(plain)
        return plain


def read_whole(path: Path) -> Record:
    """Return the record of a file, each of its objects read once; raise RecordError."""
    with unsearched():
        return record_of(_parsed(_bytes(path)))


def _parsed(data: bytes) -> dict[str, Any]:
    # One comma parts two values. Those inside texts count too, which only makes it stricter.
    if data.count(b",") > MOST_VALUES:
        most = _("{n} at most").format(n=MOST_VALUES)
        raise RecordError(_("the file"), _("there are too many values"), most)
    try:
        plain = _plain(data)
    except ValueError as error:
        allowed = _("JSON without doubled keys, nested at most {n} deep").format(n=MOST_DEPTH)
        raise RecordError(_("the file"), str(error), allowed) from None
    _check_shape(plain)
    assert isinstance(plain, dict)  # noqa: S101 - the schema has just said so
    return plain


def _plain(data: bytes) -> object:
    """Return what the text of a file says; each entry of its lists is read by itself."""
    reading = Reading()
    pieces = Pieces(data, reading.begin)
    if not pieces.passed(b"{"):
        value = pieces.value()
        pieces.end()
        return value
    found: list[tuple[str, object]] = []
    left = MOST_ENTRIES
    for key in pieces.members():
        if len(found) > MOST_KEYS:
            break  # they are told as too many
        if pieces.passed(b"["):
            items = _items(pieces, left)
            left -= len(items)
            found.append((key, items))
        else:
            found.append((key, pieces.value()))
    else:
        pieces.end()
    return reading.whole(found)


def _items(pieces: Pieces, most: int) -> list[object]:
    """Return the entries of a list; refuse what nobody wrote by hand before it is all there."""
    items: list[object] = []
    for item in pieces.items():
        if len(items) >= most:
            allowed = _("{n} at most").format(n=MOST_ENTRIES)
            raise RecordError(_("the file"), _("there are too many entries"), allowed)
        items.append(item)
    return items


def check_record(plain: Any) -> None:  # noqa: ANN401 - anything that JSON can hold
    """Raise RecordError unless the schema, the meaning and the domain accept a plain record."""
    _check_shape(plain)
    check_items(plain)


def _check_shape(plain: Any) -> None:  # noqa: ANN401 - anything that JSON can hold
    if not record_fits()(plain):
        check(plain, record_schema())
    check_meaning(plain)


def _bytes(path: Path) -> bytes:
    with plain_file(path, _("a record")) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise RecordError(str(path), _("the file is too large"), most_mb(MOST_BYTES))
    return data
