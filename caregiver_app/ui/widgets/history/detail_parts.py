# SPDX-License-Identifier: MIT
"""The parts of a detail: its head with what can be done, names beside values, what was changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.events import ActionTaken
from caregiver_app.domain.form import Form
from caregiver_app.domain.moments import Moment
from caregiver_app.services.looking_back.change_log import Logged
from caregiver_app.system.words import _
from caregiver_app.ui.look.icons import button_icon
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.emergency_log_words import action_words
from caregiver_app.ui.words.story_words import changed_values, correction_title, reason_words

_TOP = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One name and its value; `before` are older values, shown struck through."""

    name: str
    words: str
    is_strong: bool = True
    before: tuple[str, ...] = ()


def struck(text: str) -> QLabel:
    """Return words that no longer hold: struck through, and said so to readers."""
    made = label(text, "body", "muted")
    font = made.font()
    font.setStrikeOut(True)
    made.setFont(font)
    made.setAccessibleName(_("before: {value}").format(value=text))
    return made


def pairs(theme: Theme, lines: Sequence[Line], columns: int = 2) -> QWidget:
    """Return names and values in one or two pairs of columns."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.space("m"))
    grid.setVerticalSpacing(theme.space("xs"))
    half = -(-len(lines) // columns)
    for place, told in enumerate(lines):
        row, side = place % half, 2 * (place // half)
        grid.addWidget(label(told.name, "body", "muted"), row, side, _TOP)
        grid.addWidget(_value(theme, told), row, side + 1)
    for column, stretch in enumerate((4, 5) * columns):
        grid.setColumnStretch(column, stretch)
    return holder


def detail_head(
    mark: QWidget | None,
    lines: Sequence[QLabel],
    buttons: Sequence[QPushButton],
    theme: Theme,
    *,
    narrow: bool = False,
) -> QWidget:
    """Return mark and words with the buttons beside them, or under them where it is narrow."""
    head = QWidget()
    column = QVBoxLayout(head)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space("s"))
    row = QHBoxLayout()
    row.setSpacing(theme.space("m"))
    if mark is not None:
        row.addWidget(mark)
    words = QVBoxLayout()
    words.setSpacing(0)
    for line in lines:
        words.addWidget(line)
    row.addLayout(words, 1)
    column.addLayout(row)
    if narrow and buttons:
        column.addWidget(verbs(theme, buttons))
    else:
        for button in buttons:
            row.addWidget(button)
    return head


def verb(theme: Theme, words: str, name: str, drawn: str = "") -> QPushButton:
    """Return a button of a detail."""
    button = QPushButton(words)
    button.setObjectName(name)
    tag(button, button="normal")
    if drawn:
        button.setIcon(button_icon(drawn, theme.colour("text"), theme.size("icon")))
    return button


def verbs(theme: Theme, buttons: Sequence[QPushButton]) -> QWidget:
    """Return buttons in a row that wraps."""
    holder = QWidget()
    row = FlowLayout(holder, gap=theme.space("s"))
    for button in buttons:
        row.addWidget(button)
    return holder


def older_words(log: Sequence[Logged], form: Form) -> dict[str, tuple[str, ...]]:
    """Return what every corrected answer said before, by its name, the oldest first."""
    found: dict[str, tuple[str, ...]] = {}
    for line in log:
        for name, before, _after in changed_values(line.told, line.fact, form):
            found[name] = (*found.get(name, ()), before)
    return found


def change_sentences(log: Sequence[Logged], form: Form, here: Moment) -> list[tuple[str, str]]:
    """Return what was changed, by whom, when and why: a heavy part and the rest of each line."""
    said, note = [], _("Note")
    for line in log:
        told = line.told
        at = dates.day_and_time(told.at, here)
        by = told.by or _("somebody")
        rest = [_("by {name}, {time}.").format(name=by, time=at)]
        values = changed_values(told, line.fact, form)
        # What a note said before stands struck through above it.
        rest += [_("It was {before}.").format(before=b) for name, b, _a in values if name != note]
        if told.reason:
            rest.append(_("Reason: {reason}.").format(reason=reason_words(told)))
        said.append((correction_title(told, line.fact, form), " ".join(rest)))
    return said


def done_lines(actions: Sequence[ActionTaken], here: Moment) -> list[str]:
    """Return what was done about an entry, a line each, the oldest first."""
    lines = []
    for action in actions:
        parts = [dates.day_and_time(action.at, here), action_words(action)]
        parts += [part for part in (action.by, action.note) if part]
        lines.append(", ".join(parts) + ".")
    return lines


def _value(theme: Theme, told: Line) -> QWidget:
    words = label(told.words, "strong" if told.is_strong else "body")
    if not told.before:
        return words
    holder = QWidget()
    row = FlowLayout(holder, gap=theme.space("xs"))
    for before in told.before:
        old = struck(before)
        old.setWordWrap(len(before) > 24)
        row.addWidget(old)
    words.setWordWrap(len(told.words) > 24)
    row.addWidget(words)
    return holder
