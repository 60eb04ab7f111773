# SPDX-License-Identifier: MIT
"""The pump beside its plan: its dates on a line, its facts, and what was done to it."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from caregiver_app.domain.events import PumpEvent
from caregiver_app.domain.person import Contact
from caregiver_app.domain.pump.pump_dates import (
    PumpDates,
    PumpDay,
    RefillAhead,
    RefillProblem,
    refill_ahead,
)
from caregiver_app.system.words import _, left_to_right, ngettext
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import action_button, emptied
from caregiver_app.ui.widgets.plan.pump_event_form import kind_words
from caregiver_app.ui.widgets.plan.pump_strip import PumpStrip, day_words
from caregiver_app.ui.words import dates

_NEWEST = 4


class PumpDatesCard(QFrame):
    """The strip with what comes next in words, and the dates that nobody wrote down.

    `about_wanted` asks for the page on which they are written down.
    """

    about_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pump.dates")
        tag(self, card="plain")
        column = QVBoxLayout(self)
        side = theme.space("l")
        column.setContentsMargins(side, theme.space("m"), side, theme.space("m"))
        column.setSpacing(theme.space("s"))
        head = QHBoxLayout()
        head.addWidget(label(_("Pump dates"), "heading"))
        self._next = label("", "strong")
        self._next.setObjectName("pump.next")
        self._next.setAlignment(Qt.AlignmentFlag.AlignRight)
        head.addWidget(self._next, 1)
        column.addLayout(head)
        self._strip = PumpStrip(theme)
        column.addWidget(self._strip)
        self._ahead = label("", "strong")
        self._ahead.setObjectName("pump.ahead")
        column.addWidget(self._ahead)
        self._missing = label("", "body", "muted")
        self._fill = action_button(theme, _("Fill in About them"), "normal")
        self._fill.setObjectName("pump.fill_in")
        self._fill.clicked.connect(self.about_wanted)
        column.addWidget(self._missing)
        column.addWidget(self._fill, 0, Qt.AlignmentFlag.AlignLeft)

    def show_dates(self, shown: PumpDates, within_days: int, *, may_fill: bool) -> None:
        """Show the dates in force, and so many days before the low-reservoir date what to ask.

        Whoever `may_fill` in what nobody wrote down yet is led there.
        """
        self._next.setText(next_words(shown))
        ahead = refill_ahead(shown, within_days)
        self._ahead.setText(ahead_words(ahead) if ahead is not None else "")
        self._ahead.setVisible(bool(self._ahead.text()))
        self._strip.show_dates(shown)
        words = ", ".join(day_words(kind) for kind in shown.missing)
        self._missing.setText(_("Not written down: {what}.").format(what=words))
        self._missing.setVisible(bool(shown.missing))
        self._fill.setVisible(bool(shown.missing) and may_fill)


class PumpFactsCard(QFrame):
    """Model, medicine, setting, replacement, MRI, whom to ring; then the newest events."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pump.facts")
        self._theme = theme
        tag(self, card="plain")
        column = QVBoxLayout(self)
        side = theme.space("l")
        column.setContentsMargins(side, theme.space("m"), side, theme.space("m"))
        column.setSpacing(theme.space("s"))
        column.addWidget(label(_("Pump"), "heading"))
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(theme.space("m"))
        self._facts.setVerticalSpacing(theme.space("xs"))
        self._facts.setColumnStretch(1, 1)
        column.addLayout(self._facts)
        self._events = QVBoxLayout()
        self._events.setSpacing(theme.space("xs"))
        column.addLayout(self._events)
        self._shown: list[QWidget] = []

    def show_pump(self, shown: PumpDates, clinics: Sequence[Contact]) -> None:
        """Show what is known; what nobody wrote down says so."""
        for part in self._shown:
            part.hide()
            part.deleteLater()
        self._shown = []
        for row, (name, words) in enumerate(_facts(shown, clinics)):
            for column, part in enumerate((label(name, "body", "muted"), _value(words))):
                part.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self._facts.addWidget(part, row, column)
                self._shown.append(part)
        lines = emptied(self._events)
        if shown.events:
            lines.addWidget(label(_("Last written down"), "strong"))
        for event in shown.events[:_NEWEST]:
            lines.addWidget(label(event_words(event), "small"))


