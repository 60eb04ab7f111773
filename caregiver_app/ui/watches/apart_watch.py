# SPDX-License-Identifier: MIT
"""Looks with each page whether something that two computers wrote apart is still open."""

from functools import partial

from PySide6.QtCore import QObject

from caregiver_app.ui.app_context import Services
from caregiver_app.ui.frame.window_frame import WindowFrame
from caregiver_app.ui.widgets.sharing.apart_titles import not_decided

# These are typed in or stand alone, and the page itself says all of it.
_WITHOUT = frozenset({"check_in", "happened", "apart", "people"})
# What they say of doses, limits and the person may be one side only: one line, nothing to press.
_ONE_LINE = frozenset({"emergency", "log_dose"})


class ApartWatch(QObject):
    """Shows the banner for whoever is open; its button shows the page."""

    def __init__(self, services: Services, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._services = services
        self._banner = frame.apart
        self._banner.open_pressed.connect(partial(frame.rail.page_chosen.emit, "apart"))
        frame.page_shown.connect(self._look)

    def _look(self, name: str) -> None:
        person_id = self._services.settings.current().open_person
        if person_id is None or name in _WITHOUT:
            self._banner.tell(())
        elif name in _ONE_LINE:
            self._banner.tell_only(self._not_decided(person_id))
        else:
            self._banner.tell(self._services.apart.conflicts(person_id))
        self._banner.setVisible(self._banner.is_told)

    def _not_decided(self, person_id: str) -> str:
        try:
            open_ = self._services.apart.conflicts(person_id)
        except Exception:  # the emergency page stands when nothing can be read
            return ""
        return not_decided(open_)
