# SPDX-License-Identifier: MIT
"""The ids inside the log for what arrives from a file: the same file always gives the same."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid5

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.system.exact_json import dumps

_PEOPLE = UUID("3d1c9a54-7a0e-4f0b-9c55-2f6b1e0d8a41")
"""The namespace of people; it never changes, or an import would add everybody again."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def person_uuid(person: Mapping[str, Any]) -> str:
    """Return the id of a person: their own when it is a UUID, else one made from id or name."""
    if "id" not in person:
        return str(uuid5(_PEOPLE, dumps([person["name"], person["dob"]])))
    return _as_uuid(person["id"]) or str(uuid5(_PEOPLE, person["id"]))


def entry_id(
    person_id: str,
    kind: EntryKind,
    key: str,
    version: Mapping[str, Any] | None,
    is_free: Callable[[str], bool],
) -> str:
    """Return the id of an entry for what a file calls `key`, or for a new version of it.

    The file's own UUID is taken unless another person's record already holds it.
    """
    own = _as_uuid(key)
    if own is not None and version is None and is_free(own):
        return own
    named = f"{kind.value} {key}" + (f" {dumps(version, sort_keys=True)}" if version else "")
    wanted = str(uuid5(UUID(person_id), named))
    while not is_free(wanted):  # a value that came back after it was something else
        named += " again"
        wanted = str(uuid5(UUID(person_id), named))
    return wanted


def unnamed_plan_id(person_id: str, plan: Mapping[str, Any], seen: Counter[str]) -> str:
    """Return the id of a plan that has none, from its content; equal ones are counted."""
    text = dumps(plan, sort_keys=True)
    seen[text] += 1
    return str(uuid5(UUID(person_id), f"plan {text} {seen[text]}"))


def _as_uuid(text: str) -> str | None:
    return text.lower() if _UUID.fullmatch(text) else None
