# SPDX-License-Identifier: MIT
"""Which of several values of a profile warns most, for as long as nobody has decided.

Which way holds for which field stands in resources/content/careful.toml.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from caregiver_app.domain.check_in import Alertness, Grade, Sweating
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.person import Route
from caregiver_app.domain.sharing.profile_units import LISTS, SOME, Path, Unit

_Says = Mapping[Path, Any]
_LAST = float("inf")


class Way(StrEnum):
    """Which of two values holds."""

    YES = "yes"
    NOT_YES = "not_yes"
    RECORDED = "recorded"
    HIGHEST = "highest"
    LOWEST = "lowest"
    EARLIEST = "earliest"
    CALMEST = "calmest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Careful:
    """The way of each field, and as how much one counts that nobody recorded."""

    ways: Mapping[Unit, Way]
    not_recorded: Mapping[Unit, Decimal]


def careful(name: Unit, values: Sequence[_Says], by: Careful) -> _Says:
    """Return the value that warns most; the last one where none does, or several do."""
    if name == ("route",):  # each way in has rules of its own: those of both hold
        routes = {value[name] for value in values if value.get(name)}
        return (
            {name: Route.BOTH.value if len(routes) > 1 else routes.pop()} if routes else values[-1]
        )
    rank = _rank(name, by)
    if rank is None:
        return values[-1]
    ranked = [rank(value.get(name)) for value in values]
    best = min(ranked)
    return next(v for v, own in reversed(list(zip(values, ranked, strict=True))) if own == best)


def _rank(name: Unit, by: Careful) -> Callable[[Any], float] | None:
    if name[0] == "medicines":
        return _is_taken
    way = by.ways.get(name)
    if way is None:  # what somebody is allergic to, takes, or can be rung
        return _is_there if name[0] in LISTS else None
    unknown = by.not_recorded.get(name)
    return lambda value: _RANKS[way](value if value is not None or unknown is None else unknown)


def _first_of(*order: object) -> Callable[[Any], float]:
    """Return the rank by an order, what is not in it last."""
    return lambda value: order.index(value) if value in order else len(order)


def _lowest(value: Any) -> float:  # noqa: ANN401 - a number of a profile
    return _LAST if value is None else float(value)


def _highest(value: Any) -> float:  # noqa: ANN401 - a number of a profile
    return _LAST if value is None else -float(value)


def _earliest(value: Any) -> float:  # noqa: ANN401 - a day of a profile
    return _LAST if value is None else float(str(value).replace("-", ""))


def _is_taken(value: Any) -> float:  # noqa: ANN401 - a medicine, or nothing
    """Return the rank of a medicine: one that is taken before one that is held."""
    if value is None:
        return 2
    return float(isinstance(value, Mapping) and value.get("status") == "held")


def _is_there(value: Any) -> float:  # noqa: ANN401 - any value of a profile
    return 2 if value is None else 0 if value == SOME else 1


_RANKS: Mapping[Way, Callable[[Any], float]] = {
    Way.YES: _first_of(True, None, False),
    Way.NOT_YES: _first_of(False, None, True),
    Way.RECORDED: _is_there,
    Way.HIGHEST: _highest,
    Way.LOWEST: _lowest,
    Way.EARLIEST: _earliest,
    Way.CALMEST: _first_of(None, *dict.fromkeys((*Sweating, *Grade, *Alertness))),
}
