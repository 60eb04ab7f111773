# SPDX-License-Identifier: MIT
"""Keeping the answers of an unfinished check-in on the disk, a moment after every change."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.services.checking_in.check_ins import CheckInService
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.widgets.fields.check_in_draft import is_empty
from caregiver_app.ui.words import check_in_words as words

_KEEP_AFTER_MS = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What is on the screen about one person; `about` is None while it is about now.

    Of the names in `not_meant` somebody said that another medicine is meant.
    """

    person_id: str
    draft: Draft
    doses: tuple[DoseEvent, ...]
    about: Moment | None = None
    not_meant: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was answered, whoever is recording and whenever it was."""
        return is_empty(self.draft) and not self.doses


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """What stands on the check-in page, and its judgement.

    `is_then`: it is surely about an earlier time, and tells nothing of now. `is_refused`: the disk
    did not take it. `has_copy`: its answers are kept all the same, and are there after a crash.
    """

    answers: Answers
    judged: Assessment
    is_then: bool
    is_refused: bool
    has_copy: bool

    @property
    def calls(self) -> Level | None:
        """Return its level where somebody is to be called now, None else."""
        urgent = self.judged.level >= Level.URGENT and not self.is_then
        return self.judged.level if urgent else None

    @property
    def emergency(self) -> Assessment | None:
        """Return its judgement where it is an EMERGENCY of now."""
        return self.judged if self.calls is Level.EMERGENCY else None


class DraftKeeping(QObject):
    """Writes what `read` gives; a disk that refuses is told and holds nothing up.

    `looked` is said after every try, `refused` carries why the answers are not kept; as long as
    that is so `is_refused` says it. `is_save_refused`: the check-in itself was not taken.
    """

    looked = Signal()
    refused = Signal(str)

    def __init__(
        self,
        check_ins: CheckInService,
        clock: Clock,
        read: Callable[[], Answers | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._check_ins = check_ins
        self._clock = clock
        self._read = read
        self.kept_at: Moment | None = None
        self.is_refused = self.is_save_refused = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    def keep_soon(self) -> None:
        """Keep the answers a moment after the first change that is not kept yet."""
        if not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Keep nothing more of what was changed so far."""
        self._timer.stop()
        self.is_save_refused = False

    def keep_refused(self) -> None:
        """Keep at once what could not be saved as a check-in."""
        self.is_save_refused = True
        self.keep()

    def finish(self) -> None:
        """Keep at once what was going to be kept."""
        if self._timer.isActive():
            self.keep()

    def keep(self) -> None:
        """Write the answers now; none at all means that there is no draft."""
        answers = self._read()
        self._timer.stop()
        if answers is None:
            return
        self.is_refused = True
        try:
            self._write(answers)
            self.is_refused = False
        except Exception as trouble:  # whatever the disk does, the answers stay on the screen
            told = _("The draft is not kept: {cause} Your answers are still here.")
            self.refused.emit(told.format(cause=words.sentence(trouble)))
        self.looked.emit()

    def _write(self, answers: Answers) -> None:
        if answers.is_empty:
            self._check_ins.drop_draft(answers.person_id)
            self.kept_at = None
            return
        self._check_ins.keep_draft(
            answers.person_id,
            answers.draft,
            answers.doses,
            about=answers.about,
            not_meant=answers.not_meant,
        )
        self.kept_at = here_and_now(self._clock)
