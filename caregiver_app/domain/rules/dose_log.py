# SPDX-License-Identifier: MIT
"""The urgent rules about doses: missed, not kept down, not as planned, started again."""

import itertools
from datetime import timedelta

from caregiver_app.domain.doses import NOT_KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import DoseClock, doses_of
from caregiver_app.domain.dosing.dose_told import is_or_more
from caregiver_app.domain.dosing.restarts import restart
from caregiver_app.domain.person import Drug
from caregiver_app.domain.rules.facts import Facts, Reason, since_kept


def u07(facts: Facts) -> list[Reason]:
    """Fire when doses by mouth were missed in a row, or none was kept for too long."""
    found = []
    for clock in facts.clocks:
        missed = clock.missed_in_row
        if missed is not None and missed >= facts.number("U07", "in_a_row"):
            key = "missed_in_row" if _are_told(facts, clock, missed) else "unwritten_in_row"
            if _is_least(facts, clock):
                key = "missed_in_row_or_more"
            found.append(of_drug(facts, clock, key, {"value": missed}))
        gap, limit = since_kept(facts, clock), dose_gap_limit(facts, clock)
        if gap is not None and gap >= limit:
            found.append(of_drug(facts, clock, "no_dose_kept", {"value": gap, "limit": limit}))
    return found


def of_drug(facts: Facts, clock: DoseClock, key: str, values: dict[str, object]) -> Reason:
    """Return a reason about the doses of one drug, which it names when two run by mouth."""
    if len(facts.clocks) == 1:
        return Reason(key, values)
    return Reason(f"{key}_of", {**values, "drug": clock.drug})


def _are_told(facts: Facts, clock: DoseClock, missed: int) -> bool:
    """Say whether somebody told of every miss; a planned dose that nobody wrote down is none."""
    own = clock.drug is facts.person.drug
    if own and facts.draft.doses_missed_in_row is not None:
        return True
    since = clock.last_kept.at if clock.last_kept is not None else None
    log = reversed(doses_of(facts.record, clock.drug))
    # A late dose may be written down in the same minute as the misses after it.
    after = itertools.takewhile(
        lambda d: d.when is not None and (not since or d.when >= since), log
    )
    return len({d.scheduled_for or d.at for d in after if d.status in NOT_KEPT}) >= missed


def _is_least(facts: Facts, clock: DoseClock) -> bool:
    """Say whether somebody answered that so many doses were missed, or more."""
    own = clock.drug is facts.person.drug and facts.draft.doses_missed_in_row is not None
    return own and is_or_more(facts.draft)


def dose_gap_limit(facts: Facts, clock: DoseClock) -> timedelta:
    """Return after how long without a kept dose U07 fires for one drug."""
    gap = clock.longest_gap
    if gap is None:
        gap = facts.rule_set.hours("dose_clock.unknown_gap_hours")
    limit = max(facts.hours("U07", "least_hours"), gap + facts.hours("U07", "gap_plus_hours"))
    if clock.drug is Drug.BACLOFEN and not clock.once_a_day:
        limit = min(limit, facts.hours("U07", "baclofen_hours"))
    return limit


def u08(facts: Facts) -> list[Reason]:
    """Fire when drinks or doses do not stay down."""
    found = [Reason("cannot_keep_fluids")] if facts.draft.cannot_keep_fluids else []
    count = vomited_doses(facts)
    if count is not None and count >= facts.number("U08", "vomited_doses"):
        found.append(Reason("vomited_doses", {"value": count}))
    return found


def vomited_doses(facts: Facts) -> int | None:
    """Return how many doses were vomited in 24 h: as answered, else as logged."""
    if facts.draft.vomited_doses_24h is not None:
        return facts.draft.vomited_doses_24h
    if not facts.record.doses:
        return None
    last_day = doses_within(facts, facts.hours("U08", "hours"))
    return sum(1 for dose in last_day if dose.status is DoseStatus.VOMITED)


def doses_within(facts: Facts, span: timedelta) -> list[DoseEvent]:
    """Return the dose log of the time just past, both ends included, newest first."""
    start, doses = facts.now.utc - span, []
    for dose in reversed(facts.record.doses):
        if dose.when is None or dose.when.utc < start:
            break
        doses.append(dose)
    return doses


def u21(facts: Facts) -> list[Reason]:
    """Fire when the old dose was started again after a gap of two days."""
    if facts.draft.restart_after_gap:
        return [Reason("restart")]
    if facts.draft.restart_after_gap is False:
        return []  # The check-in's own answer wins over the log.
    for dose in facts.recent_doses:
        found = restart(facts.record, dose, facts.hours("U21", "hours"))
        if found is not None and not found.is_lower:
            return [Reason("restart_log", {"value": found.gap})]
    return []
