# SPDX-License-Identifier: MIT
"""Newer profiles and newer versions of a plan, for the log of all changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Person
from caregiver_app.domain.plan import TaperPlan
from caregiver_app.exchange.portable import item_of

_T = TypeVar("_T", Person, TaperPlan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A newer profile or plan: what it was, what it is, who wrote it down and when."""

    at: Moment
    by: str | None
    before: Person | TaperPlan
    after: Person | TaperPlan


def edits(entries: Sequence[Entry]) -> tuple[Edit, ...]:
    """Return every newer profile and every newer version of a plan, the oldest first.

    What was written down first is no change. A plan follows the one of its drug and route.
    """
    return tuple(sorted((*_profiles(entries), *_plans(entries)), key=lambda edit: edit.at.utc))


def _profiles(entries: Sequence[Entry]) -> Iterator[Edit]:
    before: Person | None = None
    for entry in entries:
        if entry.kind is EntryKind.PERSON:
            after: Person = item_of(EntryKind.PERSON, entry.payload, "person")
            if before is not None and before != after:
                yield _edit(entry, before, after)
            before = after


def _plans(entries: Sequence[Entry]) -> Iterator[Edit]:
    newest: dict[tuple[object, object], TaperPlan] = {}
    for entry in entries:
        if entry.kind is EntryKind.PLAN:
            plan: TaperPlan = item_of(EntryKind.PLAN, entry.payload, "plan")
            before = newest.get((plan.drug, plan.route))
            if before is not None:
                yield _edit(entry, before, plan)
            newest[plan.drug, plan.route] = plan


def _edit(entry: Entry, before: _T, after: _T) -> Edit:
    return Edit(at=entry.effective_at, by=entry.author, before=before, after=after)
