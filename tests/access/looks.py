# SPDX-License-Identifier: MIT
"""How far words and edges stand from their ground, read from the pixels of the painted window."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

Rgb = tuple[int, int, int]
TEXT, LARGE, EDGE, CLINICAL = 4.5, 3.0, 3.0, 7.0
LARGE_PX, LARGE_BOLD_PX, BOLD = 24, 18.66, 600
_LEAST_PIXELS = 3  # of one colour, so that a speck is not taken for ink
_SAME = 40  # of 765: smoothed edges of thin letters are a little off their ink


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text that a widget painted itself: its ink, its type and where it came to lie."""

    words: str
    ink: Rgb
    px: float
    weight: int
    place: QRect


@lru_cache(maxsize=65_536)
def luminance(colour: Rgb) -> float:
    """Return how light a colour is, after WCAG 2."""
    parts = [c / 255 for c in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Return how far two colours stand apart, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def picture(widget: QWidget, part: QRect | None = None) -> Image.Image:
    """Return what a widget looks like, or a part of it."""
    taken = (
        (widget.grab(part) if part else widget.grab())
        .toImage()
        .convertToFormat(QImage.Format.Format_RGBX8888)
    )
    size = (taken.width(), taken.height())
    return Image.frombytes("RGBX", size, bytes(taken.constBits())).convert("RGB")


def best(part: Image.Image) -> float:
    """Return how far the clearest colour stands from the commonest."""
    counted = part.getcolors(part.width * part.height) or [(1, (0, 0, 0))]
    ground = max(counted)[1]
    return max((contrast(c, ground) for n, c in counted if n >= _LEAST_PIXELS), default=1.0)


def place(widget: QWidget, window: QWidget) -> QRect:
    """Return the part of a widget that is to be seen, in the window."""
    seen = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(window, seen.topLeft()), seen.size())


def cut(image: Image.Image, where: QRect, inset: int = 0) -> Image.Image | None:
    """Return a part of a picture, or None where nothing of it is left."""
    where = where.adjusted(inset, inset, -inset, -inset) & QRect(0, 0, *image.size)
    if where.width() < 2 or where.height() < 2:
        return None
    return image.crop((where.x(), where.y(), where.x() + where.width(), where.y() + where.height()))


def least(px: float, weight: int, *, clinical: bool) -> float:
    """Return how far a text must stand out: alerts and doses most, large type least."""
    if clinical:
        return CLINICAL
    large = px >= LARGE_PX or (px >= LARGE_BOLD_PX and weight >= BOLD)
    return LARGE if large else TEXT


def faint_texts(window: QWidget) -> Iterator[str]:
    """Yield every text of the window that does not stand out enough as it is painted."""
    with drawn_texts() as drawn:
        image = picture(window)
    for widget in window.findChildren(QWidget):
        words = _words(widget)
        if not words or not widget.isVisible():
            continue
        if widget.visibleRegion().boundingRect() != widget.rect():
            continue  # half out of sight
        part = cut(image, place(widget, window), 0 if isinstance(widget, QLabel) else 5)
        font = widget.fontInfo()
        needed = least(font.pixelSize(), font.weight(), clinical=_is_clinical(widget))
        if part is not None and part.height > 8 and best(part) < needed:
            yield f"{words!r} has {best(part):.2f}, needs {needed}"
    # A button that paints its own words was looked at above, as far as it is in sight.
    looked_at = {button.text() for button in window.findChildren(QAbstractButton)}
    for text in drawn:
        if text.words not in looked_at:
            yield from _faint_drawn(image, text)


def _faint_drawn(image: Image.Image, text: Drawn) -> Iterator[str]:
    part = cut(image, text.place)
    if part is None or not text.words.strip():
        return
    counted = part.getcolors(part.width * part.height) or []
    ground = max(counted)[1]
    if not any(_near(colour, text.ink) for _n, colour in counted):
        return  # under something else, or out of sight
    needed = least(text.px, text.weight, clinical=False)
    if contrast(text.ink, ground) < needed and not _near(ground, text.ink):
        yield f"painted {text.words!r} has {contrast(text.ink, ground):.2f}, needs {needed}"


def _near(one: Rgb, other: Rgb) -> bool:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) <= _SAME


def _words(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text().strip()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText() or widget.placeholderText()
    return ""


def _is_clinical(widget: QWidget) -> bool:
    """Say whether a text is part of an alert, or a dose."""
    if isinstance(widget, QLabel) and widget.property("type") == "value":
        return True
    above: QWidget | None = widget
    while above is not None:
        if type(above).__name__ in ("LevelPanel", "AlertCard"):
            return not isinstance(widget, QAbstractButton)
        above = above.parentWidget()
    return False


@contextmanager
def drawn_texts() -> Iterator[list[Drawn]]:
    """Note every text that Python paints while this is open."""
    found: list[Drawn] = []
    draw = QPainter.drawText

    def note(painter: QPainter, *given):
        box = _box(painter, given)
        if box is not None and _is_in_sight(painter, box):
            colour, font = painter.pen().color(), painter.fontInfo()
            where = painter.deviceTransform().mapRect(box).toAlignedRect()
            where = _unscaled(where, QApplication.primaryScreen().devicePixelRatio())
            ink = (colour.red(), colour.green(), colour.blue())
            words = next(g for g in reversed(given) if isinstance(g, str))
            found.append(Drawn(words, ink, font.pixelSize(), font.weight(), where))
        return draw(painter, *given)

    QPainter.drawText = note
    try:
        yield found
    finally:
        QPainter.drawText = draw


def _is_in_sight(painter: QPainter, box: QRectF) -> bool:
    """Say whether a text is drawn where its widget is to be seen, not where it is scrolled away."""
    widget = painter.device()
    if not isinstance(widget, QWidget):
        return True
    inside = painter.combinedTransform().mapRect(box).toRect()
    return widget.visibleRegion().boundingRect().intersects(inside)


def _unscaled(place: QRect, factor: float) -> QRect:
    """Return a place in the pixels of the window, on a screen that draws everything larger."""
    left, top = round(place.x() / factor), round(place.y() / factor)
    return QRect(left, top, round(place.width() / factor), round(place.height() / factor))


def _box(painter: QPainter, given: tuple) -> QRectF | None:
    first = given[0]
    if isinstance(first, QRect | QRectF) and len(given) == 3 and isinstance(given[2], str):
        return QRectF(painter.boundingRect(QRectF(first), int(given[1]), given[2]))
    if isinstance(first, QRect | QRectF):
        return QRectF(first)
    words = next((g for g in reversed(given) if isinstance(g, str)), None)
    if words is None:
        return None
    at = (first.x(), first.y()) if hasattr(first, "x") else (float(first), float(given[1]))
    return QFontMetricsF(painter.font()).tightBoundingRect(words).translated(*at)
