# SPDX-License-Identifier: MIT
"""Beside the table of signs: the pump or the doses given, and allergies (ranks 7 and 13)."""

from datetime import date

from caregiver_app.domain.person import Pump
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.drawing.fonts import Weight
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
from caregiver_app.report.drawing.lists import has_cut
from caregiver_app.report.drawing.phrases import (
    amount,
    clock_text,
    day_text,
    hours_ago,
    left_over,
    not_recorded,
    stamp,
)
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.er.allergies import LEAST_HEIGHT, allergies
from caregiver_app.report.er.details import kidney
from caregiver_app.report.er.dose_log import dose_log
from caregiver_app.report.er.pump_words import pump_alarm_line
from caregiver_app.report.er.squeeze import Squeeze

_APART = 5.0
_MOST_LINES = 6
_OVER = 6.0  # a row saved below is worth so many points of more height beside the table


def side_column(
    sheet: Handoff, width: float, left: float, room: float, squeeze: Squeeze = Squeeze.NONE
) -> tuple[Block, bool]:
    """Return what stands beside the table, and whether the kidney facts are in it.

    The pump or the dose log and the allergies always are; kidneys and the form of the medicine
    only when they fit into `room`, the height of the table. Then a crowded day of the dose log has
    more lines where these stand under it all the same.
    """
    if sheet.person.has_pump:
        return _under(_pump_box(sheet, width, left, squeeze), sheet, width, left, room, squeeze)
    tight, free = squeeze >= Squeeze.TIGHT, room - LEAST_HEIGHT
    main = dose_log(sheet, width, left, free, tight=tight)
    found = _under(main, sheet, width, left, room, squeeze)
    for lines in range(3, _MOST_LINES + 1):
        if tight or not main.left_off:
            break
        main = dose_log(sheet, width, left, free, lines=lines)
        longer = _under(main, sheet, width, left, room, squeeze)
        if longer[0].height > room or longer[1] != found[1]:
            break
        found = longer
    return found


def _under(
    main: Block, sheet: Handoff, width: float, left: float, room: float, squeeze: Squeeze
) -> tuple[Block, bool]:
    """Return the pump or the dose log with what has room under it, and whether kidneys have."""
    least = 1 if squeeze >= Squeeze.BARE else 2
    parts = [main, allergies(sheet, width, left, room - main.height - _APART, least)]
    extra = [_titled(_("Kidney"), kidney(sheet).words, width, left)]
    if sheet.person.takes_by_mouth and (sheet.person.product_name or sheet.person.supply):
        extra.append(_titled(_("Product"), _product(sheet), width, left))
    added = 0
    for part in extra:
        if stack([*parts, part], _APART).height > room + _OVER or part.left_off:
            break
        parts.append(part)
        added += 1
    return stack(parts, _APART), added > 0


def _product(sheet: Handoff) -> Words:
    """Return the name of the medicine by mouth as on its label, and how much of it is left."""
    person, supply = sheet.person, sheet.person.supply
    words = said(person.product_name or not_recorded())
    if supply and supply.units_left is not None:
        in_ml = person.concentration_mg_per_ml is not None
        left = left_over(supply.units_left, in_ml=in_ml)
        told = _(". Left: {amount}, counted {day}")
        words += plain(told.format(amount=left, day=day_text(supply.counted_on)))
    return words


def _titled(title: str, words: Words, width: float, left: float) -> Block:
    lines = break_lines(strong(f"{title} ") + words, BODY, width, most=4)

    def draw(page: Page, top: float) -> None:
        page.rule(left, left + width, top, 0.8)
        page.lines(lines, left, top + 2)

    cut = lines.was_cut or has_cut(words)
    return Block(lines.height + 2, draw, (title,) if cut else ())


