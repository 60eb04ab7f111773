# SPDX-License-Identifier: MIT
"""Phones and the short facts with their labels hanging at the left (ranks 10 to 18 and 20)."""

from collections.abc import Iterable, Iterator, Sequence

from caregiver_app.domain.check_in import Breathing, CheckIn, Grade, Seizure, Sweating
from caregiver_app.domain.handoff import Handoff
from caregiver_app.domain.person import (
    Contact,
    ContactRole,
    Medicine,
    MedicineGroup,
    MedicineStatus,
    Person,
)
from caregiver_app.report.fact_rows import LABEL, Fact
from caregiver_app.report.fonts import Weight
from caregiver_app.report.layout import (
    BODY,
    Block,
    Page,
    Words,
    beside,
    break_lines,
    fixed,
    line_width,
    plain,
    said,
    strong,
)
from caregiver_app.report.phrases import (
    choice,
    day_text,
    not_recorded,
    number,
    role_text,
    seconds_text,
    sign_value,
    stamp,
    yes_no,
)
from caregiver_app.system.words import _, ngettext

PHONE = 13.0
PHONES = 4
_MOST_LISTED = 12
_MOST_MEDICINES = 40
_ROLES = (
    ContactRole.PRESCRIBER,
    ContactRole.PUMP_CLINIC,
    ContactRole.AFTER_HOURS,
    ContactRole.DECISION_MAKER,
    ContactRole.FAMILY,
    ContactRole.PHARMACY,
)


def contacts(sheet: Handoff, width: float, left: float, *, tight: bool = False) -> Block:
    """Return up to four people (three when tight) to ring, their numbers large and never cut."""
    chosen = _ranked(sheet)
    shown = chosen[: PHONES - tight]
    column = (width - 10 * (len(shown) - 1)) / len(shown)
    cells = []
    for place, (role, contact) in enumerate(shown):
        label = plain(role_text(role))
        if contact is not None and contact.name:
            label += plain(", ") + said(contact.name)
        number_text = (contact.phone if contact else None) or not_recorded()
        phone = said(number_text, Weight.BOLD)
        x = left + place * (column + 10)
        size = PHONE if contact and contact.phone else BODY
        cells.append(_phone((label, phone), 1 if tight else 2, size, x, column))
    more = len(chosen) - len(shown)
    text = ngettext("{n} more contact", "{n} more contacts", more).format(n=more)
    ruled = beside(cells)

    def draw(page: Page, top: float) -> None:
        page.rule(left, left + width, top, 0.8)
        ruled.draw(page, top + 3)

    return Block(ruled.height + 4, draw, ruled.left_off + (text,) * bool(more))


def _phone(words: tuple[Words, Words], most: int, size: float, x: float, width: float) -> Block:
    name, digits = break_lines(words[0], BODY, width, most), break_lines(words[1], size, width)

    def draw(page: Page, top: float) -> None:
        page.lines(name, x, top)
        page.lines(digits, x, top + name.height)

    cut = (_("contact names in full"),) if name.was_cut else ()
    return Block(name.height + digits.height, draw, cut)


def _ranked(sheet: Handoff) -> list[tuple[ContactRole, Contact | None]]:
    """Return prescriber, pump clinic and decision-maker even when nobody is written down."""
    must = {ContactRole.PRESCRIBER, ContactRole.DECISION_MAKER}
    if sheet.person.has_pump:
        must.add(ContactRole.PUMP_CLINIC)
    first: list[tuple[ContactRole, Contact | None]] = []
    rest: list[tuple[ContactRole, Contact | None]] = []
    for role in _ROLES:
        known = sheet.person.contacts_of(role)
        if known:
            first.append((role, known[0]))
            rest += [(role, contact) for contact in known[1:]]
        elif role in must:
            first.append((role, None))
    return first + rest


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
    if known.longest is not None:
        length = seconds_text(known.longest.duration_s or 0)
        words += plain(_("Longest") + " ") + strong(length) + plain(". ")
    for seizure in known.last_three:
        words += _seizure(seizure, sheet)
    return Fact(_("Seizures"), words, least_lines=3)


def _seizure(seizure: Seizure, sheet: Handoff) -> Words:
    length = not_recorded() if seizure.duration_s is None else seconds_text(seizure.duration_s)
    words = strong(stamp(seizure.start, sheet.now)) + plain(
        ", " + _("length {length}").format(length=length)
    )
    if seizure.kind:
        words += plain(", ") + said(seizure.kind.replace("_", " "))
    woke = _("woke fully: {answer}").format(answer=yes_no(seizure.recovered))
    hurt = _("injury: {answer}").format(answer=yes_no(seizure.injury))
    return words + plain(f", {woke}, {hurt}. ")


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
        words += plain(", ") + said(facts.dialysis_days)
    return Fact(_("Kidney"), words)


