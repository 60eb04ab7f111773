# SPDX-License-Identifier: MIT
"""The parts of the sign-off PDF, measured before they are drawn: entries, rows, boxes, lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caregiver_app.report.drawing.fonts import Weight, text_width
from caregiver_app.report.drawing.layout import (
    SMALL,
    Block,
    Lines,
    Page,
    Words,
    break_lines,
    plain,
    space,
    stack,
    strong,
)
from caregiver_app.report.drawing.shapes import draw_level
from docs.sign_off.page import Entry, Fact, Grid, Row
from docs.sign_off.rule_sections import READS

MARGIN = 40.0
WIDTH = 612.0 - 2 * MARGIN
VIEW, ROW_VIEW, ASK_VIEW = 118.0, 152.0, 250.0
LABEL = 74.0
TITLE, HEADING, CAPTION = 17.0, 13.0, 10.5
_GAP, _APART = 10.0, 8.0
_LINE_STEP, _LINE_GREY, _EDGE = 16.0, 0.45, 5.0
_ROW_HEIGHT, _MOST_LINES = 12.0, 4
_BOX = 8.5
_PAD = 3.5
_THIN, _GREY = 0.5, 0.62
_HEAD_GREY = 0.92


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One stretch that is never split; it stands on the page of the next one when `keeps_next`.

    `head` is drawn again when the piece begins a page; `mark` names a place for the outline.
    """

    block: Block
    keeps_next: bool = False
    head: Block | None = None
    mark: tuple[int, str, str] | None = None


def paragraph(words: Words, size: float, width: float, left: float, after: float = 0.0) -> Block:
    """Return words broken into lines, with room under them."""
    lines = break_lines(words, size, width)
    return Block(lines.height + after, lambda page, top: page.lines(lines, left, top))


def heading(text: str) -> Block:
    """Return the heading of a chapter, ruled."""
    lines = break_lines(plain(text, Weight.STRONG), HEADING, WIDTH)

    def draw(page: Page, top: float) -> None:
        page.lines(lines, MARGIN, top + 16)
        page.rule(MARGIN, MARGIN + WIDTH, top + 18 + lines.height, 1.6)

    return Block(lines.height + 25, draw)


def entry(part: Entry) -> Block:
    """Return one rule: its facts at the left, room to agree or to write at the right."""
    facts = stack([_fact(fact) for fact in part.facts])
    name = break_lines(plain(part.title, Weight.STRONG), CAPTION + 1, WIDTH)
    head = name.height + 2
    height = max(head + facts.height, head + _ROW_HEIGHT + 2 * _LINE_STEP) + 2 * _PAD

    def draw(page: Page, top: float) -> None:
        page.lines(name, MARGIN, top + _PAD)
        if part.level is not None:
            across = MARGIN + name.width + 10
            draw_level(page.canvas, part.level, across, page.height - top - _PAD - 11.5, 8.5)
            page.canvas.setFillGray(0)
            level = break_lines(strong(part.level.name), SMALL, WIDTH)
            page.lines(level, across + 13, top + _PAD + 2)
        facts.draw(page, top + _PAD + head)
        _draw_boxes(page, top + _PAD + head, VIEW)
        _draw_lines(page, top + _PAD + head + _ROW_HEIGHT - 2, height - head - _ROW_HEIGHT, VIEW)
        page.rule(MARGIN, MARGIN + WIDTH, top + height, _THIN, _GREY)

    return Block(height, draw)


def _fact(fact: Fact) -> Block:
    weight = Weight.STRONG if fact.label.startswith(READS) else Weight.REGULAR
    width = WIDTH - VIEW - _GAP - LABEL
    label = break_lines(plain(fact.label), SMALL, LABEL - 4)
    texts = stack(
        [paragraph(plain(text, weight), SMALL, width, MARGIN + LABEL) for text in fact.texts],
        gap=2.0,
    )

    def draw(page: Page, top: float) -> None:
        page.lines(label, MARGIN, top)
        texts.draw(page, top)

    return Block(max(label.height, texts.height) + 1.5, draw)


def grid_head(grid: Grid) -> Block:
    """Return the ruled head of a table; it stands again on every page the table reaches."""
    view = "Your answer" if grid.asks else "Your view"
    texts = [*(column.title for column in grid.columns), view]
    places = _columns(grid)
    cells = [break_lines(strong(t), SMALL, w) for t, (_x, w) in zip(texts, places, strict=True)]
    height = max(lines.height for lines in cells) + 2 * _PAD

    def draw(page: Page, top: float) -> None:
        page.fill(MARGIN, top, WIDTH, height, _HEAD_GREY)
        _draw_cells(page, cells, places, top + _PAD)
        page.rule(MARGIN, MARGIN + WIDTH, top + height, 1.0)

    return Block(height, draw)


