# SPDX-License-Identifier: MIT
"""Read TOML one key at a time: a wrong type, a missing and an unknown key are named with place."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class ContentError(Exception):
    """Clinical content that cannot be used: which file and key, and what is wrong."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}, {key}: {problem}")


@lru_cache(maxsize=64)
def _parsed(path: Path, _written: int, _size: int) -> dict[str, Any]:
    """Return what a file holds; several parts of the content read the same one.

    Nobody changes it: a table takes keys out of a copy of its own.
    """
    return tomllib.loads(path.read_text(encoding="utf-8"))


class Table:
    """One table of a TOML file. What was not taken out of it when it is done is an error."""

    def __init__(self, file: str, path: str, values: object) -> None:
        if not isinstance(values, dict):
            raise ContentError(file, path, "must be a table")
        self.file = file
        self.path = path
        self._left: dict[str, Any] = dict(values)

    @classmethod
    def read(cls, folder: Path, name: str) -> "Table":
        """Read a whole file; raise ContentError when it cannot be read."""
        try:
            path = folder / name
            told = path.stat()
            return cls(name, "", _parsed(path, told.st_mtime_ns, told.st_size))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ContentError(name, "the file", f"cannot be read: {error}") from error

    def place(self, key: str) -> str:
        """Return the full name of a key in the file."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Say whether a key is there and not taken yet."""
        return key in self._left

    def left(self) -> tuple[str, ...]:
        """Return the keys that are not taken yet."""
        return tuple(self._left)

    def text(self, key: str, default: str | None = None) -> str:
        """Take a text."""
        return self._typed(key, str, "must be a text", default)

    def whole(self, key: str, default: int | None = None) -> int:
        """Take a whole number; true and false are none."""
        value = self._typed(key, int, "must be a whole number", default)
        if isinstance(value, bool):
            raise self.wrong(key, "must be a whole number")
        return value

    def decimal(self, key: str) -> Decimal:
        """Take a number. A float would make 39.1 something else, so numbers are texts."""
        text = self._typed(key, str, 'a number is written as a text, like "39.1"')
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise self.wrong(key, f"{text!r} is not a number") from None
        if not number.is_finite():
            raise self.wrong(key, f"{text!r} is not a number")
        return number

    def decimals(self) -> dict[str, Decimal]:
        """Take every key that is left as a number."""
        return {key: self.decimal(key) for key in self.left()}

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of texts."""
        values = self._typed(key, list, "must be a list of texts")
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(key, "must be a list of texts")
        return tuple(values)

    def words(self) -> dict[str, str]:
        """Take every key that is left as a text."""
        return {key: self.text(key) for key in self.left()}

    def one_of(self, key: str, choices: Mapping[str, T]) -> T:
        """Take a text that is one of several, and return what it stands for."""
        text = self.text(key)
        if text not in choices:
            raise self.wrong(key, f"{text!r} is none of {', '.join(choices)}")
        return choices[text]

    def table(self, key: str, default: dict[str, object] | None = None) -> "Table":
        """Take a table."""
        return Table(self.file, self.place(key), self._typed(key, dict, "must be a table", default))

    def tables(self, key: str) -> Iterator["Table"]:
        """Take a list of tables; each is named by its `id` as soon as it has one."""
        names: set[object] = set()
        for number, values in enumerate(self._typed(key, list, "must be a list of tables")):
            name = values.get("id", number) if isinstance(values, dict) else number
            if name in names:
                raise self.wrong(f"{key}.{name}", "this id stands twice")
            names.add(name)
            yield Table(self.file, self.place(f"{key}.{name}"), values)

    def done(self) -> None:
        """Raise ContentError when a key is left that nobody asked for."""
        for key in self._left:
            raise self.wrong(key, "this key is not known")

    def wrong(self, key: str, problem: str) -> ContentError:
        """Return the error that names a key of this table."""
        return ContentError(self.file, self.place(key), problem)

    def _typed(self, key: str, kind: type[T], problem: str, default: T | None = None) -> T:
        if key not in self._left and default is not None:
            return default
        if key not in self._left:
            raise self.wrong(key, "is missing")
        value = self._left.pop(key)
        if not isinstance(value, kind):
            raise self.wrong(key, problem)
        return value


def finished(table: Table, build: Callable[[Table], T]) -> T:
    """Build something from a table and hold it to leave no key over."""
    result = build(table)
    table.done()
    return result
