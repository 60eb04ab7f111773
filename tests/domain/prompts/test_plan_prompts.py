# SPDX-License-Identifier: MIT
"""The questions a written plan raises: each limit below, at and above, and what never matters."""

import string
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caregiver_app.content.plan_prompts import load_plan_prompts
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEventKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Kidney, Pump
from caregiver_app.domain.plan import Step, StepStatus, TaperPlan
from caregiver_app.domain.prompts.plan_prompts import PROMPTS, PlanPrompt, last_told, plan_prompts
from caregiver_app.domain.prompts.reasons import REASONS
from caregiver_app.domain.record import Record
from tests.domain.pretend import NOW, ago, check_in, dose, person, pump_event, pump_person
from tests.domain.prompt_cases import (
    BACLOFEN,
    CLONAZEPAM,
    HOLD,
    ITB,
    KIDNEY,
    NAMELESS,
    NOBODY,
    ORAL,
    QUIET,
    RAISES,
    after_gap,
    changed,
    child,
    day,
    doses_at,
    kidneys,
    n,
    plan,
    pump_plan,
    pump_set_to,
    record,
    reset,
    slow,
    step,
)
from tests.tries import tries

CONTENT = load_plan_prompts()


STRENGTHS = record(
    HOLD,
    changes=(
        changed("concentration_mg_per_ml", 1, 5, hours_ago=9),
        changed("concentration_mg_per_ml", 5, 2, hours_ago=1),
    ),
)


def asked(of: Record | TaperPlan, now: Moment = NOW) -> tuple[PlanPrompt, ...]:
    return plan_prompts(CONTENT, record(of) if isinstance(of, TaperPlan) else of, now)


def ids(of: Record | TaperPlan) -> set[str]:
    return {prompt.id for prompt in asked(of)}


def only(of: Record | TaperPlan, name: str) -> PlanPrompt:
    (found,) = (prompt for prompt in asked(of) if prompt.id == name)
    return found


def steps_asked(of: Record | TaperPlan, name: str) -> list[date | None]:
    return [prompt.step_from for prompt in asked(of) if prompt.id == name]


def confirmed(hours_ago: float, about: str = "plan", name: str = "a", **changes) -> ActionTaken:
    made = ActionTaken(id=name, at=ago(hours_ago), about=about, kind=ActionKind.CONFIRMED_PLAN)
    return replace(made, **changes)


@pytest.mark.parametrize("name", PROMPTS)
def test_a_prompt_is_there_from_its_limit_on(name: str) -> None:
    for place, of in enumerate(RAISES[name]):
        assert name in ids(of), (name, place)


@pytest.mark.parametrize("name", PROMPTS)
def test_a_prompt_is_not_there_up_to_its_limit(name: str) -> None:
    for place, of in enumerate(QUIET[name]):
        assert name not in ids(of), (name, place)


# ---- what a prompt says and where it belongs


def test_a_prompt_names_the_step_and_the_plan_and_tells_the_values() -> None:
    prompt = only(plan(60, (0, 54), (6, 45)), "P-BIGCUT")
    assert (prompt.plan_id, prompt.drug, prompt.route) == ("plan", BACLOFEN, ORAL)
    assert prompt.step_from == day(6)
    assert prompt.because == (
        "Cuts of 15 mg in 6 days, to 2026-05-07. That is from 60 to 45 mg a day. "
        "The app asks when cuts together are over 20 % of 60 mg."
    )
    assert prompt.message == CONTENT.messages["P-BIGCUT"]
    assert prompt.source == CONTENT.prompts["P-BIGCUT"].source


def test_every_step_that_is_asked_about_is_named() -> None:
    steep = plan(90, (0, 85), (7, 81), (14, 30), (21, 0))
    assert steps_asked(steep, "P-MAX80") == [None, day(0), day(7)]
    assert steps_asked(steep, "P-ABRUPT") == [day(14), day(21)]


def test_a_start_that_the_first_step_repeats_is_asked_about_once() -> None:
    assert steps_asked(plan(90, (0, 90), (9, 70)), "P-MAX80") == [day(0)]
    twice = record(pump_plan(2000, (0, 2000)), who=pump_person(pump=Pump(dose_mcg_per_day=n(9))))
    assert steps_asked(twice, "P-ITBMAX") == [None, day(0)]


