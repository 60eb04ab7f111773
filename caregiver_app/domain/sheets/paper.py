# SPDX-License-Identifier: MIT
"""For how long a dose on paper holds: when the plan changes it next, and since when it differs."""

from collections.abc import Iterator, Set
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from caregiver_app.domain.events import PumpEventKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.plan import PlanRoute, TaperPlan, moves
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff_doses import doses_now

Taken = tuple[Drug, PlanRoute]
"""A medicine by the way it is taken."""

_A_DAY = timedelta(days=1)
_END_OF_DAY = time(23, 59, 59)


def next_change(record: Record, day: date) -> date | None:
    """Return the first day after `day` on which a plan in force gives another daily dose."""
    return min((on for plan in _plans(record, day) for on in _changes(plan, day)), default=None)


def dose_mark(record: Record, now: Moment) -> str:
    """Return the doses in force as one short text; another text means that paper is out of date."""
    return "; ".join(_marks(record, now).values())


def _marks(record: Record, now: Moment) -> dict[Taken, str]:
    """Return what is in force of each medicine as a text, in the order of the sheets."""
    found = {}
    for dose in doses_now(record, now):
        amount = dose.per_day
        if dose.route is PlanRoute.ITB:
            amount = _set_by_clinic(record, now) or amount
        slots = ",".join(f"{slot.time}={slot.mg}" for slot in dose.schedule)
        taken = dose.drug, dose.route
        found[taken] = f"{dose.drug.value} {dose.route.value} {amount} {slots}"
    return found


def person_mark(person: Person, listed: Set[Drug]) -> str:
    """Return what paper says of a person beside their doses; another text: it is out of date.

    Who it is, allergies, code status, whom to ring, how the drug is taken, and which drugs are
    `listed` among the other medicines. A seizure that a plan covers is no red flag.
    """
    allergies = person.allergies
    told = [
        *("name", person.name, "born", str(person.dob), "route", person.route.value),
        *("drugs", person.drug.value, *sorted(drug.value for drug in listed)),
        *("allergies", "not recorded" if allergies is None else str(len(allergies))),
        *(allergies or ()),
        *("seizure plan", str(person.seizure_plan)),
    ]
    if person.advance_directive:
        told += ["code status", person.advance_directive]
    for contact in person.contacts:
        told += ["contact", contact.role.value, contact.name or "", contact.phone or ""]
    return "\x1f".join(told)


def changed_on(record: Record, since: Moment, now: Moment) -> date | None:
    """Return the first day after `since` on which another dose was in force; None when none was."""
    before = dose_mark(record, since)
    for day in sorted(set(_days(record))):
        if since.day < day <= now.day:
            end = Moment(datetime.combine(day, _END_OF_DAY, now.local.tzinfo), now.zone)
            if dose_mark(record, min(end, now)) != before:
                return day
    return None


def holds_from(record: Record, now: Moment) -> dict[Taken, date | None]:
    """Return of each medicine since which day its dose holds; a page from before tells another.

    A step that began or was taken back, and what a clinic set a pump to, each count. None is a
    dose of which nobody wrote down since when.
    """
    found = {(dose.drug, dose.route): dose.since for dose in doses_now(record, now)}
    marks, open_ = _marks(record, now), set(found)
    for day in sorted({day for day in _days(record) if day <= now.day}, reverse=True):
        before = Moment(datetime.combine(day - _A_DAY, _END_OF_DAY, now.local.tzinfo), now.zone)
        then = _marks(record, before)
        began = {taken for taken in open_ if then.get(taken) != marks[taken]}
        found |= dict.fromkeys(began, day)
        open_ -= began
    return found


def _plans(record: Record, day: date) -> Iterator[TaperPlan]:
    for drug, route in dict.fromkeys((plan.drug, plan.route) for plan in record.plans):
        plan = plan_in_force(record.plans, drug, route, day)
        if plan is not None:
            yield plan


def _changes(plan: TaperPlan, day: date) -> Iterator[date]:
    amount = plan.per_day_on(day)
    yield from (move.on for move in moves(plan) if move.on > day and move.after != amount)


def _set_by_clinic(record: Record, now: Moment) -> Decimal | None:
    """Return the newest pump dose that a clinic set up to a moment, in mcg a day."""
    set_ = [
        event.dose_mcg_per_day
        for event in record.pump_events
        if event.dose_mcg_per_day is not None and event.at <= now
    ]
    return set_[-1] if set_ else None


def _days(record: Record) -> Iterator[date]:
    """Yield every day on which the dose may have changed."""
    for plan in record.plans:
        yield from (move.on for move in moves(plan))
        if plan.written_on is not None:
            yield plan.written_on
    for event in record.pump_events:
        if event.kind in (PumpEventKind.DOSE_CHANGE, PumpEventKind.REFILL):
            yield event.at.day
