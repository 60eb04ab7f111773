# SPDX-License-Identifier: MIT
"""Reads a portable record from a file nobody vouches for, and refuses it with one line."""

from pathlib import Path
from typing import Any

from caregiver_app.domain.record import Record
from caregiver_app.exchange.errors import RecordError
from caregiver_app.exchange.meaning import check_meaning
from caregiver_app.exchange.opening import plain_file
from caregiver_app.exchange.portable import check_items, record_of
from caregiver_app.exchange.schema import check, record_schema
from caregiver_app.exchange.schema_fast import record_fits
from caregiver_app.system.exact_json import MOST_DEPTH, loads
from caregiver_app.system.garbage import unsearched
from caregiver_app.system.words import _

MOST_BYTES = 50_000_000
MOST_ENTRIES = 100_000  # twenty-seven a day for ten years
MOST_VALUES = 1_500_000
"""Ten years of eight full check-ins a day; bare numbers would take gigabytes to read."""


def read_record(path: Path) -> dict[str, Any]:
    """Return the checked plain record of a file, numbers as Decimal; raise RecordError."""
    return _checked(_text(_bytes(path)))


def read_whole(path: Path) -> Record:
    """Return the record of a file, each of its objects read once; raise RecordError."""
    return _whole(_text(_bytes(path)))


def parse_record(data: bytes) -> dict[str, Any]:
    """Return the checked plain record of the bytes of a file; raise RecordError."""
    return _checked(_text(data))


def _text(data: bytes) -> str:
    # One comma parts two values. Those inside texts count too, which only makes it stricter.
    if data.count(b",") > MOST_VALUES:
        most = _("{n} at most").format(n=MOST_VALUES)
        raise RecordError(_("the file"), _("there are too many values"), most)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = _("byte {n} is not UTF-8").format(n=error.start)
        raise RecordError(_("the file"), problem, _("a text in UTF-8")) from None


@unsearched()
def _checked(text: str) -> dict[str, Any]:
    plain = _parsed(text)
    check_items(plain)
    return plain


@unsearched()
def _whole(text: str) -> Record:
    return record_of(_parsed(text))


def _parsed(text: str) -> dict[str, Any]:
    try:
        plain = loads(text)
    except ValueError as error:
        allowed = _("JSON without doubled keys, nested at most {n} deep").format(n=MOST_DEPTH)
        raise RecordError(_("the file"), str(error), allowed) from None
    _count_entries(plain)
    _check_shape(plain)
    assert isinstance(plain, dict)  # noqa: S101 - the schema has just said so
    return plain


def check_record(plain: Any) -> None:  # noqa: ANN401 - anything that JSON can hold
    """Raise RecordError unless the schema, the meaning and the domain accept a plain record."""
    _check_shape(plain)
    check_items(plain)


def _check_shape(plain: Any) -> None:  # noqa: ANN401 - anything that JSON can hold
    if not record_fits()(plain):
        check(plain, record_schema())
    check_meaning(plain)


def _count_entries(plain: Any) -> None:  # noqa: ANN401 - anything that JSON can hold
    """Refuse what nobody wrote by hand, before each entry is looked at."""
    lists = plain.values() if isinstance(plain, dict) else ()
    if sum(len(each) for each in lists if isinstance(each, list)) > MOST_ENTRIES:
        most = _("{n} at most").format(n=MOST_ENTRIES)
        raise RecordError(_("the file"), _("there are too many entries"), most)


def _bytes(path: Path) -> bytes:
    with plain_file(path, _("a record")) as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise RecordError(str(path), _("the file is too large"), _("50 MB at most"))
    return data
