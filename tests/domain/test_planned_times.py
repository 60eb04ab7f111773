# SPDX-License-Identifier: MIT
"""When doses are planned: what is no dose, and which entry answers for one after a flight."""

from datetime import date, timedelta
from decimal import Decimal

from caregiver_app.domain.dose_clock import dose_clock, longest_planned_gap
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import Step, StepDose
from caregiver_app.domain.record import Record
from tests.domain.people import NOW, TODAY, dose, person, plan

B = Drug.BACLOFEN
LATE = timedelta(hours=2)


def of(*doses: tuple[str, str | None]):
    """Return a plan whose one step lists these doses."""
    listed = tuple(
        StepDose(time=wall, mg=None if mg is None else Decimal(mg)) for wall, mg in doses
    )
    step = Step(from_=date(2026, 4, 1), mg_per_day=Decimal(20), doses=listed)
    return plan(*(wall for wall, _mg in doses), steps=(step,))


def test_a_planned_dose_of_nothing_is_no_planned_dose() -> None:
    morning = of(("06:00", "20"), ("14:00", "0"), ("22:00", "0.0"))
    record = Record(person=person(), plans=(morning,), doses=(dose(30),))
    clock = dose_clock(record, None, NOW, B, LATE)
    assert (clock.missed_in_row, clock.once_a_day) == (1, True)
    assert clock.longest_gap == timedelta(hours=24)
    unknown = of(("06:00", "20"), ("14:00", None))
    assert longest_planned_gap(unknown, TODAY) == timedelta(hours=16)
