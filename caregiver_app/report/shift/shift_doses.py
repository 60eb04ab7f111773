# SPDX-License-Identifier: MIT
"""The doses on the sheet for the next caregiver, and the read-back of what matters most."""

from caregiver_app.domain.levels import Level
from caregiver_app.domain.sheets.sheet_content import ShiftContent
from caregiver_app.domain.sheets.shift_handoff import ShiftDose, ShiftHandoff
from caregiver_app.domain.shift.shift_log import Fact, Shift
from caregiver_app.report.drawing.layout import (
    BODY,
    SMALL,
    Block,
    Page,
    Words,
    beside,
    break_lines,
    fixed,
    plain,
    said,
    space,
    stack,
    strong,
)
from caregiver_app.report.drawing.lists import has_cut, listed, room_of
from caregiver_app.report.drawing.phrases import (
    amount,
    day_text,
    drug_text,
    duration,
    given_amount,
    hours_ago,
    in_row,
    not_recorded,
    short_stamp,
    stamp,
)
from caregiver_app.report.drawing.tables import Column, head_row, nothing, table_row, title_line
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.drawing.write_in import box, field
from caregiver_app.report.er.as_needed import given_items
from caregiver_app.report.er.dose_log import (
    doubtful_in_row,
    extra_after,
    extra_logged,
    missed_before,
)
from caregiver_app.report.er.pump_words import no_flow, pump_alarm_line, why_no_flow
from caregiver_app.report.er.situation import before_words, level_word, reason_text
from caregiver_app.report.shift.shift_words import planned_dose

_GUTTER = 12.0
_MOST_ON = 3
_MOST_GIVEN = 40
_DOSE_LINES = 2


def dose_table(sheet: ShiftHandoff, most: int, needed: int, width: float, left: float) -> Block:
    """Return the pump and each medicine by mouth: last, next, and what went wrong between.

    A row has `most` lines, that of what was given as needed no more than `needed`.
    """
    columns = [
        Column(_("Doses"), 92),
        Column(_("Last kept down"), 150),
        Column(_("Next planned"), 150),
        Column(_("Since then"), width - 392),
    ]
    cells = [_dose_cells(dose, sheet) for dose in sheet.doses]
    if sheet.handoff.pump is not None:
        cells.insert(0, _pump_cells(sheet))
    whole = _("the doses in full")
    rows = [table_row(columns, row, left, most=most, name=whole) for row in cells]
    if not rows:
        rows = [table_row(columns, [plain(not_recorded())] * 4, left)]
    return stack([head_row(columns, left), *rows, _as_needed_row(sheet, needed, width, left)])


def _as_needed_row(sheet: ShiftHandoff, most: int, width: float, left: float) -> Block:
    """Return what was given as needed, the newest first, and how many more have no room."""
    first, given = Column("", 92), sheet.handoff.lately.as_needed
    if not given:
        return space(0)
    columns = [first, Column("", width - first.width)]
    line = columns[1].width - 4
    items = given_items(given[:_MOST_GIVEN], sheet.handoff.now, line, SMALL)
    hidden = len(given) - len(items)
    words, more = listed(items, room_of(most, line), "; ", SMALL, hidden=hidden)
    text = ngettext("{n} as-needed dose", "{n} as-needed doses", more).format(n=more)
    label = strong(_("As needed, 72 h"))
    row = table_row(columns, [label, words], left, most=most, name=_("the as-needed doses in full"))
    return stack([row, nothing(*(text,) * bool(more))])


def _dose_cells(dose: ShiftDose, sheet: ShiftHandoff) -> list[Words]:
    return [
        strong(drug_text(dose.drug)),
        last_words(dose, sheet),
        next_words(dose, sheet),
        _since(dose, sheet),
    ]


def last_words(dose: ShiftDose, sheet: ShiftHandoff) -> Words:
    """Return the last dose kept down with its age."""
    last, now = dose.last, sheet.handoff.now
    if last is None or last.at is None:
        return plain(not_recorded())
    mg = given_amount(last.mg, last.ml)
    if last.ago is None:
        return strong(f"{stamp(last.at, now)}, {mg}")
    ago = fixed(_("{age} ago").format(age=duration(last.ago)))
    return strong(f"{stamp(last.at, now)}, {mg}, {ago}")


