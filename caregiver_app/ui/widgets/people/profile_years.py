# SPDX-License-Identifier: MIT
"""The days of About them that lie so far from today that their year may be mistyped."""

from collections.abc import Sequence
from datetime import date

from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.widgets.people.profile_answer import ProfileAnswer
from caregiver_app.ui.words import dates

# As on the Plan page: refills and supplies come within months. A battery lasts for years, and a
# kidney test may be old: those are not asked about (our choice).
_MOST_DAYS = 200
_WITHIN_MONTHS = frozenset(
    {
        "supply.counted_on",
        "supply.refill_by",
        "pump.last_refill",
        "pump.low_reservoir_date",
        "pump.empty_date",
        "pump.refill_appointment",
    }
)


class YearsAsked:
    """Asks about each far day once; saved once more, it is kept as it was typed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._asked: set[tuple[str | None, str]] = set()

    def ask(self, person_id: str | None, answers: Sequence[ProfileAnswer]) -> str:
        """Return the question about the first new day that is far off, and go to its field.

        A pump that is thought full for a year more silences every one of its warnings.
        """
        today = here_and_now(self._clock).day
        for answer in answers:
            words = _question(answer, today)
            if words and (person_id, words) not in self._asked:
                self._asked.add((person_id, words))
                answer.take_focus()
                return words
        return ""


def _question(answer: ProfileAnswer, today: date) -> str:
    if answer.question.field not in _WITHIN_MONTHS or not answer.is_changed():
        return ""
    day = answer.value()
    if not isinstance(day, date) or abs((day - today).days) <= _MOST_DAYS:
        return ""
    words = _("{what}: {day} is {n} days ago. Is the year right? Saving once more keeps it.")
    if day > today:
        words = _("{what}: {day} is in {n} days. Is the year right? Saving once more keeps it.")
    shown, far = dates.long_date(day), abs((day - today).days)
    return words.format(what=answer.question.prompt, day=shown, n=far)
