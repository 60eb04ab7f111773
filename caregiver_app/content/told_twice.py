# SPDX-License-Identifier: MIT
"""Read when two entries may tell of one thing; the numbers stand with those of the rules."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from caregiver_app.content.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTwice:
    """How far apart two starts of one seizure, and two notes of one visit, may lie."""

    same_seizure: timedelta
    same_visit: timedelta


def load_told_twice(folder: Path) -> ToldTwice:
    """Return the numbers of a folder of content; raise ContentError naming what does not fit."""
    table = Table.read(folder, "rules.toml").table("told_twice")
    return ToldTwice(
        same_seizure=timedelta(minutes=float(_positive(table, "same_seizure_minutes"))),
        same_visit=timedelta(hours=float(_positive(table, "same_visit_hours"))),
    )


def _positive(table: Table, key: str) -> Decimal:
    number = table.decimal(key)
    if number <= 0:
        raise table.wrong(key, "must be above nought")
    return number
