# SPDX-License-Identifier: MIT
"""Whether the tests notice every small mistake in the rules: `python3 dev.py mutate`.

`mutate content` changes each number, level and rule of the content, `mutate code [module ...]` the
code that reads them; alone it does both. `mutate mutmut` asks a mutator that others wrote. A
mutant that no test notices is printed, and the exit code is 1, unless it stands in
mutants_known.toml with the reason why it is no mistake.
"""

import io
import os
import signal
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from multiprocessing import get_context
from types import FrameType

import pytest

from tests import second_opinion
from tests.domain.pretend import RULES
from tests.mutants import ROOT, Mutant, of_code, of_content

MODULES = (
    *("completeness", "dose_log", "emergency", "engine", "facts", "gather", "groups", "history"),
    *(
        "given_doses",
        "more_than_before",
        "notes",
        "planned_doses",
        "pump",
        "remeasure",
        "urgent",
        "vitals",
    ),
    *("watch", "words"),
)
BESIDE = (
    *("units", "moments", "plan", "earlier"),
    *("as_usual", "since_check", "back_dated", "happened"),
    *("plan_table", "emergency_log", "person", "record"),
    *("dosing.dose_clock", "dosing.slots", "dosing.planned_times", "dosing.newest_entries"),
    *("dosing.dose_told", "dosing.restarts", "dosing.plan_time", "dosing.typed_amount"),
    *("dosing.dose_entry", "dosing.planned_and_given", "dosing.supply"),
    *("pump.pump_state", "pump.pump_dates", "pump.pump_heard"),
    *("timing.phases", "timing.phase_starts", "timing.cadence", "timing.follow_up"),
    *("timing.time_rules", "timing.silence", "timing.past_emergency"),
    *("prompts.plan_prompts", "prompts.amounts", "prompts.around", "prompts.course"),
    *("prompts.facts", "prompts.steps"),
    *("changed.what_changed", "changed.change_lines", "changed.change_terms", "changed.sign_story"),
    *("changed.happenings",),
    *("sheets.told_together", "sheets.taken_now", "sheets.private_reasons", "sheets.wall_rules"),
    *("people.profile", "people.usual_from_record"),
    *("history.corrections",),
)
KNOWN_FILE = ROOT / "tests" / "mutants_known.toml"
SECONDS = 10  # a mutant that runs longer has lost its way out of a loop
SLOW = 0.2  # a test that takes longer is left out: it repeats what shorter ones hold


@dataclass(slots=True)
class Check:
    """One test as a plain function, with the lines of the rules that it runs through."""

    name: str
    run: Callable[[], object]
    seconds: float = 0.0
    lines: frozenset[tuple[str, int]] = frozenset()


class Collected:
    """A pytest plugin that keeps the tests which need nothing but their parameters."""

    def __init__(self) -> None:
        self.checks: list[Check] = []

    def pytest_collection_modifyitems(self, items: list) -> None:
        """Keep each test as a function that can be run again and again."""
        for item in items:
            params = item.callspec.params if hasattr(item, "callspec") else {}
            names = item.function.__code__.co_varnames[: item.function.__code__.co_argcount]
            if set(names) <= set(params) and not hasattr(item.obj, "hypothesis"):
                given = {name: params[name] for name in names}
                self.checks.append(Check(item.name, run_with(item.obj, given)))


def run_with(function: Callable, given: dict) -> Callable[[], object]:
    return lambda: function(**given)


class TooLongError(Exception):
    """A mutant did not come to an end."""


def too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TooLongError


def collected() -> list[Check]:
    """Return the tests of the domain, the quickest first, each run once and found right."""
    plugin = Collected()
    with redirect_stdout(io.StringIO()):
        pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider", "tests/domain"], [plugin])
    for check in plugin.checks:
        start = time.perf_counter()
        check.run()
        check.seconds = time.perf_counter() - start
    return sorted((c for c in plugin.checks if c.seconds < SLOW), key=lambda c: c.seconds)


def watch_lines(checks: Iterable[Check], files: frozenset[str]) -> None:
    """Note for each test the lines of these files that it runs through."""
    for check in checks:
        seen: set[tuple[str, int]] = set()

        def lines(frame: FrameType, event: str, _arg: object, seen: set = seen) -> Callable:
            if event == "line":
                seen.add((frame.f_code.co_filename, frame.f_lineno))
            return lines

        def calls(frame: FrameType, _event: str, _arg: object, here: Callable = lines) -> object:
            return here if frame.f_code.co_filename in files else None

        sys.settrace(calls)
        try:
            check.run()
        finally:
            sys.settrace(None)
        check.lines = frozenset(seen)


