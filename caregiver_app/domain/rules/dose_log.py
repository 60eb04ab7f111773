# SPDX-License-Identifier: MIT
"""The urgent rules about doses: missed, not kept down, not as planned, started again."""

from datetime import timedelta

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import DoseClock
from caregiver_app.domain.dosing.dose_told import is_or_more
from caregiver_app.domain.dosing.restarts import Restart, restart
from caregiver_app.domain.person import Drug
from caregiver_app.domain.rules.facts import Facts, Reason, since_kept
from caregiver_app.domain.rules.no_dose import (
    in_row,
    is_unwritten,
    not_kept_for,
    of_drug,
    signs_on_day_off,
)


def u07(facts: Facts) -> list[Reason]:
    """Fire when doses by mouth were missed in a row, or none was kept for too long.

    On a day off that the plan holds nothing is missed; signs that E21 would count call all the
    same, one level below it.
    """
    return [reason for clock in facts.clocks for reason in _not_kept(facts, clock)]


def _not_kept(facts: Facts, clock: DoseClock) -> list[Reason]:
    missed, found = clock.missed_in_row, []
    if missed is not None and missed >= facts.number("U07", "in_a_row"):
        least = of_drug(facts, clock, "missed_in_row_or_more", {"value": missed})
        found = [least if _is_least(facts, clock) else in_row(facts, clock, missed)]
    gap, limit = since_kept(facts, clock), dose_gap_limit(facts, clock)
    if gap is not None and gap >= limit:
        # How many of them nobody wrote down stands in what follows, with the time of the first.
        found = [] if is_unwritten(found) else found
        found.append(not_kept_for(facts, clock, gap, limit))
    if not found and clock.drug is Drug.BACLOFEN:
        found = signs_on_day_off(facts, clock)
    return found


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


def restart_of(facts: Facts, dose: DoseEvent) -> Restart | None:
    """Return the restart that a dose of the log is, or None."""
    return restart(facts.record, dose, facts.hours("U21", "hours"), days_off(facts))


def days_off(facts: Facts) -> int:
    """Return how many days in a row the plan may give nothing between two doses."""
    return int(facts.shared("dose_clock.days_off"))


def u21(facts: Facts) -> list[Reason]:
    """Fire when the old dose was started again after a gap of two days."""
    if facts.draft.restart_after_gap:
        return [Reason("restart")]
    if facts.draft.restart_after_gap is False:
        return []  # The check-in's own answer wins over the log.
    for dose in facts.recent_doses:
        found = restart_of(facts, dose)
        if found is not None and not found.is_lower:
            return [Reason("restart_log", {"value": found.gap})]
    return []
