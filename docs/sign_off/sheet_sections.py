# SPDX-License-Identifier: MIT
"""The chapter about paper: which messages stand on which sheet, and the words of the sheets."""

from collections.abc import Iterator

from caregiver_app.domain.sheets.sheet_content import SheetContent
from caregiver_app.domain.sheets.wall_rules import WallRules
from docs.sign_off.page import Column, Grid, Row, Section

_WHAT = Column(title="What", width=2.4)


def sheet_section(sheets: SheetContent, wall: WallRules) -> Section:
    """Return the choices behind the sheets, rule ids in their order, and their sentences."""
    choices = Grid(
        id="sheet-choices",
        caption="Which rules' messages stand on a sheet, and how far back it looks",
        columns=(_WHAT, Column(title="Chosen", width=4)),
        rows=tuple(_choices(sheets, wall)),
        source=wall.source,
    )
    words = Grid(
        id="sheet-words",
        caption="Sentences of the sheet for the next caregiver",
        columns=(_WHAT, Column(title="Words", width=4)),
        rows=tuple(
            Row(
                id=f"sheet-{key}",
                cells=(key.replace("_", " "), text.replace("{", "[").replace("}", "]")),
            )
            for key, text in sorted((*sheets.do_next.items(), *sheets.shift.items()))
        ),
    )
    return Section(
        id="sheets",
        title="Sheets for the clinic, the next caregiver and the wall",
        parts=(choices, words),
    )


def _choices(sheets: SheetContent, wall: WallRules) -> Iterator[Row]:
    told = {
        "Clinic sheet, days back at least": str(sheets.period.days),
        "Clinic sheet, planned steps ahead": str(sheets.steps_ahead),
        "What to do if, everybody, first": " ".join(sheets.what_if_first),
        "What to do if, with a pump": " ".join(sheets.what_if_pump),
        "What to do if, by mouth": " ".join(sheets.what_if_by_mouth),
        "What to do if, everybody, then": " ".join(sheets.what_if_then),
        "Fridge sheet, with a pump": " ".join(wall.pump),
        "Fridge sheet, by mouth": " ".join(wall.oral),
        "Fridge sheet, everybody": " ".join(wall.always),
    }
    for place, (name, chosen) in enumerate(told.items(), 1):
        yield Row(id=f"sheet-choice-{place}", cells=(name, chosen), source=wall.source)
