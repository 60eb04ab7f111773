# SPDX-License-Identifier: MIT
"""Backup, everything gone, backup put back on another computer: is it all there again?"""

import random
import shutil
from pathlib import Path

from caregiver_app.storage.backups import BackupFolder, BackupKind
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.restore import put_back
from tests.torture_record import CLOCK, PERSON, folder_in_memory, write_steps

MOST_STEPS = 60


def drill(drills: int, seed: int = 2026) -> tuple[int, list[str]]:
    """Do so many drills with histories of chance; return how many entries came back, and faults."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    faults: list[str] = []
    came_back = 0
    with folder_in_memory() as place:
        for number in range(drills):
            here, there = place / f"here-{number}", place / f"there-{number}"
            before = _live_and_back_up(here, chance)
            there.mkdir()
            shutil.move(here / "backups", there / "backups")
            shutil.rmtree(here)
            try:
                (backup,) = BackupFolder(there).backups()
                put_back(there, backup, CLOCK.now())
                after = _everything(there)
            except StorageError as error:
                faults.append(f"drill {number}: {error.cause}")
                continue
            if after != before:
                faults.append(f"drill {number}: {len(after[0])} of {len(before[0])} entries")
            came_back += len(after[0])
            shutil.rmtree(there)
    return came_back, faults


def _live_and_back_up(folder: Path, chance: random.Random) -> tuple[object, ...]:
    log = EntryLog.open(folder, CLOCK)
    steps = chance.randrange(1, MOST_STEPS)
    write_steps(log, range(steps), lambda _line: None)
    if chance.random() < 0.5:
        log.drafts.keep(PERSON, {"step": steps}, log.entries()[0].effective_at)
    log.set_setting("recorder", f"Ana {chance.random()}")
    for _rest in log.backing_up(BackupFolder(folder), BackupKind.AUTOMATIC):
        pass
    log.close()
    return _everything(folder)


def _everything(folder: Path) -> tuple[tuple[object, ...], ...]:
    log = EntryLog.open(folder, CLOCK)
    try:
        log.check()
        return log.entries(), (log.drafts.of(PERSON), log.setting("recorder"))
    finally:
        log.close()
