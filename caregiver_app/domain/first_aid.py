# SPDX-License-Identifier: MIT
"""What the emergency page tells, typed: what to say on the phone, first aid, what to bring."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.person import Drug, Route


class BringWhen(StrEnum):
    """For whom a thing belongs into the bag."""

    ALWAYS = "always"
    PUMP = "pump"
    SHEET = "sheet"
    """Somebody is open, so there is a sheet to print."""
    BACKUP = "backup"
    """Baclofen by mouth is kept at home for the day the pump stops."""


class InLittleRoom(StrEnum):
    """When a step stays where not all of them fit, on a small screen or with large type."""

    ALWAYS = "always"
    SEIZURE = "seizure"
    """Once there was a seizure; then it comes first."""
    DYSREFLEXIA = "dysreflexia"
    """Only while E12 was found in somebody with a high cord injury; then it comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do until help comes.

    `text` may hold {emergency} and {drug}. `shown` says when it stays where there is little room.
    """

    id: str
    text: str
    shown: InLittleRoom
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing to bring to the ER, and for whom."""

    id: str
    text: str
    when: BringWhen
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAid:
    """Everything the emergency page tells besides the number and the person's own facts.

    `say` are the sentences for the phone by their place; what comes from the record stands in
    named placeholders. `ways` say how a drug is taken; `medicine_unknown` names both drugs, for
    who takes both and while nobody is open. `never_stop` is for papers that are carried on any
    day; `drug_unknown` stands in it where no one drug is meant. `pump_signs` name there two of the
    first signs that a pump gives too little.
    """

    language: str
    reviewed_by: str
    steps: tuple[Step, ...]
    bring: tuple[Thing, ...]
    bring_line: str
    say: Mapping[str, str]
    say_source: str
    ask_address: str
    drugs: Mapping[Drug, str]
    ways: Mapping[Route, str]
    drug_unknown: str
    medicine_unknown: str
    never_stop: str
    never_stop_source: str
    pump_signs: str
    pump_signs_source: str

    def steps_for(
        self, number: str, drugs: Sequence[Drug], *, dysreflexia: bool = False
    ) -> tuple[str, ...]:
        """Return every step with the emergency number and the drugs filled in."""
        first = self._of(InLittleRoom.DYSREFLEXIA) if dysreflexia else ()
        rest = [s for s in self.steps if s.shown is not InLittleRoom.DYSREFLEXIA]
        return tuple(self._told(step, number, drugs) for step in (*first, *rest))

    def shortest_steps_for(
        self,
        number: str,
        drugs: Sequence[Drug],
        *,
        seizure: bool = False,
        dysreflexia: bool = False,
    ) -> tuple[str, ...]:
        """Return the steps that stay where there is little room, the weightiest first."""
        first = self._of(InLittleRoom.DYSREFLEXIA) if dysreflexia else ()
        first += self._of(InLittleRoom.SEIZURE) if seizure else ()
        steps = (*first, *self._of(InLittleRoom.ALWAYS))
        return tuple(self._told(step, number, drugs) for step in steps)

    def _of(self, shown: InLittleRoom) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.shown is shown)

    def medicine(self, drug: Drug, route: Route) -> str:
        """Return a drug with the way it is taken, like "baclofen by mouth"."""
        return self.ways[route].format(drug=self.drugs[drug])

    def things_to_bring(
        self, *, has_pump: bool, has_backup: bool, has_sheet: bool = True
    ) -> tuple[Thing, ...]:
        """Return what to bring to the ER, in the order of the list."""
        applies = {
            BringWhen.ALWAYS: True,
            BringWhen.PUMP: has_pump,
            BringWhen.BACKUP: has_backup,
            BringWhen.SHEET: has_sheet,
        }
        return tuple(thing for thing in self.bring if applies[thing.when])

    def to_bring(self, things: Sequence[Thing]) -> str:
        """Return in one sentence what to bring."""
        return self.bring_line.format(things=", ".join(thing.text for thing in things))

    def never_stop_for(self, drug: Drug | None) -> str:
        """Return the sentence against stopping alone, for a drug or for "the medicine"."""
        return self.never_stop.format(drug=self.drugs[drug] if drug else self.drug_unknown)

    def _told(self, step: Step, number: str, drugs: Sequence[Drug]) -> str:
        return step.text.format(emergency=number, drug=self._names(drugs))

    def _names(self, drugs: Sequence[Drug]) -> str:
        """Return the name of one drug; for none and for both, the words that name both."""
        return self.drugs[drugs[0]] if len(drugs) == 1 else self.medicine_unknown
