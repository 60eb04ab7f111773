# SPDX-License-Identifier: MIT
"""The one unfinished check-in of each person, in the encrypted record; overwritten, then gone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import apsw

from caregiver_app.domain.moments import Moment
from caregiver_app.storage.database import plain_errors
from caregiver_app.storage.entry_rows import object_of
from caregiver_app.system.exact_json import dumps


@dataclass(frozen=True, slots=True)
class DraftShelf:
    """The drafts of one open record. `saving` is its way of writing."""

    _connection: apsw.Connection
    _saving: Callable[[], AbstractContextManager[None]]
    _database: Path

    def keep(self, person_id: str, payload: dict[str, object], at: Moment) -> None:
        """Keep what is begun about a person, instead of what was kept before."""
        row = (person_id, dumps(payload), at.text, at.zone)
        with self._saving():
            self._connection.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)", row)

    def of(self, person_id: str) -> tuple[dict[str, object], Moment] | None:
        """Return what is begun about a person and when it was last touched, or None."""
        query = "SELECT payload, at, zone FROM draft WHERE person_id = ?"
        with plain_errors(self._database):
            row = self._connection.execute(query, (person_id,)).fetchone()
        if row is None:
            return None
        payload, at, zone = row
        return object_of(str(payload)), Moment.parse(str(at), zone)

    def drop(self, person_id: str) -> None:
        """Forget what is begun about a person, if there is anything."""
        with self._saving():
            drop_draft(self._connection, person_id)


def drop_draft(connection: apsw.Connection, person_id: str) -> None:
    """Forget it in a transaction that is open; raise the errors of the driver."""
    connection.execute("DELETE FROM draft WHERE person_id = ?", (person_id,))
