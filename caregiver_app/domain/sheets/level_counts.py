# SPDX-License-Identifier: MIT
"""How many check-ins had each level, and how many other entries: a press is no check-in."""

from collections.abc import Mapping, Sequence

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.happened import kind_of
from caregiver_app.domain.levels import Level
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.found_when import found_when


def checks_in(check_ins: Sequence[CheckIn]) -> int:
    """Return how many times somebody checked: a tap, or an alert of the hours, is no check-in."""
    return sum(kind_of(check_in) is None for check_in in check_ins)


def level_counts(check_ins: Sequence[CheckIn]) -> dict[Level, int]:
    """Return how many check-ins had each level, without what was pressed between them."""
    told = (c.assessment for c in check_ins if kind_of(c) is None)
    levels = [judged.level for judged in told if judged is not None]
    return {level: levels.count(level) for level in Level}


def press_counts(check_ins: Sequence[CheckIn], pressed: Mapping[str, Level]) -> dict[Level, int]:
    """Return how many of the other entries found something of each level themselves."""
    levels = [pressed.get(check_in.id) for check_in in check_ins]
    return {level: levels.count(level) for level in Level}


def own_levels(record: Record) -> Mapping[str, Level]:
    """Return the level of what each press found itself, by its id; WATCH and worse."""
    levels: dict[str, Level] = {}
    for check_in, found in found_when(record.check_ins):
        own = [one.finding.level for one in found if one.is_own]
        if kind_of(check_in) is not None and own:
            levels[check_in.id] = max(own)
    return levels
