# SPDX-License-Identifier: MIT
"""Simulated power cuts: a disk under the real program that loses, tears and reorders writes.

What was not synced when the power goes may be on the disk or not, each write for itself, in
pieces of 512 bytes. Names of files are those of ext4: a synced file has its name, a deleted one
may come back until its folder is synced.
"""

import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import count
from pathlib import Path
from unittest.mock import patch

import apsw

from caregiver_app.storage import database
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from tests.torture_record import CLOCK, faults_of, folder_in_memory, write_steps

SECTOR = 512
CUTS_OF_A_SESSION = 50
STEPS = 8
_VFS = "torture-disk"


@dataclass(frozen=True, slots=True)
class Op:
    """One thing that happened: a write, truncate, sync or delete of a file, or what was said."""

    kind: str
    path: str = ""
    at: int = 0
    data: bytes = b""


class Disk(apsw.VFS):
    """Notes every change of a file; can refuse from a certain call on, or once."""

    def __init__(self) -> None:
        super().__init__(_VFS, "unix")
        self.begin()

    def begin(self) -> None:
        """Forget everything."""
        self.ops: list[Op] = []
        self.refuse_at: int | None = None
        self.refuse_for_ever = False
        self.error: type[apsw.Error] = apsw.IOError
        self.said = 0
        self.calls = 0

    def xOpen(self, name, flags):  # noqa: N802 - the driver's name
        """Open a file that notes what happens to it."""
        return _File(self, name, flags)

    def xDelete(self, name, syncdir):  # noqa: N802 - the driver's name
        """Delete a file; with `syncdir` for good."""
        super().xDelete(name, syncdir)
        self.note(Op("delete", name, int(syncdir)))

    def xGetLastError(self):  # noqa: N802 - the driver's name
        """Return what the system said when it refused."""
        return self.said, ""

    def note(self, op: Op) -> None:
        """Write down what happened."""
        self.ops.append(op)

    def call(self) -> None:
        """Count a change, and refuse it when its turn has come."""
        self.calls += 1
        turn = self.refuse_at
        if turn is not None and (
            self.calls == turn or (self.refuse_for_ever and self.calls > turn)
        ):
            raise self.error("refused by the torture")


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name, flags) -> None:
        self._disk = disk
        self._path = name if isinstance(name, str) else name.filename()
        super().__init__("unix", name, flags)

    def xWrite(self, data, offset):  # noqa: N802 - the driver's name
        self._disk.call()
        super().xWrite(data, offset)
        self._disk.note(Op("write", self._path, offset, bytes(data)))

    def xTruncate(self, size):  # noqa: N802 - the driver's name
        self._disk.call()
        super().xTruncate(size)
        self._disk.note(Op("truncate", self._path, size))

    def xSync(self, flags):  # noqa: N802 - the driver's name
        self._disk.call()
        super().xSync(flags)
        self._disk.note(Op("sync", self._path))


@contextmanager
def on_disk() -> Iterator[Disk]:
    """Let the program work on such a disk as long as the block runs."""
    disk = _disk()
    disk.begin()
    opened = partial(apsw.Connection, vfs=f"multipleciphers-{_VFS}")
    with patch.object(database.apsw, "Connection", opened):
        yield disk


@cache
def _disk() -> Disk:
    # One for ever: the driver's encryption keeps a pointer to what it was laid over.
    return Disk()


@dataclass(slots=True)
class _Contents:
    """One file after the power is back: what is sure, and what is not yet."""

    sure: bytearray | None = None
    unsure: list[Op] = field(default_factory=list)

    def settle(self) -> None:
        for op in self.unsure:
            self.apply(op)
        self.unsure.clear()

    def apply(self, op: Op) -> None:
        if op.kind == "delete":
            self.sure = None
            return
        held = bytearray() if self.sure is None else self.sure
        if op.kind == "truncate":
            del held[op.at :]
            held.extend(bytes(max(0, op.at - len(held))))
        else:
            held.extend(bytes(max(0, op.at + len(op.data) - len(held))))
            held[op.at : op.at + len(op.data)] = op.data
        self.sure = held

    def lose(self, chance: random.Random) -> None:
        """Keep or lose each change that was not sure, and parts of a write."""
        keep = chance.choice((0.0, 0.5, 0.5, 0.9, 1.0))
        for op in self.unsure:
            if op.kind != "write":
                if chance.random() < keep:
                    self.apply(op)
                continue
            whole = chance.random() < 0.5
            kept = chance.random() < keep
            for start in range(0, len(op.data), SECTOR):
                if kept if whole else chance.random() < keep:
                    piece = op.data[start : start + SECTOR]
                    self.apply(Op("write", op.path, op.at + start, piece))
        self.unsure.clear()


