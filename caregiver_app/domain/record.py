# SPDX-License-Identifier: MIT
"""One person's whole record, as the screens, the rules and the sheet see it."""

from collections.abc import Sequence
from datetime import timedelta

from caregiver_app.domain.check_in import CheckIn, asked
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.events import ActionTaken, Change, PumpEvent
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Person
from caregiver_app.domain.plan import TaperPlan
from caregiver_app.domain.told_order import ALONE, ToldOrder

_FIRST_LOOK_BACK = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything known about one person; the values in force, corrections applied.

    `plans` keeps the order in which they were written down (the newest last); every other list
    is by time, and `order` says what their times alone do not. The long ones may
    be views of a longer list, see `earlier.Earlier`.
    """

    person: Person
    plans: tuple[TaperPlan, ...] = ()
    check_ins: Sequence[CheckIn] = ()
    doses: Sequence[DoseEvent] = ()
    pump_events: Sequence[PumpEvent] = ()
    actions: Sequence[ActionTaken] = ()
    changes: tuple[Change, ...] = ()
    order: ToldOrder = ALONE

    @property
    def last_check_in(self) -> CheckIn | None:
        """Return the newest check-in, or None."""
        return self.check_ins[-1] if self.check_ins else None

    def last_look(self, now: Moment) -> Moment:
        """Return the time of the newest check-in that asked, or 24 hours before `now` without one.

        An event that was kept at one tap asked about no dose and no pump sound: what was logged
        before it is still to be told by the next check-in. Nor did one that lies ahead of `now`.
        """
        last = next((c for c in reversed(self.check_ins) if asked(c) and c.at <= now), None)
        return last.at if last is not None else Moment(now.local - _FIRST_LOOK_BACK, now.zone)
