# SPDX-License-Identifier: MIT
"""The small pieces that every FHIR R4 resource of a record is made of."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from caregiver_app.domain.moments import Moment

_DOCUMENTS = UUID("6f1c2a3e-50b5-4b1d-9a6f-0a7c1b1f3d52")
"""The namespace of resources; it never changes, so that one record always gives the same ids."""

_UCUM = "http://unitsofmeasure.org"
_TERMS = "http://terminology.hl7.org/CodeSystem/"
LOINC = "http://loinc.org"

Resource = Mapping[str, Any]


class Part(StrEnum):
    """The sections of the document, in their order, with their titles."""

    WARNINGS = "Active warning signs"
    ALLERGIES = "Allergies"
    MEDICINES = "Medicines"
    VITALS = "Vital signs"
    SIGNS = "Other signs"
    DOSES = "Dose log"
    CONDITIONS = "Conditions"
    PUMP = "Pump"
    EARLIER = "Earlier warning signs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One resource of a section, and the line that stands for it where people read."""

    part: Part
    resource: Resource
    words: str


def resource_id(person_id: str, *about: str) -> str:
    """Return the id of a resource: the same thing of the same person always has the same."""
    return str(uuid5(_DOCUMENTS, "\n".join((person_id, *about))))


def link(identifier: str) -> dict[str, str]:
    """Return a reference to another resource of the document."""
    return {"reference": f"urn:uuid:{identifier}"}


def cleaned(text: str | None) -> str | None:
    """Return a text as FHIR allows it, None when it says nothing.

    White space of other kinds becomes a space, a control character the replacement character.
    """
    if text is None:
        return None
    letters = (letter if letter in " \t\r\n" else _letter(letter) for letter in text)
    found = "".join(letters).strip()
    return found or None


def _letter(letter: str) -> str:
    if letter.isspace():
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(letter) == "Cc" else letter


def concept(text: str, *codings: Mapping[str, str]) -> dict[str, Any]:
    """Return a concept with its words and the codes that are known for it."""
    coded = {"coding": [dict(coding) for coding in codings]} if codings else {}
    return {**coded, "text": text}


def term(system: str, code: str) -> dict[str, str]:
    """Return a code of one of the code systems of HL7, by the end of its name."""
    return {"system": _TERMS + system, "code": code}


def quantity(value: Decimal | int, unit: str, code: str) -> dict[str, Any]:
    """Return an amount: the number as it was recorded, the unit for people and its UCUM code."""
    return {"value": value, "unit": unit, "system": _UCUM, "code": code}


def date_time(moment: Moment) -> str:
    """Return a time with its offset and seconds, as FHIR wants it."""
    return moment.local.isoformat()


def people(names: Iterable[str | None]) -> list[dict[str, str]]:
    """Return who said or wrote something, by name alone; each once."""
    found = dict.fromkeys(name for name in map(cleaned, names) if name)
    return [{"display": name} for name in found]


def notes(*texts: str | None) -> dict[str, Any]:
    """Return a note of the texts that say something, or nothing."""
    found = [{"text": text} for text in map(cleaned, texts) if text]
    return {"note": found} if found else {}


def filled(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return the fields that hold something: FHIR knows no empty list and no null."""
    return {
        name.rstrip("_"): value for name, value in fields.items() if value not in (None, [], {})
    }
