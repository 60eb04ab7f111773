# SPDX-License-Identifier: MIT
"""What a chart says in words: its name, its usual, one point of it, and what stood before it."""

from datetime import timedelta
from decimal import Decimal

from caregiver_app.domain.as_typed import measured
from caregiver_app.domain.charts.trend_marks import DoseStrip
from caregiver_app.domain.charts.trend_signs import TrendSign
from caregiver_app.domain.charts.trend_story import Chart, TrendStory
from caregiver_app.domain.charts.trend_time import Span, Tick, TickKind
from caregiver_app.domain.charts.trends import Band
from caregiver_app.domain.check_in import CheckIn, Missing
from caregiver_app.domain.moments import Moment
from caregiver_app.system.words import _, left_to_right, ngettext
from caregiver_app.ui.widgets.trends.mark_words import mark_words
from caregiver_app.ui.words import dates, digits
from caregiver_app.ui.words.answers import missing_words, temperature
from caregiver_app.ui.words.person_words import drug_words

_NO_BREAK = "\u00a0"
_MOST_TOLD = 2
_MINUTE = timedelta(minutes=1)
_TWO_DAYS = timedelta(days=2)
_WEEK = timedelta(days=8)
_QUARTER = timedelta(days=100)


def span_name(span: Span) -> str:
    """Return a span as its button says it."""
    return {
        Span.DAY: _("24 hours"),
        Span.THREE_DAYS: _("72 hours"),
        Span.WEEK: _("7 days"),
        Span.MONTH: _("30 days"),
        Span.ALL: _("All"),
    }[span]


def sign_name(sign: TrendSign) -> str:
    """Return the name of a chart."""
    return {
        "hr": _("Pulse"),
        "temp_c": _("Temperature"),
        "bp": _("Blood pressure"),
        "stiffness": _("Stiffness"),
        "rr": _("Breaths"),
        "spo2": _("Oxygen"),
        "psfs": _("Spasms"),
        "mood": _("Mood and anxiety"),
        "sleep_h": _("Sleep"),
    }[sign.id]


def unit_words(sign: TrendSign, unit: str) -> str:
    """Return the unit or the ends of the scale, as it stands beside the name."""
    return {
        "hr": _("beats a minute"),
        "temp_c": f"°{unit}",
        "bp": _("mmHg"),
        "stiffness": _("0 to 10, 10 is worst"),
        "rr": _("breaths a minute"),
        "spo2": _("percent"),
        "psfs": _("0 to 4, 4 is most"),
        "mood": _("0 to 10, 10 is worst, solid line mood, dashed line anxiety"),
        "sleep_h": _("hours a night"),
    }[sign.id]


def series_name(field: str) -> str:
    """Return the name of one line of a chart that has two."""
    return {"mood": _("mood"), "anxiety": _("anxiety")}[field]


def two_lines(value: str) -> str:
    """Return how long the value of the chart with two lines can be."""
    return f"{series_name('mood')} {value}, {series_name('anxiety')} {value}"


# ---- usual


def usual_words(chart: Chart, unit: str) -> str:
    """Return "usual 66 to 78", or that it is not written down; a blank where nobody has one."""
    sign = chart.sign
    if not sign.around:
        return ""
    bands = [series.band for series in chart.series if series.field in sign.around]
    if any(band is None for band in bands):
        return _("usual not written down")
    ranges = [_range(sign, band, unit) for band in bands if band is not None]
    if len(sign.fields) > len(bands):
        return _("usual {name} {range}").format(
            name=series_name(next(iter(sign.around))), range=ranges[0]
        )
    return _("usual {range}").format(range=_(" over ").join(ranges))


def _range(sign: TrendSign, band: Band, unit: str) -> str:
    low, high = number(sign.shown(band.low, unit)), number(sign.shown(band.high, unit))
    # A range is never parted at the end of a line.
    return _("{low} to {high}").format(low=low, high=high).replace(" ", _NO_BREAK)


# ---- values


def number(value: Decimal) -> str:
    """Return a number without noughts that say nothing."""
    return digits.short(value)


def value_words(sign: TrendSign, check_in: CheckIn, unit: str) -> str:
    """Return what a check-in says of a sign, without its unit; else why there is no value."""
    values = [measured(check_in, field) for field in sign.fields]
    if all(value is None for value in values):
        return reason_words(sign, check_in)
    if sign.id == "mood":
        told = (_line_words(check_in, field) for field in sign.fields)
        return ", ".join(words for words in told if words)
    if sign.id == "bp":
        top, bottom = (_("not recorded") if value is None else str(value) for value in values)
        return f"{top}/{bottom}"
    if sign.is_temperature:
        return digits.shown(sign.shown(values[0], unit).quantize(Decimal("0.1")))
    return number(Decimal(values[0]))


