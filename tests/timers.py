# SPDX-License-Identifier: MIT
"""Whether systemd takes the timer that reminds while the program is closed: `dev.py timers`.

It writes both units, as this checkout would put them in place and for a folder with every hard
sign, into a temporary folder, and has `systemd-analyze verify --user` read them. Nothing of this
computer is changed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from caregiver_app.system.timer_files import (
    NAME,
    remind_command,
    systemd_service,
    systemd_timer,
)

HARD = Path('/home/a b/100 %/"q" $HOME \\ é; <x>')


def main() -> int:
    """Print what systemd says of each pair of units; not zero when it says anything at all."""
    if shutil.which("systemd-analyze") is None:
        print("systemd-analyze is not here: install systemd to check the timer.", file=sys.stderr)
        return 1
    failed = [
        where for where, folder in (("here", None), ("hard signs", HARD)) if _is_wrong(folder)
    ]
    for where in ("here", "hard signs"):
        print(f"{where}: {'NOT taken' if where in failed else 'taken without a word'}")
    return 1 if failed else 0


def _is_wrong(data_dir: Path | None) -> bool:
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        units = {
            folder / f"{NAME}.service": systemd_service(remind_command(data_dir)),
            folder / f"{NAME}.timer": systemd_timer(),
        }
        for path, content in units.items():
            path.write_text(content, encoding="utf-8")
        done = subprocess.run(
            ["systemd-analyze", "verify", "--user", *map(str, units)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "XDG_RUNTIME_DIR": text},
        )
    said = done.stdout + done.stderr
    print(said, end="", file=sys.stderr)
    return bool(done.returncode or said.strip())


if __name__ == "__main__":
    raise SystemExit(main())
