# SPDX-License-Identifier: MIT
"""The warnings that somebody took out of a record, as the log of its changes still has them."""

from collections.abc import Iterable

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.services.looking_back.change_log import Logged


def alerts_taken_out(log: Iterable[Logged]) -> tuple[tuple[Moment, Level], ...]:
    """Return when each URGENT or EMERGENCY that is out was taken out, and which it was."""
    found = {}
    for line in log:
        fact = line.fact
        if not (line.is_removed and line.told.is_removal and isinstance(fact, CheckIn)):
            continue
        if fact.assessment is not None and fact.assessment.level >= Level.URGENT:
            found[fact.id] = (line.told.at, fact.assessment.level)
    return tuple(found.values())
