# SPDX-License-Identifier: MIT
"""Beyond which values a vital sign may be bad at both of its ends: the rule set's mildest limits.

A table of the worst values has to know that a slow pulse is one, though a higher one was read.
"""

from collections.abc import Mapping
from decimal import Decimal

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.rule_set import Band, RuleSet
from caregiver_app.domain.rules.gather import age_band

TWO_ENDED = ("temp_c", "hr", "bp", "rr")
"""The signs of the table that may be too low and too high; of oxygen only a low one is bad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    """The limits of one sign, both included; None where the rule set has none for this age."""

    low: Decimal | None
    high: Decimal | None


def outer_limits(rule_set: RuleSet, age: int | None) -> Mapping[str, Outer]:
    """Return the limits of an age in years; no sign is in it under one year.

    Temperatures in °C, pulses and breaths a minute, the top pressure in mmHg.
    """
    band = age_band(rule_set, age)
    if band is None:
        return {}
    pressure = band.vitals["sbp"]
    return {
        "temp_c": Outer(low=rule_set.number("E13", "temp"), high=rule_set.numbers[_FEVER]),
        "hr": _outer(band.vitals["hr"]),
        "rr": _outer(band.vitals["rr"]),
        "bp": Outer(
            low=_outer(pressure).low or _of_a_child(rule_set, age),
            high=rule_set.number("E11", "sbp_high"),
        ),
    }


_FEVER = "groups.temp_from"


def _outer(band: Band) -> Outer:
    low = (band.watch_low, band.urgent_low, band.emergency_low)
    high = (band.watch_high, band.urgent_high, band.emergency_high)
    return Outer(
        low=max((limit for limit in low if limit is not None), default=None),
        high=min((limit for limit in high if limit is not None), default=None),
    )


def _of_a_child(rule_set: RuleSet, age: int | None) -> Decimal | None:
    """Return the top pressure below which a child is in danger (PALS)."""
    if age is None:  # pragma: no cover - who has no age has the limits of a grown-up
        return None
    numbers = rule_set.numbers
    years = min(Decimal(age), numbers["vitals.sbp_child_age_cap"])
    limit = numbers["vitals.sbp_child_base"] + numbers["vitals.sbp_child_per_year"] * years
    return limit - 1  # below it, and pressures are whole numbers
