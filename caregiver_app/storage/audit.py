# SPDX-License-Identifier: MIT
"""The lines of who looked and what was given out, in the encrypted record; only ever added."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import apsw

from caregiver_app.domain.audit import AuditEvent, AuditKind
from caregiver_app.domain.moments import Moment
from caregiver_app.storage.database import plain_errors

_INSERT = "INSERT INTO audit (at, zone, author, person_id, kind, what) VALUES (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class AuditShelf:
    """The lines of one open record. `saving` is its way of writing."""

    _connection: apsw.Connection
    _saving: Callable[[], AbstractContextManager[None]]
    _database: Path

    def add(self, event: AuditEvent) -> None:
        """Add a line; raise StorageError."""
        with self._saving():
            add_line(self._connection, event)

    def days(self) -> tuple[date, ...]:
        """Return the days that have lines, the newest first; raise StorageError."""
        query = "SELECT DISTINCT substr(at, 1, 10) FROM audit ORDER BY 1 DESC"
        with plain_errors(self._database):
            rows = self._connection.execute(query).fetchall()
        return tuple(date.fromisoformat(str(row[0])) for row in rows)

    def events(self, day: date) -> tuple[AuditEvent, ...]:
        """Return the lines of a day, the newest first; raise StorageError."""
        query = (
            "SELECT at, zone, author, person_id, kind, what FROM audit"
            " WHERE substr(at, 1, 10) = ? ORDER BY seq DESC"
        )
        with plain_errors(self._database):
            rows = self._connection.execute(query, (day.isoformat(),)).fetchall()
        return tuple(_event(*map(_text, row)) for row in rows)


def add_line(connection: apsw.Connection, event: AuditEvent) -> None:
    """Add a line in a transaction that is open; raise the errors of the driver."""
    at, kind = event.at, event.kind.value
    row = (at.text, at.zone, event.by, event.person_id, kind, event.what)
    connection.execute(_INSERT, row)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _event(
    at: str | None,
    zone: str | None,
    by: str | None,
    person_id: str | None,
    kind: str | None,
    what: str | None,
) -> AuditEvent:
    when, done = Moment.parse(at or "", zone), AuditKind(kind or "")
    return AuditEvent(at=when, kind=done, by=by, person_id=person_id, what=what)
