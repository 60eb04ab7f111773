# SPDX-License-Identifier: MIT
"""JSON that keeps every number exactly as it was written, and refuses what it cannot keep."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from json.encoder import encode_basestring as _quoted

MOST_DEPTH = 32
_MOST_DIGITS = 40
_MOST_POWER = 30
MOST_KEYS = 5_000
_MOST_OBJECTS, _MOST_NUMBERS = 400_000, 100_000
"""What ten years of a record stay far below; many small things take ten times their text."""
_NESTING = (dict, list)
_DEPTH_OF_AN_ENTRY = 3


class WrittenNumber(Decimal):
    """A number with the text it was written with: `37.0` stays `37.0`, `1e1` stays `1e1`."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, text: str) -> "WrittenNumber":
        """Read the text of a JSON number; raise ValueError when no field could mean it."""
        number = super().__new__(cls, text)
        # A short text has few digits; counting them takes longer than reading the number.
        is_long = len(text) > _MOST_DIGITS and len(number.as_tuple().digits) > _MOST_DIGITS
        if is_long or abs(number.adjusted()) > _MOST_POWER:
            raise ValueError(f"the number {text[:40]} is too long, too large or too small")
        number.text = text
        return number

    def __str__(self) -> str:
        return self.text


_OWN = json.JSONDecoder(parse_float=WrittenNumber)


def loads(text: str) -> object:
    """Return the value of a JSON text; raise ValueError with a sentence.

    Refused: a key that stands twice in one object, NaN and Infinity, numbers of absurd size,
    half of a surrogate pair, and nesting deeper than `MOST_DEPTH`.
    """
    return Reading().loads(text)


