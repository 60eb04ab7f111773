# SPDX-License-Identifier: MIT
"""Read how usual values are worked out; a mistake is named with file and key."""

from pathlib import Path

from caregiver_app.content.loader import content_folder
from caregiver_app.content.tables import Table, finished
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.people.usual_from_record import OfTwo, UsualSpec
from caregiver_app.domain.person import UsualValues

FILE = "usual.toml"
_LEAST = 1
_OF_TWO = {way.value: way for way in OfTwo}


def load_usual(folder: Path | None = None) -> UsualSpec:
    """Return what it takes to offer a usual value; raise ContentError naming the key."""
    return finished(Table.read(folder or content_folder(), FILE), _spec)


def _spec(table: Table) -> UsualSpec:
    table.text("reviewed_by")
    check_ins, days = table.whole("least_check_ins"), table.whole("least_days")
    if not _LEAST <= days <= check_ins:
        raise table.wrong("least_days", "must be from 1 to the number of check-ins")
    ways = table.table("of_two")
    for sourced in (table, ways):
        source = sourced.text("source")
        if not source.strip():
            raise sourced.wrong("source", "a choice needs its source")
        if sourced is table:
            told = source
    values = {}
    for field in ways.left():
        if not all(field in kind.__dataclass_fields__ for kind in (CheckIn, UsualValues)):
            raise ways.wrong(field, "this is no usual value")
        values[field] = ways.one_of(field, _OF_TWO)
    ways.done()
    return UsualSpec(least_check_ins=check_ins, least_days=days, values=values, source=told)
