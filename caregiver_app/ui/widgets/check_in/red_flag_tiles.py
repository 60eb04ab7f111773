# SPDX-License-Identifier: MIT
"""Eight red flags, "None of these" and "Could not check"."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.form import Form
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import hear_as
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.check_in_draft import (
    any_pressed,
    are_flags_not_checked,
    is_none_of_these,
    is_pressed,
)
from caregiver_app.ui.widgets.fields.chip import ChoiceChip, FlagTile


class RedFlagTiles(QWidget):
    """The first question. It shows what the draft holds and says what was pressed.

    `tile_toggled` carries the id of a tile; the other two signals carry nothing. A press changes
    nothing here by itself: the page changes the draft and shows it again.
    """

    tile_toggled = Signal(str)
    none_toggled = Signal()
    not_checked_toggled = Signal()

    def __init__(self, theme: Theme, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hear_as(self, "Grouping")
        self.setObjectName("flags")
        self.setAccessibleName(form.tiles_prompt)
        self._theme = theme
        self._form = form
        self._tiles: dict[str, FlagTile] = {}
        for tile in form.tiles:
            button = FlagTile(theme, tile.label)
            button.setObjectName(f"flag.{tile.id}")
            button.setAccessibleName(tile.label)
            button.clicked.connect(self._on_tile)
            self._tiles[tile.id] = button
        self._none = ChoiceChip(theme, _("None of these"))
        self._none.setObjectName("flag.none")
        self._none.clicked.connect(self._on_none)
        self._not_checked = ChoiceChip(theme, _("Could not check"))
        self._not_checked.setObjectName("flag.could_not")
        self._not_checked.clicked.connect(self._on_not_checked)
        self._shown = Draft()
        self._build()
        self.show_draft(Draft())

    def show_draft(self, draft: Draft) -> None:
        """Show the red flags as a draft holds them."""
        self._shown = draft
        for tile in self._form.tiles:
            self._tiles[tile.id].setChecked(is_pressed(draft, tile))
        open_ = not any_pressed(draft, self._form.tiles)
        self._none.setEnabled(open_)
        self._none.setChecked(open_ and is_none_of_these(draft))
        words = _("None of these")
        if not open_:
            words = _("None of these: not open, a sign is pressed")
        self._none.setText(words if not self._dense or open_ else _("None: a sign is pressed"))
        self._none.setAccessibleName(self._none.text())
        self._not_checked.setChecked(are_flags_not_checked(draft))

    def set_gap(self, gap: int) -> None:
        """Choose the space between the rows, in pixels."""
        if self._outer.spacing() != gap:  # setting the same again would lay everything out
            self._grid.setVerticalSpacing(gap)
            self._outer.setSpacing(gap)

    def set_since(self, text: str) -> None:
        """Say since when is meant."""
        self._since.setText(text)

    def arrange(self, columns: int, *, dense: bool, low: bool) -> None:
        """Lay the tiles in columns; dense puts the two other answers beside them.

        Low tiles are as high as an ordinary target.
        """
        self._dense = dense
        while self._grid.count():
            self._grid.takeAt(0)
        for column in range(6):
            self._grid.setColumnStretch(column, 0)
        for place, button in enumerate(self._tiles.values()):
            button.set_low(low)
            self._grid.addWidget(button, place // columns, place % columns)
            self._grid.setColumnStretch(place % columns, 1)
        if dense:
            self._grid.addWidget(self._none, 0, columns)
            self._grid.addWidget(self._not_checked, 1, columns)
            self._grid.setColumnStretch(columns, 1)
        else:
            self._last.addWidget(self._none, 3)
            self._last.addWidget(self._not_checked, 1)
        one_line = 0 if dense else self._not_checked.sizeHint().width()
        self._not_checked.setMinimumWidth(one_line)
        self.show_draft(self._shown)

    def _build(self) -> None:
        gap = self._theme.space("s")
        self._dense = False
        title = QHBoxLayout()
        self._since = label("", "small", "muted")
        self._since.setWordWrap(False)
        title.addWidget(label(self._form.tiles_prompt, "heading"), 1)
        title.addWidget(self._since)
        self._grid = QGridLayout()
        self._grid.setSpacing(gap)
        self._last = QHBoxLayout()
        self._last.setSpacing(gap)
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(gap)
        outer.addLayout(title)
        outer.addLayout(self._grid)
        outer.addLayout(self._last)
        self.arrange(4, dense=False, low=False)

    def _on_tile(self) -> None:
        pressed = self.sender()
        for name, button in self._tiles.items():
            if button is pressed:
                self.tile_toggled.emit(name)

    def _on_none(self) -> None:
        self.none_toggled.emit()

    def _on_not_checked(self) -> None:
        self.not_checked_toggled.emit()
