# SPDX-License-Identifier: MIT
"""The card of who records for a person: the list, and adding, changing and taking away."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from caregiver_app.domain.people.caregivers import Caregiver, CaregiverRole, Guarded
from caregiver_app.services.care_team.caregivers import CaregiverRefused
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.icons import button_icon
from caregiver_app.ui.look.tab_order import go_as_it_stands
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import emptied, line
from caregiver_app.ui.widgets.people.caregiver_form import KEEP, NONE, CaregiverForm
from caregiver_app.ui.widgets.people.caregiver_row import CHANGE, CHANGE_PIN, FORGOT, CaregiverRow
from caregiver_app.ui.words import dates

_NARROW_EM = 34


class CaregiverCard(QFrame):
    """Shows the caregivers of one person; `recorder_changed` says that the bar has to follow.

    `shift_pressed` asks for the page on which a shift begins and ends.
    """

    recorder_changed = Signal()
    shift_pressed = Signal()

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services, self._theme = services, theme
        self._caregivers = services.caregivers
        self._person_id = ""
        self._name = ""
        self._form: CaregiverForm | None = None
        self._editing: Caregiver | None = None
        self._rows: list[CaregiverRow] = []
        self._ids: list[str] = []
        tag(self, card="plain")
        self._title = label("", "heading")
        self._add = QPushButton(_("Add a caregiver"))
        self._add.setObjectName("caregiver.add")
        self._add.setIcon(button_icon("plus", theme.colour("text"), theme.size("icon")))
        tag(self._add, button="normal")
        self._add.clicked.connect(self._on_add)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(theme.space("s"))
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._add)
        self._why = label("", "body", "muted")
        self._why.setObjectName("caregiver.why")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("xs"))
        self._told = label("", "strong")
        self._told.setObjectName("caregiver.told")
        column = QVBoxLayout(self)
        side = theme.space("l")
        column.setContentsMargins(side, side - 2, side, side - 2)
        column.setSpacing(theme.space("s"))
        column.addLayout(self._head)
        column.addWidget(self._why)
        column.addLayout(self._lines)
        column.addWidget(self._told)
        self._shift = QPushButton(_("Start or end a shift"))
        self._shift.setObjectName("caregiver.shift")
        tag(self._shift, button="quiet")
        self._shift.clicked.connect(self.shift_pressed)
        column.addWidget(self._shift, 0, Qt.AlignmentFlag.AlignLeft)

    def show_person(self, person_id: str, name: str) -> None:
        """Show who records for somebody; a form that is being typed in stays."""
        refused = self._caregivers.why_not(person_id, Guarded.CAREGIVERS)
        if self._form is not None and person_id == self._person_id and refused is None:
            return
        self._form = self._editing = None
        if person_id != self._person_id:
            self._told.setText("")
        self._person_id, self._name = person_id, name
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the parts of a row in columns where there is room for them."""
        super().resizeEvent(event)
        self._arrange()

    # Showing

    def _fill(self) -> None:
        """Show the list anew, with the form in the place of who is being changed."""
        emptied(self._lines)
        known = self._caregivers.of(self._person_id)
        refused = self._caregivers.why_not(self._person_id, Guarded.CAREGIVERS)
        self._title.setText(_("Who records for {name}").format(name=self._name))
        self._add.setVisible(refused is None and self._form is None)
        self._shift.setVisible(self._form is None)
        self._why.setText(refused or ("" if known else _empty_words()))
        self._why.setVisible(bool(self._why.text()))
        last = self._caregivers.last_recorded(self._person_id)
        now = here_and_now(self._services.clock)
        self._rows, self._ids = [], [one.id for one in known]
        for place, one in enumerate(known):
            if place:
                self._lines.addWidget(line(self._theme))
            if self._form is not None and self._editing is not None and one.id == self._editing.id:
                self._lines.addWidget(self._form)
                continue
            verb = self._verb_for(one, is_family=refused is None)
            row = CaregiverRow(self._theme, place, one, last.get(one.id), now, verb)
            row.pressed.connect(self._on_row)
            self._rows.append(row)
            self._lines.addWidget(row)
        if self._form is not None and self._editing is None:
            self._lines.addWidget(self._form)
        self._told.setVisible(bool(self._told.text()))
        self._arrange()
        go_as_it_stands(self)

    def _verb_for(self, one: Caregiver, *, is_family: bool) -> str | None:
        """Return what can be asked for in a row; nothing that would be refused is offered."""
        if self._form is not None:
            return None
        if is_family:
            return CHANGE
        current = self._caregivers.current(self._person_id)
        if current is not None and current.id == one.id:
            return CHANGE_PIN
        return FORGOT if one.pin is not None and one.forgot_at is None else None

    def _arrange(self) -> None:
        narrow = self.width() < _NARROW_EM * self._theme.px("body")
        widest = max((row.verb_px() for row in self._rows), default=0)
        for row in self._rows:
            row.take_narrow(narrow, widest)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head.setDirection(down if narrow else across)

    # Changing

    def _open_form(self, form: CaregiverForm, editing: Caregiver | None) -> None:
        self._form, self._editing = form, editing
        form.saved.connect(self._on_saved)
        form.left.connect(self._on_left)
        form.taken_away.connect(self._on_taken_away)
        self._told.setText("")
        self._fill()
        form.begin()
        QTimer.singleShot(0, form, lambda: _bring(form))

    def _on_add(self) -> None:
        form = CaregiverForm(self._theme, None)
        current = self._caregivers.current(self._person_id)
        if current is not None and not current.id:  # who records now is likely to come first
            first = None if self._caregivers.of(self._person_id) else CaregiverRole.FAMILY
            form.fill(current.name, current.relation, first)
        self._open_form(form, None)

    def _on_row(self, verb: str) -> None:
        pressed = self.sender()
        place = self._rows.index(pressed) if isinstance(pressed, CaregiverRow) else 0
        one = self._caregivers.of(self._person_id)[place]
        if verb == FORGOT:
            self._on_forgot(one)
            return
        pin_only = verb == CHANGE_PIN
        self._open_form(CaregiverForm(self._theme, one, pin_only=pin_only), one)

    def _on_forgot(self, one: Caregiver) -> None:
        try:
            ends = self._caregivers.forget_pin(self._person_id, one.id)
        except CaregiverRefused as refused:
            self._told.setText(str(refused))
        else:
            words = _("The PIN of {name} ends {when}. Typing it before then keeps it.")
            when = dates.date_time(ends) if ends is not None else ""
            self._told.setText(words.format(name=one.name, when=when))
        self._fill()
        left = [button for button in self.findChildren(QPushButton) if button.isVisibleTo(self)]
        if left:  # what was pressed is gone
            left[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_saved(self) -> None:
        form = self._form
        if form is None:
            return
        before = self._services.settings.current().recorder
        problem = form.problem()
        try:
            if not problem:
                self._save(form)
        except CaregiverRefused as refused:
            problem = str(refused)
        if problem:
            form.say(problem)
            return
        self._close(before)

    def _save(self, form: CaregiverForm) -> None:
        typed, care, person = form.typed(), self._caregivers, self._person_id
        role = typed.role
        if self._editing is None:
            if role is not None:
                care.add(person, typed.name, typed.relation, role, typed.pin or None)
            return
        one = self._editing.id
        if typed.pin_choice != KEEP:
            new = None if typed.pin_choice == NONE else typed.pin
            care.set_pin(person, one, new, typed.old_pin or None)
        if role is not None and care.why_not(person, Guarded.CAREGIVERS) is None:
            care.change(person, one, name=typed.name, relation=typed.relation, role=role)

    def _on_taken_away(self) -> None:
        before = self._services.settings.current().recorder
        if self._form is None or self._editing is None:
            return
        try:
            self._caregivers.take_away(self._person_id, self._editing.id)
        except CaregiverRefused as refused:
            self._form.say(str(refused))
            return
        self._close(before)

    def _on_left(self) -> None:
        self._close(self._services.settings.current().recorder)

    def _close(self, recorder_before: str | None) -> None:
        place = self._ids.index(self._editing.id) if self._editing is not None else None
        self._form = self._editing = None
        self._fill()
        back: QWidget | None = self._add
        if place is not None:
            back = self.findChild(QPushButton, f"caregiver.{place}.change") or self._add
        if back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._services.settings.current().recorder != recorder_before:
            self.recorder_changed.emit()


def _empty_words() -> str:
    return _("Nobody is on the list yet. Add yourself: then one press says who records.")


def _bring(part: QWidget) -> None:
    """Scroll to all of a part, once it has its place."""
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        area.ensureWidgetVisible(part, 0, 0)
