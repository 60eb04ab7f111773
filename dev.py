# SPDX-License-Identifier: MIT
"""Set up, run, test and measure Caregiver Checklist with nothing but Python installed.

`python3 dev.py run` starts the program and `python3 dev.py test` checks all of it. Both make a
virtual environment in `.venv` first and fill it from the lock files; nothing else on the computer
is touched, except that root on Debian or Ubuntu gets the system libraries that Qt needs.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"  # holds everything of RUN_LOCK, in the same versions
PACKAGE_LOCK = ROOT / "requirements-package.lock"  # what builds the installers, and nothing else

MOST_WORKERS = 4  # each holds a whole Qt
# What one process has compiled is there for the next one.
QUICK = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
OLDEST, NEWEST = (3, 11), (3, 14)  # what the pinned Qt has wheels for
PRACTICE_RECORD = "resources/samples/practice-oral.json"

# Library file that Qt loads -> the Debian and Ubuntu package that brings it.
ALWAYS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libX11.so.6": "libx11-6",
    "libxcb.so.1": "libxcb1",
    "libbrotlidec.so.1": "libbrotli1",
}
ON_A_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libX11-xcb.so.1": "libx11-xcb1",
}


class SetupError(Exception):
    """Something is missing that this script cannot put right; its text says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return start_again_with_a_fitting_python()
    commands: dict[str, tuple[Callable[[list[str]], int], str]] = {
        "run": (run, "start the program; without a screen, work through a practice record"),
        "test": (test, "check format, style, types, layers and run every test"),
        "setup": (setup, "make .venv and fill it, for run and test"),
        "bench": (bench, "measure speed and memory, each against its floor"),
        "monotone": (monotone, "judge a million pairs of check-ins: worse is never milder"),
        "sheets": (sheets, "print ten thousand records, any that can be: each fits its page"),
        "fax": (
            fax,
            "read every sheet as a printer and a fax draw it: key numbers must come through",
        ),
        "torture": (
            torture,
            "kill, cut the power, fill the disk, damage: is the record still there",
        ),
        "canary": (canary, "search every file for what was typed: nothing but what was exported"),
        "no-network": (no_network, "watch every call of the main journeys for one to a network"),
        "reader": (reader, "hear what a screen reader is told of five tasks, over its bus"),
        "timers": (timers, "have systemd read the timer that reminds while the program is closed"),
        "mutate": (mutate, "make every small mistake in the rules: each must be noticed"),
        "coverage": (coverage, "run the tests and say which lines they miss"),
        "pictures": (pictures, "draw the pictures in docs/pictures again"),
        "screen-pictures": (screen_pictures, "draw every page and each state of it"),
        "sheet-pictures": (sheet_pictures, "draw every page that can be printed, on both papers"),
        "words": (words, "take the texts out of the source, build and check the catalogues"),
        "sign-off": (sign_off, "write the page for the clinician who signs the rules off again"),
        "package": (package, "build the installer of this kind of computer into build/"),
        "lock": (lock, "write the lock files again from pyproject.toml"),
    }
    parser = argparse.ArgumentParser(prog="dev.py", description="Caregiver Checklist, for builders")
    choices = parser.add_subparsers(dest="command", required=True)
    for name, (_, about) in commands.items():
        choices.add_parser(name, help=about, description=about)
    chosen, rest = parser.parse_known_args(arguments)
    try:
        return commands[chosen.command][0](rest)
    except SetupError as problem:
        print(problem, file=sys.stderr)
        return 1