def _pump_box(sheet: Handoff, width: float, left: float, squeeze: Squeeze) -> Block:
    label_width, inner = 58.0, width - 16
    most = 3 if squeeze < Squeeze.TIGHT else 2
    title_lines = 1 if squeeze >= Squeeze.BARE else most
    title = break_lines(_pump_name(sheet), BODY, inner, most=title_lines)
    rows = [
        (
            break_lines(plain(label), BODY, label_width),
            break_lines(words, BODY, inner - label_width - 4, most=most),
        )
        for label, words in _pump_facts(sheet, brief=squeeze >= Squeeze.BARE)
    ]
    heights = [max(label.height, value.height) for label, value in rows]
    height = title.height + sum(heights) + 12

    def draw(page: Page, top: float) -> None:
        page.box(left, top, width, height, 2.2)
        page.lines(title, left + 8, top + 5)
        under = top + 6 + title.height
        for (label, value), tall in zip(rows, heights, strict=True):
            page.lines(label, left + 8, under)
            page.lines(value, left + 8 + label_width + 4, under)
            under += tall

    cut = title.was_cut or any(value.was_cut for _label, value in rows)
    return Block(height, draw, (_("pump facts in full"),) * cut)


def _pump_name(sheet: Handoff) -> Words:
    pump = sheet.person.pump or Pump()
    model = " ".join(part for part in (pump.maker, pump.model) if part)
    return strong(_("Pump:") + " ") + said(model or not_recorded(), Weight.STRONG)


def _pump_facts(sheet: Handoff, *, brief: bool) -> list[tuple[str, Words]]:
    """Return each fact with its label; `brief`: only the low reservoir says by how many days."""
    now, pump = sheet.pump, sheet.person.pump or Pump()
    if now is None:
        return []
    today, is_late = sheet.now.day, now.refill_overdue_days is not None
    low, empty = (
        late_day(day, today, brief=short) if is_late else day_text(day)
        for day, short in ((now.low_reservoir_date, False), (now.empty_date, brief))
    )
    return [
        (_("Reservoir"), strong(amount(pump.reservoir_ml, "mL"))),
        (_("Strength"), strong(amount(pump.concentration_mcg_per_ml, "mcg/mL"))),
        (_("Alarm"), strong(pump_alarm_line(sheet))),
        (_("Last refill"), strong(day_text(now.last_refill))),
        (_("Next refill"), strong(_visit_text(sheet, brief=brief))),
        (_("Low reserv."), strong(low)),
        (_("Empty"), strong(empty)),
        (_("Replace by"), strong(late_day(pump.replace_by, today, brief=brief))),
        (_("MRI"), strong(mri_line(sheet))),
    ]


def _visit_text(sheet: Handoff, *, brief: bool) -> str:
    """Return the day of the next refill, how late it is, and whether it was told as not done."""
    pump, told = sheet.pump, sheet.lately.refill_missed
    visit, filled = (pump.refill_appointment, pump.last_refill) if pump else (None, None)
    if told is not None:
        missed = _("{day}, NOT done").format(day=day_text(visit))
        age = hours_ago(told, sheet.now)
        return missed if brief else missed + _(", told {when}").format(when=age)
    is_kept = visit is not None and filled is not None and filled >= visit
    return day_text(visit) if is_kept else late_day(visit, sheet.now.day, brief=brief)


def late_day(day: date | None, today: date, *, brief: bool = False) -> str:
    """Return a day by which something was to be done, and by how many days it has passed."""
    if day is None or day >= today:
        return day_text(day)
    if brief:
        return fixed(_("{day}, late").format(day=day_text(day)))
    late = (today - day).days
    text = ngettext("{day}, overdue {n} day", "{day}, overdue {n} days", late)
    return text.format(day=day_text(day), n=late)


def mri_line(sheet: Handoff) -> str:
    """Return when an MRI was noted, or told at a check-in, and whether the pump was checked."""
    pump, now = sheet.pump, sheet.now
    told, scan = (pump.mri_told, pump.last_mri) if pump else (None, None)
    if told is not None and (scan is None or scan < told):
        day = clock_text(told, now) if told.day == now.day else day_text(told.day)
        return _("NOT checked, told {time}").format(time=day)
    if pump is None or scan is None:
        return _("none recorded")
    when = stamp(scan, now)
    return _("{when}, pump not checked since").format(when=when) if pump.mri_unchecked else when
