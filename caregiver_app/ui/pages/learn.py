# SPDX-License-Identifier: MIT
"""Learn: every text about a sign or a topic, to look for, to read and to print."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caregiver_app.domain.reference import ReferenceGroup, searched
from caregiver_app.services.handing_over.handoff import Sheet
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.files.sheet_actions import SheetActions, page_count
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import (
    action_button,
    action_row,
    card,
    page_head,
    scrolling,
)
from caregiver_app.ui.widgets.fields.profile_fields import SegmentField
from caregiver_app.ui.widgets.learn.reference_list import ReferenceList

_LIST_EM = 20
_TYPING_MS = 200
_ONE, _GROUP, _ALL = "one", "group", "all"


class LearnPage(QWidget):
    """The titles in their groups beside the text; in a narrow window one after the other.

    `text_opened` says that somebody chose a text.
    """

    page_requested = Signal(str)
    text_opened = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._theme = services, theme
        self._groups = services.reference.groups(services.check_ins.every_question)
        self._chosen = self._groups[0].texts[0].id
        self._reads = False  # in one column: the text, not the list
        self._narrow = False
        self._head, self._found = page_head(theme, _("Learn"))
        self._sheets = SheetActions(services, self)
        for told in (self._sheets.done, self._sheets.failed, self._sheets.told):
            told.connect(self._tell)
        self._build_list()
        self._reader, self._text_column = card(theme)
        self._to_list = action_button(theme, _("All titles"), "normal", "left")
        self._to_list.setObjectName("learn.titles")
        self._to_list.clicked.connect(self._on_titles)
        self._text_column.addWidget(self._to_list, 0, Qt.AlignmentFlag.AlignLeft)
        self._told = label("", "strong")
        self._told.setObjectName("learn.told")
        self._area: QWidget | None = None
        self._making = Errand(self)
        self._made: tuple[tuple[str, ...], Sheet] | None = None  # many pages, and of what
        self._asked: tuple[str, ...] = ()
        self._under_way: tuple[str, ...] = ()
        self._then: Callable[[Sheet], None] = _nothing
        self._bar = self._build_bar()
        self._build_layout()
        self._show_list()

    def action_bar(self) -> QWidget:
        """Return the buttons of this page."""
        return self._bar

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: list and text scroll."""
        return QSize(0, 0)

    def open_person(self, person_id: str | None) -> None:
        """Begin with what fits the person: what to expect with their medicine, and when."""
        self._tell("")
        self._leave.setVisible(person_id is None)  # then there is no rail to leave by
        if person_id is not None and not self._search.text():
            self._chosen = self._services.reference.what_to_expect(person_id).id
        self._show_text(self._chosen)
        self._list.choose(self._chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list and text side by side where both have room."""
        super().resizeEvent(event)
        em = self._theme.em(self.window().width())
        self._narrow = em < self._theme.breakpoint("compact")
        self._head.setVisible(not self._narrow)
        self._arrange()

    # Building

    def _build_list(self) -> None:
        self._search = QLineEdit()
        self._search.setObjectName("learn.search")
        self._search.setAccessibleName(_("Search titles and texts"))
        self._search.setPlaceholderText(_("Search"))
        tag(self._search, field="box")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._on_search)
        self._search.textEdited.connect(self._typing.start)
        self._search.returnPressed.connect(self._on_search)
        self._list = ReferenceList(self._theme)
        self._list.text_reached.connect(self._on_reached)
        self._list.text_chosen.connect(self._on_text)
        self._nothing = label(_("Nothing found."), "strong")
        self._nothing.setObjectName("learn.nothing")
        self._all = action_button(self._theme, _("Show all"))
        self._all.setObjectName("learn.show_all")
        self._all.clicked.connect(self._on_show_all)
        self._titles, lines = card(self._theme, "inset")
        tag(self._titles, card="plain")
        lines.setSpacing(self._theme.space("s"))
        for part in (self._search, self._nothing, self._all):
            lines.addWidget(part)
        lines.addWidget(self._list, 1)
        lines.addStretch(0)

    def _build_bar(self) -> QWidget:
        theme = self._theme
        self._leave = action_button(theme, _("Back"), "normal", "left")
        self._leave.setObjectName("learn.leave")
        self._leave.clicked.connect(partial(self.page_requested.emit, "settings"))
        choices = [(_ONE, _("This text")), (_GROUP, _("Group")), (_ALL, _("All"))]
        self._what = SegmentField("learn.what", _("What to print"), choices)
        self._what.set_value(_ONE)
        self._what.chosen.connect(self._count)
        self._pages = label("", "strong")
        self._pages.setObjectName("learn.pages")
        save = action_button(theme, _("Save PDF"), "normal", "save")
        save.setObjectName("learn.save")
        save.clicked.connect(self._on_save)
        self._print = action_button(theme, _("Print"), "primary", "print")
        self._print.setObjectName("learn.print")
        self._print.clicked.connect(self._on_print)
        self._drawn = {button: button.icon() for button in (save, self._print)}
        return action_row(theme, [self._leave, self._pages], [self._what, save, self._print])

    def _build_layout(self) -> None:
        space = self._theme.space
        column = QVBoxLayout(self)
        column.setContentsMargins(space("s"), 0, space("xl"), space("m"))
        column.setSpacing(space("s"))
        column.addWidget(self._head)
        column.addWidget(self._told)
        self._row = QHBoxLayout()
        self._row.setSpacing(space("m"))
        self._row.addWidget(self._titles)
        self._row.addWidget(self._reader, 1)
        column.addLayout(self._row, 1)

    def _arrange(self) -> None:
        wide = round(_LIST_EM * self._theme.px("body"))
        self._titles.setMinimumWidth(0 if self._narrow else min(wide, self.width() // 2))
        self._titles.setMaximumWidth(16777215 if self._narrow else wide)
        self._titles.setVisible(not (self._narrow and self._reads))
        self._reader.setVisible(not self._narrow or self._reads)
        self._to_list.setVisible(self._narrow and self._reads)
        for button, drawn in self._drawn.items():
            button.setIcon(QIcon() if self._narrow else drawn)  # the words need the room

    # Looking for a text

    def _on_search(self) -> None:
        self._typing.stop()
        self._show_list()
        found = searched(self._groups, self._search.text())
        ids = [text.id for group in found for text in group.texts]
        if ids and self._chosen not in ids and not self._narrow:
            self._show_text(ids[0])  # a text without the word beside the titles would be misread
            self._list.choose(ids[0])

    def _show_list(self) -> None:
        found = searched(self._groups, self._search.text())
        count = sum(len(group.texts) for group in found)
        self._list.show_groups(found, self._chosen)
        self._list.setVisible(bool(found))
        for part in (self._nothing, self._all):
            part.setVisible(not found)
        words = ngettext("{n} text", "{n} texts", count).format(n=count)
        self._found.setText(words if self._search.text().strip() else "")

    def _on_show_all(self) -> None:
        self._search.clear()
        self._show_list()
        self._search.setFocus()

    def _on_reached(self, text_id: str) -> None:
        self._show_text(text_id)
        if not self._narrow:
            self.text_opened.emit()

    def _on_text(self, text_id: str) -> None:
        self._reads = True
        self._show_text(text_id)
        self.text_opened.emit()
        self._arrange()
        if self._narrow:
            self._to_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_titles(self) -> None:
        self._reads = False
        self._arrange()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_text(self, text_id: str) -> None:
        self._chosen = text_id
        from caregiver_app.ui.widgets.learn.reference_view import ReferenceView

        view = ReferenceView(self._theme)
        view.show_text(self._services.reference.text(text_id))
        area = scrolling(view)
        view.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        area.setObjectName("learn.text")
        area.setAccessibleName(view.accessibleName())
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if self._area is not None:
            self._text_column.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        self._area = area
        self._text_column.addWidget(area)
        # Under its list for the Tab key too, though it was made last.
        QWidget.setTabOrder(self._list, area)
        self._count()

    # Paper

    def _wanted(self) -> tuple[str, tuple[ReferenceGroup, ...]]:
        """Return the title of what is to be printed, and its texts."""
        if self._what.value() == _ONE:
            text = self._services.reference.text(self._chosen)
            return text.title, (ReferenceGroup(id="", title="", texts=(text,)),)
        if self._what.value() == _ALL:
            return _("Learn"), tuple(self._groups)
        groups = (g for g in self._groups if self._chosen in [text.id for text in g.texts])
        group = next(groups)
        return group.title, (group,)

    def _count(self) -> None:
        """Say how many pages it will be before anybody prints them; they are made meanwhile."""
        many = self._what.value() != _ONE
        self._pages.setVisible(many)
        if many:
            self._pages.setText(_("Counting the pages."))
            self._with_pages(_nothing)

    def _with_pages(self, then: Callable[[Sheet], None]) -> None:
        """Make the pages beside the window, many take seconds, and go on with them."""
        services, paper = self._services, self._services.settings.current().paper
        title, groups = self._wanted()
        what = (paper, title, *(text.id for group in groups for text in group.texts))
        told = _("Not reviewed by a clinician yet. If you are worried, call.")
        told = "" if services.about.is_reviewed else told

        def made(sheet: object) -> None:
            if what != self._asked or not isinstance(sheet, Sheet):
                return  # other pages are wanted by now
            self._made, self._under_way = (what, sheet), ()
            count = page_count(sheet.pdf)
            self._pages.setText(ngettext("{n} page", "{n} pages", count).format(n=count))
            self._then(sheet)

        self._then, self._asked = then, what
        if self._made is not None and self._made[0] == what:
            made(self._made[1])
            return
        if what == self._under_way:
            return  # pressed while they are being counted
        self._under_way = what
        work = partial(services.reference.printed, title, groups, paper, told)
        self._making.run(work, made, self._on_not_made)

    def _on_not_made(self, trouble: Exception) -> None:
        self._under_way = ()
        self._pages.setText("")
        self._tell(_("The pages could not be made. {cause}").format(cause=trouble))

    def _on_print(self) -> None:
        self._with_pages(self._sheets.choose_printer)

    def _on_save(self) -> None:
        self._with_pages(self._sheets.choose_folder)

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))


def _nothing(_sheet: Sheet) -> None:
    """Only count them."""
