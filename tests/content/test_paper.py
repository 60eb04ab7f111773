# SPDX-License-Identifier: MIT
"""Which urgent rules stand on the fridge sheet: read strictly, by route."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from caregiver_app.content.loader import load_rule_set
from caregiver_app.content.paper import load_wall_rules
from caregiver_app.content.tables import ContentError
from caregiver_app.domain.person import Drug, Person, Route
from tests.content.breaches import refusal


def person(route: Route) -> Person:
    return Person(name="X", drug=Drug.BACLOFEN, route=route)


def test_each_way_of_taking_the_drug_has_its_rules_and_no_rule_stands_twice():
    rules = load_wall_rules(load_rule_set())
    assert "U09" in rules.of(person(Route.ITB))
    assert "U07" not in rules.of(person(Route.ITB))
    assert "U07" in rules.of(person(Route.ORAL))
    assert "U09" not in rules.of(person(Route.ORAL))
    assert "U19" in rules.of(person(Route.ITB))  # the early signs, before any sound
    assert all("U15" in rules.of(person(route)) for route in Route)  # sleepier than usual
    both = rules.of(person(Route.BOTH))
    assert len(both) == len(set(both))
    assert rules.source


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('"U05"', '"E05"', "no urgent rule"),
        ('"U05"', '"U99"', "no urgent rule"),
        ('"U05"', '"U06"', "stands twice"),
        ('source = "Our', 'origin = "Our', "source"),
        ('source = "Our choice, to be checked by a clinician"', 'source = " "', "source"),
        ("oral =", "mouth =", "oral"),
        ('["U07", "U13"]', '"U07"', "list"),
        ("pump =", 'more = "x"\npump =', "more"),
    ],
)
def test_anything_unexpected_stops_the_start(folder, before, after, problem):
    def read(folder: Path) -> object:
        return load_wall_rules(load_rule_set(), folder)

    assert re.search(problem, refusal(read, folder, "paper.toml", before, after))


def test_an_urgent_rule_without_a_sentence_cannot_stand_on_the_fridge():
    rules = load_rule_set()
    silent = replace(rules, wording=replace(rules.wording, messages={}))
    with pytest.raises(ContentError, match="has no sentence"):
        load_wall_rules(silent)
