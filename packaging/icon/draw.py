# SPDX-License-Identifier: MIT
"""Draw the icon of the program in every size that desktops ask for: `draw.py FOLDER`."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
SOURCE = Path(__file__).with_name("caregiver-app.svg")


def main(folder: Path) -> int:
    """Write one PNG for each size, and the two files that Windows and macOS take them from."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication([])
    for size in SIZES:
        draw(size, folder / f"{size}.png")
    application.quit()
    largest = Image.open(folder / "512.png")
    windows = [(size, size) for size in SIZES if size <= 256]
    largest.save(folder / "caregiver-app.ico", sizes=windows)
    largest.save(folder / "caregiver-app.icns")
    return 0


def draw(size: int, file: Path) -> None:
    """Write the icon as a square PNG with a clear ground, `size` pixels wide."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    if not picture.save(str(file)):
        raise OSError(f"{file} could not be written")


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
