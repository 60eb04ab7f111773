# SPDX-License-Identifier: MIT
"""Days and numbers in a sentence of the content as screens write them; paper keeps them."""

import re
from datetime import date

from caregiver_app.ui import dates
from caregiver_app.ui.digits import in_sentence

_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


def days_in_words(text: str) -> str:
    """Return a sentence with "Fri 1 May 2026" for "2026-05-01"; what is no day stays.

    Its numbers get the mark of the language: 38.5, or 38,5.
    """
    return _DAY.sub(_in_words, in_sentence(text))


def _in_words(found: re.Match[str]) -> str:
    try:
        return dates.short_date(date.fromisoformat(found.group()))
    except ValueError:
        return found.group()
