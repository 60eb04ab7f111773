# SPDX-License-Identifier: MIT
"""What to remind people of now: checks, doses, dates; quiet hours and snoozes keep only the noise.

Nothing here reaches a rule, a level or the record.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum

from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.dosing.dose_clock import drugs_by_mouth
from caregiver_app.domain.dosing.dose_entry import PlannedDose, planned_doses
from caregiver_app.domain.dosing.slots import zone_of
from caregiver_app.domain.dosing.supply import supply_end
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import last_answering_doses, last_telling
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan_versions import plan_in_force
from caregiver_app.domain.pump.pump_dates import PumpDates, PumpDay, pump_dates, refill_ahead
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.at_er import at_er_since
from caregiver_app.domain.timing.cadence import Lateness, next_check, out_of_quiet
from caregiver_app.domain.timing.time_rules import QuietHours, TimeRules
from caregiver_app.domain.timing.told_until import check_ins_until, known_until

_DAY = timedelta(days=1)
# A planned dose of the last day can be written with the wall of another place, and given late.
_LATELY = timedelta(days=4)


class ReminderKind(StrEnum):
    """What is due, the most pressing first."""

    RECHECK = "recheck"
    DOSE = "dose"
    CHECK_IN = "check_in"
    PUMP_DATE = "pump_date"
    SUPPLY = "supply"
    APPOINTMENT = "appointment"


class Urgency(IntEnum):
    """How pressing a reminder is; a snooze ends when it rises."""

    DUE = 0
    LATE = 1
    URGENT = 2
    EMERGENCY = 3


_URGENCY_OF = {Level.URGENT: Urgency.URGENT, Level.EMERGENCY: Urgency.EMERGENCY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One thing that is due. The same `key` is the same thing, however late it gets.

    `late_since` is None while it is not late. `may_sound` is false in the quiet hours, which let
    the banner stand; a dose that is planned in them may sound at its time. `drug` is that of a
    dose, with `mg` and of a liquid `ml`, and `earlier` how many before it nobody wrote down
    either; `pump_day` with `on` a date of the pump, `on` alone the last day of the supply or the
    day of a visit, of the pump or of the plan.
    """

    key: str
    kind: ReminderKind
    urgency: Urgency
    due: Moment
    late_since: Moment | None
    may_sound: bool
    drug: Drug | None = None
    mg: Decimal | None = None
    ml: Decimal | None = None
    earlier: int = 0
    pump_day: PumpDay | None = None
    on: date | None = None

    @property
    def may_snooze(self) -> bool:
        """Say whether it can be put off: the check after an EMERGENCY cannot."""
        return self.urgency < Urgency.EMERGENCY


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRules:
    """The rules about time, with what rule W13 counts: days before a refill and of supply."""

    times: TimeRules
    refill_days: int
    supply_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderChoices:
    """What the people at home chose. `quiet` are wall times; equal ones mean never.

    Off leaves the checks that an alert asks for: those are always reminded of.
    """

    is_on: bool
    quiet: QuietHours


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    rules: ReminderRules
    record: Record
    now: Moment
    known_since: Moment | None
    choices: ReminderChoices

    def morning(self, day: date) -> Moment:
        """Return when a day begins for a date on it: after the quiet hours."""
        zone = zone_of(self.record.person, self.now)
        midnight = datetime.combine(day, time(0), zone).astimezone(UTC)
        return at_place(out_of_quiet(self.choices.quiet, midnight, zone), zone)


def reminders(
    rules: ReminderRules,
    record: Record,
    known_since: Moment | None,
    choices: ReminderChoices,
    now: Moment,
) -> tuple[Reminder, ...]:
    """Return all that is due, the most pressing first; snoozes are the reader's.

    `known_since` is when this person was first written down here: doses from before were never
    going to be in the log, and without a check-in the first one is due from then on. For a made-up
    person no check is reminded of in the first hour. About somebody who is at the ER nothing
    presses, and for a day nothing sounds.
    """
    if known_since is not None and known_since > now:
        known_since = None  # the clock was wrong then, or is now: nothing is overlooked for it
    look = _Look(rules=rules, record=record, now=now, known_since=known_since, choices=choices)
    found = [*_checks(look), *_doses(look), *_dates(look)]
    if not choices.is_on:
        found = [one for one in found if one.urgency >= Urgency.URGENT]
    went = at_er_since(record, now)
    if went is not None:
        quiet = now.utc - went.utc < rules.times.alert.in_sight or not _is_loud(look)
        found = [_calmer(one, is_quiet=quiet) for one in found]
    order = list(ReminderKind)
    return tuple(sorted(found, key=lambda r: (-r.urgency, order.index(r.kind), r.due)))


