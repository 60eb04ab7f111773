# SPDX-License-Identifier: MIT
"""The dose log: what was given, kept down, missed or given twice."""

from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug


class DoseStatus(StrEnum):
    """What became of one dose."""

    TAKEN = "taken"
    LATE = "late"
    MISSED = "missed"
    VOMITED = "vomited"
    PARTLY = "partly"
    REFUSED = "refused"
    EXTRA = "extra"
    UNSURE = "unsure"


KEPT = frozenset({DoseStatus.TAKEN, DoseStatus.LATE})
"""Doses that stayed down."""

NOT_KEPT = frozenset(DoseStatus) - KEPT - {DoseStatus.EXTRA}
"""Doses that did not: an extra one is neither kept nor missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseEvent:
    """One line of the dose log: mg (or mL), when it was due and when it was given."""

    id: str
    drug: Drug | None = None
    scheduled_for: Moment | None = None
    at: Moment | None = None
    zone: str | None = None
    mg: Decimal | None = None
    ml: Decimal | None = None
    tablets: str | None = None
    status: DoseStatus
    vomited_after_min: Decimal | None = None
    recorder: str | None = None
    observer: str | None = None
    note: str | None = None

    @property
    def when(self) -> Moment | None:
        """Return when it was given, else when it was due."""
        return self.at or self.scheduled_for
