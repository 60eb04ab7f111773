# SPDX-License-Identifier: MIT
"""One step of a plan as it is typed: its day, its doses, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.plan import StepStatus
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.full_text import text_edit
from caregiver_app.ui.widgets.fields.profile_fields import TextField
from caregiver_app.ui.widgets.fields.still_combo import StillCombo
from caregiver_app.ui.widgets.fields.when_field import WhenField
from caregiver_app.ui.widgets.plan.plan_table import clock_words
from caregiver_app.ui.widgets.plan.plan_typed import TypedStep

NUMBER_EM, DAY_EM, AMOUNT_EM, STATUS_EM = 2, 11, 5, 10


class StepRow(QFrame):
    """The fields of one step, named `plan.step.<n>.<field>`; `removed` asks to take it out.

    `asked` carries what came under the row and may be out of sight.
    """

    changed = Signal()
    asked = Signal(object)
    removed = Signal()
    left = Signal(str)

    def __init__(
        self,
        theme: Theme,
        number: int,
        times: Sequence[str],
        unit: str,
        clock: Clock,
        typed: TypedStep,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._name = f"plan.step.{number}"
        self._number = number
        self._begun = typed
        step = _("Step {n}").format(n=number + 1)
        self._starts = self._edit("starts", _("{step}: the day it starts").format(step=step))
        self._starts.editingFinished.connect(self._on_left)
        self._amounts = [
            self._edit(f"amount.{n}", _("{step}: mg at {time}").format(step=step, time=words))
            for n, words in enumerate(clock_words(time) for time in times)
        ]
        spoken = _("{step}: {unit} a day").format(step=step, unit=unit)
        self._per_day = self._edit("per_day", spoken)
        self._status = self._status_field(step)
        self._said_by = TextField(theme, f"{self._name}.said_by", _("Who said so"))
        self._said_at = WhenField(theme, f"{self._name}.said_at", _("When they said so."), clock)
        self._said = QWidget()
        self._problem = label("", "small")
        tag(self._problem, heavy=True)
        self._problem.setObjectName(f"{self._name}.problem")
        self._lay_out(step)
        self._show(typed)
        for edit in (self._starts, *self._amounts, self._per_day):
            edit.textEdited.connect(self.changed)
        self._said_by.changed.connect(self.changed)
        self._said_at.changed.connect(self.changed)
        self._status.activated.connect(self._on_status)

    def typed(self) -> TypedStep:
        """Return the row as it stands."""
        return replace(
            self._begun,
            starts=self._starts.text(),
            amounts=tuple(edit.text() for edit in self._amounts),
            per_day=self._per_day.text(),
            status=self._chosen(),
            said_by=self._said_by.text(),
            said_at=self._said_at.value(),
        )

    def say(self, problems: Mapping[str, str], in_mg: str = "", *, is_left_out: bool) -> None:
        """Put the first of its problems under the row, and mark the field it is about.

        Without one it is said what amounts in another unit are `in_mg`.
        Of an empty row it is said that it `is_left_out`; one just added is still to be typed.
        """
        own = {where: words for where, words in problems.items() if self._is_own(where)}
        for edit in (self._starts, *self._amounts, self._per_day):
            edit.setAccessibleDescription(own.get(edit.objectName(), ""))
        words = next(iter(own.values()), "") or in_mg or _stays_words(self.typed())
        if not own and is_left_out and self.typed().is_blank:
            words = _("This row is empty. It is left out.")
            self._starts.setAccessibleDescription(words)
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def field(self, where: str) -> QWidget | None:
        """Return the field of a problem, when it is in this row."""
        found = self.findChild(QWidget, where)
        return found if isinstance(found, QWidget) else None

    def focus_status(self) -> None:
        """Put the keyboard where it is said what became of the step."""
        self._status.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_own(self, where: str) -> bool:
        return where.startswith(f"{self._name}.")

    def _edit(self, field: str, spoken: str) -> QLineEdit:
        edit = text_edit(f"{self._name}.{field}", spoken)
        em = DAY_EM if field == "starts" else AMOUNT_EM
        edit.setFixedWidth(em * self._theme.px("body"))
        return edit

    def _status_field(self, step: str) -> StillCombo:
        box = StillCombo()
        box.setObjectName(f"{self._name}.status")
        box.setAccessibleName(_("{step}: what became of it").format(step=step))
        for value, words in _statuses():
            box.addItem(words, value)
        box.setFixedWidth(STATUS_EM * self._theme.px("body"))
        return box

    def _lay_out(self, step: str) -> None:
        space = self._theme.space
        number = label(str(self._number + 1), "strong")
        number.setFixedWidth(NUMBER_EM * self._theme.px("body"))
        remove = QPushButton(_("Remove"))
        remove.setObjectName(f"{self._name}.remove")
        remove.setAccessibleName(_("Remove {what}").format(what=step))
        tag(remove, button="quiet")
        remove.clicked.connect(self.removed)
        line = QHBoxLayout()
        line.setSpacing(space("s"))
        for part in (number, self._starts, *self._amounts, self._per_day, self._status, remove):
            line.addWidget(part)
        line.addStretch(1)
        said = QHBoxLayout(self._said)
        said.setContentsMargins(NUMBER_EM * self._theme.px("body") + space("s"), 0, 0, 0)
        said.setSpacing(space("l"))
        said.addWidget(self._said_by, 1, Qt.AlignmentFlag.AlignTop)
        when = QVBoxLayout()
        when.setSpacing(space("xs"))
        when.addWidget(label(_("When they said so"), "strong"))
        when.addWidget(self._said_at)
        when.addStretch(1)
        said.addLayout(when, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("xs"))
        column.addLayout(line)
        column.addWidget(self._said)
        column.addWidget(self._problem)
        self._problem.setIndent(NUMBER_EM * self._theme.px("body") + space("s"))
        self._problem.hide()

    def _show(self, typed: TypedStep) -> None:
        self._starts.setText(typed.starts)
        for edit, text in zip(self._amounts, typed.amounts, strict=False):
            edit.setText(text)
        self._per_day.setText(typed.per_day)
        status = typed.status if typed.status in _TOLD else None
        self._status.setCurrentIndex(self._status.findData(status))
        self._plain = typed.status if typed.status not in _TOLD else None
        self._said_by.edit.setText(typed.said_by)
        self._said_at.show_moment(typed.said_at)
        self._said.setVisible(status is not None)

    def _chosen(self) -> StepStatus | None:
        found: StepStatus | None = self._status.currentData()
        return StepStatus(found) if found is not None else self._plain

    def _on_left(self) -> None:
        self.left.emit(self._starts.objectName())

    def _on_status(self) -> None:
        is_told = self._status.currentData() is not None
        is_new = is_told and self._said.isHidden()
        self._said.setVisible(is_told)
        self.changed.emit()
        if is_new:
            self.asked.emit(self._said)


def fill_head(head: QHBoxLayout, theme: Theme, times: Sequence[str], unit: str) -> None:
    """Write over the fields of the rows what stands in each column."""
    words = [("", NUMBER_EM), (_("Starts on"), DAY_EM)]
    words += [(f"{clock_words(time)}, mg", AMOUNT_EM) for time in times]
    words.append((_("{unit} a day").format(unit=unit), AMOUNT_EM))
    words.append((_("What became of it"), STATUS_EM))
    for text, em in words:
        made = label(text, "small", "muted")
        made.setFixedWidth(em * theme.px("body"))
        head.addWidget(made, 0, Qt.AlignmentFlag.AlignBottom)
    head.addStretch(1)


def _stays_words(row: TypedStep) -> str:
    """Return what is said of doses that stand at times which the plan has no more."""
    times = ", ".join(clock_words(time) for time in sorted(row.elsewhere))
    if not row.stays or not times:
        return ""
    return _("This step is over. Its doses at {times} stay as they were.").format(times=times)


_TOLD = (StepStatus.HELD, StepStatus.EXTENDED, StepStatus.STEPPED_BACK, StepStatus.CANCELLED)


def _statuses() -> tuple[tuple[StepStatus | None, str], ...]:
    return (
        (None, _("as planned")),
        (StepStatus.HELD, _("held here")),
        (StepStatus.EXTENDED, _("made longer")),
        (StepStatus.STEPPED_BACK, _("stepped back")),
        (StepStatus.CANCELLED, _("taken off")),
    )
