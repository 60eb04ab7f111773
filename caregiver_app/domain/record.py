# SPDX-License-Identifier: MIT
"""One person's whole record, as the screens, the rules and the sheet see it."""

from dataclasses import dataclass, replace

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.events import ActionTaken, Change, PumpEvent
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Person
from caregiver_app.domain.plan import TaperPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything known about one person; the values in force, corrections applied.

    `plans` keeps the order in which they were written down (the newest last); every other list
    is by time.
    """

    person: Person
    plans: tuple[TaperPlan, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    doses: tuple[DoseEvent, ...] = ()
    pump_events: tuple[PumpEvent, ...] = ()
    actions: tuple[ActionTaken, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def last_check_in(self) -> CheckIn | None:
        """Return the newest check-in, or None."""
        return self.check_ins[-1] if self.check_ins else None

    def before(self, moment: Moment) -> "Record":
        """Return the record as it stood just before a moment: what the rules may look back on."""
        return replace(
            self,
            check_ins=tuple(c for c in self.check_ins if c.at < moment),
            doses=tuple(d for d in self.doses if d.when is None or d.when <= moment),
            pump_events=tuple(p for p in self.pump_events if p.at <= moment),
            actions=tuple(a for a in self.actions if a.at <= moment),
        )
