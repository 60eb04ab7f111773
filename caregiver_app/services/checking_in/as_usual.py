# SPDX-License-Identifier: MIT
"""Taking a person as usual in one press: refused where each sign must be looked at."""

from caregiver_app.domain.as_usual import (
    AsUsual,
    Refusal,
    dose_refusal,
    refusal,
    stated,
)
from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.history import record_before
from caregiver_app.domain.timing.follow_up import in_sight
from caregiver_app.domain.timing.time_rules import TimeRules
from caregiver_app.services.log.record_book import RecordBook


class AsUsualService:
    """What the one press states about somebody, in words, or why it is refused."""

    def __init__(
        self, book: RecordBook, content: AsUsual, rule_set: RuleSet, times: TimeRules
    ) -> None:
        self._book = book
        self._content = content
        self._rule_set = rule_set
        self._times = times

    @property
    def content(self) -> AsUsual:
        """Return what is stated and how it is said."""
        return self._content

    def refusal(
        self,
        person_id: str,
        draft: Draft,
        doses: tuple[DoseEvent, ...],
        now: Moment,
        level: Level,
        *,
        flagged: bool,
    ) -> Refusal | None:
        """Return why the press is refused at `now`, or None.

        `level` is that of the answers so far, `flagged` says whether a red flag stands in them.
        """
        record = record_before(self._book.record(person_id), now)
        alert_open = self._has_alert(record, now)
        by_doses = self._by_doses(record, draft, doses, now)
        return refusal(by_doses, level, flagged=flagged, alert_open=alert_open)

    def broken_by(
        self, person_id: str, draft: Draft, doses: tuple[DoseEvent, ...], now: Moment
    ) -> Refusal | None:
        """Return what takes the press back after it was made: a dose or an alert, or None."""
        record = record_before(self._book.record(person_id), now)
        alert = Refusal.OPEN_ALERT if self._has_alert(record, now) else None
        return self._by_doses(record, draft, doses, now) or alert

    def stated(self, person_id: str, draft: Draft) -> Draft:
        """Return the draft with everything that is not answered taken as usual."""
        return stated(self._content, self._book.record(person_id).person, draft)

    def _has_alert(self, record: Record, now: Moment) -> bool:
        """Say whether an alert is open, or an EMERGENCY eased that nobody was reached about."""
        return in_sight(self._times, record, now) is not None

    def _by_doses(
        self, record: Record, draft: Draft, doses: tuple[DoseEvent, ...], now: Moment
    ) -> Refusal | None:
        late = self._rule_set.hours("dose_clock.slot_late_hours")
        return dose_refusal(self._content, record, draft, doses, now, late)