def next_words(shown: PumpDates) -> str:
    """Return which of the dates ahead comes first and in how many days; a passed one is said."""
    low = shown.day(PumpDay.LOW_RESERVOIR)
    if low is not None and low < shown.today:
        return _("The low-reservoir date has passed")
    kinds = (PumpDay.APPOINTMENT, PumpDay.LOW_RESERVOIR, PumpDay.EMPTY)
    ahead = [(kind, day) for kind, day in shown.days if kind in kinds and day >= shown.today]
    if not ahead:
        return ""
    kind, day = ahead[0]
    days = (day - shown.today).days
    if not days:
        return _("{what}: today").format(what=day_words(kind))
    when = ngettext("in {n} day", "in {n} days", days).format(n=days)
    return f"{day_words(kind)} {when}"


def ahead_words(ahead: RefillAhead) -> str:
    """Return what to ask the clinic before the low-reservoir date, or a blank."""
    said = []
    if ahead.problem is not None:
        told = {
            RefillProblem.NO_VISIT: _("No refill visit is written down. Call the pump clinic."),
            RefillProblem.VISIT_TOO_LATE: _(
                "The refill visit is after the low-reservoir date. Call the pump clinic."
            ),
        }
        said.append(told[ahead.problem])
    if ahead.is_weekend:
        words = _("The low-reservoir date, {day}, is on a weekend. The clinic may be closed.")
        said.append(words.format(day=dates.short_date(ahead.on)))
    if said:
        said.append(_("Ask for an earlier visit before a storm or a trip."))
    return " ".join(said)


def event_words(event: PumpEvent) -> str:
    """Return one event: when, what, what it brought, and what they said."""
    parts = [f"{dates.date_time(event.at)}: {kind_words(event.kind)}"]
    if event.dose_mcg_per_day is not None:
        parts.append(dates.amount(event.dose_mcg_per_day, "mcg"))
    words = ", ".join(parts) + "."
    return f"{words} {event.note}" if event.note else words


def _facts(shown: PumpDates, clinics: Sequence[Contact]) -> list[tuple[str, str]]:
    pump = shown.pump
    model = " ".join(part for part in (pump.maker, pump.model) if part)
    if pump.reservoir_ml is not None:
        model = ", ".join(filter(None, [model, dates.amount(pump.reservoir_ml, "mL")]))
    unknown = _("not recorded")
    strength, set_to = pump.concentration_mcg_per_ml, shown.set_to
    replace_by = shown.day(PumpDay.REPLACE_BY)
    found = [
        (_("Model"), model or unknown),
        (_("Medicine"), dates.amount(strength, "mcg/mL") if strength is not None else unknown),
        (_("Set to"), dates.amount(set_to, _("mcg a day")) if set_to is not None else unknown),
        *_told_otherwise(shown),
        (_("Replace by"), dates.long_date(replace_by) if replace_by is not None else unknown),
        (_("Last MRI"), _mri_words(shown)),
    ]
    phones = [contact for contact in clinics if contact.phone]
    names = [
        (contact.name or _("Pump clinic"), left_to_right(str(contact.phone))) for contact in phones
    ]
    return [*found, *(names or [(_("Pump clinic"), unknown)])]


def _told_otherwise(shown: PumpDates) -> Iterator[tuple[str, str]]:
    if shown.told_otherwise is not None:
        day, amount = shown.told_otherwise
        when = dates.short_date(day) if day is not None else _("day not recorded")
        told = _("{amount}, {day}. Ask the pump clinic.")
        words = told.format(amount=dates.amount(amount, _("mcg a day")), day=when)
        yield _("Noted earlier"), words


def _mri_words(shown: PumpDates) -> str:
    told, scan = shown.mri_told, shown.last_mri
    if told is not None and (scan is None or scan.at < told):
        day = dates.short_date(told.day)
        return _("told {day}, pump not checked after it").format(day=day)
    if scan is None:
        return _("none written down")
    day = dates.short_date(scan.at.day)
    checked = _("pump checked after it") if shown.is_mri_checked else _("pump not checked after it")
    return f"{day}, {checked}"


def _value(words: str) -> QLabel:
    return label(words, "strong")
