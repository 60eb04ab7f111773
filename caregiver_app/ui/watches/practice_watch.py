# SPDX-License-Identifier: MIT
"""Sees what somebody who practises does on the screens and the record does not tell of."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from caregiver_app.domain.practice_steps import PracticeStep
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.frame.page_shelf import PageShelf
from caregiver_app.ui.watches.unsaved_check_in import UnsavedCheckIn

_EMERGENCY, _CHECK_IN, _HANDOFF = "emergency", "check_in", "handoff"


class PracticeWatch(QObject):
    """Notes a step once it was really done; with a real person open it notes nothing."""

    def __init__(self, services: Services, pages: PageShelf, unsaved: UnsavedCheckIn) -> None:
        super().__init__(pages)
        self._services = services
        self._unsaved = unsaved
        self._pages = pages
        self._before = ""
        self._form: QWidget | None = None
        self._was_flagged = False
        pages.built.connect(self._on_built)

    def page_shown(self, name: str) -> None:
        """Take that a page was brought to the front."""
        before, self._before = self._before, name
        if before == _EMERGENCY != name:
            self._note(PracticeStep.EMERGENCY)
        if name == _CHECK_IN:
            self._was_flagged = False
            self._watch_form()

    def _on_built(self, page: QWidget) -> None:
        read = getattr(page, "text_opened", None)
        if read is not None:
            read.connect(partial(self._note, PracticeStep.READ))
        printed = getattr(page, "handed_over", None)
        if printed is not None:
            printed.connect(partial(self._note, PracticeStep.SHEET))

    def _watch_form(self) -> None:
        """Look at the answers from now on; each person has a form of their own."""
        form: Any = self._pages.page(_CHECK_IN).form
        if form is None or form is self._form:
            return
        self._form = form
        form.changed.connect(self._on_answer)

    def _on_answer(self) -> None:
        is_flagged = bool(self._unsaved.emergency())
        if self._was_flagged and not is_flagged:
            self._note(PracticeStep.RED_FLAG)
        self._was_flagged = is_flagged

    def _note(self, step: PracticeStep, *_more: object) -> None:
        person_id = self._services.settings.current().open_person
        if person_id is not None:
            self._services.practice.note(person_id, step)
