# SPDX-License-Identifier: MIT
"""One person as the list of people shows them."""

from dataclasses import dataclass
from datetime import date

from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.exchange.portable import item_of

COLOURS = ("sea", "mulberry", "slate", "lagoon", "ink", "heather")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """One person in the list of people; `id` is the one that every service takes."""

    id: str
    name: str
    dob: date | None
    route: Route
    drug: Drug
    practice: bool
    colour: str


def card_of(entry: Entry, colour: str) -> PersonCard:
    """Return the card of the person of a profile."""
    person: Person = item_of(EntryKind.PERSON, entry.payload, "person")
    return PersonCard(
        id=entry.person_id,
        name=person.name,
        dob=person.dob,
        route=person.route,
        drug=person.drug,
        practice=person.is_practice,
        colour=colour,
    )
