# SPDX-License-Identifier: MIT
"""The day that a window shows: what goes by days is shown anew when another one has begun."""

from collections.abc import Callable

from caregiver_app.system.clock import Clock, here_and_now


class DayShown:
    """Remembers the local day; the dose, the step and the days since the cut are those of a day."""

    def __init__(self, clock: Clock, show_anew: Callable[[], None]) -> None:
        self._clock, self._show_anew = clock, show_anew
        self._day = here_and_now(clock).day

    def look(self) -> None:
        """Have everything shown anew when it is not the day any more that it was."""
        before, self._day = self._day, here_and_now(self._clock).day
        if before != self._day:
            self._show_anew()
