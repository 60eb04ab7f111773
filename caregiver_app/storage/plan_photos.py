# SPDX-License-Identifier: MIT
"""Photos of written plans: each beside its version of a plan, in the encrypted record."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import apsw

from caregiver_app.domain.moments import Moment
from caregiver_app.storage.database import plain_errors

MOST_BYTES = 4_000_000
"""The table holds no more; a page of paper that can be read needs a tenth of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPhoto:
    """One photo of the paper of one version of a plan, as JPEG."""

    plan_id: str
    at: Moment
    by: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class PlanPhotoShelf:
    """The photos of one open record. `saving` is its way of writing."""

    _connection: apsw.Connection
    _saving: Callable[[], AbstractContextManager[None]]
    _database: Path

    def keep(self, person_id: str, photo: PlanPhoto) -> None:
        """Keep the photo of a version of a plan, instead of one it had; raise StorageError."""
        row = (person_id, photo.plan_id, photo.at.text, photo.at.zone, photo.by, photo.data)
        with self._saving():
            self._connection.execute(
                "INSERT OR REPLACE INTO plan_photo VALUES (?, ?, ?, ?, ?, ?)", row
            )

    def photo(self, person_id: str, plan_id: str) -> PlanPhoto | None:
        """Return the photo of a version of a plan, or None; raise StorageError."""
        with plain_errors(self._database):
            row = self._connection.execute(
                "SELECT at, zone, author, data FROM plan_photo WHERE person_id = ? AND plan_id = ?",
                (person_id, plan_id),
            ).fetchone()
        if row is None:
            return None
        at, zone, by, data = row
        return PlanPhoto(plan_id=plan_id, at=Moment.parse(str(at), zone), by=by, data=bytes(data))

    def drop(self, person_id: str, plan_id: str) -> None:
        """Take the photo of a version of a plan out for good; raise StorageError."""
        with self._saving():
            self._connection.execute(
                "DELETE FROM plan_photo WHERE person_id = ? AND plan_id = ?", (person_id, plan_id)
            )
