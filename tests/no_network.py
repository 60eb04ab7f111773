# SPDX-License-Identifier: MIT
"""Whether the program ever asks for a network: `dev.py no-network`.

The main journeys run three ways: watched call by call by strace, in a network namespace where
there is none, and under a filter of the kernel that kills at the first socket of the internet.
Each is tried on a small program that does ask, to see that it bites. `--tests` runs the tests of
the window, or those that are named, in such a namespace and under the filter at once.
"""

import argparse
import ctypes
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "practice-oral.json"
ON_A_SCREEN = "self-test, real screen"
PERSON = "Pat Morgan (practice)"
MAIN = (sys.executable, "main.py")
ASKS = (
    sys.executable,
    "-c",
    "import socket as s; s.create_connection(s.create_server(('127.0.0.1', 0)).getsockname())",
)
FAMILY = re.compile(r"socket(?:pair)?\((AF_\w+)")
REACHES = re.compile(r"(?:connect|sendto|sendmsg|bind)\(.*?sa_family=(AF_\w+)")
OWN = {"AF_UNIX", "AF_LOCAL"}
"""Sockets that never leave the computer: the screen, the desktop's bus."""
OF_WINDOW = ("tests/journeys",)
PRINT_SERVICE = {"CUPS_SERVER": "/run/cups/cups.sock"}
"""Where the library of the print system asks for printers; else it asks port 631 of this computer,
or the server that somebody set, which is no call of ours and would end the tests."""


