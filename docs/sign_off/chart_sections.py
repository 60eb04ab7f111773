# SPDX-License-Identifier: MIT
"""How the signs are drawn over time: axes, bands, and how far two points are joined."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from caregiver_app.domain.charts.trend_signs import Axis, TrendSign
from docs.sign_off.page import Column, Grid, Row, Section

_SOURCE = "Our choice, to be checked by a clinician"
_HOUR = timedelta(hours=1)


def with_charts(sheets: Section, signs: Sequence[TrendSign]) -> Section:
    """Return the chapter about paper with the charts too, which stand on both.

    Every number behind them is a line of its own, in the stored unit.
    """
    columns = (
        Column(title="Sign", width=1.6),
        Column(title="Axis", width=2.6),
        Column(title="Band around usual", width=1.6),
        Column(title="Nothing recorded, from", width=1.4),
    )
    grid = Grid(
        id="charts",
        caption="How the signs are drawn; a drawing is no limit, and no rule reads it",
        columns=columns,
        rows=tuple(_row(sign) for sign in signs),
        source=_SOURCE,
    )
    return replace(sheets, title=f"{sheets.title}; charts", parts=(*sheets.parts, grid))


def _row(sign: TrendSign) -> Row:
    axes = [_axis(sign.axis, "°C" if sign.is_temperature else "")]
    axes += [_axis(sign.axis_f, "°F")] if sign.axis_f is not None else []
    bands = [f"{field} ± {half}" for field, half in sign.around.items()]
    cells = (
        ", ".join(sign.fields),
        "; ".join(axes),
        ", ".join(bands) or "none",
        f"more than {sign.join / _HOUR:g} h",
    )
    return Row(id=f"chart-{sign.id}", cells=cells, source=_SOURCE)


def _axis(axis: Axis, unit: str) -> str:
    return f"{axis.low} to {axis.high} {unit}".strip() + f", lines every {axis.step}"
