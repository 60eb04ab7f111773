# SPDX-License-Identifier: MIT
"""The one-page sheet as PDF: blocks in the order of their ranks, dropped from the bottom."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from caregiver_app.domain.handoff import Handoff
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.report import details, doses, foot, header
from caregiver_app.report.charts import charts
from caregiver_app.report.layout import Block, Page, beside, space, stack
from caregiver_app.report.signs import sign_table
from caregiver_app.system.words import _

PAPERS = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}
MARGIN = 33.0
EDGE = 20.0
GAP = 3.5
WIDEST_GAP = 9.0
SIDE = 165.0
GUTTER = 12.0
NOTE_LINES = 2
MOST_NOTE_LINES = 6
_AIR = 3.0
_NOTES = -3


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What may still be on the page; each step of `_fewer` takes one thing away."""

    note_lines: int = NOTE_LINES
    caregiver_note: bool = True
    all_medicines: bool = True
    charts: int = 4
    reference: bool = True
    recorders: bool = True
    falls: bool = True
    long_risks: bool = True
    row_lines: int = 2
    tight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The file, and in words what did not fit, once for each item."""

    pdf: bytes
    left_off: tuple[str, ...]


def render(
    sheet: Handoff, rule_set: RuleSet, kind: str = "er", paper: str = "letter", pattern: str = ""
) -> Rendered:
    """Return the sheet as exactly one page; `pattern` is the person's strip."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # streams as bytes, not as letters: smaller, and a third faster
    width, height = PAPERS[paper]
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(width, height), invariant=1, pageCompression=1, lang="en-US")
    canvas.setTitle(_("Handoff sheet"))
    canvas.setCreator("Caregiver Checklist")
    page = Page(canvas, width, height, MARGIN)
    room = height - 2 * EDGE
    top, bottom = _fitted(sheet, rule_set, kind, pattern, page, room)
    _draw(page, top, bottom, room)
    canvas.showPage()
    canvas.save()
    return Rendered(pdf=file.getvalue(), left_off=_counted(_left_off(top)))


def _fitted(
    sheet: Handoff, rule_set: RuleSet, kind: str, pattern: str, page: Page, room: float
) -> tuple[list[Block], Block]:
    """Return the blocks of the page and its foot, with as much as fits."""
    width, left = page.width, page.left
    upper = _upper(sheet, rule_set, kind, pattern, width, left)
    for choices, dropped in _fewer(sheet):
        if choices.tight:
            upper = _upper(sheet, rule_set, kind, pattern, width, left, tight=True)
        blocks = [*upper, *_lower(sheet, kind, width, left, choices)]
        blocks.append(Block(0, lambda _page, _top: None, dropped))
        left_off = _left_off(blocks)
        end = foot.foot(sheet, width, left, left_off, short=not choices.recorders)
        used = sum(block.height for block in blocks) + end.height
        gaps = GAP * sum(block.height > 0 for block in blocks)
        if used + gaps <= room:
            break
    spare = int((room - used - gaps - _AIR * len(blocks)) // foot.NOTE_LINE)
    if choices.note_lines == NOTE_LINES and spare > 0:
        more = min(MOST_NOTE_LINES, NOTE_LINES + spare)
        blocks[_NOTES] = foot.note_lines(width, left, kind, more)
    return blocks, end


def _upper(
    sheet: Handoff,
    rule_set: RuleSet,
    kind: str,
    pattern: str,
    width: float,
    left: float,
    *,
    tight: bool = False,
) -> list[Block]:
    """Return the blocks that are never dropped (ranks 1 to 9 and 13, 14)."""
    table = width - SIDE - GUTTER
    return [
        header.practice_mark(width, left) if sheet.person.is_practice else space(0),
        header.banner(sheet, width, left, pattern),
        header.identity(sheet, width, left, kind, tight=tight),
        header.warnings(sheet, width, left),
        header.situation(sheet, rule_set, width, left, tight=tight),
        doses.facts(sheet, width, left, tight=tight),
        beside(
            [
                sign_table(sheet, table, left),
                doses.side_column(sheet, SIDE, left + table + GUTTER, tight=tight),
            ]
        ),
        details.contacts(sheet, width, left, tight=tight),
    ]


def _lower(sheet: Handoff, kind: str, width: float, left: float, choices: Choices) -> list[Block]:
    """Return the rows, charts, lines and references under the phones."""
    rows = stack(details.fact_rows(_facts(sheet, width, choices), width, left, choices.row_lines))
    return [
        rows,
        charts(sheet, width, left, choices.charts),
        foot.note_lines(width, left, kind, choices.note_lines),
        foot.reference(width, left) if choices.reference else space(0),
    ]


def _facts(sheet: Handoff, width: float, choices: Choices) -> list[details.Fact]:
    """Return the hanging-label facts in order; neighbours that are short share a row."""
    beside_table = doses.kidney_is_beside(sheet)
    kidney = None if beside_table else details.kidney(sheet)
    falls = details.falls(sheet) if choices.falls else None
    facts = [
        details.seizures(sheet),
        falls if beside_table else kidney,
        details.sedating(sheet),
        details.other_signs(sheet),
        details.fluids(sheet),
        details.risks(sheet, short=not choices.long_risks),
        details.code_status(sheet),
        None if beside_table else falls,
        details.all_medicines(sheet, width, 2 if choices.all_medicines else 1),
        details.note(sheet) if choices.caregiver_note else None,
    ]
    return [fact for fact in facts if fact is not None]


def _fewer(sheet: Handoff) -> Iterator[tuple[Choices, tuple[str, ...]]]:
    """Yield ever shorter pages with the names of what each one leaves off, lowest rank first."""
    dropped: tuple[str, ...] = ()
    for choices, words in _steps(sheet):
        dropped += words
        yield choices, dropped


def _steps(sheet: Handoff) -> Iterator[tuple[Choices, tuple[str, ...]]]:
    now = Choices()
    yield now, ()
    yield (now := replace(now, note_lines=1)), ()
    yield (now := replace(now, note_lines=0)), ()
    has_note = bool(sheet.last and sheet.last.note)
    yield (now := replace(now, caregiver_note=False)), (_("the caregiver's note"),) * has_note
    yield (now := replace(now, all_medicines=False)), ()
    yield (now := replace(now, charts=2)), (_("charts"),) * 2
    yield (now := replace(now, charts=0)), (_("charts"),) * 2
    yield (now := replace(now, reference=False)), (_("the reference line"),)
    recorders = (_("recorders"),) * max(0, len(sheet.recorders) - 1)
    yield (now := replace(now, recorders=False)), recorders
    yield (now := replace(now, falls=False)), (_("falls"),)
    yield (now := replace(now, long_risks=False)), (_("risks in full"),)
    yield (now := replace(now, row_lines=1)), ()
    yield replace(now, tight=True), ()


def _left_off(blocks: list[Block]) -> tuple[str, ...]:
    return tuple(word for block in blocks for word in block.left_off)


def _counted(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return each thing once, with its number when there is more than one of it."""
    counts = Counter(words)
    return tuple(word if n == 1 else f"{word} ({n})" for word, n in counts.items())


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
