# SPDX-License-Identifier: MIT
"""Which of several values of a profile warns most, for as long as nobody has decided.

Source of every order: our choice, to be checked by a clinician. A lower usual value makes a rise
show sooner. Of pulse and top pressure the higher one holds: a usual value that is low takes the
emergency of somebody who is too sleepy away (E11, E13), and a rise has limits of its own. A limit
that only some people have holds when somebody says so.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from caregiver_app.domain.check_in import Alertness, Grade, Sweating
from caregiver_app.domain.person import Route
from caregiver_app.domain.sharing.profile_units import LISTS, SOME, Path, Unit

_Says = Mapping[Path, Any]


def careful(name: Unit, values: Sequence[_Says]) -> _Says:
    """Return the value that warns most; the last one where none does, or several do."""
    if name == ("route",):  # each way in has rules of its own: those of both hold
        ways = {value[name] for value in values if value.get(name)}
        return {name: Route.BOTH.value if len(ways) > 1 else ways.pop()} if ways else values[-1]
    rank = _RANKS.get(name)
    if name[0] == "medicines":
        rank = _is_taken
    if rank is None and name[0] in LISTS:  # what somebody is allergic to, takes, or can be rung
        rank = _is_there
    if rank is None:
        return values[-1]
    ranked = [rank(value.get(name)) for value in values]
    best = min(ranked)
    return next(v for v, own in reversed(list(zip(values, ranked, strict=True))) if own == best)


def _first_of(*order: object) -> Callable[[Any], float]:
    """Return the rank by an order, what is not in it last."""
    return lambda value: order.index(value) if value in order else len(order)


def _lowest(value: Any) -> float:  # noqa: ANN401 - a number of a profile
    return float("inf") if value is None else float(value)


def _low_from(unknown: float) -> Callable[[Any], float]:
    """Return the rank from the lowest on; what nobody recorded counts as so much (rules 4.2)."""
    return lambda value: unknown if value is None else float(value)


def _high_from(unknown: float) -> Callable[[Any], float]:
    """Return the rank from the highest on; what nobody recorded counts as so much."""
    return lambda value: -unknown if value is None else -float(value)


def _is_taken(value: Any) -> float:  # noqa: ANN401 - a medicine, or nothing
    """Return the rank of a medicine: one that is taken before one that is held."""
    if value is None:
        return 2
    return float(isinstance(value, Mapping) and value.get("status") == "held")


def _highest(value: Any) -> float:  # noqa: ANN401 - a number of a profile
    return float("inf") if value is None else -float(value)


def _earliest(value: Any) -> float:  # noqa: ANN401 - a day of a profile
    return float("inf") if value is None else float(str(value).replace("-", ""))


def _is_there(value: Any) -> float:  # noqa: ANN401 - any value of a profile
    return 2 if value is None else 0 if value == SOME else 1


_YES = _first_of(True, None, False)
_NOT_YES = _first_of(False, None, True)

_RANKS: Mapping[Unit, Callable[[Any], float]] = {
    ("sci_t6_or_above",): _YES,
    ("spo2_target_88_92",): _NOT_YES,
    ("seizure_plan",): _NOT_YES,
    ("backup_oral_baclofen",): _NOT_YES,
    ("pregnant",): _YES,
    ("past_withdrawal",): _is_there,
    ("months_on_drug",): _highest,
    ("kidney", "ckd"): _YES,
    ("kidney", "dialysis"): _YES,
    ("kidney", "egfr"): _lowest,
    ("usual", "spo2"): _highest,
    ("usual", "sweating"): _first_of(None, *Sweating),
    ("usual", "tremor"): _first_of(None, *Grade),
    ("usual", "alertness"): _first_of(None, *Alertness),
    ("usual", "hr"): _high_from(80),
    ("usual", "sbp"): _high_from(120),
    ("usual", "temp_c"): _low_from(37),
    ("usual", "rr"): _low_from(16),
    ("usual", "stiffness"): _low_from(3),
    ("usual", "anxiety"): _low_from(2),
    ("usual", "psfs"): _low_from(0),
    ("usual", "agitation"): _low_from(0),
    **{
        ("pump", name): _earliest
        for name in (
            "last_refill",
            "low_reservoir_date",
            "empty_date",
            "refill_appointment",
            "replace_by",
        )
    },
}
