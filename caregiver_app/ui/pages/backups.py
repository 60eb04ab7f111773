# SPDX-License-Identifier: MIT
"""The backups: the last one and its check, making one now, and putting one back."""

from collections.abc import Generator
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caregiver_app.services.safekeeping.backups import BackupLine, PersonCompared
from caregiver_app.services.safekeeping.locked_record import KeyFiles
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.background.piecework import Piecework
from caregiver_app.ui.hands.at_work import begin_work, end_work
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import (
    action_button,
    action_row,
    card,
    emptied,
    line,
    page_head,
    scrolling,
)
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.settings.backup_offer import agreement
from caregiver_app.ui.widgets.settings.unlock_offer import UnlockOffer
from caregiver_app.ui.words import backup_words as words


class BackupsPage(QWidget):
    """Nothing is put back before what would change was shown and the word was typed."""

    page_requested = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._theme = services, theme
        self._work, self._reading = Piecework(self), Piecework(self)
        self._chosen = ""
        self._head, _about = page_head(theme, _("Backups"))
        self._build_state()
        self._list_card, self._rows = self._titled(_("Bring back a backup"))
        self._build_compared()
        self._build_layout()

    def action_bar(self) -> QWidget:
        """Return the way back."""
        return self._bar

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def open_person(self, person_id: str | None) -> None:
        """Show how things stand; the backups are the same whoever is open."""
        self._put_choice_away()
        self._show_state()
        self._show_list()

    # Building

    def _titled(self, title: str) -> tuple[QWidget, QVBoxLayout]:
        frame, column = card(self._theme)
        column.addWidget(label(title, "heading"))
        inner = QVBoxLayout()
        inner.setSpacing(self._theme.space("s"))
        column.addLayout(inner)
        return frame, inner

    def _build_state(self) -> None:
        self._state_card, column = self._titled(_("Last backup"))
        self._last = label("", "strong")
        self._last.setObjectName("backups.last")
        self._told = label("", "body", "muted")
        self._told.setObjectName("backups.told")
        self._now = action_button(self._theme, _("Back up now"), "primary", "save")
        self._now.setObjectName("backups.now")
        self._now.clicked.connect(self._on_now)
        about = _(
            "A backup is made by itself on every day on which the program is open. It is read "
            "back before it counts. Seven days, four weeks and twelve months are kept."
        )
        self._where = label("", "body")
        self._where.setObjectName("backups.where")
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (self._last, self._told, label(about, "body", "muted"), self._where):
            column.addWidget(part)
        column.addWidget(self._now, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_compared(self) -> None:
        self._compared_card, column = self._titled(_("What would change"))
        self._compared_card.setObjectName("backups.compared")
        self._which = label("", "strong")
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(self._theme.space("xl"))
        self._table.setVerticalSpacing(self._theme.space("s"))
        aside = _(
            "What is here now is kept as a backup of its own. Answers that are typed and not "
            "saved are not in it: save them first."
        )
        self._word = QLineEdit()
        self._word.setObjectName("backups.word")
        asked = _("Type \u201c{words}\u201d here, then press the button").format(words=agreement())
        self._word.setAccessibleName(asked)
        self._word.setMaximumWidth(20 * self._theme.px("body"))
        self._word.returnPressed.connect(self._on_put_back)
        tag(self._word, field="box")
        self._problem = label("", "strong")
        self._problem.setObjectName("backups.problem")
        self._go = action_button(self._theme, _("Put this backup back"), "normal", "undo")
        self._go.setObjectName("backups.put_back")
        self._go.clicked.connect(self._on_put_back)
        leave = action_button(self._theme, _("Leave everything as it is"), "normal")
        leave.setObjectName("backups.leave")
        leave.clicked.connect(self._put_choice_away)
        column.addWidget(self._which)
        column.addLayout(self._table)
        for part in (label(aside, "body", "muted"), label(asked, "strong"), self._word):
            column.addWidget(part)
        column.addWidget(self._problem)
        verbs = FlowLayout(gap=self._theme.space("m"))
        for button in (self._go, leave):
            verbs.addWidget(button)
        column.addLayout(verbs)

    def _build_layout(self) -> None:
        space = self._theme.space
        inside = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(space("s"), 0, space("xl"), space("l"))
        column.setSpacing(space("m"))
        self._back = action_button(self._theme, _("Back to Settings"), "normal", "left")
        self._back.setObjectName("backups.back")
        self._back.clicked.connect(partial(self.page_requested.emit, "settings"))
        self._bar = action_row(self._theme, [self._back], [])
        for part in (self._head, self._state_card, self._compared_card, self._list_card):
            column.addWidget(part)
        column.addStretch(1)

    # How things stand

    def _show_state(self) -> None:
        state, now = self._services.backups.state(), here_and_now(self._services.clock)
        self._last.setText(words.last_words(state, now))
        self._told.setText(state.trouble)
        self._told.setVisible(bool(state.trouble))
        where = _(
            "They lie on this computer, in {folder}. If the computer is lost, they are lost too: "
            "copy that folder to a stick. {who}"
        )
        who = _("Whoever has it can read the record.")
        if self._services.passcode.is_set:
            who = _("It opens with the passcode or the recovery code alone.")
        self._where.setText(where.format(folder=state.folder, who=who))

    def _show_list(self) -> None:
        rows = emptied(self._rows)
        if self._services.backups.state().newest is None:
            rows.addWidget(label(_("There is no backup yet."), "body", "muted"))
        # One after the other: each is opened and read whole.
        self._reading.run(self._read_list(), self._on_list_read, self._on_not_read)

    def _read_list(self) -> Generator[None, None, None]:
        for place, found in enumerate(self._services.backups.lines()):
            if place:
                self._rows.addWidget(line(self._theme))
            elif not self._told.text() and found.entries is not None:
                words = ngettext(
                    "Opened and checked: {n} entry.",
                    "Opened and checked: {n} entries.",
                    found.entries,
                )
                self._tell(words.format(n=found.entries))
            self._rows.addWidget(self._row(found))
            yield

    def _on_list_read(self, _done: object) -> None:
        locked = self._services.backups.locked()
        if locked is not None:
            offer = UnlockOffer(locked)
            offer.opened.connect(self._on_unlocked)
            self._rows.addWidget(line(self._theme))
            self._rows.addWidget(offer)
        self._rows.activate()

    def _on_unlocked(self, keys: KeyFiles) -> None:
        self._services.backups.unlock(keys)
        self.open_person(None)

    def _on_not_read(self, trouble: Exception) -> None:
        self._tell(_("The backups cannot be read. {cause}").format(cause=trouble))

    def _row(self, found: BackupLine) -> QWidget:
        now = here_and_now(self._services.clock)
        made, title = QWidget(), words.line_words(found, now)
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.addWidget(label(title, "strong"), 0, 0)
        grid.addWidget(label(words.held_words(found, now), "body", "muted"), 1, 0)
        grid.setColumnStretch(0, 1)
        if found.entries is not None:
            look = QPushButton(_("Compare"))
            look.setObjectName(f"backups.compare.{found.name}")
            look.setAccessibleName(_("Compare with the backup of {time}").format(time=title))
            tag(look, button="normal")
            look.clicked.connect(partial(self._on_compare, found))
            grid.addWidget(look, 0, 1, 2, 1)
        return made

    def _on_now(self) -> None:
        begin_work(self._now)
        self._tell(_("The backup is being made."))
        self._work.run(self._services.backups.make(), self._on_made, self._on_not_made)

    def _on_made(self, _backup: object) -> None:
        end_work(self._now)
        self.open_person(None)
        newest = next(self._services.backups.lines()).entries or 0
        told = ngettext(
            "Made, opened and checked: {n} entry, the same as here.",
            "Made, opened and checked: {n} entries, the same as here.",
            newest,
        )
        self._tell(told.format(n=newest))

    def _on_not_made(self, trouble: Exception) -> None:
        end_work(self._now)
        self._show_state()
        self._tell(_("No backup was made. {cause}").format(cause=trouble))

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.setVisible(bool(text))

    # Putting one back

    def _on_compare(self, found: BackupLine) -> None:
        try:
            people = self._services.backups.compared(found.name)
        except Exception as trouble:  # the list stays, and says what happened
            self._tell(_("This backup cannot be read. {cause}").format(cause=trouble))
            return
        self._chosen = found.name
        now = here_and_now(self._services.clock)
        self._which.setText(_("Backup: {time}").format(time=words.line_words(found, now)))
        self._show_table(people)
        self._say(self._services.backups.refused() or "")
        self._compared_card.show()
        self._word.clear()
        self._word.setFocus()

    def _show_table(self, people: tuple[PersonCompared, ...]) -> None:
        while item := self._table.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        now = here_and_now(self._services.clock)
        for column, title in enumerate(
            (_("Person"), _("Now"), _("In the backup"), _("If you put it back"))
        ):
            self._table.addWidget(label(title, "small", "muted"), 0, column)
            self._table.setColumnStretch(column, 1)
        for row, person in enumerate(people, 1):
            sides = (words.side_words(person.now, now), words.side_words(person.then, now))
            for column, text in enumerate((person.name, *sides, words.change_words(person))):
                role = "strong" if column in (0, 3) else "body"
                top = Qt.AlignmentFlag.AlignTop
                self._table.addWidget(label(text, role), row, column, top)

    def _on_put_back(self) -> None:
        if self._word.text().strip().casefold() != agreement().casefold():
            self._say(
                _("Type \u201c{words}\u201d first. Nothing was changed.").format(words=agreement())
            )
            self._word.setFocus()
            return
        try:
            self._services.backups.put_back(self._chosen)
        except Exception as trouble:  # what is here stays as it is
            self._say(_("Nothing was put back. {cause}").format(cause=trouble))

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _put_choice_away(self) -> None:
        self._chosen = ""
        self._word.clear()
        self._say("")
        self._compared_card.hide()
