# SPDX-License-Identifier: MIT
"""The short facts with their labels hanging at the left (ranks 10, 11 and 15 to 18)."""

from collections.abc import Callable, Iterator
from typing import Any

from caregiver_app.domain.check_in import Seizure
from caregiver_app.domain.person import Person
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import (
    BODY,
    Words,
    fixed,
    line_width,
    plain,
    said,
    strong,
)
from caregiver_app.report.drawing.lists import joined, listed, room_of, shortened
from caregiver_app.report.drawing.phrases import (
    any_text,
    choice,
    day_text,
    hours_ago,
    not_recorded,
    number,
    seconds_text,
    stamp,
    yes_no,
)
from caregiver_app.report.drawing.plain_text import whole
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.er.fact_rows import LABEL, Fact

_MOST_LISTED = 40
_LAST = 3
_KIND = 120.0
_DIALYSIS = 160.0
_DIAGNOSIS, _PAST, _CONDITIONS = 0.62, 0.5, 0.5
"""Parts of a line that one text may take, so that none hides the facts behind it."""
_ENDLESS = 100_000.0


def seizures(sheet: Handoff) -> Fact:
    """Return number, first, longest and the last three."""
    known = sheet.seizures
    if known is None:
        return Fact(_("Seizures"), plain(not_recorded()))
    since = day_text(known.since.day)
    if not known.count:
        return Fact(_("Seizures"), plain(_("none recorded since {day}").format(day=since)))
    count = ngettext("{n} since {day}", "{n} since {day}", known.count)
    words = strong(count.format(n=known.count, day=since)) + plain(". ")
    for one, other in known.maybe_one:
        times = [stamp(at, sheet.now) for at in (one, other)]
        maybe = _("{one} and {other} may be one, noted twice.")
        words += strong(maybe.format(one=times[0], other=times[1])) + plain(" ")
    if known.first is not None and known.count > _LAST:
        words += plain(_("First") + " " + stamp(known.first.start, sheet.now) + ". ")
    if known.longest is not None:
        length = seconds_text(known.longest.duration_s or 0)
        words += plain(_("Longest") + " ") + strong(length) + plain(". ")
    for seizure in known.last_three:
        words += _seizure(seizure, sheet)
    return Fact(_("Seizures"), words, least_lines=3, most_lines=5)


def _seizure(seizure: Seizure, sheet: Handoff) -> Words:
    """Return one seizure; what nobody recorded of it stands together, at its end."""
    answers = (
        (_("length"), seizure.duration_s is not None),
        (_("waking"), seizure.recovered is not None),
        (_("injury"), seizure.injury is not None),
    )
    words = strong(stamp(seizure.start, sheet.now))
    if seizure.duration_s is not None:
        length = seconds_text(seizure.duration_s)
        words += plain(", " + _("length {length}").format(length=length))
    if seizure.kind:
        words += plain(", ") + shortened(said(seizure.kind.replace("_", " ")), _KIND)
    if seizure.recovered is not None:
        woke = _("woke fully: {answer}").format(answer=yes_no(seizure.recovered))
        words += plain(f", {woke}")
    if seizure.injury is not None:
        hurt = _("injury: {answer}").format(answer=yes_no(seizure.injury))
        words += plain(f", {hurt}")
    if seizure.rescue_given and seizure.rescue_given.strip():
        words += plain(", " + _("rescue medicine:") + " ")
        words += shortened(said(seizure.rescue_given), _KIND)
    gaps = ", ".join(name for name, is_known in answers if not is_known)
    return words + plain((f"; {not_recorded()}: {gaps}" if gaps else "") + ". ")


def kidney(sheet: Handoff) -> Fact:
    """Return eGFR with its date, kidney disease, dialysis with its days."""
    facts = sheet.person.kidney
    egfr = _("eGFR: not recorded")
    if facts.egfr is not None:
        egfr = f"eGFR {number(facts.egfr)}"
        egfr += f", {facts.egfr_date.isoformat()}" if facts.egfr_date else ""
    parts = [fixed(egfr), fixed(_("Disease: {answer}").format(answer=yes_no(facts.ckd)))]
    if facts.dialysis is not None:
        parts.append(fixed(_("Dialysis: {answer}").format(answer=yes_no(facts.dialysis))))
    words = plain(". ".join(parts))
    if facts.dialysis_days:
        words += plain(", ") + shortened(said(facts.dialysis_days), _DIALYSIS)
    return Fact(_("Kidney"), words)


