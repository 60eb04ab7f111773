# SPDX-License-Identifier: MIT
"""Drawn marks: the shape of a level and the person's strip, as paths, never as glyphs."""

from typing import TYPE_CHECKING

from caregiver_app.domain.levels import Level

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from caregiver_app.report.drawing.layout import Page

_KAPPA = 0.5523


def draw_level(canvas: "Canvas", level: Level | None, x: float, y: float, size: float) -> None:
    """Draw a level's shape in the square whose lower left corner is (x, y); None is no check-in."""
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    if level in _CORNERS:
        path = canvas.beginPath()
        first, *others = _CORNERS[level]
        path.moveTo(x + first[0] * size, y + first[1] * size)
        for across, up in others:
            path.lineTo(x + across * size, y + up * size)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    elif level is Level.NO_FLAGS:
        canvas.setLineWidth(size * 0.11)
        canvas.circle(x + size / 2, y + size / 2, size * 0.42)
    else:
        _question(canvas, x, y, size)


_CORNERS: dict[Level | None, tuple[tuple[float, float], ...]] = {
    Level.EMERGENCY: ((0, 0), (1, 0), (1, 1), (0, 1)),
    Level.URGENT: ((0, 0.04), (1, 0.04), (0.5, 0.96)),
    Level.WATCH: ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
}


def _question(canvas: "Canvas", x: float, y: float, size: float) -> None:
    """Draw a dashed ring with a question mark made of an arc, a stem and a dot."""
    canvas.setLineWidth(size * 0.05)
    canvas.setDash(size * 0.13, size * 0.08)
    canvas.circle(x + size / 2, y + size / 2, size * 0.46)
    canvas.setDash()
    canvas.setLineWidth(size * 0.1)
    path = canvas.beginPath()
    radius, middle, centre = size * 0.16, x + size / 2, y + size * 0.6
    handle = radius * _KAPPA
    path.moveTo(middle - radius, centre)
    path.curveTo(
        middle - radius, centre + handle, middle - handle, centre + radius, middle, centre + radius
    )
    path.curveTo(
        middle + handle, centre + radius, middle + radius, centre + handle, middle + radius, centre
    )
    path.curveTo(
        middle + radius, centre - handle, middle, centre - handle, middle, centre - radius * 1.3
    )
    canvas.drawPath(path)
    canvas.circle(middle, y + size * 0.24, size * 0.06, stroke=0, fill=1)


def draw_hatch(
    page: "Page", x: float, top: float, width: float, height: float, step: float = 5.0
) -> None:
    """Fill a rectangle with diagonal stripes, clipped to it."""
    canvas = page.canvas
    low = page.height - top - height
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x, low, width, height)
    canvas.clipPath(clip, stroke=0, fill=0)
    path = canvas.beginPath()
    at = x - height
    while at < x + width:
        path.moveTo(at, low)
        path.lineTo(at + height, low + height)
        at += step
    canvas.drawPath(path)
    canvas.restoreState()


PATTERNS = {
    "mulberry": "diagonal stripes",
    "slate": "dots",
    "lagoon": "vertical bars",
    "ink": "chequer",
    "heather": "waves",
}
"""What stands on paper for a person's colour; any other one is plain."""


def draw_strip(page: "Page", colour: str, top: float, height: float) -> None:
    """Draw the person's strip: their pattern tells two people's sheets apart on grey paper."""
    canvas, low = page.canvas, page.height - top - height
    pattern = PATTERNS.get(colour, "")
    canvas.setFillGray(0)
    if pattern == "diagonal stripes":
        canvas.setStrokeGray(0)
        canvas.setLineWidth(3)
        draw_hatch(page, page.left, top, page.width, height, 9.0)
        return
    if pattern not in _DASHES:
        page.fill(page.left, top, page.width, height, 0.467)
        return
    canvas.saveState()
    canvas.setStrokeGray(0)
    for middle, thick, on, off, shift in _DASHES[pattern]:
        canvas.setLineWidth(thick * height)
        canvas.setDash([on, off], shift)
        y = low + middle * height
        canvas.line(page.left, y, page.right, y)
    canvas.restoreState()


# Rows of dashes: middle and thickness as parts of the height; dash, gap and start in points.
_DASHES: dict[str, tuple[tuple[float, float, float, float, float], ...]] = {
    "dots": ((0.5, 0.7, 3.0, 3.0, 0.0),),
    "vertical bars": ((0.5, 1.0, 1.2, 1.8, 0.0),),
    "chequer": ((0.25, 0.5, 4.5, 4.5, 0.0), (0.75, 0.5, 4.5, 4.5, 4.5)),
    "waves": ((0.15, 0.3, 6.0, 6.0, 0.0), (0.85, 0.3, 6.0, 6.0, 6.0)),
}
