# SPDX-License-Identifier: MIT
"""Read the rules about time: phases, how often to check, quiet hours, waiting times."""

import re
from collections.abc import Mapping
from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path

from caregiver_app.content.loader import content_folder, words_file
from caregiver_app.content.tables import Table, finished
from caregiver_app.domain.timing.time_rules import (
    AlertTimes,
    Baseline,
    BreathingWatch,
    Course,
    LateLimits,
    LogLimits,
    PhaseKind,
    PhaseStart,
    QuietHours,
    ReminderTimes,
    RiseRow,
    Row,
    TimeRules,
    TimeWords,
    Window,
    hours_key,
)

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_WALL = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_REASONS = ("first", "baseline", "steady", "watch", "answered", "eased", "unanswered")
_FOLLOW_UP: Mapping[str, frozenset[str]] = {
    "go_to_er": frozenset(),
    "no_answer": frozenset({"minutes"}),
    "waiting": frozenset({"since", "until"}),
    "not_called": frozenset({"until"}),
    "ask_again": frozenset({"what"}),
    "at_er": frozenset({"time"}),
    "eased_open": frozenset(),
    "not_asked": frozenset({"time", "what"}),
    "not_over": frozenset({"time"}),
    "recheck": frozenset({"due"}),
    "recheck_now": frozenset({"due"}),
    "before": frozenset({"level", "time", "because"}),
    "before_one": frozenset({"time", "because"}),
    "before_open": frozenset(),
}
_ALSO: Mapping[str, frozenset[str]] = {
    "pump": frozenset(),
    "rise": frozenset({"first", "second"}),
    "watch_by_mouth": frozenset({"hours"}),
    "watch_pump": frozenset({"hours"}),
    "unanswered": frozenset({"minutes"}),
    "breathing": frozenset({"hours"}),
    "breathing_hourly": frozenset({"minutes"}),
    "after_alert": frozenset(),
}
_ALERTS = ("E", "U")
_DAY = timedelta(days=1)
_OF_A_WINDOW = frozenset({"from", "until"})


def load_time_rules(language: str | None = None, folder: Path | None = None) -> TimeRules:
    """Return the rules about time with their words; raise ContentError naming file and key.

    The wait after a WATCH, how long an EMERGENCY stays in sight, the hour at which a dose is
    missed and the gap before a restart are those of the rules: they are read from there, so that
    no number stands in two places.
    """
    folder = folder or content_folder()
    rules = Table.read(folder, "rules.toml")
    words = Table.read(folder, words_file(language, "time"))
    time_rules = finished(
        Table.read(folder, "time.toml"), lambda table: _time_rules(table, rules, words)
    )
    words.done()
    return time_rules


def _time_rules(table: Table, rules: Table, words: Table) -> TimeRules:
    phases, cadence = table.table("phases"), table.table("cadence")
    numbered = rules.table("rules")
    steady, baseline = table.table("steady"), table.table("baseline")
    windows = {course: finished(phases.table(course), _windows) for course in Course}
    rows = {course: finished(cadence.table(course), _rows) for course in Course}
    for left in (phases, cadence):
        left.done()
    result = TimeRules(
        reviewed_by=table.text("reviewed_by"),
        windows=windows,
        rows=rows,
        steady=finished(steady, lambda t: _sourced_row(t, "steady")),
        baseline=finished(baseline, _baseline),
        rise=finished(table.table("rise"), _rise),
        quiet=finished(table.table("quiet_hours"), _quiet),
        late=finished(table.table("late"), _late),
        alert=finished(table.table("alert"), lambda t: _alert(t, rules)),
        breathing=finished(table.table("breathing_watch"), lambda t: _breathing(t, numbered)),
        log=finished(table.table("dose_log"), lambda t: _log(t, rules, numbered)),
        reminders=finished(table.table("reminders"), _reminders),
        words=_words(words),
    )
    _check_intervals(result, words)
    return result