class Reading:
    """Reads the JSON texts of one file: what may be in it is counted over all of them."""

    def __init__(self) -> None:
        self._objects = _Objects()
        self._decoder = json.JSONDecoder(
            parse_float=_Numbers(),
            parse_int=_whole_number,
            parse_constant=_refuse_constant,
            object_pairs_hook=self._objects,
        )

    def loads(self, text: str) -> object:
        """Return the value of the next text; see `loads`."""
        try:
            value: object = self._decoder.decode(text)
        except json.JSONDecodeError as error:
            problem = f"not JSON: {error.msg} in line {error.lineno}, column {error.colno}"
            raise ValueError(problem) from None
        except (RecursionError, ArithmeticError) as error:
            raise _in_words(error) from None
        _refuse_depth(value, 1)
        if _may_hold_half_pairs(text):
            _refuse_half_pairs(value)
        return value

    def begin(self, text: str) -> tuple[object, int]:
        """Return the entry of a list of the file that begins a text, and where it ends.

        The text may be cut behind it, and it may be read again from a longer one. Raises
        json.JSONDecodeError, and ValueError for what `loads` refuses.
        """
        before = self._objects.count
        try:
            value, end = self._decoder.raw_decode(text)
        except json.JSONDecodeError:
            self._objects.count = before
            raise
        except (RecursionError, ArithmeticError) as error:
            raise _in_words(error) from None
        _refuse_depth(value, _DEPTH_OF_AN_ENTRY)
        if "\\u" in text and _may_hold_half_pairs(text[:end]):
            _refuse_half_pairs(value)
        return value, end

    def whole(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        """Return the object that is the file, of which each value was read by itself."""
        return self._objects(pairs)


def loads_own(text: str) -> object:
    """Return the value of a text that `dumps` wrote and that nobody could change since."""
    return _OWN.decode(text)


def dumps(value: object, *, indent: int | None = None, sort_keys: bool = False) -> str:
    """Return the JSON text of plain values; Decimals are written with their own text.

    With `sort_keys` and no `indent` the text is canonical: equal values of equal writing give
    equal text. Raises TypeError for float and for anything else that JSON cannot hold exactly.
    """
    parts: list[str] = []
    _Writer(parts, indent, sort_keys).write(value, 0)
    return "".join(parts)


def same(one: object, other: object) -> bool:
    """Say whether two JSON values mean the same; 37 and 37.0 do, true and 1 do not."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return one == other


def first_twice(names: Iterable[str]) -> str | None:
    """Return the first name that was there before, None where each stands once.

    Each is looked at once: among a million names of a hostile file nothing else would end.
    """
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None


_TOO_MANY = f"more than {_MOST_OBJECTS} objects, or {MOST_KEYS} different keys"
_TOO_DEEP = f"nested deeper than {MOST_DEPTH} levels"


def _in_words(error: Exception) -> ValueError:
    """Return what is wrong with a text that is JSON all the same."""
    deep = isinstance(error, RecursionError)
    return ValueError(_TOO_DEEP if deep else "a number is too long, too large or too small")


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number that was measured")


def _whole_number(text: str) -> int:
    if len(text) > _MOST_POWER:
        raise ValueError(f"the number {text[:40]} is too long, too large or too small")
    return int(text)


class _Numbers:
    """Reads numbers; the same text is one number, however often it stands there."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[str, WrittenNumber] = {}

    def __call__(self, text: str) -> WrittenNumber:
        number = self._known.get(text)
        if number is None:
            if len(self._known) >= _MOST_NUMBERS:
                raise ValueError(f"more than {_MOST_NUMBERS} different numbers")
            number = self._known[text] = WrittenNumber(text)
        return number


class _Objects:
    """Makes the objects, and counts them and their keys while the text is read."""

    __slots__ = ("_keys", "count")

    def __init__(self) -> None:
        self.count = 0
        self._keys: set[str] = set()

    def __call__(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len(pairs) > MOST_KEYS:  # so many are different, or one stands twice
            raise ValueError(_TOO_MANY)
        found = dict(pairs)
        if len(found) != len(pairs):
            twice = first_twice(name for name, _value in pairs)
            raise ValueError(f"the key {twice!r} stands twice in one object")
        self.count += 1
        self._keys.update(found)
        if self.count > _MOST_OBJECTS or len(self._keys) > MOST_KEYS:
            raise ValueError(_TOO_MANY)
        return found


def _refuse_depth(value: object, depth: int) -> None:
    if isinstance(value, dict | list):
        if depth > MOST_DEPTH:
            raise ValueError(_TOO_DEEP)
        for item in value.values() if isinstance(value, dict) else value:
            if type(item) in _NESTING:
                _refuse_depth(item, depth + 1)


def _may_hold_half_pairs(text: str) -> bool:
    """Say no where no text in it can hold half of a pair.

    A pattern would take half a second for the largest file, in which nothing else goes on.
    """
    if "\\ud" in text or "\\uD" in text:
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _refuse_half_pairs(value: object) -> None:
    if isinstance(value, str):
        _refuse_half_pair(value)
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_half_pair(key)
            _refuse_half_pairs(item)
    elif isinstance(value, list):
        for item in value:
            _refuse_half_pairs(item)


def _refuse_half_pair(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("a text holds half of a surrogate pair") from None


class _Writer:
    """Appends the pieces of one JSON text to a list."""

    def __init__(self, parts: list[str], indent: int | None, sort_keys: bool) -> None:
        self._parts = parts
        self._indent = indent
        self._sort = sort_keys
        self._colon = ":" if indent is None else ": "

    def write(self, value: object, depth: int) -> None:
        """Append one value that stands `depth` levels deep."""
        if isinstance(value, str):
            self._parts.append(_quoted(value))
        elif value is None or isinstance(value, bool):
            self._parts.append({None: "null", True: "true", False: "false"}[value])
        elif isinstance(value, int | Decimal):
            self._parts.append(_number(value))
        elif isinstance(value, Mapping):
            self._object(value, depth + 1)
        elif isinstance(value, list | tuple):
            self._list(value, depth + 1)
        else:
            raise TypeError(f"{type(value).__name__} cannot be written exactly")

    def _object(self, value: Mapping[str, object], depth: int) -> None:
        comma, parts = "", self._parts
        parts.append("{")
        for key in sorted(value) if self._sort else value:
            parts.append(f"{comma}{self._line(depth)}{_quoted(key)}{self._colon}")
            self.write(value[key], depth)
            comma = ","
        parts.append(self._line(depth - 1) + "}" if comma else "}")

    def _list(self, value: list[object] | tuple[object, ...], depth: int) -> None:
        comma, parts = "", self._parts
        parts.append("[")
        for item in value:
            parts.append(comma + self._line(depth))
            self.write(item, depth)
            comma = ","
        parts.append(self._line(depth - 1) + "]" if comma else "]")

    def _line(self, depth: int) -> str:
        return "" if self._indent is None else "\n" + " " * (self._indent * depth)


def _number(value: int | Decimal) -> str:
    if isinstance(value, Decimal) and not value.is_finite():
        raise TypeError("a number that is not finite cannot be written")
    return str(value)