def test_two_reasons_for_one_step_are_one_prompt() -> None:
    prompt = only(plan(60, (0, 55), (2, 50)), "P-FAST")
    assert prompt.step_from == day(2)
    assert "steps of 2026-05-01 and 2026-05-03: 2." in prompt.because
    assert "Days from the first cut to 2026-05-03: 2." in prompt.because
    nothing = record(replace(NAMELESS, steps=()), who=NOBODY)
    assert only(nothing, "P-NOPLAN").because == (
        "The plan for baclofen by mouth has no written step. "
        "No prescriber is recorded for the plan for baclofen by mouth."
    )


def test_a_young_child_is_asked_about_once_and_apart_from_the_amount() -> None:
    prompts = [p for p in asked(child(7, plan(50, (0, 45), (7, 41)))) if p.id == "P-MAX60CHILD"]
    messages = [(p.step_from, "specialist" in p.message) for p in prompts]
    assert messages == [(None, False), (None, True), (day(0), False), (day(7), False)]
    twelve_later = child(12, plan(5, (0, 4), (9, 3)), days_later=1)
    assert steps_asked(twelve_later, "P-MAX60CHILD") == [None]
    assert prompts[2].because == (
        "On 2026-05-01 the dose is 45 mg a day. The age is then 7. The app asks above 40 mg."
    )


def test_a_baby_is_asked_about_in_months() -> None:
    prompts = [p for p in asked(child(1, plan(41, (0, 38)))) if p.id == "P-MAX60CHILD"]
    start, young = (prompt.because for prompt in prompts)
    assert "On 2026-05-01 the age in months is 12." in start
    assert young == "On 2026-05-01 the age in months is 12. The app asks below 12 years."


def test_the_limit_that_much_clonazepam_passed_is_told() -> None:
    assert "asks above 4 mg" in only(slow(None, (0, 20)), "P-UNIT").because
    assert "asks above 20 mg" in only(slow(None, (0, 21)), "P-UNIT").because


def test_the_lower_limit_for_a_child_ends_on_the_eighth_birthday() -> None:
    dose_of_60, told = plan(60, (0, 60)), "The app asks above 40 mg."
    assert told in " ".join(prompt.because for prompt in asked(child(8, dose_of_60, days_later=1)))
    assert told not in " ".join(prompt.because for prompt in asked(child(8, dose_of_60)))


@pytest.mark.parametrize(
    ("of", "name", "told"),
    [
        (pump_set_to(1200), "P-ITBMAX", "The pump is set to 1200 mcg a day. The app asks above"),
        (pump_set_to(9), "P-ITBMAX", "The pump is set to 9 mcg a day. The app asks below 10 mcg."),
        (pump_plan(9, (0, 50)), "P-ITBMAX", "The starting dose is 9 mcg a day. The app asks below"),
        (pump_plan(None, (0, 9)), "P-ITBMAX", "The step of 2026-05-01 is 9 mcg a day. The app"),
        (plan(90, (0, 50)), "P-MAX80", "The starting dose is 90 mg a day. The app asks above"),
        (
            plan(None, (0, 0.4), route=ITB),
            "P-UNIT",
            "0.4 mg a day. Plans by this route are in mcg.",
        ),
        (plan(None, (0, 9), start_mcg_per_day=n(9000)), "P-UNIT", "9000 mcg a day. Plans by"),
        (plan(60, step(0, 60, doses=doses_at("19", "41"))), "P-UNIT", "2026-05-01 is 41 mg."),
        (slow(2, (0, "1.9"), (9, "1.5")), "P-BZD10", "over 10 % of 2 mg."),
        (plan(60, (0, 55), (2, 50)), "P-FAST", "The plan goes from 60 to 50 mg a day."),
        (kidneys(ckd=True, egfr=n(90)), "P-CKD", "The kidney number (eGFR) on record is 90."),
        (STRENGTHS, "P-CONC", "The strength was 5 mg per mL. Since 2026-05-10 it is 2 mg per mL."),
    ],
)
def test_the_reason_names_the_value_and_the_side_of_the_limit(of, name: str, told: str) -> None:
    assert told in only(of, name).because


