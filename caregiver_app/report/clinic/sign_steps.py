# SPDX-License-Identifier: MIT
"""The signs of the clinic sheet: the middle and the worst value of each, step by step."""

from collections.abc import Sequence

from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Person
from caregiver_app.domain.sheets.clinic_handoff import ClinicHandoff, WholePeriod
from caregiver_app.domain.sheets.clinic_steps import (
    SignSummary,
    StepStory,
)
from caregiver_app.domain.sheets.handoff_signs import Pressure, Value
from caregiver_app.report.clinic.plan_rows import step_text
from caregiver_app.report.drawing.layout import (
    SMALL,
    Block,
    Lines,
    Words,
    break_lines,
    fixed,
    plain,
    stack,
    strong,
)
from caregiver_app.report.drawing.phrases import (
    amount,
    duration,
    sign_value,
    stamp,
)
from caregiver_app.report.drawing.tables import (
    Column,
    drawn_row,
    head_row,
    nothing,
    table_row,
    title_line,
)
from caregiver_app.report.drawing.words import _, ngettext


def sign_steps(sheet: ClinicHandoff, rows: int, width: float, left: float) -> Block:
    """Return the middle and the worst value of each sign, step by step, the newest last."""
    stories = sheet.plans[0].stories if sheet.plans else ()
    shown = stories[-rows:]
    has_presses = any(any(story.pressed.values()) for story in shown or (sheet.whole,))
    columns = _sign_columns(width, _("Levels, + entries") if has_presses else _("Levels"))
    title = strong(_("Signs by step")) + plain(
        ". " + _("Middle value, then the worst, at one end or both. A gap is over 12\u00a0h.")
    )
    blocks = [title_line(title, width, left), head_row(columns, left)]
    blocks.append(table_row(columns, _usual_cells(sheet.handoff.person), left))
    if not shown:
        blocks.append(_sign_row(sheet.whole, strong(_("all")), "", columns, left))
    for story in shown:
        dose = amount(story.span.per_day, f"{story.span.plan.unit}/day")
        days = ngettext("{n} day", "{n} days", story.span.days).format(n=story.span.days)
        name = strong(f"{step_text(story)}: {dose}")
        blocks.append(_sign_row(story, name, days, columns, left))
    hidden = len(stories) - len(shown)
    words = ngettext("signs of {n} step", "signs of {n} steps", hidden).format(n=hidden)
    return stack([*blocks, nothing(*(words,) * bool(hidden))])


def _sign_columns(width: float, levels: str) -> list[Column]:
    """Return the columns; `levels` says whether other entries are counted beside the check-ins."""
    columns = [
        Column(_("Step"), 74),
        Column(_("Check-ins"), 47),
        Column("", 33),
        Column(_("Stiffness"), 43),
        Column(_("Spasms (PSFS)"), 43),
        Column(_("Temperature"), 80),
        Column(_("Pulse"), 43),
        Column(_("Blood pressure"), 70),
        Column(_("Sleep"), 43),
    ]
    rest = width - sum(column.width for column in columns)
    return [*columns, Column(levels, rest)]


def _usual_cells(person: Person) -> list[Words]:
    usual = person.usual
    pair = None if usual.sbp is None and usual.dbp is None else (usual.sbp, usual.dbp)
    values: tuple[tuple[str, Value | None], ...] = (
        ("stiffness", usual.stiffness),
        ("psfs", usual.psfs),
        ("temp_c", usual.temp_c),
        ("hr", usual.hr),
        ("bp", pair),
    )
    cells = [plain(_cell(name, value)) for name, value in values]
    return [strong(_("Usual")), (), (), *cells, (), ()]  # no form asks how long they usually sleep


def _cell(name: str, value: Value | Pressure | None) -> str:
    if value is None:
        return _("not recorded")
    if name == "sleep_h":
        return sign_value("", value) + fixed(" h")
    return sign_value(name, value)


def _sign_row(
    story: StepStory | WholePeriod, name: Words, days: str, columns: list[Column], left: float
) -> Block:
    """Return one row: the middle value over the worst one in each cell."""
    gaps = _("no gap") if story.check_ins else ""
    if story.holes:
        gaps = ngettext("{n} gap", "{n} gaps", len(story.holes)).format(n=len(story.holes))
    cells = [
        (name, plain(days)),
        (plain(str(story.check_ins)), plain(gaps)),
        (plain(_("middle")), plain(_("worst"))),
        *(_values(sign) for sign in story.signs),
        _levels(story),
    ]
    broken = [_over(cell, column.width) for cell, column in zip(cells, columns, strict=True)]
    return drawn_row(columns, broken, left)


def _over(cell: Sequence[Words], width: float) -> Lines:
    """Return words over words, each broken into its own lines."""
    parts = [break_lines(words, SMALL, width - 4.0) for words in cell if words]
    return Lines(tuple(line for part in parts for line in part.lines), SMALL)


def _values(sign: SignSummary) -> tuple[Words, ...]:
    if sign.worst is None:
        return (plain(_("not recorded")),)
    ends = [sign.worst, sign.other_end] if sign.other_end else [sign.worst]
    return (
        plain(_cell(sign.field, sign.middle.value if sign.middle else None)),
        *(strong(_cell(sign.field, end.value)) for end in ends),
    )


def _levels(story: StepStory | WholePeriod) -> tuple[Words, ...]:
    names = {
        Level.EMERGENCY: _("EMERG. {n}"),
        Level.URGENT: _("URGENT {n}"),
        Level.WATCH: _("WATCH {n}"),
    }
    words = (
        strong(name.format(n=_both(story.levels[level], story.pressed[level])))
        for level, name in names.items()
        if story.levels[level] or story.pressed[level]
    )
    return tuple(words) or (plain(_("none") if story.check_ins else _("not recorded")),)


def _both(check_ins: int, pressed: int) -> str:
    return fixed(f"{check_ins} + {pressed}") if pressed else str(check_ins)


def longest_gap(sheet: ClinicHandoff, now: Moment) -> str:
    """Return the longest time without a check-in, and when it began."""
    if not sheet.whole.check_ins:  # nothing before the first check-in is called a gap
        return ""
    if not sheet.whole.holes:
        return _("No gap over 12\u00a0h.")
    hole = max(sheet.whole.holes, key=lambda hole: hole.length)
    text = _("Longest gap {length}, from {when}.")
    return text.format(length=duration(hole.length), when=stamp(hole.start, now))
