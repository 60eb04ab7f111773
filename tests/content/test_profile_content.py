# SPDX-License-Identifier: MIT
"""The questions about a person: whole, each for a field of the record, each with its source."""

import pytest

from caregiver_app.content.profile import load_profile
from caregiver_app.domain.people.profile import ProfileKind, answer_of, is_asked, with_answers
from caregiver_app.domain.person import Person
from tests.content.breaches import refusal
from tests.domain.pretend import person, pump_person

FACTS, WORDS = "profile.toml", "text/en/profile.toml"
BREACHES = [
    (FACTS, 'kind = "text"', 'kind = "prose"', "question.0.kind"),
    (FACTS, 'group = "health"', 'group = "wealth"', "question.0.group"),
    (FACTS, 'low = "0.5"', 'low = "500"', "high: must be above low"),
    (FACTS, 'low = "0.5"', "low = 0.5", "low"),
    (FACTS, "decimals = 1", "", "decimals"),
    (FACTS, 'unit = "kg"', "", "unit"),
    (FACTS, 'source = "Asked by every emergency service"', 'source = " "', "source"),
    (FACTS, 'field = "conditions"', 'field = "diagnosis"', "questions.diagnosis"),
    (FACTS, 'for = "mouth"', 'for = "nose"', "for"),
    (FACTS, 'groups = ["health", ', 'groups = ["health", "wealth", ', "groups.wealth"),
    (WORDS, 'diagnosis = "What is the medicine for?"', "", "questions.diagnosis"),
    (WORDS, 'health = "Health"', "", "groups.health"),
    (WORDS, 'hint = "Put a comma between them."', "", "list.hint"),
    (WORDS, 'opioid = "strong pain pill (opioid)"', "", "medicine_groups.opioid"),
    (WORDS, 'language = "en"', 'language = "en"\nmood = "good"', "mood"),
]


@pytest.mark.parametrize(("file", "stands", "written", "named"), BREACHES)
def test_every_mistake_stops_the_reading_and_says_where(folder, file, stands, written, named):
    assert named in refusal(lambda f: load_profile(folder=f), folder, file, stands, written)


def test_every_question_is_about_a_field_that_a_record_can_hold():
    samples = {
        ProfileKind.TEXT: "x",
        ProfileKind.LIST: ("x",),
        ProfileKind.YES_NO: True,
        ProfileKind.DAY: "2026-05-01",
        ProfileKind.DAY_AHEAD: "2026-05-01",
    }
    for question in load_profile().questions():
        value = samples.get(question.kind, question.low)
        changed = with_answers(pump_person(), {question.field: value})
        assert answer_of(changed, question.field) is not None, question.field


def test_pump_questions_are_for_pumps_and_liquids_are_for_the_mouth():
    asked = {q.field: q for q in load_profile().questions()}
    assert not is_asked(asked["pump.model"], person())
    assert is_asked(asked["pump.model"], pump_person())
    assert is_asked(asked["formulation"], person())
    assert not is_asked(asked["formulation"], pump_person())
    assert is_asked(asked["kidney.ckd"], pump_person())


def test_an_answer_taken_back_is_not_recorded_and_leaves_no_empty_part():
    known = with_answers(person(), {"supply.units_left": 12, "kidney.egfr": 55})
    assert (answer_of(known, "supply.units_left"), answer_of(known, "kidney.egfr")) == (12, 55)
    gone = with_answers(known, {"supply.units_left": None, "kidney.egfr": None})
    assert gone.supply is None
    assert answer_of(gone, "kidney.egfr") is None
    assert gone == person()


def test_none_known_is_not_the_same_as_not_recorded():
    assert with_answers(person(), {"allergies": ()}).allergies == ()
    assert with_answers(person(allergies=("latex",)), {"allergies": None}).allergies is None


def test_what_is_not_asked_stays_as_it_was():
    before: Person = pump_person(usual_from={})
    assert with_answers(before, {"diagnosis": "MS"}) == pump_person(diagnosis="MS")
