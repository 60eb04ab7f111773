# SPDX-License-Identifier: MIT
"""An alert of the hours goes when it was a wrong guess, and stays when it was right."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plan import Step, StepDose
from caregiver_app.services.sharing_files.records import RecordsService, judge_with
from tests.report.reading import text_of
from tests.services.test_dose_entries import EVENING
from tests.services.test_earlier_told_late import ANN, take_in
from tests.services.test_nothing_calmer import QUIET

MINUTE = timedelta(minutes=1)
TEN_PM = EVENING + 10 * MINUTE


def at_night(clock, hours: float) -> None:
    """Let it be so many hours after the dose of 10 PM."""
    clock.go_to(TEN_PM + hours * 60 * MINUTE)


def give(services, person) -> None:
    (near,) = services.doses.offers(person).due
    services.doses.log(person, services.doses.as_planned(near, services.happened.now(), "Ana"))
    services.doses.keep()


@pytest.fixture
def ann(services, clock) -> str:
    """Return somebody whose dose of 3 PM was given; the next ones are due at 10 PM and 7 AM."""
    at_night(clock, -7)
    records = RecordsService(services.book, judge_with(services.rule_set), clock)
    person = records.import_plain(ANN).person_id
    give(services, person)
    services.check_ins.save(person, QUIET)
    return person


def called(services, clock, person) -> str:
    """Let the hours call in the night and return the alert."""
    at_night(clock, 6.2)
    assert services.doses.alert_to_what_calls(person, Happening.TIME)
    return services.alerts.follow_up(person).check_in_id


def ten_pm_dose(services, person):
    """Return the dose of 10 PM as it was given at its time."""
    planned = next(one for one in services.doses.offers(person).planned if one.due.utc == TEN_PM)
    return services.doses.as_planned(planned, planned.due, "Ana")


def in_the_form(services, person) -> None:
    services.check_ins.save(person, QUIET, (ten_pm_dose(services, person),))


def as_an_answer(services, person) -> None:
    due = ten_pm_dose(services, person).scheduled_for
    services.check_ins.save(person, replace(QUIET, doses_missed_in_row=0, last_kept_dose_at=due))


def by_log_a_dose(services, person) -> None:
    services.doses.log(person, ten_pm_dose(services, person))
    services.doses.keep()


@pytest.mark.parametrize("is_answered", [False, True], ids=["log", "an answer at 7 PM"])
def test_in_the_night_it_is_asked_what_became_of_the_dose(services, clock, ann, is_answered):
    if is_answered:
        at_night(clock, -3)
        kept = replace(QUIET, last_kept_dose_at=moment(services, -6.9))
        services.check_ins.save(ann, replace(kept, doses_missed_in_row=0))
    called(services, clock, ann)
    told = services.alerts.follow_up(ann).assessment.leading
    assert told.message.startswith("Nobody wrote down a dose that was due. Was it given?")
    assert told.because.startswith("Nobody wrote down the dose due at 22:00.")


def moment(services, hours: float):
    now = services.happened.now()
    return Moment(now.local + (TEN_PM + hours * 60 * MINUTE - now.utc), now.zone)


WRITTEN = (in_the_form, as_an_answer, by_log_a_dose)


@pytest.mark.parametrize("write", WRITTEN, ids=lambda way: way.__name__)
def test_a_dose_given_at_its_time_takes_the_alert_back_however_it_is_written(
    services, clock, ann, write
):
    alert = called(services, clock, ann)
    at_night(clock, 8.8)
    write(services, ann)
    record = services.book.record(ann)
    assert alert not in {one.id for one in record.check_ins}
    assert record.changes[-1].reason == "It was written down since."
    assert services.alerts.follow_up(ann) is None
    assert "Shown by the program, perhaps to nobody" not in text_of(services.handoff.sheet(ann))


def test_a_look_between_does_not_keep_the_alert(services, clock, ann):
    alert = called(services, clock, ann)
    at_night(clock, 7.2)
    services.check_ins.save(ann, QUIET)
    at_night(clock, 8.8)
    in_the_form(services, ann)
    assert alert not in {one.id for one in services.book.record(ann).check_ins}


def test_days_later_too_a_dose_of_another_computer_takes_back_what_nothing_came_after(
    services, elsewhere, clock, ann
):
    take_in(elsewhere, services, ann)
    at_night(clock, 0)
    give(elsewhere, ann)
    alert = called(services, clock, ann)
    at_night(clock, 5 * 24)
    take_in(services, elsewhere, ann)
    services.doses.alert_to_what_calls(ann, Happening.DOSE)
    assert alert not in {one.id for one in services.book.record(ann).check_ins}


def test_a_dose_given_after_the_alert_leaves_it_in_the_history(services, clock, ann):
    at_night(clock, 0.5)
    missed = replace(ten_pm_dose(services, ann), status=DoseStatus.MISSED, at=None)
    services.doses.log(ann, missed)
    services.doses.keep()
    alert = called(services, clock, ann)
    at_night(clock, 9)
    give(services, ann)
    services.check_ins.save(ann, replace(QUIET, doses_missed_in_row=0))
    assert alert in {one.id for one in services.book.record(ann).check_ins}


def test_the_next_dose_pressed_as_the_alert_comes_up_does_not_end_it(services, clock, ann):
    """The program is opened in the morning: the alert of the night and the press are one moment."""
    at_night(clock, 9)
    assert services.doses.alert_to_what_calls(ann, Happening.TIME)
    give(services, ann)
    assert services.alerts.follow_up(ann).level is Level.URGENT


@pytest.mark.parametrize("hours", [6.4, 9], ids=["the late dose", "the next one"])
def test_a_dose_that_was_given_too_late_does_not_make_the_alert_untrue(services, clock, ann, hours):
    alert = called(services, clock, ann)
    late = ten_pm_dose(services, ann)
    at_night(clock, hours)
    if hours < 9:
        services.doses.log(ann, services.doses.settled(replace(late, at=services.happened.now())))
        services.doses.keep()
    else:
        give(services, ann)
    found = services.alerts.follow_up(ann)
    assert (found.check_in_id, found.level) == (alert, Level.URGENT)


def test_an_alert_that_somebody_acted_on_stays(services, clock, ann):
    alert = called(services, clock, ann)
    services.alerts.record(ann, alert, ActionKind.NO_ANSWER, "Ana")
    at_night(clock, 8.8)
    in_the_form(services, ann)
    assert alert in {one.id for one in services.book.record(ann).check_ins}


def test_a_second_look_at_what_was_missed_takes_nothing_back(services, clock, ann):
    alert = called(services, clock, ann)
    at_night(clock, 8.8)
    missed = replace(ten_pm_dose(services, ann), status=DoseStatus.MISSED, at=None)
    services.check_ins.save(ann, QUIET, (missed,))
    services.doses.alert_to_what_calls(ann, Happening.TIME)
    assert alert in {one.id for one in services.book.record(ann).check_ins}


def test_the_hours_tell_a_missed_dose_of_every_other_day(services, clock, ann):
    """The last one is 48 hours old by the plan itself when the next is due."""
    at_night(clock, 0)
    first = services.happened.now().day
    steps = tuple(
        Step(
            from_=first + timedelta(days=day),
            mg_per_day=Decimal(0 if day % 2 else 5),
            doses=() if day % 2 else (StepDose(time="22:00", mg=Decimal(5)),),
        )
        for day in range(-2, 6)
    )
    (plan,) = services.book.record(ann).plans
    services.plans.add_version(ann, replace(plan, steps=steps, dose_times=("22:00",)), "Ana")
    give(services, ann)
    for hours in (24, 51.9):
        at_night(clock, hours)
        assert not services.doses.alert_to_what_calls(ann, Happening.TIME), "that is the plan"
    at_night(clock, 52.1)
    assert services.doses.alert_to_what_calls(ann, Happening.TIME)
    assert "U07" in {rule.id for rule in services.alerts.follow_up(ann).assessment.rules}


def test_of_two_alerts_the_wrong_guess_goes_and_the_right_one_stays(services, clock, ann):
    """Days later too: what was said long ago ends no search for a wrong guess."""
    at_night(clock, 65)
    give(services, ann)
    services.check_ins.save(ann, replace(QUIET, doses_missed_in_row=0))
    at_night(clock, 72)
    (near,) = services.doses.offers(ann).due
    forgotten = services.doses.as_planned(near, services.happened.now(), "Ana")
    alerts = []
    for hours in (78.2, 95.3):
        at_night(clock, hours)
        assert services.doses.alert_to_what_calls(ann, Happening.TIME)
        alerts.append(services.alerts.follow_up(ann).check_in_id)
        if hours < 80:  # the next dose is given, and the one of 3 PM is missed
            at_night(clock, 81)
            give(services, ann)
            services.check_ins.save(ann, QUIET)
    services.doses.log(ann, forgotten)
    services.doses.keep()
    record = services.book.record(ann)
    assert [one for one in alerts if one in {c.id for c in record.check_ins}] == alerts[1:]
    gone = record.changes[-1]
    assert (gone.target, gone.field, gone.before, gone.after) == (alerts[0], "removed", False, True)
