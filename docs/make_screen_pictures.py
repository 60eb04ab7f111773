# SPDX-License-Identifier: MIT
"""Draw every page and every state of it that matters: `python3 dev.py screen-pictures`.

The states are those that the tests of access walk through, `tests/access/states.py`, so that
what is looked at is what was tested: by day for all people, and with the practice person by
mouth at night, and in double text on the least screen. Those that take a passcode, a backup, a
file or a damaged record, `tests/access/rare_states.py`, are drawn on the least screen in usual
text too. The clock stands still.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, chdir
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from caregiver_app.app import build_window, start
from caregiver_app.domain.person import Person
from caregiver_app.domain.sharing.recovery_code import GROUPS, IN_GROUP, write_code
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.ui.pages.rescue import RescuePage
from caregiver_app.ui.widgets.settings.passcode_parts import CodePart
from caregiver_app.ui.window.main_window import MainWindow
from caregiver_app.wiring import build_services
from docs.make_pictures import CLOCK, MOST_BYTES, PICTURES, settle
from tests.access.rare_states import (
    backup_states,
    lock_states,
    passcode_states,
    take_in_states,
)
from tests.access.states import STATES, visit

FOLDER = PICTURES / "screens"
COLOURS = 128
HOME = Path("~", ".local", "share", "CaregiverApp")
"""Where the record of a picture lies, in a folder that goes away with it: no two are alike."""
INVENTED_CODE = write_code([letter for letter in range(GROUPS) for _place in range(IN_GROUP)])


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look at the states of some people: its name, theme, text and window."""

    name: str
    people: tuple[str, ...]
    theme: str = "light"
    scale: int = 1
    size: tuple[int, int] = (1366, 768)


LOOKS = (
    Look("day", tuple(STATES)),
    Look("night", ("practice-oral",), theme="dark"),
    Look("double", ("practice-oral",), scale=2, size=(1024, 768)),
    Look("small", (), size=(1024, 768)),
)
LONG_MS = 120_000


class Windows(ExitStack):
    """Opens windows on new folders, the last one `data`, and closes them with itself."""

    data: Path

    def open_chosen(self, look: Look) -> MainWindow:
        """Open the practice person by mouth as a look wants it."""
        chosen = {"theme": look.theme, "text_scale": Decimal(look.scale)}
        return self.open_window(
            *look.size, person="practice-oral", recorder="Ana (daughter)", **chosen
        )

    def open_window(
        self, width: int, height: int, person: str | Person | None = None, **chosen: object
    ) -> MainWindow:
        """Open the program on one person, with what somebody chose before."""
        self.enter_context(chdir(self.enter_context(tempfile.TemporaryDirectory())))
        self.data = data = HOME
        log = EntryLog.open(data, CLOCK)
        services = build_services(log, CLOCK)
        services.settings.change(**chosen)
        if isinstance(person, Person):
            services.people.remember_open(services.people.add_person(person, None))
        elif person:
            services.people.open_practice(person)
        log.close()
        window = build_window(data, CLOCK)
        self.callback(window.deleteLater)
        self.callback(window.close)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        settle()
        return window


def draw(look: Look) -> Iterator[str]:
    """Draw one look, and yield the name of each picture."""
    for who in look.people:
        with Windows() as windows:
            for state, window in visit(windows.open_window, who, look.theme, look.scale, look.size):
                settle()
                words = f"{look.name} {who.removeprefix('practice-') or 'nobody'} {state}"
                yield keep(words, window.grab().toImage())
    for way in (passcode_states, lock_states, backup_states, take_in_states):
        with Windows() as windows:
            yield from draw_rare(look, windows, way)
    yield draw_rescue(look)


def draw_rare(look: Look, windows: Windows, way: Callable[..., Iterator[str]]) -> Iterator[str]:
    """Draw the states of one way with the practice person by mouth."""
    window = windows.open_chosen(look)
    more: tuple[object, ...] = ()
    if way is lock_states:
        for _state in passcode_states(window, until):
            pass
    if way is take_in_states:
        folder = Path(windows.enter_context(tempfile.TemporaryDirectory()))
        more = (folder, CLOCK, "practice-oral")
    for state in way(window, until, *more):
        for code in window.findChildren(CodePart):
            if code.isVisible():
                code.show_code(INVENTED_CODE)
        settle()
        yield keep(f"{look.name} {state}", window.grab().toImage())


def draw_rescue(look: Look) -> str:
    """Draw the page of a record whose key is damaged."""
    with Windows() as windows:
        windows.open_chosen(look).close()
        (windows.data / "record.key").write_text("not a key")
        window = start(windows.data, CLOCK)
        windows.callback(window.close)
        window.resize(*look.size)
        window.show()
        until(lambda: window.findChild(RescuePage) is not None)
        settle()
        return keep(f"{look.name} rescue", window.grab().toImage())


def until(holds: Callable[[], bool]) -> None:
    """Let the window go on until something holds."""
    patience = QDeadlineTimer(LONG_MS)
    while not holds():
        if patience.hasExpired():
            raise SystemExit("the window did not come so far")
        QApplication.processEvents()


def keep(words: str, image: QImage) -> str:
    """Write a picture in few colours and return its name; stops when it is still too large."""
    name = re.sub(r"[^a-z0-9]+", "-", words)
    file = FOLDER / f"{name}.png"
    image.save(str(file))
    with Image.open(file) as opened:
        # The method by areas of one colour would draw a mark of WATCH in red, and links in green.
        method = Image.Quantize.FASTOCTREE
        few = opened.convert("RGB").quantize(COLOURS, method, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
    if file.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{file.name} is too large: {file.stat().st_size} bytes")
    return name


def main(names: list[str]) -> int:
    """Draw all looks, or those that are named."""
    application = QApplication([])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        if not names or look.name in names:
            print(f"{look.name}: {len(list(draw(look)))} pictures")
    application.quit()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
