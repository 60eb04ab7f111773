# SPDX-License-Identifier: MIT
"""The charts as a picture to keep: whose they are, from when to when, and what the marks mean."""

import re
from base64 import b64encode
from dataclasses import dataclass

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QImage, QImageWriter, QPaintDevice, QPainter

from caregiver_app.domain.charts.trend_story import TrendStory
from caregiver_app.domain.moments import Moment
from caregiver_app.system.resources import resource_path
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, load_theme
from caregiver_app.ui.widgets.trends.chart_legend import Legend
from caregiver_app.ui.widgets.trends.chart_plot import Look
from caregiver_app.ui.widgets.trends.trend_chart import ChartPicture
from caregiver_app.ui.words import dates

_CARD = QSize(640, 300)
_SIDE_PX, _GAP_PX = 24, 12
_SHARPER = 2
ENDINGS = ("png", "svg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose charts they are, as it stands on the picture; a file name never has it."""

    name: str
    born: str
    practice: bool


def file_name(now: Moment, ending: str) -> str:
    """Return a name for the file without any name of a person: `trends-2026-05-21-1340.png`."""
    return f"trends-{now.local:%Y-%m-%d-%H%M}.{ending}"


class TrendPicture:
    """The charts of a story in two columns, on white, at 100 % text."""

    def __init__(self, story: TrendStory, unit: str, whose: Whose) -> None:
        self._theme: Theme = load_theme("light", 1.0)
        self._story = story
        self._whose = whose
        look = Look(theme=self._theme, unit=unit)
        self._charts = [ChartPicture(look, story, chart) for chart in story.charts]
        strips = max(0, len(story.strips) - 1) * 28
        self._card = _CARD + QSize(0, strips)
        self._legend = Legend(self._theme, keys=False, story=story)
        self._columns = min(2, max(1, len(self._charts)))

    def size(self) -> QSize:
        """Return the size in pixels at 100 %."""
        rows = -(-len(self._charts) // self._columns)
        wide = self._columns * (self._card.width() + _GAP_PX) - _GAP_PX + 2 * _SIDE_PX
        high = rows * (self._card.height() + _GAP_PX) + 2 * _SIDE_PX
        return QSize(wide, round(high + self._head_height() + self._legend_height()))

    def data(self, ending: str) -> bytes:
        """Return the file: `.png`, or `.svg` with its text as text; ValueError for another one."""
        made = {".png": self._png, ".svg": self._svg}.get(ending.lower())
        if made is None:
            raise ValueError(_("The name must end in .png or .svg."))
        return made()

    def draw(self, device: QPaintDevice) -> None:
        """Draw everything on a device."""
        painter = QPainter(device)
        painter.fillRect(QRect(QPointF(0, 0).toPoint(), self.size()), Qt.GlobalColor.white)
        self._draw_head(painter)
        top = _SIDE_PX + self._head_height()
        for number, chart in enumerate(self._charts):
            row, column = divmod(number, self._columns)
            box = QRectF(
                _SIDE_PX + column * (self._card.width() + _GAP_PX),
                top + row * (self._card.height() + _GAP_PX),
                self._card.width(),
                self._card.height(),
            )
            chart.draw(painter, box, chart.plot(box))
            told = chart.chart.check_ins
            chart.draw_head(painter, box, told[-1] if told else None)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        foot = self.size().height() - _SIDE_PX - self._legend_height()
        self._legend.draw(painter, QPointF(_SIDE_PX, foot))
        painter.end()

    def _png(self) -> bytes:
        image = QImage(self.size() * _SHARPER, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARPER)
        self.draw(image)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if not QImageWriter(buffer, QByteArray(b"png")).write(image):
            raise OSError(_("The picture could not be made."))
        return bytes(buffer.data().data())

    def _svg(self) -> bytes:
        from PySide6.QtSvg import QSvgGenerator

        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        made = QSvgGenerator()
        made.setOutputDevice(buffer)
        made.setSize(self.size())
        made.setViewBox(QRect(0, 0, self.size().width(), self.size().height()))
        made.setTitle(_("Trends"))
        self.draw(made)
        return _with_fonts(self._theme, bytes(buffer.data().data()))

    def _lines(self) -> list[tuple[str, str]]:
        story, whose = self._story, self._whose
        practice = _("PRACTICE: {name}").format(name=whose.name)
        name = practice if whose.practice else whose.name
        start, end = story.at_home(story.start), story.at_home(story.end)
        when = _("{start} to {end}").format(start=dates.date_time(start), end=dates.date_time(end))
        place = _("Times of {zone}. Drawn {time}.").format(
            zone=dates.zone_name(end), time=dates.date_time(story.at_home(story.now))
        )
        return [("name", f"{name}. {whose.born}"), ("body", f"{when}. {place}")]

    def _head_height(self) -> float:
        fonts = (self._theme.font(role) for role, _words in self._lines())
        return sum(QFontMetricsF(font).height() for font in fonts) + _GAP_PX

    def _legend_height(self) -> float:
        return self._legend.size().height()

    def _draw_head(self, painter: QPainter) -> None:
        y = float(_SIDE_PX)
        for role, words in self._lines():
            font = self._theme.font(role)
            height = QFontMetricsF(font).height()
            painter.setFont(font)
            painter.setPen(self._theme.colour("text"))
            painter.drawText(QRectF(_SIDE_PX, y, self.size().width(), height), words)
            y += height


def _with_fonts(theme: Theme, drawing: bytes) -> bytes:
    """Put the typeface into a drawing: with any other one its words would run over each other."""
    faces = []
    for name in theme.shared["font"]["files"]:
        weight = re.sub(r"\D", "", name)
        if f'font-weight="{weight}"'.encode() not in drawing:
            continue
        data = b64encode(resource_path("fonts", name).read_bytes()).decode()
        faces.append(
            f"@font-face{{font-family:'{theme.shared['font']['family']}';font-weight:{weight};"
            f"src:url(data:font/ttf;base64,{data})}}"
        )
    style = f"<style>{''.join(faces)}</style>".encode()
    return drawing.replace(b"<defs>", style + b"<defs>", 1)
