# SPDX-License-Identifier: MIT
"""Whether a file is about the person it names: an id alone may be another one's elsewhere."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from caregiver_app.exchange.errors import RecordError, shown
from caregiver_app.services.log.person_card import PersonCard
from caregiver_app.system.words import _


def named_like(people: Iterable[PersonCard], person: Mapping[str, Any]) -> list[str]:
    """Return the ids of those here who have the name and the birth date of a file without an id."""
    wanted = (_plain(str(person["name"])), person["dob"])
    return [one.id for one in people if (_plain(one.name), _born(one)) == wanted]


def refuse_another(people: Iterable[PersonCard], person_id: str, person: Mapping[str, Any]) -> None:
    """Raise RecordError when the id of a file is here that of somebody else.

    Who numbers people 1, 2, 3 gives two of them one id. A name or a birth date may have been
    corrected, both at once are another person. Where a birth date is not known, only an id that
    was drawn by chance says that it is the same one under another name.
    """
    here = next((one for one in people if one.id == person_id), None)
    if here is None or _plain(here.name) == _plain(str(person["name"])):
        return
    born, there = _born(here), person["dob"]
    is_unknown = born is None or there is None
    if (born == there and not is_unknown) or (is_unknown and _is_by_chance(person["id"])):
        return
    problem = _("here it is the id of {name}, born {born}. The file says {other}, born {there}")
    unknown = _("not recorded")
    told = problem.format(
        name=shown(here.name),
        born=born or unknown,
        other=shown(str(person["name"])),
        there=there or unknown,
    )
    raise RecordError("person.id", told, _("another id, or the same name or birth date"))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _born(card: PersonCard) -> str | None:
    return card.dob.isoformat() if card.dob else None


def _is_by_chance(key: object) -> bool:
    with suppress(ValueError):
        return UUID(str(key)).version is not None
    return False
