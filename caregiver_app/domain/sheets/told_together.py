# SPDX-License-Identifier: MIT
"""The newest check-in with what was told at one press since then, as a handoff has to say it.

A press keeps one answer with its time and asks nothing else. A page that took it for the newest
check-in would say "not recorded" of everything that was measured a few minutes before.
"""

from dataclasses import fields, replace
from typing import Any

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn, Draft
from caregiver_app.domain.happened import (
    HAPPENED,
    events_since_asked,
    is_begun,
    last_asked,
    not_taken_back,
)
from caregiver_app.domain.levels import Level
from caregiver_app.domain.record import Record

# How it was written down, and what is joined instead of replaced.
_OF_ITS_OWN = frozenset(
    {"mode", "recorder", "observer", "more", "entered_unit", "raw", "not_taken", "first_reading"}
)
_JOINED = frozenset({"seizures", "prn_taken", "other_signs"})
_TOLD = tuple(field.name for field in fields(Draft) if field.name not in _OF_ITS_OWN)


def told_together(record: Record) -> Record:
    """Return the record with the events since the newest check-in told by that check-in.

    Without events since, it is the record as it stands. Where nobody was ever asked, what was
    told at one press stands together at the time of the last press. A check-in that lacks answers
    has the level and the reasons of what was found before it too: they are not taken back.
    """
    asked, events = last_asked(record), tuple(events_since_asked(record))
    record, asked = _with_found(record, asked)
    if not events:
        return record
    told = [asked, *reversed(events)] if asked is not None else list(reversed(events))
    together, *later = told
    for event in later:
        together = _with(together, event)
    if asked is None:
        together = replace(_of_events(together), id=events[0].id, at=events[0].at)
    before = tuple(record.check_ins)[: -len(later) - 1]
    return replace(record, check_ins=(*before, together))


def _with_found(record: Record, asked: CheckIn | None) -> tuple[Record, CheckIn | None]:
    """Return the record, and its newest check-in that asked, with what that did not take back."""
    found = tuple(not_taken_back(record.check_ins)) if asked is not None else ()
    if asked is None or not found:
        return record, asked
    judged = asked.assessment
    for before in found:
        judged = _judged(judged, before.assessment)
    told = replace(asked, assessment=judged)
    check_ins = tuple(told if one is asked else one for one in record.check_ins)
    return replace(record, check_ins=check_ins), told


def _of_events(together: CheckIn) -> CheckIn:
    """Return events as one: not one of them, and missing nothing that one of them told."""
    more = {key: value for key, value in together.more.items() if not key.startswith(HAPPENED)}
    judged = together.assessment
    if judged is not None:
        missing = tuple(name for name in judged.missing if not getattr(together, name, None))
        judged = replace(judged, missing=missing)
    return replace(together, more=more, assessment=judged)


def _with(asked: CheckIn, event: CheckIn) -> CheckIn:
    """Return a check-in with the answers of an event; its time and its measurements stay.

    Of answers that are not saved only the judgement: they are no part of a check-in of its time.
    """
    told: dict[str, Any] = {}
    for name in _TOLD if not is_begun(event) else ():
        value, before = getattr(event, name), getattr(asked, name)
        if name in _JOINED and value:
            told[name] = (*(before or ()), *value)
        elif name == "note":
            told[name] = " ".join(words for words in (before, value) if words) or None
        elif name not in _JOINED and value is not None:
            told[name] = value
    judged = _judged(asked.assessment, event.assessment)
    return replace(asked, **told, assessment=judged)


def _judged(asked: Assessment | None, event: Assessment | None) -> Assessment | None:
    """Return both judgements as one; that an event asks nothing makes no level INCOMPLETE."""
    if asked is None or event is None:
        return asked or event
    found = {finding.id: finding for finding in (*event.rules, *asked.rules)}
    rules = tuple(sorted(found.values(), key=lambda finding: (-finding.level, finding.id)))
    worse = event.level > max(asked.level, Level.INCOMPLETE)
    worst = event if worse else asked
    return replace(asked, level=worst.level, action=worst.action, rules=rules)
