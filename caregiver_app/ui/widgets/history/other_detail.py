# SPDX-License-Identifier: MIT
"""The detail of a dose, a pump event, what was done, and of one line of the log of changes."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.events import ActionTaken, PumpEvent
from caregiver_app.domain.form import Form
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import TaperPlan
from caregiver_app.domain.spreadsheet_mark import import_of
from caregiver_app.services.looking_back.change_log import Logged
from caregiver_app.services.looking_back.history import Edit
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import emptied, line
from caregiver_app.ui.widgets.history.detail_parts import (
    Line,
    change_sentences,
    detail_head,
    older_words,
    pairs,
    struck,
    verb,
    verbs,
)
from caregiver_app.ui.widgets.history.edit_words import Values, edit_title
from caregiver_app.ui.widgets.history.plan_words import plan_name
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.care_words import care_lines, care_title
from caregiver_app.ui.words.person_words import drug_words
from caregiver_app.ui.words.story_words import (
    changed_values,
    correction_title,
    reason_words,
    title_of,
    tone_words,
)

Small = DoseEvent | PumpEvent | ActionTaken


class OtherDetail(QFrame):
    """Shows what was stored, with its buttons; nothing is worked out.

    `show_pressed` asks for the entry that a line of the log is about.
    """

    correct_pressed = Signal()
    remove_pressed = Signal()
    put_back_pressed = Signal()
    show_pressed = Signal()

    def __init__(self, theme: Theme, *, may_change: bool = True) -> None:
        super().__init__()
        self._may_change = may_change
        self.setObjectName("history.other")
        self._theme = theme
        tag(self, card="plain")
        self._column = QVBoxLayout(self)
        side = theme.space("l")
        self._column.setContentsMargins(side, side - 2, side, side)
        self._column.setSpacing(theme.space("s"))

    def show_nothing(self) -> None:
        """Ask for an entry to be chosen."""
        column = emptied(self._column)
        column.addWidget(label(_("Choose an entry to see it."), "body", "muted"))
        column.addStretch(1)

    def show_fact(
        self, fact: Small, form: Form, log: Sequence[Logged], own: Drug, *, narrow: bool
    ) -> None:
        """Show a dose, a pump event or what was done; `own` is the drug of a dose without one."""
        column = emptied(self._column)
        at = fact.when if isinstance(fact, DoseEvent) else fact.at
        correct = verb(self._theme, _("Correct"), "history.correct", "edit")
        correct.clicked.connect(self.correct_pressed)
        remove = verb(self._theme, _("Remove"), "history.remove", "close")
        remove.clicked.connect(self.remove_pressed)
        older = older_words(log, form)
        lines = [label(title_of(fact), "name")]
        if not isinstance(fact, DoseEvent):
            lines += [struck(words) for words in older.get(_("Time"), ())]
        if at is not None:
            lines.append(label(dates.page_date(at), "body"))
        lines.append(label(_kept_words(fact), "small", "muted"))
        buttons = (correct, remove) if self._may_change else ()
        head = detail_head(None, lines, buttons, self._theme, narrow=narrow)
        column.addWidget(head)
        column.addWidget(line(self._theme))
        told = [
            Line(name=name, words=words, before=older.get(name, ()))
            for name, words in _told(fact, own)
        ]
        column.addWidget(pairs(self._theme, told, 1))
        self._add_changes(log, form, at)
        column.addStretch(1)

    def show_change(self, logged: Logged, form: Form, about: str) -> None:
        """Show one correction or removal: what, who, when, why, and the old value struck."""
        column = emptied(self._column)
        told = logged.told
        title = label(correction_title(told, logged.fact, form), "name")
        by = _("{name}, {date}").format(
            name=told.by or _("nobody named"), date=dates.page_date(told.at)
        )
        column.addWidget(detail_head(None, [title, label(by, "body")], (), self._theme))
        if care_title(told):
            lines = [Line(name=name, words=words) for name, words in care_lines(told)]
            column.addWidget(line(self._theme))
            column.addWidget(pairs(self._theme, lines, 1))
            column.addStretch(1)
            return
        if told.reason:
            words = _("Reason: {reason}").format(reason=reason_words(told))
            column.addWidget(label(words, "body"))
        column.addWidget(line(self._theme))
        values = changed_values(told, logged.fact, form)
        if values:
            lines = [Line(name=n, words=after, before=(before,)) for n, before, after in values]
            column.addWidget(pairs(self._theme, lines, 1))
        column.addWidget(label(_("The entry"), "strong"))
        entry: QLabel = struck(about) if logged.is_removed else label(about)
        column.addWidget(entry)
        if logged.fact is not None:
            self._add_verb(logged)
        column.addStretch(1)

    def show_edit(self, edit: Edit, values: Values) -> None:
        """Show what a newer profile or plan changed, the old values struck through."""
        column = emptied(self._column)
        by = _("{name}, {date}").format(
            name=edit.by or _("nobody named"), date=dates.page_date(edit.at)
        )
        head = [label(edit_title(edit), "name"), label(by, "body")]
        if isinstance(edit.after, TaperPlan):
            head.insert(1, label(plan_name(edit.after), "body"))
        column.addWidget(detail_head(None, head, (), self._theme))
        column.addWidget(line(self._theme))
        for name, before, after in values:
            column.addWidget(label(name, "small", "muted"))
            column.addWidget(struck(before))
            column.addWidget(label(after, "strong"))
        if not values:
            column.addWidget(label(_("Written again as it was."), "body", "muted"))
        kept = _("The one before is kept.")
        column.addWidget(label(kept, "small", "muted"))
        column.addStretch(1)

    def _add_verb(self, logged: Logged) -> None:
        if logged.is_removed:
            if not self._may_change:
                return
            button = verb(self._theme, _("Put it back"), "history.put_back", "undo")
            button.clicked.connect(self.put_back_pressed)
        else:
            button = verb(self._theme, _("Show the entry"), "history.show_entry")
            button.clicked.connect(self.show_pressed)
        self._column.addWidget(verbs(self._theme, (button,)))

    def _add_changes(self, log: Sequence[Logged], form: Form, at: Moment | None) -> None:
        said = change_sentences(log, form, at) if at is not None else []
        if said:
            self._column.addWidget(line(self._theme))
        for title, rest in said:
            self._column.addWidget(label(f"{title} {rest}", "small"))


def _kept_words(fact: Small) -> str:
    by = fact.by if isinstance(fact, ActionTaken) else fact.recorder
    words = _("Recorded by {name}").format(name=by) if by else _("Nobody named as recorder")
    seen = None if isinstance(fact, ActionTaken) else fact.observer
    if not seen:
        return f"{words}."
    return _("{recorded}, seen by {name}.").format(recorded=words, name=seen)


def _told(fact: Small, own: Drug) -> list[tuple[str, str]]:
    if isinstance(fact, DoseEvent):
        return _of_dose(fact, own)
    if isinstance(fact, PumpEvent):
        return _of_pump(fact)
    told = [(_("Who answered"), fact.who or ""), (_("What they said"), fact.note or "")]
    return [(name, words) for name, words in told if words] or [(_("Note"), _("not recorded"))]


def _of_dose(dose: DoseEvent, own: Drug) -> list[tuple[str, str]]:
    amount = dates.amount(dose.ml, "mL") if dose.ml is not None else ""
    mg = dates.amount(dose.mg, "mg") if dose.mg is not None or not amount else ""
    found = [
        (_("Medicine"), drug_words(dose.drug or own)),
        (_("What became of it"), title_of(dose)),
        (_("Amount"), ", ".join(part for part in (mg, amount) if part)),
        (_("Tablets"), dose.tablets or ""),
        (_("Time planned"), _date(dose.scheduled_for)),
        (_("Time given"), _date(dose.at)),
    ]
    if dose.vomited_after_min is not None:
        found.append((_("Vomited after"), dates.amount(dose.vomited_after_min, _("min"))))
    if import_of(dose.id) is not None:
        found.append((_("Written down"), _("from a spreadsheet")))
    found.append((_("Note"), dose.note or ""))
    return [(name, words) for name, words in found if words]


def _of_pump(event: PumpEvent) -> list[tuple[str, str]]:
    found = [(_("Sound"), tone_words(event.tone) if event.tone is not None else "")]
    if event.dose_mcg_per_day is not None:
        found.append((_("Dose a day"), dates.amount(event.dose_mcg_per_day, "mcg")))
    for name, day in (
        (_("Low reservoir"), event.low_reservoir_date),
        (_("Empty"), event.empty_date),
        (_("Next refill"), event.refill_appointment),
    ):
        found.append((name, dates.short_date(day) if day is not None else ""))
    found.append((_("Note"), event.note or ""))
    return [(name, words) for name, words in found if words] or [(_("Note"), _("not recorded"))]


def _date(moment: Moment | None) -> str:
    return dates.date_time(moment) if moment is not None else ""
