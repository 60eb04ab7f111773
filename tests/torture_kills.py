# SPDX-License-Identifier: MIT
"""Programs that are killed while they save, and two that start at once; POSIX alone can fork.

The children do real check-ins through the services of the program. What they say, they say after
the service called it saved.
"""

import os
import random
import shutil
import signal
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from caregiver_app.content.form import load_form
from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.form import Form
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.services.checking_in.check_ins import CheckInService
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.wiring import build_services
from tests.torture_record import CLOCK, faults_of, folder_in_memory, pair

KILLS_OF_A_RECORD = 10
LONGEST_S = 0.03  # of the time of one core: some saves of a check-in


@contextmanager
def _child(work: Callable[[int, int], None]):
    """Run work in a child of its own; yield its number, what it says, and where it is told."""
    said_r, said_w = os.pipe()
    told_r, told_w = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(said_r)
        os.close(told_w)
        try:
            work(said_w, told_r)
        finally:
            os._exit(0)
    os.close(said_w)
    os.close(told_r)
    with os.fdopen(said_r, "rb") as said:
        try:
            yield number, said, told_w
        finally:
            os.close(told_w)
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)


@dataclass(frozen=True, slots=True)
class _Begun:
    """What is the same for every kill, made once: a record with a practice person, the content."""

    folder: Path
    person_id: str
    rule_set: RuleSet
    form: Form

    def check_ins(self, log: EntryLog) -> CheckInService:
        """Return the check-ins of a record as the window has them."""
        return CheckInService(RecordBook(log, CLOCK), log, self.rule_set, self.form, CLOCK)


def kill(kills: int, seed: int = 2026) -> tuple[int, list[str]]:
    """Kill so many programs at random moments of saving; return what was confirmed, and faults."""
    chance, faults, confirmed = random.Random(seed), [], 0  # noqa: S311 - not a secret
    with folder_in_memory() as place:
        begun = _begin(place / "begun")
        folder = place / "data"
        told: list[str] = []
        for number in range(kills):
            if number % KILLS_OF_A_RECORD == 0:
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(begun.folder, folder)
                told = []
            work = partial(_check_in_until_killed, begun, folder, chance.uniform(1e-6, LONGEST_S))
            with _child(work) as (_number, said, _told):
                lines = said.readlines()
            told += [line.decode().strip() for line in lines if line.endswith(b"\n")]
            if not lines or b"saved" not in lines[0]:
                faults.append(f"kill {number}: nothing was saved before it")
            faults += [f"kill {number}: {fault}" for fault in _faults(begun, folder, told)]
            confirmed += sum(line.startswith(b"saved") for line in lines)
    return confirmed, faults


def _begin(folder: Path) -> _Begun:
    log = EntryLog.open(folder, CLOCK)
    services = build_services(log, CLOCK)
    person_id = services.people.open_practice("practice-oral")
    begun = _Begun(folder, person_id, services.rule_set, load_form())
    begun.check_ins(log).save(person_id, Draft(mode=Mode.QUICK))  # what is worked out once, is now
    log.close()
    return begun


def _check_in_until_killed(begun: _Begun, folder: Path, wait: float, out: int, _told: int) -> None:
    """Save once, then go on until the system ends it after so much more of its own time.

    By a clock on the wall a busy computer would end most of them before the next save.
    """
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # nothing of ours runs when it comes
    check_ins = begun.check_ins(EntryLog.open(folder, CLOCK))
    for step in count():
        note = f"{os.getpid()}-{step}"
        draft = Draft(mode=Mode.QUICK, stiffness=3, note=note)
        if step:  # the first word of a child is that something is saved
            check_ins.keep_draft(begun.person_id, draft)
            os.write(out, f"kept {note}\n".encode())
        saved = check_ins.save(begun.person_id, draft)
        os.write(out, f"saved {saved.check_in.id} {note}\n".encode())
        if not step:
            signal.setitimer(signal.ITIMER_PROF, wait)


def _faults(begun: _Begun, folder: Path, told: list[str]) -> list[str]:
    try:
        log = EntryLog.open(folder, CLOCK)
    except StorageError as error:
        return [f"not opened: {error.cause}"]
    try:
        log.check()
        entries = log.entries(kind=EntryKind.CHECK_IN)
        kept = begun.check_ins(log).kept_draft(begun.person_id)
    except StorageError as error:
        return [f"not whole: {error.cause}"]
    finally:
        log.close()
    ids = [str(entry.payload["id"]) for entry in entries]
    saved = [line.split()[1] for line in told if line.startswith("saved")]
    faults = [f"lost: {gone}" for gone in set(saved) - set(ids)]
    faults += ["twice"] * (len(ids) != len(set(ids)))
    faults += ["no judgement"] * any("assessment" not in entry.payload for entry in entries)
    notes = {str(entry.payload.get("note")) for entry in entries}
    if kept is not None and str(kept.draft.note) in notes:
        faults.append("a draft is offered again after it was saved")
    if told[-1].startswith("kept"):
        note = told[-1].split()[1]
        if note not in notes and (kept is None or kept.draft.note != note):
            faults.append(f"the draft {note} was called kept and is gone")
    return faults


def race(races: int) -> tuple[int, list[str]]:
    """Start two programs at once so many times; return how often one was refused, and faults.

    Every other race is about a folder that has no record yet, and every third winner is killed.
    """
    faults: list[str] = []
    refused = 0
    with folder_in_memory() as place:
        folder = place / "data"
        for number in range(races):
            if number % 2 == 0:
                shutil.rmtree(folder, ignore_errors=True)
            before = 0 if number % 2 == 0 else 1

            def start(out: int, told: int, step: int = before) -> None:
                os.read(told, 1)
                try:
                    log = EntryLog.open(folder, CLOCK)
                    log.append(pair(step))
                    os.write(out, b"wrote\n")
                    os.read(told, 1)
                    log.close()
                except StorageError as error:
                    os.write(out, f"{error.cause}\n".encode())

            with _child(start) as (one, said_1, told_1), _child(start) as (two, said_2, told_2):
                for told in (told_1, told_2):
                    os.write(told, b"x")
                words = [said_1.readline().strip(), said_2.readline().strip()]
                if sorted(words) != [b"locked", b"wrote"]:
                    faults.append(f"race {number}: {words}")
                refused += words.count(b"locked")
                winner, told, said = (
                    (one, told_1, said_1) if words[0] == b"wrote" else (two, told_2, said_2)
                )
                if number % 3 == 0:
                    os.kill(winner, signal.SIGKILL)
                else:
                    os.write(told, b"x")
                said.read()  # its end: the program is gone, however it went
            left = faults_of(folder, [f"saved {before}"])
            faults += [f"race {number}: {fault}" for fault in left]
    return refused, faults
