# SPDX-License-Identifier: MIT
"""Damage of the file: flipped bits, pages swapped, blanked or put back from before, cut ends.

And a whole record of another day, which is right in itself.
"""

import random
from collections.abc import Callable
from pathlib import Path

from caregiver_app.storage.database import DATABASE
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.reached import REACHED
from tests.torture_record import CLOCK, folder_in_memory, write_steps

PAGE = 4096
VERSIONS = 4
STEPS_OF_A_VERSION = 15

Damage = Callable[[random.Random, list[bytes]], bytes]


def _flip(chance: random.Random, versions: list[bytes]) -> bytes:
    data = bytearray(versions[-1])
    bit = chance.randrange(len(data) * 8)
    data[bit // 8] ^= 1 << bit % 8
    return bytes(data)


def _swap(chance: random.Random, versions: list[bytes]) -> bytes:
    pages = _pages(versions[-1])
    one, other = chance.sample(range(len(pages)), 2)
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


def _put_back(chance: random.Random, versions: list[bytes]) -> bytes:
    pages = _pages(versions[-1])
    old = _pages(chance.choice(versions[:-1]))
    place = chance.choice([n for n in range(len(old)) if old[n] != pages[n]])
    pages[place] = old[place]
    return b"".join(pages)


def _cut_short(chance: random.Random, versions: list[bytes]) -> bytes:
    data = versions[-1]
    whole = chance.random() < 0.5
    return data[
        : chance.randrange(len(data) // PAGE) * PAGE if whole else chance.randrange(len(data))
    ]


def _blank(chance: random.Random, versions: list[bytes]) -> bytes:
    pages = _pages(versions[-1])
    pages[chance.randrange(len(pages))] = bytes(PAGE)
    return b"".join(pages)


def _of_another_day(chance: random.Random, versions: list[bytes]) -> bytes:
    return chance.choice(versions[:-1])


KINDS: dict[str, Damage] = {
    "bits flipped": _flip,
    "pages swapped": _swap,
    "old pages put back": _put_back,
    "files cut short": _cut_short,
    "pages blanked": _blank,
    "records of another day put back": _of_another_day,
}


TAMPERINGS = {
    "changed": "UPDATE entry SET payload = replace(payload, 'lunch', 'l_unch') WHERE seq = ?1",
    "author changed": "UPDATE entry SET author = 'somebody' WHERE seq = ?1",
    "time moved": "UPDATE entry SET effective_at = '2026-03-07T01:10:00-05:00' WHERE seq = ?1",
    "taken out": "DELETE FROM entry WHERE seq = ?1",
    "put behind": "UPDATE entry SET seq = seq + 100000 WHERE seq = ?1",
    "renumbered": "UPDATE entry SET device_seq = device_seq + 100000 WHERE seq = ?1",
    "written twice": (
        "INSERT INTO entry SELECT NULL, id || 'x', person_id, kind, author, observer, device,"
        " device_seq + 100000, recorded_at, recorded_zone, effective_at, effective_zone, follows,"
        " payload, previous_hash, hash FROM entry WHERE seq = ?1"
    ),
    "given to somebody else": "UPDATE entry SET person_id = 'x' WHERE seq = ?1",
}
"""What somebody with the key can do to one entry, without writing the whole chain anew."""


def tamper(times: int, seed: int = 2026) -> list[str]:
    """Change one entry behind the program's back, so many times; return what was not found."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    silent: list[str] = []
    with folder_in_memory() as place:
        log = EntryLog.open(place / "data", CLOCK)
        write_steps(log, range(STEPS_OF_A_VERSION), lambda _line: None)
        connection = log._connection
        for guard in ("changed", "deleted"):
            connection.execute(f"DROP TRIGGER entry_is_never_{guard}")
        last = int(connection.execute("SELECT max(seq) FROM entry").get)
        for number in range(times):
            how, seq = chance.choice(list(TAMPERINGS)), chance.randint(1, last)
            connection.execute("BEGIN")
            connection.execute(TAMPERINGS[how], (seq,))
            if _is_silent(log) and not (how == "put behind" and seq == last):
                silent.append(f"tampering {number}: entry {seq} {how}")
            connection.execute("ROLLBACK")
        log.check()
        log.close()
    return silent


def _is_silent(log: EntryLog) -> bool:
    """Say whether pages and chain tell nothing; how far it was would tell what was taken back."""
    try:
        for _rest in log._check():
            pass
    except StorageError:
        return False
    return True


def damage(times: int, seed: int = 2026) -> tuple[dict[str, int], list[str]]:
    """Damage the file so many times in each way; return how often it was told, and the silent."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    told, silent = dict.fromkeys(KINDS, 0), []
    with folder_in_memory() as place:
        folder, versions = place / "data", []
        for version in range(VERSIONS):
            log = EntryLog.open(folder, CLOCK)
            first = version * STEPS_OF_A_VERSION
            write_steps(log, range(first, first + STEPS_OF_A_VERSION), lambda _line: None)
            log.close()
            versions.append((folder / DATABASE).read_bytes())
        whole, reached = _read(folder), (folder / REACHED).read_bytes()
        for name, harm in KINDS.items():
            for number in range(times):
                harmed = harm(chance, versions)
                (folder / DATABASE).write_bytes(harmed)
                (folder / f"{DATABASE}-journal").unlink(missing_ok=True)
                (folder / REACHED).write_bytes(reached)
                found = _read(folder)
                told[name] += found is None
                if found is not None and found != whole:
                    silent.append(f"{name}, {number}")
    return told, silent


def _pages(data: bytes) -> list[bytes]:
    return [data[at : at + PAGE] for at in range(0, len(data), PAGE)]


def _read(folder: Path) -> list[str] | None:
    """Return everything that the record says, or None when the program says it is damaged."""
    try:
        log = EntryLog.open(folder, CLOCK)
    except StorageError:
        return None
    try:
        log.check()
        return [entry.hash for entry in log.entries()]
    except StorageError:
        return None
    finally:
        log.close()
