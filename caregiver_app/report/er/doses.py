# SPDX-License-Identifier: MIT
"""Dose now, last dose, last cut, and the pump or the doses given (ranks 4 to 7)."""

from dataclasses import replace
from datetime import timedelta

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.moments import elapsed
from caregiver_app.domain.plan import PlanRoute, amount_of
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.handoff_doses import DoseNow
from caregiver_app.domain.sheets.last_doses import LastDose
from caregiver_app.report.drawing.layout import (
    BODY,
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
    days_ago,
    drug_text,
    duration,
    given_amount,
    not_recorded,
    number,
    stamp,
)
from caregiver_app.report.drawing.words import _
from caregiver_app.report.er.dose_log import count_text, extra_after, extra_logged, lost_in_row
from caregiver_app.report.er.doses_told import extra, raised, restarted
from caregiver_app.report.er.fact_columns import (
    ANY_SHARES,
    FactColumn,
    FactColumns,
    three_columns,
)
from caregiver_app.report.er.pump_words import flow_words, pump_alarm_line
from caregiver_app.report.er.squeeze import Squeeze

_CUT_LINES = 5  # enough for the longest numbers there are: no date is ever cut off
_GIVEN_LINES = 4  # what became of the doses is told whole, whatever it was
_SHORT = 30
_EXTRAS = 4


def facts(sheet: Handoff, width: float, left: float, squeeze: Squeeze = Squeeze.NONE) -> Block:
    """Return the three facts side by side: dose now, last dose, last cut.

    With several plans a tight page has no starting doses, a scant one only the first times, and
    a bare one a line for each further plan.
    """
    unknown = [d for d in sheet.doses if not (d.planned or sheet.person.has_pump)]
    is_left_out = squeeze >= Squeeze.LEAST and bool(unknown)
    if is_left_out:
        sheet = replace(sheet, doses=tuple(d for d in sheet.doses if d not in unknown))
    is_many = len(sheet.doses) > 1
    brief, times = squeeze >= Squeeze.TIGHT and is_many, not (squeeze >= Squeeze.SCANT and is_many)
    extras = 0 if squeeze >= Squeeze.LEAST else 1
    if squeeze >= Squeeze.BARE:
        whole = stack(
            [
                three_columns(
                    _first_plan(sheet, extras), (2, 3, _CUT_LINES), width, left, ANY_SHARES
                ),
                *_others(sheet, width, left, extras),
            ]
        )
    else:
        parts = (
            dose_now(sheet, all_times=times),
            _last_dose(sheet),
            _last_cut(sheet, brief=brief, scant=not times),
        )
        most = (3 if squeeze < Squeeze.TIGHT else 2, _GIVEN_LINES, _CUT_LINES)
        whole = three_columns(parts, most, width, left)
    gone = (_("starting doses"),) * brief + (_("times and steps of the other plans"),) * (not times)
    gone += (_("a dose that is not recorded"),) * is_left_out
    if squeeze >= Squeeze.LEAST and any(raised(sheet, dose) for dose in sheet.doses[1:]):
        gone += (_("that another dose went up"),)
    if squeeze >= Squeeze.LEAST and sheet.pump and any(dose.extra for dose in sheet.last_doses):
        gone += (_("the extra doses in full"),)
    return Block(whole.height, whole.draw, whole.left_off + gone)


def _first_plan(sheet: Handoff, extras: int) -> FactColumns:
    """Return the three facts of the first plan alone, with its drug where there are others."""
    first = replace(sheet, doses=sheet.doses[:1], last_doses=sheet.last_doses[:1])
    last_label, last, last_details = _last_dose(first, extras)
    cut_label, cut, cut_details = _last_cut(first, brief=True)
    if len(sheet.last_doses) > 1:
        last_label += f", {drug_text(sheet.last_doses[0].drug)}"
    if len(sheet.doses) > 1:
        cut_label += f", {_which(sheet.doses[0], sheet)}"
    for dose in first.doses:  # this column is the shortest
        cut_details += raised(sheet, dose, brief=True)
    return (
        dose_now(first, tells_rise=False),
        (last_label, last, last_details),
        (cut_label, cut, cut_details),
    )


