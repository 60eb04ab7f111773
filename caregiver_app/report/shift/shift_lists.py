# SPDX-License-Identifier: MIT
"""The two columns of the sheet for the next caregiver: what to do next, and what to do if."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from caregiver_app.domain.sheets.sheet_content import ShiftContent
from caregiver_app.domain.sheets.shift_handoff import ShiftHandoff
from caregiver_app.report.drawing.layout import (
    SMALL,
    Block,
    Page,
    Words,
    beside,
    break_lines,
    plain,
    space,
    stack,
)
from caregiver_app.report.drawing.tables import column_title, nothing
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.drawing.write_in import box
from caregiver_app.report.shift.shift_words import ToDo, changed_words, do_next, what_if

_GUTTER = 12.0
_INDENT = 12.0
_SHARE, _NARROW = 0.48, 0.4
"""How much of the width the left column has, and how much where it needs no more."""
_LINES_THAT_STAY = 2


@dataclass(frozen=True, slots=True)
class Size:
    """How much stands in the two columns: things to do, changes, lines for each, and cases.

    `alert_lines`: what a clinician said about the alert stands there in full, if these hold it.
    """

    actions: int
    changes: int
    lines: int
    cases: int
    alert_lines: int


SIZES = (
    Size(14, 10, 4, 12, 12),
    Size(12, 8, 3, 10, 9),
    Size(11, 6, 3, 9, 6),
    Size(10, 5, 2, 8, 5),
    Size(9, 4, 2, 8, 4),
    Size(8, 3, 2, 7, 4),
    Size(7, 2, 2, 6, 4),
    Size(6, 2, 1, 5, 3),
    Size(4, 1, 1, 4, 3),
    Size(3, 1, 1, 3, 2),
    Size(2, 1, 1, 3, 2),
    Size(2, 1, 1, 2, 2),
    Size(1, 1, 1, 2, 2),
)
"""What the two columns may hold, the fullest first."""


def two_columns(
    sheet: ShiftHandoff, content: ShiftContent, size: Size, width: float, left: float
) -> Block:
    """Return what to do next and what changed beside what to do if something happens.

    Short things to do leave some of their width to the sentences beside them, where these columns
    are no higher and hold no less.
    """
    shown, block = _beside(sheet, content, size, width, left, _SHARE)
    if not block.left_off:
        return block
    more, other = _beside(sheet, content, size, width, left, _NARROW)
    is_less_high = round(other.height, 1) <= round(block.height, 1)
    is_as_whole = len(other.left_off) <= len(block.left_off)
    return other if is_less_high and is_as_whole and more >= shown else block


def _beside(
    sheet: ShiftHandoff, content: ShiftContent, size: Size, width: float, left: float, share: float
) -> tuple[int, Block]:
    """Return both columns, the left one with so much of the width, and how many items they hold."""
    column = (width - _GUTTER) * share
    other = width - _GUTTER - column
    right = left + column + _GUTTER
    first = partial(_to_do, sheet, content, size, width=column, left=left)
    second = partial(_cases, sheet, content, width=other, left=right)
    changes, cases = size.changes, size.cases
    one, two = first(changes), second(cases)
    # The shorter column shows as many more as it has room for beside the other one.
    if one.height < two.height:
        one, changes = _fullest(first, changes, two.height)
    else:
        two, cases = _fullest(second, cases, one.height)
    return changes + cases, beside([one, two])


def _fullest(column: Callable[[int], Block], count: int, height: float) -> tuple[Block, int]:
    """Return a column with as many of its last items as the height holds, and how many.

    It holds `count` at the least.
    """
    block = column(count)
    while block.left_off:
        longer = column(count + 1)
        if longer.height > height or longer.height == block.height:
            break
        block, count = longer, count + 1
    return block, count


def _to_do(
    sheet: ShiftHandoff,
    content: ShiftContent,
    size: Size,
    changes: int,
    *,
    width: float,
    left: float,
) -> Block:
    """Return what to do next over what changed."""
    items, told = do_next(sheet, content), _told(sheet, content)
    pressing = 1 if sheet.follow is not None else 0
    shown = _shown(items, size.actions)
    todo = [
        _item(item.words, _lines(item, size, is_alert=n < pressing), width, left, boxed=True)
        for n, item in enumerate(shown)
    ]
    actions_left, changes_left = len(items) - len(shown), len(told) - changes
    hidden = (
        (ngettext("{n} thing to do", "{n} things to do", actions_left), actions_left),
        (ngettext("{n} change", "{n} changes", changes_left), changes_left),
    )
    return stack(
        [
            column_title(_("Do next"), width, left),
            *todo,
            space(4),
            column_title(_("What changed in 24\u00a0h"), width, left),
            *(_item(words, size.lines, width, left) for words in told[:changes]),
            nothing(*(text.format(n=n) for text, n in hidden if n > 0)),
        ]
    )


def _shown(items: Sequence[ToDo], most: int) -> list[ToDo]:
    """Return the first things to do and all that stay; of the fullest page the first alone."""
    if most == 1:
        return list(items[:1])
    staying = sum(item.stays for item in items)
    others = [place for place, item in enumerate(items) if not item.stays]
    first = others[: max(1, most - staying)]
    return [item for place, item in enumerate(items) if item.stays or place in first]


def _lines(item: ToDo, size: Size, *, is_alert: bool) -> int:
    if item.stays:
        return max(size.lines, _LINES_THAT_STAY)
    return size.alert_lines if is_alert else size.lines


def _cases(
    sheet: ShiftHandoff, content: ShiftContent, most: int, *, width: float, left: float
) -> Block:
    """Return what to do if something happens."""
    cases = what_if(sheet, content)
    footer = plain(content.rule_set.wording.messages["FOOTER"])
    more = len(cases) - most
    hidden = ngettext(
        "{n} line of \u201cWhat to do if\u201d", "{n} lines of \u201cWhat to do if\u201d", more
    )
    return stack(
        [
            column_title(_("What to do if"), width, left),
            *(_item(words, 3, width, left) for words in [*cases[:most], footer]),
            nothing(*(hidden.format(n=more),) * (more > 0)),
        ]
    )


def _told(sheet: ShiftHandoff, content: ShiftContent) -> list[Words]:
    """Return what changed, or that nothing was written down."""
    now = sheet.handoff.now
    lines = [changed_words(content.changes, line, now) for line in sheet.changed]
    return lines or [plain(content.sheets.shift["nothing_changed"])]


def _item(words: Words, most: int, width: float, left: float, *, boxed: bool = False) -> Block:
    indent = _INDENT if boxed else 0.0
    lines = break_lines(words, SMALL, width - indent, most=most)

    def draw(page: Page, top: float) -> None:
        if boxed:
            box(page, left, top + 1.6)
        page.lines(lines, left + indent, top)

    cut = (_("a thing to do in full") if boxed else _("a line in full"),)
    return Block(lines.height + 2.2, draw, cut * lines.was_cut)
