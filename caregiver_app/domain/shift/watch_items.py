# SPDX-License-Identifier: MIT
"""What somebody asked everybody to watch, and what the next shift has to do.

An item stands in the changes of a record: added is a change from nothing to its text, done one
from its text to nothing. Changes arrive from other computers in any order and with clocks that
differ, so an item is open by how often it was closed and opened again, never by which was last.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.events import Change
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.history.corrections import UNDO, Values
from caregiver_app.domain.moments import Moment

MOST_LETTERS = 300
"""How long the text of one item may be: it is read on a screen and on one page."""


class Listed(StrEnum):
    """Which of the two lists an item stands in; the value begins the field of its changes."""

    WATCH = "watch_items"
    TO_DO = "to_do"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchItem:
    """One item as it stands. `added` and `done` are who and when, None where nobody said.

    One that was `taken_back` was never meant; it is not done either.
    """

    id: str
    listed: Listed
    text: str
    added_at: Moment
    added_by: str | None
    is_open: bool
    taken_back: bool = False
    done_at: Moment | None = None
    done_by: str | None = None

    @property
    def field(self) -> str:
        """Return the field that its changes name."""
        return f"{self.listed}.{self.id}"


_FIELDS = tuple(f"{listed}." for listed in Listed)


def watch_items(changes: Sequence[Change]) -> tuple[WatchItem, ...]:
    """Return every item that was ever added, in the order in which they were added."""
    return _watch_items(SameList(changes))


@lru_cache(maxsize=4)
def _watch_items(changes: SameList[Change]) -> tuple[WatchItem, ...]:
    """Work them out once for a list: a screen asks again and again, and there may be years."""
    own: dict[tuple[Listed, str], list[Change]] = {}
    for change in changes.entries:
        place = item_place(change)
        if place is not None:
            own.setdefault(place, []).append(change)
    found = [_item(*place, sorted(told, key=_order)) for place, told in own.items()]
    return tuple(sorted(found, key=lambda item: (item.added_at.utc, item.listed, item.id)))


def open_items(changes: Sequence[Change]) -> tuple[WatchItem, ...]:
    """Return what is still to be watched, then what is still to be done."""
    still = [item for item in watch_items(changes) if item.is_open]
    return tuple(sorted(still, key=lambda item: item.listed is Listed.TO_DO))


def item_place(change: Change) -> tuple[Listed, str] | None:
    """Return the list and the id of the item that a change is about, None for any other."""
    if not change.field.startswith(_FIELDS):
        return None
    name, _dot, key = change.field.partition(".")
    if not key or not (_said(change.before) or _said(change.after)):
        return None
    return Listed(name), key


def text_of(change: Change) -> str:
    """Return the text of the item that a change is about."""
    return _said(change.after) or _said(change.before)


def added(listed: Listed, key: str, text: str) -> Values:
    """Return what is written when an item is added."""
    return {f"{listed}.{key}": (None, text)}


def done(item: WatchItem) -> Values:
    """Return what is written when an item is done."""
    return {item.field: (item.text, None)}


def _item(listed: Listed, key: str, told: list[Change]) -> WatchItem:
    """Return one item from all of its changes, in the order of time."""
    firsts = [c for c in told if _said(c.after) and not _said(c.before) and c.reason != UNDO]
    opened_again = [c for c in told if _said(c.after) and not _said(c.before) and c.reason == UNDO]
    closed = [c for c in told if not _said(c.after)]
    ended = [c for c in closed if c.reason != UNDO]
    first = (firsts or told)[0]
    is_open = len(closed) <= len(opened_again)
    last = ended[0] if ended and not is_open else None
    return WatchItem(
        id=key,
        listed=listed,
        text=text_of(([c for c in told if _said(c.after)] or told)[-1]),
        added_at=first.at,
        added_by=first.by,
        is_open=is_open,
        taken_back=len(ended) < len(closed),
        done_at=last.at if last is not None else None,
        done_by=last.by if last is not None else None,
    )


def _said(value: object) -> str:
    """Return a text without the spaces around it; anything else says nothing."""
    return value.strip() if isinstance(value, str) else ""


def _order(change: Change) -> tuple[float, str]:
    return change.at.utc.timestamp(), change.id
