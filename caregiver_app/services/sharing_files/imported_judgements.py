# SPDX-License-Identifier: MIT
"""The judgements of what an import adds: made where there is none, and told where one is calmer.

What came with a file stays in the record as it is. A file may come from another program, or have
been changed by hand: where its own answers call somebody, that is told beside it.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import timedelta
from functools import partial

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import assess_record
from caregiver_app.domain.told_calmer import alert_of_graver
from caregiver_app.exchange.portable import record_of
from caregiver_app.exchange.reader import check_record
from caregiver_app.services.log.derivation import derive

Judge = Callable[[Record], Mapping[str, Assessment]]
"""Judges every check-in of a record, by id, each with the history before it."""
Graver = Callable[[Record, Set[str], str, Moment], CheckIn | None]
"""Returns what the newest check-in calls for, where it is one of these and was told calmer.

As an alert with the id that is given.
"""

_OF_NOW = timedelta(hours=24)


def judge_with(rule_set: RuleSet) -> Judge:
    """Return the judge that uses these rules."""
    return lambda record: {c.id: verdict for c, verdict in assess_record(rule_set, record)}


def graver_with(rule_set: RuleSet) -> Graver:
    """Return what holds a check-in of a file to these rules."""
    return partial(alert_of_graver, rule_set)


def judged_entries(
    known: Sequence[NewEntry], new: Sequence[NewEntry], judge: Judge
) -> list[NewEntry]:
    """Check what the record would become, and store a judgement where a check-in has none."""
    plain = derive((*known, *new)).plain()
    check_record(plain)
    if not any(map(_is_unjudged, new)):
        return list(new)
    judged = judge(record_of(plain))
    return [
        _with_judgement(entry, judged.get(str(entry.payload["id"])))
        if _is_unjudged(entry)
        else entry
        for entry in new
    ]


def of_now_with_level(new: Sequence[NewEntry], now: Moment) -> frozenset[str]:
    """Return the ids of the check-ins of the last day that bring a judgement of their own."""
    return frozenset(
        str(entry.payload["id"])
        for entry in new
        if entry.kind is EntryKind.CHECK_IN
        and not _is_unjudged(entry)
        and now.utc - entry.effective_at.utc <= _OF_NOW
    )


def _is_unjudged(entry: NewEntry) -> bool:
    return entry.kind is EntryKind.CHECK_IN and "assessment" not in entry.payload


def _with_judgement(entry: NewEntry, assessment: Assessment | None) -> NewEntry:
    if assessment is None:  # a check-in that was removed is not judged
        return entry
    stored = {"rules": []} | to_plain(assessment)
    return replace(entry, payload=entry.payload | {"assessment": stored})
