# SPDX-License-Identifier: MIT
"""Looking again at all that has a time, after the computer slept or its clock was set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.ui.watches.reminder_watch import ReminderWatch
from caregiver_app.ui.widgets.level.alert_watch import AlertWatch

if TYPE_CHECKING:
    from caregiver_app.ui.window.main_window import MainWindow


def look_again(window: MainWindow) -> None:
    """Show at once what came due while the computer slept: on Today, alerts, reminders."""
    window.minute_passed()
    for watch in window.findChildren(AlertWatch):
        watch.look()
    for reminders in window.findChildren(ReminderWatch):
        reminders.look()
