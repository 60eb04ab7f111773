# SPDX-License-Identifier: MIT
"""What a sheet and an alert say where somebody told it another time, late, or to somebody else."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.borne_out import is_borne_out
from caregiver_app.domain.check_in import AsNeeded, CheckIn
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.happened import HAPPENED, Happening
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sharing.conflicts import Conflict
from caregiver_app.domain.sheets.as_needed import given_as_needed
from caregiver_app.domain.sheets.doses_told import told_doses
from caregiver_app.domain.sheets.plans_apart import doses_by_each, plans_of
from caregiver_app.domain.sheets.told_lately import told_lately
from caregiver_app.domain.sheets.weight_now import weight_now
from caregiver_app.domain.since_check import told_by_lines
from caregiver_app.domain.told_calmer import graver_than_told
from tests.domain.pretend import NOW, RULES, TODAY, ago, check_in, dose, person, plan
from tests.domain.test_told_order import written

A_DAY = timedelta(days=1)


def record(**lists: object) -> Record:
    return Record(person=person(), **lists)


def of_the_hours(hours: float, rule: str) -> CheckIn:
    found = Finding(id=rule, level=Level.URGENT, message="", because="", source="")
    judged = Assessment(rule_set="test", level=Level.URGENT, rules=(found,))
    more = {HAPPENED: Happening.TIME.value}
    return CheckIn(id="t", at=ago(hours), more=more, assessment=judged)


def test_before_the_first_check_in_a_dose_written_down_late_tells_that_an_alert_was_a_guess():
    alert, taking = of_the_hours(1, "U07"), plan("08:00", "20:00")
    forgotten = record(check_ins=(alert,), plans=(taking,), doses=(dose(40), dose(4)))
    assert not is_borne_out(RULES, forgotten, alert, A_DAY)
    missing = replace(forgotten, doses=(dose(40),))
    assert is_borne_out(RULES, missing, alert, A_DAY)


def test_what_was_given_at_no_written_time_counts_as_given_when_it_was_told():
    first = check_in(9, prn_taken=(AsNeeded(name="Lorazepam", at=ago(9.5)),))
    later = check_in(5, prn_taken=(AsNeeded(name="Ibuprofen"),))
    last = check_in(1, prn_taken=(AsNeeded(name="Lorazepam", at=ago(7)),))
    given = given_as_needed((first, later, last))
    assert [(one.name, one.when) for one in given] == [
        ("Ibuprofen", ago(5)),
        ("Lorazepam", ago(7)),
        ("Lorazepam", ago(9.5)),
    ]


def test_doses_that_came_up_again_or_were_extra_are_told_beside_missed_ones():
    told = told_doses((check_in(5, vomited_doses_24h=2), check_in(1, extra_dose=True)))
    assert [(one.status, one.count, one.at) for one in told] == [
        (DoseStatus.VOMITED, 2, ago(5)),
        (DoseStatus.EXTRA, None, ago(1)),
    ]


def test_what_was_taken_or_seen_before_stays_and_is_told_once():
    before = check_in(5, more={"new_medicine": "Tramadol"}, other_signs=("metallic taste",))
    told = told_lately(record(check_ins=(before, check_in(1))), NOW)
    ((name, medicine),) = told.medicines
    assert (name, medicine.value, medicine.at) == ("new_medicine", "Tramadol", ago(5))
    assert [(one.value, one.at) for one in told.other_signs] == [("metallic taste", ago(5))]
    again = check_in(1, more={"new_medicine": "tramadol "}, other_signs=("Metallic taste",))
    told = told_lately(record(check_ins=(before, again)), NOW)
    assert (told.medicines, told.other_signs) == ((), ())


def test_a_weight_that_the_profile_got_after_the_check_in_is_the_newest():
    weighed = (check_in(48, weight_kg=Decimal(58)),)
    after = person(weight_kg=Decimal(60), weight_date=TODAY)
    found = weight_now(Record(person=after, check_ins=weighed), NOW)
    assert (found.kg, found.on, found.no_day) == (60, TODAY, None)
    before = replace(after, weight_date=TODAY - timedelta(days=9))
    found = weight_now(Record(person=before, check_ins=weighed), NOW)
    assert (found.kg, found.on, found.no_day) == (58, ago(48).day, None)


def test_a_dose_that_was_kept_after_the_newest_check_in_of_a_file_is_no_news():
    calm, taking = check_in(5, Level.NO_FLAGS), plan("08:00", "20:00")
    given = record(check_ins=(calm,), plans=(taking,), doses=(dose(16), dose(4)))
    assert told_by_lines(RULES, given, NOW, A_DAY, A_DAY) is None
    extra = replace(given, doses=(*given.doses, dose(2, DoseStatus.EXTRA)))
    news = told_by_lines(RULES, extra, NOW, A_DAY, A_DAY)
    assert {rule.id for rule in news.assessment.rules} == {"U13"}


def test_a_check_in_that_was_never_judged_told_nobody_anything_calmer():
    never = CheckIn(id="c", at=ago(1), temp_c=Decimal(41))
    assert graver_than_told(RULES, record(check_ins=(never,)), NOW) is None
    calm = Assessment(rule_set="test", level=Level.NO_FLAGS)
    told = replace(never, assessment=calm)
    assert graver_than_told(RULES, record(check_ins=(told,)), NOW).level >= Level.URGENT


def test_of_plans_that_two_computers_wrote_apart_each_tells_its_own_dose():
    (one, _told), (two, _told) = (written(device, 1, 0, Level.NO_FLAGS) for device in "ab")
    sides = (replace(one, payload={"id": "p1"}), two)
    apart = Conflict(kind=ConflictKind.PLANS, sides=sides)
    assert plans_of([apart, replace(apart, kind=ConflictKind.PROFILES)]) == ("p1", two.id)
    other = plan("20:00", id="p3", drug=Drug.CLONAZEPAM)
    plans = (plan("08:00", id="p1"), plan("08:00", "20:00", id=two.id), other)
    told = doses_by_each(record(plans=plans), plans_of([apart]), NOW)
    assert [dose.per_day for dose in told] == [10, 20]
    assert doses_by_each(record(plans=plans), (), NOW) == ()
