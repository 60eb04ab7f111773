# SPDX-License-Identifier: MIT
"""A dose that was kept down after it was told that doses were missed.

The sentence that told it stays, with its level, until somebody answers; alone it would be read as
of now, and whoever reads it may give the dose a second time.
"""

from datetime import timedelta

from caregiver_app.domain.assessment import Finding
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.dosing.dose_clock import kept_doses
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import Happening, kind_of
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSince:
    """When a dose was kept down since then, and of which drug."""

    at: Moment
    drug: Drug


_OF_MISSED = frozenset({"W05", "U07", "E21"})
_ROUNDED = timedelta(minutes=15)  # the hours since the last kept dose are told in tenths


def given_since(record: Record, finding: Finding, now: Moment) -> GivenSince | None:
    """Return the newest dose that was kept down since a finding told of missed ones, or None.

    Kept after it was told last; or known only since then, though it was given before.
    """
    if finding.id not in _OF_MISSED:
        return None
    told = next((one for one in reversed(record.check_ins) if _tells(one, finding)), None)
    if told is None:
        return None
    newest = ((next(kept_doses(record, drug, until=now), None), drug) for drug in Drug)
    kept = (GivenSince(at=dose[0], drug=drug) for dose, drug in newest if dose is not None)
    since = (one for one in kept if _is_news(record, told, one))
    return max(since, key=lambda one: one.at.utc, default=None)


def _tells(check_in: CheckIn, finding: Finding) -> bool:
    judged = check_in.assessment
    return judged is not None and any(one.id == finding.id for one in judged.rules)


def _is_news(record: Record, told: CheckIn, kept: GivenSince) -> bool:
    if kept.at.utc >= told.at.utc:
        return True
    hours = told.assessment.hours_since_last_kept_dose if told.assessment else None
    # What a line of the log made of it has the time of the line, and was judged at another.
    if kept.drug is not record.person.drug or hours is None or kind_of(told) is Happening.DOSE:
        return False
    known = told.at.utc - timedelta(hours=float(hours))
    return kept.at.utc > known + _ROUNDED
