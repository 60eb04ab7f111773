# SPDX-License-Identifier: MIT
"""The accessibility tree of a window, as a screen reader is handed it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from caregiver_app.ui.widgets.fields.number_field import NumberField

ROLE, TEXT = QAccessible.Role, QAccessible.Text
USED = frozenset(
    {ROLE.PushButton, ROLE.CheckBox, ROLE.RadioButton, ROLE.EditableText, ROLE.ComboBox}
    | {ROLE.ButtonMenu, ROLE.ButtonDropDown, ROLE.Slider, ROLE.SpinBox, ROLE.Link, ROLE.PageTab}
    | {ROLE.Table, ROLE.List, ROLE.Tree}
)
ROLES = {
    # An answer that can be taken back is told as a box, in a group with the question's name.
    QRadioButton: (ROLE.RadioButton, ROLE.CheckBox),
    QCheckBox: (ROLE.CheckBox,),
    QLineEdit: (ROLE.EditableText,),
    QComboBox: (ROLE.ComboBox,),
}


@dataclass(frozen=True, slots=True)
class Node:
    """One part of the tree: what it is, what it is called, and what it lies in."""

    widget: QWidget
    role: QAccessible.Role
    name: str
    value: str
    about: str
    checked: bool
    focusable: bool
    groups: tuple[str, ...]


def walk(window: QWidget) -> Iterator[Node]:
    """Yield all that is to be seen, from the top."""
    yield from _below(QAccessible.queryAccessibleInterface(window), ())


def _below(part: QAccessibleInterface, groups: tuple[str, ...]) -> Iterator[Node]:
    for place in range(part.childCount()):
        child = part.child(place)
        if child is None or not child.isValid() or child.state().invisible:
            continue
        widget = child.object()
        if isinstance(widget, QWidget):
            if not widget.isVisible():
                continue
            yield _node(child, widget, groups)
        name = "" if child.role() in USED else child.text(TEXT.Name)
        yield from _below(child, (*groups, name) if name else groups)


def _node(part: QAccessibleInterface, widget: QWidget, groups: tuple[str, ...]) -> Node:
    state = part.state()
    return Node(
        widget, part.role(), part.text(TEXT.Name).strip(), part.text(TEXT.Value).strip(),
        part.text(TEXT.Description).strip(), bool(state.checked), bool(state.focusable), groups,
    )  # fmt: skip


def faults(window: QWidget) -> Iterator[str]:
    """Yield what a screen reader would not be told, or be told wrongly."""
    found = list(walk(window))
    used = [node for node in found if node.role in USED or node.focusable]
    for node in used:
        yield from _badly_named(node)
        yield from _badly_told(node)
    told = Counter((node.role, called(node), node.groups) for node in used)
    yield from (f"{count} parts are called {key[1]!r}" for key, count in told.items() if count > 1)
    for node in found:
        if node.widget.objectName() == "level" and node.role is not ROLE.AlertMessage:
            yield "the level is not told as an alert"


def called(node: Node) -> str:
    """Return the name; of a drop list on Linux Qt gives its value, and the name as a label."""
    if node.role is not ROLE.ComboBox:
        return node.name
    around = QAccessible.queryAccessibleInterface(node.widget).relations()
    return " ".join(part.text(TEXT.Name) for part, _kind in around)


def _badly_named(node: Node) -> Iterator[str]:
    name, widget = called(node), node.widget
    mine = f"{type(widget).__name__} {widget.objectName()}"
    if not any(letter.isalnum() for letter in name):
        yield f"{mine} has no name in words"
    elif name in (type(widget).__name__, widget.objectName()):
        yield f"{mine} is called as in the code"
    elif node.role in (ROLE.EditableText, ROLE.ComboBox) and name == node.value:
        yield f"{mine} is called by its value"
    if isinstance(widget, QAbstractButton) and _plain(widget.text()) not in _plain(name):
        yield f"{mine} shows {widget.text()!r} and is called {name!r}"


def _badly_told(node: Node) -> Iterator[str]:
    widget = node.widget
    roles = next((roles for kind, roles in ROLES.items() if isinstance(widget, kind)), None)
    if roles is not None and node.role not in roles:
        yield f"{widget.objectName()} is told as {node.role.name}"
    if node.role is ROLE.Client and not node.name:
        yield f"{type(widget).__name__} can be used and is told as nothing"
    chosen = isinstance(widget, QAbstractButton) and widget.isCheckable() and widget.isChecked()
    if node.checked is not chosen:
        yield f"{widget.objectName()} is not told as chosen, or is without being it"
    field = widget.parentWidget()
    if isinstance(field, NumberField) and isinstance(widget, QLineEdit):
        if not re.search(r"\d to \d", node.about):
            yield f"{widget.objectName()} has no two bounds: {node.about!r}"
        if field.property("field") == "filled" and field.note.text() and len(node.about) < 20:
            yield f"{widget.objectName()} does not say what is wrong"


def _plain(words: str) -> str:
    """Return words to compare: without the key after them, in small letters, blanks as one.

    What stands in a line of its own is told after a comma.
    """
    shown = words.replace("&", "").split("  ")[0].replace("\u00a0", " ").replace(",", "")
    return " ".join(shown.split()).lower()
