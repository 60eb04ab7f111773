# SPDX-License-Identifier: MIT
"""The handoff page: the one-page sheet as it prints, how old it is, what is missing, Print."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.services.handoff import Sheet
from caregiver_app.services.paper import CarriedPage
from caregiver_app.services.settings import PAPERS
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui import dates
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.sheet_actions import SheetActions, page_picture
from caregiver_app.ui.theme import Theme, icon, label, tag
from caregiver_app.ui.widgets.sheet_choice import ER, SHEETS, SheetChoice, sheet_name

_LEFT_PX, _RIGHT_PX = 260, 290
_PRINT_SHARE = 0.3


class HandoffPage(QWidget):
    """Shows the real page and hands it over."""

    trouble_met = Signal(str)

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._person_id: str | None = None
        self._sheet: Sheet | None = None
        self._name = ""
        self._compact: bool | None = None
        self._sheets = SheetActions(services, self)
        self._sheets.done.connect(self._on_done)
        self._sheets.failed.connect(self._on_failed)
        self._build()

    def open_person(self, person_id: str | None) -> None:
        """Make the sheet of a person as of now and show it."""
        self._person_id = person_id
        self._tell("")
        self._choice.set_chosen(ER)  # whoever comes here in a hurry finds the sheet for the ER
        self._choose_paper(self._services.settings.current().paper)
        if person_id is None:
            self._show_sheet(None)
            return
        self._name = self._services.book.record(person_id).person.name
        self._name_print()
        self._make()

    def _name_print(self) -> None:
        """Name the person on the button where the whole name fits; it is never cut."""
        words = _("Print for {name}").format(name=self._name)
        wide = self._print.fontMetrics().horizontalAdvance(words)
        if not self._name or wide > self.window().width() * _PRINT_SHARE:
            words = _("Print the sheet")
        self._print.setText(" " + words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose columns or one column by the width of the window in em."""
        super().resizeEvent(event)
        self._arrange()
        self._name_print()

    def _build(self) -> None:
        theme = self._theme
        self._head = QHBoxLayout()
        self._head.setContentsMargins(0, theme.space("s"), theme.space("xl"), theme.space("s"))
        self._head.setSpacing(theme.space("l"))
        title = label(_("Handoff"), "title")
        title.setWordWrap(False)
        self._head.addWidget(title)
        words = label(_("One page, always. What you see is the page that prints."), "body", "muted")
        self._head.addWidget(words, 1)
        self._preview = PagePreview(theme)
        self._build_options()
        self._build_facts()
        self._build_bar()
        self._inside = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(theme.space("m"))
        for part, stretch in ((self._options, 0), (self._preview, 1), (self._facts, 0)):
            self._columns.addWidget(part, stretch)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inside)
        body = QVBoxLayout()
        body.setContentsMargins(theme.space("s"), 0, theme.space("xl"), theme.space("m"))
        body.setSpacing(0)
        body.addLayout(self._head)
        body.addWidget(self._area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(body, 1)
        outer.addWidget(self._bar)

    def _build_options(self) -> None:
        theme = self._theme
        self._options, lines = _card(theme, _("For whom"))
        self._choice = SheetChoice(theme)
        self._choice.chosen.connect(self._make)
        lines.addWidget(self._choice)
        self._paper_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._paper_row.setSpacing(theme.space("s"))
        paper_word = label(_("Paper"), "strong")
        paper_word.setWordWrap(False)
        self._paper_row.addWidget(paper_word)
        row = QHBoxLayout()
        row.setSpacing(0)
        self._papers = QButtonGroup(self)
        self._papers.setExclusive(True)
        names = {"letter": _("Letter"), "a4": _("A4")}
        for place, paper in zip(("first", "last"), PAPERS, strict=True):
            button = QPushButton(names[paper])
            button.setObjectName(f"paper.{paper}")
            button.setAccessibleName(_("Paper: {name}").format(name=names[paper]))
            button.setCheckable(True)
            tag(button, chip="segment", place=place)
            self._papers.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self._papers.buttonClicked.connect(self._on_paper)
        self._paper_row.addLayout(row)
        lines.addLayout(self._paper_row)
        lines.addStretch(1)

    def _build_facts(self) -> None:
        theme = self._theme
        self._facts = QWidget()
        column = QVBoxLayout(self._facts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("m"))
        first, lines = _card(theme, _("Exactly one page"))
        self._newest = label("", "strong")
        self._left_off = label("", "body")
        lines.addWidget(self._newest)
        lines.addWidget(self._left_off)
        self._again = label("", "strong")
        self._again.setObjectName("handoff.print_again")
        self._again.hide()
        lines.addWidget(self._again)
        second, gaps = _card(theme, _("Missing from the record"))
        self._gaps_note = label("", "small", "muted")
        self._gaps = label("", "strong")
        self._gaps.setObjectName("handoff.missing")
        gaps.addWidget(self._gaps_note)
        gaps.addWidget(self._gaps)
        gaps.addStretch(1)
        column.addWidget(first)
        column.addWidget(second, 1)

    def _build_bar(self) -> None:
        theme = self._theme
        self._bar = QFrame()
        tag(self._bar, bar="action")
        line = QHBoxLayout(self._bar)
        edge = theme.space("m")
        line.setContentsMargins(theme.space("l"), edge, theme.space("xl"), edge)
        line.setSpacing(edge)
        self._told = label("", "strong")
        self._told.setObjectName("handoff.told")
        self._file = label("", "small", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._told)
        words.addWidget(self._file)
        self._save = QPushButton(" " + _("Save PDF"))
        self._save.setObjectName("save_sheet")
        self._save.setIcon(icon("save", theme.colour("text"), theme.size("icon")))
        tag(self._save, button="normal", large=True)
        self._save.clicked.connect(self._on_save)
        self._print = QPushButton(" " + _("Print"))
        self._print.setObjectName("print_sheet")
        self._print.setIcon(icon("print", theme.colour("on_accent"), theme.size("icon")))
        tag(self._print, button="primary", large=True)
        self._print.clicked.connect(self._on_print)
        line.addLayout(words, 1)
        line.addWidget(self._save)
        line.addWidget(self._print)

    def _arrange(self) -> None:
        em = self._theme.em(self.window().width())
        compact = em < self._theme.breakpoint("compact")
        if compact is self._compact:
            return
        self._compact = compact
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(down if compact else across)
        medium = em < self._theme.breakpoint("medium")
        self._paper_row.setDirection(down if medium and not compact else across)
        for part, px in ((self._options, _LEFT_PX), (self._facts, _RIGHT_PX)):
            part.setMinimumWidth(0)
            part.setMaximumWidth(16777215 if compact else round(px * (0.72 if medium else 1)))
            if not compact:
                part.setMinimumWidth(part.maximumWidth())
        self._preview.setMinimumHeight(900 if compact else 0)
        self._file.setVisible(not compact)

    def _make(self) -> None:
        if self._person_id is None:
            return
        paper = self._services.settings.current().paper
        self._show_sheet(self._sheets.sheet(self._person_id, paper, self._choice.value()))

    def _show_sheet(self, sheet: Sheet | None) -> None:
        self._sheet = sheet
        for button in (self._save, self._print):
            button.setEnabled(sheet is not None)
        self._preview.show_pdf(sheet.pdf if sheet else None)
        if sheet is None:
            for part in (self._newest, self._left_off, self._gaps_note, self._gaps, self._file):
                part.setText("")
            return
        self._newest.setText(self._age_words(sheet) if self._choice.value() in SHEETS else "")
        self._say_outdated()
        nothing = _("nothing")
        self._left_off.setText(
            _("Left off to fit: {things}.").format(things=", ".join(sheet.left_off) or nothing)
        )
        self._gaps_note.setText(
            _("Printed as \u201cnot recorded\u201d.") if sheet.missing else _("Nothing is missing.")
        )
        self._gaps.setText("\n".join(sheet.missing))
        self._file.setText(
            _("The file name has no name and no birth date: {name}").format(name=sheet.file_name)
        )

    def _say_outdated(self) -> None:
        """Say which page on the wall or in the wallet shows a dose that is not the one of now."""
        person_id = self._person_id
        pages = self._services.paper.print_again(person_id) if person_id is not None else ()
        told = [f"{sheet_name(page.page.value)}: {page.words}" for page in pages]
        self._again.setText("\n".join(told))
        self._again.setVisible(bool(pages))

    def _note_printed(self) -> None:
        """Keep the dose a page was printed with, so that it can be told when it is out of date."""
        name = self._choice.value()
        if self._person_id is None or name not in list(CarriedPage):
            return
        try:
            self._services.paper.note_printed(self._person_id, CarriedPage(name))
        except Exception as trouble:  # the page is printed; only the note about it is missing
            self.trouble_met.emit(_("It is not noted which dose was printed: {}").format(trouble))
        self._say_outdated()

    def _age_words(self, sheet: Sheet) -> str:
        if sheet.newest_at is None:
            return _("No check-in is written yet.")
        now = here_and_now(self._services.clock)
        age = dates.between(sheet.newest_at, now)
        return _("Newest data: {time}, {age}.").format(
            time=dates.day_and_time(sheet.newest_at, now), age=dates.ago(age)
        )

    def _choose_paper(self, paper: str) -> None:
        for button in self._papers.buttons():
            button.setChecked(button.objectName() == f"paper.{paper}")

    def _on_paper(self, button: QPushButton) -> None:
        self._services.settings.change(paper=button.objectName().removeprefix("paper."))
        self._make()

    def _on_save(self) -> None:
        if self._sheet is not None:
            self._sheets.choose_folder(self._sheet)

    def _on_print(self) -> None:
        if self._sheet is not None:
            self._sheets.choose_printer(self._sheet)

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _on_done(self, words: str) -> None:
        self._tell(words)
        self._note_printed()

    def _on_failed(self, words: str) -> None:
        self._tell(words)
        self.trouble_met.emit(words)


class PagePreview(QWidget):
    """The page itself on a darker ground, drawn from the PDF that is printed and saved."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pdf: bytes | None = None
        self._picture = QImage()
        self.setObjectName("handoff.preview")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_pdf(self, pdf: bytes | None) -> None:
        """Show the first page of a PDF; None shows that there is none."""
        self._pdf = pdf
        self._picture = QImage()
        self.setAccessibleName(_("The sheet as it prints") if pdf else _("There is no sheet"))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return a size in which the page can still be recognised."""
        return QSize(240, 320)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the page, rendered for exactly this size."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawRoundedRect(self.rect(), theme.radius("card"), theme.radius("card"))
        page = self._page()
        if page.isNull():
            painter.setPen(theme.colour("text"))
            painter.setFont(theme.font("body"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("There is no sheet"))
            return
        place = QRect(QPoint(0, 0), page.size() / page.devicePixelRatio())
        place.moveCenter(self.rect().center())
        painter.drawImage(place, page)
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)

    def _page(self) -> QImage:
        ratio = self.devicePixelRatioF()
        room = (self.size() - QSize(24, 24)) * ratio
        if self._pdf and (self._picture.isNull() or not _fits(self._picture.size(), room)):
            self._picture = page_picture(self._pdf, room)
            self._picture.setDevicePixelRatio(ratio)
        return self._picture


def _fits(size: QSize, room: QSize) -> bool:
    """Say whether a picture fills a room in one direction and stays inside it in the other."""
    inside = size.width() <= room.width() and size.height() <= room.height()
    return inside and (room.width() - size.width() < 2 or room.height() - size.height() < 2)


def _card(theme: Theme, title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    tag(card, card="plain")
    lines = QVBoxLayout(card)
    lines.setContentsMargins(theme.space("l"), theme.space("l"), theme.space("l"), theme.space("l"))
    lines.setSpacing(theme.space("s"))
    lines.addWidget(label(title, "heading"))
    return card, lines
