# SPDX-License-Identifier: MIT
"""Correcting one answer of a stored check-in, or its time: which, what it was, and why.

What the rules say of the corrected answers is shown while somebody types.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.form import Form
from caregiver_app.domain.history.corrections import differences, is_answer
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.system.words import _
from caregiver_app.ui.look.tab_order import go_as_it_stands
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.full_field import AskedOf
from caregiver_app.ui.widgets.fields.still_combo import StillCombo
from caregiver_app.ui.widgets.fields.why_part import WhyPart
from caregiver_app.ui.widgets.history.corrected_field import CorrectedField, can_be_corrected
from caregiver_app.ui.widgets.history.corrected_time import CorrectedTime
from caregiver_app.ui.widgets.level.judged_line import JudgedLine
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.answers import answers_of, field_name

Judge = Callable[[CheckIn], Assessment]
_TIME, _LONGEST = "at", 60


class CorrectionForm(QFrame):
    """`kept` carries the corrected check-in and the reason; `left` says that nothing is changed."""

    kept = Signal(object, str)
    left = Signal()

    def __init__(
        self, asked: AskedOf, form: Form, stored: CheckIn, judge: Judge, rule_set: RuleSet
    ) -> None:
        super().__init__()
        self.setObjectName("correction")
        theme: Theme = asked.theme
        tag(self, card="plain")
        self._asked, self._form, self._stored, self._judge = asked, form, stored, judge
        self._field: CorrectedField | CorrectedTime | None = None
        column = QVBoxLayout(self)
        side = theme.space("l")
        column.setContentsMargins(side, theme.space("m"), side, side)
        column.setSpacing(theme.space("s"))
        column.addWidget(label(_("Correct this check-in"), "name"))
        column.addWidget(label(dates.page_date(stored.at), "small", "muted"))
        kept = _("The old value is kept and stays to be seen. So does the level of then.")
        column.addWidget(label(kept, "small", "muted"))
        caption = label(_("What was wrong?"), "strong")
        column.addWidget(caption)
        self._which = self._build_choice()
        column.addWidget(self._which)
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        self._judged = JudgedLine(theme, rule_set)
        column.addWidget(self._judged)
        reasons = (_("typed wrong"), _("measured again"), _("told later"))
        self.why = WhyPart(theme, "correction", reasons)
        self.why.save_pressed.connect(self._on_save)
        self.why.left.connect(self.left)
        column.addWidget(self.why)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._on_save)

    def focus_first(self) -> None:
        """Put the keyboard on what is asked first."""
        self._which.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_choice(self) -> StillCombo:
        """Build the list of answers: those that were given first, each with what it says."""
        which = StillCombo()
        which.setObjectName("correction.which")
        which.setAccessibleName(_("What was wrong?"))
        which.addItem(_("Choose what was wrong"), "")
        said = {a.name: a.words for a in answers_of(self._stored, self._form) if a.recorded}
        if self._stored.note:
            said[_("Note")] = self._stored.note
        lines = []
        for question in filter(can_be_corrected, self._form.questions):
            asked = "bp" if question.id == "sbp" else question.id
            name = _("Note") if asked == "note" else field_name(asked, self._form)
            words = " ".join(said.get(name, _("not recorded")).split())
            if len(words) > _LONGEST:
                begun = words[:_LONGEST].rpartition(" ")[0] or words[:_LONGEST]
                words = _("{words} \u2026 Choose it to see the rest.").format(words=begun)
            lines.append((name not in said, f"{name}: {words}", question.id))
        which.addItem(_("Time: {time}").format(time=dates.date_time(self._stored.at)), _TIME)
        for _absent, words, name in sorted(lines, key=lambda line: line[0]):
            which.addItem(words, name)
        which.setSizeAdjustPolicy(StillCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        which.currentIndexChanged.connect(self._on_which)
        return which

    def _on_which(self) -> None:
        if self._field is not None:
            self._place.removeWidget(self._field)
            self._field.hide()
            self._field.deleteLater()
            self._field = None
        name = self._which.currentData()
        if name:
            self._field = self._build_field(name)
            self._field.changed.connect(self._on_changed)
            self._place.addWidget(self._field)
            self._field.show()
            go_as_it_stands(self)
        self._judged.tell(None, self._stored.assessment)
        self.why.tell("")

    def _build_field(self, name: str) -> CorrectedField | CorrectedTime:
        asked, stored = self._asked, self._stored
        if name == _TIME:
            return CorrectedTime(asked.theme, asked.clock, stored, asked.record.person.dob)
        return CorrectedField(asked, self._form, self._form.question(name), stored)

    def _on_changed(self) -> None:
        self.why.tell("")
        if self._field is not None:
            corrected = self._field.corrected()
            judged = self._judge(corrected) if self._is_other(corrected) else None
            self._judged.tell(judged, self._stored.assessment)

    def _on_save(self) -> None:
        field = self._field
        if field is None:
            self.why.tell(_("Choose what was wrong."))
            self._which.setFocus()
            return
        if problem := field.problem():
            self.why.tell(problem)
            field.focus_first()
            return
        corrected = field.corrected()
        if not self._is_other(corrected):
            self.why.tell(_("Nothing is changed yet. Type the right value first."))
            field.focus_first()
        elif not self.why.reason():
            self.why.ask_for_it()
        else:
            self.kept.emit(corrected, self.why.reason())

    def _is_other(self, corrected: CheckIn) -> bool:
        return any(is_answer(field) for field in differences(self._stored, corrected))
