# SPDX-License-Identifier: MIT
"""The questions of the clinic sheet beside lines for the visit."""

from collections.abc import Sequence

from caregiver_app.domain.prompts.plan_prompts import PlanPrompt
from caregiver_app.domain.sheets.clinic_handoff import ClinicHandoff
from caregiver_app.report.drawing.layout import (
    SMALL,
    Block,
    Page,
    beside,
    break_lines,
    plain,
    said,
    stack,
    strong,
)
from caregiver_app.report.drawing.tables import column_title
from caregiver_app.report.drawing.words import _, ngettext

_GUTTER = 12.0
_LINE = 18.0
_TITLE = 16.0

# How many questions, lines for each, and empty lines beside them at least.
QUESTION_SIZES = (
    (8, 4, 5),
    (8, 4, 2),
    (6, 4, 1),
    (4, 3, 0),
    (3, 3, 0),
    (2, 3, 0),
    (1, 2, 0),
    (0, 0, 0),
)


def questions(
    sheet: ClinicHandoff, most: int, lines: int, blank: int, width: float, left: float
) -> Block:
    """Return the open questions beside lines for the visit; both columns may have empty lines."""
    column = (width - _GUTTER) / 2
    groups = alike(sheet.questions)
    shown = groups[:most]
    asked = [_question(group, lines, column, left) for group in shown]
    title = column_title(_heading(len(groups), sheet.confirmed), column, left)
    right = left + column + _GUTTER
    notes = column_title(_("Notes at the visit, next step as written"), column, right)
    listed = stack([title, *asked])
    height = max(listed.height, title.height + blank * _LINE)
    first = _blank_lines(height - listed.height, column, left)
    second = _blank_lines(height - notes.height, column, right)
    whole = beside([stack([listed, first]), stack([notes, second])])
    more = len(groups) - len(shown)
    words = ngettext("{n} question", "{n} questions", more).format(n=more)
    return Block(whole.height, whole.draw, (*whole.left_off, *(words,) * bool(more)))


def _heading(count: int, confirmed: int) -> str:
    """Return what stands over the questions; that there is none is said."""
    if count:
        heading = _("Questions to ask")
        done = ngettext("({n} more is confirmed)", "({n} more are confirmed)", confirmed)
    else:
        heading = _("Questions to ask: none open")
        done = ngettext("({n} is confirmed)", "({n} are confirmed)", confirmed)
    return f"{heading} {done.format(n=confirmed)}" if confirmed else heading


def more_lines(sheet: ClinicHandoff, place: int, more: float, width: float, left: float) -> Block:
    """Return the questions in one of their lengths, with so many points of lines more."""
    most, lines, blank = QUESTION_SIZES[place]
    short = questions(sheet, most, lines, blank, width, left).height
    used = questions(sheet, most, lines, 0, width, left).height
    count = int((max(short, used) + more - _TITLE) // _LINE)
    return questions(sheet, most, lines, count, width, left)


def alike(prompts: Sequence[PlanPrompt]) -> list[list[PlanPrompt]]:
    """Return the questions with the same words together."""
    groups: dict[str, list[PlanPrompt]] = {}
    for prompt in prompts:
        groups.setdefault(prompt.message, []).append(prompt)
    return list(groups.values())


def _question(group: Sequence[PlanPrompt], most: int, width: float, left: float) -> Block:
    """Return a question with its first reason, and how often it comes up besides."""
    words = strong(group[0].message) + plain(" ") + said(group[0].because)
    if len(group) > 1:
        more = ngettext("And {n} more time.", "And {n} more times.", len(group) - 1)
        words = strong(group[0].message) + plain(" " + more.format(n=len(group) - 1) + " ")
        words += said(group[0].because)
    lines = break_lines(words, SMALL, width - 9, most=most)

    def draw(page: Page, top: float) -> None:
        page.lines(break_lines(plain("\u2013"), SMALL, 9), left, top + 1)
        page.lines(lines, left + 9, top + 1)

    return Block(lines.height + 2, draw, (_("a question in full"),) if lines.was_cut else ())


def _blank_lines(height: float, width: float, left: float) -> Block:
    count = int((height + 0.1) // _LINE)

    def draw(page: Page, top: float) -> None:
        for place in range(1, count + 1):
            page.rule(left, left + width, top + place * _LINE - 1, 0.7, 0.4)

    return Block(max(0.0, count * _LINE), draw)
