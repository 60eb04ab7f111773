# SPDX-License-Identifier: MIT
"""What somebody has typed and pressed on a page, carried over when the page is built anew."""

from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from caregiver_app.ui.widgets.check_chip import CheckChip


@dataclass(frozen=True, slots=True)
class Typed:
    """Texts, chosen rows and pressed buttons by object name."""

    texts: dict[str, str]
    rows: dict[str, int]
    pressed: frozenset[str]

    def named(self, part: str) -> "Typed":
        """Return only what stands in fields with this in their name."""
        return Typed(
            texts={name: text for name, text in self.texts.items() if part in name},
            rows={name: row for name, row in self.rows.items() if part in name},
            pressed=frozenset(name for name in self.pressed if part in name),
        )


def typed_in(page: QWidget) -> Typed:
    """Return what stands in the named fields and which named buttons are pressed in."""
    return Typed(
        texts={e.objectName(): e.text() for e in page.findChildren(QLineEdit) if e.objectName()},
        rows={c.objectName(): c.currentIndex() for c in page.findChildren(QComboBox)},
        pressed=frozenset(
            b.objectName()
            for b in page.findChildren(QAbstractButton)
            if b.isCheckable() and b.isChecked() and b.objectName()
        ),
    )


def type_again(page: QWidget, typed: Typed) -> None:
    """Press and type the same on a page of the same kind, as if by hand."""
    for button in page.findChildren(QAbstractButton):
        is_pressed = button.objectName() in typed.pressed
        released = isinstance(button, CheckChip) and button.isChecked() and not is_pressed
        if released or (is_pressed and not button.isChecked()):
            button.click()
    for box in page.findChildren(QComboBox):
        box.setCurrentIndex(typed.rows.get(box.objectName(), box.currentIndex()))
    for edit in page.findChildren(QLineEdit):
        text = typed.texts.get(edit.objectName(), edit.text())
        if text != edit.text():
            edit.setText(text)
            edit.textEdited.emit(text)
