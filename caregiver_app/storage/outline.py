# SPDX-License-Identifier: MIT
"""What a record or a backup holds, in short: whose entries, of which kind, written when."""

from dataclasses import dataclass

import apsw

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.system.exact_json import loads_own


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinedEntry:
    """One entry without what it says."""

    id: str
    person_id: str
    kind: EntryKind
    recorded_at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Every entry in log order, and what the people are called."""

    entries: tuple[OutlinedEntry, ...]
    names: dict[str, str]


def outline_of(connection: apsw.Connection) -> Outline:
    """Read the outline of an open database."""
    rows = connection.execute(
        "SELECT id, person_id, kind, recorded_at, recorded_zone FROM entry ORDER BY seq"
    )
    people = connection.execute(
        "SELECT person_id, payload FROM entry WHERE kind = 'person' ORDER BY seq"
    )
    return Outline(
        entries=tuple(
            OutlinedEntry(
                id=str(id_),
                person_id=str(person_id),
                kind=EntryKind(str(kind)),
                recorded_at=Moment.parse(str(at), zone),
            )
            for id_, person_id, kind, at, zone in rows
        ),
        names={str(person_id): _name(str(payload)) for person_id, payload in people},
    )


def last_written(connection: apsw.Connection) -> Moment | None:
    """Return the latest time at which anything was written down, None before the first."""
    # By the wall first: of the few that read latest, the latest instant counts.
    query = "SELECT recorded_at, recorded_zone FROM entry ORDER BY recorded_at DESC LIMIT 9"
    rows: list[tuple[str, str | None]] = list(connection.execute(query))
    return max((Moment.parse(at, zone) for at, zone in rows), default=None)


def _name(payload: str) -> str:
    person = loads_own(payload)
    return str(person.get("name", "")) if isinstance(person, dict) else ""
