# SPDX-License-Identifier: MIT
"""Where somebody is in time after a cut, a missed dose or a pump event; no rule looks at it."""

from datetime import timedelta

from caregiver_app.domain.dosing.slots import zone_of
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.phase_starts import Start, starts
from caregiver_app.domain.timing.time_rules import (
    RISES,
    PhaseKind,
    PhaseStart,
    TimeRules,
    course_of,
)

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Where one drug by one route is now, what began it, and what to tell the caregiver.

    For words and for how often to check. It never suppresses, raises or lowers a level.
    """

    kind: PhaseKind
    drug: Drug
    route: PlanRoute
    start: PhaseStart
    since: Moment
    words: str


def phases(rules: TimeRules, record: Record, now: Moment) -> tuple[Phase, ...]:
    """Return the phase of each drug and route that something has happened to.

    Every start is looked at, not only the newest: a missed dose of this morning does not hide
    that a cut of two days ago is at its peak. The most cautious phase wins, then the newest start.
    """
    found: dict[tuple[Drug, PlanRoute], list[tuple[PhaseKind, Start]]] = {}
    for start in starts(rules, record, now):
        kind = phase_kind(rules, start, now)
        if kind is not None:
            found.setdefault((start.drug, start.route), []).append((kind, start))
    keys = [(drug, route) for drug in Drug for route in PlanRoute if (drug, route) in found]
    best = (max(found[key], key=_caution) for key in keys)
    return tuple(_phase(rules, record.person, start, kind, now) for kind, start in best)


def _caution(one: tuple[PhaseKind, Start]) -> tuple[int, Moment]:
    kind, start = one
    return kind.caution, start.since


def phase_kind(rules: TimeRules, start: Start, at: Moment) -> PhaseKind | None:
    """Return the phase that one start is in at a moment; None before it, or once it is over."""
    gone = at.utc - start.since.utc
    if gone < timedelta(0):
        return None
    if start.kind in RISES:
        return PhaseKind.RISE if gone < rise_until(rules, start) else None
    return _kind_at(rules, start, gone)


def rise_until(rules: TimeRules, start: Start) -> timedelta:
    """Return how long after a restart or an increase to look for sleepiness.

    A step up without a dose time began at some hour of its day: the whole day is added.
    """
    span = rules.rise.until[course_of(start.drug, start.route)]
    return span if start.exact else span + _DAY


def _kind_at(rules: TimeRules, start: Start, gone: timedelta) -> PhaseKind:
    windows = rules.windows[course_of(start.drug, start.route)]
    here = [w.kind for w in windows if w.since <= gone and (w.until is None or gone < w.until)]
    if here:
        return max(here, key=lambda kind: kind.caution)
    # Between two phases the one that ended last holds on: nothing says that it is over.
    ended = ((w.until, w.kind.caution, w.kind) for w in windows if w.until and w.until <= gone)
    return max(ended)[-1]


def _phase(rules: TimeRules, person: Person, start: Start, kind: PhaseKind, now: Moment) -> Phase:
    words, zone = rules.words, zone_of(person, now)
    what = words.starts[start.kind]
    today, then = now.utc.astimezone(zone).date(), start.since.utc.astimezone(zone).date()
    day = (today - then).days
    lead = words.day.format(day=day, what=what) if day > 0 else words.same_day.format(what=what)
    course = course_of(start.drug, start.route)
    edges = (
        {"from": f"{w.since / _HOUR:g}", "until": f"{w.until / _HOUR:g}"}
        for w in rules.windows[course]
        if w.kind is kind and w.until
    )
    body = words.phases[course][kind].format_map(next(edges, {}))
    return Phase(
        kind=kind,
        drug=start.drug,
        route=start.route,
        start=start.kind,
        since=start.since,
        words=f"{lead} {body}",
    )
