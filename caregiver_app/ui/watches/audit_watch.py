# SPDX-License-Identifier: MIT
"""Notes who was opened, once somebody has stayed for a moment: it never waits in the way."""

from PySide6.QtCore import QObject, QTimer

from caregiver_app.ui.app_context import Services
from caregiver_app.ui.frame.window_frame import WindowFrame

_STAYED_MS = 5000


class AuditWatch(QObject):
    """One line for each person that comes to the front, and the word when one is missing."""

    def __init__(self, services: Services, frame: WindowFrame) -> None:
        super().__init__(frame)
        self._services, self._frame = services, frame
        services.audit.listener = frame.trouble.show_trouble
        self._later = QTimer(self, singleShot=True)
        self._later.setInterval(_STAYED_MS)
        self._later.timeout.connect(self.look)
        frame.page_shown.connect(self._on_page)

    def _on_page(self, _name: str) -> None:
        if self._services.audit.is_new(self._services.settings.current().open_person):
            self._later.start()

    def look(self) -> None:
        """Write the line of whoever is open; not behind a frame that is gone, nor its record."""
        if self._frame.isVisible():
            self._services.audit.opened(self._services.settings.current().open_person)
