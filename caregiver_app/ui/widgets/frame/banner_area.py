# SPDX-License-Identifier: MIT
"""What stands over every page, one under the other; where there is little room it scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from caregiver_app.ui.look.theme import Theme
from caregiver_app.ui.widgets.fields.steady_area import SteadyArea

_CAME_OR_WENT = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent})


class BannerArea(SteadyArea):
    """As high as its banners, up to a limit: the page under them must stay of use.

    Past the limit they scroll, none is ever folded. What comes anew is brought into sight; a note
    never takes an alert out of it.
    """

    def __init__(self, theme: Theme, alerts: Sequence[QWidget], notes: Sequence[QWidget]) -> None:
        super().__init__()
        space = theme.space
        self._limit = 0
        self._alerts = alerts
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(space("s"), space("xs"), space("xl"), 0)
        self._column.setSpacing(space("xs"))
        for banner in (*alerts, *notes):
            self._column.addWidget(banner)
            banner.installEventFilter(self)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWidget(self._inside)

    def take_edges(self, left: int, right: int) -> None:
        """Stand as far from the edges of the window as the page below."""
        self._column.setContentsMargins(left, self._column.contentsMargins().top(), right, 0)

    def limit(self, most: int) -> None:
        """Be no higher than so many px."""
        self._limit = most
        self._settle()

    def hasHeightForWidth(self) -> bool:
        """Say that words wrap in it."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all banners at this width, or the limit."""
        return min(self._limit, self._column.totalHeightForWidth(width))

    def sizeHint(self) -> QSize:
        """Return the height at the width it has."""
        return QSize(0, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return nothing: a small window must not grow for it."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        self._settle()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take another height when a banner comes, goes or says something else."""
        if watched is self._inside:
            if event.type() is QEvent.Type.LayoutRequest:
                self._settle()
            return super().eventFilter(watched, event)
        if event.type() in _CAME_OR_WENT:
            # At once: the page must not move a moment later, under somebody who presses it.
            self._settle()
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            QTimer.singleShot(0, watched, lambda: self._show_new(watched))
        return False

    def _settle(self) -> None:
        """Take the height of the banners; a bar stands only beside more than the limit.

        Left to itself one that was there stays: beside it a word more wraps, and needs it.
        """
        is_more = self._column.totalHeightForWidth(self.width()) > self._limit
        policy = Qt.ScrollBarPolicy
        wanted = policy.ScrollBarAsNeeded if is_more else policy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(wanted)
        self.updateGeometry()

    def _show_new(self, banner: QWidget) -> None:
        if banner in self._alerts or all(alert.isHidden() for alert in self._alerts):
            self.ensureWidgetVisible(banner, 0, 0)
