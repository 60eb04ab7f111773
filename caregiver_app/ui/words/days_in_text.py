# SPDX-License-Identifier: MIT
"""Days, times and numbers in a sentence as screens write them; paper and record keep them."""

import re
from datetime import date

from caregiver_app.system.words import in_use
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.digits import in_sentence

_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_TIME = re.compile(r"(?<![\d:])([01]\d|2[0-3]):([0-5]\d)(?![\d:])")

_CELSIUS_FIRST = re.compile(r"([\d.]+)(\s)°C \(([\d.]+)(\s)°F\)")


def days_in_words(text: str) -> str:
    """Return a sentence with "Fri 1 May 2026" for "2026-05-01"; what is no day stays.

    "20:05" is "8:05 PM" where a day has two halves, as beside every button. Its numbers get the
    mark of the language: 38.5, or 38,5. A temperature begins with the unit that is read first.
    """
    if in_use().fahrenheit_first:
        text = _CELSIUS_FIRST.sub(r"\3\4°F (\1\2°C)", text)
    return _TIME.sub(_on_the_clock, _DAY.sub(_in_words, in_sentence(text)))


def _on_the_clock(found: re.Match[str]) -> str:
    hour, minute = found.groups()
    return dates.wall_time(int(hour), f":{minute}")


def _in_words(found: re.Match[str]) -> str:
    try:
        return dates.short_date(date.fromisoformat(found.group()))
    except ValueError:
        return found.group()
