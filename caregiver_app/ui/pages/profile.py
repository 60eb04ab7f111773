# SPDX-License-Identifier: MIT
"""What is known about one person, to be changed as it changes; nothing is ever lost of it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from caregiver_app.domain.people.caregivers import Guarded, guard_of
from caregiver_app.domain.people.profile import (
    ProfileGroup,
    ProfileQuestion,
    answer_of,
    is_asked,
    with_answers,
)
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.plain import FieldError
from caregiver_app.domain.pump.pump_dates import told_since
from caregiver_app.services.profile import ProfileNotSaved
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import action_button, page_head, scrolling
from caregiver_app.ui.widgets.fields.profile_fields import (
    BirthField,
    SegmentField,
    TextField,
    arranged,
    titled,
)
from caregiver_app.ui.widgets.fields.typed import type_again, typed_in
from caregiver_app.ui.widgets.people.begun_profile import BegunProfile
from caregiver_app.ui.widgets.people.contact_rows import ContactRows
from caregiver_app.ui.widgets.people.guarded_card import GuardedCards
from caregiver_app.ui.widgets.people.medicine_rows import MedicineRows
from caregiver_app.ui.widgets.people.profile_answer import ProfileAnswer
from caregiver_app.ui.widgets.people.profile_bar import ProfileBar
from caregiver_app.ui.widgets.people.profile_years import YearsAsked
from caregiver_app.ui.widgets.people.usual_card import UsualCard
from caregiver_app.ui.widgets.people.weight_answer import WeightAnswer
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words, route_words
from caregiver_app.ui.words.usual_words import usual_lines

_COLUMN_EM = 26
_WEIGHT = "weight_kg"


class ProfilePage(QWidget):
    """One card for each group of questions; a blank answer stays "not recorded"."""

    page_requested = Signal(str)
    record_changed = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._theme = services, theme
        self._person_id: str | None = None
        self._person: Person | None = None
        self._before: Person | None = None
        self._typing = self._is_warned = False  # the first press of Leave warns
        self._begun: dict[str, BegunProfile] = {}
        self._head, self._about = page_head(theme, _("About them"))
        self._barred: str | None = None
        self._guarded = GuardedCards(theme)
        self._build_first()
        self._answers: list[ProfileAnswer] = []
        self._years = YearsAsked(services.clock)
        self._grids: list[QGridLayout] = []
        words = _("What the clinic did since then is on the Plan page. Change it there.")
        self._elsewhere = label(words, "body", "muted")
        self._elsewhere.setObjectName("profile.pump.elsewhere")
        self._groups = services.profile.questions.groups
        self._cards = {group.id: self._group_card(group) for group in self._groups}
        self._bar = self._build_bar()
        self._build_layout()
        self._connect()

    def action_bar(self) -> QWidget:
        """Return the buttons of this page."""
        return self._bar

    def minimumSizeHint(self) -> QSize:
        """Return next to nothing: the page scrolls."""
        return QSize(0, 0)

    def open_person(self, person_id: str | None) -> None:
        """Show what is known; what is being typed waits for its own person."""
        if person_id is None or (person_id == self._person_id and self._typing):
            return
        self._begun = dict(self.begun())
        self._person_id = person_id
        record = self._services.book.record(person_id)
        self._person = person = record.person
        self._show_first(person_id, person)
        elsewhere = told_since(record)
        self._elsewhere.setVisible(bool(elsewhere))
        self._barred = self._services.caregivers.why_not(person_id, Guarded.LIMITS)
        self._weight.show_record(record)
        for answer in self._answers:
            asked = self._is_offered(answer.question, person)
            answer.setVisible(asked and answer.question.field not in elsewhere)
            answer.show_value(answer_of(person, answer.question.field))
        for group in self._groups:
            offered = [self._is_offered(question, person) for question in group.questions]
            self._cards[group.id].setVisible(any(offered))
        self._show_barred(person)
        self._say("")
        self._typing = self._is_warned = False
        if person_id in self._begun:
            self._type(self._begun.pop(person_id))

    def begun(self) -> Mapping[str, BegunProfile]:
        """Return by person what was typed and is not saved."""
        if self._person_id is None or not self._typing:
            return self._begun
        now = BegunProfile(
            contacts=len(self._contacts),
            medicines=len(self._medicines),
            typed=typed_in(self),
            not_meant=frozenset(self._medicines.settled),
        )
        return {**self._begun, self._person_id: now}

    def go_on(self, begun: Mapping[str, BegunProfile]) -> None:
        """Take over what was typed on a page before this one; each waits for its person."""
        self._begun = dict(begun)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the questions in as many columns as there is room for."""
        super().resizeEvent(event)
        columns = max(1, min(3, self.width() // (_COLUMN_EM * self._theme.px("body"))))
        self._usual.arrange(columns + 1)
        for grid in self._grids:
            arranged(grid, columns)

    # Building

    def _build_first(self) -> None:
        theme = self._theme
        self._name = TextField(theme, "profile.name", _("Name"))
        self._birth = BirthField(theme, here_and_now(self._services.clock).day)
        self._sex = TextField(theme, "profile.sex", _("Sex"))
        self._address = TextField(theme, "profile.address", _("Address, for the ambulance"))
        routes = [(route.value, route_words(route)) for route in Route]
        self._route = SegmentField("profile.route", _("How the medicine is taken"), routes)
        self._contacts = ContactRows(theme)
        self._medicines = MedicineRows(
            theme,
            self._services.profile.questions.medicine_groups,
            self._services.rule_set.drug_like,
        )
        unit = self._services.settings.current().temperature_unit
        self._usual = UsualCard(theme, self._services.check_ins.every_question, unit)

    def _group_card(self, group: ProfileGroup) -> QFrame:
        card, column = self._card(group.title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.space("l"))
        grid.setVerticalSpacing(self._theme.space("m"))
        for place, question in enumerate(group.questions):
            answer = self._answer(question)
            self._answers.append(answer)
            grid.addWidget(answer, place, 0)
        self._grids.append(grid)
        column.addLayout(grid)
        if group.id == "pump":
            column.addWidget(self._elsewhere)
        return card

    def _answer(self, question: ProfileQuestion) -> ProfileAnswer:
        words, clock = self._services.profile.questions.list_words, self._services.clock
        if question.field != _WEIGHT:
            return ProfileAnswer(self._theme, question, words, clock)
        unit = self._services.settings.current().weight_unit
        limits = self._services.check_ins.every_question.question(_WEIGHT).limits
        self._weight = WeightAnswer(self._theme, question, words, clock, unit, limits)
        return self._weight

    def _card(self, title: str) -> tuple[QFrame, QVBoxLayout]:
        card = QFrame()
        tag(card, card="plain")
        column = QVBoxLayout(card)
        side = self._theme.space("l")
        column.setContentsMargins(side, self._theme.space("m"), side, side)
        column.setSpacing(self._theme.space("m"))
        column.addWidget(label(title, "heading"))
        return card, column

    def _build_bar(self) -> ProfileBar:
        bar = ProfileBar(self._theme)
        bar.left.connect(self._on_leave)
        bar.saved.connect(self._on_save)
        bar.undone.connect(self._on_undo)
        return bar

    def _build_layout(self) -> None:
        space = self._theme.space
        content = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(content))
        column = QVBoxLayout(content)
        column.setContentsMargins(space("s"), 0, space("xl"), space("s"))
        column.setSpacing(space("m"))
        column.addWidget(self._head)
        column.addWidget(self._guarded.note)
        for title, parts in (
            (_("Who they are"), (self._who(),)),
            (_("Who to ring"), (self._contacts,)),
            (_("Other medicines"), (self._medicines,)),
        ):
            card, lines = self._card(title)
            for part in parts:
                lines.addWidget(part)
            column.addWidget(card)
        for made in self._cards.values():
            column.addWidget(made)
        column.addWidget(self._guarded.facts)
        column.addWidget(self._usual)
        column.addWidget(self._delete_button(), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _delete_button(self) -> QWidget:
        button = action_button(self._theme, _("Delete this record for good"), "quiet")
        button.setObjectName("profile.delete")
        button.clicked.connect(partial(self.page_requested.emit, "deletion"))
        return button

    def _who(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.space("l"))
        grid.setVerticalSpacing(self._theme.space("m"))
        route = self._route_part = titled(self._theme, self._route)
        for place, part in enumerate((self._name, self._birth, self._address, self._sex, route)):
            grid.addWidget(part, place, 0)
        self._grids.append(grid)
        return made

    def _connect(self) -> None:
        for field in (self._name, self._sex, self._address):
            field.changed.connect(self._on_typed)
        for part in (self._birth, self._contacts, self._medicines, self._usual):
            part.changed.connect(self._on_typed)
        self._route.chosen.connect(self._on_typed)
        for answer in self._answers:
            answer.changed.connect(self._on_typed)

    # Showing and saving

    def _is_offered(self, question: ProfileQuestion, person: Person) -> bool:
        """Say whether a question is asked, and of whoever records now."""
        barred = self._barred is not None and guard_of(question.field) is not None
        return is_asked(question, person) and not barred

    def _show_barred(self, person: Person) -> None:
        """Show what only family changes as facts, to whoever may not change it."""
        barred = self._barred is not None
        for part in (self._birth, self._usual):
            part.setVisible(not barred)
        self._route_part.setVisible(not barred and person.drug is Drug.BACLOFEN)
        asked = [one for one in self._answers if is_asked(one.question, person)]
        guarded = [one for one in asked if guard_of(one.question.field) is not None]
        said = [(one.question.prompt, one.said()) for one in guarded]
        self._guarded.show_facts(self._barred, [*self._first_facts(person), *said])

    def _first_facts(self, person: Person) -> list[tuple[str, str]]:
        born = dates.long_date(person.dob) if person.dob else _("not recorded")
        facts = [
            (_("Date of birth"), born),
            (_("Stepping down from"), drug_words(person.drug)),
            (_("How the medicine is taken"), route_words(person.route)),
        ]
        unit = self._services.settings.current().temperature_unit
        form, now = self._services.check_ins.every_question, here_and_now(self._services.clock)
        usual = usual_lines(person.usual, form, unit, now)
        return [*facts, *((_("Usual: {what}").format(what=name), words) for name, words in usual)]

    def _show_first(self, person_id: str, person: Person) -> None:
        self._about.setText(person.name)
        line = self._services.overview.person_line(person_id)
        self._bar.show_person(line.name, line.colour)
        self._name.edit.setText(person.name)
        self._birth.show_date(person.dob)
        self._sex.edit.setText(person.sex or "")
        self._address.edit.setText(person.address or "")
        self._route.set_value(person.route.value)
        self._contacts.show_contacts(person.contacts)
        self._medicines.show_medicines(person.medicines)
        unit = self._services.settings.current().temperature_unit
        offered = self._services.profile.offered_usual(person_id)
        now = here_and_now(self._services.clock)
        self._usual.show_person(person, offered, unit, now)

    def _type(self, begun: BegunProfile) -> None:
        self._contacts.stand(begun.contacts)
        self._medicines.stand(begun.medicines)
        self._medicines.settled.update(begun.not_meant)
        type_again(self, begun.typed)
        self._typing = True
        self._say(_("What you typed is still here. It is not saved yet."))

    def _on_typed(self) -> None:
        self._typing, self._is_warned = True, False
        self._say("")

    def _on_leave(self) -> None:
        if self._typing and not self._is_warned:  # it stands beside Save
            self._is_warned = True
            self._say(_("What you typed is not saved. Press once more to leave it."))
            return
        self._typing = False
        self.open_person(self._person_id)
        self.page_requested.emit("people")

    def _on_save(self) -> None:
        if self._person_id is None or self._person is None:
            return
        problem = self._problem() or self._years.ask(self._person_id, self._asked())
        if problem:
            self._say(problem)
            return
        before = self._written(self._person_id, self._changed(self._person))
        if before is not None:
            self._bar.offer_undo(_("Saved."))
            self._before = before

    def _on_undo(self) -> None:
        who, before = self._person_id, self._before
        if who and before and self._written(who, before) is not None:
            self._say(_("Taken back. It is as it was before."))

    def _written(self, person_id: str, person: Person) -> Person | None:
        """Write a profile down and return the one before, or None: then it is said why."""
        by = self._services.settings.current().recorder
        try:
            before = self._services.profile.change(person_id, person, by)
        except FieldError as trouble:
            self._say(str(trouble))
            return None
        except ProfileNotSaved as trouble:
            self._say(_("NOT SAVED. {cause}").format(cause=trouble))
            return None
        self._typing = False
        self.open_person(person_id)
        self.record_changed.emit()
        return before

    def _problem(self) -> str:
        """Say every problem beside its field, and return the first."""
        found = []
        if not self._name.text():
            found.append(_("Type their name."))
        if self._birth.value() is None and not self._birth.is_blank():
            found.append(_("This date of birth cannot be right."))
        found.append(self._contacts.say_problem())
        found.append(self._medicines.say_problem())
        wrong = [answer for answer in self._asked() if answer.say_problem()]
        if wrong:
            wrong[0].take_focus()
            found.append(f"{wrong[0].question.prompt}: {wrong[0].problem()}")
        usual = self._usual.first_wrong()
        if usual is not None:
            usual.edit.setFocus()
            found.append(_("A usual value cannot be right."))
        elif self._usual.lacks_a_name():
            found.append(_("Type who gave the usual values."))
        return next((words for words in found if words), "")

    def _asked(self) -> list[ProfileAnswer]:
        return [one for one in self._answers if one.isVisibleTo(self)]

    def _changed(self, person: Person) -> Person:
        answers = {one.question.field: one.value() for one in self._asked() if one.is_changed()}
        person = with_answers(person, answers)
        if self._barred is not None:
            return self._with_open_answers(person)
        person = self._usual.usual_of(person, here_and_now(self._services.clock))
        route = Route(self._route.value() or person.route)
        return self._with_open_answers(replace(person, dob=self._birth.value(), route=route))

    def _with_open_answers(self, person: Person) -> Person:
        """Return the person with what anybody may change."""
        return replace(
            person,
            name=self._name.text(),
            sex=self._sex.text() or None,
            address=self._address.text() or None,
            contacts=self._contacts.contacts(),
            medicines=self._medicines.medicines(),
        )

    def _say(self, words: str) -> None:
        self._bar.say(words)
