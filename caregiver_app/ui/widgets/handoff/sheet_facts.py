# SPDX-License-Identifier: MIT
"""What stands beside a page: how old it is, what is not on it, what the record lacks."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.moments import Moment
from caregiver_app.services.handing_over.handoff import Sheet
from caregiver_app.services.handing_over.paper import PrintAgain
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import card
from caregiver_app.ui.widgets.handoff.sheet_choice import SHEETS, sheet_name
from caregiver_app.ui.words import dates


class SheetFacts(QWidget):
    """Two cards. A missing sign can be measured, and a missing fact filled in, on another page."""

    check_in_wanted = Signal()
    profile_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("m"))
        first, lines = card(theme)
        lines.addWidget(label(_("Exactly one page"), "heading"))
        self._newest = _line(lines, "handoff.newest", "strong")
        self._left_off = _line(lines, "handoff.left_off", "body")
        self._file = _line(lines, "handoff.file", "small", "muted")
        self._again = _line(lines, "handoff.print_again", "strong")
        self._lacks, gaps = card(theme)
        gaps.addWidget(label(_("Missing from the record"), "heading"))
        self._gaps_note = _line(gaps, "", "small", "muted")
        self._unmeasured = _line(gaps, "handoff.unmeasured", "strong")
        self._check = QPushButton(_("Start a check-in"))
        self._check.setObjectName("handoff.check_in")
        tag(self._check, button="normal")
        self._check.clicked.connect(self.check_in_wanted)
        gaps.addWidget(self._check)
        gaps.addSpacing(theme.space("xs"))
        self._gaps = _line(gaps, "handoff.missing", "body")
        self._fill = QPushButton(_("Fill them in"))
        self._fill.setObjectName("handoff.fill")
        tag(self._fill, button="normal")
        self._fill.clicked.connect(self.profile_wanted)
        gaps.addWidget(self._fill)
        gaps.addStretch(1)
        column.addWidget(first)
        column.addWidget(self._lacks, 1)
        column.addStretch(0)

    def show_sheet(self, sheet: Sheet | None, name: str, now: Moment) -> None:
        """Show what is known about a page; None empties both cards."""
        is_sheet = sheet is not None and name in SHEETS
        self._lacks.setVisible(is_sheet)
        if sheet is None:
            for part in (self._newest, self._left_off, self._file):
                _say(part, "")
            return
        _say(self._newest, _age_words(sheet, now) if is_sheet else "")
        nothing = _("nothing")
        left_off = ", ".join(sheet.left_off) or nothing
        _say(self._left_off, _("Not on the page: {things}.").format(things=left_off))
        _say(
            self._file,
            _("The file name has no name and no birth date: {name}").format(
                name=_breakable(sheet.file_name)
            ),
        )
        gaps = sheet.unmeasured or sheet.missing
        _say(
            self._gaps_note,
            _("Printed as \u201cnot recorded\u201d.")
            if gaps
            else _("No gap in the profile or the vital signs."),
        )
        signs = ", ".join(sheet.unmeasured)
        _say(
            self._unmeasured,
            _("At the last check-in: {signs}").format(signs=signs) if signs else "",
        )
        self._check.setVisible(bool(signs) or sheet.newest_at is None)
        _say(self._gaps, "\n".join(sheet.missing))
        self._fill.setVisible(bool(sheet.missing))

    def show_outdated(self, pages: Sequence[PrintAgain]) -> None:
        """Say which page on the wall or in the wallet shows a dose that is not the one of now."""
        told = [f"{sheet_name(page.page.value)}: {page.words}" for page in pages]
        _say(self._again, "\n".join(told))


def _line(lines: QVBoxLayout, name: str, role: str, ink: str = "text") -> QLabel:
    made = label("", role, ink)
    made.setObjectName(name)
    made.hide()
    lines.addWidget(made)
    return made


def _say(part: QLabel, words: str) -> None:
    part.setText(words)
    part.setVisible(bool(words))


def _breakable(file_name: str) -> str:
    """Return a file name that may be broken after its first word: it is never cut."""
    return file_name.replace("-", "-\u200b", 1)


def _age_words(sheet: Sheet, now: Moment) -> str:
    if sheet.newest_at is None:
        return _("No check-in is written yet.")
    age = dates.between(sheet.newest_at, now)
    return _("Newest data: {time}, {age}.").format(
        time=dates.day_and_time(sheet.newest_at, now), age=dates.ago(age)
    )
