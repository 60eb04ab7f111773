# SPDX-License-Identifier: MIT
"""What the clinic sheet tells of the person: what is dangerous for them, and their medicines."""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from functools import partial

from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.person import Person
from caregiver_app.domain.sheets.clinic_handoff import ClinicHandoff
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    Block,
    Words,
    fixed,
    line_width,
    plain,
    said,
    stack,
    strong,
)
from caregiver_app.report.drawing.lists import joined, listed, room_of, shortened
from caregiver_app.report.drawing.phrases import (
    alarm_text,
    amount,
    not_recorded,
    oxygen_target,
    stamp,
)
from caregiver_app.report.drawing.plain_text import whole
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.er import details, medicines
from caregiver_app.report.er.as_needed import given_items
from caregiver_app.report.er.fact_rows import LABEL, Fact, fact_rows
from caregiver_app.report.er.fit import Part

_MOST_GIVEN, _MOST_NAMED = 40, 40
_DIAGNOSIS, _LEAST_NAMED = 0.6, 80.0
"""Part of the room that a diagnosis has beside conditions, and points that are worth a name."""


class _Told(Enum):
    """How much is told of who they are; what is dangerous for them always is."""

    FULL = "full"
    SHORT = "short"
    LEAST = "least"


def person_parts(sheet: ClinicHandoff, width: float, left: float) -> tuple[Part, Part]:
    """Return who they are to a prescriber, which always stays, and what they take."""
    sizes = ((2, _Told.FULL), (1, _Told.SHORT), (1, _Told.LEAST))
    return (
        Part(
            key="person",
            name="",
            lengths=tuple(partial(_person, sheet, *size, width, left) for size in sizes),
        ),
        Part(key="facts", name=_("medicines"), lengths=_fact_lengths(sheet, width, left)),
    )


# ---- who they are


def _person(sheet: ClinicHandoff, lines: int, told: _Told, width: float, left: float) -> Block:
    """Return the rows of the person in whichever order takes less room."""
    handoff, person = sheet.handoff, sheet.handoff.person
    is_full, target = told is _Told.FULL, oxygen_target(person)
    risks = details.risks(handoff, width) if is_full else _risks_in_short(person, width - LABEL)
    first, kidney = [_allergies(person)], details.kidney(handoff)
    first += [Fact(_("Oxygen"), strong(target))] if target else []
    code = [details.code_status(handoff)] if person.advance_directive else []
    events, untold = _what_happened(handoff, told)
    orders = ([*first, kidney, risks, *code, *events], [*first, risks, *code, kidney, *events])
    found = [stack(fact_rows(facts, width, left, lines)) for facts in orders]
    rows = min(found, key=lambda block: block.height)
    return Block(rows.height, rows.draw, (*rows.left_off, *untold))


def _what_happened(handoff: Handoff, told: _Told) -> tuple[list[Fact], tuple[str, ...]]:
    """Return seizures and falls, and by name the falls where they have no room."""
    seizures = details.seizures(handoff)
    if told is _Told.LEAST:
        return [replace(seizures, least_lines=1, most_lines=1)], (_("falls"),)
    if told is _Told.SHORT and not handoff.falls_7d:
        return [seizures], (_("falls"),)
    return [seizures, details.falls(handoff)], ()


def _allergies(person: Person) -> Fact:
    if person.allergies is None:
        words: Words = plain(not_recorded(), Weight.STRONG)
    else:
        named = said(", ".join(person.allergies), Weight.STRONG)
        words = named if person.allergies else strong(_("none known"))
    return Fact(_("Allergies"), words)


