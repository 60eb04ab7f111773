# SPDX-License-Identifier: MIT
"""The sheet for the next caregiver: severity, summary, what to do, what to know, read-back."""

from collections.abc import Sequence
from functools import partial

from caregiver_app.domain.person import Person
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.handoff_doses import DoseNow
from caregiver_app.domain.sheets.sheet_content import ShiftContent
from caregiver_app.domain.sheets.shift_handoff import ShiftHandoff
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
    space,
    stack,
    strong,
)
from caregiver_app.report.drawing.lists import has_cut, joined, listed, room_of, shortened
from caregiver_app.report.drawing.phrases import (
    amount,
    day_text,
    days_ago,
    drug_text,
    duration,
    not_recorded,
    number,
    oxygen_target,
    sign_value,
)
from caregiver_app.report.drawing.plain_text import whole
from caregiver_app.report.drawing.tables import title_line
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.er import contacts, foot
from caregiver_app.report.er.doses import otherwise, per_day
from caregiver_app.report.er.doses_told import raised, risen
from caregiver_app.report.er.fact_rows import Fact, fact_rows
from caregiver_app.report.er.fit import Part, fitted
from caregiver_app.report.er.other_signs import marks
from caregiver_app.report.er.sheet import Rendered, one_page
from caregiver_app.report.er.sheet_top import head_parts
from caregiver_app.report.er.situation import situation
from caregiver_app.report.er.squeeze import Squeeze
from caregiver_app.report.er.told_facts import SIZES as TOLD_SIZES
from caregiver_app.report.er.told_facts import told_rows
from caregiver_app.report.shift.shift_doses import dose_table, read_back
from caregiver_app.report.shift.shift_lists import SIZES, two_columns
from caregiver_app.report.shift.shift_risks import risk_line

_LINE = 20.0
_MOST_LISTED, _ENDLESS = 40, 100_000.0
_LABELS, _ALLERGIES, _DIAGNOSIS, _CONDITIONS = 240.0, 0.5, 0.25, 0.25
_CODE_STATUS, _PRODUCT = 0.3, 90.0
"""Points that labels and the name of a liquid take at the most, and parts of the rest of a line."""

# What is shortened first when the page is full; each name takes one length off that part.
_ORDER = (
    *("lines", "told", "lists", "lists", "told", "know", "identity", "lists", "summary"),
    *("lists", "lists", "contacts", "summary", "lists", "know", "doses", "lists", "severity"),
    *("lists", "know", "read_back", "lists", "summary", "doses", "lists", "read_back"),
    *("risks", "lists", "lists", "told", "risks"),
)


def render_shift(
    sheet: ShiftHandoff, content: ShiftContent, paper: str = "letter", colour: str = ""
) -> Rendered:
    """Return the sheet as exactly one page; `colour` is the person's, empty when unknown."""
    handoff = sheet.handoff
    return one_page(
        _("Sheet for the next caregiver"),
        paper,
        lambda page, room: fitted(
            _parts(sheet, content, colour, page.width, page.left),
            _ORDER,
            lambda left_off: foot.foot(handoff, page.width, page.left, left_off, short=False),
            room,
            lambda left_off: foot.brief_foot(handoff, page.width, page.left, left_off),
        ),
    )


