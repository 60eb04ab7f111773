# SPDX-License-Identifier: MIT
"""What a record must hold to beyond its schema: ids, zones, pressures, readings."""

from collections.abc import Iterator, Mapping
from typing import Any

from caregiver_app.domain.moments import is_zone
from caregiver_app.exchange.errors import RecordError, shown
from caregiver_app.exchange.portable import LISTS
from caregiver_app.exchange.schema import Schema, check, record_schema
from caregiver_app.system.words import _

_ZONED = ("plans", "check_ins", "doses")


def check_meaning(plain: Mapping[str, Any]) -> None:
    """Raise RecordError for what the schema lets through and nobody can have meant."""
    for name in LISTS.values():
        _check_ids(plain.get(name, ()), name)
    person = plain["person"]
    if person.get("id") == "":
        raise RecordError("person.id", _("this text is empty"), _("a text that is not empty"))
    _check_zone(person, "person")
    if not person["name"].strip():
        raise RecordError("person.name", _("this text is empty"), _("a text that is not empty"))
    for path, item in _items(plain, _ZONED):
        _check_zone(item, path)
    _check_pressure(person.get("usual", {}), "person.usual")
    _check_usual_from(person)
    for path, item in _items(plain, ("check_ins",)):
        _check_pressure(item, path)
        if item.get("first_reading"):
            _check_first_reading(item["first_reading"], f"{path}.first_reading")
        _check_born(person["dob"], item["at"])


def _items(plain: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for name in names:
        for number, item in enumerate(plain.get(name, ())):
            yield f"{name}[{number}]", item


def _check_ids(items: list[Mapping[str, Any]], name: str) -> None:
    seen: set[str] = set()
    for number, item in enumerate(items):
        if "id" not in item:
            continue
        if item["id"] == "" or item["id"] in seen:
            problem = _("{value} is empty or stands twice in this list")
            problem = problem.format(value=shown(item["id"]))
            raise RecordError(f"{name}[{number}].id", problem, _("an id of its own for each"))
        seen.add(item["id"])


def _check_zone(item: Mapping[str, Any], path: str) -> None:
    zone = item.get("zone")
    if zone is not None and not is_zone(zone):
        problem = _("{value} is not a known zone").format(value=shown(zone))
        allowed = _("an IANA time zone like {name}").format(name="America/New_York")
        raise RecordError(f"{path}.zone", problem, allowed)


def _check_pressure(item: Mapping[str, Any], path: str) -> None:
    upper, lower = item.get("sbp"), item.get("dbp")
    if upper is not None and lower is not None and upper <= lower:
        problem = _("{upper} is not more than the lower pressure {lower}")
        problem = problem.format(upper=shown(upper), lower=shown(lower))
        raise RecordError(f"{path}.sbp", problem, _("an upper pressure above the lower one"))


def _check_born(dob: str | None, at: str) -> None:
    # Both are ISO 8601, so the text of the day tells which is first.
    if dob is not None and dob > at[: len(dob)]:
        problem = _("{day} is after a check-in").format(day=dob)
        raise RecordError("person.dob", problem, _("a day before all check-ins"))


def _check_usual_from(person: Mapping[str, Any]) -> None:
    known = _schema_of("person")["usual"]["properties"]
    for field in person.get("usual_from", {}):
        if field not in known:
            path = f"person.usual_from.{field}"
            raise RecordError(path, _("this field is not known"), ", ".join(known))


def _check_first_reading(reading: Mapping[str, Any], path: str) -> None:
    fields: Schema = record_schema()["properties"]["check_ins"]["items"]["properties"]
    numbers = {name: field for name, field in fields.items() if "minimum" in field}
    for field, value in reading.items():
        if field not in numbers:
            raise RecordError(f"{path}.{field}", _("this field is not known"), ", ".join(numbers))
        check(value, numbers[field], f"{path}.{field}")
    _check_pressure(reading, path)


def _schema_of(name: str) -> Schema:
    properties: Schema = record_schema()["properties"][name]["properties"]
    return properties
