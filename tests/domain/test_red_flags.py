# SPDX-License-Identifier: MIT
"""What a sheet on the wall tells must be what the program tells."""

from dataclasses import replace

import pytest

from caregiver_app.content.form import load_form
from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.red_flags import red_flags, urgent_messages

NOW = Moment.parse("2026-05-21T11:44:00-04:00")


def person(**facts: object) -> Person:
    return Person(name="X", drug=Drug.BACLOFEN, **{"route": Route.ORAL, **facts})


def flags(of: Person):
    return red_flags(load_rule_set(), load_form(), of, NOW, "two signs")


@pytest.mark.parametrize("route", Route)
@pytest.mark.parametrize("drug", Drug)
def test_every_tile_stands_once_under_a_rule_that_is_an_emergency(route, drug):
    found = flags(replace(person(route=route), drug=drug))
    labels = [label for flag in found for label in flag.labels]
    tiles = {tile.label for tile in load_form().tiles}
    assert sorted(label for label in labels if label in tiles) == sorted(tiles)
    rules = load_rule_set().rules
    assert all(rules[flag.rule].level is Level.EMERGENCY for flag in found)
    assert all(flag.message for flag in found)


def test_two_tiles_that_mean_the_same_share_a_line():
    assert ("Passed out", "Can't wake") in [flag.labels for flag in flags(person())]


@pytest.mark.parametrize("route", Route)
def test_who_is_hard_to_wake_or_breathes_slowly_stands_beside_the_tile_of_that_question(route):
    labels = [flag.labels for flag in flags(person(route=route))]
    assert labels[labels.index(("Passed out", "Can't wake")) + 1] == ("Hard to wake",)
    assert ("Trouble breathing", "Slow or shallow") in labels
    assert not any("Sleepy, wakes easily" in signs for signs in labels)


def test_two_early_signs_of_a_pump_stand_there_with_no_alarm():
    (early,) = [flag for flag in flags(person(route=Route.ITB)) if flag.rule == "E16"]
    assert early.labels == ("two signs",)
    assert "even with no alarm" in early.message
    assert "E16" not in [flag.rule for flag in flags(person())]


def test_the_fever_is_that_of_the_age_and_the_alarm_is_for_pumps_alone():
    adult = [flag.fever_from for flag in flags(person()) if flag.fever_from]
    child = [f.fever_from for f in flags(person(dob=NOW.day.replace(year=2018))) if f.fever_from]
    assert [str(limit) for limit in (*adult, *child)] == ["39.1", "40.0"]
    assert [flag.alarm for flag in flags(person()) if flag.alarm] == []
    assert [f.alarm for f in flags(person(route=Route.ITB)) if f.alarm] == ["two-tone"]


def test_urgent_sentences_come_in_the_order_that_was_asked_for_with_numbers_filled_in():
    told = urgent_messages(load_rule_set(), person(), ("U13", "U05"))
    assert "1-800-222-1222" in told[0]
    assert told[1].startswith("They are a lot stiffer")
