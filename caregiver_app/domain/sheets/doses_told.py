# SPDX-License-Identifier: MIT
"""Doses that check-ins tell of and the dose log lacks: no 0 may stand where one was told."""

from collections.abc import Iterable, Sequence

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import NOT_KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_told import own_answers
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment

_ORDER = (DoseStatus.MISSED, DoseStatus.VOMITED, DoseStatus.EXTRA)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDose:
    """The most that a check-in told of one kind; of an extra dose it tells no number."""

    status: DoseStatus
    count: int | None
    at: Moment


def told_doses(check_ins: Sequence[CheckIn]) -> tuple[ToldDose, ...]:
    """Return the most that was told of missed, vomited and extra doses, the newest of as many."""
    found: dict[DoseStatus, ToldDose] = {}
    for check_in in check_ins:
        for told in _told(own_answers(check_in)):
            before = found.get(told.status)
            if before is None or (told.count or 0) >= (before.count or 0):
                found[told.status] = told
    return tuple(found[status] for status in _ORDER if status in found)


def _told(check_in: CheckIn) -> Iterable[ToldDose]:
    at, missed, vomited = check_in.at, check_in.doses_missed_in_row, check_in.vomited_doses_24h
    if missed:
        yield ToldDose(status=DoseStatus.MISSED, count=missed, at=at)
    if vomited:
        yield ToldDose(status=DoseStatus.VOMITED, count=vomited, at=at)
    if check_in.extra_dose:
        yield ToldDose(status=DoseStatus.EXTRA, count=None, at=at)


def not_in_log(
    told: Iterable[ToldDose], around: Sequence[DoseEvent], unwritten: int
) -> tuple[ToldDose, ...]:
    """Return what the log has less of, a day before and after included.

    A missed dose may stand there as lost in another way, or as given late since.
    """
    statuses = [dose.status for dose in around]
    logged = {status: statuses.count(status) for status in DoseStatus}
    late = logged[DoseStatus.LATE]
    logged[DoseStatus.MISSED] = sum(logged[status] for status in NOT_KEPT) + late + unwritten
    return tuple(one for one in told if logged[one.status] < (one.count or 1))
