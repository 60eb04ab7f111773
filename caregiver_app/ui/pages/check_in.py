# SPDX-License-Identifier: MIT
"""The check-in page: the questions, the level beside them at every change, and Save."""

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.services.check_ins import KeptDraft, NotSaved
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui import dates
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.check_in_draft import is_empty
from caregiver_app.ui.theme import Theme, label, tag
from caregiver_app.ui.widgets.alert_card import AlertCard
from caregiver_app.ui.widgets.check_in_form import DENSE, MEDIUM, SINGLE, WIDE, CheckInForm
from caregiver_app.ui.widgets.check_in_head import DENSE_PX, ROOMY_PX, TIGHT_PX, CheckInHead
from caregiver_app.ui.widgets.dose_rows import why_no_dose
from caregiver_app.ui.widgets.level_panel import LevelPanel
from caregiver_app.ui.widgets.person_bar import initials_of
from caregiver_app.ui.widgets.save_button import SaveButton

_KEEP_AFTER_MS = 250
_PRESS_AGAIN_MS = 500
_SIGNS_SAID = 3
_ADULT = 18
_NOTHING = (0, 0, 0, 0)
_PANEL_WIDE_PX = 400
_PANEL_NARROW_PX = 284


class CheckInPage(QWidget):
    """Ask, judge at every change, keep the draft, save.

    The order of work after every answer is fixed: judge and paint the level, then everything
    else. Nothing on the disk can keep an emergency from being shown.
    """

    check_in_saved = Signal(object)
    emergency_requested = Signal()
    print_requested = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._record: Record | None = None
        self._form: CheckInForm | None = None
        self._mode = ""
        self._assessment: Assessment | None = None
        self._kept_at: Moment | None = None
        self._may_press = True
        self._needed = 0
        self._keep_later = QTimer(self)
        self._keep_later.setSingleShot(True)
        self._keep_later.setInterval(_KEEP_AFTER_MS)
        self._keep_later.timeout.connect(self._keep)
        self._build()

    @property
    def form(self) -> CheckInForm | None:
        """Return the questions on the screen, or None without a person."""
        return self._form

    def emergency_signs(self) -> tuple[str, ...]:
        """Return, in words, the signs of an emergency in answers that are not saved yet."""
        if self._assessment is None or self._assessment.level is not Level.EMERGENCY:
            return ()
        found = [f.because for f in self._assessment.rules if f.level is Level.EMERGENCY]
        return tuple(found[:_SIGNS_SAID])

    def open_person(self, person_id: str | None) -> None:
        """Start a check-in for a person, or go on with the answers that were kept."""
        if self._person_id is not None and self._keep_later.isActive():
            self._keep()
        self._keep_later.stop()
        self._person_id = person_id
        self._assessment = None
        self._head.show_trouble("")
        self._alert.show_person(person_id)
        if person_id is None:
            self._drop_form()
            return
        self._record = self._services.book.record(person_id)
        self._new_form(self._record)
        self._start_answers(self._services.check_ins.kept_draft(person_id))

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the answers before another page is shown."""
        super().hideEvent(event)
        if self._keep_later.isActive():
            self._keep()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit form and level once the style has given every part its height."""
        super().showEvent(event)
        self._fit_form()
        self._fit_panel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the layout by the width of the window in em."""
        super().resizeEvent(event)
        self._arrange()
        self._fit_form()
        self._fit_panel()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a question that got the keyboard into sight; fit the panel to its words."""
        if watched is self._panel:
            if event.type() is QEvent.Type.LayoutRequest:
                self._give_panel_height()
        elif event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._scroll.ensureWidgetVisible(watched, 8, 40)
        return super().eventFilter(watched, event)

    def save(self) -> None:
        """Save the check-in; a number that cannot be right is shown instead and nothing is lost."""
        if self._person_id is None or self._form is None or not self._may_press:
            return
        wrong = self._form.numbers.first_wrong()
        if wrong is not None:
            self._say_wrong(wrong.caption.text() or _("Blood pressure"), wrong.reading().raw)
            wrong.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        draft, doses = self._answers(self._form)
        if is_empty(draft) and not doses:
            self._head.show_trouble(_("Nothing is answered yet. There is nothing to save."))
            return
        self._keep_later.stop()
        try:
            saved = self._services.check_ins.save(self._person_id, draft, doses)
        except NotSaved as refused:
            self._press_again_later()
            self._show_level(refused.assessment)
            self._head.show_trouble(
                _("Not saved: {cause} Your answers are kept here.").format(cause=_sentence(refused))
            )
            return
        self._record = self._services.book.record(self._person_id)
        self._start_answers(None)
        self.check_in_saved.emit(saved)

    # Building and arranging

    def _build(self) -> None:
        theme = self._theme
        self._panel = LevelPanel(theme, self._services.rule_set)
        self._panel.emergency_requested.connect(self.emergency_requested)
        self._panel.print_requested.connect(self.print_requested)
        self._panel.installEventFilter(self)
        self._alert = AlertCard(self._services, theme)
        self._alert.actions_row.er_due.connect(self._panel.show_er)
        self._scroll = _still_area()
        self._panel_area = _still_area()
        holder = QWidget()
        self._panel_lines = QVBoxLayout(holder)
        self._panel_lines.setContentsMargins(0, 0, 0, 0)
        self._panel_lines.setSpacing(theme.space("s"))
        self._panel_lines.addWidget(self._alert)
        self._panel_lines.addStretch(1)
        self._panel_area.setWidget(holder)
        self._side = QWidget()
        self._side_lines = QVBoxLayout(self._side)
        self._side_lines.setContentsMargins(0, 0, 0, 0)
        self._side_lines.setSpacing(theme.space("s"))
        self._side_lines.addWidget(self._panel_area, 1)
        self._save_card, self._save_lines = _card()
        self._bar = QFrame()
        tag(self._bar, bar="action")
        self._bar_line = QHBoxLayout(self._bar)
        edge = theme.space("m")
        self._bar_line.setContentsMargins(theme.space("l"), edge, theme.space("xl"), edge)
        self._build_save()
        self._head = CheckInHead(theme)
        self._head.start_again_pressed.connect(self._on_start_again)
        self._body = QHBoxLayout()
        self._body.setSpacing(theme.space("m"))
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._main = QVBoxLayout()
        self._main.setSpacing(0)
        self._main.addWidget(self._head)
        self._main.addWidget(self._scroll, 1)
        self._body.addLayout(self._main, 1)
        self._body.addWidget(self._side)
        self._top = QVBoxLayout()
        self._outer.addLayout(self._top)
        self._outer.addLayout(self._body, 1)
        self._outer.addWidget(self._bar)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.save)

    def _build_save(self) -> None:
        self._status = label("", "small", "muted")
        self._status.setObjectName("status")
        self._save = SaveButton(self._theme)
        self._save.setObjectName("save")
        self._save.clicked.connect(self.save)

    def _new_form(self, record: Record) -> None:
        self._drop_form()
        person, today = record.person, self._now().day
        age = person.age_on(today)
        self._form = CheckInForm(
            self._theme,
            self._services.check_ins.form(self._person_id or ""),
            child=age is not None and age < _ADULT,
            by_mouth=person.takes_by_mouth,
        )
        self._form.changed.connect(self._on_changed)
        self._scroll.setWidget(self._form)
        self._mode = ""
        line = self._services.overview.person_line(self._person_id or "")
        self._save.show_person(
            _("Save for {name}").format(name=person.name),
            initials_of(person.name),
            line.colour,
            "Ctrl+Enter",
        )
        self._arrange()

    def _drop_form(self) -> None:
        if self._form is None:
            return
        self._form.worry.setParent(self._form)
        old = self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()
        self._form = None

    def _arrange(self) -> None:
        mode = self._fitting_mode()
        if self._form is None or mode == self._mode:
            return
        self._mode = mode
        space = self._theme.space
        self._form.arrange(mode)
        for part in (self._panel, self._save_card):
            self._side_lines.removeWidget(part)
        self._top.removeWidget(self._panel)
        self._panel_lines.removeWidget(self._panel)
        self._status.setParent(self)
        for holder in (self._save_lines, self._bar_line):
            while holder.count():
                holder.takeAt(0)
        self._side.setVisible(mode != SINGLE)
        self._head.take_single(single=mode == SINGLE)
        edge = space("s")
        self._top.setContentsMargins(*((edge, edge, edge, edge) if mode == SINGLE else _NOTHING))
        if mode == SINGLE:
            self._top.addWidget(self._panel)
            self._body.setContentsMargins(edge, 0, edge, 0)
        else:
            self._body.setContentsMargins(edge, 0, space("l"), edge)
            self._fill_side(mode)
        self._panel.show()
        self._place_save(mode)
        self._say_status()
        self._fit_form()
        self._fit_panel()
        # The new cards get their edges from the style only when they are shown.
        QTimer.singleShot(0, self, self._fit_form)

    def _fit_form(self) -> None:
        """Set the head and the spaces so that, if it can be, no question is out of sight."""
        if self._form is None:
            return
        dense = self._mode == DENSE
        self._head.take_height(DENSE_PX if dense else ROOMY_PX)
        if dense:
            self._form.set_tight(False)
            room = self.height() - DENSE_PX - self._theme.space("s")
            width = self.width() - self._side.width() - 3 * self._theme.space("m")
            if self._form.heightForWidth(width) > room:
                self._form.set_tight(True)
                self._head.take_height(TIGHT_PX)

    def _fill_side(self, mode: str) -> None:
        edge = self._theme.space("s")
        width = {WIDE: _PANEL_WIDE_PX, MEDIUM: _PANEL_NARROW_PX}.get(
            mode, self._theme.size("level_panel") + edge
        )
        self._side.setFixedWidth(round(width * min(self._theme.scale, 1.25)))
        while self._side_lines.count():
            self._side_lines.takeAt(0)
        self._panel_lines.insertWidget(0, self._panel)
        self._side_lines.addWidget(self._panel_area, 1)
        self._side_lines.setContentsMargins(0, self._theme.space("xs"), 0, 0)
        if mode != WIDE:
            self._side_lines.addWidget(self._save_card)

    def _place_save(self, mode: str) -> None:
        in_bar = mode in (WIDE, SINGLE)
        self._bar.setVisible(in_bar)
        self._save_card.setVisible(not in_bar)
        self._status.setWordWrap(mode != DENSE)
        if in_bar:
            self._bar_line.addWidget(self._status, 1)
            self._bar_line.addWidget(self._save)
            return
        if mode == DENSE and self._form is not None:
            # The panel needs every line beside the form: the state of the draft stands on top.
            self._save_lines.addWidget(self._form.worry)
            self._head.hold(self._status)
        else:
            self._save_lines.addWidget(self._status)
        self._save_lines.addWidget(self._save)

    def _fitting_mode(self) -> str:
        em = self._theme.em(self.window().width())
        if em >= self._theme.breakpoint("wide"):
            return WIDE
        if em >= self._theme.breakpoint("medium"):
            return DENSE
        return MEDIUM if em >= self._theme.breakpoint("compact") else SINGLE

    # Answers

    def _start_answers(self, kept: KeptDraft | None) -> None:
        if self._form is None or self._record is None or self._person_id is None:
            return
        now = self._now()
        self._head.show_time(dates.page_date(now))
        unit = self._services.settings.current().temperature_unit
        due = self._services.check_ins.due_doses(self._person_id)
        self._kept_at = kept.at if kept else None
        self._form.blockSignals(True)
        blank = self._services.check_ins.assess(self._person_id, Draft())
        self._needed = _askable(blank)
        self._form.start(self._record, due, unit, now, dose_note=self._dose_note(blank, len(due)))
        last = self._record.last_check_in
        self._form.tiles.set_since(
            _("since {time}").format(time=dates.day_and_time(last.at, now)) if last else ""
        )
        if kept is not None:
            self._form.restore(kept.draft, kept.doses)
        self._form.blockSignals(False)
        said = _("Draft from {time} was kept.")
        self._head.show_kept(said.format(time=dates.day_and_time(kept.at, now)) if kept else "")
        for stop in self._form.stops():
            stop.installEventFilter(self)
        # The questions first; what the level offers comes after Save, and F1 is always there.
        after = [self._form.stops()[-1], self._save, *self._panel.buttons()]
        after += self._alert.actions_row.buttons()
        for before, then in pairwise(after):
            QWidget.setTabOrder(before, then)
        self._fit_form()
        self._judge()
        self._ask_again()
        self._say_status()

    def _dose_note(self, blank: Assessment, due: int) -> str:
        """Return why no dose is asked about, or a blank when one is or nobody knows the plan."""
        if self._person_id is None or self._record is None or due or "dose_status" in blank.missing:
            return ""
        planned = self._services.overview.today(self._person_id).next_dose is not None
        return why_no_dose(self._record) if planned else ""

    def _answers(self, form: CheckInForm) -> tuple[Draft, tuple[DoseEvent, ...]]:
        recorder = self._services.settings.current().recorder
        draft = replace(form.draft(), mode=Mode.QUICK, recorder=recorder)
        return draft, form.dose_events(recorder)

    def _on_changed(self) -> None:
        self._judge()
        self._panel.repaint()
        self._ask_again()
        self._head.show_trouble("")
        self._keep_later.start()
        self._say_status()

    def _judge(self) -> None:
        if self._form is None or self._person_id is None:
            return
        draft, doses = self._answers(self._form)
        self._show_level(self._services.check_ins.assess(self._person_id, draft, doses))

    def _ask_again(self) -> None:
        """Ask for a second reading where a vital sign alone is far out."""
        if self._form is None or self._person_id is None or self._assessment is None:
            return
        wanted: tuple[str, ...] = ()
        if self._assessment.level >= Level.URGENT:
            answers = self._answers(self._form)
            wanted = self._services.check_ins.readings_to_repeat(self._person_id, *answers)
        self._form.numbers.ask_again(wanted)

    def _show_level(self, assessment: Assessment) -> None:
        self._assessment = assessment
        if self._record is None:
            return
        person = self._record.person
        self._panel.show_assessment(
            assessment,
            person.contacts,
            person.has_pump,
            None,
        )
        self._fit_panel()

    def _fit_panel(self) -> None:
        """Give the level all the height its words need; no word of it is ever cut.

        What does not fit beside the form is first said in smaller type, then it scrolls.
        """
        if self._mode != SINGLE:
            self._panel.set_tight(False)
            needed = self._panel.heightForWidth(self._panel_area.viewport().width())
            self._panel.set_tight(needed > self._panel_area.height())
        self._give_panel_height()

    def _give_panel_height(self) -> None:
        single = self._mode == SINGLE
        width = self._panel.width() if single else self._panel_area.viewport().width()
        self._panel.setMinimumHeight(max(0, self._panel.heightForWidth(width)))

    def _keep(self) -> None:
        """Write the draft; a disk that refuses is told and holds nothing up."""
        if self._form is None or self._person_id is None:
            return
        draft, doses = self._answers(self._form)
        self._keep_later.stop()
        try:
            if is_empty(draft) and not doses:
                self._services.check_ins.drop_draft(self._person_id)
                self._kept_at = None
            else:
                self._services.check_ins.keep_draft(self._person_id, draft, doses)
                self._kept_at = self._now()
        except Exception as trouble:  # whatever the disk does, the answers stay on the screen
            self._head.show_trouble(
                _("The draft is not kept: {cause} Your answers are still here.").format(
                    cause=_sentence(trouble)
                )
            )
        self._say_status()

    def _on_start_again(self) -> None:
        if self._person_id is None:
            return
        self._keep_later.stop()
        self._start_answers(None)
        self._keep()

    # Words

    def _say_status(self) -> None:
        missing = _askable(self._assessment) if self._assessment else self._needed
        needed = max(self._needed, missing)
        said = [
            _("{n} of {all} needed answers.").format(n=needed - missing, all=needed),
            _("Draft kept {time}.").format(time=dates.clock_time(self._kept_at))
            if self._kept_at
            else _("Nothing kept yet."),
        ]
        # Beside Save in the narrowest layout there is room for the first alone.
        self._status.setText(" ".join(said[:1] if self._mode == SINGLE else said))

    def _say_wrong(self, caption: str, typed: str) -> None:
        self._head.show_trouble(
            _("Not saved: {field} says {typed}. That cannot be right. Correct it or clear it.")
            .format(field=caption, typed=typed)
        )  # fmt: skip

    def _press_again_later(self) -> None:
        """Take a second press within half a second for the same press.

        After a save that worked the form is empty, and an empty form is not saved again.
        """
        self._may_press = False
        QTimer.singleShot(_PRESS_AGAIN_MS, self, self._allow_press)

    def _allow_press(self) -> None:
        self._may_press = True

    def _now(self) -> Moment:
        return here_and_now(self._services.clock)


def _askable(assessment: Assessment) -> int:
    """Count the missing answers that this page asks for; a date of birth is not one."""
    return sum(name != "dob" for name in assessment.missing)


def _still_area() -> QScrollArea:
    """Return an area that scrolls down only and takes no keyboard of its own."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    tag(card, card="plain")
    lines = QVBoxLayout(card)
    lines.setContentsMargins(16, 8, 16, 8)
    lines.setSpacing(6)
    return card, lines


def _sentence(trouble: Exception) -> str:
    words = str(trouble).strip() or _("the disk did not answer")
    return words if words.endswith((".", "!", "?")) else f"{words}."
