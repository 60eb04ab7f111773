# SPDX-License-Identifier: MIT
"""The list of caregivers of one person as it is kept, and what cannot stand on it."""

from caregiver_app.domain.people import caregivers as rules
from caregiver_app.domain.people.caregivers import Caregiver, CaregiverRole
from caregiver_app.domain.plain import FieldError, from_plain
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.exact_json import loads_own
from caregiver_app.system.words import _

_MOST_LETTERS = 100


class CaregiverRefused(Exception):  # noqa: N818 - the word the screen shows
    """What was asked is not done and nothing has changed; the text says why, in plain words."""


def list_place(person_id: str) -> str:
    """Return the name under which the list of a person is kept."""
    return f"caregivers.{person_id}"


def begun_place(person_id: str) -> str:
    """Return the name of the mark that an aide or a guest began the list of a person."""
    return f"caregivers_begun.{person_id}"


def read_list(stored: str | None) -> tuple[Caregiver, ...]:
    """Return what is stored; raise StorageError rather than treat everybody as family."""
    if not stored:
        return ()
    try:
        found = loads_own(stored)
        if not isinstance(found, list):
            raise StorageError("damaged")
        return tuple(from_plain(Caregiver, one) for one in found)
    except (FieldError, ValueError) as error:
        raise StorageError("damaged") from error


def with_family(caregivers: tuple[Caregiver, ...]) -> tuple[Caregiver, ...]:
    """Return the list; refuse one with aides and no family, on which nobody could change it."""
    roles = {one.role for one in caregivers}
    if CaregiverRole.AIDE in roles and CaregiverRole.FAMILY not in roles:
        words = _("Somebody of the family must be on the list: only family changes it.")
        raise CaregiverRefused(words)
    return caregivers


def checked_name(text: str) -> str:
    """Return a typed name, tidied; raise CaregiverRefused for none and for one too long."""
    name = rules.tidied(text)
    if not name:
        raise CaregiverRefused(_("Type a name first."))
    if len(name) > _MOST_LETTERS:
        words = _("This is too long. {n} letters at most.").format(n=_MOST_LETTERS)
        raise CaregiverRefused(words)
    return name
