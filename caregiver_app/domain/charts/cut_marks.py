# SPDX-License-Identifier: MIT
"""The cuts that charts and sheets mark, each with the time at which it began."""

from caregiver_app.domain.dosing.plan_time import plan_moves
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import Cut, PlanRoute
from caregiver_app.domain.pump.pump_cuts import pump_cuts
from caregiver_app.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class CutMark:
    """A cut with the time it began; `exact` is false when only its day is known."""

    at: Moment
    exact: bool
    drug: Drug
    route: PlanRoute
    cut: Cut


def cut_marks(record: Record, end: Moment, off: int = 0) -> tuple[CutMark, ...]:
    """Return the cuts that have begun by a moment, the oldest first; the sheets mark the same.

    A change of the pump by the clinic to less is one too, once where the plan has it as well. Up
    to `off` days of 0 mg between two doses are none.
    """
    found = [
        CutMark(at=m.at, exact=m.exact, drug=m.plan.drug, route=m.plan.route, cut=m.move.cut)
        for m in plan_moves(record, end, off=off)
        if m.move.cut is not None and m.at <= end
    ]
    planned = {(mark.cut.on, mark.cut.after) for mark in found if mark.route is PlanRoute.ITB}
    found += [
        CutMark(at=at, exact=True, drug=Drug.BACLOFEN, route=PlanRoute.ITB, cut=cut)
        for at, cut in pump_cuts(record, end)
        if (cut.on, cut.after) not in planned
    ]
    return tuple(sorted(found, key=lambda mark: mark.at))
