# SPDX-License-Identifier: MIT
"""Where the unfinished check-in of a person is kept: in the record, or aside on a full disk."""

from contextlib import suppress
from typing import Any

from caregiver_app.domain.moments import Moment
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.exact_json import dumps, loads_own

Kept = tuple[dict[str, Any], Moment]
"""The answers, and when they were kept."""


class KeptDrafts:
    """One draft for each person; the newest stands, wherever there was room for it."""

    def __init__(self, log: EntryLog) -> None:
        self._log = log
        self._is_aside: dict[str, bool] = {}

    def keep(self, person_id: str, payload: dict[str, Any], at: Moment) -> None:
        """Keep answers instead of those before; raise StorageError when there is room nowhere."""
        try:
            self._log.drafts.keep(person_id, payload, at)
        except StorageError as refused:
            self._keep_aside(person_id, payload, at, refused)
        else:
            self.forget_aside(person_id)

    def kept(self, person_id: str) -> Kept | None:
        """Return the newest answers, or None."""
        found = [self._log.drafts.of(person_id)]
        if self._is_aside.get(person_id) is not False:
            found.append(self._aside(person_id))
        return max((kept for kept in found if kept is not None), key=_at, default=None)

    def drop(self, person_id: str) -> None:
        """Forget the answers of one person; raise StorageError."""
        self.forget_aside(person_id)
        self._log.drafts.drop(person_id)

    def forget_aside(self, person_id: str) -> None:
        """Forget answers that are kept aside: they are in the record by now."""
        if self._is_aside.get(person_id) is not False and self._aside(person_id) is not None:
            with suppress(StorageError):
                self._log.aside.keep(_name(person_id), "")
        self._is_aside[person_id] = False

    def _keep_aside(
        self, person_id: str, payload: dict[str, Any], at: Moment, refused: StorageError
    ) -> None:
        text = dumps({"draft": payload, "at": [at.text, at.zone]})
        try:
            self._log.aside.keep(_name(person_id), text)
        except StorageError:
            raise refused from None
        self._is_aside[person_id] = True

    def _aside(self, person_id: str) -> Kept | None:
        try:
            text = self._log.aside.kept(_name(person_id))
            found: Any = loads_own(text) if text else None
            return None if found is None else (found["draft"], Moment.parse(*found["at"]))
        except (StorageError, KeyError, TypeError, ValueError):
            return None


def _name(person_id: str) -> str:
    return f"draft {person_id}"


def _at(kept: Kept) -> Moment:
    return kept[1]
