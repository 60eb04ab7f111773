# SPDX-License-Identifier: MIT
"""What the disk refused: tried again by itself, and said over the pages until it is saved."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from caregiver_app.domain.check_in import EVENT
from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.happened import Happening
from caregiver_app.services.log.written import NotWritten
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _, apart
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.widgets.level.not_saved_banner import NotSavedBanner
from caregiver_app.ui.words import dates

_TRY_AGAIN_MS = 5000
_IDLE_MS = 3000
_NAMED = 3


class DiskWatch(QObject):
    """Looks after what waits for the disk; `written` says that all of it is saved now.

    `looked` says that something else waits, or does not wait any more.
    """

    written = Signal()
    looked = Signal()

    def __init__(self, services: Services, banner: NotSavedBanner, owner: QObject) -> None:
        super().__init__(owner)
        self._services = services
        self._banner = banner
        self._person_id: str | None = None
        self._again = QTimer(self)
        self._again.setInterval(_TRY_AGAIN_MS)
        self._again.timeout.connect(self.try_again)
        banner.again_pressed.connect(self.try_again)
        services.book.held.listener = self._look
        QTimer.singleShot(_IDLE_MS, self, services.book.held.make_room)

    @property
    def person_id(self) -> str | None:
        """Return who is looked at."""
        return self._person_id

    def watch(self, person_id: str | None) -> None:
        """Say what is not saved, to whoever looks at this person."""
        self._person_id = person_id
        self._tell()

    def _look(self) -> None:
        self._tell()
        self.looked.emit()

    def _tell(self) -> None:
        waits = bool(self._services.book.held.of())
        if waits and not self._again.isActive():
            self._again.start()
        elif not waits:
            self._again.stop()
        what = not_saved_words(self._services, self._person_id)
        self._banner.tell(what, why_not_saved(self._services))

    def try_again(self) -> None:
        """Ask the disk once more for all that waits."""
        waited = bool(self._services.book.held.of())
        with suppress(NotWritten):
            self._services.happened.keep()
        self.watch(self._person_id)
        if waited and not self._services.book.held.of():
            self.written.emit()


def not_saved_words(services: Services, person_id: str | None) -> str:
    """Return what waits for the disk; a blank when nothing does. Others than a person are named."""
    found = list(dict.fromkeys(_things(services, person_id)))
    if not found:
        return ""
    more = len(found) - _NAMED
    named = found[:_NAMED] + ([_("{n} more").format(n=more)] if more > 0 else [])
    return _("NOT SAVED yet: {what}.").format(what="; ".join(named))


def why_not_saved(services: Services) -> str:
    """Return why it waits, and what becomes of it."""
    held = services.book.held
    if not held.of():
        return ""
    kept = _("A copy is kept. It is tried again by itself.")
    lost = _("Write the times on paper too. Do not close this.")
    return f"{held.cause} {kept if held.has_copy else lost}".strip()


def _things(services: Services, person_id: str | None) -> Iterator[str]:
    """Yield what waits, once for each event or dose, in the order of the presses."""
    now = here_and_now(services.clock)
    entries = services.book.held.of()
    names = {card.id: card.name for card in services.book.people()} if entries else {}
    new = {str(entry.payload["id"]) for entry in entries if entry.kind is not EntryKind.CHANGE}
    for entry in entries:
        if entry.kind is EntryKind.CHANGE and entry.payload["target"] in new:
            continue
        words = _thing(entry)
        if not words:
            continue
        words = f"{words} {dates.day_and_time(entry.effective_at, now)}"
        if entry.person_id != person_id:
            # An older backup that was put back may not know them.
            name = names.get(entry.person_id, _("somebody who is not here"))
            words = f"{words} ({apart(name)})"
        yield words


def _thing(entry: Entry) -> str:
    """Return what an entry is in one or two words; a blank when another one says it."""
    if entry.kind is EntryKind.DOSE:
        return _("a dose")
    if entry.kind is EntryKind.CHANGE:
        return _change_thing(str(entry.payload["field"]))
    if entry.kind is EntryKind.ACTION:
        called = entry.payload.get("kind") == ActionKind.CALLED_911.value
        return _("emergency call") if called else _("what was done")
    more = entry.payload.get("more")
    happened = more.get(EVENT) if isinstance(more, Mapping) else None
    return {
        Happening.SEIZURE.value: _("seizure"),
        Happening.SPASMS.value: _("spasm storm"),
        Happening.FALL.value: _("fall"),
        Happening.PUMP_SOUND.value: _("pump sound"),
        Happening.MEDICINE.value: _("medicine as needed"),
        Happening.DOSE.value: "",
    }.get(str(happened), _("event"))


def _change_thing(field: str) -> str:
    """Return what a change is; what was read back goes with the start of its shift."""
    return {
        "watch_items": _("a watch item"),
        "to_do": _("a to-do"),
        "on_shift": _("who is on"),
        "read_back": "",
    }.get(field.partition(".")[0], _("what was told later"))
