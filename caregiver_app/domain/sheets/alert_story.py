# SPDX-License-Identifier: MIT
"""The alerts of a period as the clinic sheet tells them, each with what was found at its time."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from caregiver_app.domain.assessment import Finding
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.events import ActionTaken
from caregiver_app.domain.happened import kind_of
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, elapsed
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.private_reasons import hidden_rules
from caregiver_app.domain.timing.found_when import Found, found_when
from caregiver_app.domain.timing.past_emergency import ANSWERS


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertStory:
    """Entries in a row with the same URGENT or EMERGENCY level for the same reasons.

    `check_ins` of them asked, the others were pressed. `began` is when the newest seizure among
    the reasons began, None where it was at that very entry. `answered_at` is when somebody was
    reached, None when nobody wrote that down. It lies before `first` when an answer to an alert
    that was no less bad still stands. `kept_private`: a reason is left out because it is about
    self-harm.
    """

    level: Level
    first: Moment
    last: Moment
    entries: int
    check_ins: int
    reasons: tuple[Finding, ...]
    began: Moment | None = None
    kept_private: bool
    actions: tuple[ActionTaken, ...]
    answered_at: Moment | None

    @property
    def waited(self) -> timedelta | None:
        """Return how long until somebody answered; None when that is not known."""
        if self.answered_at is None or self.answered_at < self.first:
            return None
        return elapsed(self.first.local, self.answered_at.local)


def without_private(alert: AlertStory, *, tells: bool) -> AlertStory:
    """Return an alert with the reasons that a page names; `tells` names those of self-harm too."""
    rules = {finding.id for finding in alert.reasons}
    hidden = hidden_rules(rules, tells_self_harm=tells)
    shown = tuple(finding for finding in alert.reasons if finding.id not in hidden)
    return replace(alert, reasons=shown, kept_private=bool(rules & hidden))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One entry of a run: what it found itself, and the level it was told with all it carried."""

    check_in: CheckIn
    told: Level
    found: tuple[Found, ...]

    @property
    def level(self) -> Level:
        """Return the level of what it found itself."""
        return max((one.finding.level for one in self.found), default=self.told)

    @property
    def rules(self) -> frozenset[str]:
        """Return the alert rules that it found itself."""
        return frozenset(one.finding.id for one in self.found)


@dataclass(slots=True)
class _Run:
    """An unbroken run of alerts as it is read, the oldest first."""

    known: frozenset[str] = frozenset()
    level: Level = Level.URGENT
    answered_at: Moment | None = None


def alerts_between(record: Record, start: Moment, end: Moment) -> Iterator[AlertStory]:
    """Yield the alerts of a time, the oldest first; a run may have begun before it.

    A press that carried on what was found before it tells what was new in it. Every check-in of
    the time needs its judgement.
    """
    run: list[_Told] = []
    until = record.check_ins[_run_start(record.check_ins, start) :]
    for check_in, found in found_when(one for one in until if one.at <= end):
        told = _told(check_in, found, is_first=not run)
        if told is not None:
            run.append(told)
        elif run:
            yield from _of_run(record, run, start, end)
            run = []
    yield from _of_run(record, run, start, end)


def _told(check_in: CheckIn, found: Sequence[Found], *, is_first: bool) -> _Told | None:
    """Return an entry of a run, or None of one that ends it: of a press what it found itself.

    Where nothing stands before it, what it carries is the reason all the same.
    """
    judged = check_in.assessment
    if judged is None or judged.level < Level.URGENT:
        return None
    is_press = kind_of(check_in) is not None
    every = tuple(one for one in found if one.finding.level >= Level.URGENT)
    shown = tuple(one for one in every if one.is_own or not is_press)
    shown = every if is_first and not shown else shown
    return _Told(check_in=check_in, told=judged.level, found=shown)


def _run_start(check_ins: Sequence[CheckIn], start: Moment) -> int:
    """Return where the run of alerts begins that reaches into the period."""
    place = bisect_left(check_ins, start.utc, key=lambda check_in: check_in.at.utc)
    while place and _is_alert_or_unjudged(check_ins[place - 1]):
        place -= 1
    return place


def _is_alert_or_unjudged(check_in: CheckIn) -> bool:
    return check_in.assessment is None or check_in.assessment.level >= Level.URGENT


def _of_run(
    record: Record, run: Sequence[_Told], start: Moment, end: Moment
) -> Iterator[AlertStory]:
    seen = _Run()
    groups = list(_grouped(run))
    for place, group in enumerate(groups):
        rest = {one.check_in.id for later in groups[place:] for one in later}
        story = _alert(record, group, rest, seen, end)
        if story.last >= start:
            yield story


def _grouped(run: Sequence[_Told]) -> Iterator[list[_Told]]:
    """Yield entries in a row that say the same: one level, the same alert rules.

    A press that found nothing itself stands with those before it: what was done may name it.
    """
    group: list[_Told] = []
    for told in run:
        if group and (told.found or not group[-1].found) and not _says_same(group, told):
            yield group
            group = []
        group.append(told)
    if group:
        yield group


def _says_same(group: Sequence[_Told], told: _Told) -> bool:
    last = next((one for one in reversed(group) if one.found), group[-1])
    return last.level is told.level and last.rules == told.rules


def _alert(
    record: Record, group: Sequence[_Told], rest: set[str], seen: _Run, end: Moment
) -> AlertStory:
    """Return one alert; an answer is about the check-in it names and what came before it."""
    saw = [one for one in group if one.found] or group
    newest, ids = saw[-1], {one.check_in.id for one in group}
    first, told = saw[0].check_in.at, [action for action in record.actions if action.at <= end]
    answers = [
        action.at
        for action in told
        if action.kind in ANSWERS and action.about in rest and action.at >= first
    ]
    worse = newest.told > seen.level or not newest.rules <= seen.known
    answered_at = min(answers, default=None)
    if not worse and seen.answered_at is not None:
        answered_at = seen.answered_at
    seen.known, seen.level = seen.known | newest.rules, newest.told
    seen.answered_at = answered_at
    reasons = [one.finding for one in newest.found]
    return AlertStory(
        level=newest.level,
        first=first,
        last=newest.check_in.at,
        entries=len(saw),
        check_ins=sum(kind_of(one.check_in) is None for one in saw),
        reasons=tuple(sorted(reasons, key=lambda f: (-f.level, f.id))),
        began=_began(saw),
        kept_private=False,
        actions=tuple(action for action in told if action.about in ids),
        answered_at=answered_at,
    )


def _began(saw: Sequence[_Told]) -> Moment | None:
    """Return when the newest seizure of a group began, where no entry of it has that minute."""
    own = [one.at for told in saw for one in told.found if one.is_own]
    minutes = {told.check_in.at.utc.replace(second=0, microsecond=0) for told in saw}
    began = [at for at in own if at.utc.replace(second=0, microsecond=0) not in minutes]
    return max(began, default=None)
