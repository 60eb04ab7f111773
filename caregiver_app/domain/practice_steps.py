# SPDX-License-Identifier: MIT
"""What somebody new does once with a made-up person, and what of it is done."""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from caregiver_app.domain.check_in import EVENT
from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.person import Person


class PracticeStep(StrEnum):
    """The steps in their order; who takes nothing by mouth has a pump to listen to instead."""

    CHECK_IN = "check_in"
    DOSE = "dose"
    PUMP_SOUND = "pump_sound"
    RED_FLAG = "red_flag"
    READ = "read"
    SHEET = "sheet"
    EMERGENCY = "emergency"


_WRITTEN = frozenset({PracticeStep.CHECK_IN, PracticeStep.DOSE, PracticeStep.PUMP_SOUND})
_EVENTS = {
    Happening.PUMP_SOUND.value: PracticeStep.PUMP_SOUND,
    Happening.MEDICINE.value: PracticeStep.DOSE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """How far a practice has come; `steps` are those that there are with this person."""

    steps: tuple[PracticeStep, ...]
    done: frozenset[PracticeStep]

    @property
    def next(self) -> PracticeStep | None:
        """Return the first step that is not done; None when all are."""
        return next((step for step in self.steps if step not in self.done), None)


def practised(
    person: Person, written: Iterable[NewEntry], noted: Collection[PracticeStep]
) -> Practice:
    """Return what is done: by what was written since it began, and by what a screen saw.

    A red sign that was taken back, a text, a print and Emergency leave nothing in the record.
    """
    other = PracticeStep.PUMP_SOUND if person.takes_by_mouth else PracticeStep.DOSE
    steps = tuple(step for step in PracticeStep if step is not other)
    found = {step for step in noted if step not in _WRITTEN} | set(map(_step_of, written))
    return Practice(steps=steps, done=frozenset(step for step in steps if step in found))


def _step_of(entry: NewEntry) -> PracticeStep | None:
    """Return the step that an entry is the proof of; one event of its own is no check-in."""
    if entry.kind is EntryKind.DOSE:
        return PracticeStep.DOSE
    if entry.kind is not EntryKind.CHECK_IN:
        return None
    more = entry.payload.get("more")
    event = more.get(EVENT) if isinstance(more, Mapping) else None
    return PracticeStep.CHECK_IN if event is None else _EVENTS.get(str(event))
