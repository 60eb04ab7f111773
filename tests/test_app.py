# SPDX-License-Identifier: MIT
"""The whole program: what the first picture costs, and what a broken record looks like."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

FIRST_PAINT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication
from caregiver_app.app import build_window
from caregiver_app.system.clock import FixedClock
application = QApplication([])
window = build_window(Path(sys.argv[1]), FixedClock(datetime(2026, 5, 21, tzinfo=UTC), "UTC"))
if len(sys.argv) > 2:
    window.open_person(window.services.people.open_practice(sys.argv[2]))
window.show()
application.processEvents()
print("\\n".join(sorted(sys.modules)))
window.close()
"""
NEVER_BEFORE_THE_FIRST_PAINT = (
    "reportlab", "cryptography", "pypdf", "segno", "PySide6.QtPdf", "PySide6.QtPrintSupport",
    "subprocess", "asyncio", "jsonschema",
)  # fmt: skip


def loaded_modules(*arguments: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, *arguments],
        capture_output=True, text=True, check=True, cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "", "HOME": arguments[0]},
    )  # fmt: skip
    return set(run.stdout.split())


def test_the_first_picture_waits_for_no_heavy_library(tmp_path):
    loaded = loaded_modules(str(tmp_path / "data"))
    heavy = {m for m in loaded if m.startswith(NEVER_BEFORE_THE_FIRST_PAINT)}
    assert not heavy
    assert "caregiver_app.ui.main_window" in loaded


def test_today_of_a_person_waits_for_no_heavy_library_either(tmp_path):
    loaded = loaded_modules(str(tmp_path / "data"), "practice-oral")
    assert not {m for m in loaded if m.startswith(NEVER_BEFORE_THE_FIRST_PAINT)}
    assert not {m for m in loaded if m.startswith("caregiver_app.report")}


def test_a_broken_record_still_shows_911_and_what_is_wrong(qtbot):
    from caregiver_app.ui.rescue_window import RescueWindow
    from tests.journeys.words import see

    window = RescueWindow("The key file record.key is damaged. Nothing was changed.")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    see(window, "call 911 now", "record.key is damaged", "Do not stop or skip")


def test_self_test_passes_on_an_empty_profile(tmp_path):
    run = subprocess.run(
        [sys.executable, "main.py", "self-test"],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (0, "self-test passed\n")
