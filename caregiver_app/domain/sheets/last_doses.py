# SPDX-License-Identifier: MIT
"""What the sheet says about the last dose by mouth and what went wrong since."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import NOT_KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import KeptDose, newest_kept, row_of_log
from caregiver_app.domain.dosing.dose_told import is_or_more, own_answers
from caregiver_app.domain.dosing.newest_entries import all_that_happened, without_replaced
from caregiver_app.domain.dosing.slots import (
    entry_for,
    log_begun,
    slot_of_entries,
    slots_between,
    zone_of,
)
from caregiver_app.domain.dosing.told_missed import ToldMissed, told_missed
from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment, elapsed
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sheets.handoff_signs import THREE_DAYS, Reading, earlier, recent

_NEWEST = 300
"""So many doses are looked at before all of them are."""
_DRUG_OF = attrgetter("drug")
_A_DAY = timedelta(days=1)
_LOOK_BACK = timedelta(days=14)
"""How far back doses that nobody wrote down are counted: past this it is many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDose:
    """The last dose by mouth that stayed down, and what went wrong in 72 h.

    `ml` is how much it was where nobody knows the mg.
    `missed_in_row` is how many were not kept down since, or were planned and not written down:
    `unwritten_in_row` of them; of `unsure_in_row` nobody is sure whether they were taken, and
    `partly_in_row` were taken in part. `or_more` says that it is the least. None is not known.
    `counts` holds every status of the dose log in 72 h, or None when nothing was logged;
    `told_missed` are planned ones that it lacks and a check-in told as missed, `unwritten` is how
    many others it lacks. `begun` is when the log or what was told begins, None where that was
    longer ago.
    `extra` are the extra doses that the log has of 72 h, the newest first.
    `extra_told` and `restart_told` are when a check-in of 72 h last told of an extra dose, and of
    a restart after a gap.
    """

    drug: Drug
    at: Moment | None
    mg: Decimal | None
    ml: Decimal | None = None
    ago: timedelta | None
    missed_in_row: int | None
    unwritten_in_row: int
    unsure_in_row: int
    partly_in_row: int
    or_more: bool
    vomited: Reading | None
    counts: dict[DoseStatus, int] | None
    told_missed: tuple[ToldMissed, ...]
    unwritten: int
    begun: Moment | None
    extra: tuple[DoseEvent, ...] = ()
    extra_told: Moment | None
    restart_told: Moment | None


def last_doses(
    record: Record, now: Moment, drugs: tuple[Drug, ...], rule_set: RuleSet
) -> tuple[LastDose, ...]:
    """Return the last dose kept down of every drug that is taken by mouth."""
    person = record.person
    by_mouth = {plan.drug for plan in record.plans if plan.route is PlanRoute.ORAL}
    by_mouth |= {drug or person.drug for drug in _named(SameList(record.doses))}
    if person.takes_by_mouth:
        by_mouth.add(person.drug)
    wanted = sorted(by_mouth, key=lambda drug: drug is not person.drug)
    late = rule_set.hours("dose_clock.slot_late_hours")
    return tuple(_last_dose(record, now, drug, late) for drug in wanted if drug in drugs)


@lru_cache(maxsize=2)
def _named(doses: SameList[DoseEvent]) -> frozenset[Drug | None]:
    """Return every drug that a log names, None for doses without a name; kept for its length."""
    return frozenset(map(_DRUG_OF, doses.entries))