def start_again_with_a_fitting_python() -> int:
    """Hand over to another Python on this computer, or say which one to install."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other:
            return subprocess.call([other, *sys.argv])
    print("Python 3.11, 3.12, 3.13 or 3.14 is needed; none was found here.", file=sys.stderr)
    return 1


# Commands


def run(rest: list[str]) -> int:
    """Start the window, or do the main job without one where there is no screen."""
    fill_venv(RUN_LOCK)
    if not has_screen(os.environ, sys.platform):
        return run_without_a_screen()
    need_libraries(ALWAYS | ON_A_SCREEN)
    return call([venv_python(), "main.py", *rest])


def run_without_a_screen() -> int:
    """Judge a practice record and write its sheet; no part of Qt is loaded."""
    sheet = writable_folder() / f"handoff-{Path(PRACTICE_RECORD).stem}.pdf"
    print("There is no screen here, so this is the practice record without a window.\n", flush=True)
    for arguments in (
        ["assess", PRACTICE_RECORD],
        ["handoff", PRACTICE_RECORD, "--out", str(sheet)],
    ):
        code = call([venv_python(), "main.py", *arguments])
        if code:
            return code
    print(f"\nThe one-page sheet for the ER is in {sheet}")
    return 0


def test(rest: list[str]) -> int:
    """Run every check, the tests last, and stop where one fails; `rest` goes to pytest."""
    setup([])
    # Read once, the tests are there for every process that runs some; the types take as long.
    reading = [venv_tool("pytest"), "--collect-only", "-qq", "--no-summary"]
    style = [
        [venv_tool("ruff"), "format", "--check", "."],
        [venv_tool("ruff"), "check", "."],
        [venv_tool("lint-imports")],
        *([] if rest else [reading]),
    ]
    code = beside_each_other([[venv_tool("mypy")]], style)
    if code:
        return code
    tests = [venv_tool("pytest"), "-q", *(rest or on_all_cores())]
    return subprocess.call(tests, cwd=ROOT, env={**os.environ, **QUICK})


def beside_each_other(*rows: Sequence[Sequence[str]]) -> int:
    """Run rows of commands at the same time, each up to its first that fails; return a code.

    What a row says is printed when it is through, so that no line stands in another.
    """
    with ThreadPoolExecutor() as at_once:
        ended = list(at_once.map(one_after_the_other, rows))
    return next((code for code in ended if code), 0)


def one_after_the_other(commands: Sequence[Sequence[str]]) -> int:
    """Run commands and print what they say, but for the names of tests; stop at a failure."""
    said = []
    for command in commands:
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **QUICK}, capture_output=True, check=False
        )
        is_listing = "--collect-only" in command and not done.returncode
        said.append(b"" if is_listing else done.stdout + done.stderr)
        if done.returncode:
            break
    print(b"".join(said).decode(errors="replace"), end="", flush=True)
    return done.returncode


def on_all_cores() -> list[str]:
    """Return what lets pytest use the cores of this computer; a few are enough."""
    return ["-n", str(min(MOST_WORKERS, os.cpu_count() or 1)), "--dist", "worksteal"]


def setup(_rest: list[str]) -> int:
    """Make everything ready for `run` and `test`."""
    fill_venv(TEST_LOCK)
    need_libraries(ALWAYS | (ON_A_SCREEN if has_screen(os.environ, sys.platform) else {}))
    return call_module("docs/make_words.py", ["compile"]) if any(catalogues()) else 0


def bench(rest: list[str]) -> int:
    """Print each figure beside its floor of the same run; not zero when a bar is missed."""
    setup([])
    return call_module("tests/bench.py", rest)


def monotone(rest: list[str]) -> int:
    """Hold pairs of check-ins against each other on all cores; `--pairs N` for fewer or more."""
    setup([])
    return call_module("tests/monotone.py", rest)


def sheets(rest: list[str]) -> int:
    """Print the sheet of any record on all cores and read it; `--records N` for fewer or more."""
    setup([])
    return call_module("tests/sheets.py", rest)


def fax(rest: list[str]) -> int:
    """Read every sheet by tesseract; not zero when a key number was not read, or it is missing."""
    setup([])
    return call_module("tests/fax.py", rest)


def torture(rest: list[str]) -> int:
    """Do to the record what homes do to laptops; not zero when anything is lost or silent."""
    setup([])
    return call_module("tests/torture.py", rest)


def canary(rest: list[str]) -> int:
    """Use every feature and search every byte it leaves; not zero when anything is found."""
    setup([])
    return call_module("tests/canary.py", rest)


def no_network(rest: list[str]) -> int:
    """Run the main journeys watched, without a network, and filtered; not zero when one asks."""
    setup([])
    return call_module("tests/no_network.py", rest)


def timers(rest: list[str]) -> int:
    """Write the units of the reminder's timer and verify them; not zero when systemd complains."""
    setup([])
    return call_module("tests/timers.py", rest)


def mutate(rest: list[str]) -> int:
    """Change each number, level, rule and line of the rules; not zero when no test notices one."""
    setup([])
    return call_module("tests/mutate.py", rest)


