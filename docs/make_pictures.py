# SPDX-License-Identifier: MIT
"""Draw the pictures of the documents with the practice people: `python3 dev.py pictures`.

Everything is the real program on a clock that stands still, without a screen, so that a picture
changes only when the program does.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea

from caregiver_app.app import build_window
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.system.clock import FixedClock
from caregiver_app.ui.window.main_window import MainWindow
from caregiver_app.wiring import build_services

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SIZE = QSize(1366, 768)
SHEET_SIZE = QSize(1020, 1320)  # letter at 120 dots an inch
MOST_BYTES = 170_000
# A quarter of an hour after the last check-in of the first practice person.
CLOCK = FixedClock(datetime(2026, 11, 21, 23, 0, tzinfo=UTC), "America/New_York")
PEOPLE = ("practice-oral", "practice-pump", "practice-child", "practice-both")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, who is open, how the window looks, and the way to get there."""

    name: str
    way: Callable[[MainWindow], None]
    person: str | None = "practice-oral"
    theme: str = "light"
    text_scale: str = "1"
    size: QSize = SIZE


def stay(_window: MainWindow) -> None:
    """Show what the window opens with."""


def open_page(name: str) -> Callable[[MainWindow], None]:
    """Return a way that chooses a page in the rail."""
    return lambda window: window.show_page(name)


def fill_check_in(window: MainWindow) -> None:
    """Answer most of the form of a quiet evening."""
    window.show_page("check_in")
    for name in ("flag.none", "alertness.awake", "orientation.normal", "breathing.normal"):
        press(window, name)
    press(window, "stiffness.4")
    type_into(window, "temp_c", "98.6")
    type_into(window, "hr", "82")
    for area in window.findChildren(QScrollArea):
        area.verticalScrollBar().setValue(0)


def see_an_emergency(window: MainWindow) -> None:
    """Press one red-flag tile; the level answers at once."""
    window.show_page("check_in")
    press(window, "flag.hallucination")


def see_it_urgent(window: MainWindow) -> None:
    """Answer that they are much stiffer than usual."""
    fill_check_in(window)
    press(window, "stiffness.7")


def save_it_urgent(window: MainWindow) -> None:
    """Save the same, with nobody called yet."""
    see_it_urgent(window)
    press(window, "save")


def log_a_dose(window: MainWindow) -> None:
    """Say that the next dose came up again, and when it was given."""
    window.show_page("log_dose")
    press(window, "dose.slot.2")
    press(window, "dose.status.vomited")
    settle()  # as slow as a hand: what is asked next has its place before it is typed into
    type_into(window, "dose.after", "20")


def see_something_happen(window: MainWindow) -> None:
    """Tap a spasm storm whose stopwatch runs."""
    window.show_page("happened")
    press(window, "happened.spasms")


PICTURE_LIST = (
    Picture("today", stay),
    Picture("today-dark", stay, theme="dark"),
    Picture("today-200", stay, text_scale="2"),
    Picture("today-pump", stay, person="practice-pump"),
    Picture("today-small", stay, size=QSize(1024, 768)),
    Picture("today-small-200", stay, size=QSize(1024, 768), text_scale="2"),
    Picture("today-urgent", save_it_urgent),
    Picture("log-a-dose", log_a_dose),
    Picture("log-a-dose-dark", log_a_dose, theme="dark"),
    Picture("log-a-dose-small", log_a_dose, size=QSize(1024, 768)),
    Picture("log-a-dose-200", log_a_dose, size=QSize(1024, 768), text_scale="2"),
    Picture("happened", see_something_happen),
    Picture("happened-dark", see_something_happen, theme="dark"),
    Picture("happened-small", see_something_happen, size=QSize(1024, 768)),
    Picture("happened-200", see_something_happen, size=QSize(1024, 768), text_scale="2"),
    Picture("check-in", fill_check_in),
    Picture("check-in-dark", fill_check_in, theme="dark"),
    Picture("check-in-200", fill_check_in, text_scale="2"),
    Picture("check-in-small", fill_check_in, size=QSize(1024, 768)),
    Picture("check-in-small-200", fill_check_in, size=QSize(1024, 768), text_scale="2"),
    Picture("check-in-incomplete", open_page("check_in")),
    Picture("check-in-urgent", see_it_urgent),
    Picture("check-in-urgent-dark", see_it_urgent, theme="dark"),
    Picture("check-in-emergency", see_an_emergency),
    Picture("check-in-emergency-dark", see_an_emergency, theme="dark"),
    Picture("history", open_page("history")),
    Picture("trends", open_page("trends")),
    Picture("trends-dark", open_page("trends"), theme="dark"),
    Picture("handoff", open_page("handoff")),
    Picture("emergency", open_page("emergency")),
    Picture("emergency-dark", open_page("emergency"), theme="dark"),
    Picture("emergency-small", open_page("emergency"), size=QSize(1024, 768)),
    Picture("emergency-200", open_page("emergency"), text_scale="2", size=QSize(1024, 768)),
    Picture("people", open_page("people")),
    Picture("welcome", stay, person=None),
)


