# SPDX-License-Identifier: MIT
"""Read a file in: a whole record or a table, looked at first, then added or left."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.happened import Happening
from caregiver_app.services.sharing_files.sharing_in import Held, ImportResult, Preview, read_file
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.files.adding import Adding
from caregiver_app.ui.files.first_folder import first_folder
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import action_button, headed_card, line
from caregiver_app.ui.widgets.fields.check_chip import CheckChip
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.sharing import came_in_words, namesake_words
from caregiver_app.ui.words import deletion_words


class FileReadIn(QFrame):
    """Nothing is added before somebody saw what, and all of it can be stopped until it is in.

    `grown` brings a part that has just come into sight, `added` whose record has new entries,
    `page_wanted` where a press leads.
    """

    grown = Signal(QWidget)
    added = Signal(str)
    page_wanted = Signal(str)

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services, self._theme = services, theme
        self._person_id: str | None = None
        self._found: Preview | None = None
        self._reading, self._adding = Errand(self), Adding(services.incoming.writing, self)
        self._wanted = 0  # the file that was asked for last: an answer about another one is late
        self._build()

    def open_person(self, person_id: str | None) -> None:
        """Read files in for one person; what is being added for them goes on."""
        if not (self._adding.is_running and person_id == self._person_id):
            self._put_away()
            self._tell("")
        self._person_id = person_id
        self._other.setVisible(person_id is not None)

    def read_file(self, path: Path) -> None:
        """Read a file and compare it beside the window, then show what adding it would do."""
        self._put_away()
        self._busy(_("The file is being read."))
        wanted, person_id = self._wanted, self._person_id
        incoming = self._services.incoming

        def otherwise(trouble: Exception) -> None:
            if wanted == self._wanted:
                self._put_away()
                self._tell(_("Nothing was added. {cause}").format(cause=trouble))

        def show(found: object) -> None:
            if wanted == self._wanted and isinstance(found, Preview):
                self._rest()
                self._tell("")
                self._found = found
                self._show(found)

        def compare(held: object) -> None:
            if wanted != self._wanted or not isinstance(held, Held):
                return
            try:
                work = incoming.comparing(held, person_id)
            except Exception as trouble:  # what is here stays as it is
                otherwise(trouble)
                return
            self._reading.run(work, show, otherwise)

        self._reading.run(lambda: read_file(path), compare, otherwise)

    def _busy(self, told: str) -> None:
        """Say what is being done; nothing else can be chosen until it is done or stopped."""
        self._choose.setEnabled(False)
        self._stop.show()
        self._tell(told)

    def _rest(self) -> None:
        self._choose.setEnabled(True)
        self._stop.hide()

    def _on_stop(self) -> None:
        self._put_away()
        self._tell(_("Stopped. Nothing was added."))

    def _build(self) -> None:
        column = headed_card(self, self._theme, _("Read a file in"))
        about = _("A whole record, or a table that was saved here. You see first what it adds.")
        column.addWidget(label(about, "body", "muted"))
        self._choose = QPushButton(_("Choose a file"))
        self._choose.setObjectName("files.choose")
        tag(self._choose, button="normal")
        self._choose.clicked.connect(self._on_choose)
        self._other = QPushButton(_("A spreadsheet you keep yourselves"))
        self._other.setObjectName("files.spreadsheet")
        tag(self._other, button="quiet")
        self._other.clicked.connect(partial(self.page_wanted.emit, "spreadsheet"))
        self._stop = action_button(self._theme, _("Stop"), "normal")
        self._stop.setObjectName("files.stop")
        self._stop.setAccessibleName(_("Stop: add nothing of this file"))
        self._stop.clicked.connect(self._on_stop)
        self._stop.hide()
        self._told = label("", "strong")
        self._told.setObjectName("files.read")
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._told.hide()
        for button in (self._choose, self._other):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._told)
        column.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._build_found())

    def _build_found(self) -> QWidget:
        self._found_part = QWidget()
        column = QVBoxLayout(self._found_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.space("m"))
        self._says = label("", "strong")
        self._says.setObjectName("files.found")
        self._beside_says = label("", "body")
        self._too = CheckChip(self._theme, _("Add these too"))
        self._too.setObjectName("files.too")
        self._too.toggled.connect(self._name_add)
        self._returns = CheckChip(self._theme, _("Bring them back"))
        self._returns.setObjectName("files.returns")
        self._returns.toggled.connect(self._name_add)
        self._add = action_button(self._theme, "", "primary")
        self._add.setObjectName("files.add")
        self._add.clicked.connect(self._on_add)
        leave = action_button(self._theme, _("Leave everything as it is"), "normal")
        leave.setObjectName("files.leave")
        leave.clicked.connect(self._put_away)
        verbs = FlowLayout(gap=self._theme.space("m"))
        for button in (self._add, leave):
            verbs.addWidget(button)
        for part in (line(self._theme), self._says, self._beside_says):
            column.addWidget(part)
        for chip in (self._too, self._returns):
            column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(verbs)
        return self._found_part

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("A file to read in"), first_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kind = _("Records and tables")
        dialog.setNameFilter(f"{kind} (*.json *.csv)")
        dialog.fileSelected.connect(self._on_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file(self, path: str) -> None:
        self.read_file(Path(path))

    def _show(self, found: Preview) -> None:
        self._says.setText(found_words(found))
        back = deletion_words.brings_back(found.name) if found.was_deleted else ""
        now = here_and_now(self._services.clock)
        same_time = same_time_words(found.same_time) if found.same_time else ""
        other = namesake_words.told_apart(found.namesake, now)
        self._beside_says.setText(" ".join(filter(None, (back, same_time, other))))
        self._beside_says.setVisible(bool(self._beside_says.text()))
        for chip, is_asked in ((self._too, found.same_time > 0), (self._returns, bool(back))):
            chip.setVisible(is_asked)
            chip.setChecked(False)
        self._name_add()
        self._found_part.show()
        self.grown.emit(self._found_part)
        announce(self._says, self._says.text(), now=False)

    def _name_add(self) -> None:
        if self._found is None:
            return
        number = self._found.new + (self._found.same_time if self._too.isChecked() else 0)
        words = ngettext("Add {n} entry", "Add {n} entries", number).format(n=number)
        self._add.setText(words if number else _("Nothing to add"))
        is_asked = self._found.was_deleted and not self._returns.isChecked()
        self._add.setEnabled(number > 0 and not is_asked)

    def _on_add(self) -> None:
        found = self._found
        if found is None or self._adding.is_running:
            return
        also, back = self._too.isChecked(), self._returns.isChecked()
        prepare = partial(
            self._services.incoming.preparing, found, also_same_time=also, bring_back=back
        )
        self._found_part.hide()
        self._busy(_("The entries are being gone through and added."))
        self._adding.run(prepare, self._on_written, self._on_not_written)

    def _on_not_written(self, trouble: Exception) -> None:
        self._rest()
        self._tell(_("Nothing was added. {cause}").format(cause=trouble))
        self._found_part.setVisible(self._found is not None)

    def _on_written(self, result: ImportResult) -> None:
        self._services.doses.alert_to_what_calls(result.person_id, Happening.DOSE)
        alert = came_in_words.alert(self._services, result.person_id)
        record = self._services.book.record(result.person_id)
        newest = came_in_words.newest(record)
        ahead = came_in_words.ahead(newest, here_and_now(self._services.clock))
        self._put_away()
        # What stands on the other pages may be milder than the record.
        self.added.emit(result.person_id)
        told = ngettext(
            "Added {n} entry to the record of {name}.",
            "Added {n} entries to the record of {name}.",
            result.new_entries,
        )
        words = told.format(n=result.new_entries, name=result.name)
        self._tell(" ".join(filter(None, (alert, words, ahead))))

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))
        if words:
            self.grown.emit(self._stop if self._stop.isVisibleTo(self) else self._told)
            announce(self._told, words, now=False)

    def _put_away(self) -> None:
        self._wanted += 1
        self._found = None
        self._adding.stop()
        self._found_part.hide()
        self._rest()


def found_words(found: Preview) -> str:
    """Say what is in a file and how much of it is new."""
    if found.is_new_person:
        return namesake_words.adds(found.name, found.namesake)
    if found.rows is None:
        return _("This is the record of {name}.").format(name=found.name)
    rows = ngettext("{n} row about {name}.", "{n} rows about {name}.", found.rows)
    words = rows.format(n=found.rows, name=found.name)
    if not found.here:
        return words
    here = ngettext("{n} is here already.", "{n} are here already.", found.here)
    return f"{words} {here.format(n=found.here)}"


def same_time_words(number: int) -> str:
    """Say that rows may be the same entry twice, which only a person can tell."""
    told = ngettext(
        "{n} row has the time of an entry that is here. It may be the same one twice.",
        "{n} rows have the time of an entry that is here. They may be the same ones twice.",
        number,
    )
    return told.format(n=number)
