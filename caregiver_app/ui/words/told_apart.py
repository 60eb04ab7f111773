# SPDX-License-Identifier: MIT
"""Names of people of whom two are called the same: with what tells them apart on the screen."""

from caregiver_app.services.log.person_card import PersonCard
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words, route_words


def names_apart(services: Services) -> dict[str, str]:
    """Return everybody's name by id; where two have one name, with their strip and last entry."""
    cards = services.people.people()
    return {card.id: name_apart(services, card, cards) for card in cards}


def name_apart(services: Services, card: PersonCard, cards: tuple[PersonCard, ...]) -> str:
    """Return the name of one of several people."""
    about = apart_words(services, card, cards)
    return _("{name} ({about})").format(name=card.name, about=about) if about else card.name


def apart_words(services: Services, card: PersonCard, cards: tuple[PersonCard, ...]) -> str:
    """Return what tells somebody from others of the same name, blank when nobody has it.

    The strip stands over every page of theirs, with its pattern for eyes that see no colour.
    """
    same = [one for one in cards if one.name.casefold() == card.name.casefold()]
    if len(same) < 2:
        return ""
    last = max(entry.recorded_at for entry in services.book.entries(card.id))
    at = dates.day_and_time(last, here_and_now(services.clock))
    return _("{strip}, last written {time}").format(strip=strip_words(card.colour), time=at)


def here_already(services: Services, name: str) -> str:
    """Return that somebody of a typed name is here, before a second one is made; else a blank."""
    typed = " ".join(name.split()).casefold()
    same = [card for card in services.people.people() if card.name.casefold() == typed]
    if not same:
        return ""
    born = dates.long_date(same[0].dob) if same[0].dob else _("date of birth not recorded")
    return _("{name} is here already, {born}. Start makes a second person.").format(
        name=same[0].name, born=born
    )


def known_words(services: Services, card: PersonCard, cards: tuple[PersonCard, ...]) -> str:
    """Return what stands on the card of a person, with what tells them apart on a line below."""
    born = dates.long_date(card.dob) if card.dob else _("date of birth not recorded")
    about = f"{born}, {drug_words(card.drug)}, {route_words(card.route)}"
    if card.practice:
        about = _("PRACTICE. {about}").format(about=about)
    return "\n".join(filter(None, (about, apart_words(services, card, cards))))


def strip_words(colour: str) -> str:
    """Return the strip of a person in words."""
    return {
        "mulberry": _("purple stripes"),
        "slate": _("grey dots"),
        "lagoon": _("blue bars"),
        "ink": _("small squares"),
        "heather": _("violet waves"),
    }.get(colour, _("plain green strip"))
