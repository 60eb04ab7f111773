# SPDX-License-Identifier: MIT
"""Whether any record gives one whole sheet: `python3 dev.py sheets [--records N] [--seed N]`.

Draws ten thousand records from the schema, every fifth of them full to bursting, prints the sheet
of each on all cores and reads the file. The seed and the number of a record draw it again:
`--only NUMBER` says what is wrong with it and writes its sheet into the current folder.
"""

import argparse
import os
import time
from multiprocessing import get_context
from pathlib import Path

from tests.report.any_record import any_case
from tests.report.page_boxes import drawn
from tests.report.page_rules import problems, sheet_of

CHUNK = 20
SHOWN = 20


def part_of(part: tuple[int, int, int]) -> tuple[int, int, int, list[str]]:
    """Print and read one part of the records: how many, with something left off, largest, wrong."""
    seed, first, end = part
    shortened, largest, wrong = 0, 0, []
    for number in range(first, end):
        case = any_case(number, seed)
        sheet = sheet_of(case)
        shortened += bool(sheet.left_off)
        largest = max(largest, len(sheet.pdf))
        wrong += [f"record {number}: {fault}" for fault in problems(case, sheet, drawn(sheet.pdf))]
    return end - first, shortened, largest, wrong


def show(seed: int, number: int) -> int:
    """Write the sheet of one record and say what is wrong with it."""
    case = any_case(number, seed)
    sheet = sheet_of(case)
    Path(f"record-{number}.pdf").write_bytes(sheet.pdf)
    found = problems(case, sheet, drawn(sheet.pdf))
    print("\n".join([f"record-{number}.pdf, left off: {', '.join(sheet.left_off)}", *found]))
    return int(bool(found))


def main() -> int:
    """Print the sheets, say how far it is, and the figures; 1 when a sheet is wrong."""
    parser = argparse.ArgumentParser(description="Whether any record gives one whole sheet")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--only", type=int)
    chosen = parser.parse_args()
    if chosen.only is not None:
        return show(chosen.seed, chosen.only)
    ends = range(0, chosen.records, CHUNK)
    parts = [(chosen.seed, first, min(first + CHUNK, chosen.records)) for first in ends]
    print(f"{chosen.records} records, seed {chosen.seed}", flush=True)
    started, done, shortened, largest = time.monotonic(), 0, 0, 0
    wrong: list[str] = []
    with get_context("spawn").Pool(os.cpu_count()) as pool:
        for count, less, bytes_, faults in pool.imap_unordered(part_of, parts):
            done, shortened, largest = done + count, shortened + less, max(largest, bytes_)
            wrong += faults
            print("".join(f"  {fault}\n" for fault in faults[:SHOWN]), end="", flush=True)
            if done % 500 == 0:
                print(f"  {done} printed, {len(wrong)} faults", flush=True)
    minutes = (time.monotonic() - started) / 60
    print(f"{done} sheets in {minutes:.1f} minutes: one page each, {shortened} say what is left")
    print(f"off, the largest file has {largest / 1024:.0f} KB, {len(wrong)} faults")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
