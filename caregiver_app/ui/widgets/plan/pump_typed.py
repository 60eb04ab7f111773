# SPDX-License-Identifier: MIT
"""What is typed about a pump event: a date after it, and a daily amount."""

from datetime import date
from decimal import Decimal

from caregiver_app.domain.units import NumberError, NumberProblem, parse_number
from caregiver_app.system.words import _
from caregiver_app.ui.widgets.fields.number_words import without_comma
from caregiver_app.ui.widgets.fields.typed_time import day_of
from caregiver_app.ui.widgets.plan.plan_typed import day_text, day_wanted

_DECIMALS = 4
# Refills come within months: a day further off asks whether its year is right, and is kept on yes
# (our choice).
_MOST_DAYS = 200


def date_problem(text: str, done_on: date | None) -> str:
    """Return why a typed date cannot be kept, or a blank; a blank text is not known."""
    day = day_of(text)
    if text.strip() and day is None:
        return day_wanted()
    if day is not None and done_on is not None and day <= done_on:
        return _("This day is not after the refill.")
    return ""


def day_question(text: str, done_on: date | None) -> str:
    """Return the question about a day so far after the refill that its year may be wrong.

    A reservoir that is thought full for a year more silences every date of the pump.
    """
    day = day_of(text)
    if day is None or done_on is None or (day - done_on).days <= _MOST_DAYS:
        return ""
    words = _("{day} is {days} days after the refill. Is the year right?")
    return words.format(day=day_text(day), days=(day - done_on).days)


def typed_amount(text: str) -> Decimal | None:
    """Return a typed number of mcg, or None."""
    try:
        return parse_number(text, _DECIMALS)
    except NumberError:
        return None


def amount_problem(text: str) -> str:
    """Return why a typed number of mcg cannot be kept, or a blank."""
    try:
        parse_number(text, _DECIMALS)
    except NumberError as refused:
        if refused.problem is NumberProblem.THOUSANDS:
            return without_comma()
        return _("Type the number of mcg a day.")
    return ""