def _others(sheet: Handoff, width: float, left: float, extras: int) -> list[Block]:
    """Return a line for each further plan, and for each drug whose last dose is known alone.

    Without `extras` they have neither extra doses nor a rise.
    """
    waiting = {dose.drug: dose for dose in sheet.last_doses[1:]}
    lines = []
    for dose in sheet.doses[1:]:
        words = strong(f"{drug_text(dose.drug)} {per_day(dose, sheet)} {_way(dose)}")
        for written in _as_written(dose, sheet):
            words += plain(", ") + written
        given = waiting.pop(dose.drug, None) if dose.route is PlanRoute.ORAL else None
        words += plain(". ")
        rises = raised(sheet, dose, brief=True)
        for told in rises if extras else ():
            words += told + plain(" ")
        words += _last_in_short(given, sheet, extras) if given else ()
        lines.append(words + _cut_in_short(dose))
    for drug, given in waiting.items():
        lines.append(strong(f"{drug_text(drug)}: ") + _last_in_short(given, sheet, extras))
    return [_line(words, width, left) for words in lines]


def _last_in_short(dose: LastDose, sheet: Handoff, extras: int) -> Words:
    words = plain(_("Last dose kept down:") + " ")
    if dose.at is None:
        return words + plain(not_recorded() + ". ")
    when = f"{_age(dose)}, {stamp(dose.at, sheet.now)}, {_milligrams(dose)}. "
    missed = strong(lost_in_row(dose) + ". ") if dose.missed_in_row else ()
    more = tuple(run for told in _extra_logged(dose, sheet, extras) for run in told + plain(" "))
    return words + plain(when) + missed + more


def _cut_age(dose: DoseNow) -> str:
    if dose.cut is None:
        return _("no cut yet") if dose.planned else not_recorded()
    return days_ago(dose.days_since_cut or 0)


def _cut_in_short(dose: DoseNow) -> Words:
    if dose.cut is None:
        return plain(_("no cut yet") + "." if dose.planned else _("Plan: not recorded") + ".")
    return plain(days_ago(dose.days_since_cut or 0) + ", ") + _cut_details(dose, scant=True)


def _line(words: Words, width: float, left: float) -> Block:
    lines = break_lines(words, BODY, width)
    return Block(lines.height + 1, lambda page, top: page.lines(lines, left, top + 1))


def dose_now(sheet: Handoff, *, all_times: bool = True, tells_rise: bool = True) -> FactColumn:
    """Return the dose of the step in force, by drug and route; the first has its times always."""
    if not sheet.doses:
        route = f"{drug_text(sheet.person.drug)} {way_text(PlanRoute.ORAL)}"
        return (
            _("Dose now"),
            not_recorded(),
            [
                plain(route),
                plain(_("Plan: not recorded")),
                *raised(sheet),
            ],
        )
    first, *others = sheet.doses
    details = [*_as_written(first, sheet), _route_of(first, sheet), *_schedule(first)]
    details += [*otherwise(first, sheet), *(raised(sheet, first) if tells_rise else ())]
    for dose in others:
        text = f"{drug_text(dose.drug)} {per_day(dose, sheet)} {_way(dose)}"
        times = _schedule(dose) if all_times else []
        details += [strong(text), *_as_written(dose, sheet), *times]
        details += [*otherwise(dose, sheet), *raised(sheet, dose)]
    return _("Dose now"), per_day(first, sheet), details


def per_day(dose: DoseNow, sheet: Handoff | None = None) -> str:
    """Return the daily amount in force: of a pump on a sheet what was last written about it."""
    value = dose.per_day
    if sheet and sheet.pump and dose.route is PlanRoute.ITB:
        value = sheet.pump.dose_mcg_per_day
    return amount(value, f"{dose.unit}/day")


def _as_written(dose: DoseNow, sheet: Handoff) -> list[Words]:
    """Return the daily amount as it was written, where that is in the other unit."""
    of_pump = sheet.pump is not None and dose.route is PlanRoute.ITB
    if dose.as_written is None or (of_pump and per_day(dose) != per_day(dose, sheet)):
        return []
    written = amount(dose.as_written.value, f"{dose.as_written.unit}/day")
    return [strong(_("{dose} as written").format(dose=written))]


