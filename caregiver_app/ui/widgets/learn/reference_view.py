# SPDX-License-Identifier: MIT
"""A text to read about a sign or a topic, in a small window that never stands in the way."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QVBoxLayout, QWidget

from caregiver_app.domain.reference import ReferenceText
from caregiver_app.services.reference import sources_line
from caregiver_app.system.resources import guide_picture
from caregiver_app.system.words import _
from caregiver_app.ui.hands.out_of_the_way import OutOfTheWay
from caregiver_app.ui.look.focus import FocusRing
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import action_button, action_row, card, line, scrolling
from caregiver_app.ui.widgets.learn.shown_picture import ShownPicture

_WIDTH_EM = 44
_RING_PX = 5


def open_reference(parent: QWidget, theme: Theme, text: ReferenceText) -> "ReferenceDialog":
    """Show a text in front of the window of `parent` and return at once; one is open at a time.

    Using the window again puts the text away; F1 in it opens the window's Emergency.
    """
    window = parent.window()
    close_reference(window)
    dialog = ReferenceDialog(theme, text, window)
    dialog.show()
    return dialog


def close_reference(parent: QWidget) -> None:
    """Put an open text away, so that it does not stand in front of an EMERGENCY."""
    for dialog in parent.window().findChildren(ReferenceDialog):
        dialog.close()


class ReferenceView(QWidget):
    """One text: title, paragraphs, when to call line by line, sources; it can be selected."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_RING_PX, _RING_PX, theme.space("m"), _RING_PX)
        self._column.setSpacing(theme.space("m"))

    def show_text(self, text: ReferenceText) -> None:
        """Fill the empty view with a text."""
        self.setAccessibleName(text.title)
        self._column.addWidget(_words(text.title, "title"))
        for picture in text.pictures:
            self._column.addWidget(ShownPicture(guide_picture(picture.file), picture.says))
        for paragraph in text.paragraphs:
            self._column.addWidget(_words(paragraph, "lead"))
        if text.call:
            self._column.addWidget(self._call_box(text.call_sentences))
        self._column.addStretch(1)
        if text.sources:
            self._column.addWidget(line(self._theme))
            self._column.addWidget(_words(sources_line(text), "small", "muted"))

    def _call_box(self, sentences: Sequence[str]) -> QFrame:
        frame, column = card(self._theme, "inset")
        frame.setObjectName("call_box")
        column.addWidget(_words(_("When to call"), "heading"))
        for sentence in sentences:
            column.addWidget(_words(sentence, "lead"))
        return frame


class ReferenceDialog(QDialog):
    """The window around one text: it holds nothing up, and Esc or Close puts it away."""

    def __init__(self, theme: Theme, text: ReferenceText, window: QWidget) -> None:
        super().__init__(window)
        self._below = window
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(text.title)
        view = ReferenceView(theme)
        view.show_text(text)
        side = theme.space("xl")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(side, theme.space("l"), theme.space("m"), theme.space("l"))
        self._column.setSpacing(theme.space("m"))
        self._area = scrolling(view)
        # Qt paints both in the colour of the page; here the text lies on the dialog's own card.
        view.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        # The arrow keys move the text; a ring around all of it would say nothing.
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tag(self._area, ring="none")
        self._column.addWidget(self._area, 1)
        self.close_button = action_button(theme, _("Close"))
        self.close_button.setObjectName("close_reference")
        self.close_button.clicked.connect(self.reject)
        self._column.addWidget(action_row(theme, [], [self.close_button]))
        self._ring = FocusRing(theme, self)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._on_emergency)
        self._fit(theme, view)
        self._area.setFocus()
        OutOfTheWay(self, self._below)

    def _fit(self, theme: Theme, view: ReferenceView) -> None:
        """Be as wide as a line that reads well and as high as the text, within the window."""
        edge = 2 * theme.space("xl")
        width = min(_WIDTH_EM * theme.px("body"), self._below.width() - edge)
        margins = self._column.contentsMargins()
        # The style sheet gives the words their size, and without it they measure too small.
        for part in self.findChildren(QWidget):
            part.ensurePolished()
        # Qt measures beside the scroll bar first, and keeps a bar that was needed once.
        beside = self._area.verticalScrollBar().sizeHint().width()
        text = view.heightForWidth(width - margins.left() - margins.right() - beside)
        around = margins.top() + margins.bottom() + self._column.spacing()
        height = text + around + self.close_button.sizeHint().height()
        self.resize(width, min(height, self._below.height() - edge))

    def _on_emergency(self) -> None:
        below = self._below
        self.reject()
        # Only the program's own window has an Emergency; a window in a test may have none.
        show = getattr(below, "show_emergency", None)
        if callable(show):
            below.activateWindow()
            show()


def _words(text: str, kind: str, ink: str = "text") -> QLabel:
    made = label(text, kind, ink)
    flag = Qt.TextInteractionFlag
    made.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)
    # Selecting is for the mouse and for who clicked; the Tab key goes to Close.
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    tag(made, ring="none")
    return made
