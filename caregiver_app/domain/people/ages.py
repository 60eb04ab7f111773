# SPDX-License-Identifier: MIT
"""An age as it is told: in years, below two of them in months."""

from datetime import date

from caregiver_app.domain.frozen import dataclass

_TOLD_IN_YEARS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """So many whole years, or so many whole months of a child under two."""

    n: int
    in_months: bool


def age_told(born: date | None, day: date) -> Age | None:
    """Return the age on a calendar day; None when unknown or not yet born."""
    if born is None or day < born:
        return None
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    years = months // 12
    if years < _TOLD_IN_YEARS:
        return Age(n=months, in_months=True)
    return Age(n=years, in_months=False)
