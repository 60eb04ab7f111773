# SPDX-License-Identifier: MIT
"""How old somebody is on a day, who is made up, and since when there was a look at them."""

from dataclasses import replace
from datetime import date

import pytest

from caregiver_app.domain.person import Route
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.wall_rules import WallRules
from tests.domain.pretend import NOW, ago, check_in, person


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2020, 5, 9), None),
        (date(2020, 5, 10), 0),
        (date(2021, 5, 9), 0),
        (date(2022, 5, 9), 1),
        (date(2022, 5, 10), 2),
        (date(2022, 6, 1), 2),
        (date(2023, 1, 31), 2),
    ],
)
def test_an_age_is_in_whole_years_from_the_day_of_birth(day, age):
    assert person(dob=date(2020, 5, 10)).age_on(day) == age


@pytest.mark.parametrize(
    ("id_", "made_up"),
    [("practice-oral", True), ("a-practice-", False), ("", False), (None, False)],
)
def test_only_a_practice_person_is_one(id_, made_up):
    assert person(id=id_).is_practice is made_up


def test_the_last_look_is_the_newest_check_in_that_asked():
    event = replace(check_in(1), more={"happened": "fall"})
    kept = Record(person=person(), check_ins=(check_in(30), check_in(9), event))
    assert kept.last_look(NOW) == ago(9)
    assert Record(person=person(), check_ins=(event,)).last_look(NOW) == ago(24)


@pytest.mark.parametrize(
    ("route", "rules"),
    [(Route.ORAL, ("O", "A")), (Route.ITB, ("P", "A")), (Route.BOTH, ("P", "O", "A"))],
)
def test_a_sheet_for_the_wall_names_what_is_about_the_way_it_is_taken(route, rules):
    wall = WallRules(source="s", always=("A",), oral=("O",), pump=("P",))
    assert wall.of(person(route=route)) == rules
