# SPDX-License-Identifier: MIT
"""Read how the signs are drawn over time; a mistake is named with file and key."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from caregiver_app.content.loader import content_folder
from caregiver_app.content.tables import ContentError, Table, finished
from caregiver_app.domain.charts.trend_signs import Axis, Drawn, TrendSign
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.person import UsualValues
from caregiver_app.domain.units import fahrenheit

FILE = "trends.toml"
_DRAWN = {drawn.value: drawn for drawn in Drawn}


def load_trend_signs(folder: Path | None = None) -> tuple[TrendSign, ...]:
    """Return the signs in the order of the file; raise ContentError naming the key."""
    table = Table.read(folder or content_folder(), FILE)
    table.text("reviewed_by")
    signs = tuple(finished(one, _sign) for one in table.tables("sign"))
    if not signs:
        raise ContentError(FILE, "sign", "must name a sign")
    table.done()
    return signs


def _sign(table: Table) -> TrendSign:
    if not table.text("source").strip():
        raise table.wrong("source", "a choice needs its source")
    sign = TrendSign(
        id=table.text("id"),
        fields=_fields(table),
        drawn=table.one_of("drawn", _DRAWN),
        axis=_axis(table, "axis"),
        axis_f=_axis(table, "axis_f") if table.has("axis_f") else None,
        around=table.table("around").decimals(),
        join=timedelta(hours=float(_above_nought(table, "join_hours"))),
    )
    _refuse(table, sign)
    return sign


def _fields(table: Table) -> tuple[str, ...]:
    fields = table.texts("fields")
    for name in fields:
        if name not in CheckIn.__dataclass_fields__:
            raise table.wrong("fields", f"a check-in has no field {name!r}")
    if not fields:
        raise table.wrong("fields", "must name a field")
    return fields


def _axis(table: Table, key: str) -> Axis:
    inside = table.table(key)
    axis = Axis(low=inside.decimal("low"), high=inside.decimal("high"), step=inside.decimal("step"))
    inside.done()
    if axis.step <= 0 or axis.high <= axis.low or (axis.high - axis.low) % axis.step:
        raise table.wrong(key, "must rise from low to high in whole steps")
    return axis


def _above_nought(table: Table, key: str) -> Decimal:
    number = table.decimal(key)
    if number <= 0:
        raise table.wrong(key, "must be above nought")
    return number


def _refuse(table: Table, sign: TrendSign) -> None:
    """Refuse what could not be drawn, or would be drawn beside the record."""
    for name, half in sign.around.items():
        if name not in sign.fields or name not in UsualValues.__dataclass_fields__:
            raise table.wrong(f"around.{name}", "has no usual value in this chart")
        if half <= 0:
            raise table.wrong(f"around.{name}", "must be above nought")
    if sign.drawn is Drawn.SPAN and len(sign.fields) != 2:
        raise table.wrong("fields", "a span has a top and a bottom")
    if sign.axis_f is not None and not _is_about(sign.axis, sign.axis_f):
        raise table.wrong("axis_f", "does not hold the axis in the stored unit")


def _is_about(axis: Axis, axis_f: Axis) -> bool:
    """Say whether two axes begin and end within a step of each other."""
    ends = ((axis.low, axis_f.low), (axis.high, axis_f.high))
    return all(abs(fahrenheit(stored) - shown) <= axis_f.step for stored, shown in ends)
