# SPDX-License-Identifier: MIT
"""The way of the Tab key through parts that were built later than what stands around them."""

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QScrollArea, QStackedWidget, QWidget

from caregiver_app.ui.look.laid_out import parts_of


def go_as_it_stands(part: QWidget) -> None:
    """Let the Tab key go through a part in the order of reading, where the part lies in its way.

    Without it the way follows the order in which things were made: rows that came later would be
    reached after everything else.
    """
    stops = [stop for stop in _stops(part) if stop.window() is part.window()]
    before = _before(part, {id(stop) for stop in stops})
    if before is not None:
        stops.insert(0, before)
    for first, then in pairwise(stops):
        QWidget.setTabOrder(first, then)


def go_through(parts: Sequence[QWidget]) -> None:
    """Let the Tab key go through parts one after the other, whenever each of them was made."""
    found = {id(stop): stop for part in parts for stop in _stops(part)}
    for first, then in pairwise(found.values()):
        QWidget.setTabOrder(first, then)


def go_in_turn(stops: Sequence[QWidget]) -> None:
    """Let the Tab key go from each part to the next.

    In one go: each pair brings its second part behind its first, away from where it was. Qt
    passes over a part that takes no keyboard at the moment, and so it would stay elsewhere.
    """
    closed = [stop for stop in stops if not _takes_tab(stop)]
    for stop in closed:
        stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for first, then in pairwise(stops):
        QWidget.setTabOrder(first, then)
    for stop in closed:
        stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _before(part: QWidget, own: Set[int]) -> QWidget | None:
    """Return the stop before a part, as its page is read; None when the page begins with it.

    Qt's own chain is not asked: for each step along it Python takes the one part for a child of
    the other. When the other goes, what lies in the one is taken for gone too, items of layouts
    above all, and the program dies of it later and elsewhere.
    """
    holder = part.parentWidget()
    while holder is not None and not (holder.isWindow() or isinstance(holder, QStackedWidget)):
        stops = list(_stops(holder))
        first = next((place for place, stop in enumerate(stops) if id(stop) in own), 0)
        if first:
            return stops[first - 1]
        holder = holder.parentWidget()
    return None


def _stops(part: QWidget) -> Iterator[QWidget]:
    if _takes_tab(part):
        yield part
    inner = part.widget() if isinstance(part, QScrollArea) else None
    layout = part.layout()
    if inner is not None:
        yield from _stops(inner)
    elif layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    parts = list(parts_of(layout))
    if isinstance(layout, QBoxLayout) and layout.direction() is QBoxLayout.Direction.BottomToTop:
        parts.reverse()
    for part in parts:
        if isinstance(part, QWidget):
            yield from _stops(part)
        else:
            yield from _in_layout(part)


def _takes_tab(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
