# SPDX-License-Identifier: MIT
"""The sounds of a pump to practise with: what each is said to mean, its pitches and lengths."""

from dataclasses import replace

from caregiver_app.domain.pump.pump_tones import SampleTones
from docs.sign_off.page import Column, Grid, Row, Section


def with_tones(section: Section, tones: SampleTones) -> Section:
    """Return a chapter with the examples of both alarms as well; none of them reaches a rule."""
    rows = tuple(
        Row(
            id=f"tones-{told.tone.value}",
            cells=(
                told.tone.value.replace("_", " "),
                ", ".join(f"{part.hertz} Hz {part.ms} ms" for part in told.parts),
                told.meaning,
            ),
            source=told.source,
        )
        for told in tones.tones
    )
    columns = (
        Column(title="Alarm", width=1),
        Column(title="Sound", width=2),
        Column(title="What is said beside it", width=2.5),
    )
    grid = Grid(id="tones", caption=tones.head, columns=columns, rows=rows, source="")
    return replace(section, parts=(*section.parts, grid))