def otherwise(dose: DoseNow, sheet: Handoff) -> list[Words]:
    """Return why the dose may be another: an earlier note of a pump, or a step that was held."""
    words: list[Words] = []
    told = sheet.pump.told_otherwise if sheet.pump and dose.route is PlanRoute.ITB else None
    if told is not None:
        earlier = _("Noted earlier ({day}): {dose}. Ask.")
        text = earlier.format(day=day_text(told[0]), dose=amount(told[1], "mcg/day"))
        words.append(strong(text))
    waits = dose.not_confirmed
    if waits is not None:
        text = _("Held. NOT confirmed: the next step, {day}, {dose}. Ask.")
        after = amount(amount_of(waits, dose.route), f"{dose.unit}/day")
        words.append(strong(text.format(day=day_text(waits.from_), dose=after)))
    return words


def _way(dose: DoseNow) -> str:
    return way_text(dose.route)


def way_text(route: PlanRoute) -> str:
    """Return how a medicine is taken."""
    return _("by mouth") if route is PlanRoute.ORAL else _("by INTRATHECAL PUMP")


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
    return words if liquid is None else words + plain(", ") + strong(amount(liquid, "mg/mL"))


def _schedule(dose: DoseNow) -> list[Words]:
    if not dose.planned:
        return [plain(_("Plan: not recorded"))]
    if dose.finished:
        return [plain(_("plan finished on {day}").format(day=day_text(dose.since)))]
    if dose.route is PlanRoute.ITB:
        return []
    if dose.again is not None:
        then = amount(amount_of(dose.again, dose.route), f"{dose.unit}/day")
        text = _("None today, as planned. Then {dose}, {day}.")
        return [strong(text.format(dose=then, day=day_text(dose.again.from_)))]
    if dose.per_day == 0:  # the plan's times are of the steps before
        return [strong(_("none planned"))]
    if not dose.schedule:
        return [plain(_("times: not recorded"))]
    if all(slot.mg is None for slot in dose.schedule):
        times = ", ".join(slot.time for slot in dose.schedule)
        return [plain(_("at {times}; mg per dose: not\u00a0recorded").format(times=times))]
    slots = [fixed(f"{slot.time} {amount(slot.mg, 'mg')}") for slot in dose.schedule]
    return [plain(", ".join(slots))]


def _last_dose(sheet: Handoff, extras: int = _EXTRAS) -> FactColumn:
    """Return the last dose kept down of each drug; so many extra doses have their times."""
    if not sheet.last_doses:
        return _pump_flow(sheet)
    first, *others = sheet.last_doses
    value = _age(first)
    details = _given(first, sheet, extras)
    for dose in others:
        words = strong(f"{drug_text(dose.drug)}: {_age(dose)}")
        if dose.at is not None:
            words += plain(f", {stamp(dose.at, sheet.now)}, {_milligrams(dose)}")
        details.append(words)
        if dose.missed_in_row:
            details.append(strong(lost_in_row(dose)))
        details += _extra_logged(dose, sheet, extras)
    label = _("Last dose kept down")
    return f"{label}, {drug_text(first.drug)}" if others else label, value, details


def _which(dose: DoseNow, sheet: Handoff) -> str:
    """Return the drug a plan is about, with its way in when that tells two plans apart."""
    if len({other.route for other in sheet.doses}) == 1:
        return drug_text(dose.drug)
    way = _("by mouth") if dose.route is PlanRoute.ORAL else _("by pump")
    return f"{drug_text(dose.drug)} {way}"


def _milligrams(dose: LastDose) -> str:
    return given_amount(dose.mg, dose.ml)


def _age(dose: LastDose) -> str:
    """Return how long ago a dose was; a clock that is behind cannot tell."""
    if dose.ago is None:
        return not_recorded() if dose.at is None else fixed(_("age not sure"))
    return _ago(dose.ago)


def _ago(length: timedelta) -> str:
    return fixed(_("{age} ago").format(age=duration(length)))


