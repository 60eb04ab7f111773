# SPDX-License-Identifier: MIT
"""Wrong PINs in a row on one list, and the pause that grows with them."""

from math import ceil

from caregiver_app.domain.people.pins import pause_s
from caregiver_app.services.care_team.caregiver_list import CaregiverRefused
from caregiver_app.services.care_team.caregiver_words import wait_words
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _


class PinTries:
    """Counts the wrong PINs of each list since the start."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong: dict[str, tuple[int, float]] = {}

    def refuse_in_pause(self, person_id: str) -> None:
        """Raise CaregiverRefused while nobody may try again yet."""
        _count, until = self._wrong.get(person_id, (0, 0.0))
        left = ceil(until - self._clock.monotonic())
        if left > 0:
            raise CaregiverRefused(wait_words(left))

    def wrong(self, person_id: str) -> CaregiverRefused:
        """Count a wrong PIN and return what to raise for it."""
        count = self._wrong.get(person_id, (0, 0.0))[0] + 1
        pause = pause_s(count)
        self._wrong[person_id] = (count, self._clock.monotonic() + pause)
        words = _("Nobody here has this PIN. Nothing was changed.")
        return CaregiverRefused(f"{words} {wait_words(pause)}" if pause else words)

    def forget(self, person_id: str) -> None:
        """Begin anew after one that was right."""
        self._wrong.pop(person_id, None)
