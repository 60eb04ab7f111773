# SPDX-License-Identifier: MIT
"""The one press "As usual" on the check-in page: stated, refused, or taken back with a reason."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from caregiver_app.domain.as_usual import Refusal, fields_stated, taken_back
from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.form import Form
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.rules.facts import Vital
from caregiver_app.services.checking_in.as_usual import AsUsualService
from caregiver_app.ui.check_in.draft_keeping import Answers
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.check_in.as_usual_card import AsUsualCard
from caregiver_app.ui.widgets.fields.check_in_draft import any_pressed

Judge = Callable[[Draft], Assessment]
"""Judges a draft of the person on the screen at the time it is about."""


class AsUsualPress(QObject):
    """`edited` carries what the press does to the draft; `card` says it in words."""

    edited = Signal(object)

    def __init__(self, service: AsUsualService, form: Form, theme: Theme) -> None:
        super().__init__()
        self._service = service
        self._form = form
        self.card = AsUsualCard(theme, service.content, form)
        self._refused: Refusal | None = None
        self._is_moved = False

    @property
    def has_stated(self) -> bool:
        """Say whether the card reads back what was stated."""
        return self._refused is None and not self.card.isHidden()

    def press(self, answers: Answers, now: Moment, level: Level) -> None:
        """State what nobody has answered, say why not, or take back what was stated."""
        if fields_stated(answers.draft):
            self.edited.emit(taken_back)
            return
        self._refused = self._refusal(answers, now, level)
        if self._refused is not None:
            self.card.show_refused(self._refused)
            return
        person_id = answers.person_id
        self.edited.emit(lambda draft: self._service.stated(person_id, draft))

    def ask_again(self) -> None:
        """Ask at the next look whether what was stated may be stated at another time."""
        self._is_moved = True

    def follow(self, answers: Answers, now: Moment, judge: Judge, level: Level) -> None:
        """Read back what stands; take it back when a red flag or a dose forbids it by now.

        At another time than that of the press whatever refuses the press takes it back.
        """
        is_moved, self._is_moved = self._is_moved, False
        if not fields_stated(answers.draft):
            if self._refused is None:
                self.card.put_away()
            return
        broken = self._refusal(answers, now, level) if is_moved else None
        broken = broken or self._broken(answers, now, judge, level)
        if broken is not None:
            self._refused = broken
            self.card.show_refused(broken)
            self.edited.emit(taken_back)
            return
        self._refused = None
        self.card.show_stated(answers.draft)

    def forget(self) -> None:
        """Say nothing more about a press that was refused."""
        self._refused = None
        self.card.put_away()

    def _refusal(self, answers: Answers, now: Moment, level: Level) -> Refusal | None:
        flagged = any_pressed(answers.draft, self._form.tiles)
        return self._service.refusal(
            answers.person_id, answers.draft, answers.doses, now, level, flagged=flagged
        )

    def _broken(self, answers: Answers, now: Moment, judge: Judge, level: Level) -> Refusal | None:
        """Return what forbids it by now; a number alone, half typed perhaps, does not."""
        if any_pressed(answers.draft, self._form.tiles):
            return Refusal.RED_FLAG
        if level is Level.EMERGENCY:
            signs = judge(_without_numbers(answers.draft))
            if signs.level is Level.EMERGENCY:
                return Refusal.RED_FLAG
        return self._service.broken_by(answers.person_id, answers.draft, answers.doses, now)


def _without_numbers(draft: Draft) -> Draft:
    vitals = {vital.value for vital in Vital}
    reasons = {name: why for name, why in draft.not_taken.items() if name not in vitals}
    blank: dict[str, Any] = dict.fromkeys(vitals)
    return replace(draft, not_taken=reasons, **blank)
