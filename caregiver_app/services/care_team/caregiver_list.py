# SPDX-License-Identifier: MIT
"""The lists of caregivers as they are kept, and what cannot stand on one."""

from typing import TYPE_CHECKING

from caregiver_app.domain.people import caregivers as rules
from caregiver_app.domain.people.caregivers import Caregiver, CaregiverRole
from caregiver_app.domain.plain import FieldError, from_plain, to_plain
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.exact_json import dumps, loads_own
from caregiver_app.system.words import _

if TYPE_CHECKING:
    from caregiver_app.storage.entry_log import EntryLog

_MOST_LETTERS = 100


class CaregiverRefused(Exception):  # noqa: N818 - the word the screen shows
    """What was asked is not done and nothing has changed; the text says why, in plain words."""


class CaregiverLists:
    """The lists of one data folder, each read once."""

    def __init__(self, log: "EntryLog", clock: Clock) -> None:
        self._log = log
        self._clock = clock
        self._stored: dict[str, tuple[Caregiver, ...]] = {}

    @property
    def only_a_file(self) -> str:
        """Return why nobody may change what stands in a file that is looked at, or a blank."""
        return "" if self._log.is_record else str(self._log.only_to_look)

    def of(self, person_id: str) -> tuple[Caregiver, ...]:
        """Return everybody on a list as they count now, guests too; raise StorageError."""
        if person_id not in self._stored:
            self._stored[person_id] = read_list(self._log.setting(_place(person_id)))
        return rules.in_force(self._stored[person_id], here_and_now(self._clock))

    def keep(self, person_id: str, caregivers: tuple[Caregiver, ...]) -> None:
        """Write a list down; raise StorageError, and all is as it was."""
        self._log.set_setting(_place(person_id), dumps(to_plain(caregivers)))
        self._stored[person_id] = caregivers

    def hold(self, person_id: str, caregivers: tuple[Caregiver, ...]) -> None:
        """Let a list that the disk did not take count until the program is closed."""
        self._stored[person_id] = caregivers

    def mark_begun(self, person_id: str) -> None:
        """Write down that an aide or a guest began the list; raise StorageError."""
        self._log.set_setting(_begun_place(person_id), "1")

    def is_begun_by_barred(self, person_id: str) -> bool:
        """Say whether an aide or a guest began the list of a person."""
        return self._log.setting(_begun_place(person_id)) is not None


def _place(person_id: str) -> str:
    return f"caregivers.{person_id}"


def _begun_place(person_id: str) -> str:
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
