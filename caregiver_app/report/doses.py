# SPDX-License-Identifier: MIT
"""Dose now, last dose, last cut, and the pump or the doses given (ranks 4 to 7)."""

from dataclasses import replace
from datetime import timedelta

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.handoff import Handoff
from caregiver_app.domain.handoff_doses import DoseNow, LastDose
from caregiver_app.domain.moments import elapsed
from caregiver_app.domain.person import Pump
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.report.allergies import LEAST_HEIGHT, allergies
from caregiver_app.report.details import kidney
from caregiver_app.report.dose_log import dose_log
from caregiver_app.report.fonts import Weight
from caregiver_app.report.header import pump_alarm_line
from caregiver_app.report.layout import (
    BODY,
    Block,
    Lines,
    Page,
    Words,
    beside,
    break_lines,
    fixed,
    plain,
    said,
    stack,
    strong,
)
from caregiver_app.report.lists import has_cut
from caregiver_app.report.phrases import (
    amount,
    day_text,
    days_ago,
    drug_text,
    duration,
    hours_ago,
    in_row,
    not_recorded,
    number,
    stamp,
)
from caregiver_app.system.words import _, ngettext

DOSE = 14.0
_CUT_LINES = 5  # enough for the longest numbers there are: no date is ever cut off
_GUTTER = 12.0
_APART = 5.0
_SHORT = 30
_OVER = 6.0  # a row saved below is worth so many points of more height beside the table


def facts(
    sheet: Handoff, width: float, left: float, *, tight: bool = False, scant: bool = False
) -> Block:
    """Return the three facts side by side: dose now, last dose, last cut.

    With several plans a tight page has no starting doses, and a scant one only the first times.
    """
    column = (width - 2 * _GUTTER) / 3
    is_many = len(sheet.doses) > 1
    brief, times = tight and is_many, not (scant and is_many)
    parts = (
        dose_now(sheet, all_times=times),
        _last_dose(sheet),
        _last_cut(sheet, brief=brief, scant=scant and is_many),
    )
    lines = (2 if tight else 3, 3, _CUT_LINES)
    blocks = [
        fact(part, left + place * (column + _GUTTER), column, most)
        for place, (part, most) in enumerate(zip(parts, lines, strict=True))
    ]
    whole = beside(blocks)
    gone = (_("starting doses"),) * brief + (_("times and steps of the other plans"),) * (not times)
    return Block(whole.height, whole.draw, whole.left_off + gone)


FactColumn = tuple[str, str, list[Words]]
"""A label, a large value and the lines under it."""


def fact(part: FactColumn, x: float, width: float, most: int) -> Block:
    """Return one of the facts that stand side by side; each line under it has at most so many."""
    label, value, details = part
    rows: list[Lines] = [
        break_lines(strong(label), BODY, width),
        break_lines(plain(value, Weight.BOLD), DOSE if len(value) < 27 else 12, width),
        *(break_lines(words, BODY, width, most=most) for words in details if words),
    ]

    def draw(page: Page, top: float) -> None:
        page.rule(x, x + width, top, 0.8)
        under = top + 3
        for lines in rows:
            page.lines(lines, x, under)
            under += lines.height

    whole = _("{text} in full").format(text=label)
    cut = (whole,) if any(lines.was_cut for lines in rows) else ()
    return Block(sum(lines.height for lines in rows) + 4, draw, cut)


def dose_now(sheet: Handoff, *, all_times: bool = True) -> FactColumn:
    """Return the dose of the step in force, by drug and route; the first has its times always."""
    if not sheet.doses:
        pump = sheet.pump
        value = amount(pump.dose_mcg_per_day, "mcg/day") if pump else not_recorded()
        return _("Dose now"), value, [plain(_route(sheet)), plain(_("Plan: not recorded"))]
    first, *others = sheet.doses
    details = [*_as_written(first, sheet), _route_of(first, sheet), *_schedule(first)]
    for dose in others:
        text = f"{drug_text(dose.drug)} {_per_day(dose)} {_way(dose)}"
        times = _schedule(dose) if all_times else []
        details += [strong(text), *_as_written(dose, sheet), *times]
    return _("Dose now"), _per_day(first, sheet), details


def _per_day(dose: DoseNow, sheet: Handoff | None = None) -> str:
    value = dose.per_day
    if sheet and sheet.pump and dose.route is PlanRoute.ITB:
        value = sheet.pump.dose_mcg_per_day
    return amount(value, f"{dose.unit}/day")


def _as_written(dose: DoseNow, sheet: Handoff) -> list[Words]:
    """Return the daily amount as it was written, where that is in the other unit."""
    of_pump = sheet.pump is not None and dose.route is PlanRoute.ITB
    if dose.as_written is None or (of_pump and _per_day(dose) != _per_day(dose, sheet)):
        return []
    written = amount(dose.as_written.value, f"{dose.as_written.unit}/day")
    return [strong(_("{dose} as written").format(dose=written))]


def _way(dose: DoseNow) -> str:
    return _("by mouth") if dose.route is PlanRoute.ORAL else _("by INTRATHECAL PUMP")


