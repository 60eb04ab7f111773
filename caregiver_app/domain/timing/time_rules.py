# SPDX-License-Identifier: MIT
"""What a clinician signs off about time: phases, how often to check, quiet hours, waiting times."""

from collections.abc import Mapping
from datetime import time, timedelta
from enum import StrEnum

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute


class Course(StrEnum):
    """How signs come and go in time: it differs by drug and by route."""

    BY_MOUTH = "by_mouth"
    PUMP = "pump"
    CLONAZEPAM = "clonazepam"


def course_of(drug: Drug, route: PlanRoute) -> Course:
    """Return the course of one drug by one route; by pump it is always that of the pump."""
    if route is PlanRoute.ITB:
        return Course.PUMP
    return Course.CLONAZEPAM if drug is Drug.CLONAZEPAM else Course.BY_MOUTH


class PhaseKind(StrEnum):
    """Where somebody is after a change, the least to the most cautious one.

    A phase sets the words and how often to check. It never reaches a rule.
    """

    RESIDUAL = "residual"
    DECLINE = "decline"
    QUIET = "quiet"
    ONSET = "onset"
    PEAK = "peak"
    RISE = "rise"

    @property
    def caution(self) -> int:
        """Return how cautious the phase is: of two that overlap the larger wins."""
        return tuple(PhaseKind).index(self)


class PhaseStart(StrEnum):
    """What began a phase."""

    CUT = "cut"
    DAY_OFF = "day_off"
    MISSED_DOSE = "missed_dose"
    UNWRITTEN_DOSE = "unwritten_dose"
    PUMP_CHANGE = "pump_change"
    PUMP_ALARM = "pump_alarm"
    MRI = "mri"
    PROCEDURE = "procedure"
    REFILL = "refill"
    LATE_REFILL = "late_refill"
    RESTART = "restart"
    INCREASE = "increase"


NOT_KEPT_DOSES = frozenset({PhaseStart.MISSED_DOSE, PhaseStart.UNWRITTEN_DOSE})
"""A dose that did not stay down, and one of which nobody wrote that it did: followed alike."""

RISES = frozenset({PhaseStart.RESTART, PhaseStart.INCREASE})
"""More medicine than before: looked at for sleepiness, by a table of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One phase in time since its start; without `until` it has no end."""

    kind: PhaseKind
    since: timedelta
    until: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How often to check: `quick` from one check-in, `full` from one full check-in to the next.

    It holds while less than `until` has gone by since the start; None is without end.
    """

    id: str
    quick: timedelta
    full: timedelta
    until: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiseRow:
    """After a restart or an increase: checks this long after it, then `row` for a while."""

    points: tuple[timedelta, ...]
    row: Row
    until: Mapping[Course, timedelta]


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Before the first cut: how often, and how many full check-ins on how many days."""

    row: Row
    full_wanted: int
    days_wanted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """When nobody is woken for a routine check: wall times; equal ones mean never."""

    start: time
    end: time

    def cover(self, wall: time) -> bool:
        """Say whether a wall time lies in the quiet hours; their end does not."""
        if self.start <= self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class LateLimits:
    """How long after its due time a check-in is reminded of, and named as late."""

    remind: timedelta
    late_soon: timedelta
    late: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertTimes:
    """How often to check under an alert, and how long to wait for a live answer.

    What came from a spreadsheet and was older than `spreadsheet` then is history. An EMERGENCY
    that a quieter check-in came after stays `in_sight` so long.
    """

    recheck: timedelta
    no_answer_pump: timedelta
    no_answer_by_mouth: timedelta
    spreadsheet: timedelta
    in_sight: timedelta
    watch_pump: timedelta
    watch_by_mouth: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class BreathingWatch:
    """After an alert of one of `rules` the checks go on through the night, until a calmer one.

    After one of `hourly` the check is due `every` so long.
    """

    rules: frozenset[str]
    hourly: frozenset[str]
    every: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLimits:
    """How the dose log is read: when an unwritten dose is missed, what counts as a restart.

    So many `days_off` in a row that the plan holds between two doses are none.
    """

    slot_late: timedelta
    in_use: timedelta
    restart_gap: timedelta
    days_off: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderTimes:
    """How long before a date people are reminded, and how long before they are told again.

    A check that an alert asks for is told again sooner, after `repeat_alert`.
    """

    visit: timedelta
    replacement: timedelta
    repeat: timedelta
    repeat_alert: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """The sentences of one language about time; keys of intervals are whole hours."""

    language: str
    reviewed_by: str
    same_day: str
    day: str
    starts: Mapping[PhaseStart, str]
    phases: Mapping[Course, Mapping[PhaseKind, str]]
    reasons: Mapping[str, str]
    quick: Mapping[str, str]
    full: Mapping[str, str]
    also: Mapping[str, str]
    follow_up: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRules:
    """Everything about time that a clinician signs off, with the words of one language."""

    reviewed_by: str
    windows: Mapping[Course, tuple[Window, ...]]
    rows: Mapping[Course, tuple[Row, ...]]
    steady: Row
    baseline: Baseline
    rise: RiseRow
    quiet: QuietHours
    late: LateLimits
    alert: AlertTimes
    breathing: BreathingWatch
    log: LogLimits
    reminders: ReminderTimes
    words: TimeWords

    @property
    def look_back(self) -> timedelta:
        """Return how long after it a missed dose or a pump event still changes anything."""
        ends = [row.until for rows in self.rows.values() for row in rows if row.until]
        return max((*ends, *self.rise.until.values()))


def hours_key(span: timedelta) -> str:
    """Return an interval as the key of its words: whole hours, or their fraction as written."""
    hours = span / timedelta(hours=1)
    return f"{hours:g}"
