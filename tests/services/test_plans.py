# SPDX-License-Identifier: MIT
"""Plans: every version stays, the newest is shown, and a new one is asked about first."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.check_in import Alertness, Draft
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.plan import PlanRoute, Step, StepDose, StepStatus, TaperPlan
from caregiver_app.domain.plan_table import When
from caregiver_app.services.dosing.plans import PlanNotSaved
from caregiver_app.services.sharing_files.records import RecordsService, judge_with
from caregiver_app.system.clock import here_and_now
from caregiver_app.ui.widgets.plan.plan_product import product_words

NEW = TaperPlan(
    drug=Drug.BACLOFEN,
    route=PlanRoute.ORAL,
    start_mg_per_day=Decimal(60),
    dose_times=("06:00", "22:00"),
    steps=(
        Step(from_=date(2026, 5, 4), mg_per_day=Decimal(60)),
        Step(from_=date(2026, 5, 25), mg_per_day=Decimal(20)),
    ),
    prescriber="Dr. Amara Okafor",
    written_on=date(2026, 5, 20),
)


@pytest.fixture
def person(services):
    return services.people.open_practice("practice-oral")


def test_a_new_version_is_in_force_and_the_one_before_stays(services, person):
    before = services.plans.view(person).plans[0]
    written = services.plans.add_version(person, NEW, "Ana")
    after = services.plans.view(person).plans[0]
    assert after.plan == written
    assert (after.version, after.plan.based_on) == (before.version + 1, before.plan.id)
    versions = services.plans.versions(person, Drug.BACLOFEN, PlanRoute.ORAL)
    assert [plan.id for plan in versions] == [before.plan.id, written.id]
    assert services.overview.person_line(person).dose_now == 60


def test_the_first_plan_of_another_medicine_stands_beside_it(services, person):
    services.plans.add_version(person, replace(NEW, drug=Drug.CLONAZEPAM), None)
    plans = services.plans.view(person).plans
    assert [view.plan.drug for view in plans] == [Drug.BACLOFEN, Drug.CLONAZEPAM]
    assert plans[1].plan.based_on is None


def test_a_plan_is_asked_about_before_it_is_saved_and_nothing_is_written(services, person):
    asked = services.plans.prompts_for(person, NEW)
    assert "P-ABRUPT" in {prompt.id for prompt in asked}
    assert all(prompt.confirmed is None for prompt in asked)
    assert len(services.plans.versions(person, Drug.BACLOFEN, PlanRoute.ORAL)) == 1


def test_the_prompts_of_the_newest_version_stand_beside_it(services, person):
    services.plans.add_version(person, NEW, "Ana")
    (view,) = services.plans.view(person).plans
    assert "P-ABRUPT" in {prompt.id for prompt in view.prompts}


def test_a_plan_that_cannot_be_saved_is_told_and_is_not_there(services, person, log):
    log.close()
    with pytest.raises(PlanNotSaved):
        services.plans.add_version(person, NEW, "Ana")
    assert services.plans.view(person).plans[0].version == 1


def test_a_plan_written_for_a_later_day_says_that_it_does_not_count_yet(services, person):
    services.plans.add_version(person, replace(NEW, written_on=date(2031, 1, 1)), "Ana")
    assert services.plans.view(person).plans[0].starts_later


def test_a_pump_has_no_week_of_doses(services):
    pump = services.people.open_practice("practice-pump")
    view = services.plans.view(pump)
    assert [(one.plan.route, one.given) for one in view.plans] == [(PlanRoute.ITB, ())]


def test_a_plan_that_came_without_an_id_is_asked_about_once_and_can_be_confirmed(services):
    plain = {
        "format": "taper-record/1",
        "person": {"name": "B", "dob": "1980-01-01", "route": "oral", "drug": "baclofen"},
        "plans": [{k: v for k, v in to_plain(NEW).items() if k != "id"}],
    }
    records = RecordsService(services.book, judge_with(load_rule_set()), services.clock)
    person = records.import_plain(plain).person_id
    view = services.plans.view(person)
    (plan,) = view.plans
    assert plan.prompts
    assert all(prompt.plan_id == plan.plan.id is not None for prompt in plan.prompts)
    assert not {p.id for p in view.prompts_without_plan} & {p.id for p in plan.prompts}


def test_a_new_day_for_the_step_behind_a_hold_answers_the_hold(services, person):
    now = here_and_now(services.clock)
    first, second = NEW.steps
    held = replace(first, status=StepStatus.HELD, status_at=now)
    services.plans.add_version(person, NEW, "Ana")
    services.plans.add_version(person, replace(NEW, steps=(held, second)), "Ana")
    asked = {prompt.id for prompt in services.plans.view(person).plans[0].prompts}
    assert "P-HELD" in asked
    later = replace(second, from_=date(2026, 6, 8))
    written = services.plans.add_version(person, replace(NEW, steps=(held, later)), "Ana")
    assert written.steps[1].status is StepStatus.PLANNED
    asked = {prompt.id for prompt in services.plans.view(person).plans[0].prompts}
    assert "P-HELD" not in asked


TODAY = date(2026, 5, 21)


def doses(*walls: str) -> tuple[StepDose, ...]:
    """Return 10 mg at each of these times."""
    return tuple(StepDose(time=wall, mg=Decimal(10)) for wall in walls)


OLD = replace(
    NEW, written_on=date(2026, 5, 4), steps=(Step(from_=date(2026, 5, 4), doses=doses("06:00")),)
)
FROM_TODAY = replace(
    OLD, written_on=TODAY, steps=(*OLD.steps, Step(from_=TODAY, doses=doses("10:00", "18:00")))
)


@pytest.fixture
def new_person(services, clock):
    """Return somebody whose plan was typed yesterday; it is ten to two in the afternoon."""
    afternoon = clock.now()
    clock.go_to(afternoon - timedelta(days=1))
    who = Person(name="R", route=Route.ORAL, drug=Drug.BACLOFEN, zone="America/New_York")
    person = services.people.add_person(who, "Ana")
    services.plans.add_version(person, OLD, "Ana")
    clock.go_to(afternoon)
    return person


def planned_today(services, person: str) -> list[str]:
    """Return the planned doses of today that are due, each with what is told of it."""
    day = services.plans.view(person).plans[0].given[0]
    return [f"{one.slot.due.local:%H:%M} {one.entry and one.entry.status}" for one in day.planned]


def test_the_morning_of_a_version_that_is_typed_at_noon_is_that_of_the_one_before(
    services, new_person
):
    now = here_and_now(services.clock)
    six = Moment(now.local.replace(hour=6, minute=0), now.zone)
    given = DoseEvent(id="six", at=six, scheduled_for=six, mg=Decimal(10), status=DoseStatus.TAKEN)
    services.doses.log(new_person, given)
    written = services.plans.add_version(new_person, FROM_TODAY, "Ana")
    assert (written.steps[-1].status, written.steps[-1].status_at) == (StepStatus.PLANNED, now)
    assert planned_today(services, new_person) == ["06:00 taken"]
    draft = Draft(alertness=Alertness.AWAKE)
    judged = services.check_ins.assess(new_person, draft)
    assert "U17" not in {finding.id for finding in judged.rules}


def test_paper_of_another_day_that_is_put_right_holds_for_all_of_its_days(services, new_person):
    right = replace(OLD, steps=(replace(OLD.steps[0], doses=doses("08:00")),))
    written = services.plans.add_version(new_person, right, "Ana")
    assert [step.status_at for step in written.steps] == [None]
    assert planned_today(services, new_person) == ["08:00 None"]
    same = services.plans.add_version(new_person, replace(right, written_on=TODAY), "Ana")
    assert [step.status_at for step in same.steps] == [None]


def test_a_version_of_the_steps_ahead_is_shown_and_asked_about_behind_those_that_began(
    services, new_person
):
    begun = replace(OLD, dose_times=(), steps=tuple(_a_day(*one) for one in ((4, 50), (11, 45))))
    services.plans.add_version(new_person, begun, "Ana")
    ahead = replace(begun, written_on=TODAY, steps=(_a_day(28, 40),))
    asked = services.plans.prompts_for(new_person, ahead)
    services.plans.add_version(new_person, ahead, "Ana")
    (view,) = services.plans.view(new_person).plans
    assert [(row.number, row.of_before, row.when) for row in view.rows] == [
        (1, 83, When.OVER), (2, 90, When.NOW), (3, 89, When.AHEAD),
    ]  # fmt: skip
    assert len(view.plan.steps) == 1
    assert {p.id for p in (*asked, *view.prompts)} <= {"P-NOPLAN", "P-CONC", "P-CKD"}


def _a_day(day: int, mg: int) -> Step:
    return Step(from_=date(2026, 5, day), mg_per_day=Decimal(mg))


def test_each_dose_of_the_plan_stands_in_tablets_or_ml_and_none_is_rounded(services, person):
    view = services.plans.view(person)
    (plan,) = view.plans
    said = product_words(plan, view.person).replace("\u00a0", " ")
    assert said == (
        "Tablets on record, 10 mg each: "
        "20 mg is 2 tablets, 15 mg is 1½ tablets, 10 mg is 1 tablet."
    )  # fmt: skip
    uneven = replace(view.person, formulation="tablets 9 mg")
    assert product_words(plan, uneven).replace("\u00a0", " ") == "Tablets on record, 9 mg each."
    assert product_words(plan, replace(view.person, formulation=None)) == ""
    child = services.plans.view(services.people.open_practice("practice-child"))
    said = product_words(child.plans[0], child.person).replace("\u00a0", " ")
    assert said == "Liquid on record, 1 mg in 1 mL: 9 mg is 9 mL, 8 mg is 8 mL."
