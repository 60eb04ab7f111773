# SPDX-License-Identifier: MIT
"""A plan typed off the paper: what is read is what is kept, and nothing is guessed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import (
    PlanRoute,
    Received,
    Step,
    StepDose,
    StepStatus,
    TaperPlan,
)
from caregiver_app.ui.widgets.plan.plan_problems import (
    in_order,
    is_out_of_order,
    left_out_steps,
    problems_in,
    unsaid_steps,
)
from caregiver_app.ui.widgets.plan.plan_strength import Strength, in_mg, told_in_mg
from caregiver_app.ui.widgets.plan.plan_typed import (
    TypedPlan,
    TypedStep,
    Unread,
    amount,
    as_typed,
    at_times,
    plan_of,
    times_of,
    total_of,
)

TODAY = date(2026, 5, 21)
SAID = Moment.parse("2026-05-20T16:10:00-04:00")
STEPS = (
    TypedStep(starts="4 May 2026", amounts=("20", "20", "20"), per_day="60"),
    TypedStep(starts="May 11, 2026", amounts=("20", "15", "20")),
    TypedStep(starts="2026-05-18", amounts=("15", "", "7,5"), per_day="22.5"),
)
PLAN = TypedPlan(
    drug=Drug.BACLOFEN,
    route=PlanRoute.ORAL,
    start="60",
    times="10 PM, 6 AM; 14:00",
    steps=STEPS,
    prescriber=" Dr. Amara Okafor ",
    phone="313-555-0142",
    written_on="1 May 2026",
    received=Received.PAPER,
)


def wrong(typed: TypedPlan) -> dict[str, str]:
    return {problem.where: problem.words for problem in problems_in(typed, TODAY)}


def test_what_was_typed_is_what_is_kept():
    plan = plan_of(PLAN)
    assert wrong(PLAN) == {}
    assert plan.dose_times == ("06:00", "14:00", "22:00")
    assert plan.start_mg_per_day == Decimal(60)
    assert (plan.prescriber, plan.written_on) == ("Dr. Amara Okafor", date(2026, 5, 1))
    assert [step.from_ for step in plan.steps] == [date(2026, 5, day) for day in (4, 11, 18)]
    assert [step.mg_per_day for step in plan.steps] == [60, None, Decimal("22.5")]
    assert [(d.time, str(d.mg)) for d in plan.steps[2].doses] == [("06:00", "15"), ("22:00", "7.5")]


def test_a_pump_plan_is_kept_in_mcg_and_has_no_times():
    row = TypedStep(starts="18 May 2026", per_day="380")
    plan = plan_of(replace(PLAN, route=PlanRoute.ITB, start="420", steps=(row,)))
    assert (plan.start_mcg_per_day, plan.start_mg_per_day, plan.dose_times) == (420, None, ())
    assert (plan.steps[0].mcg_per_day, plan.steps[0].mg_per_day) == (380, None)


@pytest.mark.parametrize(
    ("change", "where", "said"),
    [
        ({"drug": None}, "plan.drug", "medicine"),
        ({"route": None}, "plan.route", "how it is taken"),
        ({"drug": Drug.CLONAZEPAM, "route": PlanRoute.ITB}, "plan.route", "by mouth"),
        ({"prescriber": "  "}, "plan.prescriber", "who wrote"),
        ({"written_on": "5/6/2026"}, "plan.written_on", "month as a word"),
        ({"written_on": "22 May 2026"}, "plan.written_on", "still to come"),
        ({"review_on": "soon"}, "plan.review_on", "month as a word"),
        ({"start": "sixty"}, "plan.start", "Type a number"),
        ({"start": "-60"}, "plan.start", "Type a number"),
        ({"times": "6 AM, noonish"}, "plan.times", "noonish is not a time"),
        ({"times": "8:00, 2 PM, 8 PM"}, "plan.times", "8:00: is it AM or PM?"),
        ({"times": "8:00, 2:00"}, "plan.times", "8:00: is it AM or PM?"),
        ({"times": "6 AM, 06:00"}, "plan.times", "stands twice"),
        ({"steps": (TypedStep(),)}, "plan.step.0.starts", "at least one step"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field(change, where, said):
    assert said in wrong(replace(PLAN, **change))[where]


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"starts": ""}, "starts", "month as a word"),
        ({"starts": "31 Feb 2026"}, "starts", "month as a word"),
        ({"starts": "11 May 2026"}, "starts", "Step 2 starts on 11 May 2026 too"),
        ({"starts": "10 May 2026"}, "starts", "10 May 2026, before step 2 on 11 May 2026"),
        ({"amounts": ("15", "x", "")}, "amount.1", "Type a number"),
        ({"amounts": ("1.23456", "", ""), "per_day": ""}, "amount.0", "Four decimals"),
        ({"amounts": ("", "", ""), "per_day": ""}, "per_day", "how much a day"),
        ({"per_day": "25"}, "per_day", "come to 22.5, the day says 25"),
        ({"per_day": "22..5"}, "per_day", "Type a number"),
    ],
)
def test_what_cannot_be_right_in_a_step_is_said_in_its_row(change, field, said):
    broken = replace(PLAN, steps=(*STEPS[:2], replace(STEPS[2], **change)))
    assert said in wrong(broken)[f"plan.step.2.{field}"]


def test_steps_go_into_the_order_of_their_days_only_when_somebody_wants_it():
    first, second, third = STEPS
    late = replace(second, starts="1 June 2026")
    typed = replace(PLAN, steps=(first, late, third))
    assert is_out_of_order(typed)
    assert "each step must start after" in wrong(typed)["plan.step.2.starts"].casefold()
    assert in_order(typed.steps) == (first, third, late)
    off = replace(late, status=StepStatus.CANCELLED)
    assert not is_out_of_order(replace(typed, steps=(first, off, third)))


def test_a_plan_with_problems_never_becomes_a_plan():
    with pytest.raises(Unread):
        plan_of(replace(PLAN, drug=None))
    with pytest.raises(Unread):
        plan_of(replace(PLAN, steps=(TypedStep(starts="soon", per_day="5"),)))


def test_a_new_version_says_when_it_was_written_and_a_first_one_may_not_know():
    assert wrong(replace(PLAN, written_on="")) == {}
    later = replace(as_typed(plan_of(PLAN), TODAY), written_on="")
    assert "day this was written or said" in wrong(later)["plan.written_on"]


def test_a_hold_says_who_said_it_and_when():
    held = replace(STEPS[2], status=StepStatus.HELD)
    told = wrong(replace(PLAN, steps=(*STEPS[:2], held)))
    assert set(told) == {"plan.step.2.said_by", "plan.step.2.said_at"}
    whole = replace(held, said_by="Dr. Okafor", said_at=SAID)
    step = plan_of(replace(PLAN, steps=(*STEPS[:2], whole))).steps[2]
    assert (step.status, step.status_by, step.status_at) == (StepStatus.HELD, "Dr. Okafor", SAID)


def test_a_step_taken_off_may_stand_on_the_day_of_another():
    off = replace(
        STEPS[2],
        starts="11 May 2026",
        status=StepStatus.CANCELLED,
        said_by="Dr. Okafor",
        said_at=SAID,
    )
    assert wrong(replace(PLAN, steps=(*STEPS[:2], off))) == {}


def test_a_version_that_is_only_looked_at_is_the_same_plan():
    plan = replace(plan_of(PLAN), review_on=date(2026, 6, 1), finished=True, id="p1", zone="UTC")
    again = plan_of(
        replace(as_typed(plan, TODAY), written_on="1 May 2026", received=Received.PAPER)
    )
    assert again == plan


def test_what_the_form_does_not_ask_stays_with_the_step():
    plan = plan_of(PLAN)
    steps = tuple(replace(step, hold_if="fever", as_written="as said") for step in plan.steps)
    shown = as_typed(replace(plan, steps=steps), TODAY)
    assert {step.hold_if for step in plan_of(shown).steps} == {"fever"}


def test_an_older_word_about_a_step_is_not_asked_for_again():
    old = replace(plan_of(PLAN).steps[0], status=StepStatus.HELD)
    plan = replace(plan_of(PLAN), steps=(old,))
    assert wrong(replace(as_typed(plan, TODAY), written_on="1 May 2026")) == {}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("15", "15"),
        ("7,5", "7.5"),
        (" 12.5 ", "12.5"),
        ("\u0667\u066b\u0665", "7.5"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1.125", "1.125"),
    ],
)
def test_a_dose_is_read_as_it_is_typed(typed, kept):
    assert str(amount(typed)) == kept


@pytest.mark.parametrize(
    "typed", ["", "15 mg", "1/2", "1 000", "1,200", "12,500", "1e2", "½", "15.", "12345678"]
)
def test_what_is_no_plain_number_is_refused(typed):
    with pytest.raises(Unread):
        amount(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2 mL", "Type mg, not mL"),
        ("2ml", "Type mg, not mL"),
        ("1.5 ML", "Type mg, not mL"),
        ("1/2 tablet", "Type mg, not tablets"),
        ("2 tabs", "Type mg, not tablets"),
        ("1,200", "Type it without a comma"),
        ("15 mg", "Type a number"),
    ],
)
def test_what_is_on_the_label_in_another_unit_is_asked_for_in_mg(typed, said):
    with pytest.raises(Unread, match=said):
        amount(typed)


def test_the_doses_of_a_row_come_to_a_total_only_when_all_are_numbers():
    assert total_of(STEPS[2]) == Decimal("22.5")
    assert total_of(replace(STEPS[2], amounts=("15", "x"))) is None
    assert total_of(TypedStep()) is None


def copied(*doses, times=("06:00",), **step):
    """Return the form of the next version of a plan with one step."""
    one = Step(from_=date(2026, 5, 4), doses=doses, **step)
    plan = replace(plan_of(PLAN), dose_times=times, steps=(one,))
    return plan, replace(as_typed(plan, TODAY), written_on="20 May 2026")


def test_a_dose_at_a_time_that_the_plan_does_not_list_stays_in_the_next_version():
    doses = (StepDose(time="06:00", mg=Decimal(15)), StepDose(time="22:00", mg=Decimal(15)))
    plan, typed = copied(*doses)
    assert wrong(typed) == {}
    assert plan_of(typed).steps == plan.steps


@pytest.mark.parametrize("total", [None, Decimal(45)])
def test_a_dose_without_its_amount_stays_a_dose_and_no_smaller_total_is_made_up(total):
    doses = (StepDose(time="06:00", mg=Decimal(15)), StepDose(time="22:00", mg=None))
    plan, typed = copied(*doses, mg_per_day=total)
    assert wrong(typed) == {}
    assert plan_of(typed).steps == plan.steps
    assert plan_of(typed).per_day_on(TODAY) == total
    said = replace(typed, steps=(replace(typed.steps[0], amounts=("15", "30")),))
    assert plan_of(said).steps[0].doses[1].mg == 30


def at_other_times(plan, times):
    """Return the form of the next version once its times were typed anew."""
    typed = replace(as_typed(plan, TODAY), written_on="20 May 2026")
    before = [f"{wall:%H:%M}" for wall in times_of(typed.times)]
    steps = tuple(at_times(row, before, times) for row in typed.steps)
    return replace(typed, times=", ".join(times), steps=steps)


def test_steps_that_are_over_keep_their_doses_when_the_times_are_others():
    plan = plan_of(PLAN)
    typed = at_other_times(plan, ("07:00", "14:00", "21:00"))
    here = replace(typed.steps[2], amounts=("15", "", "7.5"))
    typed = replace(typed, steps=(*typed.steps[:2], here))
    assert wrong(typed) == {}
    assert (unsaid_steps(typed), left_out_steps(typed)) == ((), ())
    again = plan_of(typed)
    assert again.steps[:2] == plan.steps[:2]
    assert [dose.time for dose in again.steps[2].doses] == ["07:00", "21:00"]
    # The times of then are not offered again: the next version would take them for times of now.
    assert as_typed(again, TODAY).times == typed_times("07:00", "14:00", "21:00")
    assert plan_of(replace(as_typed(again, TODAY), written_on="20 May 2026")).steps == again.steps


def typed_times(*times):
    return as_typed(replace(plan_of(PLAN), steps=(), dose_times=times), TODAY).times


def test_who_types_over_a_step_that_is_over_says_all_of_it():
    typed = at_other_times(plan_of(PLAN), ("07:00", "14:00", "21:00"))
    other = replace(typed.steps[1], amounts=("20", "15", "20"))
    (step,) = plan_of(replace(typed, steps=(other,))).steps
    assert [dose.time for dose in step.doses] == ["07:00", "14:00", "21:00"]


def test_a_dose_that_goes_with_its_time_is_asked_about_unless_somebody_says_the_total():
    ahead = TypedStep(starts="1 June 2026", amounts=("15", "15", "10"))
    typed = at_other_times(plan_of(replace(PLAN, steps=(*STEPS, ahead))), ("06:00", "14:00"))
    assert wrong(typed)["plan.step.2.per_day"].startswith("The doses come to 15")
    assert left_out_steps(typed) == (4,)
    moved = replace(typed.steps[3], amounts=("25", "15"))
    said = replace(typed.steps[3], per_day="30")
    for row in (moved, said):
        assert left_out_steps(replace(typed, steps=(*typed.steps[:3], row))) == ()


def test_a_new_row_that_loses_a_dose_with_its_time_is_asked_about():
    new = TypedStep(starts="1 June 2026", amounts=("15", ""), elsewhere={"22:00": "10"})
    typed = replace(PLAN, times="6 AM, 2 PM", steps=(new,))
    assert left_out_steps(typed) == (1,)
    assert left_out_steps(replace(typed, steps=(replace(new, amounts=("15", "10")),))) == ()


def test_two_doses_at_one_time_stay_two():
    doses = (StepDose(time="06:00", mg=Decimal(15)), StepDose(time="06:00", mg=Decimal(5)))
    plan, typed = copied(*doses)
    assert typed.steps[0].amounts == ("20",)
    assert plan_of(typed).steps == plan.steps


def test_a_step_without_any_amount_does_not_keep_a_hold_from_being_written():
    _plan, typed = copied(as_written="see the other page")
    held = replace(typed.steps[0], status=StepStatus.HELD, said_by="Dr. Okafor", said_at=SAID)
    assert wrong(replace(typed, steps=(held,))) == {}


def test_a_step_that_is_new_in_a_version_says_who_held_it_too():
    _plan, typed = copied(StepDose(time="06:00", mg=Decimal(15)))
    new = TypedStep(starts="18 May 2026", per_day="10", status=StepStatus.STEPPED_BACK)
    told = wrong(replace(typed, steps=(*typed.steps, new)))
    assert set(told) == {"plan.step.1.said_by", "plan.step.1.said_at"}


@pytest.mark.parametrize(
    ("change", "where", "most"),
    [
        ({"start": "1001"}, "plan.start", "1000"),
        (
            {"steps": (TypedStep(starts="4 May 2026", per_day="1001"),)},
            "plan.step.0.per_day",
            "1000",
        ),
        (
            {"steps": (TypedStep(starts="4 May 2026", amounts=("501",)),)},
            "plan.step.0.amount.0",
            "500",
        ),
        (
            {
                "route": PlanRoute.ITB,
                "start": "",
                "steps": (TypedStep(starts="4 May 2026", per_day="10001"),),
            },
            "plan.step.0.per_day",
            "10000",
        ),
    ],
)
def test_more_than_a_record_can_hold_is_a_slip_of_typing(change, where, most):
    assert f"More than {most} " in wrong(replace(PLAN, **change))[where]


def test_times_with_blanks_between_are_parted_only_where_each_says_am_or_pm():
    assert [wall.hour for wall in times_of("7am 1 pm 9pm")] == [7, 13, 21]
    with pytest.raises(Unread, match=r"^7am 1 9pm is not a time"):
        times_of("7am 1 9pm")


def test_times_by_a_clock_of_24_hours_are_read_as_they_stand():
    assert [f"{wall:%H:%M}" for wall in times_of("8:00, 14:00, 20:00")] == [
        "08:00",
        "14:00",
        "20:00",
    ]
    assert [f"{wall:%H:%M}" for wall in times_of("06:00, 12:00")] == ["06:00", "12:00"]
    noon = as_typed(replace(plan_of(PLAN), dose_times=("10:00", "12:30")), date(2026, 5, 1))
    assert [f"{wall:%H:%M}" for wall in times_of(noon.times)] == [
        "06:00",
        "10:00",
        "12:30",
        "14:00",
        "22:00",
    ]


def test_a_step_without_amounts_at_its_times_is_asked_about_but_not_one_to_nothing():
    blank = TypedStep(starts="4 May 2026", amounts=("", "", ""), per_day="60")
    stop = replace(blank, starts="1 June 2026", per_day="0")
    typed = replace(PLAN, steps=(blank, *STEPS[1:], stop))
    assert wrong(typed) == {}
    assert unsaid_steps(typed) == (1,)
    # What one version said of no amounts, the next one is not asked about again.
    assert unsaid_steps(as_typed(plan_of(typed), TODAY)) == ()
    assert unsaid_steps(replace(typed, steps=(replace(blank, amounts=()),))) == ()


def test_a_row_that_only_says_what_became_of_it_is_not_left_out():
    held = TypedStep(status=StepStatus.HELD, said_by="Dr. Okafor", said_at=SAID)
    assert "month as a word" in wrong(replace(PLAN, steps=(*STEPS, held)))["plan.step.3.starts"]


def test_no_times_are_no_times():
    assert times_of(" , ") == ()


def test_an_amount_in_the_unit_of_the_other_route_is_shown_in_this_one():
    row = TypedStep(starts="18 May 2026", per_day="15")
    oral = plan_of(replace(PLAN, times="", start="", steps=(row,)))
    pump = TaperPlan(drug=Drug.BACLOFEN, route=PlanRoute.ITB, steps=oral.steps)
    assert as_typed(pump, TODAY).steps[0].per_day == "15000"


LIQUID = Strength(drug=Drug.BACLOFEN, per_ml=Decimal(5))
TIMES = ("06:00", "14:00", "22:00")


def typed_in_ml(*amounts, **more):
    return replace(PLAN, steps=(TypedStep(starts="4 May 2026", amounts=amounts, **more),))


def test_ml_are_kept_as_the_mg_they_are_with_what_was_typed_and_the_strength():
    (step,) = plan_of(in_mg(typed_in_ml("4 mL", "3,5ml", "10"), LIQUID, TIMES)).steps
    assert [dose.mg for dose in step.doses] == [20, Decimal("17.5"), 10]
    said = step.as_written.replace("\u00a0", " ")
    assert said == "6 AM 4 mL, 2 PM 3.5 mL (5 mg in 1 mL)"
    told = told_in_mg(typed_in_ml("4 mL", "", "10").steps[0], LIQUID, TIMES).replace("\u00a0", " ")
    assert told.startswith("4 mL is 20 mg, at 5 mg in 1 mL. Is that the strength on the bottle")


def test_without_a_strength_of_that_medicine_nothing_is_worked_out_of_ml():
    for strength in (Strength(), replace(LIQUID, drug=Drug.CLONAZEPAM)):
        typed = typed_in_ml("4 mL", "", "")
        assert in_mg(typed, strength, TIMES) == typed
        assert "Type mg, not mL" in wrong(in_mg(typed, strength, TIMES))["plan.step.0.amount.0"]


def test_the_total_of_a_day_is_held_against_doses_in_ml():
    typed = in_mg(typed_in_ml("4 mL", "4 mL", "4 mL", per_day="12 mL"), LIQUID, TIMES)
    assert (wrong(typed), plan_of(typed).steps[0].mg_per_day) == ({}, 60)
    typed = in_mg(typed_in_ml("4 mL", "4 mL", "", per_day="12 mL"), LIQUID, TIMES)
    assert "The doses come to 40, the day says 60" in wrong(typed)["plan.step.0.per_day"]


def test_half_tablets_are_read_by_the_one_strength_on_record():
    tablets = Strength(drug=Drug.BACLOFEN, per_tablet=Decimal(10))
    (step,) = plan_of(in_mg(typed_in_ml("½ tablet", "1½ tabs", "2 tablets"), tablets, TIMES)).steps
    assert [dose.mg for dose in step.doses] == [5, 15, 20]


def test_words_of_the_paper_stay_while_nobody_types_over_the_amounts():
    before = plan_of(in_mg(typed_in_ml("4 mL", "4 mL", "4 mL"), LIQUID, TIMES))
    again = as_typed(before, TODAY)
    assert plan_of(again).steps[0].as_written == before.steps[0].as_written
    other = replace(again, steps=(replace(again.steps[0], amounts=("15", "20", "20")),))
    assert plan_of(other).steps[0].as_written is None
