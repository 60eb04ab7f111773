# SPDX-License-Identifier: MIT
"""What is said of the time without a kept dose: missed only where somebody told of a miss."""

import itertools
from collections.abc import Iterable, Sequence, Set
from datetime import timedelta

from caregiver_app.domain.doses import NOT_KEPT
from caregiver_app.domain.dosing.dose_clock import DoseClock, doses_of
from caregiver_app.domain.dosing.dose_told import FROM_LOG
from caregiver_app.domain.dosing.slots import Slot, entry_for, slots_between, zone_of
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.rules.facts import Facts, Reason, since_kept
from caregiver_app.domain.rules.groups import all_reasons

UNWRITTEN, DAY_OFF = "UNWRITTEN", "DAY_OFF"
_NOT_WRITTEN = frozenset(
    {"unwritten_alone", "unwritten_dose", "unwritten_doses", "no_dose_written"}
)
_TOLD = frozenset({"missed_in_row", "missed_in_row_or_more", "unwritten_in_row", "no_dose_kept"})
_OFF = "signs_on_day_off"
_DAY = timedelta(days=1)


def of_drug(facts: Facts, clock: DoseClock, key: str, values: dict[str, object]) -> Reason:
    """Return a reason about the doses of one drug, which it names when two run by mouth."""
    if len(facts.clocks) == 1:
        return Reason(key, values)
    return Reason(f"{key}_of", {**values, "drug": clock.drug})


def in_row(facts: Facts, clock: DoseClock, missed: int) -> Reason:
    """Return that so many doses in a row were not kept, as far as somebody told so."""
    told = _told(facts, clock)
    key = "missed_in_row" if told >= missed else "unwritten_in_row"
    if told == 0 and not _is_last_told(facts, clock):
        key = "unwritten_alone"
    return of_drug(facts, clock, key, {"value": missed})


def not_kept_for(facts: Facts, clock: DoseClock, gap: timedelta, limit: timedelta) -> Reason:
    """Return that none was kept for so long; of doses that nobody wrote down no more is known."""
    values: dict[str, object] = {"value": gap, "limit": limit}
    kept = clock.last_kept
    if kept is None or _told(facts, clock) or _is_last_told(facts, clock):
        return of_drug(facts, clock, "no_dose_kept", values)
    open_slots = _open_slots(facts, clock.drug, kept.at)
    if not open_slots:
        return of_drug(facts, clock, "no_dose_written", values)
    values["at"] = _due(facts, open_slots[-1])
    if len(open_slots) == 1:
        return of_drug(facts, clock, "unwritten_dose", values)
    return of_drug(facts, clock, "unwritten_doses", {**values, "n": len(open_slots)})


def unwritten_one(facts: Facts, clock: DoseClock) -> Reason:
    """Return that nobody wrote down a dose of one drug, and when the newest one was due."""
    kept = clock.last_kept
    open_slots = _open_slots(facts, clock.drug, kept.at) if kept is not None else ()
    if not open_slots:
        return of_drug(facts, clock, "unwritten_one", {})
    return of_drug(facts, clock, "unwritten_one_at", {"at": _due(facts, open_slots[0])})


def _due(facts: Facts, slot: Slot) -> str:
    is_clear = facts.now.utc - slot.due.utc < _DAY  # else that time of today is meant
    return f"{slot.due.local:%H:%M}" if is_clear else f"{slot.due.local:%Y-%m-%d %H:%M}"


def is_miss_told(facts: Facts, clock: DoseClock) -> bool:
    """Say whether somebody told of a dose of one drug by mouth that was not kept."""
    return _told(facts, clock) > 0


def is_unwritten(reasons: Iterable[Reason]) -> bool:
    """Say whether one of several reasons rests on doses alone that nobody wrote down."""
    return any(reason.key.removesuffix("_of") in _NOT_WRITTEN for reason in reasons)


def is_day_off(facts: Facts, clock: DoseClock) -> bool:
    """Say whether the plan itself holds no dose since the last kept one, or one not yet late."""
    late = facts.rule_set.hours("dose_clock.slot_late_hours")
    return clock.off_until is not None and facts.now.utc < clock.off_until + late


def signs_on_day_off(facts: Facts, clock: DoseClock) -> list[Reason]:
    """Return that signs have started on a day off that the plan holds, as E21 counts them."""
    gap = since_kept(facts, clock)
    if gap is None or gap < facts.hours("E21", "hours") or not is_day_off(facts, clock):
        return []
    if len(facts.groups) < facts.number("E21", "groups"):
        return []
    return [of_drug(facts, clock, _OFF, {"value": gap}), *all_reasons(facts.groups)]


def words_without_miss(keys: Set[str]) -> str:
    """Return which words tell of reasons that assert no missed dose; empty for the rule's own."""
    if keys & _TOLD or not keys & {*_NOT_WRITTEN, _OFF}:
        return ""
    return UNWRITTEN if keys & _NOT_WRITTEN else DAY_OFF


def _told(facts: Facts, clock: DoseClock) -> int:
    """Return of how many misses somebody told; a planned dose that nobody wrote down is none."""
    own = facts.draft.doses_missed_in_row if clock.drug is facts.person.drug else None
    if own:
        return own
    since = clock.last_kept.at if clock.last_kept is not None else None
    log = reversed(doses_of(facts.record, clock.drug))
    # A late dose may be written down in the same minute as the misses after it.
    after = itertools.takewhile(
        lambda d: d.when is not None and (not since or d.when >= since), log
    )
    return len({d.scheduled_for or d.at for d in after if d.status in NOT_KEPT})


def _is_last_told(facts: Facts, clock: DoseClock) -> bool:
    """Say whether somebody answers now which dose was the last kept: none came after it."""
    own = clock.drug is facts.person.drug and facts.draft.last_kept_dose_at is not None
    return own and facts.draft.more.get(FROM_LOG) is not True


def _open_slots(facts: Facts, drug: Drug, kept: Moment) -> Sequence[Slot]:
    """Return the planned doses since the last kept one that nobody wrote down, newest first.

    Only those that are late: one that falls due this minute is for the rows of today to offer.
    """
    late = facts.now.utc - facts.rule_set.hours("dose_clock.slot_late_hours")
    zone = zone_of(facts.person, facts.now)
    slots = slots_between(facts.record, drug, kept.utc, facts.now.utc, zone)
    log = doses_of(facts.record, drug)
    return [
        slot
        for slot in slots
        if slot.due.utc - kept.utc >= slot.reach
        and slot.due.utc <= late
        and entry_for(slot, log) is None
    ]
