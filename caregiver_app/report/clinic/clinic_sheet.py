# SPDX-License-Identifier: MIT
"""The clinic sheet: one page about the time since the last visit, for whoever keeps the plan."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.clinic_handoff import ClinicHandoff, Period, PeriodFrom, PlanStory
from caregiver_app.domain.sheets.clinic_steps import DoseCounts, total
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.clinic.period_chart import period_chart
from caregiver_app.report.clinic.person_rows import person_parts
from caregiver_app.report.clinic.plan_rows import PlanSize, kept_words, plan_table
from caregiver_app.report.clinic.question_lines import QUESTION_SIZES, more_lines, questions
from caregiver_app.report.clinic.sign_steps import longest_gap, sign_steps
from caregiver_app.report.drawing.layout import (
    BODY,
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
    day_text,
    drug_text,
    not_recorded,
    with_whole_end,
)
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.er import contacts, doses, foot
from caregiver_app.report.er.alert_rows import alert_table
from caregiver_app.report.er.fact_columns import FactColumn, three_columns
from caregiver_app.report.er.fit import Part, always, fitted
from caregiver_app.report.er.pump_words import flow_words, pump_alarm_line
from caregiver_app.report.er.sheet import Rendered, one_page
from caregiver_app.report.er.sheet_top import head_parts
from caregiver_app.report.er.situation import (
    begun_text,
    corrected_text,
    for_whom,
    level_word,
    reason_text,
)
from caregiver_app.report.er.told_facts import SIZES as TOLD_SIZES
from caregiver_app.report.er.told_facts import told_rows

# What is shortened first when the page is full; each name takes one length off that part.
_ORDER = (
    *("questions", "chart", "told", "questions", "facts", "told", "chart", "alerts", "plan"),
    *("questions", "questions", "facts", "person", "signs", "alerts", "facts", "plan", "chart"),
    *("alerts", "questions", "signs", "alerts", "facts", "plan", "signs", "identity", "facts"),
    *("told", "alerts", "questions", "contacts", "plan", "signs", "alerts", "facts", "person"),
    *("columns", "alerts", "alerts", "facts", "told", "questions", "signs", "questions", "facts"),
    *("questions", "columns"),
)


def render_clinic(
    sheet: ClinicHandoff, rule_set: RuleSet, paper: str = "letter", colour: str = ""
) -> Rendered:
    """Return the sheet as exactly one page; `colour` is the person's, empty when unknown."""
    return one_page(
        _("Clinic sheet"),
        paper,
        lambda page, room: fitted(
            _parts(sheet, rule_set, colour, page.width, page.left),
            _ORDER,
            lambda left_off: _foot(sheet, page, left_off),
            room,
            lambda left_off: foot.brief_foot(_told_by(sheet), page.width, page.left, left_off),
        ),
    )


def _foot(sheet: ClinicHandoff, page: Page, left_off: tuple[str, ...]) -> Block:
    return foot.foot(_told_by(sheet), page.width, page.left, left_off, short=False)


def _told_by(sheet: ClinicHandoff) -> Handoff:
    """Return the handoff with everybody who recorded something in the period."""
    return replace(sheet.handoff, recorders=sheet.recorders or sheet.handoff.recorders)


def _parts(
    sheet: ClinicHandoff, rule_set: RuleSet, colour: str, width: float, left: float
) -> Sequence[Part]:
    heading = _("Clinic sheet")
    return (
        *head_parts(sheet.handoff, heading, colour, width, left),
        always("period", _("the period"), lambda: _period_line(sheet.period, width, left)),
        _in_short(sheet, rule_set, width, left),
        always("for_whom", "", lambda: stack(for_whom(sheet.handoff, rule_set, left, width))),
        *_over_time(sheet, rule_set, width, left),
        *_about_them(sheet, width, left),
        _to_ask(sheet, width, left),
    )


def _in_short(sheet: ClinicHandoff, rule_set: RuleSet, width: float, left: float) -> Part:
    """Return the dose now, the doses and the check-ins of the period side by side."""
    lengths = (
        lambda: _columns(sheet, rule_set, width, left, 3),
        lambda: _columns(sheet, rule_set, width, left, 1),
        lambda: _columns(sheet, rule_set, width, left, 2, joined=True),
    )
    return Part(key="columns", name=_("the doses in short"), lengths=lengths)