def test_prompts_stand_in_the_order_of_the_table_and_then_by_date() -> None:
    found = asked(record(plan(90, (0, 30), (1, 60), (2, 0)), slow(1, (2, "0.5")), who=KIDNEY))
    keys = [(list(PROMPTS).index(p.id), p.step_from or date.min) for p in found]
    assert keys == sorted(keys)
    assert len({p.id for p in found}) == 9


def test_what_belongs_to_no_plan_version_names_none() -> None:
    assert only(record(NAMELESS, who=NOBODY), "P-NOPLAN").plan_id is None
    assert only(record(who=KIDNEY), "P-CKD").plan_id is None
    assert only(record(HOLD, who=KIDNEY), "P-CKD").plan_id == "plan"


def test_two_drugs_cut_in_one_week_are_asked_about_at_the_later_cut() -> None:
    first, second = plan(60, (0, 55)), slow(1, (6, "0.95"))
    assert only(record(first, second), "P-BOTH").plan_id == "slow"
    assert steps_asked(record(first, second), "P-BOTH") == [day(6)]
    same_day = record(first, slow(1, (0, "0.95")))
    assert only(same_day, "P-BOTH").plan_id == "plan"


def test_only_the_newest_plan_of_a_drug_and_route_is_asked_about() -> None:
    steep, gentle = plan(60, (0, 10)), plan(60, (0, 55), id="later")
    assert "P-ABRUPT" in ids(record(gentle, steep))
    assert ids(record(steep, gentle)) == set()
    assert "P-ABRUPT" in ids(record(steep, replace(gentle, route=ITB)))


def test_a_plan_is_asked_about_before_it_begins_and_after_it_ended() -> None:
    for when in (-400, 400):
        ahead = plan(60, (when, 10), written_on=NOW.day + timedelta(days=3))
        assert steps_asked(ahead, "P-ABRUPT") == [day(when)]


def test_only_the_newest_restart_of_a_drug_is_asked_about() -> None:
    doses = tuple(dose(hours, mg=n(5)) for hours in (200, 140, 139, 60, 2))
    prompt = only(record(HOLD, doses=doses), "P-REST")
    assert "no kept dose for 58 hours before" in prompt.because
    assert prompt.because.count("no kept dose") == 1
    assert prompt.step_from is None


def test_a_stop_from_a_dose_that_nobody_wrote_down_is_not_called_a_large_drop() -> None:
    prompt = only(plan(None, (0, 0)), "P-ABRUPT")
    assert prompt.message == "A step goes to 0. Please ask the prescriber to confirm it."
    assert "drops a lot" in only(plan(60, (0, 0)), "P-ABRUPT").message


def test_a_cut_that_is_still_to_come_does_not_add_to_the_one_before_it() -> None:
    two_days = plan(60, (0, 55), (1, 47))
    assert steps_asked(two_days, "P-BIGCUT") == [day(1)]


def test_the_reason_of_a_large_cut_says_what_is_compared() -> None:
    because = only(plan(60, (0, 45)), "P-BIGCUT").because
    assert because.endswith("The app asks when a cut is over 20 % of 60 mg.")


def test_the_larger_amount_is_told_where_a_step_disagrees_with_its_doses() -> None:
    disagrees = plan(60, step(0, 60, doses=doses_at("30", "30", "25")))
    assert "is 85 mg a day" in only(disagrees, "P-MAX80").because


def test_amounts_are_compared_exactly() -> None:
    assert "P-BIGCUT" not in ids(plan(60, (0, 48)))
    assert "P-BIGCUT" in ids(plan(60, (0, "47." + "9" * 35)))
    assert "P-MAX80" in ids(plan(None, (0, "80." + "0" * 34 + "1")))
    assert "P-ABRUPT" not in ids(plan(60, (0, "30." + "0" * 34 + "1")))


def test_an_amount_is_written_without_trailing_zeros() -> None:
    assert "goes from 60 to 29.5 mg a day" in only(plan("60.0", (0, "29.50")), "P-ABRUPT").because


