# SPDX-License-Identifier: MIT
"""As-needed medicines that were given: name, dose as on the label, and when."""

from PySide6.QtWidgets import QWidget

from caregiver_app.domain.check_in import AsNeeded, Draft
from caregiver_app.domain.form import Question
from caregiver_app.system.words import _
from caregiver_app.ui import check_in_draft as drafts
from caregiver_app.ui.widgets.check_in.row_log import RowLog
from caregiver_app.ui.widgets.fields.full_field import AskedOf, Wrong
from caregiver_app.ui.widgets.fields.log_row import LogRow
from caregiver_app.ui.widgets.fields.when_field import WhenField


class MedicineLog(RowLog[AsNeeded, "MedicineRow"]):
    """A row for each medicine; a row without a name is not kept and stops the save."""

    def __init__(self, asked: AskedOf, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(asked, question, _("Add a medicine"), MedicineRow, parent)

    def show_draft(self, draft: Draft) -> None:
        """Show the kept medicines."""
        self.show_rows(draft.prn_taken)

    def without(self, draft: Draft) -> Draft:
        """Return the draft without medicines."""
        return drafts.answered(draft, self.question.id, ())

    def taken_into(self, draft: Draft) -> Draft:
        """Return the draft with every medicine that has a name."""
        given = tuple(row.medicine() for row in self.rows if row.medicine().name)
        return drafts.answered(draft, self.question.id, given)


class MedicineRow(LogRow):
    """One medicine that was given."""

    def __init__(
        self, asked: AskedOf, question: Question, number: int, kept: AsNeeded | None
    ) -> None:
        given = kept or AsNeeded(name="")
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
