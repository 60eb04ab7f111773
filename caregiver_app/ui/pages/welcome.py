# SPDX-License-Identifier: MIT
"""The first page: who this is for, practice people, and everybody who is already here."""

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.person import Contact, ContactRole, Drug, Person, Route
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui import dates
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.icons import pixmap
from caregiver_app.ui.theme import Theme, label, tag
from caregiver_app.ui.widgets.chip import ChoiceChip
from caregiver_app.ui.widgets.person_bar import drug_words, route_words
from caregiver_app.ui.widgets.profile_fields import (
    BirthField,
    PhoneField,
    SegmentField,
    TextField,
)
from caregiver_app.ui.widgets.usual_values import UsualValuesField

_PROMISE_PX = 420
_SIZES = ("100", "125", "150", "200")


class WelcomePage(QWidget):
    """Start with a person in under three minutes, or open one who is here."""

    person_opened = Signal(str)
    look_changed = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._compact: bool | None = None
        self._build_rows()
        self._build()
        self._show_rows()
        self.open_person(None)

    def open_person(self, person_id: str | None) -> None:
        """Show who is here; the person who is open is marked."""
        _clear(self._here_lines)
        people = self._services.people.people()
        self._here.setVisible(bool(people))
        self._promise.setVisible(not people)
        for card in people:
            born = dates.long_date(card.dob) if card.dob else _("date of birth not recorded")
            about = f"{born}, {drug_words(card.drug)}, {route_words(card.route)}"
            if card.practice:
                about = _("PRACTICE. {about}").format(about=about)
            row = self._person_row(f"person.{card.id}", card.name, about, card.id == person_id)
            self._here_lines.addWidget(row)
        self._say_needed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose two columns or one by the width of the window in em."""
        super().resizeEvent(event)
        self._arrange()

    def start(self) -> None:
        """Write the person down and open them; what is missing is said and shown instead."""
        needed = self._needed()
        if needed:
            self._say_needed()
            needed[0][1].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            recorder = self._you.text()
            self._services.settings.change(recorder=recorder)
            person_id = self._services.people.add_person(self._person(), recorder)
        except Exception as trouble:  # the typed words stay on the page
            self._needed_words.setText(_("Not saved: {cause}").format(cause=trouble))
            return
        self._empty()
        self.person_opened.emit(person_id)

    # Building

    def _build(self) -> None:
        theme, space = self._theme, self._theme.space
        self._left = QWidget()
        self._left_lines = QVBoxLayout(self._left)
        self._left_lines.setContentsMargins(space("xl"), space("xl"), space("s"), space("l"))
        self._left_lines.setSpacing(space("l"))
        self._promise = self._promise_part()
        self._here, self._here_lines = self._people_part()
        self._left_lines.addWidget(self._here)
        self._left_lines.addWidget(self._promise)
        self._left_lines.addWidget(self._practice_part())
        self._left_lines.addStretch(1)
        inside = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._columns.addWidget(self._left)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(space("s"), space("l"), space("xl"), space("l"))
        right.setSpacing(space("m"))
        right.addWidget(self._size_part())
        right.addWidget(self._card)
        right.addStretch(1)
        self._columns.addWidget(self._right, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addWidget(self._bar(theme))

    def _promise_part(self) -> QWidget:
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self._theme.space("m"))
        lines.addWidget(
            label(_("Write down how they are. See who to call. Hand the ER one page."), "title")
        )
        lines.addWidget(
            label(
                _("A check-in notebook for a slow step-down, planned by a prescriber."),
                "lead",
                "muted",
            )
        )
        for name, strong, plain in (
            ("house", _("It stays on this computer."), _("Nothing is sent. No account.")),
            ("phone", _("It does not call for help."), _("It shows who to call and what to say.")),
            (
                "pill",
                _("It never says how much to give."),
                _("Only the prescriber changes the plan."),
            ),
        ):
            lines.addLayout(self._promise_row(name, strong, plain))
        return made

    def _promise_row(self, name: str, strong: str, plain: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.space("l"))
        drawing = QLabel()
        drawing.setPixmap(pixmap(name, self._theme.colour("accent"), self._theme.size("icon")))
        row.addWidget(drawing)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(strong, "strong"))
        words.addWidget(label(plain, "body", "muted"))
        row.addLayout(words, 1)
        return row

    def _people_part(self) -> tuple[QWidget, QVBoxLayout]:
        made = QWidget()
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self._theme.space("s"))
        lines.addWidget(label(_("Who is here"), "title"))
        inner = QVBoxLayout()
        inner.setSpacing(self._theme.space("s"))
        lines.addLayout(inner)
        return made, inner

    def _practice_part(self) -> QWidget:
        card = QFrame()
        tag(card, card="plain")
        lines = QVBoxLayout(card)
        lines.setSpacing(self._theme.space("s"))
        lines.addWidget(label(_("Just looking?"), "strong"))
        lines.addWidget(
            label(
                _("Practice on a made-up person. Every screen and sheet is marked PRACTICE."),
                "small",
                "muted",
            )
        )
        for person in self._services.people.practice_people():
            name, about = f"practice.{person.key}", person.about
            lines.addWidget(self._person_row(name, person.name, about, False))
        return card

    def _person_row(self, name: str, title: str, about: str, chosen: bool) -> QPushButton:
        """Return a button with a name and what is known, on two lines that wrap."""
        button = QPushButton()
        button.setObjectName(name)
        button.setAccessibleName(_("Open {name}. {about}").format(name=title, about=about))
        tag(button, button="soft" if not chosen else "normal")
        lines = QVBoxLayout(button)
        lines.setContentsMargins(12, 2, 12, 2)
        lines.setSpacing(0)
        for words, role, ink in ((title, "strong", "text"), (about, "small", "muted")):
            line = label(words, role, ink)
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            lines.addWidget(line)
        button.setStyleSheet(f"QPushButton {{ min-height: {round(48 * self._theme.scale)}px; }}")
        button.clicked.connect(self._on_person)
        return button

    def _size_part(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space("m"))
        words = label(_("Text size"), "strong")
        words.setWordWrap(False)
        row.addStretch(1)
        row.addWidget(words)
        choices = [(size, f"{size}\u00a0%") for size in _SIZES]
        self._sizes = SegmentField("text_size", _("Text size"), choices)
        self._sizes.set_value(str(round(self._theme.scale * 100)))
        self._sizes.chosen.connect(self._on_size)
        row.addWidget(self._sizes)
        return made

    def _build_rows(self) -> None:
        theme = self._theme
        today = here_and_now(self._services.clock).day
        settings = self._services.settings.current()
        self._name = TextField(theme, "name", _("Their name"))
        self._birth = BirthField(theme, today)
        self._drug = SegmentField(
            "drug",
            _("Stepping down from"),
            [(drug.value, drug_words(drug)) for drug in (Drug.BACLOFEN, Drug.CLONAZEPAM)],
        )
        self._route = SegmentField(
            "route",
            _("How they take it"),
            [
                (Route.ORAL.value, _("by mouth")),
                (Route.ITB.value, _("by a pump under the skin")),
                (Route.BOTH.value, _("both")),
            ],
        )
        self._prescriber = TextField(theme, "prescriber", _("Prescriber"))
        self._phone = PhoneField(theme, "prescriber_phone", _("Phone"))
        self._no_phone = ChoiceChip(theme, _("I do not have the number now"))
        self._no_phone.setObjectName("no_phone")
        self._no_phone.setAccessibleName(_("I do not have the prescriber's number now"))
        self._pump_phone = PhoneField(theme, "pump_phone", _("Phone of the pump clinic"))
        self._address = TextField(theme, "address", _("Address, for the ambulance"))
        self._allergy = SegmentField(
            "allergies",
            _("Allergies"),
            [("none", _("none known")), ("some", _("these:")), ("unknown", _("not known"))],
        )
        self._allergies = TextField(theme, "allergies", _("Allergies, with commas between"))
        self._you = TextField(theme, "recorder", _("Your name and who you are to them"))
        self._you.edit.setPlaceholderText(_("for example: Ana (daughter)"))
        self._you.edit.setText(settings.recorder or "")
        self._usual_choice = SegmentField(
            "usual", _("What is usual for them"), [("now", _("Type it now")), ("later", _("Later"))]
        )
        self._usual_choice.set_value("later")
        form = self._services.check_ins.every_question
        self._usual = UsualValuesField(theme, form, settings.temperature_unit)
        self._card = QFrame()
        tag(self._card, card="plain")
        self._lay_out_rows()
        self._connect_rows()

    def _lay_out_rows(self) -> None:
        theme, space = self._theme, self._theme.space
        lines = QVBoxLayout(self._card)
        lines.setContentsMargins(space("xl"), space("l"), space("xl"), space("l"))
        lines.setSpacing(space("m"))
        self._split: list[QBoxLayout] = []
        rows: list[list[QWidget]] = [
            [self._name, self._birth],
            [_titled(theme, self._drug), _titled(theme, self._route)],
            [self._prescriber, self._phone],
            [self._no_phone, self._pump_phone],
            [self._address],
            [_titled(theme, self._allergy), self._allergies],
            [self._you],
            [_titled(theme, self._usual_choice)],
            [self._usual],
        ]
        self._route_part = rows[1][1]
        numbers = {0: 1, 1: 2, 2: 3, 4: 4, 6: 5, 7: 6}
        for place, parts in enumerate(rows):
            if place in numbers and place:
                lines.addWidget(_rule(theme))
            row = QHBoxLayout()
            row.setSpacing(space("m"))
            row.addWidget(_number(theme, numbers.get(place)), 0, Qt.AlignmentFlag.AlignTop)
            inner = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            inner.setSpacing(space("m"))
            self._split.append(inner)
            for part in parts:
                inner.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
            row.addLayout(inner, 1)
            lines.addLayout(row)

    def _connect_rows(self) -> None:
        for part in (self._name, self._prescriber, self._phone, self._pump_phone, self._you):
            part.changed.connect(self._say_needed)
        self._birth.changed.connect(self._say_needed)
        for choice in (self._drug, self._route, self._allergy, self._usual_choice):
            choice.chosen.connect(self._show_rows)
        self._no_phone.toggled.connect(self._show_rows)
        self._usual.changed.connect(self._say_needed)

    def _bar(self, theme: Theme) -> QFrame:
        bar = QFrame()
        tag(bar, bar="action")
        row = QHBoxLayout(bar)
        edge = theme.space("m")
        row.setContentsMargins(theme.space("xl"), edge, theme.space("xl"), edge)
        row.setSpacing(edge)
        self._needed_words = label("", "strong")
        self._needed_words.setObjectName("welcome.needed")
        self._start = QPushButton()
        self._start.setObjectName("start")
        tag(self._start, button="primary", large=True)
        self._start.clicked.connect(self.start)
        row.addWidget(label(_("About three minutes."), "body", "muted"))
        row.addStretch(1)
        row.addWidget(self._needed_words, 1)
        row.addWidget(self._start)
        return bar

    def _arrange(self) -> None:
        em = self._theme.em(self.window().width())
        compact = em < self._theme.breakpoint("medium")
        if compact is self._compact:
            return
        self._compact = compact
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        # In one column the form comes first: it is what somebody came for.
        self._columns.setDirection(QBoxLayout.Direction.BottomToTop if compact else across)
        self._left.setMinimumWidth(0 if compact else _PROMISE_PX)
        self._left.setMaximumWidth(16777215 if compact else round(_PROMISE_PX * self._theme.scale))
        tight = em < self._theme.breakpoint("compact")
        for row in self._split:
            row.setDirection(down if tight else across)
        self._usual.arrange(1 if tight else 3)

    # Answers

    def _show_rows(self, _value: object = None) -> None:
        """Show only what the answers so far make askable."""
        clonazepam = self._drug.value() == Drug.CLONAZEPAM
        self._route_part.setVisible(not clonazepam)
        self._phone.setEnabled(not self._no_phone.isChecked())
        self._pump_phone.setVisible(self._has_pump())
        self._allergies.setVisible(self._allergy.value() == "some")
        self._usual.setVisible(self._usual_choice.value() == "now")
        self._say_needed()

    def _has_pump(self) -> bool:
        pump = self._route.value() in (Route.ITB, Route.BOTH)
        return pump and self._drug.value() != Drug.CLONAZEPAM

    def _needed(self) -> list[tuple[str, QWidget]]:
        """Return what is still missing or wrong, in words, and where it is typed."""
        phone_wrong = not self._phone.text() or bool(self._phone.problem())
        usual = self._usual.first_wrong() if self._usual_choice.value() == "now" else None
        clonazepam = self._drug.value() == Drug.CLONAZEPAM
        checks: list[tuple[bool, str, QWidget]] = [
            (not self._name.text(), _("their name"), self._name.edit),
            (self._birth.value() is None, _("the date of birth"), self._birth.day),
            (self._drug.value() is None, _("the medicine"), self._drug),
            (not clonazepam and self._route.value() is None, _("how it is taken"), self._route),
            (not self._prescriber.text(), _("the prescriber"), self._prescriber.edit),
            (
                not self._no_phone.isChecked() and phone_wrong,
                _("the phone number"),
                self._phone.edit,
            ),
            (
                self._has_pump() and bool(self._pump_phone.problem()),
                _("the pump clinic's number"),
                self._pump_phone.edit,
            ),
            (not self._you.text(), _("your name"), self._you.edit),
            (
                usual is not None,
                _("a usual value that can be right"),
                usual.edit if usual else self._usual,
            ),
        ]
        return [(words, where) for missing, words, where in checks if missing]

    def _say_needed(self) -> None:
        needed = self._needed()
        words = _("Still needed: {things}").format(things=", ".join(n[0] for n in needed[:3]))
        self._needed_words.setText(words if needed else "")
        name = self._name.text()
        self._start.setText(_("Start with {name}").format(name=name) if name else _("Start"))

    def _person(self) -> Person:
        drug = Drug(self._drug.value() or Drug.BACLOFEN)
        route = Route(self._route.value() or Route.ORAL)
        phone = None if self._no_phone.isChecked() else self._phone.text()
        contacts = [
            Contact(role=ContactRole.PRESCRIBER, name=self._prescriber.text(), phone=phone or None)
        ]
        if self._has_pump() and self._pump_phone.text():
            contacts.append(Contact(role=ContactRole.PUMP_CLINIC, phone=self._pump_phone.text()))
        person = Person(
            name=self._name.text(),
            dob=self._birth.value(),
            drug=drug,
            route=Route.ORAL if drug is Drug.CLONAZEPAM else route,
            contacts=tuple(contacts),
            address=self._address.text() or None,
            allergies=self._allergies_told(),
            zone=self._services.clock.zone(),
        )
        if self._usual_choice.value() == "now":
            person = replace(person, usual=self._usual.values())
        return person

    def _allergies_told(self) -> tuple[str, ...] | None:
        """Return the list, () for "none known", None when nobody knows or nobody said."""
        if self._allergy.value() == "none":
            return ()
        told = tuple(part.strip() for part in self._allergies.text().split(",") if part.strip())
        return told if self._allergy.value() == "some" and told else None

    def _empty(self) -> None:
        for part in (
            self._name,
            self._prescriber,
            self._phone,
            self._pump_phone,
            self._address,
            self._allergies,
        ):
            part.edit.setText("")
        for edit in (self._birth.day, self._birth.year):
            edit.setText("")
        self._birth.month.setCurrentIndex(0)
        for choice in (self._drug, self._route, self._allergy):
            choice.set_value(None)
        self._no_phone.setChecked(False)
        self._usual_choice.set_value("later")
        self._usual.clear()
        self._show_rows()

    def _on_person(self) -> None:
        pressed = self.sender()
        kind, _dot, key = (pressed.objectName() if pressed else "").partition(".")
        try:
            found = self._services.people.open_practice(key) if kind == "practice" else key
        except Exception as trouble:  # the page stays, and says what happened
            self._needed_words.setText(_("Not opened: {cause}").format(cause=trouble))
            return
        self.person_opened.emit(found)

    def _on_size(self, size: str) -> None:
        self._services.settings.change(text_scale=Decimal(size) / 100)
        self.look_changed.emit()


def _titled(theme: Theme, part: QWidget) -> QWidget:
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(theme.space("xs"))
    lines.addWidget(label(part.accessibleName(), "strong"))
    lines.addWidget(part)
    return made


def _number(theme: Theme, number: int | None) -> QLabel:
    """Return the number of a row in a ring, or the room for it."""
    made = label("" if number is None else str(number), "strong", "accent")
    side = round(28 * theme.scale)
    made.setFixedSize(side, side)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    if number is not None:
        colour = theme.colour("accent").name()
        made.setStyleSheet(f"border: 2px solid {colour}; border-radius: {side // 2}px;")
    return made


def _rule(theme: Theme) -> QFrame:
    made = QFrame()
    tag(made, rule="line")
    made.setFixedHeight(theme.shared["space"]["xs"] // 4)
    return made


def _clear(lines: QVBoxLayout) -> None:
    while (item := lines.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
