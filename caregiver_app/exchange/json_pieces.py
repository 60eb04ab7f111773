# SPDX-License-Identifier: MIT
"""Reads the JSON of a large file a value at a time, from its bytes.

As one text it takes up to four times its bytes, and all that is made of an object whose keys have
no end is there before anybody can count them. Here no more is looked at than one value may have.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from caregiver_app.exchange.errors import RecordError, most_mb
from caregiver_app.system.words import _

MOST_BYTES_IN_A_VALUE = 4_000_000
"""One entry; a check-in with what was said about it has a thousand or two."""
_FIRST_LOOK = 4_096
_BLANK = b" \t\r\n"
_BEHIND_A_SIGN = bytes(range(0x80, 0xC0))
_NEAR = 12

Begin = Callable[[str], tuple[Any, int]]
"""Returns the value that begins a text and where it ends, or raises json.JSONDecodeError."""


def value_at(data: bytes | bytearray, place: int, begin: Begin, most: int) -> tuple[Any, int]:
    """Return the value that begins at a place, and where it ends.

    Raises RecordError for what is longer than `most`, and ValueError for what is no JSON.
    """
    length = min(_FIRST_LOOK, most)
    while True:
        end = _between_signs(data, place + length)
        text = _text(data, place, end)
        is_cut = end < len(data)
        try:
            value, letters = begin(text)
            if letters < len(text) or not is_cut:  # a number may go on behind the cut
                return value, place + _bytes_of(text, letters)
        except json.JSONDecodeError as error:
            is_at_the_cut = "Untermin" in error.msg or error.pos > len(text) - _NEAR
            if not (is_cut and (length < most or is_at_the_cut)):
                raise _no_json(data, place + _bytes_of(text, error.pos), error.msg) from None
        if length >= most:
            raise RecordError(_("the file"), _("an entry is too long"), most_mb(most))
        length = min(length * 8, most)


class Pieces:
    """Goes through the bytes of a JSON text; what stands between two values may be blank."""

    def __init__(self, data: bytes, begin: Begin) -> None:
        self._data = data
        self._begin = begin
        self._place = 3 if data.startswith(b"\xef\xbb\xbf") else 0

    def next_is(self, sign: bytes) -> bool:
        """Say whether a sign comes next; nothing is passed but what is blank."""
        data, place = self._data, self._place
        while data[place : place + 1] and data[place] in _BLANK:
            place += 1
        self._place = place
        return data[place : place + 1] == sign

    def passed(self, sign: bytes) -> bool:
        """Say whether a sign comes next, and go behind it."""
        is_next = self.next_is(sign)
        self._place += is_next
        return is_next

    def value(self) -> Any:  # noqa: ANN401 - anything that JSON can hold
        """Return the next value."""
        self.next_is(b"")
        value, self._place = value_at(self._data, self._place, self._begin, MOST_BYTES_IN_A_VALUE)
        return value

    def items(self) -> Iterator[Any]:
        """Return the values of a list one after the other; its first sign was passed."""
        if self.passed(b"]"):
            return
        yield self.value()
        while not self.passed(b"]"):
            self._expect(b",")
            yield self.value()

    def members(self) -> Iterator[str]:
        """Return the keys of an object; its first sign was passed, each value is to be read."""
        if self.passed(b"}"):
            return
        yield self._key()
        while not self.passed(b"}"):
            self._expect(b",")
            yield self._key()

    def end(self) -> None:
        """Raise ValueError where more follows than blanks."""
        if not self.next_is(b""):
            raise _no_json(self._data, self._place, "Extra data")

    def _key(self) -> str:
        if not self.next_is(b'"'):
            problem = "Expecting property name enclosed in double quotes"
            raise _no_json(self._data, self._place, problem)
        key = str(self.value())
        self._expect(b":")
        return key

    def _expect(self, sign: bytes) -> None:
        if not self.passed(sign):
            raise _no_json(self._data, self._place, f"Expecting {sign.decode()!r} delimiter")


def _between_signs(data: bytes | bytearray, place: int) -> int:
    """Return the last place up to here at which no letter of several bytes is cut."""
    if place >= len(data):
        return len(data)
    for back in range(4):
        if data[place - back] & 0xC0 != 0x80:
            return place - back
    return place  # it is no UTF-8, and is told as that


def _text(data: bytes | bytearray, place: int, end: int) -> str:
    try:
        return data[place:end].decode()
    except UnicodeDecodeError as error:
        problem = _("byte {n} is not UTF-8").format(n=place + error.start)
        raise RecordError(_("the file"), problem, _("a text in UTF-8")) from None


def _bytes_of(text: str, letters: int) -> int:
    return letters if text.isascii() else len(text[:letters].encode())


def _no_json(data: bytes | bytearray, place: int, problem: str) -> ValueError:
    line = data[data.rfind(b"\n", 0, place) + 1 : place]
    column = len(line.translate(None, _BEHIND_A_SIGN)) + 1
    number = data.count(b"\n", 0, place) + 1
    return ValueError(f"not JSON: {problem} in line {number}, column {column}")
