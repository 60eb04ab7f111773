# SPDX-License-Identifier: MIT
"""Whether worse is ever judged milder: `python3 dev.py monotone [--pairs N] [--seed N]`.

Judges a million pairs of check-ins, spread evenly over every direction, on all cores. The seed and
the number of a pair draw it again: `--only NUMBER` prints its person, answers and judgements. Ends
with how often stable people are alarmed by measuring alone.
"""

import argparse
import os
import time
from multiprocessing import get_context
from random import Random

from caregiver_app.domain.levels import Level
from tests.domain.anybody import anybody
from tests.domain.noise import PEOPLE, burden, share_urgent
from tests.domain.pairs import DIRECTIONS, PAIRS_EACH, Tally, judge_pairs

CHUNK = 2000
CHECK_INS = 10_000
SHOWN = 20


def part_of(part: tuple[int, int, int]) -> Tally:
    """Judge one part of the pairs."""
    seed, first, end = part
    return judge_pairs(seed, range(first, end))


def show(seed: int, number: int) -> int:
    """Print one pair: whose it is, and both judgements."""
    direction = DIRECTIONS[number % len(DIRECTIONS)]
    whose = anybody(Random(f"{seed} {number // PAIRS_EACH}"))  # noqa: S311 - chance, no secret
    chance = Random(f"{seed} {number} {direction.name}")  # noqa: S311 - chance, no secret
    first, second = direction.judge(chance, whose)
    print(f"{direction.name}\n\n{whose}\n\n{first}\n\n{second}")
    return 0


def table(tally: Tally) -> str:
    """Return the figures of each direction."""
    rows = ["| direction | pairs | judged worse |", "|---|---|---|"]
    for direction in DIRECTIONS:
        pairs, raised = tally.pairs[direction.name], tally.raised[direction.name]
        rows.append(f"| {direction.name} | {pairs} | {'' if direction.same else raised} |")
    return "\n".join(rows)


def burden_table() -> str:
    """Return how often a stable person is alarmed by measuring alone."""
    rows = ["| stable person | urgent or worse | at most | watch |", "|---|---|---|---|"]
    for name, (_who, most) in PEOPLE.items():
        levels = burden(name, CHECK_INS)
        watch = levels[Level.WATCH] / CHECK_INS
        rows.append(f"| {name} | {share_urgent(levels):.2%} | {most:.0%} | {watch:.1%} |")
    return "\n".join(rows)


def main() -> int:
    """Judge the pairs, say how far it is, and print the figures; 1 when a pair is wrong."""
    parser = argparse.ArgumentParser(description="Whether worse is ever judged milder")
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--only", type=int)
    chosen = parser.parse_args()
    if chosen.only is not None:
        return show(chosen.seed, chosen.only)
    ends = range(0, chosen.pairs, CHUNK)
    parts = [(chosen.seed, first, min(first + CHUNK, chosen.pairs)) for first in ends]
    print(f"{chosen.pairs} pairs, {len(DIRECTIONS)} directions, seed {chosen.seed}", flush=True)
    tally, started = Tally(), time.monotonic()
    with get_context("spawn").Pool(os.cpu_count()) as pool:
        for done, part in enumerate(pool.imap_unordered(part_of, parts), 1):
            tally.add(part)
            if done % 25 == 0:
                print(f"  {sum(tally.pairs.values())} judged, {len(tally.wrong)} wrong", flush=True)
    print(table(tally))
    minutes = (time.monotonic() - started) / 60
    print(f"\n{sum(tally.pairs.values())} pairs in {minutes:.1f} minutes, {len(tally.wrong)} wrong")
    print("\n".join(tally.wrong[:SHOWN]))
    print(f"\n{burden_table()}\n\n{CHECK_INS} check-ins each")
    return int(bool(tally.wrong))


if __name__ == "__main__":
    raise SystemExit(main())
