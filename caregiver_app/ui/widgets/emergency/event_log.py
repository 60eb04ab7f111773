# SPDX-License-Identifier: MIT
"""The running log of the emergency page: taps with their time, and whether they are saved."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.emergency_log import (
    THIS_EMERGENCY,
    LogLine,
    Tap,
    Tapped,
    last_tap,
    newest_ended,
    running_seizure,
)
from caregiver_app.domain.moments import Moment
from caregiver_app.services.emergencies.emergency_log import NotWritten
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.hands.undo_key import offered
from caregiver_app.ui.look.heard import announce, announce_taken_back
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.level_parts import show_part
from caregiver_app.ui.widgets.fields.tap_button import TapButton
from caregiver_app.ui.widgets.fields.undo_button import UNDO_S
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.emergency_log_words import exact_time, line_words, stopwatch, tap_words

_TRY_AGAIN_MS = 5000
_NARROW_PX = 48
TAPS = (Tap.CALLED_911, Tap.SEIZURE, Tap.MEDICINE, Tap.AMBULANCE, Tap.BREATHING, Tap.OTHER)


class EventLog(QObject):
    """The parts of the log; the page lays them out.

    `changed` says that something was written down, `asking` whether the note has to be seen.

    `buttons` by what they write, `undo`, `last` (what it undoes), `state` (what is not saved, and
    for whom it could be), `note` (what "something else" was) and `lines`.
    """

    changed = Signal()
    asking = Signal(bool)

    def __init__(self, services: Services, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._services = services
        self._log = services.emergency_log
        self._theme = theme
        self._number = services.rule_set.emergency_numbers["emergency"]
        self._person_id: str | None = None
        self._name = ""
        self._newest: Tapped | None = None
        self._undo_left = 0
        self._noted: Tapped | None = None
        self._narrow = False
        self._running: LogLine | None = None
        self.buttons = {tap: self._button(tap) for tap in TAPS}
        self._build()
        self._again = QTimer(self)
        self._again.setInterval(_TRY_AGAIN_MS)
        self._again.timeout.connect(self._try_again)

    def seizure_since(self) -> Moment | None:
        """Return when a seizure of this emergency began that nobody has told the end of."""
        if self._running is None:
            return None
        began, now = self._running.at, here_and_now(self._services.clock)
        return began if now.utc - began.utc < THIS_EMERGENCY else None

    def seizure_ended(self) -> tuple[Moment, Moment] | None:
        """Return when the newest seizure of this emergency began and stopped, if none runs."""
        now = here_and_now(self._services.clock)
        return newest_ended(self._log.lines(self._person_id), now)

    def show_person(self, person_id: str | None, name: str | None) -> None:
        """Show the log of another person, or that of nobody."""
        if person_id != self._person_id:
            self._take_undo_away()
            self._put_note_away()
        self._person_id, self._name = person_id, name or ""
        self._try_again()

    def fold(self, *, narrow: bool) -> None:
        """Make Undo lower where the call needs every line, and say beside it what it undoes."""
        self._narrow = narrow
        low = f"min-height: {_NARROW_PX - 2}px; max-height: {_NARROW_PX - 2}px;"
        self.undo.setStyleSheet(low if narrow else "")
        for button in self.buttons.values():
            button.fold(narrow=narrow)

    def tick(self) -> None:
        """Let a second pass: how long a seizure goes on, and how long Undo is offered."""
        self._show_running()
        if self._newest is not None:
            self._undo_left -= 1
            if self._undo_left <= 0:
                self._take_undo_away()
            else:
                self._name_undo()

    def _build(self) -> None:
        theme = self._theme
        self.undo = QPushButton()
        self.undo.setObjectName("tap.undo")
        tag(self.undo, button="normal")
        self.undo.clicked.connect(self._on_undo)
        self.undo.hide()
        self.last = label("", "strong")
        self.last.setObjectName("tap.last")
        self.last.hide()
        self.state = QFrame()
        tag(self.state, banner="trouble")
        row = QHBoxLayout(self.state)
        row.setContentsMargins(theme.space("s"), theme.space("xs"), theme.space("xs"), 4)
        row.setSpacing(theme.space("s"))
        self._told = label("", "strong")
        self._told.setObjectName("tap.state")
        self._claim = QPushButton()
        self._claim.setObjectName("tap.claim")
        tag(self._claim, button="normal")
        self._claim.clicked.connect(self._on_claim)
        row.addWidget(self._told, 1)
        row.addWidget(self._claim)
        self.note = QLineEdit()
        self.note.setObjectName("tap.note")
        tag(self.note, field="box")
        self.note.setPlaceholderText(_("What was it?"))
        self.note.setAccessibleName(_("What was it"))
        self.note.editingFinished.connect(self._on_note)
        self.note.hide()
        self.lines = _Lines(theme)

    def _button(self, tap: Tap) -> TapButton:
        button = TapButton(self._theme, tap, self._number, self._services.clock)
        button.clicked.connect(self._on_tap)
        return button

    # What is done

    def _on_tap(self) -> None:
        button = self.sender()
        if not isinstance(button, TapButton) or button.is_same_press():
            return
        tapped = self._log.tap(self._person_id, button.tap, self._me())
        self._newest, self._undo_left = tapped, UNDO_S
        self._name_undo()
        self.undo.show()
        offered(self.undo)
        words = f"{tap_words(tapped.tap, self._number)}, {dates.clock_time(tapped.at)}"
        self.last.setText(words)
        self._put_note_away()
        if tapped.tap is Tap.OTHER:
            self._noted = tapped
            self.note.show()
            self.asking.emit(True)
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()
        announce(self._owner, f"{words}. {self._told.text()}", now=False)
        self.changed.emit()

    def _on_undo(self) -> None:
        if self._newest is None:
            return
        try:
            self._log.undo(self._newest, self._me())
        except NotWritten as refused:
            self._say(_("NOT UNDONE: {cause} Press again.").format(cause=refused))
            return
        button = self.buttons[_of_button(self._newest.tap)]
        announce_taken_back(self._owner, tap_words(self._newest.tap, self._number))
        self._take_undo_away()
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()
        self.changed.emit()

    def _on_note(self) -> None:
        """Keep what was typed when Enter is pressed or the keyboard goes elsewhere."""
        words = self.note.text().strip()
        if not words or self._noted is None:
            return
        try:
            self._log.note(self._noted, words, self._me())
        except NotWritten as refused:
            self._say(_("NOT SAVED: {cause} Press Enter again.").format(cause=refused))
            return
        self._put_note_away()
        self.buttons[Tap.OTHER].setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()
        self.changed.emit()

    def _on_claim(self) -> None:
        if self._person_id is not None:
            self._log.claim(self._person_id)
            self.look()
            self.changed.emit()

    def _try_again(self) -> None:
        """Save what waits for the disk; on every look, and every few seconds while it waits."""
        waited = self._log.waits_for_disk
        self._log.save_waiting()
        self.look()
        if waited and not self._log.waits_for_disk:
            self.changed.emit()

    # What is shown

    def look(self) -> None:
        """Show the log as it stands now."""
        lines, now = self._log.lines(self._person_id), here_and_now(self._services.clock)
        self._running = running_seizure(lines)
        self.lines.show_lines(lines, self._number, now)
        for tap, button in self.buttons.items():
            at = last_tap(lines, tap, now) if tap is not Tap.SEIZURE else None
            button.show_tapped(dates.as_here(at, now) if at is not None else None)
        turned = Tap.SEIZURE if self._running is None else Tap.SEIZURE_STOPPED
        self.buttons[Tap.SEIZURE].turn_to(turned)
        self._show_running()
        self._show_state()

    def _show_running(self) -> None:
        if self._running is not None:
            length = dates.between(self._running.at, here_and_now(self._services.clock))
            self.buttons[Tap.SEIZURE].show_running(stopwatch(length))

    def _show_state(self) -> None:
        """Say what is not saved, why, and what to do about it."""
        waiting = self._log.waiting(self._person_id)
        nobodys = [tapped for tapped in waiting if tapped.person_id is None]
        claimable = bool(nobodys) and self._person_id is not None and not self._log.is_nobodys
        words = ""
        if claimable:
            words = _("Not saved. Were these times for {name}?").format(name=self._name)
        elif nobodys and self._log.is_nobodys:
            words = _("Not saved. Close the file: the times wait for your own record.")
        elif nobodys:
            words = _("Not saved: nobody is open. Write the times on paper too.")
        elif self._log.waits(self._person_id):
            words = _("NOT SAVED yet. Write the times on paper too. Do not close this.")
        elif self._log.waits_for_disk:
            words = _("Times of another person are NOT SAVED yet. Do not close this.")
        (self._again.start if self._log.waits_for_disk else self._again.stop)()
        self._claim.setText(_("Save them"))
        claim = _("Save them: the times for {name}").format(name=self._name)
        self._claim.setAccessibleName(claim)
        show_part(self._claim, claimable)
        self._say(words)

    def _say(self, words: str) -> None:
        self._told.setText(words)
        self.state.setAccessibleName(words)
        show_part(self.state, bool(words))
        # Where there is little room, what is not saved goes before what was just tapped.
        show_part(self.last, self._narrow and self._newest is not None and not words)

    def _me(self) -> str | None:
        return self._services.settings.current().recorder

    def _put_note_away(self) -> None:
        self._noted = None
        self.note.clear()
        self.note.hide()
        self.asking.emit(False)

    def _take_undo_away(self) -> None:
        self._newest = None
        self.undo.hide()
        self.last.hide()

    def _name_undo(self) -> None:
        # Only the words change while the seconds run; the width is that of the longest.
        self.undo.setText(_("Undo, {n} s").format(n=self._undo_left))
        what = tap_words(self._newest.tap, self._number) if self._newest else ""
        self.undo.setAccessibleName(f"{self.undo.text()}: {what}")
        self.undo.setMinimumWidth(max(self.undo.minimumWidth(), self.undo.sizeHint().width()))


class _Lines(QScrollArea):
    """The lines, the newest first; what is not saved says so in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("tap.lines")
        self.setAccessibleName(_("What was written down"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # It takes the room that is left: what stands over it must not scroll away for its sake.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._theme = theme
        self._shown: tuple[LogLine, ...] | None = None
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, theme.space("s"), 0)
        self._rows.setSpacing(theme.space("xs"))
        tag(inside, ground="none")
        self.setWidget(inside)
        # On whatever card the page lays it: no ground of its own.
        self.setStyleSheet("QScrollArea, QWidget[ground] { background: transparent; }")

    def show_lines(self, lines: tuple[LogLine, ...], number: str, now: Moment) -> None:
        """Show other lines, by the clocks of now; the same ones are left alone."""
        if lines == self._shown:
            return
        self._shown = lines
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        rows = [_row(self._theme, line, number, now) for line in lines]
        empty = label(_("Nothing is written down yet."), "small", "muted")
        for row in rows or [empty]:
            self._rows.addWidget(row)
            row.show()
        self._rows.addStretch(1)


def _row(theme: Theme, line: LogLine, number: str, now: Moment) -> QWidget:
    row = QWidget()
    columns = QHBoxLayout(row)
    columns.setContentsMargins(0, 0, 0, 0)
    columns.setSpacing(theme.space("s"))
    time = label(exact_time(dates.as_here(line.at, now)), "small")
    time.setWordWrap(False)
    tag(time, heavy=True)
    words = line_words(line, number)
    if not line.is_saved:
        words = _("{what} \u2013 NOT SAVED").format(what=words)
    told = label(words, "small")
    tag(told, heavy=not line.is_saved)
    for part, stretch in ((time, 0), (told, 1)):
        columns.addWidget(part, stretch, Qt.AlignmentFlag.AlignTop)
    return row


def _of_button(tap: Tap) -> Tap:
    """Return the key of the button that writes a tap down."""
    return Tap.SEIZURE if tap is Tap.SEIZURE_STOPPED else tap
