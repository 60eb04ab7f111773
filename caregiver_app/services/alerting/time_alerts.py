# SPDX-License-Identifier: MIT
"""Alerts that time alone made: taken back once it is known that they were a wrong guess."""

from collections.abc import Iterator
from contextlib import suppress

from caregiver_app.domain.borne_out import is_borne_out
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.dosing.dose_entry import DoseEntryNumbers
from caregiver_app.domain.happened import Happening, kind_of
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.log.written import Desk, NotWritten
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _


class TimeAlerts:
    """Takes alerts back that were guessed from what nobody wrote down."""

    def __init__(
        self, book: RecordBook, rule_set: RuleSet, numbers: DoseEntryNumbers, clock: Clock
    ) -> None:
        self._desk = Desk(book, clock)
        self._book = book
        self._rule_set = rule_set
        self._numbers = numbers

    def take_back(self, person_id: str) -> None:
        """Take back each alert that is not borne out by what was written down of before it.

        Nobody told of it. One that somebody acted on stays, and so does one that was true when it
        was made: a dose given after it is no word about the one before.
        """
        if self._book.is_only_to_look_at:
            return
        record, gone = self._book.record(person_id), {"removed": (False, True)}
        for alert in self._guessed(record):
            if is_borne_out(self._rule_set, record, alert, self._numbers.carry):
                continue
            reason = _("It was written down since.")
            self._book.hold(self._desk.corrections(person_id, alert.id, None, reason, gone))
            with suppress(NotWritten):
                self._desk.keep()

    def _guessed(self, record: Record) -> Iterator[CheckIn]:
        """Yield the alerts of the hours that may be a wrong guess: lately, and nobody acted."""
        since, last = self._desk.now().utc - self._numbers.alone, record.last_check_in
        acted_on = {action.about for action in record.actions}
        for one in reversed(record.check_ins):
            if one is not last and one.at.utc < since:
                return
            if kind_of(one) is Happening.TIME and one.id not in acted_on:
                yield one
