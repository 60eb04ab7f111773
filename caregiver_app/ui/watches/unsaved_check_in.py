# SPDX-License-Identifier: MIT
"""A check-in that is begun and not saved, told by all the other pages.

Somebody is called away, or the disk refuses it; whoever looks at Today next has to know of it,
above all when its answers already say whom to call.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from caregiver_app.domain.assessment import Assessment
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.check_in.draft_keeping import Unsaved
from caregiver_app.ui.frame.page_shelf import PageShelf
from caregiver_app.ui.frame.window_frame import WindowFrame
from caregiver_app.ui.widgets.fields.level_words import LevelWords

_PAGE, _LEVEL_PAGE = "check_in", "today"
_WITHOUT = frozenset({_PAGE, "emergency"})  # these say it themselves


class UnsavedCheckIn(QObject):
    """Tells the window of a check-in that is begun; `looked` is said after every look."""

    looked = Signal()

    def __init__(self, services: Services, frame: WindowFrame, pages: PageShelf) -> None:
        super().__init__(frame)
        self._services = services
        self._banner = frame.begun
        self._pages = pages
        self._page_name = ""
        self._banner.open_pressed.connect(partial(frame.rail.page_chosen.emit, _PAGE))
        frame.page_shown.connect(self._on_page)
        pages.built.connect(self._on_built)

    def found(self) -> Unsaved | None:
        """Return what stands on the page of whoever is open; None where nothing is answered."""
        found = self._shown()
        return found if found is not None and not found.answers.is_empty else None

    def emergency(self) -> Assessment | None:
        """Return the judgement of what is not saved yet, where it is an EMERGENCY."""
        found = self._shown()
        return found.emergency if found is not None else None

    @property
    def has_form(self) -> bool:
        """Say whether the answers of whoever is open stand on the page: they are the newest."""
        return self._shown() is not None

    def refused(self) -> Unsaved | None:
        """Return what the disk did not take, or None."""
        found = self.found()
        return found if found is not None and found.is_refused else None

    def _shown(self) -> Unsaved | None:
        if _PAGE not in self._pages:
            return None
        found: Unsaved | None = self._pages.page(_PAGE).unsaved()
        open_person = self._services.settings.current().open_person
        return found if found is not None and found.answers.person_id == open_person else None

    def _on_built(self, page: QWidget) -> None:
        changed = getattr(page, "kept_or_not", None)
        if changed is not None:
            changed.connect(self._look)

    def _on_page(self, name: str) -> None:
        self._page_name = name
        self._look()

    def _look(self) -> None:
        found = self.found()
        told = found is not None and (found.is_refused or found.calls is not None)
        if found is not None and told:
            self._banner.tell(self._words(found), found.calls)
        else:
            self._banner.tell("")
        if self._page_name == _LEVEL_PAGE and _LEVEL_PAGE in self._pages:
            calls = found is not None and found.calls is not None
            self._pages.page(_LEVEL_PAGE).tell_newer(calls=calls)
        self._banner.setVisible(self._banner.is_told and self._page_name not in _WITHOUT)
        self.looked.emit()

    def _words(self, found: Unsaved) -> str:
        parts = [_("A check-in is begun and NOT SAVED.")]
        if found.is_refused:
            parts = [_("NOT SAVED: a check-in."), unsaved_fate(found)]
        if found.calls is not None:
            levels = LevelWords(self._services.rule_set)
            line = levels.line(found.judged, found.calls)
            parts.insert(0, f"{levels.level(found.calls)}: {line.rstrip('.')}.")
        return " ".join(parts)


def unsaved_fate(found: Unsaved) -> str:
    """Return what becomes of answers that the disk did not take."""
    if found.has_copy:
        return _("A copy of its answers is kept.")
    return _("Its answers are in this window alone. Do not close it.")
