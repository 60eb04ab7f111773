# SPDX-License-Identifier: MIT
"""Adding what came in with a file: worked out beside the window, written in short pieces."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QObject

from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.background.piecework import Piecework

Ready = TypeVar("Ready")
"""What was worked out of a file, to be written."""
Result = TypeVar("Result")
"""What is told once it is written."""


@dataclass(frozen=True, slots=True)
class _Job(Generic[Ready, Result]):
    """What is to be added, and who waits for it."""

    prepare: Callable[[], Callable[[], Ready]]
    then: Callable[[Result], None]
    otherwise: Callable[[Exception], None]


class Adding(QObject, Generic[Ready, Result]):
    """Adds one thing at a time, whole or not at all, and can be stopped until all of it is in.

    `write` returns the writing in pieces, None where something was written down meanwhile.
    """

    def __init__(
        self,
        write: Callable[[Ready], Generator[None, None, Result] | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._write = write
        self._preparing, self._writing = Errand(self), Piecework(self)
        self._job: _Job[Ready, Result] | None = None

    @property
    def is_running(self) -> bool:
        """Say whether something is being added."""
        return self._job is not None

    def run(
        self,
        prepare: Callable[[], Callable[[], Ready]],
        then: Callable[[Result], None],
        otherwise: Callable[[Exception], None],
    ) -> None:
        """Begin; one of `then` and `otherwise` is called in the window, unless it is stopped.

        `prepare` returns the work that goes beside the window; what is here is asked for before.
        """
        self.stop()
        self._prepare(_Job(prepare, then, otherwise))

    def stop(self) -> None:
        """Leave it: what is written of it is taken back, what is being worked out is forgotten."""
        self._job = None
        self._writing.stop()

    def _prepare(self, job: _Job[Ready, Result]) -> None:
        self._job = job
        try:
            work = job.prepare()
        except Exception as trouble:  # it is told in the window
            self._on_failed(job, trouble)
            return
        self._preparing.run(
            work,
            lambda found: self._on_prepared(job, found),
            lambda trouble: self._on_failed(job, trouble),
        )

    def _on_prepared(self, job: _Job[Ready, Result], found: object) -> None:
        if job is not self._job:
            return
        try:
            pieces = self._write(cast("Ready", found))
        except Exception as trouble:  # it is told in the window
            self._on_failed(job, trouble)
            return
        if pieces is None:
            self._prepare(job)
            return
        self._writing.run(
            pieces,
            lambda result: self._on_written(job, result),
            lambda trouble: self._on_failed(job, trouble),
        )

    def _on_written(self, job: _Job[Ready, Result], result: object) -> None:
        self._job = None
        job.then(cast("Result", result))

    def _on_failed(self, job: _Job[Ready, Result], trouble: Exception) -> None:
        if job is self._job:
            self._job = None
            job.otherwise(trouble)