def _route(sheet: Handoff) -> str:
    way = _("by INTRATHECAL PUMP") if sheet.person.has_pump else _("by mouth")
    return f"{drug_text(sheet.person.drug)} {way}"


def _route_of(dose: DoseNow, sheet: Handoff) -> Words:
    text = f"{drug_text(dose.drug)} {_way(dose)}"
    pump = sheet.person.pump
    if dose.route is PlanRoute.ITB:
        strength = pump.concentration_mcg_per_ml if pump else None
        return plain(f"{text}, {amount(strength, 'mcg/mL')}" if strength is not None else text)
    words = plain(text)
    if dose.drug is not sheet.person.drug:
        return words
    if sheet.person.formulation and not sheet.person.has_pump:
        form = said(sheet.person.formulation)
        if len(sheet.person.formulation) <= _SHORT:
            form = tuple(replace(run, text=fixed(run.text)) for run in form)
        words += plain(", ") + form
    liquid = sheet.person.concentration_mg_per_ml
    return words if liquid is None else words + strong(f", {amount(liquid, 'mg/mL')}")


def _schedule(dose: DoseNow) -> list[Words]:
    if dose.finished:
        return [plain(_("plan finished on {day}").format(day=day_text(dose.since)))]
    if dose.route is PlanRoute.ITB:
        return []
    if not dose.schedule:
        return [plain(_("times: not recorded"))]
    if all(slot.mg is None for slot in dose.schedule):
        times = ", ".join(slot.time for slot in dose.schedule)
        return [plain(_("at {times}; mg per dose: not recorded").format(times=times))]
    slots = [fixed(f"{slot.time} {amount(slot.mg, 'mg')}") for slot in dose.schedule]
    return [plain(", ".join(slots))]


def _last_dose(sheet: Handoff) -> FactColumn:
    if not sheet.last_doses:
        return _pump_flow(sheet)
    first, *others = sheet.last_doses
    value = not_recorded() if first.ago is None else _ago(first.ago)
    details = _given(first, sheet)
    for dose in others:
        gone = not_recorded() if dose.ago is None else _ago(dose.ago)
        words = strong(f"{drug_text(dose.drug)}: {gone}")
        if dose.at is not None:
            words += plain(f", {stamp(dose.at, sheet.now)}, {_milligrams(dose)}")
        details.append(words)
        if dose.missed_in_row:
            details.append(strong(_("{n} not kept down").format(n=in_row(dose.missed_in_row))))
    label = _("Last dose kept down")
    return f"{label}, {drug_text(first.drug)}" if others else label, value, details


def _which(dose: DoseNow, sheet: Handoff) -> str:
    """Return the drug a plan is about, with its way in when that tells two plans apart."""
    if len({other.route for other in sheet.doses}) == 1:
        return drug_text(dose.drug)
    way = _("by mouth") if dose.route is PlanRoute.ORAL else _("by pump")
    return f"{drug_text(dose.drug)} {way}"


def _milligrams(dose: LastDose) -> str:
    return fixed(_("mg: not recorded")) if dose.mg is None else amount(dose.mg, "mg")


def _ago(length: timedelta) -> str:
    return fixed(_("{age} ago").format(age=duration(length)))


def _pump_flow(sheet: Handoff) -> FactColumn:
    pump = sheet.pump
    sound = pump_alarm_line(sheet)
    details: list[Words] = [strong(sound)]
    if pump and pump.alarm_first:
        details = [strong(_("Alarm: {alarm}").format(alarm=sound))]
    if pump and pump.alarm_first and pump.alarm_first <= sheet.now:
        details.append(plain(_ago(elapsed(pump.alarm_first.local, sheet.now.local))))
    if pump:
        details.append(plain(_("Last refill {day}").format(day=day_text(pump.last_refill))))
    if sheet.person.backup_oral_baclofen:
        details.append(plain(_("Backup baclofen by mouth is at home.")))
    return _("Last dose"), _("Pump, continuous"), details


def _given(dose: LastDose, sheet: Handoff) -> list[Words]:
    details: list[Words] = []
    if dose.at is not None:
        details.append(strong(stamp(dose.at, sheet.now)) + plain(f", {_milligrams(dose)}"))
    missed = ""
    if dose.missed_in_row:
        details.append(strong(_("{n} not kept down").format(n=in_row(dose.missed_in_row))))
    elif dose.missed_in_row == 0:
        missed = _("No dose missed since.") + " "
    else:
        missed = _("Missed doses: {gap}.").format(gap=not_recorded()) + " "
    if dose.restarted_after_gap:
        details.append(strong(_("restarted after a gap of 48 h or more")))
    if dose.extra:
        details.append(strong(_("An extra dose was taken.")))
    details.append(plain(missed + _count_text(dose, sheet)))
    return details


