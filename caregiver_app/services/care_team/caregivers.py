# SPDX-License-Identifier: MIT
"""Who records for each person: the list, the PINs, switching, and what only family changes."""

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people import caregivers as rules
from caregiver_app.domain.people.caregivers import Caregiver, CaregiverRole, Guarded
from caregiver_app.domain.people.pins import (
    Pin,
    is_pin,
    pin_of,
    pin_that_begins,
    pin_that_fits,
)
from caregiver_app.services.care_team.caregiver_list import (
    CaregiverLists,
    CaregiverRefused,
    checked_name,
    with_family,
)
from caregiver_app.services.care_team.caregiver_words import first_yourself_words, only_family_words
from caregiver_app.services.care_team.pin_tries import PinTries
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.settings import SettingsService
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.ids import new_id
from caregiver_app.system.words import _

if TYPE_CHECKING:
    from caregiver_app.storage.entry_log import EntryLog

__all__ = ["CaregiverRefused", "CaregiverService", "WhyNot", "WhyNotAll", "WhyNotFrom"]

WhyNot = Callable[[str, Guarded], str | None]
"""Says why somebody's plan, limits or usual values cannot be changed now, or None."""
WhyNotFrom = Callable[[str, Guarded, str | None], str | None]
"""Says the same of a change that somebody else wrote, given by the name it carries."""
WhyNotAll = Callable[[Sequence[str], Guarded], str | None]
"""Says the same of what belongs to several people at once."""

_SALT_BYTES = 16


