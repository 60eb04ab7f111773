# SPDX-License-Identifier: MIT
"""Cuts and rises that perhaps nobody planned: the clinic set the pump to less or to more."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import Cut, PlanRoute
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.record import Record

_A_DAY = timedelta(days=1)


def pump_cuts(record: Record, now: Moment) -> tuple[tuple[Moment, Cut], ...]:
    """Return every setting of the pump to less up to now, in mcg a day, the oldest first.

    What it was set to before is told by the setting before it, else by the plan for the pump as
    of the day before, else by the profile. Where nothing tells it, it is not called a cut.
    """
    # Where it was set it may be tomorrow already.
    return tuple(
        (at, Cut(on=min(at.day, now.day), before=before, after=after))
        for at, before, after in _settings(record, now)
        if after < before
    )


def pump_rises(record: Record, now: Moment) -> tuple[tuple[Moment, Decimal, Decimal], ...]:
    """Return every setting of the pump to more up to now with before and after, in mcg a day."""
    return tuple(setting for setting in _settings(record, now) if setting[2] > setting[1])


def _settings(record: Record, now: Moment) -> Iterator[tuple[Moment, Decimal, Decimal]]:
    """Yield when the pump was set, from what and to what, where somebody wrote both."""
    set_to = [e for e in record.pump_events if e.dose_mcg_per_day is not None and e.at <= now]
    before = record.person.pump.dose_mcg_per_day if record.person.pump else None
    if set_to:
        day = set_to[0].at.day
        plan = plan_in_force(record.plans, Drug.BACLOFEN, PlanRoute.ITB, day)
        before = (plan.per_day_on(day - _A_DAY) if plan else None) or before
    for event in set_to:
        after = event.dose_mcg_per_day
        if before is not None and after is not None:
            yield event.at, before, after
        before = after
