# SPDX-License-Identifier: MIT
"""What came from a family's spreadsheet is known by its id: which import, and which row."""

import re
from datetime import timedelta

from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.check_in import FROM_A_TABLE, CheckIn

_ID = re.compile(FROM_A_TABLE + r"([0-9a-f-]{36})-\d+d?", re.ASCII)


def id_of(import_id: str, row: int, *, dose: bool = False) -> str:
    """Return the id of what a row of an import says; a dose has one of its own."""
    return f"{FROM_A_TABLE}{import_id}-{row}{'d' if dose else ''}"


def import_of(id_: str) -> str | None:
    """Return from which import an entry came, None for any other."""
    found = _ID.fullmatch(id_)
    return found[1] if found is not None else None


def lies_back(check_in: CheckIn, after: timedelta) -> bool:
    """Say whether a check-in was read in from a spreadsheet so long after it was so, or longer.

    It was judged as what it is, history: nobody is called about it, and it ends no alert.
    """
    if import_of(check_in.id) is None:
        return False
    written = written_later(check_in)
    return written is not None and written.utc - check_in.at.utc >= after
