# SPDX-License-Identifier: MIT
"""What is written down after the last check-in makes of it: told at once, not at the next one."""

from dataclasses import replace
from datetime import timedelta
from operator import attrgetter

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn, Draft
from caregiver_app.domain.doses import NOT_KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import kept_doses, newest_kept
from caregiver_app.domain.dosing.dose_told import FROM_LOG, kept_by_check_in
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.happened import AGAIN, Happening, begun, events_since_asked, last_asked
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import at_of, evaluate, evaluate_carried
from caregiver_app.domain.rules.history import with_doses

_STATES = (
    "temp_c", "hr", "sbp", "dbp", "rr", "spo2", "stiffness", "psfs", "anxiety", "agitation",
    "sweating", "tremor", "alertness", "orientation", "hallucination", "breathing", "itching",
    "nausea", "floppy", "dizzy", "tingling", "rash", "flushing", "muscle_pain", "stiff_sudden",
)  # fmt: skip
"""How somebody was; what happened once, like a seizure or a fall, was told when it happened."""


_BY_DATE = frozenset({"U10", "E15"})
"""The date to refill by has passed, alone or beside a sign that was there."""


def carried(record: Record, now: Moment, longest: timedelta) -> Draft:
    """Return how they were at the last check-in that asked, if it is no older than `longest`."""
    last = last_asked(record, now)
    if last is None or now.utc - last.at.utc > longest:
        return Draft()
    return Draft(**{name: getattr(last, name) for name in _STATES})


def newly_told(
    rule_set: RuleSet, record: Record, now: Moment, longest: timedelta
) -> Assessment | None:
    """Return the judgement of the record as it stands now when a rule fires that was not told.

    Told are the rules of the last check-in and of the events after it. What nobody answered now
    is not missing: nobody was asked. Nothing is ever taken back by it.
    """
    draft = with_kept(carried(record, now, longest), kept_as_told(record, now))
    judged = evaluate_carried(rule_set, record, draft, now)
    known = told_rules(record, now)
    if all(finding.id in known for finding in judged.rules):
        return None
    worst = max(finding.level for finding in judged.rules)
    return replace(judged, level=worst, missing=())


def told_by_line(
    rule_set: RuleSet, record: Record, line: DoseEvent | PumpEvent, now: Moment, longest: timedelta
) -> Assessment | None:
    """Return the judgement with one dose or pump event more when it makes something of its own.

    That a rule was told before is no answer where this line is another reason for it: a third
    dose missed, another drug, a second extra one, one more sound. None when nothing is new.
    """
    if isinstance(line, DoseEvent):
        after, is_again = with_doses(record, (line,)), line.status is DoseStatus.EXTRA
    else:
        events = sorted((*record.pump_events, line), key=attrgetter("at"))
        after, is_again = (
            replace(record, pump_events=tuple(events)),
            line.kind is PumpEventKind.ALARM,
        )
    before = newly_before(rule_set, after, now)  # a line from before the newest check-in
    found = both(newly_told(rule_set, after, now, longest), before)
    if found is not None:
        return found
    draft = with_kept(carried(record, now, longest), kept_as_told(after, now))
    judged = evaluate_carried(rule_set, after, draft, now)
    before_it = evaluate_carried(rule_set, record, draft, now)
    told = {one.id: one.because for one in before_it.rules}
    again = AGAIN if is_again else frozenset[str]()
    anew = [one for one in judged.rules if one.id in again or told.get(one.id) != one.because]
    if not anew:
        return None
    worst = max(one.level for one in anew)
    return replace(judged, level=worst, rules=tuple(anew), missing=())


def newly_before(rule_set: RuleSet, record: Record, now: Moment) -> Assessment | None:
    """Return what the newest check-in, at its own time, is judged by now and was not told.

    What is written down late about a time before it (an extra dose, a fall, a warm forehead) is
    what the rules look back on: they are asked again, as if it had been known. Only what fires
    anew is in it; None where nothing does, and where the check-in itself was never judged.
    """
    last = last_asked(record, now)
    if last is None or last.assessment is None:
        return None
    at = at_of(last)
    draft = replace(last, last_kept_dose_at=last.last_kept_dose_at or kept_as_told(record, at))
    judged = evaluate(rule_set, record, draft, at)
    known = told_rules(record, now)
    anew = tuple(finding for finding in judged.rules if finding.id not in known)
    if not anew:
        return None
    return replace(judged, level=max(f.level for f in anew), rules=anew, missing=())


