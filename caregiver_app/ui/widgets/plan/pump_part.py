# SPDX-License-Identifier: MIT
"""The part of the plan page for a pump: dates, facts, and writing down what the clinic did."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.people.caregivers import Guarded
from caregiver_app.domain.person import ContactRole
from caregiver_app.services.dosing.pump import PumpEventNotSaved
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.tab_order import go_as_it_stands
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.cards import action_button
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.typed import Typed, type_again, typed_in
from caregiver_app.ui.widgets.plan.pump_card import PumpDatesCard, PumpFactsCard
from caregiver_app.ui.widgets.plan.pump_event_form import PumpEventForm
from caregiver_app.ui.widgets.plan.pump_sounds import PumpSoundsCard


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunPumpEvent:
    """What was typed about a pump and is not written down."""

    kind: PumpEventKind
    typed: Typed


BegunPumpEvents = Mapping[str, BegunPumpEvent]
"""By person."""


class PumpPart(QObject):
    """Holds `dates` for the top of the page and `side` for beside it; both hide without a pump.

    `changed` says that something was written down, `alerted` that somebody is to be rung for it
    and `kept` that nobody is, both with the words for it and what takes it back, `page_wanted`
    where a sound is written down, or a date that is not there.
    """

    changed = Signal()
    kept = Signal(str, object)
    alerted = Signal(str, object)
    page_wanted = Signal(str)

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services, self._theme = services, theme
        self._person_id: str | None = None
        self._form: PumpEventForm | None = None
        self._kind = PumpEventKind.REFILL
        self._begun: dict[str, BegunPumpEvent] = {}
        self.dates = PumpDatesCard(theme)
        self.dates.about_wanted.connect(partial(self.page_wanted.emit, "profile"))
        self.side = QWidget()
        self._facts = PumpFactsCard(theme)
        self._buttons = self._build_buttons()
        self._column = QVBoxLayout(self.side)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("m"))
        self._sounds: PumpSoundsCard | None = None
        self._column.addWidget(self._facts)
        self._column.addWidget(self._buttons)

    def show_person(self, person_id: str, *, wanted: bool) -> None:
        """Show somebody's pump, when there is one and it is `wanted` on the page now.

        What was being typed waits for its own person.
        """
        if person_id != self._person_id:
            self._begun = dict(self.begun())
            self._put_form_away()
            self._person_id = person_id
            if person_id in self._begun:
                begun = self._begun.pop(person_id)
                type_again(self._open_form(begun.kind), begun.typed)
        shown = self._services.pump.dates(person_id) if wanted else None
        self.dates.setVisible(shown is not None)
        self.side.setVisible(shown is not None)
        refused = self._services.caregivers.why_not(person_id, Guarded.PLAN)
        self._buttons.setVisible(refused is None and self._form is None)
        if shown is not None:
            self._show_sounds(person_id)
            person = self._services.book.record(person_id).person
            days = int(self._services.rule_set.number("W13", "days"))
            self.dates.show_dates(shown, days, may_fill=refused is None)
            self._facts.show_pump(shown, person.contacts_of(ContactRole.PUMP_CLINIC))

    def _show_sounds(self, person_id: str) -> None:
        """Build what only somebody with a pump needs, the first time."""
        if self._sounds is None:
            self._sounds = PumpSoundsCard(self._services.pump.sounds, self._theme)
            self._sounds.heard.connect(partial(self.page_wanted.emit, "happened"))
            self._column.addWidget(self._sounds)
        heard = self._services.pump.last_heard(person_id)
        self._sounds.show_told(heard, here_and_now(self._services.clock))

    def begun(self) -> BegunPumpEvents:
        """Return by person what was typed and is not written down."""
        if self._person_id is None or self._form is None:
            return self._begun
        now = BegunPumpEvent(kind=self._kind, typed=typed_in(self._form))
        return {**self._begun, self._person_id: now}

    def go_on(self, begun: BegunPumpEvents) -> None:
        """Take over what was typed before; each waits for its person."""
        self._begun = dict(begun)

    def _build_buttons(self) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made, gap=self._theme.space("s"), even=True)
        for kind, words in (
            (PumpEventKind.REFILL, _("Refill done")),
            (PumpEventKind.DOSE_CHANGE, _("Dose changed")),
            (PumpEventKind.MRI, _("MRI done")),
            (PumpEventKind.CHECK, _("Pump checked")),
        ):
            button = action_button(self._theme, words, "normal")
            button.setObjectName(f"pump.{kind.value}")
            button.clicked.connect(self._on_asked)
            flow.addWidget(button)
        return made

    def _on_asked(self) -> None:
        pressed = self.sender()
        if not isinstance(pressed, QAbstractButton):
            return
        self._put_form_away()
        kind = PumpEventKind(pressed.objectName().removeprefix("pump."))
        self._open_form(kind).focus_first()

    def _open_form(self, kind: PumpEventKind) -> PumpEventForm:
        self._kind = kind
        shown = self._services.pump.dates(self._person_id) if self._person_id else None
        set_to = shown.set_to if shown is not None else None
        self._form = PumpEventForm(self._theme, self._services.clock, kind, set_to)
        line = self._services.overview.person_line(self._person_id or "")
        self._form.show_person(line.name, line.colour)
        self._form.saved.connect(self._on_saved)
        self._form.left.connect(self._put_form_away)
        self._column.insertWidget(0, self._form)
        self._buttons.hide()
        go_as_it_stands(self.side)
        return self._form

    def _on_saved(self, event: PumpEvent) -> None:
        if self._form is None or self._person_id is None:
            return
        by, alerts = self._services.settings.current().recorder, self._services.alerts
        before = alerts.follow_up(self._person_id)
        try:
            logged = self._services.pump.add(self._person_id, event, by)
        except PumpEventNotSaved as trouble:
            self._form.say(_("NOT SAVED. {cause}").format(cause=trouble))
            return
        self._put_form_away()
        self.show_person(self._person_id, wanted=True)
        self.changed.emit()
        after = alerts.follow_up(self._person_id)
        name = self._services.overview.person_line(self._person_id).name
        words = _("Written down for {name}.").format(name=name)
        undo = partial(self._services.pump.undo, self._person_id, logged)
        if after is not None and (before is None or after.check_in_id != before.check_in_id):
            self.alerted.emit(words, undo)
        else:
            self.kept.emit(words, partial(undo, by))

    def _put_form_away(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        person = self._person_id
        refused = person and self._services.caregivers.why_not(person, Guarded.PLAN)
        self._buttons.setVisible(not refused)
