# SPDX-License-Identifier: MIT
"""A picture made new from its dots alone: no place, no time and no camera stay in it."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from caregiver_app.services.dosing.plan_photos import PhotoRefused
from caregiver_app.system.words import _

_LONGEST = 2400
_MOST_DOTS = 60_000_000
_QUALITY = 85


def plain_jpeg(data: bytes) -> bytes:
    """Return a picture as a new JPEG, upright, its long side at most 2400 dots.

    Raises PhotoRefused when it cannot be read.
    """
    source = QBuffer()
    source.setData(QByteArray(data))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > _MOST_DOTS:
        raise PhotoRefused(_("This picture has too many dots. Make it smaller first."))
    image = reader.read()
    if image.isNull():
        raise PhotoRefused(_("This picture cannot be read. The file may be broken."))
    return _written(_drawn_anew(image))


def _drawn_anew(image: QImage) -> QImage:
    size = image.size()
    if max(size.width(), size.height()) > _LONGEST:
        size = size.scaled(QSize(_LONGEST, _LONGEST), Qt.AspectRatioMode.KeepAspectRatio)
    plain = QImage(size, QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(plain.rect(), image)
    painter.end()
    return plain


def _written(image: QImage) -> bytes:
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(target, "JPEG", _QUALITY):  # type: ignore[call-overload]  # a str is right
        raise PhotoRefused(_("This picture cannot be kept on this computer."))
    return bytes(target.data().data())
