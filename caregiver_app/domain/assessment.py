# SPDX-License-Identifier: MIT
"""What the rules said about one check-in, with the values and limits that made it."""

from decimal import Decimal

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.levels import Action, Level

TO_ER = "E14"
"""The rule whose action is the way to the ER, while no other of its level fires."""

NO_SIGN = frozenset({"W13"})
"""A refill or supply that is near says nothing about the person: nothing is to be seen again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule that fired. `message`, `because` and `source` are complete sentences to show.

    They are stored with the check-in as they were shown, so that History never re-words them.
    """

    id: str
    level: Level
    message: str
    because: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The judgement of one check-in: worst level first, then by rule id."""

    rule_set: str
    level: Level
    rules: tuple[Finding, ...] = ()
    action: Action | None = None
    missing: tuple[str, ...] = ()
    hours_since_last_kept_dose: Decimal | None = None

    @property
    def tells_no_sign(self) -> bool:
        """Say whether all that was found is a refill, or a supply, that is near."""
        return bool(self.rules) and NO_SIGN.issuperset(finding.id for finding in self.rules)

    @property
    def leading(self) -> Finding | None:
        """Return the finding whose message says what the action says, None without any.

        The one that alone sends to the ER gives way to another that calls an ambulance.
        """
        others = (finding for finding in self.rules if finding.id != TO_ER)
        first = next(iter(self.rules), None)
        if first is None or first.id != TO_ER or self.action is not Action.CALL_911:
            return first
        return next((one for one in others if one.level is Level.EMERGENCY), first)
