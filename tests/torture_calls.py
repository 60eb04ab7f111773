# SPDX-License-Identifier: MIT
"""A kill at every call that changes a file: save, backup, restore, migration, passcodes, new key.

`python -m tests.torture_calls WHAT FOLDER` does one of them; strace kills it at its k-th call.
"""

import re
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.key_files import KeyFiles, Way, locked_key
from caregiver_app.storage.passcode import drop_lock, lock_of, new_lock, opened
from caregiver_app.storage.renewal import finish_lock, open_renewed, put_under
from caregiver_app.storage.restore import put_back
from caregiver_app.storage.sealing import Cost
from tests.torture_record import CLOCK, folder_in_memory, pair

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "storage" / "databases" / "v1"
CALLS = "pwrite64,fsync,fdatasync,ftruncate,unlink,rename,link"
WORKS = (
    *("save", "backup", "restore", "migration"),
    *("passcode", "passcode-change", "new-key", "passcode-off"),
)
_WITH_PASSCODE = ("passcode-change", "new-key", "passcode-off")
WORDS, OTHER = "three green pears", "four red plums"
CHEAP = Cost(memory_kib=16, passes=1, lanes=1)


class NoStrace(Exception):  # noqa: N818 - what is missing, said plainly
    """This computer has no strace, or does not let it work."""


def kill_at_every_call(work: str, every: int = 1) -> tuple[int, list[str]]:
    """Kill the work at each of its calls; return how many there were, and every fault."""
    if shutil.which("strace") is None:
        raise NoStrace("strace is missing: apt-get install strace")
    faults: list[str] = []
    with folder_in_memory() as place:
        begin(work, place / "before")
        for name in ("as-it-was", "after"):
            shutil.copytree(place / "before", place / name)
        do(work, place / "after")
        allowed = [_left(place / "as-it-was"), _left(place / "after")]
        for call in count(1, every):
            folder = place / "data"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(place / "before", folder)
            if not _killed(work, folder, call):
                return len(range(1, call, every)), faults
            left = _left(folder)
            if left not in allowed:
                faults.append(f"{work} killed at call {call}: {left}")
    raise AssertionError("every work has an end")


def _killed(work: str, folder: Path, call: int) -> bool:
    """Do the work in a process of its own and kill it at this call; say whether it got so far.

    strace counts each kind of call for itself, so the list of them all is counted first.
    """
    kinds = _calls_of(work, folder)
    if call > len(kinds):
        return False
    kind, nth = kinds[call - 1], kinds[:call].count(kinds[call - 1])
    inject = f"inject={kind}:signal=KILL:when={nth}"
    done = subprocess.run(
        ["strace", "-f", "-o", "/dev/null", "-e", f"trace={kind}", "-e", inject,
         sys.executable, "-B", "-m", "tests.torture_calls", work, str(folder)],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode == 0:
        raise NoStrace("strace does not kill here")
    return True


_KNOWN: dict[str, list[str]] = {}


def _calls_of(work: str, folder: Path) -> list[str]:
    if work not in _KNOWN:
        copy, trace = folder.with_name("counted"), folder.with_name("trace")
        shutil.copytree(folder, copy)
        subprocess.run(
            ["strace", "-f", "-o", str(trace), "-e", f"trace={CALLS}",
             sys.executable, "-B", "-m", "tests.torture_calls", work, str(copy)],
            cwd=ROOT, capture_output=True, check=True,
        )  # fmt: skip
        text = trace.read_text(encoding="utf-8", errors="replace")
        _KNOWN[work] = re.findall(r"^\d+ +(\w+)\(", text, re.MULTILINE)
    return _KNOWN[work]


def begin(work: str, folder: Path) -> None:
    """Make the folder in which a work begins."""
    if work == "migration":
        folder.mkdir()
        for name in ("record.db", "record.key"):
            shutil.copy(GOLDEN / name, folder)
        return
    log = EntryLog.open(folder, CLOCK)
    log.append(pair(0))
    if work not in ("save", "backup"):
        for _rest in log.backing_up(BackupFolder(folder), BackupKind.AUTOMATIC):
            pass
    if work == "restore":
        log.append(pair(1))
    if work in _WITH_PASSCODE:
        put_under(log, new_lock(WORDS, "code", CHEAP))
    log.close()


def do(work: str, folder: Path) -> None:
    """Do one work."""
    if work == "restore":
        put_back(folder, BackupFolder(folder).backups()[0], CLOCK.now())
        return
    opening = open_renewed if work == "new-key" else EntryLog.open
    log = opening(folder, CLOCK, _keys(folder))
    if work in ("passcode", "passcode-change"):
        put_under(log, new_lock(OTHER if work == "passcode-change" else WORDS, "code", CHEAP))
    if work == "passcode-off":
        drop_lock(folder, log.keys)
    if work == "save":
        log.append(pair(1))
    if work == "backup":
        for _rest in log.backing_up(BackupFolder(folder), BackupKind.AUTOMATIC):
            pass
    log.close()


def _keys(folder: Path) -> KeyFiles:
    lock = lock_of(folder)
    if lock is None:
        return KeyFiles()
    try:
        return KeyFiles(opened(lock, Way.PASSCODE, WORDS))
    except StorageError:
        return KeyFiles(opened(lock, Way.PASSCODE, OTHER))


def _left(folder: Path) -> tuple[object, ...]:
    """Return what the record and every backup hold: whole, or the reason why they are not.

    Where there is a passcode, every key file is under it, and no other, once it was opened.
    """
    try:
        keys = _keys(folder)
        backups = BackupFolder(folder, keys)
        log = EntryLog.open(folder, CLOCK, keys)
        finish_lock(log)
        log.check()
        ids = [entry.id for entry in log.entries()]
        log.close()
        held = {len(backups.outline(b).entries) for b in backups.backups()[:1]}
        sealed = {getattr(locked_key(path), "lock", None) for path in folder.rglob("*.key")}
    except StorageError as error:
        return (error.cause,)
    return (ids, held, sealed == {lock_of(folder)}, lock_of(folder) is not None)


if __name__ == "__main__":
    do(sys.argv[1], Path(sys.argv[2]))