def cell_words(sign: TrendSign, check_in: CheckIn, unit: str) -> str:
    """Return the same as a cell of the table has it: with the first of two readings."""
    said, first = value_words(sign, check_in, unit), _first_reading(sign, check_in, unit)
    return _("{value}, first {first}").format(value=said, first=first) if first else said


def full_value(sign: TrendSign, check_in: CheckIn, unit: str) -> str:
    """Return a value with its unit, as it is read out."""
    said = value_words(sign, check_in, unit)
    values = [getattr(check_in, field) for field in sign.fields]
    if all(value is None for value in values):
        return said
    if sign.is_temperature:
        return temperature(values[0], check_in)
    return {
        "hr": _("{value} beats a minute"),
        "bp": _("{value} mmHg"),
        "stiffness": _("{value} of 10"),
        "rr": _("{value} breaths a minute"),
        "spo2": _("{value} percent"),
        "psfs": _("{value} of 4"),
        "mood": _("{value} of 10"),
        "sleep_h": _("{value} hours"),
    }[sign.id].format(value=said)


def spoken_value(sign: TrendSign, check_in: CheckIn, unit: str) -> str:
    """Return a value with its unit, and the first of two readings."""
    value, first = full_value(sign, check_in, unit), _first_reading(sign, check_in, unit)
    return _("{value}, first reading {first}").format(value=value, first=first) if first else value


def head_value(sign: TrendSign, check_in: CheckIn, unit: str) -> str:
    """Return a value as it stands large over its chart."""
    said = value_words(sign, check_in, unit)
    if all(getattr(check_in, field) is None for field in sign.fields):
        return said
    if sign.is_temperature:
        return left_to_right(f"{said}{_NO_BREAK}°{unit}")
    endings = {"bp": "mmHg", "stiffness": _("of 10"), "psfs": _("of 4"), "spo2": "%"}
    ending = endings.get(sign.id) or (_("h") if sign.id == "sleep_h" else "")
    told = f"{said}{_NO_BREAK}{ending.replace(' ', _NO_BREAK)}" if ending else said
    return left_to_right(told) if ending in ("mmHg", "%") else told


def reason_words(sign: TrendSign, check_in: CheckIn) -> str:
    """Return why a check-in has no value of a sign."""
    reasons = (check_in.not_taken.get(field) for field in sign.fields)
    reason: Missing | None = next((one for one in reasons if one is not None), None)
    return missing_words(reason) if reason is not None else _("not recorded")


def _line_words(check_in: CheckIn, field: str) -> str:
    value = getattr(check_in, field)
    return "" if value is None else f"{series_name(field)} {value}"


# ---- one point


def point_time(story: TrendStory, at: Moment) -> str:
    """Return when a point was, and how old it is: its time at home, and where it was written."""
    home = story.at_home(at)
    parts = [dates.page_date(home) if home.day.year != story.now.day.year else _this_year(home)]
    parts.append(age_words(story, at))
    if home.local.utcoffset() != at.local.utcoffset():
        there = _("written as {time}, {zone}")
        parts.append(there.format(time=dates.clock_time(at), zone=dates.zone_name(at)))
    return ", ".join(parts) + "."


def age_words(story: TrendStory, at: Moment) -> str:
    """Return how long ago a moment was; one that is still to come says so."""
    if at > story.now:
        return _("later than now")
    return dates.ago(dates.between(at, story.now))


def short_age(story: TrendStory, at: Moment) -> str:
    """Return how long ago a moment was, in few words: it stands under the value of a chart."""
    length = dates.between(at, story.now)
    if not _MINUTE <= length < _TWO_DAYS:
        return age_words(story, at)
    return _("{duration} ago").format(duration=dates.hours_minutes(length))


def longest_age() -> str:
    """Return an age that is as long as any can be under a value."""
    return _("{duration} ago").format(duration=dates.duration(timedelta(days=888, hours=22)))


def _this_year(home: Moment) -> str:
    return f"{dates.long_day(home.day)}, {dates.clock_time(home, both=True)}"


def point_words(story: TrendStory, chart: Chart, place: int, unit: str) -> str:
    """Return one point as sentences: value, usual, first reading, the day, and what came before."""
    sign, check_in = chart.sign, chart.check_ins[place]
    parts = _told(sign, check_in, unit)
    usual = usual_words(chart, unit)
    if usual:
        parts.append(f"{usual[0].upper()}{usual[1:]}.")
    parts += _day_words(story, check_in.at)
    parts += before_words(story, chart, place)
    return " ".join(parts)


def row_words(story: TrendStory, check_in: CheckIn, unit: str) -> str:
    """Return what a check-in says of every chart that is shown."""
    return " ".join(words for chart in story.charts for words in _told(chart.sign, check_in, unit))


def _told(sign: TrendSign, check_in: CheckIn, unit: str) -> list[str]:
    """Return a value, and the first of two readings, as sentences."""
    value, first = full_value(sign, check_in, unit), _first_reading(sign, check_in, unit)
    parts = [_("{name} {value}.").format(name=sign_name(sign), value=value)]
    return [*parts, _("First reading {value}.").format(value=first)] if first else parts


