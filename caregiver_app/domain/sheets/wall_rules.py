# SPDX-License-Identifier: MIT
"""Which urgent rules a sheet for the wall names, by how the drug is taken."""

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class WallRules:
    """The ids of rules in the order of the sheet, with the source of the choice."""

    source: str
    always: tuple[str, ...]
    oral: tuple[str, ...]
    pump: tuple[str, ...]

    def of(self, person: Person) -> tuple[str, ...]:
        """Return the rules for one person: what the pump and the mouth need first."""
        pump = self.pump if person.has_pump else ()
        oral = self.oral if person.takes_by_mouth else ()
        return (*pump, *oral, *self.always)
