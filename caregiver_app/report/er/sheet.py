# SPDX-License-Identifier: MIT
"""The one-page sheet as PDF: blocks in the order of their ranks, dropped from the bottom."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.drawing.layout import Block, Page, beside, space, stack
from caregiver_app.report.drawing.without_pictures import leave_pictures_out
from caregiver_app.report.drawing.words import _
from caregiver_app.report.er import contacts, details, doses, foot, header, medicines, sedatives
from caregiver_app.report.er.charts import charts
from caregiver_app.report.er.fact_rows import Fact, fact_rows
from caregiver_app.report.er.last_resort import stood_in
from caregiver_app.report.er.other_signs import other_signs
from caregiver_app.report.er.side_column import side_column
from caregiver_app.report.er.signs import sign_table
from caregiver_app.report.er.situation import situation
from caregiver_app.report.er.squeeze import Squeeze

PAPERS = {
    "letter": (612.0, 792.0),
    "a4": (595.28, 841.89),
    "letter sideways": (792.0, 612.0),
    "a4 sideways": (841.89, 595.28),
}
MARGIN = 33.0
EDGE = 20.0
GAP = 2.1
WIDEST_GAP = 8.0
SIDE = 165.0
GUTTER = 12.0
NOTE_LINES = 2
MOST_NOTE_LINES = 6
_AIR = 3.0
_SEIZURE_LINES = {Squeeze.SCANT: 2, Squeeze.BARE: 1, Squeeze.LEAST: 1}
_NOTES = -2
_FACTS, _TABLE, _CONTACTS, _ROWS = 5, 6, 7, 8
"""Places in the list of blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What may still be on the page; each step of `_fewer` takes one thing away.

    `qr` is the text of the code, None when nobody asked for one and empty when it had no room.
    """

    note_lines: int = NOTE_LINES
    caregiver_note: int = 2
    all_medicines: bool = True
    charts: int = 4
    alike: bool = True
    both_units: bool = True
    reference: bool = True
    recorders: bool = True
    falls: bool = True
    long_risks: bool = True
    row_lines: int = 2
    sedating_lines: int = sedatives.MOST_LINES
    squeeze: Squeeze = Squeeze.NONE
    medicine_list: bool = True
    sign_lines: int = 3
    lower_ranks: bool = True
    one_line: bool = False
    qr: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The file, and in words what did not fit, once for each kind of thing."""

    pdf: bytes
    left_off: tuple[str, ...]


Fitted = tuple[list[Block], Block, tuple[str, ...]]


def render(
    sheet: Handoff,
    rule_set: RuleSet,
    paper: str = "letter",
    colour: str = "",
    qr: str | None = None,
) -> Rendered:
    """Return the sheet as exactly one page; `colour` is the person's, empty when unknown.

    `qr` is the text of a code that stands beside the charts; it takes the place of one of them.
    """
    return one_page(
        _("Handoff sheet"),
        paper,
        lambda page, room: _fitted(sheet, rule_set, colour, page, room, qr),
    )


def one_page(title: str, paper: str, fit: Callable[[Page, float], Fitted]) -> Rendered:
    """Return one page of paper; `fit` is given the page and its height between the edges.

    `fit` returns the blocks from the top down, the foot, and in words what did not fit.
    """
    leave_pictures_out()
    from caregiver_app.report.drawing.page_canvas import PageCanvas

    width, height = PAPERS[paper]
    canvas = PageCanvas(width, height, title)
    page = Page(canvas, width, height, MARGIN)
    room = height - 2 * EDGE
    top, bottom, left_off = fit(page, room)
    _draw(page, top, bottom, room)
    canvas.showPage()
    return Rendered(pdf=canvas.file(), left_off=left_off)


