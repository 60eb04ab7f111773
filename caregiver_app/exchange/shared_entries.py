# SPDX-License-Identifier: MIT
"""Looks at entries that travelled, one by one and together, before any of them counts."""

from collections.abc import Iterable, Mapping
from typing import Any

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sharing.shared_part import SharedEntry, SharedPart
from caregiver_app.exchange.errors import RecordError, shown
from caregiver_app.exchange.meaning import check_meaning
from caregiver_app.exchange.portable import LISTS, item_of
from caregiver_app.exchange.schema import Schema, check, record_schema
from caregiver_app.system.exact_json import loads
from caregiver_app.system.words import _


def check_entries(part: SharedPart) -> None:
    """Raise RecordError unless every entry says something that the format allows."""
    schemas = _schemas()
    for entry in part.entries:
        try:
            kind = EntryKind(entry.kind)
            payload = loads(entry.payload)
            Moment.parse(entry.recorded_at, entry.recorded_zone)
            Moment.parse(entry.effective_at, entry.effective_zone)
        except ValueError as error:
            raise RecordError(_place(entry), str(error), _("an entry of this program")) from None
        check(payload, schemas[kind], _place(entry))
        item_of(kind, _object(payload), _place(entry))


def check_together(
    plain: Mapping[str, Any], changed: Iterable[tuple[EntryKind, Mapping[str, Any]]]
) -> None:
    """Raise RecordError unless a record still makes sense when all of it is put together.

    Each entry was looked at by itself; `changed` are the objects that are no longer as one of
    them says, because a change was applied.
    """
    schemas = _schemas()
    for kind, payload in changed:
        place = f"the corrected entry {shown(payload.get('id'))}"
        check(dict(payload), schemas[kind], place)
        item_of(kind, payload, place)
    check_meaning(plain)


def _schemas() -> dict[EntryKind, Schema]:
    properties = record_schema()["properties"]
    items: dict[EntryKind, Schema] = {
        kind: properties[name]["items"] for kind, name in LISTS.items()
    }
    return items | {EntryKind.PERSON: properties["person"]}


def _object(payload: object) -> Mapping[str, Any]:
    assert isinstance(payload, dict)  # noqa: S101 - the schema has just said so
    return payload


def _place(entry: SharedEntry) -> str:
    return f"the entry of {entry.recorded_at}"
