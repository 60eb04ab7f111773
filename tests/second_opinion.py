# SPDX-License-Identifier: MIT
"""What mutmut, a mutator that others wrote, finds in the rules: `python3 dev.py mutate mutmut`.

It runs in a copy of the project, because it writes its mutants beside the code. A mutant that no
test notices is printed, and the exit code is 1, unless it stands in mutmut_known.toml with the
reason why it is no mistake. `--look FOLDER` only reads what an earlier run left in its copy.
"""

import ast
import difflib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KNOWN_FILE = ROOT / "tests" / "mutmut_known.toml"
NOT_NOTICED = {0, 5, 33}  # every test passed, or none was there to be run


def copied(to: Path) -> Path:
    """Copy what stands in the project, as it is now, into a folder of its own."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)
    return to


def run_in(folder: Path) -> None:
    """Run mutmut over the modules that pyproject.toml names."""
    mutmut = Path(sys.executable).with_name("mutmut")
    command = [mutmut, "run", "--max-children", str(os.cpu_count() or 1)]
    with (folder / "mutmut.log").open("wb") as log:
        subprocess.run(command, cwd=folder, stdout=log, stderr=log, check=False)


def verdicts(folder: Path) -> dict[Path, dict[str, int | None]]:
    """Return, for each file of mutants, how the tests ended on each of them."""
    metas = sorted(folder.glob("mutants/caregiver_app/**/*.meta"))
    return {
        meta.with_suffix(""): json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        for meta in metas
    }


def names_of(file: Path, mutants: list[str]) -> Iterator[str]:
    """Return each mutant as what stood there and what it made of it, which outlives a renumbering.

    mutmut numbers the mutants of a function, and writes them beside it in one file.
    """
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    counted: Counter[str] = Counter()
    for mutant in mutants:
        function = mutant.rpartition(".")[2]
        base = function.rpartition("__mutmut_")[0]
        was, now = changed(functions[f"{base}__mutmut_orig"], functions[function])
        name = f"{file.stem}.{base.removeprefix('x_').removeprefix('xǁ').replace('ǁ', '.')}"
        counted[told := f"{name}: {was} -> {now}"] += 1
        yield told if counted[told] == 1 else f"{told} ({counted[told]})"


def changed(before: ast.FunctionDef, after: ast.FunctionDef) -> tuple[str, str]:
    """Return the lines in which two functions differ."""
    sides: list[list[str]] = []
    for function in (before, after):
        body = ast.parse(ast.unparse(function)).body[0]
        body.name = "f"
        sides.append([line.strip() for line in ast.unparse(body).splitlines()])
    lines = [*difflib.unified_diff(*sides, lineterm="", n=0)][2:]
    was = " / ".join(line[1:] for line in lines if line.startswith("-"))
    return was, " / ".join(line[1:] for line in lines if line.startswith("+"))


def known() -> set[str]:
    """Return the names of the mutants that are no mistake."""
    groups = tomllib.loads(KNOWN_FILE.read_text(encoding="utf-8"))["known"]
    return {name for group in groups for name in group["mutants"]}


def report(folder: Path) -> int:
    """Say what no test noticed and nobody explained, and what is listed without need."""
    tried, noticed, left = 0, 0, set()
    for file, codes in verdicts(folder).items():
        tried += len(codes)
        noticed += sum(code not in {*NOT_NOTICED, None} for code in codes.values())
        left |= {*names_of(file, [key for key, code in codes.items() if code in NOT_NOTICED])}
    unexplained, needless = sorted(left - known()), sorted(known() - left)
    print(f"mutmut: {noticed} of {tried} noticed, {len(left & known())} are no mistake")
    print(f"{len(unexplained)} not noticed, {tried - noticed - len(left)} not tried")
    print("\n".join(f"  {name}" for name in unexplained))
    print("\n".join(f"  listed as no mistake, but noticed or gone: {name}" for name in needless))
    return int(bool(unexplained or needless or not tried or noticed + len(left) < tried))


def main(arguments: list[str]) -> int:
    """Run mutmut in a copy and report; with --look, report on the copy of an earlier run."""
    if arguments[:1] == ["--look"]:
        return report(Path(arguments[1]))
    with tempfile.TemporaryDirectory() as folder:
        run_in(copied(Path(folder)))
        return report(Path(folder))
