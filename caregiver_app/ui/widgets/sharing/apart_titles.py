# SPDX-License-Identifier: MIT
"""What two computers wrote apart, in few words; the window asks for them on every page."""

from collections.abc import Iterable, Sequence

from caregiver_app.domain.events import REMOVED
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sharing.conflicts import Conflict
from caregiver_app.system.words import _, ngettext


def title(conflict: Conflict) -> str:
    """Say in a few words what is to be decided."""
    if is_removal(conflict):
        return _("One note was corrected and taken out")
    return {
        ConflictKind.DOUBLE_DOSE: _("A dose may have been given twice"),
        ConflictKind.DOSES_DIFFER: _("Two notes of one dose differ"),
        ConflictKind.PUMP_NOTES: _("Two notes of one pump visit differ"),
        ConflictKind.PLANS: _("There are two plans"),
        ConflictKind.CORRECTIONS: _("One answer was corrected twice"),
        ConflictKind.PROFILES: _("Two computers changed the same in About them"),
        ConflictKind.ONE_ID: _("Two files say different things of one note"),
    }[conflict.kind]


def is_removal(conflict: Conflict) -> bool:
    """Say whether one side took out what the other one corrected."""
    fields = {side.payload.get("field") for side in conflict.sides}
    return REMOVED in fields and len(fields) > 1


def waiting(open_: Sequence[Conflict]) -> str:
    """Say in one line what is to be decided; blank for nothing."""
    if not open_:
        return ""
    number = len(open_)
    if open_[0].kind is ConflictKind.DOUBLE_DOSE:
        words = ngettext(
            "A dose may have been given twice. {n} thing to decide.",
            "A dose may have been given twice. {n} things to decide.",
            number,
        )
    else:
        words = ngettext(
            "Two computers differ. {n} thing to decide.",
            "Two computers differ. {n} things to decide.",
            number,
        )
    return words.format(n=number)


def not_decided(open_: Sequence[Conflict]) -> str:
    """Say where what is shown of doses, plan or limits may be one side only; blank for nowhere."""
    return " ".join(undecided([conflict.kind for conflict in open_]))


def undecided(kinds: Iterable[ConflictKind]) -> list[str]:
    """Say of each kind that what is shown may be one side only; nothing for those of one answer."""
    words = {
        ConflictKind.DOUBLE_DOSE: _("A dose may have been given twice. It is not decided yet."),
        ConflictKind.DOSES_DIFFER: _("Two notes of one dose differ. It is not decided yet."),
        ConflictKind.PUMP_NOTES: _("Two notes of one pump visit differ. Ask the pump clinic."),
        ConflictKind.PLANS: _("There are two plans. Ask the prescriber which one is right."),
        ConflictKind.PROFILES: _(
            "Two computers changed the same in About them. It is not decided yet."
        ),
        ConflictKind.ONE_ID: _(
            "Two files say different things of one note. It is not decided yet."
        ),
    }
    return [words[kind] for kind in dict.fromkeys(kinds) if kind in words]
