# SPDX-License-Identifier: MIT
"""Every rule fires on what the reference says, and not on what is just short of it."""

import re
from dataclasses import replace

import pytest

from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import UsualValues
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import ALL_RULES, message
from caregiver_app.domain.rules.facts import Reason
from caregiver_app.domain.rules.gather import gather
from caregiver_app.domain.rules.other_words import OTHER_WORDS
from caregiver_app.domain.rules.reasons import REASONS
from caregiver_app.domain.rules.urgent import e01_as_planned
from caregiver_app.domain.rules.words import sentence
from tests.domain import rule_cases, rule_edges
from tests.domain.pretend import NOW, RULES, calm, fired, judge
from tests.domain.rule_cases import PLANNED, Case, case, seizure


def both(first: dict[str, list[Case]], more: dict[str, list[Case]]) -> dict[str, list[Case]]:
    """Return the cases of each rule: those of the limits, then those of the edges."""
    return {rule: several + more.get(rule, []) for rule, several in first.items()}


FIRES = both(rule_cases.FIRES, rule_edges.FIRES)
JUST_NOT = both(rule_cases.JUST_NOT, rule_edges.JUST_NOT)
LEVELS = {"E": Level.EMERGENCY, "U": Level.URGENT}


def of(cases: dict[str, list[Case]]) -> list:
    """Return each case with its rule, named by rule and place."""
    return [
        pytest.param(rule, one, id=f"{rule}-{number}")
        for rule, several in cases.items()
        for number, one in enumerate(several)
    ]


@pytest.mark.parametrize(("rule", "one"), of(FIRES))
def test_the_rule_fires(rule: str, one: Case) -> None:
    assessment = judge(calm(**one.answers), one.who, **one.record)
    (finding,) = [f for f in assessment.rules if f.id == rule]
    assert finding.level is LEVELS.get(rule[0], Level.WATCH)
    assert assessment.level >= finding.level
    assert finding.source == RULES.rules[rule].source
    names = (rule, *(f"{rule}_{way}" for way in OTHER_WORDS.get(rule, ())))
    assert finding.message in {message(RULES, one.who, name, finding.level) for name in names}
    assert finding.because.endswith(".")


@pytest.mark.parametrize(("rule", "one"), of(JUST_NOT))
def test_the_rule_does_not_fire_just_short_of_it(rule: str, one: Case) -> None:
    assert rule not in fired(judge(calm(**one.answers), one.who, **one.record))


def test_every_rule_has_a_case_on_both_sides() -> None:
    assert set(FIRES) == set(JUST_NOT) == set(ALL_RULES) == set(RULES.rules)


def test_with_everything_as_usual_no_rule_fires() -> None:
    assert fired(judge(calm())) == set()


def test_a_seizure_as_the_seizure_plan_describes_is_urgent() -> None:
    assessment = judge(calm(seizures=(seizure(different=None, injury=None),)), PLANNED)
    assert [(f.id, f.level) for f in assessment.rules] == [("E01", Level.URGENT)]
    assert "Follow the seizure plan." in assessment.rules[0].message


def reasons_of(one: Case) -> list[Reason]:
    """Return every reason that any rule gives at one check-in."""
    record = Record(person=one.who, **one.record)
    facts = gather(RULES, record, calm(**one.answers), NOW)
    functions = (*ALL_RULES.values(), e01_as_planned)
    return [reason for function in functions for reason in function(facts)]


def all_reasons() -> list[Reason]:
    """Return the reasons of every case, those of planned seizures and of missing context."""
    planned = case(PLANNED, seizures=(seizure(),))
    cases = [one for several in (FIRES, JUST_NOT) for rule in several.values() for one in rule]
    nothing = UsualValues()
    unknown = [replace(one, who=replace(one.who, usual=nothing)) for one in cases]
    return [reason for one in (*cases, *unknown, planned) for reason in reasons_of(one)]


def test_every_reason_has_its_sentence_and_every_sentence_its_reason() -> None:
    reasons = all_reasons()
    for reason in reasons:
        assert set(reason.values) == REASONS[reason.key], reason
        assert not re.search(r"[{}]|None|\bDecimal|E\+", sentence(RULES.wording, reason)), reason
    assert {reason.key for reason in reasons} == set(REASONS)


def test_an_amount_is_told_without_a_trailing_zero() -> None:
    because = [
        finding.because
        for one in FIRES["U17"]
        for finding in judge(calm(**one.answers), one.who, **one.record).rules
        if finding.id == "U17"
    ]
    assert because[1] == "15 mg was given for the 06:00 dose. The plan says 10 mg."
    assert not re.search(r"\.0+ mg", " ".join(because))
