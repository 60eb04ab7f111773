# SPDX-License-Identifier: MIT
"""How often to check is recommended now, and when the next check-in is due."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from caregiver_app.domain.asked_again import IN_FULL_ALONE
from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn, Mode, asked
from caregiver_app.domain.dosing.slots import zone_of
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.person import Person
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.alert_run import Judged
from caregiver_app.domain.timing.follow_up import FollowUp, in_sight, last_look, newest_judged
from caregiver_app.domain.timing.phase_starts import Start, starts
from caregiver_app.domain.timing.phases import phase_kind, rise_until
from caregiver_app.domain.timing.time_rules import (
    NOT_KEPT_DOSES,
    RISES,
    Course,
    PhaseKind,
    PhaseStart,
    QuietHours,
    Row,
    TimeRules,
    course_of,
    hours_key,
)
from caregiver_app.domain.timing.told_until import check_ins_until

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


class Lateness(StrEnum):
    """How late the next check-in is; the limits stand in time.toml."""

    NOT_DUE = "not_due"
    DUE = "due"
    REMIND = "remind"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextCheck:
    """The next check-in: when it is due, quick or full, how often, and why.

    `reason` is a key of the words. `late_by` is the true time since `due`, None before it.
    `asked_by` is the level of the judgement that asks for a check by then, None when only the
    routine does. `is_for_nights` says that somebody may be woken for it.
    """

    due: Moment
    mode: Mode
    every: timedelta
    reason: str
    full_due: Moment
    late_by: timedelta | None
    lateness: Lateness
    asked_by: Level | None
    is_for_nights: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """One reason to check, and when; the earliest of them is the next check-in."""

    due: datetime
    every: timedelta
    reason: str
    asked_by: Level | None = None
    is_for_nights: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What every question about the next check-in starts from.

    `is_eased`: a quieter check-in came after an EMERGENCY about which nobody was reached.
    """

    rules: TimeRules
    person: Person
    now: Moment
    zone: tzinfo
    check_ins: Sequence[CheckIn]
    starts: tuple[Start, ...]
    alert: FollowUp | None
    judged: Judged | None
    is_eased: bool

    @property
    def last(self) -> Moment | None:
        """Return when somebody last looked: the newest check-in that asked, or None.

        What was tapped is no look, and nobody's first one.
        """
        looked = next((one for one in reversed(self.check_ins) if asked(one)), None)
        return looked.at if looked is not None else None


def next_check(rules: TimeRules, record: Record, now: Moment) -> NextCheck:
    """Return the next check-in that is due; the earliest of all reasons to check wins.

    Without any check-in that asked it is due now. Nothing here reaches a rule.
    """
    look = _look(rules, record, now)
    full_due = _full_due(look)
    candidates = _candidates(look)
    chosen = _earliest(candidates)
    due = at_place(chosen.due, look.zone)
    # What only comes due while an earlier one is late counts too.
    pressing = [one for one in candidates if one.due <= max(chosen.due, now.utc)]
    late_by = now.utc - due.utc if now >= due else None
    return NextCheck(
        due=due,
        mode=Mode.FULL if full_due <= max(due, now) else Mode.QUICK,
        every=chosen.every,
        reason=chosen.reason,
        full_due=full_due,
        late_by=late_by,
        lateness=_lateness(look, due, late_by),
        asked_by=max((c.asked_by for c in pressing if c.asked_by is not None), default=None),
        is_for_nights=any(one.is_for_nights for one in pressing),
    )


def recommended(rules: TimeRules, record: Record, now: Moment) -> str:
    """Return how often to check is recommended now, in the caregiver's words."""
    look = _look(rules, record, now)
    chosen, words = _earliest(_candidates(look)), rules.words
    after = _alert_words(look, chosen.reason)
    parts = [after, words.also["after_alert"] if after else ""]
    rows = [row for _start, row in _rows(look)]
    parts.append(words.quick[hours_key(min(row.quick for row in rows))])
    parts.append(words.full[hours_key(min(row.full for row in rows))])
    if any(start and start.kind in RISES for start, _row in _rows(look)):
        first, second = (hours_key(point) for point in rules.rise.points)
        parts.append(words.also["rise"].format(first=first, second=second))
    if look.person.has_pump:
        parts.append(words.also["pump"])
    return " ".join(part for part in parts if part)


def out_of_quiet(quiet: QuietHours, instant: datetime, zone: tzinfo) -> datetime:
    """Return an instant, or the end of the quiet hours it falls into, there; in UTC."""
    local = instant.astimezone(zone)
    if not quiet.cover(local.time()):
        return instant.astimezone(UTC)
    # Around a clock change a wall time comes twice or not at all: every reading is looked at.
    ends = (
        datetime.combine(local.date() + days * _DAY, quiet.end, zone).replace(fold=fold)
        for days in (0, 1)
        for fold in (0, 1)
    )
    after = (end.astimezone(UTC) for end in ends)
    return min(
        end for end in after if end > instant and not quiet.cover(end.astimezone(zone).time())
    )


