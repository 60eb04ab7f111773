# SPDX-License-Identifier: MIT
"""Which planned dose a press is about, and what is asked before a dose is kept."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from caregiver_app.content.dose_entry import load_dose_entry
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_entry import (
    Caution,
    asked_about,
    due_now,
    overdue,
    planned_doses,
    status_at,
)
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import Step, StepDose
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, ZONE, ago, check_in, dose, person, plan

NUMBERS = load_dose_entry()
DAILY = ("06:00", "14:00", "22:00")


def record(*doses: DoseEvent, times=DAILY, **more) -> Record:
    more = {"plans": (plan(*times),), "doses": doses, **more}
    return Record(person=more.pop("who", person()), **more)


def given(hours_ago: float, mg: str | None = "10", **changes) -> DoseEvent:
    amount = None if mg is None else Decimal(mg)
    return dose(hours_ago, scheduled_for=None, mg=amount, **changes)


def asked(kept: Record, event: DoseEvent) -> list[Caution]:
    return [one.caution for one in asked_about(kept, event, NUMBERS, NOW)]


def due(kept: Record, now: Moment):
    return due_now(planned_doses(kept, now), now)


def open_at(kept: Record, now: Moment):
    return overdue(kept, planned_doses(kept, now), now)


def at(text: str) -> Moment:
    return Moment.parse(text, ZONE)


def test_the_doses_of_a_day_and_the_next_one_are_offered_by_time():
    found = planned_doses(record(given(6)), NOW)
    times = [f"{one.due.local:%d %H:%M}" for one in found]
    assert times == ["09 14:00", "09 22:00", "10 06:00", "10 14:00"]
    assert [one.is_open for one in found] == [True, True, False, True]
    assert {one.mg for one in found} == {Decimal(10)}


def test_a_dose_after_midnight_keeps_the_day_it_was_planned_for():
    late = at("2026-05-10T00:40:00-04:00")
    (near,) = due(record(times=("06:00", "14:00", "23:30")), late)
    assert near.due == at("2026-05-09T23:30:00-04:00")
    assert status_at(near.due, late, NUMBERS) is DoseStatus.LATE


@pytest.mark.parametrize(("minutes", "late"), [(-90, False), (0, False), (60, False), (61, True)])
def test_a_dose_is_late_an_hour_after_its_time(minutes, late):
    due = at("2026-05-10T14:00:00-04:00")
    then = Moment(due.local + timedelta(minutes=minutes), ZONE)
    wanted = DoseStatus.LATE if late else DoseStatus.TAKEN
    assert status_at(due, then, NUMBERS) is wanted


@pytest.mark.parametrize(
    ("minutes", "is_asked"),
    [(-121, True), (-120, False), (0, False), (24 * 60, False), (24 * 60 + 1, True)],
)
def test_a_time_far_from_the_planned_one_is_asked_about(minutes, is_asked):
    planned = at("2026-05-09T14:00:00-04:00")
    then = Moment(planned.local + timedelta(minutes=minutes), ZONE)
    event = dose(0, scheduled_for=planned, at=then)
    assert (Caution.FAR_OFF in asked(record(), event)) is is_asked
    # Without a planned time near it nobody knows which other dose it could be.
    alone = replace(record(), plans=())
    assert (Caution.FAR_OFF in asked(alone, event)) is (is_asked and minutes > 0)
    # Nobody swallowed a missed one, and an extra one stands for no planned dose.
    for status in (DoseStatus.MISSED, DoseStatus.EXTRA):
        assert Caution.FAR_OFF not in asked(record(), replace(event, status=status))


def test_a_dose_that_stands_there_as_given_may_have_come_up_after_that():
    given = dose(6, id="first")
    again = replace(given, id="again", status=DoseStatus.VOMITED)
    assert asked(record(given), again) == [Caution.CAME_UP]
    vomited = replace(given, status=DoseStatus.VOMITED)
    assert asked(record(vomited), again) == [Caution.SAME_DOSE]
    assert asked(record(given), replace(again, status=DoseStatus.TAKEN)) == [Caution.SAME_DOSE]


@pytest.mark.parametrize("status", [DoseStatus.MISSED, DoseStatus.REFUSED, DoseStatus.UNSURE])
def test_a_dose_that_was_not_given_is_asked_about_when_it_stands_in_the_log_already(status):
    missed = dose(6, DoseStatus.MISSED, id="first", at=None)
    again = replace(missed, id="again", status=status)
    assert asked(record(missed), again) == [Caution.WRITTEN_BEFORE]
    assert asked(record(dose(6, id="first")), again) == [Caution.WRITTEN_BEFORE]
    assert asked(record(dose(14, DoseStatus.MISSED, id="other", at=None)), again) == []
    # That it was given after all takes the first word back: nothing is asked.
    assert asked(record(missed), dose(6, id="given")) == []


@pytest.mark.parametrize("status", [DoseStatus.MISSED, DoseStatus.REFUSED, DoseStatus.UNSURE])
def test_a_dose_that_is_not_due_yet_is_asked_about_when_it_is_said_not_to_be_given(status):
    tonight = dose(-10, status, id="tonight", at=None)
    (one,) = asked_about(record(), tonight, NUMBERS, NOW)
    assert (one.caution, one.due, one.apart) == (
        Caution.NOT_DUE_YET,
        tonight.scheduled_for,
        timedelta(hours=10),
    )
    # As soon as one that is given now would be taken for it, nobody is asked.
    assert asked_about(record(), tonight, NUMBERS, at("2026-05-10T20:00:00-04:00"))
    assert not asked_about(record(), tonight, NUMBERS, at("2026-05-10T20:01:00-04:00"))
    assert asked(record(), dose(6, status, id="past", at=None)) == []


def test_now_is_nearer_to_no_planned_dose_than_two_hours_so_none_is_taken_for_granted():
    assert due(record(), at("2026-05-10T11:59:00-04:00")) == due(record(), NOW) == ()
    (near,) = due(record(), at("2026-05-10T12:01:00-04:00"))
    assert f"{near.due.local:%H:%M}" == "14:00"


def test_of_two_medicines_each_has_its_own_dose():
    both = (plan(*DAILY), plan("13:00", mg="0.5", drug=Drug.CLONAZEPAM))
    found = due(record(plans=both), at("2026-05-10T13:10:00-04:00"))
    assert [(one.drug, one.mg) for one in found] == [
        (Drug.CLONAZEPAM, Decimal("0.5")),
        (Drug.BACLOFEN, Decimal(10)),
    ]


def test_a_dose_nobody_wrote_down_is_named_until_a_check_in_asks_about_it():
    names = [f"{one.due.local:%H:%M}" for one in open_at(record(), NOW)]
    assert names == ["14:00", "22:00", "06:00"]
    after = record(check_ins=(check_in(4),))
    assert open_at(after, NOW) == ()
    (since,) = open_at(record(check_ins=(check_in(7),)), NOW)
    assert f"{since.due.local:%H:%M}" == "06:00"
    assert open_at(record(check_ins=(check_in(6),)), NOW) == ()


def test_a_check_in_that_lies_ahead_answers_for_no_dose():
    assert len(open_at(record(check_ins=(check_in(-3),)), NOW)) == 3
    assert len(open_at(record(check_ins=(check_in(7), check_in(-3))), NOW)) == 1


def test_an_event_does_not_answer_for_doses():
    event = replace(check_in(1), more={"happened": "fall"})
    assert len(open_at(record(check_ins=(event,)), NOW)) == 3


def test_the_same_planned_dose_twice_is_asked_about_and_named():
    due = at("2026-05-10T06:00:00-04:00")
    again = dose(0, scheduled_for=due, mg=Decimal(10))
    (one,) = asked_about(record(given(5.5)), again, NUMBERS, NOW)
    assert one.caution is Caution.SAME_DOSE
    assert one.other == given(5.5)


@pytest.mark.parametrize(
    ("hours", "caution"),
    [
        (0.25, [Caution.DOUBLE]),
        (0.99, [Caution.DOUBLE]),
        (1, [Caution.TOO_SOON]),
        (3.99, [Caution.TOO_SOON]),
        (4, []),
    ],
)
def test_two_doses_too_close_are_asked_about_by_the_plan_of_the_day(hours, caution):
    extra = dose(0, DoseStatus.EXTRA, mg=Decimal(10))
    assert asked(record(given(hours)), extra) == caution


@pytest.mark.parametrize(("hours", "caution"), [(2.9, [Caution.TOO_SOON]), (3, [])])
def test_without_planned_times_three_hours_are_soon(hours, caution):
    kept = Record(person=person(), doses=(given(hours, mg=None),))
    assert asked(kept, given(0, mg=None)) == caution


@pytest.mark.parametrize("status", [DoseStatus.MISSED, DoseStatus.REFUSED, DoseStatus.UNSURE])
def test_a_dose_that_was_not_given_is_never_too_soon(status):
    assert asked(record(given(0.5)), dose(0, status)) == []


def test_a_dose_of_the_other_medicine_is_not_too_soon():
    other = given(0.5, drug=Drug.CLONAZEPAM)
    assert asked(record(other), dose(0, DoseStatus.EXTRA)) == []


@pytest.mark.parametrize(
    ("mg", "caution"),
    [
        ("10", []),
        ("10.0", []),
        ("15", [Caution.OTHER_AMOUNT]),
        ("5", [Caution.OTHER_AMOUNT]),
        ("100", [Caution.TENFOLD]),
        ("99.9", [Caution.OTHER_AMOUNT]),
        ("1", [Caution.TENFOLD]),
        ("1.1", [Caution.OTHER_AMOUNT]),
    ],
)
def test_an_amount_that_is_not_planned_is_asked_about_and_ten_times_by_name(mg, caution):
    due = at("2026-05-10T06:00:00-04:00")
    event = dose(5.9, scheduled_for=due, mg=Decimal(mg))
    assert asked(record(), event) == caution


def test_a_part_of_a_dose_is_less_and_needs_no_question():
    due = at("2026-05-10T06:00:00-04:00")
    event = dose(5.9, DoseStatus.PARTLY, scheduled_for=due, mg=Decimal(5))
    assert asked(record(), event) == []


def test_millilitres_are_held_to_the_planned_mg_by_their_concentration():
    who = person(concentration_mg_per_ml=Decimal(5))
    due = at("2026-05-10T06:00:00-04:00")
    event = dose(5.9, scheduled_for=due, ml=Decimal(10))
    assert asked(record(who=who), event) == [Caution.OTHER_AMOUNT]
    assert asked(record(who=who), replace(event, ml=Decimal(2))) == []


def test_on_the_day_the_clocks_go_back_two_hours_are_true_hours():
    night = at("2026-11-01T01:30:00-04:00")
    again = at("2026-11-01T01:30:00-05:00")
    first = DoseEvent(id="a", at=night, status=DoseStatus.TAKEN, mg=Decimal(10))
    then = DoseEvent(id="b", at=again, status=DoseStatus.EXTRA, mg=Decimal(10))
    (one,) = asked_about(Record(person=person(), doses=(first,)), then, NUMBERS, NOW)
    assert (one.caution, one.apart) == (Caution.TOO_SOON, timedelta(hours=1))


def test_hours_back_are_hours_for_a_late_dose_too():
    kept = record(given(3))
    late = dose(2.5, DoseStatus.LATE, scheduled_for=ago(14))
    assert asked(kept, late)[:1] == [Caution.DOUBLE]


def test_a_dose_that_is_written_down_is_not_offered_again():
    assert due(record(given(6)), at("2026-05-10T06:30:00-04:00")) == ()
    early = at("2026-05-10T13:00:00-04:00")
    kept = record(DoseEvent(id="a", at=early, status=DoseStatus.TAKEN))
    assert due(kept, early) == ()
    assert planned_doses(kept, early)[-1].due == at("2026-05-10T22:00:00-04:00")


def across_midnight() -> Record:
    """Return a record with a dose at 23:00, and at 0:30 from the next step on."""
    steps = (
        Step(from_=date(2026, 5, 1), doses=(StepDose(time="23:00", mg=Decimal(10)),)),
        Step(from_=date(2026, 5, 10), doses=(StepDose(time="00:30", mg=Decimal(5)),)),
    )
    return record(plans=(plan("23:00", steps=steps),))


@pytest.mark.parametrize(("minute", "mg"), [(40, 10), (45, 10), (46, 5), (50, 5)])
def test_where_two_planned_doses_are_near_the_nearest_is_meant(minute, mg):
    (near,) = due(across_midnight(), at(f"2026-05-09T23:{minute}:00-04:00"))
    assert near.mg == mg


def test_every_planned_dose_that_is_near_is_offered():
    found = planned_doses(across_midnight(), at("2026-05-09T22:50:00-04:00"))
    assert [f"{one.due.local:%d %H:%M}" for one in found[-2:]] == ["09 23:00", "10 00:30"]


def test_an_extra_dose_is_held_to_the_largest_planned_that_day():
    steps = (
        Step(
            from_=date(2026, 4, 1),
            doses=tuple(
                StepDose(time=wall, mg=Decimal(mg))
                for wall, mg in (("06:00", 10), ("14:00", 20), ("22:00", 15))
            ),
        ),
    )
    kept = record(plans=(plan(*DAILY, steps=steps),))
    extra = dose(0, DoseStatus.EXTRA, scheduled_for=None, mg=Decimal(15))
    assert asked(kept, extra) == []
    (more,) = asked_about(kept, replace(extra, mg=Decimal(25)), NUMBERS, NOW)
    assert (more.caution, more.planned) == (Caution.OTHER_AMOUNT, 20)
    morning = dose(6, mg=Decimal(20))
    (other,) = asked_about(kept, morning, NUMBERS, NOW)
    assert (other.caution, other.planned) == (Caution.OTHER_AMOUNT, 10)


def test_more_than_planned_is_asked_about_even_where_a_part_came_up():
    assert asked(record(), dose(6, DoseStatus.PARTLY, mg=Decimal(15))) == [Caution.OTHER_AMOUNT]


def test_of_several_doses_the_nearest_is_named():
    kept = record(given(5), given(2), given(8), times=("06:00", "08:00"))
    (one,) = asked_about(kept, dose(1.5, DoseStatus.EXTRA), NUMBERS, NOW)
    assert (one.caution, one.other) == (Caution.DOUBLE, given(2))
    assert one.apart == timedelta(hours=0.5)


def test_of_two_entries_of_one_planned_dose_the_newest_is_named():
    first, second = given(6), given(5.5, id="second")
    (one,) = asked_about(record(first, second), dose(6, id="third"), NUMBERS, NOW)
    assert (one.caution, one.other) == (Caution.SAME_DOSE, second)


def test_a_dose_that_is_corrected_is_not_held_to_itself_nor_one_missed_to_it():
    kept = given(0.5)
    assert asked(record(kept), replace(kept, mg=Decimal(10), at=ago(0.4))) == []
    assert asked(record(dose(0.5, DoseStatus.MISSED)), given(0)) == []


def test_an_entry_without_a_time_is_neither_soon_nor_asked_about():
    timeless = DoseEvent(id="x", status=DoseStatus.TAKEN, mg=Decimal(10))
    assert asked(record(timeless), given(0)) == []
    assert asked(record(given(0.5)), timeless) == []


def test_an_extra_dose_is_never_the_planned_one():
    extra = dose(6, DoseStatus.EXTRA, mg=Decimal(10))
    assert asked(record(extra), dose(6, mg=Decimal(10))) == [Caution.DOUBLE]


def test_without_a_plan_the_time_it_was_due_tells_one_dose_from_the_next():
    kept = Record(person=person(), doses=(dose(9, at=ago(5)),))
    assert asked(kept, dose(9, at=ago(1), id="again")) == [Caution.SAME_DOSE]
    assert asked(kept, dose(8, at=ago(1), id="next")) == []


@pytest.mark.parametrize(("hours", "caution"), [(1.9, [Caution.TOO_SOON]), (2, [])])
def test_soon_is_half_the_shortest_gap_of_the_step_in_force(hours, caution):
    walls = ("02:00", "06:00", "12:00", "20:00")
    steps = (
        Step(
            from_=date(2026, 4, 1),
            doses=tuple(StepDose(time=wall, mg=Decimal(10)) for wall in walls),
        ),
    )
    kept = record(given(hours), plans=(plan(*DAILY, steps=steps),))
    assert asked(kept, dose(0, DoseStatus.EXTRA, mg=Decimal(10))) == caution