def next_words(dose: ShiftDose, sheet: ShiftHandoff) -> Words:
    """Return the next planned dose and how far away it is."""
    slot, now = dose.next, sheet.handoff.now
    if slot is None:
        return plain(not_recorded())
    planned = planned_dose(slot.mg, dose.drug, sheet.handoff.person)
    if sheet.handoff.clock_is_behind:
        return strong(f"{stamp(slot.due, now)}, {planned}")
    away = fixed(_("in {time}").format(time=duration(slot.due.utc - now.utc)))
    return strong(f"{stamp(slot.due, now)}, {planned}, {away}")


def _since(dose: ShiftDose, sheet: ShiftHandoff) -> Words:
    last = dose.last
    words: Words = ()
    lost = (last.missed_in_row or 0) - last.unwritten_in_row if last is not None else 0
    if lost > 0:
        least = last is not None and last.or_more
        told = _("{n} not kept down").format(n=in_row(lost, or_more=least))
        if last is not None:
            told += doubtful_in_row(last)
        words += strong(told + ". ")
    if last is not None and last.extra_told is not None:
        when = hours_ago(last.extra_told, sheet.handoff.now)
        words += strong(_("An extra dose was taken, told {when}.").format(when=when) + " ")
    if last is not None and last.extra:
        words += strong(extra_logged(last, sheet.handoff.now) + " ")
    if last is not None and last.missed_in_row is None:
        words += plain(_("Missed doses: {gap}.").format(gap=not_recorded()) + " ")
    before = missed_before(last, sheet.handoff.now) if last is not None else ""
    if dose.unwritten is None:
        log = plain(_("Dose log: {gap}.").format(gap=not_recorded()))
        return words + strong(before) + log
    since = words + _not_written(dose, sheet) or plain(_("No dose missed since."))
    return since + strong(f" {before}".rstrip())


def _not_written(dose: ShiftDose, sheet: ShiftHandoff) -> Words:
    """Return the planned doses that nobody wrote down, or how many, or nothing."""
    if dose.unwritten:
        times = ", ".join(short_stamp(slot.due, sheet.handoff.now) for slot in dose.unwritten)
        return strong(_("Not written down: {times}.").format(times=times))
    if dose.last is not None and dose.last.unwritten_in_row:
        text = _("{n} not written down").format(n=in_row(dose.last.unwritten_in_row))
        return strong(f"{text}.")
    return ()


def _pump_cells(sheet: ShiftHandoff) -> list[Words]:
    pump = sheet.handoff.pump
    assert pump is not None  # noqa: S101 - asked only with a pump
    alarm = pump_alarm_line(sheet.handoff)
    refill = _("Next refill {next}, last {last}.")
    doubt, dose = no_flow(sheet.handoff), amount(pump.dose_mcg_per_day, "mcg/day")
    runs = _("runs all the time, {dose}").format(dose=dose)
    if doubt is not None:
        why = why_no_flow(doubt, sheet.handoff)
        runs = _("not sure that it runs: {why}. {dose}").format(why=why, dose=dose)
    return [
        strong(_("baclofen by pump")),
        strong(runs),
        plain(
            refill.format(last=day_text(pump.last_refill), next=day_text(pump.refill_appointment))
        ),
        strong(_("Alarm: {text}").format(text=alarm)),
    ]


# ---- read-back


def read_back(
    sheet: ShiftHandoff, content: ShiftContent, most: int, width: float, left: float
) -> Block:
    """Return the three facts to say to each other, and where to sign.

    The open flags and the shifts have so many lines at most; the doses have two at the least.
    """
    words = content.sheets.shift["read_back"]
    title = title_line(strong(_("Read back") + " ") + plain(words), width, left)
    *doses, flags = _said_aloud(sheet, content)
    rows = [_tick(label, value, max(most, _DOSE_LINES), width, left) for label, value in doses]
    rows.append(_tick(*flags, most, width, left))
    written = shift_lines(sheet)
    asked = _("From, to") if written else _("Shift: {gap}. From, to").format(gap=not_recorded())
    half = (width - _GUTTER) / 2
    right = left + half + _GUTTER
    signs = [
        beside(
            [
                field(plain(_("Handing over, name")), left, half),
                field(plain(_("Taking over, name")), right, half),
            ]
        ),
        space(6),
        beside(
            [
                field(plain(asked), left, half),
                field(plain(_("Date and time")), right, half),
            ]
        ),
    ]
    told = [_shift_block(words, min(most, 2), width, left) for words in written[:_MOST_ON]]
    return stack([title, *rows, *told, space(6), *signs])


