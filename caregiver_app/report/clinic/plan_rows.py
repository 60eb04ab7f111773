# SPDX-License-Identifier: MIT
"""The plan of the clinic sheet as it was written, held against what was given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plan import (
    PlanRoute,
    Step,
    StepStatus,
    TaperPlan,
)
from caregiver_app.domain.sheets.clinic_handoff import ClinicHandoff, PlanStory, StepAhead
from caregiver_app.domain.sheets.clinic_steps import (
    DoseCounts,
    StepStory,
    share,
)
from caregiver_app.domain.sheets.doses_told import ToldDose
from caregiver_app.report.drawing.layout import (
    SMALL,
    Block,
    Words,
    break_lines,
    fixed,
    plain,
    said,
    stack,
    strong,
)
from caregiver_app.report.drawing.phrases import (
    amount,
    day_text,
    drug_text,
    not_recorded,
    stamp,
)
from caregiver_app.report.drawing.plain_text import whole
from caregiver_app.report.drawing.tables import (
    Column,
    counted,
    drawn_row,
    head_row,
    nothing,
    table_row,
    title_line,
)
from caregiver_app.report.drawing.words import _, ngettext

_NONE = "\u2013"
"""Stands where nothing was written down."""
_STATUSES = (
    DoseStatus.TAKEN,
    DoseStatus.LATE,
    DoseStatus.MISSED,
    DoseStatus.VOMITED,
)


@dataclass(frozen=True, slots=True)
class PlanSize:
    """How many steps of the period and to come are shown, and lines of what was said of one."""

    rows: int
    ahead: int
    notes: int


def plan_table(sheet: ClinicHandoff, size: PlanSize, width: float, left: float) -> Block:
    """Return each plan in force with its steps, as many as the size says."""
    if not sheet.plans:
        gap = plain(_("Plan as written: {gap}").format(gap=not_recorded()))
        return title_line(gap, width, left)
    routes = [story.plan.route for story in sheet.plans]
    blocks = []
    for place, story in enumerate(sheet.plans):
        headed = story.plan.route not in routes[:place]
        blocks.append(_one_plan(sheet, story, size, width, left, headed=headed))
    return stack(blocks)


def _one_plan(
    sheet: ClinicHandoff,
    story: PlanStory,
    size: PlanSize,
    width: float,
    left: float,
    *,
    headed: bool,
) -> Block:
    """Return one plan; the headings stand once for the plans of one route."""
    plan = story.plan
    by_mouth = plan.route is PlanRoute.ORAL
    columns = _mouth_columns(width) if by_mouth else _pump_columns(width)
    shown, coming = story.stories[-size.rows :], story.ahead[: size.ahead]
    head, whole = _plan_title(plan), _("the head of a plan in full")
    blocks = [title_line(head, width, left, most=max(1, size.notes), name=whole)]
    blocks += [head_row(columns, left)] if headed else []
    for step in shown:
        cells = _given(step) if by_mouth else _pump_set(sheet, step)
        blocks.append(table_row(columns, [*_as_planned(step), *cells], left))
    blocks += [_ahead_row(columns, plan, step, left) for step in coming]
    if by_mouth and any(map(_has_gap, shown)):
        blocks.append(_note(plain(f"{_NONE} {not_recorded()}"), 1, width, left))
    notes = list(_step_notes(shown))
    for words in (*_dose_notes(shown, sheet.handoff.now), *(notes if size.notes else ())):
        blocks.append(_note(words, max(1, size.notes), width, left))
    hidden = story.earlier + len(story.stories) - len(shown)
    later = story.later + len(story.ahead) - len(coming)
    left_off = _other_steps(hidden, later)
    if notes and not size.notes:
        left_off += (_("the words of the plan"),)
    return stack([*blocks, nothing(*left_off)])


def _note(words: Words, most: int, width: float, left: float) -> Block:
    lines = break_lines(words, SMALL, width, most=most)
    cut = (_("the words of the plan in full"),) * lines.was_cut
    return drawn_row([Column("", width)], [lines], left, ruled=False, name="".join(cut))


def _other_steps(hidden: int, later: int) -> tuple[str, ...]:
    words = []
    if hidden:
        text = ngettext("{n} earlier step", "{n} earlier steps", hidden)
        words.append(text.format(n=hidden))
    if later:
        words.append(ngettext("{n} later step", "{n} later steps", later).format(n=later))
    return tuple(words)


def _mouth_columns(width: float) -> list[Column]:
    columns = [
        Column(_("Step"), 27),
        Column(_("From"), 57),
        Column(_("A day"), 65),
        Column(_("Of start"), 31),
        Column(_("Of step before"), 43),
        Column(_("Doses planned"), 41),
        Column(_("Taken"), 33),
        Column(_("Late"), 27),
        Column(_("Missed"), 37),
        Column(_("Vomited"), 41),
        Column(_("Partly, refused"), 40),
        Column(_("Not sure"), 26),
        Column(_("No entry"), 31),
    ]
    rest = width - sum(column.width for column in columns)
    return [*columns, Column(_("Extra"), rest)]


def _pump_columns(width: float) -> list[Column]:
    columns = [
        Column(_("Step"), 30),
        Column(_("From"), 57),
        Column(_("A day"), 72),
        Column(_("Of the start"), 60),
        Column(_("Of the step before"), 90),
    ]
    rest = width - sum(column.width for column in columns)
    return [*columns, Column(_("Pump set to, as written down"), rest)]


def _plan_title(plan: TaperPlan) -> Words:
    way = _("by mouth") if plan.route is PlanRoute.ORAL else _("by INTRATHECAL PUMP")
    written = _("Plan as written:")
    if plan.written_on is not None:
        written = _("Plan as written {day}:").format(day=day_text(plan.written_on))
    words = strong(f"{written} {drug_text(plan.drug)} {way}")
    if plan.prescriber:
        words += plain(", ") + said(plan.prescriber)
    start = amount(plan.start_per_day, f"{plan.unit}/day")
    words += plain(". " + _("Starting dose {dose}.").format(dose=start) + " ")
    if plan.written_on is None and plan.review_on is None:
        return words + plain(_("Day of writing, review: {gap}.").format(gap=not_recorded()))
    if plan.written_on is None:
        words += plain(_("Day of writing: {gap}.").format(gap=not_recorded()) + " ")
    review = day_text(plan.review_on)
    return words + plain(fixed(_("Review {day}").format(day=review)) + ".")


def _percent(part: Decimal | None) -> str:
    if part is None:
        return _("not known")
    return fixed(f"{part.quantize(Decimal(1), rounding=ROUND_HALF_UP)} %")


def _as_planned(story: StepStory) -> list[Words]:
    span = story.span
    is_now = span.is_last
    write = strong if is_now else plain
    from_ = day_text(span.step.from_) if span.step else _("before")
    return [
        write(step_text(story)),
        write(from_),
        write(_a_day(span.per_day, span.plan, span.off)),
        plain(_percent(story.share_of_start)),
        plain(_percent(story.share_of_before) if span.step else ""),
    ]


def step_text(story: StepStory) -> str:
    """Return the number of a step, or that it is the time before the first one."""
    number, until = story.span.number, story.span.until
    return _numbers(number[0], until or number[0]) if number else _("start")


def _has_gap(story: StepStory) -> bool:
    counts = story.doses
    return counts is not None and (counts.planned is None or not any(counts.by.values()))


def _given(story: StepStory) -> list[Words]:
    counts = story.doses
    assert counts is not None  # noqa: S101 - a plan by mouth has counts
    by = counts.by
    planned = plain(_NONE if counts.planned is None else str(counts.planned))
    if not any(by.values()):
        # Nobody kept a log: a 0 would say that none was taken, and none missed.
        open_ = counted(counts.unwritten) if counts.unwritten else plain(_NONE)
        gaps = [_cell(counts, status, plain(_NONE)) for status in _STATUSES]
        extra = _cell(counts, DoseStatus.EXTRA, plain(_NONE))
        return [planned, *gaps, *[plain(_NONE)] * 2, open_, extra]
    return [
        planned,
        plain(str(by[DoseStatus.TAKEN])),
        *(_cell(counts, status, counted(by[status])) for status in _STATUSES[1:]),
        counted(by[DoseStatus.PARTLY] + by[DoseStatus.REFUSED]),
        counted(by[DoseStatus.UNSURE]),
        counted(counts.unwritten),
        _cell(counts, DoseStatus.EXTRA, counted(by[DoseStatus.EXTRA])),
    ]


def _cell(counts: DoseCounts, status: DoseStatus, logged: Words) -> Words:
    """Return what the log says, or that a check-in told of more: the note below says of what."""
    if all(one.status is not status for one in counts.told):
        return logged
    number = counts.by[status]
    return strong(_("{n}, told").format(n=number) if number else _("told"))


def _pump_set(sheet: ClinicHandoff, story: StepStory) -> list[Words]:
    """Return the newest setting of a step that was written down, and how many there were before."""
    changes = [
        event
        for event in sheet.pump_events
        if event.kind is PumpEventKind.DOSE_CHANGE and story.span.holds(event.at)
    ]
    if not changes:
        return [plain(not_recorded())]
    newest, more = changes[-1], len(changes) - 1
    when = stamp(newest.at, sheet.handoff.now)
    words = plain(f"{amount(newest.dose_mcg_per_day, 'mcg/day')} {when}")
    if more:
        words += plain(", " + fixed(_("{n} before").format(n=more)))
    return [words]


def _ahead_row(columns: Sequence[Column], plan: TaperPlan, ahead: StepAhead, left: float) -> Block:
    wide = [*columns[:5], Column("", sum(column.width for column in columns[5:]))]
    cells = [
        plain(_numbers(*ahead.numbers)),
        plain(day_text(ahead.from_)),
        plain(_a_day(ahead.per_day, plan, ahead.days_off)),
        plain(_percent(share(ahead.per_day, plan.start_per_day))),
        plain(_percent(share(ahead.per_day, ahead.before))),
        plain(_("to come")),
    ]
    return table_row(wide, cells, left)


def _a_day(per_day: Decimal | None, plan: TaperPlan, off: int) -> str:
    """Return the daily amount, and on how many days the plan holds none between."""
    told = amount(per_day, f"{plan.unit}/day")
    if not off:
        return told
    words = ngettext("{dose}, 0 on {n} day", "{dose}, 0 on {n} days", off)
    return words.format(dose=told, n=off)


def _numbers(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}\u2013{last}"


def _told_text(told: ToldDose, now: Moment) -> str:
    """Return what a check-in told, with its time."""
    words = {
        DoseStatus.MISSED: _("{n} missed in a row"),
        DoseStatus.VOMITED: _("{n} vomited in 24 h"),
        DoseStatus.EXTRA: _("extra dose"),
    }[told.status]
    return words.format(n=told.count) + f" ({stamp(told.at, now)})"


def _dose_notes(stories: Sequence[StepStory], now: Moment) -> Iterator[Words]:
    counts = [story.doses for story in stories if story.doses]
    besides = sum(count.besides for count in counts)
    other = sum(count.other_amount for count in counts)
    if besides:
        text = ngettext(
            "{n} dose was written down at no planned time, {kept} of them kept down.",
            "{n} doses were written down at no planned time, {kept} of them kept down.",
            besides,
        )
        kept = sum(count.besides_kept for count in counts)
        yield strong(text.format(n=besides, kept=kept))
    if missed := sum(count.told_missed for count in counts):
        text = ngettext(
            "{n} of the missed doses was told at a check-in and not written down.",
            "{n} of the missed doses were told at a check-in and not written down.",
            missed,
        )
        yield plain(text.format(n=missed))
    if told := [one for count in counts for one in count.told]:
        yield strong(_("Told at a check-in and not in the dose log:") + " ") + plain(
            ", ".join(fixed(_told_text(one, now)) for one in told) + "."
        )
    if other:
        text = ngettext(
            "{n} dose taken in another amount than planned.",
            "{n} doses taken in another amount than planned.",
            other,
        )
        yield strong(text.format(n=other))


def _step_notes(stories: Sequence[StepStory]) -> Iterator[Words]:
    """Yield what became of a step that was changed, and the prescriber's words of the one now."""
    now = stories[-1].span.step if stories else None
    for step in dict.fromkeys(story.span.step for story in stories):
        if step is not None and step is not now and step.status in _TOLD:
            yield strong(_("Step of {day}:").format(day=day_text(step.from_)) + " ") + _became(step)
    words = _became(now) if now is not None and now.status in _TOLD else ()
    if now is not None and now.as_written:
        words += plain(_("As written:") + " ") + said(whole(now.as_written)) + plain(". ")
    if now is not None and now.hold_if:
        words += plain(_("Hold if, as written:") + " ") + said(whole(now.hold_if)) + plain(". ")
    if words:
        yield plain(_("Step now:") + " ") + words


def _became(step: Step) -> Words:
    """Return what became of a step, and who said so."""
    words = strong(_told()[step.status])
    return words + (plain(", ") + said(step.status_by) if step.status_by else ()) + plain(". ")


_TOLD = (StepStatus.HELD, StepStatus.EXTENDED, StepStatus.STEPPED_BACK)


def _told() -> dict[StepStatus | None, str]:
    return {
        StepStatus.HELD: _("held"),
        StepStatus.EXTENDED: _("extended"),
        StepStatus.STEPPED_BACK: _("stepped back"),
    }


def kept_words(counts: DoseCounts) -> str:
    """Return how many of the planned doses stayed down: 52 of 53."""
    if not any(counts.by.values()):
        return _("dose log: {gap}").format(gap=not_recorded())
    if counts.planned is None:
        return _("{n} kept, planned: {gap}").format(n=counts.kept, gap=not_recorded())
    return _("{n} of {planned} kept down").format(n=counts.kept, planned=counts.planned)
