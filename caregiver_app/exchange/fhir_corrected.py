# SPDX-License-Identifier: MIT
"""Which answers of a check-in somebody corrected after it was saved, for a clinic's computer."""

from collections.abc import Mapping

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.events import Change
from caregiver_app.domain.happened import kind_of
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record

Corrected = Mapping[str, Moment]
"""When each answer that was corrected was, by its field."""

_COMPLETED = ("seizures", "more.")
"""Where the end of what was tapped is told: it takes back nothing that stood there."""
_PAIRS = {"bp": ("sbp", "dbp"), "bp first": ("first_reading.sbp", "first_reading.dbp")}


def corrected_answers(record: Record) -> Mapping[str, Corrected]:
    """Return the answers that stand corrected, by their check-in.

    What was filled in where nothing stood is no correction, nor is one that was taken back.
    """
    check_ins = {check_in.id: check_in for check_in in record.check_ins}
    changes: dict[tuple[str, str], list[Change]] = {}
    for change in record.changes:
        if change.target in check_ins and not _completes(change, check_ins[change.target]):
            changes.setdefault((change.target, change.field), []).append(change)
    found: dict[str, dict[str, Moment]] = {}
    for (target, field), each in changes.items():
        if each[0].before not in (None, each[-1].after):
            found.setdefault(target, {})[field] = each[-1].at
    return found


def corrected_at(corrected: Corrected, about: str) -> Moment | None:
    """Return when what an Observation tells was corrected, or None; `about` is what it is named."""
    return max((corrected[name] for name in _fields(about) if name in corrected), default=None)


def _fields(about: str) -> tuple[str, ...]:
    kind, _space, rest = about.partition(" ")
    if about in _PAIRS:
        return _PAIRS[about]
    if kind == "more":
        return (f"more.{rest}",)
    if rest == "first":
        return (f"first_reading.{kind}",)
    return {"seizure": ("seizures",), "other": ("other_signs",)}.get(kind, (kind,))


def _completes(change: Change, check_in: CheckIn) -> bool:
    return kind_of(check_in) is not None and change.field.startswith(_COMPLETED)
