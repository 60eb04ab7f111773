# SPDX-License-Identifier: MIT
"""What lies in a layout, found without asking the layout for its items.

`QLayout.itemAt` makes a Python object for an item that belongs to Qt. Qt frees the item when its
widget moves or goes, the Python object stays under the same address, and the next widget that is
made there is taken for it: the program dies when that widget goes, minutes later and elsewhere.
"""

from typing import cast

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QWidget

_Cell = tuple[int, int, int, int]  # row, column and how many of each; the stub says object


def parts_of(layout: QLayout) -> list[QWidget | QLayout]:
    """Return the widgets and the layouts in a layout, in the order of reading."""
    holder = layout.parentWidget()
    inside: list[QWidget | QLayout] = [
        part for part in layout.children() if isinstance(part, QLayout)
    ]
    if holder is not None:
        inside += [part for part in holder.children() if isinstance(part, QWidget)]
    places = {part: place for part in inside if (place := layout.indexOf(part)) >= 0}
    if isinstance(layout, QGridLayout):
        cells = {
            part: cast("_Cell", layout.getItemPosition(place)) for part, place in places.items()
        }
        return sorted(places, key=lambda part: cells[part])
    return sorted(places, key=lambda part: places[part])


def widgets_of(layout: QLayout) -> list[QWidget]:
    """Return the widgets that lie in a layout itself, in the order of reading."""
    return [part for part in parts_of(layout) if isinstance(part, QWidget)]


def stand_in(
    part: QWidget, in_first: bool, first: tuple[QBoxLayout, int], second: tuple[QBoxLayout, int]
) -> None:
    """Stand a part in the first of two layouts or in the second, each with its place there."""
    (lines, at), (before, _at) = (first, second) if in_first else (second, first)
    if lines.indexOf(part) < 0:
        before.removeWidget(part)
        lines.insertWidget(at, part)