def _first_reading(sign: TrendSign, check_in: CheckIn, unit: str) -> str:
    values = [check_in.first_reading.get(field) for field in sign.fields]
    known = [number(sign.shown(value, unit)) for value in values if value is not None]
    return "/".join(known)


def _day_words(story: TrendStory, at: Moment) -> list[str]:
    days, mark = story.days_since_cut(at), story.last_cut(at)
    if days is None or mark is None:
        return []
    if len({one.drug for one in story.cuts_so_far}) > 1:
        words = _("{drug}: day {n} since the cut.") if days else _("{drug}: the day of the cut.")
        return [words.format(n=days, drug=drug_words(mark.drug))]
    return [_("Day {n} since the cut.").format(n=days)] if days else [_("The day of the cut.")]


def before_words(story: TrendStory, chart: Chart, place: int) -> list[str]:
    """Return what lies between a point and the one before it: gap, cuts, doses, alarms."""
    since = chart.check_ins[place - 1].at if place else story.start
    until = chart.check_ins[place].at
    told = []
    if any(since <= gap.start and gap.end <= until for gap in chart.gaps):
        length = dates.duration(dates.between(since, until))
        told.append(_("Nothing recorded for {duration} before this.").format(duration=length))
    marks = [words for at, words in mark_words(story) if since < at <= until]
    told += marks[:_MOST_TOLD]
    left = len(marks) - _MOST_TOLD
    if left > 0:
        more = ngettext("{n} more in the table.", "{n} more in the table.", left)
        told.append(more.format(n=left))
    return told


# ---- what stands under


def strip_words(strip: DoseStrip, per_day: Decimal | None, *, named: bool) -> str:
    """Return the daily amount of a step; with the drug where there are several."""
    if per_day is None:
        amount = _("amount not recorded")
    else:
        amount = _("{amount} a day").format(amount=dates.amount(per_day, strip.unit))
    return f"{drug_words(strip.drug)} {amount}" if named else amount


# ---- the chart as a whole


def empty_words(story: TrendStory, chart: Chart) -> str:
    """Return that there is nothing: "No pulse" alone would mean something else."""
    name = _inside(sign_name(chart.sign))
    if story.span is Span.ALL:
        return _("No {name} recorded.").format(name=name)
    return _("No {name} recorded in these {span}.").format(name=name, span=span_name(story.span))


def last_before_words(story: TrendStory, chart: Chart, unit: str) -> str:
    """Return the newest value before the time, with its age; a blank without one."""
    if chart.before is None:
        return ""
    value = full_value(chart.sign, chart.before, unit)
    age = dates.ago(dates.between(chart.before.at, story.now))
    return _("Last: {value}, {age}.").format(value=value, age=age)


def chart_words(story: TrendStory, chart: Chart, unit: str) -> str:
    """Return a chart as one sentence: its name, unit, time, how many points, and its gaps."""
    about = f"{sign_name(chart.sign)}, {unit_words(chart.sign, unit)}, {span_name(story.span)}."
    if not chart.check_ins:
        before = last_before_words(story, chart, unit)
        return f"{about} {empty_words(story, chart)} {before}".strip()
    count = len(chart.check_ins)
    points = ngettext("{n} point.", "{n} points.", count).format(n=count)
    number_of = len(chart.gaps)
    gaps = ngettext("{n} gap.", "{n} gaps.", number_of).format(n=number_of)
    return f"{about} {points} {gaps}" if number_of else f"{about} {points}"


def table_head(sign: TrendSign, unit: str) -> str:
    """Return the head of a column: the name and, where one is needed, the unit."""
    units = {"hr": _("a minute"), "rr": _("a minute"), "bp": "mmHg", "spo2": "%"}
    units |= {"temp_c": f"°{unit}", "sleep_h": _("hours"), "psfs": _("of 4")}
    return "\n".join((sign_name(sign), units.get(sign.id, _("of 10"))))


def tick_words(tick: Tick, span: timedelta) -> str:
    """Return what stands at a tick of so long a time: an hour, a day, a month or a year."""
    if tick.kind is TickKind.HOUR:
        return _hour_words(tick.at)
    day = tick.at.day
    if span <= _WEEK:
        return _("{weekday} {day}").format(weekday=dates.weekday_short(day), day=day.day)
    if span <= _QUARTER:
        return dates.day_and_month(day)
    if tick.kind is TickKind.YEAR:
        return str(day.year)
    return _("{month} {year}").format(month=dates.month_short(day), year=day.year)


def _hour_words(at: Moment) -> str:
    if at.local.hour == 12 and not at.local.minute:
        return _("noon")
    minutes = f":{at.local.minute:02}" if at.local.minute else ""
    return dates.wall_time(at.local.hour, minutes)


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence."""
    return name[0].lower() + name[1:]
