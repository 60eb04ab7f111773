# SPDX-License-Identifier: MIT
"""Sheets tell no dose as missed that nobody wrote down, and none as lost that nobody is sure of."""

from decimal import Decimal

import pytest

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from tests.domain.pretend import person, plan
from tests.report.reading import printed, text_of

NOW = Moment.parse("2026-05-10T23:00:00-04:00", "America/New_York")


def given(due: str, status: DoseStatus, at: str | None = None) -> DoseEvent:
    planned = Moment.parse(f"2026-05-{due}:00-04:00", "America/New_York")
    when = Moment.parse(f"2026-05-{at}:00-04:00", "America/New_York") if at else None
    return DoseEvent(
        id=due,
        drug=Drug.BACLOFEN,
        mg=Decimal(20),
        scheduled_for=planned,
        at=when,
        zone=NOW.zone,
        status=status,
    )


def er_sheet(*doses: DoseEvent) -> str:
    plans = (plan("08:00", "20:00", mg="20"),)
    record = Record(person=person(), plans=plans, doses=doses)
    return " ".join(text_of(printed(record, now=NOW)).split())


def test_a_dose_that_nobody_wrote_down_is_not_lost_by_one_that_was_given_late():
    before = [given(f"09T{at}", DoseStatus.TAKEN, f"09T{at}") for at in ("08:00", "20:00")]
    said = er_sheet(*before, given("10T08:00", DoseStatus.LATE, "10T20:30"))
    assert "1 dose in a row not written down" in said
    assert "not kept down" not in said


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ("unsure unsure", "2 doses in a row not sure if kept down"),
        ("missed unsure", "2 doses in a row not kept down, 1 of them not sure"),
        ("partly vomited", "2 doses in a row not kept down, 1 of them taken in part"),
        ("missed vomited", "2 doses in a row not kept down"),
    ],
)
def test_what_nobody_is_sure_of_is_told_as_that(statuses, told):
    first, second = (DoseStatus(one) for one in statuses.split())
    kept = given("09T20:00", DoseStatus.TAKEN, "09T20:00")
    said = er_sheet(kept, given("10T08:00", first), given("10T20:00", second))
    assert told in said
    assert ("of them" in said) is ("of them" in told)