def coverage(rest: list[str]) -> int:
    """Run the tests under coverage: all of the rules and the storage, 90 % of the rest."""
    setup([])
    exact = ",".join(f"caregiver_app/{name}/*" for name in ("domain", "content", "storage"))
    tests = call(
        [venv_python(), "-m", "coverage", "run", "-m", "pytest", "-q", *rest],
        QT_QPA_PLATFORM="offscreen",
    )
    report = [venv_python(), "-m", "coverage", "report", "--skip-covered", "--show-missing"]
    whole = call([*report, "--fail-under=90"])
    inner = call([*report, f"--include={exact},caregiver_app/exchange/*", "--fail-under=100"])
    return tests or whole or inner


def pictures(rest: list[str]) -> int:
    """Draw every screen and sheet of the practice people into docs/pictures."""
    setup([])
    return call_module("docs/make_pictures.py", rest)


def reader(rest: list[str]) -> int:
    """Listen to five tasks on the accessibility bus of Linux; not part of the ordinary run."""
    setup([])
    return call_module("tests/reader.py", rest)


def screen_pictures(rest: list[str]) -> int:
    """Draw every page and state of the tests of access into docs/pictures/screens."""
    setup([])
    return call_module("docs/make_screen_pictures.py", rest)


def sheet_pictures(rest: list[str]) -> int:
    """Draw every page of the practice people into docs/pictures/sheets."""
    setup([])
    return call_module("docs/make_sheet_pictures.py", rest)


def words(rest: list[str]) -> int:
    """Run docs/make_words.py: extract, new CODE, update, compile or check the catalogues."""
    setup([])
    return call_module("docs/make_words.py", rest)


def sign_off(rest: list[str]) -> int:
    """Write every rule, number and sentence into docs/clinical/sign-off.html and .pdf."""
    setup([])
    return call_module("docs/make_sign_off.py", rest)


def package(rest: list[str]) -> int:
    """Build in an environment of its own, without what only tests need; see packaging/README.md."""
    return call([sys.executable, "packaging/build.py", *rest])


def lock(rest: list[str]) -> int:
    """Resolve pyproject.toml into the lock files; `rest` goes to uv, for example --upgrade."""
    make_venv()
    if call([venv_python(), "-m", "uv", "--version"], quiet=True):
        pip("uv")
    compile_lock = [venv_python(), "-m", "uv", "pip", "compile", "--universal"]
    compile_lock += ["--python-version", "3.11", "--generate-hashes", "--no-header"]
    compile_lock += ["--no-annotate", "--quiet", *rest]
    project, same = "pyproject.toml", ["-c", RUN_LOCK.name]
    return (
        call([*compile_lock, project, "-o", RUN_LOCK.name])
        or call([*compile_lock, project, "--group", "test", *same, "-o", TEST_LOCK.name])
        or call([*compile_lock, "--group", "package", *same, "-o", PACKAGE_LOCK.name])
    )


# The virtual environment


def venv_python() -> str:
    """Return the path of the Python inside .venv."""
    return venv_tool("python")


def venv_tool(name: str) -> str:
    """Return the path of a command inside .venv."""
    return str(VENV / (f"Scripts/{name}.exe" if os.name == "nt" else f"bin/{name}"))


def make_venv() -> None:
    """Make .venv unless there is a working one; a link to a Python that is gone does not work."""
    if Path(venv_python()).exists():
        return
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        install_packages([f"python3.{sys.version_info.minor}-venv"], "to make a .venv")
        importlib.invalidate_caches()
    print("Making .venv ...", flush=True)
    if call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        raise SetupError("Python could not make a virtual environment; see the lines above.")


