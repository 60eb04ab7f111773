# SPDX-License-Identifier: MIT
"""The whole program: what the first picture costs, and what a broken record looks like."""

import shutil
import subprocess
import sys
from pathlib import Path

from caregiver_app.app import build_window, start
from caregiver_app.system.resources import resource_path
from caregiver_app.ui.pages.rescue import RescuePage
from tests.journeys.words import press, see, visible_text

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
    "reportlab", "cryptography", "pypdf", "PySide6.QtPdf", "PySide6.QtPrintSupport",
    "subprocess", "asyncio", "jsonschema",
)  # fmt: skip


FRAME_ONLY = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from caregiver_app.app import start
from caregiver_app.system.clock import SystemClock

def tell():
    print("\\n".join(sorted(sys.modules)), flush=True)
    os._exit(0)

application = QApplication([])
window = start(Path(sys.argv[1]), SystemClock())
window.first_painted.disconnect()
window.first_painted.connect(tell)
window.show()
application.exec()
"""


def loaded_modules(*arguments: str, script: str = FIRST_PAINT) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True, text=True, check=True, cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "", "HOME": arguments[0]},
    )  # fmt: skip
    return set(run.stdout.split())


def test_the_first_picture_waits_for_no_heavy_library(tmp_path):
    loaded = loaded_modules(str(tmp_path / "data"))
    heavy = {m for m in loaded if m.startswith(NEVER_BEFORE_THE_FIRST_PAINT)}
    assert not heavy
    assert "caregiver_app.ui.window.main_window" in loaded


def test_the_frame_is_painted_before_the_record_is_even_looked_for(tmp_path):
    loaded = loaded_modules(str(tmp_path / "data"), script=FRAME_ONLY)
    own = {m for m in loaded if m.startswith(("apsw", "caregiver_app.s", "caregiver_app.content"))}
    assert own <= {m for m in own if m.startswith("caregiver_app.system")}
    assert not (tmp_path / "data").exists()


def test_today_of_a_person_waits_for_no_heavy_library_either(tmp_path):
    loaded = loaded_modules(str(tmp_path / "data"), "practice-oral")
    assert not {m for m in loaded if m.startswith(NEVER_BEFORE_THE_FIRST_PAINT)}
    assert not {m for m in loaded if m.startswith("caregiver_app.report")}


def test_a_broken_record_still_shows_911_and_what_is_wrong(qtbot, data_dir, clock):
    data_dir.mkdir()
    (data_dir / "record.db").write_bytes(b"")
    (data_dir / "record.key").write_text("not a key")
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: window.findChild(RescuePage) is not None)
    see(window, "call 911 now", "record.key is damaged", "stopping it all at once")
    assert (data_dir / "record.db").read_bytes() == b""


def test_changed_rules_start_nothing_and_911_stays(qtbot, data_dir, clock, tmp_path, monkeypatch):
    folder = shutil.copytree(resource_path("content"), tmp_path / "content")
    text = (folder / "rules.toml").read_text(encoding="utf-8")
    (folder / "rules.toml").write_text(text.replace('"38.0"', '"39.0"', 1), encoding="utf-8")
    monkeypatch.setattr("caregiver_app.content.seal.resource_path", lambda _name: folder)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.findChild(RescuePage) is not None)
    see(window, "call 911 now", "rules.toml, groups.temp_from:")
    press(window, "rescue.again")
    see(window, "call 911 now", "rules.toml, groups.temp_from:")
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    press(window, "rescue.again")
    qtbot.waitUntil(lambda: "Just looking?" in visible_text(window))
    window.close()


def test_the_window_is_there_before_the_record_is_open(qtbot, data_dir, clock):
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_painted):
        window.show()
    qtbot.waitUntil(lambda: "Just looking?" in visible_text(window))
    see(window, "Emergency", "Just looking?")
    window.close()


def test_damage_inside_the_record_is_told_while_the_program_is_idle(qtbot, data_dir, clock):
    opened = build_window(data_dir, clock)
    opened.services.people.open_practice("practice-oral")
    opened.close()
    path = data_dir / "record.db"
    pages = bytearray(path.read_bytes())
    pages[-2000] ^= 1
    path.write_bytes(pages)
    window = start(data_dir, clock)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "damaged" in visible_text(window))
    window.close()


def test_without_a_screen_the_window_is_refused_in_one_sentence(tmp_path):
    run = subprocess.run(
        [sys.executable, "main.py"],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={"PATH": "", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.count("\n") == 1
    assert "no screen" in run.stderr


def test_self_test_passes_on_an_empty_profile(tmp_path):
    run = subprocess.run(
        [sys.executable, "main.py", "self-test"],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (0, "self-test passed\n")
