# SPDX-License-Identifier: MIT
"""What a reminder says in the window: what is due, since when, and for whom when it is another."""

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.pump.pump_dates import PumpDay
from caregiver_app.domain.timing.reminders import Reminder, ReminderKind, Urgency
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words


def reminder_words(reminder: Reminder, now: Moment, name: str | None = None) -> str:
    """Return what is due; with a name when it is not the person who is open."""
    words = _words(reminder, now)
    return _("For {name}: {words}").format(name=name, words=words) if name else words


def more_words(number: int) -> str:
    """Return how many more wait behind the first; blank when none do."""
    if not number:
        return ""
    words = ngettext("{n} more reminder waits.", "{n} more reminders wait.", number)
    return words.format(n=number)


def _words(reminder: Reminder, now: Moment) -> str:
    if reminder.kind is ReminderKind.DOSE:
        return _dose_words(reminder, now)
    if reminder.on is not None:
        return _date_words(reminder, now)
    due = dates.day_and_time(reminder.due, now)
    if reminder.kind is ReminderKind.RECHECK:
        if reminder.urgency is Urgency.EMERGENCY:
            words = _("The level is EMERGENCY. Check again now. It was due by {time}.")
            return words.format(time=due)
        if reminder.urgency is Urgency.URGENT:
            return _("Check again now. It was due by {time}.").format(time=due)
        return _("It is time to check again. It was due by {time}.").format(time=due)
    if reminder.late_since is not None:
        return _("The check-in is late. It was due by {time}.").format(time=due)
    return _("A check-in is due since {time}.").format(time=due)


def _dose_words(reminder: Reminder, now: Moment) -> str:
    if reminder.late_since is not None:
        words = _("Nobody wrote down the {drug} dose of {time}.")
    elif reminder.ml is not None:
        words = _("The {drug} dose of {time} is due: {amount}.")
    else:
        words = _("The {drug} dose of {time} is due.")
    drug = drug_words(reminder.drug) if reminder.drug is not None else ""
    amount = dates.dose_amount(reminder.mg, reminder.ml)
    said = words.format(drug=drug, time=dates.day_and_time(reminder.due, now), amount=amount)
    if not reminder.earlier:
        return said
    before = ngettext(
        "{n} dose before it is not written down either.",
        "{n} doses before it are not written down either.",
        reminder.earlier,
    )
    return f"{said} {before.format(n=reminder.earlier)}"


def _date_words(reminder: Reminder, now: Moment) -> str:
    """Return a date that is near or past, in words that name no cause and advise nothing."""
    past = {
        PumpDay.EMPTY: _("The pump can be empty since {day}, by the dates written down."),
        PumpDay.LOW_RESERVOIR: _("The low-reservoir date was {day}."),
        PumpDay.REPLACE_BY: _("The pump was to be replaced by {day}."),
    }
    ahead = {
        PumpDay.EMPTY: past[PumpDay.EMPTY],
        PumpDay.LOW_RESERVOIR: _("Low-reservoir date: {day}. No visit before it is written down."),
        PumpDay.REPLACE_BY: _("The pump is to be replaced by {day}."),
        PumpDay.APPOINTMENT: _("Refill visit: {day}."),
    }
    words = _("The medicine by mouth runs low. It is to be refilled by {day}.")
    if reminder.pump_day is not None:
        words = (ahead if reminder.late_since is None else past)[reminder.pump_day]
    elif reminder.kind is ReminderKind.APPOINTMENT:
        words = _("The next look at the plan is on {day}.")
    elif reminder.late_since is not None:
        words = _("The medicine by mouth was to be refilled by {day}.")
    day = reminder.on or now.day
    return words.format(day=dates.long_date(day))
