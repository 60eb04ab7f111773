# SPDX-License-Identifier: MIT
"""One event: its stopwatch while it runs, and what can be told of it afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import CheckIn, Seizure
from caregiver_app.domain.form import Choice, Form, Question
from caregiver_app.domain.happened import (
    END_UNKNOWN,
    TIMED,
    Happening,
    is_running,
    kind_of,
    seconds_of,
)
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import from_plain, to_plain
from caregiver_app.system.words import _
from caregiver_app.ui.look.icons import button_icon
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import action_button
from caregiver_app.ui.widgets.fields.choice_field import ChoiceField
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.full_text import text_edit
from caregiver_app.ui.words import dates

_ASKED: Mapping[Happening, tuple[str, ...]] = {
    Happening.SEIZURE: ("alertness", "breathing"),
    Happening.SPASMS: ("stiff_sudden", "alertness", "breathing"),
    Happening.FALL: ("fall", "alertness"),
    Happening.PUMP_SOUND: ("pump_alarm", "alertness"),
    Happening.OTHER: ("alertness", "breathing", "worried"),
}
"""The questions of the check-in that are asked about each, the most telling one first."""

_IN_ROW = 2
_PROMPT_EM = 12
_OF_SEIZURE = ("kind", "recovered", "injury", "different")


class EventCard(QFrame):
    """Shows one event as it is kept; every signal carries its id.

    `told` brings the fields that were just answered, `again` asks to keep it once more, `another`
    says that one more of its kind began while it runs.
    """

    stopped = Signal(str)
    unseen = Signal(str)
    told = Signal(str, object)
    undone = Signal(str)
    again = Signal(str)
    another = Signal(str)

    def __init__(
        self,
        theme: Theme,
        form: Form,
        event: CheckIn,
        long: timedelta,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form = form
        self._long = long
        self._event = event
        self._kind = kind_of(event) or Happening.OTHER
        self._fields: dict[str, ChoiceField] = {}
        self.setObjectName(f"event.{self._kind.name.lower()}")
        tag(self, card="plain")
        column = QVBoxLayout(self)
        edge = theme.space("l")
        column.setContentsMargins(edge, edge - 4, edge, edge)
        column.setSpacing(theme.space("s"))
        column.addLayout(self._build_head())
        column.addWidget(self._build_trouble())
        column.addWidget(self._build_watch())
        self._length = label("", "lead")
        self._length.setObjectName("event.length")
        column.addWidget(self._length)
        for field in self._build_questions():
            column.addWidget(field)
        column.addWidget(self._build_note())
        self.show_event(event)

    @property
    def kept(self) -> CheckIn:
        """Return the event as it is shown."""
        return self._event

    @property
    def first_part(self) -> QWidget:
        """Return what is to be in sight after the tap: the stopwatch while it runs."""
        return self._watch if self.is_running else self

    def ask_for_stop(self) -> None:
        """Put the keyboard on the second tap, and offer the one for another of the kind."""
        self._other.show()
        self._stop.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_running(self) -> bool:
        """Say whether its stopwatch counts."""
        return is_running(self._event)

    def show_event(self, event: CheckIn) -> None:
        """Show the event as it was kept."""
        self._event = event
        words = _("began at {time}") if self._kind in TIMED else _("at {time}")
        self._began.setText(words.format(time=dates.clock_time(event.at)))
        self._watch.setVisible(is_running(event))
        self._length.setText(self._length_words())
        self._length.setVisible(bool(self._length.text()))
        for name, field in self._fields.items():
            field.set_value(_written(self._value(name)))

    def show_trouble(self, cause: str) -> None:
        """Say that the disk did not take it and its time is kept here; a blank ends it."""
        words = _("NOT SAVED: {cause} The time is kept here.").format(cause=cause) if cause else ""
        self._trouble_words.setText(words)
        self._trouble.setVisible(bool(words))

    def show_time(self, now: Moment) -> None:
        """Let the stopwatch go on; true seconds since the tap, whatever happened in between."""
        ran, text = self._ran(now), self.time_words(now)
        self._clock.setText(text)
        self._clock.setAccessibleName(_("{time} since it began").format(time=text))
        over = self._kind is Happening.SEIZURE and ran >= self._long
        minutes = int(self._long.total_seconds() // 60)
        self._over.setText(_("Longer than {n} minutes.").format(n=minutes) if over else "")
        self._over.setVisible(over)

    def time_words(self, now: Moment) -> str:
        """Return how long it has run, like 0:02:05."""
        seconds = int(self._ran(now).total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"

    def _ran(self, now: Moment) -> timedelta:
        return max(now.utc - self._event.at.utc, timedelta(0))

    # ---- parts

    def _build_head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(self._theme.space("m"))
        title = label(happening_words(self._kind), "heading")
        title.setWordWrap(False)
        self._began = label("", "body", "muted")
        undo = QPushButton(_("Undo"))
        undo.setObjectName("event.undo")
        undo.setAccessibleName(
            _("Undo: {what} did not happen").format(what=happening_words(self._kind))
        )
        tag(undo, button="quiet")
        undo.clicked.connect(self._on_undo)
        line.addWidget(title)
        line.addWidget(self._began, 1)
        line.addWidget(undo)
        return line

    def _build_trouble(self) -> QWidget:
        self._trouble = QFrame()
        tag(self._trouble, banner="trouble")
        row = QHBoxLayout(self._trouble)
        row.setContentsMargins(self._theme.space("m"), 4, 4, 4)
        self._trouble_words = label("", "strong")
        self._trouble_words.setObjectName("event.trouble")
        again = QPushButton(_("Save again"))
        again.setObjectName("event.again")
        tag(again, button="normal")
        again.clicked.connect(self._on_again)
        row.addWidget(self._trouble_words, 1)
        row.addWidget(again)
        self._trouble.hide()
        return self._trouble

    def _build_watch(self) -> QWidget:
        self._watch = QFrame()
        tag(self._watch, card="inset")
        # What does not fit beside the time goes below it.
        inner = QVBoxLayout(self._watch)
        edge = self._theme.space("m")
        inner.setContentsMargins(edge, self._theme.space("s"), edge, self._theme.space("s"))
        row = FlowLayout(gap=edge)
        inner.addLayout(row)
        time = QWidget()
        words = QVBoxLayout(time)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        self._clock = label("0:00:00", "display")
        self._clock.setObjectName("event.clock")
        self._clock.setWordWrap(False)
        self._over = label("", "strong")
        self._over.setObjectName("event.over")
        words.addWidget(self._clock)
        words.addWidget(self._over)
        self._stop = action_button(self._theme, _("It stopped now"), "primary", "stopwatch")
        self._stop.setObjectName("event.stop")
        self._stop.clicked.connect(self._on_stop)
        self._other = QPushButton(_("Another one began"))
        self._other.setObjectName("event.another")
        tag(self._other, button="normal")
        self._other.clicked.connect(self._on_another)
        self._other.hide()
        unseen = QPushButton(_("I did not see it stop"))
        unseen.setObjectName("event.unseen")
        tag(unseen, button="normal")
        unseen.clicked.connect(self._on_unseen)
        for part in (time, self._stop, unseen, self._other):
            row.addWidget(part)
        return self._watch

    def _build_questions(self) -> Sequence[ChoiceField]:
        fields = []
        if self._kind is Happening.SEIZURE:
            fields += [self._of_seizure(part) for part in _OF_SEIZURE]
        for name in _ASKED[self._kind]:
            question = next((q for q in self._form.questions if q.id == name), None)
            if question is not None:
                choices = _choices(self._kind, question)
                fields.append(self._field(name, _prompt(self._kind, question), choices))
        return fields

    def _of_seizure(self, part: str) -> ChoiceField:
        asked = next(q for q in self._form.questions if q.id == "seizures")
        yes_no = (Choice(value="false", label=_("no")), Choice(value="true", label=_("yes")))
        return self._field(part, asked.parts[part], asked.choices if part == "kind" else yes_no)

    def _field(self, name: str, prompt: str, choices: Sequence[Choice]) -> ChoiceField:
        field = ChoiceField(self._theme, f"event.{name}", (prompt, prompt), choices)
        field.setProperty("part", name)
        field.picked.connect(self._on_picked)
        if len(choices) <= _IN_ROW:
            field.set_row(round(_PROMPT_EM * self._theme.px("body")), fill=False)
        self._fields[name] = field
        return field

    def _build_note(self) -> QWidget:
        words = _("What happened?") if self._kind is Happening.OTHER else _("A note, if you like")
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        self._note = text_edit("event.note", words)
        self._note.setText(self._event.note or "")
        self._note.editingFinished.connect(self._on_note)
        lines.addWidget(label(words, "strong"))
        lines.addWidget(self._note)
        return holder

    # ---- what is shown and told

    def _value(self, name: str) -> object:
        if name in _OF_SEIZURE:
            first = self._event.seizures[0] if self._event.seizures else None
            return getattr(first, name) if first is not None else None
        return getattr(self._event, name)

    def _length_words(self) -> str:
        seconds = seconds_of(self._event)
        if seconds is None:
            return _("Nobody saw the end.") if self._event.more.get(END_UNKNOWN) else ""
        minutes, rest = divmod(seconds, 60)
        return _("It lasted {minutes} min {seconds} s.").format(minutes=minutes, seconds=rest)

    def _on_picked(self, value: str) -> None:
        field = self.sender()
        name = str(field.property("part")) if field is not None else ""
        if name:
            self.told.emit(self._event.id, self._fields_of(name, value))

    def _fields_of(self, name: str, value: str) -> Mapping[str, object]:
        """Return an answer as the record holds it."""
        if name in _OF_SEIZURE and self._event.seizures:
            first, *others = self._event.seizures
            told = from_plain(Seizure, to_plain(first) | {name: _plain(value)})
            return {"seizures": (told, *others)}
        plain = to_plain(self._event) | {name: _plain(value)}
        return {name: getattr(from_plain(CheckIn, plain), name)}

    def _on_note(self) -> None:
        words = self._note.text().strip() or None
        if words != self._event.note:
            self.told.emit(self._event.id, {"note": words})

    def _on_stop(self) -> None:
        self.stopped.emit(self._event.id)

    def _on_another(self) -> None:
        self._other.hide()
        self.another.emit(self._event.id)

    def _on_unseen(self) -> None:
        self.unseen.emit(self._event.id)

    def _on_undo(self) -> None:
        self.undone.emit(self._event.id)

    def _on_again(self) -> None:
        self.again.emit(self._event.id)


def happening_words(kind: Happening) -> str:
    """Return what happened as it stands on a button."""
    return {
        Happening.SEIZURE: _("Seizure"),
        Happening.SPASMS: _("Spasm storm"),
        Happening.FALL: _("Fall"),
        Happening.PUMP_SOUND: _("Pump sound"),
        Happening.OTHER: _("Something else"),
    }.get(kind, _("Something else"))


def happening_button(theme: Theme, kind: Happening) -> QPushButton:
    """Return the large button of one tap."""
    button = QPushButton(happening_words(kind))
    button.setObjectName(f"happened.{kind.name.lower()}")
    tag(button, button="normal", large=True)
    drawn = "stopwatch" if kind in TIMED else {Happening.PUMP_SOUND: "pump"}.get(kind)
    if drawn is not None:
        button.setIcon(button_icon(drawn, theme.colour("text"), theme.size("icon")))
    button.setMinimumHeight(theme.size("tile"))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button


def _prompt(kind: Happening, question: Question) -> str:
    if kind is Happening.FALL and question.id == "fall":
        return _("Are they hurt?")
    if kind is Happening.PUMP_SOUND and question.id == "pump_alarm":
        return _("Which sound was it?")
    return question.prompt


def _choices(kind: Happening, question: Question) -> Sequence[Choice]:
    """Return the answers that fit what happened: after a fall there is no "none"."""
    own = {
        "no_injury": _("not hurt"),
        "injury": _("hurt, or may be hurt"),
        "head": _("hit the head"),
    }
    if question.id == "fall":
        return [replace(c, label=own[c.value]) for c in question.choices if c.value in own]
    if question.id == "pump_alarm":
        no_pump = _("it was not the pump")
        last = [replace(c, label=no_pump) for c in question.choices if c.value == "none"]
        return [*(c for c in question.choices if c.value != "none"), *last]
    return question.choices


def _written(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _plain(value: str) -> object:
    return {"true": True, "false": False, "": None}.get(value, value)
