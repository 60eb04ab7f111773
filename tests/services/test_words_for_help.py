# SPDX-License-Identifier: MIT
"""What the words for the phone say: the signs of now and of before, where to go, what is there."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import (
    Alertness,
    Breathing,
    Draft,
    Fall,
    Orientation,
    PumpAlarm,
    Seizure,
)
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.person import (
    Drug,
    Medicine,
    MedicineGroup,
    MedicineStatus,
    Person,
    Pump,
    Route,
)
from caregiver_app.system.clock import here_and_now
from tests.services.test_nothing_calmer import QUIET

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("hours", [1, 11, 13, 23])
def test_what_happened_is_said_as_long_as_the_emergency_stays_in_sight(services, clock, hours):
    person = services.people.open_practice("practice-oral")
    seen = services.check_ins.save(person, Draft(orientation=Orientation.VERY_CONFUSED))
    clock.go_to(clock.now() + hours * HOUR)
    assert services.alerts.follow_up(person).level is Level.EMERGENCY
    script = services.emergency.script(person)
    earlier = [why for at, why in script.before if at == seen.check_in.at]
    assert any("mixed up" in why.casefold() for why in (*script.signs, *earlier))


def test_what_was_seen_more_than_an_hour_ago_is_said_with_its_time(services, clock):
    person = services.people.open_practice("practice-oral")
    seen = services.check_ins.save(person, Draft(orientation=Orientation.VERY_CONFUSED)).check_in
    script = services.emergency.script(person)
    assert (len(script.signs), script.before) == (1, ())
    clock.go_to(clock.now() + HOUR)
    assert services.emergency.script(person).signs == script.signs
    clock.go_to(clock.now() + timedelta(minutes=1))
    later = services.emergency.script(person)
    assert (later.signs, later.before) == ((), ((seen.at, script.signs[0]),))


def test_what_was_typed_before_a_crash_and_never_saved_is_in_the_words(services, monkeypatch):
    person = services.people.open_practice("practice-oral")
    services.check_ins.keep_draft(person, Draft(orientation=Orientation.VERY_CONFUSED, hr=88))
    script = services.emergency.script(person)
    assert (script.begun, script.signs) == (("Very mixed up.",), ())
    assert script.begun_at == script.now
    found = services.check_ins.assess(person, Draft(chest_pain=True), ())
    assert services.emergency.script(person, found).begun == ()
    monkeypatch.setattr(services.emergency, "_begun", lambda _person: 1 / 0)
    assert services.emergency.script(person).taken == script.taken
    monkeypatch.undo()
    services.check_ins.keep_draft(person, Draft(temp_c=Decimal("38.3")))
    assert services.emergency.script(person).begun == ()


@pytest.mark.parametrize("tapped", [False, True])
def test_a_seizure_has_its_own_time_not_that_of_the_check_in(services, clock, tapped):
    person = services.people.open_practice("practice-oral")
    seized = here_and_now(clock)
    lasted = (Seizure(start=seized, duration_s=90),)
    if tapped:
        tap = services.happened.tapped(person, Happening.SEIZURE, None)
        services.happened.tell(person, tap.id, {"seizures": lasted}, None)
    clock.go_to(clock.now() + HOUR)
    services.check_ins.save(person, Draft(seizures=lasted))
    clock.go_to(clock.now() + 2 * HOUR)
    services.check_ins.save(person, QUIET)
    before = services.emergency.script(person).before
    assert [at for at, why in before if "seizure" in why] == [seized]


def test_papers_about_care_are_in_the_words(services):
    rosa = Person(name="Rosa", route=Route.ORAL, drug=Drug.BACLOFEN, advance_directive="DNR")
    person = services.people.add_person(rosa, None)
    assert services.emergency.script(person).papers == "DNR"


def test_that_what_happened_was_corrected_is_said_with_it(services, clock):
    person = services.people.open_practice("practice-oral")
    wrong = Draft(temp_c=Decimal("40.2"))
    seen = services.check_ins.save(person, wrong).check_in
    assert services.emergency.script(person).corrected_at is None
    clock.go_to(clock.now() + timedelta(minutes=5))
    right = replace(seen, temp_c=Decimal("37.2"))
    services.history.correct(person, seen, right, "typed wrong", "Ana")
    script = services.emergency.script(person)
    assert script.signs
    assert script.corrected_at.utc == clock.now()
    found = services.check_ins.assess(person, Draft(chest_pain=True), ())
    assert services.emergency.script(person, found).before == ((seen.at, script.signs[0]),)
    assert services.emergency.script(person, found).corrected_at == script.corrected_at


@pytest.mark.parametrize("hours", [2, 22])
def test_a_calm_check_in_or_a_night_takes_no_correction_out_of_the_words(services, clock, hours):
    person = services.people.open_practice("practice-oral")
    seen = services.check_ins.save(person, Draft(temp_c=Decimal("40.2"))).check_in
    services.history.correct(person, seen, replace(seen, temp_c=Decimal("37.2")), "typo", "Ana")
    corrected = services.emergency.script(person).corrected_at
    clock.go_to(clock.now() + hours * HOUR)
    if hours < 12:
        services.check_ins.save(person, QUIET)
    script = services.emergency.script(person)
    assert [why for _at, why in script.before if "40.2" in why]
    assert script.corrected_at == corrected is not None


@pytest.mark.parametrize("part", ["_standing", "_conflicts"])
def test_name_and_dose_are_said_though_something_beside_them_fails(services, monkeypatch, part):
    def planted(_person):
        raise ValueError("canary")

    person = services.people.open_practice("practice-oral")
    whole = services.emergency.script(person)
    monkeypatch.setattr(services.emergency, part, planted)
    script = services.emergency.script(person)
    assert (script.name, script.taken) == (whole.name, whole.taken)
    assert script.taken


def test_four_signs_are_said_and_no_more_the_most_dangerous_first(services):
    person = services.people.open_practice("practice-oral")
    worst = Draft(
        orientation=Orientation.VERY_CONFUSED,
        alertness=Alertness.CANNOT_WAKE,
        breathing=Breathing.SLOW_OR_SHALLOW,
        temp_c=Decimal("40.8"),
        chest_pain=True,
    )
    saved = services.check_ins.save(person, worst).check_in.assessment
    found = [rule for rule in saved.rules if rule.level is Level.EMERGENCY]
    assert len(found) > 4
    found.sort(key=lambda rule: services.rule_set.danger(rule.id))
    signs = services.emergency.script(person).signs
    assert signs == tuple(rule.because for rule in found[:4])
    assert "breathing" in signs[1].casefold()


def test_the_er_alone_is_named_only_where_nothing_calls_for_more(services, clock):
    who = Person(name="Rosa Delgado", route=Route.ITB, drug=Drug.BACLOFEN, pump=Pump())
    rosa = services.people.add_person(who, None)
    assert not services.emergency.script(rosa).to_er
    er = services.check_ins.save(rosa, Draft(pump_alarm=PumpAlarm.TWO_TONE)).check_in
    assert er.assessment.action is Action.GO_TO_ER
    assert services.emergency.script(rosa).to_er
    clock.go_to(clock.now() + HOUR)
    seizure = services.happened.tapped(rosa, Happening.SEIZURE, None)
    assert seizure.assessment.action is Action.CALL_911
    assert not services.emergency.script(rosa).to_er


def test_what_half_a_check_in_took_nothing_of_is_still_said(services, clock):
    person = services.people.open_practice("practice-oral")
    services.check_ins.save(person, Draft(orientation=Orientation.VERY_CONFUSED))
    clock.go_to(clock.now() + HOUR)
    services.check_ins.save(person, Draft(fall=Fall.NONE))
    (sign,) = services.emergency.script(person).signs
    assert "mixed up" in sign.casefold()


@pytest.mark.parametrize("is_there", [True, False, None])
def test_baclofen_by_mouth_is_at_home_only_where_somebody_said_so(services, is_there):
    who = Person(name="Rosa Delgado", route=Route.ITB, drug=Drug.BACLOFEN, pump=Pump())
    who = replace(who, backup_oral_baclofen=is_there)
    rosa = services.people.add_person(who, None)
    assert services.emergency.script(rosa).backup_oral_baclofen is (is_there is True)


def test_a_drug_that_stands_in_the_list_of_medicines_alone_is_said_too(services):
    listed = (
        Medicine(
            name="Klonopin 1 mg", dose_text="at night", groups=(MedicineGroup.BENZODIAZEPINE,)
        ),
        Medicine(name="Clonazepam", groups=(), status=MedicineStatus.HELD),
    )
    for medicines, drugs in ((listed, 2), (listed[1:], 1)):
        who = Person(name="Rosa", route=Route.ORAL, drug=Drug.BACLOFEN, medicines=medicines)
        rosa = services.people.add_person(who, None)
        taken = services.emergency.script(rosa).taken
        assert [one.drug for one in taken] == [Drug.BACLOFEN, Drug.CLONAZEPAM][:drugs]
        assert all(one.per_day is None for one in taken)


def somebody(services, **facts):
    person = Person(name="Ada", dob=None, route=Route.ORAL, drug=Drug.BACLOFEN, **facts)
    return services.people.add_person(person, None)


def test_a_high_cord_injury_is_told_and_with_high_pressure_what_it_may_be(services):
    person = somebody(services, sci_t6_or_above=True)
    assert services.emergency.script(person).cord_injury
    assert not services.emergency.script(person).dysreflexia
    services.check_ins.save(person, Draft(sbp=Decimal(190), severe_headache=True))
    assert services.emergency.script(person).dysreflexia


@pytest.mark.parametrize(
    ("answer", "lies_down"),
    [
        ({"alertness": Alertness.CANNOT_WAKE}, True),
        ({"alertness": Alertness.HARD_TO_WAKE}, True),
        ({"alertness": Alertness.AWAKE}, False),
    ],
)
def test_nobody_is_sat_up_who_does_not_wake(services, answer, lies_down):
    person = somebody(services, sci_t6_or_above=True)
    services.check_ins.save(person, Draft(sbp=Decimal(190), severe_headache=True, **answer))
    script = services.emergency.script(person)
    assert (script.dysreflexia, script.lies_down) == (True, lies_down)


def test_without_a_cord_injury_high_pressure_is_no_dysreflexia(services):
    person = somebody(services)
    services.check_ins.save(person, Draft(sbp=Decimal(190), severe_headache=True))
    script = services.emergency.script(person)
    assert script.signs
    assert (script.cord_injury, script.dysreflexia, script.pregnant) == (False, False, False)


def test_opioids_come_before_blood_thinners_and_what_is_held_is_not_taken(services):
    groups = {
        "Warfarin": MedicineGroup.ANTICOAGULANT,
        "Oxycodone": MedicineGroup.OPIOID,
        "Haldol": MedicineGroup.ANTIPSYCHOTIC,
    }
    medicines = [Medicine(name=name, groups=(group,)) for name, group in groups.items()]
    held = replace(medicines[1], name="Fentanyl", status=MedicineStatus.HELD)
    person = somebody(services, medicines=(*medicines, held), pregnant=True)
    script = services.emergency.script(person)
    assert [one.name for one in script.also_takes] == ["Oxycodone", "Warfarin"]
    assert script.pregnant
