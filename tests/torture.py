# SPDX-License-Identifier: MIT
"""Whether the record survives: `python3 dev.py torture [part ...] [--times N] [--seed N]`.

Kills programs while they save, cuts the power under them, fills the disk or takes it away, damages
the file and starts two at once, each as often as `--times` says or as in the table below, and says
what was lost. Every part alone is a name: kills, cuts, refusals, disk, places, ends, clock,
damage, races, drills, calls.
"""

import argparse
import os
import time
from collections.abc import Callable

import apsw

from tests.torture_calls import WORKS, NoStrace, kill_at_every_call
from tests.torture_clock import NoFakeTime, set_clocks
from tests.torture_damage import damage, tamper
from tests.torture_disk import NoSmallDisk, fill
from tests.torture_drills import drill
from tests.torture_ends import end
from tests.torture_kills import kill, race
from tests.torture_places import take_away
from tests.torture_power import CONTROLS, cut, cut_with, refuse

Faults = list[str]
SHOWN = 20


def kills(times: int, seed: int) -> Faults:
    """Kill programs at random moments of saving."""
    confirmed, faults = kill(times, seed)
    print(f"{times} programs killed while saving, {confirmed} check-ins confirmed before it")
    return faults


def cuts(times: int, seed: int) -> Faults:
    """Cut the power, and once more under settings that are known to lose."""
    under_way, faults = cut(times, seed)
    print(f"{times} power cuts, {under_way} of them while something was being written")
    for control in CONTROLS:
        lost = len(cut_with(control, 50, seed))
        print(f"  control, {control}: 50 power cuts, {lost} losses found, as there must be")
        faults += [] if lost else [f"the control, {control}, shows no loss: the torture is blunt"]
    return faults


def refusals(_times: int, _seed: int) -> Faults:
    """Let the disk refuse each single change of a file, once and from then on."""
    faults = []
    for error, word in ((apsw.IOError, "fails"), (apsw.FullError, "is full")):
        for for_ever in (False, True):
            changes, found = refuse(error, for_ever=for_ever)
            how = "from then on" if for_ever else "once"
            print(f"the disk {word} {how}, at each of {changes} changes of a file")
            faults += found
    return faults


def disk(times: int, _seed: int) -> Faults:
    """Fill a real disk in steps of 4 KiB."""
    try:
        refused, faults = fill(times)
    except NoSmallDisk as reason:
        print(f"the full disk was left out: {reason}")
        return []
    print(f"{times} disks with 0, 4, 8 ... KiB free: {refused} saves refused as full")
    return faults


def places(_times: int, _seed: int) -> Faults:
    """Take the disk away under the open window, and start where nothing can be written."""
    try:
        ways, faults = take_away()
    except NoSmallDisk as reason:
        print(f"the disk was left where it is: {reason}")
        return []
    print(f"the disk taken away in {ways} ways, in the middle of a check-in with a red flag")
    return faults


def ends(times: int, seed: int) -> Faults:
    """End programs hard while somebody types, and look at what the next start offers."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    counted, faults = end(times, seed)
    print(
        f"{counted['ends']} programs ended hard while somebody typed: of {counted['letters']}"
        f" letters older than a second {counted['lost']} lost"
    )
    return faults


def clock(_times: int, _seed: int) -> Faults:
    """Set the clock under the open window, and stop the program as a sleep does."""
    try:
        jumps, faults = set_clocks()
    except NoFakeTime as reason:
        print(f"the clock was left as it is: {reason}")
        return []
    print(f"the clock set or the program stopped in {jumps} ways, in the middle of a check-in")
    return faults


def damages(times: int, seed: int) -> Faults:
    """Damage the file in five ways."""
    told, silent = damage(times, seed)
    for kind, found in told.items():
        print(f"{times} times {kind}: {found} told, {times - found} without any effect on entries")
    unseen = tamper(times // 5, seed)
    print(f"{times // 5} entries changed, taken out, moved or put in with the key")
    return silent + unseen


def races(times: int, seed: int) -> Faults:
    """Start two programs at once."""
    refused, faults = race(times)
    print(f"{times} races of two starts: {refused} refused")
    return faults


def drills(times: int, seed: int) -> Faults:
    """Back up, lose everything, and put the backup back in another folder."""
    entries, faults = drill(times, seed)
    print(f"{times} backups put back where nothing was left: {entries} entries are equal")
    return faults


def calls(_times: int, _seed: int) -> Faults:
    """Kill each work at each of its calls that change a file: save, backup, passcode, and so on."""
    faults = []
    for work in WORKS:
        try:
            killed, found = kill_at_every_call(work)
        except NoStrace as reason:
            print(f"the kills at each call were left out: {reason}")
            return []
        print(f"one {work} killed at each of its {killed} calls")
        faults += found if killed else [f"{work}: no call was killed"]
    return faults


PARTS: dict[str, tuple[Callable[[int, int], Faults], int]] = {
    "kills": (kills, 1000),
    "cuts": (cuts, 10_000),
    "refusals": (refusals, 1),
    "disk": (disk, 150),
    "places": (places, 1),
    "ends": (ends, 100),
    "clock": (clock, 1),
    "damage": (damages, 5000),
    "races": (races, 200),
    "drills": (drills, 500),
    "calls": (calls, 1),
}
ONLY_POSIX = {"kills", "races", "disk", "places", "ends"}


def main() -> int:
    """Run the parts and print their figures; 1 when anything was lost or silent."""
    parser = argparse.ArgumentParser(description="Whether the record survives")
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="part")
    parser.add_argument("--times", type=int, help="how often, instead of the count of each part")
    parser.add_argument("--seed", type=int, default=2026)
    chosen = parser.parse_args()
    wrong = 0
    for name in chosen.parts or PARTS:
        run, usual = PARTS[name]
        if name in ONLY_POSIX and not hasattr(os, "fork"):
            print(f"{name}: left out, this system cannot fork")
            continue
        started = time.monotonic()
        faults = run(chosen.times or usual, chosen.seed)
        print("".join(f"  FAULT {fault}\n" for fault in faults[:SHOWN]), end="")
        print(f"{name}: {len(faults)} faults, {time.monotonic() - started:.0f} s\n", flush=True)
        wrong += len(faults)
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
