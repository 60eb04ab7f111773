# SPDX-License-Identifier: MIT
"""What of the story is shown: one list of it, what is at least WATCH, what holds some words."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.history.search import wanted_words
from caregiver_app.domain.history.story import Kept
from caregiver_app.domain.levels import Level
from caregiver_app.system.words import _
from caregiver_app.ui.look.icons import button_icon, pixmap
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.check_chip import CheckChip
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.full_text import text_edit
from caregiver_app.ui.widgets.fields.still_combo import StillCombo
from caregiver_app.ui.widgets.fields.typed_time import day_of
from caregiver_app.ui.widgets.history.timeline_rows import Wanted

_TYPING_MS = 200
_SEARCH_EM, _COMPACT_SEARCH_EM = 14, 7.5


class HistoryFilters(QWidget):
    """Search field, lists and the level. `changed` carries what is wanted now.

    `day_wanted` carries a day that was typed. The lists stand in a row, or in a drop list where
    the window is narrow.
    """

    changed = Signal(object)
    day_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._kept = Kept.ALL
        self._search = _SearchField(theme)
        self._search.setObjectName("history.search")
        self._search.setAccessibleName(_("Search notes, names and signs"))
        self._search.setPlaceholderText(_("Search notes and signs"))
        self._search.setMinimumWidth(round(_SEARCH_EM * theme.px("body")))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._tell)
        self._search.textEdited.connect(self._typing.start)
        self._search.returnPressed.connect(self._tell)
        self._build_lists()
        self._level = CheckChip(theme, _("Watch or worse"))
        self._level.setObjectName("history.level")
        self._level.setAccessibleName(_("Only what is Watch or worse"))
        self._level.clicked.connect(self._tell)
        self._build_day()
        self._build_layout()

    def wanted(self) -> Wanted:
        """Return what is wanted now."""
        least = Level.WATCH if self._level.isChecked() else None
        return Wanted(kept=self._kept, least=least, words=wanted_words(self._search.text()))

    def words(self) -> str:
        """Return what is searched for, as it was typed."""
        return self._search.text().strip()

    def clear(self) -> None:
        """Want everything again."""
        self._search.clear()
        self._level.setChecked(False)
        self.choose(Kept.ALL)

    def choose(self, kept: Kept) -> None:
        """Choose a list without saying so."""
        self._kept = kept
        for button in self._lists.buttons():
            button.setChecked(button.objectName() == f"history.{kept}")
        self._combo.blockSignals(True)
        self._combo.setCurrentIndex(list(Kept).index(kept))
        self._combo.blockSignals(False)
        self._level.setVisible(kept is not Kept.CHANGES)

    def take_width(self, *, narrow: bool, compact: bool) -> None:
        """Show the lists in a drop list, or in a row; take little room where there is little."""
        self._row.setVisible(not narrow)
        self._combo.setVisible(narrow)
        em = _COMPACT_SEARCH_EM if compact else _SEARCH_EM
        self._search.setMinimumWidth(round(em * self._theme.px("body")))
        self._search.setPlaceholderText(_("Search") if compact else _("Search notes and signs"))
        self._to_day.setIcon(QIcon() if compact else self._calendar)
        # The search field gives way, not the words of the chip.
        self._level.setMinimumWidth(self._level.sizeHint().width())

    def minimumSizeHint(self) -> QSize:
        """Return the width of the search field; the rest wraps under it."""
        return QSize(self._search.minimumWidth(), self._theme.size("field"))

    def _build_lists(self) -> None:
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._lists = QButtonGroup(self)
        self._combo = StillCombo()
        self._combo.setObjectName("history.kept")
        self._combo.setAccessibleName(_("Which entries"))
        names = _names()
        for number, (kept, words) in enumerate(names.items()):
            button = QPushButton(words)
            button.setObjectName(f"history.{kept}")
            button.setCheckable(True)
            place = {0: "first", len(names) - 1: "last"}.get(number, "middle")
            tag(button, chip="segment", place=place)
            self._lists.addButton(button)
            row.addWidget(button)
            self._combo.addItem(words)
        self._lists.buttonClicked.connect(self._on_list)
        self._combo.currentIndexChanged.connect(self._on_combo)
        self._combo.hide()
        self.choose_first()

    def choose_first(self) -> None:
        """Mark the list of everything."""
        for button in self._lists.buttons():
            button.setChecked(button.objectName() == f"history.{Kept.ALL}")

    def _build_day(self) -> None:
        self._to_day = QPushButton(_("Go to a day"))
        self._to_day.setObjectName("history.to_day")
        self._to_day.setCheckable(True)
        tag(self._to_day, button="normal")
        theme = self._theme
        self._calendar = button_icon("calendar", theme.colour("text"), theme.size("icon"))
        self._to_day.setIcon(self._calendar)
        self._to_day.toggled.connect(self._on_to_day)
        self._day_line = QWidget()
        line = FlowLayout(self._day_line, gap=theme.space("s"))
        self._day = text_edit("history.day_typed", _("Which day? Like 7 Mar 2026"))
        self._day.setPlaceholderText(_("7 Mar 2026"))
        self._day.setMinimumWidth(round(_SEARCH_EM * theme.px("body")))
        self._day.returnPressed.connect(self._on_day)
        show = QPushButton(_("Show this day"))
        show.setObjectName("history.show_day")
        tag(show, button="normal")
        show.clicked.connect(self._on_day)
        self._day_problem = label("", "strong")
        self._day_problem.setObjectName("history.day_problem")
        self._day_problem.setWordWrap(False)
        for part in (self._day, show, self._day_problem):
            line.addWidget(part)
        self._day_line.hide()

    def _build_layout(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, self._theme.space("xs"), 0, self._theme.space("xs"))
        column.setSpacing(self._theme.space("xs"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=self._theme.space("s"))
        for part in (self._search, self._row, self._combo, self._level, self._to_day):
            flow.addWidget(part)
        column.addWidget(holder)
        column.addWidget(self._day_line)

    def _tell(self) -> None:
        self._typing.stop()
        self.changed.emit(self.wanted())

    def _on_list(self, pressed: QAbstractButton) -> None:
        self.choose(Kept(pressed.objectName().removeprefix("history.")))
        self._tell()

    def _on_combo(self, place: int) -> None:
        self.choose(list(Kept)[place])
        self._tell()

    def _on_to_day(self, wanted: bool) -> None:
        self._day_line.setVisible(wanted)
        self._day_problem.setText("")
        if wanted:
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)
            self._day.selectAll()

    def _on_day(self) -> None:
        day = day_of(self._day.text())
        words = "" if day is not None else _("Type the day like 7 Mar 2026.")
        self._day_problem.setText(words)
        self._day.setAccessibleDescription(words)
        if day is not None:
            self._to_day.setChecked(False)
            self.day_wanted.emit(day)


def _names() -> dict[Kept, str]:
    return {
        Kept.ALL: _("All"),
        Kept.CHECK_INS: _("Check-ins"),
        Kept.DOSES: _("Doses"),
        Kept.EVENTS: _("Events"),
        Kept.ALERTS: _("Alerts"),
        Kept.CHANGES: _("Changes"),
    }


class _SearchField(QLineEdit):
    """A field with a looking glass before its words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        tag(self, field="box")
        self._glass = pixmap("search", theme.colour("muted"), theme.size("icon"))
        self._side = theme.size("icon")
        self.setTextMargins(self._side + 4, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then the looking glass."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.drawPixmap(10, (self.height() - self._side) // 2, self._glass)
