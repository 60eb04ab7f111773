# SPDX-License-Identifier: MIT
"""The grid about two computers: which of two values holds until somebody decides."""

from dataclasses import replace

from caregiver_app.domain.sharing.careful import Careful, Way
from docs.sign_off.page import Column, Grid, Row, Section

_SOURCE = "Our choice, to be checked by a clinician"
_HOLDS = {
    Way.YES: "yes, else not recorded, else no",
    Way.NOT_YES: "no, else not recorded, else yes",
    Way.RECORDED: "what is recorded",
    Way.HIGHEST: "the highest",
    Way.LOWEST: "the lowest",
    Way.EARLIEST: "the earliest",
    Way.CALMEST: "not recorded, else the calmest",
}


def with_careful(section: Section, chosen: Careful) -> Section:
    """Return a section with every field, the value of two that holds, and what none counts as."""
    rows = tuple(
        Row(
            id=f"careful-{'-'.join(name)}",
            cells=(
                " ".join(name).replace("_", " "),
                _HOLDS[way],
                str(chosen.not_recorded.get(name, "")),
            ),
            source=_SOURCE,
        )
        for name, way in chosen.ways.items()
    )
    grid = Grid(
        id="careful",
        caption="What two computers changed differently: what holds until somebody decides",
        columns=(
            Column(title="Field of About them", width=2),
            Column(title="Of two values, this one holds", width=2),
            Column(title="Not recorded counts as", width=1),
        ),
        rows=rows,
        source=_SOURCE,
    )
    return replace(section, parts=(*section.parts, grid))