def fill_venv(wanted: Path) -> None:
    """Install what a lock file lists, unless that was done already for the same file."""
    make_venv()
    if is_installed(wanted):
        return
    print(f"Installing what {wanted.name} lists; this is done once ...", flush=True)
    halves = in_two(wanted.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as at_once:
        files = [Path(folder) / name for name in ("first.txt", "second.txt")]
        for file, half in zip(files, halves, strict=True):
            file.write_text(half, encoding="utf-8")
        list(at_once.map(install_locked, files))
    stamp(wanted).write_text(digest(wanted), encoding="ascii")


def in_two(locked: str) -> tuple[str, str]:
    """Return a lock file as two of as many packages, which two cores install at the same time."""
    pins = re.split(r"^(?=\S)", locked, flags=re.MULTILINE)
    middle = len(pins) // 2
    return "".join(pins[:middle]), "".join(pins[middle:])


def install_locked(lock_file: Path) -> None:
    """Install what a lock file lists and nothing else: it names all that these need."""
    pip("--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(lock_file))


def is_installed(wanted: Path) -> bool:
    """Say whether .venv holds a lock file as it is now; the test lock holds the other one too."""
    return any(
        stamp(done).is_file() and stamp(done).read_text(encoding="ascii") == digest(done)
        for done in (wanted, TEST_LOCK)
    )


def stamp(lock_file: Path) -> Path:
    """Return the file inside .venv that says which version of a lock file was installed."""
    return VENV / f"{lock_file.name}.sha256"


def digest(lock_file: Path) -> str:
    """Return the SHA-256 of a lock file."""
    return hashlib.sha256(lock_file.read_bytes()).hexdigest()


def pip(*arguments: str) -> None:
    """Install into .venv without a word; raise SetupError when pip does not succeed."""
    quietly = ["--quiet", "--disable-pip-version-check", "--no-input"]
    if call([venv_python(), "-m", "pip", "install", *quietly, *arguments]):
        raise SetupError("pip could not install everything; see the lines above.")


# System libraries


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Say whether a window can be shown; only Linux runs without a screen."""
    shown_on = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return platform != "linux" or bool(shown_on)


def need_libraries(libraries: Mapping[str, str]) -> None:
    """Make sure that Qt will find its system libraries, or stop and say how to install them."""
    if sys.platform != "linux":
        return
    missing = packages_for(missing_libraries(libraries), libraries)
    if missing:
        install_packages(missing, "for the window")


def missing_libraries(libraries: Iterable[str]) -> list[str]:
    """Return the libraries that cannot be loaded; trying is the only test that is always right."""
    return [name for name in libraries if not can_load(name)]


def can_load(library: str) -> bool:
    """Say whether the system finds and loads a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def packages_for(missing: Iterable[str], libraries: Mapping[str, str]) -> list[str]:
    """Return the packages that bring the missing libraries, each once and in order."""
    return list(dict.fromkeys(libraries[name] for name in missing))


def install_line(packages: Iterable[str]) -> list[str]:
    """Return the command that installs packages on Debian and Ubuntu."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def install_packages(packages: Sequence[str], purpose: str) -> None:
    """Install system packages when this is root on Debian or Ubuntu; otherwise say the line."""
    line = install_line(packages)
    by_hand = f"These are missing {purpose}. Please run:\n\n    sudo {' '.join(line)}\n"
    if not shutil.which("apt-get"):
        raise SetupError(
            f"These are missing {purpose} (names of Debian): {' '.join(packages)}.\n"
            "Please install what your system calls them and start again."
        )
    if os.geteuid() != 0:
        raise SetupError(by_hand)
    print(f"Installing {' '.join(packages)} ...", flush=True)
    # A fresh image has no package lists yet: fetch them and try a second time.
    failed = call(line, quiet=True) and (
        call(["apt-get", "update"], quiet=True) or call(line, quiet=True)
    )
    if failed:
        raise SetupError(by_hand)


# Small things


def catalogues() -> Iterable[Path]:
    """Return the catalogue of each language; English needs none."""
    return (ROOT / "resources" / "i18n").glob("*/LC_MESSAGES/caregiver.po")


def writable_folder() -> Path:
    """Return the current folder, or a new temporary one when nothing can be written there."""
    here = Path.cwd()
    return here if os.access(here, os.W_OK) else Path(tempfile.mkdtemp(prefix="caregiver-"))


def call_module(file: str, rest: Sequence[str]) -> int:
    """Run a file of ours that imports the program; nothing of it appears on a screen."""
    command = [venv_python(), file, *rest]
    return call(command, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT))


def call(command: Sequence[str], *, quiet: bool = False, **environment: str) -> int:
    """Run a command in the project folder and return its exit code."""
    output = subprocess.DEVNULL if quiet else None
    settings = {"DEBIAN_FRONTEND": "noninteractive", **os.environ, **environment}
    return subprocess.call(command, cwd=ROOT, env=settings, stdout=output, stderr=output)


if __name__ == "__main__":
    raise SystemExit(main())
