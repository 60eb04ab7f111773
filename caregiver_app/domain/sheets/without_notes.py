# SPDX-License-Identifier: MIT
"""A record without the caregiver's own words, for a sheet that somebody wants without them.

What is a fact by itself stays: signs, medicines by their names, what they drank, when they fell.
"""

from dataclasses import replace

from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff_signs import THREE_DAYS, recent
from caregiver_app.domain.shift.watch_items import item_place, open_items

NOTES = "note"
OWN_WORDS = ("hallucination_what", "muscle_pain_where", "visit_type")
"""Answers to open questions: the sign that they are about stands on the page without them."""


def without_notes(record: Record) -> tuple[Record, tuple[str, ...]]:
    """Return a record without the caregiver's own words, and the names of what it had of them.

    The answers to open questions are named where a page would have told them: of 72 hours.
    """
    newest = record.check_ins[-1:]
    lately = recent(record, newest[0].at, THREE_DAYS) if newest else []
    noted = any(c.note for c in record.check_ins) or any(a.note for a in record.actions)
    noted = noted or bool(open_items(record.changes))
    words = (name for name in OWN_WORDS if any(c.more.get(name) for c in lately))
    check_ins = tuple(
        replace(c, note=None, more={n: v for n, v in c.more.items() if n not in OWN_WORDS})
        if c.note or c.more
        else c
        for c in record.check_ins
    )
    actions = tuple(replace(a, note=None) if a.note else a for a in record.actions)
    changes = tuple(c for c in record.changes if item_place(c) is None)
    bare = replace(record, check_ins=check_ins, actions=actions, changes=changes)
    return bare, ((NOTES,) * noted + tuple(words))
