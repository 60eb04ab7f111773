# SPDX-License-Identifier: MIT
"""What the sheets for the clinic and for the next caregiver need from the content."""

from collections.abc import Mapping
from datetime import timedelta

from caregiver_app.domain.changed.change_lines import Changes
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.person import Person
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.timing.time_rules import TimeRules

DO_NEXT: Mapping[str, frozenset[str]] = {
    "first_check": frozenset(),
    "check": frozenset({"due", "why"}),
    "check_late": frozenset({"due", "why"}),
    "full_check": frozenset({"due"}),
    "full_now": frozenset(),
    "answered": frozenset(),
    "emergency": frozenset({"call"}),
    "before": frozenset({"time"}),
    "dose_due": frozenset({"drug", "due", "dose"}),
    "unwritten": frozenset({"drug", "due"}),
    "refill_visit": frozenset({"day"}),
    "no_refill_visit": frozenset(),
    "low_reservoir": frozenset({"day"}),
    "supply_left": frozenset({"amount", "day"}),
    "refill_by": frozenset({"day"}),
    "next_step": frozenset({"day", "dose"}),
    "next_step_held": frozenset({"day", "dose"}),
    "review": frozenset({"day"}),
}
"""Every sentence of the list of what to do next, with its placeholders."""

SHIFT_WORDS = frozenset({"read_back", "nothing_changed", "no_flags"})
"""The other sentences of the sheet for the next caregiver; they have no placeholders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContent:
    """Choices and words of the sheets; `reviewed_by` is who checked the words, empty is nobody.

    `period`: how far back the clinic sheet looks at least. `steps_ahead`: how many planned steps
    it shows. `what_if_…`: ids of the rules whose messages say what to do.
    """

    language: str
    reviewed_by: str
    choices_reviewed_by: str
    period: timedelta
    steps_ahead: int
    what_if_first: tuple[str, ...]
    what_if_pump: tuple[str, ...]
    what_if_by_mouth: tuple[str, ...]
    what_if_then: tuple[str, ...]
    do_next: Mapping[str, str]
    shift: Mapping[str, str]

    def what_if(self, person: Person) -> tuple[str, ...]:
        """Return the rule ids whose messages stand on somebody's sheet, by their route."""
        ids = list(self.what_if_first)
        ids += self.what_if_pump if person.has_pump else ()
        ids += self.what_if_by_mouth if person.takes_by_mouth else ()
        return tuple(dict.fromkeys((*ids, *self.what_if_then)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftContent:
    """All content whose words stand on the sheet for the next caregiver."""

    sheets: SheetContent
    changes: Changes
    times: TimeRules
    rule_set: RuleSet
