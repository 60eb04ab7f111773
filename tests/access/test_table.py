# SPDX-License-Identifier: MIT
"""The page about access names a test for each demand, and each of these tests is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/access.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (A\d\d) \| [^|]+ \| ([^|]+) \|([^|]*)\|$", re.MULTILINE)


def test_every_demand_has_a_row_in_its_order():
    assert [name for name, _held, _figure in ROW.findall(PAGE)] == [
        f"A{n:02}" for n in range(1, 31)
    ]


def test_what_nothing_holds_says_why():
    for name, held, figure in ROW.findall(PAGE):
        by_command = re.search(r"`python3 dev\.py ([\w-]+)`", held)
        if by_command is not None:
            assert f'"{by_command[1]}": (' in (ROOT / "dev.py").read_text(encoding="utf-8"), name
            continue
        assert "::" in held or (held == "nothing" and len(figure) > 20), name


def test_every_test_that_is_named_is_there():
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
    assert len(named) >= 40
    missing = [
        f"{file}::{name}"
        for file, name in named
        if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert missing == []
