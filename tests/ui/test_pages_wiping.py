# SPDX-License-Identifier: MIT
"""What the library that draws pages keeps of them is overwritten; see `python -m tests.memory`."""

import io
import platform
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from reportlab.pdfgen.canvas import Canvas

from caregiver_app.ui.files.pages_wiping import overwrite_drawn
from caregiver_app.ui.files.sheet_actions import page_picture
from tests.journeys.test_passcode import _no_dearer_lock  # noqa: F401 - a fixture
from tests.journeys.test_put_away import lock, window  # noqa: F401 - a fixture

_OF_THE_SYSTEM = 0x5000_0000_0000
"""PDFium asks for its memory below the place where the system lays all other."""

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(
        (sys.platform, platform.machine()) != ("linux", "x86_64"),
        reason="its memory is found there only",
    ),
]


def page_with(lines):
    file = io.BytesIO()
    page = Canvas(file)
    for number, line in enumerate(lines):
        page.drawString(20, 20 + 20 * number, line.decode())
    page.save()
    return file.getvalue()


def memory():
    """Yield the pieces of memory of this process that it can write to, and where each begins."""
    with Path("/proc/self/mem").open("rb", buffering=0) as whole:
        for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
            span, rights, *_rest = line.split()
            begin, end = (int(place, 16) for place in span.split("-"))
            if rights.startswith("rw") and begin < _OF_THE_SYSTEM:
                whole.seek(begin)
                yield whole.read(end - begin)


def looked_at():
    """Look at a page twice, and return what tells how often its words stand in that memory."""
    words = [secrets.token_hex(10).encode() for _line in range(30)]
    for _look in range(2):
        assert not page_picture(page_with(words), QSize(300, 400)).isNull()
    return lambda: sum(piece.count(word) for piece in memory() for word in words)


def in_a_program_of_its_own():
    """Look at a page, overwrite it, and print how often its words stood there and still do."""
    from PySide6.QtGui import QGuiApplication

    program = QGuiApplication([])
    left = looked_at()
    before = left()
    for _rest in overwrite_drawn():
        pass
    print(before, left())
    del program


def test_the_words_of_a_page_that_was_looked_at_are_overwritten():
    # What other tests drew before would stand between.
    told = subprocess.run(
        [sys.executable, "-c", f"from {__name__} import *; in_a_program_of_its_own()"],
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    before, after = map(int, told.stdout.split())
    assert before >= 30, "so much is left where nobody overwrites it"
    assert after <= before / 20


@pytest.mark.long
def test_behind_the_lock_screen_they_go_by_themselves(window, qtbot):  # noqa: F811 - a fixture
    left = looked_at()
    before = left()
    lock(window).try_now()
    qtbot.waitUntil(lambda: left() <= before / 20)
