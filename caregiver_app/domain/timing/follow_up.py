# SPDX-License-Identifier: MIT
"""What follows an alert: was it answered, when to check again, when to go to the ER instead."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice, pairwise

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn, asked
from caregiver_app.domain.dosing.slots import zone_of
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import Happening, kind_of, lacks_answers, last_asked
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.record import Record
from caregiver_app.domain.since_check import both
from caregiver_app.domain.timing.alert_run import AlertRun, Judged, alert_run, cared_at
from caregiver_app.domain.timing.at_er import at_er_since
from caregiver_app.domain.timing.past_emergency import PastEmergency, open_before, past_emergency
from caregiver_app.domain.timing.pump_seen import pump_was_seen
from caregiver_app.domain.timing.time_rules import TimeRules
from caregiver_app.domain.timing.told_until import looks_until, told_until


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """An alert that stands: no check-in has ended it since.

    `check_in_id` and `assessment` are those of its newest check-in at URGENT or worse, which need
    not be the newest one of all. An event, or a check-in that lacks answers, says nothing of the
    signs that were there: `level` and `assessment` are those of the worst since the last one that
    lacks none, and since somebody cared for what was before. `since` is when the clock began to
    run: the first unanswered alert of the unbroken run. `told_at` is when that was written down,
    where it was later: nobody can have waited for an answer before it.
    `er_at` is when "Go to the ER now" is due, None once answered, once the clinic looked at the
    pump where that is all, and for an EMERGENCY, whose own message already says where to go.
    `recheck_due` is None once a doctor or nurse answered, or they went to the ER: whoever called
    911 goes on looking.
    `left` is what no check-in after it asked about again, None while none came after it or all
    was; `open_answers` are the answers to it, by their fields.
    `to_ask` are those that the next check-in has to ask for to end an URGENT, nothing once
    somebody was reached.
    `at_er` is when they went to the ER, while nobody has written of them since.
    `before` is an EMERGENCY that a quieter check-in came after, see `in_sight`; `beside` is what
    others before an EMERGENCY of now found that nobody answered. With `is_over`
    nothing else stands: all the other fields are about that one.
    """

    check_in_id: str
    level: Level
    assessment: Assessment
    since: Moment
    actions: tuple[ActionTaken, ...]
    answered: bool
    er_at: Moment | None
    go_to_er: bool
    recheck_due: Moment | None
    left: Assessment | None = None
    open_answers: tuple[str, ...] = ()
    to_ask: tuple[str, ...] = ()
    at_er: Moment | None = None
    before: PastEmergency | None = None
    beside: PastEmergency | None = None
    is_over: bool = False
    told_at: Moment | None = None

    @property
    def waited(self) -> timedelta:
        """Return how long nobody answers by the time one goes to the ER instead."""
        if self.er_at is None:
            return timedelta(0)
        return self.er_at.utc - (self.told_at or self.since).utc


def follow_up(rules: TimeRules, record: Record, now: Moment) -> FollowUp | None:
    """Return what follows the alert that stands now; None when there is none.

    Only stored judgements count. A check-in that has none, or is INCOMPLETE, is no part of a run.
    Like a WATCH that lacks answers it does not end one: nobody has said that the signs are gone.
    Until somebody was reached only NO_FLAGS ends it, and of an URGENT only what was asked about
    again, or is a day older than it.
    """
    run = alert_run(rules, record, now)
    if run.since is None or run.unseen is None:
        return None
    actions = _actions_about(record, run.alerts, now)
    since, answered = run.since, run.answered_at is not None
    newest, assessment = run.alerts[-1].check_in, _worst(run.waiting, answered=answered)
    level = assessment.level
    told = max(since, run.told_at or since)
    er_at = recheck_due = None
    if not answered and level < Level.EMERGENCY and not _pump_was_seen(record, run, now):
        pump = record.person.has_pump
        wait = rules.alert.no_answer_pump if pump else rules.alert.no_answer_by_mouth
        er_at = at_place(told.utc + wait, zone_of(record.person, now))
    if not answered or not _is_cared_for(actions):
        recheck_due = _recheck(rules, record, actions, run, er_at, now)
    return FollowUp(
        check_in_id=newest.id,
        level=level,
        assessment=assessment,
        since=since,
        told_at=told,
        actions=actions,
        answered=answered,
        er_at=er_at,
        go_to_er=er_at is not None and now >= er_at,
        recheck_due=recheck_due,
        at_er=at_er_since(record, now),
        to_ask=() if answered or level is Level.EMERGENCY else run.to_ask,
        left=_together(run.left),
        open_answers=tuple(dict.fromkeys(name for one in run.left for name in one.open_answers)),
    )


def _pump_was_seen(record: Record, run: AlertRun, now: Moment) -> bool:
    """Say whether all that calls is about the pump, and the clinic has looked at it since.

    A look is due all the same, and ends the alert.
    """
    found = (rule for one in run.waiting for rule in one.assessment.rules)
    return pump_was_seen(record, found, run.alerts[-1].check_in.at, now)


def in_sight(rules: TimeRules, record: Record, now: Moment) -> FollowUp | None:
    """Return what follows the alert that stands now, and an EMERGENCY that was eased since.

    A quiet check-in says how they are, not that anybody was called. Such an EMERGENCY stays in
    sight for a while, until somebody was reached; then until the next check-in. Beside an
    EMERGENCY of now it is what nobody answered of those before.
    """
    alert = follow_up(rules, record, now)
    if alert is not None and alert.level is Level.EMERGENCY:
        left = open_before(record, now, rules.alert.in_sight, alert.assessment)
        return alert if alert.answered else replace(alert, beside=left)
    past = past_emergency(record, now, rules.alert.in_sight)
    if past is None:
        return alert
    if past.answers and not _is_news(record, past, now):
        return alert
    if alert is not None:
        return alert if past.answers else replace(alert, before=past)
    return FollowUp(
        check_in_id=past.check_in.id,
        level=Level.EMERGENCY,
        assessment=past.assessment,
        since=past.at,
        actions=past.actions,
        answered=bool(past.answers),
        er_at=None,
        go_to_er=False,
        recheck_due=None,
        at_er=at_er_since(record, now),
        before=past,
        is_over=True,
    )


def left_standing(rules: TimeRules, record: Record, now: Moment) -> Assessment | None:
    """Return what stands of an alert that nobody answered, with what was found since, or None.

    The newest check-in may be calm only because it did not ask. Where it is graver it leads, and
    the alert has a card of its own.
    """
    alert, last = follow_up(rules, record, now), last_asked(record, now)
    if alert is None or alert.answered or alert.left is None:
        return None
    found = last.assessment if last is not None else None
    if found is not None and found.level > alert.left.level:
        return None
    return both(alert.left, found)


def _is_news(record: Record, past: PastEmergency, now: Moment) -> bool:
    """Say whether nobody has checked in since somebody was reached about it."""
    look = next((one.at for one in reversed(told_until(record, now)) if asked(one)), None)
    return look is None or min(answer.at for answer in past.answers) >= look


def _is_cared_for(actions: Sequence[ActionTaken]) -> bool:
    """Say whether somebody who can help looks after them."""
    return cared_at(actions) is not None


def _worst(alerts: Sequence[Judged], *, answered: bool) -> Assessment:
    """Return the judgement of the newest alert, or a worse one that nothing took back since.

    Neither an event does so nor a check-in that lacks answers: see `not_taken_back`. Until
    somebody was reached an URGENT does no more than a WATCH, which leaves an alert as it is.
    """
    worst = alerts[-1].assessment
    for before, after in pairwise(reversed(alerts)):
        if answered and asked(before.check_in) and not lacks_answers(before.check_in):
            break
        if after.assessment.level > worst.level:
            worst = after.assessment
    return worst


def _together(left: Sequence[Judged]) -> Assessment | None:
    told: Assessment | None = None
    for judged in left:
        told = both(told, judged.assessment)
    return told


def newest_judged(record: Record, now: Moment) -> Judged | None:
    """Return the newest check-in that says how they are, or None; INCOMPLETE does not.

    Of the events after it only one that is worse: an event asked nothing about the signs, and
    puts no look off.
    """
    found: Judged | None = None
    for check_in in reversed(told_until(record, now)):
        assessment = check_in.assessment
        if assessment is None or assessment.level is Level.INCOMPLETE:
            continue
        if found is None or assessment.level >= found.assessment.level:
            found = Judged(check_in, assessment)
        if asked(check_in):
            break
    return found


def _actions_about(
    record: Record, alerts: Sequence[Judged], now: Moment
) -> tuple[ActionTaken, ...]:
    ids = {judged.check_in.id for judged in alerts}
    return tuple(a for a in record.actions if a.about in ids and a.at <= now)


def last_look(
    check_ins: Sequence[CheckIn], actions: Sequence[ActionTaken], since: Moment
) -> Moment:
    """Return when somebody last looked at them: the newest check-in that asked, "Checked again".

    `since` is when there was something to look at, and holds where nobody has looked since. A
    dose or a fall that was told at one press is no look: it asked nothing.
    """
    looked = next((one.at for one in reversed(check_ins) if asked(one)), since)
    again = [action.at for action in actions if action.kind is ActionKind.RECHECKED]
    return max(looked, since, *again)


def _recheck(
    rules: TimeRules,
    record: Record,
    actions: Sequence[ActionTaken],
    run: AlertRun,
    er_at: Moment | None,
    now: Moment,
) -> Moment:
    """Return when to look again; now where nobody here has seen the alert yet.

    An alert that time alone made is nobody's look: until somebody has looked since, a look is
    due at its own time, not an hour after it. When nobody answered until `er_at`, a look is due
    then: whoever waits for an answer on another page is brought to the one that says where to go.
    """
    looks, zone = looks_until(record, now), zone_of(record.person, now)
    if not looks:
        return at_place(now.utc, zone)
    newest, unseen = run.alerts[-1].check_in, run.unseen or run.alerts[0].check_in.at
    looked = last_look(looks, actions, unseen)
    due = looked.utc + rules.alert.recheck
    if er_at is not None and looked < er_at <= now:
        due = min(due, er_at.utc)
    if kind_of(newest) is Happening.TIME:
        # The newest one alone: years of them are not read through for each alert.
        seen = [one.at for one in islice(filter(asked, reversed(looks)), 1)]
        seen += [action.at for action in actions if action.kind is ActionKind.RECHECKED]
        if max(seen, default=unseen) < newest.at or not seen:
            due = min(due, newest.at.utc)
    return at_place(due, zone)
