# SPDX-License-Identifier: MIT
"""Two different entries under one id, read in on two computers: both are told, a person decides.

The first one counts until then. The same entry read in twice is one, and so is one that a file
brought as it was before, or after, a correction that is here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sharing.conflicts import Conflict
from caregiver_app.domain.sharing.log_order import Knowledge
from caregiver_app.services.log.derivation import InForce, Standing, changed
from caregiver_app.services.log.together import Together
from caregiver_app.system.exact_json import same

SAYS_SO: Mapping[EntryKind, str] = {
    EntryKind.CHECK_IN: "at",
    EntryKind.DOSE: "status",
    EntryKind.PUMP_EVENT: "kind",
    EntryKind.ACTION: "kind",
    EntryKind.PLAN: "drug",
}
"""By kind the field of which a change from what it is to the same says that the first one holds."""


def under_one_id(together: Together, in_force: InForce) -> Iterator[Conflict]:
    """Yield what is open: the entry that counts first, then those that say something else."""
    copied = [group for group in together.knowledge.copied() if group[0].kind in SAYS_SO]
    if not copied:
        return
    here = {_place(entry) for entry in together.entries}
    followed = {entry.follows for entry in together.entries}
    changes = _changes(together.entries)
    for group in copied:
        first = next((entry for entry in group if _place(entry) in here), None)
        if first is None:
            continue
        key = str(first.payload.get("id") or first.id)
        standing = in_force.lists[first.kind].get(key)
        if standing is None or (first.kind, key) in in_force.removed:
            continue
        own = changes.get(key, ())
        others = [
            other
            for other in group
            if other.id not in followed and not _is_told(other, standing, own)
        ]
        if others and not _is_settled(first, others, own, together.knowledge):
            yield Conflict(kind=ConflictKind.ONE_ID, sides=(first, *others))


def other_corrections(together: Together, new: Iterable[str]) -> bool:
    """Say whether one of the new entries is a change with the id of another that says otherwise."""
    changes = [g for g in together.knowledge.copied() if g[0].kind is EntryKind.CHANGE]
    ids = frozenset(new) if changes else frozenset()
    return any(
        not same(entry.payload, group[0].payload)
        for group in changes
        if ids & {entry.id for entry in group}
        for entry in group[1:]
    )


def _place(entry: Entry) -> tuple[str, int]:
    return entry.device, entry.device_seq


def _changes(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind is EntryKind.CHANGE:
            found[str(entry.payload["target"])].append(entry)
    return found


def _is_told(other: Entry, standing: Standing, changes: Iterable[Entry]) -> bool:
    """Say whether what an entry says is what stands, was, or becomes it by the corrections."""
    payload = dict(other.payload)
    if any(_alike(payload, state) for state in (standing.payload, *standing.states)):
        return True
    for change in changes:
        if change.payload["field"] != "removed":
            payload = changed(payload, str(change.payload["field"]), change.payload.get("after"))
    return _alike(payload, standing.payload)


def _alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Compare what was written down; each computer judged it by itself."""
    return same(*({k: v for k, v in each.items() if k != "assessment"} for each in (one, other)))


def _is_settled(
    first: Entry, others: Sequence[Entry], changes: Iterable[Entry], knowledge: Knowledge
) -> bool:
    return any(
        not change.device or all(knowledge.had(change, entry) for entry in (first, *others))
        for change in changes
    )
