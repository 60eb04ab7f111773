# SPDX-License-Identifier: MIT
"""Start an installed program on an empty profile: `python packaging/smoke.py [COMMAND ...]`.

Without arguments the checkout itself is started. First its self-test without a screen; where Xvfb
is there, the self-test and the whole window on a screen of its own too. Exit code 0 when each said
that it passed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

MAIN = Path(__file__).resolve().parent.parent / "main.py"
LONGEST_S = 120
OPEN_S = 3


def main(command: list[str]) -> int:
    """Run each check on an empty home of its own, and say which did not pass."""
    command = command or [sys.executable, str(MAIN)]
    checks = {"self-test without a screen": (self_test, command, "offscreen")}
    if shutil.which("xvfb-run"):
        on_a_screen = ["xvfb-run", "-a", *command]
        checks["self-test on a screen"] = (self_test, on_a_screen, "xcb")
        checks["the window on a screen"] = (window, on_a_screen, "xcb")
    failed = 0
    for name, (check, line, platform) in checks.items():
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            trouble = check(line, profile(home, platform), Path(home))
        print(f"{name}: {trouble or 'passed'}")
        failed += bool(trouble)
    return 1 if failed else 0


def profile(home: str, platform: str) -> dict[str, str]:
    """Return the environment of somebody who never started the program."""
    kept = {name: value for name, value in os.environ.items() if name != "CAREGIVER_DATA_DIR"}
    homes = dict.fromkeys(("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_RUNTIME_DIR"), home)
    data = str(Path(home) / "data")
    return {**kept, **homes, "XDG_DATA_HOME": data, "QT_QPA_PLATFORM": platform}


def self_test(command: list[str], environment: Mapping[str, str], _home: Path) -> str:
    """Run `COMMAND self-test`; return what went wrong, nothing when it said that it passed."""
    done = subprocess.run(
        [*command, "self-test"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    passed = done.returncode == 0 and "self-test passed" in done.stdout
    return "" if passed else f"exit code {done.returncode}\n{done.stdout}{done.stderr}"


def window(command: list[str], environment: Mapping[str, str], home: Path) -> str:
    """Open the window; return what went wrong unless it made its record and stayed open."""
    with tempfile.TemporaryFile() as told:
        started = subprocess.Popen(
            command, env=environment, stdout=told, stderr=told, start_new_session=True
        )
        try:
            record = wait_for_record(started, home)
            time.sleep(OPEN_S)
            still = started.poll() is None
        finally:
            end(started)
        told.seek(0)
        words = told.read().decode(errors="replace")
    if record and still:
        return words  # a warning of Qt or of Python is a fault too
    return f"no window: record {record}, still open {still}\n{words}"


def wait_for_record(started: subprocess.Popen[bytes], home: Path) -> bool:
    """Wait until the record lies in the empty profile, or the program has ended."""
    latest = time.monotonic() + LONGEST_S
    while time.monotonic() < latest and started.poll() is None:
        if any(home.rglob("record.key")):
            return True
        time.sleep(0.2)
    return False


def end(started: subprocess.Popen[bytes]) -> None:
    """End the program and the screen it was shown on."""
    import signal

    if started.poll() is None:
        os.killpg(started.pid, signal.SIGTERM)
    started.wait(LONGEST_S)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
