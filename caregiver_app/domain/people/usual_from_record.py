# SPDX-License-Identifier: MIT
"""Usual values worked out from full check-ins before the first cut, for a person to confirm."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from caregiver_app.domain.check_in import EVENT, CheckIn, Mode
from caregiver_app.domain.dosing.plan_time import plan_moves
from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import UsualValues
from caregiver_app.domain.record import Record


class OfTwo(StrEnum):
    """Which way the middle of two values is rounded."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualSpec:
    """How many full check-ins on how many days it takes, and which values are worked out.

    `values` maps a field of the usual values to the way in which it is rounded.
    """

    least_check_ins: int
    least_days: int
    values: Mapping[str, OfTwo]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedOut:
    """One value that is offered: the middle one of so many check-ins on so many days."""

    field: str
    value: Decimal
    check_ins: int
    days: int


def worked_out(record: Record, spec: UsualSpec, now: Moment) -> tuple[WorkedOut, ...]:
    """Return what the record offers as usual, in the order of the content.

    Only full check-ins before the first cut count, and only those that hold the value. Without a
    plan nobody knows whether a cut has been, and nothing is offered. Source: the content's own.
    """
    quiet = _before_the_first_cut(record, now)
    found = (_middle(field, of_two, quiet, spec) for field, of_two in spec.values.items())
    return tuple(one for one in found if one is not None)


def _before_the_first_cut(record: Record, now: Moment) -> Sequence[CheckIn]:
    if not record.plans:
        return ()
    # A first step after an amount that nobody wrote down may have been a cut.
    cuts = (b.at.utc for b in plan_moves(record, now) if b.move.cut or b.move.before is None)
    first = min((*cuts, *_pump_cuts(record), now.utc))
    return [
        c
        for c in record.check_ins
        if c.at.utc < first and c.mode is Mode.FULL and EVENT not in c.more
    ]


def _pump_cuts(record: Record) -> Iterator[datetime]:
    """Yield when the pump was set lower; what was not written down may have been lower."""
    before: Decimal | None = None
    for event in record.pump_events:
        after = event.dose_mcg_per_day
        if after is not None and before is not None:
            if after < before:
                yield event.at.utc
        elif event.kind is PumpEventKind.DOSE_CHANGE:
            yield event.at.utc
        before = after if after is not None else before


def _middle(
    field: str, of_two: OfTwo, quiet: Sequence[CheckIn], spec: UsualSpec
) -> WorkedOut | None:
    held = [c for c in quiet if getattr(c, field) is not None]
    days = len({c.at.day for c in held})
    if len(held) < spec.least_check_ins or days < spec.least_days:
        return None
    values = sorted(Decimal(getattr(c, field)) for c in held)
    low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
    step = Decimal("0.1") if field == "temp_c" else Decimal(1)
    rounding = ROUND_FLOOR if of_two is OfTwo.LOWER else ROUND_CEILING
    value = ((low + high) / 2).quantize(step, rounding)
    return WorkedOut(field=field, value=value, check_ins=len(held), days=days)


def not_known_yet(offered: Sequence[WorkedOut], usual: UsualValues) -> tuple[WorkedOut, ...]:
    """Return what is offered where nobody wrote a value down: what somebody gave stands."""
    return tuple(one for one in offered if getattr(usual, one.field) is None)
