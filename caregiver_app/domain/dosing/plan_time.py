# SPDX-License-Identifier: MIT
"""What a record's plans changed and when: across their versions, at the place, on the clock."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from caregiver_app.domain.dosing.days_off import without_days_off
from caregiver_app.domain.dosing.planned_times import SAME_SLOT
from caregiver_app.domain.dosing.slots import zone_of
from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment, at_place, is_zone
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.plan import (
    Cut,
    Move,
    PlanRoute,
    TaperPlan,
    moves,
    steps_in_order,
    told_at,
)
from caregiver_app.domain.plan_versions import versions
from caregiver_app.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """One move of a plan with its time. `exact` is false when only its day is known.

    Without it `at` is the local start of the day.
    """

    plan: TaperPlan
    move: Move
    at: Moment
    exact: bool


def plan_moves(
    record: Record, now: Moment, *, perhaps: bool = False, off: int = 0
) -> Iterator[Begun]:
    """Yield the moves of every drug and route, ahead and behind, as the plans tell them by now.

    With `perhaps` what waits behind a hold is among them, see `moves`. Up to `off` days of 0 mg
    between two doses are no move, see `days_off`.
    """
    for drug, route in dict.fromkeys((plan.drug, plan.route) for plan in record.plans):
        for plan, move in _told(record.plans, drug, route, now.day, perhaps=perhaps, off=off):
            at, exact = _begin(plan, move, record.person, now)
            yield Begun(plan=plan, move=move, at=at, exact=exact)


def last_cut_told(
    plans: Sequence[TaperPlan], drug: Drug, route: PlanRoute, day: date, off: int = 0
) -> Cut | None:
    """Return the newest cut of a drug and route that has begun on a day.

    Up to `off` days of 0 mg between two doses are no cut, see `days_off`.
    """
    told = _told(plans, drug, route, day, off=off)
    cuts = (move.cut for _plan, move in told if move.on <= day)
    return max((cut for cut in cuts if cut is not None), key=lambda cut: cut.on, default=None)


def _told(
    plans: Sequence[TaperPlan],
    drug: Drug,
    route: PlanRoute,
    day: date,
    *,
    perhaps: bool = False,
    off: int = 0,
) -> Iterator[tuple[TaperPlan, Move]]:
    """Yield the moves of the plan in force, then those that the versions before it tell.

    A new version may begin with a step that is still ahead: what happened on the days before its
    first step is told by the newest version that reaches back to them.
    """
    told_from: date | None = None
    for plan in reversed(versions(SameList(plans), drug, route)):
        if plan.written_on is not None and plan.written_on > day:
            continue
        for move in moves(without_days_off(plan, off) if off else plan, perhaps=perhaps):
            if told_from is None or move.on < told_from:
                yield plan, move
        days = [step.from_ for step in steps_in_order(plan)]
        told_from = min((*days, *((told_from,) if told_from else ())), default=None)


def _begin(plan: TaperPlan, move: Move, person: Person, now: Moment) -> tuple[Moment, bool]:
    """Return when a step began: its first dose of the day, else the local start of the day.

    One that was taken back ended when that was said.
    """
    if move.is_back and move.step.status_at is not None:
        return move.step.status_at, True
    walls = [dose.time for dose in move.step.doses] or list(plan.dose_times)
    known = plan.route is PlanRoute.ORAL and bool(walls)
    # The zone of the plan and not of the traveller: a cut that has begun stays where it is.
    names = (name for name in (plan.zone, person.zone) if name and is_zone(name))
    zone = next((ZoneInfo(name) for name in names), None) or zone_of(person, now)
    dues = sorted(
        datetime.combine(move.on, time.fromisoformat(text), zone).astimezone(UTC)
        for text in (walls if known else ["00:00"])
    )
    since = told_at(move.step, move.on, zone) if known else None
    if since is None:
        return at_place(dues[0], zone), known
    # Told in the middle of its day: it begins with the first dose that could be given by it.
    could = (due for due in dues if due >= since.utc - SAME_SLOT)
    return at_place(next(could, since.utc), zone), True