def journeys(folder: Path) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return what is done, by name; each in a folder of its own."""
    data = ("--data-dir", str(folder / "data"))
    day = (sys.executable, "-m", "tests.canary", "--short")
    return {
        "judge a record": ((*MAIN, "assess", str(SAMPLE)),),
        "write a sheet": ((*MAIN, "handoff", str(SAMPLE), "--out", str(folder / "sheet.pdf")),),
        "in and out": (
            (*MAIN, "import", str(SAMPLE), *data),
            (*MAIN, "export", "--person", PERSON, "--out", str(folder / "out.json"), *data),
            (*MAIN, "export", "--person", PERSON, "--csv", "--out", str(folder), *data),
            (*MAIN, "export", "--person", PERSON, "--fhir", "--out", str(folder / "f"), *data),
            (*MAIN, "import", str(folder / "check-ins.csv"), *data),
        ),
        "self-test, window": ((*MAIN, "self-test"),),
        "a day in the window": (day,),
        ON_A_SCREEN: ((*MAIN, "self-test"),),
    }


def run(step: Sequence[str], before: Callable[[], None] | None = None) -> int:
    """Run one command on an empty home and return its exit code."""
    with tempfile.TemporaryDirectory() as home:
        names = ("LANG", "PATH", "DISPLAY", "QT_QPA_PLATFORM")
        environment = {name: os.environ[name] for name in names if name in os.environ}
        done = subprocess.run(
            step,
            cwd=ROOT,
            env={
                **environment,
                "HOME": home,
                "PYTHONPATH": str(ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=before,
            check=False,
        )
    return done.returncode


def watched(steps: Sequence[Sequence[str]], folder: Path) -> str:
    """Run under strace and say which families of sockets were asked for."""
    log, families = folder / "calls", dict[str, int]()
    for step in steps:
        if run(["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log), *step]):
            return "FAILED"
        text = log.read_text(encoding="utf-8", errors="replace")
        for family in FAMILY.findall(text) + REACHES.findall(text):
            families[family] = families.get(family, 0) + 1
    strange = {name: times for name, times in families.items() if name not in OWN}
    own = sum(families.values()) - sum(strange.values())
    return f"ASKED: {strange}" if strange else f"0 of the internet, {own} of this computer"


def alone(steps: Sequence[Sequence[str]], _folder: Path) -> str:
    """Run in a namespace without any network, not even a loopback that works."""
    return "passed" if all(not run(["unshare", "-n", *step]) for step in steps) else "FAILED"


def filtered(steps: Sequence[Sequence[str]], _folder: Path) -> str:
    """Run under a filter that kills at the first socket but those of this computer."""
    return "passed" if all(not run(step, allow_own_sockets) for step in steps) else "FAILED"


def allow_own_sockets() -> None:
    """Have the kernel kill this process, and all it starts, at socket(AF_INET, AF_INET6 ...).

    Eight instructions of its filter language, for the 64-bit calls of Intel and AMD.
    """
    load, equal, answer = 0x20, 0x15, 0x06
    machine, call, family = 4, 0, 16  # where they stand in what the filter is given
    intel_64, socket_call, unix = 0xC000003E, 41, 1
    kill, allow = 0x80000000, 0x7FFF0000
    steps = [
        (load, 0, 0, machine),
        (equal, 0, 5, intel_64),
        (load, 0, 0, call),
        (equal, 0, 2, socket_call),
        (load, 0, 0, family),
        (equal, 0, 1, unix),
        (answer, 0, 0, allow),
        (answer, 0, 0, kill),
    ]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    held = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(held))
    system = ctypes.CDLL(None, use_errno=True)
    no_new_rights, set_filter, by_program = 38, 22, 2
    system.prctl(no_new_rights, 1, 0, 0, 0)
    if system.prctl(set_filter, by_program, program, 0, 0):
        os._exit(97)


WAYS: dict[str, Callable[[Sequence[Sequence[str]], Path], str]] = {
    "strace": watched,
    "no network": alone,
    "filter": filtered,
}


def missing(way: str) -> str:
    """Return why a way cannot be gone here; blank when it can."""
    if way == "strace":
        return "" if shutil.which("strace") else "strace is not here"
    if way == "no network":
        tried = shutil.which("unshare") and run(["unshare", "-n", "true"]) == 0
        return "" if tried else "unshare -n is not allowed here"
    if os.uname().machine != "x86_64":
        return "the filter is written for x86_64 alone"
    return "" if run(["true"], allow_own_sockets) == 0 else "no filter can be set here"


def bites(way: str, folder: Path) -> bool:
    """Say whether a way notices a program that does ask for a network."""
    said = WAYS[way]([ASKS], folder)
    return said.startswith(("ASKED", "FAILED"))


@contextmanager
def screen(name: str) -> Iterator[bool]:
    """Set up the screen that a journey needs, beside what is watched; say whether there is one."""
    before = {part: os.environ.pop(part, None) for part in ("DISPLAY", "QT_QPA_PLATFORM")}
    os.environ["QT_QPA_PLATFORM"] = "xcb" if name == ON_A_SCREEN else "offscreen"
    server = None
    if name == ON_A_SCREEN and shutil.which("Xvfb"):
        reading, writing = os.pipe()
        line = ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp"]
        server = subprocess.Popen(line, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            os.environ["DISPLAY"] = f":{told.readline().strip()}"
    try:
        yield name != ON_A_SCREEN or server is not None
    finally:
        if server is not None:
            server.terminate()
            server.wait()
        for part, value in before.items():
            os.environ.pop(part, None)
            if value is not None:
                os.environ[part] = value


def tried(way: str, name: str) -> str:
    """Go one journey one way and return what came of it."""
    with tempfile.TemporaryDirectory() as text, screen(name) as is_there:
        if not is_there:
            return "NOT RUN, Xvfb is not here"
        return WAYS[way](journeys(Path(text))[name], Path(text))


def with_tests(named: Sequence[str]) -> int:
    """Run tests where there is no network and asking kills; return the exit code of pytest."""
    for way in ("no network", "filter"):
        if why := missing(way):
            print(f"{way}: NOT RUN, {why}")
            return 1
    if run(["unshare", "-n", *ASKS], allow_own_sockets) >= 0:
        print("BLIND to a program that asks")
        return 1
    step = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *(named or OF_WINDOW)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **PRINT_SERVICE}
    where, before = ["unshare", "-n"], allow_own_sockets
    return subprocess.run(
        [*where, *step], cwd=ROOT, env=environment, preexec_fn=before, check=False
    ).returncode


def main() -> int:
    """Print a table of journeys and ways; not zero when one asked, failed, or a way is blind."""
    parser = argparse.ArgumentParser(description="hold the program to having no network")
    parser.add_argument("--quick", action="store_true", help="one journey, each way")
    parser.add_argument("--tests", nargs="*", help="run tests so; without a name, the journeys")
    options = parser.parse_args()
    if options.tests is not None:
        return with_tests(options.tests)
    names = list(journeys(Path()))[: 1 if options.quick else None]
    bad = 0
    for way in WAYS:
        if why := missing(way):
            print(f"{way}: NOT RUN, {why}")
            continue
        with tempfile.TemporaryDirectory() as text:
            is_blind = not bites(way, Path(text))
        print(f"{way}: {'BLIND to' if is_blind else 'notices'} a program that asks", flush=True)
        bad += is_blind
        for name in names:
            said = tried(way, name)
            print(f"{way}, {name}: {said}", flush=True)
            bad += said.startswith(("ASKED", "FAILED"))
    return 1 if bad else 0


if __name__ == "__main__":
    if sys.platform != "linux":
        print("This looks at calls of Linux and runs there alone.", file=sys.stderr)
        raise SystemExit(1)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    raise SystemExit(main())