def _look(rules: TimeRules, record: Record, now: Moment) -> _Look:
    seen = in_sight(rules, record, now)
    before = seen.before if seen is not None else None
    return _Look(
        rules=rules,
        person=record.person,
        now=now,
        zone=zone_of(record.person, now),
        check_ins=check_ins_until(record, now),
        starts=starts(rules, record, now),
        alert=seen if seen is not None and not seen.is_over else None,
        judged=newest_judged(record, now),
        is_eased=before is not None and not before.answers,
    )


# ---- when


def _candidates(look: _Look) -> list[_Candidate]:
    last = look.last
    if last is None:
        every = min(row.quick for _start, row in _rows(look))
        first = _Candidate(due=look.now.utc, every=every, reason="first")
        return [first, *_after_alert(look)]
    return [*_after_alert(look), *_points(look, last), *_routine(look, last)]


def _earliest(candidates: Sequence[_Candidate]) -> _Candidate:
    return min(candidates, key=lambda candidate: candidate.due)


def _routine(look: _Look, last: Moment) -> Iterator[_Candidate]:
    for start, row in _rows(look):
        due = last.utc + row.quick
        if start is not None:
            # Nobody was late before it happened.
            due = max(due, start.since.utc)
        reason = start.kind.value if start is not None else row.id
        yield _Candidate(due=_moved(look, due), every=row.quick, reason=reason)


def _points(look: _Look, last: Moment) -> Iterator[_Candidate]:
    """Yield the checks so many hours after a restart or an increase that are still to come."""
    rise = look.rules.rise
    for start in look.starts:
        for point in rise.points if start.kind in RISES else ():
            due = start.since.utc + point
            if due > last.utc:
                # On a day without a dose time nobody knows which hour it was.
                due = due if start.exact else _moved(look, due)
                yield _Candidate(
                    due=due,
                    every=rise.row.quick,
                    reason=start.kind.value,
                    is_for_nights=start.exact,
                )


def _after_alert(look: _Look) -> Iterator[_Candidate]:
    """Yield the check that the newest judgement asks for.

    Under an alert that nobody has answered the quiet hours silence nothing. Once answered it is
    followed like a WATCH: with a pump, or when they may get too sleepy, by day and night, else
    while awake. An EMERGENCY that was eased since, and about which nobody was reached, is followed
    like a WATCH by day and night. A check-in that lacks answers puts nothing off, except what is
    due every hour.
    """
    alert, times, judged = look.alert, look.rules.alert, look.judged
    if alert is not None and alert.recheck_due is not None:
        yield _Candidate(
            due=min([alert.recheck_due.utc, *_due_before(look, alert)]),
            every=times.recheck,
            reason="unanswered",
            asked_by=alert.level,
            is_for_nights=True,
        )
    elif judged is not None and (_is_followed(judged.assessment) or look.is_eased):
        every = times.watch_pump if look.person.has_pump else times.watch_by_mouth
        due = judged.check_in.at.utc + every
        if _sleepy(look, look.rules.breathing.hourly):
            every = look.rules.breathing.every
            actions = alert.actions if alert else ()
            due = last_look(look.check_ins, actions, judged.check_in.at).utc + every
        sleepy = _sleepy(look, look.rules.breathing.rules)
        at_night = look.person.has_pump or sleepy or look.is_eased
        level = max(judged.assessment.level, Level.WATCH)
        yield _Candidate(
            due=due if at_night else _moved(look, due),
            every=every,
            reason="eased" if look.is_eased else "watch" if level is Level.WATCH else "answered",
            asked_by=level,
            is_for_nights=at_night,
        )


def _due_before(look: _Look, alert: FollowUp) -> Iterator[datetime]:
    """Yield when the WATCH before an alert asked for a look: what is tapped since puts none off."""
    looked = next((one for one in reversed(look.check_ins) if asked(one)), None)
    judged = looked.assessment if looked is not None and looked.at < alert.since else None
    if looked is not None and judged is not None and judged.level is Level.WATCH:
        times = look.rules.alert
        every = times.watch_pump if look.person.has_pump else times.watch_by_mouth
        if _is_followed(judged):
            yield looked.at.utc + every


def _is_followed(judged: Assessment) -> bool:
    """Say whether signs ask for another look: a refill that is near wakes nobody at night."""
    return judged.level >= Level.WATCH and not judged.tells_no_sign


def _sleepy(look: _Look, rules: frozenset[str]) -> bool:
    """Say whether the alert that nothing calmer has followed holds one of these rules."""
    found = look.judged.assessment.rules if look.judged is not None else ()
    return any(finding.id in rules for finding in found)


