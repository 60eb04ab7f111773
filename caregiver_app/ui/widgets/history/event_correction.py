# SPDX-License-Identifier: MIT
"""Correcting a pump event, or a note of what was done: when, what it was, what was said, why."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.events import ActionKind, ActionTaken, PumpEvent, PumpEventKind
from caregiver_app.domain.form import Choice
from caregiver_app.domain.history.corrections import differences
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.doses.dose_parts import captioned
from caregiver_app.ui.widgets.fields.choice_field import ChoiceField
from caregiver_app.ui.widgets.fields.profile_fields import TextField
from caregiver_app.ui.widgets.fields.typed_time import day_of
from caregiver_app.ui.widgets.fields.when_field import WhenField
from caregiver_app.ui.widgets.fields.why_part import WhyPart
from caregiver_app.ui.widgets.plan.plan_typed import number_text
from caregiver_app.ui.widgets.plan.pump_typed import date_problem, typed_amount
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.emergency_log_words import action_words
from caregiver_app.ui.words.story_words import title_of, tone_words

_DAYS = ("low_reservoir_date", "empty_date", "refill_appointment")


class EventCorrection(QFrame):
    """`kept` carries the corrected entry and the reason; `left` says that nothing is changed.

    Asked is what belongs to the kind of the entry, and what is stored in it.
    """

    kept = Signal(object, str)
    left = Signal()

    def __init__(self, theme: Theme, clock: Clock, stored: PumpEvent | ActionTaken) -> None:
        super().__init__()
        self.setObjectName("correction")
        tag(self, card="plain")
        self._theme, self._stored = theme, stored
        self._texts: dict[str, TextField] = {}
        self._choice: ChoiceField | None = None
        self._column = QVBoxLayout(self)
        side = theme.space("l")
        self._column.setContentsMargins(side, theme.space("m"), side, side)
        self._column.setSpacing(theme.space("s"))
        self._column.addWidget(label(_("Correct this entry"), "name"))
        about = f"{title_of(stored)}, {dates.page_date(stored.at)}"
        self._column.addWidget(label(about, "small", "muted"))
        kept = _("The old values are kept and stay to be seen.")
        self._column.addWidget(label(kept, "small", "muted"))
        asked = _("When was it?")
        self._when = WhenField(theme, "correction.at", asked, clock)
        self._when.show_moment(stored.at)
        self._column.addWidget(captioned(theme, asked, self._when))
        if isinstance(stored, PumpEvent):
            self._build_pump(stored)
        else:
            self._build_action(stored)
        self._build_why()

    def focus_first(self) -> None:
        """Put the keyboard on what is asked first."""
        self._when.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_pump(self, stored: PumpEvent) -> None:
        if stored.kind is PumpEventKind.ALARM or stored.tone is not None:
            tones = {tone.value: tone_words(tone) for tone in PumpAlarm}
            self._add_choice("tone", _("What was heard?"), tones, stored.tone)
        if stored.kind is PumpEventKind.DOSE_CHANGE or stored.dose_mcg_per_day is not None:
            dose = stored.dose_mcg_per_day
            shown = number_text(dose) if dose is not None else ""
            self._add_text("dose_mcg_per_day", _("New dose, mcg a day"), shown)
        words = {
            "low_reservoir_date": _("New low-reservoir date"),
            "empty_date": _("New estimated empty date"),
            "refill_appointment": _("Next refill visit"),
        }
        for name in _DAYS:
            day = getattr(stored, name)
            if stored.kind is PumpEventKind.REFILL or day is not None:
                shown = dates.long_date(day) if day is not None else ""
                self._add_text(name, words[name], shown)
        self._add_text("note", _("What they said"), stored.note or "")

    def _build_action(self, stored: ActionTaken) -> None:
        if stored.kind is not ActionKind.CONFIRMED_PLAN:
            plain = replace(stored, who=None)
            kinds = {
                kind.value: action_words(replace(plain, kind=kind))
                for kind in ActionKind
                if kind is not ActionKind.CONFIRMED_PLAN
            }
            self._add_choice("kind", _("What was done?"), kinds, stored.kind)
        self._add_text("who", _("Who was it?"), stored.who or "")
        self._add_text("note", _("What they said"), stored.note or "")

    def _add_choice(
        self, name: str, prompt: str, words: dict[str, str], value: PumpAlarm | ActionKind | None
    ) -> None:
        choices = [Choice(value=key, label=told) for key, told in words.items()]
        field = ChoiceField(self._theme, f"correction.{name}", (prompt, prompt), choices)
        field.set_value(value.value if value is not None else None)
        self._choice = field
        self._column.addWidget(field)

    def _add_text(self, name: str, caption: str, text: str) -> None:
        field = TextField(self._theme, f"correction.{name}", caption)
        field.edit.setText(text)
        self._texts[name] = field
        self._column.addWidget(field)

    def _build_why(self) -> None:
        reasons = (_("typed wrong"), _("pressed by mistake"), _("told later"))
        self.why = WhyPart(self._theme, "correction", reasons)
        self.why.save_pressed.connect(self._on_save)
        self.why.left.connect(self.left)
        self._column.addWidget(self.why)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._on_save)

    def _problem(self) -> str:
        at = self._when.value()
        found = "" if at is not None else self._when.problem() or _("Type when it was.")
        if isinstance(self._stored, ActionTaken) and self._choice is not None:
            found = found or ("" if self._choice.value() else _("Choose what was done."))
        for name, field in self._texts.items():
            words = field.problem()
            if name in _DAYS:
                words = words or date_problem(field.text(), at.day if at is not None else None)
            if name == "dose_mcg_per_day" and typed_amount(field.text()) is None:
                words = _("Type the number of mcg a day.")
            field.say(words)
            found = found or words
        return found

    def _corrected(self) -> PumpEvent | ActionTaken:
        values: dict[str, object] = {"at": self._when.value()}
        for name, field in self._texts.items():
            text = field.text()
            if name in _DAYS:
                values[name] = day_of(text)
            elif name == "dose_mcg_per_day":
                values[name] = typed_amount(text)
            else:
                values[name] = text or None
        chosen = self._choice.value() if self._choice is not None else None
        if isinstance(self._stored, PumpEvent):
            if self._choice is not None:
                values["tone"] = PumpAlarm(chosen) if chosen else None
        elif chosen:
            values["kind"] = ActionKind(chosen)
        return replace(self._stored, **values)  # type: ignore[arg-type]  # by their names

    def _on_save(self) -> None:
        problem = self._problem()
        if problem:
            self.why.tell(problem)
            return
        corrected = self._corrected()
        if not differences(self._stored, corrected):
            self.why.tell(_("Nothing is changed yet. Change what was wrong first."))
        elif not self.why.reason():
            self.why.ask_for_it()
        else:
            self.kept.emit(corrected, self.why.reason())
