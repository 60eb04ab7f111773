# SPDX-License-Identifier: MIT
"""Doing something short without Python's search for circles of garbage, and ending quickly."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn


@contextmanager
def unsearched() -> Iterator[None]:
    """Put the search off until the end of a short piece of work.

    It goes through everything that is in memory: beside a record of ten years that costs half of
    a page, and a new process a tenth of the time until its page is there.
    """
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()


def end_at_once(code: int) -> NoReturn:
    """End this process with an exit code, when a command has done its work and closed its files.

    To take everything in memory apart first costs a twentieth of the time until a sheet is there,
    and it goes back all at once anyway.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody reads it any more
            stream.flush()
    os._exit(code)
