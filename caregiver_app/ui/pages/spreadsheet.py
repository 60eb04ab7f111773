# SPDX-License-Identifier: MIT
"""Reading a family's own spreadsheet in: choose it, name its columns, see every row, then add."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.happened import Happening
from caregiver_app.domain.sharing.spreadsheet_columns import ColumnKind
from caregiver_app.services.sharing_files.spreadsheets import (
    ImportResult,
    Mapped,
    Spreadsheet,
    SpreadsheetPreview,
    read,
)
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.files.adding import Adding
from caregiver_app.ui.files.first_folder import first_folder
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import (
    action_button,
    action_row,
    card,
    line,
    page_head,
    scrolling,
)
from caregiver_app.ui.widgets.fields.check_chip import CheckChip
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.sharing.spreadsheet_columns import SpreadsheetColumns
from caregiver_app.ui.widgets.sharing.spreadsheet_imports import SpreadsheetImports
from caregiver_app.ui.widgets.sharing.spreadsheet_questions import SpreadsheetQuestions
from caregiver_app.ui.words import spreadsheet_words as words
from caregiver_app.ui.words.person_words import drug_words

_ROWS_HIGH_EM = 16
_NO_LIMITS = frozenset(
    {
        ColumnKind.LEFT_OUT,
        ColumnKind.DAY,
        ColumnKind.TIME,
        ColumnKind.DAY_AND_TIME,
        ColumnKind.PRESSURE,
        ColumnKind.NOTE,
    }
)


class SpreadsheetPage(QWidget):
    """Nothing is taken over that somebody did not see as the row it becomes."""

    page_requested = Signal(str)
    record_changed = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._theme = services, theme
        self._person_id: str | None = None
        self._table: Spreadsheet | None = None
        self._found: SpreadsheetPreview | None = None
        self._drug = ""
        self._reading = Errand(self)
        self._adding = Adding(services.spreadsheets.writing, self)
        self._head, self._beside = page_head(theme, _("Spreadsheet"))
        self._build()

    def action_bar(self) -> QWidget:
        """Return the way back."""
        return self._bar

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def open_person(self, person_id: str | None) -> None:
        """Begin anew for one person; a file belongs to whom it was chosen for."""
        if self._adding.is_running and person_id == self._person_id:
            return  # it goes on, and says then what came of it
        self._person_id = person_id
        self._put_away()
        self._tell("")
        if person_id is not None:
            name = self._services.book.record(person_id).person.name
            self._beside.setText(_("For the record of {name}").format(name=name))
        self._imports.open_person(self._person_id)

    def read_file(self, path: Path) -> None:
        """Read a file beside the window, then ask what stands in its columns."""
        self._put_away()
        self._tell(_("The file is being read."))
        self._choose.setEnabled(False)
        person_id = self._person_id

        def then(table: object) -> None:
            self._choose.setEnabled(True)
            if isinstance(table, Spreadsheet) and person_id == self._person_id:
                self._tell("")
                self._show_table(table)

        def otherwise(trouble: Exception) -> None:
            self._choose.setEnabled(True)
            self._tell(_("Nothing was added. {cause}").format(cause=trouble))

        self._reading.run(lambda: read(path), then, otherwise)

    # Building

    def _build(self) -> None:
        space = self._theme.space
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(space("s"), 0, space("xl"), space("l"))
        column.setSpacing(space("m"))
        back = action_button(self._theme, _("Back to Files"), "normal", "left")
        back.setObjectName("spreadsheet.back")
        back.clicked.connect(partial(self.page_requested.emit, "files"))
        self._bar = action_row(self._theme, [back], [])
        self._told = label("", "strong")
        self._told.setObjectName("spreadsheet.told")
        parts = (self._build_choose(), self._told, self._build_columns(), self._build_found())
        self._imports = SpreadsheetImports(self._services, self._theme)
        self._imports.removed.connect(self._on_removed)
        self._imports.failed.connect(self._tell)
        for part in (self._head, *parts, self._imports):
            column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolling(inside)
        outer.addWidget(self._area)

    def _build_choose(self) -> QWidget:
        frame, column = card(self._theme)
        column.setSpacing(self._theme.space("s"))
        about = _(
            "Save your table as CSV first: titles in the first row, then one row for each time. "
            "You say what stands in each column, and see every row before it is added."
        )
        column.addWidget(label(about, "body", "muted"))
        self._choose = QPushButton(_("Choose a file"))
        self._choose.setObjectName("spreadsheet.choose")
        tag(self._choose, button="normal")
        self._choose.clicked.connect(self._on_choose)
        column.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _build_columns(self) -> QWidget:
        self._columns_card, column = card(self._theme)
        column.setSpacing(self._theme.space("s"))
        column.addWidget(label(_("What stands in each column?"), "heading"))
        about = _("The titles were used to guess. Look at each guess.")
        column.addWidget(label(about, "body", "muted"))
        self._columns = SpreadsheetColumns(self._theme)
        self._columns.changed.connect(self._on_columns)
        column.addWidget(self._columns)
        self._questions = SpreadsheetQuestions(self._theme)
        self._questions.changed.connect(self._on_said)
        self._needed = label("", "strong")
        self._needed.setObjectName("spreadsheet.needed")
        self._look = action_button(self._theme, _("See every row"), "primary")
        self._look.setObjectName("spreadsheet.look")
        self._look.clicked.connect(self._on_look)
        column.addWidget(line(self._theme))
        column.addWidget(self._questions)
        column.addWidget(self._needed)
        column.addWidget(self._look, 0, Qt.AlignmentFlag.AlignLeft)
        return self._columns_card

    def _build_found(self) -> QWidget:
        self._found_card, column = card(self._theme)
        column.setSpacing(self._theme.space("s"))
        column.addWidget(label(_("What each row becomes"), "heading"))
        self._says = label("", "strong")
        self._says.setObjectName("spreadsheet.says")
        self._levels = label("", "body")
        self._levels.setObjectName("spreadsheet.levels")
        self._rows = QPlainTextEdit()
        self._rows.setObjectName("spreadsheet.rows")
        self._rows.setAccessibleName(_("What each row becomes"))
        self._rows.setReadOnly(True)
        self._rows.setTabChangesFocus(True)
        self._rows.setMinimumHeight(_ROWS_HIGH_EM * self._theme.px("body"))
        tag(self._rows, field="box")
        self._too = CheckChip(self._theme, _("Add those that may be here already, too"))
        self._too.setObjectName("spreadsheet.too")
        self._too.toggled.connect(self._name_add)
        self._add = action_button(self._theme, "", "primary")
        self._add.setObjectName("spreadsheet.add")
        self._add.clicked.connect(self._on_add)
        leave = action_button(self._theme, _("Leave everything as it is"), "normal")
        leave.setObjectName("spreadsheet.leave")
        leave.clicked.connect(self._put_away)
        verbs = FlowLayout(gap=self._theme.space("m"))
        for button in (self._add, leave):
            verbs.addWidget(button)
        for part in (self._says, self._levels, self._rows):
            column.addWidget(part)
        column.addWidget(self._too, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(verbs)
        return self._found_card

    # Choosing and naming

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("A spreadsheet to read in"), first_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kind = _("Tables saved as CSV")
        dialog.setNameFilter(f"{kind} (*.csv *.tsv *.txt)")
        dialog.fileSelected.connect(self._on_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file(self, path: str) -> None:
        self.read_file(Path(path))

    def _show_table(self, table: Spreadsheet) -> None:
        if self._person_id is None:
            return
        self._table = table
        self._drug = drug_words(self._services.book.record(self._person_id).person.drug)
        guessed = self._services.spreadsheets.guessed(self._person_id, table)
        self._columns.show_table(table, guessed.kinds, self._drug)
        self._questions.begin()
        self._on_columns()
        self._columns_card.show()
        self._bring_top(self._columns_card)

    def _mapped(self, table: Spreadsheet) -> Mapped:
        """Return what is said about the columns; what is asked only where they leave it open."""
        service, kinds, said = self._services.spreadsheets, self._columns.kinds(), self._questions
        return Mapped(
            kinds=kinds,
            order=service.order(table, kinds) or said.order(),
            clock=service.clock(table, kinds) or said.clock(),
            every_day_at=said.every_day_at(),
        )

    def _on_columns(self) -> None:
        if self._table is None:
            return
        service, kinds = self._services.spreadsheets, self._columns.kinds()
        self._questions.ask(
            order=service.order(self._table, kinds) is None,
            clock=service.clock(self._table, kinds) is None,
            every_day=Mapped(kinds=kinds, order=None).has_days_alone,
        )
        self._on_said()

    def _on_said(self) -> None:
        if self._table is None:
            return
        self._found = None
        self._found_card.hide()
        service, mapped = self._services.spreadsheets, self._mapped(self._table)
        is_open = service.clock(self._table, mapped.kinds) is None
        needed = words.still_needed(mapped, self._drug, is_clock_open=is_open)
        self._needed.setText(needed)
        self._needed.setVisible(bool(needed))
        self._look.setEnabled(not needed)

    # Looking and adding

    def _on_look(self) -> None:
        if self._table is None or self._person_id is None or self._reading.is_running:
            return
        table, mapped = self._table, self._mapped(self._table)
        try:
            work = self._services.spreadsheets.looking(self._person_id, table, mapped)
        except Exception as trouble:  # what is here stays as it is
            self._on_not_looked(trouble)
            return
        self._tell(_("The rows are being gone through."))
        self._look.setEnabled(False)

        def then(found: object) -> None:
            is_asked = self._table is table and self._mapped(table) == mapped
            self._tell("")
            if isinstance(found, SpreadsheetPreview) and is_asked:
                self._look.setEnabled(True)
                self._show_found(found, table, mapped)

        self._reading.run(work, then, self._on_not_looked)

    def _on_not_looked(self, trouble: Exception) -> None:
        self._look.setEnabled(True)
        self._tell(_("Nothing was added. {cause}").format(cause=trouble))

    def _show_found(self, found: SpreadsheetPreview, table: Spreadsheet, mapped: Mapped) -> None:
        self._found = found
        self._says.setText(words.summary(found))
        told = words.level_words(found, self._services.rule_set)
        self._levels.setText(told)
        self._levels.setVisible(bool(told))
        self._rows.setPlainText(self._lines(found, table, mapped))
        self._too.setVisible(bool(found.here))
        self._too.setChecked(False)
        self._name_add()
        self._found_card.show()
        self._bring_top(self._found_card)
        announce(self._says, self._says.text(), now=False)

    def _lines(self, found: SpreadsheetPreview, table: Spreadsheet, mapped: Mapped) -> str:
        service = self._services.spreadsheets
        limits = {kind: service.limits(kind) for kind in set(mapped.kinds) - _NO_LIMITS}
        bounds, drug = words.Bounds(mapped.kinds, limits), self._drug
        rows = (words.row_words(row, found, table.titles, bounds, drug) for row in found.rows)
        return "\n".join(rows)

    def _name_add(self) -> None:
        if self._found is None:
            return
        number = len(self._found.added(also_here=self._too.isChecked()))
        told = ngettext("Add {n} row", "Add {n} rows", number).format(n=number)
        self._add.setText(told if number else _("Nothing to add"))
        self._add.setEnabled(number > 0)

    def _on_add(self) -> None:
        found = self._found
        if found is None or self._adding.is_running:
            return
        also_here = self._too.isChecked()
        prepare = partial(self._services.spreadsheets.preparing, found, also_here=also_here)
        self._add.setEnabled(False)
        self._tell(_("The entries are being gone through and added."))
        self._adding.run(prepare, self._on_added, self._on_not_added)

    def _on_added(self, result: ImportResult) -> None:
        self._put_away()
        if self._person_id is not None:
            self._services.doses.alert_to_what_calls(self._person_id, Happening.DOSE)
        self.record_changed.emit()
        self._imports.open_person(self._person_id)
        number = result.new_entries
        told = ngettext("Added {n} entry.", "Added {n} entries.", number)
        self._tell(told.format(n=number))

    def _on_not_added(self, trouble: Exception) -> None:
        self._add.setEnabled(True)
        self._tell(_("Nothing was added. {cause}").format(cause=trouble))

    def _on_removed(self, told: str) -> None:
        self.record_changed.emit()
        self._tell(told)

    def _bring(self, part: QWidget) -> None:
        """Scroll to what has just come, once it has its place."""
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(part))

    def _bring_top(self, part: QWidget) -> None:
        """Scroll until a part that is higher than the page begins at its upper edge."""
        bar = self._area.verticalScrollBar()
        QTimer.singleShot(0, self, lambda: bar.setValue(part.y()))

    def _put_away(self) -> None:
        self._table, self._found = None, None
        self._adding.stop()
        self._columns_card.hide()
        self._found_card.hide()

    def _tell(self, told: str) -> None:
        self._told.setText(told)
        self._told.setVisible(bool(told))
        if told:
            self._bring(self._told)
            announce(self._told, told, now=False)
