# SPDX-License-Identifier: MIT
"""Random histories of a family's computers, put together: by hand, it takes some minutes.

    .venv/bin/python -m tests.histories [NUMBER [FIRST]]

Two to four computers, with clocks that are wrong by minutes or days and are put right in between,
write, correct, take out, put back, decide, exchange files, read exports in and are started again.
Then all of them must tell the same, hold every entry of each, and ask about the same things; once
one of them has decided everything, nothing is open anywhere.
"""

import random
import sys
import tempfile
from datetime import timedelta
from itertools import permutations
from pathlib import Path

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.services.log.record_book import RecordBook
from tests.services.test_family_merge import ID, MEMORY, WHO, Home, keeps_all

WRITES = ("check_in", "dose", "act", "plan", "profile", "limit", "refill", "lists")
MENDS = ("correct", "mend_dose", "put_back", "remove", "pressure")
STATES = ("missed", "taken", "extra", "vomited", "removed")


class Laptop(Home):
    """One computer that can be started again, and what the tests of merging do not write."""

    def __init__(self, folder: Path, skew_min: int) -> None:
        super().__init__(folder, skew_min)
        self.folder = folder

    def start_again(self) -> None:
        self.log.close()
        now = self.clock._now
        super().__init__(self.folder, 0)
        self.clock._now = now

    def lists(self, number: int) -> None:
        before = self.book.in_force(ID).person
        said = dict(before.payload)
        known = [*said.get("allergies", []), f"a{number % 5}"][number % 2 :]
        said["allergies"] = list(dict.fromkeys(known))
        self.write(EntryKind.PERSON, said, before.entry.id)

    def pressure(self, which: int) -> None:
        self.correct(which, 60 + which, ("sbp", "dbp")[which % 2])


def step(homes: list[Laptop], chance: random.Random) -> None:
    """Let something happen on one of the computers."""
    home, other = chance.choice(homes), chance.choice(homes)
    what, number = chance.random(), chance.randint(40, 90)
    if what < 0.25:
        home.take_from(other) if other is not home else home.start_again()
    elif what < 0.28:
        home.read_in_from(other)
    elif what < 0.31:
        home.clock._now += timedelta(minutes=chance.randint(-600, 600))
    elif home.book.entries(ID):
        write(home, chance, what, number)
    home.pass_time(chance.choice([0, 1, 1, 5, 60]))


def write(home: Laptop, chance: random.Random, what: float, number: int) -> None:
    """Write something down on one computer."""
    name = chance.choice(WRITES if what < 0.65 else MENDS if what < 0.9 else ("decide",))
    more = {"correct": [number], "mend_dose": [chance.choice(STATES)]}.get(name, [])
    getattr(home, name)(number if name in WRITES else number % 10, *more)


def same_again(homes: list[Laptop]) -> None:
    """Look that all tell the same, that nothing is lost, and that a new start shows no other."""
    assert len({home.says() for home in homes}) == 1
    assert len({tuple(one.id for one in home.apart.conflicts(ID)) for home in homes}) == 1
    for home in homes:
        home.log.check()
        keeps_all(home, homes)
        assert RecordBook(home.log, home.clock).record(ID) == home.book.record(ID)
        assert [home.take_from(other) for other in homes] == [0] * len(homes)


def history(seed: int, folder: Path) -> None:
    """Go through one history; raise where it goes wrong."""
    chance = random.Random(seed)  # noqa: S311 - the same each time
    wrong = chance.choice([90, 90, 3000])
    number = chance.choice([2, 3, 3, 4])
    homes = [Laptop(folder / str(n), chance.randint(-wrong, wrong)) for n in range(number)]
    try:
        homes[0].write(EntryKind.PERSON, WHO)
        for _ in range(chance.randint(5, 60)):
            step(homes, chance)
        order = list(permutations(homes, 2))
        for _ in homes:
            chance.shuffle(order)
            for taker, giver in order:
                taker.take_from(giver)
        same_again(homes)
        decide_all(chance.choice(homes), homes, chance)
    finally:
        for home in homes:
            home.log.close()


def decide_all(home: Laptop, homes: list[Laptop], chance: random.Random) -> None:
    """Let one of them decide everything; then nothing is open on any."""
    for _ in range(60):
        if not home.apart.conflicts(ID):
            break
        home.decide(chance.randint(0, 5))
        home.pass_time(1)
    for other in homes:
        if other is not home:
            other.take_from(home)
    assert not any(other.apart.conflicts(ID) for other in homes)
    assert len({other.says() for other in homes}) == 1


def main(number: int, first: int) -> int:
    """Go through so many histories and print how many went wrong."""
    wrong = []
    for seed in range(first, first + number):
        place = MEMORY if MEMORY.is_dir() else None
        with tempfile.TemporaryDirectory(prefix="histories-", dir=place) as folder:
            try:
                history(seed, Path(folder))
            except Exception as trouble:
                wrong.append(seed)
                print(f"{seed}: {type(trouble).__name__}: {trouble}", flush=True)
    print(f"{number} histories: {len(wrong)} went wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    told = [int(text) for text in sys.argv[1:]]
    raise SystemExit(main(*(told + [1000, 0][len(told) :])))
