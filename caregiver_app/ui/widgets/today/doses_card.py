# SPDX-License-Identifier: MIT
"""The doses of Today: what is due with "Given now", what was kept down, what nobody wrote down."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.dosing.dose_entry import PlannedDose
from caregiver_app.domain.dosing.supply import SupplyEnd
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Route
from caregiver_app.services.dosing.dose_entries import DosesOffered
from caregiver_app.services.looking_back.views import DoseLine, PersonLine, TodayView
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import card, emptied, headed_card
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.today.day_doses import DayDoses
from caregiver_app.ui.widgets.today.today_words import unwritten_words
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words


class DosesCard(QFrame):
    """The last dose kept down of each drug, and the planned ones that can be written down.

    `given_pressed` brings the planned dose that was given at this moment, `other_pressed` the one
    that something else is to be written about. `written_pressed` asks for what is written down.
    """

    given_pressed = Signal(object)
    other_pressed = Signal(object)
    written_pressed = Signal()

    def __init__(self, theme: Theme, *, takes_doses: bool = True) -> None:
        super().__init__()
        self._takes_doses = takes_doses
        self._theme = theme
        self._pressed: dict[QPushButton, PlannedDose] = {}
        self._folded: list[QWidget] = []
        self._whose, self._is_open = "", False
        column = headed_card(self, theme, _("Doses"))
        # What is due first, two of two medicines too: on a small screen the rest is scrolled to.
        self._first = _rows(theme)
        column.addLayout(self._first)
        self._day = DayDoses(theme)
        self._day.dose_pressed.connect(self.other_pressed)
        self._day.written_pressed.connect(self.written_pressed)
        column.addWidget(self._day)
        self._body = _rows(theme)
        column.addLayout(self._body)
        column.addStretch(1)

    @property
    def has_planned(self) -> bool:
        """Say whether a planned dose can be written down here."""
        return bool(self._pressed)

    def show_doses(self, view: TodayView, person: PersonLine, offers: DosesOffered) -> None:
        """Show what is known and what is due; what is not recorded is named."""
        self._day.show_day(offers.today, offers.now)
        first, body = emptied(self._first), emptied(self._body)
        self._pressed, self._folded = {}, []
        if person.route is Route.ITB and not view.kept and not offers.planned:
            body.addWidget(label(_("The pump gives the medicine. No dose by mouth is planned.")))
            return
        if view.at_home is not None:
            first.addWidget(label(dates.two_clocks(view.now, view.at_home), "strong"))
        for place, dose in enumerate(_next(offers)):
            first.addWidget(self._planned(dose, offers, first=place == 0))
        if not _next(offers):
            first.addWidget(self._none(view))
        first.addWidget(self._kept(view))
        if person.person_id != self._whose:
            self._whose, self._is_open = person.person_id, False
        self._show_unwritten(body, offers)
        if view.supply is not None:
            supply = label(supply_words(view.supply), "small", "muted")
            supply.setObjectName("doses.supply")
            body.addWidget(supply)

    def _show_unwritten(self, body: QVBoxLayout, offers: DosesOffered) -> None:
        """Show what nobody wrote down: one dose as it is, several in one line that opens."""
        several = offers.unwritten.n > 1
        if several:
            body.addWidget(self._unwritten(offers))
        for dose in offers.overdue:
            row = self._open(dose, offers.now)
            body.addWidget(row)
            if several:
                row.setVisible(self._is_open)
                self._folded.append(row)

    def _kept(self, view: TodayView) -> QWidget:
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(label(_("Last kept down"), "small", "muted"))
        for kept in view.kept:
            at = dates.day_and_time(kept.at, view.now)
            age = f"{at}, {dates.ago(dates.between(kept.at, view.now))}"
            lines.addWidget(label(dose_words(kept), "strong" if len(view.kept) > 1 else "value"))
            # A clock was wrong: nobody knows how long ago that was.
            lines.addWidget(label(at if view.doses_to is not None else age))
        if not view.kept:
            lines.addWidget(label(_("not recorded"), "value"))
        if view.doses_to is not None:
            words = _("Doses are dated later than now, up to {time}. Check the clock.")
            to = dates.day_and_time(view.doses_to, view.now)
            lines.addWidget(label(words.format(time=to), "strong"))
        return holder

    def _unwritten(self, offers: DosesOffered) -> QWidget:
        """Return one line for all that nobody wrote down, with what opens the newest of them."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space("s"))
        counted = offers.unwritten
        words = unwritten_words(counted.n, counted.since, offers.now)
        row.addWidget(label(words, "body"), 1)
        if offers.overdue:
            button = QPushButton(_("Write them down"))
            button.setObjectName("doses.unwritten")
            button.setCheckable(True)
            button.setChecked(self._is_open)
            button.setAccessibleName(f"{button.text()}: {words}")
            tag(button, button="normal")
            button.clicked.connect(self._on_all)
            row.addWidget(button)
        return holder

    def _on_all(self) -> None:
        self._is_open = not self._is_open
        for row in self._folded:
            row.setVisible(self._is_open)

    def _open(self, dose: PlannedDose, now: Moment) -> QWidget:
        """Return a planned dose of before that nobody wrote anything down about."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.space("s"))
        at = dates.day_and_time(dose.due, now)
        row.addWidget(
            label(_("{time}, {dose}: not written down.").format(time=at, dose=dose_words(dose))), 1
        )
        button = self._button(_("Write it down"), "normal", "doses.open", dose)
        button.clicked.connect(self._on_other)
        row.addWidget(button)
        return holder

    def _planned(self, dose: PlannedDose, offers: DosesOffered, *, first: bool) -> QWidget:
        frame, column = card(self._theme, "inset")
        away = dates.between(offers.now, dose.due)
        when = dates.ahead(away) if away.total_seconds() > 0 else dates.ago(away)
        at = dates.day_and_time(dose.due, offers.now)
        word = _("Due") if dose.is_near(offers.now) else _("Next planned dose")
        column.addWidget(label(f"{word}: {at}, {when}", "small", "muted"))
        column.addWidget(label(dose_words(dose), "value"))
        buttons = FlowLayout(gap=self._theme.space("s"), fill=True)
        kind = "primary" if first and dose.is_near(offers.now) else "normal"
        given = self._button(_("Given now"), kind, f"doses.given.{dose.drug}", dose)
        given.clicked.connect(self._on_given)
        other = self._button(_("Late, missed or other"), "normal", f"doses.other.{dose.drug}", dose)
        other.clicked.connect(self._on_other)
        if not self._takes_doses:
            given.hide()
            other.hide()
        buttons.addWidget(given)
        buttons.addWidget(other)
        column.addLayout(buttons)
        return frame

    def _none(self, view: TodayView) -> QWidget:
        frame, column = card(self._theme, "inset")
        text = _("not in the plan") if view.has_plan else _("no written plan yet")
        if view.doses_to is not None:
            text = _("not known")
        elif view.next_dose is not None:  # too far off to be given, as on a day that the plan skips
            dose = view.next_dose
            text = f"{dates.day_and_time(dose.at, view.now)}, {dates.amount(dose.mg, 'mg')}"
        column.addWidget(label(_("Next planned dose"), "small", "muted"))
        column.addWidget(label(text, "strong"))
        return frame

    def _button(self, words: str, kind: str, name: str, dose: PlannedDose) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAccessibleName(
            _("{what}: {dose}, the {time} dose").format(
                what=words, dose=dose_words(dose), time=dates.clock_time(dose.due)
            )
        )
        tag(button, button=kind)
        self._pressed[button] = dose
        return button

    def _on_given(self) -> None:
        dose = self._dose_of_sender()
        if dose is not None:
            self.given_pressed.emit(dose)

    def _on_other(self) -> None:
        dose = self._dose_of_sender()
        if dose is not None:
            self.other_pressed.emit(dose)

    def _dose_of_sender(self) -> PlannedDose | None:
        pressed = self.sender()
        return self._pressed.get(pressed) if isinstance(pressed, QPushButton) else None


def _rows(theme: Theme) -> QVBoxLayout:
    rows = QVBoxLayout()
    rows.setSpacing(theme.space("s"))
    return rows


def _next(offers: DosesOffered) -> Sequence[PlannedDose]:
    """Return the doses due now, else the next one that nobody has written down."""
    if offers.due:
        return offers.due
    ahead = [dose for dose in offers.planned if dose.is_open and dose.due > offers.now]
    return ahead[:1]


def dose_words(dose: DoseLine | PlannedDose) -> str:
    """Return "15 mg baclofen", "8 mg (8 mL) baclofen", or that the amount is not recorded."""
    drug = drug_words(dose.drug)
    if dose.mg is not None:
        return f"{dates.dose_amount(dose.mg, dose.ml)} {drug}"
    if dose.ml is None:
        return f"{drug}, {dates.amount(None, '')}"
    said = _("{ml} {drug} (strength not recorded)")
    return said.format(ml=dates.amount(dose.ml, "mL"), drug=drug)


def supply_words(supply: SupplyEnd) -> str:
    """Return how long the medicine lasts when the plan is followed, and what was counted when."""
    counted = dates.short_day(supply.counted_on)
    if supply.in_ml:
        left = _("{amount} counted {day}.").format(
            amount=dates.amount(supply.units_left, "mL"), day=counted
        )
    else:
        left = _("{n} tablets counted {day}.").format(
            n=dates.amount(supply.units_left, "").strip(), day=counted
        )
    if supply.until is None:
        told = _("Medicine left: lasts as far as the plan is written.")
    elif supply.until < supply.counted_on:
        told = _("Medicine left: less than one day by the plan.")
    else:
        told = _("Medicine left: lasts to about {day} by the plan.").format(
            day=dates.short_date(supply.until)
        )
    guess = _("Each dose is taken for one tablet.") if supply.counts_doses else ""
    older = _("The strength was changed since. Count again.") if supply.is_of_older else ""
    return " ".join(part for part in (told, left, guess, older) if part)
