# SPDX-License-Identifier: MIT
"""In which order the check-ins of a record tell, where their times alone do not say it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from caregiver_app.content.loader import content_folder
from caregiver_app.content.told_twice import load_told_twice
from caregiver_app.domain.check_in import CheckIn, asked
from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.record import Record
from caregiver_app.domain.sharing.log_order import Knowledge
from caregiver_app.domain.sharing.pump_notes import PumpNote, near_notes, open_notes, told_by
from caregiver_app.domain.standing_alerts import HadFrom, knew
from caregiver_app.domain.told_order import ALONE, ToldOrder, clock_went_back, told_order
from caregiver_app.domain.who_answered import who_answered
from caregiver_app.services.log.derivation import InForce

_LINES = frozenset({EntryKind.CHECK_IN, EntryKind.DOSE, EntryKind.PUMP_EVENT})
_LATELY = timedelta(days=2)
"""How long before a check-in a line may have been written that it is judged again with."""


def order_told(
    entries: Sequence[Entry],
    record: Record,
    in_force: InForce,
    own_device: str,
    knowledge_of: Callable[[], Knowledge],
) -> ToldOrder:
    """Return the order for the entries of one person and what they come to.

    `own_device` is what this computer is called. `knowledge_of` reads the whole log: it is asked
    only where several computers wrote, or a clock went back.
    """
    own = ("", own_device)
    if all(entry.device in own for entry in entries) and not clock_went_back(entries):
        return ALONE
    by_id = {entry.id: entry for entry in entries}
    written = {
        key: by_id[standing.entry.id] for key, standing in in_force.standing(EntryKind.CHECK_IN)
    }
    told = [check_in for check_in in record.check_ins if check_in.id in written]
    known: list[Knowledge] = []

    def knowledge() -> Knowledge:
        if not known:
            known.append(knowledge_of())
        return known[0]

    def had_from(device: str, entry: Entry) -> int | None:
        return knowledge().had_from(device, entry)

    order = told_order(told, written, entries, had_from)
    notes = [
        PumpNote(entry=by_id[standing.entry.id], payload=standing.payload)
        for _key, standing in in_force.standing(EntryKind.PUMP_EVENT)
    ]
    near = near_notes(notes, load_told_twice(content_folder()).same_visit) if notes else ()
    pairs = open_notes(near, entries, knowledge()) if near else ()
    acted = in_force.standing(EntryKind.ACTION)
    answers = {key: by_id[standing.entry.id] for key, standing in acted}
    answered = who_answered(told, written, record.actions, answers, had_from)
    return replace(
        order,
        one_refill=told_by(pairs),
        answered=answered,
        not_known=_not_known(told, written, entries, had_from),
    )


def _not_known(
    told: Sequence[CheckIn],
    written: Mapping[str, Entry],
    entries: Sequence[Entry],
    had_from: HadFrom,
) -> frozenset[str]:
    """Return the ids of what was written lately that the newest check-in was made without."""
    newest = next((written[one.id] for one in reversed(told) if asked(one)), None)
    if newest is None:
        return frozenset()
    oldest = newest.recorded_at.utc - _LATELY
    # What stands behind it in the log of its own computer is told by the place there.
    others = (one for one in entries if one.device != newest.device and one.kind in _LINES)
    lines = (one for one in others if one.recorded_at.utc > oldest)
    return frozenset(str(one.payload["id"]) for one in lines if not knew(had_from, newest, one))
