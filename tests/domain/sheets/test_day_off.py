# SPDX-License-Identifier: MIT
"""On a day of 0 mg that the plan holds between two doses no page tells of a stop, or of a cut."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.content.changes import load_changes
from caregiver_app.content.emergency_words import load_first_aid
from caregiver_app.content.plan_prompts import load_plan_prompts
from caregiver_app.domain.changed.what_changed import before_last_cut, last_day, what_changed
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plan import PlanRoute, Step, StepDose, StepStatus, TaperPlan
from caregiver_app.domain.prompts.plan_prompts import plan_prompts
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import evaluate
from caregiver_app.domain.sheets.handoff import select_handoff
from caregiver_app.domain.sheets.taken_now import taken_now
from caregiver_app.services.looking_back.overview import newest_cut, next_dose
from caregiver_app.ui.words.emergency_words import spoken
from tests.domain.pretend import NOW, RULES, TODAY, calm, person
from tests.report.reading import printed, text_of
from tests.ui.test_emergency_words import script

DAY = timedelta(days=1)


def daily(*amounts: str) -> Record:
    """Return who has these mg a day, the first of them three days ago."""
    steps = tuple(_step(n - 3, mg) for n, mg in enumerate(amounts))
    first = _step(-20, "2")
    start = Decimal(4)
    plan = TaperPlan(
        id="p",
        drug=person().drug,
        route=PlanRoute.ORAL,
        start_mg_per_day=start,
        steps=(first, *steps),
        dose_times=("21:00",),
    )
    return Record(person=person(), plans=(plan,))


def _step(days: int, mg: str) -> Step:
    amount = Decimal(mg)
    doses = (StepDose(time="21:00", mg=amount),) if amount else ()
    return Step(from_=TODAY + DAY * days, mg_per_day=amount, doses=doses)


EVERY_OTHER_DAY = daily("1", "0", "1", "0", "1", "0")
STOPPED = daily("1", "1", "1", "0")


def sheet_of(record: Record):
    return select_handoff(record, evaluate(RULES, record, calm(), NOW), NOW, RULES)


def test_the_last_cut_is_the_one_between_two_doses():
    (dose,) = sheet_of(EVERY_OTHER_DAY).doses
    assert (dose.cut.on, dose.cut.before, dose.cut.after) == (TODAY - DAY * 3, 2, 1)
    assert newest_cut(EVERY_OTHER_DAY, None, NOW, RULES.days_off)[0] == dose.cut
    assert dose.again.from_ == TODAY + DAY
    assert sheet_of(EVERY_OTHER_DAY).rises == ()


def test_a_stop_is_a_stop():
    (dose,) = sheet_of(STOPPED).doses
    assert (dose.cut.on, dose.cut.after) == (TODAY, 0)
    assert dose.again is None


@pytest.mark.parametrize(("days", "is_off"), [(3, True), (4, False)])
def test_no_more_than_three_days_in_a_row_are_left_out(days, is_off):
    (dose,) = sheet_of(daily("1", "1", "1", *["0"] * days, "1")).doses
    assert (dose.again is not None) is is_off
    assert (dose.cut.after == 0) is not is_off


def test_the_er_sheet_says_that_none_is_planned_today_and_what_comes_next():
    text = text_of(printed(EVERY_OTHER_DAY, now=NOW))
    assert f"None today, as planned. Then 1 mg/day, {TODAY + DAY}." in text
    assert "cut today" not in text


def test_911_hears_that_none_is_planned_today_and_what_comes_next():
    said = spoken(load_first_aid(), script(*taken_now(EVERY_OTHER_DAY, NOW, RULES), now=NOW))
    words = " ".join("".join(text for text, _bold in line) for line in said)
    words = words.replace("\u00a0", " ")
    assert "None is planned today. On Monday 11 May again: 1 mg a day." in words
    assert "0 mg a day" not in words


def test_today_names_the_next_dose_though_it_is_not_of_today():
    dose = next_dose(EVERY_OTHER_DAY, NOW)
    assert (dose.at.day, dose.mg) == (TODAY + DAY, 1)


def test_the_next_dose_is_named_after_three_days_off_too():
    dose = next_dose(daily("1", "1", "1", "0", "0", "0", "1"), NOW, RULES.days_off)
    assert dose is not None
    assert (dose.at.day, dose.mg) == (TODAY + DAY * 3, 1)


@pytest.mark.parametrize(("record", "says"), [(EVERY_OTHER_DAY, False), (STOPPED, True)])
def test_what_changed_tells_of_no_step_down_to_such_a_day_and_of_none_up_after_it(record, says):
    changes = load_changes()
    now = Moment(NOW.local + timedelta(hours=10), NOW.zone)
    lines = what_changed(changes, record, now, last_day(now))
    lines += what_changed(changes, record, now, before_last_cut(record, now, RULES.days_off))
    keys = [part.key for line in lines for part in line.parts]
    assert keys.count("step_up") == 0
    days = [p.values["day"] for line in lines for p in line.parts if p.key == "step_down"]
    assert days == ([TODAY] * 2 if says else [TODAY - DAY * 3])


def test_the_prescriber_is_asked_once_about_all_such_days():
    prompts = plan_prompts(load_plan_prompts(), EVERY_OTHER_DAY, NOW)
    end = TODAY + DAY * 2  # after that day off no dose follows
    within = [p.id for p in prompts if p.step_from and TODAY - DAY * 3 < p.step_from < end]
    assert within == ["P-OFF"]
    (off,) = [prompt for prompt in prompts if prompt.id == "P-OFF"]
    day = TODAY - DAY * 2
    assert off.because == f"Days without a dose between two doses: 2. The first is {day}."
    assert "P-UP" not in {prompt.id for prompt in prompts}


def test_what_waits_behind_a_hold_ends_no_days_off():
    record = daily("1", "1", "1", "0", "1")
    (plan,) = record.plans
    held = replace(plan.steps[-2], status=StepStatus.HELD, status_at=NOW)
    steps = (*plan.steps[:-2], held, plan.steps[-1])
    record = replace(record, plans=(replace(plan, steps=steps),))
    (dose,) = sheet_of(record).doses
    assert (dose.again, dose.cut.after) == (None, 0)
