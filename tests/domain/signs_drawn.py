# SPDX-License-Identifier: MIT
"""Records with many signs over days, drawn by chance across the nights of clock changes."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from caregiver_app.domain.check_in import CheckIn, Missing
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from tests.domain.anybody import Whose, anybody, earlier

_HOURS = (0.5, 1, 3, 4, 8, 11.5, 12, 12.5, 13, 25, 26, 27, 40)
_SIGNS = {
    "hr": (60, 72, 118),
    "temp_c": (Decimal("36.7"), Decimal("39.9")),
    "sbp": (90, 122, 185),
    "dbp": (50, 76),
    "stiffness": (0, 3, 10),
    "psfs": (0, 4),
    "mood": (0, 5),
    "anxiety": (2, 9),
    "sleep_h": (Decimal(0), Decimal("6.5")),
}


def followed(chance: Random) -> Whose:
    """Draw somebody whose signs were written down for up to some weeks, with holes."""
    who = anybody(chance)
    back, check_ins = 0.0, []
    for number in range(chance.randint(0, 40)):
        back += chance.choice(_HOURS)
        check_ins.append(_check_in(chance, f"c{number}", earlier(who.now, back)))
    check_ins.sort(key=lambda check_in: (check_in.at.utc, check_in.id))
    return Whose(replace(who.record, check_ins=tuple(check_ins)), who.now)


def _check_in(chance: Random, name: str, at: Moment) -> CheckIn:
    given = {sign: chance.choice((None, *values)) for sign, values in _SIGNS.items()}
    absent = [sign for sign, value in given.items() if value is None]
    reasons = {sign: chance.choice(list(Missing)) for sign in absent if chance.random() < 0.2}
    missed = chance.choice((None, None, 0, 1, 2))
    return CheckIn(id=name, at=at, not_taken=reasons, doses_missed_in_row=missed, **given)


def stored(record: Record, field: str, start: Moment, end: Moment) -> list[tuple[Moment, Decimal]]:
    """Return what the record says of one field between two moments, read the plain way."""
    return [
        (check_in.at, Decimal(getattr(check_in, field)))
        for check_in in record.check_ins
        if start.utc <= check_in.at.utc <= end.utc and getattr(check_in, field) is not None
    ]
