# SPDX-License-Identifier: MIT
"""As-needed medicines that were given: name, dose as on the label, and when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import AsNeeded, Draft
from caregiver_app.domain.form import Question
from caregiver_app.system.words import _
from caregiver_app.ui import check_in_draft as drafts
from caregiver_app.ui.theme import tag
from caregiver_app.ui.widgets.fields.full_field import AskedOf, FullField, Wrong
from caregiver_app.ui.widgets.fields.log_row import LogRow, focus_first
from caregiver_app.ui.widgets.fields.when_field import WhenField


class MedicineLog(FullField):
    """A row for each medicine; a row without a name is not kept and stops the save."""

    def __init__(self, asked: AskedOf, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(asked, question, parent)
        self._rows: list[MedicineRow] = []
        self._made = 0
        self.lines.addWidget(self.head())
        self._column = QVBoxLayout()
        self._column.setSpacing(asked.theme.space("s"))
        self.lines.addLayout(self._column)
        add = QPushButton(_("Add a medicine"))
        add.setObjectName(f"{question.id}.add")
        tag(add, button="normal")
        add.clicked.connect(self._on_add)
        self.lines.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_draft(self, draft: Draft) -> None:
        """Show the kept medicines."""
        self._show_rows(draft.prn_taken)

    def without(self, draft: Draft) -> Draft:
        """Return the draft without medicines."""
        return drafts.answered(draft, self.question.id, ())

    def taken_into(self, draft: Draft) -> Draft:
        """Return the draft with every medicine that has a name."""
        given = tuple(row.medicine() for row in self._rows if row.medicine().name)
        return drafts.answered(draft, self.question.id, given)

    def wrong(self) -> Wrong | None:
        """Return a row that cannot be saved as it is."""
        return next((wrong for row in self._rows if (wrong := row.wrong())), None)

    def _show_rows(self, kept: Sequence[AsNeeded]) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for given in kept:
            self._add_row(given)

    def _add_row(self, given: AsNeeded) -> "MedicineRow":
        self._made += 1
        row = MedicineRow(self.asked, self.question, self._made - 1, given)
        row.changed.connect(self.typed)
        row.removed.connect(self._on_removed)
        self._column.addWidget(row)
        self._rows.append(row)
        self.rebuilt.emit()
        return row

    def _on_add(self) -> None:
        focus_first(self._add_row(AsNeeded(name="")))
        self.typed.emit()

    def _on_removed(self) -> None:
        for row in self._rows:
            if row is self.sender():
                self._rows.remove(row)
                row.hide()
                row.deleteLater()
                break
        self.typed.emit()


class MedicineRow(LogRow):
    """One medicine that was given."""

    def __init__(self, asked: AskedOf, question: Question, number: int, given: AsNeeded) -> None:
        title = _("Medicine {n}").format(n=number + 1)
        super().__init__(asked.theme, f"{question.id}.{number}", title, question.parts)
        self._name = self.text("name")
        self._name.setText(given.name)
        self._dose = self.text("dose_text")
        self._dose.setText(given.dose_text or "")
        self._when = WhenField(asked.theme, f"{self.name}.at", self.spoken("at"), asked.clock)
        self._when.show_moment(given.at)
        self._when.changed.connect(self.changed)
        self.put("at", self._when, broad=True)

    def medicine(self) -> AsNeeded:
        """Return the medicine as the row says."""
        return AsNeeded(
            name=self._name.text().strip(),
            dose_text=self._dose.text().strip() or None,
            at=self._when.value(),
        )

    def wrong(self) -> Wrong | None:
        """Return what cannot be saved as it is."""
        given = self.medicine()
        if not given.name and (given.dose_text or self._when.is_begun()):
            return Wrong(self.spoken("name"), given.dose_text or "", self._name)
        if self._when.is_wrong():
            return Wrong(self.spoken("at"), self._when.typed(), self._when.edit)
        return None
