# SPDX-License-Identifier: MIT
"""Start an installed program once on an empty profile: `python packaging/smoke.py [COMMAND ...]`.

Without arguments the checkout itself is started. Exit code 0 when the self-test says it passed.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

MAIN = Path(__file__).resolve().parent.parent / "main.py"


def main(command: list[str]) -> int:
    """Run `COMMAND self-test` with an empty home and look for its closing words."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [*(command or [sys.executable, str(MAIN)]), "self-test"],
            env={"QT_QPA_PLATFORM": "offscreen", **os.environ, "HOME": home, "USERPROFILE": home},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    passed = done.returncode == 0 and "self-test passed" in done.stdout
    print(done.stdout if passed else f"{done.stdout}{done.stderr}\nsmoke test failed", end="")
    return 0 if passed else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
