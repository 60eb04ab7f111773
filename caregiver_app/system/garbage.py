# SPDX-License-Identifier: MIT
"""Doing something short without Python's search for circles of garbage, and ending quickly."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

_MUCH = 100_000


@contextmanager
def unsearched() -> Iterator[None]:
    """Put the search off until the end of a short piece of work.

    It goes through everything that is in memory: beside a record of ten years that costs half of
    a page, and a new process a tenth of the time until its page is there.

    Where much was made meanwhile it is left out of the search for good: to go through all of it
    once stops the window for a quarter of a second. It goes as soon as nobody holds it.
    """
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            if gc.get_count()[0] > _MUCH:
                gc.freeze()
            gc.enable()


def leave_unsearched() -> None:
    """Do without the search in a process that does one command and then ends at once.

    What it would find goes back with all the rest. To look through everything that a sheet has
    made, right before the end, costs a fortieth of the time until it is there.
    """
    gc.disable()


def end_at_once(code: int) -> NoReturn:
    """End this process with an exit code, when a command has done its work and closed its files.

    To take everything in memory apart first costs a twentieth of the time until a sheet is there,
    and it goes back all at once anyway.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody reads it any more
            stream.flush()
    os._exit(code)
