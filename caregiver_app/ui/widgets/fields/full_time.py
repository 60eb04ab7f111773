# SPDX-License-Identifier: MIT
"""A full question about a time: day and time typed, asked again when it is long ago."""

from datetime import timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caregiver_app.domain.check_in import Draft, Missing
from caregiver_app.domain.form import Question
from caregiver_app.domain.moments import Moment
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.widgets.fields import check_in_draft as drafts
from caregiver_app.ui.widgets.fields.chip import ChoiceChip
from caregiver_app.ui.widgets.fields.full_field import AskedOf, AskLine, FullField, Wrong
from caregiver_app.ui.widgets.fields.when_field import WhenField
from caregiver_app.ui.words import dates

_TOP = Qt.AlignmentFlag.AlignTop


class FullTime(FullField):
    """When it was. Its limits are hours ago; a time that is still to come is not kept."""

    def __init__(self, asked: AskedOf, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(asked, question, parent)
        self.lines.addWidget(self.head())
        self._when = WhenField(asked.theme, question.id, question.prompt, asked.clock)
        self._when.changed.connect(self._on_typed)
        self._not_sure = ChoiceChip(asked.theme, _("not sure"))
        self._not_sure.setObjectName(f"{question.id}.not_sure")
        self._not_sure.setAccessibleName(f"{question.prompt} {self._not_sure.text()}")
        self._not_sure.clicked.connect(self._on_not_sure)
        line = QHBoxLayout()
        line.setSpacing(asked.theme.space("s"))
        line.addWidget(self._when)
        line.addWidget(self._not_sure, 0, _TOP)
        line.addStretch(1)
        self.lines.addLayout(line)
        self._ask = AskLine(asked.theme, question.id)
        self._ask.taken_back.connect(self._on_taken_back)
        self.lines.addWidget(self._ask)

    def show_draft(self, draft: Draft) -> None:
        """Show the kept time, or its unfinished text."""
        name = self.question.id
        value = drafts.answer_in(draft, name)
        kept = value if isinstance(value, Moment) else None
        self._when.show_moment(kept, draft.raw.get(name, ""))
        self._not_sure.setChecked(name in draft.not_taken)
        self._say()
        self._ask.confirm()

    def without(self, draft: Draft) -> Draft:
        """Return the draft without what this field reads from its text."""
        return drafts.typed(draft, self.question.id, None, "")

    def taken_into(self, draft: Draft) -> Draft:
        """Return the draft with the instant, or the reason for none."""
        name = self.question.id
        if self._not_sure.isChecked():
            return drafts.not_taken(draft, name, Missing.NOT_SURE)
        if not self._when.is_begun():
            return draft
        kept = drafts.typed(draft, name, None, self._when.typed())
        return drafts.answered(kept, name, self._when.value())

    def wrong(self) -> Wrong | None:
        """Return a time that is unfinished or cannot have been."""
        if self._not_sure.isChecked() or not self._when.is_wrong():
            return None
        return Wrong(self.question.short, self._when.typed(), self._when.edit)

    def _hours(self) -> Decimal | None:
        value = self._when.value()
        if value is None:
            return None
        past = dates.between(value, here_and_now(self.asked.clock))
        return Decimal(past // timedelta(seconds=1)) / 3600

    def _say(self) -> None:
        limits, hours, value = self.question.limits, self._hours(), self._when.value()
        long_ago = limits and limits.soft_high is not None and hours and hours > limits.soft_high
        words = ""
        if long_ago and value is not None:
            words = dates.day_and_time(value, here_and_now(self.asked.clock))
        self._ask.ask(words)

    def _on_typed(self) -> None:
        self._not_sure.setChecked(False)
        self._say()
        self.typed.emit()

    def _on_taken_back(self) -> None:
        self._when.show_moment(None)
        self._on_typed()

    def _on_not_sure(self) -> None:
        if self._not_sure.isChecked():
            self._when.show_moment(None)
            self._say()
        self.typed.emit()
