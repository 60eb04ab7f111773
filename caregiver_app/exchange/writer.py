# SPDX-License-Identifier: MIT
"""Writes a portable record so that the same record is always the same bytes."""

from collections.abc import Mapping
from typing import Any

from caregiver_app.exchange.portable import time_and_id
from caregiver_app.exchange.schema import Schema, record_schema
from caregiver_app.system.exact_json import dumps

_SORTED = ("check_ins", "doses", "pump_events", "changes", "actions")
_UNWRITTEN_ORDER = ("id", "level", "message", "because", "source")
"""The order inside a stored finding, about which the schema says nothing."""


def record_text(plain: Mapping[str, Any]) -> str:
    """Return the text of the file: the schema's key order, lists by time then id, plans as given.

    Numbers keep their writing, keys that are absent stay absent, and one line end stands last.
    """
    lists = {name: sorted(plain[name], key=time_and_id) for name in _SORTED if name in plain}
    return dumps(_ordered({**plain, **lists}, record_schema()), indent=1) + "\n"


def _ordered(value: object, schema: Schema) -> object:
    if isinstance(value, Mapping):
        return _ordered_object(value, schema)
    if isinstance(value, list | tuple):
        return [_ordered(item, schema.get("items", {})) for item in value]
    return value


def _ordered_object(value: Mapping[str, Any], schema: Schema) -> dict[str, object]:
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties", {})
    inner = others if isinstance(others, Mapping) else {}
    known = [key for key in properties or _UNWRITTEN_ORDER if key in value]
    keys = known + sorted(value.keys() - set(known))
    return {key: _ordered(value[key], properties.get(key, inner)) for key in keys}