def shift_lines(sheet: ShiftHandoff) -> list[Words]:
    """Return who is on since when, else who went last, and what was read back; none if unknown."""
    now, found = sheet.handoff.now, []
    for shift in (*sheet.on, *((sheet.gone,) if sheet.gone is not None else ())):
        start = stamp(shift.start, now)
        if shift.end is None:
            time = _("since {start}").format(start=start)
        else:
            time = _("{start} to {end}").format(start=start, end=stamp(shift.end, now))
        words = strong(_("Shift:") + " ") + said(shift.who) + plain(f", {fixed(time)}. ")
        found.append(words + plain(_read(shift)))
    return found


def _read(shift: Shift) -> str:
    """Return what was read back at the start of a shift."""
    if not shift.read_back:
        return _("Read back at the start: {gap}.").format(gap=not_recorded())
    if shift.all_read:
        return _("Read back at the start: all three.")
    names = {
        Fact.LAST_DOSE: _("last dose"),
        Fact.NEXT_DOSE: _("next dose"),
        Fact.FLAGS: _("open flags"),
    }
    unread = ", ".join(names[fact] for fact in shift.unread)
    return _("Not read back at the start: {facts}.").format(facts=unread)


def _shift_block(words: Words, most: int, width: float, left: float) -> Block:
    lines = break_lines(words, BODY, width, most=most)

    def draw(page: Page, top: float) -> None:
        page.lines(lines, left, top)

    return Block(lines.height + 2, draw, (_("the shift in full"),) * lines.was_cut)


def _said_aloud(sheet: ShiftHandoff, content: ShiftContent) -> list[tuple[str, Words]]:
    last: Words = ()
    coming: Words = ()
    for dose in sheet.doses:
        name = plain(f"{drug_text(dose.drug)} ") if len(sheet.doses) > 1 else ()
        apart = plain("; ")
        last += (apart if last else ()) + name + _last_aloud(dose, sheet)
        coming += (apart if coming else ()) + name + next_words(dose, sheet)
    if sheet.handoff.pump is not None:
        last = _pump_fact(sheet) + (plain("; ") + last if last else ())
        refill = _("next refill {day}") if sheet.refill_visit else _("next refill: {day}")
        refill = refill.format(day=day_text(sheet.refill_visit))
        coming = strong(refill) + (plain("; ") + coming if coming else ())
    gap = plain(not_recorded())
    return [
        (_("Last dose"), last or gap),
        (_("Next dose"), coming or gap),
        (_("Open flags"), _flags(sheet, content)),
    ]


def _last_aloud(dose: ShiftDose, sheet: ShiftHandoff) -> Words:
    """Return the last dose kept down, and an extra one that came after it."""
    beyond = extra_after(dose.last, sheet.handoff.now) if dose.last is not None else ""
    return last_words(dose, sheet) + (strong(f". {beyond}") if beyond else ())


def _pump_fact(sheet: ShiftHandoff) -> Words:
    pump = sheet.handoff.pump
    dose = amount(pump.dose_mcg_per_day if pump else None, "mcg/day")
    doubt = no_flow(sheet.handoff)
    if doubt is None:
        return strong(_("the pump runs all the time, {dose}").format(dose=dose))
    why = why_no_flow(doubt, sheet.handoff)
    return strong(_("not sure that the pump runs: {why}. {dose}").format(why=why, dose=dose))


def _flags(sheet: ShiftHandoff, content: ShiftContent) -> Words:
    handoff = sheet.handoff
    if handoff.level is None:
        return plain(not_recorded())
    before = before_words(handoff, content.rule_set)
    words = before + plain(" ") * bool(before)
    if handoff.level is Level.NO_FLAGS:
        return words + plain(content.sheets.shift["no_flags"])
    words += strong(level_word(handoff, content.rule_set))
    if handoff.reasons:
        first = reason_text(handoff.reasons[0], handoff, content.rule_set)
        words += plain(". ") + said(first)
    if handoff.kept_private:
        words += plain(" " + _("One reason is private: ask the person."))
    return words


def _tick(label: str, value: Words, most: int, width: float, left: float) -> Block:
    name = break_lines(strong(label), BODY, 66)
    lines = break_lines(value, BODY, width - 82, most=most)

    def draw(page: Page, top: float) -> None:
        box(page, left, top + 2.2, 9.0)
        page.lines(name, left + 14, top)
        page.lines(lines, left + 80, top)

    cut = (_("{text} in full").format(text=label),) * (lines.was_cut or has_cut(value))
    return Block(max(lines.height, name.height) + 3, draw, cut)
