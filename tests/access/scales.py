# SPDX-License-Identifier: MIT
"""The tests of access on screens that draw everything larger: `python3 -m tests.access.scales`.

Takes some minutes, so it is no part of the ordinary run. The factor is the one that Windows and
most desktops offer; Qt is told of it before it starts.
"""

import os
import subprocess
import sys

FACTORS = ("1.25", "1.5", "2")
TESTS = ("tests/access/test_room.py", "tests/access/test_tasks.py", "tests/ui/test_access.py")


def main() -> int:
    """Run them once for each factor; return how many of the factors failed."""
    failed = 0
    for factor in FACTORS:
        print(f"QT_SCALE_FACTOR={factor}", flush=True)
        told = os.environ | {"QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "pytest", "-q", "-m", "", "-p", "no:cacheprovider", *TESTS]
        failed += subprocess.run(command, env=told, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
