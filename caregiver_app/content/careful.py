# SPDX-License-Identifier: MIT
"""Read which of two values of a profile holds until somebody decides."""

from decimal import Decimal
from pathlib import Path

from caregiver_app.content.loader import content_folder
from caregiver_app.content.tables import Table, finished
from caregiver_app.domain.sharing.careful import Careful, Way
from caregiver_app.domain.sharing.profile_units import Unit

_WAYS = {way.value: way for way in Way}
_NUMBERS = (Way.HIGHEST, Way.LOWEST)


def load_careful(folder: Path | None = None) -> Careful:
    """Return the ways; raise ContentError naming the key that does not fit."""
    return finished(Table.read(folder or content_folder(), "careful.toml"), _careful)


def _careful(table: Table) -> Careful:
    table.text("reviewed_by")
    if not table.text("source").strip():
        raise table.wrong("source", "a choice needs its source")
    ways = finished(table.table("holds"), _ways)
    return Careful(
        ways=ways,
        not_recorded=finished(table.table("not_recorded"), lambda t: _numbers(t, ways)),
    )


def _ways(table: Table) -> dict[Unit, Way]:
    return {tuple(name.split(".")): table.one_of(name, _WAYS) for name in table.left()}


def _numbers(table: Table, ways: dict[Unit, Way]) -> dict[Unit, Decimal]:
    found = {}
    for name in table.left():
        unit = tuple(name.split("."))
        if ways.get(unit) not in _NUMBERS:
            raise table.wrong(name, "is no number of which the highest or the lowest holds")
        found[unit] = table.decimal(name)
    return found
