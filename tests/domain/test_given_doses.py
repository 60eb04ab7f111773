# SPDX-License-Identifier: MIT
"""Which given doses U17 holds to the plan, which of them belong together, and to which day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import Step
from tests.domain.pretend import dose, plan
from tests.domain.test_planned_doses import LISTED, NIGHT, WALLS, a_day, at, told

LATE, MISSED = DoseStatus.LATE, DoseStatus.MISSED
CLONAZEPAM = Drug.CLONAZEPAM
BOTH = (LISTED, plan("06:00", mg="1", drug=CLONAZEPAM))
SIXTY = (a_day(("60", 1)),)
NUUK = "America/Nuuk"


def at_night(*doses: DoseEvent, plans=SIXTY) -> str:
    """Return what is told on 9 May at 23:30."""
    return told(*doses, plans=plans, now=NIGHT)


def a_day_of(total: int) -> str:
    return f"{total} mg was given in one day. The plan says 60 mg a day."


def test_a_dose_is_held_to_the_plan_of_its_own_drug_and_only_when_it_was_kept() -> None:
    right, other = at("10 06:00", "10"), at("10 06:00", "1")
    assert told(right, replace(other, drug=CLONAZEPAM), plans=BOTH) == ""
    missed = at("10 06:00", "1", MISSED)
    assert told(right, replace(missed, drug=CLONAZEPAM)) == ""
    assert "clonazepam" in told(right, replace(other, drug=CLONAZEPAM))


def test_a_wrong_dose_is_told_for_a_day() -> None:
    right = at("10 06:00", "10")
    assert (
        told(at("9 08:01", "15"), right) == "A dose was given at 08:01. The plan has no dose then."
    )
    assert told(at("9 07:59", "15"), right) == told(at("8 06:00", "15"), right) == ""


def test_the_dose_of_before_is_told_from_the_first_day_of_a_cut_on() -> None:
    cut = Step(from_=date(2026, 5, 10), doses=plan(*WALLS, mg="5").steps[0].doses)
    plans = (replace(LISTED, steps=(*LISTED.steps, cut)),)
    assert told(at("9 22:00", "10"), at("10 06:00", "5"), plans=plans) == ""
    wrong = "10 mg was given for the 06:00 dose. The plan says 5 mg."
    assert told(at("10 06:00", "10"), plans=plans) == wrong


def test_what_is_not_a_plan_of_another_drug_may_be_confirmed_without_naming_it() -> None:
    when = at("10 07:00").at
    action = ActionTaken(id="a", at=when, kind=ActionKind.CONFIRMED_PLAN, about=None)
    assert told(at("10 06:00", "15"), plans=BOTH, actions=(action,)) == ""


def test_doses_of_two_planned_times_that_are_close_are_not_added_up() -> None:
    close = (plan("06:00", "07:00"),)
    six, seven = at("10 06:00", "10"), at("10 07:00", "10")
    assert told(six, seven, plans=close) == ""
    between = "A dose was given at 07:45. The plan has no dose then."
    assert told(six, seven, at("10 07:45", "10"), plans=close) == between


def test_a_dose_before_midnight_may_be_the_one_planned_after_it() -> None:
    assert told(at("9 23:15", "10"), plans=(plan("00:30"),)) == ""
    assert told(at("9 00:30", "10"), plans=(plan("23:15"),), now=NIGHT) == ""


def late(text: str, due: str | None) -> DoseEvent:
    return at(text, "20", LATE, due)


@pytest.mark.parametrize(
    ("doses", "expected"),
    [
        # A late one that does not say when it was due, before any of its day: of the day before.
        ((at("8 06:00", "25"), at("8 14:00", "25"), late("9 00:30", None)), a_day_of(70)),
        # After one of its day: of its own.
        ((late("9 09:00", None), at("9 14:00", "20"), at("9 22:00", "25")), a_day_of(65)),
        # One that says when it was due is of that day.
        ((late("9 03:00", "9 02:30"), at("9 06:00", "20"), at("9 14:00", "15"),
          at("9 22:00", "10")), a_day_of(65)),
        # A dose that was not kept adds nothing.
        ((at("9 06:00", "25"), at("9 14:00", "25"), at("9 22:00", "20", MISSED)), ""),
        # One at another time makes the day no less, and is counted with it.
        ((at("9 03:00", "10"), at("9 06:00", "15"), at("9 14:00", "15"), at("9 22:00", "15")),
         a_day_of(55)),
    ],
)  # fmt: skip
def test_a_day_holds_the_doses_that_were_given_for_it(doses, expected) -> None:
    assert at_night(*doses) == expected


def test_less_than_a_day_is_not_told_where_no_times_are_planned() -> None:
    assert at_night(at("9 13:00", "30"), plans=(a_day(("60", 1), walls=()),)) == ""


def test_a_dose_given_long_after_it_was_due_is_held_to_its_own_whole_day() -> None:
    whole = (at("8 06:00", "20"), at("8 14:00", "20"), late("9 14:05", "8 22:00"))
    now = at("10 13:00").at
    assert told(*whole, plans=SIXTY, now=now) == ""
    less = replace(whole[0], mg=Decimal(15))
    assert told(less, *whole[1:], plans=SIXTY, now=now) == a_day_of(55)


def test_doses_written_in_another_zone_and_given_here_are_a_day_here() -> None:
    log = [replace(at(f"9 {wall}", "20"), zone="Asia/Tokyo") for wall in WALLS]
    assert at_night(*log) == ""
    assert at_night(*log[:2], replace(log[2], mg=Decimal(15))) == a_day_of(55)


def test_a_dose_whose_time_the_clocks_skip_before_midnight_is_one_of_the_next_day() -> None:
    """In Nuuk 23:00 becomes 0:00 on 28 March: the dose of 23:30 is due at 0:30."""
    walls, step = ("11:30", "23:30"), Step(from_=date(2026, 3, 1), mg_per_day=Decimal(20))

    def given(*texts: str) -> str:
        moments = [Moment.parse(f"2026-03-{text}:00-01:00", NUUK) for text in texts]
        log = [dose(0, id=m.text, at=m, scheduled_for=m, mg=Decimal(5)) for m in moments]
        now = Moment.parse("2026-03-29T23:50:00-01:00", NUUK)
        return told(*log, plans=(plan(*walls, steps=(step,)),), now=now, zone=NUUK)

    assert given("29T11:30", "29T23:30") == ""
    assert given("29T00:30", "29T11:30", "29T23:30").startswith("15 mg was given in one day.")
