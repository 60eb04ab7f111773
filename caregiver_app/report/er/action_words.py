# SPDX-License-Identifier: MIT
"""What somebody did about an alert, in words: when, whom they reached, what was said."""

from datetime import date

from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.drawing.layout import Words, plain, said, strong
from caregiver_app.report.drawing.phrases import action_text, clock_text, stamp
from caregiver_app.report.drawing.words import _

_ENOUGH = 2000
"""More letters of a note than any place on a sheet holds: it is cut there, and says so."""


def action_words(action: ActionTaken, sheet: Handoff, day: date, number: str) -> Words:
    """Return when, what, with whom and what was said; the time alone for one of that day.

    `number` is the one for an emergency.
    """
    now = sheet.now
    when = clock_text(action.at, now) if action.at.day == day else stamp(action.at, now)
    words = plain(f"{when} ") + said(done_text(action, sheet, number))
    if action.note:
        words += plain(": \u201c") + said(action.note[:_ENOUGH].strip(" .")) + plain("\u201d")
    return words + plain(". ")


def done_text(action: ActionTaken, sheet: Handoff, number: str) -> str:
    """Return what was done and with whom, or that it stays private with whom."""
    who = (action.who or "").strip() if action.kind is not ActionKind.RECHECKED else ""
    text = action_text(action.kind, number, names=bool(who))
    if action.id in sheet.kept_back:
        return f"{text} {_('(private)')}"
    return f"{text} {who}" if who else text


def reached_words(sheet: Handoff, rule_set: RuleSet) -> Words:
    """Return who answered in 72 hours and what they said, the newest first; nothing of nobody.

    Whoever stands beside an EMERGENCY of before, and said nothing more, is not told twice.
    """
    number = rule_set.emergency_numbers["emergency"]
    beside = {one.id for one in sheet.before.answers} if sheet.before else set[str]()
    words: Words = ()
    for action in sheet.lately.reached:
        if action.id in beside and not action.note:
            continue
        words += action_words(action, sheet, sheet.now.day, number)
    return strong(_("Reached:") + " ") + words if words else ()
