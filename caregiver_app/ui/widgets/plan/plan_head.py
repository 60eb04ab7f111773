# SPDX-License-Identifier: MIT
"""The upper part of a plan that is typed: which medicine, who wrote it when, and the times."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute, Received
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.profile_fields import (
    PhoneField,
    SegmentField,
    TextField,
    titled,
)
from caregiver_app.ui.widgets.plan.plan_begun import PlanOf
from caregiver_app.ui.widgets.plan.plan_typed import TypedPlan, Unread, times_of
from caregiver_app.ui.words.person_words import drug_words


class PlanHead(QWidget):
    """`changed` says that something was typed, `left` which field was left, `chosen` a choice.

    `times_left`: somebody is done with the times of the doses.
    """

    changed = Signal()
    left = Signal(str)
    chosen = Signal()
    times_left = Signal()

    def __init__(self, theme: Theme, typed: TypedPlan) -> None:
        super().__init__()
        drugs = [(drug.value, drug_words(drug)) for drug in Drug]
        self._drug = SegmentField("plan.drug", _("Medicine"), drugs)
        routes = [(PlanRoute.ORAL.value, _("by mouth")), (PlanRoute.ITB.value, _("pump"))]
        self._route = SegmentField("plan.route", _("How it is taken"), routes)
        self._prescriber = TextField(theme, "plan.prescriber", _("Who wrote the plan"))
        self._phone = PhoneField(theme, "plan.phone", _("Their phone"))
        self._written = TextField(theme, "plan.written_on", _("Written or said on"))
        self._review = TextField(theme, "plan.review_on", _("Next look at the plan"))
        for field in (self._written, self._review):
            field.edit.setPlaceholderText(_("like 18 May 2026"))
        received = [
            (Received.PAPER.value, _("paper")),
            (Received.PORTAL.value, _("portal")),
            (Received.PHONE.value, _("phone")),
        ]
        self._received = SegmentField("plan.received", _("How you got it"), received)
        self._start = TextField(theme, "plan.start", _("All of a day, before the first step"))
        self._times = TextField(theme, "plan.times", _("Times of the doses"))
        self._times.edit.setPlaceholderText(_("like 6 AM, 2 PM, 10 PM"))
        words = _(
            "What you typed was for another choice. It comes back when you choose that again."
        )
        self._moved = label(words, "strong")
        self._moved.setObjectName("plan.moved")
        self._moved.hide()
        for field in self._texts():
            field.put_note_below()
        self._drug.set_value(typed.drug.value if typed.drug else None)
        self._route.set_value(typed.route.value if typed.route else None)
        self.fill(typed)

    def lay_out(self, theme: Theme, way: QBoxLayout.Direction) -> None:
        """Lay the fields in rows, or under each other."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("m"))
        for parts in (
            (titled(theme, self._drug), titled(theme, self._route)),
            (self._prescriber, self._phone),
            (self._written, titled(theme, self._received), self._review),
            (self._start, self._times),
        ):
            row = QBoxLayout(way)
            row.setSpacing(theme.space("l"))
            for part in parts:
                row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        column.insertWidget(1, self._moved)

    def show_moved(self, *, moved: bool) -> None:
        """Say whether something that was typed waits for another medicine or way."""
        self._moved.setVisible(moved)

    def go(self) -> None:
        """Tell from now on what is typed and chosen."""
        for field in self._texts():
            field.changed.connect(self.changed)
        self._times.edit.editingFinished.connect(self.times_left)
        for field in self._texts():
            field.edit.editingFinished.connect(self._on_left)
        for choice in (self._drug, self._route, self._received):
            choice.chosen.connect(self._on_chosen)

    def fill(self, typed: TypedPlan) -> None:
        """Show what was typed, but for the medicine and how it is taken."""
        self._received.set_value(typed.received.value if typed.received else None)
        for part, text in (
            (self._prescriber, typed.prescriber),
            (self._phone, typed.phone),
            (self._written, typed.written_on),
            (self._review, typed.review_on),
            (self._start, typed.start),
            (self._times, typed.times),
        ):
            part.edit.setText(text)

    def typed(self) -> TypedPlan:
        """Return what stands here, without any step."""
        received = self._received.value()
        drug, route = self.plan_of()
        return TypedPlan(
            drug=drug,
            route=route,
            start=self._start.text(),
            times=self._times.text(),
            prescriber=self._prescriber.text(),
            phone=self._phone.text(),
            written_on=self._written.text(),
            received=Received(received) if received else None,
            review_on=self._review.text(),
        )

    def plan_of(self) -> PlanOf:
        """Return the medicine and how it is taken, None for what is not chosen yet."""
        drug, route = self._drug.value(), self._route.value()
        if drug == Drug.CLONAZEPAM:
            return Drug(drug), PlanRoute.ORAL
        return Drug(drug) if drug else None, PlanRoute(route) if route else None

    def choice(self, where: str) -> QWidget | None:
        """Return the choice of a problem, when it is one of those without a field to type in."""
        row = {"plan.drug": self._drug, "plan.route": self._route}.get(where)
        return row.first() if row is not None else None

    @property
    def is_pump(self) -> bool:
        """Say whether the plan is about a pump."""
        return self.plan_of()[1] is PlanRoute.ITB

    @property
    def unit(self) -> str:
        """Return the unit of every amount in the plan."""
        return (PlanRoute.ITB if self.is_pump else PlanRoute.ORAL).unit

    def times(self, before: tuple[str, ...]) -> tuple[str, ...]:
        """Return the times of the doses; those from `before` while they cannot be read."""
        if self.is_pump:
            return ()
        try:
            return tuple(f"{wall:%H:%M}" for wall in times_of(self._times.text()))
        except Unread:
            return before

    def show_route(self) -> None:
        """Show the fields of the route; with a pump there are no times of doses."""
        self._times.setVisible(not self.is_pump)
        self._route.setEnabled(self._drug.value() != Drug.CLONAZEPAM)
        self._start.caption.setText(
            _("All {unit} of a day, before the first step").format(unit=self.unit)
        )

    def say(self, said: Mapping[str, str], is_told: Callable[[str], bool]) -> None:
        """Put words beside the fields they are about; a field's own once it `is_told` of."""
        for field in self._texts():
            name = field.edit.objectName()
            if name in said or not is_told(name):
                field.say(said.get(name, ""))
            else:
                field.tell()

    def _texts(self) -> tuple[TextField, ...]:
        told = (self._prescriber, self._phone, self._written, self._review)
        return (*told, self._start, self._times)

    def _on_left(self) -> None:
        field = self.sender()
        if field is not None:
            self.left.emit(field.objectName())

    def _on_chosen(self, _value: object) -> None:
        self.chosen.emit()
