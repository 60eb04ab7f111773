# SPDX-License-Identifier: MIT
"""Waiting for a file that another program holds for a moment, as virus scanners do on Windows."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_HELD = frozenset({5, 32, 33})
"""What Windows says while another program has a file open: denied, shared, locked."""
_LONGEST_S = 2.5
_PAUSE_S = 0.05


def patiently(act: Callable[[], T]) -> T:
    """Do something with a file, again and again for a while when another program holds it.

    A right that is really missing is raised after two and a half seconds; any other error, and
    every error on other systems, at once.
    """
    until = time.monotonic() + _LONGEST_S
    while True:
        try:
            return act()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD or time.monotonic() >= until:
                raise
        time.sleep(_PAUSE_S)
