# SPDX-License-Identifier: MIT
"""The presses on watch items and to-dos: added, done, and what takes that back."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from caregiver_app.domain.shift.watch_items import Listed, WatchItem
from caregiver_app.services.handing_over.shifts import NotAsItMustBe, Noted
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.heard import announce_taken_back
from caregiver_app.ui.widgets.shift.watch_items_part import (
    Undo,
    WatchItemsPart,
    noted_words,
    refused_words,
)


class WatchPress(QObject):
    """Writes down what is pressed in one part; `written` brings the words and what undoes it."""

    written = Signal(str, object)
    taken_back = Signal()

    def __init__(self, services: Services, part: WatchItemsPart) -> None:
        super().__init__(part)
        self._services = services
        self._part = part
        self._person_id: str | None = None
        part.add_pressed.connect(self._on_add)
        part.done_pressed.connect(self._on_done)
        part.undo_pressed.connect(self._on_undo)

    def show_person(self, person_id: str) -> bool:
        """Show what is open of a person, and return whether there is anything."""
        self._person_id = person_id
        items = self._services.shifts.open_items(person_id)
        self._part.show_items(person_id, items, here_and_now(self._services.clock))
        if self._services.family.shows_file:
            self._part.take_nothing()
        return bool(items)

    def _on_add(self, listed: Listed, text: str) -> None:
        person_id = self._person_id
        if person_id is None:
            return
        try:
            noted = self._services.shifts.add(person_id, listed, text, self._by())
        except NotAsItMustBe as refused:
            self._part.show_trouble(refused_words(refused))
            return
        self._part.added()
        what = {
            Listed.WATCH: _("watch item “{text}”."),
            Listed.TO_DO: _("to-do “{text}”."),
        }[listed]
        self._tell(person_id, what.format(text=" ".join(text.split())), noted)

    def _on_done(self, item: WatchItem) -> None:
        person_id = self._person_id
        if person_id is None:
            return
        noted = self._services.shifts.done(person_id, item, self._by())
        if noted is not None:
            self._tell(person_id, _("“{text}” is done.").format(text=item.text), noted)

    def _on_undo(self, undo: Undo) -> None:
        undo(self._by())
        announce_taken_back(self._part, self._part.written_words)
        self.taken_back.emit()

    def _tell(self, person_id: str, what: str, noted: Noted) -> None:
        undo: Undo = partial(self._services.shifts.take_back, person_id, noted)
        self.written.emit(noted_words(what, waits=noted.waits), undo)

    def _by(self) -> str | None:
        return self._services.settings.current().recorder
