# SPDX-License-Identifier: MIT
"""A record that somebody writes in while things go wrong, and what must be left of it."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import FixedClock

CLOCK = FixedClock(datetime(2026, 3, 8, 15, 30, tzinfo=UTC), "America/New_York")
AT = Moment.parse("2026-03-08T01:10:00-05:00", "America/New_York")
PERSON = "5d3b7c9e-0000-4000-8000-000000000001"
NOTE = "Arms stiff since lunch, asked for water twice. " * 6


@contextmanager
def folder_in_memory() -> Iterator[Path]:
    """Yield a folder that is gone afterwards; in memory where the system has such a place."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    folder = Path(tempfile.mkdtemp(prefix="torture-", dir=memory if memory.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pair(step: int) -> list[NewEntry]:
    """Return a check-in and the dose that was told in it: both are saved, or none."""
    return [
        NewEntry(
            id=f"{step}-{kind.value}",
            person_id=PERSON,
            kind=kind,
            author="daughter",
            observer=None,
            effective_at=AT,
            payload={"id": f"{step}-{kind.value}", "step": step, "note": NOTE},
        )
        for kind in (EntryKind.CHECK_IN, EntryKind.DOSE)
    ]


def write_steps(log: EntryLog, steps: Iterable[int], say: Callable[[str], None]) -> None:
    """Type and save; `say` hears of each thing only after the program called it kept or saved."""
    for step in steps:
        log.drafts.keep(PERSON, {"step": step}, AT)
        say(f"kept {step}")
        log.append(pair(step), finishes_draft_of=PERSON)
        say(f"saved {step}")


def faults_of(folder: Path, said: Iterable[str]) -> list[str]:
    """Open what is left with the real program; return what is lost, halved or damaged."""
    told = [line.split() for line in said]
    saved = max((int(step) for what, step in told if what == "saved"), default=-1)
    kept = max((int(step) for what, step in told if what == "kept"), default=-1)
    try:
        log = EntryLog.open(folder, CLOCK)
    except StorageError as error:
        return [f"not opened: {error.cause}"]
    try:
        log.check()
        steps = [int(str(entry.payload["step"])) for entry in log.entries()]
        draft = log.drafts.of(PERSON)
    except StorageError as error:
        return [f"not whole: {error.cause}"]
    finally:
        log.close()
    last = len(steps) // 2 - 1
    faults = []
    if steps != [step for number in range(last + 1) for step in (number, number)]:
        faults.append(f"half, twice or out of order: {steps[-6:]}")
    if last < saved:
        faults.append(f"lost: {saved} was called saved, {last} is the last")
    if kept > last and (draft is None or int(str(draft[0]["step"])) < kept):
        faults.append(f"draft {kept} was called kept and is gone")
    if draft is not None and int(str(draft[0]["step"])) <= last:
        faults.append(f"draft {draft[0]['step']} is offered again after it was saved")
    return faults