def fluids(sheet: Handoff) -> Fact:
    """Return urine, vomiting, drinking and muscle pain; what nobody recorded stands together."""
    last = sheet.last
    label = _("Fluids, urine, pain")
    if last is None:
        return Fact(label, plain(not_recorded()))
    answers = (
        (_("urine"), _answer(sheet, "urine", lambda value: choice("urine", value))),
        (_("vomited"), _answer(sheet, "vomiting_count", str)),
        (_("cannot keep drinks down"), _answer(sheet, "cannot_keep_fluids", yes_no)),
        (_("muscle pain"), _answer(sheet, "muscle_pain", yes_no)),
    )
    known = ", ".join(f"{name}: {text}" for name, text in answers if text is not None)
    gaps = ", ".join(name for name, text in answers if text is None)
    words = plain(_start_of_sentence(known))
    if gaps:
        text = _start_of_sentence(f"{gaps}: {not_recorded()}")
        words += plain(f". {text}" if known else text)
    drunk = any_text(last.more.get("fluids"))
    return Fact(label, words + plain(". " + _("Drank:") + " ") + said(drunk) if drunk else words)


def _answer(sheet: Handoff, name: str, words: Callable[[Any], str]) -> str | None:
    """Return an answer in words: of now, or with its age what was there before and not asked."""
    value, before = getattr(sheet.last, name, None), sheet.lately.signs.get(name)
    if value is not None or before is None:
        return None if value is None else words(value)
    return f"{words(before.value)} {fixed(f'({hours_ago(before.at, sheet.now)})')}"


def _start_of_sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def risks(sheet: Handoff, width: float, *, short: bool = False) -> Fact:
    """Return diagnosis, injury level, seizure plan, pregnancy, conditions, and the history."""
    person, line = sheet.person, width - LABEL
    if not short:
        whole = _risks(person, _ENDLESS)
        if line_width(whole.words, BODY) <= room_of(2, line):
            return whole
    return _risks(person, line, short=short)


def _risks(person: Person, line: float, *, short: bool = False) -> Fact:
    """Return the risks, each text no longer than its part of a line."""
    diagnosis = said(whole(person.diagnosis or "") or not_recorded(), Weight.STRONG)
    parts = [shortened(diagnosis, line * _DIAGNOSIS)]
    if person.sci_t6_or_above:
        parts.append(strong(_("Cord injury T6 or above (dysreflexia)")))
    if short:
        return Fact(_("Risks"), joined(parts, ". "))
    if person.seizure_plan:
        parts.append(plain(_("Has a seizure plan")))
    if person.pregnant is not None:
        pregnant = _("Pregnant: {answer}").format(answer=yes_no(person.pregnant))
        parts.append(plain(fixed(pregnant)))
    parts += _history(person, line)
    conditions = person.conditions or ()
    texts = [said(text) for text in conditions[:_MOST_LISTED]]
    some, more = listed(texts, line * _CONDITIONS, hidden=len(conditions) - len(texts))
    some = plain(_("Also:") + " ") + some if some else some
    over = ngettext("{n} condition", "{n} conditions", more).format(n=more)
    return Fact(_("Risks"), joined([*parts, some], ". "), (over,) * bool(more))


def _history(person: Person, line: float) -> Iterator[Words]:
    past, months = person.past_withdrawal, person.months_on_drug
    if past is None and months is None:
        yield plain(_("Past withdrawal, months on drug: {gap}").format(gap=not_recorded()))
        return
    text = not_recorded() if months is None else number(months)
    yield plain(_("Months on drug: {n}").format(n=text))
    words = shortened(said(whole(past or "") or not_recorded()), line * _PAST)
    yield plain(_("Past withdrawal:") + " ") + words


def code_status(sheet: Handoff) -> Fact:
    """Return the code status or advance directive, as it was written down."""
    return Fact(_("Code status"), said(sheet.person.advance_directive or not_recorded()))


def falls(sheet: Handoff) -> Fact:
    """Return falls in 7 days and whether the head was hit."""
    if sheet.falls_7d is None:
        return Fact(_("Falls"), plain(not_recorded()))
    count = ngettext("{n} fall", "{n} falls", sheet.falls_7d).format(n=sheet.falls_7d)
    head = _("head hit: {answer}").format(answer=yes_no(sheet.head_hit))
    told = _("{count} in 7 days").format(count=fixed(count))
    if sheet.falls_since is not None:
        day = day_text(sheet.falls_since.day)
        told = _("{count} since {day}").format(count=fixed(count), day=day)
    return Fact(_("Falls"), plain(f"{told}, {head}"))


def note(sheet: Handoff, lines: int) -> Fact | None:
    """Return the newest note of the caregiver of a day; none when it may have no line."""
    told = sheet.lately.note
    if not lines or told is None:
        return None
    is_of_now = sheet.last is not None and told.at == sheet.last.at
    age = () if is_of_now else strong(hours_ago(told.at, sheet.now) + ": ")
    return Fact(_("Caregiver's note"), age + said(str(told.value)), most_lines=lines)


def has_note(sheet: Handoff) -> bool:
    """Say whether the caregiver wrote a note that is no older than a day."""
    return sheet.lately.note is not None
