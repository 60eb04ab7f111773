# SPDX-License-Identifier: MIT
"""One person's signs over a stretch of time, chart by chart, with what happened meanwhile."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from caregiver_app.domain.charts.cut_marks import CutMark, cut_marks
from caregiver_app.domain.charts.trend_marks import (
    DoseStrip,
    ExtraDose,
    NotKept,
    ToldMissed,
    dose_strips,
    extra_doses,
    not_kept,
    told_missed,
)
from caregiver_app.domain.charts.trend_signs import TrendSign
from caregiver_app.domain.charts.trend_time import (
    ClockChange,
    Span,
    clock_changes,
    home_zone,
    window,
)
from caregiver_app.domain.charts.trends import (
    Band,
    Gap,
    Point,
    Series,
    Trends,
    check_ins_between,
    gaps_between,
    trends,
)
from caregiver_app.domain.check_in import CheckIn, Missing
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.record import Record

_OFF_SCALE = (Missing.DEVICE_LOW, Missing.DEVICE_HIGH)


@dataclass(frozen=True, slots=True, kw_only=True)
class OffScale:
    """A measurement that the device could only call LO or HI: no number, and no gap either."""

    at: Moment
    is_high: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One sign over the time.

    `check_ins` are those that say something about it, `off_scale` the ones that only say LO or
    HI. `gaps` are the stretches without any of its values. `before` is the newest check-in with
    a value before the time, known when there is none in it. `firsts` are the first of two
    readings: the line goes through the second.
    """

    sign: TrendSign
    series: tuple[Series, ...]
    check_ins: tuple[CheckIn, ...]
    off_scale: tuple[OffScale, ...]
    gaps: tuple[Gap, ...]
    before: CheckIn | None
    firsts: tuple[Point, ...] = ()

    @property
    def has_points(self) -> bool:
        """Say whether there is any value to draw."""
        return any(series.points for series in self.series)

    def bands(self) -> tuple[Band, ...]:
        """Return the usual bands that are known."""
        return tuple(series.band for series in self.series if series.band is not None)

    def values(self) -> list[Decimal]:
        """Return all that must lie on the axis: the points and the edges of the bands."""
        points = [point.value for series in self.series for point in series.points]
        points += [point.value for point in self.firsts]
        return points + [edge for band in self.bands() for edge in (band.low, band.high)]

    def stretches(self, series: Series) -> tuple[tuple[Point, ...], ...]:
        """Return the points that may be joined; LO and HI part them as a gap does."""
        if not self.off_scale:
            return series.joined()
        turns = [mark.at for mark in self.off_scale]

        def passed(point: Point) -> int:
            return sum(turn <= point.at for turn in turns)

        return tuple(
            tuple(together)
            for stretch in series.joined()
            for _turns, together in groupby(stretch, passed)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendStory:
    """Everything that Trends shows of one person; `zone` is where its wall times are read.

    `cuts_so_far` are all that had begun by the end of the time, the oldest first.
    """

    now: Moment
    span: Span
    zone: tzinfo
    trends: Trends
    charts: tuple[Chart, ...]
    strips: tuple[DoseStrip, ...]
    cuts_so_far: tuple[CutMark, ...]
    not_kept: tuple[NotKept, ...]
    extra: tuple[ExtraDose, ...]
    told_missed: tuple[ToldMissed, ...]
    clock_changes: tuple[ClockChange, ...]

    @property
    def start(self) -> Moment:
        """Return the first moment of the time."""
        return self.trends.start

    @property
    def end(self) -> Moment:
        """Return the last moment of the time."""
        return self.trends.end

    @property
    def alarms(self) -> tuple[Moment, ...]:
        """Return when a pump alarm was heard."""
        return self.trends.alarms

    @property
    def cuts(self) -> tuple[CutMark, ...]:
        """Return the cuts within the time."""
        return tuple(mark for mark in self.cuts_so_far if mark.at >= self.start)

    def last_cut(self, moment: Moment) -> CutMark | None:
        """Return the newest cut that had begun by a moment, of any drug."""
        begun = [mark for mark in self.cuts_so_far if mark.at <= moment]
        return begun[-1] if begun else None

    def days_since_cut(self, moment: Moment) -> int | None:
        """Return how many days after the newest cut a moment is; None when there was none yet."""
        mark = self.last_cut(moment)
        return (self.at_home(moment).day - mark.cut.on).days if mark is not None else None

    def at_home(self, moment: Moment) -> Moment:
        """Return a moment as the wall of the person's place reads it."""
        return at_place(moment.utc, self.zone)


def trend_story(
    record: Record, signs: Sequence[TrendSign], span: Span, now: Moment, off: int = 0
) -> TrendStory:
    """Return the charts of some signs over a span that ends now.

    Up to `off` days of 0 mg between two doses of a plan are no cut.
    """
    zone = home_zone(record.person, now)
    start, end = window(record, span, now, zone)
    fields = [field for sign in signs for field in sign.fields]
    around = {field: half for sign in signs for field, half in sign.around.items()}
    joins = {field: sign.join for sign in signs for field in sign.fields}
    found = trends(record, fields, start, end, around=around, joins=joins, off=off)
    within = check_ins_between(record, start, end)
    by_field = {series.field: series for series in found.series}
    return TrendStory(
        now=now,
        span=span,
        zone=zone,
        trends=found,
        charts=tuple(
            _chart(record, sign, [by_field[field] for field in sign.fields], within, found)
            for sign in signs
        ),
        strips=dose_strips(record, start, end, zone, cut_marks(record, end)),
        cuts_so_far=cut_marks(record, end, off),
        not_kept=not_kept(record, start, end),
        extra=extra_doses(record, start, end),
        told_missed=told_missed(within),
        clock_changes=clock_changes(start, end, zone),
    )


def _chart(
    record: Record,
    sign: TrendSign,
    series: Sequence[Series],
    within: Sequence[CheckIn],
    found: Trends,
) -> Chart:
    odd = [(c, reason) for c in within if c.not_taken and (reason := _reason(c, sign)) is not None]
    off_scale = tuple(OffScale(at=c.at, is_high=r is Missing.DEVICE_HIGH) for c, r in odd)
    valued = _valued(within, sign)
    told = sorted((*valued, *(c for c, _reason in odd)), key=lambda c: c.at) if odd else valued
    gaps = series[0].gaps
    if len(series) > 1:
        gaps = gaps_between((c.at for c in valued), found.start, found.end, sign.join)
    nothing = not any(one.points for one in series)
    return Chart(
        sign=sign,
        series=tuple(series),
        check_ins=tuple(told),
        off_scale=off_scale,
        gaps=gaps,
        before=_before(record, sign, found.start) if nothing else None,
        firsts=tuple(_firsts(within, sign)),
    )


def _firsts(within: Sequence[CheckIn], sign: TrendSign) -> Iterator[Point]:
    """Yield the first of two readings of a sign, where there were two."""
    for check_in in within:
        if check_in.first_reading:
            told = (check_in.first_reading.get(field) for field in sign.fields)
            yield from (Point(at=check_in.at, value=value) for value in told if value is not None)


def _valued(within: Sequence[CheckIn], sign: TrendSign) -> list[CheckIn]:
    """Return the check-ins with a value; of a long record each is asked once for each field."""
    if len(sign.fields) > 1:
        return [check_in for check_in in within if has_value(check_in, sign)]
    values = zip(within, map(attrgetter(sign.fields[0]), within), strict=True)
    return [check_in for check_in, value in values if value is not None]


def has_value(check_in: CheckIn, sign: TrendSign) -> bool:
    """Say whether a check-in has a value of a sign."""
    return any(getattr(check_in, field) is not None for field in sign.fields)


def _reason(check_in: CheckIn, sign: TrendSign) -> Missing | None:
    """Return LO or HI when that is all that a check-in says of a sign."""
    if not check_in.not_taken or has_value(check_in, sign):
        return None
    reasons = (check_in.not_taken.get(field) for field in sign.fields)
    return next((reason for reason in reasons if reason in _OFF_SCALE), None)


def _before(record: Record, sign: TrendSign, start: Moment) -> CheckIn | None:
    """Return the newest check-in with a value before a moment."""
    newest_first = reversed(record.check_ins)
    return next((c for c in newest_first if c.at < start and has_value(c, sign)), None)