def caption(grid: Grid, chapter: str) -> Block:
    """Return the caption of a table, unless it is that of its chapter, with its source."""
    lines = [space(7)]
    if grid.caption != chapter:
        lines.append(paragraph(strong(grid.caption), CAPTION, WIDTH, MARGIN, after=2))
    if grid.source:
        lines.append(paragraph(plain(grid.source), SMALL, WIDTH, MARGIN, after=3))
    return stack(lines)


def grid_row(grid: Grid, row: Row) -> Block:
    """Return one row with its boxes, or with lines to write an answer on."""
    places = _columns(grid)
    weights = (Weight.STRONG, *([Weight.REGULAR] * (len(row.cells) - 1)))
    if len(grid.columns) == 1:
        weights = (Weight.REGULAR,)
    cells = [
        break_lines(plain(text, weight), SMALL, width)
        for text, weight, (_x, width) in zip(row.cells, weights, places[:-1], strict=True)
    ]
    needed = 3 * _LINE_STEP if grid.asks else _ROW_HEIGHT
    height = max(*(lines.height for lines in cells), needed) + 2 * _PAD

    def draw(page: Page, top: float) -> None:
        _draw_cells(page, cells, places, top + _PAD)
        if grid.asks:
            _draw_lines(page, top - 1, height, ASK_VIEW)
        else:
            _draw_boxes(page, top + _PAD, ROW_VIEW)
            _draw_lines(page, top + _PAD + _ROW_HEIGHT - 2, height - _ROW_HEIGHT - _PAD, ROW_VIEW)
        page.rule(MARGIN, MARGIN + WIDTH, top + height, _THIN, _GREY)

    return Block(height, draw)


def _columns(grid: Grid) -> list[tuple[float, float]]:
    """Return where each column begins and how wide its words may be, the view column last."""
    view = ASK_VIEW if grid.asks else ROW_VIEW
    places, left = [], MARGIN
    for width in _widths(grid, WIDTH - view - _GAP):
        places.append((left, width - _APART))
        left += width
    return [*places, (MARGIN + WIDTH - view, view)]


def _widths(grid: Grid, room: float) -> list[float]:
    """Return the widths of the columns: as asked for, but no word is broken while there is room."""
    least = [_longest_word(texts) + _APART + 1 for texts in _texts_by_column(grid)]
    whole = sum(column.width for column in grid.columns)
    wanted = [room * column.width / whole for column in grid.columns]
    short = sum(max(0.0, low - width) for low, width in zip(least, wanted, strict=True))
    spare = sum(max(0.0, width - low) for low, width in zip(least, wanted, strict=True))
    part = short / spare if spare else 0.0
    return [
        low if width < low else width - (width - low) * part
        for low, width in zip(least, wanted, strict=True)
    ]


def _texts_by_column(grid: Grid) -> Iterator[tuple[str, ...]]:
    for place, column in enumerate(grid.columns):
        yield (column.title, *(row.cells[place] for row in grid.rows))


def _longest_word(texts: tuple[str, ...]) -> float:
    words = {word for text in texts for word in text.split()}
    return max((text_width(word, Weight.STRONG, SMALL) for word in words), default=0.0)


def _draw_cells(
    page: Page, cells: Sequence[Lines], places: Sequence[tuple[float, float]], top: float
) -> None:
    for lines, (left, _width) in zip(cells, places, strict=False):
        page.lines(lines, left, top)


def _draw_boxes(page: Page, top: float, width: float) -> None:
    """Draw the two boxes with their words, and in a row a line behind them for a new number."""
    left = MARGIN + WIDTH - width
    for place, word in enumerate(("agree", "change")):
        across = left + place * 48
        page.box(across, top + 1.5, _BOX, _BOX, 0.8)
        page.lines(break_lines(plain(word), SMALL, 50), across + _BOX + 4, top)
    if width >= ROW_VIEW:
        page.rule(left + 95, left + width, top + _BOX + 2.5, 0.6, _LINE_GREY)


def _draw_lines(page: Page, top: float, height: float, width: float) -> None:
    """Draw the lines to write on that there is room for, none close to the lower edge."""
    left = MARGIN + WIDTH - width
    for place in range(1, _MOST_LINES + 1):
        base = top + place * _LINE_STEP
        if base <= top + height - _EDGE:
            page.rule(left, left + width, base, 0.6, _LINE_GREY)
