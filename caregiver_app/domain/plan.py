# SPDX-License-Identifier: MIT
"""The prescriber's written plan and what can be read off it; nothing here proposes a dose."""

from collections.abc import Iterator
from datetime import date, timedelta, tzinfo
from decimal import Decimal, localcontext
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug

_MCG_PER_MG = 1000
_A_DAY = timedelta(days=1)
# A number of a record has 40 digits at most; with these none is lost on the way to another unit.
_ENOUGH_DIGITS = 200


class PlanRoute(StrEnum):
    """The route one plan is for."""

    ORAL = "oral"
    ITB = "itb"

    @property
    def unit(self) -> str:
        """Return `mg` or `mcg`, in which amounts of this route are read."""
        return "mg" if self is PlanRoute.ORAL else "mcg"


class StepStatus(StrEnum):
    """What happened to a step, as somebody told it."""

    PLANNED = "planned"
    ACTIVE = "active"
    HELD = "held"
    EXTENDED = "extended"
    STEPPED_BACK = "stepped_back"
    DONE = "done"
    CANCELLED = "cancelled"


HOLDS = (StepStatus.HELD, StepStatus.EXTENDED)


class Received(StrEnum):
    """How the plan reached the family."""

    PAPER = "paper"
    PORTAL = "portal"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDose:
    """One planned dose: local time HH:MM and mg."""

    time: str
    mg: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: from a date on, so many mg (by mouth) or mcg (pump) a day.

    Both stand as somebody wrote them, also in the unit of the other route: `amount_of` reads them.
    """

    from_: date
    mg_per_day: Decimal | None = None
    mcg_per_day: Decimal | None = None
    doses: tuple[StepDose, ...] = ()
    status: StepStatus | None = None
    status_by: str | None = None
    status_at: Moment | None = None
    hold_if: str | None = None
    go_back_to: str | None = None
    as_written: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A daily amount with the unit it was written in, `mg` or `mcg`."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaperPlan:
    """One version of the plan for one drug and route; a change is a new version."""

    id: str | None = None
    based_on: str | None = None
    zone: str | None = None
    drug: Drug
    route: PlanRoute
    start_mg_per_day: Decimal | None = None
    start_mcg_per_day: Decimal | None = None
    dose_times: tuple[str, ...] = ()
    steps: tuple[Step, ...]
    prescriber: str | None = None
    prescriber_phone: str | None = None
    review_on: date | None = None
    written_on: date | None = None
    received_by: Received | None = None
    finished: bool | None = None

    @property
    def start_per_day(self) -> Decimal | None:
        """Return the daily amount before the first step, in the unit of the route."""
        return _in_unit(self.start_mg_per_day, self.start_mcg_per_day, self.route)

    @property
    def unit(self) -> str:
        """Return `mg` or `mcg`, the unit of the route; every amount is read in it."""
        return self.route.unit

    def per_day_on(self, day: date) -> Decimal | None:
        """Return the daily amount in force on a day, in the unit of the route."""
        step = step_on(self, day)
        return self.start_per_day if step is None else amount_of(step, self.route)

    def as_written_on(self, day: date) -> Written | None:
        """Return the daily amount in force on a day as it stands in the unit of the other route.

        None when it stands in the unit of this route, or nowhere.
        """
        step = step_on(self, day)
        mg, mcg = (
            (self.start_mg_per_day, self.start_mcg_per_day)
            if step is None
            else (mg_of_step(step), step.mcg_per_day)
        )
        if self.route is PlanRoute.ORAL:
            return Written(value=mcg, unit="mcg") if mg is None and mcg is not None else None
        return Written(value=mg, unit="mg") if mcg is None and mg is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A change downwards: on a date, from one daily amount to a smaller one."""

    on: date
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A step that begins, or that is taken back (`is_back`), with the daily amounts around it.

    Amounts are in the unit of the route; None when nobody wrote them.
    """

    on: date
    before: Decimal | None
    after: Decimal | None
    step: Step
    is_back: bool = False

    @property
    def cut(self) -> Cut | None:
        """Return the cut that it is, or None."""
        if self.before is None or self.after is None or self.after >= self.before:
            return None
        return Cut(on=self.on, before=self.before, after=self.after)

    @property
    def is_rise(self) -> bool:
        """Say whether it goes up."""
        return self.before is not None and self.after is not None and self.after > self.before


def amount_of(step: Step, route: PlanRoute) -> Decimal | None:
    """Return what a step says for a day, in the unit of the route; None when nobody wrote it.

    An amount in the other unit is converted exactly; single doses are added up when all are known.
    """
    return _in_unit(mg_of_step(step), step.mcg_per_day, route)


def mg_of_step(step: Step) -> Decimal | None:
    """Return the mg a day of a step as written, else the sum of its doses when all are known."""
    if step.mg_per_day is not None:
        return step.mg_per_day
    doses = [dose.mg for dose in step.doses if dose.mg is not None]
    if not doses or len(doses) < len(step.doses):
        return None
    with localcontext(prec=_ENOUGH_DIGITS):
        return sum(doses, Decimal(0))


def _in_unit(mg: Decimal | None, mcg: Decimal | None, route: PlanRoute) -> Decimal | None:
    """Return an amount in the unit of the route; what stands in that unit wins."""
    with localcontext(prec=_ENOUGH_DIGITS):
        if route is PlanRoute.ITB:
            return mg * _MCG_PER_MG if mcg is None and mg is not None else mcg
        return mcg / _MCG_PER_MG if mg is None and mcg is not None else mg


def steps_in_order(plan: TaperPlan) -> tuple[Step, ...]:
    """Return the steps by date, without the cancelled ones."""
    return _live_in_order(SameList(plan.steps))


@lru_cache(maxsize=64)
def _live_in_order(steps: SameList[Step]) -> tuple[Step, ...]:
    live = (step for step in steps.entries if step.status is not StepStatus.CANCELLED)
    return tuple(sorted(live, key=lambda step: step.from_))


def step_on(plan: TaperPlan, day: date) -> Step | None:
    """Return the step in force on a day, or None before the first.

    A step that was taken back holds no more from the day on which that was said, and the one
    before it holds again. Where nobody said when, it never held. What follows a step that was
    held waits until its day is told anew: an amount that is shown is an amount that is given.
    """
    waits = waiting(plan)
    begun = (
        step
        for step in reversed(steps_in_order(plan))
        if step.from_ <= day
        and ((back := _back_on(step)) is None or day < back)
        and step not in waits
    )
    return next(begun, None)


def step_perhaps_on(plan: TaperPlan, day: date) -> Step | None:
    """Return the step in force on a day if one that was taken back held as long as it may have.

    To the end of the day on which that was said; where nobody said when, to this day. What waits
    behind a hold may have begun on its old date.
    """
    begun = (
        step
        for step in reversed(steps_in_order(plan))
        if step.from_ <= day
        and (_back_on(step) is None or step.status_at is None or day <= step.status_at.day)
    )
    return next(begun, None)


def _back_on(step: Step) -> date | None:
    """Return the first day on which a step that was taken back holds no more, else None."""
    if step.status is not StepStatus.STEPPED_BACK:
        return None
    return step.status_at.day if step.status_at is not None else step.from_


def not_confirmed_after_hold(plan: TaperPlan) -> tuple[tuple[Step, Step], ...]:
    """Return each step that was held or made longer, with the next one that keeps its old date.

    Nobody told that one anew: it has no word of its own since, and the plan was not written after
    the hold.
    """
    return tuple(_not_confirmed(SameList(plan.steps), plan.written_on))


def waiting(plan: TaperPlan) -> tuple[Step, ...]:
    """Return the steps that wait behind a hold: the one that is not confirmed, and all after it."""
    found = _not_confirmed(SameList(plan.steps), plan.written_on)
    if not found:
        return ()
    steps = steps_in_order(plan)
    return steps[min(steps.index(following) for _held, following in found) :]


@lru_cache(maxsize=64)
def _not_confirmed(steps: SameList[Step], written_on: date | None) -> tuple[tuple[Step, Step], ...]:
    return tuple(
        (held, following)
        for held, following in pairwise(_live_in_order(steps))
        if held.status in HOLDS
        and following.status in (None, StepStatus.PLANNED)
        and _keeps_its_date(held, following, written_on)
    )


def _keeps_its_date(held: Step, following: Step, written_on: date | None) -> bool:
    if held.status_at is None:
        return True
    told = held.status_at.day
    if following.status_at is not None and following.status_at >= held.status_at:
        return False
    # Also of its very day: the morning of a step is when a prescriber is rung and says to stay.
    return told <= following.from_ and (written_on is None or written_on <= told)


def told_at(step: Step | None, day: date, zone: tzinfo) -> Moment | None:
    """Return when on this very day of a zone a step was told anew, or None.

    What was due before that was due as the version before says: nobody here knew better.
    """
    at = step.status_at if step is not None and step.status is StepStatus.PLANNED else None
    return at if at is not None and at.utc.astimezone(zone).date() == day else None


def step_number(plan: TaperPlan, day: date) -> tuple[int, int] | None:
    """Return (n, N) for "step n of N", or None before the first step."""
    steps, in_force = steps_in_order(plan), step_on(plan, day)
    numbers = (n for n, step in enumerate(steps, 1) if step is in_force)
    return next(((n, len(steps)) for n in numbers), None)


def moves(plan: TaperPlan, *, perhaps: bool = False) -> Iterator[Move]:
    """Yield every step that begins or is taken back, in the order of the plan, ahead and behind.

    One that was taken back before its day never began. What waits behind a hold is among them
    only with `perhaps`: it may have begun on its old date.
    """
    before, current = plan.start_per_day, None
    waits = () if perhaps else waiting(plan)
    for on, step, is_back in _turns(plan):
        if step in waits:
            continue
        if is_back and step is not current:
            # Another step had followed, the one it went back to is gone as well, or it never began.
            continue
        current = step_on(plan, on) if is_back else step
        after = plan.start_per_day if current is None else amount_of(current, plan.route)
        yield Move(on=on, before=before, after=after, step=step, is_back=is_back)
        before = after if after is not None else before


def _turns(plan: TaperPlan) -> list[tuple[date, Step, bool]]:
    """Return when the steps begin and are taken back; of one day first what begins."""
    found = []
    for place, step in enumerate(steps_in_order(plan)):
        back = _back_on(step)
        if back is None or step.from_ <= back:
            found.append(((step.from_, False, place), (step.from_, step, False)))
        if back is not None:
            found.append(((back, True, place), (back, step, True)))
    return [turn for _order, turn in sorted(found, key=lambda pair: pair[0])]


def cuts(plan: TaperPlan) -> tuple[Cut, ...]:
    """Return every change downwards in the order of the plan, ahead and behind.

    A step that was taken back was a cut all the same.
    """
    return tuple(cut for move in moves(plan) if (cut := move.cut) is not None)


def rises(plan: TaperPlan) -> tuple[date, ...]:
    """Return the day of every change upwards in the order of the plan, ahead and behind.

    To go back from a smaller step to the one before it is one.
    """
    return tuple(move.on for move in moves(plan) if move.is_rise)
