# SPDX-License-Identifier: MIT
"""When a check-in was, if not now, and who saw what is written down."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.form import Choice
from caregiver_app.domain.moments import Moment
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.choice_field import ChoiceField
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.full_field import AskLine
from caregiver_app.ui.widgets.fields.full_text import text_edit
from caregiver_app.ui.widgets.fields.level_parts import show_part
from caregiver_app.ui.widgets.fields.when_field import WhenField
from caregiver_app.ui.words import dates

_NOW, _THEN, _ME, _OTHER = "now", "then", "me", "other"
_ASKED_FROM = timedelta(hours=48)
"""From so long ago a time is asked about, as a typing check (our choice)."""
_MOST_NAMES = 3
_PROMPT_EM = 8.5


class WhenAndWho(QFrame):
    """`changed` is said when time or person may be another, `done` when it is to be closed.

    `asked` is said when its question is to be in sight. A check-in is about now until somebody
    says otherwise, and whoever writes it saw it. Of old answers only one thing is asked: whether
    they are about then, or about now.
    """

    changed = Signal()
    done = Signal()
    asked = Signal()

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("when_and_who")
        self.setAccessibleName(_("When this was, and who saw it"))
        self._theme = theme
        self._clock = clock
        self._names: tuple[str, ...] = ()
        self._me = ""
        self._prompt = 0
        tag(self, card="plain")
        whole = QVBoxLayout(self)
        self._parts = QWidget()
        self._column = QVBoxLayout(self._parts)
        side, edge = theme.space("l"), theme.space("s")
        whole.setContentsMargins(side, edge, side, edge)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space("s"))
        self._which = self._build_which()
        whole.addWidget(self._which)
        whole.addWidget(self._parts)
        self._build_when()
        self._who: ChoiceField | None = None
        self._build_name()
        self.hide()

    def start(
        self, recorder: str, names: Sequence[str], about: Moment | None, observer: str | None
    ) -> None:
        """Show a time and a person, or now and whoever writes it down."""
        self._stop_asking()
        self._kind.set_value(_NOW if about is None else _THEN)
        self._when.show_moment(about)
        others = [name for name in dict.fromkeys(names) if name != recorder]
        self._build_who(recorder, tuple(others[:_MOST_NAMES]))
        known = observer in self._names
        self._name.setText("" if observer is None or known else observer)
        if self._who is not None:
            named = str(self._names.index(observer)) if known and observer else _OTHER
            self._who.set_value(named if observer else _ME)
        self._ask.confirm()
        self._show_parts()

    def ask_which(self, then: Moment, spoken: str) -> None:
        """Ask whether old answers are about then, a time in words, or about now."""
        self._kind.set_value(_THEN)
        self._when.show_moment(then)
        self._show_parts()
        self._question.setText(_("These answers are from {time}.").format(time=spoken))
        said = _("{question} They are about then: {time}")
        self._then.setAccessibleName(said.format(question=self.question(), time=spoken))
        self._now.setAccessibleName(f"{self.question()} {self._now.text()}")
        show_part(self._parts, shown=False)
        show_part(self._which, shown=True)
        self.asked.emit()
        announce(self, f"{self.question()} {self._then.text()}? {self._now.text()}?", now=False)

    @property
    def is_asking(self) -> bool:
        """Say whether nobody has said yet what old answers are about."""
        return not self._which.isHidden()

    def question(self) -> str:
        """Return from when old answers are, in words."""
        return self._question.text()

    def about(self) -> Moment | None:
        """Return the earlier time, or None while it is about now or not said whole."""
        return self._when.value() if self._kind.value() == _THEN else None

    def is_unfinished(self) -> bool:
        """Say whether it is about another time and nobody has said which."""
        return self._kind.value() == _THEN and self._when.value() is None

    def problem(self) -> str:
        """Return what is missing or cannot be, in words."""
        return self._when.problem() or _("Choose the day and the time first.")

    def observer(self) -> str | None:
        """Return who saw it, when it was somebody else than who writes it down."""
        value = self._who.value() if self._who is not None else None
        if value == _OTHER:
            return self._name.text().strip() or None
        return self._names[int(value)] if value is not None and value.isdigit() else None

    def set_rows(self, *, in_rows: bool) -> None:
        """Lay the prompts before their answers where there is room, else above them."""
        self._prompt = round(_PROMPT_EM * self._theme.px("body")) if in_rows else 0
        for field in (self._kind, self._who):
            if field is not None:
                field.set_row(self._prompt, fill=False)

    def focus_first(self) -> None:
        """Put the keyboard on the first answer."""
        if self.is_asking:
            self._then.setFocus(Qt.FocusReason.OtherFocusReason)
            self.asked.emit()
            return
        first = self._kind.findChild(QAbstractButton, f"about.{self._kind.value()}")
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_which(self) -> QWidget:
        which = QWidget()
        column = QVBoxLayout(which)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.space("s"))
        self._question = label("", "strong")
        self._question.setObjectName("old")
        column.addWidget(self._question)
        self.answers = QWidget()
        line = FlowLayout(self.answers, gap=self._theme.space("s"))
        self._then = self._answer("old.then", _("They are about then"), self._on_then)
        self._now = self._answer("old.now", _("They are about now"), self._on_now)
        line.addWidget(self._then)
        line.addWidget(self._now)
        column.addWidget(self.answers)
        which.hide()
        return which

    def _answer(self, name: str, words: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        tag(button, button="normal")
        button.clicked.connect(slot)
        return button

    def _stop_asking(self) -> None:
        show_part(self._which, shown=False)
        show_part(self._parts, shown=True)

    def _on_then(self) -> None:
        self._stop_asking()
        self.changed.emit()
        self.done.emit()

    def _on_now(self) -> None:
        self._stop_asking()
        self._kind.set_value(_NOW)
        self._on_kind(_NOW)
        self.done.emit()

    def _build_when(self) -> None:
        head = QHBoxLayout()
        choices = (
            Choice(value=_NOW, label=_("now")),
            Choice(value=_THEN, label=_("another time")),
        )
        prompts = (_("When was this?"), _("When was this?"))
        self._kind = ChoiceField(self._theme, "about", prompts, choices)
        self._kind.picked.connect(self._on_kind)
        close = QPushButton(_("Done"))
        close.setObjectName("when.done")
        tag(close, button="quiet")
        close.clicked.connect(self.done)
        head.addWidget(self._kind, 1)
        head.addWidget(close)
        self._when = WhenField(self._theme, "about.time", _("When was this?"), self._clock)
        self._when.changed.connect(self._on_when)
        self._ask = AskLine(self._theme, "about.time")
        self._ask.taken_back.connect(self._on_taken_back)
        self._column.addLayout(head)
        self._column.addWidget(self._when)
        self._column.addWidget(self._ask)

    def _build_name(self) -> None:
        self._who_place = QVBoxLayout()
        self._name = text_edit("observer.name", _("Name of who saw it"))
        self._name.setPlaceholderText(_("name"))
        self._name.textEdited.connect(self.changed)
        self._hint = label(_("The check-in says both: who saw it and who wrote it."), "small")
        self._column.addLayout(self._who_place)
        self._column.addWidget(self._name)
        self._column.addWidget(self._hint)

    def _build_who(self, recorder: str, names: tuple[str, ...]) -> None:
        me = recorder or _("whoever writes it down")
        if self._who is not None:
            if (me, names) == (self._me, self._names):
                return  # the same people to choose from
            self._who.hide()
            self._who.deleteLater()
        self._me, self._names = me, names
        choices = [Choice(value=_ME, label=me)]
        choices += [Choice(value=str(n), label=name) for n, name in enumerate(self._names)]
        choices.append(Choice(value=_OTHER, label=_("somebody else")))
        prompts = (_("Who saw it?"), _("Who saw it?"))
        self._who = ChoiceField(self._theme, "observer", prompts, choices)
        self._who.picked.connect(self._on_who)
        self._who.set_row(self._prompt, fill=False)
        self._who_place.addWidget(self._who)

    def _on_kind(self, value: str) -> None:
        if not value:
            self._kind.set_value(_NOW)
        if self._kind.value() == _NOW:
            self._when.show_moment(None)
        self._show_parts()
        self.changed.emit()

    def _on_when(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _on_taken_back(self) -> None:
        self._when.show_moment(None)
        self._on_when()

    def _on_who(self, value: str) -> None:
        if not value and self._who is not None:
            self._who.set_value(_ME)
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        then = self._kind.value() == _THEN
        show_part(self._when, then)
        about, now = self.about(), here_and_now(self._clock)
        long_ago = about is not None and dates.between(about, now) > _ASKED_FROM
        self._ask.ask(dates.date_time(about) if long_ago and about is not None else "")
        show_part(self._name, self._who is not None and self._who.value() == _OTHER)
