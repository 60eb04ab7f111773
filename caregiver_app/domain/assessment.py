# SPDX-License-Identifier: MIT
"""What the rules said about one check-in, with the values and limits that made it."""

from dataclasses import dataclass
from decimal import Decimal

from caregiver_app.domain.levels import Action, Level


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