def _moved(look: _Look, instant: datetime) -> datetime:
    return out_of_quiet(look.rules.quiet, instant, look.zone)


# ---- how often


def _rows(look: _Look) -> list[tuple[Start | None, Row]]:
    """Return every row that holds, with what began it; the last one has no start.

    Rows are read at the newest check-in, or at a start that came after it, so that a check-in
    that is due does not move away while it is late.
    """
    before = all(start.kind not in (PhaseStart.CUT, PhaseStart.DAY_OFF) for start in look.starts)
    base = look.rules.baseline.row if before else look.rules.steady
    found: list[tuple[Start | None, Row]] = []
    for start in look.starts:
        at = max(look.last, start.since) if look.last is not None else look.now
        gone = at.utc - start.since.utc
        found += [(start, row) for row in _rows_after(look.rules, start, gone)]
    return [*found, (None, base)]


def _rows_after(rules: TimeRules, start: Start, gone: timedelta) -> Iterator[Row]:
    if start.kind in RISES:
        if gone < rise_until(rules, start):
            yield rules.rise.row
        return
    for course in _courses(start):
        holding = (row for row in rules.rows[course] if row.until and gone < row.until)
        row = next(holding, None)
        if row is not None:
            yield row


def _courses(start: Start) -> tuple[Course, ...]:
    """Return the tables that hold; a missed dose of any drug by mouth is followed alike."""
    course = course_of(start.drug, start.route)
    return (course, Course.BY_MOUTH) if start.kind in NOT_KEPT_DOSES else (course,)


def _full_due(look: _Look) -> Moment:
    """Return when the next full one is due: at once without any, or with a look that needs it."""
    if look.last is None:
        return look.now
    due, alert = _full_by_routine(look, look.last), look.alert
    if alert is not None and alert.recheck_due and not IN_FULL_ALONE.isdisjoint(alert.to_ask):
        due = min(due, alert.recheck_due)
    return due


def _full_by_routine(look: _Look, looked: Moment) -> Moment:
    last = next((c.at for c in reversed(look.check_ins) if c.mode is Mode.FULL), None)
    if last is None:
        return at_place(_moved(look, looked.utc), look.zone)
    rows = _rows(look)
    every = min(row.full for _start, row in rows)
    if rows == [(None, look.rules.baseline.row)] and _baseline_is_there(look):
        every = look.rules.steady.full
    return at_place(_moved(look, last.utc + every), look.zone)


def _baseline_is_there(look: _Look) -> bool:
    """Say whether there are enough full check-ins on enough days before the first cut."""
    wanted = look.rules.baseline
    days, count = set(), 0
    for check_in in look.check_ins:
        if check_in.mode is Mode.FULL:
            count += 1
            days.add(check_in.at.day)
            if count >= wanted.full_wanted and len(days) >= wanted.days_wanted:
                return True
    return False


# ---- how late


def _lateness(look: _Look, due: Moment, late_by: timedelta | None) -> Lateness:
    limits = look.rules.late
    if late_by is None:
        return Lateness.NOT_DUE
    if late_by < limits.remind:
        return Lateness.DUE
    late = limits.late_soon if _soon(look, due) else limits.late
    return Lateness.LATE if late_by >= late else Lateness.REMIND


def _soon(look: _Look, due: Moment) -> bool:
    """Say whether a check-in counts as late early: a pump, a peak, a rise, an alert.

    Of the answered alerts only one after which they may get too sleepy.
    """
    if look.person.has_pump or (look.alert is not None and not look.alert.answered):
        return True
    if _sleepy(look, look.rules.breathing.rules):
        return True
    near = (PhaseKind.PEAK, PhaseKind.RISE)
    return any(
        phase_kind(look.rules, start, at) in near for start in look.starts for at in (due, look.now)
    )


def _alert_words(look: _Look, reason: str) -> str:
    also, times = look.rules.words.also, look.rules.alert
    if reason == "unanswered":
        return also["unanswered"].format(minutes=times.recheck // _MINUTE)
    if reason in ("watch", "answered", "eased"):
        if _sleepy(look, look.rules.breathing.rules):
            return _breathing_words(look)
        if look.person.has_pump:
            return also["watch_pump"].format(hours=hours_key(times.watch_pump))
        return also["watch_by_mouth"].format(hours=hours_key(times.watch_by_mouth))
    return ""


def _breathing_words(look: _Look) -> str:
    also, times = look.rules.words.also, look.rules.alert
    if _sleepy(look, look.rules.breathing.hourly):
        return also["breathing_hourly"].format(minutes=look.rules.breathing.every // _MINUTE)
    every = times.watch_pump if look.person.has_pump else times.watch_by_mouth
    return also["breathing"].format(hours=hours_key(every))
