# SPDX-License-Identifier: MIT
"""The ER sheet without a person, to fill in by hand: the same blocks in the same order."""

from collections.abc import Iterator, Sequence

from caregiver_app.domain.levels import Level
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.handoff_signs import TONE, VITALS
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    SMALL,
    Block,
    Page,
    Words,
    beside,
    break_lines,
    line_width,
    plain,
    space,
    stack,
    strong,
)
from caregiver_app.report.drawing.phrases import sign_label
from caregiver_app.report.drawing.words import _
from caregiver_app.report.drawing.write_in import field, tick_boxes, words_at
from caregiver_app.report.er.sheet import Fitted, Rendered, one_page

_SIDE, _GUTTER = 185.0, 12.0
_LINE = 17.5
_BETWEEN = 8.0
"""The height of a line that a pen writes on."""
_BANNER = 16.0


def blank_sheet(rule_set: RuleSet, paper: str = "letter") -> Rendered:
    """Return the empty sheet as one page."""
    return one_page(
        _("Handoff sheet, blank"), paper, lambda page, room: _fitted(rule_set, page, room)
    )


def _fitted(rule_set: RuleSet, page: Page, room: float) -> Fitted:
    end = _foot(rule_set, page)
    table = _signs(page)
    side = _side(page)
    blocks = [
        _banner(page),
        _identity(page),
        _situation(rule_set, page),
        _doses(page),
        beside([table, side]),
        _contacts(page),
        stack([_row(label, hint, page) for label, hint in _facts()]),
    ]
    used = sum(block.height for block in blocks) + end.height + 4.0 * len(blocks)
    count = int((room - used) // _LINE)
    if count > 0:
        blocks.append(_notes(page, min(count, 6)))
    return blocks, end, ()


def _banner(page: Page) -> Block:
    """Return the black banner with a box for each drug, and the route to tick below it."""
    parts = (_("ON"), _("BACLOFEN"), _("CLONAZEPAM"), _("\u2013 DO NOT STOP SUDDENLY"))
    routes = (
        _("taken by mouth"),
        _("INTRATHECAL PUMP IN PLACE"),
        _("CHILD, under 16"),
    )
    high = _BANNER * 1.21 + 8
    route = tick_boxes(routes, page.left + 9, page.width - 18, 24.0, BODY)

    def draw(page: Page, top: float) -> None:
        page.fill(page.left, top, page.width, high)
        x = page.left + 9
        for place, text in enumerate(parts):
            if place in (1, 2):
                page.fill(x, top + 9, 11, 11, 1.0)
                x += 15
            page.canvas.setFillGray(1)
            words = plain(text, Weight.STRONG)
            page.lines(break_lines(words, _BANNER, page.width), x, top + 4)
            page.canvas.setFillGray(0)
            x += line_width(words, _BANNER) + 12
        route.draw(page, top + high + 3)
        page.box(page.left, top + high - 1.2, page.width, route.height + 7, 1.2)

    return Block(high + route.height + 7, draw)


def _fields(labels: Sequence[tuple[str, float]], page: Page, left: float, width: float) -> Block:
    """Return fields on one line; each has its part of the width."""
    cells, x = [], left
    for place, (label, part) in enumerate(labels, 1):
        between = _BETWEEN * (place < len(labels))
        cells.append(field(plain(label), x, part * width - between, size=BODY))
        x += part * width
    ready = beside(cells)
    return Block(_LINE, lambda page, top: ready.draw(page, top + _LINE - ready.height))


def _identity(page: Page) -> Block:
    heads = (_("Page 1 of 1. ER sheet, filled in by hand."),)
    right = words_at(plain(heads[0]), page.left, page.width, SMALL)
    return stack(
        [
            right,
            _fields(((_("Name"), 0.62), (_("Born"), 0.38)), page, page.left, page.width),
            _fields(
                ((_("Age"), 0.14), (_("Sex"), 0.16), (_("Weight kg"), 0.24), (_("Language"), 0.46)),
                page,
                page.left,
                page.width,
            ),
            _fields(
                ((_("Date and time written"), 0.5), (_("Last check-in:"), 0.5)),
                page,
                page.left,
                page.width,
            ),
        ]
    )


def _situation(rule_set: RuleSet, page: Page) -> Block:
    """Return the level to tick, and lines for what is wrong and since when."""
    words = rule_set.wording.level_words
    levels = [words[level] for level in (Level.EMERGENCY, Level.URGENT, Level.WATCH)]
    ticks = stack([tick_boxes((text,), page.left + 10, 100, 7.0, BODY) for text in levels], 4.0)
    start = page.left + 118
    rows = [
        _fields(
            ((f"{number}.", 0.72), (_("since"), 0.28)), page, start, page.right - start - _BETWEEN
        )
        for number in (1, 2, 3)
    ]
    lines = stack(rows)

    def draw(page: Page, top: float) -> None:
        page.box(page.left, top, page.width, lines.height + 8, 2.0)
        ticks.draw(page, top + (lines.height + 8 - ticks.height) / 2)
        lines.draw(page, top + 1)

    return Block(lines.height + 8, draw)


def _doses(page: Page) -> Block:
    """Return the three facts side by side: dose now, last dose, last cut."""
    column = (page.width - 2 * _GUTTER) / 3
    facts: tuple[tuple[str, tuple[str, ...]], ...] = (
        (_("Dose now"), (_("mg/day by mouth"), _("mcg/day by pump"), _("times, mg each"))),
        (
            _("Last dose kept down"),
            (_("date, time"), _("mg given"), _("missed, vomited or extra in 72 h")),
        ),
        (_("Last cut"), (_("date"), _("from, to"), _("step n of N; starting dose"))),
    )
    cells = []
    for place, (label, hints) in enumerate(facts):
        x = page.left + place * (column + _GUTTER)
        rows = [words_at(strong(label), x, column, BODY)]
        rows += [_fields(((hint, 1.0),), page, x, column) for hint in hints]
        cells.append(stack(rows))
    return beside(cells)


def _signs(page: Page) -> Block:
    """Return the table of signs: now, usual, worst, each with room to write."""
    width = page.width - _SIDE - _GUTTER
    heads = (_("Now"), _("Usual"), _("Worst in 72 h"))
    label, column = 132.0, (width - 132.0) / 3
    hints = {
        "temp_c": "°F / °C",
        "bp": "mmHg",
        "spo2": "%",
        "stiffness": _("0 to 10"),
        "psfs": _("0 to 4"),
    }
    rows: list[Block] = [_table_row(strong(_("Vital signs")), heads, page, width, label, column)]
    for name in (*VITALS, *TONE):
        words = plain(sign_label(name))
        if name in hints:
            words += plain(f", {hints[name]}")
        rows.append(_table_row(words, (), page, width, label, column))
    return stack(rows)


def _table_row(
    words: Words, heads: Sequence[str], page: Page, width: float, label: float, column: float
) -> Block:
    height = 16.0
    lines = break_lines(words, SMALL, label)

    def draw(page: Page, top: float) -> None:
        page.lines(lines, page.left, top + 3)
        for place, head in enumerate(heads):
            told = break_lines(strong(head), SMALL, column)
            page.lines(told, page.left + label + place * column + 5, top + 3)
        page.rule(page.left, page.left + width, top + height, 0.6, 0.2)
        page.canvas.setLineWidth(0.6)
        for place in range(3):
            x = page.left + label + place * column
            page.canvas.line(x, page.height - top, x, page.height - top - height)

    return Block(height, draw)


def _side(page: Page) -> Block:
    """Return the boxed pump and the boxed allergies."""
    x, width = page.right - _SIDE + 8, _SIDE - 16
    labels = (
        _("Maker, model"),
        _("Reservoir mL"),
        _("Strength mcg/mL"),
        _("Last refill"),
        _("Low reservoir on"),
        _("MRI on"),
    )
    rows = [words_at(strong(_("Pump")), x, width, BODY)]
    rows += [_fields(((label, 1.0),), page, x, width) for label in labels]
    alarms = (_("no alarm heard"), _("single tone"), _("two-tone"), _("not sure"))
    rows += [space(4), tick_boxes(alarms, x, width)]
    for label in (_("first heard"), _("After-hours phone")):
        rows.append(_fields(((label, 1.0),), page, x, width))
    pump = _boxed(stack(rows), page)
    lines = [_fields((("", 1.0),), page, x, width) for _line in range(2)]
    allergy = _boxed(stack([words_at(strong(_("Allergies")), x, width, BODY), *lines]), page)
    return stack([pump, allergy], 4.0)


def _boxed(block: Block, page: Page) -> Block:
    def draw(page: Page, top: float) -> None:
        page.box(page.right - _SIDE, top, _SIDE, block.height + 7, 1.8)
        block.draw(page, top + 3)

    return Block(block.height + 7, draw)


def _contacts(page: Page) -> Block:
    roles = (_("Prescriber"), _("Pump clinic"), _("Decides for them"))
    column = (page.width - 2 * _GUTTER) / 3
    cells = []
    for place, role in enumerate(roles):
        x = page.left + place * (column + _GUTTER)
        rows = [_fields(((label, 1.0),), page, x, column) for label in (role, _("phone"))]
        cells.append(stack(rows))
    return beside(cells)


def _facts() -> Iterator[tuple[str, str]]:
    """Yield the rows below the phones with what belongs into them."""
    yield _("Seizures"), _("each: start, length, woke fully, hurt")
    yield _("Kidney"), _("eGFR and date, dialysis days")
    yield _("Sedating medicines"), _("with time; opioid, alcohol, blood thinner")
    yield _("Fluids, urine, pain"), _("vomited, color of urine, muscle pain")
    yield _("Risks"), _("diagnosis, cord injury level, epilepsy, pregnant, past withdrawal")
    yield _("Code status"), _("and falls, head hit")
    yield _("All medicines"), ""
    yield "", ""
    yield _("Recorder"), _("name, who they are to the person")


def _row(label: str, hint: str, page: Page) -> Block:
    words = strong(label) + plain(f"  {hint}" if hint else "")
    lines = break_lines(words, SMALL, page.width)

    def draw(page: Page, top: float) -> None:
        page.lines(lines, page.left, top + _LINE - lines.height)
        start = page.left + (line_width(words, SMALL) + 6 if label else 0.0)
        page.rule(start, page.right, top + _LINE - 1.0, 0.7)

    return Block(_LINE, draw)


def _notes(page: Page, count: int) -> Block:
    rows = [_row(_("ED notes, time seen"), "", page)]
    return stack([*rows, *(_row("", "", page) for _line in range(count - 1))])


def _foot(rule_set: RuleSet, page: Page) -> Block:
    who = strong(_("Recorded by family or caregiver \u2013 not verified by a clinician"))
    first = break_lines(who, BODY, page.width)
    text = _("An empty field means: not recorded. Rule set {version}.")
    second = break_lines(plain(text.format(version=rule_set.version)), SMALL, page.width)

    def draw(page: Page, top: float) -> None:
        page.rule(page.left, page.right, top, 1.2)
        page.lines(first, page.left, top + 3)
        page.lines(second, page.left, top + 3 + first.height)

    return Block(first.height + second.height + 3, draw)