def _parts(
    sheet: ShiftHandoff, content: ShiftContent, colour: str, width: float, left: float
) -> Sequence[Part]:
    handoff = sheet.handoff
    heading = _("For the next caregiver")
    return (
        *head_parts(handoff, heading, colour, width, left),
        Part(
            key="severity",
            name=_("the reasons"),
            lengths=tuple(
                partial(_severity, sheet, content, width, left, tight=tight)
                for tight in (False, True)
            ),
        ),
        Part(
            key="summary",
            name=_("the summary"),
            lengths=tuple(partial(_summary, sheet, n, width, left) for n in (4, 3, 2, 1)),
        ),
        Part(
            key="risks",
            name=_("what makes it more dangerous"),
            lengths=tuple(partial(risk_line, handoff, n, width, left) for n in (2, 1, 0)),
        ),
        Part(
            key="doses",
            name=_("the doses"),
            lengths=tuple(
                partial(dose_table, sheet, *lines, width, left)
                for lines in ((4, 4), (2, 2), (2, 1))
            ),
        ),
        Part(
            key="lists",
            name=_("what to do"),
            lengths=tuple(
                partial(two_columns, sheet, content, size, width, left) for size in SIZES
            ),
        ),
        Part(
            key="told",
            name=_("what was told"),
            lengths=tuple(partial(told_rows, handoff, n, width, left) for n in TOLD_SIZES),
        ),
        Part(
            key="know",
            name=_("what is usual"),
            lengths=tuple(partial(_know, sheet, lines, width, left) for lines in (3, 2, 1, 0)),
        ),
        Part(
            key="contacts",
            name="",
            lengths=(
                lambda: contacts.contacts(handoff, width, left),
                lambda: contacts.contacts(handoff, width, left, tight=True),
            ),
        ),
        Part(
            key="read_back",
            name="",
            lengths=tuple(
                partial(read_back, sheet, content, lines, width, left) for lines in (3, 2, 1)
            ),
        ),
        Part(
            key="lines",
            name=_("lines to write on"),
            lengths=(lambda: _notes(1, width, left), lambda: space(0)),
            grow=lambda _place, more: _notes(1 + int(more // _LINE), width, left),
        ),
    )


# ---- severity and summary


def _severity(
    sheet: ShiftHandoff, content: ShiftContent, width: float, left: float, *, tight: bool
) -> Block:
    handoff = sheet.handoff
    text = strong(_("How bad it is")) + plain(_as_of(handoff))
    for mark in marks(handoff):
        text += plain(f", {mark}")
    title = title_line(text, width, left, most=2)
    squeeze = Squeeze.BARE if tight else Squeeze.NONE
    level = situation(handoff, content.rule_set, width, left, squeeze)
    return stack([title, level], 1.5)


def _as_of(handoff: Handoff) -> str:
    """Return of when the level is: of the last check-in, and of what came after it."""
    if handoff.last_age is None:
        return ""
    words = _("at the last check-in, {age} ago")
    if handoff.nobody_asked:
        words = _("by what was told {age} ago, without a check-in")
    elif handoff.came_after is not None:
        words = _("by the last check-in, {age} ago, and by what came after it, {newer} ago")
    newer = duration(handoff.came_after or handoff.last_age)
    return " " + words.format(age=duration(handoff.last_age), newer=newer)


def _summary(sheet: ShiftHandoff, most: int, width: float, left: float) -> Block:
    """Return who this is and where they are in the plan, in three or four lines."""
    who, untold = _who(sheet.handoff.person, most, width)
    *plans, phases = _summary_lines(sheet)
    rows = [break_lines(who, BODY, width, most=most)]
    rows += [break_lines(words, BODY, width, most=min(most, 2)) for words in plans]
    rows += [break_lines(phases, BODY, width, most=2)] if phases[0].text and most > 1 else []
    title = title_line(strong(_("Summary")), width, left)

    def draw(page: Page, top: float) -> None:
        for lines in rows:
            page.lines(lines, left, top)
            top += lines.height

    was_cut = has_cut(who) or any(lines.was_cut for lines in rows)
    cut = (*untold, *(_("the summary in full"),) * was_cut)
    return stack([title, Block(sum(lines.height for lines in rows), draw, cut)])


def _who(person: Person, most: int, width: float) -> tuple[Words, tuple[str, ...]]:
    """Return allergies, what they have, and what is written of care they do not want.

    What so many lines do not hold is counted.
    """
    whole, untold = _who_within(person, (_ENDLESS, _ENDLESS, _ENDLESS))
    if len(break_lines(whole, BODY, width).lines) <= most:
        return whole, untold
    room = room_of(most, width) - _LABELS
    room *= 1 - _CODE_STATUS * bool(person.advance_directive)
    return _who_within(person, (room * _ALLERGIES, room * _DIAGNOSIS, room * _CONDITIONS))


def _who_within(person: Person, rooms: tuple[float, float, float]) -> tuple[Words, tuple[str, ...]]:
    allergies, unnamed = _counted(person.allergies, rooms[0], Weight.STRONG)
    if person.allergies is None:
        allergies = strong(not_recorded())
    words = plain(_("Allergies:") + " ") + (allergies or strong(_("none known")))
    diagnosis = shortened(said(whole(person.diagnosis or "") or not_recorded()), rooms[1])
    words += plain(". " + _("Diagnosis:") + " ") + diagnosis
    if person.sci_t6_or_above:
        words += strong(". " + _("Cord injury T6 or above"))
    also, untold = _counted(person.conditions, rooms[2], Weight.REGULAR)
    if also:
        words += plain(". " + _("Also:") + " ") + also
    if person.advance_directive:
        papers = shortened(said(whole(person.advance_directive), Weight.STRONG), rooms[1])
        words += plain(". " + _("Code status:") + " ") + papers
    conditions = ngettext("{n} condition", "{n} conditions", untold).format(n=untold)
    gone = (_("allergies in full"),) * bool(unnamed) + (conditions,) * bool(untold)
    return words + plain("."), gone


def _counted(texts: Sequence[str] | None, room: float, weight: Weight) -> tuple[Words, int]:
    """Return what has room, with how many more there are, and that count."""
    told = texts or ()
    some = [said(text, weight) for text in told[:_MOST_LISTED]]
    return listed(some, room, hidden=len(told) - len(some))


def _summary_lines(sheet: ShiftHandoff) -> list[Words]:
    no_plan = [plain(_("Plan: {gap}.").format(gap=not_recorded())), *raised(sheet.handoff)]
    plans = _plan_words(sheet) or no_plan
    return [*plans, plain(" ".join(phase.words for phase in sheet.phases))]


def _plan_words(sheet: ShiftHandoff) -> list[Words]:
    """Return each dose in force with its step and its last cut."""
    found = []
    for dose in sheet.handoff.doses:
        way = _("by mouth") if dose.route is PlanRoute.ORAL else _("by INTRATHECAL PUMP")
        unit = f"{dose.unit}/day"
        words = strong(f"{drug_text(dose.drug)} {way}") + _liquid(dose, sheet.handoff.person)
        words += strong(f": {per_day(dose, sheet.handoff)}")
        went_up = risen(sheet.handoff, dose)
        words += strong(f", {went_up}") if went_up else ()
        if dose.finished:
            ended = _("plan finished on {day}").format(day=day_text(dose.since))
            found.append(words + plain(", ") + strong(ended) + plain("."))
            continue
        if dose.schedule and any(slot.mg is not None for slot in dose.schedule):
            slots = (fixed(f"{slot.time} {amount(slot.mg, 'mg')}") for slot in dose.schedule)
            words += plain(" (" + ", ".join(slots) + ")")
        if dose.step is not None:
            words += plain(
                ", " + _("step {n} of {total}").format(n=dose.step[0], total=dose.step[1])
            )
        if dose.cut is not None:
            cut = _("{a} to {b}").format(a=number(dose.cut.before), b=amount(dose.cut.after, unit))
            when = days_ago(dose.days_since_cut or 0)
            words += plain(f", {when}, {day_text(dose.cut.on)}, {fixed(cut)}")
        if dose.cut_taken_back is not None:
            back = _("taken back {day}").format(day=day_text(dose.cut_taken_back))
            words += plain(", ") + strong(fixed(back))
        found.append(words + plain("."))
        found += otherwise(dose, sheet.handoff)
        found += raised(sheet.handoff, dose) if not went_up else []
    return found


def _liquid(dose: DoseNow, person: Person) -> Words:
    """Return product and strength of a liquid: the mL of its doses are of no other bottle."""
    strength = person.concentration_mg_per_ml
    if strength is None or dose.drug is not person.drug or dose.route is not PlanRoute.ORAL:
        return ()
    product = shortened(said(whole(person.product_name or "")), _PRODUCT)
    named = product + plain(" ") if product else ()
    return plain(", ") + named + strong(amount(strength, "mg/mL"))


# ---- what to know


def _know(sheet: ShiftHandoff, lines: int, width: float, left: float) -> Block:
    """Return what is usual, and what the plan says beside the step in force."""
    facts = [Fact(_("Usual"), usual_words(sheet.handoff.person), least_lines=3)]
    facts += _as_written(sheet, lines) if lines else []
    rows = stack(fact_rows(facts, width, left, 2))
    dropped = (_("the words of the plan"),) if sheet.plan_notes and not lines else ()
    return Block(rows.height, rows.draw, (*rows.left_off, *dropped))


def usual_words(person: Person) -> Words:
    """Return what is usual for them, each with its unit; what is not known is said."""
    usual, target = person.usual, oxygen_target(person)
    pair = None if usual.sbp is None and usual.dbp is None else (usual.sbp, usual.dbp)
    values = (
        (_("stiffness"), "stiffness", usual.stiffness),
        (_("spasms"), "psfs", usual.psfs),
        (_("temperature"), "temp_c", usual.temp_c),
        (_("pulse"), "hr", usual.hr),
        (_("blood pressure"), "bp", pair),
        (_("breaths"), "rr", usual.rr),
        (_("oxygen"), "spo2", usual.spo2),
        (_("alertness"), "alertness", usual.alertness),
    )
    parts = []
    for label, name, value in values:
        text = not_recorded() if value is None else sign_value(name, value)
        beside = strong(f" ({target})") if target and name == "spo2" else ()
        parts.append(plain(fixed(f"{label} {text}")) + beside)
    return joined(parts, ", ")


def _as_written(sheet: ShiftHandoff, lines: int) -> list[Fact]:
    """Return the prescriber's own words about the step in force, as somebody typed them."""
    facts = []
    for note in sheet.plan_notes:
        words: Words = ()
        if note.hold_if:
            words += plain(_("Hold if:") + " ") + said(whole(note.hold_if)) + plain(". ")
        if note.as_written and lines > 1:
            words += plain(_("Step:") + " ") + said(whole(note.as_written)) + plain(".")
        if words:
            label = _("Plan, as written")
            if len(sheet.plan_notes) > 1:
                label = _("Plan, {drug}").format(drug=drug_text(note.drug))
            facts.append(Fact(label, words, most_lines=lines))
    return facts


def _notes(count: int, width: float, left: float) -> Block:
    count = min(count, 5)

    def draw(page: Page, top: float) -> None:
        page.lines(break_lines(strong(_("Notes")), BODY, 60), left, top + 4)
        for place in range(1, count + 1):
            page.rule(left + 50, left + width, top + place * _LINE - 2, 0.7, 0.4)

    return Block(count * _LINE, draw)
