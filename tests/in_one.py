# SPDX-License-Identifier: MIT
"""A pytest plugin that makes one test of all the cases of a test function: `-p tests.in_one`.

mutmut names every test of a mutant on the command line, and starts pytest anew for each mutant.
To make and name each case of a table of thousands took longer than running them.
"""

from collections.abc import Callable, Iterator
from itertools import product

import pytest

Case = dict[str, object]
_NOTICE_MOST = ("test_rules_each.py", "test_rules_table.py", "test_second_opinion.py")
_LONGEST = "test_every_reason_has_its_sentence_and_every_sentence_its_reason"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests first that notice most: the first that fails ends the run of a mutant."""
    items.sort(key=lambda item: (item.name == _LONGEST, item.path.name not in _NOTICE_MOST))


def pytest_pycollect_makeitem(
    collector: pytest.Module, name: str, obj: Callable[..., None]
) -> list[pytest.Item] | None:
    """Return one item for a function that needs nothing but its cases; leave others to pytest."""
    marks = [m for m in getattr(obj, "pytestmark", ()) if m.name == "parametrize"]
    if not name.startswith("test_") or not marks or hasattr(obj, "hypothesis"):
        return None
    tables = [list(cases_of(mark)) for mark in reversed(marks)]
    wanted = set(obj.__code__.co_varnames[: obj.__code__.co_argcount])
    if not all(tables) or wanted != {key for table in tables for key in table[0]}:
        return None

    def run() -> None:
        for parts in product(*tables):
            obj(**{key: value for part in parts for key, value in part.items()})

    return [pytest.Function.from_parent(collector, name=name, callobj=run)]


def cases_of(mark: pytest.Mark) -> Iterator[Case]:
    """Yield what one `parametrize` gives to a function, case by case."""
    names, values = mark.args[0], mark.args[1]
    keys = [key.strip() for key in names.split(",")] if isinstance(names, str) else list(names)
    for value in values:
        given = value.values if hasattr(value, "marks") else value
        several = len(keys) > 1 or hasattr(value, "marks")
        yield dict(zip(keys, given if several else (given,), strict=True))
