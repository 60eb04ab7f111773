# SPDX-License-Identifier: MIT
"""How long to wait after a wrong passcode: longer each time, never for good."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from caregiver_app.system.plain_file import read_plain, write_plain

TRIES = "record.tries"
_WAITS_S = (0, 0, 0, 1, 2, 4, 8, 16, 30)
"""By how many tries were wrong; 30 s is the longest. Our choice: a copied file knows no wait."""
_MOST = 1000


class Tries:
    """The wrong tries of one data folder. They are kept, so that a new start does not end the wait.

    `steady_s` is a clock that nobody can set, in seconds.
    """

    def __init__(self, folder: Path, steady_s: Callable[[], float]) -> None:
        self._path = folder / TRIES
        self._steady_s = steady_s
        self._wrong = self._read()
        self._since = steady_s()

    @property
    def wrong(self) -> int:
        """Return how many in a row were wrong."""
        return self._wrong

    def wait_s(self) -> float:
        """Return how long to wait until the next try, 0 when it may be now."""
        wait = _WAITS_S[min(self._wrong, len(_WAITS_S) - 1)]
        return max(0.0, wait - (self._steady_s() - self._since))

    def was_wrong(self) -> None:
        """Count a wrong try."""
        self._wrong = min(self._wrong + 1, _MOST)
        self._since = self._steady_s()
        with suppress(OSError):  # a full disk must not end the tries
            write_plain(self._path, str(self._wrong).encode("ascii"))

    def was_right(self) -> None:
        """Begin again from nothing."""
        self._wrong = 0
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _read(self) -> int:
        with suppress(OSError, ValueError):
            text = read_plain(self._path).decode("ascii")
            if text.isdigit() and len(text) <= len(str(_MOST)):
                return min(int(text), _MOST)
        return 0
