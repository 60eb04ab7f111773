# SPDX-License-Identifier: MIT
"""The handoff page: the one-page sheet as it prints, how old it is, what is missing, Print."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.services.handing_over.handoff import Sheet
from caregiver_app.services.handing_over.paper import CarriedPage
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.files.sheet_actions import SheetActions, Wrap
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.icons import button_icon
from caregiver_app.ui.look.tab_order import go_as_it_stands
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import action_button, card, scrolling
from caregiver_app.ui.widgets.handoff.page_preview import PagePreview
from caregiver_app.ui.widgets.handoff.sheet_choice import ER, SheetChoice, sheet_name
from caregiver_app.ui.widgets.handoff.sheet_facts import SheetFacts
from caregiver_app.ui.widgets.handoff.sheet_options import SheetOptions

_LEFT_PX, _RIGHT_PX = 352, 290
_NARROW = 0.74
_PRINT_SHARE = 0.3


class HandoffPage(QWidget):
    """Shows the real page and hands it over."""

    trouble_met = Signal(str)
    handed_over = Signal()
    page_requested = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._sheet: Sheet | None = None
        self._has_code = False
        self._is_writing = False
        self._going: tuple[str | None, str] | None = None
        self._name = ""
        self._compact: bool | None = None
        self._sheets = SheetActions(services, self)
        self._sheets.done.connect(self._on_done)
        self._sheets.failed.connect(self._on_failed)
        self._sheets.told.connect(self._tell)
        self._sheets.busy.connect(self._on_busy)
        self._codes = Errand(self)
        self._build()

    def open_person(self, person_id: str | None) -> None:
        """Make the sheet of a person as of now and show it."""
        self._person_id = person_id
        self._has_code = False
        self._going = None
        self._tell("")
        self._choice.set_chosen(ER)  # whoever comes here in a hurry finds the sheet for the ER
        self._options.start(ER)
        self._options.show_paper(self._services.settings.current().paper)
        if person_id is None:
            self._show_sheet(None)
            return
        self._name = self._services.book.record(person_id).person.name
        self._name_buttons()
        self._make()

    def choose(self, name: str) -> None:
        """Show another sheet than the one for the ER."""
        self._choice.set_chosen(name)
        self._on_chosen(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose columns or one column by the width of the window in em."""
        super().resizeEvent(event)
        self._arrange()
        self._name_buttons()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget a password as soon as somebody goes to another page."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._options.forget_password()
            self._sheets.forget()

    def _name_buttons(self) -> None:
        """Name the person on the button where the whole name fits; it is never cut."""
        words = _("Print for {name}").format(name=self._name)
        wide = self._print.fontMetrics().horizontalAdvance(words)
        nameless = not self._name or self._choice.value() == "blank_sheet"
        if nameless or wide > self.window().width() * _PRINT_SHARE:
            words = _("Print") if self._compact else _("Print the sheet")
        self._print.setText(words)
        self._usb.setText(_("USB") if self._compact else _("Save to USB"))

    # ---- building

    def _build(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setContentsMargins(0, theme.space("s"), 0, theme.space("s"))
        head.setSpacing(theme.space("l"))
        title = label(_("Handoff"), "title")
        title.setWordWrap(False)
        head.addWidget(title)
        self._promise = label(
            _("One page, always. What you see is the page that prints."), ink="muted"
        )
        head.addWidget(self._promise, 1)
        files = QPushButton(_("Files"))
        files.setObjectName("handoff.files")
        files.setIcon(button_icon("folder", theme.colour("text"), theme.size("icon")))
        tag(files, button="normal")
        files.clicked.connect(partial(self.page_requested.emit, "files"))
        head.addWidget(files, 0, Qt.AlignmentFlag.AlignRight)
        self._preview = PagePreview(theme)
        self._facts = SheetFacts(theme)
        self._facts.check_in_wanted.connect(partial(self.page_requested.emit, "check_in"))
        self._facts.profile_wanted.connect(partial(self.page_requested.emit, "profile"))
        self._build_left()
        self._build_bar()
        inside = QWidget()
        outer, body = QVBoxLayout(self), QVBoxLayout()
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(body, 1)
        body.setContentsMargins(theme.space("s"), 0, theme.space("xl"), theme.space("m"))
        body.setSpacing(0)
        body.addLayout(head)
        body.addWidget(scrolling(inside), 1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(theme.space("m"))
        self._left_area, self._right_area = _column(self._left), _column(self._facts)
        for part, stretch in ((self._left_area, 0), (self._preview, 1), (self._right_area, 0)):
            self._columns.addWidget(part, stretch)
        outer.addWidget(self._bar)

    def _build_left(self) -> None:
        theme = self._theme
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("m"))
        frame, lines = card(theme)
        lines.setSpacing(theme.space("s"))
        lines.addWidget(label(_("Who is it for?"), "heading"))
        self._choice = SheetChoice(theme)
        self._choice.chosen.connect(self._on_chosen)
        lines.addWidget(self._choice)
        self._options = SheetOptions(theme, self._services.paper.is_usable)
        self._options.paper_chosen.connect(self._on_paper)
        self._options.changed.connect(self._make)
        column.addWidget(frame)
        column.addWidget(self._options)
        column.addStretch(1)

    def _build_bar(self) -> None:
        theme = self._theme
        self._bar = QFrame()
        tag(self._bar, bar="action")
        self._bar_line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._bar)
        edge = theme.space("m")
        self._bar_line.setContentsMargins(theme.space("l"), edge, theme.space("xl"), edge)
        self._bar_line.setSpacing(edge)
        self._told = label("", "strong")
        self._told.setObjectName("handoff.told")
        self._usb = _button(theme, "save_usb", "normal", "usb", _("Save to USB stick"))
        self._usb.clicked.connect(self._on_usb)
        self._save = _button(theme, "save_sheet", "normal", "save", _("Save PDF in a folder"))
        self._save.setText(_("Save PDF"))
        self._save.clicked.connect(self._on_save)
        self._print = _button(theme, "print_sheet", "primary", "print", "")
        self._print.clicked.connect(self._on_print)
        buttons = QHBoxLayout()
        buttons.setSpacing(edge)
        buttons.addStretch(1)
        for button in (self._usb, self._save, self._print):
            buttons.addWidget(button)
        self._bar_line.addWidget(self._told, 1)
        self._bar_line.addLayout(buttons)

    def _arrange(self) -> None:
        em = self._theme.em(self.window().width())
        compact = em < self._theme.breakpoint("compact")
        medium = em < self._theme.breakpoint("medium")
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._options.set_narrow(medium and not compact)
        share = self._theme.scale * (_NARROW if medium else 1)
        for area, px in ((self._left_area, _LEFT_PX), (self._right_area, _RIGHT_PX)):
            area.setFixedWidth(round(px * share))
        if compact is self._compact:
            return
        self._compact = compact
        self._columns.setDirection(down if compact else across)
        self._bar_line.setDirection(down if compact else across)
        self._preview.setMinimumHeight(900 if compact else 0)
        self._promise.setVisible(not compact)
        self._told.setVisible(bool(self._told.text()) or not compact)
        places = ((self._left_area, self._left, 0), (self._right_area, self._facts, -1))
        for area, part, place in places:
            if compact:
                self._columns.insertWidget(place, area.takeWidget())
            elif area.widget() is None:
                area.setWidget(part)
            area.setVisible(not compact)
            part.show()
        go_as_it_stands(self)  # what was moved would come last for the Tab key

    # ---- making

    def _make(self) -> None:
        """Make the page as it is asked for now; one with a code once the code's text is there."""
        person_id, name = self._person_id, self._choice.value()
        if person_id is None:
            return
        wanted = self._options.asked()
        if self._options.wants_code():
            if not self._has_code:
                self._fetch_code(person_id)
                return
            wanted = self._services.paper.coded(wanted, person_id)
        paper = self._services.settings.current().paper
        self._show_sheet(self._sheets.sheet(person_id, paper, name, wanted))

    def _fetch_code(self, person_id: str) -> None:
        """Sum up the whole record for the code; of years of check-ins that takes a while."""

        def then(_made: object) -> None:
            if person_id == self._person_id:
                self._has_code = True
                self._make()

        def otherwise(trouble: Exception) -> None:
            self._set_open(self._sheet is not None)
            self._on_failed(_("The QR code could not be made. {cause}").format(cause=trouble))

        self._set_open(False)
        self._codes.run(lambda: self._services.paper.mark(person_id), then, otherwise)

    def _show_sheet(self, sheet: Sheet | None) -> None:
        self._sheet = sheet
        self._set_open(sheet is not None)
        name = self._choice.value()
        spoken = _("{page}: the page as it prints").format(page=sheet_name(name))
        self._preview.show_pdf(sheet.pdf if sheet else None, spoken)
        self._facts.show_sheet(sheet, name, here_and_now(self._services.clock))
        self._say_outdated()

    def _set_open(self, is_open: bool) -> None:
        self._print.setEnabled(is_open)
        for button in (self._usb, self._save):
            button.setEnabled(is_open and not self._is_writing)

    def _say_outdated(self) -> None:
        person_id = self._person_id
        pages = self._services.paper.print_again(person_id) if person_id is not None else ()
        self._facts.show_outdated(pages)

    def _note_printed(self) -> None:
        """Keep the dose a page was printed with, so that it can be told when it is out of date."""
        person_id, name = self._going or (self._person_id, self._choice.value())
        if person_id is None or name not in list(CarriedPage):
            return
        try:
            self._services.paper.note_printed(person_id, CarriedPage(name))
        except Exception as trouble:  # the page is printed; only the note about it is missing
            self.trouble_met.emit(_("It is not noted which dose was printed: {}").format(trouble))
        self._say_outdated()

    # ---- handing over

    def _wrap(self) -> Wrap | None:
        """Return how the file is completed; None while a password is not typed as it must be."""
        wrapping, person_id = self._options.wrapping(), self._person_id
        if wrapping is None or person_id is None:
            self._tell(_("Nothing is saved yet. The password is not typed as it must be."))
            return None
        wrapped = self._services.paper.wrapped
        return lambda sheet: wrapped(sheet, person_id, wrapping)

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words) or not self._compact)
        if words:
            announce(self._told, words, now=False)

    def _on_chosen(self, name: str) -> None:
        self._tell("")
        self._options.show_for(name)
        self._name_buttons()
        self._make()

    def _on_paper(self, paper: str) -> None:
        refused = self._services.settings.hold(paper=paper)
        self._make()
        if refused is not None:
            self._tell(_("Not kept. {cause}").format(cause=refused))

    def _goes(self) -> None:
        """Remember which page goes out: by the time it is written another may be chosen."""
        self._going = (self._person_id, self._choice.value())

    def _on_save(self) -> None:
        wrap = self._wrap()
        self._goes()
        if self._sheet is not None and wrap is not None:
            self._sheets.choose_folder(self._sheet, wrap)

    def _on_usb(self) -> None:
        wrap = self._wrap()
        self._goes()
        if self._sheet is not None and wrap is not None:
            self._sheets.choose_drive(self._sheet, self._usb, wrap)

    def _on_print(self) -> None:
        self._goes()
        if self._sheet is not None:
            self._sheets.choose_printer(self._sheet)

    def _on_busy(self, busy: bool) -> None:
        """Let one file be written at a time; printing needs no file."""
        self._is_writing = busy
        self._set_open(self._sheet is not None)

    def _on_done(self, words: str) -> None:
        self._tell(words)
        self._note_printed()
        self.handed_over.emit()

    def _on_failed(self, words: str) -> None:
        self._tell(words)
        self.trouble_met.emit(words)


def _column(part: QWidget) -> QScrollArea:
    """Return a column beside the page; it scrolls alone, so that the page stays in sight."""
    area = scrolling(part)
    area.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
    return area


def _button(theme: Theme, name: str, kind: str, icon_name: str, spoken: str) -> QPushButton:
    button = action_button(theme, "", kind, icon_name)
    button.setObjectName(name)
    if spoken:
        button.setAccessibleName(spoken)
    return button
