# SPDX-License-Identifier: MIT
"""The portable record and the domain's Record: which list holds which kind, and the way across."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import ActionTaken, Change, PumpEvent
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Person
from caregiver_app.domain.plain import FieldError, from_plain
from caregiver_app.domain.plan import TaperPlan
from caregiver_app.domain.record import Record
from caregiver_app.exchange.errors import RecordError

FORMAT = "taper-record/1"

LISTS: Mapping[EntryKind, str] = {
    EntryKind.PLAN: "plans",
    EntryKind.CHECK_IN: "check_ins",
    EntryKind.DOSE: "doses",
    EntryKind.PUMP_EVENT: "pump_events",
    EntryKind.CHANGE: "changes",
    EntryKind.ACTION: "actions",
}
"""Each kind of entry that is a list of the record, in the order of the record."""

_CLASSES: Mapping[EntryKind, type[Any]] = {
    EntryKind.PERSON: Person,
    EntryKind.PLAN: TaperPlan,
    EntryKind.CHECK_IN: CheckIn,
    EntryKind.DOSE: DoseEvent,
    EntryKind.PUMP_EVENT: PumpEvent,
    EntryKind.CHANGE: Change,
    EntryKind.ACTION: ActionTaken,
}
_CORRECTED = (
    EntryKind.CHECK_IN,
    EntryKind.DOSE,
    EntryKind.PLAN,
    EntryKind.PUMP_EVENT,
    EntryKind.ACTION,
)
"""Where the target of a change is looked for, in this order: ids are unique per list only."""

_ASSESSMENT = ("rule_set", "level", "rules", "action", "missing", "hours_since_last_kept_dose")
_FINDING = ("id", "level", "message", "because", "source")

T = TypeVar("T")


@cache
def fields_of(kind: EntryKind) -> frozenset[str]:
    """Return the names of the fields that an object of this kind can have."""
    return frozenset(name.rstrip("_") for name in _CLASSES[kind].__dataclass_fields__)


def target_kind(
    change: Mapping[str, Any], ids: Mapping[EntryKind, Iterable[str]]
) -> EntryKind | None:
    """Return the kind of what a change is about, given the ids that there are, or None."""
    field = str(change["field"]).partition(".")[0]
    for kind in _CORRECTED:
        known = field == "removed" or field in fields_of(kind)
        if known and change["target"] in ids.get(kind, ()):
            return kind
    return None


def item_of(kind: EntryKind, payload: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - by kind
    """Return the domain object of one payload; raise RecordError naming the field under `path`."""
    plain = dict(payload)
    if plain.get("assessment"):
        plain["assessment"] = _assessment(plain["assessment"])
    try:
        return from_plain(_CLASSES[kind], plain, path)
    except FieldError as error:
        raise RecordError(error.path, error.problem, error.allowed) from None


def record_of(plain: Mapping[str, Any]) -> Record:
    """Return the Record of a portable record that was checked; removed entries are left out."""
    gone = _removed(plain)
    items = {
        kind: [
            item_of(kind, payload, f"{name}[{number}]")
            for number, payload in enumerate(plain.get(name, ()))
            if (kind, payload.get("id")) not in gone
        ]
        for kind, name in LISTS.items()
    }
    return assembled(item_of(EntryKind.PERSON, plain["person"], "person"), items)


def check_items(plain: Mapping[str, Any]) -> None:
    """Raise RecordError where `record_of` would; each object goes again as soon as it was read."""
    gone = _removed(plain)
    for kind, name in LISTS.items():
        for number, payload in enumerate(plain.get(name, ())):
            if (kind, payload.get("id")) not in gone:
                item_of(kind, payload, f"{name}[{number}]")
    item_of(EntryKind.PERSON, plain["person"], "person")


def standing_items(plain: Mapping[str, Any], kind: EntryKind) -> list[Mapping[str, Any]]:
    """Return the objects of one list of a portable record without those that were removed."""
    gone = _removed(plain)
    return [item for item in plain.get(LISTS[kind], ()) if (kind, item.get("id")) not in gone]


def assembled(person: Person, items: Mapping[EntryKind, list[Any]]) -> Record:
    """Return a Record with every list but the plans in the order of time, then id."""
    return Record(
        person=person,
        plans=tuple(items[EntryKind.PLAN]),
        check_ins=_by_time(items[EntryKind.CHECK_IN]),
        doses=_by_time(items[EntryKind.DOSE]),
        pump_events=_by_time(items[EntryKind.PUMP_EVENT]),
        actions=_by_time(items[EntryKind.ACTION]),
        changes=_by_time(items[EntryKind.CHANGE]),
    )


def time_of(payload: Mapping[str, Any]) -> Moment | None:
    """Return when something happened; a dose without a time of its own has the one it was due."""
    text = payload.get("at") or payload.get("scheduled_for")
    return None if text is None else Moment.parse(text, payload.get("zone"))


def time_and_id(payload: Mapping[str, Any]) -> tuple[float, str]:
    """Return the sort key of the lists of the record; what has no time stands first."""
    moment = time_of(payload)
    return (moment.utc.timestamp() if moment else float("-inf"), payload.get("id", ""))


def _by_time(items: list[T]) -> tuple[T, ...]:
    return tuple(sorted(items, key=time_and_id_of))


def time_and_id_of(item: Any) -> tuple[float, str]:  # noqa: ANN401 - any item with an id
    """Return the sort key of an item that was read."""
    moment = item.when if isinstance(item, DoseEvent) else item.at
    return (moment.utc.timestamp() if moment else float("-inf"), item.id)


def _removed(plain: Mapping[str, Any]) -> set[tuple[EntryKind, str]]:
    ids = {
        kind: {item["id"] for item in plain.get(name, ()) if "id" in item}
        for kind, name in LISTS.items()
    }
    gone: set[tuple[EntryKind, str]] = set()
    for change in sorted(plain.get("changes", ()), key=time_and_id):
        kind = target_kind(change, ids)
        if kind is not None and change["field"] == "removed":
            (gone.add if change.get("after") is True else gone.discard)((kind, change["target"]))
    return gone


def _assessment(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return a stored assessment of any version in the shape of this one.

    The format says little about what stands in `rules`; what is not known here is kept in the
    payload and exported, it is only not shown.
    """
    known = {key: stored[key] for key in _ASSESSMENT if key in stored}
    known["rules"] = [_finding(rule, stored["level"]) for rule in stored["rules"]]
    return known


def _finding(rule: object, level: str) -> dict[str, object]:
    given = rule if isinstance(rule, Mapping) else {"id": rule}
    words = {key: given[key] for key in _FINDING if key in given}
    return {"id": "", "level": level, "message": "", "because": "", "source": ""} | words
