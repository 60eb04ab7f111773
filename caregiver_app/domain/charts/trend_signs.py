# SPDX-License-Identifier: MIT
"""How each sign is drawn over time: its fields, axis, band and how far points are joined."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.units import at_most_tenths, fahrenheit

_MOST_LINES = 6


class Drawn(StrEnum):
    """How values are drawn: joined points, a span from bottom to top, or a bar from nought."""

    LINE = "line"
    SPAN = "span"
    BAR = "bar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The values at the bottom and at the top, and from one grid line to the next."""

    low: Decimal
    high: Decimal
    step: Decimal

    def holding(self, values: Iterable[Decimal]) -> "Axis":
        """Return this axis, grown by whole steps until every value lies on it.

        With too many lines the steps are doubled, so that the numbers beside them stay apart.
        """
        found = list(values)
        low, high, step = min([self.low, *found]), max([self.high, *found]), self.step
        while (high - low) / step > _MOST_LINES:
            step *= 2
        down = ((self.low - low) / step).to_integral_value(ROUND_CEILING)
        up = ((high - self.low + down * step) / step).to_integral_value(ROUND_CEILING)
        bottom = self.low - down * step
        return Axis(low=bottom, high=bottom + up * step, step=step)

    def lines(self) -> tuple[Decimal, ...]:
        """Return the values at which a grid line stands, from the bottom up."""
        count = int(((self.high - self.low) / self.step).to_integral_value(ROUND_FLOOR))
        return tuple(self.low + number * self.step for number in range(count + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendSign:
    """One chart: the fields it shows, in the stored unit.

    `around` is how far the band reaches around the usual value of a field, `join` over which time
    two points are joined; both are drawings, never limits.
    """

    id: str
    fields: tuple[str, ...]
    drawn: Drawn
    axis: Axis
    axis_f: Axis | None
    around: Mapping[str, Decimal]
    join: timedelta

    @property
    def is_temperature(self) -> bool:
        """Say whether it is kept in °C and may be shown in °F."""
        return self.axis_f is not None

    def axis_in(self, unit: str) -> Axis:
        """Return the axis in the unit that is shown; `unit` F matters to a temperature alone."""
        return self.axis_f if self.axis_f is not None and unit == "F" else self.axis

    def shown(self, value: Decimal, unit: str) -> Decimal:
        """Return a stored value in the unit that is shown."""
        if not self.is_temperature:
            return value
        return fahrenheit(value) if unit == "F" else at_most_tenths(value)