def _last_dose(record: Record, now: Moment, drug: Drug, late: timedelta) -> LastDose:
    last = record.last_check_in if drug is record.person.drug else None
    lately, kept = _newest_kept(record, now, drug)
    answer = _answer(record, last, now, kept) if last else None
    row, unwritten = _in_row(lately, answer, kept, now, drug, late)
    lately_logged = _logged(record, earlier(now, THREE_DAYS), now, drug)
    doubtful = _doubtful(lately, answer, kept, now, drug)
    told = told_missed(record, drug, earlier(now, THREE_DAYS), now)
    begun = min([_begun(record, drug, now), *(one.slot.due for one in told)])
    standing = tuple(all_that_happened(reversed(lately_logged), slot_of_entries(record, drug)))
    return LastDose(
        drug=drug,
        at=kept.at if kept else None,
        mg=kept.mg if kept else None,
        ml=kept.ml if kept else None,
        ago=elapsed(kept.at.local, now.local) if kept else None,
        missed_in_row=row,
        unwritten_in_row=unwritten,
        unsure_in_row=doubtful.count(DoseStatus.UNSURE),
        partly_in_row=doubtful.count(DoseStatus.PARTLY),
        or_more=_is_least(answer, row, unwritten),
        vomited=_vomited(record, now) if last else None,
        counts=_counts(standing) if lately_logged else None,
        told_missed=told,
        unwritten=_unwritten(record, drug, begun, now, late, told) if lately_logged else 0,
        begun=_younger(begun, now),
        extra=tuple(dose for dose in standing if dose.status is DoseStatus.EXTRA),
        extra_told=_told_yes(record, now, "extra_dose") if last else None,
        restart_told=_told_yes(record, now, "restart_after_gap") if last else None,
    )


def _answer(record: Record, last: CheckIn, now: Moment, kept: KeptDose | None) -> CheckIn | None:
    """Return the check-in whose answers about doses hold now, or None.

    The newest one; where that told nothing of doses, one of the day before it that told of missed
    ones, unless a dose was kept down since. An entry written later knows more than a check-in did.
    """
    answer = own_answers(last)
    if answer.doses_missed_in_row is None:
        answer = _told_missed(record, last, kept) or answer
    logged = _logged(record, answer.at, now, record.person.drug)
    return None if any(dose.when and dose.when > answer.at for dose in logged) else answer


def _told_missed(record: Record, last: CheckIn, kept: KeptDose | None) -> CheckIn | None:
    """Return the newest answer of a day about missed doses, if there were any and still are."""
    told = (own_answers(check_in) for check_in in reversed(recent(record, last.at, _A_DAY)))
    newest = next((one for one in told if one.doses_missed_in_row is not None), None)
    if newest is None or not newest.doses_missed_in_row:
        return None
    return newest if kept is None or kept.at <= newest.at else None


def _is_least(answer: CheckIn | None, row: int | None, unwritten: int) -> bool:
    """Say whether the number is that of an answer which left open how many more there were."""
    if answer is None or answer.doses_missed_in_row is None or row is None:
        return False
    return is_or_more(answer) and row - unwritten == answer.doses_missed_in_row


def _in_row(
    record: Record,
    answer: CheckIn | None,
    kept: KeptDose | None,
    now: Moment,
    drug: Drug,
    late: timedelta,
) -> tuple[int | None, int]:
    """Return how many doses in a row were not kept, and how many of them nobody wrote down.

    What a check-in says holds until that check-in: what was planned after it and is not written
    down adds to it, and a log that says more wins. None missed is only known where times are
    planned.
    """
    told = answer.doses_missed_in_row if answer else None
    if answer is None or told is None:
        row = row_of_log(record, answer, now, drug, late)
        missed, unwritten = row if row is not None else (None, 0)
        day_ago, zone = earlier(now, _A_DAY).utc, zone_of(record.person, now)
        if not missed and not any(slots_between(record, drug, day_ago, now.utc, zone)):
            return None, 0
        return missed, unwritten
    open_ = _unwritten(record, drug, max(answer.at, kept.at) if kept else answer.at, now, late)
    start = kept.at if kept else earlier(now, THREE_DAYS)
    lost = [
        e for e in _logged(record, start, now, drug) if e.status in NOT_KEPT and e.when != start
    ]
    return max(told, len(lost)) + open_, open_


def _doubtful(
    record: Record, answer: CheckIn | None, kept: KeptDose | None, now: Moment, drug: Drug
) -> list[DoseStatus]:
    """Return what the log says of the doses since the last kept one; nothing once somebody told."""
    if answer is not None and answer.doses_missed_in_row is not None:
        return []
    start = kept.at if kept is not None else earlier(now, THREE_DAYS)
    logged = reversed(_logged(record, start, now, drug))
    return [one.status for one in without_replaced(logged, slot_of_entries(record, drug))]


