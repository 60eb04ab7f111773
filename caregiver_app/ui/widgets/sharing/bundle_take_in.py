# SPDX-License-Identifier: MIT
"""Take in from family: open a locked file, see what it would add, and add it or leave it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.moments import Moment
from caregiver_app.services.sharing_files.family import (
    Bundle,
    Incoming,
    WrongPassphraseError,
    read_whole,
)
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.background.piecework import Piecework
from caregiver_app.ui.files.adding import Adding
from caregiver_app.ui.files.first_folder import first_folder
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import action_button, headed_card, line
from caregiver_app.ui.widgets.fields.check_chip import CheckChip
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.sharing import apart_titles, came_in_words, namesake_words
from caregiver_app.ui.widgets.sharing.bundle_passphrase import BundlePassphrase
from caregiver_app.ui.words import deletion_words


class BundleTakeIn(QFrame):
    """Nothing is added before somebody saw what.

    `grown` brings a part that has just come into sight, `added` whose record has new entries,
    `page_wanted` where that leads.
    """

    page_wanted = Signal(str)
    grown = Signal(QWidget)
    added = Signal(str)

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services, self._theme = services, theme
        self._path: Path | None = None
        self._found: Incoming | None = None
        self._reading, self._keeping = Errand(self), Piecework(self)
        self._adding = Adding(services.family.writing, self)
        column = headed_card(self, theme, _("Take in from family"))
        about = _(
            "A locked file that was made with Share with family. You see first what is new. "
            "One made for a clinic can be looked at, and nothing of it stays."
        )
        column.addWidget(label(about, "body", "muted"))
        self._choose = QPushButton(_("Choose a locked file"))
        self._choose.setObjectName("take_in.choose")
        tag(self._choose, button="normal")
        self._choose.clicked.connect(self._on_choose)
        column.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._build_lock())
        column.addWidget(self._build_found())
        self._told = label("", "strong")
        self._told.setObjectName("take_in.told")
        self._told.hide()
        column.addWidget(self._told)
        self._decide = QPushButton(_("Look and decide"))
        self._decide.setObjectName("take_in.decide")
        tag(self._decide, button="normal")
        self._decide.clicked.connect(partial(self.page_wanted.emit, "apart"))
        self._decide.hide()
        column.addWidget(self._decide, 0, Qt.AlignmentFlag.AlignLeft)

    def open_person(self) -> None:
        """Begin anew for somebody; what is being added goes on, and says then what came of it."""
        if not self._is_adding:
            self.put_away()

    @property
    def _is_adding(self) -> bool:
        return self._keeping.is_running or self._adding.is_running

    def put_away(self) -> None:
        """Forget the file, its passphrase and what it holds; nothing of it is added any more."""
        self._keeping.stop()
        self._adding.stop()
        self._path, self._found = None, None
        self._passphrase.clear()
        self._lock.hide()
        if self._found_part.isAncestorOf(QApplication.focusWidget() or self):
            self._choose.setFocus()  # else the next button would be pressed by Enter
        self._found_part.hide()
        self._decide.hide()
        self._tell("")

    def choose(self, path: Path) -> None:
        """Take a file and ask for its passphrase."""
        self.put_away()
        self._path = path
        self._name.setText(path.name)
        self._lock.show()
        self._passphrase.begin()
        self.grown.emit(self._lock)

    def open_file(self) -> None:
        """Open the file beside the window, then show what taking it in would do."""
        if self._path is None or self._reading.is_running:
            return
        passphrase = self._passphrase.passphrase()
        if not passphrase:
            return
        self._open.setEnabled(False)
        self._tell(_("The file is being opened and checked."))
        work = partial(read_whole, self._path, passphrase)
        self._reading.run(work, self._on_read, self._on_not_read)

    # Building

    def _build_lock(self) -> QWidget:
        self._lock = QWidget()
        column = _column(self._lock, self._theme)
        self._name = label("", "strong")
        self._name.setObjectName("take_in.file")
        self._passphrase = BundlePassphrase(self._theme, "take_in", is_new=False)
        self._passphrase.entered.connect(self.open_file)
        self._open = action_button(self._theme, _("Open the file"), "normal")
        self._open.setObjectName("take_in.open")
        self._open.clicked.connect(self.open_file)
        for part in (line(self._theme), self._name, self._passphrase):
            column.addWidget(part)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        self._lock.hide()
        return self._lock

    def _build_found(self) -> QWidget:
        self._found_part = QWidget()
        column = _column(self._found_part, self._theme)
        self._says = label("", "strong")
        self._says.setObjectName("take_in.found")
        self._beside = label("", "body")
        self._beside.setObjectName("take_in.beside")
        self._back = CheckChip(self._theme, _("Bring them back"))
        self._back.setObjectName("take_in.back")
        self._back.toggled.connect(self._let_add)
        self._add = action_button(self._theme, "", "primary")
        self._add.setObjectName("take_in.add")
        self._add.clicked.connect(self._on_add)
        self._leave = action_button(self._theme, _("Leave everything as it is"), "normal")
        self._leave.setObjectName("take_in.leave")
        self._leave.clicked.connect(self._on_leave)
        self._look = action_button(self._theme, _("Look at it"), "primary")
        self._look.setObjectName("take_in.look")
        self._look.clicked.connect(self._on_look)
        verbs = FlowLayout(gap=self._theme.space("m"))
        for button in (self._look, self._add, self._leave):
            verbs.addWidget(button)
        for part in (line(self._theme), self._says, self._beside):
            column.addWidget(part)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(verbs)
        self._found_part.hide()
        return self._found_part

    # Reading

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("A locked file from family"), first_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kind = _("Locked files")
        dialog.setNameFilter(f"{kind} (*.caregiver)")
        dialog.fileSelected.connect(self._on_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file(self, path: str) -> None:
        self.choose(Path(path))

    def _on_read(self, bundle: object) -> None:
        if not isinstance(bundle, Bundle) or self._path is None:
            self._open.setEnabled(True)
            return
        try:
            work = self._services.family.comparing(bundle)
        except Exception as trouble:  # what is here stays as it is
            self._on_not_read(trouble)
            return
        self._reading.run(work, self._on_compared, self._on_not_read)

    def _on_compared(self, found: object) -> None:
        self._open.setEnabled(True)
        if not isinstance(found, Incoming) or self._path is None:
            return
        self._found = found = self._services.family.with_namesake(found)
        self._passphrase.clear()
        self._lock.hide()
        self._tell("")
        self._show(found)

    def _on_not_read(self, trouble: Exception) -> None:
        self._open.setEnabled(True)
        if isinstance(trouble, WrongPassphraseError):
            self._tell("")
            self._passphrase.say(_("This passphrase does not open the file. Type it again."))
            self._passphrase.begin()
            self.grown.emit(self._lock)
            return
        self._tell(_("Nothing was added. {cause}").format(cause=trouble))

    def _show(self, found: Incoming) -> None:
        self._says.setText(found_words(found))
        now = here_and_now(self._services.clock)
        ahead = came_in_words.ahead(found.newest, now)
        gone = self._services.book.was_deleted(found.bundle.part.person_id)
        back = deletion_words.brings_back(found.name) if gone else ""
        self._beside.setText(" ".join(filter(None, (back, ahead, beside_words(found, now)))))
        self._back.setVisible(gone)
        self._back.setChecked(False)
        self._beside.setVisible(bool(self._beside.text()))
        number = found.number
        words = ngettext("Add {n} entry", "Add {n} entries", number).format(n=number)
        look_into = self._services.family.look_into
        to_look = found.bundle.for_clinic and look_into is not None
        self._look.setVisible(to_look)
        tag(self._add, button="normal" if to_look else "primary")
        self._add.setText(words if number else _("Nothing to add"))
        self._let_add()
        self._found_part.show()
        self._leave.setFocus()  # a second Enter must not add what nobody has read
        self.grown.emit(self._found_part)
        announce(self._says, self._says.text(), now=False)

    def _let_add(self) -> None:
        """Let something be added; who was deleted here comes back by a press of its own."""
        found = self._found
        asked = self._back.isVisibleTo(self._found_part) and not self._back.isChecked()
        self._add.setEnabled(found is not None and found.number > 0 and not asked)

    def _on_look(self) -> None:
        found, look_into = self._found, self._services.family.look_into
        if found is not None and look_into is not None:
            look_into(found.bundle)

    # Adding

    def _on_add(self) -> None:
        if self._found is None or self._is_adding:
            return
        self._add.setEnabled(False)
        self._tell(_("A backup is being made first."))
        pieces = self._services.backups.make()
        self._keeping.run(pieces, self._on_backed_up, self._on_not_added)

    def _on_leave(self) -> None:
        was_adding = self._is_adding
        self.put_away()
        if was_adding:
            self._tell(_("Stopped. Nothing was added."))

    def _on_backed_up(self, _backup: object) -> None:
        found = self._found
        if found is None:
            return
        self._tell(_("The entries are being gone through and added."))
        prepare = partial(self._services.family.preparing, found)
        self._adding.run(prepare, partial(self._on_written, found), self._on_not_added)

    def _on_written(self, found: Incoming, number: int) -> None:
        self.put_away()
        words = ngettext(
            "Added {n} entry to the record of {name}.",
            "Added {n} entries to the record of {name}.",
            number,
        )
        told = words.format(n=number, name=found.name)
        person_id = found.bundle.part.person_id
        ahead = came_in_words.ahead(found.newest, here_and_now(self._services.clock))
        apart = apart_titles.waiting(self._services.apart.conflicts(person_id))
        self._services.doses.alert_to_what_calls(person_id, Happening.DOSE)
        self.added.emit(person_id)
        alert = came_in_words.alert(self._services, person_id)
        self._tell(" ".join(filter(None, (alert, told, ahead, apart))))
        self._decide.setVisible(bool(apart))

    def _on_not_added(self, trouble: Exception) -> None:
        self._add.setEnabled(True)
        self._tell(_("Nothing was added. {cause}").format(cause=trouble))

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))
        if words:
            self.grown.emit(self._told)
            announce(self._told, words, now=False)


def found_words(found: Incoming) -> str:
    """Say whose file it is and how much of it is new."""
    if found.is_new_person and found.bundle.for_clinic and found.namesake is None:
        return _("This is the record of {name}, who is not here yet.").format(name=found.name)
    if found.is_new_person:
        return namesake_words.adds(found.name, found.namesake)
    words = _("This is the record of {name}.").format(name=found.name)
    if not found.number:
        return " ".join((words, _("All of it is here already.")))
    return f"{words} {new_words(found)}"


def new_words(found: Incoming) -> str:
    """Say how many entries of which kind are new."""
    check_ins = found.new.get(EntryKind.CHECK_IN, 0)
    doses = found.new.get(EntryKind.DOSE, 0)
    plans = found.new.get(EntryKind.PLAN, 0)
    profiles = found.new.get(EntryKind.PERSON, 0)
    others = found.number - check_ins - doses - plans - profiles
    counted = (
        (check_ins, ngettext("{n} check-in", "{n} check-ins", check_ins)),
        (doses, ngettext("{n} dose", "{n} doses", doses)),
        (plans, ngettext("{n} plan", "{n} plans", plans)),
        (profiles, ngettext("{n} change in About them", "{n} changes in About them", profiles)),
        (others, ngettext("{n} other note", "{n} other notes", others)),
    )
    new = ", ".join(words.format(n=number) for number, words in counted if number)
    return _("New here: {list}.").format(list=new)


def beside_words(found: Incoming, now: Moment) -> str:
    """Say what somebody should know before it is added."""
    told = []
    if found.bundle.for_clinic:
        words = _("It was made to be looked at: Look at it keeps nothing here. Adding it keeps it.")
        told.append(words)
    if found.namesake:
        told.append(namesake_words.told_apart(found.namesake, now))
    if not found.is_new_person:
        told += [words for kind, words in _look_at().items() if found.new.get(kind)]
    told += [f"{words}." for words in dict.fromkeys(map(apart_titles.title, found.open_))]
    if found.open_:
        told.append(_("Both notes stay. You are asked afterwards which one holds."))
    return " ".join(told)


def _look_at() -> dict[EntryKind, str]:
    return {
        EntryKind.PLAN: _("It brings a plan. Look at Plan afterwards."),
        EntryKind.PERSON: _("It changes what is known about them. Look at People afterwards."),
    }


def _column(part: QWidget, theme: Theme) -> QVBoxLayout:
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space("m"))
    return column
