# SPDX-License-Identifier: MIT
"""The recovery sheet: one page with the code that opens a record without its passcode.

No name stands on it: whoever finds it must not learn whose record it opens.
"""

from datetime import date

from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    Block,
    Page,
    break_lines,
    line_width,
    plain,
    space,
    strong,
)
from caregiver_app.report.drawing.phrases import day_text
from caregiver_app.report.drawing.words import _
from caregiver_app.report.drawing.write_in import words_at
from caregiver_app.report.er.sheet import Fitted, Rendered, one_page
from caregiver_app.system.words import in_use

_TITLE, _TEXT, _CODE, _NUMBER = 22.0, 12.5, 25.0, 9.5
_COLUMNS = 4
_ROW = 58.0


def recovery_sheet(code: str, made_on: date, paper: str = "letter") -> Rendered:
    """Return the page of a code; its groups are numbered, as a slip of typing is told."""
    return one_page(_("Recovery sheet"), paper, lambda page, _room: _fitted(code, made_on, page))


def _fitted(code: str, made_on: date, page: Page) -> Fitted:
    made = _("Made on {day}. It takes the place of older sheets.")
    lines = (
        _("With this code the record opens when nobody knows the passcode."),
        _("Keep it away from the computer, with your other important papers."),
        _("Whoever has this sheet and the computer, or a backup, can read everything."),
        _("Without passcode and code nobody can open the record. We cannot either."),
    )
    steps = (
        _("Open Caregiver Checklist. It asks for the passcode."),
        _("Press \u201cUse the recovery code\u201d."),
        _("Type the letters. Leave the spaces out if you like."),
        _("Then set a new passcode in Settings."),
    )
    numbered = [f"{place}.  {step}" for place, step in enumerate(steps, 1)]
    blocks = [
        words_at(
            strong(_("Recovery sheet for Caregiver Checklist")), page.left, page.width, _TITLE
        ),
        space(4),
        words_at(plain(made.format(day=day_text(made_on))), page.left, page.width, _TEXT),
        space(12),
        _code_block(code.split(), page),
        space(14),
        *(words_at(plain(text), page.left, page.width, _TEXT) for text in lines),
        space(14),
        words_at(strong(_("How to use it")), page.left, page.width, _TEXT),
        *(words_at(plain(text), page.left, page.width, _TEXT) for text in numbered),
    ]
    help_words = plain(
        _("For help in an emergency nobody needs this code: call {number}.").format(
            number=in_use().emergency
        )
    )
    foot = break_lines(help_words, _TEXT, page.width)
    return blocks, Block(foot.height, lambda on, top: on.lines(foot, on.left, top)), ()


def _code_block(groups: list[str], page: Page) -> Block:
    """Return the groups in a box, large, each with its number above it."""
    wide = page.width / _COLUMNS
    rows = -(-len(groups) // _COLUMNS)
    height = rows * _ROW + 14

    def draw(on: Page, top: float) -> None:
        on.box(on.left, top, on.width, height, 1.2)
        for place, group in enumerate(groups):
            x = on.left + (place % _COLUMNS) * wide + 14
            y = top + 8 + place // _COLUMNS * _ROW
            on.lines(break_lines(plain(str(place + 1)), _NUMBER, wide), x, y)
            spaced = plain("\u2009".join(group), Weight.STRONG)
            size = min(_CODE, _CODE * (wide - 22) / line_width(spaced, _CODE))
            on.lines(break_lines(spaced, size, wide), x, y + 13)

    return Block(height, draw)