def recheck_now(level: Level, now: Moment) -> Reminder:
    """Return the check that a level of URGENT or worse asks for which time alone has reached.

    One at a time, so its key holds no time: it is due for as long as that is so.
    """
    return Reminder(
        key=f"{ReminderKind.RECHECK}:by_time",
        kind=ReminderKind.RECHECK,
        urgency=_URGENCY_OF[level],
        due=now,
        late_since=now,
        may_sound=True,
    )


def _calmer(reminder: Reminder, *, is_quiet: bool) -> Reminder:
    """Return a reminder about somebody who is at the ER: it stands, and presses nobody at home."""
    urgency = min(reminder.urgency, Urgency.LATE)
    return replace(reminder, urgency=urgency, may_sound=reminder.may_sound and not is_quiet)


# ---- checks


def _checks(look: _Look) -> Iterator[Reminder]:
    """Yield the check that is due: after an alert at once, else from the hour it is reminded of."""
    record, now, times = look.record, look.now, look.rules.times
    if record.person.is_practice and _is_new(look):
        return  # their made-up days are over; nobody was late for them
    check = next_check(times, record, now)
    due, lateness = check.due, check.lateness
    if last_telling(check_ins_until(record, now)) is None:
        due = look.known_since or now
        lateness = _first_lateness(look, due)
    level = check.asked_by
    is_alert = level is not None and level >= Level.URGENT
    waits = Lateness.DUE if is_alert else Lateness.REMIND
    if list(Lateness).index(lateness) < list(Lateness).index(waits):
        return
    late = lateness is Lateness.LATE
    urgency = Urgency.LATE if late else Urgency.DUE
    kind = ReminderKind.RECHECK if level is not None else ReminderKind.CHECK_IN
    yield Reminder(
        key=f"{kind}:{due.utc.isoformat()}",
        kind=kind,
        urgency=max(urgency, _URGENCY_OF.get(level, urgency)) if level is not None else urgency,
        due=due,
        late_since=due if late or is_alert else None,
        may_sound=is_alert or check.is_for_nights or _is_loud(look),
    )


def _is_new(look: _Look) -> bool:
    known = look.known_since
    return known is not None and look.now.utc - known.utc < look.rules.times.late.remind


def _first_lateness(look: _Look, due: Moment) -> Lateness:
    limits, late_by = look.rules.times.late, look.now.utc - due.utc
    late = limits.late_soon if look.record.person.has_pump else limits.late
    if late_by < limits.remind:
        return Lateness.DUE
    return Lateness.LATE if late_by >= late else Lateness.REMIND


def _is_loud(look: _Look) -> bool:
    zone = zone_of(look.record.person, look.now)
    return not look.choices.quiet.cover(look.now.utc.astimezone(zone).time())


# ---- doses


def _doses(look: _Look) -> Iterator[Reminder]:
    """Yield the newest planned dose of each drug that nobody wrote down, late if not the first.

    A check-in that asked about doses answers for what lay before it.
    """
    record, now = look.record, look.now
    asked = last_answering_doses(known_until(record, now))
    waiting = dict[Drug, list[PlannedDose]]()
    for dose in planned_doses(_lately(record, now), now):
        told = not dose.is_near(now) and asked is not None and dose.due <= asked.at
        new = look.known_since is None or dose.due >= look.known_since
        if dose.is_open and dose.due <= now and new and not told:
            waiting.setdefault(dose.drug, []).append(dose)
    late_after = look.rules.times.log.slot_late
    for drug, (*before, dose) in waiting.items():
        late = now.utc - dose.due.utc >= late_after
        yield Reminder(
            key=f"dose:{drug}:{dose.due.utc.isoformat()}",
            kind=ReminderKind.DOSE,
            urgency=Urgency.LATE if late or before else Urgency.DUE,
            due=dose.due,
            late_since=dose.due if late else None,
            may_sound=_is_loud(look) or _is_planned_now(look, dose.due),
            drug=drug,
            mg=dose.mg,
            ml=dose.ml,
            earlier=len(before),
        )