def _fitted(
    sheet: Handoff, rule_set: RuleSet, colour: str, page: Page, room: float, qr: str | None = None
) -> Fitted:
    """Return the blocks of the page, its foot, and what is not shown: as much as fits."""

    def laid(choices: Choices) -> _Laid:
        signs, has_kidney = table(choices.squeeze, choices.both_units)
        upper = [*around(choices.squeeze)]
        upper.insert(_TABLE, signs)
        return _laid(sheet, (upper, has_kidney), page, choices)

    @cache
    def around(squeeze: Squeeze) -> list[Block]:
        return _around(sheet, rule_set, colour, page.width, page.left, squeeze)

    @cache
    def table(squeeze: Squeeze, both: bool) -> tuple[Block, bool]:
        return _signs(sheet, page.width, page.left, squeeze, both=both)

    for ever_less in _fewer(qr):
        found = _fullest_that_fits(list(ever_less), laid, room)
        if found.height <= room:
            break
    else:
        found = _without_blocks(sheet, found, page, room)
    spare = int((room - found.height - _AIR * len(found.blocks)) // foot.NOTE_LINE)
    blocks, choices = found.blocks, found.choices
    if choices.note_lines == NOTE_LINES and spare > 0 and not choices.qr:
        more = min(MOST_NOTE_LINES, NOTE_LINES + spare)
        blocks[_NOTES] = foot.note_lines(page.width, page.left, more)
    return blocks, found.end, found.left_off


@dataclass(frozen=True, slots=True)
class _Laid:
    """A page measured: its blocks with the least gaps between them, its foot, what is left off."""

    choices: Choices
    blocks: list[Block]
    end: Block
    left_off: tuple[str, ...]

    @property
    def height(self) -> float:
        """Return the height in points that it needs."""
        gaps = GAP * sum(block.height > 0 for block in self.blocks)
        return sum(block.height for block in self.blocks) + self.end.height + gaps


def _fullest_that_fits(
    ever_less: Sequence[Choices], laid: Callable[[Choices], _Laid], room: float
) -> _Laid:
    """Return the first page that fits, and the shortest when none does.

    Each page is shorter than the one before. Most records fit after a step or two; for the others
    ever larger steps and then halves find it in a few tries.
    """
    low, high, last = -1, 0, len(ever_less) - 1
    found = laid(ever_less[0])
    while found.height > room and high < last:
        low, high = high, min(last, max(1, 2 * high))
        found = laid(ever_less[high])
    while high - low > 1:
        middle = (low + high) // 2
        tried = laid(ever_less[middle])
        if tried.height <= room:
            found, high = tried, middle
        else:
            low = middle
    return found


def _without_blocks(sheet: Handoff, found: _Laid, page: Page, room: float) -> _Laid:
    """Return a page that fits for sure: a line in place of each block that has no room at all."""
    names = {
        _ROWS: _("seizures, kidney, sedating medicines"),
        _TABLE: _("the signs"),
        _CONTACTS: _("the contacts"),
        _FACTS: _("the doses"),
    }

    def again(blocks: list[Block]) -> _Laid:
        left_off = _once((*_left_off(blocks), *_dropped(sheet, found.choices)))
        end = foot.foot(sheet, page.width, page.left, left_off, short=True)
        return _Laid(found.choices, blocks, end, (*left_off, *end.left_off))

    def fits(blocks: list[Block]) -> bool:
        return again(blocks).height <= room

    return again(stood_in(found.blocks, names, fits, page.width, page.left))


def _laid(sheet: Handoff, upper: tuple[list[Block], bool], page: Page, choices: Choices) -> _Laid:
    standing, has_kidney = upper
    lower = _lower(sheet, page.width, page.left, choices, has_kidney=has_kidney)
    blocks = [*standing, *lower]
    left_off = _once((*_left_off(blocks), *_dropped(sheet, choices)))
    end = foot.foot(sheet, page.width, page.left, left_off, short=not choices.recorders)
    return _Laid(choices, blocks, end, (*left_off, *end.left_off))


def _signs(
    sheet: Handoff, width: float, left: float, squeeze: Squeeze, *, both: bool
) -> tuple[Block, bool]:
    """Return the signs with what stands beside them, and whether the kidney facts do.

    `both`: the worst temperature may have two units, and more lines for them.
    """
    table_width = width - SIDE - GUTTER
    bare = squeeze >= Squeeze.BARE
    table = sign_table(sheet, table_width, left, bare=bare, both=both)
    side_left = left + table_width + GUTTER
    side, has_kidney = side_column(sheet, SIDE, side_left, table.height, squeeze)
    return beside([table, side]), has_kidney


def _around(
    sheet: Handoff,
    rule_set: RuleSet,
    colour: str,
    width: float,
    left: float,
    squeeze: Squeeze,
) -> list[Block]:
    """Return the blocks that are never dropped, without the signs between them."""
    tight = squeeze >= Squeeze.TIGHT
    return [
        header.practice_mark(width, left) if sheet.person.is_practice else space(0),
        header.banner(sheet, width, left, colour),
        header.identity(sheet, width, left, tight=squeeze is Squeeze.LEAST),
        header.warnings(sheet, width, left),
        situation(sheet, rule_set, width, left, squeeze),
        doses.facts(sheet, width, left, squeeze),
        contacts.contacts(sheet, width, left, tight=tight),
    ]


def _lower(
    sheet: Handoff, width: float, left: float, choices: Choices, *, has_kidney: bool
) -> list[Block]:
    """Return the rows, charts, lines and references under the phones."""
    facts = _facts(sheet, width, choices, has_kidney=has_kidney)
    short = not choices.alike
    rows = stack(fact_rows(facts, width, left, choices.row_lines))
    code, taken = _code(choices.qr, left + width) if choices.qr else (space(0), 0.0)
    width -= taken
    last = [
        charts(sheet, width, left, choices.charts),
        foot.note_lines(width, left, choices.note_lines),
        foot.reference(sheet, width, left, short=short) if choices.reference else space(0),
    ]
    if not choices.qr:
        return [rows, *last]
    return [rows, beside([stack([block for block in last if block.height > 0], GAP), code])]


def _code(text: str, right: float) -> tuple[Block, float]:
    # The sheet without one starts sooner.
    from caregiver_app.report.drawing.qr_code import code_block

    return code_block(text, right)


def _facts(sheet: Handoff, width: float, choices: Choices, *, has_kidney: bool) -> list[Fact]:
    """Return the hanging-label facts in order; neighbours that are short share a row."""
    falls = details.falls(sheet) if choices.falls else None
    sedating = sedatives.sedating(sheet, width, choices.sedating_lines)
    facts = [
        details.seizures(sheet),
        falls if has_kidney else details.kidney(sheet),
        sedating,
        other_signs(sheet, width, choices.sign_lines),
    ]
    if choices.lower_ranks:
        facts += [
            details.fluids(sheet),
            details.risks(sheet, width, short=not choices.long_risks),
            details.code_status(sheet),
        ]
    facts.append(None if has_kidney else falls)
    if choices.medicine_list:
        lines = 2 if choices.all_medicines else 1
        facts.append(medicines.all_medicines(sheet, width, lines))
    facts.append(details.note(sheet, choices.caregiver_note))
    if choices.squeeze in _SEIZURE_LINES:
        facts[0] = replace(details.seizures(sheet), least_lines=_SEIZURE_LINES[choices.squeeze])
    short = [f if f is sedating else replace(f, least_lines=1) for f in facts if f is not None]
    return short if choices.one_line else [fact for fact in facts if fact is not None]


def _fewer(qr: str | None = None) -> Iterator[Iterator[Choices]]:
    """Yield ever shorter pages: the lowest rank is shortened or goes first.

    With a code the pages that have it come first, down to what only words can say; then those
    without it, as if nobody had asked.
    """
    if qr:
        yield _ever_less(Choices(qr=qr, charts=3), (*_LEAST_MISSED, *_NOTE))
    yield _ever_less(Choices(qr=None if qr is None else ""), (*_LEAST_MISSED, *_MISSED))


def _ever_less(now: Choices, steps: Sequence[Mapping[str, Any]]) -> Iterator[Choices]:
    yield now
    for less in steps:
        now = replace(now, **less)
        yield now


_LEAST_MISSED: tuple[Mapping[str, Any], ...] = (
    {"note_lines": 1},
    {"note_lines": 0},
    {"alike": False},
    {"all_medicines": False},
    {"both_units": False},
    {"charts": 2},
    {"charts": 0},
    {"reference": False},
)
_NOTE: tuple[Mapping[str, Any], ...] = ({"caregiver_note": 1}, {"caregiver_note": 0})
_MISSED: tuple[Mapping[str, Any], ...] = (
    {"recorders": False},
    *_NOTE,
    {"falls": False},
    {"long_risks": False},
    {"squeeze": Squeeze.CLOSE},
    {"sign_lines": 2},
    {"row_lines": 1},
    {"sign_lines": 1},
    {"sedating_lines": sedatives.LEAST_LINES},
    {"squeeze": Squeeze.TIGHT},
    {"medicine_list": False},
    {"sign_lines": 0},
    {"lower_ranks": False},
    {"squeeze": Squeeze.SCANT},
    {"squeeze": Squeeze.BARE},
    {"one_line": True},
    {"sedating_lines": 2},
    {"squeeze": Squeeze.LEAST},
)


def _dropped(sheet: Handoff, choices: Choices) -> Iterator[str]:
    """Yield in words what a shorter page leaves off as a whole; empty lines are no loss."""
    fewer_charts = choices.charts < len(sheet.charts.series)
    charts_gone = {0: _("charts"), 2: _("two charts"), 3: _("one chart")}
    gone = (
        (details.has_note(sheet) and not choices.caregiver_note, _("the caregiver's note")),
        (fewer_charts, charts_gone.get(choices.charts, "")),
        (not choices.reference, _("the references")),
        (choices.reference and not choices.alike, _("the references in full")),
        (len(sheet.recorders) > 1 and not choices.recorders, _("the other recorders")),
        (choices.qr == "", _("the QR code")),
        (not choices.falls, _("falls")),
        (not choices.long_risks and choices.lower_ranks, _("risks in full")),
        (sheet.last is not None and not choices.sign_lines, _("other signs")),
        (not choices.medicine_list, _("the list of medicines")),
    )
    yield from (words for is_gone, words in gone if is_gone)
    if not choices.lower_ranks:
        yield from (_("fluids, urine, pain"), _("risks"), _("code status"))


def _once(words: Sequence[str]) -> tuple[str, ...]:
    """Return each thing once: a row that was cut may also be shortened on purpose."""
    return tuple({text.casefold(): text for text in reversed(words)}.values())[::-1]


def _left_off(blocks: list[Block]) -> tuple[str, ...]:
    """Return what the blocks could not show, each thing once."""
    return tuple(dict.fromkeys(word for block in blocks for word in block.left_off))


def _draw(page: Page, blocks: list[Block], end: Block, room: float) -> None:
    """Draw from the top edge down; spare height widens the gaps, and the foot keeps the bottom."""
    standing = [block for block in blocks if block.height > 0]
    spare = room - end.height - sum(block.height for block in standing)
    gap = min(WIDEST_GAP, spare / max(1, len(standing)))
    top = EDGE
    for block in standing:
        block.draw(page, top)
        top += block.height + gap
    end.draw(page, page.height - EDGE - end.height)
