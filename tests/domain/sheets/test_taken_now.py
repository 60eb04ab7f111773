# SPDX-License-Identifier: MIT
"""What help must hear of: every drug with a plan or with doses, how much now, the last dose."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from caregiver_app.content.emergency_words import load_first_aid
from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.check_in import AsNeeded
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.dosing.dose_clock import newest_kept
from caregiver_app.domain.dosing.dose_told import OR_MORE
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.person import Drug, Medicine, MedicineGroup, Pump, Route
from caregiver_app.domain.plan import PlanRoute, Step, StepStatus, TaperPlan
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.as_needed import given_to_tell
from caregiver_app.domain.sheets.taken_now import taken_now
from caregiver_app.ui.words.emergency_words import spoken
from tests.domain.pretend import NOW, ago, check_in, dose, person, plan, pump_event, pump_person
from tests.ui.test_emergency_words import script

RULES = load_rule_set()
B, C = Drug.BACLOFEN, Drug.CLONAZEPAM
ORAL, ITB = PlanRoute.ORAL, PlanRoute.ITB
BACLOFEN = plan("08:00", "20:00")
CLONAZEPAM = plan("20:00", mg="0.5", drug=C)
OVER = replace(
    CLONAZEPAM,
    steps=(*CLONAZEPAM.steps, Step(from_=date(2026, 5, 1), mg_per_day=Decimal(0))),
    finished=True,
)


def told(who=None, **record):
    """Return drug, route and daily amount of everything that is taken."""
    found = taken_now(Record(person=who or person(), **record), NOW, RULES)
    return [(taken.drug, taken.route, taken.per_day) for taken in found]


def test_two_plans_are_two_drugs_and_the_one_being_stepped_down_comes_first():
    plans = (BACLOFEN, CLONAZEPAM)
    assert told(plans=plans) == [(B, ORAL, Decimal(20)), (C, ORAL, Decimal("0.5"))]
    assert [drug for drug, *_rest in told(person(drug=C), plans=plans)] == [C, B]


def test_a_drug_without_a_plan_is_told_once_a_dose_of_it_was_logged():
    assert told(plans=(BACLOFEN,), doses=(dose(3, drug=C),))[1:] == [(C, ORAL, None)]
    assert told(plans=(BACLOFEN,), doses=(dose(-3, drug=C),))[1:] == []


def test_extra_doses_of_a_day_are_told_of_their_own_drug_the_newest_first():
    extra = [dose(h, DoseStatus.EXTRA, mg=Decimal(h)) for h in (25, 24, 3)]
    other = dose(2, DoseStatus.EXTRA, drug=C, mg=Decimal(1))
    doses = (*extra, other, dose(-1, DoseStatus.EXTRA))
    found = taken_now(Record(person=person(), plans=(BACLOFEN,), doses=doses), NOW, RULES)
    assert [[one.mg for one in taken.extra] for taken in found] == [[3, 24], [1]]
    assert [taken.extra_told for taken in found] == [None, None]


def test_what_was_given_as_needed_in_a_day_is_told_what_is_known_to_sedate_first():
    named = ((25, "Codeine"), (9, "lorazepam 1"), (3, "Lorazepam 1"), (2, "Aspirin"))
    given = tuple(
        check_in(h, prn_taken=(AsNeeded(name=name, at=ago(h) if h < 9 else None),))
        for h, name in named
    )
    listed = Medicine(name="lorazepam", groups=(MedicineGroup.BENZODIAZEPINE,))
    record = Record(person=person(medicines=(listed,)), check_ins=given)
    told = given_to_tell(record, NOW)
    assert [(one.name, one.before) for one in told] == [("Lorazepam 1", 1), ("Aspirin", 0)]


def test_an_extra_dose_that_only_a_check_in_told_is_told_with_its_time():
    told_at = (check_in(25, extra_dose=True), check_in(5, extra_dose=True), check_in(1))
    (found,) = taken_now(Record(person=person(), check_ins=told_at), NOW, RULES)
    assert (found.extra, found.extra_told) == ((), ago(5))
    logged = (dose(6, DoseStatus.EXTRA),)
    (found,) = taken_now(Record(person=person(), check_ins=told_at, doses=logged), NOW, RULES)
    assert (len(found.extra), found.extra_told) == (1, None)


def test_a_dose_that_went_up_is_told_for_as_long_as_it_counts_with_sleepiness():
    higher = Step(from_=NOW.day, mg_per_day=Decimal(60))
    risen = replace(BACLOFEN, steps=(*BACLOFEN.steps, higher))
    (found,) = taken_now(Record(person=person(), plans=(risen,)), NOW, RULES)
    assert found.rise is not None
    assert (found.rise.before, found.rise.after) == (20, 60)
    (later,) = taken_now(Record(person=person(), plans=(risen,)), ago(-24 * 4), RULES)
    assert later.rise is None


def test_the_step_behind_a_hold_is_told_once_its_day_has_come():
    hold = Step(from_=NOW.day - timedelta(days=3), mg_per_day=Decimal(18), status=StepStatus.HELD)
    after = Step(from_=NOW.day, mg_per_day=Decimal(15))
    held = replace(BACLOFEN, steps=(hold, after))
    (found,) = taken_now(Record(person=person(), plans=(held,)), NOW, RULES)
    assert (found.per_day, found.held) == (18, after)
    (before,) = taken_now(Record(person=person(), plans=(held,)), ago(24), RULES)
    assert before.held is None


@pytest.mark.parametrize(
    ("answers", "told"),
    [((True,), True), ((True, None), True), ((True, False), False), ((), False)],
)
def test_a_rise_that_only_a_check_in_told_is_told_until_one_says_no(answers, told):
    looks = tuple(check_in(9 - n, recent_increase=said) for n, said in enumerate(answers))
    (found,) = taken_now(Record(person=person(), check_ins=looks), NOW, RULES)
    assert (found.rise_told == ago(9)) is told


def test_each_drug_has_its_own_last_dose():
    doses = (dose(9, drug=C, mg=Decimal("0.5")), dose(4, drug=B, mg=Decimal(10)))
    found = taken_now(
        Record(person=person(), plans=(BACLOFEN, CLONAZEPAM), doses=doses), NOW, RULES
    )
    assert [(t.last.at, t.last.mg) for t in found] == [(ago(4), 10), (ago(9), Decimal("0.5"))]


def test_a_pump_is_told_beside_the_doses_by_mouth_with_what_it_is_set_to():
    set_to = pump_event(30, PumpEventKind.DOSE_CHANGE, dose_mcg_per_day=Decimal(300))
    both = pump_person(route=Route.BOTH)
    for doses in ((), (dose(4),)):
        found = told(both, plans=(BACLOFEN, CLONAZEPAM), pump_events=(set_to,), doses=doses)
        assert found == [(B, ITB, 300), (B, ORAL, 20), (C, ORAL, Decimal("0.5"))]


def test_a_pump_without_a_plan_has_the_amount_of_the_profile():
    who = pump_person(pump=Pump(dose_mcg_per_day=Decimal(350)))
    assert told(who) == [(B, ITB, 350)]


def test_who_steps_down_from_clonazepam_and_has_a_pump_takes_two_drugs():
    assert told(pump_person(drug=C)) == [(C, ORAL, None), (B, ITB, None)]


@pytest.mark.parametrize(("doses", "found"), [((), [B]), ((dose(200, drug=C),), [B, C])])
def test_a_plan_that_ended_is_told_while_doses_of_it_are_in_the_log(doses, found):
    taken = taken_now(Record(person=person(), plans=(BACLOFEN, OVER), doses=doses), NOW, RULES)
    assert [one.drug for one in taken] == found
    assert [one.is_over for one in taken] == [False, True][: len(found)]


def test_the_own_drug_is_told_even_when_its_plan_ended():
    (taken,) = taken_now(Record(person=person(drug=C), plans=(OVER,)), NOW, RULES)
    assert (taken.drug, taken.is_over) == (C, True)


def test_an_empty_record_names_its_drug_and_nothing_more():
    (taken,) = taken_now(Record(person=person()), NOW, RULES)
    assert (taken.drug, taken.per_day, taken.is_over, taken.last) == (B, None, False, None)


def test_a_dose_that_came_up_or_was_missed_is_not_the_last_one():
    doses = (dose(9), dose(4, DoseStatus.VOMITED), dose(2, DoseStatus.MISSED))
    assert newest_kept(Record(person=person(), doses=doses), NOW, B).at == ago(9)


def test_the_newer_of_the_log_and_a_check_in_is_the_last_dose_of_the_own_drug_only():
    record = Record(
        person=person(),
        doses=(dose(9), dose(8, drug=C)),
        check_ins=(check_in(3, last_kept_dose_at=ago(5)),),
    )
    assert newest_kept(record, NOW, B).at == ago(5)
    assert newest_kept(record, NOW, C).at == ago(8)


def test_the_newest_answer_that_names_a_dose_counts_not_the_newest_check_in():
    answers = ((5, ago(6)), (3, ago(4)), (1, None))
    told = tuple(check_in(hours, last_kept_dose_at=at) for hours, at in answers)
    assert newest_kept(Record(person=person(), check_ins=told), NOW, B).at == ago(4)


def test_a_dose_of_this_very_minute_names_its_drug_and_one_without_a_time_does_not():
    timeless = dose(1, drug=C, at=None, scheduled_for=None)
    assert told(doses=(timeless,)) == [(B, ORAL, None)]
    assert told(doses=(dose(0, drug=C),)) == [(B, ORAL, None), (C, ORAL, None)]


def test_a_plan_that_runs_is_not_over_by_mouth_or_by_pump():
    by_pump = TaperPlan(
        drug=B,
        route=ITB,
        start_mcg_per_day=Decimal(300),
        steps=(Step(from_=date(2026, 5, 1), mcg_per_day=Decimal(280)),),
    )
    kept = Record(person=pump_person(route=Route.BOTH), plans=(by_pump, BACLOFEN))
    assert [one.is_over for one in taken_now(kept, NOW, RULES)] == [False, False]
    ended = replace(
        by_pump, finished=True, steps=(Step(from_=date(2026, 5, 1), mcg_per_day=Decimal(0)),)
    )
    over = taken_now(replace(kept, plans=(ended, BACLOFEN)), NOW, RULES)
    assert [(one.route, one.is_over) for one in over] == [(ITB, True), (ORAL, False)]


def test_help_hears_of_doses_that_somebody_said_were_missed_and_of_none_that_nobody_wrote_down():
    said = check_in(1, doses_missed_in_row=2, last_kept_dose_at=ago(20), raw={"x": "y"})
    for raw, or_more in (({}, False), ({"doses_missed_in_row": OR_MORE}, True)):
        told = replace(said, raw=raw)
        (taken,) = taken_now(Record(person=person(), check_ins=(told,)), NOW, RULES)
        assert (taken.missed, taken.or_more) == (2, or_more)
    (taken,) = taken_now(Record(person=person(), plans=(BACLOFEN,), doses=(dose(30),)), NOW, RULES)
    assert (taken.missed, taken.or_more) == (0, False)


def test_help_hears_of_doses_that_nobody_is_sure_of_as_that():
    log = (dose(30), dose(20, DoseStatus.MISSED), dose(10, DoseStatus.UNSURE))
    (taken,) = taken_now(Record(person=person(), doses=log), NOW, RULES)
    assert (taken.missed, taken.unsure) == (1, 1)
    said = spoken(load_first_aid(), script(taken, now=NOW))
    words = " ".join("".join(text for text, _bold in line) for line in said).replace("\u00a0", " ")
    assert "Doses missed or thrown up since: 1." in words
    assert "Doses that nobody is sure of since: 1." in words


def test_half_a_check_in_hushes_no_missed_dose_that_the_one_before_told():
    told = check_in(2, doses_missed_in_row=2, last_kept_dose_at=ago(20))
    half = check_in(1, doses_missed_in_row=None, last_kept_dose_at=None)

    def missed(*check_ins, doses=()):
        kept = Record(person=person(), check_ins=check_ins, doses=doses)
        return taken_now(kept, NOW, RULES)[0].missed

    assert missed(told, half) == missed(told) == 2
    assert missed(told, half, doses=(dose(1.5),)) == 0  # one stayed down since
    assert missed(told, check_in(1.5, doses_missed_in_row=0), half) == 0
    assert missed(told, replace(half, last_kept_dose_at=ago(1.5))) == 0
    assert missed(replace(told, at=ago(26)), half) == 0  # another day
