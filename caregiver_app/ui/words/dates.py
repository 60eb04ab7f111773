# SPDX-License-Identifier: MIT
"""Dates, times, ages and lengths of time as the screens write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from caregiver_app.domain.moments import Moment, at_place, elapsed, is_zone
from caregiver_app.domain.people.countries import ELSEWHERE
from caregiver_app.system.words import _, in_use, left_to_right, ngettext
from caregiver_app.ui.words.digits import short

if TYPE_CHECKING:
    from decimal import Decimal

    from PySide6.QtCore import QLocale

    from caregiver_app.domain.people.ages import Age

_NO_BREAK = "\u00a0"
_TERRITORIES = {"EU": "150"}  # UN M49: Europe
_SUNDAY = 6
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def clock_time(moment: Moment, both: bool = False) -> str:
    """Return "1:40 PM", and with `both` "1:40 PM (13:40)" for readers of either clock."""
    local = moment.local
    text = wall_time(local.hour, f":{local.minute:02}")
    return f"{text} ({local.hour}:{local.minute:02})" if both and has_halves() else text


def wall_time(hour: int, rest: str) -> str:
    """Return an hour with its minutes, "1:40 PM" or "13:40" as they are written in the country."""
    if not has_halves():
        return f"{hour:02}{rest or ':00'}"
    half = _("AM") if hour < 12 else _("PM")
    return f"{(hour - 1) % 12 + 1}{rest}{_NO_BREAK}{half}"


def longest_time() -> str:
    """Return the widest time there is, for what has to keep room for any."""
    return max((wall_time(hour, ":00") for hour in (0, 12)), key=len)


def has_halves() -> bool:
    """Say whether a day has two times twelve hours where the program is used."""
    locale = in_use()
    return _has_halves(locale.code, locale.country)


@cache
def _has_halves(code: str, country: str | None) -> bool:
    if country in (None, "US", ELSEWHERE):
        return True  # what the program is written for; nobody said otherwise
    from PySide6.QtCore import QLocale

    short = _custom(code, country).timeFormat(QLocale.FormatType.ShortFormat)
    return "AP" in short.upper()


def first_weekday() -> int:
    """Return with which day a week begins in the country: 0 is Monday, 6 is Sunday."""
    locale = in_use()
    if locale.country in (None, ELSEWHERE):
        return _SUNDAY
    return _custom(locale.code, locale.country).firstDayOfWeek().value - 1


def _custom(code: str, country: str | None) -> QLocale:
    """Return what Qt knows of the customs of a country."""
    from PySide6.QtCore import QLocale

    return QLocale(f"{code}_{_TERRITORIES.get(country or '', country)}")


def short_date(day: date) -> str:
    """Return "Sat 7 Mar 2026"; the month is a word, so that day and month cannot be swapped."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekday_short(day), day=day.day, month=month_short(day), year=day.year
    )


def short_day(day: date) -> str:
    """Return "Sat 7 Mar", where the year is plain from what stands around it."""
    return _("{weekday} {day} {month}").format(
        weekday=weekday_short(day), day=day.day, month=month_short(day)
    )


def day_and_month(day: date) -> str:
    """Return "7 Mar"."""
    return _("{day} {month}").format(day=day.day, month=month_short(day))


def typed_day(day: date) -> str:
    """Return "7 Mar 2026": a day as it can be typed."""
    return _("{day} {month} {year}").format(day=day.day, month=month_short(day), year=day.year)


def long_day(day: date) -> str:
    """Return "Saturday 7 March"."""
    return _("{weekday} {day} {month}").format(
        weekday=weekday(day), day=day.day, month=month_name(day.month)
    )


def long_date(day: date) -> str:
    """Return "14 March 1957"."""
    return _("{day} {month} {year}").format(day=day.day, month=month_name(day.month), year=day.year)


def month_name(number: int) -> str:
    """Return "March" for 3."""
    return _months()[number - 1]


def date_time(moment: Moment) -> str:
    """Return "Sat 7 Mar 2026, 7:00 AM"."""
    return f"{short_date(moment.day)}, {clock_time(moment)}"


def page_date(moment: Moment) -> str:
    """Return the date and time beside a page title: "Thursday 21 May 2026, 1:40 PM (13:40)"."""
    return f"{long_day(moment.day)} {moment.day.year}, {clock_time(moment, both=True)}"


def as_here(moment: Moment, now: Moment) -> Moment:
    """Return a moment as the clocks read where it is now, not where it was written down.

    A dose of this morning that a laptop abroad wrote at 2:05 PM would be yet to come.
    """
    if moment.zone is not None and moment.zone == now.zone:
        return moment
    here = ZoneInfo(now.zone) if now.zone and is_zone(now.zone) else now.local.tzinfo
    return moment if here is None else at_place(moment.utc, here)