class Trial:
    """Runs the tests on one mutant after the other; those that noticed one come first next time."""

    def __init__(self, checks: list[Check]) -> None:
        self._checks = checks

    def killer(self, mutant: Mutant) -> str:
        """Return the test that notices a mutant, or nothing."""
        with mutant.in_place():
            for check in self._likely_first(mutant):
                if not self._holds(check):
                    self._checks.remove(check)
                    self._checks.insert(0, check)
                    return check.name
        return ""

    def _likely_first(self, mutant: Mutant) -> Iterator[Check]:
        first, last = mutant.lines
        spots = {(mutant.file, line) for line in range(first, last + 1)}
        near = [c for c in self._checks if not spots.isdisjoint(c.lines)] if mutant.file else []
        done = {id(check) for check in near}
        yield from near
        yield from [check for check in self._checks if id(check) not in done]

    def _holds(self, check: Check) -> bool:
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            check.run()
        except (Exception, pytest.fail.Exception):
            return False
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return True


def mutants(what: str, modules: Iterable[str]) -> list[Mutant]:
    """Return the mutants of the content, or of the code of some modules."""
    found = of_content(RULES) if what != "code" else []
    if what != "content":
        names, asked = [*(f"rules.{m}" for m in MODULES), *BESIDE], set(modules)
        chosen = [name for name in names if not asked or {name, name.rpartition(".")[2]} & asked]
        for name in chosen:
            found += of_code(f"caregiver_app.domain.{name}")
    return found


_TRIAL: list = []  # what each process of the pool inherits: the tests and the mutants


def killer_of(number: int) -> tuple[int, str]:
    trial, found = _TRIAL
    return number, trial.killer(found[number])


def main(arguments: list[str]) -> int:
    """Try every mutant on both cores and say which ones no test notices."""
    what = arguments[0] if arguments else "both"
    if what == "mutmut":
        return second_opinion.main(arguments[1:])
    started = time.monotonic()
    checks = collected()
    found = mutants(what, arguments[1:])
    watch_lines(checks, frozenset(mutant.file for mutant in found if mutant.file))
    print(f"{len(found)} mutants, {len(checks)} tests", flush=True)
    signal.signal(signal.SIGALRM, too_long)
    _TRIAL[:] = [Trial(checks), found]
    left = []
    with get_context("fork").Pool(os.cpu_count(), os.nice, (10,)) as pool:
        for done, (number, killer) in enumerate(
            pool.imap_unordered(killer_of, range(len(found)), chunksize=8), 1
        ):
            if not killer:
                left.append(found[number].name)
            if done % 200 == 0:
                print(f"  {done} tried, {len(left)} not noticed", flush=True)
    return report(found, left, started, whole=not arguments)


def known() -> set[str]:
    """Return the names of the mutants that are no mistake."""
    groups = tomllib.loads(KNOWN_FILE.read_text(encoding="utf-8"))["known"]
    return {name for group in groups for name in group["mutants"]}


def report(tried: list[Mutant], left: list[str], started: float, *, whole: bool) -> int:
    """Print what was not noticed; what is known to be no mistake is counted beside it.

    When the whole was tried, what is listed and is no mutant any more is named too.
    """
    no_mistake = known() & {mutant.name for mutant in tried}
    survivors = sorted(set(left) - no_mistake)
    noticed_now = sorted(no_mistake - set(left))
    gone = sorted(known() - {mutant.name for mutant in tried}) if whole else []
    minutes = (time.monotonic() - started) / 60
    print(f"{len(tried) - len(left)} of {len(tried)} noticed, {len(no_mistake)} are no mistake")
    print(f"{len(survivors)} not noticed ({minutes:.1f} minutes)")
    print("\n".join(f"  {name}" for name in survivors))
    print("\n".join(f"  listed as no mistake, but noticed: {name}" for name in noticed_now))
    print("\n".join(f"  listed as no mistake, but no mutant: {name}" for name in gone))
    return int(bool(survivors or noticed_now or gone))


if __name__ == "__main__":
    os.chdir(ROOT)
    raise SystemExit(main(sys.argv[1:]))
