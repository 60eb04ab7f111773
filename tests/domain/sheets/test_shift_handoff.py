# SPDX-License-Identifier: MIT
"""The next caregiver learns the last and the next dose, what is open, and what changed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from caregiver_app.content.changes import load_changes
from caregiver_app.content.plan_prompts import load_plan_prompts
from caregiver_app.content.sheets import load_sheets
from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.changed.change_lines import QUIET
from caregiver_app.domain.events import ActionKind, ActionTaken, Change
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Route, Supply
from caregiver_app.domain.plan import StepStatus
from caregiver_app.domain.prompts.plan_prompts import plan_prompts
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.clinic_handoff import plans_in_force
from caregiver_app.domain.sheets.handoff import select_handoff
from caregiver_app.domain.sheets.shift_handoff import ShiftHandoff, select_shift
from caregiver_app.domain.shift.shift_log import ON_SHIFT
from tests.domain.pretend import NOW, RULES, ZONE, ago, check_in, dose, person, plan, pump_person

TIMES, CHANGES, PROMPTS = load_time_rules(), load_changes(), load_plan_prompts()
PLAN = plan("06:00", "14:00", "22:00", id="p1")


def shift(now: Moment = NOW, **parts) -> ShiftHandoff:
    found = Record(**{"person": person(), "plans": (PLAN,), **parts})
    last = found.last_check_in
    handoff = select_handoff(found, last.assessment if last else None, now, RULES)
    plans, prompts = plans_in_force(found, now.day), plan_prompts(PROMPTS, found, now)
    return select_shift(found, handoff, plans, prompts, TIMES, CHANGES)


def test_the_next_planned_dose_is_told_with_its_milligrams():
    (found,) = shift(doses=(dose(6),)).doses
    assert found.next is not None
    assert (found.next.due.local.hour, found.next.mg) == (14, 10)


def test_a_dose_that_is_written_down_already_is_not_the_next_one():
    early = dose(0.5, scheduled_for=Moment.parse("2026-05-10T14:00:00-04:00"))
    (found,) = shift(doses=(dose(6), early)).doses
    assert found.next is not None
    assert found.next.due.local.hour == 22


def test_a_planned_dose_that_nobody_wrote_down_since_the_last_kept_one_is_named():
    (found,) = shift(doses=(dose(14),)).doses  # 22:00; 06:00 has no entry
    assert [slot.due.local.hour for slot in found.unwritten or ()] == [6]
    (found,) = shift(doses=(dose(14), dose(6))).doses
    assert found.unwritten == ()


def test_without_any_entry_nobody_can_say_what_was_written_down():
    (found,) = shift().doses
    assert found.unwritten is None


def test_the_next_dose_across_a_clock_change_is_truly_so_far_away():
    now = Moment.parse("2026-03-07T23:00:00-05:00", ZONE)
    (found,) = shift(now=now).doses
    assert found.next is not None
    assert found.next.due.utc - now.utc == timedelta(hours=6)


def test_each_medicine_by_mouth_has_its_own_doses():
    other = replace(plan("20:00"), drug=Drug.CLONAZEPAM)
    found = shift(plans=(PLAN, other), doses=(dose(6), dose(16, drug=Drug.CLONAZEPAM)))
    hours = {one.drug: one.next.due.local.hour for one in found.doses if one.next}
    assert hours == {Drug.BACLOFEN: 14, Drug.CLONAZEPAM: 20}


def test_a_plan_that_is_over_has_no_next_dose():
    over = replace(plan("06:00", first=date(2026, 5, 1)), finished=True)
    assert all(one.next is None for one in shift(plans=(over,), doses=(dose(6),)).doses)


def test_a_pump_alone_has_dates_and_no_dose_by_mouth():
    found = shift(person=pump_person(), plans=())
    assert found.doses == ()
    assert (found.low_reservoir, found.refill_visit) == (date(2026, 8, 1), None)


def test_an_open_alert_and_the_next_check_are_there_with_their_reason():
    found = shift(check_ins=(check_in(2, Level.URGENT),))
    assert found.follow is not None
    assert not found.follow.answered
    assert found.check_why == TIMES.words.reasons[found.check.reason]


def test_lines_that_name_no_change_are_left_out():
    found = shift(check_ins=(check_in(20), check_in(2, stiffness=8)))
    assert found.changed
    assert not {line.kind for line in found.changed} & QUIET


def test_a_confirmed_question_is_no_longer_asked():
    steep = replace(plan("06:00", mg="90", first=date(2026, 5, 1)), id="p1")
    told = ActionTaken(id="a", at=ago(1), kind=ActionKind.CONFIRMED_PLAN, about="p1")
    assert any(q.plan_id == "p1" for q in shift(plans=(steep,)).questions)
    assert not any(q.plan_id == "p1" for q in shift(plans=(steep,), actions=(told,)).questions)


def test_the_medicine_that_is_left_is_told_for_those_who_take_it_by_mouth():
    supply = Supply(units_left=Decimal(12), counted_on=date(2026, 5, 9))
    assert shift(person=person(supply=supply)).supply == supply
    assert shift(person=pump_person(supply=supply), plans=()).supply is None


def test_the_next_step_and_the_prescribers_own_words_are_as_written():
    now_step = replace(PLAN.steps[0], hold_if="a fever", as_written="one tablet")
    coming = replace(PLAN.steps[0], from_=date(2026, 6, 1))
    found = shift(plans=(replace(PLAN, steps=(now_step, coming)),))
    assert [one.step for one in found.next_steps] == [coming]
    assert [(n.hold_if, n.as_written) for n in found.plan_notes] == [("a fever", "one tablet")]


def test_a_step_behind_a_hold_is_not_told_as_a_fact():
    """Whoever comes for the night must not give tomorrow what the prescriber has put off."""
    now_step, coming = PLAN.steps[0], replace(PLAN.steps[0], from_=date(2026, 6, 1))
    held = replace(now_step, status=StepStatus.HELD, status_at=NOW)
    (told,) = shift(plans=(replace(PLAN, steps=(held, coming)),)).next_steps
    assert (told.step, told.waits) == (coming, True)
    (told,) = shift(plans=(replace(PLAN, steps=(now_step, coming)),)).next_steps
    assert not told.waits


def test_who_had_the_shift_before_is_told_while_nobody_has_the_next_one():
    ana = Change(id="a", at=ago(9), target="p", field=ON_SHIFT, before=None, after="Ana")
    ends = replace(ana, id="b", at=ago(2), before="Ana", after=None)
    gone = shift(changes=(ana, ends)).gone
    assert (gone.who, gone.end) == ("Ana", ago(2))
    ben = replace(ana, id="c", at=ago(1), after="Ben")
    found = shift(changes=(ana, ends, ben))
    assert found.gone is None
    assert [one.who for one in found.on] == ["Ben"]


def test_what_to_do_if_begins_with_911_and_follows_the_route():
    content = load_sheets()
    mouth, pump = content.what_if(person()), content.what_if(pump_person())
    assert mouth[0] == pump[0] == "E01"
    assert "U07" in mouth
    assert "E14" not in mouth
    assert "E14" in pump
    assert "U07" not in pump
    both = content.what_if(person(route=Route.BOTH))
    assert {"E14", "U07"} <= set(both)
