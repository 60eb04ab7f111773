# SPDX-License-Identifier: MIT
"""What somebody new does once with a made-up person, and what of it is done."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from caregiver_app.domain.entry_kinds import EntryKind


class PracticeStep(StrEnum):
    """The steps in their order."""

    CHECK_IN = "check_in"
    DOSE = "dose"
    RED_FLAG = "red_flag"
    READ = "read"
    SHEET = "sheet"
    EMERGENCY = "emergency"


_IN_RECORD = {EntryKind.CHECK_IN: PracticeStep.CHECK_IN, EntryKind.DOSE: PracticeStep.DOSE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """How far a practice has come."""

    done: frozenset[PracticeStep]

    @property
    def next(self) -> PracticeStep | None:
        """Return the first step that is not done; None when all are."""
        return next((step for step in PracticeStep if step not in self.done), None)


def practised(written: Collection[EntryKind], noted: Collection[PracticeStep]) -> Practice:
    """Return what is done: kinds of entries written since it began, and what a screen saw.

    A red sign that was taken back, a text, a print and Emergency leave nothing in the record.
    """
    seen = {step for step in noted if step not in _IN_RECORD.values()}
    kept = {step for kind, step in _IN_RECORD.items() if kind in written}
    return Practice(done=frozenset(seen | kept))
