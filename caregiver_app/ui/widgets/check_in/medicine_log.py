# SPDX-License-Identifier: MIT
"""As-needed medicines that were given: name, dose as on the label, and when."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import AsNeeded, Draft
from caregiver_app.domain.dosing.dose_clock import drugs_by_mouth
from caregiver_app.domain.form import Question
from caregiver_app.domain.person import Drug
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import label, tag
from caregiver_app.ui.widgets.check_in.row_log import RowLog
from caregiver_app.ui.widgets.doses.name_question import NameQuestion
from caregiver_app.ui.widgets.fields import check_in_draft as drafts
from caregiver_app.ui.widgets.fields.full_field import AskedOf, ToldDose, Wrong
from caregiver_app.ui.widgets.fields.log_row import LogRow
from caregiver_app.ui.widgets.fields.when_field import WhenField
from caregiver_app.ui.words.person_words import drug_words


class MedicineLog(RowLog[AsNeeded, "MedicineRow"]):
    """A row for each medicine; a row without a name is not kept and stops the save."""

    def __init__(self, asked: AskedOf, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(asked, question, _("Add a medicine"), MedicineRow, parent)

    def _add_row(self, kept: AsNeeded | None) -> "MedicineRow":
        row = super()._add_row(kept)
        row.dose_told.connect(self.dose_told)
        return row

    def show_draft(self, draft: Draft) -> None:
        """Show the kept medicines."""
        self.show_rows(draft.prn_taken)

    def without(self, draft: Draft) -> Draft:
        """Return the draft without medicines."""
        return drafts.answered(draft, self.question.id, ())

    def taken_into(self, draft: Draft) -> Draft:
        """Return the draft with every medicine that has a name, and is not counted as a dose."""
        rows = (row for row in self.rows if not row.is_counted)
        given = tuple(row.medicine() for row in rows if row.medicine().name)
        return drafts.answered(draft, self.question.id, given)


class MedicineRow(LogRow):
    """One medicine that was given. `dose_told` carries what is moved among the doses.

    Under the name of a medicine that is stepped down no rule would read it, and no page count it.
    What was moved is kept here too, out of sight, until it counts there.
    """

    dose_told = Signal(object)

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
        self._meant = NameQuestion(asked.theme, self._name, asked.not_meant)
        of_plan = {asked.record.person.drug, *drugs_by_mouth(asked.record, asked.now.day)}
        self._meant.look_for(asked.alike, of_plan)
        self._meant.answered.connect(self.changed)
        self.put("", self._meant, broad=True)
        self._when = WhenField(asked.theme, f"{self.name}.at", self.spoken("at"), asked.clock)
        self._when.show_moment(given.at)
        self._when.changed.connect(self.changed)
        self.put("at", self._when, broad=True)
        self._asked = asked
        self._settled: Callable[[], bool] | None = None
        self._build_move()
        self._name.textChanged.connect(self._say)
        self._say()

    @property
    def is_counted(self) -> bool:
        """Say whether it was moved, and counts as a dose by now or was taken out there."""
        return self._settled is not None and self._settled()

    def medicine(self) -> AsNeeded:
        """Return the medicine as the row says."""
        return AsNeeded(
            name=self._name.text().strip(),
            dose_text=self._dose.text().strip() or None,
            at=self._when.value(),
        )

    def wrong(self) -> Wrong | None:
        """Return what cannot be saved as it is."""
        if self._settled is not None:
            return None  # what is missing is asked where it stands now
        given, drug = self.medicine(), self._drug()
        if meant := self._meant.words():
            return Wrong(
                self.spoken("name"),
                given.name,
                self._meant,
                _("Not saved: {what}").format(what=meant),
            )
        if drug is not None and self._asked.tells_doses:
            words = _("Not saved: {what} Press {button}.").format(
                what=self._words_of(drug), button=self._move.text()
            )
            return Wrong(self.spoken("name"), given.name, self._move, words)
        if not given.name and (given.dose_text or self._when.is_begun()):
            return Wrong(self.spoken("name"), given.dose_text or "", self._name)
        if self._when.is_wrong():
            return Wrong(self.spoken("at"), self._when.typed(), self._when.edit)
        return None

    def _build_move(self) -> None:
        self._told = label("", "strong")
        self._move = QPushButton(_("Move it to the doses"))
        self._move.setObjectName(f"{self.name}.to_doses")
        tag(self._move, button="normal")
        self._move.clicked.connect(self._on_move)
        self._line = QWidget()
        lines = QVBoxLayout(self._line)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self.theme.space("xs"))
        lines.addWidget(self._told)
        lines.addWidget(self._move, 0, Qt.AlignmentFlag.AlignLeft)
        self.put("", self._line, broad=True)

    def _drug(self) -> Drug | None:
        name = self._name.text().strip()
        return self._asked.counted(name) if name and self._asked.counted is not None else None

    def _words_of(self, drug: Drug) -> str:
        words = _("{name} is {drug}. It belongs to the doses, so that it is counted.")
        if not self._asked.tells_doses:
            words = _("{name} is {drug}. So answer yes to the extra dose too.")
        return words.format(name=self._name.text().strip(), drug=drug_words(drug))

    def _say(self) -> None:
        drug = self._drug()
        self._told.setText(self._words_of(drug) if drug is not None else "")
        self._move.setVisible(self._asked.tells_doses)
        self._line.setVisible(drug is not None)

    def _on_move(self) -> None:
        drug, given = self._drug(), self.medicine()
        if drug is None:
            return
        told = ToldDose(
            drug=drug,
            words=", ".join(part for part in (given.name, given.dose_text) if part),
            amount=given.dose_text or "",
            at=given.at,
            typed_at=self._when.typed() if given.at is None else "",
            moved=self._moved,
        )
        self.dose_told.emit(told)

    def _moved(self, settled: Callable[[], bool]) -> None:
        self._settled = settled
        self.hide()
        self.changed.emit()