def _over_time(
    sheet: ClinicHandoff, rule_set: RuleSet, width: float, left: float
) -> tuple[Part, ...]:
    """Return what happened in the period: the plan, the signs, their chart and the alerts."""
    steps = tuple(partial(sign_steps, sheet, rows, width, left) for rows in (6, 4, 3, 2, 1))
    charts = tuple(partial(period_chart, sheet, rows, width, left) for rows in (3, 2, 1, 0))
    alerts = tuple(
        partial(alert_table, sheet, rule_set, rows, lines, width, left)
        for rows, lines in ((12, 7), (8, 5), (6, 3), (4, 3), (3, 2), (2, 2), (1, 2), (1, 1))
    )
    return (
        Part(key="plan", name=_("the plan"), lengths=_plan_lengths(sheet, width, left)),
        Part(key="signs", name=_("the signs by step"), lengths=steps),
        Part(key="chart", name=_("the chart"), lengths=charts),
        Part(key="alerts", name=_("the alerts"), lengths=alerts),
    )


def _about_them(sheet: ClinicHandoff, width: float, left: float) -> tuple[Part, ...]:
    """Return what is known of the person, what was told, and whom to ring."""
    handoff = sheet.handoff
    told = tuple(partial(told_rows, handoff, n, width, left) for n in TOLD_SIZES)
    whom = (
        lambda: contacts.contacts(handoff, width, left),
        lambda: contacts.contacts(handoff, width, left, tight=True),
    )
    return (
        *person_parts(sheet, width, left),
        Part(key="told", name=_("what was told"), lengths=told),
        Part(key="contacts", name="", lengths=whom),
    )


def _to_ask(sheet: ClinicHandoff, width: float, left: float) -> Part:
    """Return the open questions, with lines that take what room is left."""
    return Part(
        key="questions",
        name=_("questions to ask"),
        lengths=tuple(partial(questions, sheet, *sizes, width, left) for sizes in QUESTION_SIZES),
        grow=lambda place, more: more_lines(sheet, place, more, width, left),
    )


def _plan_lengths(
    sheet: ClinicHandoff, width: float, left: float
) -> tuple[Callable[[], Block], ...]:
    sizes = ((6, 2, 2), (4, 1, 2), (3, 1, 1), (2, 0, 1), (1, 0, 0))
    return tuple(partial(plan_table, sheet, PlanSize(*size), width, left) for size in sizes)


# ---- the period and the three facts


def _period_line(period: Period, width: float, left: float) -> Block:
    """Return the time this page is about, and why it begins there."""
    first, last = day_text(period.start.day), day_text(period.end.day)
    days = ngettext("{n} day", "{n} days", period.days).format(n=period.days)
    words = strong(_("Period: {first} to {last}, {days}").format(first=first, last=last, days=days))
    why = {
        PeriodFrom.CHOSEN: _("as chosen"),
        PeriodFrom.REVIEW: _("since the plan was last reviewed or confirmed"),
        PeriodFrom.CUT: _("since the last cut"),
        PeriodFrom.DAYS: _("the shortest time that is shown"),
        PeriodFrom.RECORD: _("the record begins then"),
    }[period.begins]
    review = day_text(period.review)
    words += plain(f", {why}. " + _("Last review or confirmation: {day}.").format(day=review))
    lines = break_lines(words, BODY, width)

    def draw(page: Page, top: float) -> None:
        page.rule(left, left + width, top, 0.8)
        page.lines(lines, left, top + 2)

    return Block(lines.height + 3, draw)


def _columns(
    sheet: ClinicHandoff,
    rule_set: RuleSet,
    width: float,
    left: float,
    most: int,
    *,
    joined: bool = False,
) -> Block:
    """Return the three facts side by side; `joined` puts what stands under each in one text."""
    parts = (doses.dose_now(sheet.handoff), _kept(sheet), _check_ins(sheet, rule_set))
    if joined:
        first, second, third = (
            (label, value, [sum((words + plain(" ") for words in details), ())])
            for label, value, details in parts
        )
        parts = first, second, third
    return three_columns(parts, (most, most + 1, max(most, 2)), width, left)


