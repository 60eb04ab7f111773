# SPDX-License-Identifier: MIT
"""What a correction changes, field by field, and what the changes of an entry tell.

A change names one field of the portable record. What was typed, its unit and the reason for no
answer go with the answer they belong to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from caregiver_app.domain.check_in import CheckIn, Draft
from caregiver_app.domain.dosing.dose_told import DOSE_ANSWERS, FROM_LOG
from caregiver_app.domain.events import REMOVED, Change
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import SECONDS
from caregiver_app.domain.history.story import Fact
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.usual_mark import MARK

UNDO = "undo"
"""The reason of a change that takes another one back."""

_MORE, _LENGTH = "more.", "duration_s"
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
    def is_end(self) -> bool:
        """Say whether it tells nothing but how long something was, which nobody had told before."""
        return bool(self.answers) and all(_is_end(change) for change in self.answers)

    @property
    def answers(self) -> tuple[Change, ...]:
        """Return the changes of answers, without what only goes with them."""
        return tuple(c for c in self.changes if is_answer(c.field))


def differences(before: Fact, after: Fact) -> Values:
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


def with_answers(before: CheckIn, draft: Draft, fields: Sequence[str]) -> CheckIn:
    """Return a check-in in which these answers are those of a draft, and no others are touched.

    `fields` are named as their questions; what was typed and why there is none go with them.
    """
    own: dict[str, Any] = {f: getattr(draft, f) for f in fields if not f.startswith(_MORE)}
    if "sbp" in own:
        own["bp_repeat"] = draft.bp_repeat
    for name in ("not_taken", "first_reading", "entered_unit", "raw"):
        kept = {f: value for f, value in getattr(before, name).items() if f not in fields}
        new = {f: value for f, value in getattr(draft, name).items() if f in fields}
        own[name] = {**kept, **new}
    items = {MARK, *(f.removeprefix(_MORE) for f in fields if f.startswith(_MORE))}
    kept = {item: value for item, value in before.more.items() if item not in items}
    more = {**kept, **{i: value for i, value in draft.more.items() if i in items}}
    if not DOSE_ANSWERS.isdisjoint(own):
        more.pop(FROM_LOG, None)  # somebody says it now
    own["more"] = more
    return replace(before, **own)


def is_answer(field: str) -> bool:
    """Say whether a field is an answer and not what was typed for one."""
    return field.partition(".")[0] not in _BESIDE and field != _MORE + FROM_LOG


def corrections(changes: Iterable[Change]) -> tuple[Correction, ...]:
    """Return changes put together that were written together, in the order of the log."""
    found = []
    for (at, by, reason, target), group in groupby(changes, key=_written):
        told = Correction(at=at, by=by, reason=reason, target=target, changes=tuple(group))
        if told.answers:
            found.append(told)
    return tuple(found)


def _is_end(change: Change) -> bool:
    if change.field == f"{_MORE}{SECONDS}":
        return change.before is None and change.after is not None
    if change.field != "seizures" or not (change.before and change.after):
        return False
    one, two = _seizures(change.before), _seizures(change.after)
    running = [known for known in one if known.get(_LENGTH) is not None]
    return not running and [_unended(known) for known in two] == [_unended(k) for k in one]


def _seizures(value: object) -> list[dict[str, object]]:
    return [dict(known) for known in value] if isinstance(value, list | tuple) else []


def _unended(known: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in known.items() if name != _LENGTH and value is not None}


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