def both(one: Assessment | None, other: Assessment | None) -> Assessment | None:
    """Return two judgements as one: the graver with its action, and each finding once."""
    if one is None or other is None:
        return one or other
    graver, milder = (one, other) if one.level >= other.level else (other, one)
    rules = {finding.id: finding for finding in (*milder.rules, *graver.rules)}
    ordered = sorted(rules.values(), key=lambda finding: (-finding.level, finding.id))
    return replace(graver, rules=tuple(ordered))


def told_by_lines(
    rule_set: RuleSet, record: Record, now: Moment, longest: timedelta, lately: timedelta
) -> CheckIn | None:
    """Return what a file's doses and pump events after its newest check-in make of it, as an event.

    A file does not tell what was written when: their own times do. None when it is nothing new.
    What nobody wrote down is told where the log was kept `lately`, and a date of the pump that
    has passed.
    """
    newest = last_line(record, now) or last_logged(record, now, lately)
    if newest is None and not record.person.has_pump:
        return None
    judged = newly_told(rule_set, record, now, longest)
    if judged is not None and newest is None:
        judged = by_date(judged)
    if judged is None:
        return None
    last = last_asked(record, now)
    at = max(newest or now, last.at) if last is not None else newest or now
    draft = begun(Happening.DOSE, at, None)
    return CheckIn(
        id="told-since", at=at, zone=at.zone, mode=draft.mode, more=draft.more, assessment=judged
    )


def last_line(record: Record, now: Moment) -> Moment | None:
    """Return the newest time of a dose or pump event after the newest check-in, or None.

    A check-in was judged as at its own time: what is about a later one it cannot have known.
    """
    last = last_asked(record, now)
    times = [*(dose.when for dose in record.doses), *(event.at for event in record.pump_events)]
    newer = (at for at in times if at is not None and at <= now and (not last or at > last.at))
    return max(newer, default=None)


def last_lost(record: Record, now: Moment) -> Moment | None:
    """Return the newest time of a dose after the newest check-in that was not kept, or None.

    One that was kept calls nobody: the reminders tell what nobody wrote down after it.
    """
    lost = tuple(dose for dose in record.doses if dose.status in NOT_KEPT)
    return last_line(replace(record, doses=lost, pump_events=()), now)


def last_logged(
    record: Record, now: Moment, lately: timedelta, known_since: Moment | None = None
) -> Moment | None:
    """Return when the newest line of the log about a planned dose was, if it was `lately`, or None.

    Who wrote that one down, kept or not, writes them down: the next one that is missing in the log
    counts by the hours, whether it was pressed before the check-in, in it or after it. Days from
    before somebody was `known_since` here, and the made-up ones of a practice person, go on
    nowhere.
    """
    if record.person.is_practice and known_since is None:
        return None
    start = now.utc - lately
    if known_since is not None and known_since <= now:
        start = max(start, known_since.utc)
    times = (dose.when for dose in record.doses if dose.status is not DoseStatus.EXTRA)
    here = (at for at in times if at is not None and start <= at.utc <= now.utc)
    return max(here, default=None)


def by_date(judged: Assessment) -> Assessment | None:
    """Return of a judgement what a day makes true although nobody wrote anything down, or None."""
    dated = tuple(finding for finding in judged.rules if finding.id in _BY_DATE)
    worst = max((finding.level for finding in dated), default=None)
    return replace(judged, level=worst, rules=dated) if worst is not None else None


def with_kept(answers: Draft, kept: Moment | None) -> Draft:
    """Return answers with a last kept dose that nobody told now: what came after it is open."""
    return replace(answers, last_kept_dose_at=kept, more={**answers.more, FROM_LOG: True})


def kept_as_told(record: Record, now: Moment) -> Moment | None:
    """Return the last kept dose that a check-in told, where the log knows of none after it.

    Whoever answers in check-ins may keep no log: one old line in it must not count for all.
    """
    drug = record.person.drug
    logged = next(kept_doses(record, drug, until=now), None)
    if logged is None:
        return None
    kept = newest_kept(record, now, drug)
    told = kept.at if kept is not None and kept.at != logged[0] else None
    return told or kept_by_check_in(record, now, logged[0])


def told_rules(record: Record, now: Moment) -> frozenset[str]:
    """Return the rules that the last check-in and the events after it have told."""
    told = [*events_since_asked(record, now)]
    last = last_asked(record, now)
    told += [last] if last is not None else []
    return frozenset(rule.id for c in told if c.assessment for rule in c.assessment.rules)
