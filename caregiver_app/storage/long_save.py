# SPDX-License-Identifier: MIT
"""One large save in short pieces: a window in between stays alive, and nobody saves into it."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

from caregiver_app.storage.errors import StorageError

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class _Open:
    """A save that is being made, and what came of it."""

    work: Generator[None, None, None]
    trouble: Exception | None = None
    is_done: bool = False


class LongSave:
    """The one save that is being made in pieces, none at first.

    It is one transaction. So whatever else is to be written meanwhile calls `finish` before.
    """

    def __init__(self) -> None:
        self._open: _Open | None = None
        self._is_stepping = False

    @property
    def is_open(self) -> bool:
        """Say whether some of it is written and not all."""
        return self._open is not None

    def begun(self, work: Generator[None, None, None]) -> Generator[None, None, None]:
        """Return the pieces of a save; raise at the end of them what went wrong in it."""
        self.finish()
        own = _Open(work)
        try:
            self._open = own
            while self._open is own and self._step():
                yield
        finally:
            if self._open is own:  # nobody goes on with it: the transaction is taken back
                self.close()
        if own.trouble is not None:
            raise own.trouble
        if not own.is_done:  # the record was closed meanwhile
            raise StorageError("failed")

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
        own, self._open = self._open, None
        if own is not None:
            own.work.close()

    def _step(self) -> bool:
        """Do one piece; say whether more is left. The save itself is not asked to wait for it."""
        own = self._open
        if own is None or self._is_stepping:
            return False
        self._is_stepping = True
        try:
            next(own.work)
        except StopIteration:
            self._open, own.is_done = None, True
        except Exception as trouble:  # it is raised where the save was begun
            self._open, own.trouble = None, trouble
        finally:
            self._is_stepping = False
        return self._open is not None