def _pump_flow(sheet: Handoff) -> FactColumn:
    pump, (flow, why) = sheet.pump, flow_words(sheet)
    sound = pump_alarm_line(sheet)
    details: list[Words] = [strong(sound)]
    if pump and pump.alarm is not PumpAlarm.NONE:  # that one names itself
        details = [strong(_("Alarm: {alarm}").format(alarm=sound))]
    if pump and pump.alarm_first and pump.alarm_first <= sheet.now:
        details.append(plain(_ago(elapsed(pump.alarm_first.local, sheet.now.local))))
    told = sheet.lately.doses
    details += restarted(sheet, told.get("restart_after_gap"))
    details += extra(sheet, told.get("extra_dose"))
    if sheet.person.backup_oral_baclofen:
        details.append(plain(_("Backup baclofen by mouth is at home.")))
    return _("Last dose"), flow, [*why, *details]


def _given(dose: LastDose, sheet: Handoff, extras: int) -> list[Words]:
    details: list[Words] = []
    if dose.at is not None:
        details.append(strong(stamp(dose.at, sheet.now)) + plain(f", {_milligrams(dose)}"))
    missed = ""
    if dose.missed_in_row:
        details.append(strong(lost_in_row(dose)))
    elif dose.missed_in_row == 0:
        missed = _("No dose missed since.") + " " if dose.at is not None else ""
    else:
        missed = _("Missed doses: {gap}.").format(gap=not_recorded()) + " "
    details += [*restarted(sheet, dose.restart_told), *extra(sheet, dose.extra_told)]
    details += _extra_logged(dose, sheet, extras)
    details.append(plain(missed + count_text(dose, sheet.now)))
    return details


def _extra_logged(dose: LastDose, sheet: Handoff, most: int) -> list[Words]:
    """Return the extra doses of the log; without a pump that stands beside the signs as well.

    There only one is told that was taken after the last dose kept down.
    """
    if not most:
        return []
    has_log = sheet.pump is None
    text = extra_after(dose, sheet.now) if has_log else extra_logged(dose, sheet.now, most)
    return [strong(text)] if text else []


def _last_cut(sheet: Handoff, *, brief: bool = False, scant: bool = False) -> FactColumn:
    """Return the newest cut of every plan: brief without starting doses, scant without steps."""
    label = _("Last cut")
    if not sheet.doses:
        return label, not_recorded(), [plain(_("Plan: not recorded"))]
    first, *others = sheet.doses
    value = _cut_age(first)
    details = [_cut_details(first, brief=brief)]
    for dose in others:
        when = _cut_age(dose)
        cut = _cut_details(dose, brief=brief, scant=scant)
        apart = plain(", ") if dose.cut is None else strong(". ")
        details.append(strong(f"{_which(dose, sheet)}: {when}") + apart + cut)
    return f"{label}, {_which(first, sheet)}" if others else label, value, details


def _cut_details(dose: DoseNow, *, brief: bool = False, scant: bool = False) -> Words:
    words: Words = ()
    unit = f"{dose.unit}/day"
    if dose.cut is not None:
        cut = dose.cut
        less = (cut.before - cut.after) / cut.before * 100 if cut.before else 0
        moved = fixed(_("{a} to {b}").format(a=number(cut.before), b=amount(cut.after, unit)))
        words += strong(moved) + plain(f", {day_text(cut.on)}")
        if dose.cut_taken_back is not None:
            back = _("taken back {day}").format(day=day_text(dose.cut_taken_back))
            words += plain(", ") + strong(fixed(back))
        if scant:
            return words + plain(".")
        words += plain(", " + fixed(_("{n} % less").format(n=round(less))) + ", ")
    if not dose.planned:
        return words + plain(_("Plan: not recorded") + ".")
    step = _("step: not recorded")
    if dose.step is not None:
        step = _("step {n} of {total}").format(n=dose.step[0], total=dose.step[1])
    if brief:
        return words + plain(f"{fixed(step)}.")
    start = _("Starting dose {dose}").format(dose=amount(dose.start_per_day, unit))
    return words + plain(f"{fixed(step)}. {start}.")
