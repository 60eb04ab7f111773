# SPDX-License-Identifier: MIT
"""The photo of a written plan: read from a file, kept with its version, taken out again."""

from collections.abc import Iterable
from pathlib import Path

from caregiver_app.domain.people.caregivers import Guarded
from caregiver_app.services.care_team.caregivers import WhyNot
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.plan_photos import MOST_BYTES, PlanPhoto, PlanPhotoShelf
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _

__all__ = ["PhotoRefused", "PlanPhoto", "PlanPhotoService"]

MOST_BYTES_READ = 20_000_000
_BEGINS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_MEGABYTE = 1_000_000


class PhotoRefused(Exception):  # noqa: N818 - the word the screen shows
    """A photo that is not kept; the text says why, in plain words."""


class PlanPhotoService:
    """Keep the photos of one data folder."""

    def __init__(self, shelf: PlanPhotoShelf, why_not: WhyNot, clock: Clock) -> None:
        self._shelf = shelf
        self._why_not = why_not
        self._clock = clock

    def read_file(self, path: Path) -> bytes:
        """Return what a file holds when it is a JPEG or PNG picture by what is in it.

        Its name counts for nothing. Raises PhotoRefused.
        """
        try:
            if not path.is_file():
                raise PhotoRefused(_("This is not a file."))
            if path.stat().st_size > MOST_BYTES_READ:
                words = _("This file is too large. {n} MB at most.")
                raise PhotoRefused(words.format(n=MOST_BYTES_READ // _MEGABYTE))
            data = path.read_bytes()
        except OSError as error:
            words = _("The file could not be read: {reason}.")
            raise PhotoRefused(words.format(reason=error.strerror)) from error
        if not data.startswith(_BEGINS):
            raise PhotoRefused(_("This is no JPEG or PNG picture. Save it as one of these first."))
        return data

    def add(self, person_id: str, plan_id: str, jpeg: bytes, by: str | None) -> PlanPhoto:
        """Keep a JPEG with a version of a plan. Raises PhotoRefused; then nothing is kept."""
        self._refuse_unless_family(person_id)
        if len(jpeg) > MOST_BYTES:
            raise PhotoRefused(_("This picture is too large to be kept."))
        at = here_and_now(self._clock)
        photo = PlanPhoto(plan_id=plan_id, at=at, by=by or None, data=jpeg)
        try:
            self._shelf.keep(person_id, photo)
        except StorageError as error:
            raise PhotoRefused(_("NOT SAVED. {cause}").format(cause=error)) from error
        return photo

    def newest(self, person_id: str, plan_ids: Iterable[str]) -> PlanPhoto | None:
        """Return the photo of the first of these versions that has one. Raises PhotoRefused."""
        try:
            found = (self._shelf.photo(person_id, plan_id) for plan_id in plan_ids)
            return next((photo for photo in found if photo is not None), None)
        except StorageError as error:
            raise PhotoRefused(str(error)) from error

    def remove(self, person_id: str, plan_id: str) -> None:
        """Take a photo out for good. Raises PhotoRefused; then it stays."""
        self._refuse_unless_family(person_id)
        try:
            self._shelf.drop(person_id, plan_id)
        except StorageError as error:
            raise PhotoRefused(_("NOT SAVED. {cause}").format(cause=error)) from error

    def _refuse_unless_family(self, person_id: str) -> None:
        refused = self._why_not(person_id, Guarded.PLAN)
        if refused is not None:
            raise PhotoRefused(refused)