def _is_planned_now(look: _Look, due: Moment) -> bool:
    """Say whether a dose is due right now: who plans one at night is told of it once then."""
    return look.now.utc - due.utc < look.rules.times.reminders.repeat


def _lately(record: Record, now: Moment) -> Record:
    """Return the record with the newest end of its dose log: every look goes through it."""
    since, found = now.utc - _LATELY, list[DoseEvent]()
    for dose in reversed(record.doses):
        if dose.when is not None and dose.when.utc < since:
            break
        found.append(dose)
    return replace(record, doses=tuple(reversed(found)))


# ---- dates


def _dates(look: _Look) -> Iterator[Reminder]:
    if look.record.person.has_pump:
        dates = pump_dates(look.record, look.now)
        for found in (_of_reservoir, _of_replacement, _of_visit):
            yield from found(look, dates)
    yield from _of_supply(look)
    yield from _of_review(look)


def _of_reservoir(look: _Look, dates: PumpDates) -> Iterator[Reminder]:
    """Yield what W13, U10 and E14 look at: the low-reservoir and the empty date."""
    # U10 begins the day after the low-reservoir date; what is empty is so from that day on.
    for kind, wait in ((PumpDay.EMPTY, 0 * _DAY), (PumpDay.LOW_RESERVOIR, _DAY)):
        day = dates.day(kind)
        if day is not None and day + wait <= dates.today:
            yield _of_day(look, ReminderKind.PUMP_DATE, day, day, kind)
            return
    ahead = refill_ahead(dates, look.rules.refill_days)
    if ahead is not None and ahead.problem is not None:
        first = ahead.on - look.rules.refill_days * _DAY
        yield _of_day(look, ReminderKind.PUMP_DATE, ahead.on, first, PumpDay.LOW_RESERVOIR)


def _of_replacement(look: _Look, dates: PumpDates) -> Iterator[Reminder]:
    day = dates.day(PumpDay.REPLACE_BY)
    if day is not None:
        first = day - look.rules.times.reminders.replacement
        if first <= dates.today:
            yield _of_day(look, ReminderKind.PUMP_DATE, day, first, PumpDay.REPLACE_BY)


def _of_visit(look: _Look, dates: PumpDates) -> Iterator[Reminder]:
    day = dates.day(PumpDay.APPOINTMENT)
    if day is not None:
        first = day - look.rules.times.reminders.visit
        if first <= dates.today <= day:
            yield _of_day(look, ReminderKind.APPOINTMENT, day, first, PumpDay.APPOINTMENT)


def _of_review(look: _Look) -> Iterator[Reminder]:
    """Yield the days on which the prescriber looks at a plan in force again, each day once."""
    today, plans = look.now.day, look.record.plans
    ways = dict.fromkeys((plan.drug, plan.route) for plan in plans)
    in_force = (plan_in_force(plans, drug, route, today) for drug, route in ways)
    for day in sorted({plan.review_on for plan in in_force if plan and plan.review_on}):
        first = day - look.rules.times.reminders.visit
        if first <= today <= day:
            yield _of_day(look, ReminderKind.APPOINTMENT, day, first)


def _of_supply(look: _Look) -> Iterator[Reminder]:
    """Yield the nearest end of the medicine by mouth, as far ahead as W13 looks."""
    record, today = look.record, look.now.day
    supply = record.person.supply
    if supply is None or not drugs_by_mouth(record, today):
        return
    counted = supply_end(record, today)
    # The first day that is not covered; of the date to refill by, that day itself.
    ends = [counted.until + _DAY] if counted is not None and counted.until is not None else []
    ends += [supply.refill_by] if supply.refill_by is not None else []
    if ends and (min(ends) - today).days < look.rules.supply_days:
        first = min(ends) - (look.rules.supply_days - 1) * _DAY
        yield _of_day(look, ReminderKind.SUPPLY, min(ends), first)


def _of_day(
    look: _Look, kind: ReminderKind, on: date, first: date, pump_day: PumpDay | None = None
) -> Reminder:
    late = on < look.now.day and kind is not ReminderKind.APPOINTMENT
    return Reminder(
        key=f"{kind}:{pump_day or ''}:{on.isoformat()}",
        kind=kind,
        urgency=Urgency.LATE if late else Urgency.DUE,
        due=look.morning(first),
        late_since=look.morning(on) if late else None,
        may_sound=_is_loud(look),
        pump_day=pump_day,
        on=on,
    )
