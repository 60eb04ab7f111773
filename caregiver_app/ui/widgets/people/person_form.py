# SPDX-License-Identifier: MIT
"""The numbered rows that a new person is written down with, and what is still missing."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.form import Form
from caregiver_app.domain.person import Contact, ContactRole, Drug, Person, Route
from caregiver_app.services.settings import Settings
from caregiver_app.system.words import _
from caregiver_app.ui.look.laid_out import widgets_of
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.chip import ChoiceChip
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.profile_fields import (
    BirthField,
    PhoneField,
    SegmentField,
    TextField,
    titled,
)
from caregiver_app.ui.widgets.people.step_number import StepNumber, ring_px
from caregiver_app.ui.widgets.people.usual_values import UsualValuesField
from caregiver_app.ui.words.person_words import drug_words

_MOST_SAID = 3
_FIELD_EM = 3
_USUAL_EM = 40


class PersonForm(QFrame):
    """Asks who somebody is. `changed` is said after every answer; nothing is made up."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        questions: Form,
        settings: Settings,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        tag(self, card="plain")
        self._build_who(today)
        self._build_contacts()
        self._build_rest(questions, settings)
        self._lay_out()
        self._connect()
        self._show_rows()

    def name(self) -> str:
        """Return the name as it was typed, without blanks around it."""
        return self._name.text()

    def recorder(self) -> str:
        """Return who is typing."""
        return self._you.text()

    def wants_plan(self) -> bool:
        """Say whether the written plan is to be typed in right afterwards."""
        return self._plan.value() == "now"

    def is_begun(self) -> bool:
        """Say whether anything about the person was answered yet."""
        typed = (self._name, self._prescriber, self._phone, self._address)
        return any(part.text() for part in typed) or self._drug.value() is not None

    def needed_words(self) -> str:
        """Return the first things that are missing or wrong, or a blank."""
        needed = self._needed()
        things = ", ".join(words for words, _where in needed[:_MOST_SAID])
        return _("Still needed: {things}").format(things=things) if needed else ""

    def go_to_first_needed(self) -> bool:
        """Put the keyboard where something is missing; return whether anything is."""
        needed = self._needed()
        self.birth.check()
        if needed:
            needed[0][1].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(needed)

    def person(self, zone: str) -> Person:
        """Return the person as told; what nobody said stays unknown."""
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
            dob=self.birth.value(),
            drug=drug,
            route=Route.ORAL if drug is Drug.CLONAZEPAM else route,
            contacts=tuple(contacts),
            address=self._address.text() or None,
            allergies=self._allergies_told(),
            zone=zone,
        )
        if self._usual_choice.value() == "now":
            person = replace(person, usual=self._usual.values())
        return person

    def begin(self) -> None:
        """Put the keyboard into the first row."""
        self._name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Empty every row but the one who is typing."""
        for part in (
            self._name,
            self._prescriber,
            self._phone,
            self._pump_phone,
            self._address,
            self._allergies,
        ):
            part.edit.setText("")
            part.say("")
        self.birth.clear()
        for choice in (self._drug, self._route, self._allergy):
            choice.set_value(None)
        self._no_phone.setChecked(False)
        self._usual_choice.set_value("later")
        self._plan.set_value("later")
        self._usual.clear()
        self._show_rows()

    def minimumSizeHint(self) -> QSize:
        """Return next to no width: rows that do not fit stand over each other."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the parts of a row side by side where they fit, else over each other."""
        super().resizeEvent(event)
        space = self._theme.space
        room = self.width() - 2 * space("xl") - ring_px(self._theme) - space("m")
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        for row in self._split:
            parts = widgets_of(row)
            # A choice is as wide as its words: its halves over each other are no choice.
            sizes = [
                part.minimumSizeHint() if row.stretch(place) else part.sizeHint()
                for place, part in enumerate(parts)
            ]
            wide = sum(size.width() for size in sizes)
            wide += (
                _FIELD_EM * self._theme.px("body") * sum(row.stretch(n) for n in range(row.count()))
            )
            row.setDirection(across if wide + row.spacing() * len(parts) <= room else down)
        tight = self._theme.em(self.window().width()) < self._theme.breakpoint("compact")
        self._usual.arrange(1 if tight else 3 if room > _USUAL_EM * self._theme.px("body") else 2)

    # Building

    def _build_who(self, today: date) -> None:
        self._name = TextField(self._theme, "name", _("Their name"))
        self.birth = BirthField(self._theme, today)
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
        self._route.draw(self._theme, {Route.ORAL.value: "pill", Route.ITB.value: "pump"})

    def _build_contacts(self) -> None:
        theme = self._theme
        self._prescriber = TextField(theme, "prescriber", _("Prescriber"))
        self._phone = PhoneField(theme, "prescriber_phone", _("Phone of the prescriber"))
        self._no_phone = ChoiceChip(theme, _("Add the number later"))
        self._no_phone.setObjectName("no_phone")
        self._no_phone.setAccessibleName(_("Add the number later: the phone of the prescriber"))
        self._pump_phone = PhoneField(theme, "pump_phone", _("Phone of the pump clinic"))

    def _build_rest(self, questions: Form, settings: Settings) -> None:
        theme = self._theme
        self._address = TextField(theme, "address", _("Address, for the ambulance"))
        self._allergy = SegmentField(
            "allergies",
            _("Allergies"),
            [
                ("none", _("None known")),
                ("some", _("Yes, these")),
                ("unknown", _("I do not know")),
            ],
        )
        self._allergies = TextField(theme, "allergies", _("Allergies, with commas between"))
        self._you = TextField(theme, "recorder", _("Your name and who you are to them"))
        self._you.edit.setPlaceholderText(_("for example: Ana (daughter)"))
        self._you.edit.setText(settings.recorder or "")
        self._usual_choice = SegmentField(
            "usual", _("What is usual for them"), [("now", _("Type it now")), ("later", _("Later"))]
        )
        self._usual_choice.set_value("later")
        self._plan = SegmentField(
            "plan", _("The written plan"), [("now", _("Type it now")), ("later", _("Later"))]
        )
        self._plan.set_value("later")
        self._usual = UsualValuesField(theme, questions, settings.temperature_unit)

    def _lay_out(self) -> None:
        theme, space = self._theme, self._theme.space
        lines = QVBoxLayout(self)
        lines.setContentsMargins(space("xl"), space("m"), space("xl"), space("m"))
        lines.setSpacing(space("s"))
        self._split: list[QBoxLayout] = []
        self._rings: list[tuple[StepNumber, list[QWidget]]] = []
        self._route_part = titled(theme, self._route)
        rows: list[tuple[int | None, list[tuple[QWidget, int]]]] = [
            (1, [(self._name, 1), (self.birth, 1)]),
            (2, [(titled(theme, self._drug), 0), (self._route_part, 1)]),
            (3, [(self._prescriber, 1), (self._phone, 1), (_lowered(theme, self._no_phone), 0)]),
            (None, [(self._pump_phone, 1)]),
            (4, [(self._address, 1), (titled(theme, self._allergy), 0)]),
            (None, [(self._allergies, 1)]),
            (
                5,
                [(self._you, 1), (self._now_or_later(), 0)],
            ),
            (None, [(self._usual, 1)]),
        ]
        for number, parts in rows:
            if number is not None and number > 1:
                lines.addWidget(_rule(theme))
            row = QHBoxLayout()
            row.setSpacing(space("m"))
            if number is None:
                row.addSpacing(ring_px(theme) + space("m"))  # no gap follows a space
            else:
                ring = StepNumber(theme, number)
                self._rings.append((ring, [part for part, _stretch in parts]))
                row.addWidget(ring, 0, Qt.AlignmentFlag.AlignTop)
            inner = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            inner.setSpacing(space("l"))
            self._split.append(inner)
            for part, stretch in parts:
                inner.addWidget(part, stretch, Qt.AlignmentFlag.AlignTop)
            row.addLayout(inner, 1)
            lines.addLayout(row)

    def _now_or_later(self) -> QWidget:
        """Return the two choices that can wait; they stay beside each other while they can."""
        made = QWidget()
        row = FlowLayout(made, gap=self._theme.space("l"))
        for choice in (self._plan, self._usual_choice):
            choice.setMinimumWidth(choice.sizeHint().width())
            row.addWidget(titled(self._theme, choice))
        return made

    def _connect(self) -> None:
        parts = (self._name, self._prescriber, self._phone, self._pump_phone, self._you)
        for part in (*parts, self._allergies):
            part.changed.connect(self.changed)
        self.birth.changed.connect(self.changed)
        self._usual.changed.connect(self.changed)
        for choice in (self._drug, self._route, self._allergy, self._usual_choice):
            choice.chosen.connect(self._show_rows)
        self._allergy.chosen.connect(self._on_allergy)
        self._no_phone.toggled.connect(self._show_rows)

        self.changed.connect(self._show_done)
        self._address.changed.connect(self._show_done)
        self._show_done()

    # Answers

    def _show_done(self) -> None:
        """Fill the number of each row of which nothing is missing."""
        missing = [where for _words, where in self._needed()]
        if not self._address.text():
            missing.append(self._address)
        if self._allergy.value() is None:
            missing.append(self._allergy)
        for ring, parts in self._rings:
            lacks = any(p is where or p.isAncestorOf(where) for p in parts for where in missing)
            ring.show_done(not lacks)

    def _show_rows(self, _value: object = None) -> None:
        """Show only what the answers so far make askable."""
        self._route_part.setVisible(self._drug.value() != Drug.CLONAZEPAM)
        self._phone.setEnabled(not self._no_phone.isChecked())
        self._pump_phone.setVisible(self._has_pump())
        self._allergies.setVisible(self._allergy.value() == "some")
        self._usual.setVisible(self._usual_choice.value() == "now")
        self.changed.emit()

    def _on_allergy(self, value: str) -> None:
        if value == "some":  # the field that comes may be out of sight
            self._allergies.edit.setFocus(Qt.FocusReason.OtherFocusReason)

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
            (self.birth.value() is None, self._birth_words(), self.birth.first_wrong()),
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
            (
                self._allergy.value() == "some" and not self._allergies_told(),
                _("the allergies"),
                self._allergies.edit,
            ),
            (not self._you.text(), _("your name"), self._you.edit),
            (
                usual is not None,
                _("a usual value that can be right"),
                usual.edit if usual else self._usual,
            ),
        ]
        return [(words, where) for missing, words, where in checks if missing]

    def _birth_words(self) -> str:
        wrong = not self.birth.is_blank() and bool(self.birth.problem())
        return _("a date of birth that can be right") if wrong else _("the date of birth")

    def _allergies_told(self) -> tuple[str, ...] | None:
        """Return the list, () for "none known", None when nobody knows or nobody said."""
        if self._allergy.value() == "none":
            return ()
        told = tuple(part.strip() for part in self._allergies.text().split(",") if part.strip())
        return told if self._allergy.value() == "some" and told else None


def _lowered(theme: Theme, part: QWidget) -> QWidget:
    """Return a part that stands level with the fields beside it, under their captions."""
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(theme.space("xs"))
    lines.addWidget(label(" ", "strong"))
    lines.addWidget(part)
    return made


def _rule(theme: Theme) -> QFrame:
    made = QFrame()
    tag(made, rule="line")
    made.setFixedHeight(1)
    return made
