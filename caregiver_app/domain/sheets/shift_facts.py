# SPDX-License-Identifier: MIT
"""The three facts that are read back when a shift begins, and what happened in a shift."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import takewhile

from caregiver_app.domain.assessment import Finding
from caregiver_app.domain.changed.change_lines import QUIET, ChangeLine, Changes
from caregiver_app.domain.changed.happenings import Since
from caregiver_app.domain.changed.what_changed import what_changed
from caregiver_app.domain.check_in import CheckIn, asked
from caregiver_app.domain.dosing.slots import at_home
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import is_running, last_telling
from caregiver_app.domain.history.story import Told, newest_first
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sheets.handoff import select_handoff
from caregiver_app.domain.sheets.pump_now import PumpNow
from caregiver_app.domain.sheets.shift_handoff import ShiftDose, shift_doses
from caregiver_app.domain.sheets.told_together import told_together
from caregiver_app.domain.shift.shift_log import Shift
from caregiver_app.domain.shift.watch_items import WatchItem, watch_items
from caregiver_app.domain.timing.follow_up import FollowUp, follow_up
from caregiver_app.domain.timing.past_emergency import PastEmergency
from caregiver_app.domain.timing.time_rules import TimeRules
from caregiver_app.domain.timing.told_until import told_until

_STILL_RUNNING = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftFacts:
    """What stands now. `doses` are those by mouth, `pump` is None without one.

    `level` and `reasons` are of the check-in at `checked_at`, all None or empty before the first;
    with `is_event` it was no check-in but one thing that was told. Reasons about self-harm are left
    out, and `kept_private` says so. `alert` is one that is open, `before` an EMERGENCY that nobody
    answered and a quieter check-in came after. `running` are seizures and spasms that have no end
    yet. `not_decided` is what two computers wrote apart: what is told may be one side only.
    `dose_ahead` is the time of a dose that lies ahead of the clock here: one clock was wrong.
    `at_home` is now where the person lives, where another time is on the wall there.
    """

    doses: tuple[ShiftDose, ...]
    pump: PumpNow | None
    level: Level | None
    reasons: tuple[Finding, ...]
    kept_private: bool
    checked_at: Moment | None
    is_event: bool = False
    alert: FollowUp | None
    before: PastEmergency | None = None
    running: tuple[CheckIn, ...] = ()
    not_decided: tuple[ConflictKind, ...] = ()
    dose_ahead: Moment | None = None
    at_home: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftStory:
    """What was written down in a shift, the oldest first; `added` and `done` are items."""

    shift: Shift
    told: tuple[Told, ...]
    changed: tuple[ChangeLine, ...]
    added: tuple[WatchItem, ...]
    done: tuple[WatchItem, ...]


def shift_facts(record: Record, rule_set: RuleSet, times: TimeRules, now: Moment) -> ShiftFacts:
    """Return the facts as the sheet for the next caregiver selects them, by the clock here.

    A dose that lies ahead of it makes no dose of tonight one that is days away.
    """
    told = replace(record, check_ins=told_until(record, now))
    last = told_together(told).last_check_in
    doses = tuple(d for d in record.doses if d.at is None or d.at <= now)
    known = replace(told, doses=doses) if len(doses) < len(record.doses) else told
    handoff = select_handoff(known, last.assessment if last else None, now, rule_set)
    alert, past = follow_up(times, record, now), handoff.before
    telling = last_telling(told.check_ins)
    is_event = telling is not None and not asked(telling) and handoff.level is not Level.NO_FLAGS
    return ShiftFacts(
        doses=shift_doses(known, handoff),
        pump=handoff.pump,
        level=handoff.level,
        reasons=tuple(reason.finding for reason in handoff.reasons),
        kept_private=handoff.kept_private,
        checked_at=telling.at if telling and is_event else last.at if last else None,
        is_event=is_event,
        alert=alert if alert is not None and not alert.answered else None,
        before=past if past is not None and not past.answers else None,
        running=_running(told, now),
        at_home=at_home(record.person, now),
        dose_ahead=max((d.at for d in record.doses if d.at and d.at > now), default=None),
    )


def _running(record: Record, now: Moment) -> tuple[CheckIn, ...]:
    """Return what began in the last day and has no end written down, the newest first."""
    since = now.utc - _STILL_RUNNING
    events = takewhile(lambda one: one.at.utc > since, reversed(record.check_ins))
    return tuple(one for one in events if is_running(one))


def shift_story(
    record: Record, changes: Changes, shift: Shift, gap: timedelta, now: Moment
) -> ShiftStory:
    """Return what was written down between the start of a shift and its end, or now."""
    end = shift.end if shift.end is not None else now
    found: list[Told] = []
    for told in newest_first(record, gap):
        if told.at < shift.start:
            break
        if told.at <= end:
            found.append(told)
    lines = what_changed(changes, record, end, Since(at=shift.start, on=True))
    items = watch_items(record.changes)
    return ShiftStory(
        shift=shift,
        told=tuple(reversed(found)),
        changed=tuple(line for line in lines if line.kind not in QUIET),
        added=_within(items, shift.start, end),
        done=tuple(i for i in items if i.done_at is not None and shift.start <= i.done_at <= end),
    )


def _within(items: Sequence[WatchItem], start: Moment, end: Moment) -> tuple[WatchItem, ...]:
    meant = (item for item in items if not item.taken_back)
    return tuple(item for item in meant if start <= item.added_at <= end)
