# SPDX-License-Identifier: MIT
"""A record without the caregiver's own words, for a sheet that somebody wants without them."""

from dataclasses import replace

from caregiver_app.domain.record import Record
from caregiver_app.domain.shift.watch_items import item_place, open_items


def without_notes(record: Record) -> tuple[Record, bool]:
    """Return a record without the caregiver's own words, and whether it had any."""
    check_ins = tuple(replace(c, note=None) if c.note else c for c in record.check_ins)
    actions = tuple(replace(a, note=None) if a.note else a for a in record.actions)
    changes = tuple(c for c in record.changes if item_place(c) is None)
    had = any(c.note for c in record.check_ins) or any(a.note for a in record.actions)
    had = had or bool(open_items(record.changes))
    return replace(record, check_ins=check_ins, actions=actions, changes=changes), had
