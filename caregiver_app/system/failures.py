# SPDX-License-Identifier: MIT
"""A mistake in the program is shown, not swallowed: PySide6 goes on after a slot has raised."""

import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType


def show_with(show: Callable[[str], None]) -> None:
    """Show every uncaught error in the window; names and values of the record stay out of it.

    Errors of other threads are printed only: the window belongs to the main thread.
    """
    faulthandler.enable()
    busy = threading.Lock()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt) or not busy.acquire(blocking=False):
            return
        try:
            if threading.current_thread() is threading.main_thread():
                show(_where(kind, trace))
        finally:
            busy.release()

    sys.excepthook = hook


def _where(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the kind of error and the place in the code; never its text, which may hold data."""
    places = traceback.extract_tb(trace)
    return f"{kind.__name__}, {places[-1].name}:{places[-1].lineno}" if places else kind.__name__
