# SPDX-License-Identifier: MIT
"""What a correction changes, field by field, and what the changes of an entry tell.

A change names one field of the portable record. What was typed, its unit and the reason for no
answer go with the answer they belong to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.events import Change
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import to_plain

REMOVED = "removed"
"""The field of a change that takes an entry out of the record, or puts it back."""
UNDO = "undo"
"""The reason of a change that takes another one back."""

_OBJECTS = ("not_taken", "first_reading", "more", "entered_unit", "raw")
_NEVER_CORRECTED = frozenset({"id", "assessment"})
_BESIDE = frozenset({"raw", "entered_unit", "assessment", "zone"})
"""What goes with an answer and is no answer of its own."""

Values = Mapping[str, tuple[object, object]]
"""By the field of the record: what stood there, and what stands there now; None is nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """The changes of one entry that were written at one time for one reason."""

    at: Moment
    by: str | None
    reason: str | None
    target: str
    changes: tuple[Change, ...]

    @property
    def is_removal(self) -> bool:
        """Say whether it takes the entry out of the record."""
        return any(c.field == REMOVED and c.after is True for c in self.changes)

    @property
    def is_return(self) -> bool:
        """Say whether it puts the entry back."""
        return any(c.field == REMOVED and c.after is not True for c in self.changes)

    @property
    def answers(self) -> tuple[Change, ...]:
        """Return the changes of answers, without what only goes with them."""
        return tuple(c for c in self.changes if c.field.partition(".")[0] not in _BESIDE)


def differences(before: CheckIn | DoseEvent, after: CheckIn | DoseEvent) -> Values:
    """Return every field that is another one, in the words of the portable record.

    The id and the stored judgement are never among them. Applied to what stood there, the values
    give what stands there now.
    """
    one, two = to_plain(before), to_plain(after)
    found: dict[str, tuple[object, object]] = {}
    for name in dict.fromkeys((*one, *two)):
        if name in _NEVER_CORRECTED:
            continue
        if name in _OBJECTS:
            found |= _inside(name, one.get(name) or {}, two.get(name) or {})
        elif one.get(name) != two.get(name):
            found[name] = (one.get(name), two.get(name))
    return found


def is_answer(field: str) -> bool:
    """Say whether a field is an answer and not what was typed for one."""
    return field.partition(".")[0] not in _BESIDE


def corrections(changes: Iterable[Change]) -> tuple[Correction, ...]:
    """Return changes put together that were written together, in the order of the log."""
    found = []
    for (at, by, reason, target), group in groupby(changes, key=_written):
        told = Correction(at=at, by=by, reason=reason, target=target, changes=tuple(group))
        if told.is_removal or told.is_return or told.answers:
            found.append(told)
    return tuple(found)


def undone(told: Correction) -> Values:
    """Return the values that take a correction back."""
    return {change.field: (change.after, change.before) for change in reversed(told.changes)}


def older_values(changes: Sequence[Change], field: str) -> tuple[object, ...]:
    """Return what a field held before each change of it, the oldest first."""
    return tuple(change.before for change in changes if change.field == field)


def _written(change: Change) -> tuple[Moment, str | None, str | None, str]:
    return change.at, change.by, change.reason, change.target


def _inside(
    name: str, one: Mapping[str, Any], two: Mapping[str, Any]
) -> dict[str, tuple[object, object]]:
    """Return the items of an inner object that are others; all of it when a name has a point."""
    items = [item for item in dict.fromkeys((*one, *two)) if one.get(item) != two.get(item)]
    if any("." in item for item in items):
        return {name: (dict(one) or None, dict(two) or None)}
    return {f"{name}.{item}": (one.get(item), two.get(item)) for item in items}
