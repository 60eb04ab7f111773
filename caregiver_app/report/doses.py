# SPDX-License-Identifier: MIT
"""Dose now, last dose, last cut, and the pump or the doses given (ranks 4 to 7)."""

from datetime import timedelta

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.handoff import Handoff
from caregiver_app.domain.handoff_doses import DoseNow, LastDose
from caregiver_app.domain.moments import elapsed
from caregiver_app.domain.person import Drug, Pump
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.report.details import kidney
from caregiver_app.report.fonts import Weight
from caregiver_app.report.header import pump_alarm_line
from caregiver_app.report.layout import (
    BODY,
    VALUE,
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
from caregiver_app.report.phrases import (
    amount,
    day_text,
    days_ago,
    drug_text,
    duration,
    in_row,
    not_recorded,
    number,
    stamp,
)
from caregiver_app.system.words import _, ngettext

DOSE = 14.0
LOGGED = 9
FEW_LOGGED = 5
_GUTTER = 12.0


def facts(sheet: Handoff, width: float, left: float, *, tight: bool = False) -> Block:
    """Return the three facts side by side: dose now, last dose, last cut."""
    column = (width - 2 * _GUTTER) / 3
    parts = (_dose_now(sheet), _last_dose(sheet), _last_cut(sheet))
    blocks = [
        _fact(part, left + place * (column + _GUTTER), column, 1 if tight else 3)
        for place, part in enumerate(parts)
    ]
    return beside(blocks)


_Fact = tuple[str, str, list[Words]]


def _fact(part: _Fact, x: float, width: float, most: int) -> Block:
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

    cut = tuple(label for lines in rows if lines.was_cut)
    return Block(sum(lines.height for lines in rows) + 4, draw, cut)


def _dose_now(sheet: Handoff) -> _Fact:
    if not sheet.doses:
        pump = sheet.pump
        value = amount(pump.dose_mcg_per_day, "mcg/day") if pump else not_recorded()
        return _("Dose now"), value, [plain(_route(sheet)), plain(_("Plan: not recorded"))]
    first, *others = sheet.doses
    details = [plain(_route_of(first, sheet)), *_schedule(first)]
    for dose in others:
        text = f"{drug_text(dose.drug)} {_per_day(dose)} {_way(dose)}"
        details += [strong(text), *_schedule(dose)]
    return _("Dose now"), _per_day(first, sheet), details


def _per_day(dose: DoseNow, sheet: Handoff | None = None) -> str:
    value = dose.per_day
    if sheet and sheet.pump and dose.route is PlanRoute.ITB:
        value = sheet.pump.dose_mcg_per_day
    return amount(value, f"{dose.unit}/day")


def _way(dose: DoseNow) -> str:
    return _("by mouth") if dose.route is PlanRoute.ORAL else _("by INTRATHECAL PUMP")


def _route(sheet: Handoff) -> str:
    way = _("by INTRATHECAL PUMP") if sheet.person.has_pump else _("by mouth")
    return f"{drug_text(sheet.person.drug)} {way}"


def _route_of(dose: DoseNow, sheet: Handoff) -> str:
    text = f"{drug_text(dose.drug)} {_way(dose)}"
    pump = sheet.person.pump
    if dose.route is PlanRoute.ITB:
        strength = pump.concentration_mcg_per_ml if pump else None
        return f"{text}, {amount(strength, 'mcg/mL')}" if strength is not None else text
    liquid = sheet.person.concentration_mg_per_ml
    if liquid is not None and dose.drug is sheet.person.drug:
        text = f"{text}, {amount(liquid, 'mg/mL')}"
    return text


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


def _last_dose(sheet: Handoff) -> _Fact:
    if not sheet.last_doses:
        return _pump_flow(sheet)
    first, *others = sheet.last_doses
    value = not_recorded() if first.ago is None else _ago(first.ago)
    details = _given(first, sheet)
    for dose in others:
        gone = not_recorded() if dose.ago is None else _ago(dose.ago)
        details.append(strong(f"{drug_text(dose.drug)}: {gone}"))
        if dose.missed_in_row:
            details.append(strong(_("{n} not kept down").format(n=in_row(dose.missed_in_row))))
    return _("Last dose kept down"), value, details


def _ago(length: timedelta) -> str:
    return fixed(_("{age} ago").format(age=duration(length)))


def _pump_flow(sheet: Handoff) -> _Fact:
    pump = sheet.pump
    sound = pump_alarm_line(sheet)
    details: list[Words] = [strong(sound)]
    if pump and pump.alarm_first:
        details = [strong(_("Alarm: {alarm}").format(alarm=sound))]
        details.append(plain(_ago(elapsed(pump.alarm_first.local, sheet.now.local))))
    if pump:
        details.append(plain(_("Last refill {day}").format(day=day_text(pump.last_refill))))
    if sheet.person.backup_oral_baclofen:
        details.append(plain(_("Backup baclofen by mouth is at home.")))
    return _("Last dose"), _("Pump, continuous"), details


def _given(dose: LastDose, sheet: Handoff) -> list[Words]:
    details: list[Words] = []
    if dose.at is not None:
        mg = amount(dose.mg, "mg") if dose.mg is not None else fixed(_("mg: not recorded"))
        details.append(strong(stamp(dose.at, sheet.now)) + plain(f", {mg}"))
    if dose.missed_in_row:
        details.append(strong(_("{n} not kept down").format(n=in_row(dose.missed_in_row))))
    elif dose.missed_in_row == 0:
        details.append(plain(_("No dose missed since.")))
    else:
        details.append(plain(_("Missed doses: not recorded")))
    if dose.restarted_after_gap:
        details.append(strong(_("restarted after a gap of 48 h or more")))
    if dose.extra:
        details.append(strong(_("An extra dose was taken.")))
    details.append(plain(_count_text(dose, sheet)))
    return details


def _count_text(dose: LastDose, sheet: Handoff) -> str:
    if dose.counts is None:
        if dose.vomited is None:
            return _("Vomited doses: {n}").format(n=not_recorded())
        hours = int(elapsed(dose.vomited.at.local, sheet.now.local).total_seconds() // 3600)
        text = _("Vomited doses: {n}, recorded {h} h ago")
        return text.format(n=dose.vomited.value, h=hours)
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


def _last_cut(sheet: Handoff) -> _Fact:
    label = _("Last cut")
    if not sheet.doses:
        return label, not_recorded(), [plain(_("Plan: not recorded"))]
    first, *others = sheet.doses
    value = _("no cut yet") if first.cut is None else days_ago(first.days_since_cut or 0)
    details = _cut_details(first)
    for dose in others:
        when = _("no cut yet") if dose.cut is None else days_ago(dose.days_since_cut or 0)
        details += [strong(f"{drug_text(dose.drug)}: {when}"), *_cut_details(dose)[:1]]
    return label, value, details


def _cut_details(dose: DoseNow) -> list[Words]:
    details: list[Words] = []
    unit = f"{dose.unit}/day"
    if dose.cut is not None:
        cut = dose.cut
        less = (cut.before - cut.after) / cut.before * 100 if cut.before else 0
        moved = fixed(_("{a} to {b}").format(a=number(cut.before), b=amount(cut.after, unit)))
        details.append(strong(moved) + plain(f", {day_text(cut.on)}, {round(less)} % less"))
    step = _("step: not recorded")
    if dose.step is not None:
        step = _("step {n} of {total}").format(n=dose.step[0], total=dose.step[1])
    start = _("Starting dose {dose}").format(dose=amount(dose.start_per_day, unit))
    details.append(plain(f"{fixed(step)}. {start}."))
    return details


def side_column(sheet: Handoff, width: float, left: float, *, tight: bool = False) -> Block:
    """Return what stands beside the table: the pump, the dose log, and the allergies."""
    parts = []
    if sheet.person.has_pump:
        parts.append(_pump_box(sheet, width, left, 2 if tight else 3))
    else:
        parts.append(_dose_log(sheet, width, left))
    parts.append(_allergies(sheet, width, left, 1 if tight else 2))
    if kidney_is_beside(sheet):
        parts.append(_titled(_("Kidney"), kidney(sheet).words, width, left))
        parts.append(_titled(_("Product, form, supply"), _product(sheet), width, left))
    return stack(parts, gap=6)


def kidney_is_beside(sheet: Handoff) -> bool:
    """Say whether the kidney facts stand beside the table and need no row of their own."""
    return not sheet.person.has_pump and len(sheet.dose_log) <= FEW_LOGGED


def _product(sheet: Handoff) -> Words:
    """Return the form of the medicine by mouth: a liquid is measured, a tablet counted."""
    person = sheet.person
    named = [part for part in (person.product_name, person.formulation) if part]
    liquid, supply = person.concentration_mg_per_ml, person.supply
    words = said(", ".join(named) or not_recorded())
    if liquid is not None:
        words += strong(f", {amount(liquid, 'mg/mL')}")
    if supply and supply.units_left is not None:
        left_over = _(". Left: {n}, counted {day}")
        counted = day_text(supply.counted_on)
        words += plain(left_over.format(n=number(supply.units_left), day=counted))
    return words


def _titled(title: str, words: Words, width: float, left: float) -> Block:
    head = break_lines(strong(title), BODY, width)
    lines = break_lines(words, BODY, width, most=3)

    def draw(page: Page, top: float) -> None:
        page.rule(left, left + width, top, 0.8)
        page.lines(head, left, top + 3)
        page.lines(lines, left, top + 3 + head.height)

    return Block(head.height + lines.height + 3, draw, (title,) if lines.was_cut else ())


def _pump_box(sheet: Handoff, width: float, left: float, most: int) -> Block:
    label_width, inner = 58.0, width - 16
    title = break_lines(strong(_("Pump")), VALUE, inner)
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

    cut = tuple(_("pump facts") for _label, value in rows if value.was_cut)
    return Block(height, draw, cut)


def _pump_facts(sheet: Handoff) -> list[tuple[str, Words]]:
    now, pump = sheet.pump, sheet.person.pump or Pump()
    if now is None:
        return []
    model = " ".join(part for part in (pump.maker, pump.model) if part)
    low = day_text(now.low_reservoir_date)
    if now.refill_overdue_days is not None:
        days = now.refill_overdue_days
        late = ngettext("overdue {n} day", "overdue {n} days", days).format(n=days)
        low = f"{low}, {late}"
    mri = stamp(now.last_mri, sheet.now) if now.last_mri else _("none recorded")
    if now.mri_unchecked:
        mri = _("yes, pump not checked since")
    return [
        (_("Model"), said(model or not_recorded(), Weight.STRONG)),
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


def _dose_log(sheet: Handoff, width: float, left: float) -> Block:
    title = break_lines(strong(_("Doses in 72 h, newest first")), BODY, width)
    shown = sheet.dose_log[:LOGGED]
    rows = [_logged(event, sheet) for event in shown]
    if not rows:
        rows = [plain(_("dose log: not recorded"))]
    left_over = len(sheet.dose_log) - len(shown)
    if left_over:
        rows.append(plain(_("{n} more in the record").format(n=left_over)))
    lines = [break_lines(row, SMALL_LOG, width, most=2) for row in rows]

    def draw(page: Page, top: float) -> None:
        page.lines(title, left, top + 2)
        under = top + 4 + title.height
        page.rule(left, left + width, under, 0.8)
        for line in lines:
            page.lines(line, left, under + 1.2)
            under += line.height + 2.4
            page.rule(left, left + width, under, 0.5, 0.6)

    height = title.height + 4 + sum(line.height + 2.4 for line in lines)
    return Block(height, draw, (_("logged doses"),) * left_over)


SMALL_LOG = 9.0


def _logged(event: DoseEvent, sheet: Handoff) -> Words:
    drug = event.drug or sheet.person.drug
    name = "" if drug is Drug.BACLOFEN else f" {drug_text(drug)}"
    when = stamp(event.when, sheet.now) if event.when else not_recorded()
    if event.mg is None and event.ml is not None:
        given = amount(event.ml, "mL")
    else:
        given = amount(event.mg, "mg") if event.mg is not None else ""
    status = {
        DoseStatus.TAKEN: _("taken"),
        DoseStatus.LATE: _("taken late"),
        DoseStatus.MISSED: _("missed"),
        DoseStatus.VOMITED: _("vomited"),
        DoseStatus.PARTLY: _("partly taken"),
        DoseStatus.REFUSED: _("refused"),
        DoseStatus.EXTRA: _("extra"),
        DoseStatus.UNSURE: _("not sure"),
    }[event.status]
    kept = event.status is DoseStatus.TAKEN
    what = fixed(f"{given}{name} {status}".strip())
    return plain(f"{when}  ") + (plain(what) if kept else strong(what))


def _allergies(sheet: Handoff, width: float, left: float, most: int) -> Block:
    allergies = sheet.person.allergies
    if allergies is None:
        words: Words = plain(not_recorded(), Weight.STRONG)
    elif not allergies:
        words = strong(_("none known"))
    else:
        words = said(", ".join(allergies), Weight.STRONG)
    title = break_lines(strong(_("Allergies")), BODY, width - 16)
    lines = break_lines(words, 11, width - 16, most=most)
    height = title.height + lines.height + 8

    def draw(page: Page, top: float) -> None:
        page.box(left, top, width, height, 1.6)
        page.lines(title, left + 8, top + 4)
        page.lines(lines, left + 8, top + 4 + title.height)

    return Block(height, draw, (_("allergies in full"),) if lines.was_cut else ())
