# SPDX-License-Identifier: MIT
"""What was done about an alert: one tap each, written down with the time and the person."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.levels import Level
from caregiver_app.domain.timing.follow_up import FollowUp
from caregiver_app.domain.timing.past_emergency import PastEmergency
from caregiver_app.services.alerting.alerts import ActionNotSaved
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.hands.undo_key import offered
from caregiver_app.ui.look.heard import announce, announce_taken_back
from caregiver_app.ui.look.theme import Theme, tag
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.level_parts import (
    LevelButton,
    panel_label,
    show_part,
)
from caregiver_app.ui.widgets.fields.level_words import LevelWords
from caregiver_app.ui.widgets.fields.undo_button import UNDO_S
from caregiver_app.ui.widgets.level.alert_watch import AlertWatch

_PRESS_AGAIN_MS = 500


class AlertActions(QWidget):
    """A row of buttons on the fill of a level panel, and what came of them.

    It follows one person's newest alert by itself and is hidden while there is none. Where it lies
    on the fill of another level its first line says which alert it is about.
    `done` names what was just written down, `undone` that it was taken back; `followed` brings
    the alert at every look, `er_due` what to say when nobody answered in time, both blank while
    that is not due.
    """

    done = Signal(object)
    undone = Signal()
    page_requested = Signal(str)
    followed = Signal(object)
    er_due = Signal(str, str)

    def __init__(
        self,
        services: Services,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        keeps_eased: bool = False,
    ) -> None:
        """With `keeps_eased` an EMERGENCY that was eased since stands there too."""
        super().__init__(parent)
        self.setObjectName("alert")
        self._services = services
        self._takes = not services.family.shows_file  # what is pressed would not be kept
        self._theme = theme
        self._person_id: str | None = None
        self._alert: FollowUp | None = None
        self._fill: Level | None = None
        self._answer: ActionTaken | None = None
        self._undoable: ActionTaken | None = None
        self._just_pressed: ActionKind | None = None
        self._undo_left = 0
        self._watch = AlertWatch(services, self, keeps_eased=keeps_eased)
        self._words = self._watch.words
        self._build()
        self._is_waiting_said = False
        self._watch.followed.connect(self._show_alert)
        self._watch.followed.connect(self.followed)
        self._watch.er_due.connect(self.er_due)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._on_tick)
        # A second press within half a second is the same press.
        self._press_again = QTimer(self)
        self._press_again.setSingleShot(True)
        self._press_again.setInterval(_PRESS_AGAIN_MS)
        self._press_again.timeout.connect(self._allow_press)
        self.hide()

    def buttons(self) -> tuple[QWidget, ...]:
        """Return what can be pressed, in the order in which it stands there."""
        return (*self._buttons.values(), self._undo, self._silence, self._note)

    def show_person(self, person_id: str | None) -> None:
        """Follow the newest alert of a person, from the record as it stands now."""
        if person_id != self._person_id:
            self._person_id = person_id
            self._take_undo_away()
            self._note.clear()
            self._say_trouble("")
        self._watch.watch(person_id)

    @property
    def is_open(self) -> bool:
        """Say whether there is an alert to do something about."""
        return self._alert is not None

    @property
    def is_waiting(self) -> bool:
        """Say whether nobody has answered an alert that no quieter check-in came after."""
        alert = self._alert
        return alert is not None and not alert.answered and not alert.is_over

    @property
    def unanswered(self) -> Level | None:
        """Return the level of an alert that nobody has answered, eased since or not."""
        alert = self._alert
        return alert.level if alert is not None and not alert.answered else None

    @property
    def is_over(self) -> bool:
        """Say whether it is about an EMERGENCY alone that a quieter check-in came after."""
        return self._alert is not None and self._alert.is_over

    @property
    def alert_id(self) -> str | None:
        """Return which check-in the alert is from, or None."""
        return self._alert.check_in_id if self._alert is not None else None

    @property
    def head(self) -> str:
        """Return which alert it is about, blank where the level around it says so."""
        return "" if self._head.isHidden() else self._head.text()

    def lie_on(self, level: Level) -> None:
        """Take in the level on whose fill the row lies."""
        self._fill = level
        self._show_head()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again: time went on while the page was out of sight."""
        super().showEvent(event)
        self._watch.wake()

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space("xs"), 0, 0)
        column.setSpacing(theme.space("xs"))
        self._head = panel_label(theme, "heading")
        self._head.setObjectName("alert.head")
        self._head.hide()
        column.addWidget(self._head)
        self._trouble = panel_label(theme, "heading")
        self._trouble.setObjectName("alert.trouble")
        column.addWidget(self._trouble)
        row = FlowLayout(gap=theme.space("s"))
        number = self._services.rule_set.emergency_numbers["emergency"]
        self._buttons: dict[ActionKind, LevelButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(False)
        group.buttonClicked.connect(self._on_pressed)
        for kind, words in {
            ActionKind.CALLED_911: _("I called {number}").format(number=number),
            ActionKind.CALLED: _("I called"),
            ActionKind.SPOKE: _("They answered"),
            ActionKind.NO_ANSWER: _("No answer"),
            ActionKind.WENT_TO_ER: _("We went to the ER"),
            ActionKind.RECHECKED: _("Checked again"),
        }.items():
            button = LevelButton(theme, "outline", words)
            button.set_low(low=True)
            button.setObjectName(f"alert.{kind}")
            group.addButton(button)
            row.addWidget(button)
            if not self._takes:
                button.hide()
            self._buttons[kind] = button
        column.addLayout(row)
        column.addLayout(self._build_lines())
        self._build_silence()
        column.addWidget(self._silence, 0, Qt.AlignmentFlag.AlignLeft)
        self._build_note()
        column.addWidget(self._note)

    def _build_lines(self) -> QHBoxLayout:
        """Build what is waited for over what was done, with Undo at the end of both."""
        self._state = panel_label(self._theme, "strong")
        self._state.setObjectName("alert.state")
        self._log = panel_label(self._theme, "small")
        self._log.setObjectName("alert.log")
        self._undo = LevelButton(self._theme, "link", _("Undo, {n} s").format(n=UNDO_S))
        self._undo.setObjectName("alert.undo")
        self._undo.clicked.connect(self._on_undo)
        self._undo.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._state)
        words.addWidget(self._log)
        line = QHBoxLayout()
        line.setSpacing(self._theme.space("m"))
        line.addLayout(words, 1)
        line.addWidget(self._undo)
        return line

    def _build_silence(self) -> None:
        self._silence = LevelButton(self._theme, "link", _("Silence the reminder"))
        self._silence.setObjectName("alert.silence")
        self._silence.clicked.connect(self._on_silence)
        self._silence.hide()

    def _build_note(self) -> None:
        self._note = QLineEdit()
        self._note.setObjectName("alert.note")
        self._note.setAccessibleName(_("Who answered and what they said"))
        tag(self._note, field="box", ring="level")
        self._note.editingFinished.connect(self._on_note)
        self._note.hide()

    # What is shown

    def _show_alert(self, alert: FollowUp | None) -> None:
        if self._is_waiting_said:
            self._say_waiting()  # it may be saved by now
        self._alert = alert
        if alert is not None:
            now = here_and_now(self._services.clock)
            emergency = alert.level is Level.EMERGENCY or alert.before is not None
            show_part(self._buttons[ActionKind.CALLED_911], emergency and self._takes)
            self._show_note(alert)
            hint = "" if self._note.isHidden() else _("Write down who it was and what they said.")
            quiet = self._show_silence(alert)
            form = self._services.check_ins.every_question
            said = [self._words.state(alert, now, form) or hint, quiet]
            _say(self._state, " ".join(part for part in said if part))
            _say(self._log, self._words.log(alert.actions, now, self._me()))
        self._show_head()
        show_part(self, alert is not None)

    def _show_silence(self, alert: FollowUp) -> str:
        """Offer to silence a reminder that is being shown; say what ends a silence."""
        quiet = self._is_quiet(alert)
        is_due = alert.go_to_er and alert.level < Level.EMERGENCY
        show_part(self._silence, is_due and self._takes)
        words = _("Remind me again") if quiet else _("Silence the reminder")
        self._silence.setText(words)
        self._silence.setAccessibleName(words)
        ends = _("The reminder is silent. A higher level or another sign ends that.")
        return ends if quiet else ""

    def _is_quiet(self, alert: FollowUp) -> bool:
        person_id = self._person_id
        return bool(person_id) and self._services.alerts.is_silent(person_id or "", alert)

    def _show_head(self) -> None:
        alert = self._alert
        words = ""
        if alert is not None and self._fill is not None and self._fill is not alert.level:
            levels, now = LevelWords(self._services.rule_set), here_and_now(self._services.clock)
            call = levels.line(alert.assessment, alert.level)
            words = self._words.head(alert, levels.level(alert.level), call, now)
        past = None if alert is None else alert.before or alert.beside
        if alert is not None and past is not None:
            before = self._before(past)
            words = before if alert.is_over else "\n".join(part for part in (before, words) if part)
        _say(self._head, words)

    def _before(self, past: PastEmergency) -> str:
        word = LevelWords(self._services.rule_set).level(Level.EMERGENCY)
        now, told = here_and_now(self._services.clock), self._services.alerts
        corrected = told.corrected(self._person_id, past) if self._person_id else None
        return self._words.before(past, word, now, corrected)

    def _show_note(self, alert: FollowUp) -> None:
        """Offer the line for what they said until something was written into it."""
        answer = next((a for a in reversed(alert.actions) if a.kind is ActionKind.SPOKE), None)
        self._answer = answer
        wanted = answer is not None and not answer.note and self._takes
        # A line that is being typed into is never taken away.
        show_part(self._note, wanted or self._note.hasFocus())

    def _say_waiting(self) -> None:
        """Say why what was pressed is not saved yet, or nothing more."""
        why = self._services.alerts.why_waiting(self._person_id or "")
        words = _("NOT SAVED yet: {cause} It is tried again by itself.").format(cause=why)
        self._say_trouble(words if why else "")
        self._is_waiting_said = bool(why)

    def _say_trouble(self, words: str) -> None:
        is_new = words != self._trouble.text()
        self._is_waiting_said = False
        _say(self._trouble, words)
        if words and is_new:
            announce(self, words, now=True)

    # What is done

    def _on_pressed(self, pressed: QAbstractButton) -> None:
        kind = next(kind for kind, button in self._buttons.items() if button is pressed)
        if self._alert is None or self._person_id is None or kind is self._just_pressed:
            return
        me, about = self._me(), self._alert.check_in_id
        taken = self._services.alerts.record(self._person_id, about, kind, me)
        self._just_pressed = kind
        self._press_again.start()
        self._say_waiting()
        self._offer_undo(taken)
        self._watch.look()
        announce(self, self._words.line(taken, taken.at, me), now=False)
        self.done.emit(kind)
        if kind is ActionKind.RECHECKED:
            self.page_requested.emit("check_in")

    def _on_silence(self) -> None:
        """Keep the reminder quiet, or no longer; the level and the alert stay as they are."""
        if self._alert is None or self._person_id is None:
            return
        if self._is_quiet(self._alert):
            self._services.alerts.end_silence(self._person_id)
        else:
            self._services.alerts.silence(self._person_id)
        self._watch.look()

    def _on_undo(self) -> None:
        if self._undoable is None or self._person_id is None:
            return
        try:
            self._services.alerts.undo(self._person_id, self._undoable.id, self._me())
        except ActionNotSaved as refused:
            self._say_trouble(_("NOT UNDONE: {cause} Press again.").format(cause=refused))
            return
        taken = self._undoable
        self._say_trouble("")
        self._take_undo_away()
        announce_taken_back(self, self._words.line(taken, taken.at, self._me()))
        self._buttons[taken.kind].setFocus(Qt.FocusReason.OtherFocusReason)
        self._watch.look()
        self.undone.emit()

    def _on_note(self) -> None:
        """Keep what was typed when Enter is pressed or the keyboard goes elsewhere."""
        said = self._note.text().strip()
        if not said or self._answer is None or self._person_id is None:
            return
        try:
            self._services.alerts.add_note(self._person_id, self._answer.id, said, self._me())
        except ActionNotSaved as refused:
            self._say_trouble(_("NOT SAVED: {cause} Press Enter again.").format(cause=refused))
            return
        self._say_trouble("")
        self._note.clear()
        self._buttons[ActionKind.SPOKE].setFocus(Qt.FocusReason.OtherFocusReason)
        self._watch.look()

    def _me(self) -> str | None:
        return self._services.settings.current().recorder

    def _allow_press(self) -> None:
        self._just_pressed = None

    def _offer_undo(self, taken: ActionTaken) -> None:
        self._undoable = taken
        self._undo_left = UNDO_S
        self._name_undo()
        self._undo.show()
        offered(self._undo)
        self._tick.start()

    def _take_undo_away(self) -> None:
        self._undoable = None
        self._tick.stop()
        self._undo.hide()

    def _on_tick(self) -> None:
        self._undo_left -= 1
        self._name_undo()
        if self._undo_left <= 0:
            self._take_undo_away()

    def _name_undo(self) -> None:
        # Only the words change while the seconds run; the width is that of the longest.
        self._undo.setText(_("Undo, {n} s").format(n=self._undo_left))
        self._undo.setAccessibleName(self._undo.text())
        self._undo.setMinimumWidth(max(self._undo.minimumWidth(), self._undo.sizeHint().width()))


def _say(label: QLabel, words: str) -> None:
    """Show words; a label that says nothing takes no room."""
    label.setText(words)
    show_part(label, bool(words))
