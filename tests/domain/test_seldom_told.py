# SPDX-License-Identifier: MIT
"""What seldom stands in a record, and must not be told as something else."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.content.form import load_form
from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.back_dated import WRITTEN_AT
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_told import told_kept
from caregiver_app.domain.dosing.plan_time import plan_moves
from caregiver_app.domain.emergency_log import log_lines
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import ActionKind, ActionTaken, Change, PumpEventKind
from caregiver_app.domain.happened import HAPPENED, Happening
from caregiver_app.domain.history.corrected_record import begins_before
from caregiver_app.domain.history.corrections import UNDO, Correction
from caregiver_app.domain.history.story import asked_before, asked_from
from caregiver_app.domain.levels import Level
from caregiver_app.domain.people.caregivers import Caregiver, CaregiverRole, names_of
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, Step, StepStatus
from caregiver_app.domain.practice_steps import practised
from caregiver_app.domain.record import Record
from caregiver_app.domain.red_flags import red_flags
from caregiver_app.domain.sheets.clinic_steps import dose_counts
from caregiver_app.domain.sheets.doses_told import told_doses
from caregiver_app.domain.sheets.handoff_more import told_beside
from caregiver_app.domain.sheets.last_doses import last_doses
from caregiver_app.domain.sheets.outer_limits import outer_limits
from caregiver_app.domain.sheets.paper import changed_on, holds_from
from caregiver_app.domain.sheets.step_spans import step_spans
from caregiver_app.domain.sheets.told_together import told_together
from caregiver_app.domain.shift.shift_log import ON_SHIFT, READ_BACK, Fact, shifts
from caregiver_app.domain.since_check import newly_before
from caregiver_app.domain.spreadsheet_mark import id_of
from caregiver_app.domain.timing.follow_up import follow_up
from tests.domain.pretend import (
    NOW,
    RULES,
    TODAY,
    ago,
    check_in,
    dose,
    person,
    plan,
    pump_event,
    pump_person,
)
from tests.domain.test_practice_steps import written


def record(**lists: object) -> Record:
    return Record(person=person(), **lists)


@pytest.mark.parametrize(("days", "is_told"), [(13, True), (15, False)])
def test_a_dose_that_a_check_in_told_of_two_weeks_ago_is_looked_for_on_request(days, is_told):
    old = check_in(days * 24, last_kept_dose_at=ago(days * 24 + 1))
    quiet = check_in(1, last_kept_dose_at=None, doses_missed_in_row=None)
    told = record(check_ins=(old, quiet))
    assert (told_kept(told, NOW, long_ago=False) is old) is is_told
    assert told_kept(told, NOW, long_ago=True) is old


def test_a_step_that_is_told_at_noon_begins_with_the_next_dose_of_its_day():
    begun = plan("08:00", "14:00", "20:00")
    anew = Step(
        from_=TODAY,
        mg_per_day=Decimal(20),
        doses=begun.steps[0].doses,
        status=StepStatus.PLANNED,
        status_at=ago(0.5),
    )
    told = replace(begun, steps=(*begun.steps, anew))
    *_before, move = plan_moves(record(plans=(told,)), NOW)
    assert (move.exact, move.at.local.strftime("%H:%M")) == (True, "14:00")
    late = replace(anew, status_at=ago(-11))
    told = replace(begun, steps=(*begun.steps, late))
    *_before, move = plan_moves(record(plans=(told,)), ago(-11.5))
    assert (move.exact, move.at.local.strftime("%H:%M")) == (True, "23:00")


@pytest.mark.parametrize("kind", list(ActionKind))
def test_what_was_confirmed_of_a_plan_is_nothing_of_an_emergency(kind):
    done = ActionTaken(id="a", at=ago(1), kind=kind)
    lines = log_lines(record(actions=(done,)), NOW, ())
    assert bool(lines) is (kind not in {ActionKind.CONFIRMED_PLAN, ActionKind.DISMISSED})


def test_a_name_from_before_that_is_somebody_elses_now_signs_nothing_of_theirs():
    ana = Caregiver(id="1", name="Ana Diaz", earlier=("Ana",), role=CaregiverRole.FAMILY)
    other = Caregiver(id="2", name="Ana", role=CaregiverRole.AIDE)
    assert names_of(ana, (ana,)) == {"Ana Diaz", "Ana"}
    assert names_of(ana, (ana, other)) == {"Ana Diaz"}


def test_what_is_neither_a_check_in_nor_a_dose_is_no_step_of_the_practice():
    assert practised(person(), (written(EntryKind.PLAN),), ()).done == frozenset()


def test_the_most_that_was_told_of_missed_doses_stays_when_fewer_are_told_later():
    more, fewer = check_in(5, doses_missed_in_row=3), check_in(1, doses_missed_in_row=1)
    (told,) = told_doses((more, fewer))
    assert (told.status, told.count, told.at) == (DoseStatus.MISSED, 3, more.at)


def test_somebody_who_knows_their_name_is_no_news_and_an_answer_of_no_form_keeps_its_name():
    form = load_form()
    assert told_beside(form, {"knows_name": True}) == ()
    assert len(told_beside(form, {"knows_name": False})) == 1
    (other,) = told_beside(form, {"walks_with_a_stick": "yes"})
    assert (other.label, other.value) == ("walks with a stick", "yes")


def test_of_hundreds_of_newer_entries_that_were_lost_the_last_kept_dose_is_older():
    kept = dose(2000, mg=Decimal(10))
    lost = [dose(400 - n, DoseStatus.MISSED, at=None) for n in range(301)]
    (last,) = last_doses(record(doses=(kept, *lost)), NOW, (Drug.BACLOFEN,), RULES)
    assert last.at == kept.at


def test_nobodys_age_has_the_limits_of_a_grown_up_and_none_of_a_child():
    unknown, child = outer_limits(RULES, None), outer_limits(RULES, 5)
    assert unknown["bp"].low == outer_limits(RULES, 45)["bp"].low != child["bp"].low
    assert outer_limits(RULES, 0) == {}


def test_a_check_in_that_was_never_judged_is_not_judged_afterwards():
    never = CheckIn(id="c", at=ago(1), temp_c=Decimal(41))
    assert newly_before(RULES, record(check_ins=(never,)), NOW) is None
    assert newly_before(RULES, record(), NOW) is None


@pytest.mark.parametrize(("hours", "calls"), [(1, True), (24 * 60, False)])
def test_history_from_a_spreadsheet_calls_nobody(hours, calls):
    name = id_of("8d6a6b0c-0000-4000-8000-000000000001", 4)
    row = replace(check_in(hours, Level.URGENT), id=name, more={WRITTEN_AT: NOW.text})
    alert = follow_up(load_time_rules(), record(check_ins=(row,)), NOW)
    assert (alert is not None) is calls


def test_a_tap_that_was_never_judged_leaves_the_level_as_it_was():
    asked = check_in(2, Level.WATCH)
    tap = CheckIn(id="t", at=ago(1), more={HAPPENED: Happening.FALL.value})
    told = told_together(record(check_ins=(asked, tap))).last_check_in
    assert told.assessment.level is Level.WATCH
    alone = told_together(record(check_ins=(tap,))).last_check_in
    assert (alone.id, alone.assessment) == ("t", None)


def test_what_was_corrected_of_a_call_reaches_back_to_no_time():
    call = ActionTaken(id="a", at=ago(5), kind=ActionKind.SPOKE)
    told = Correction(at=NOW, by=None, reason=None, target="a", changes=())
    assert not begins_before(told, call, NOW)
    assert begins_before(told, check_in(5), NOW)
    assert not begins_before(told, check_in(5), ago(6))


def test_a_dose_without_a_time_stands_for_no_planned_one():
    timeless = DoseEvent(id="d", status=DoseStatus.TAKEN)
    taking = plan("08:00", "20:00")
    with_it = record(plans=(taking,), doses=(timeless, dose(4)))
    zone = NOW.local.tzinfo
    (span,) = step_spans(with_it, Drug.BACLOFEN, PlanRoute.ORAL, ago(24), NOW, zone)
    assert dose_counts(with_it, span, NOW, zone) == dose_counts(
        replace(with_it, doses=(dose(4),)), span, NOW, zone
    )


def test_what_was_tapped_is_stepped_over_on_the_way_to_the_check_in_that_asked():
    tap = CheckIn(id="t", at=ago(3), more={HAPPENED: Happening.FALL.value})
    asked, later = check_in(4), check_in(1)
    told = (asked, tap, later)
    assert asked_before(told, 2) is asked
    assert asked_from(told, 1) is later
    assert asked_before((tap,), 1) is asked_from((tap,), 0) is None


def test_a_tile_that_no_rule_calls_for_is_no_red_flag():
    form = load_form()
    quiet = replace(form.tiles[0], field="fall", value="none", label="No fall")
    flags = red_flags(RULES, replace(form, tiles=(quiet, *form.tiles)), person(), NOW, "")
    assert flags == red_flags(RULES, form, person(), NOW, "")


def test_an_undo_of_a_shift_that_never_began_changes_nothing():
    began = Change(id="a", at=ago(5), target="p", field=ON_SHIFT, before=None, after="Ana")
    undone = replace(began, id="b", at=ago(4), before="Ben", after=None, reason=UNDO)
    (shift,) = shifts((began, undone))
    assert (shift.who, shift.end) == ("Ana", None)


def test_a_scan_changes_no_dose_of_a_pump_and_a_step_to_the_same_dose_is_none():
    scan = pump_event(30, PumpEventKind.MRI)
    with_pump = Record(person=pump_person(), pump_events=(scan,))
    assert changed_on(with_pump, ago(90), NOW) is None
    assert [*holds_from(with_pump, NOW).values()] == [None]
    taking = plan("08:00", mg="10", first=TODAY - timedelta(days=9))
    same = replace(taking.steps[0], from_=TODAY - timedelta(days=1))
    held = record(plans=(replace(taking, steps=(*taking.steps, same)),))
    assert changed_on(held, ago(72), NOW) is None
    assert [*holds_from(held, NOW).values()] == [TODAY - timedelta(days=9)]


def test_a_read_back_without_words_was_none():
    began = Change(
        id="a", at=ago(5), by="Ana", target="p", field=ON_SHIFT, before=None, after="Ana"
    )
    blank = replace(began, id="b", field=f"{READ_BACK}.{Fact.LAST_DOSE}", after=" ")
    (shift,) = shifts((began, blank))
    assert (shift.read_back, shift.all_read) == ((), False)