def sedating(sheet: Handoff) -> Fact:
    """Return other sedating medicines, opioids, alcohol and blood thinners, with times given."""
    label = _("Sedating medicines")
    none, alcohol = plain(_("none recorded")), plain(". " + _("Alcohol:") + " ") + _alcohol(sheet)
    if sheet.sedating is None or sheet.blood_thinners is None:
        words = plain(_("medicines: not recorded")) + _as_needed(sheet) + alcohol
        gap = _("Opioid, blood thinner: {gap}").format(gap=not_recorded())
        return Fact(label, words + strong(". " + gap))
    words = (_medicines(sheet.sedating) or none) + _as_needed(sheet) + alcohol
    opioids = _medicines([m for m in sheet.sedating if MedicineGroup.OPIOID in m.groups])
    thinners = _medicines(sheet.blood_thinners)
    if not opioids and not thinners:
        return Fact(label, words + plain(". " + _("Opioid, blood thinner:") + " ") + none)
    words += plain(". " + _("Opioid:") + " ") + (opioids or none)
    return Fact(label, words + strong(". " + _("Blood thinner:") + " ") + (thinners or none))


def _alcohol(sheet: Handoff) -> Words:
    value = _more(sheet.last, "alcohol") if sheet.last else None
    return said(value) if value else plain(not_recorded())


def _more(last: CheckIn, name: str) -> str | None:
    value = last.more.get(name)
    return None if value is None else _any_text(value)


def _any_text(value: object) -> str:
    if isinstance(value, bool):
        return yes_no(value)
    return value if isinstance(value, str) else str(value)


def _as_needed(sheet: Handoff) -> Words:
    words: Words = ()
    for given in sheet.last.prn_taken[:_MOST_LISTED] if sheet.last else ():
        dose = f" {given.dose_text}" if given.dose_text else ""
        words += plain(". " + _("As needed:") + " ") + said(f"{given.name}{dose}")
        words += plain(", " + (stamp(given.at, sheet.now) if given.at else not_recorded()))
    return words


def _medicines(medicines: Sequence[Medicine]) -> Words:
    words: Words = ()
    for medicine in medicines[:_MOST_LISTED]:
        words += (plain(", ") if words else ()) + _medicine(medicine)
        if not medicine.dose_text:
            words += plain(_(" (dose not recorded)"))
    return words


def _medicine(medicine: Medicine) -> Words:
    words = said(medicine.name, Weight.STRONG)
    if medicine.dose_text:
        words += plain(" ") + said(medicine.dose_text)
    if medicine.status is MedicineStatus.HELD:
        words += plain(" " + _("(held)"))
    return words


def fluids(sheet: Handoff) -> Fact:
    """Return urine, vomiting, drinking and muscle pain."""
    last = sheet.last
    label = _("Fluids, urine, pain")
    if last is None:
        return Fact(label, plain(not_recorded()))
    urine = not_recorded() if last.urine is None else choice("urine", last.urine)
    vomited = not_recorded() if last.vomiting_count is None else str(last.vomiting_count)
    parts = [
        _("Urine: {text}").format(text=urine),
        _("vomited: {n}").format(n=vomited),
        _("cannot keep drinks down: {answer}").format(answer=yes_no(last.cannot_keep_fluids)),
        _("muscle pain: {answer}").format(answer=yes_no(last.muscle_pain)),
    ]
    words = plain(", ".join(parts))
    drunk = _more(last, "fluids")
    return Fact(label, words + plain(". " + _("Drank:") + " ") + said(drunk) if drunk else words)


def risks(sheet: Handoff, *, short: bool = False) -> Fact:
    """Return diagnosis, injury level, conditions, past withdrawal, months on the drug."""
    person = sheet.person
    words = said(person.diagnosis or not_recorded(), Weight.STRONG)
    if person.sci_t6_or_above:
        words += strong(". " + _("Cord injury T6 or above (dysreflexia)"))
    if short:
        return Fact(_("Risks"), words)
    if person.conditions:
        words += plain(". ") + said(", ".join(person.conditions[:_MOST_LISTED]))
    words += _history(person)
    if person.pregnant is not None:
        pregnant = _("Pregnant: {answer}").format(answer=yes_no(person.pregnant))
        words += plain(". " + fixed(pregnant))
    if person.seizure_plan:
        words += plain(". " + _("Has a seizure plan"))
    return Fact(_("Risks"), words)


def _history(person: Person) -> Words:
    past, months = person.past_withdrawal, person.months_on_drug
    if past is None and months is None:
        return plain(". " + _("Past withdrawal, months on drug: {gap}").format(gap=not_recorded()))
    text = not_recorded() if months is None else number(months)
    words = plain(". " + _("Months on drug: {n}").format(n=text))
    return words + plain(". " + _("Past withdrawal:") + " ") + said(past or not_recorded())


def code_status(sheet: Handoff) -> Fact:
    """Return the code status or advance directive, as it was written down."""
    return Fact(_("Code status"), said(sheet.person.advance_directive or not_recorded()))


def falls(sheet: Handoff) -> Fact:
    """Return falls in 7 days and whether the head was hit."""
    if sheet.falls_7d is None:
        return Fact(_("Falls"), plain(not_recorded()))
    count = ngettext("{n} fall", "{n} falls", sheet.falls_7d).format(n=sheet.falls_7d)
    head = _("head hit: {answer}").format(answer=yes_no(sheet.head_hit))
    return Fact(_("Falls"), plain(_("{count} in 7 days").format(count=fixed(count)) + f", {head}"))


