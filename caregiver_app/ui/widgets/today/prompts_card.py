# SPDX-License-Identifier: MIT
"""What to ask the prescriber to confirm about the plan, and who confirmed it when."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.prompts.plan_prompts import PlanPrompt
from caregiver_app.services.looking_back.views import PersonLine
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import action_button, emptied, headed_card, line
from caregiver_app.ui.widgets.fields.save_button import SaveButton
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.days_in_text import days_in_words
from caregiver_app.ui.words.person_words import drug_words, initials_of

_SHOWN = 3


class PromptsCard(QFrame):
    """Lists the prompts by plan, those of one kind once; they never block and never raise a level.

    `confirmed` brings the id of a plan and who confirmed it. What was confirmed stays to be seen.
    """

    confirmed = Signal(str, str)

    def __init__(self, theme: Theme, *, takes_answers: bool = True) -> None:
        super().__init__()
        self._takes_answers = takes_answers
        self.setObjectName("prompts")
        self._theme = theme
        self._prompts: tuple[PlanPrompt, ...] = ()
        self._whose, self._named = "", ("", "")
        self._prescriber = ""
        self._asked_plan: str | None = None
        self._all = False
        column = headed_card(self, theme, _("Ask the prescriber"))
        self._trouble = label("", "strong")
        self._trouble.setObjectName("prompts.trouble")
        self._trouble.hide()
        column.addWidget(self._trouble)
        self._body = QVBoxLayout()
        self._body.setSpacing(theme.space("s"))
        column.addLayout(self._body)
        column.addStretch(1)

    def show_prompts(
        self, prompts: Sequence[PlanPrompt], prescriber: str | None, person: PersonLine
    ) -> None:
        """Show what is to be asked; `prescriber` is who is likely to have confirmed it."""
        if (tuple(prompts), person.person_id) == (self._prompts, self._whose):
            return  # a name may be half typed
        self._whose, self._named = person.person_id, (person.name, person.colour)
        self._asked_plan, self._all = None, False
        self._prompts = tuple(prompts)
        self._prescriber = prescriber or ""
        self._trouble.hide()
        self._fill()

    def show_trouble(self, words: str) -> None:
        """Say that a confirmation is not written down; it can be tried again."""
        self._trouble.setText(words)
        self._trouble.show()

    def _fill(self) -> None:
        body = emptied(self._body)
        kinds = kinds_of(self._prompts)
        shown = kinds if self._all else kinds[:_SHOWN]
        groups = [(plan, list(found)) for plan, found in groupby(shown, lambda k: k[0].plan_id)]
        for number, (plan_id, found) in enumerate(groups):
            if number:
                body.addWidget(line(self._theme))
            drug = found[0][0].drug
            if len(groups) > 1 and drug is not None:
                body.addWidget(label(drug_words(drug), "small", "muted"))
            for kind in found:
                body.addWidget(_words(kind, self._theme, whole=self._all))
            to_confirm = [prompt for kind in found for prompt in kind if not prompt.by_plan]
            is_answered = all(prompt.confirmed for prompt in to_confirm)
            if plan_id is not None and to_confirm and (self._takes_answers or is_answered):
                body.addWidget(self._answer(plan_id, to_confirm))
        left = len(kinds) - len(shown)
        if left or (not self._all and any(len(kind) > 1 for kind in shown)):
            words = ngettext("{n} more question", "{n} more questions", left).format(n=left)
            words = words if left else _("Show each of them")
            more = action_button(self._theme, words, "quiet")
            more.setObjectName("prompts.more")
            more.clicked.connect(self._on_more)
            body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _answer(self, plan_id: str, found: Sequence[PlanPrompt]) -> QWidget:
        """Return who confirmed a plan, or the button to say so, or the line to type who."""
        confirmed = [prompt.confirmed for prompt in found]
        if all(confirmed):
            return _confirmed_words(found[-1])
        if self._asked_plan == plan_id:
            return self._who(plan_id)
        button = action_button(self._theme, _("They confirmed it"), "normal")
        button.setObjectName(f"prompts.confirm.{plan_id}")
        button.setProperty("plan", plan_id)
        button.clicked.connect(self._on_ask)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button)
        row.addStretch(1)
        return holder

    def _who(self, plan_id: str) -> QWidget:
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(self._theme.space("s"))
        self._name = QLineEdit(self._prescriber)
        self._name.setObjectName("prompts.who")
        self._name.setAccessibleName(_("Who confirmed it"))
        self._name.setPlaceholderText(_("Who confirmed it?"))
        tag(self._name, field="box")
        self._name.returnPressed.connect(self._on_save)
        save, (name, colour) = SaveButton(self._theme), self._named
        words = _("Write it down for {name}").format(name=name)
        save.show_person(words, initials_of(name), colour)
        save.setObjectName("prompts.save")
        save.setProperty("plan", plan_id)
        save.clicked.connect(self._on_save)
        lines.addWidget(self._name)
        lines.addWidget(save)
        return holder

    def _on_ask(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QAbstractButton):
            self._asked_plan = str(pressed.property("plan"))
            self._fill()
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            self._name.selectAll()

    def _on_save(self) -> None:
        who = self._name.text().strip()
        if not who:
            self.show_trouble(_("Type who confirmed it."))
            return
        if self._asked_plan is not None:
            self.confirmed.emit(self._asked_plan, who)

    def _on_more(self) -> None:
        self._all = True
        self._fill()


def kinds_of(prompts: Sequence[PlanPrompt]) -> list[list[PlanPrompt]]:
    """Return the prompts with those of one plan that say the same together, the first ones first.

    A plan of many steps may raise one question at each of them.
    """
    found: dict[tuple[str | None, str], list[PlanPrompt]] = {}
    for prompt in prompts:
        found.setdefault((prompt.plan_id, prompt.message), []).append(prompt)
    return list(found.values())


def more_of(kind: Sequence[PlanPrompt]) -> str:
    """Return how many more of one kind there are than the first of them, or a blank."""
    n = len(kind) - 1
    return ngettext("{n} more like this.", "{n} more like this.", n).format(n=n) if n else ""


def _words(kind: Sequence[PlanPrompt], theme: Theme, *, whole: bool) -> QWidget:
    """Return one question with what it is about: each of them, or the first and how many more."""
    prompt, holder = kind[0], QWidget()
    holder.setObjectName(f"prompt.{prompt.id}")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(prompt.message, "body"))
    for one in kind if whole else kind[:1]:
        if one.because:
            column.addWidget(label(days_in_words(one.because), "small", "muted"))
    if not whole and len(kind) > 1:
        column.addWidget(label(more_of(kind), "small", "muted"))
    column.setSpacing(theme.space("xs"))
    return holder


def _confirmed_words(prompt: PlanPrompt) -> QLabel:
    action = prompt.confirmed
    if action is None:
        return label("")
    who = action.who or action.by or _("somebody")
    words = _("Confirmed by {who} on {day}.").format(who=who, day=dates.date_time(action.at))
    if action.by and action.by != who:
        words += " " + _("Written down by {name}.").format(name=action.by)
    return label(words, "small", "muted")