def _begun(record: Record, drug: Drug, now: Moment) -> Moment:
    """Return since when the log of a drug is kept: doses from before were never going to be in it.

    At most 72 h ago; `now` for a log without an entry.
    """
    mine = record.person.drug  # the log is not sorted out by drugs for its first entry
    of_drug = (dose for dose in record.doses if (dose.drug or mine) is drug)
    return max(log_begun(of_drug, now) or now, earlier(now, THREE_DAYS))


def _younger(begun: Moment, now: Moment) -> Moment | None:
    return begun if begun > earlier(now, THREE_DAYS) else None


def _unwritten(
    record: Record,
    drug: Drug,
    since: Moment,
    now: Moment,
    late: timedelta,
    told: Sequence[ToldMissed] = (),
) -> int:
    """Return how many planned doses since then are `late` overdue and stand nowhere in the log.

    Those that a check-in told as missed are not among them.
    """
    known = {one.slot.due for one in told}
    start = max(since, earlier(now, _LOOK_BACK))
    logged = _logged(record, earlier(start, _A_DAY), now, drug)
    slots = slots_between(record, drug, start.utc, now.utc - late, zone_of(record.person, now))
    return sum(slot.due not in known and entry_for(slot, logged) is None for slot in slots)


def _newest_kept(record: Record, now: Moment, drug: Drug) -> tuple[Record, KeptDose | None]:
    """Return the last dose that stayed down, and the record whose doses say so.

    Years of doses are not gone through when the newest say it: one that stayed down well after
    the oldest of these.
    """
    lately = replace(record, doses=record.doses[-_NEWEST:])
    oldest = lately.doses[0].when if lately.doses else None
    for told in (lately, record):
        kept = newest_kept(told, now, drug)
        is_sure = kept and oldest and elapsed(oldest.local, kept.at.local) > THREE_DAYS
        if is_sure or len(record.doses) <= _NEWEST:
            break
    return told, kept


def _logged(record: Record, start: Moment, now: Moment, drug: Drug) -> tuple[DoseEvent, ...]:
    """Return the doses of one drug that were given, or due, from `start` until now."""
    mine = record.person.drug
    return tuple(e for e in between(record.doses, start, now) if (e.drug or mine) is drug)


def between(doses: Sequence[DoseEvent], start: Moment, end: Moment) -> Sequence[DoseEvent]:
    """Return the doses of a time with both its ends; they lie in the order of time."""
    first = bisect_left(doses, start.utc.timestamp(), key=_time_of)
    return doses[first : bisect_right(doses, end.utc.timestamp(), key=_time_of)]


def _time_of(dose: DoseEvent) -> float:
    """Return the place of a dose in the record: what has no time stands first."""
    return dose.when.utc.timestamp() if dose.when else float("-inf")


def _vomited(record: Record, now: Moment) -> Reading | None:
    """Return the newest answer of 72 h to how many doses came up in the 24 h before it.

    A later "none" is about the hours before it alone: it takes none of those back.
    """
    told = [
        Reading(value=check_in.vomited_doses_24h, at=check_in.at)
        for check_in in reversed(recent(record, now, THREE_DAYS))
        if check_in.vomited_doses_24h is not None
    ]
    return next((one for one in told if one.value), next(iter(told), None))


def _told_yes(record: Record, now: Moment, name: str) -> Moment | None:
    told = reversed(recent(record, now, THREE_DAYS))
    return next((check_in.at for check_in in told if getattr(check_in, name) is True), None)


def _counts(standing: Sequence[DoseEvent]) -> dict[DoseStatus, int]:
    """Return how many of each status stand; one that a newer line takes back is not among them."""
    return {status: sum(e.status is status for e in standing) for status in DoseStatus}


def dose_log(record: Record, now: Moment) -> tuple[DoseEvent, ...]:
    """Return the logged doses of 72 h, the newest first."""
    logged = between(record.doses, earlier(now, THREE_DAYS), now)
    return tuple(sorted(logged, key=lambda e: e.when or now, reverse=True))
