# SPDX-License-Identifier: MIT
"""Doing something short without Python's search for circles of garbage."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


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


def unsearched_at_the_end() -> None:
    """Have nothing searched when the process ends: all of its memory goes back at once anyway.

    It costs a new process a tenth of the time until its page is there.
    """
    atexit.register(gc.freeze)
