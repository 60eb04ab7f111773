# SPDX-License-Identifier: MIT
"""The same tests again and again, each time in another order: `python -m tests.repeat [PATH ...]`.

Exit code 1 when a test failed in any order. `--times` says how often, `--seed` begins with an order
that failed.
"""

import argparse
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TIMES = 20
_ORDER = "TESTS_IN_ORDER_OF"


class Shuffled:
    """Puts the tests of one file after another, the files and the tests in them in any order."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Mix what was found."""
        chance = random.Random(int(os.environ[_ORDER]))  # noqa: S311 - it keeps no secret
        by_file: dict[Path, list[pytest.Item]] = {}
        for item in items:
            by_file.setdefault(item.path, []).append(item)
        files = list(by_file)
        chance.shuffle(files)
        for tests in by_file.values():
            chance.shuffle(tests)
        items[:] = [item for path in files for item in by_file[path]]


def main() -> int:
    """Run the tests so often and print what came of each time."""
    parser = argparse.ArgumentParser(description="the same tests in other orders")
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    failed = []
    for seed in range(asked.seed, asked.seed + asked.times):
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", _RUN, "-q", "-p", "no:cacheprovider", *asked.paths],
            cwd=ROOT,
            env={**os.environ, _ORDER: str(seed), "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
        )
        lines = done.stdout.strip().splitlines()
        took = time.monotonic() - begun
        print(
            f"order {seed}: {lines[-1] if lines else done.stderr[-200:]}, {took:.0f} s", flush=True
        )
        if done.returncode:
            failed.append(seed)
            print("\n".join(line for line in lines if line.startswith(("FAILED", "ERROR"))))
    print(f"{asked.times} times in any order, {len(failed)} with a test that failed: {failed}")
    return int(bool(failed))


_RUN = (
    "import sys, pytest; sys.path.insert(0, '.'); from tests.repeat import Shuffled;"
    " raise SystemExit(pytest.main(sys.argv[1:], plugins=[Shuffled()]))"
)


if __name__ == "__main__":
    raise SystemExit(main())
