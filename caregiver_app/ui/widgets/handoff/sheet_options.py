# SPDX-License-Identifier: MIT
"""What else can be chosen about a page: paper, time covered, what stands on it, its file."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from caregiver_app.services.handing_over.handoff import Asked
from caregiver_app.services.handing_over.paper import Wrapping
from caregiver_app.services.settings import PAPERS
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.check_in.group_card import GroupHead
from caregiver_app.ui.widgets.fields.cards import card, line
from caregiver_app.ui.widgets.fields.check_chip import CheckChip
from caregiver_app.ui.widgets.fields.password_fields import PasswordFields
from caregiver_app.ui.widgets.fields.profile_fields import SegmentField
from caregiver_app.ui.widgets.fields.still_combo import StillCombo
from caregiver_app.ui.widgets.handoff.sheet_choice import CLINIC, ER, SHEETS, bring_into_sight

_PERIODS = (None, 7, 14, 30, 90)


class SheetOptions(QWidget):
    """A card of options. What seldom changes lies behind two heads, so that it crowds nothing.

    `paper_chosen` carries the paper, `changed` says that the page must be made anew.
    """

    paper_chosen = Signal(str)
    changed = Signal()

    def __init__(self, theme: Theme, is_usable: Callable[[str], bool]) -> None:
        super().__init__()
        self._theme = theme
        self._name = ER
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, self._lines = card(theme)
        self._lines.setSpacing(theme.space("xs"))
        outer.addWidget(frame)
        self._build_paper()
        self._build_period()
        self._on_page = _Fold(theme, "options.page", _("On the page"))
        self._in_file = _Fold(theme, "options.file", _("In the file"))
        self._rule = line(theme)
        for part in (line(theme), self._on_page, self._rule, self._in_file):
            self._lines.addWidget(part)
        self._build_on_page()
        self._build_in_file(is_usable)
        self.start(ER)

    def start(self, name: str) -> None:
        """Begin anew for a page: nothing private is on it, no password, everything folded."""
        for box, on in ((self._notes, True), (self._self_harm, False), (self._qr, False)):
            _set(box, on)
        self._period.blockSignals(True)
        self._period.setCurrentIndex(0)
        self._period.blockSignals(False)
        self._record.setChecked(False)
        self._fhir.setChecked(False)
        self.forget_password()
        for fold in (self._on_page, self._in_file):
            fold.fold()
        self.show_for(name)

    def show_for(self, name: str) -> None:
        """Show what can be chosen about this page, and nothing else."""
        self._name = name
        is_sheet = name in SHEETS
        self._time.setVisible(name == CLINIC)
        self._on_page.setVisible(is_sheet)
        self._qr_part.setVisible(name == ER)
        for part in (self._record_part, self._fhir_part):
            part.setVisible(is_sheet)
        has_person = name != "blank_sheet"
        self._in_file.setVisible(has_person)
        self._rule.setVisible(is_sheet)
        self._say()

    def show_paper(self, paper: str) -> None:
        """Show which paper is chosen."""
        self._papers.set_value(paper)

    def set_narrow(self, narrow: bool) -> None:
        """Put each caption over its choices where they do not fit beside it."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        for row in (self._paper_row, self._time_row):
            row.setDirection(down if narrow else across)

    def wants_code(self) -> bool:
        """Say whether a QR code is wanted on this page."""
        return self._name == ER and self._qr.isChecked()

    def asked(self) -> Asked:
        """Return what is wanted of the page, without the mark of a code."""
        days = self._period.currentData() if self._name == CLINIC else None
        return Asked(
            days=days, notes=self._notes.isChecked(), self_harm=self._self_harm.isChecked()
        )

    def wrapping(self) -> Wrapping | None:
        """Return what the file is to carry; None, with words about it, while a password lacks."""
        if self._name == "blank_sheet":
            return Wrapping()
        password = ""
        if self._lock.isChecked():
            password = self._password.password()
            if not password:
                self._in_file.unfold()
                return None
        is_sheet = self._name in SHEETS
        return Wrapping(
            record=is_sheet and self._record.isChecked(),
            fhir=is_sheet and self._fhir.isChecked(),
            password=password,
        )

    def forget_password(self) -> None:
        """Keep nothing of what was typed."""
        _set(self._lock, False)
        self._password.clear()
        self._password.hide()
        self._say()

    def _build_paper(self) -> None:
        names = {"letter": _("Letter"), "a4": _("A4")}
        self._papers = SegmentField("paper", _("Paper"), [(p, names[p]) for p in PAPERS])
        self._papers.chosen.connect(self.paper_chosen)
        self._paper_row = self._row(_("Paper"), self._papers)[1]

    def _build_period(self) -> None:
        self._period = StillCombo()
        self._period.setObjectName("period")
        self._period.setAccessibleName(_("Time covered"))
        for days in _PERIODS:
            words = _("since the last visit") if days is None else _("{n} days").format(n=days)
            self._period.addItem(words, days)
        self._period.currentIndexChanged.connect(self._on_changed)
        self._time, self._time_row = self._row(_("Time covered"), self._period)

    def _row(self, words: str, field: QWidget) -> tuple[QWidget, QBoxLayout]:
        part = QWidget()
        part.setMinimumHeight(self._theme.size("target"))
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space("s"))
        caption = label(words, "strong")
        caption.setWordWrap(False)
        row.addWidget(caption)
        row.addWidget(field, 1)
        self._lines.addWidget(part)
        return part, row

    def _build_on_page(self) -> None:
        self._notes, notes = self._box(
            "notes", _("Caregiver's notes"), _("What you wrote. Left out, the page says so.")
        )
        self._self_harm, self_harm = self._box(
            "self_harm",
            _("Thoughts of self-harm"),
            _("Left out, the page says: ask the person. A plan or an attempt is always told."),
        )
        self._qr, self._qr_part = self._box(
            "qr",
            _("QR code for a phone"),
            _("It shows dose and signs without internet, and no name. It takes some room."),
        )
        self._on_page.take([notes, self_harm, self._qr_part])
        for box in (self._notes, self._self_harm, self._qr):
            box.toggled.connect(self._on_changed)

    def _build_in_file(self, is_usable: Callable[[str], bool]) -> None:
        self._record, self._record_part = self._box(
            "attach",
            _("The whole record"),
            _("All you wrote goes along, private answers too. This program can read it."),
        )
        self._fhir, self._fhir_part = self._box(
            "fhir",
            _("For a clinic's computer"),
            _("The last month, your notes too, in the form that clinics use (FHIR R4)."),
        )
        self._lock, lock = self._box(
            "lock",
            _("A password"),
            _("For a file that travels. Without the password it stays shut."),
        )
        self._password = PasswordFields(self._theme, is_usable)
        self._in_file.take([self._record_part, self._fhir_part, lock, self._password])
        for box in (self._record, self._fhir):
            box.toggled.connect(self._say)
        self._lock.toggled.connect(self._on_lock)

    def _box(self, name: str, words: str, about: str) -> tuple[CheckChip, QWidget]:
        part = QWidget()
        lines = QVBoxLayout(part)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self._theme.space("xs"))
        box = CheckChip(self._theme, words)
        box.setObjectName(f"option.{name}")
        box.setAccessibleDescription(about)
        lines.addWidget(box)
        lines.addWidget(label(about, "small", "muted"))
        return box, part

    def _on_lock(self, locked: bool) -> None:
        self._password.setVisible(locked)
        self._say()
        if not locked:
            self._password.clear()
            return
        self._password.begin()
        bring_into_sight(self._lock, self._password)

    def _on_changed(self, _value: object = None) -> None:
        self._say()
        self.changed.emit()

    def _say(self, _value: object = None) -> None:
        """Say on each head what is chosen under it, so that it need not be opened to know."""
        page = [_("notes")] * self._notes.isChecked()
        page += [_("self-harm")] * self._self_harm.isChecked()
        page += [_("QR code")] * self.wants_code()
        self._on_page.say(", ".join(page) or _("no notes"))
        file = [_("record")] * (self._record.isChecked() and self._name in SHEETS)
        file += [_("FHIR")] * (self._fhir.isChecked() and self._name in SHEETS)
        file += [_("password")] * self._lock.isChecked()
        self._in_file.say(", ".join(file) or _("the page only"))


class _Fold(QFrame):
    """A head that opens and closes what lies under it."""

    def __init__(self, theme: Theme, name: str, title: str) -> None:
        super().__init__()
        self._head = GroupHead(theme, title)
        self._head.setObjectName(name)
        self._head.toggled.connect(self._on_toggled)
        self._body = QWidget()
        self._body.hide()
        self._parts = QVBoxLayout(self._body)
        self._parts.setContentsMargins(0, 0, 0, theme.space("s"))
        self._parts.setSpacing(theme.space("m"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("xs"))
        column.addWidget(self._head)
        column.addWidget(self._body)

    def take(self, parts: Sequence[QWidget]) -> None:
        """Take what lies under the head."""
        for part in parts:
            self._parts.addWidget(part)

    def say(self, words: str) -> None:
        """Say on the head what is chosen."""
        self._head.show_count(words)

    def unfold(self) -> None:
        """Show what lies under it."""
        self._head.setChecked(True)

    def fold(self) -> None:
        """Hide what lies under it."""
        self._head.setChecked(False)

    def _on_toggled(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        if is_open:
            bring_into_sight(self._head, self._body)


def _set(box: CheckChip, on: bool) -> None:
    box.blockSignals(True)
    box.setChecked(on)
    box.blockSignals(False)
