# SPDX-License-Identifier: MIT
"""The parts of a profile form: a text field with its message, a date of birth, a choice row."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.people.phones import digits_missing, is_without_area_code
from caregiver_app.domain.units import NumberError, parse_number
from caregiver_app.system.words import _, in_use, ngettext
from caregiver_app.ui.look.heard import describe, hear_as
from caregiver_app.ui.look.icons import AROUND_PX, apart, button_icon, pixmap
from caregiver_app.ui.look.laid_out import widgets_of
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.still_combo import StillCombo
from caregiver_app.ui.words import dates

_OLDEST_YEARS = 120
_LEAP_YEAR = 2000
_LAST_DAY = 31
_LEAST_DIGITS = 7
# 313-555-01 or (313) 555-014: an area code and a number of seven digits that are not all there.
_BEGUN = re.compile(r"\d{3}[ .-]\d{3}[ .-]\d{1,2}|\(\d{3}\) ?\d{3}[ .-]\d{1,3}")
_USUAL_COUNTRY = "US"  # where nobody chose one, its emergency numbers stand
_MOST_TEXT = 300


def titled(theme: Theme, part: QWidget) -> QWidget:
    """Return a field that has no caption of its own under the name that it is spoken by."""
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(theme.space("xs"))
    lines.addWidget(label(part.accessibleName(), "strong"))
    lines.addWidget(part)
    return made


class TextField(QWidget):
    """A caption, a text field and a line for what is wrong with it."""

    changed = Signal()

    def __init__(
        self, theme: Theme, name: str, caption: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.caption = label(caption, "strong")
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(caption)
        tag(self.edit, field="box")
        self.caption.setBuddy(self.edit)
        head, self._note = _head(theme, self.caption)
        self._head = head
        self._is_below = False
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        lines.addLayout(head)
        lines.addWidget(self.edit)
        self._lines = lines
        self.edit.textEdited.connect(self._on_edited)
        self.edit.editingFinished.connect(self._on_left)

    def text(self) -> str:
        """Return the text without blanks around it and without control characters."""
        letters = [c if unicodedata.category(c) != "Cc" else " " for c in self.edit.text()]
        return " ".join("".join(letters).split())

    def say(self, words: str, *, is_problem: bool = True) -> None:
        """Put words beside the caption, where they move nothing; blank clears."""
        self._note.setText(words)
        self._note.setVisible(bool(words) or not self._is_below)
        describe(self.edit, words, is_problem=is_problem and bool(words))

    def tell(self) -> None:
        """Say what is wrong with the text or, where nothing is, what only looks odd."""
        problem = self.problem()
        self.say(problem or self.remark(), is_problem=bool(problem))

    def put_note_below(self) -> None:
        """Say what is wrong under the field, where long words take no room from those beside it."""
        self._is_below = True
        self._head.removeWidget(self._note)
        self._note.setWordWrap(True)
        self._lines.addWidget(self._note)
        self._note.setVisible(bool(self._note.text()))

    def problem(self) -> str:
        """Return what is wrong with the text, or a blank."""
        if len(self.text()) > _MOST_TEXT:
            return _("This is too long. {n} letters at most.").format(n=_MOST_TEXT)
        return ""

    def remark(self) -> str:
        """Return what looks odd about the text and is kept all the same, or a blank."""
        return ""

    def _on_edited(self) -> None:
        # Half a number is not wrong yet: only once the field was left is anything said.
        if self._note.text():
            self.tell()
        self.changed.emit()

    def _on_left(self) -> None:
        self.tell()


class PhoneField(TextField):
    """A phone number as somebody would dial it; it is kept as it was typed."""

    def __init__(
        self, theme: Theme, name: str, caption: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, caption, parent)
        self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # digits in any language

    def problem(self) -> str:
        """Return that a number is too short to be dialled, once there is one."""
        text = self.text()
        digits = sum(letter.isdigit() for letter in text)
        stops = _BEGUN.fullmatch(text) is not None and digits_missing(text, _country()) > 0
        is_begun = digits < _LEAST_DIGITS or stops
        if not text or not is_begun:
            return super().problem()
        return _("This number is too short.")

    def remark(self) -> str:
        """Return how many digits seem to be missing; somebody may know better."""
        text, country = self.text(), _country()
        missing = digits_missing(text, country)
        if is_without_area_code(text, country):
            return _("No area code?")
        if missing < 0:
            return _("1 digit too long?")
        words = ngettext("{n} digit short?", "{n} digits short?", missing)
        return words.format(n=missing) if missing else ""


class BirthField(QWidget):
    """Day, month in words, year. Nothing is guessed: half a date is an error."""

    changed = Signal()

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.day = _short_edit(theme, "dob.day", _("Day of birth, 1 to 31"), 2)
        self.month = StillCombo()
        self.month.setObjectName("dob.month")
        self.month.setAccessibleName(_("Month of birth"))
        self.month.addItem(_("Month"))
        for number in range(1, 13):
            self.month.addItem(dates.month_name(number))
        self.year = _short_edit(theme, "dob.year", _("Year of birth, four digits"), 4)
        self.day.setPlaceholderText(_("day"))
        self.year.setPlaceholderText(_("year"))
        row = QHBoxLayout()
        row.setSpacing(theme.space("s"))
        row.addWidget(self.day)
        row.addWidget(self.month, 1)
        row.addWidget(self.year)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("xs"))
        head, self._note = _head(theme, label(_("Date of birth"), "strong"))
        lines.addLayout(head)
        lines.addLayout(row)
        self.day.textEdited.connect(self._on_edited)
        self.year.textEdited.connect(self._on_edited)
        self.month.activated.connect(self._on_edited)
        for edit in (self.day, self.year):
            edit.editingFinished.connect(self.check)

    def value(self) -> date | None:
        """Return the date, or None while it is not a possible one."""
        try:
            day, year = int(parse_number(self.day.text())), int(parse_number(self.year.text()))
            found = date(year, self.month.currentIndex(), day)
        except (NumberError, ValueError):
            return None
        oldest = self._today.year - _OLDEST_YEARS
        return found if found <= self._today and found.year >= oldest else None

    def show_date(self, day: date | None) -> None:
        """Show a date that is written down, or three blanks."""
        self.clear()
        if day is not None:
            self.day.setText(str(day.day))
            self.month.setCurrentIndex(day.month)
            self.year.setText(str(day.year))

    def is_blank(self) -> bool:
        """Say whether nothing was typed or chosen."""
        return not (self.day.text().strip() or self.year.text().strip()) and (
            self.month.currentIndex() == 0
        )

    def problem(self) -> str:
        """Return what is wrong with what is there so far; half a year is not wrong yet."""
        year = self.year.text().strip()
        if self.day.text().strip() and not 1 <= _number(self.day) <= _LAST_DAY:
            return _("Type the day as a number, 1 to 31.")
        is_whole = len(year) >= len("2000")
        if self._is_no_day(_number(self.year) if is_whole else _LEAP_YEAR):
            words = _("There is no {day} {month}.")
            if not self._is_no_day(_LEAP_YEAR):
                words = _("There is no {day} {month} {year}.")
            month = dates.month_name(self.month.currentIndex())
            return words.format(day=_number(self.day), month=month, year=year)
        if not (self.day.text().strip() and self.month.currentIndex() and is_whole):
            return ""
        return "" if self.value() else _("This date cannot be right.")

    def check(self) -> None:
        """Say what is wrong, a year of less than four digits too: its field was left."""
        short = 0 < len(self.year.text().strip()) < len("2000")
        self._say(self.problem() or (_("Type the year with four digits.") if short else ""))

    def first_wrong(self) -> QWidget:
        """Return where something is missing or wrong, the day first."""
        if not self.day.text().strip() or self._is_no_day(_LEAP_YEAR):
            return self.day
        return self.year if self.month.currentIndex() else self.month

    def clear(self) -> None:
        """Empty all three fields."""
        self.day.setText("")
        self.month.setCurrentIndex(0)
        self.year.setText("")
        self._say("")

    def _is_no_day(self, year: int) -> bool:
        """Say whether a month has no such day in a year; while one is missing nobody knows."""
        day, month = _number(self.day), self.month.currentIndex()
        if not (day and month) or not date.min.year <= year <= date.max.year:
            return False
        return day > monthrange(year, month)[1]

    def _say(self, problem: str) -> None:
        self._note.setText(problem)
        describe(self.day, problem, is_problem=bool(problem))
        self.year.setAccessibleDescription(problem)  # said once, and found at both

    def _on_edited(self) -> None:
        self._say(self.problem())
        self.changed.emit()


class SegmentField(QWidget):
    """A row of two to four choices of which one at most is chosen; `chosen` carries its value."""

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        caption: str,
        choices: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        hear_as(self, "Grouping")
        self.setAccessibleName(caption)
        self._buttons: dict[str, QPushButton] = {}
        row = FlowLayout(self, gap=0)
        last = len(choices) - 1
        for place, (value, words) in enumerate(choices):
            button = QPushButton(words)
            button.setObjectName(f"{name}.{value}")
            button.setAccessibleName(f"{caption}: {words}")
            button.setCheckable(True)
            tag(button, chip="segment", place={0: "first", last: "last"}.get(place, "middle"))
            # The bold of the chosen one needs more room: it is reserved from the start.
            button.setMinimumWidth(button.fontMetrics().horizontalAdvance(words) + 40)
            button.clicked.connect(self._on_clicked)
            self._buttons[value] = button
            row.addWidget(button)

    def first(self) -> QPushButton:
        """Return the first choice, for the keyboard: a focus proxy would break the row of Tab."""
        return next(iter(self._buttons.values()))

    def draw(self, theme: Theme, drawings: Mapping[str, str]) -> None:
        """Put a drawing before the words of some choices, in the ink that they have."""
        px = theme.size("icon")
        for value, name in drawings.items():
            button = self._buttons[value]
            made = button_icon(name, theme.colour("text"), px)
            chosen = apart(pixmap(name, theme.colour("on_accent"), px), AROUND_PX)
            made.addPixmap(chosen, QIcon.Mode.Normal, QIcon.State.On)
            button.setIcon(made)
            button.setIconSize(QSize(px + 2 * AROUND_PX, px))
            button.setMinimumWidth(button.minimumWidth() + px + 2 * AROUND_PX)

    def offer(self, values: Sequence[str]) -> None:
        """Show only these choices, with the round corners at both ends of what is left."""
        shown = [value for value in self._buttons if value in values]
        for value, button in self._buttons.items():
            button.setVisible(value in values)
            if value in values:
                last = {len(shown) - 1: "last"} if len(shown) > 1 else {}
                place = ({0: "first"} | last).get(shown.index(value), "middle")
                tag(button, place=place)

    def value(self) -> str | None:
        """Return the chosen value, or None."""
        return next((v for v, button in self._buttons.items() if button.isChecked()), None)

    def set_value(self, value: str | None) -> None:
        """Show a choice without saying that it was made."""
        for own, button in self._buttons.items():
            button.setChecked(own == value)

    def _on_clicked(self) -> None:
        for value, button in self._buttons.items():
            if button is self.sender():
                self.set_value(value)
                self.chosen.emit(value)


def _head(theme: Theme, caption: QLabel) -> tuple[QHBoxLayout, QLabel]:
    """Return the line over a field: its caption, and the room for what is wrong with it."""
    note = label("", "small")
    tag(note, heavy=True)
    note.setWordWrap(False)
    caption.setWordWrap(False)
    line = QHBoxLayout()
    line.setSpacing(theme.space("m"))
    line.addWidget(caption)
    line.addWidget(note, 1)
    return line, note


def _country() -> str:
    """Return the country whose emergency numbers stand."""
    return in_use().country or _USUAL_COUNTRY


def _number(edit: QLineEdit) -> int:
    """Return the whole number in a field, 0 while there is none."""
    try:
        return int(parse_number(edit.text()))
    except NumberError:
        return 0


def _short_edit(theme: Theme, name: str, spoken: str, digits: int) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(spoken)
    tag(edit, field="box")
    edit.setFixedWidth(round((24 + 12 * digits + 10) * theme.scale))
    return edit


def arranged(grid: QGridLayout, columns: int) -> None:
    """Lay the parts of a grid in so many columns, in their order."""
    for place, part in enumerate(widgets_of(grid)):
        grid.addWidget(part, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
    for column in range(3):
        grid.setColumnStretch(column, int(column < columns))
