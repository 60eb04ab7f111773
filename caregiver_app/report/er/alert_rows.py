# SPDX-License-Identifier: MIT
"""The alerts of a period: when, how bad, why, what was done and how long until an answer."""

from collections.abc import Sequence

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.alert_story import AlertStory
from caregiver_app.domain.sheets.clinic_handoff import ClinicHandoff
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.sheet_reasons import distinct
from caregiver_app.report.drawing.layout import (
    SMALL,
    Block,
    Page,
    Words,
    break_lines,
    fixed,
    plain,
    said,
    stack,
    strong,
)
from caregiver_app.report.drawing.phrases import (
    clock_text,
    duration,
    not_recorded,
    stamp,
)
from caregiver_app.report.drawing.shapes import draw_level
from caregiver_app.report.drawing.tables import Column, drawn_row, head_row, nothing, title_line
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.er.action_words import action_words
from caregiver_app.report.er.situation import clinical

_SHAPE = 7.0
_WHY = (138.0, 100.0, 190.0)
"""Widths to try for why; what was done has the rest."""


def alert_table(
    sheet: ClinicHandoff, rule_set: RuleSet, rows: int, lines: int, width: float, left: float
) -> Block:
    """Return the alerts, the newest first; at most so many, the most dangerous of all first."""
    alerts = sheet.alerts
    if not alerts:
        return title_line(_none(sheet), width, left, most=2)
    ranked = sorted(alerts, key=lambda alert: (alert.level, alert.last), reverse=True)[:rows]
    shown = sorted(ranked, key=lambda alert: alert.last, reverse=True)
    tables = (_table(shown, sheet, rule_set, _columns(width, why), left, lines) for why in _WHY)
    blocks = [
        title_line(_title(sheet, len(shown)), width, left, most=2),
        min(tables, key=lambda table: (len(table.left_off), round(table.height))),
    ]
    more = len(alerts) - len(shown)
    words = ngettext("{n} alert", "{n} alerts", more).format(n=more)
    return stack([*blocks, nothing(*(words,) * bool(more))])


def _table(
    shown: Sequence[AlertStory],
    sheet: ClinicHandoff,
    rule_set: RuleSet,
    columns: Sequence[Column],
    left: float,
    lines: int,
) -> Block:
    rows = [
        _row(alert, sheet, rule_set, columns, left, lines, ruled=alert is not shown[-1])
        for alert in shown
    ]
    return stack([head_row(columns, left), *rows])


def _columns(width: float, why: float) -> list[Column]:
    columns = [
        Column(_("When"), 98),
        Column("", 10),
        Column(_("Level"), 66),
        Column(_("Why"), why),
    ]
    rest = width - sum(column.width for column in columns)
    return [*columns, Column(_("What was done, and when somebody answered"), rest)]


def _none(sheet: ClinicHandoff) -> Words:
    title = strong(_("URGENT and EMERGENCY alerts:") + " ")
    if not sheet.whole.check_ins:
        return title + plain(_("no check-in recorded in this period.")) + _begun(sheet)
    return title + plain(_("none recorded in this period.")) + _begun(sheet)


def _title(sheet: ClinicHandoff, shown: int) -> Words:
    count = len(sheet.alerts)
    words = strong(_("URGENT and EMERGENCY alerts"))
    if shown < count:
        words += plain(". " + _("{n} alerts, {shown} shown.").format(n=count, shown=shown))
    return words + _begun(sheet)


def _begun(sheet: ClinicHandoff) -> Words:
    """Return that answers which call somebody are not among them, as nobody saved them."""
    begun_at = sheet.handoff.begun_at
    if begun_at is None:
        return ()
    when = stamp(begun_at, sheet.handoff.now)
    return strong(
        " " + _("Not among them: a check-in begun {when} and not saved.").format(when=when)
    )


def _row(
    alert: AlertStory,
    sheet: ClinicHandoff,
    rule_set: RuleSet,
    columns: Sequence[Column],
    left: float,
    lines: int,
    *,
    ruled: bool,
) -> Block:
    cells = [
        plain(_when(alert, sheet.handoff.now)),
        (),
        strong(rule_set.wording.level_words[alert.level]),
        _why(alert, rule_set, sheet.handoff.now),
        _done(alert, sheet.handoff, rule_set.emergency_numbers["emergency"]),
    ]
    broken = [
        break_lines(cell, SMALL, column.width - 6, most=lines)
        for cell, column in zip(cells, columns, strict=True)
    ]
    row = drawn_row(columns, broken, left, ruled=ruled, name=_("an alert in full"))

    def draw(page: Page, top: float) -> None:
        row.draw(page, top)
        edge = page.height - top - 10.0
        draw_level(page.canvas, alert.level, left + columns[0].width, edge, _SHAPE)

    return Block(row.height, draw, row.left_off)


def _when(alert: AlertStory, now: Moment) -> str:
    if alert.entries == 1:
        return stamp(alert.first, now)
    until = clock_text(alert.last, now)
    if alert.last.day != alert.first.day:
        until = stamp(alert.last, now)
    count = ngettext("{n} check-in", "{n} check-ins", alert.check_ins).format(n=alert.check_ins)
    if alert.check_ins < alert.entries:
        count = ngettext("{n} entry", "{n} entries", alert.entries).format(n=alert.entries)
    text = _("{first} to {last}, {count}")
    return text.format(first=stamp(alert.first, now), last=until, count=count)


def _why(alert: AlertStory, rule_set: RuleSet, now: Moment) -> Words:
    worst_first = sorted(alert.reasons, key=lambda f: (-f.level, rule_set.danger(f.id)))
    told = distinct(worst_first, rule_set)
    texts = dict.fromkeys(clinical(finding.because, rule_set) for finding in told)
    words: Words = ()
    for text in texts:
        words += (plain(" ") if words else ()) + said(text)
    if alert.began is not None:
        words += plain(" " + _("Seizure at {when}.").format(when=stamp(alert.began, now)))
    if alert.kept_private:
        words += plain((" " if words else "") + _("One reason is private: ask the person."))
    return words or plain(not_recorded())


def _done(alert: AlertStory, sheet: Handoff, number: str) -> Words:
    words = strong(answer_text(alert, sheet.now) + " ")
    for action in sorted(alert.actions, key=lambda action: action.at):
        words += action_words(action, sheet, alert.last.day, number)
    if not alert.actions:
        words += plain(_("What was done: {gap}.").format(gap=not_recorded()))
    return words


def answer_text(alert: AlertStory, now: Moment) -> str:
    """Return how long it took until somebody was reached."""
    if alert.answered_at is None:
        return _("Answer: {gap}.").format(gap=not_recorded())
    waited = alert.waited
    if waited is None:
        return _("Answered before, {when}.").format(when=stamp(alert.answered_at, now))
    minutes = int(waited.total_seconds() // 60)
    if minutes < 1:
        return _("Answered within 1 min.")
    length = fixed(_("{m} min").format(m=minutes)) if minutes < 60 else duration(waited)
    return _("Answered after {length}.").format(length=length)
