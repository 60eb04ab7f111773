# SPDX-License-Identifier: MIT
"""The card of what is usual for a person: who gave it, and what their check-ins offer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from caregiver_app.domain.form import Form
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.usual_from_record import WorkedOut
from caregiver_app.domain.person import Person, UsualSource, UsualValues
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import card
from caregiver_app.ui.widgets.fields.number_field import NumberField
from caregiver_app.ui.widgets.fields.profile_fields import TextField
from caregiver_app.ui.widgets.people.usual_signs import UsualSigns
from caregiver_app.ui.widgets.people.usual_values import UsualValuesField
from caregiver_app.ui.words.usual_words import (
    changed_usual,
    offer_words,
    source_lines,
    worked_out_by,
)


class UsualCard(QFrame):
    """Seven numbers, six signs, where they are from, and an offer that somebody confirms."""

    changed = Signal()

    def __init__(self, theme: Theme, form: Form, unit: str) -> None:
        super().__init__()
        self._form = form
        self._unit = unit
        self._usual = UsualValues()
        self._offered: Sequence[WorkedOut] = ()
        self._filled: dict[str, WorkedOut] = {}
        tag(self, card="plain")
        self._numbers = UsualValuesField(theme, form, unit)
        self._signs = UsualSigns(theme, form)
        self._by = TextField(theme, "profile.usual_by", _("Who gave these values"))
        self._sources = label("", "body", "muted")
        self._sources.setObjectName("profile.usual.sources")
        self._build_offer(theme)
        column = QVBoxLayout(self)
        side = theme.space("l")
        column.setContentsMargins(side, theme.space("m"), side, side)
        column.setSpacing(theme.space("m"))
        column.addWidget(label(_("What is usual for them"), "heading"))
        words = _("From the prescriber, or from quiet days before the first cut.")
        column.addWidget(label(words, "body", "muted"))
        for part in (self._offer, self._numbers, self._signs, self._sources, self._by):
            column.addWidget(part)
        for changing in (self._numbers, self._signs, self._by):
            changing.changed.connect(self.changed)

    def arrange(self, columns: int) -> None:
        """Lay the numbers in so many columns."""
        self._numbers.arrange(columns)

    def show_person(
        self, person: Person, offered: Sequence[WorkedOut], unit: str, now: Moment
    ) -> None:
        """Show what is written down and who gave it, and what is offered beside it."""
        self._unit, self._usual = unit, person.usual
        self._offered, self._filled = offered, {}
        self._numbers.show_values(person.usual, unit)
        self._signs.show_values(person.usual)
        self._by.edit.setText("")
        self._by.say("")
        lines = source_lines(person, self._form)
        self._sources.setText("\n".join(lines))
        self._sources.setVisible(bool(lines))
        self._offer.setVisible(bool(offered))
        if offered:
            values, origin = offer_words(offered, self._form, unit, now)
            self._values.setText(values)
            self._origin.setText(origin)

    def first_wrong(self) -> NumberField | None:
        """Return the first number that cannot be right."""
        return self._numbers.first_wrong()

    def lacks_a_name(self) -> bool:
        """Say beside its field that nobody is named for values that are new."""
        lacks = bool(self._changed_names()) and not self._by.text()
        if lacks:
            self._by.say(_("Type who gave them."))
        return lacks

    def usual_of(self, person: Person, now: Moment) -> Person:
        """Return the person with what is usual now; the others keep who gave them and when."""
        usual, names = self._values_now(), self._changed_names()
        sources = dict(person.usual_from)
        for name in names:
            sources[name] = UsualSource(by=self._source_of(name, usual), on=now.day)
        known = {n: s for n, s in sources.items() if getattr(usual, n, None) is not None}
        return replace(person, usual=usual, usual_from=known)

    def _build_offer(self, theme: Theme) -> None:
        self._offer, column = card(theme, "inset")
        self._offer.setObjectName("profile.usual.offer")
        self._values = label("", "body")
        self._origin = label("", "body", "muted")
        fill = QPushButton(_("Fill these in"))
        fill.setObjectName("profile.usual.fill")
        tag(fill, button="normal")
        fill.clicked.connect(self._on_fill)
        column.setSpacing(theme.space("s"))
        column.addWidget(label(_("Is this usual for them?"), "strong"))
        column.addWidget(self._values)
        column.addWidget(self._origin)
        asked = _("Look at each one. Nothing is kept until you press Save.")
        column.addWidget(label(asked, "body", "muted"))
        column.addWidget(fill, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_fill(self) -> None:
        """Put what is offered into the fields that are still blank."""
        before = self._values_now()
        values = UsualValues(**{one.field: _typed_as(one) for one in self._offered})
        self._numbers.fill(values, self._unit)
        self._signs.fill(values)
        now = self._values_now()
        self._filled = {
            one.field: one
            for one in self._offered
            if getattr(before, one.field) is None and getattr(now, one.field) is not None
        }
        self._offer.hide()
        self.changed.emit()
        self._by.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _values_now(self) -> UsualValues:
        return self._signs.with_signs(self._numbers.values())

    def _changed_names(self) -> list[str]:
        return changed_usual(self._values_now(), self._usual)

    def _source_of(self, name: str, usual: UsualValues) -> str | None:
        by, filled = self._by.text(), self._filled.get(name)
        if filled is not None and getattr(usual, name) == filled.value:
            return worked_out_by(by, filled.check_ins)
        return by or None


def _typed_as(one: WorkedOut) -> Any:  # noqa: ANN401 - by the type of the field
    return one.value if one.field == "temp_c" else int(one.value)
