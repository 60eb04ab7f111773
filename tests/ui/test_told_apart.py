# SPDX-License-Identifier: MIT
"""Two people of one name are told apart wherever both are named."""

from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.ui.words.told_apart import names_apart
from tests.journeys.words import find, press, see, type_into


def test_two_of_one_name_are_told_by_their_strip_and_their_last_entry(open_window):
    window = open_window()
    add = window.services.people.add_person
    first, second, other = (
        add(Person(name=name, route=Route.ORAL, drug=Drug.BACLOFEN), None)
        for name in ("Rosa Delgado", "rosa delgado", "Walter Brandt")
    )
    names = names_apart(window.services)
    assert names[first].startswith("Rosa Delgado (plain green strip, last written ")
    assert names[second].startswith("rosa delgado (purple stripes, last written ")
    assert names[other] == "Walter Brandt"
    window.open_person(first)
    window.show_page("people")
    told = find(window, f"person.{second}").accessibleName()
    assert "purple stripes, last written" in told
    assert "last written" not in find(window, f"person.{other}").accessibleName()
    press(window, "people.add")
    type_into(window, "name", "rosa  DELGADO")
    see(window, "Rosa Delgado is here already, date of birth")


def test_the_row_of_each_person_has_their_colour_and_says_who_is_open(open_window):
    window = open_window(person="practice-oral")
    open_now, other = window.person_id, window.services.people.open_practice("practice-pump")
    window.open_person(open_now)
    window.show_page("people")
    rows = [find(window, f"person.{one}") for one in (open_now, other)]
    assert [row.accessibleName().endswith("Open now") for row in rows] == [True, False]
    seen = [row.grab().toImage().pixelColor(14 + 22, row.height() // 2 - 20) for row in rows]
    cards = {card.id: card.colour for card in window.services.people.people()}
    assert seen == [window._theme.person(cards[one]) for one in (open_now, other)]
