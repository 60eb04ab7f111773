# SPDX-License-Identifier: MIT
"""What stands on the log for a pen beside an answer or a number that is an emergency by itself."""

from decimal import Decimal

from caregiver_app.domain.alone import Alone
from caregiver_app.domain.form import Question
from caregiver_app.domain.levels import Action
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    LEADING,
    SMALL,
    Page,
    Words,
    break_lines,
    fixed,
    plain,
    strong,
)
from caregiver_app.report.drawing.phrases import number, temperature_limit
from caregiver_app.report.drawing.words import _

_FAR_OUT = "E11"
_PAD = 2.5
_APART = 4.0


def mark_of(alone: Alone, rule_set: RuleSet, question: Question, value: str) -> str:
    """Return the number to call for one answer, or ER; empty for any other answer."""
    action = alone.answers.get((question.id, value))
    if action is None:
        return ""
    return _("ER") if action is Action.GO_TO_ER else rule_set.emergency_numbers["emergency"]


def limit_words(alone: Alone, rule_set: RuleSet, name: str) -> Words:
    """Return from where a number is an emergency, or nothing."""
    outside = alone.numbers.get(name)
    if outside is None:
        return ()
    less, more = _("{limit} or less"), _("{limit} or more")
    if name == "sbp":  # the bottom number stands in the same row
        less, more = _("top {limit} or less"), _("top {limit} or more")
    edges = ((less, outside.low), (more, outside.high))
    parts = [text.format(limit=_limit(name, edge)) for text, edge in edges if edge is not None]
    call = rule_set.emergency_numbers["emergency"]
    return plain(" ") + strong(
        ", ".join(fixed(part) for part in (f"{call}: {parts[0]}", *parts[1:]))
    )


def far_out_words(alone: Alone, rule_set: RuleSet) -> Words:
    """Return what to do about a number that is far out, where limits stand on the page."""
    if not alone.numbers:
        return ()
    numbers = rule_set.emergency_numbers
    head = _("A number beside {number}:").format(number=numbers["emergency"])
    told = rule_set.wording.messages[_FAR_OUT].format_map(numbers)
    return plain(" ") + strong(head) + plain(f" {told}")


def draw_mark(page: Page, mark: str, right: float, middle: float) -> None:
    """Draw the mark white on black, as the red flags above have it, before the first box."""
    lines = break_lines(plain(mark, Weight.STRONG), SMALL, 60)
    height = SMALL * LEADING
    page.fill(
        right - _APART - lines.width - 2 * _PAD, middle - height / 2, lines.width + 2 * _PAD, height
    )
    page.canvas.setFillGray(1)
    page.lines(lines, right - _APART - lines.width - _PAD, middle - height / 2)
    page.canvas.setFillGray(0)


def _limit(name: str, value: Decimal) -> str:
    return temperature_limit(value) if name == "temp_c" else number(value)