def _risks_in_short(person: Person, line: float) -> Fact:
    """Return on one line what changes a limit or a call, then of the others what has room."""
    parts = []
    if person.sci_t6_or_above:
        parts.append(strong(_("Cord injury T6 or above (dysreflexia)")))
    if person.seizure_plan:
        parts.append(plain(_("Has a seizure plan")))
    if person.pregnant:
        parts.append(plain(fixed(_("Pregnant: {answer}").format(answer=_("yes")))))
    conditions = person.conditions or ()
    room = line - line_width(joined([*parts, strong(" ")], ". "), BODY)
    diagnosis = said(whole(person.diagnosis or "") or not_recorded(), Weight.STRONG)
    parts.append(shortened(diagnosis, room * (_DIAGNOSIS if conditions else 1)))
    room = line - line_width(joined([*parts, plain(_("Also:") + " ")], ". "), BODY)
    named = room > _LEAST_NAMED
    some: Words = ()
    more = len(conditions)
    if named:
        texts = [said(text) for text in conditions[:_MOST_NAMED]]
        some, more = listed(texts, room, hidden=len(conditions) - len(texts))
    parts.append(plain(_("Also:") + " ") + some if some else some)
    count = ngettext("{n} condition", "{n} conditions", more).format(n=more)
    past = person.past_withdrawal is not None or person.months_on_drug is not None
    untold = (*(count,) * bool(more), *(_("past withdrawal"),) * past)
    return Fact(_("Risks"), joined(parts, ". "), untold, most_lines=1)


# ---- what they take


def _fact_lengths(
    sheet: ClinicHandoff, width: float, left: float
) -> tuple[Callable[[], Block], ...]:
    choices = ((3, 2, True), (2, 2, True), (2, 1, True), (1, 1, True), (1, 1, False))
    return tuple(partial(_facts, sheet, *choice, width, left) for choice in choices)


def _facts(
    sheet: ClinicHandoff, listed: int, lines: int, events: bool, width: float, left: float
) -> Block:
    """Return the medicines, those given as needed and, with `events`, those of the pump."""
    facts = [medicines.all_medicines(sheet.handoff, width, listed)]
    facts += [_as_needed(sheet, lines, width)] if sheet.as_needed else []
    facts += [_pump_events(sheet)] if sheet.pump_events and events else []
    rows = stack(fact_rows(facts, width, left, lines))
    count = 0 if events else len(sheet.pump_events)
    return Block(rows.height, rows.draw, (*rows.left_off, *_untold_events(count)))


def _as_needed(sheet: ClinicHandoff, lines: int, width: float) -> Fact:
    """Return what was given as needed in the period, each medicine once, the newest first."""
    given, line = sheet.as_needed, width - LABEL
    items = given_items(given[:_MOST_GIVEN], sheet.handoff.now, line)
    words, more = listed(items, room_of(lines, line), "; ", hidden=len(given) - len(items))
    text = ngettext("{n} as-needed medicine", "{n} as-needed medicines", more).format(n=more)
    return Fact(_("As needed"), words, (text,) * bool(more), most_lines=lines)


def _pump_events(sheet: ClinicHandoff) -> Fact:
    names = {
        PumpEventKind.REFILL: _("refill"),
        PumpEventKind.DOSE_CHANGE: _("dose change"),
        PumpEventKind.ALARM: _("alarm"),
        PumpEventKind.MRI: _("MRI"),
        PumpEventKind.CHECK: _("pump check"),
        PumpEventKind.PROCEDURE: _("procedure"),
    }
    shown = sheet.pump_events[-6:]
    texts = []
    for event in reversed(shown):
        text = f"{stamp(event.at, sheet.handoff.now)} {names[event.kind]}"
        if event.kind is PumpEventKind.ALARM:
            text += f" {alarm_text(event.tone)}"
        if event.dose_mcg_per_day is not None:
            text += f" {amount(event.dose_mcg_per_day, 'mcg/day')}"
        texts.append(fixed(text))
    untold = _untold_events(len(sheet.pump_events) - len(shown))
    return Fact(_("Pump events"), plain(", ".join(texts)), untold)


def _untold_events(count: int) -> tuple[str, ...]:
    words = ngettext("{n} pump event", "{n} pump events", count).format(n=count)
    return (words,) * bool(count)
