# SPDX-License-Identifier: MIT
"""What somebody said about a family's spreadsheet, and what reading it in would do."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from datetime import time

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.levels import Level
from caregiver_app.domain.sharing.spreadsheet_columns import ColumnKind
from caregiver_app.domain.sharing.spreadsheet_rows import ReadRow
from caregiver_app.domain.sharing.spreadsheet_times import ClockKind, DayOrder

DAYS = (ColumnKind.DAY, ColumnKind.DAY_AND_TIME)
SEVERAL = (ColumnKind.LEFT_OUT, ColumnKind.NOTE)
_RIVALS = (
    {ColumnKind.TEMP_C, ColumnKind.TEMP_F},
    {ColumnKind.PRESSURE, ColumnKind.SBP},
    {ColumnKind.PRESSURE, ColumnKind.DBP},
    {ColumnKind.DAY, ColumnKind.DAY_AND_TIME},
    {ColumnKind.TIME, ColumnKind.DAY_AND_TIME},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """What somebody said stands in each column, and what comes first in a day like 3/4/2026.

    `clock` tells how 8:30 is meant, None where somebody has to say it. `every_day_at` is the time
    of each day where no column holds one.
    """

    kinds: tuple[ColumnKind, ...]
    order: DayOrder | None
    clock: ClockKind | None = ClockKind.LONG
    every_day_at: time | None = None

    @property
    def has_time(self) -> bool:
        """Say whether there is a day and a time for each row."""
        both = {ColumnKind.DAY, ColumnKind.TIME} <= set(self.kinds)
        return both or ColumnKind.DAY_AND_TIME in self.kinds or self.every_day_at is not None

    @property
    def has_days_alone(self) -> bool:
        """Say whether a column holds the day and none the time."""
        return ColumnKind.DAY in self.kinds and ColumnKind.TIME not in self.kinds

    @property
    def has_values(self) -> bool:
        """Say whether anything but the time is taken over."""
        return bool(set(self.kinds) - {*DAYS, ColumnKind.TIME, ColumnKind.LEFT_OUT})

    @property
    def twice(self) -> ColumnKind | None:
        """Return what two columns claim to be, None when each is one thing alone."""
        count = Counter(kind for kind in self.kinds if kind not in SEVERAL)
        rivals = (min(pair) for pair in _RIVALS if pair <= set(self.kinds))
        return next((kind for kind, number in count.items() if number > 1), next(rivals, None))


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadsheetPreview:
    """What reading a spreadsheet in would do; nothing is written yet.

    `rows` are all of them as they were read. `here` are the numbers of rows that may be here
    already: something of this time is, or a row above says the same. `said_time` is the time that
    somebody said for all rows of a table that has none. `judged` is what the rules say of the new
    check-ins, by id.
    """

    person_id: str
    import_id: str
    rows: tuple[ReadRow, ...]
    here: frozenset[int]
    said_time: time | None = None
    judged: Mapping[str, Assessment] = field(default_factory=dict)

    @property
    def levels(self) -> Mapping[Level, int]:
        """Return how often the rules say what of the new check-ins, from WATCH on."""
        count = Counter(told.level for told in self.judged.values())
        return {level: number for level, number in count.items() if level >= Level.WATCH}

    def added(self, *, also_here: bool = False) -> tuple[ReadRow, ...]:
        """Return the rows that would be added."""
        good = (row for row in self.rows if row.trouble is None)
        return tuple(row for row in good if also_here or row.number not in self.here)