def test_an_ordinary_slow_plan_raises_nothing() -> None:
    steps = [(7 * week, 60 - 5 * week) for week in range(1, 10)]
    assert asked(plan(60, *steps)) == ()
    gentle = slow(1, (0, "0.95"), (14, "0.9"), (28, "0.85"))
    assert asked(record(HOLD, gentle, who=person(drug=CLONAZEPAM))) == ()


def test_every_reason_is_given_by_somebody() -> None:
    told = " ".join(p.because for cases in RAISES.values() for of in cases for p in asked(of))
    for key, text in CONTENT.reasons.items():
        parts = [part for part, *_ in string.Formatter().parse(text) if part.strip(" .")]
        assert all(part in told for part in parts), key
    assert set(CONTENT.reasons) == set(REASONS)


# ---- confirmed


def confirmation(of: Record, name: str) -> str | None:
    action = only(of, name).confirmed
    return action.id if action else None


STEEP = plan(60, (0, 10))


def test_the_newest_confirmation_of_that_plan_is_told() -> None:
    actions = (confirmed(9, name="old"), confirmed(5, name="new"), confirmed(1, "other", "other"))
    assert confirmation(record(STEEP, actions=actions), "P-ABRUPT") == "new"
    assert confirmation(record(STEEP, actions=actions[2:]), "P-ABRUPT") is None
    assert confirmation(record(STEEP, actions=(confirmed(0),)), "P-ABRUPT") == "a"
    assert confirmation(record(STEEP, actions=(confirmed(-1),)), "P-ABRUPT") is None
    called = (confirmed(5, kind=ActionKind.SPOKE),)
    assert confirmation(record(STEEP, actions=called), "P-ABRUPT") is None
    nameless = replace(STEEP, id=None)
    assert confirmation(record(nameless, actions=(confirmed(1, None),)), "P-ABRUPT") is None


@pytest.mark.parametrize(("hours_ago", "counts"), [(4.9, True), (5, True), (5.1, False)])
def test_a_confirmation_from_before_a_correction_of_the_plan_does_not_count(
    hours_ago: float, counts: bool
) -> None:
    fix = changed("steps", None, None, target="plan")
    actions = (confirmed(hours_ago),)
    of = record(STEEP, actions=actions, changes=(fix,))
    assert (confirmation(of, "P-ABRUPT") == "a") is counts
    for field in ("steps", "steps.0.mg_per_day"):
        just_now = record(STEEP, actions=actions, changes=(replace(fix, at=NOW, field=field),))
        assert confirmation(just_now, "P-ABRUPT") is None
    for other in (replace(fix, target="p"), replace(fix, field="hr"), replace(fix, at=ago(-1))):
        assert confirmation(record(STEEP, actions=actions, changes=(other,)), "P-ABRUPT") == "a"


@pytest.mark.parametrize(("hours_ago", "counts"), [(1.9, True), (2, True), (2.1, False)])
def test_a_confirmation_from_before_the_dose_does_not_count(hours_ago: float, counts: bool) -> None:
    of = replace(after_gap(50, "10", "10"), actions=(confirmed(hours_ago),))
    assert (confirmation(of, "P-REST") == "a") is counts


@pytest.mark.parametrize(("hours_ago", "counts"), [(4.9, True), (5.1, False)])
def test_a_confirmation_from_before_a_new_setting_or_strength_does_not_count(
    hours_ago: float, counts: bool
) -> None:
    actions = (confirmed(hours_ago),)
    setting = replace(pump_set_to(400, reset(9)), actions=actions)
    strength = record(HOLD, changes=(changed("concentration_mg_per_ml", 1, 5),), actions=actions)
    assert (confirmation(setting, "P-ITBMAX") == "a") is counts
    assert (confirmation(strength, "P-CONC") == "a") is counts


def test_a_confirmation_from_before_the_kidney_number_does_not_count() -> None:
    known = Kidney(ckd=True, egfr=n(40), egfr_date=NOW.day)
    of = record(HOLD, who=person(kidney=known), actions=(confirmed(1),))
    assert confirmation(of, "P-CKD") == "a"
    assert confirmation(replace(of, actions=(confirmed(24),)), "P-CKD") is None


