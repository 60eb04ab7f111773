# SPDX-License-Identifier: MIT
"""What stands in memory behind the lock: `python -m tests.memory [--sheet [TIMES]]`, on Linux.

A record full of made-up words is opened in the real window of another process, every page is
looked at, and it is locked. Its whole memory is then searched for the words, as Python and Qt
keep them, and for the keys of the record. The same search before the lock shows that it can find.
With `--sheet` a sheet is looked at too, so many times: what draws PDF keeps words of it in a memory
of its own.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.canary import PERSON_ID, ROOT, record, word

PASSCODE_FILE = "passcode"
CODE_FILE = "code"


def main() -> int:
    """Search twice and print what was found; 1 when a key or more than a fifth is left."""
    plain, words = record()
    del words["person weight"]  # a constant of the program that is searched
    looks = int([*sys.argv, "1"][2]) if sys.argv[1:2] == ["--sheet"] else 0
    more = ["today", "handoff"] * looks
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "in.json").write_text(json.dumps(plain), encoding="utf-8")
        (place / PASSCODE_FILE).write_text(word("passcode"), encoding="utf-8")
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.memory", str(place), *more],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert child.stdin is not None
        assert child.stdout is not None
        told = {}
        for state in ("open", "locked"):
            line = child.stdout.readline().split()
            if line[:1] != [state]:
                raise RuntimeError(f"the window did not get there: {line}")
            told[state] = searched(child.pid, {**forms_of(words), **keys_of(place)})
            print(state, *line[1:], flush=True)
            for name, count in sorted(told[state].items()):
                if count and (state == "locked" or "key" in name):
                    print(f"  {name}: {count}")
            child.stdin.write("go on\n")
            child.stdin.flush()
        child.wait()
    return judged(told, len(words))


def judged(told: dict[str, dict[str, int]], planted: int) -> int:
    """Print in one line what is left, and return the exit code."""
    seen, left = (
        {
            name.partition(":")[0]
            for name, count in told[state].items()
            if count and "key" not in name
        }
        for state in ("open", "locked")
    )
    keys = sum(count for name, count in told["locked"].items() if "key" in name)
    print(f"{len(seen)} of {planted} words in memory before the lock, {len(left)} after it;")
    print(f"keys found after it: {keys}")
    return 0 if keys == 0 and len(left) <= len(seen) / 5 and len(seen) > planted / 2 else 1


def forms_of(words: dict[str, str]) -> dict[str, bytes]:
    """Return each word as Python and as Qt keep it."""
    return {
        f"{name}: {coding}": text.encode(coding)
        for name, text in words.items()
        for coding in ("utf-8", "utf-16-le")
    }


def keys_of(place: Path) -> dict[str, bytes]:
    """Return the keys of the record, raw and as digits."""
    from caregiver_app.storage.key_files import KeyFiles, Way
    from caregiver_app.storage.passcode import lock_of, opened

    lock = opened(lock_of(place / "data"), Way.PASSCODE, word("passcode"))
    held = KeyFiles(lock).read(place / "data" / "record.key")
    found = {"the lock key": lock.key, "the record key": held.key}
    return found | {f"{name}, hex": key.hex().encode() for name, key in found.items()}


def searched(process: int, wanted: dict[str, bytes]) -> dict[str, int]:
    """Return how often each of these stands in the memory of a process."""
    counts = dict.fromkeys(wanted, 0)
    for piece in memory_of(process):
        for name, text in wanted.items():
            counts[name] += piece.count(text)
    return counts


def memory_of(process: int) -> Iterator[bytes]:
    """Yield every piece of memory that the process can write to, or has written to."""
    maps = Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            span, rights, *_rest = line.split()
            if not rights.startswith("rw") or "[vvar]" in line:
                continue
            begin, end = (int(place, 16) for place in span.split("-"))
            try:
                memory.seek(begin)
                yield memory.read(end - begin)
            except OSError:
                continue


def window(place: Path, more: list[str]) -> None:
    """Be the process that is searched."""
    import os
    import time

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from caregiver_app.app import build_window
    from caregiver_app.storage.sealing import Cost
    from caregiver_app.system.clock import SystemClock
    from caregiver_app.ui.lock.put_away import PutAway
    from tests.journeys.words import press

    app = QApplication([])
    shown = build_window(place / "data", SystemClock())
    shown.resize(1366, 768)
    shown.show()

    def settle(until=lambda: True, turns: int = 100) -> None:
        for _turn in range(turns):
            app.processEvents()
            time.sleep(0.002)
        while not until():
            app.processEvents()

    services = shown.services
    services.incoming.add(services.incoming.preview(place / "in.json"))
    passcode = services.passcode
    passcode.cost = Cost(memory_kib=16, passes=1, lanes=1)
    passcode.take(
        passcode.prepared((place / PASSCODE_FILE).read_text(encoding="utf-8"), passcode.new_code())
    )
    del services, passcode
    shown.framed.emit()
    shown.open_person(PERSON_ID)
    for name in ("today", "check_in", "history", "trends", "plan", "profile", "people", *more):
        shown.show_page(name)
        settle()
    tell("open")
    press(shown, "lock")
    away = shown.findChild(PutAway)
    settle(lambda: away.is_done)
    begun = time.monotonic()
    settle(lambda: time.monotonic() - begun > 2 and not away._work.is_running)
    tell("locked")


def tell(state: str) -> None:
    """Say how far it is, and wait until somebody has looked."""
    print(state, flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    if sys.argv[1:2] not in ([], ["--sheet"]):
        window(Path(sys.argv[1]), sys.argv[2:])
        sys.exit()
    sys.exit(main())
