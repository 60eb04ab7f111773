# SPDX-License-Identifier: MIT
"""Three computers with wrong clocks write apart and exchange files: no alert is ever hidden."""

import random
from pathlib import Path

import pytest

from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.timing.follow_up import follow_up
from caregiver_app.domain.timing.told_until import all_told
from tests.services.test_family_levels import answer, check_in, told
from tests.services.test_family_merge import ID, WHO, Home

TIMES = load_time_rules()
LEVELS = ("NO_FLAGS", "NO_FLAGS", "INCOMPLETE", "WATCH", "URGENT", "EMERGENCY")
ALERTS = ("URGENT", "EMERGENCY")


class Family:
    """Three computers, and which alerts each of them has: what is answered or ended by whom."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        skews = (0, chance.choice([0, 5, 60, 180, -60, -200]), chance.choice([0, 45, -120]))
        self.homes = [Home(folder / str(n), skew) for n, skew in enumerate(skews)]
        self.has: list[set[str]] = [set(), set(), set()]
        self.open: set[str] = set()
        self.homes[0].write(EntryKind.PERSON, WHO)
        for home in self.homes[1:]:
            home.take_from(self.homes[0])

    def save(self, who: int, level: str) -> None:
        others = [home for home in self.homes if home is not self.homes[who]]
        saved = check_in(self.homes[who], level, others)
        if level in ALERTS:
            self.has[who].add(saved)
            self.open.add(saved)
        elif level == "NO_FLAGS":
            self.open -= self.has[who]

    def reach(self, who: int, about: str) -> None:
        answer(self.homes[who], about)
        self.open -= self.has[who]

    def take(self, who: int, other: int) -> None:
        self.homes[who].take_from(self.homes[other])
        self.has[who] |= self.has[other]

    def exchange(self) -> None:
        for _round in range(2):
            for who, other in ((0, 1), (1, 2), (2, 0), (1, 0), (2, 1), (0, 2)):
                self.take(who, other)

    def stands(self, home: Home) -> Level | None:
        found = follow_up(TIMES, home.book.record(ID), home.desk.now())
        return found.level if found is not None else None


def stories(first: int, end: int) -> list[object]:
    """Return the numbers of stories; those after the first dozen are told in the long run."""
    long = (pytest.param(number, marks=pytest.mark.long) for number in range(first + 12, end))
    return [*range(first, first + 12), *long]


@pytest.fixture
def family(request: pytest.FixtureRequest, tmp_path: Path):
    chance = random.Random(request.param)  # noqa: S311 - a story, not a secret
    made = Family(tmp_path, chance)
    for _step in range(chance.randint(3, 9)):
        minutes, who = chance.choice([3, 10, 25, 70]), chance.randrange(3)
        for home in made.homes:
            home.pass_time(minutes)
        act = chance.random()
        if act < 0.55:
            made.save(who, chance.choice(LEVELS))
        elif act < 0.7 and made.has[who]:
            made.reach(who, chance.choice(sorted(made.has[who])))
        else:
            made.take(who, chance.choice([other for other in range(3) if other != who]))
    made.exchange()
    yield made
    for home in made.homes:
        home.log.close()


@pytest.mark.parametrize("family", stories(0, 40), indirect=True)
def test_what_nobody_answered_stands_on_every_computer(family: Family) -> None:
    for home in family.homes:
        assert not family.open or family.stands(home) is not None


@pytest.mark.parametrize("family", stories(40, 60), indirect=True)
def test_a_sheet_finds_every_check_in_by_its_time_but_the_one_that_tells(family: Family) -> None:
    for home in family.homes:
        record = home.book.record(ID)
        told = list(all_told(record).check_ins)
        assert sorted(told, key=lambda one: (one.at, one.id)) == list(record.check_ins)
        assert told[:-1] == sorted(told[:-1], key=lambda one: (one.at, one.id))


@pytest.mark.parametrize("family", stories(540, 580), indirect=True)
def test_a_new_alert_is_told_on_every_computer_at_once(family: Family) -> None:
    family.save(1, "URGENT")
    family.exchange()
    for home in family.homes:
        assert family.stands(home) in (Level.URGENT, Level.EMERGENCY)
        assert told(home) >= Level.URGENT
