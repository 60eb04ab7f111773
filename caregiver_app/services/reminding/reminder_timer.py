# SPDX-License-Identifier: MIT
"""The computer's own timer for the record that is open: whether it is on, and why it cannot be."""

from pathlib import Path

from caregiver_app.system.words import _


class TimerRefused(Exception):  # noqa: N818 - the word the screen shows
    """The timer could not be turned on or off; the text says why, in plain words."""


class ReminderTimer:
    """Has the system start the reminder for one data folder while the program is closed."""

    def __init__(self, folder: Path, *, is_record: bool = True) -> None:
        """`is_record` is False for a file that is only shown: its folder goes with it."""
        self._folder = folder
        self._is_record = is_record

    @property
    def is_on(self) -> bool:
        """Say whether the timer was put in place on this computer, for this very folder."""
        from caregiver_app.system import timers

        return timers.is_on(self._folder.absolute())

    @property
    def why_not(self) -> str:
        """Return why it would be of no use here; blank when it would."""
        from caregiver_app.storage.passcode import lock_of

        if not self._is_record:
            return _("A file is shown here. Close the file first.")
        if lock_of(self._folder) is None:
            return ""
        return _("The record has a passcode. Nobody can look into it while this is closed.")

    def turn(self, *, on: bool) -> None:
        """Put the timer in place or take it away; raise TimerRefused, and nothing is left."""
        from caregiver_app.system import timers
        from caregiver_app.system.timer_files import remind_command

        if on and self.why_not:
            raise TimerRefused(self.why_not)
        try:
            if on:
                timers.turn_on(remind_command(self._folder.absolute()))
            else:
                timers.turn_off()
        except timers.NoTimer as refused:
            raise TimerRefused(str(refused)) from refused
