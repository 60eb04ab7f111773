# SPDX-License-Identifier: MIT
"""Whether the record says that the medicine of a pump may not flow, and why."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment

if TYPE_CHECKING:  # most people have no pump, and every module costs time
    from caregiver_app.domain.sheets.pump_now import PumpNow

_BY_SIGNS = frozenset({"E15", "E16"})


class NoFlow(StrEnum):
    """Why nobody can say that the medicine flows, the surest reason first."""

    TWO_TONE = "two_tone"
    EMPTY = "empty"
    LOW = "low"
    MRI = "mri"
    SOUND = "sound"
    SIGNS = "signs"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowDoubt:
    """The surest reason: a sound and an MRI may have a time, a date that has passed has its day."""

    why: NoFlow
    sound: PumpAlarm | None = None
    at: Moment | None = None
    day: date | None = None


def flow_doubt(pump: "PumpNow", rules: Collection[str], today: date) -> FlowDoubt | None:
    """Return why a pump may not run; None where nothing written down says so.

    `rules` are those that gave the level: two early signs tell of a catheter that no alarm hears.
    A low-reservoir date counts where nobody wrote down when the pump is empty.
    """
    if pump.alarm is PumpAlarm.TWO_TONE:
        return FlowDoubt(why=NoFlow.TWO_TONE, sound=pump.alarm, at=pump.alarm_first)
    passed = _passed(pump, today)
    if passed is not None:
        return passed
    if pump.mri_unchecked:
        return FlowDoubt(why=NoFlow.MRI, at=pump.mri_told or pump.last_mri)
    if pump.alarm in (PumpAlarm.SINGLE, PumpAlarm.UNSURE):
        return FlowDoubt(why=NoFlow.SOUND, sound=pump.alarm, at=pump.alarm_first)
    return FlowDoubt(why=NoFlow.SIGNS) if _BY_SIGNS & set(rules) else None


def _passed(pump: "PumpNow", today: date) -> FlowDoubt | None:
    if pump.refill_overdue_days is None:
        return None
    if pump.empty_date is None:
        return FlowDoubt(why=NoFlow.LOW, day=pump.low_reservoir_date)
    return FlowDoubt(why=NoFlow.EMPTY, day=pump.empty_date) if pump.empty_date < today else None
