# SPDX-License-Identifier: MIT
"""What is said to whoever may not change something, or has to wait after a wrong PIN."""

from caregiver_app.domain.people.caregivers import Caregiver, Guarded
from caregiver_app.system.words import _, ngettext


def only_family_words(what: Guarded) -> str:
    """Say that only family changes something."""
    return {
        Guarded.PLAN: _("Only family writes down the plan and what the clinic changed."),
        Guarded.LIMITS: _("Only family changes the drug and the limits here."),
        Guarded.USUAL: _("Only family changes what is usual for them."),
        Guarded.CAREGIVERS: _("Only family changes this list of names."),
        Guarded.PASSCODE: _("Only family sets the passcode or takes it away."),
        Guarded.DELETION: _("Only family can delete a person here."),
        Guarded.RESTORE: _("Only family puts a backup in place of the record."),
    }[what]


def wait_words(seconds: int) -> str:
    """Say how long a pause after wrong PINs still is."""
    words = ngettext(
        "Wait {n} second, then try again.", "Wait {n} seconds, then try again.", seconds
    )
    return words.format(n=seconds)


def first_yourself_words(recording: Caregiver | None) -> str:
    """Say that whoever records comes first; their name may only be spelled otherwise."""
    words = _("Put yourself on the list first, then an aide.")
    if recording is None:
        return words
    who = _("{who} records now and is not on the list. If you are, choose your name on top.")
    return " ".join((who.format(who=recording.signature), words))
