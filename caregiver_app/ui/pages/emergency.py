# SPDX-License-Identifier: MIT
"""The emergency page: whom to call, what to say, what to do meanwhile, and the sheet.

It shows with no person, with an empty record and with a disk that does not answer.
"""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.person import Contact
from caregiver_app.services.handoff import Sheet
from caregiver_app.services.views import EmergencyScript
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.emergency_words import drugs_named, spoken
from caregiver_app.ui.sheet_actions import SheetActions
from caregiver_app.ui.theme import Theme, icon, label, tag
from caregiver_app.ui.widgets.call_panel import CallPanel
from caregiver_app.ui.widgets.level_parts import role_words, who_to_ring

_RIGHT_PX = 476
_MOST_NUMBERS = 3


class EmergencyPage(QWidget):
    """What a person who is frightened needs, without scrolling."""

    back_requested = Signal()
    trouble_met = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._signs: tuple[str, ...] = ()
        self._since: float | None = None
        self._compact: bool | None = None
        self._sheets = SheetActions(services, self)
        self._sheets.done.connect(self._on_done)
        self._sheets.failed.connect(self._on_failed)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        self._build()
        self._fill(None)

    def open_person(self, person_id: str | None) -> None:
        """Show the words for a person, or the bare ones."""
        self._person_id = person_id
        self._signs = ()
        self._fill(person_id)

    def tell_signs(self, signs: tuple[str, ...]) -> None:
        """Put what was just pressed on the check-in page into the words, before it is saved."""
        if signs:
            self._signs = signs
            self._fill(self._person_id)

    def showEvent(self, event: QShowEvent) -> None:
        """Start the stopwatch when the page opens."""
        super().showEvent(event)
        self._since = self._services.clock.monotonic()
        self._said.setText("")
        self._show_time()
        self._tick.start()
        QTimer.singleShot(0, self, self._panel.give_words_room)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the stopwatch when the page is left."""
        super().hideEvent(event)
        self._tick.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose one column or two by the width of the window in em."""
        super().resizeEvent(event)
        self._arrange()
        QTimer.singleShot(0, self, self._panel.give_words_room)

    def _build(self) -> None:
        self._panel = CallPanel(self._theme)
        self._build_side()
        self._build_foot()
        self._grid = QGridLayout(self)
        edge = self._theme.space("l")
        self._grid.setContentsMargins(edge, self._theme.space("m"), edge, self._theme.space("m"))
        self._grid.setSpacing(self._theme.space("m"))
        self._arrange()

    def _build_side(self) -> None:
        theme = self._theme
        self._steps_card, self._steps = _card(theme, _("While you wait"))
        self._ring_card, self._ring = _card(theme, _("Who to ring after that"))
        self._watch_card, watch = _card(theme, "")
        self._watch = label("0:00:00", "display")
        self._watch.setObjectName("stopwatch")
        self._watch.setWordWrap(False)
        self._watch_words = label(_("since you opened this page"), "small", "muted")
        self._watch_row = QHBoxLayout()
        self._watch_row.setSpacing(theme.space("m"))
        self._watch_row.addWidget(self._watch)
        self._watch_row.addWidget(self._watch_words, 1)
        watch.addLayout(self._watch_row)
        self._side = QWidget(self)
        self._side_lines = QVBoxLayout(self._side)
        self._side_lines.setContentsMargins(0, 0, 0, 0)
        self._side_lines.setSpacing(theme.space("m"))

    def _build_foot(self) -> None:
        theme = self._theme
        self._foot = QFrame()
        tag(self._foot, card="plain")
        self._bring = label("", "body")
        self._said = label("", "small", "muted")
        self._said.setObjectName("emergency.said")
        self._save = QPushButton(_("Save PDF"))
        self._save.setAccessibleName(_("Save the ER sheet in a folder"))
        self._save.setObjectName("save_sheet")
        tag(self._save, button="normal", large=True)
        self._save.clicked.connect(self._on_save)
        self._print = QPushButton(_("Print the ER sheet"))
        self._print.setObjectName("print_sheet")
        self._print.setIcon(icon("print", theme.colour("on_accent"), theme.size("icon")))
        tag(self._print, button="primary", large=True)
        self._print.clicked.connect(self._on_print)
        self._no_sheet = label(_("No person is open, so there is no sheet."), "small", "muted")
        self._foot_row = QHBoxLayout(self._foot)
        edge = theme.space("l")
        self._foot_row.setContentsMargins(edge, theme.space("m"), edge, theme.space("m"))
        self._foot_row.setSpacing(theme.space("m"))

    def _arrange(self) -> None:
        em = self._theme.em(self.window().width())
        compact = em < self._theme.breakpoint("medium")
        if compact is self._compact:
            return
        self._compact = compact
        for part in (self._panel, self._side, self._foot, self._watch_card):
            self._grid.removeWidget(part)
            self._side_lines.removeWidget(part)
        while self._foot_row.count():
            self._foot_row.takeAt(0)
        while self._side_lines.count():
            self._side_lines.takeAt(0)
        self._panel.fold(self._call_room(compact), compact=compact)
        if compact:
            self._arrange_one()
        else:
            self._arrange_two()

    def _arrange_one(self) -> None:
        """Lay everything in one column: the panel grows, the watch stands beside the buttons."""
        self._side.hide()
        self._grid.addWidget(self._panel, 0, 0)
        self._grid.addWidget(self._foot, 1, 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(1, 0)
        self._grid.setRowStretch(0, 1)
        tag(self._watch, type="title")
        self._foot_row.addWidget(self._watch)
        self._foot_row.addWidget(self._said, 1)
        self._foot_row.addWidget(self._no_sheet)
        self._foot_row.addWidget(self._save)
        self._foot_row.addWidget(self._print)
        self._bring.hide()

    def _arrange_two(self) -> None:
        self._side_lines.addWidget(self._steps_card)
        self._side_lines.addWidget(self._watch_card)
        self._side_lines.addWidget(self._ring_card, 1)
        tag(self._watch, type="display")
        self._watch_row.insertWidget(0, self._watch)
        self._grid.addWidget(self._panel, 0, 0)
        self._grid.addWidget(self._side, 0, 1)
        self._grid.addWidget(self._foot, 1, 0, 1, 2)
        for part in (self._side, self._steps_card, self._watch_card, self._ring_card, self._watch):
            part.show()
        self._side.setFixedWidth(round(_RIGHT_PX * min(self._theme.scale, 1.25)))
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(0, 1)
        for part, stretch in ((self._bring, 3), (self._said, 2), (self._no_sheet, 0)):
            self._foot_row.addWidget(part, stretch)
        self._bring.show()
        self._foot_row.addWidget(self._save)
        self._foot_row.addWidget(self._print)

    def _call_room(self, compact: bool) -> float:
        """Return how many pixels the line "Call 911 now" may take."""
        width = self.window().width()
        return width * 0.55 if compact else width - 16 * 6 - _RIGHT_PX - 110

    def _fill(self, person_id: str | None) -> None:
        script = self._script(person_id)
        if self._signs:
            script = replace(script, signs=self._signs)
        first_aid = self._services.emergency.first_aid
        who = (script.number, drugs_named(script))
        short_steps = first_aid.shortest_steps_for(*who)
        self._panel.tell(script.number, spoken(first_aid, script), short_steps)
        told = first_aid.steps_for(*who)
        _refill(self._steps, [_numbered(place, text) for place, text in enumerate(told, 1)])
        contacts = who_to_ring(script.contacts, script.has_pump)[:_MOST_NUMBERS]
        rows: list[QWidget] = [_contact_row(contact) for contact in contacts]
        _refill(self._ring, rows or [label(_("No phone number is recorded."), "body", "muted")])
        self._bring.setText(
            first_aid.to_bring(has_pump=script.has_pump, has_backup=script.backup_oral_baclofen)
        )
        for part in (self._save, self._print):
            part.setVisible(person_id is not None)
        self._no_sheet.setVisible(person_id is None)
        self._compact = None
        self._arrange()

    def _script(self, person_id: str | None) -> EmergencyScript:
        """Return the words from the record; the bare words when the record cannot be read."""
        try:
            return self._services.emergency.script(person_id)
        except Exception as trouble:  # this page shows whatever happens to the disk
            self.trouble_met.emit(str(trouble))
            return self._services.emergency.script(None)

    def _show_time(self) -> None:
        if self._since is None:
            return
        seconds = max(0, int(self._services.clock.monotonic() - self._since))
        self._watch.setText(str(timedelta(seconds=seconds)))
        self._watch.setAccessibleName(
            _("{time} since you opened this page").format(time=self._watch.text())
        )

    def _on_print(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._sheets.choose_printer(sheet)

    def _on_save(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self._sheets.choose_folder(sheet)

    def _sheet(self) -> Sheet | None:
        if self._person_id is None:
            return None
        return self._sheets.sheet(self._person_id, self._services.settings.current().paper)

    def _on_done(self, words: str) -> None:
        self._said.setText(words)

    def _on_failed(self, words: str) -> None:
        self._said.setText(words)
        self.trouble_met.emit(words)


def _card(theme: Theme, title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    tag(card, card="plain")
    outer = QVBoxLayout(card)
    outer.setContentsMargins(theme.space("l"), theme.space("m"), theme.space("l"), theme.space("m"))
    outer.setSpacing(theme.space("s"))
    if title:
        outer.addWidget(label(title, "heading"))
    inner = QVBoxLayout()
    inner.setSpacing(theme.space("xs"))
    outer.addLayout(inner)
    outer.addStretch(1)
    return card, inner


def _refill(lines: QVBoxLayout, widgets: list[QWidget]) -> None:
    while (item := lines.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        lines.addWidget(widget)
        widget.show()


def _contact_row(contact: Contact) -> QWidget:
    """Return who it is beside the number; both wrap, and no digit is ever cut."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    role = role_words(contact.role)
    line.addWidget(label(f"{contact.name}, {role}" if contact.name else role, "small"), 5)
    number = label(contact.phone or "", "name")
    number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(number, 4)
    return row


def _numbered(place: int, text: str) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    number = label(f"{place}.", "heading")
    number.setAlignment(Qt.AlignmentFlag.AlignTop)
    line.addWidget(number)
    line.addWidget(label(text, "lead"), 1)
    return row
