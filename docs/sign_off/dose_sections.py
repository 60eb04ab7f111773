# SPDX-License-Identifier: MIT
"""The chapter about writing down one dose: what is asked before it is kept."""

from datetime import timedelta

from caregiver_app.domain.dosing.dose_entry import DoseEntryNumbers
from docs.sign_off.page import Column, Grid, Row, Section

_WHAT = Column(title="What", width=4)


def dose_section(numbers: DoseEntryNumbers) -> Section:
    """Return the choices behind the questions about a dose; none of them reaches a rule."""
    told = {
        "A given dose is called late so long after its planned time": _length(numbers.late),
        "Two of one medicine closer than this may be one, written twice": _length(numbers.double),
        "Closer than this part of the shortest planned gap is soon": str(numbers.too_soon_part),
        "Closer than this is soon where no times are planned": _length(numbers.too_soon),
        "Answers of a check-in up to this old are held to a new dose": _length(numbers.carry),
    }
    rows = tuple(
        Row(id=f"dose-entry-{place}", cells=(name, chosen), source=numbers.source)
        for place, (name, chosen) in enumerate(told.items(), 1)
    )
    grid = Grid(
        id="dose-entry",
        caption="Times and parts; the dose is written down whatever is asked",
        columns=(_WHAT, Column(title="Chosen", width=1)),
        rows=rows,
        source=numbers.source,
    )
    return Section(id="dose-entries", title="Writing down one dose", parts=(grid,))


def _length(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    return f"{minutes // 60} h" if minutes % 60 == 0 and minutes > 60 else f"{minutes} min"
