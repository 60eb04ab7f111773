# SPDX-License-Identifier: MIT
"""Where every piece of text stands on a page, read from the drawing orders of the file itself.

It knows only the orders that our writer uses and refuses any other; `test_any_record.py` holds it
against pdfplumber. A page takes a tenth of the time, so that thousands can be looked at.
"""

import io
import re
from dataclasses import dataclass, field
from itertools import pairwise

import pypdf

_TOKEN = re.compile(
    rb"\((?:\\.|[^\\()])*\)|/[^\s/()<>\[\]]+|[-+]?(?:\d+\.?\d*|\.\d+)|\[|\]|[A-Za-z'\"*]+|\s+", re.S
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_MAPPED = re.compile(r"^<([0-9A-F]{2})> <([0-9A-F]{4,})>$", re.M)


@dataclass(frozen=True, slots=True)
class Box:
    """One piece of text: from the left, from the bottom, in points; `top` is that of capitals."""

    text: str
    x0: float
    x1: float
    base: float
    size: float

    @property
    def low(self) -> float:
        """Return how far down a letter like g reaches."""
        return self.base - 0.2 * self.size

    @property
    def top(self) -> float:
        """Return how far up a capital reaches."""
        return self.base + 0.7 * self.size


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is on one page: text in the order of the file, lines across, and the ends of shapes."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    rules: tuple[tuple[float, float, float], ...]
    corners: tuple[tuple[float, float], ...]

    @property
    def text(self) -> str:
        """Return the words in the order of the file, white space collapsed."""
        pieces = [box.text for box in self.boxes[:1]]
        for last, box in pairwise(self.boxes):
            goes_on = box.base == last.base and abs(box.x0 - last.x1) < 0.1
            pieces.append(box.text if goes_on else " " + box.text)
        return " ".join("".join(pieces).split())


@dataclass(slots=True)
class _Pen:
    """The state of the drawing so far."""

    fonts: dict[str, "_Font"]
    boxes: list[Box] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    corners: list[tuple[float, float]] = field(default_factory=list)
    clipped: list[bool] = field(default_factory=lambda: [False])
    path: list[tuple[float, float]] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0
    font: str = ""
    size: float = 0.0
    stretch: float = 100.0


@dataclass(frozen=True, slots=True)
class _Font:
    """What each code of a font stands for, and its width at 1000 points."""

    letters: dict[int, str]
    widths: dict[int, float]


def drawn(pdf: bytes) -> Drawn:
    """Return what stands on the only page of a file; refuse a second page."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    (page,) = reader.pages
    fonts = {name: _font(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    pen = _Pen(fonts=fonts)
    operands: list[bytes] = []
    for token in _tokens(page.get_contents().get_data()):
        if token[:1].isalpha():
            _obey(pen, token.decode(), operands)
            operands = []
        else:
            operands.append(token)
    return Drawn(
        width=float(page.mediabox.width),
        height=float(page.mediabox.height),
        boxes=tuple(pen.boxes),
        rules=tuple(pen.rules),
        corners=tuple(pen.corners),
    )


def _tokens(data: bytes) -> list[bytes]:
    tokens = _TOKEN.findall(data)
    assert sum(map(len, tokens)) == len(data), "there is something in the file that is not known"
    return [token for token in tokens if not token.isspace()]


def _font(font: pypdf.generic.DictionaryObject) -> _Font:
    first = int(font.get("/FirstChar", 0))
    widths = {first + k: float(w) for k, w in enumerate(font.get("/Widths", ()))}
    letters = {code: chr(code) for code in range(256)}
    if "/ToUnicode" in font:
        cmap = font["/ToUnicode"].get_object().get_data().decode("ascii")
        for code, letter in _MAPPED.findall(cmap):
            letters[int(code, 16)] = bytes.fromhex(letter).decode("utf-16-be")
    return _Font(letters=letters, widths=widths)


def _obey(pen: _Pen, order: str, given: list[bytes]) -> None:
    if order == "Tj":
        _show(pen, given[0])
    elif order in _ORDERS:
        _ORDERS[order](pen, given)
    else:
        assert order in _UNSEEN, f"an order of the file that is not known: {order}"


_UNSEEN = frozenset("BT ET TL Tr G g RG rg w J j d M c h S s f f* B cm Do".split())  # noqa: SIM905 - read like a page


def _show(pen: _Pen, literal: bytes) -> None:
    """Note one piece of text and move on by its width."""
    codes = _ESCAPE.sub(_unescaped, literal[1:-1])
    font = pen.fonts[pen.font]
    wide = sum(font.widths[code] for code in codes) * pen.size * pen.stretch / 100_000
    text = "".join(font.letters[code] for code in codes)
    pen.boxes.append(Box(text, pen.x, pen.x + wide, pen.y, pen.size))
    pen.x += wide


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found.group(1)
    return bytes([int(code, 8)]) if code[0] in b"01234567" else _NAMED.get(code, code)


def _place(pen: _Pen, given: list[bytes]) -> None:
    pen.x, pen.y = float(given[4]), float(given[5])


def _typeface(pen: _Pen, given: list[bytes]) -> None:
    pen.font, pen.size = given[0].decode(), float(given[1])


def _stretched(pen: _Pen, given: list[bytes]) -> None:
    pen.stretch = float(given[0])


def _point(pen: _Pen, given: list[bytes]) -> None:
    pen.path.append((float(given[0]), float(given[1])))


def _line(pen: _Pen, given: list[bytes]) -> None:
    _point(pen, given)
    (x0, y0), (x1, y1) = pen.path[-2:]
    if not pen.clipped[-1]:
        pen.corners += pen.path[-2:]
        if y0 == y1 and abs(x1 - x0) > 20:
            pen.rules.append((min(x0, x1), max(x0, x1), y0))


def _rectangle(pen: _Pen, given: list[bytes]) -> None:
    x, y, wide, high = map(float, given)
    pen.corners += [(x, y), (x + wide, y + high)]


def _begin(pen: _Pen, _given: list[bytes]) -> None:
    pen.path = []


def _push(pen: _Pen, _given: list[bytes]) -> None:
    pen.clipped.append(pen.clipped[-1])


def _pop(pen: _Pen, _given: list[bytes]) -> None:
    pen.clipped.pop()


def _clip(pen: _Pen, _given: list[bytes]) -> None:
    pen.clipped[-1] = True


_ORDERS = {
    "Tm": _place,
    "Tf": _typeface,
    "Tz": _stretched,
    "m": _point,
    "l": _line,
    "re": _rectangle,
    "n": _begin,
    "q": _push,
    "Q": _pop,
    "W": _clip,
    "W*": _clip,
}
