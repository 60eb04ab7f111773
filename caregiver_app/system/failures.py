# SPDX-License-Identifier: MIT
"""A mistake in the program is shown, not swallowed, and the next start knows of a hard end.

What is written to the log is the kind of error and places in the code: never its text, nor names
or values of the record. A desktop keeps what its programs print, so that is held to the same;
only a terminal is shown the text.
"""

import faulthandler
import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from caregiver_app.system.plain_file import open_plain

LOG = "failures.log"
MARK = "record.open"
MOST_BYTES = 256 * 1024


class Failures:
    """Shows and logs what nobody caught; PySide6 goes on after a slot or a painting has raised."""

    def __init__(self, show: Callable[[str], None], otherwise: Callable[[str], None]) -> None:
        """Take what shows an error, from any thread, and what does where that has failed too."""
        self._show, self._otherwise = show, otherwise
        self._here = threading.local()
        self._log: int | None = None

    def watch(self) -> None:
        """Hear of every error from now on."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        _dump_to_console()
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error
        sys.unraisablehook = self._on_unraisable

    def log_to(self, folder: Path) -> None:
        """Write to a log in this folder too, crashes below Python included."""
        with suppress(OSError):  # without a log the program is as good as with one
            path = folder / LOG
            if path.exists() and path.stat().st_size > MOST_BYTES:
                path.unlink()
            descriptor = open_plain(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            self._close_log()
            self._log = descriptor
            faulthandler.enable(file=descriptor)

    def close(self) -> None:
        """Hear and write no more."""
        if sys.excepthook == self._on_error:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        self._close_log()

    def _close_log(self) -> None:
        descriptor, self._log = self._log, None
        if descriptor is not None:
            _dump_to_console()
            os.close(descriptor)

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if _has_terminal():
            traceback.print_exception(kind, error, trace)
        else:
            _print(places_of(kind, trace))
        if not issubclass(kind, KeyboardInterrupt):
            self._tell(kind, trace)

    def _on_thread_error(self, hooked: threading.ExceptHookArgs) -> None:
        if hooked.exc_value is not None:
            self._on_error(hooked.exc_type, hooked.exc_value, hooked.exc_traceback)

    def _on_unraisable(self, hooked: "sys.UnraisableHookArgs") -> None:
        places, before = places_of(hooked.exc_type, hooked.exc_traceback), self._before[2]
        self._write(places)
        if before is sys.__unraisablehook__ and not _has_terminal():
            _print(places)
        else:
            before(hooked)

    def _tell(self, kind: type[BaseException], trace: TracebackType | None) -> None:
        self._write(places_of(kind, trace))
        if getattr(self._here, "is_telling", False):
            self._otherwise(place_of(kind, trace))
            return
        self._here.is_telling = True
        try:
            self._show(place_of(kind, trace))
        finally:
            self._here.is_telling = False

    def _write(self, text: str) -> None:
        line = f"{text}\n".encode()
        if self._log is not None:
            with suppress(OSError):
                if os.fstat(self._log).st_size + len(line) > MOST_BYTES:
                    os.ftruncate(self._log, 0)
                os.write(self._log, line)


class RunningMark:
    """A file that stands in the data folder while the program runs: left over, it ended hard."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / MARK

    def begin(self) -> bool:
        """Set the mark; say whether one was left over. Only whoever holds the record may."""
        left_over = self._path.is_file()
        with suppress(OSError):  # on a full disk the program runs without
            os.close(open_plain(self._path, os.O_WRONLY | os.O_CREAT))
        return left_over

    def end(self) -> None:
        """Take the mark away: the program ends as it should."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)


def _has_terminal() -> bool:
    """Say whether what is printed is seen on a terminal and kept nowhere."""
    return sys.stderr is not None and sys.stderr.isatty()


def _print(text: str) -> None:
    with suppress(OSError, AttributeError):  # a program without a console has nothing to print to
        sys.stderr.write(f"{text}\n")


def _dump_to_console() -> None:
    """Let a crash below Python say where it was; a program without a console cannot."""
    with suppress(RuntimeError, OSError, ValueError):
        faulthandler.enable()


def place_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the kind of error and the place in the code where it was raised."""
    places = traceback.extract_tb(trace)
    return f"{kind.__name__}, {places[-1].name}:{places[-1].lineno}" if places else kind.__name__


def places_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the kind of error and every place in the code on the way to it."""
    places = [f"{Path(p.filename).name}:{p.lineno} {p.name}" for p in traceback.extract_tb(trace)]
    return " < ".join([kind.__name__, *reversed(places)])
