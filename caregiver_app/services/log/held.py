# SPDX-License-Identifier: MIT
"""What the disk has not taken yet: it counts in the record already, and goes on being tried."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from caregiver_app.domain.entries import Entry, NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.exact_json import dumps, loads_own

if TYPE_CHECKING:
    from caregiver_app.storage.entry_log import EntryLog  # the driver: only when a log is open

_NAME = "held"
_ITS_OWN = "failed"
"""The cause that may lie in a single entry: a full or missing disk would take none of them."""
_LONGEST_S = 1.0


class HeldEntries:
    """The entries that wait, in the order of the presses.

    `refused` is why the disk refused them last, None before it did. `has_copy` says whether they
    would be here again after a crash. `unread` is why those of before could not be read.
    `listener` is called when the disk refused some, and when none wait any more.
    """

    def __init__(self, log: "EntryLog", clock: Clock) -> None:
        self._log = log
        self._clock = clock
        self._entries: list[Entry] = []
        self._aside = ""
        self.refused: StorageError | None = None
        self.has_copy = False
        self.unread = ""
        self.listener: Callable[[], None] | None = None
        self._find_again()

    @property
    def cause(self) -> str:
        """Return why the disk refused them last in a sentence, blank before it did."""
        return "" if self.refused is None else str(self.refused)

    def of(self, person_id: str | None = None) -> tuple[Entry, ...]:
        """Return what waits, of one person when asked."""
        return tuple(e for e in self._entries if person_id in (None, e.person_id))

    def add(self, entries: Sequence[NewEntry]) -> tuple[Entry, ...]:
        """Take entries in at this very time; the disk is not asked yet."""
        now = here_and_now(self._clock)
        added = tuple(_unwritten(entry, now) for entry in entries)
        self._entries += added
        self.has_copy = False
        return added

    def make_room(self) -> None:
        """Set room aside while the disk has plenty; without it a full disk keeps no copy."""
        with suppress(StorageError):
            self._log.aside.make()

    def take_out(self, ids: frozenset[str]) -> None:
        """Forget entries that were taken back before they were written."""
        self._entries = [entry for entry in self._entries if entry.id not in ids]
        if not self._entries:
            self.refused = None
        self._copy()
        self._tell()

    def write(self) -> tuple[Entry, ...]:
        """Write what waits and return what the log took; `refused` says why the rest waits on.

        A copy of the rest is kept aside if it can be.
        """
        if not self._entries:
            if self._aside:  # what was taken back, while its copy could not be cleared
                self._copy()
            return ()
        was_refused = self.refused is not None
        written = self._written()
        self._copy()
        if was_refused or self.refused is not None:
            self._tell()
        return written

    def _written(self) -> tuple[Entry, ...]:
        waiting: list[Entry] = []
        try:
            waiting = self._not_there()
            written = self._log.append(waiting)
        except StorageError as refused:
            self.refused = refused
            return self._one_by_one(waiting) if refused.cause == _ITS_OWN else ()
        self._entries, self.refused = [], None
        return written

    def _one_by_one(self, waiting: Sequence[Entry]) -> tuple[Entry, ...]:
        """Write what waits without an entry that the log would never take, and return that.

        What changes such an entry waits with it: it would stand in the log before what it changes.
        A disk that takes long to refuse one is not asked for the rest: the screen would stand.
        """
        until = self._clock.monotonic() + _LONGEST_S
        written: list[Entry] = []
        kept: list[Entry] = []
        for place, entry in enumerate(waiting):
            if is_about(entry, kept):
                kept.append(entry)
                continue
            try:
                written += self._log.append([entry])
            except StorageError as refused:
                self.refused = refused
                kept.append(entry)
                if refused.cause != _ITS_OWN or self._clock.monotonic() > until:
                    kept += waiting[place + 1 :]
                    break
        if waiting:  # else the log could not even be asked
            self._entries = kept
            self.refused = self.refused if kept else None
        return tuple(written)

    def _not_there(self) -> list[Entry]:
        """Return what is not in the log: a save can fail at its very end, when all is written."""
        refused = self.refused is not None
        return [e for e in self._entries if not (refused and self._log.holds(e.id))]

    def _tell(self) -> None:
        if self.listener is not None:
            self.listener()

    def _copy(self) -> None:
        """Keep what waits where even a full disk has room."""
        text = dumps([_plain(entry) for entry in self._entries]) if self._entries else ""
        try:
            if text != self._aside:
                self._log.aside.keep(_NAME, text)
        except StorageError:
            self.has_copy = False
        else:
            self._aside, self.has_copy = text, bool(text)

    def _find_again(self) -> None:
        """Take up what waited when the program ended, without what was written after all."""
        try:
            self._aside = self._log.aside.kept(_NAME)
            kept = [_entry(plain) for plain in _listed(self._aside)] if self._aside else []
            self._entries = [entry for entry in kept if not self._log.holds(entry.id)]
        except (StorageError, KeyError, TypeError, ValueError) as trouble:
            self.unread, self._aside = str(trouble), ""
            with suppress(StorageError):
                self._log.aside.set_apart()
        self.has_copy = bool(self._entries)


def is_about(entry: NewEntry, others: Iterable[NewEntry]) -> bool:
    """Say whether an entry changes or follows one of others, or changes what one of them does."""
    if entry.kind is not EntryKind.CHANGE:
        return entry.follows is not None and entry.follows in {other.id for other in others}
    return any(
        entry.payload["target"] in (other.id, other.payload.get("id"), other.payload.get("target"))
        for other in others
        if other.person_id == entry.person_id
    )


def _unwritten(new: NewEntry, at: Moment) -> Entry:
    """Return an entry as it will stand in the log, without the place it will have there."""
    return Entry(
        id=new.id,
        person_id=new.person_id,
        kind=new.kind,
        author=_whole(new.author) if new.author is not None else None,
        observer=_whole(new.observer) if new.observer is not None else None,
        effective_at=new.effective_at,
        payload=_writable(new.payload),
        follows=new.follows,
        seq=0,
        device="",
        device_seq=0,
        recorded_at=at,
        previous_hash="",
        hash="",
    )


def _writable(payload: dict[str, Any]) -> dict[str, Any]:
    """Return a payload that the disk takes, see `_whole`."""
    text = dumps(payload)
    whole = _whole(text)
    if whole is text:
        return payload
    mended: dict[str, Any] = loads_own(whole)  # type: ignore[assignment]  # it was one before
    return mended


def _whole(text: str) -> str:
    """Return a text with the mark for an unreadable sign in place of half a sign.

    No disk would ever take half a sign, and all that was tapped afterwards would wait behind it.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _plain(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "person_id": entry.person_id,
        "kind": entry.kind.value,
        "author": entry.author,
        "observer": entry.observer,
        "effective_at": [entry.effective_at.text, entry.effective_at.zone],
        "payload": entry.payload,
        "follows": entry.follows,
        "recorded_at": [entry.recorded_at.text, entry.recorded_at.zone],
    }


def _listed(text: str) -> Sequence[Mapping[str, Any]]:
    found = loads_own(text)
    if not isinstance(found, list):
        raise TypeError("what waited to be saved is no list")
    return found


def _entry(plain: Mapping[str, Any]) -> Entry:
    new = NewEntry(
        id=plain["id"],
        person_id=plain["person_id"],
        kind=EntryKind(plain["kind"]),
        author=plain["author"],
        observer=plain["observer"],
        effective_at=Moment.parse(*plain["effective_at"]),
        payload=plain["payload"],
        follows=plain["follows"],
    )
    return _unwritten(new, Moment.parse(*plain["recorded_at"]))
