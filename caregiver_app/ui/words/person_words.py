# SPDX-License-Identifier: MIT
"""A person in words: initials, the medicine and the way it is taken."""

from caregiver_app.domain.person import Drug, Route
from caregiver_app.system.words import _


def initials_of(name: str) -> str:
    """Return the first letters of the first and last word, without words in brackets."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def route_words(route: Route) -> str:
    """Return a route in a caregiver's words."""
    return {
        "oral": _("by mouth"),
        "itb": _("pump"),
        "both": _("pump and by mouth"),
    }[route.value]


def drug_words(drug: Drug) -> str:
    """Return the name of a drug."""
    return {"baclofen": _("baclofen"), "clonazepam": _("clonazepam")}[drug.value]
