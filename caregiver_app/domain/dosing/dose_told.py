# SPDX-License-Identifier: MIT
"""What check-ins tell of kept doses, and which of it is no answer of anybody: see `own_answers`."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from caregiver_app.domain.check_in import CheckIn, Draft
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record

FROM_LOG = "doses_from_log"
"""The item of `more` that says: the two dose answers are what the log said when it was saved."""
DOSE_ANSWERS = frozenset({"doses_missed_in_row", "last_kept_dose_at"})
OR_MORE = "2 or more"
"""What stands as typed where the number of missed doses is the least, not the number."""

# How far back an answer about kept doses is looked for, as far as planned doses are.
_LONGEST_LOOK_BACK = timedelta(days=14)
# Longer than any planned gap: a log without a kept dose for so long was not kept up.
_LOG_KEPT_UP = timedelta(days=2)


def from_log(draft: Draft, missed: int, kept: Moment | None) -> Draft:
    """Return a draft with the two dose answers that the log gives, marked as such."""
    more = {**draft.more, FROM_LOG: True}
    return replace(draft, doses_missed_in_row=missed, last_kept_dose_at=kept, more=more)


def own_answers(check_in: CheckIn) -> CheckIn:
    """Return a check-in without dose answers that the program took from the log.

    Nobody gave them. A dose that came up afterwards, or was never given, is in the log, and must
    not live on in an answer that wins over it.
    """
    if check_in.more.get(FROM_LOG) is not True:
        return check_in
    return replace(check_in, doses_missed_in_row=None, last_kept_dose_at=None)


def is_or_more(check_in: Draft) -> bool:
    """Say whether more doses may have been missed in a row than the number says."""
    return check_in.raw.get("doses_missed_in_row") == OR_MORE


def told_kept(record: Record, now: Moment, *, long_ago: bool) -> CheckIn | None:
    """Return the newest check-in until now in which somebody said when a dose was kept, or None.

    Of the last 14 days, or with `long_ago` of all that there are.
    """
    start = now.utc - _LONGEST_LOOK_BACK
    for check_in in reversed(record.check_ins):
        if check_in.at.utc < start and not long_ago:
            return None
        told = own_answers(check_in)
        if told.at <= now and _kept_by(told) is not None:
            return told
    return None


def kept_as_told_before(
    record: Record, draft: Draft | None, now: Moment, logged: Moment | None
) -> Moment | None:
    """Return the last kept dose that an earlier check-in told, where this one tells of none.

    None where the log knows of a later one. A check-in without a miss, or without an answer, says
    nothing about that dose being the last; but where the log names an older one, it is nearer.
    """
    if draft is None or draft.last_kept_dose_at is not None:
        return None
    if logged is None and not draft.doses_missed_in_row:
        return None
    told = _told_of_kept(record, now)
    kept = _kept_by(told) if told is not None else None
    return kept if kept is not None and (logged is None or kept > logged) else None


def kept_by_check_in(record: Record, now: Moment, logged: Moment) -> Moment | None:
    """Return when the newest check-in that told of kept doses says that one was, after `logged`.

    One that told of none missed, and no time, says it for its own time, where the log knows of
    none for so long that it was not kept up: the hours must not run from a time nobody told.
    """
    told = _told_of_kept(record, now)
    if told is None:
        return None
    kept = _kept_by(told)
    if kept is None and told.at.utc - logged.utc > _LOG_KEPT_UP:
        kept = told.at
    return kept if kept is not None and kept > logged else None


def first_not_kept(
    log: Iterable[DoseEvent], record: Record, draft: Draft | None, now: Moment, *, own: bool
) -> Moment | None:
    """Return the first entry of a log that knows of no kept dose; None when there is none.

    `own` says that it is the log of the drug that check-ins ask about. One that told of a kept
    dose, or of none missed, ends what lies before it: some only write down what was missed.
    """
    if own and draft is not None and draft.doses_missed_in_row == 0:
        return None
    told = _told_of_kept(record, now) if own else None
    since = None if told is None else _kept_by(told) or told.at
    entries = (d.when for d in log if d.status is not DoseStatus.EXTRA and d.when is not None)
    return next((at for at in entries if at <= now and (since is None or at > since)), None)


def _told_of_kept(record: Record, now: Moment) -> CheckIn | None:
    """Return the newest check-in before now that told when a dose was kept, or that none missed."""
    start = now.utc - _LONGEST_LOOK_BACK
    for check_in in itertools.takewhile(lambda c: c.at.utc >= start, reversed(record.check_ins)):
        told = own_answers(check_in)
        if told.doses_missed_in_row == 0 or _kept_by(told) is not None:
            return told
    return None


def _kept_by(check_in: CheckIn) -> Moment | None:
    """Return the last kept dose as a check-in tells it; a time to come is no answer."""
    told = check_in.last_kept_dose_at
    return told if told is not None and told <= check_in.at else None
