# SPDX-License-Identifier: MIT
"""A profile taken apart into the things that are changed one by one, and put back.

A thing is one field, one item of a list, or fields that say nothing without each other.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Path = tuple[str, ...]
Unit = Path
"""The name of a thing: the first of the fields that belong together."""
Units = Mapping[Unit, Mapping[Path, Any]]
"""What each thing says, by field; a thing that is not recorded is missing."""

_INNER = ("usual", "kidney", "pump")
LISTS = ("conditions", "allergies", "medicines", "contacts")
_SOURCES = "usual_from"
_TOGETHER: Mapping[Path, Unit] = {
    ("weight_date",): ("weight_kg",),
    ("product_name",): ("formulation",),
    ("concentration_mg_per_ml",): ("formulation",),
    ("usual", "dbp"): ("usual", "sbp"),
    ("kidney", "egfr_date"): ("kidney", "egfr"),
    ("kidney", "dialysis_days"): ("kidney", "dialysis"),
}
NONE_KNOWN, SOME = "none", "some"


def taken_apart(payload: Mapping[str, Any]) -> dict[Unit, dict[Path, Any]]:
    """Return the things that a profile says. Its id and who gave usual values are not among."""
    found: dict[Unit, dict[Path, Any]] = {}
    for path, value in _fields(payload):
        found.setdefault(_TOGETHER.get(path, path), {})[path] = value
    return found


def put_back(units: Units, versions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the profile that says these things; what is no thing comes from the versions."""
    newest_first = list(reversed(versions))
    fields = {path: value for unit in units.values() for path, value in unit.items()}
    found: dict[str, Any] = {}
    for name in dict.fromkeys(name for version in newest_first for name in version):
        value = _value(name, fields, newest_first)
        if value is not None or (name == "dob" and name in versions[-1]):
            found[name] = value
    return found


def _fields(payload: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    for name, value in payload.items():
        if name in ("id", _SOURCES) or value is None:
            continue
        if name in _INNER:
            yield from (((name, inner), one) for inner, one in value.items() if one is not None)
        elif name in LISTS:
            yield (name,), SOME if value else NONE_KNOWN
            yield from (((name, *key), item) for key, item in _items(name, value))
        else:
            yield (name,), value


def _items(name: str, items: Sequence[Any]) -> Iterator[tuple[Path, Any]]:
    """Yield the items of a list, each under what it is about."""
    times: Counter[Path] = Counter()
    for item in items:
        if name in ("conditions", "allergies"):
            key: Path = (str(item).casefold(),)
        elif name == "medicines":
            key = (str(item["name"]).casefold(),)
        else:
            key = (str(item["role"]), str(item.get("name") or "").casefold())
        times[key] += 1
        yield (*key, str(times[key])), item


def _value(name: str, fields: Mapping[Path, Any], newest_first: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401 - JSON
    if name == "id":
        return newest_first[0].get(name)
    if name == _SOURCES:
        return _sources(fields, newest_first)
    if name in _INNER:
        return {path[1]: one for path, one in fields.items() if path[0] == name} or None
    if name not in LISTS:
        return fields.get((name,))
    order = [key for version in newest_first for key, _ in _items(name, version.get(name) or ())]
    items = [fields[name, *key] for key in dict.fromkeys(order) if (name, *key) in fields]
    return items or ([] if fields.get((name,)) == NONE_KNOWN else None)


def _sources(
    fields: Mapping[Path, Any], newest_first: Sequence[Mapping[str, Any]]
) -> dict[str, Any] | None:
    """Return who gave each usual value, as the newest version says that has this value."""
    found: dict[str, Any] = {}
    for version in newest_first:
        usual = version.get("usual") or {}
        for name, source in (version.get(_SOURCES) or {}).items():
            if usual.get(name) == fields.get(("usual", name)):
                found.setdefault(name, source)
    return found or None
