# SPDX-License-Identifier: MIT
"""Usual values that are worked out from the record and confirmed: beside the press "As usual"."""

from dataclasses import replace

from caregiver_app.domain.people.usual_from_record import UsualSpec
from docs.sign_off.page import Column, Grid, Row, Section


def with_usual(section: Section, spec: UsualSpec) -> Section:
    """Return a chapter with what it takes to offer a usual value, and how each one is rounded."""
    told = {
        "Full check-ins with the value, before the first cut, at least": str(spec.least_check_ins),
        "On so many days at least": str(spec.least_days),
        **{f"Between two values of {field}": way.value for field, way in spec.values.items()},
    }
    rows = tuple(
        Row(id=f"usual-{place}", cells=(what, chosen), source=spec.source)
        for place, (what, chosen) in enumerate(told.items(), 1)
    )
    grid = Grid(
        id="usual",
        caption="The middle value is offered; somebody confirms it, and it never changes by itself",
        columns=(Column(title="What", width=4), Column(title="Chosen", width=1)),
        rows=rows,
        source=spec.source,
    )
    return replace(section, parts=(*section.parts, grid))
