# SPDX-License-Identifier: MIT
"""In words: a file brings somebody whose name is here already, and what tells the two apart."""

from caregiver_app.domain.moments import Moment
from caregiver_app.services.sharing_files.namesakes import Facts, Namesake
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words, route_words


def adds(name: str, other: Namesake | None) -> str:
    """Say whom a file adds; of two with one name that it would be a second one."""
    if other is None:
        return _("This adds {name}, who is not here yet.").format(name=name)
    words = _("There is a {name} here. This adds a second one.")
    return words.format(name=name)


def told_apart(other: Namesake | None, now: Moment) -> str:
    """Say what is known of both, so that somebody sees whether they are one; blank without."""
    if other is None:
        return ""
    words = _(
        "Here: {here}. In the file: {there}. They stay two records, and nothing is put together. "
        "If they are one person, leave it: ask for a file made from the record that is here."
    )
    return words.format(here=_facts(other.here, now), there=_facts(other.there, now))


def _facts(facts: Facts, now: Moment) -> str:
    count = ngettext("{n} check-in", "{n} check-ins", facts.check_ins).format(n=facts.check_ins)
    told = [drug_words(facts.drug), route_words(facts.route), count]
    if facts.last is not None:
        last = dates.day_and_time(facts.last, now)
        told.append(_("the last one {time}").format(time=last))
    return ", ".join(told)
