# SPDX-License-Identifier: MIT
"""The planned doses of one day at one look."""

from dataclasses import replace
from decimal import Decimal

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.todays_doses import DoseState, todays_doses
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, ago, dose, person, plan

# It is noon: of these four one is twelve hours off, and one is to come.
TIMES = ("00:30", "06:00", "10:30", "18:00")


def states(record: Record, typed_at=None) -> list[tuple[str, DoseState]]:
    found = todays_doses(record, NOW, lambda _drug: typed_at)
    return [(f"{one.dose.due.local:%H:%M}", one.state) for one in found]


def day(*doses, times=TIMES) -> Record:
    return Record(person=person(), plans=(plan(*times),), doses=tuple(doses))


def test_every_dose_of_the_day_stands_in_its_order_with_its_state():
    given = dose(11.5)
    late = dose(6, DoseStatus.LATE)
    assert states(day(given, late)) == [
        ("00:30", DoseState.GIVEN),
        ("06:00", DoseState.LATE),
        ("10:30", DoseState.DUE),
        ("18:00", DoseState.AHEAD),
    ]


def test_what_nobody_wrote_down_is_neither_given_nor_missed():
    assert states(day())[:2] == [
        ("00:30", DoseState.NOT_WRITTEN),
        ("06:00", DoseState.NOT_WRITTEN),
    ]
    missed = dose(6, DoseStatus.MISSED, at=None, mg=None)
    assert states(day(missed))[1] == ("06:00", DoseState.NOT_GIVEN)
    for status in (DoseStatus.VOMITED, DoseStatus.PARTLY, DoseStatus.UNSURE):
        assert states(day(dose(6, status)))[1] == ("06:00", DoseState.IN_DOUBT)


def test_a_dose_of_before_the_plan_was_typed_in_is_shown_and_not_called_unwritten():
    assert states(day(), typed_at=ago(5)) == [
        ("00:30", DoseState.BEFORE),
        ("06:00", DoseState.BEFORE),
        ("10:30", DoseState.DUE),
        ("18:00", DoseState.AHEAD),
    ]
    given = dose(6)
    assert states(day(given), typed_at=ago(5))[1] == ("06:00", DoseState.GIVEN)


def test_a_dose_that_is_near_but_ahead_is_to_come():
    assert states(day(times=("06:00", "13:00")))[1] == ("13:00", DoseState.AHEAD)


def test_two_medicines_stand_in_one_row_by_time():
    own = plan("08:00", "20:00")
    other = replace(
        plan("08:00"), drug=Drug.CLONAZEPAM, start_mg_per_day=Decimal("0.5"), id="other"
    )
    record = Record(person=person(), plans=(own, other))
    found = todays_doses(record, NOW, lambda _drug: None)
    assert [(f"{one.dose.due.local:%H}", one.dose.drug) for one in found] == [
        ("08", Drug.BACLOFEN),
        ("08", Drug.CLONAZEPAM),
        ("20", Drug.BACLOFEN),
    ]