def _windows(table: Table) -> tuple[Window, ...]:
    _source(table)
    found = [finished(table.table(kind), _window) for kind in PhaseKind if table.has(kind)]
    by_time = tuple(sorted(found, key=lambda window: window.since))
    kinds = {window.kind for window in found}
    if kinds != set(PhaseKind) - {PhaseKind.RISE}:
        raise table.wrong("phases", "must be quiet, onset, peak, decline and residual")
    if by_time[0].since or by_time[-1].until is not None:
        raise table.wrong("phases", "must begin at 0 and have no end")
    return by_time


def _window(table: Table) -> Window:
    kind = PhaseKind(table.path.rpartition(".")[2])
    since = _hours(table, "from")
    until = _hours(table, "until") if table.has("until") else None
    if (until is None) != (kind is PhaseKind.RESIDUAL) or (until is not None and until <= since):
        raise table.wrong("until", "must be after `from`, and only the last phase has none")
    return Window(kind=kind, since=since, until=until)


def _rows(table: Table) -> tuple[Row, ...]:
    _source(table)
    found = tuple(finished(table.table(key), _row_until) for key in table.left())
    ends = [row.until for row in found if row.until is not None]
    if not ends or ends != sorted(set(ends)):
        raise table.wrong("until", "each row must end later than the one before")
    return found


def _row_until(table: Table) -> Row:
    row = _row(table, table.path.partition(".")[2])
    return Row(id=row.id, quick=row.quick, full=row.full, until=_some(table, "until"))


def _sourced_row(table: Table, name: str) -> Row:
    _source(table)
    return _row(table, name)


def _row(table: Table, name: str) -> Row:
    quick, full = _some(table, "quick"), _some(table, "full")
    if full < quick:
        raise table.wrong("full", "a full check-in cannot be due more often than any check-in")
    return Row(id=name, quick=quick, full=full)


def _baseline(table: Table) -> Baseline:
    return Baseline(
        row=_sourced_row(table, "baseline"),
        full_wanted=_count(table, "full_wanted"),
        days_wanted=_count(table, "days_wanted"),
    )


def _rise(table: Table) -> RiseRow:
    rise = RiseRow(
        row=_sourced_row(table, "rise"),
        points=(_some(table, "first"), _some(table, "second")),
        until={course: _some(table, f"until_{course}") for course in Course},
    )
    if list(rise.points) != sorted(set(rise.points)):
        raise table.wrong("second", "must be after `first`")
    return rise


def _quiet(table: Table) -> QuietHours:
    _source(table)
    return QuietHours(start=_wall(table, "from"), end=_wall(table, "until"))


def _late(table: Table) -> LateLimits:
    _source(table)
    limits = LateLimits(
        remind=_some(table, "remind"),
        late_soon=_some(table, "late_soon"),
        late=_some(table, "late"),
    )
    if not limits.remind <= limits.late_soon <= limits.late:
        raise table.wrong("late", "the limits are not in order")
    return limits


def _alert(table: Table, rules: Table) -> AlertTimes:
    _source(table)
    recheck = rules.table("recheck")
    return AlertTimes(
        recheck=_some(table, "recheck"),
        no_answer_pump=_some(table, "no_answer_pump_minutes") / 60,
        no_answer_by_mouth=_some(table, "no_answer_by_mouth_minutes") / 60,
        spreadsheet=_some(table, "spreadsheet_hours"),
        in_sight=_some(rules.table("in_sight"), "emergency_hours"),
        watch_pump=_some(recheck, "pump"),
        watch_by_mouth=_some(recheck, "oral"),
    )


def _breathing(table: Table, rules: Table) -> BreathingWatch:
    _source(table)
    watch = BreathingWatch(
        rules=frozenset(table.texts("rules")),
        hourly=frozenset(table.texts("hourly")),
        every=_some(table, "every"),
    )
    for rule in sorted(watch.rules):
        if not rules.has(rule) or not rule.startswith(_ALERTS):
            raise table.wrong("rules", f"{rule} is no rule of an alert")
    if not watch.rules or not watch.hourly <= watch.rules:
        raise table.wrong("hourly", "each must stand in `rules` too")
    return watch


def _log(table: Table, rules: Table, numbered: Table) -> LogLimits:
    _source(table)
    clock = rules.table("dose_clock")
    return LogLimits(
        slot_late=_some(clock, "slot_late_hours"),
        in_use=_some(table, "in_use"),
        restart_gap=_some(numbered.table("U21").table("numbers"), "hours"),
        days_off=_count(clock, "days_off"),
    )


