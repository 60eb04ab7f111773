# SPDX-License-Identifier: MIT
"""One person's log put together with what another computer brought, before anything is written."""

from dataclasses import dataclass
from typing import Any

from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sharing.log_order import Knowledge
from caregiver_app.domain.sharing.profiles import Profiles
from caregiver_app.domain.sharing.shared_part import SharedEntry
from caregiver_app.system.exact_json import loads_own


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The entries of one person as they count, the profiles as written, and who had what."""

    entries: tuple[Entry, ...]
    profiles: Profiles
    knowledge: Knowledge


def read_entry(row: SharedEntry) -> Entry:
    """Return an entry that travelled, not in the log yet."""
    payload: Any = loads_own(row.payload)
    return Entry(
        seq=0,
        id=row.id,
        person_id=row.person_id,
        kind=EntryKind(row.kind),
        author=row.author,
        observer=row.observer,
        device=row.device,
        device_seq=row.device_seq,
        recorded_at=Moment.parse(row.recorded_at, row.recorded_zone),
        effective_at=Moment.parse(row.effective_at, row.effective_zone),
        follows=row.follows,
        payload=payload,
        previous_hash=row.previous_hash,
        hash=row.hash,
    )
