# SPDX-License-Identifier: MIT
"""Start Caregiver Checklist from a checkout: `python3 main.py`."""

import os
import sys
from pathlib import Path

VENV = Path(__file__).resolve().parent / ".venv"
NEEDED = ("appdirs", "apsw", "cryptography", "PySide6", "pypdf", "reportlab", "segno")


def hand_over() -> None:
    """Go on with the Python that `dev.py` filled, where this one lacks what the program needs.

    Without that one the commands say by themselves what they lack: `assess` lacks nothing.
    """
    if getattr(sys, "frozen", False) or Path(sys.prefix).resolve() == VENV.resolve():
        return
    from importlib.util import find_spec

    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if all(map(find_spec, NEEDED)):
        return
    if not python.exists():
        if not sys.argv[1:]:
            raise SystemExit("This Python lacks what the window needs. Type: python3 dev.py run")
        return
    command = [str(python), *sys.argv]
    if os.name == "nt":  # there to become another process means to end before it does
        import subprocess

        raise SystemExit(subprocess.call(command))  # noqa: S603 - ourselves, no shell
    os.execv(command[0], command)  # noqa: S606 - ourselves, no shell


if __name__ == "__main__":
    hand_over()
    from caregiver_app.app import main
    from caregiver_app.system.garbage import end_at_once, leave_unsearched

    if sys.argv[1:]:
        leave_unsearched()
    code = main()
    if sys.argv[1:]:
        end_at_once(code)
    raise SystemExit(code)
