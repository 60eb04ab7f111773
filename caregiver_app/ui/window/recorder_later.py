# SPDX-License-Identifier: MIT
"""Asking who records when the window has just been opened: it may be somebody else by now."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from caregiver_app.domain.levels import Level
from caregiver_app.ui.presses.recorder_press import RecorderPress

if TYPE_CHECKING:
    from caregiver_app.ui.window.main_window import MainWindow


def ask_later(window: "MainWindow", *, anew: bool = False) -> None:
    """Ask who records, once the window stands: whoever came now may be somebody else.

    It is asked where more than one may record, or where it takes a PIN, and never in front of an
    emergency. `anew` says that a name of before counts no more.
    """
    QTimer.singleShot(0, window, partial(_ask, window, anew))


def _ask(window: "MainWindow", anew: bool) -> None:
    person_id, press = window.person_id, window.findChild(RecorderPress)
    if not isinstance(press, RecorderPress):
        return
    if anew:
        press.show_current()
    if person_id is None:
        return
    care = window.services.caregivers
    known = care.of(person_id)
    unsaid = care.current(person_id) is None and any(one.pin is not None for one in known)
    if (len(known) > 1 or unsaid) and not _is_emergency(window, person_id):
        press.ask(person_id)


def _is_emergency(window: "MainWindow", person_id: str) -> bool:
    if window.page_name == "emergency" or window.emergency_on_screen():
        return True
    alert = None
    with suppress(Exception):  # of a record that cannot be read nothing is known
        alert = window.services.alerts.follow_up(person_id)
    return alert is not None and alert.level is Level.EMERGENCY and not alert.answered
