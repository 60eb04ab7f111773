# SPDX-License-Identifier: MIT
"""A disk that runs full in steps of 4 KiB, on a small disk in memory that only root can make."""

import subprocess
from contextlib import contextmanager
from pathlib import Path

from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from tests.torture_record import CLOCK, faults_of, folder_in_memory, write_steps

STEP = 4096
_DISK = 1024 * 1024
_MOST_SAVES = 400


class NoSmallDisk(Exception):  # noqa: N818 - what is missing, said plainly
    """This computer does not let us make a small disk."""


@contextmanager
def small_disk(place: Path):
    """Yield a folder on a disk of 1 MiB."""
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        raise NoSmallDisk("a small disk needs root: mount -t tmpfs")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=False)


@contextmanager
def read_only(place: Path):
    """Make the small disk read-only as long as the block runs."""
    remount = ["mount", "-o", "remount,ro", str(place)]
    subprocess.run(remount, check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run([*remount[:2], "remount,rw", str(place)], check=True, capture_output=True)


def fill(steps: int) -> tuple[int, list[str]]:
    """Leave room for 0, 1, 2 ... steps; return how many saves were refused, and every fault."""
    faults: list[str] = []
    refused = 0
    with folder_in_memory() as place, small_disk(place):
        for step in range(steps):
            folder, filler = place / f"data-{step}", place / "filler"
            EntryLog.open(folder, CLOCK).close()
            said: list[str] = []
            refused += _save_until_full(folder, filler, step * STEP, said, faults)
            faults += [f"{step * STEP} bytes free: {f}" for f in faults_of(folder, said)]
            for path in folder.iterdir():
                path.unlink()
    return refused, faults


def _save_until_full(
    folder: Path, filler: Path, free: int, said: list[str], faults: list[str]
) -> int:
    """Fill the disk but for some bytes, start and save; free it, and the same window saves."""
    leave(filler, free)
    log = EntryLog.open(folder, CLOCK)  # a start needs no room
    refused = 0
    try:
        for step in range(_MOST_SAVES):
            try:
                write_steps(log, [step], said.append)
            except StorageError as error:
                refused += 1
                if error.cause != "disk_full":
                    faults.append(f"{free} bytes free: called {error.cause}")
                filler.unlink()
                write_steps(log, [step], said.append)
                break
        else:
            faults.append(f"{free} bytes free: the disk never ran full")
    finally:
        log.close()
        filler.unlink(missing_ok=True)
    return refused


def leave(filler: Path, free: int) -> None:
    """Fill the disk with a file, but for some bytes."""
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(STEP))
        except OSError:
            end = file.tell() // STEP * STEP
        file.truncate(max(0, end - free))