def after_cut(
    before: dict[str, bytes], ops: Sequence[Op], chance: random.Random
) -> tuple[dict[str, bytes], list[str]]:
    """Return the files after a power cut behind these operations, and what was said till then."""
    files = {path: _Contents(bytearray(data)) for path, data in before.items()}
    said = []
    for op in ops:
        if op.kind == "said":
            said.append(op.path)
            continue
        held = files.setdefault(op.path, _Contents())
        if op.kind == "sync" or (op.kind == "delete" and op.at):
            held.settle()
        if op.kind != "sync":
            held.unsure.append(op)
        if op.kind == "delete" and op.at:
            held.settle()
    for held in files.values():
        held.lose(chance)
    return {path: bytes(h.sure) for path, h in files.items() if h.sure is not None}, said


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.iterdir()}


def _session(folder: Path, steps: range) -> list[Op]:
    """Open the record, write in it and close it; return everything that reached the disk."""
    with on_disk() as disk:
        log = EntryLog.open(folder, CLOCK)
        write_steps(log, steps, lambda line: disk.note(Op("said", line)))
        log.close()
        return disk.ops


def _left(folder: Path, files: dict[str, bytes]) -> Path:
    """Write the files after a cut into a folder of their own."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    for path, data in files.items():
        (folder / Path(path).name).write_bytes(data)
    return folder


def cut(cuts: int, seed: int = 2026) -> tuple[int, list[str]]:
    """Cut the power so many times; return how many changes were under way, and every fault."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    done, under_way, faults = 0, 0, []
    with folder_in_memory() as place:
        while done < cuts:
            shutil.rmtree(place / "data", ignore_errors=True)
            EntryLog.open(place / "data", CLOCK).close()
            before, first = _files(place / "data"), []
            if chance.random() < 0.8:  # a record that holds something before the session
                first = [op.path for op in _session(place / "data", range(4)) if op.kind == "said"]
                before = _files(place / "data")
            ops = _session(place / "data", range(4 if first else 0, STEPS + 4))
            for number in range(min(CUTS_OF_A_SESSION, cuts - done)):
                at = chance.randrange(len(ops) + 1)
                files, said = after_cut(before, ops[:at], chance)
                under_way += 0 < at < len(ops)
                if number % 5 == 4:  # the power goes once more while the program recovers
                    left = _left(place / "left", files)
                    files = {str(left / Path(p).name): data for p, data in files.items()}
                    again = _recover(left)
                    cut_again = again[: chance.randrange(len(again) + 1)]
                    files, _said = after_cut(files, cut_again, chance)
                found = faults_of(_left(place / "left", files), first + said)
                faults += [f"cut {done + number} after {at} of {len(ops)}: {f}" for f in found]
            done += CUTS_OF_A_SESSION
    return under_way, faults


def _recover(folder: Path) -> list[Op]:
    with on_disk() as disk:
        with suppress(StorageError):  # under the settings that lose; what is left tells it
            EntryLog.open(folder, CLOCK).close()
        return disk.ops


CONTROLS = {
    "synchronous off": {"synchronous": ("OFF", 0)},
    "WAL, synchronous normal": {"journal_mode": ("WAL", "wal"), "synchronous": ("NORMAL", 1)},
}
"""Settings with which a power cut must show: they prove that the torture bites."""


def cut_with(control: str, cuts: int, seed: int = 2026) -> list[str]:
    """Cut the power under settings that are known to lose; return what was lost."""
    changed = CONTROLS[control]
    pragmas = tuple(
        (name, *changed.get(name, (value, back))) for name, value, back in database._PRAGMAS
    )
    with patch.object(database, "_PRAGMAS", pragmas):
        return cut(cuts, seed)[1]


def refuse(error: type[apsw.Error], *, for_ever: bool, every: int = 1) -> tuple[int, list[str]]:
    """Let each change of a file fail in its turn; return how many there were, and every fault.

    What was not taken must be told, what was told must be there, and once the disk works again
    the same window must be able to save.
    """
    faults: list[str] = []
    with folder_in_memory() as place:
        EntryLog.open(place / "before", CLOCK).close()
        for turn in count(every, every):
            shutil.rmtree(place / "data", ignore_errors=True)
            shutil.copytree(place / "before", place / "data")
            with on_disk() as disk:
                disk.error, disk.refuse_at, disk.refuse_for_ever = error, turn, for_ever
                said = _stubborn(place / "data", disk)
            if disk.calls < turn:
                return len(range(every, turn, every)), faults
            faults += [f"change {turn}: {fault}" for fault in faults_of(place / "data", said)]
    raise AssertionError("a session has an end")


def _stubborn(folder: Path, disk: Disk) -> list[str]:
    """Open and write like somebody who presses again until it is saved; return what was said."""
    said: list[str] = []
    log = None
    for attempt in range(3):
        if attempt == 2:
            disk.refuse_at = None  # the disk works again
        try:
            log = log or EntryLog.open(folder, CLOCK)
            for step in range(sum(line.startswith("saved") for line in said), 3):
                write_steps(log, [step], said.append)
            break
        except StorageError:
            continue
    else:
        said.append("saved 99")  # it could not be saved although the disk works
    if log is not None:
        with suppress(StorageError):
            log.close()
    return said
