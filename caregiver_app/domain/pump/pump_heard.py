# SPDX-License-Identifier: MIT
"""What was last said about a sound of the pump: by a check-in, an event or a line of the pump."""

from collections.abc import Sequence
from typing import TypeVar

from caregiver_app.domain.check_in import CheckIn, PumpAlarm
from caregiver_app.domain.events import PumpEvent
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record

_Said = TypeVar("_Said", CheckIn, PumpEvent)


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpHeard:
    """What somebody said about a sound of the pump, and when."""

    at: Moment
    tone: PumpAlarm


def last_heard(record: Record) -> PumpHeard | None:
    """Return the newest answer about a sound, or None when nobody was ever asked."""
    check_in, event = _newest(record.check_ins, "pump_alarm"), _newest(record.pump_events, "tone")
    told = []
    if check_in is not None and check_in.pump_alarm is not None:
        told.append(PumpHeard(at=check_in.at, tone=check_in.pump_alarm))
    if event is not None and event.tone is not None:
        told.append(PumpHeard(at=event.at, tone=event.tone))
    return max(told, key=lambda one: one.at.utc, default=None)


def _newest(facts: Sequence[_Said], field: str) -> _Said | None:
    return next((fact for fact in reversed(facts) if getattr(fact, field) is not None), None)
