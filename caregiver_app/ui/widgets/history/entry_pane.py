# SPDX-License-Identifier: MIT
"""The chosen entry beside the timeline: its detail, and the forms that correct or remove it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.check_in import CheckIn, Mode
from caregiver_app.domain.doses import KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionTaken, PumpEvent
from caregiver_app.domain.form import Form
from caregiver_app.domain.history.story import Fact
from caregiver_app.services.looking_back.change_log import Logged
from caregiver_app.services.looking_back.history import Done, Edit, NotWritten
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.tab_order import go_as_it_stands
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.full_field import AskedOf
from caregiver_app.ui.widgets.fields.help_button import AskHelp
from caregiver_app.ui.widgets.fields.why_part import WhyPart
from caregiver_app.ui.widgets.history.check_in_detail import Beside, CheckInDetail
from caregiver_app.ui.widgets.history.other_detail import OtherDetail
from caregiver_app.ui.widgets.history.removal_form import RemovalForm
from caregiver_app.ui.widgets.history.timeline_rows import Source, about_words, edit_lines
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import initials_of

_ADULT = 16


class EntryPane(QWidget):
    """Shows one entry. `written` carries what was just written down and its words.

    `entry_wanted` carries an entry to be shown in its place; `form_opened` that there is a form,
    `form_left` that it was left without a change.
    """

    written = Signal(object, str)
    entry_wanted = Signal(object)
    form_opened = Signal()
    form_left = Signal()

    def __init__(
        self, services: Services, theme: Theme, ask_help: AskHelp, close_help: Callable[[], None]
    ) -> None:
        super().__init__()
        self._services = services
        self._theme = theme
        self._ask_help = ask_help
        self._close_help = close_help
        self._person_id: str | None = None
        self._source: Source | None = None
        self._fact: Fact | None = None
        self._logged: Logged | None = None
        self._editor: QWidget | None = None
        self._columns = 2
        may_change = not services.family.shows_file
        self._check_in = CheckInDetail(theme, services.rule_set, may_change=may_change)
        self._other = OtherDetail(theme, may_change=may_change)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._check_in, self._other):
            self._column.addWidget(part)
        self._check_in.correct_pressed.connect(self._on_correct)
        self._other.correct_pressed.connect(self._on_correct)
        self._check_in.remove_pressed.connect(partial(self._on_remove, back=False))
        self._other.remove_pressed.connect(partial(self._on_remove, back=False))
        self._other.put_back_pressed.connect(partial(self._on_remove, back=True))
        self._other.show_pressed.connect(self._on_show)
        self._show_part(self._other)
        self._other.show_nothing()

    @property
    def is_editing(self) -> bool:
        """Say whether a form stands open."""
        return self._editor is not None

    def start(self, person_id: str | None, source: Source | None) -> None:
        """Take another person, or a record that was changed."""
        self._close()
        self._person_id, self._source = person_id, source
        self._fact = self._logged = None

    def say_unfinished(self) -> None:
        """Say that the open form comes first: nothing that was typed is thrown away."""
        why = self._editor.findChild(WhyPart) if self._editor is not None else None
        if isinstance(why, WhyPart):
            why.tell(_("Save this first, or leave it as it was."))

    def take_columns(self, columns: int) -> None:
        """Lay answers out in one or two pairs of columns."""
        if columns != self._columns:
            self._columns = columns
            if self._editor is None and self._fact is not None:
                self.show_entry(self._fact)

    def show_entry(self, fact: Fact | None, logged: Logged | None = None) -> None:
        """Show an entry, or a line of the log of changes, or that none is chosen."""
        self._close()
        self._fact, self._logged = fact, logged
        source, person_id = self._source, self._person_id
        if source is None or person_id is None or (fact is None and logged is None):
            self._other.show_nothing()
            self._show_part(self._other)
        elif logged is not None:
            about = about_words(logged.fact, source) if logged.fact is not None else _("a plan")
            self._other.show_change(logged, source.form, about)
            self._show_part(self._other)
        elif isinstance(fact, CheckIn):
            beside = self._beside(person_id, fact, source)
            self._check_in.show_check_in(fact, source.form, beside, self._columns)
            self._show_part(self._check_in)
        elif fact is not None:
            log = self._services.history.changes_of(person_id, fact)
            own, narrow = source.record.person.drug, self._columns == 1
            self._other.show_fact(fact, source.form, log, own, narrow=narrow)
            self._show_part(self._other)

    def show_edit(self, edit: Edit) -> None:
        """Show what a newer profile or plan changed."""
        self._close()
        self._fact = self._logged = None
        if self._source is not None:
            self._other.show_edit(edit, edit_lines(self._source, edit))
            self._show_part(self._other)

    def _beside(self, person_id: str, fact: CheckIn, source: Source) -> Beside:
        history = self._services.history
        return Beside(
            judged=history.judged_again(person_id, fact),
            log=history.changes_of(person_id, fact),
            actions=tuple(a for a in source.record.actions if a.about == fact.id),
        )

    def _show_part(self, part: QWidget) -> None:
        for other in (self._check_in, self._other):
            other.setVisible(other is part)
        # In one piece: without this, what was just built appears a moment after its card.
        for inner in part.findChildren(QWidget):
            if not inner.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                inner.show()
        QTimer.singleShot(0, self, self._go_as_it_stands)  # after the first paint of the list

    def _go_as_it_stands(self) -> None:
        go_as_it_stands(self)

    # ---- the forms

    def _open(self, editor: QWidget, why: WhyPart, verb: str) -> None:
        self._close()
        record = self._source.record if self._source is not None else None
        if record is None or self._person_id is None:
            return
        line = self._services.overview.person_line(self._person_id)
        name = record.person.name
        why.show_person(verb, name, initials_of(name), line.colour)
        self._editor = editor
        self._column.insertWidget(0, editor)
        go_as_it_stands(self)
        editor.show()
        for part in (self._check_in, self._other):
            part.hide()
        self.form_opened.emit()

    def _close(self) -> None:
        if self._editor is not None:
            self._close_help()
            self._column.removeWidget(self._editor)
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None

    def _on_left(self) -> None:
        self.show_entry(self._fact, self._logged)
        self.setFocus()
        self.focusNextChild()
        self.form_left.emit()

    def _on_correct(self) -> None:
        if isinstance(self._fact, CheckIn):
            self._correct_check_in(self._fact)
        elif isinstance(self._fact, DoseEvent):
            self._correct_dose(self._fact)
        elif self._fact is not None:
            self._correct_other(self._fact)

    def _correct_check_in(self, stored: CheckIn) -> None:
        from caregiver_app.ui.widgets.history.correction_form import CorrectionForm

        if self._source is None or self._person_id is None:
            return
        judge = partial(self._services.history.judge, self._person_id)
        form = CorrectionForm(
            self._asked(self._source),
            self._every_question(),
            stored,
            judge,
            self._services.rule_set,
        )
        form.kept.connect(self._on_corrected)
        form.left.connect(self._on_left)
        self._open(form, form.why, _("Correct"))
        form.focus_first()

    def _correct_dose(self, stored: DoseEvent) -> None:
        from caregiver_app.ui.widgets.history.dose_correction import DoseCorrection

        if self._person_id is None:
            return
        offers = self._services.doses.offers(self._person_id)
        form = DoseCorrection(self._theme, self._services.clock, offers, stored)
        form.kept.connect(self._on_corrected)
        form.left.connect(self._on_left)
        self._open(form, form.why, _("Correct"))
        form.focus_first()

    def _correct_other(self, stored: PumpEvent | ActionTaken) -> None:
        from caregiver_app.ui.widgets.history.event_correction import EventCorrection

        form = EventCorrection(self._theme, self._services.clock, stored)
        form.kept.connect(self._on_corrected)
        form.left.connect(self._on_left)
        self._open(form, form.why, _("Correct"))
        form.focus_first()

    def _on_remove(self, *, back: bool) -> None:
        fact = self._logged.fact if self._logged is not None else self._fact
        if fact is None or self._source is None:
            return
        about, alerts = about_words(fact, self._source), self._alerts_of(fact, back=back)
        form = RemovalForm(self._theme, about, back=back, alerts=alerts)
        form.kept.connect(partial(self._on_removed, fact, back=back))
        form.left.connect(self._on_left)
        self._open(form, form.why, _("Put back") if back else _("Remove"))
        form.focus_first()

    def _alerts_of(self, fact: Fact, *, back: bool) -> list[str]:
        """Return in words the alerts that stay when an entry is removed."""
        if back or self._person_id is None:
            return []
        now = self._services.history.now()
        made = self._services.history.alerts_of(self._person_id, fact)
        return [dates.day_and_time(one.at, now) for one in made]

    def _on_show(self) -> None:
        if self._logged is not None and self._logged.fact is not None:
            self.entry_wanted.emit(self._logged.fact)

    # ---- what is written

    def _on_corrected(self, corrected: Fact, reason: str) -> None:
        fact, person_id = self._fact, self._person_id
        if person_id is None or fact is None:
            return
        if isinstance(corrected, DoseEvent) and isinstance(fact, DoseEvent):
            corrected = self._settled(fact, corrected)
        history, by = self._services.history, self._recorder()
        try:
            done = history.correct(person_id, fact, corrected, reason, by)
        except NotWritten as refused:
            self._say_refused(refused)
            return
        if done is not None:
            self._tell(done, _("Corrected for {name}. The old value is kept."))

    def _on_removed(self, fact: Fact, reason: str, *, back: bool) -> None:
        if self._person_id is None:
            return
        history, by = self._services.history, self._recorder()
        write = history.put_back if back else history.remove
        try:
            done = write(self._person_id, fact, reason, by)
        except NotWritten as refused:
            self._say_refused(refused)
            return
        removed = _("Removed for {name}. It stays in the log, under Changes.")
        if not back and history.alerts_of(self._person_id, fact):
            removed = _("Removed for {name}. The alert it made still stands.")
        self._tell(done, _("Put back for {name}.") if back else removed)

    def _tell(self, done: Done, words: str) -> None:
        name = self._source.record.person.name if self._source is not None else ""
        self._close()
        self.written.emit(done, words.format(name=name))

    def _say_refused(self, refused: NotWritten) -> None:
        why = self._editor.findChild(WhyPart) if self._editor is not None else None
        if isinstance(why, WhyPart):
            why.tell(_("NOT SAVED: {cause} Press again.").format(cause=refused))

    def _settled(self, before: DoseEvent, after: DoseEvent) -> DoseEvent:
        """Say anew whether a given dose was late, when its time or what became of it changed."""
        same = (before.at, before.status in KEPT) == (after.at, after.status in KEPT)
        if same or after.status not in KEPT:
            return after
        return self._services.doses.settled(replace(after, status=DoseStatus.TAKEN))

    # ---- who and what

    def _recorder(self) -> str | None:
        return self._services.settings.current().recorder or None

    def _every_question(self) -> Form:
        if self._person_id is None:
            return self._services.check_ins.every_question
        return self._services.check_ins.form(self._person_id, Mode.FULL)

    def _asked(self, source: Source) -> AskedOf:
        now = self._services.history.now()
        age = source.record.person.age_on(now.day)
        return AskedOf(
            theme=self._theme,
            record=source.record,
            now=now,
            unit=self._services.settings.current().temperature_unit,
            child=age is not None and age < _ADULT,
            clock=self._services.clock,
            ask_help=self._ask_help,
            weight_unit=self._services.settings.current().weight_unit,
        )
