# SPDX-License-Identifier: MIT
"""The days in a sentence of the content as screens write days; paper keeps them as they are."""

import re
from datetime import date

from caregiver_app.ui import dates

_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


def days_in_words(text: str) -> str:
    """Return a sentence with "Fri 1 May 2026" for "2026-05-01"; what is no day stays."""
    return _DAY.sub(_in_words, text)


def _in_words(found: re.Match[str]) -> str:
    try:
        return dates.short_date(date.fromisoformat(found.group()))
    except ValueError:
        return found.group()
