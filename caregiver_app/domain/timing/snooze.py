# SPDX-License-Identifier: MIT
"""When a reminder makes a noise: what was put off, and what is told again while it is due."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.timing.reminders import Reminder, Urgency
from caregiver_app.domain.timing.time_rules import TimeRules

SNOOZES = (timedelta(minutes=10), timedelta(minutes=30), timedelta(minutes=60))
"""How long a reminder can be put off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze:
    """A reminder that was put off at one instant until another, at the urgency it then had.

    `until_s` is of a clock that never jumps; None after a new start, whose clock began anew.
    """

    key: str
    urgency: Urgency
    since: datetime
    until: datetime
    until_s: float | None = None


def put_off(reminder: Reminder, length: timedelta, now: datetime, now_s: float) -> Snooze | None:
    """Return the snooze of a reminder; None when it cannot be put off, or not for so long."""
    if not reminder.may_snooze or length not in SNOOZES:
        return None
    return Snooze(
        key=reminder.key,
        urgency=reminder.urgency,
        since=now,
        until=now + length,
        until_s=now_s + length.total_seconds(),
    )


def is_snoozed(reminder: Reminder, snoozes: Iterable[Snooze], now: datetime, now_s: float) -> bool:
    """Say whether a reminder is put off now: its time runs, and it is no more pressing.

    The first of the two clocks to come to the end ends it; so does one that was set back.
    """
    return reminder.may_snooze and any(
        snooze.key == reminder.key
        and reminder.urgency <= snooze.urgency
        and snooze.since <= now < min(snooze.until, snooze.since + SNOOZES[-1])
        and (snooze.until_s is None or now_s < snooze.until_s)
        for snooze in snoozes
    )


def is_told_again(
    rules: TimeRules, reminder: Reminder, told: tuple[Urgency, datetime] | None, now: datetime
) -> bool:
    """Say whether to make a noise about a reminder that was `told` of at an urgency and a time.

    Never what may not sound. A date is told of once; what is due again and again until it is
    done. A clock that was set back makes no reminder wait.
    """
    if not reminder.may_sound:
        return False
    if told is None:
        return True
    urgency, at = told
    if reminder.urgency > urgency or now < at:
        return True
    if reminder.on is not None:
        return False
    repeat = rules.reminders.repeat
    if reminder.urgency >= Urgency.URGENT:
        repeat = rules.reminders.repeat_alert
    return now - at >= repeat
