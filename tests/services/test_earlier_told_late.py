# SPDX-License-Identifier: MIT
"""What is written down late about an earlier time counts as if it had been known."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import Alertness, Draft, Fall, PumpAlarm
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person, Pump, Route
from caregiver_app.services.sharing_files.records import RecordsService, judge_with
from caregiver_app.system.pieces import at_once
from tests.services.test_dose_entries import EVENING
from tests.services.test_lines_not_judged import later, told
from tests.services.test_nothing_calmer import QUIET

HOUR = timedelta(hours=1)
DROWSY = replace(QUIET, alertness=Alertness.DROWSY)
TAKEN = replace(QUIET, doses_missed_in_row=0)
FELL = replace(QUIET, fall=Fall.NO_INJURY)
BEFORE = [
    pytest.param(replace(QUIET, extra_dose=True), DROWSY, "E13", id="extra dose, then sleepy"),
    pytest.param(replace(QUIET, recent_increase=True), DROWSY, "U15", id="more, then sleepy"),
    pytest.param(FELL, FELL, "U16", id="a second fall"),
]


def ago(services, span: timedelta) -> Moment:
    now = services.happened.now()
    return Moment(now.local - span, now.zone)


def take_in(there, here, person) -> None:
    found = there.family.compared(here.family.bundle(person))
    at_once(there.family.writing(there.family.preparing(found)()))


@pytest.mark.parametrize(("first", "then", "rule"), BEFORE)
def test_an_earlier_check_in_typed_in_late_is_what_the_newest_one_looks_back_on(
    services, clock, rosa, first, then, rule
):
    services.check_ins.save(rosa, then)
    calm = told(services, rosa)
    later(clock, HOUR / 2)
    saved = services.check_ins.save(rosa, first, about=ago(services, HOUR))
    level, rules = told(services, rosa)
    assert level >= calm[0]
    assert rule in rules
    assert level > calm[0]
    alert = services.alerts.follow_up(rosa)
    assert alert.level is level
    services.check_ins.undo(rosa, saved.check_in.id, "Ana")
    assert told(services, rosa) == calm
    assert services.alerts.follow_up(rosa) is None


@pytest.mark.parametrize(("first", "then", "rule"), BEFORE)
def test_a_check_in_of_another_computer_is_looked_back_on_by_both(
    services, elsewhere, clock, rosa, first, then, rule
):
    take_in(elsewhere, services, rosa)
    later(clock, HOUR)
    services.check_ins.save(rosa, first)
    later(clock, 2 * HOUR)
    elsewhere.check_ins.save(rosa, then)
    assert rule not in told(elsewhere, rosa)[1]
    later(clock, HOUR / 6)
    take_in(services, elsewhere, rosa)
    take_in(elsewhere, services, rosa)
    for each in (services, elsewhere):
        each.doses.alert_to_what_calls(rosa, Happening.DOSE)
        assert rule in told(each, rosa)[1]
        assert each.alerts.follow_up(rosa) is not None
        is_again = each.doses.alert_to_what_calls(rosa, Happening.TIME)
        assert not is_again


def test_a_fall_that_is_corrected_into_an_earlier_check_in_counts_for_the_newest(
    services, clock, rosa
):
    earlier = services.check_ins.save(rosa, QUIET).check_in
    later(clock, 2 * HOUR)
    services.check_ins.save(rosa, FELL)
    later(clock, HOUR)
    earlier = next(c for c in services.book.record(rosa).check_ins if c.id == earlier.id)
    services.history.correct(rosa, earlier, replace(earlier, fall=Fall.NO_INJURY), "seen", "Ana")
    assert "U16" in told(services, rosa)[1]
    assert services.alerts.follow_up(rosa).level is Level.URGENT


def test_what_was_known_to_the_newest_check_in_is_not_told_again(services, clock, rosa):
    services.check_ins.save(rosa, replace(QUIET, extra_dose=True))
    later(clock, 2 * HOUR)
    services.check_ins.save(rosa, DROWSY)
    later(clock, HOUR)
    services.check_ins.save(rosa, Draft(stiffness=3), about=ago(services, 5 * HOUR))
    assert services.doses.told(rosa) is None


def test_an_extra_dose_from_before_the_newest_check_in_is_told(services, clock, rosa):
    services.check_ins.save(rosa, QUIET)
    later(clock, 2 * HOUR)
    services.check_ins.save(rosa, QUIET)
    later(clock, HOUR / 6)
    at = ago(services, HOUR / 2)
    given = DoseEvent(
        id=services.doses.new_id(),
        drug=Drug.BACLOFEN,
        mg=Decimal(10),
        at=at,
        zone=at.zone,
        status=DoseStatus.EXTRA,
    )
    assert "U13" in {one.id for one in services.doses.log(rosa, given).told.rules}
    assert services.alerts.follow_up(rosa).level is Level.URGENT


def test_a_pump_sound_from_before_the_newest_check_in_is_told(services, clock):
    pump = Person(name="Eva Ruiz", route=Route.ITB, drug=Drug.BACLOFEN, pump=Pump())
    eva = services.people.add_person(pump, None)
    quiet = replace(QUIET, pump_alarm=PumpAlarm.NONE)
    services.check_ins.save(eva, quiet)
    later(clock, HOUR / 6)
    at = ago(services, HOUR / 2)
    heard = PumpEvent(id="", at=at, kind=PumpEventKind.ALARM, tone=PumpAlarm.TWO_TONE)
    services.pump.add(eva, heard, "Ana")
    assert services.alerts.follow_up(eva).level is Level.EMERGENCY
    assert "E14" in told(services, eva)[1]


TIMES = ("07:00", "15:00", "22:00")
ANN = {
    "format": "caregiver-record",
    "version": "1.0",
    "person": {"name": "Ann Lee", "dob": "1970-01-01", "route": "oral", "drug": "baclofen"},
    "plans": [
        {
            "drug": "baclofen",
            "route": "oral",
            "start_mg_per_day": 60,
            "steps": [
                {
                    "from": "2026-11-10",
                    "mg_per_day": 45,
                    "doses": [{"time": time, "mg": 15} for time in TIMES],
                }
            ],
        }
    ],
}
PRESSES = {
    "check-in, dose": ("check", "dose"),
    "dose, check-in": ("dose", "check"),
    "dose in the form": ("form",),
    "dose, paper of yesterday": ("check", "dose", "paper"),
    "paper between": ("check", "paper", "dose"),
}


def press(services, person, what: str) -> None:
    now = services.happened.now()
    if what == "check":
        services.check_ins.save(person, TAKEN)
    elif what == "paper":
        services.check_ins.save(person, Draft(hr=72), about=ago(services, 20 * HOUR))
    else:
        (near,) = services.doses.offers(person).due
        planned = services.doses.as_planned(near, now, "Ana")
        if what == "form":
            services.check_ins.save(person, TAKEN, (planned,))
        else:
            services.doses.log(person, planned)
            services.doses.keep()


@pytest.mark.parametrize("order", PRESSES.values(), ids=PRESSES)
def test_doses_that_nobody_wrote_down_count_whatever_was_pressed_first(services, clock, order):
    clock.go_to(EVENING)
    records = RecordsService(services.book, judge_with(services.rule_set), clock)
    person = records.import_plain(ANN).person_id
    for what in order:
        press(services, person, what)
        later(clock, HOUR / 60)
    seen = []
    for hours in (8, 12, 18, 30):
        clock.go_to(EVENING + hours * HOUR)
        services.doses.alert_to_what_calls(person, Happening.TIME)
        level, rules = told(services, person)
        seen.append((level.name, *sorted(rules & {"W05", "U07"})))
    # 7 AM and 3 PM are missed when they are two hours late.
    assert seen == [("NO_FLAGS",), ("WATCH", "W05"), ("URGENT", "U07"), ("URGENT", "U07")]
    assert services.alerts.follow_up(person).level is Level.URGENT


def set_usual_pulse(services, person) -> None:
    """Change the profile so that a pulse of 100, judged again, is a sign."""
    before = services.book.record(person).person
    after = replace(before, usual=replace(before.usual, hr=Decimal(60)))
    services.profile.change(person, after, "Ana")


def test_what_is_tapped_since_judges_no_check_in_again(services, clock, rosa):
    """What was set in the profile since is for the next check-in, and changes no old level."""
    services.check_ins.save(rosa, replace(TAKEN, hr=100))
    calm = told(services, rosa)
    set_usual_pulse(services, rosa)
    later(clock, HOUR / 2)
    services.happened.tapped(rosa, Happening.OTHER, "Ana")
    services.happened.keep()
    assert told(services, rosa) == calm
    services.check_ins.save(rosa, QUIET, about=ago(services, HOUR))
    assert told(services, rosa) == (Level.WATCH, {"W04"}), "an answer about an earlier time does"


def test_an_answer_that_was_taken_back_on_another_computer_judges_nothing_again(
    services, elsewhere, clock, rosa
):
    take_in(elsewhere, services, rosa)
    later(clock, HOUR / 2)
    saved = services.check_ins.save(rosa, QUIET)
    services.check_ins.undo(rosa, saved.check_in.id, "Ana")
    set_usual_pulse(services, rosa)
    later(clock, HOUR / 2)
    elsewhere.check_ins.save(rosa, replace(TAKEN, hr=100))
    take_in(services, elsewhere, rosa)
    assert told(services, rosa) == (Level.NO_FLAGS, set())


@pytest.mark.parametrize("where", ["here", "another computer"])
def test_a_reading_in_between_that_makes_a_rise_is_told_though_it_calls_nobody(
    services, elsewhere, clock, rosa, where
):
    services.check_ins.save(rosa, replace(QUIET, temp_c=Decimal("36.8")))
    take_in(elsewhere, services, rosa)
    later(clock, 3 * HOUR)
    between = services.happened.now()
    if where != "here":
        elsewhere.check_ins.save(rosa, replace(QUIET, temp_c=Decimal("37.4")))
    later(clock, 5 * HOUR)
    services.check_ins.save(rosa, replace(QUIET, temp_c=Decimal("37.9")))
    assert "T3" not in told(services, rosa)[1]
    later(clock, HOUR / 2)
    if where == "here":
        services.check_ins.save(rosa, replace(QUIET, temp_c=Decimal("37.4")), about=between)
    else:
        take_in(services, elsewhere, rosa)
    assert told(services, rosa) == (Level.WATCH, {"T3"})
    assert services.alerts.follow_up(rosa) is None
