# SPDX-License-Identifier: MIT
"""Today and Emergency show what the record holds, with its age, and never fill a gap."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.check_in import Alertness, Draft
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug, Person, Pump, Route
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.exchange.reader import parse_record
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.sharing_files.records import RecordsService, judge_with
from caregiver_app.system import exact_json
from caregiver_app.ui.widgets.frame.person_bar import cut_words
from caregiver_app.ui.widgets.shift.shift_words import fact_words
from caregiver_app.wiring import build_services
from tests.report.records import plain_record


@pytest.fixture
def line_of(log, clock):
    """Return a function that gives the person bar of somebody whose record is brought in."""

    def line(**changes):
        records = RecordsService(RecordBook(log, clock), judge_with(load_rule_set()), clock)
        text = exact_json.dumps({"format": "taper-record/1", **plain_record(**changes)})
        brought_in = records.import_plain(parse_record(text.encode()))
        return build_services(log, clock).overview.person_line(brought_in.person_id)

    return line


def test_the_person_bar_knows_the_dose_the_step_and_the_days_since_the_cut(services):
    line = services.overview.person_line(services.people.open_practice("practice-oral"))
    assert (line.dose_now, line.dose_unit) == (45, "mg")
    assert line.step == (3, 4)
    assert line.days_since_cut == 4
    assert line.practice


def test_the_clock_of_where_they_live_is_told_beside_that_of_the_computer(services, clock):
    here = Person(name="M", route=Route.ORAL, drug=Drug.BACLOFEN, zone=clock.zone())
    there = replace(here, name="N", zone="America/Los_Angeles")
    at_home, away = (services.people.add_person(one, None) for one in (here, there))
    assert services.overview.today(at_home).at_home is None
    told, now = services.overview.today(away).at_home, services.overview.today(away).now
    assert told.local.hour == (now.local.hour - 3) % 24
    assert services.shift_views.facts(away).at_home == told
    lines = fact_words(services.shift_views.facts(away), now)[1].lines
    assert "where they live. Times of doses are those of here." in lines[0]


def test_today_says_how_old_the_level_is_and_when_to_look_again(services):
    view = services.overview.today(services.people.open_practice("practice-oral"))
    assert view.last.assessment.level is Level.WATCH
    assert view.last.age == view.now.utc - view.last.at.utc
    assert view.next_check.due.utc - view.last.at.utc == timedelta(hours=4)
    assert view.next_dose.at > view.now


def test_changes_are_told_since_the_cut_and_in_a_day(services):
    view = services.overview.today(services.people.open_practice("practice-oral"))
    assert {line.field for line in view.since_cut} >= {"stiffness", "hr"}
    assert view.last_day
    assert "Signs can start now." in view.phases[0].words


def test_a_clock_that_was_put_back_compares_nothing_with_what_it_hides(services, clock):
    person = services.people.open_practice("practice-oral")
    right = services.book.record(person).check_ins[-1].at.utc + timedelta(hours=1)
    clock.go_to(right - timedelta(hours=20))
    before = services.overview.today(person)
    assert before.doses_to is not None
    assert pulse_now(before.last_day) != ["44"]
    services.check_ins.save(person, Draft(alertness=Alertness.HARD_TO_WAKE, hr=44, stiffness=3))
    after = services.overview.today(person)
    assert pulse_now(after.last_day) == ["44"]
    assert wrong_clock(after.last_day) == {"ahead_many"}
    clock.go_to(right)
    found = services.overview.today(person)
    assert (found.doses_to, wrong_clock(found.last_day)) == (None, {"put_back"})


def pulse_now(lines) -> list[str]:
    """Return the pulse that the lines call the one of now."""
    said = (line.parts[0].values["value"] for line in lines if line.field == "hr")
    return [f"{value.value}" for value in said]


def wrong_clock(lines) -> set[str]:
    """Return what the lines say of a wrong clock."""
    keys = {part.key for line in lines for part in line.parts}
    return keys & {"ahead_one", "ahead_many", "put_back"}


def test_a_new_person_has_nothing_made_up(services):
    person = services.people.add_person(
        Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN), "Ana"
    )
    view = services.overview.today(person)
    assert (view.last, view.kept, view.next_dose) == (None, (), None)
    assert (view.since_cut, view.phases) == (None, ())
    assert view.next_check.due == view.now
    assert [prompt.id for prompt in view.prompts] == ["P-NOPLAN"]
    line = services.overview.person_line(person)
    assert (line.dose_now, line.step, line.days_since_cut) == (None, None, None)


def test_a_pump_step_written_in_mg_is_shown_in_mcg_and_never_as_a_thousandth(line_of):
    plan = {
        "drug": "baclofen",
        "route": "itb",
        "start_mcg_per_day": 500,
        "steps": [{"from": "2026-05-20", "mg_per_day": Decimal("0.42")}],
    }
    line = line_of(route="itb", plans=[plan])
    assert (line.dose_now, line.dose_unit) == (420, "mcg")
    assert (line.last_cut.before, line.last_cut.after) == (500, 420)


@pytest.mark.parametrize(("day", "is_held"), [("2026-05-21", True), ("2026-06-01", False)])
def test_a_step_whose_day_has_come_behind_a_hold_is_told(line_of, day, is_held):
    steps = [
        {"from": "2026-05-10", "mg_per_day": 55, "status": "held"},
        {"from": day, "mg_per_day": 50},
    ]
    plan = {"drug": "baclofen", "route": "oral", "start_mg_per_day": 60, "steps": steps}
    line = line_of(plans=[plan])
    assert (line.dose_now, line.is_held) == (55, is_held)


def test_what_the_clinic_set_the_pump_to_stands_in_the_bar_as_on_the_page(services):
    person = services.people.open_practice("practice-pump")
    now = services.history.now()
    event = PumpEvent(id="e", at=now, kind=PumpEventKind.DOSE_CHANGE, dose_mcg_per_day=Decimal(340))
    services.pump.add(person, event, "Ana")
    line = services.overview.person_line(person)
    assert (line.dose_now, line.last_cut.after) == (340, 340)


def test_a_dose_stands_in_the_unit_of_the_plan_it_is_read_from(services, line_of):
    by_mouth = line_of(route="both")
    assert (by_mouth.dose_now, by_mouth.dose_unit) == (55, "mg")
    person = services.people.add_person(
        Person(
            name="B",
            route=Route.BOTH,
            drug=Drug.CLONAZEPAM,
            pump=Pump(dose_mcg_per_day=Decimal(400)),
        ),
        "Ana",
    )
    assert services.overview.person_line(person).dose_now is None


def test_a_plan_of_single_doses_has_a_dose_now_and_a_cut(line_of):
    doses = [{"time": "08:00", "mg": 20}, {"time": "20:00", "mg": 25}]
    plan = {**plain_record()["plans"][0], "steps": [{"from": "2026-05-19", "doses": doses}]}
    line = line_of(plans=[plan])
    assert (line.dose_now, line.days_since_cut) == (45, 2)


def test_a_new_version_that_begins_later_does_not_hide_the_days_since_the_cut(line_of):
    old = plain_record()["plans"][0]
    ahead = [{"from": "2026-06-20", "mg_per_day": 50}]
    new = {**old, "start_mg_per_day": 55, "steps": ahead, "written_on": "2026-05-21"}
    line = line_of(plans=[old, new])
    assert (line.last_cut.after, line.days_since_cut) == (55, 1)


def test_the_emergency_words_come_from_the_record(services):
    script = services.emergency.script(services.people.open_practice("practice-pump"))
    assert script.number == "911"
    assert script.has_pump
    assert script.address
    assert script.allergies is not None


def test_a_childs_weight_is_said_on_the_phone_and_a_grown_persons_is_not(services, line_of):
    baby = line_of(dob="2025-09-01", weight_kg=Decimal("7.4"))
    assert (baby.age.n, baby.age.in_months) == (8, True)
    assert services.emergency.script(baby.person_id).weight.kg == Decimal("7.4")
    grown = line_of(id="grown", dob="2010-05-20", weight_kg=50)
    assert services.emergency.script(grown.person_id).weight is None


def test_the_emergency_words_work_without_anybody(services):
    script = services.emergency.script(None)
    assert script.number == "911"
    assert script.name is None
    assert script.contacts == ()


@pytest.mark.parametrize("route", ["oral", "itb"])
def test_a_cut_of_the_pump_is_named_as_one_beside_a_dose_by_mouth(
    services, log, clock, line_of, route
):
    amount = "mg_per_day" if route == "oral" else "mcg_per_day"
    plan = {"id": "p", "drug": "baclofen", "route": route, "written_on": "2026-05-01"}
    plan["steps"] = [{"from": "2026-05-01", amount: Decimal(50)}]
    line = line_of(route="both", pump={"dose_mcg_per_day": Decimal(600)}, plans=[plan])
    set_to = PumpEvent(
        id="e",
        at=services.history.now(),
        kind=PumpEventKind.DOSE_CHANGE,
        dose_mcg_per_day=Decimal(30),
    )
    again = build_services(log, clock)
    again.pump.add(line.person_id, set_to, "Ana")
    line = again.overview.person_line(line.person_id)
    assert line.last_cut.after == 30
    assert line.cut_of == ((Drug.BACLOFEN, PlanRoute.ITB) if route == "oral" else None)
    assert ("the pump's cut" in cut_words(line)[0]) is (route == "oral")


def test_tablets_that_were_cut_after_the_pump_are_the_last_cut_and_stand_beside_it(line_of):
    pump = {"drug": "baclofen", "route": "itb", "start_mcg_per_day": Decimal(220)}
    pump["steps"] = [{"from": "2026-05-02", "mcg_per_day": Decimal(200)}]
    tablets = {"drug": "baclofen", "route": "oral", "start_mg_per_day": Decimal(60)}
    tablets["steps"] = [{"from": "2026-05-20", "mg_per_day": Decimal(55)}]
    plans = [{"id": f"p{n}", **plan} for n, plan in enumerate((pump, tablets))]
    line = line_of(route="both", pump={"dose_mcg_per_day": Decimal(200)}, plans=plans)
    assert (line.dose_now, line.beside) == (200, 55)
    assert line.last_cut.after == 55
    assert cut_words(line)[0].endswith(" since the cut by mouth")
    alone = line_of(name="Another Person", route="itb", plans=[plans[0]])
    assert (alone.beside, alone.cut_of, alone.last_cut.after) == (None, None, 200)


def test_a_cut_of_the_other_drug_is_named_as_one(line_of):
    common = {"route": "oral", "start_mg_per_day": Decimal(60)}
    plans = [
        {**common, "drug": drug, "steps": [{"from": day, "mg_per_day": Decimal(55)}]}
        for drug, day in (("baclofen", "2026-05-02"), ("clonazepam", "2026-05-20"))
    ]
    line = line_of(plans=plans)
    assert line.drug is Drug.BACLOFEN
    assert cut_words(line)[0].endswith(" since the cut of clonazepam")


def test_a_told_sign_that_no_rule_has_stands_beside_the_calm_level(services, clock):
    somebody = Person(name="Ada", dob=None, route=Route.ORAL, drug=Drug.BACLOFEN)
    person = services.people.add_person(somebody, None)
    services.check_ins.save(person, Draft(weak_numb=True))
    told = "New weakness or numbness has no rule here. Call the prescriber now."
    assert told in services.overview.today(person).signs
    clock.go_to(clock.now() + timedelta(hours=1))
    services.check_ins.save(person, Draft(weak_numb=False))
    assert told not in services.overview.today(person).signs
