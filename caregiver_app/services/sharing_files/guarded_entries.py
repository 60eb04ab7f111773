# SPDX-License-Identifier: MIT
"""What only family changes among the entries of a file that comes in."""

from collections.abc import Iterable, Iterator

from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.people.caregivers import Guarded
from caregiver_app.services.care_team.caregivers import CaregiverRefused, WhyNot, WhyNotFrom
from caregiver_app.system.words import _


def refuse_guarded(
    why_not: WhyNot, person_id: str, new: Iterable[NewEntry], here: Iterable[NewEntry]
) -> None:
    """Refuse what would change the plan or the limits of somebody who is here.

    A new person is for all, and so is the sound of a pump. A correction is for whoever may write
    what it corrects. Raises CaregiverRefused.
    """
    for _entry, guarded in _guarded(new, here):
        refused = why_not(person_id, guarded)
        if refused is not None:
            raise CaregiverRefused(refused)


def refuse_written_by(
    why_not_from: WhyNotFrom, person_id: str, new: Iterable[NewEntry], here: Iterable[NewEntry]
) -> None:
    """Refuse what somebody without the right to it wrote in a family's file, and only that.

    Whoever takes the file in brings no more than what is in it: what family wrote comes in. See
    `refuse_guarded`; raises CaregiverRefused.
    """
    for entry, guarded in _guarded(new, here):
        refused = why_not_from(person_id, guarded, entry.author)
        if refused is not None:
            nobody = _("In this file it was changed without a name.")
            named = _("In this file {name} changed it.").format(name=entry.author)
            raise CaregiverRefused(f"{refused} {named if entry.author else nobody}")


def _guarded(
    new: Iterable[NewEntry], here: Iterable[NewEntry]
) -> Iterator[tuple[NewEntry, Guarded]]:
    """Yield what only family changes of what is new about somebody who is here."""
    here, new = tuple(here), tuple(new)
    if not here:
        return
    by_id = {id_: one for one in (*here, *new) for id_ in (one.id, str(one.payload.get("id")))}
    for entry in new:
        about: NewEntry | None = entry
        if entry.kind is EntryKind.CHANGE:
            about = by_id.get(str(entry.payload.get("target")))
        guarded = _guard_of(about, is_change=about is not entry) if about is not None else None
        if guarded is not None:
            yield entry, guarded


def _guard_of(entry: NewEntry, *, is_change: bool) -> Guarded | None:
    if entry.kind is EntryKind.PERSON:  # shifts and notes are changes of nothing in the profile
        return None if is_change else Guarded.LIMITS
    heard = entry.payload.get("kind") == PumpEventKind.ALARM.value
    is_plan = entry.kind is EntryKind.PLAN or (entry.kind is EntryKind.PUMP_EVENT and not heard)
    return Guarded.PLAN if is_plan else None