def _reminders(table: Table) -> ReminderTimes:
    _source(table)
    return ReminderTimes(
        visit=_count(table, "visit_days") * _DAY,
        replacement=_count(table, "replacement_days") * _DAY,
        repeat=_some(table, "repeat"),
        repeat_alert=_some(table, "repeat_alert_minutes") / 60,
    )


def _words(table: Table) -> TimeWords:
    phases = table.table("phases")
    words = TimeWords(
        language=table.text("language"),
        reviewed_by=table.text("reviewed_by"),
        same_day=_text(table, "same_day", frozenset({"what"})),
        day=_text(table, "day", frozenset({"what", "day"})),
        starts=finished(table.table("starts"), lambda t: {s: _text(t, s) for s in PhaseStart}),
        phases={course: finished(phases.table(course), _phase_words) for course in Course},
        reasons=finished(
            table.table("reasons"), lambda t: {k: _text(t, k) for k in (*PhaseStart, *_REASONS)}
        ),
        quick=_by_hours(table.table("quick")),
        full=_by_hours(table.table("full")),
        also=finished(
            table.table("also"), lambda t: {key: _text(t, key, _ALSO[key]) for key in _ALSO}
        ),
        follow_up=finished(
            table.table("follow_up"),
            lambda t: {key: _text(t, key, _FOLLOW_UP[key]) for key in _FOLLOW_UP},
        ),
    )
    phases.done()
    return words


def _phase_words(table: Table) -> dict[PhaseKind, str]:
    found = {}
    for kind in PhaseKind:
        ends = kind not in (PhaseKind.RESIDUAL, PhaseKind.RISE)
        found[kind] = _text(table, kind, frozenset(), _OF_A_WINDOW if ends else frozenset())
    return found


def _by_hours(table: Table) -> dict[str, str]:
    return {key: _text(table, key) for key in table.left()}


def _check_intervals(rules: TimeRules, words: Table) -> None:
    """Hold every interval to have words and every such words an interval: no stale number."""
    rows = [row for course in Course for row in rules.rows[course]]
    rows += [rules.steady, rules.baseline.row, rules.rise.row]
    for table, said, spans in (
        ("quick", rules.words.quick, {hours_key(row.quick) for row in rows}),
        ("full", rules.words.full, {hours_key(row.full) for row in rows}),
    ):
        for key in sorted(spans ^ set(said)):
            raise words.wrong(f"{table}.{key}", "the words and the hours in time.toml differ")


def _hours(table: Table, key: str) -> timedelta:
    number = table.decimal(key)
    # A span that is not whole seconds would not be the number that was signed.
    seconds = number * 3600
    if number < 0 or number > Decimal(100_000) or seconds != seconds.to_integral_value():
        raise table.wrong(key, "must be hours, 0 or more")
    return timedelta(seconds=int(seconds))


def _some(table: Table, key: str) -> timedelta:
    span = _hours(table, key)
    if not span:
        raise table.wrong(key, "must be more than 0")
    return span


def _count(table: Table, key: str) -> int:
    number = table.decimal(key)
    if number < 1 or number != number.to_integral_value():
        raise table.wrong(key, "must be a whole number, 1 or more")
    return int(number)


def _wall(table: Table, key: str) -> time:
    text = table.text(key)
    if not _WALL.fullmatch(text):
        raise table.wrong(key, f'{text!r} is not a time like "22:00"')
    return time.fromisoformat(text)


def _source(table: Table) -> None:
    if not table.text("source").strip():
        raise table.wrong("source", "must name a source")


def _text(
    table: Table,
    key: str,
    needed: frozenset[str] = frozenset(),
    allowed: frozenset[str] = frozenset(),
) -> str:
    text = table.text(key)
    if not text.strip():
        raise table.wrong(key, "must say something")
    found = set(_PLACEHOLDER.findall(text))
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)) or not needed <= found <= needed | allowed:
        raise table.wrong(key, f"the placeholders must be: {', '.join(sorted(needed)) or 'none'}")
    return text