class CaregiverService:
    """Keep the caregivers of one data folder beside the record; no export has them.

    PINs keep names apart and lock nothing: whoever opens the program can read the record.
    `not_kept` says why the name that was chosen last is not on the disk, blank when it is: the
    disk never stops anybody from writing under their own name.
    """

    def __init__(
        self, log: "EntryLog", book: RecordBook, settings: SettingsService, clock: Clock
    ) -> None:
        self._book = book
        self._settings = settings
        self._clock = clock
        self._lists = CaregiverLists(log, clock)
        self.not_kept = ""
        self._tries = PinTries(clock)

    def of(self, person_id: str) -> tuple[Caregiver, ...]:
        """Return who was put on the list of a person, in that order; guests are not on it."""
        return tuple(one for one in self._known(person_id) if one.is_set_up)

    def current(self, person_id: str) -> Caregiver | None:
        """Return who is recording for a person now, None while nobody said so.

        The id is blank for a name that nobody put on the list.
        """
        chosen = self._settings.current()
        try:
            known = self._known(person_id)
        except StorageError:  # no page stops for a list that cannot be read; nobody is family
            guest = self._new(chosen.recorder or "", None, CaregiverRole.GUEST)
            return guest if chosen.recorder else None
        return rules.who_records(known, chosen.recorder, chosen.recorder_id)

    def offered(self, person_id: str) -> tuple[str, ...]:
        """Return the names that wrote before and are not on the list, the newest first."""
        known = {n for one in self.of(person_id) for n in (one.signature, *one.earlier)}
        record = self._book.record(person_id)
        wrote = (check_in.recorder for check_in in reversed(record.check_ins))
        return tuple(dict.fromkeys(name for name in wrote if name and name not in known))

    def last_recorded(self, person_id: str) -> dict[str, Moment]:
        """Return by caregiver the time of their newest entry; without one they are left out."""
        record, now = self._book.record(person_id), here_and_now(self._clock)
        found = {one.id: rules.last_recorded(record, one, now) for one in self.of(person_id)}
        return {one: at for one, at in found.items() if at is not None}

    def why_not(self, person_id: str, what: str) -> str | None:
        """Return why whoever records now may not change `what`, in words; None when they may.

        `what` is plan, limits, usual, caregivers, passcode, deletion or restore.
        """
        if self._lists.only_a_file:
            return self._lists.only_a_file
        try:
            known = self._known(person_id)
        except StorageError as error:
            return str(error)
        who = self.current(person_id)
        before = self._settings.current().recorder_id
        role = rules.nobodys_role(known, before) if who is None else who.role
        if not rules.is_barred(role):
            return None
        said = only_family_words(Guarded(what))
        names = [c.name for c in self.of(person_id) if c.role is CaregiverRole.FAMILY]
        if names:
            said += " " + _("Switch to: {names}.").format(names=", ".join(names))
        return said

    def why_not_all(self, people: Sequence[str], what: Guarded) -> str | None:
        """Return why whoever records may not change what belongs to all of some people.

        Each list has its own PINs, and one press signs in on one list only. So whoever is on one
        list as family may; where lists have an aide, on one of those. A list that an aide began,
        of a person they added, gives no such right. See `why_not`.
        """
        people = [one for one in people if not self._lists.is_begun_by_barred(one)] or people
        refused = next((said for one in people if (said := self.why_not(one, what))), None)
        if refused is None:
            return None
        with suppress(StorageError):
            known = {one: self._known(one) for one in people}
            aides = [one for one in people if rules.is_barred(rules.unknown_role(known[one]))]
            if any(self._is_family_on_list(one) for one in aides or people):
                return None
        return refused

    def _is_family_on_list(self, person_id: str) -> bool:
        who = self.current(person_id)
        listed = {one.id for one in self.of(person_id)}
        return who is not None and who.id in listed and not rules.is_barred(who.role)

    def why_not_from(self, person_id: str, what: Guarded, author: str | None) -> str | None:
        """Return why a change that came in with a file may not stand, in words; None when it may.

        Who takes it in may be an aide: what counts is who wrote it. See `why_not`.
        """
        refused = self.why_not(person_id, what)
        if refused is None:
            return None
        with suppress(StorageError):
            if not rules.is_barred(rules.author_role(self._known(person_id), author)):
                return None
        return refused

    # Switching

    def switch(self, person_id: str, caregiver_id: str, pin: str | None = None) -> Caregiver:
        """Let a caregiver record from now on; raise CaregiverRefused."""
        chosen = self._find(person_id, caregiver_id)
        if chosen.pin is not None:
            if pin is None:
                raise CaregiverRefused(_("Type the PIN of {name}.").format(name=chosen.name))
            self._check_pin(person_id, chosen, pin)
        return self._take(person_id, chosen)

    def switch_by_pin(self, person_id: str, typed: str) -> Caregiver | None:
        """Let the caregiver record whose PIN was typed; None while more digits are to come.

        Raises CaregiverRefused for a PIN that nobody has, and during the pause after such ones.
        """
        if not is_pin(typed):
            return None
        self._tries.refuse_in_pause(person_id)
        pins = {one.pin: one for one in self._known(person_id) if one.pin is not None}
        begins = pin_that_begins(pins, typed)
        if begins is not None and len(typed) < begins.digits:
            return None
        if begins is None or pin_that_fits([begins], typed) is None:
            raise self._tries.wrong(person_id)
        return self._take(person_id, pins[begins])

    def switch_to_name(self, person_id: str, text: str, *, guest: bool = False) -> None:
        """Let a typed name record; with `guest` one that is here for this shift, without set-up.

        A name on the list is that caregiver. Raises CaregiverRefused.
        """
        name = checked_name(text)
        known = rules.named(self._known(person_id), name)
        if known is not None:
            self.switch(person_id, known.id)
            return
        if not guest:
            self._record_as(name, None)
            return
        said, relation = rules.told_apart(name)
        here = self._new(said, relation, CaregiverRole.GUEST)
        self._write_or_hold(person_id, (*self._known(person_id), here))
        self._take(person_id, here)

    def sign_out(self) -> bool:
        """Let no name with a PIN record on, since anybody may be there now; say whether one did."""
        chosen = self._settings.current()
        text, own_id = chosen.recorder or "", chosen.recorder_id
        for card in self._book.people() if text else ():
            with suppress(StorageError):  # by a list that cannot be read nobody is family anyway
                if gone := rules.with_pin(self._known(card.id), text, own_id):
                    self._settings.forget_recorder(gone.id)
                    return True
        return False

    # The list

    def begin_with(self, person_id: str, recorder: str) -> None:
        """Put whoever added a person on their list as the first of the family."""
        name, relation = rules.told_apart(rules.tidied(recorder))
        first = self._new(name, relation, CaregiverRole.FAMILY)
        with suppress(CaregiverRefused):  # on no list a name is family all the same
            if name and not self._known(person_id):
                self._write(person_id, (first,))
                self._take(person_id, first)

    def add(
        self,
        person_id: str,
        name: str,
        relation: str | None,
        role: CaregiverRole,
        pin: str | None = None,
    ) -> Caregiver:
        """Put somebody on the list of a person; raise CaregiverRefused."""
        self._refuse_unless_family(person_id)
        known, recording = self._known(person_id), self.current(person_id)
        added = self._new(checked_name(name), rules.tidied(relation or "") or None, role)
        self._refuse_twice(person_id, added)
        if role is CaregiverRole.AIDE and (recording is None or not recording.id):
            # With an aide on it, only who is on the list may change it.
            raise CaregiverRefused(first_yourself_words(recording))
        before = rules.named(known, added.signature)
        if before is not None:  # who was a guest until now
            known = tuple(one for one in known if one is not before)
            added = replace(added, earlier=(before.signature,))
        if pin:
            added = replace(added, pin=self._new_pin(person_id, added.id, pin))
        self._write(person_id, with_family((*known, added)))
        if recording is not None and rules.named((added,), recording.signature) is not None:
            self._take(person_id, added)
        return added

    def change(
        self,
        person_id: str,
        caregiver_id: str,
        *,
        name: str,
        relation: str | None,
        role: CaregiverRole,
    ) -> Caregiver:
        """Change name, relation and role; what they wrote keeps the name it was written with.

        Raises CaregiverRefused.
        """
        self._refuse_unless_family(person_id)
        before = self._find(person_id, caregiver_id)
        after = replace(
            before,
            name=checked_name(name),
            relation=rules.tidied(relation or "") or None,
            role=role,
        )
        self._refuse_twice(person_id, after)
        if after.signature != before.signature:
            after = replace(after, earlier=(*before.earlier, before.signature))
        recording = self._settings.current().recorder_id == before.id
        self._replace(person_id, after)
        if recording:
            self._record_as(after.signature, after.id)
        return after

    def set_pin(
        self, person_id: str, caregiver_id: str, new: str | None, old: str | None = None
    ) -> None:
        """Set, change or (with None) take away a PIN; raise CaregiverRefused.

        It takes the old PIN, or somebody of the family. Who has none sets their own.
        """
        one = self._find(person_id, caregiver_id)
        if self.why_not(person_id, Guarded.CAREGIVERS) is not None:
            if one.pin is not None:
                self._check_pin(person_id, one, old or "")
            elif self._settings.current().recorder_id != one.id:
                raise CaregiverRefused(only_family_words(Guarded.CAREGIVERS))
        made = self._new_pin(person_id, one.id, new) if new else None
        self._replace(person_id, replace(one, pin=made, forgot_at=None))

    def forget_pin(self, person_id: str, caregiver_id: str) -> Moment | None:
        """Let a forgotten PIN end in a day, and return when; typing it before then keeps it."""
        one = self._find(person_id, caregiver_id)
        if one.pin is not None and one.forgot_at is None:
            one = replace(one, forgot_at=here_and_now(self._clock))
            self._replace(person_id, one)
        return one.pin_ends()

    def take_away(self, person_id: str, caregiver_id: str) -> None:
        """Take somebody off the list; their entries keep the name. Raises CaregiverRefused."""
        self._refuse_unless_family(person_id)
        gone = self._find(person_id, caregiver_id)
        left = tuple(one for one in self._known(person_id) if one.id != gone.id)
        self._write(person_id, with_family(left))

    # Inside

    def _known(self, person_id: str) -> tuple[Caregiver, ...]:
        return self._lists.of(person_id)

    def _find(self, person_id: str, caregiver_id: str) -> Caregiver:
        found = [one for one in self._known(person_id) if one.id == caregiver_id]
        if not found:
            raise CaregiverRefused(_("This name is no longer on the list."))
        return found[0]

    def _replace(self, person_id: str, after: Caregiver) -> None:
        self._write(person_id, with_family(self._with(person_id, after)))

    def _with(self, person_id: str, after: Caregiver) -> tuple[Caregiver, ...]:
        known = self._known(person_id)
        return tuple(after if one.id == after.id else one for one in known)

    def _is_barred_elsewhere(self, person_id: str) -> bool:
        """Say whether whoever records is family on no list that was there before this one."""
        others = [card.id for card in self._book.people() if not card.practice]
        lists = [one for one in others if one != person_id and self._known(one)]
        said = [
            self.why_not(one, Guarded.CAREGIVERS)
            for one in lists
            if not self._lists.is_begun_by_barred(one)
        ]
        return bool(said) and None not in said

    def _write(self, person_id: str, caregivers: tuple[Caregiver, ...]) -> None:
        try:
            if not self._known(person_id) and self._is_barred_elsewhere(person_id):
                self._lists.mark_begun(person_id)
            self._lists.keep(person_id, caregivers)
        except StorageError as error:
            raise CaregiverRefused(_("NOT SAVED. {cause}").format(cause=error)) from error

    def _write_or_hold(self, person_id: str, caregivers: tuple[Caregiver, ...]) -> None:
        try:
            self._write(person_id, caregivers)
        except CaregiverRefused:
            self._lists.hold(person_id, caregivers)

    def _take(self, person_id: str, chosen: Caregiver) -> Caregiver:
        self._record_as(chosen.signature, chosen.id)
        self._tries.forget(person_id)
        if chosen.forgot_at is not None:
            chosen = replace(chosen, forgot_at=None)
            self._write_or_hold(person_id, self._with(person_id, chosen))
        return chosen

    def _record_as(self, text: str, caregiver_id: str | None) -> None:
        refused = self._settings.hold(recorder=text, recorder_id=caregiver_id)
        self.not_kept = "" if refused is None else str(refused)

    def _new(self, name: str, relation: str | None, role: CaregiverRole) -> Caregiver:
        return Caregiver(id=new_id(self._clock.now()), name=name, relation=relation, role=role)

    def _new_pin(self, person_id: str, own_id: str, text: str) -> Pin:
        if not is_pin(text):
            raise CaregiverRefused(_("A PIN is 4 to 8 digits."))
        others = [
            one.pin for one in self._known(person_id) if one.pin is not None and one.id != own_id
        ]
        if pin_that_begins(others, text) is not None:
            words = _("Another PIN here begins with the same four digits. Choose other digits.")
            raise CaregiverRefused(words)
        return pin_of(text, others[0].salt if others else secrets.token_hex(_SALT_BYTES))

    def _refuse_unless_family(self, person_id: str) -> None:
        refused = self.why_not(person_id, Guarded.CAREGIVERS)
        if refused is not None:
            raise CaregiverRefused(refused)

    def _refuse_twice(self, person_id: str, one: Caregiver) -> None:
        others = [other for other in self.of(person_id) if other.id != one.id]
        if any(one.signature.casefold() == other.signature.casefold() for other in others):
            raise CaregiverRefused(_("{name} is on the list already.").format(name=one.signature))

    def _check_pin(self, person_id: str, one: Caregiver, typed: str) -> None:
        self._tries.refuse_in_pause(person_id)
        if one.pin is None or pin_that_fits([one.pin], typed) is None:
            raise self._tries.wrong(person_id)
        self._tries.forget(person_id)


def first_refusal(why_not: WhyNot, person_id: str, asked: Sequence[Guarded]) -> str | None:
    """Return the first reason why one of several things cannot be changed, or None."""
    return next((words for one in asked if (words := why_not(person_id, one)) is not None), None)
