# SPDX-License-Identifier: MIT
"""One large save in short pieces: a window in between stays alive, and nobody saves into it."""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")


class LongSave:
    """The one save that is being made in pieces, none at first.

    It is one transaction. So whatever else is to be written meanwhile calls `finish` before.
    """

    def __init__(self) -> None:
        self._work: Generator[None, None, None] | None = None
        self._trouble: Exception | None = None
        self._is_stepping = False

    @property
    def is_open(self) -> bool:
        """Say whether some of it is written and not all."""
        return self._work is not None

    def begun(self, work: Generator[None, None, None]) -> Generator[None, None, None]:
        """Return the pieces of a save; raise at the end of them what went wrong in it."""
        self.finish()
        try:
            self._work, self._trouble = work, None
            while self._step():
                yield
        finally:
            if self._work is work:  # nobody goes on with it: the transaction is taken back
                self.close()
        if self._trouble is not None:
            raise self._trouble

    def finish(self) -> None:
        """Write the rest at once, when there is any. What goes wrong is for who began it."""
        while self._step():
            pass

    def first(self, other: Generator[None, None, T]) -> Generator[None, None, T]:
        """Return other work in pieces that rests while a save is open."""
        try:
            while True:
                while self.is_open:
                    yield
                try:
                    next(other)
                except StopIteration as done:
                    found: T = done.value
                    return found
                yield
        finally:
            other.close()

    def close(self) -> None:
        """Take back what is written of it."""
        work, self._work = self._work, None
        if work is not None:
            work.close()

    def _step(self) -> bool:
        """Do one piece; say whether more is left. The save itself is not asked to wait for it."""
        if self._work is None or self._is_stepping:
            return False
        self._is_stepping = True
        try:
            next(self._work)
        except StopIteration:
            self._work = None
        except Exception as trouble:  # it is raised where the save was begun
            self._work, self._trouble = None, trouble
        finally:
            self._is_stepping = False
        return self._work is not None
