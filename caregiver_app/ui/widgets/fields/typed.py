# SPDX-License-Identifier: MIT
"""What somebody has typed and pressed on a page, carried over when the page is built anew."""

from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget


@dataclass(frozen=True, slots=True)
class Typed:
    """Texts, chosen rows, pressed buttons and those that were not, by object name."""

    texts: dict[str, str]
    rows: dict[str, int]
    pressed: frozenset[str]
    open: frozenset[str]

    def named(self, part: str) -> "Typed":
        """Return only what stands in fields with this in their name."""
        return Typed(
            texts={name: text for name, text in self.texts.items() if part in name},
            rows={name: row for name, row in self.rows.items() if part in name},
            pressed=frozenset(name for name in self.pressed if part in name),
            open=frozenset(name for name in self.open if part in name),
        )


def typed_in(page: QWidget) -> Typed:
    """Return what stands in the named fields and which named buttons are pressed in."""
    choices = [b for b in page.findChildren(QAbstractButton) if b.isCheckable() and b.objectName()]
    pressed = frozenset(b.objectName() for b in choices if b.isChecked())
    return Typed(
        texts={e.objectName(): e.text() for e in page.findChildren(QLineEdit) if e.objectName()},
        rows={c.objectName(): c.currentIndex() for c in page.findChildren(QComboBox)},
        pressed=pressed,
        # What was just built anew can still be there twice, and pressed only once.
        open=frozenset(b.objectName() for b in choices) - pressed,
    )


def type_again(page: QWidget, typed: Typed) -> None:
    """Press and type the same on a page of the same kind, as if by hand."""
    for button in page.findChildren(QAbstractButton):
        if button.objectName() in typed.pressed and not button.isChecked():
            button.click()
    # After that, for a press on another answer of the question has taken the first one back.
    for button in page.findChildren(QAbstractButton):
        if button.objectName() in typed.open and button.isChecked():
            button.click()
    for box in page.findChildren(QComboBox):
        box.setCurrentIndex(typed.rows.get(box.objectName(), box.currentIndex()))
    for edit in page.findChildren(QLineEdit):
        text = typed.texts.get(edit.objectName(), edit.text())
        if text != edit.text():
            edit.setText(text)
            edit.textEdited.emit(text)
