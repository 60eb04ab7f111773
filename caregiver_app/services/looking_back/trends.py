# SPDX-License-Identifier: MIT
"""Trends of one person: which signs there are, and their story over a span of time."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from caregiver_app.content.trends import load_trend_signs
from caregiver_app.domain.charts.trend_signs import TrendSign
from caregiver_app.domain.charts.trend_story import TrendStory, trend_story
from caregiver_app.domain.charts.trend_time import Span
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.services.files import write_whole
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.system.clock import Clock, here_and_now


class TrendService:
    """Read one person's record for the charts; writes nothing."""

    def __init__(self, book: RecordBook, rule_set: RuleSet, clock: Clock) -> None:
        self._book = book
        self._rule_set = rule_set
        self._clock = clock

    @cached_property
    def signs(self) -> tuple[TrendSign, ...]:
        """Return every sign that can be drawn; read when first asked for, ContentError then."""
        return load_trend_signs()

    def story(self, person_id: str, span: Span, signs: Sequence[TrendSign]) -> TrendStory:
        """Return some signs over a span that ends now; KeyError when nobody has this id."""
        record, now = self._book.record(person_id), here_and_now(self._clock)
        return trend_story(record, signs, span, now, self._rule_set.days_off)

    def save_picture(self, path: Path, data: bytes) -> None:
        """Write a picture of charts, whole or not at all.

        Raises RecordError when the place makes no sense and StorageError when the disk fails.
        """
        write_whole(path, data)
