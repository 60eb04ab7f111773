# SPDX-License-Identifier: MIT
"""Less motion for eyes that it disturbs: no blinking cursor, and lists that open at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_BEFORE = "caregiver_cursor_ms"
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)


def apply_motion(app: QApplication, *, less: bool) -> None:
    """Take what moves by itself away, or give back what this computer has."""
    before = app.property(_BEFORE)
    if not less:
        if before is not None:
            app.setProperty(_BEFORE, None)
            app.setCursorFlashTime(before)
        return
    if before is None:
        app.setProperty(_BEFORE, app.cursorFlashTime())
    app.setCursorFlashTime(0)
    for effect in _EFFECTS:
        app.setEffectEnabled(effect, False)