def all_medicines(sheet: Handoff, width: float, lines: int) -> Fact:
    """Return every medicine with its dose as on the label, as many as fit on so many lines."""
    label = _("All medicines")
    medicines = sheet.person.medicines
    if medicines is None:
        return Fact(label, plain(not_recorded()))
    words = _listed(medicines[:_MOST_MEDICINES])
    if not words:
        return Fact(label, plain(_("no other medicines")))
    room = width - LABEL
    shown = _how_many(medicines, room * lines)
    while shown < len(medicines) or len(break_lines(words, BODY, room).lines) > lines:
        shown -= 1
        text = _("list on phone or app; {n} more").format(n=len(medicines) - shown)
        words = _listed(medicines[:shown]) + plain((". " if shown else "") + text)
        if len(break_lines(words, BODY, room).lines) <= lines or not shown:
            break
    more = len(medicines) - shown
    over = ngettext("{n} medicine", "{n} medicines", more).format(n=more)
    return Fact(label, words, (over,) * bool(more))


def _how_many(medicines: Sequence[Medicine], room: float) -> int:
    """Return how many can fit at the most; the rest need not be measured in lines."""
    count = 0
    for medicine in medicines:
        room -= line_width(_medicine(medicine), BODY)
        if room < 0:
            return count + 1
        count += 1
    return count


def _listed(medicines: Sequence[Medicine]) -> Words:
    return _joined(map(_medicine, medicines), ", ")


def other_signs(sheet: Handoff) -> Fact | None:
    """Return every other sign of the newest check-in: what is there first, with its value."""
    last = sheet.last
    if last is None:
        return None
    there, absent = _present(sheet, last)
    items = [plain(text) for text in (*_alarming(last), *there)]
    items += [said(text) for text in (*last.other_signs[:_MOST_LISTED], *_extra(last))]
    words = _joined(items, ", ")
    if absent:
        words = _joined(
            [words, plain(_("Normal or none: {signs}").format(signs=", ".join(absent)))], ". "
        )
    return Fact(_("Other signs now"), words) if words else None


def _joined(parts: Iterable[Words], between: str) -> Words:
    words: Words = ()
    for part in parts:
        words += (plain(between) if words else ()) + part
    return words


def _alarming(last: CheckIn) -> Iterator[str]:
    words = {
        "passed_out": _("passed out"),
        "chest_pain": _("chest pain"),
        "stroke_signs": _("stroke signs"),
        "severe_headache": _("severe headache"),
        "vision_change": _("vision change"),
        "weak_numb": _("weak or numb"),
        "stiff_sudden": _("sudden stiffness"),
        "floppy": _("floppy muscles"),
        "dizzy": _("dizzy"),
        "tingling": _("tingling"),
        "flushing": _("flushed skin"),
        "worried": _("caregiver is worried"),
    }
    return (text for name, text in words.items() if getattr(last, name))


_NORMAL = (Breathing.NORMAL, Sweating.NONE, Grade.NONE, 0)


def _present(sheet: Handoff, last: CheckIn) -> tuple[list[str], list[str]]:
    """Return the signs that are there with their values, and the names of those that are not."""
    labels = {
        "breathing": _("breathing"),
        "sweating": _("sweating"),
        "nausea": _("nausea"),
        "agitation": _("agitation"),
        "anxiety": _("anxiety"),
        "sleep_h": _("slept"),
    }
    there, absent = [], []
    for name, label in labels.items():
        value = getattr(last, name)
        if value is None:
            continue
        if value in _NORMAL and name != "sleep_h":
            absent.append(label)
        else:
            there.append(fixed(f"{label} {sign_value(name, value)}{_against(sheet, name, value)}"))
    return there, absent


def _against(sheet: Handoff, name: str, value: object) -> str:
    """Return how a value stands against what is usual, in brackets; empty when that is unknown."""
    usual = getattr(sheet.person.usual, name, None)
    if usual is None:
        return ""
    if usual == value:
        return " " + _("(as usual)")
    return " " + _("(usual {value})").format(value=sign_value(name, usual))


def _extra(last: CheckIn) -> Iterator[str]:
    shown = {"alcohol", "fluids"}
    for name, value in last.more.items():
        if name not in shown and "harm" not in name and value not in (None, False):
            text = name.replace("_", " ")
            yield text if value is True else f"{text} {_any_text(value)}"


def note(sheet: Handoff, lines: int) -> Fact | None:
    """Return the caregiver's own note of the newest check-in; none when it may have no line."""
    if not lines or not has_note(sheet):
        return None
    words = said(sheet.last.note or "") if sheet.last else ()
    return Fact(_("Caregiver's note"), words, most_lines=lines)


def has_note(sheet: Handoff) -> bool:
    """Say whether the caregiver wrote a note at the newest check-in."""
    return bool(sheet.last and sheet.last.note and sheet.last.note.strip())