def day_and_time(moment: Moment, now: Moment) -> str:
    """Return "6:10 AM" for today, otherwise "Wed 20 May, 6:10 AM", by the clocks of now."""
    moment = as_here(moment, now)
    if moment.day == now.day:
        return clock_time(moment)
    if moment.day.year == now.day.year:
        return f"{short_day(moment.day)}, {clock_time(moment)}"
    return date_time(moment)


def born(dob: date | None, of_age: Age | None) -> str:
    """Return "Born 14 March 1957, 69 years", or that the date is not recorded."""
    if dob is None:
        return _("Date of birth not recorded")
    text = _("Born {date}").format(date=long_date(dob))
    return f"{text}, {age(of_age)}" if of_age is not None else text


def age(told: Age) -> str:
    """Return "69 years"; of a child under two "8 months"."""
    if told.in_months:
        return ngettext("{n} month", "{n} months", told.n).format(n=told.n)
    return ngettext("{n} year", "{n} years", told.n).format(n=told.n)


def hours_minutes(length: timedelta) -> str:
    """Return "24 h 30 min"; under an hour only the minutes."""
    minutes = max(0, length // _MINUTE)
    if minutes < 60:
        return f"{minutes}{_NO_BREAK}min"
    return f"{minutes // 60}{_NO_BREAK}h {minutes % 60}{_NO_BREAK}min"


def duration(length: timedelta) -> str:
    """Return a length of time in words: "5 hours 35 minutes", "3 days 4 hours"."""
    length = abs(length)
    days, rest = divmod(length, _DAY)
    hours = rest // _HOUR
    minutes = (rest % _HOUR) // _MINUTE
    if days >= 2:
        return _joined(_of_days(days), _of_hours(hours))
    hours += 24 * days
    if hours:
        return _joined(_of_hours(hours), _of_minutes(minutes))
    return _of_minutes(minutes) or _("less than a minute")


def ago(length: timedelta) -> str:
    """Return "5 hours 35 minutes ago", or "just now" within a minute."""
    if abs(length) < _MINUTE:
        return _("just now")
    return _("{duration} ago").format(duration=duration(length))


def ahead(length: timedelta) -> str:
    """Return "in 20 minutes", or "now" within a minute."""
    if abs(length) < _MINUTE:
        return _("now")
    return _("in {duration}").format(duration=duration(length))


def between(earlier: Moment, later: Moment) -> timedelta:
    """Return the true time from one moment to another; negative when they are swapped."""
    return elapsed(earlier.utc, later.utc)


def amount(value: Decimal | None, unit: str) -> str:
    """Return a number as it was entered with its unit after a no-break space."""
    if value is None:
        return _("amount not recorded")
    return left_to_right(f"{short(value)}{_NO_BREAK}{unit}")


def dose_amount(mg: Decimal | None, ml: Decimal | None) -> str:
    """Return "8 mg (8 mL)" of a liquid whose mL are known, else the mg alone."""
    if ml is None:
        return amount(mg, "mg")
    return _("{mg} ({ml})").format(mg=amount(mg, "mg"), ml=amount(ml, "mL"))


def zone_name(moment: Moment) -> str:
    """Return the zone a moment was written in: its name when known, else the offset."""
    if moment.zone:
        return moment.zone
    return _offset(moment.local)


def two_clocks(here: Moment, there: Moment) -> str:
    """Return that the computer's clock is not that of where the person lives."""
    words = _("It is {here} here, and {there} where they live. Times of doses are those of here.")
    return words.format(here=clock_time(here), there=clock_time(there))


def _offset(local: datetime) -> str:
    shift = local.utcoffset() or timedelta(0)
    sign = "-" if shift < timedelta(0) else "+"
    minutes = abs(shift) // _MINUTE
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}"


def _joined(first: str, second: str) -> str:
    return f"{first} {second}" if second else first


def _of_days(number: int) -> str:
    return ngettext("{n} day", "{n} days", number).format(n=number)


def _of_hours(number: int) -> str:
    return ngettext("{n} hour", "{n} hours", number).format(n=number) if number else ""


def _of_minutes(number: int) -> str:
    return ngettext("{n} minute", "{n} minutes", number).format(n=number) if number else ""


def weekday_short(day: date) -> str:
    """Return "Sat"."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[day.weekday()]


def month_short(day: date) -> str:
    """Return "Mar"."""
    return (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )[day.month - 1]


def weekday(day: date) -> str:
    """Return the name of the day of the week."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[day.weekday()]


def month_of(word: str) -> int:
    """Return the number of the month that a word names or begins; raise ValueError."""
    typed = word.casefold()
    found = [n for n, name in enumerate(_months(), 1) if name.casefold().startswith(typed)]
    if len(found) != 1:
        raise ValueError(f"{word} is no month")
    return found[0]


def _months() -> tuple[str, ...]:
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )
