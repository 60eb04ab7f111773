# SPDX-License-Identifier: MIT
"""What the page of a shift shows: the facts to read back, and what happened in the shift."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from caregiver_app.domain.changed.change_lines import Changes
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.happened import with_event
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sharing.conflicts import Conflict
from caregiver_app.domain.sheets.shift_facts import ShiftFacts, ShiftStory, shift_facts, shift_story
from caregiver_app.domain.shift.shift_log import Shift
from caregiver_app.domain.timing.time_rules import TimeRules
from caregiver_app.services.checking_in.told_since import ToldSince
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.system.clock import Clock, here_and_now


class ShiftViews:
    """Read one person's record for the page of a shift; writes nothing."""

    def __init__(
        self,
        book: RecordBook,
        rule_set: RuleSet,
        times: TimeRules,
        changes: Changes,
        clock: Clock,
        since: ToldSince,
        conflicts: Callable[[str], Sequence[Conflict]],
        begun: Callable[[str], CheckIn | None],
    ) -> None:
        """`conflicts` returns what two computers wrote apart about a person.

        `begun` returns answers that call somebody and are not saved, as the sheets tell them.
        """
        self._book = book
        self._rule_set = rule_set
        self._times = times
        self._changes = changes
        self._clock = clock
        self._since = since
        self._conflicts = conflicts
        self._begun = begun

    def now(self) -> Moment:
        """Return this instant as it reads on the wall here."""
        return here_and_now(self._clock)

    def facts(self, person_id: str) -> ShiftFacts:
        """Return the last dose, the next dose and the open flags as they stand."""
        record, since = self._book.record(person_id), self._since.event(person_id)
        record = with_event(with_event(record, since), self._begun(person_id))
        facts = shift_facts(record, self._rule_set, self._times, self.now())
        kinds = dict.fromkeys(conflict.kind for conflict in self._conflicts(person_id))
        return replace(facts, not_decided=tuple(kinds))

    def story(self, person_id: str, shift: Shift) -> ShiftStory:
        """Return what was written down in a shift until now."""
        record = self._book.record(person_id)
        return shift_story(record, self._changes, shift, self._changes.gap, self.now())
