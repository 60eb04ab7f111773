# SPDX-License-Identifier: MIT
"""What People shows of the person who is open: who records, whom to ring, what is usual."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.people.caregivers import Guarded
from caregiver_app.system.clock import here_and_now
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.people.caregiver_card import CaregiverCard
from caregiver_app.ui.widgets.people.known_cards import RingCard, UsualFactsCard


class PersonCards(QWidget):
    """Three cards under each other; `recorder_changed` comes from the list of caregivers.

    `page_wanted` asks for the page of a shift, or for the one on which whom to ring and what is
    usual is changed.
    """

    recorder_changed = Signal()
    page_wanted = Signal(str)

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self._caregivers = CaregiverCard(services, theme)
        self._caregivers.recorder_changed.connect(self.recorder_changed)
        self._caregivers.shift_pressed.connect(partial(self.page_wanted.emit, "shift"))
        self._ring = RingCard(theme)
        self._usual = UsualFactsCard(theme, services.check_ins.every_question)
        for known in (self._ring, self._usual):
            known.change_pressed.connect(partial(self.page_wanted.emit, "profile"))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(theme.space("m"))
        for part in (self._caregivers, self._ring, self._usual):
            lines.addWidget(part)

    def show_person(self, person_id: str) -> None:
        """Show all three for a person."""
        person = self._services.book.record(person_id).person
        self._caregivers.show_person(person_id, person.name)
        self._ring.show_contacts(person.contacts)
        unit = self._services.settings.current().temperature_unit
        barred = self._services.caregivers.why_not(person_id, Guarded.USUAL)
        self._usual.show_person(person, unit, here_and_now(self._services.clock), barred)