def _kept(sheet: ClinicHandoff) -> FactColumn:
    """Return the doses of the period by mouth, for each drug what stayed down and what did not."""
    label = _("Doses in the period")
    told = [(story.plan.drug, _counts(story)) for story in sheet.plans]
    known = [(drug, counts) for drug, counts in told if counts is not None]
    if known:
        (drug, counts), *others = known
        details = [_lost(counts)]
        for other, more in others:
            details += [strong(f"{drug_text(other)}: {kept_words(more)}"), _lost(more)]
        if others:
            label += f", {drug_text(drug)}"
        return label, kept_words(counts), details
    if sheet.handoff.person.has_pump:
        flow, why = flow_words(sheet.handoff)
        return label, flow, why + _pump_words(sheet)
    return label, not_recorded(), []


def _counts(story: PlanStory) -> DoseCounts | None:
    counts = [step.doses for step in story.stories if step.doses]
    return total(counts) if counts else None


def _lost(counts: DoseCounts) -> Words:
    if not any(counts.by.values()):
        planned = not_recorded() if counts.planned is None else str(counts.planned)
        return plain(_("Planned: {n}. None is written down.").format(n=planned))
    parts = [
        _lost_text(counts, DoseStatus.MISSED),
        _("{n} late").format(n=counts.by[DoseStatus.LATE]),
        _lost_text(counts, DoseStatus.VOMITED),
        _lost_text(counts, DoseStatus.EXTRA),
        _("{n} not written down").format(n=counts.unwritten),
    ]
    in_part = counts.by[DoseStatus.PARTLY] + counts.by[DoseStatus.REFUSED]
    seldom = (
        (_("{n} partly or refused"), in_part),
        (_("{n} not sure"), counts.by[DoseStatus.UNSURE]),
    )
    parts += [words.format(n=n) for words, n in seldom if n]
    words = plain(", ".join(fixed(part) for part in parts) + ".")
    if counts.besides_kept:
        more = _("{n} more kept down at no planned time.").format(n=counts.besides_kept)
        words = strong(more + " ") + words
    return words


def _lost_text(counts: DoseCounts, status: DoseStatus) -> str:
    """Return how many the log holds, or that a check-in told of more: the plan says when."""
    logged, told, both = {
        DoseStatus.MISSED: (_("{n} missed"), _("missed: told"), _("{n} missed and more told")),
        DoseStatus.VOMITED: (_("{n} vomited"), _("vomited: told"), _("{n} vomited and more told")),
        DoseStatus.EXTRA: (_("{n} extra"), _("extra: told"), _("{n} extra and more told")),
    }[status]
    number = counts.by[status]
    if all(one.status is not status for one in counts.told):
        return logged.format(n=number)
    return both.format(n=number) if number else told


def _pump_words(sheet: ClinicHandoff) -> list[Words]:
    pump = sheet.handoff.pump
    if pump is None:
        return []
    details = [plain(_("Alarm: {text}.").format(text=pump_alarm_line(sheet.handoff)))]
    refill = _("Last refill {last}, next {next}.")
    details.append(
        plain(
            refill.format(last=day_text(pump.last_refill), next=day_text(pump.refill_appointment))
        )
    )
    return [
        *details,
        plain(_("Low reservoir {day}.").format(day=day_text(pump.low_reservoir_date))),
    ]


def _check_ins(sheet: ClinicHandoff, rule_set: RuleSet) -> FactColumn:
    whole, handoff = sheet.whole, sheet.handoff
    count = ngettext("{n} check-in", "{n} check-ins", whole.check_ins).format(n=whole.check_ins)
    level = plain((_("Told:") if handoff.nobody_asked else _("Last:")) + " ") + strong(
        level_word(handoff, rule_set)
    )
    if handoff.reasons:
        *start, end = said(reason_text(handoff.reasons[0], handoff, rule_set))
        level += (*plain(". "), *start, replace(end, text=with_whole_end(end.text)))
    level += plain(" " + text if (text := begun_text(handoff)) else "")
    gap = plain(text) if (text := longest_gap(sheet, handoff.now)) else ()
    was = corrected_text(handoff)
    lines = [level, plain(was) if was else (), gap, _how_written(sheet)]
    return _("Check-ins in the period"), count, [words for words in lines if words]


def _how_written(sheet: ClinicHandoff) -> Words:
    """Return how many check-ins did not answer each sign by itself, or at once."""
    whole = sheet.whole
    pressed = _("{n} with signs recorded as usual in one press").format(n=whole.as_usual)
    later = _("{n} written down later").format(n=whole.written_later)
    told = (pressed,) * bool(whole.as_usual) + (later,) * bool(whole.written_later)
    return plain(", ".join(told) + ".") if told else ()