def press(window: MainWindow, name: str) -> None:
    """Click a button by its object name."""
    button = window.findChild(QAbstractButton, name)
    if button is None:
        raise LookupError(f"there is no button {name}")
    button.click()


def type_into(window: MainWindow, name: str, text: str) -> None:
    """Type into a field by its object name."""
    field = window.findChild(QLineEdit, name)
    if field is None:
        raise LookupError(f"there is no field {name}")
    field.setFocus()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Tab)


@contextmanager
def window_for(picture: Picture) -> Iterator[MainWindow]:
    """Build the program on a new folder with the people and settings of one picture."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        log = EntryLog.open(data, CLOCK)
        services = build_services(log, CLOCK)
        services.settings.change(
            theme=picture.theme, text_scale=Decimal(picture.text_scale), recorder="Jordan"
        )
        if picture.person:
            for person in PEOPLE:
                services.people.open_practice(person)
            services.settings.change(open_person=services.people.open_practice(picture.person))
        log.close()
        window = build_window(data, CLOCK)
        yield window
        window.close()
        window.deleteLater()


def settle() -> None:
    """Let the window lay itself out and load what it puts off to a quiet moment."""
    for _round in range(20):
        QApplication.processEvents()
        QTest.qWait(10)


def draw(picture: Picture) -> None:
    """Grab one window."""
    with window_for(picture) as window:
        window.resize(picture.size)
        window.show()
        settle()
        picture.way(window)
        settle()
        keep(picture.name, window.grab().toImage())


def draw_sheet(person: str) -> None:
    """Render the ER sheet of one person as it would be printed."""
    with tempfile.TemporaryDirectory() as folder:
        log = EntryLog.open(Path(folder), CLOCK)
        services = build_services(log, CLOCK)
        sheet = services.handoff.sheet(services.people.open_practice(person))
        log.close()
    buffer = QBuffer()
    buffer.setData(QByteArray(sheet.pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    page = document.render(0, SHEET_SIZE)
    white = QImage(page.size(), QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    paint_over(white, page)
    keep(f"sheet-{person.removeprefix('practice-')}", white)


def paint_over(ground: QImage, page: QImage) -> None:
    """Lay a page with a clear ground on a white one."""
    painter = QPainter(ground)
    painter.drawImage(0, 0, page)
    painter.end()


def keep(name: str, image: QImage) -> None:
    """Write a picture in its 256 commonest colours, which leaves every surface as it is.

    Stops when it is still too large for the repository.
    """
    file = PICTURES / f"{name}.png"
    image.save(str(file))
    with Image.open(file) as opened:
        in_few_colours(opened.convert("RGB")).save(file, optimize=True)
    size = file.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{file.name} is too large: {size} bytes")
    print(f"{file.relative_to(ROOT)}  {size // 1000} kB")


def in_few_colours(drawn: Image.Image) -> Image.Image:
    """Return a picture with a palette; a colour that is not in it becomes the nearest one."""
    counted = drawn.getcolors(maxcolors=drawn.width * drawn.height) or []
    colours = [colour for _count, colour in sorted(counted, reverse=True)]
    palette = colours[:256]
    index = {colour: nearest(colour, palette) for colour in colours}
    few = Image.new("P", drawn.size)
    few.putpalette([part for colour in palette for part in colour])
    pixels = drawn.tobytes()
    few.putdata([index[pixels[i], pixels[i + 1], pixels[i + 2]] for i in range(0, len(pixels), 3)])
    return few


def nearest(colour: tuple[int, ...], palette: list[tuple[int, ...]]) -> int:
    """Return the place of the nearest colour in a palette."""
    return min(
        range(len(palette)),
        key=lambda place: sum((a - b) ** 2 for a, b in zip(colour, palette[place], strict=True)),
    )


def main(names: list[str]) -> int:
    """Draw all pictures, or those that are named."""
    application = QApplication([])
    PICTURES.mkdir(exist_ok=True)
    for picture in PICTURE_LIST:
        if not names or picture.name in names:
            draw(picture)
    for person in PEOPLE:
        if not names or f"sheet-{person.removeprefix('practice-')}" in names:
            draw_sheet(person)
    application.quit()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
