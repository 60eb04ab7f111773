# SPDX-License-Identifier: MIT
"""Work in short pieces that is done in one go, where no window has to stay alive in between."""

from collections.abc import Generator
from typing import TypeVar

Made = TypeVar("Made")


def at_once(pieces: Generator[None, None, Made]) -> Made:
    """Return what comes of pieces that are done one right after the other."""
    while True:
        try:
            next(pieces)
        except StopIteration as done:
            made: Made = done.value
            return made