def test_two_drugs_at_once_are_confirmed_when_both_plans_are() -> None:
    of = record(plan(60, (0, 55)), slow(1, (0, "0.95")))
    both = (confirmed(5), confirmed(3, "slow", "b"))
    assert confirmation(replace(of, actions=both), "P-BOTH") == "b"
    for one in both:
        assert confirmation(replace(of, actions=(one,)), "P-BOTH") is None


def test_what_belongs_to_no_plan_cannot_be_confirmed() -> None:
    of = record(NAMELESS, who=NOBODY, actions=(confirmed(1),))
    assert confirmation(of, "P-NOPLAN") is None


# ---- the last thing that a record tells


def test_the_end_of_a_record_is_the_time_of_the_last_thing_it_tells() -> None:
    assert last_told(record(HOLD)) is None
    told = (
        {"check_ins": (check_in(3),)},
        {"doses": (dose(3), dose(9, at=None, scheduled_for=None))},
        {"pump_events": (pump_event(3, PumpEventKind.MRI),)},
        {"actions": (confirmed(3),)},
        {"changes": (changed("hr", 1, 2, hours_ago=3),)},
    )
    for lists in told:
        assert last_told(record(HOLD, **lists)) == ago(3)
    both = record(HOLD, check_ins=(check_in(9),), doses=(dose(5), dose(3)))
    assert last_told(both) == ago(3)


# ---- what never matters

amounts = st.none() | st.integers(0, 240).map(lambda quarter: Decimal(quarter) / 4)
steps_of_plans = st.lists(st.builds(step, st.integers(0, 30), amounts), min_size=1, max_size=7)
plans = st.builds(
    lambda start, steps, drug: plan(None, *steps, start_mg_per_day=start, drug=drug),
    amounts,
    steps_of_plans,
    st.sampled_from(Drug),
)
whole = st.lists(plans, min_size=1, max_size=3).map(lambda some: record(*some, who=KIDNEY))
often = tries(80)


@often
@given(whole, st.randoms(use_true_random=False))
def test_the_order_in_which_steps_stand_does_not_matter(of: Record, chance) -> None:
    mixed = [replace(p, steps=tuple(chance.sample(p.steps, len(p.steps)))) for p in of.plans]
    assert asked(replace(of, plans=tuple(mixed))) == asked(of)


@example(  # a cancelled step is no day of the newest version's own
    of=record(plan(None, step(0, None), step(0, None)), plan(None, step(1, None)), who=KIDNEY),
    more=[step(0, None)],
    place=0,
)
@often
@given(whole, steps_of_plans, st.integers(0, 7))
def test_cancelled_steps_do_not_matter(of: Record, more: list[Step], place: int) -> None:
    gone = tuple(replace(each, status=StepStatus.CANCELLED) for each in more)
    with_gone = [replace(p, steps=(*p.steps[:place], *gone, *p.steps[place:])) for p in of.plans]
    assert asked(replace(of, plans=tuple(with_gone))) == asked(of)


@often
@given(whole, st.lists(st.builds(confirmed, st.floats(-9, 99), st.sampled_from(["plan", "x"]))))
def test_a_confirmation_adds_and_removes_no_prompt(of: Record, actions: list) -> None:
    told = [
        replace(prompt, confirmed=None) for prompt in asked(replace(of, actions=tuple(actions)))
    ]
    assert told == list(asked(of))


@often
@given(st.lists(st.integers(1, 240), min_size=2, max_size=6, unique=True))
def test_the_sum_of_cuts_within_a_week_is_what_counts(quarters: list[int]) -> None:
    falling = sorted((Decimal(quarter) / 4 for quarter in quarters), reverse=True)
    daily = plan(None, *((day_, mg) for day_, mg in enumerate(falling)))
    much = falling[0] - falling[-1] > falling[0] / 5
    assert (day(len(falling) - 1) in steps_asked(daily, "P-BIGCUT")) is much
    assert "P-UP" not in ids(daily)