def _count_text(dose: LastDose, sheet: Handoff) -> str:
    if dose.counts is None:
        if dose.vomited is None:
            return _("Vomited doses: {n}").format(n=not_recorded())
        text = _("Vomited doses: {n}, recorded {when}")
        return text.format(n=dose.vomited.value, when=hours_ago(dose.vomited.at, sheet.now))
    counts = dose.counts
    kept = counts[DoseStatus.TAKEN] + counts[DoseStatus.LATE]
    lost = counts[DoseStatus.MISSED] + counts[DoseStatus.REFUSED] + counts[DoseStatus.PARTLY]
    text = _("In 72 h: kept {kept}, missed {missed}, vomited {vomited}, extra {extra}.")
    return text.format(
        kept=kept,
        missed=lost,
        vomited=counts[DoseStatus.VOMITED],
        extra=counts[DoseStatus.EXTRA],
    )


def _last_cut(sheet: Handoff, *, brief: bool = False, scant: bool = False) -> FactColumn:
    """Return the newest cut of every plan: brief without starting doses, scant without steps."""
    label = _("Last cut")
    if not sheet.doses:
        return label, not_recorded(), [plain(_("Plan: not recorded"))]
    first, *others = sheet.doses
    value = _("no cut yet") if first.cut is None else days_ago(first.days_since_cut or 0)
    details = [_cut_details(first, brief=brief)]
    for dose in others:
        when = _("no cut yet") if dose.cut is None else days_ago(dose.days_since_cut or 0)
        cut = _cut_details(dose, brief=brief, scant=scant)
        details.append(strong(f"{_which(dose, sheet)}: {when}. ") + cut)
    return f"{label}, {_which(first, sheet)}" if others else label, value, details


def _cut_details(dose: DoseNow, *, brief: bool = False, scant: bool = False) -> Words:
    words: Words = ()
    unit = f"{dose.unit}/day"
    if dose.cut is not None:
        cut = dose.cut
        less = (cut.before - cut.after) / cut.before * 100 if cut.before else 0
        moved = fixed(_("{a} to {b}").format(a=number(cut.before), b=amount(cut.after, unit)))
        words += strong(moved) + plain(f", {day_text(cut.on)}")
        if scant:
            return words + plain(".")
        words += plain(", " + fixed(_("{n} % less").format(n=round(less))) + ", ")
    step = _("step: not recorded")
    if dose.step is not None:
        step = _("step {n} of {total}").format(n=dose.step[0], total=dose.step[1])
    if brief:
        return words + plain(f"{fixed(step)}.")
    start = _("Starting dose {dose}").format(dose=amount(dose.start_per_day, unit))
    return words + plain(f"{fixed(step)}. {start}.")


def side_column(
    sheet: Handoff, width: float, left: float, room: float, *, tight: bool = False
) -> tuple[Block, bool]:
    """Return what stands beside the table, and whether the kidney facts are in it.

    The pump or the dose log and the allergies always are; kidneys and the form of the medicine
    only when they fit into `room`, the height of the table.
    """
    if sheet.person.has_pump:
        main = _pump_box(sheet, width, left, 2 if tight else 3)
    else:
        main = dose_log(sheet, width, left, room - LEAST_HEIGHT, tight=tight)
    parts = [main, allergies(sheet, width, left, room - main.height - _APART)]
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
        left_over = _(". Left: {n} units, counted {day}")
        counted = day_text(supply.counted_on)
        words += plain(left_over.format(n=number(supply.units_left), day=counted))
    return words


def _titled(title: str, words: Words, width: float, left: float) -> Block:
    lines = break_lines(strong(f"{title} ") + words, BODY, width, most=4)

    def draw(page: Page, top: float) -> None:
        page.rule(left, left + width, top, 0.8)
        page.lines(lines, left, top + 2)

    cut = lines.was_cut or has_cut(words)
    return Block(lines.height + 2, draw, (title,) if cut else ())


def _pump_box(sheet: Handoff, width: float, left: float, most: int) -> Block:
    label_width, inner = 58.0, width - 16
    title = break_lines(_pump_name(sheet), BODY, inner, most=most)
    rows = [
        (
            break_lines(plain(label), BODY, label_width),
            break_lines(words, BODY, inner - label_width - 4, most=most),
        )
        for label, words in _pump_facts(sheet)
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


def _pump_facts(sheet: Handoff) -> list[tuple[str, Words]]:
    now, pump = sheet.pump, sheet.person.pump or Pump()
    if now is None:
        return []
    low = day_text(now.low_reservoir_date)
    if now.refill_overdue_days is not None:
        days = now.refill_overdue_days
        late = ngettext("overdue {n} day", "overdue {n} days", days).format(n=days)
        low = f"{low}, {late}"
    mri = stamp(now.last_mri, sheet.now) if now.last_mri else _("none recorded")
    if now.mri_unchecked:
        mri = _("yes, pump not checked since")
    return [
        (_("Reservoir"), strong(amount(pump.reservoir_ml, "mL"))),
        (_("Strength"), strong(amount(pump.concentration_mcg_per_ml, "mcg/mL"))),
        (_("Alarm"), strong(pump_alarm_line(sheet))),
        (_("Last refill"), strong(day_text(now.last_refill))),
        (_("Next refill"), strong(day_text(now.refill_appointment))),
        (_("Low reserv."), strong(low)),
        (_("Empty"), strong(day_text(now.empty_date))),
        (_("Replace by"), strong(day_text(pump.replace_by))),
        (_("MRI"), strong(mri)),
    ]
