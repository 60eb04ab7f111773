# SPDX-License-Identifier: MIT
"""The run of alerts that stands: joined check-in by check-in, until one of them ends it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from caregiver_app.domain.asked_again import left_open, open_answers, to_ask
from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.back_dated import with_corrected_answers, written_later
from caregiver_app.domain.check_in import CheckIn, asked
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.happened import Happening, kind_of, lacks_answers
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import urgent_action
from caregiver_app.domain.spreadsheet_mark import lies_back
from caregiver_app.domain.timing.happened_anew import happened_anew
from caregiver_app.domain.timing.newest_looks import NewestLooks, newest_alert
from caregiver_app.domain.timing.past_emergency import ANSWERS
from caregiver_app.domain.timing.pump_seen import pump_was_seen
from caregiver_app.domain.timing.time_rules import TimeRules
from caregiver_app.domain.timing.told_until import told_until
from caregiver_app.domain.who_answered import TheirAlerts

_TOLD_AS = {"E17": "U18"}
"""Who is called about an EMERGENCY that eased, where that is not the prescriber."""
Answers = Sequence[ActionTaken]
_CARE = ANSWERS - {ActionKind.CALLED_911}


@dataclass(frozen=True, slots=True)
class Judged:
    """A check-in with the judgement it was saved with, or what stands of it after a calm one.

    `open_answers` are the answers, by their fields, that were not asked for again.
    """

    check_in: CheckIn
    assessment: Assessment
    open_answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRun:
    """The alerts since a check-in that ended one, the oldest first, and what they wait for.

    `waiting` are those of them that came after somebody cared for what was before, all of them
    where nobody did or all are answered. `to_ask` are the answers, by their fields, that a calm
    check-in has to ask for to end those. `left` is what the looks after them did not ask about.
    `known` are the alert rules that were there. `answered_at` is when somebody was reached,
    `cared_at` when the first came who can help, `unseen` since when nobody does: a look is due an
    hour after it. `told_at` is when the first of what is waited about was written down: nobody was
    called before that. Each is carried on from alert to alert: nobody looks back at all of them.
    """

    alerts: tuple[Judged, ...] = ()
    waiting: tuple[Judged, ...] = ()
    to_ask: tuple[str, ...] = ()
    left: tuple[Judged, ...] = ()
    known: frozenset[str] = frozenset()
    since: Moment | None = None
    told_at: Moment | None = None
    unseen: Moment | None = None
    answered_at: Moment | None = None
    cared_at: Moment | None = None


def alert_run(rules: TimeRules, record: Record, now: Moment) -> AlertRun:
    """Return the run of alerts that reaches to now; empty when the last one has ended.

    An event below URGENT ends none: a fall that was tapped after the call says nothing of the
    signs. Nor does a check-in that lacks answers.
    """
    answers: dict[str | None, list[ActionTaken]] = defaultdict(list)
    for action in record.actions:
        if action.kind in ANSWERS and action.at <= now:
            answers[action.about].append(action)
    run = _Joining(rules, record, answers)
    for judged in _since_calm(rules, record, now, answers):
        if judged.assessment.level >= Level.URGENT:
            told = with_corrected_answers(record.check_ins, judged.check_in)
            run.add(Judged(told, judged.assessment))
        elif asked(judged.check_in) and not lacks_answers(judged.check_in):
            run.look(judged)
    return run.joined()


class _Joining:
    """The run of alerts as far as it was joined, by the answers there are for each check-in.

    Whoever was reached about one alert was not told of another that stood elsewhere, unknown.
    """

    def __init__(
        self,
        rules: TimeRules,
        record: Record,
        answers: Mapping[str | None, Answers],
    ) -> None:
        self._rules = rules
        self._record = record
        self._answers = answers
        self._looks = NewestLooks()
        self._keep(())

    def add(self, judged: Judged) -> None:
        """Join the next alert to the run."""
        if asked(judged.check_in):
            self._looks.add(judged.check_in)
        self._join(judged)

    def look(self, judged: Judged) -> None:
        """Let a whole check-in below URGENT end what it ends.

        All of it where somebody was reached, and what is about the pump alone where the clinic has
        looked at it since. Else a NO_FLAGS ends what is a day old or was asked
        about again; of an EMERGENCY, which stays in sight in words of its own, the rest is URGENT.
        """
        check_in = judged.check_in
        self._looks.add(check_in)
        self._end_seen(check_in.at)
        reached = self.so_far.answered_at
        if reached is not None and reached <= check_in.at:
            self._keep(())
        elif judged.assessment.level is Level.NO_FLAGS:
            start = check_in.at.utc - self._rules.alert.in_sight
            young = [one for one in self.alerts if one.check_in.at.utc > start]
            self._keep([still for one in young if (still := self._eased(one)) is not None])

    def _end_seen(self, now: Moment) -> None:
        """End what is about the pump alone where the clinic looked at it before this look."""
        left = [
            one
            for one in self.alerts
            if not pump_was_seen(self._record, one.assessment.rules, one.check_in.at, now)
        ]
        if len(left) < len(self.alerts):
            self._keep(left)

    def joined(self) -> AlertRun:
        """Return the run, with what is still to be asked about."""
        alerts = tuple(self.alerts)
        waiting = alerts if self.so_far.answered_at is not None else alerts[self._first_waiting :]
        after = [(one, self._after(one)) for one in waiting]
        names = (
            name
            for one, looks in after
            for name in to_ask(one.check_in, one.assessment.rules, looks)
        )
        asked_for = tuple(dict.fromkeys(names))
        left = [still for one, looks in after if looks and (still := self._left_open(one, looks))]
        return replace(
            self.so_far, alerts=alerts, waiting=waiting, to_ask=asked_for, left=tuple(left)
        )

    def _after(self, judged: Judged) -> Sequence[CheckIn]:
        alert = judged.check_in
        if not judged.assessment.rules:  # there is nothing that a look could ask about again
            return ()
        after = self._looks.after(alert, judged.assessment.rules)
        if kind_of(alert) is Happening.CORRECTION:  # what it corrects has its time
            after = [one for one in after if one.at > alert.at]
        return after

    def _keep(self, alerts: Sequence[Judged]) -> None:
        self.so_far, self.alerts = AlertRun(), list[Judged]()
        self._theirs, self._first_waiting = TheirAlerts(self._record.order.answered), 0
        for judged in alerts:
            self._join(judged)

    def _join(self, judged: Judged) -> None:
        about = self._answers.get(judged.check_in.id, ())
        reached = _first(one.at for one in about if self._theirs.were_there_for(one.id))
        before, run = self.so_far, self._waited_for(judged)
        cared = before.cared_at
        if run.since != before.since and cared is not None and cared <= judged.check_in.at:
            self._first_waiting = len(self.alerts)
        self.so_far = replace(
            run,
            answered_at=_first((run.answered_at, reached)),
            cared_at=_first((run.cared_at, cared_at(about))),
        )
        self.alerts.append(judged)
        self._theirs.add(judged.check_in.id)

    def _waited_for(self, judged: Judged) -> AlertRun:
        """Return what the run waits for with its next alert, before anybody is reached about it.

        An answer is about the check-in it names and what came before. A later one that is worse (a
        level above the one before, or an alert rule that was not there) needs an answer of its own;
        so does another seizure, fall or extra dose.
        It puts no look off that is due: only where somebody cared for them until then is the hour
        counted anew.
        """
        run, check_in, level = self.so_far, judged.check_in, judged.assessment.level
        found = {f.id for f in judged.assessment.rules if f.level >= Level.URGENT}
        since, answered_at, unseen = run.since, run.answered_at, run.unseen
        written = written_later(check_in) or check_in.at
        told_at = min(run.told_at or written, written)
        if since is None:
            since = unseen = check_in.at
        elif answered_at is not None:
            worse = level > self.alerts[-1].assessment.level or not found <= run.known
            worse = worse or happened_anew(self._record, check_in, found, answered_at)
            if worse:
                since, answered_at, told_at = check_in.at, None, written
            cared = run.cared_at is not None and run.cared_at <= check_in.at
            unseen = since if worse and cared else unseen
        known = run.known | found
        run = replace(run, known=known, since=since, told_at=told_at, unseen=unseen)
        return replace(run, answered_at=answered_at)

    def _left_open(self, judged: Judged, after: Sequence[CheckIn]) -> Judged | None:
        """Return what stands of an alert after looks: what was not asked about again."""
        alert = judged.check_in
        rules = left_open(alert, judged.assessment.rules, after)
        if not rules:
            return None
        level = max(finding.level for finding in rules)
        action = judged.assessment.action
        if level is Level.URGENT:
            action = urgent_action(self._record.person, {_TOLD_AS.get(f.id, f.id) for f in rules})
        still = replace(judged.assessment, level=level, rules=tuple(rules), action=action)
        return Judged(alert, still, open_answers(alert, rules, after))

    def _eased(self, judged: Judged) -> Judged | None:
        """Return what stands of it after a calm look: of an EMERGENCY it is URGENT to ask again.

        The EMERGENCY itself stays in sight, see `past_emergency`. What is worse is not over
        sooner than what is milder.
        """
        rules = judged.assessment.rules
        said = self._rules.words.follow_up["eased_open"]
        eased = [
            replace(rule, level=Level.URGENT, message=said)
            if rule.level is Level.EMERGENCY
            else rule
            for rule in rules
        ]
        milder = replace(judged.assessment, level=Level.URGENT, rules=tuple(eased))
        eased_to = Judged(judged.check_in, milder)
        return self._left_open(eased_to, self._after(eased_to))


def cared_at(answers: Iterable[ActionTaken]) -> Moment | None:
    """Return when the first came who looks after them; a call to 911 is not yet that."""
    return _first(one.at for one in answers if one.kind in _CARE)


def _first(times: Iterable[Moment | None]) -> Moment | None:
    return min((at for at in times if at is not None), default=None)


def _since_calm(
    rules: TimeRules, record: Record, now: Moment, answers: Mapping[str | None, Answers]
) -> Sequence[Judged]:
    """Return what was judged since all that came before was over for certain; the oldest first.

    The newest NO_FLAGS may leave open what it did not ask about, for a day. A whole check-in below
    URGENT from before that day ended what somebody was reached about; the rest is too old now.
    What a family read in from a spreadsheet as history is no part of it, nor an end.
    """
    told, history = told_until(record, now), rules.alert.spreadsheet
    if _is_over(rules, record, told, answers):
        return ()
    found, start = list[Judged](), None
    for check_in in reversed(told):
        assessment = check_in.assessment
        if assessment is None or assessment.level is Level.INCOMPLETE:
            continue
        if lies_back(check_in, history):
            continue
        if _is_whole(check_in) and assessment.level < Level.URGENT:
            if start is not None and check_in.at.utc <= start:
                break
            if start is None and assessment.level is Level.NO_FLAGS:
                start = check_in.at.utc - rules.alert.in_sight
        found.append(Judged(check_in, assessment))
    return found[::-1]


def _is_whole(check_in: CheckIn) -> bool:
    """Say whether it asked how they are, and lacks no answer."""
    return asked(check_in) and not lacks_answers(check_in)


def _is_over(
    rules: TimeRules,
    record: Record,
    told: Sequence[CheckIn],
    answers: Mapping[str | None, Answers],
) -> bool:
    """Say whether no alert stands for certain, without going through what was told of years.

    Nobody was ever called; or somebody was reached about the newest alert, and the newest look
    after that found nothing graver. Who answered on another computer may have meant another one.
    """
    alert, elsewhere = newest_alert(told), record.order.answered.acted
    if alert is None:
        return True
    about = [one.at for one in answers.get(alert.id, ()) if one.id not in elsewhere]
    if not about or lies_back(alert, rules.alert.spreadsheet):
        return False
    since = takewhile(lambda one: one is not alert, reversed(told))
    looked = next((one for one in since if _is_calmer(one, rules)), None)
    return looked is not None and min(about) <= looked.at


def _is_calmer(check_in: CheckIn, rules: TimeRules) -> bool:
    """Say whether it is a whole look that calls nobody; a row of a spreadsheet is none."""
    judged = check_in.assessment
    if judged is None or judged.level is Level.INCOMPLETE or judged.level >= Level.URGENT:
        return False
    return _is_whole(check_in) and not lies_back(check_in, rules.alert.spreadsheet)
