# SPDX-License-Identifier: MIT
"""What a check-in said before somebody corrected it, as a sheet has to tell.

The level stays as it was told, so that its reasons may name values that the table has no more.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from enum import StrEnum

from caregiver_app.domain.check_in import (
    Alertness,
    Breathing,
    CheckIn,
    Grade,
    Hallucination,
    Orientation,
    asked,
)
from caregiver_app.domain.dosing.dose_told import FROM_LOG
from caregiver_app.domain.events import Change
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import events_since_asked, last_asked
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff_signs import Value

_CHOICES: Mapping[str, type[StrEnum]] = {
    "alertness": Alertness,
    "orientation": Orientation,
    "hallucination": Hallucination,
    "breathing": Breathing,
    "tremor": Grade,
    "itching": Grade,
}
_NUMBERS = ("temp_c", "hr", "rr", "spo2", "stiffness", "psfs")
_PRESSURE = ("sbp", "dbp")
_BESIDE = frozenset({"raw", "entered_unit", "first_reading", "not_taken", "note", "zone"})
"""What goes with an answer, and the caregiver's own words: none is an answer of its own."""
_OF_AN_EVENT = frozenset({"seizures", "more"})
"""Where the end of what was tapped is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """When it was corrected last, what stood there first, and how many other answers changed.

    A value of None was not recorded.
    """

    at: Moment
    before: tuple[tuple[str, Value | None], ...]
    others: int


def corrected(record: Record) -> Corrected | None:
    """Return what was corrected in the newest check-in and what was told since; None if nothing."""
    last = last_asked(record)
    told = [*([last] if last else []), *events_since_asked(record)] or record.check_ins[-1:]
    return _corrected(record, told)


def corrected_before(record: Record, told: Sequence[CheckIn]) -> Corrected | None:
    """Return what was corrected in the newest of these that were: what they found is still told."""
    found = (_corrected(record, [one]) for one in told)
    return next((one for one in found if one is not None), None)


def _corrected(record: Record, told: Sequence[CheckIn]) -> Corrected | None:
    ids = {check_in.id for check_in in told}
    tapped = {one.id for one in told if not asked(one)}
    changes = [c for c in record.changes if c.target in ids and not _completes(c, tapped)]
    standing = _standing([change for change in changes if _is_answer(change.field)])
    if not standing:
        return None
    before = tuple(_values(standing, told[0]))
    named = {name for name, _value in before} | set(_PRESSURE)
    return Corrected(
        at=max(change.at for change in standing.values()),
        before=before,
        others=sum(name not in named for name in standing),
    )


def _is_answer(field: str) -> bool:
    return field.partition(".")[0] not in _BESIDE and field != f"more.{FROM_LOG}"


def _completes(change: Change, tapped: Set[str]) -> bool:
    """Say whether a change only tells more of what was tapped: its end, its length, how it went."""
    name = change.field.partition(".")[0]
    return change.target in tapped and (change.before is None or name in _OF_AN_EVENT)


def _standing(changes: Sequence[Change]) -> dict[str, Change]:
    """Return the changes by their field, from what stood there first to what stands there now.

    One that was taken back is none.
    """
    first: dict[str, Change] = {}
    newest: dict[str, Change] = {}
    for change in changes:
        first.setdefault(change.field, change)
        newest[change.field] = change
    return {
        name: Change(
            id=change.id,
            at=change.at,
            target=change.target,
            field=name,
            before=first[name].before,
            after=change.after,
        )
        for name, change in newest.items()
        if first[name].before != change.after
    }


def _values(
    standing: Mapping[str, Change], check_in: CheckIn
) -> Iterator[tuple[str, Value | None]]:
    """Yield what stood there; what a file of another program says of it may be no value at all."""
    for name in ("temp_c", "hr", "bp", *_NUMBERS[2:], *_CHOICES):
        before = standing[name].before if name in standing else _NO_VALUE
        if name == "bp" and any(half in standing for half in _PRESSURE):
            top, bottom = (_half(standing.get(half), check_in, half) for half in _PRESSURE)
            yield name, None if top is None and bottom is None else (top, bottom)
        elif before is None:
            yield name, None
        elif isinstance(before, str) and before in set(_CHOICES.get(name, ())):
            yield name, _CHOICES[name](before)
        elif name in _NUMBERS and (number := _number(before)) is not None:
            yield name, number


_NO_VALUE = object()


def _half(change: Change | None, check_in: CheckIn, name: str) -> int | None:
    found = _number(getattr(check_in, name) if change is None else change.before)
    return None if found is None else int(found)


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value) if Decimal(value).is_finite() else None
