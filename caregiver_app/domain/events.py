# SPDX-License-Identifier: MIT
"""Everything else that is written down: pump events, what was done, corrections."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment


class PumpEventKind(StrEnum):
    """What happened to the pump."""

    REFILL = "refill"
    DOSE_CHANGE = "dose_change"
    ALARM = "alarm"
    MRI = "mri"
    CHECK = "check"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpEvent:
    """One pump event; a refill brings new dates. mcg a day."""

    id: str
    at: Moment
    kind: PumpEventKind
    tone: PumpAlarm | None = None
    dose_mcg_per_day: Decimal | None = None
    low_reservoir_date: date | None = None
    empty_date: date | None = None
    refill_appointment: date | None = None
    recorder: str | None = None
    observer: str | None = None
    note: str | None = None


NUMBER_WRITTEN = "911"
"""What the record says was called, whichever country's number was on the screen."""


class ActionKind(StrEnum):
    """What somebody did about an alert or a plan."""

    CALLED = "called"
    SPOKE = "spoke"
    NO_ANSWER = "no_answer"
    WENT_TO_ER = "went_to_er"
    CALLED_911 = "called_911"
    RECHECKED = "rechecked"
    CONFIRMED_PLAN = "confirmed_plan"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTaken:
    """One thing that was done, about a check-in or a plan."""

    id: str
    at: Moment
    by: str | None = None
    about: str | None = None
    kind: ActionKind
    who: str | None = None
    note: str | None = None


REMOVED = "removed"
"""The field of a change that takes an entry out of the record, or puts it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One correction: what it was before, what it is now, who said so and why.

    A removed entry is a change of the field `removed` from false to true.
    """

    id: str
    at: Moment
    by: str | None = None
    reason: str | None = None
    target: str
    field: str
    before: object = None
    after: object = None
