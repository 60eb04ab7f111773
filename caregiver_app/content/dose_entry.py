# SPDX-License-Identifier: MIT
"""Read the times that decide what is asked about a dose before it is kept."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from caregiver_app.content.loader import content_folder
from caregiver_app.content.tables import Table, finished
from caregiver_app.domain.dosing.dose_entry import DoseEntryNumbers


def load_dose_entry(folder: Path | None = None) -> DoseEntryNumbers:
    """Return the numbers; raise ContentError naming the key that does not fit."""
    return finished(Table.read(folder or content_folder(), "dose_entry.toml"), _numbers)


def _numbers(table: Table) -> DoseEntryNumbers:
    table.text("reviewed_by")
    source = table.text("source")
    if not source.strip():
        raise table.wrong("source", "a choice needs its source")
    return DoseEntryNumbers(
        late=timedelta(minutes=float(_positive(table, "late_minutes"))),
        double=timedelta(minutes=float(_positive(table, "double_minutes"))),
        too_soon_part=_part(table, "too_soon_part"),
        too_soon=timedelta(hours=float(_positive(table, "too_soon_hours"))),
        ahead=timedelta(hours=float(_positive(table, "ahead_hours"))),
        behind=timedelta(hours=float(_positive(table, "behind_hours"))),
        carry=timedelta(hours=float(_positive(table, "carry_hours"))),
        alone=timedelta(hours=float(_positive(table, "alone_hours"))),
        source=source,
    )


def _positive(table: Table, key: str) -> Decimal:
    number = table.decimal(key)
    if number <= 0:
        raise table.wrong(key, "must be above nought")
    return number


def _part(table: Table, key: str) -> Decimal:
    number = _positive(table, key)
    if number >= 1:
        raise table.wrong(key, "must be a part of one")
    return number
