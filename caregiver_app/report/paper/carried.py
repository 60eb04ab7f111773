# SPDX-License-Identifier: MIT
"""What a page needs that is carried or hung up: red flags, whom to ring, until when it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caregiver_app.domain.first_aid import FirstAid
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Contact, ContactRole, Person
from caregiver_app.domain.red_flags import RedFlag
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.handoff import Handoff
from caregiver_app.domain.sheets.paper import Taken
from caregiver_app.report.drawing.fonts import Weight
from caregiver_app.report.drawing.layout import Words, lacks_letters, plain, said, strong
from caregiver_app.report.drawing.phrases import (
    drug_text,
    not_recorded,
    role_text,
    temperature_limit,
)
from caregiver_app.report.drawing.plain_text import phone_digits
from caregiver_app.report.drawing.words import _, ngettext
from caregiver_app.report.er.doses import dose_now

LONGEST_PHONE = 40
_ALLERGY = 60
_LINE = "_" * 24
_RING = (
    ContactRole.PRESCRIBER,
    ContactRole.PUMP_CLINIC,
    ContactRole.DECISION_MAKER,
    ContactRole.AFTER_HOURS,
    ContactRole.FAMILY,
    ContactRole.PHARMACY,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Everything that the wallet card and the sheet for the fridge say about one person.

    `since` is of each medicine the day from which its dose holds, `next_change` the one on which
    the plan gives another; None when nobody wrote one.
    `is_decided` is False while two computers say different doses: no page to carry tells one then.
    """

    sheet: Handoff
    rule_set: RuleSet
    first_aid: FirstAid
    flags: tuple[RedFlag, ...]
    urgent: tuple[str, ...]
    since: Mapping[Taken, date | None]
    next_change: date | None
    colour: str = ""
    is_decided: bool = True

    @property
    def call(self) -> str:
        """Return the words of an emergency with the number in them: Call 911 now."""
        wording = self.rule_set.wording
        return wording.level_lines[Level.EMERGENCY].format_map(self.rule_set.emergency_numbers)


def name_words(person: Person, longest: int = 80) -> Words:
    """Return the name; a longer one than any sheet prints is cut and says so.

    Where no font here has all of its letters, a line follows to write it on by hand.
    """
    words = shortened(person.name, longest, Weight.STRONG)
    return words + plain(" " + _LINE) if lacks_letters(person.name) else words


def shortened(text: str, longest: int, weight: Weight = Weight.REGULAR) -> Words:
    """Return a text from the record; one of more characters than that is cut and says so."""
    if len(text) <= longest:
        return said(text, weight)
    short = text[: longest + 1].rsplit(maxsplit=1)[0][:longest]  # at a word, where there is one
    return said(short, weight) + plain(" " + _("(more in the record)"))


def dose_words(carried: Carried) -> tuple[str, list[Words]]:
    """Return the first dose with its drug, and the lines about it and about the others."""
    sheet = carried.sheet
    drug = sheet.doses[0].drug if sheet.doses else sheet.person.drug
    if not carried.is_decided:
        why = _("Two notes of the dose differ. Ask the prescriber.")
        return f"{drug_text(drug)}: {_('dose NOT decided')}", [strong(why)]
    _label, value, details = dose_now(sheet)
    return f"{drug_text(drug)} {value}", [words for words in details if words]


def flag_label(flag: RedFlag) -> str:
    """Return the signs of one red flag in the caregiver's words."""
    if flag.fever_from is not None:
        return _("Fever {limit} or\u00a0more").format(limit=temperature_limit(flag.fever_from))
    if flag.alarm:
        return _("Pump sound: {sound}").format(sound=flag.alarm)
    return ". ".join(flag.labels)


def to_ring(person: Person, most: int) -> list[tuple[ContactRole, Contact | None]]:
    """Return whom to ring, the first of each role; prescriber and pump clinic even when unknown."""
    must = {ContactRole.PRESCRIBER} | ({ContactRole.PUMP_CLINIC} if person.has_pump else set())
    found: list[tuple[ContactRole, Contact | None]] = []
    for role in _RING:
        known = [contact for contact in person.contacts_of(role) if contact.phone]
        if known:
            found.append((role, known[0]))
        elif role in must:
            found.append((role, None))
    return found[:most]


def more_to_ring(person: Person, shown: int) -> str:
    """Return how many numbers are not on the page, empty when all are."""
    more = sum(bool(contact.phone) for contact in person.contacts) - shown
    text = ngettext("{n} more number in the record", "{n} more numbers in the record", more)
    return text.format(n=more) if more > 0 else ""


def ring_words(role: ContactRole, contact: Contact | None, longest: int = 60) -> Words:
    """Return one line: the role, the number, whose it is; a long name is cut and says so."""
    words = plain(role_text(role) + "  ")
    if contact is None or not contact.phone:
        return words + plain(not_recorded())
    words += shortened(phone_digits(contact.phone), LONGEST_PHONE, Weight.STRONG)
    return words + plain("  ") + shortened(contact.name, longest) if contact.name else words


def allergy_words(person: Person, most: int) -> Words:
    """Return the allergies, the first ones with the count of the rest; none known is a fact."""
    if person.allergies is None:
        return strong(not_recorded())
    if not person.allergies:
        return strong(_("none known"))
    shown = person.allergies[:most]
    words: Words = ()
    for text in shown:
        words += (plain(", ") if words else ()) + shortened(text, _ALLERGY, Weight.STRONG)
    more = len(person.allergies) - len(shown)
    return words + plain("  " + _("and {n} more").format(n=more)) if more else words


def code_status(person: Person, longest: int) -> Words:
    """Return what is written of care they do not want; nothing where nobody wrote of it."""
    written = person.advance_directive
    if not written:
        return ()
    return strong(_("Code status:") + " ") + shortened(written, longest, Weight.STRONG)


def keep_on(carried: Carried) -> str:
    """Return the sentence that the drug is not to be stopped or skipped."""
    drugs = carried.sheet.drugs
    return carried.first_aid.never_stop_for(drugs[0] if len(drugs) == 1 else None)
