# SPDX-License-Identifier: MIT
"""How long the medicine by mouth lasts when the plan is followed, step by step.

Today and rule W13 ask the same: two places of one program do not differ in when it runs out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from caregiver_app.domain.dosing.dose_clock import is_over
from caregiver_app.domain.dosing.planned_times import doses_of_day
from caregiver_app.domain.dosing.strengths import FORM, strengths_before
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.person import Person
from caregiver_app.domain.plan import PlanRoute, TaperPlan, amount_of, step_on
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.record import Record

_DAY = timedelta(days=1)
_FURTHEST_DAYS = 400
# All numbers that stand together before mg, and a slash behind it; mg in so many mL is a liquid.
_STRENGTH = re.compile(
    r"(?<![\d.,])(\d(?:[\d.,/\s&+\u2013-]|and|or|to)*)mg\b(?!\s*/\s*[\d.,]*\s*ml\b)(\s*/)?"
)
# Three digits after a comma could be thousands.
_ONE_NUMBER = re.compile(r"\d+(?:\.\d+|,(?!\d{3}$)\d+)?")
_WHOLE = ("tablet", "capsule")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyEnd:
    """The last day that is covered whole, from what was counted; by the steps of the plan.

    `until` is the day before the count when not even that day is covered, and None when it lasts
    as far as the plan says anything. `counts_doses` says that the strength is not recorded and
    each dose was taken for one tablet, `is_of_older` that another strength is on record since the
    count: it may be of either, and was taken for the weaker.
    """

    until: date | None
    units_left: Decimal
    counted_on: date
    in_ml: bool
    counts_doses: bool
    is_of_older: bool = False


def supply_end(record: Record, today: date) -> SupplyEnd | None:
    """Return how long the supply lasts; None while nothing was counted or no step says a dose."""
    supply = record.person.supply
    if supply is None or supply.units_left is None:
        return None
    start = supply.counted_on or today
    strength = _strength(record, start)
    left = supply.units_left
    for day, plan in _days(record, start, today):
        if plan is None or (used := _units(plan, day, strength)) is None:
            if day == start:
                return None
            break
        if used > left:
            return _end(record, start, day - _DAY, strength)
        left -= used
    return _end(record, start, None, strength)


def days_covered(record: Record, today: date, most: int) -> int | None:
    """Return how many days from today on are covered whole; None from `most` days on.

    Where the plan does not say what a day takes, it is what the day before took, and of tablets
    one for each dose: what is not known is no reason to be quiet. A plan that ends on purpose
    before that needs no more.
    """
    supply, person = record.person.supply, record.person
    if supply is None or supply.units_left is None:
        return None
    strength = _strength(record, supply.counted_on or today)
    in_ml = person.concentration_mg_per_ml is not None
    left, used = supply.units_left, None
    for day, plan in _days(record, supply.counted_on or today, today):
        if plan is None or day >= today + most * _DAY:
            return None
        told = _units(plan, day, strength)
        if told is None and not in_ml:
            told = _units(plan, day, None)
        if told is None and day < today:
            told = _units(plan, today, strength)
        used = told if told is not None else used
        if used is not None and used > left:
            return max((day - today).days, 0)
        left -= used or 0
    return None


def _days(record: Record, start: date, today: date) -> Iterator[tuple[date, TaperPlan | None]]:
    """Yield each day from the count on with the plan that says what it takes, to its end.

    That of today tells of the days since the count too.
    """
    drug = record.person.drug
    for number in range(_FURTHEST_DAYS):
        day = start + number * _DAY
        plan = plan_in_force(record.plans, drug, PlanRoute.ORAL, max(day, today))
        yield day, plan
        if plan is None or is_over(plan, day):
            return


def tablet_mg(person: Person) -> Decimal | None:
    """Return the mg of one tablet when the formulation names exactly one, like "tablets 10 mg".

    None rather than a doubtful one: of several strengths, of "1,000" and of mg before a slash,
    which may be those of a day.
    """
    words = (person.formulation or "").casefold()
    found = _STRENGTH.findall(words)
    if len(found) != 1 or not any(whole in words for whole in _WHOLE):
        return None
    ((typed, slash),) = found
    number = typed.strip()
    if slash or _ONE_NUMBER.fullmatch(number) is None:
        return None
    return Decimal(number.replace(",", ".")) or None


def _strength(record: Record, counted_on: date) -> Decimal | None:
    """Return the mg of one mL or tablet that was counted; the least of what it may have been.

    A new strength in the profile makes no more of what was left in the old bottle.
    """
    now = _strength_now(record)
    return None if now is None else min([now, *_older_strengths(record, counted_on)])


def _strength_now(record: Record) -> Decimal | None:
    return record.person.concentration_mg_per_ml or tablet_mg(record.person)


def _older_strengths(record: Record, counted_on: date) -> list[Decimal]:
    """Return the other strengths that were on record when it was counted, or since."""
    found = []
    for change in strengths_before(record, counted_on):
        before = change.before
        if change.field == FORM and isinstance(before, str):
            before = tablet_mg(replace(record.person, formulation=before))
        if isinstance(before, int | Decimal) and before > 0 and before != _strength_now(record):
            found.append(Decimal(before))
    return found


def _units(plan: TaperPlan, day: date, strength: Decimal | None) -> Decimal | None:
    """Return the tablets or mL of one day; None where the plan does not say."""
    step = step_on(plan, day)
    if strength is None:
        doses = doses_of_day(plan, step)
        return Decimal(len(doses)) if doses else None
    mg = plan.start_mg_per_day if step is None else amount_of(step, PlanRoute.ORAL)
    return None if mg is None else mg / strength


def _end(record: Record, start: date, until: date | None, strength: Decimal | None) -> SupplyEnd:
    person, supply = record.person, record.person.supply
    return SupplyEnd(
        until=until,
        units_left=supply.units_left if supply and supply.units_left is not None else Decimal(0),
        counted_on=start,
        in_ml=person.concentration_mg_per_ml is not None,
        counts_doses=strength is None,
        is_of_older=bool(_older_strengths(record, start)),
    )
